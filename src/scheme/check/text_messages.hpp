// Findings about words: what can be read in two ways, what is left open, what a careless copy leaves behind.
#pragma once
#include "base/problem.hpp"

namespace pingxing::scheme::findings {

// ---- meaning --------------------------------------------------------------------------------------------------------

inline constexpr MessageRow value_undefined{
    "VALUE_UNDEFINED",
    Severity::Warning,
    {"“{0}”没有写到多少才算“{1}”;由人认定", "“{0}” does not say how much is “{1}”; somebody decides it"},
    {"写成数,如“90%以上”,或用“评分人:”写明由谁认定",
     "give a figure, such as “90% or more”, or name who decides with “assessor:”"}};
inline constexpr MessageRow tolerance_missing{
    "TOLERANCE_MISSING",
    Severity::Warning,
    {"“{0}”里的“{1}”没有写差多少也算", "“{1}” in “{0}” does not say how near is near enough"},
    {"写成范围,如“45至55”", "write a range, such as “45 to 55”"}};
inline constexpr MessageRow amount_missing{
    "AMOUNT_MISSING",
    Severity::Warning,
    {"“{0}”没有写数额", "“{0}” gives no amount"},
    {"写明多少,如“扣发绩效工资的2%”", "say how much, such as “withholds 2% of the performance pay”"}};
inline constexpr MessageRow metric_ambiguous{
    "METRIC_AMBIGUOUS",
    Severity::Warning,
    {"“{0}”没有写清是答卷的人多少,还是满意的人多少", "“{0}” may mean how many answered, or how many were satisfied"},
    {"写成“测评参与率”或“满意率”", "write “response rate” or “satisfaction rate”"}};
inline constexpr MessageRow term_varies{
    "TERM_VARIES",
    Severity::Warning,
    {"这里是“{0}”,第{2}行是“{1}”,只差一字", "“{0}” here and “{1}” in line {2} differ by one letter"},
    {"是一回事的,写成一样", "write both alike if they are the same"}};
inline constexpr MessageRow condition_syntax{
    "CONDITION_SYNTAX",
    Severity::Warning,
    {"“{0}”里几个情形用逗号连着,没有写是都具备才算还是有一个就算",
     "“{0}” joins several things by commas; whether all together count or any of them is not said"},
    {"拆成几行,或用“且”“或”写明", "split it into lines, or say “all of” or “any of”"}};
inline constexpr MessageRow phrase_ambiguous{
    "PHRASE_AMBIGUOUS", Severity::Warning, {"“{0}”{1}", "“{0}”: {1}"}, {"{2}", "{2}"}};
inline constexpr MessageRow sum_vs_mean{
    "SUM_VS_MEAN",
    Severity::Warning,
    {"“{0}”说的是加总,选票按平均分计", "“{0}” speaks of a sum, ballots count by their mean"},
    {"改为“平均”:票少的人不吃亏", "say “mean”: who has fewer ballots must not lose by it"}};

// ---- what is missing ------------------------------------------------------------------------------------------------

inline constexpr MessageRow section_empty{"SECTION_EMPTY",
                                          Severity::Warning,
                                          {"“{0}”下面没有内容", "there is nothing under “{0}”"},
                                          {"补上内容,或去掉标题", "fill it, or drop the heading"}};
inline constexpr MessageRow annex_missing{
    "ANNEX_MISSING",
    Severity::Warning,
    {"“{0}”提到{1},没有写是哪一份", "“{0}” speaks of {1} that is not named"},
    {"加一行属性“附件:…”,并随方案存放", "add a property “annex: …” and keep it with the scheme"}};
inline constexpr MessageRow placeholder{"PLACEHOLDER",
                                        Severity::Warning,
                                        {"“{0}”还没有填(全文共{1}处)", "“{0}” is still to be filled in ({1} in all)"},
                                        {"填上真实的内容", "put in what belongs there"}};
inline constexpr MessageRow source_truncated{
    "SOURCE_TRUNCATED",
    Severity::Error,
    {"这一段没有写完:“{0}”", "this paragraph breaks off: “{0}”"},
    {"对照原件补全;缺页的先找到原件", "complete it from the original; find the lost pages first"}};
inline constexpr MessageRow not_a_scheme{"NOT_A_SCHEME",
                                         Severity::Warning,
                                         {"“{0}”像是汇报材料,不是方案:没有一条能得分或扣分的规则",
                                          "“{0}” reads like a report, not a scheme: no rule of it scores or deducts"},
                                         {"换成方案原文", "take the scheme itself"}};

// ---- copies ---------------------------------------------------------------------------------------------------------

inline constexpr MessageRow page_furniture{
    "PAGE_FURNITURE",
    Severity::Warning,
    {"“{0}”像是页码或网页菜单", "“{0}” looks like a page number or a menu of a web page"},
    {"删去", "delete it"}};
inline constexpr MessageRow text_suspect{
    "TEXT_SUSPECT", Severity::Warning, {"“{0}”{1}", "“{0}”: {1}"}, {"对照原件改正", "mend it from the original"}};
inline constexpr MessageRow punctuation{
    "PUNCTUATION",
    Severity::Warning,
    {"“{0}”处标点有误", "the punctuation at “{0}” is wrong"},
    {"只留一个标点;另一条另起一行", "keep one mark; begin another item on a line of its own"}};
inline constexpr MessageRow clause_repeated{"CLAUSE_REPEATED",
                                            Severity::Warning,
                                            {"与第{0}行重复:“{1}”", "the same as line {0}: “{1}”"},
                                            {"只留一处", "keep one of them"}};

}  // namespace pingxing::scheme::findings
