// Findings about how electorates vote.
#pragma once
#include "base/problem.hpp"

namespace pingxing::scheme::findings {

inline constexpr MessageRow ballot_unused{
    "BALLOT_UNUSED",
    Severity::Warning,
    {"没有什么要“{0}”来投", "nothing is asked of “{0}”"},
    {"在“评分”或“票决”里写上它,或在指标下面写“评分人:{0}”{1}",
     "name it in a ballot rule or in the grading by ballots, or write “assessor: {0}” under an item{1}"}};
inline constexpr MessageRow ballot_twice{
    "BALLOT_TWICE",
    Severity::Error,
    {"“{0}”怎样投写了两行,上一行是第{1}行", "how “{0}” votes is said in two lines, before in line {1}"},
    {"并成一行", "make them one line"}};
inline constexpr MessageRow ballot_classes{
    "BALLOT_CLASSES",
    Severity::Error,
    {"“{0}”只在票决里投,“{1}”用不上", "“{0}” votes only for the grading by ballots, where “{1}” has no meaning"},
    {"去掉它:票决的档次就是等次,有效条件写在“定级”的“有效票:”一行",
     "drop it: the marks are the grades, and the line “turnout:” of the grading has the conditions"}};
inline constexpr MessageRow ballot_input{
    "BALLOT_INPUT",
    Severity::Error,
    {"“{0}”由“{1}”评,而投票只能得出指标的数、百分数或评分,它是{2}",
     "“{0}” is assessed by “{1}”, but a vote yields a number, a per cent or points of an item, and it is {2}"},
    {"换一种句式,如“满分100,按比例折算”,或换一个评分人",
     "write another sentence, such as “scaled from 100”, or name another assessor"}};
inline constexpr MessageRow ballot_mark{"BALLOT_MARK",
                                        Severity::Error,
                                        {"“{0}”的票上没有“{1}”这一档", "the ballots of “{0}” have no mark “{1}”"},
                                        {"可写:{2}", "it may be: {2}"}};
inline constexpr MessageRow ballot_value{
    "BALLOT_VALUE",
    Severity::Error,
    {"“{0}”的“{1}”是{2}分,而“{3}”只能在{4}至{5}之间", "“{1}” of “{0}” counts {2}, but “{3}” lies between {4} and {5}"},
    {"改分值,或在指标下面写“范围:{6}至{7}”", "change its value, or write “range: {6} to {7}” under the item"}};
inline constexpr MessageRow ballot_scale{
    "BALLOT_SCALE",
    Severity::Error,
    {"“{0}”的“{1}”从{2}到{3},每{4}分一档,不成整数档或超过1000档",
     "“{1}” of “{0}” goes from {2} to {3}: steps of {4} do not come out even, or are more than 1000"},
    {"改档距,或在指标下面写“范围:0至100”", "change the steps, or write “range: 0 to 100” under the item"}};
inline constexpr MessageRow ballot_trim{
    "BALLOT_TRIM",
    Severity::Error,
    {"“{0}”两端各去掉{1},平均时什么也不剩", "“{0}” leaves out {1} at each end: nothing remains for the mean"},
    {"比例写小于50%的,个数不超过1000", "write a share below 50%, or at most 1000 marks"}};
inline constexpr MessageRow ballot_averaging{
    "BALLOT_AVERAGING",
    Severity::Error,
    {"“{0}”的几个分怎样得出一个分,第{1}行和第{2}行都说了,说法不一",
     "how the marks of “{0}” become one is said in lines {1} and {2}, and not alike"},
    {"只留一处,或写成一样的", "keep one of them, or let both say the same"}};
inline constexpr MessageRow marks_range{
    "MARKS_RANGE",
    Severity::Error,
    {"“{0}”的评分在{1}至{2}之间,而该项是{3}分",
     "the marks of “{0}” lie between {1} and {2}, and the item has {3} points"},
    {"写“满分{2},按比例折算,{4}”,或去掉“范围:”", "write “scaled from {2}, {5}”, or drop the range"}};
inline constexpr MessageRow marks_open{
    "MARKS_OPEN",
    Severity::Error,
    {"加分里的“{0}”没有说评委最多打几分", "“{0}” in a bonus does not say how much the assessors may give"},
    {"写“酌情加0至5分,{1}”", "write “adds 0 to 5 at discretion, {2}”"}};
inline constexpr MessageRow ballot_turnout{
    "BALLOT_TURNOUT",
    Severity::Error,
    {"“{0}”的有效条件是{1},永远达不到", "“{0}” asks for a turnout of {1}, which can never be reached"},
    {"写不超过1的分数或不超过100%的比例", "write a fraction up to 1 or a share up to 100%"}};
inline constexpr MessageRow ballot_least{
    "BALLOT_LEAST",
    Severity::Error,
    {"“{0}”少于{1}票不公布,不能保密", "“{0}” withholds fewer than {1} ballots, which keeps no secret"},
    {"写3至1000:只有两人投,彼此就知道对方投了什么", "write 3 to 1000: of two voters each knows the other's mark"}};

}  // namespace pingxing::scheme::findings
