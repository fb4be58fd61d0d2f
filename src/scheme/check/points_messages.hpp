// Findings about numbers, points, bands and deductions.
#pragma once
#include "base/problem.hpp"

namespace pingxing::scheme::findings {

// ---- numbering ------------------------------------------------------------------------------------------------------

inline constexpr MessageRow number_gap{"NUMBER_GAP",
                                       Severity::Warning,
                                       {"序号{0}是{1},缺{2}", "number {1} {0}: {2} is missing"},
                                       {"补上缺的一条,或把{1}改为{3}", "add what is missing, or make {1} number {3}"}};
inline constexpr MessageRow number_order{"NUMBER_ORDER",
                                         Severity::Warning,
                                         {"序号{1}排在{0}后面", "number {1} stands behind {0}"},
                                         {"按先后重排序号", "put the numbers in order"}};
inline constexpr MessageRow number_missing{
    "NUMBER_MISSING",
    Severity::Warning,
    {"同级标题有的有序号(如“{1}”),“{0}”没有",
     "some headings of this level have a number (such as “{1}”), “{0}” has none"},
    {"都写序号,或都不写", "number all of them, or none"}};
inline constexpr MessageRow number_collision{
    "NUMBER_COLLISION",
    Severity::Warning,
    {"同一级里序号{0}用了两次,上一次在第{1}行", "number {0} is used twice at one level, before in line {1}"},
    {"改成不重复的序号;下一级的各条请缩进或换一种序号",
     "make the numbers differ; indent a list of the next level, or number it in another way"}};

// ---- sums -----------------------------------------------------------------------------------------------------------

inline constexpr MessageRow sum_mismatch{"SUM_MISMATCH",
                                         Severity::Warning,
                                         {"{0}各项合计{1},{2}", "the sum of {0} is {1}, {2}"},
                                         {"{3},是否应为{4}?", "{3}: should it be {4}?"}};
inline constexpr MessageRow sum_incomplete{
    "SUM_INCOMPLETE",
    Severity::Warning,
    {"{0}应为{2},只找到{1},还有{3}没有着落", "{0} should have {2}; only {1} are found, {3} are unexplained"},
    {"补上缺的各项;原件可能缺页", "add the missing parts; pages of the original may be lost"}};
inline constexpr MessageRow maximum_differs{
    "MAX_NOT_100",
    Severity::Warning,
    {"类别“{0}”最多能得{1}分,总分为{2}分;不折算",
     "kind “{0}” can reach {1} points, the total is {2}; nothing is rescaled"},
    {"{3},或核对各部分的“适用”", "{3}, or look over what each part applies to"}};
inline constexpr MessageRow subpoints_missing{
    "SUBPOINTS_MISSING",
    Severity::Warning,
    {"指标{0}有{1}条规则都能得分(最多共{2}分),只写了一个分值{3}分",
     "indicator {0} has {1} rules that score (up to {2} together) and one figure of {3} points"},
    {"写明每条规则各占几分,或拆成几条指标", "say how many points each rule carries, or split the indicator"}};
inline constexpr MessageRow weights_missing{
    "WEIGHTS_MISSING", Severity::Warning, {"{0},却没有写权重:{1}", "{0}, but without weights: {1}"}, {"{2}", "{2}"}};

// ---- bands ----------------------------------------------------------------------------------------------------------

inline constexpr MessageRow band_gap{
    "BAND_GAP",
    Severity::Error,
    {"“{0}”各档之间缺“{1}”:{2}不落在任何一档", "the bands of “{0}” leave out “{1}”: {2} falls in no band"},
    {"加一档“{1}…”,或改相邻一档的界限", "add a band “{1} …”, or move the end of the one beside it"}};
inline constexpr MessageRow band_overlap{
    "BAND_OVERLAP",
    Severity::Error,
    {"“{0}”的“{1}”与“{2}”重叠:{3}落在两档", "“{1}” and “{2}” of “{0}” overlap: {3} falls in both"},
    {"收窄其中一档,如“90%以上;80%以上不满90%”", "narrow one of them, as in “90% or more; 80% to below 90%”"}};
inline constexpr MessageRow boundary{
    "BOUNDARY",
    Severity::Warning,
    {"“{0}”{1}", "“{0}”: {1}"},
    {"一边写“以上”,另一边写“不满”", "write “or more” on one side and “below” on the other"}};
inline constexpr MessageRow band_unreachable{
    "BAND_UNREACHABLE",
    Severity::Error,
    {"“{0}”的“{1}”没有数能落进去", "no value falls in “{1}” of “{0}”"},
    {"核对两端的数(可填的范围是{2})", "look over its ends (values may be {2})"}};
inline constexpr MessageRow band_not_monotone{
    "BAND_NOT_MONOTONE",
    Severity::Warning,
    {"“{0}”时高时低:{1},而{2}", "“{0}” goes up and down: {1}, but {2}"},
    {"核对各档的分值,使好的不比差的得分少", "look over the points, so that doing better never pays less"}};
inline constexpr MessageRow band_over_points{
    "BAND_OVER_POINTS",
    Severity::Warning,
    {"“{0}”最多可得{1}分,该项只有{2}分", "“{0}” pays up to {1}, the item has {2}"},
    {"改为不超过{2}分,或提高该项分值", "make it {2} at most, or give the item more points"}};
inline constexpr MessageRow case_undefined{"CASE_UNDEFINED", Severity::Warning, {"{0}", "{0}"}, {"{1}", "{1}"}};

// ---- deductions -----------------------------------------------------------------------------------------------------

inline constexpr MessageRow deductions_exceed{
    "DEDUCTIONS_EXCEED",
    Severity::Warning,
    {"指标{0}最多可减{1}分,超过该项{2}分;减到0分为止",
     "the deductions of indicator {0} come to {1}, more than its {2} points; it ends at 0"},
    {"写明“减完为止”或“可为负”,或减小扣分", "say “not below 0” or “may go below 0”, or deduct less"}};
inline constexpr MessageRow pool_exceeded{
    "POOL_EXCEEDED",
    Severity::Warning,
    {"“{0}”共用{2}分,各条最多可减{1}分;减到0分为止",
     "the parts of “{0}” share {2} points and can deduct {1}; they end at 0"},
    {"写明“减完为止”或“可为负”,或减小扣分", "say “not below 0” or “may go below 0”, or deduct less"}};
inline constexpr MessageRow floor_missing{"FLOOR_MISSING",
                                          Severity::Warning,
                                          {"指标{0}{1};减到0分为止", "indicators {0} {1}; they end at 0"},
                                          {"在规则后写“减完为止”或“可为负”;也可以总写一句“各项减完为止”",
                                           "say “not below 0” or “may go below 0” behind the rules, or once for all"}};
inline constexpr MessageRow floor_scope{
    "FLOOR_SCOPE",
    Severity::Warning,
    {"指标{0}在{1}条规则后都写了“减完为止”,不知是减完该项还是各减各的;按减完该项算",
     "{1} rules of indicator {0} say “not below 0”: whether of the item or each of its own; it is of the item"},
    {"单写一行“减完为止”,管整个指标", "write one line “not below 0” for the whole indicator"}};
inline constexpr MessageRow cap_reached_at{
    "CAP_REACHED_AT",
    Severity::Warning,
    {"“{0}”到第{1}次就到头了({2}分),再多也一样", "“{0}” is used up at {1} ({2} points); more makes no difference"},
    {"减小每次的分值,或改写成一次性的;扣分有意如此的,写明“减完为止”",
     "make each worth less, or write it as once; where a deduction is meant so, say “not below 0”"}};
inline constexpr MessageRow cap_missing{"CAP_MISSING",
                                        Severity::Warning,
                                        {"{0}没有写上限,可以一直加", "{0} may go on adding without a limit"},
                                        {"写明上限:{1}", "state the limit: {1}"}};
inline constexpr MessageRow zero_if_overrides{
    "ZERO_IF_OVERRIDES",
    Severity::Warning,
    {"“{0}”使该项为0分,而按“{1}”逐个减分还会剩分;该项为0分",
     "“{0}” voids the item, although “{1}” would leave some points; it is void"},
    {"写明两条的先后,或去掉其中一条", "say which goes first, or drop one of them"}};
inline constexpr MessageRow rules_compete{
    "RULES_COMPETE",
    Severity::Warning,
    {"“{0}”和“{1}”管的是同一件事,结果不同", "“{0}” and “{1}” speak of the same thing with different results"},
    {"写明以哪一个为准:{2}", "say which one counts: {2}"}};
inline constexpr MessageRow exclusive_or_sum{
    "EXCLUSIVE_OR_SUM",
    Severity::Warning,
    {"“{0}”和“{1}”是轻重两种情形,没有写是取重还是都减;两条都填就都减",
     "“{0}” and “{1}” are two degrees of one thing: whether both deduct is not said; both do where both are given"},
    {"合成一条“酌情减…至…分”,或写明“取重”“可累计”",
     "make them one “deducts … to … at discretion”, or say that the heavier counts"}};
inline constexpr MessageRow double_count{
    "DOUBLE_COUNT",
    Severity::Warning,
    {"“{1}”也算在“{0}”里,同一件事会减两次;两条都填就都减",
     "“{1}” also counts under “{0}”: one thing is deducted twice; it is where both are given"},
    {"写明“{1}”的不再按“{0}”减", "say that who counts under “{1}” does not count under “{0}”"}};
inline constexpr MessageRow per_or_any{
    "PER_OR_ANY",
    Severity::Warning,
    {"“{0}”列了几样,只写减一次{1}分,没有写是缺一样就减还是每样各减;只减一次",
     "“{0}” names several things and deducts {1} once; whether for any of them or for each is not said; it is once"},
    {"写成“任一…”,或“每项减{1}分”", "write “any of …”, or “each deducts {1}”"}};
inline constexpr MessageRow and_or{
    "AND_OR",
    Severity::Warning,
    {"“{0}”没有写是两样都有才算,还是有一样就算;填的人按有一样就算",
     "“{0}” does not say whether both together count, or either of them; take it as either"},
    {"用“且”或“或”写明", "say “both” or “either”"}};
inline constexpr MessageRow unit_of_count{
    "UNIT_OF_COUNT",
    Severity::Warning,
    {"“{0}”应达{1},没有写是每一个{1}还是合计{1};填最少的一个、一期的数",
     "“{0}” should be {1}; whether each of them or all together is not said; give the "
     "figure of the one with the fewest, for the period"},
    {"写成“每名…”,或“…合计”", "write “each …”, or “… in all”"}};
inline constexpr MessageRow precondition{
    "PRECONDITION",
    Severity::Warning,
    {"“{0}”有前提才发生,没有写前提不成立时怎么计;没有此事就不减",
     "“{0}” arises only under a condition; what holds without it is not said; then nothing is deducted"},
    {"在规则下加一条,如“没有此项任务:不减分”", "add a line such as “no such duty: is exempt”"}};
inline constexpr MessageRow rule_missing{
    "RULE_MISSING",
    Severity::Warning,
    {"指标{0}有{1}分,没有写怎么评;由人评定,0分到满分",
     "indicator {0} has {1} points and no rule; somebody judges it, from 0 to all of them"},
    {"写出得分或扣分的规则,或用“方法:”“评分人:”写明由谁怎样评",
     "write how it scores, or who judges it and how, with “method:” or “assessor:”"}};
inline constexpr MessageRow cap_unreached{
    "CAP_UNREACHED",
    Severity::Warning,
    {"“{0}”最多{1}分,下面各条加起来最多{2}分", "“{0}” allows {1}, its lines come to {2} at most"},
    {"把上限改为{2}分,或补上缺的条目", "make the limit {2}, or add the lines that are missing"}};
inline constexpr MessageRow deductions_short{
    "DEDUCTIONS_SHORT",
    Severity::Warning,
    {"指标{0}有{1}分,各条最多只能减{2}分:{3}分怎么也减不到",
     "indicator {0} has {1} points, its deductions come to {2} at most: {3} are never lost"},
    {"核对分值;有意如此的,写一句“其余为基本分”", "look over the points; where it is meant, say “the rest is given”"}};
inline constexpr MessageRow inner_below_entry{
    "INNER_LIMIT_BELOW_ONE",
    Severity::Warning,
    {"{0}最多{1}分,一次就是{2}分:每一次都算不满", "at most {1} {0}, and one entry is {2}: none counts in full"},
    {"核对上限和每次的分值", "look over the limit and the points of one"}};
inline constexpr MessageRow inner_idle{"INNER_LIMIT_IDLE",
                                       Severity::Warning,
                                       {"{0}最多{1}分,合计最多{2}分:前一个上限不起作用",
                                        "at most {1} {0}, and at most {2} in all: the former never limits anything"},
                                       {"改小“{0}”的上限,或删去它", "lower the limit {0}, or leave it out"}};
inline constexpr MessageRow inner_short{
    "INNER_LIMIT_SHORT",
    Severity::Warning,
    {"{0}最多{1}分,一期最多{2}个,合计最多{3}分,到不了{4}分",
     "at most {1} {0}, of which a round has {2} at most: {3} in all, which never reaches {4}"},
    {"核对两个上限(或该项分值)", "look over both limits (or the points of the item)"}};
inline constexpr MessageRow traces_counted{
    "TRACES_COUNTED",
    Severity::Warning,
    {"“{0}”数的是{1},不是工作本身:整治形式主义的规定不许以此考核",
     "“{0}” counts {1}, not the work itself, which national rules on formalism do not allow"},
    {"换成看得见的结果,如办结的件数、群众的满意率",
     "count what came of it, such as cases closed or the satisfaction of the public"}};

}  // namespace pingxing::scheme::findings
