// Findings about grades, quotas, ladders, vetoes and demotions.
#pragma once
#include "base/problem.hpp"

namespace pingxing::scheme::findings {

// ---- grades ---------------------------------------------------------------------------------------------------------

inline constexpr MessageRow grade_unreachable{
    "GRADE_UNREACHABLE",
    Severity::Warning,
    {"“{0}”够不着:要求{1},{2}", "“{0}” is out of reach: it asks for {1}, and {2}"},
    {"核对分数线和各项分值", "look over the threshold and the points"}};
inline constexpr MessageRow grades_both_hold{"GRADES_BOTH_HOLD",
                                             Severity::Error,
                                             {"{2}分既是“{0}”又是“{1}”", "a total of {2} is both “{0}” and “{1}”"},
                                             {"收窄其中一个的分数段", "narrow the range of one of them"}};
inline constexpr MessageRow grade_gap{
    "GRADE_GAP",
    Severity::Error,
    {"“{0}”与“{1}”之间有空档:{2}分不是任何等次", "there is a gap between “{0}” and “{1}”: a total of {2} is no grade"},
    {"把相邻的分数段接上,如“90分以上”“80分以上不满90分”",
     "let the ranges meet, as in “90 or more” and “80 to below 90”"}};
inline constexpr MessageRow range_open{
    "RANGE_OPEN", Severity::Warning, {"{0}", "{0}"}, {"把两端都写明:{1}", "state both ends: {1}"}};
inline constexpr MessageRow boundary_contradiction{
    "BOUNDARY_CONTRADICTION",
    Severity::Error,
    {"正好{2}分既是“{0}”又是“{1}”", "a total of exactly {2} is both “{0}” and “{1}”"},
    {"一边写“以上”,另一边写“不满”", "write “or more” on one side and “below” on the other"}};
inline constexpr MessageRow rule_shadowed{
    "RULE_SHADOWED",
    Severity::Warning,
    {"“{0}”不起作用:有“{1}”在,它改变不了结果", "“{0}” has no effect beside “{1}”: it changes no result"},
    {"去掉它,或核对两处的数", "drop it, or look over both figures"}};
inline constexpr MessageRow rating_missing{"RATING_MISSING", Severity::Warning, {"{0}", "{0}"}, {"{1}", "{1}"}};
inline constexpr MessageRow conditions_missing{
    "CONDITIONS_MISSING",
    Severity::Warning,
    {"等次“{0}”没有写条件", "grade “{0}” has no conditions"},
    {"在“定级”部分写“{0}:…”,或从“等次”里去掉", "write “{0}: …” under the grading, or take it out of “grades”"}};
inline constexpr MessageRow condition_scope{
    "CONDITION_SCOPE",
    Severity::Warning,
    {"“{0}”里写了条件(“{1}”),没有写它管哪个等次;只给人看,不影响定级",
     "“{0}” states a condition (“{1}”) and not which grade it is for; it is shown and not run"},
    {"写进“## 资格”或“## 定级”;只作参考的,写明“仅供参考”",
     "move it to “## Eligibility” or “## Grading”, or say “for information”"}};
inline constexpr MessageRow rate_zero_denominator{
    "RATE_ZERO_DENOMINATOR",
    Severity::Warning,
    {"“{0}”在一件也没有发生时是0比0,没有写怎么算;那时填100%并注明",
     "“{0}” is 0 of 0 where nothing arose; what then holds is not said; give 100% then and say why"},
    {"写一句,如“没有发生的视为满足”", "say, for instance, “where none arose it counts as met”"}};
inline constexpr MessageRow bonus_scope{
    "BONUS_SCOPE",
    Severity::Warning,
    {"没有写加分是否计入定级的总分;按计入算", "whether the bonus counts in the graded total is not said; it counts"},
    {"加一行属性“加分计入定级:是”或“否”", "add a property “bonus counts: yes” or “no”"}};
inline constexpr MessageRow criteria_missing{
    "CRITERIA_MISSING",
    Severity::Warning,
    {"类别“{0}”没有任何适用的{1}", "nothing applies to kind “{0}”: no {1}"},
    {"核对各部分的“适用”,或去掉这个类别", "look over what each part applies to, or drop the kind"}};

// ---- quotas and targets ---------------------------------------------------------------------------------------------

inline constexpr MessageRow quota_over_100{
    "QUOTA_OVER_100",
    Severity::Warning,
    {"名额比例{0}合计{1}%,超过100%", "the shares of {0} come to {1}%, more than 100%"},
    {"核对各等次的比例", "look over the shares"}};
inline constexpr MessageRow quota_zero{
    "QUOTA_ZERO",
    Severity::Warning,
    {"“{0}”不超过{1}%:{2}个的组一个名额也没有(零头舍去)",
     "“{0}” at most {1}%: a pool of {2} has no place at all (fractions are dropped)"},
    {"加一行属性“名额取整:至少一个”,或提高比例{3}",
     "add a property “quota rounding: at least one”, or raise the share{3}"}};
inline constexpr MessageRow quota_infeasible{
    "QUOTA_INFEASIBLE",
    Severity::Warning,
    {"{0}的名额共{1}%,再加“{2}”应占的{3}%,超过100%;只报告,不硬凑",
     "the quotas of {0} come to {1}%, and the target of “{2}” to {3}%: more than 100%; it is reported, not filled"},
    {"降低名额或目标", "lower the quotas or the target"}};
inline constexpr MessageRow pool_join_unused{
    "POOL_JOIN_UNUSED",
    Severity::Error,
    {"写了不足{0}个的合并,而方案没有分组:没有可合并的",
     "pools of fewer than {0} are to be joined, and the scheme has no pools"},
    {"加一行属性“分组:科室”(在什么范围内排名次),或去掉这一行",
     "add a property “pool: department”, within which subjects are ranked, or drop this line"}};
inline constexpr MessageRow quota_missing{
    "QUOTA_MISSING",
    Severity::Warning,
    {"写了“{0}”,没有写取几个", "“{0}” is said, and not how many"},
    {"在“定级”里写“{1}:最多3个”“取第一名”或“不超过10%”",
     "write “{1}: at most 3 subjects”, “the first” or “at most 10%” under the grading"}};
inline constexpr MessageRow soft_rule{
    "SOFT_RULE",
    Severity::Warning,
    {"“一般不超过”没有写什么时候可以超过;按“不超过”执行",
     "“normally at most” does not say when it may be exceeded; it is applied as “at most”"},
    {"去掉“一般”,或写明例外由谁批准", "drop “normally”, or say who grants an exception"}};
inline constexpr MessageRow base_unclear{"BASE_UNCLEAR",
                                         Severity::Warning,
                                         {"“{0}”的{1}%按{2}还是按{3}算,没有写;按{4}算",
                                          "whether {1}% for “{0}” is of {2} or of {3} is not said; it is of {4}"},
                                         {"{5}", "{5}"}};
inline constexpr MessageRow tie_at_cut{
    "TIE_AT_CUT",
    Severity::Warning,
    {"有名额(“{0}”),没有写分界处同分怎么办;同分的都不进,由人决定",
     "there is a quota (“{0}”), and nothing is said of equal ones at the cut; they are left out and somebody decides"},
    {"在“定级”里写“同分:比较…”,或加属性“同分处理:都不进”",
     "write “ties: compare …” under the grading, or a property “tied: left out”"}};
inline constexpr MessageRow target_unreachable{"TARGET_UNREACHABLE",
                                               Severity::Warning,
                                               {"“{0}”的目标是{1},{2}", "the target of “{0}” is {1}, and {2}"},
                                               {"核对目标和名额", "look over the target and the quota"}};
inline constexpr MessageRow share_rounding{
    "SHARE_ROUNDING",
    Severity::Warning,
    {"“{0}”的目标正好是{1}%:数目少时凑不成,如{2}",
     "the target of “{0}” is exactly {1}%, which small numbers cannot make: {2}"},
    {"写成“{1}%以上”或“{1}%以下”,按精确比例比较",
     "write “{1}% or more” or “{1}% or less”; shares are compared exactly"}};

// ---- ladders, history, vetoes ---------------------------------------------------------------------------------------

inline constexpr MessageRow level_zero_missing{
    "LEVEL_ZERO_MISSING",
    Severity::Warning,
    {"不够“{0}”的叫什么没有写;叫“未定级”", "what a subject below “{0}” is called is not said; it is “unrated”"},
    {"加一行属性“未定级:…”", "add a property “unrated: …”"}};
inline constexpr MessageRow ladder_not_monotone{
    "LADDER_NOT_MONOTONE",
    Severity::Warning,
    {"“{1}”的条件“{2}”到了更高的“{0}”{3};各级只看自己列的",
     "the requirement “{2}” of “{1}” is {3} at the higher “{0}”; each level has its own list"},
    {"补到“{0}”里,或加一行属性“阶梯:各级自列”或“逐级累积”",
     "add it to “{0}”, or a property “ladder: own” or “cumulative”"}};
inline constexpr MessageRow scale_inverted{
    "SCALE_INVERTED",
    Severity::Warning,
    {"尺度“{0}”从低到高写的是“{1}”,通常{2}最高",
     "the scale “{0}” is written from low to high as “{1}”; usually {2} is the best"},
    {"颠倒过来;确实如此的,写一句“{3}最高”", "turn it round, or say “{3} is the highest”"}};
inline constexpr MessageRow top_unsatisfiable{
    "CONDITION_UNSATISFIABLE_FOR_TOP",
    Severity::Warning,
    {"“{0}”对已是最高等次的没法避免:不能再晋级;最高等次不算未晋级",
     "“{0}” cannot be helped by who has the highest grade already; the highest is exempt"},
    {"加一行属性“最高等次免晋级:是”或“否”", "add a property “top is exempt: yes” or “no”"}};
inline constexpr MessageRow history_semantics{
    "HISTORY_SEMANTICS",
    Severity::Warning,
    {"“{0}”:被降级后又恢复算不算晋级,没有写;比上一期高就算",
     "“{0}”: whether a grade restored after a demotion counts as a rise is not said; higher than last time is a rise"},
    {"写一句,如“降级后恢复的算晋级”", "say, for instance, “a restored grade counts as a rise”"}};
inline constexpr MessageRow demotion_below_lowest{
    "DEMOTION_BELOW_LOWEST",
    Severity::Warning,
    {"最低等次“{0}”再降一级是什么,没有写;按不再下降执行",
     "what becomes of “{0}”, the lowest grade, when it is demoted is not said; it stays"},
    {"写一句,如“最低等次不再下降”", "say, for instance, “the lowest grade is not demoted further”"}};
inline constexpr MessageRow stacking_unspecified{
    "STACKING_UNSPECIFIED", Severity::Warning, {"{0}", "{0}"}, {"{1}", "{1}"}};
inline constexpr MessageRow veto_result{
    "VETO_RESULT",
    Severity::Warning,
    {"“{0}”{1}", "“{0}” {1}"},
    {"写明降到哪一等次,如“最高{2}”", "say which grade remains, such as “at most {2}”"}};
inline constexpr MessageRow veto_scope{
    "VETO_SCOPE",
    Severity::Warning,
    {"“{0}”说的只是一部分等次,“{1}”却取消全部资格{2}", "“{0}” speaks of some grades, “{1}” disqualifies from all{2}"},
    {"写成“不得评…”,或去掉标题里的范围", "write “bars …”, or take the scope out of the heading"}};
inline constexpr MessageRow clause_open_ended{
    "CLAUSE_OPEN_ENDED",
    Severity::Warning,
    {"“{0}”是兜底的情形,没有写由谁认定", "“{0}” is open-ended, and nobody is named to decide it"},
    {"下面加一行“评分人:…”,由其认定并写明理由", "add a line “assessor: …”, who decides it and gives a reason"}};

}  // namespace pingxing::scheme::findings
