// Findings about items that are not applicable or are used up, and about ledgers.
#pragma once
#include "base/problem.hpp"

namespace pingxing::scheme::findings {

inline constexpr MessageRow not_applicable_points{
    "NOT_APPLICABLE_POINTS",
    Severity::Warning,
    {"“{0}”是按分数定的,第{1}项不适用时不计入满分也不折算:这些对象满分低了,分数线不变",
     "“{0}” is a threshold in points, and item {1} may leave the full points without scaling: they are lower then, the "
     "threshold stays"},
    {"分数线写成百分比,如“90%以上”;或写“不适用时:按比例折算”",
     "write the threshold as a per cent, such as “90% or more”, or “not applicable: scaled over the rest”"}};
inline constexpr MessageRow at_zero_never{
    "AT_ZERO_NEVER",
    Severity::Warning,
    {"第{0}项最多扣{1}分,该项有{2}分,扣不完,“扣完时”从不发生",
     "item {0} loses {1} at most of its {2}: it is never used up, and what follows then never does"},
    {"改大扣分或上限,或删去这一行", "raise the deductions or their limit, or drop the line"}};
inline constexpr MessageRow ledger_without_threshold{
    "LEDGER_WITHOUT_THRESHOLD",
    Severity::Warning,
    {"“{0}”只记分,没有写记满多少怎么办", "“{0}” records points, and nothing follows from them"},
    {"加一行,如“满12分取消资格”或“满6分约谈”", "add a line such as “at 12: disqualifies” or “at 6: a talk”"}};
inline constexpr MessageRow ledger_without_lines{
    "LEDGER_WITHOUT_LINES",
    Severity::Error,
    {"“{0}”写了记满怎么办,没有写什么事记多少分", "“{0}” says what follows, and nothing that is recorded"},
    {"加上“违规操作:每次记3分”这样的行", "add lines such as “unsafe act: each records 3”"}};
inline constexpr MessageRow ledger_unreached{
    "LEDGER_UNREACHED",
    Severity::Warning,
    {"“{0}”:全部加起来最多记{1}分,到不了", "“{0}” is never reached: all lines together record {1} at most"},
    {"改小分数线,或改大所记的分", "lower the threshold, or record more"}};
inline constexpr MessageRow ledger_twice{"LEDGER_THRESHOLD_TWICE",
                                         Severity::Warning,
                                         {"“{0}”与第{1}行是同一条分数线", "“{0}” is the threshold of line {1} again"},
                                         {"合成一条,或改正其中一处的分数", "join them, or mend one of the numbers"}};
inline constexpr MessageRow ledger_order{
    "LEDGER_ORDER",
    Severity::Warning,
    {"“{0}”比第{1}行记分更多,处理反而更轻", "“{0}” is at more points than line {1}, and milder"},
    {"对调两处的分数或后果", "exchange the numbers or what follows"}};

}  // namespace pingxing::scheme::findings
