// Findings about stages, dates, periods, and who acts.
#pragma once
#include "base/problem.hpp"

namespace pingxing::scheme::findings {

// ---- dates and stages -----------------------------------------------------------------------------------------------

inline constexpr MessageRow date_vague{"DATE_VAGUE",
                                       Severity::Warning,
                                       {"“{0}”没有定到哪一天;按{1}算", "“{0}” gives no day; it is taken as {1}"},
                                       {"写明是哪一天,如{1}", "write the day, such as {1}"}};
inline constexpr MessageRow date_relative{
    "DATE_RELATIVE",
    Severity::Warning,
    {"“{0}”从哪一天算起没有写;按方案发布之日算",
     "from which day “{0}” counts is not said; take it from the day of issue"},
    {"写成具体日期,或“自发布之日起…”", "write a date, or “… from the day of issue”"}};
inline constexpr MessageRow stage_overlap{"STAGE_OVERLAP",
                                          Severity::Warning,
                                          {"环节{0}到{2}才结束,环节{1}从{3}就开始,重叠{4}天",
                                           "stage {0} ends on {2}, stage {1} begins on {3}: they overlap by {4} days"},
                                          {"环节{1}从{5}开始", "let stage {1} begin on {5}"}};
inline constexpr MessageRow stage_order{"STAGE_ORDER",
                                        Severity::Warning,
                                        {"环节{0}与环节{1}先后颠倒:{2}", "stages {0} and {1} are out of order: {2}"},
                                        {"调换次序,或核对日期", "change their order, or look over the dates"}};
inline constexpr MessageRow notice_short{
    "NOTICE_SHORT",
    Severity::Warning,
    {"“{0}”只有{1}天,要求{2}天以上", "“{0}” lasts {1} days, {2} or more are asked for"},
    {"延长到{2}天", "make it {2} days"}};
inline constexpr MessageRow duration_missing{
    "DURATION_MISSING",
    Severity::Warning,
    {"“{0}”没有写几天", "“{0}” does not say for how long"},
    {"写成“{0}(7天以上,自然日)”", "write “{0} (7 days or more, calendar days)”"}};
inline constexpr MessageRow days_unspecified{
    "DAYS_UNSPECIFIED",
    Severity::Warning,
    {"“{0}”的{1}天是自然日还是工作日没有写;按自然日算,从次日数起",
     "whether the {1} days of “{0}” are calendar or working days is not said; calendar days from the next day on"},
    {"在括号里写“自然日”或“{1}个工作日”", "write “calendar days” or “working days” in the bracket"}};
inline constexpr MessageRow period_missing{"PERIOD_MISSING",
                                           Severity::Warning,
                                           {"{0}没有写多久一次", "how often {0} takes place is not said"},
                                           {"{1}", "{1}"}};
inline constexpr MessageRow period_mismatch{
    "PERIOD_MISMATCH",
    Severity::Warning,
    {"“{0}”与周期“{1}”不一致", "“{0}” does not agree with the period “{1}”"},
    {"改成一致;跨期的写明怎样算", "make them agree; say how it counts where it covers several periods"}};
inline constexpr MessageRow window_crosses_period{
    "WINDOW_CROSSES_PERIOD",
    Severity::Warning,
    {"“{0}”要看连续{1}个月,一期{2}个月,可能跨两期",
     "“{0}” looks at {1} months running, a period has {2}: they may lie in two of them"},
    {"写明跨期计算,如“方法:按日历跨期计算”",
     "say that it runs across periods, as in “method: counted on the calendar, across periods”"}};
inline constexpr MessageRow cycle_irregular{
    "CYCLE_IRREGULAR",
    Severity::Warning,
    {"“{0}”与“{1}”只隔{2}天,周期是“{3}”", "“{0}” and “{1}” are {2} days apart, the period is “{3}”"},
    {"核对日期,或改周期", "look over the dates, or change the period"}};
inline constexpr MessageRow branch_missing{
    "BRANCH_MISSING",
    Severity::Warning,
    {"“{0}”期间有异议怎么办没有写;成立的退回评定环节",
     "what follows an objection during “{0}” is not said; where it is upheld, the case returns to the rating"},
    {"写一句,如“有异议的,退回评定环节复核”",
     "say, for instance, “an objection that is upheld returns the case to the rating”"}};
inline constexpr MessageRow aggregation_missing{
    "AGGREGATION_MISSING",
    Severity::Warning,
    {"“{0}”要由{1}合成,没有写怎样合成{2}", "“{0}” rests on {1}, and how they are combined is not said{2}"},
    {"{3}", "{3}"}};

// ---- who acts -------------------------------------------------------------------------------------------------------

inline constexpr MessageRow actor_conflict{
    "ACTOR_CONFLICT",
    Severity::Warning,
    {"“{0}”由{1}进行,{2}", "“{0}” is done by {1}, {2}"},
    {"只写一个负责的,且不是被评的", "name one who is responsible and who is not assessed"}};
inline constexpr MessageRow population_conflict{"POPULATION_CONFLICT",
                                                Severity::Warning,
                                                {"“{0}”{1},而{2}", "“{0}” {1}, while {2}"},
                                                {"两处写成一样", "make the two agree"}};
inline constexpr MessageRow reviewer_missing{"REVIEWER_MISSING",
                                             Severity::Error,
                                             {"没有写谁点评“{0}”", "nobody is named who reviews “{0}”"},
                                             {"在“点评”部分加一行“{0}:…”", "add a line “{0}: …” under the review"}};
inline constexpr MessageRow self_review{"SELF_REVIEW",
                                        Severity::Error,
                                        {"“{0}”由自己点评", "“{0}” reviews itself"},
                                        {"改由上一级点评", "let the next higher body review it"}};
inline constexpr MessageRow evaluator_missing{
    "EVALUATOR_MISSING",
    Severity::Error,
    {"没有写谁评议“{0}”", "nobody is named who evaluates “{0}”"},
    {"在“评议”部分加一行“{0}:…”", "add a line “{0}: …” under the evaluation"}};
inline constexpr MessageRow table_missing{"TABLE_MISSING",
                                          Severity::Warning,
                                          {"“{0}”因对象而异,{1}", "“{0}” differs from subject to subject, {1}"},
                                          {"{2}", "{2}"}};
inline constexpr MessageRow assessor_missing{
    "INPUT_WITHOUT_ASSESSOR",
    Severity::Warning,
    {"别的指标写了评分人,指标{0}没有", "other indicators name an assessor, indicators {0} do not"},
    {"加一行“评分人:…”,写在部分标题下面则管整个部分",
     "add a line “assessor: …”; under a heading it holds for the whole section"}};

}  // namespace pingxing::scheme::findings
