// Findings about stages, dates, periods, and who acts.
#pragma once
#include "base/problem.hpp"

namespace pingxing::scheme::findings {

// ---- dates and stages -----------------------------------------------------------------------------------------------

inline constexpr MessageRow date_vague{"DATE_VAGUE",
                                       Severity::Warning,
                                       {"“{0}”没有定到哪一天", "“{0}” gives no day"},
                                       {"写明是哪一天,如{1}", "write the day, such as {1}"}};
inline constexpr MessageRow date_relative{
    "DATE_RELATIVE",
    Severity::Warning,
    {"“{0}”从哪一天算起没有写", "from which day “{0}” counts is not said"},
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
    {"“{0}”的{1}天是自然日还是工作日没有写", "whether the {1} days of “{0}” are calendar or working days is not said"},
    {"在括号里写“自然日”或“{1}个工作日”", "write “calendar days” or “working days” in the bracket"}};
inline constexpr MessageRow period_missing{
    "PERIOD_MISSING",
    Severity::Warning,
    {"没有写多久评一次", "how often it takes place is not said"},
    {"加一行属性“周期:年”“半年”“季度”或“月”", "add a property “period: year”, “half-year”, “quarter” or “month”"}};
inline constexpr MessageRow period_mismatch{
    "PERIOD_MISMATCH",
    Severity::Warning,
    {"“{0}”与周期“{1}”不一致", "“{0}” does not agree with the period “{1}”"},
    {"改成一致;跨期的写明怎样算", "make them agree; say how it counts where it covers several periods"}};
inline constexpr MessageRow window_crosses_period{
    "WINDOW_CROSSES_PERIOD",
    Severity::Warning,
    {"“{0}”要看连续{1}个月,一期只有{2}个月", "“{0}” looks at {1} months running, a period has {2}"},
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
    {"“{0}”期间有异议怎么办没有写", "what follows an objection during “{0}” is not said"},
    {"写一句,如“有异议的,退回评定环节复核”",
     "say, for instance, “an objection that is upheld returns the case to the rating”"}};
inline constexpr MessageRow aggregation_missing{
    "AGGREGATION_MISSING",
    Severity::Warning,
    {"“{0}”要由几个“{1}”的结果合成,没有写怎样合成",
     "“{0}” rests on several results of a “{1}”, and how they are combined is not said"},
    {"写明取平均、取最近一次或取最低", "say whether the mean, the latest or the lowest counts"}};

// ---- who acts -------------------------------------------------------------------------------------------------------

inline constexpr MessageRow actor_conflict{
    "ACTOR_CONFLICT",
    Severity::Warning,
    {"“{0}”由{1}进行,{2}", "“{0}” is done by {1}, {2}"},
    {"只写一个负责的,且不是被评的", "name one who is responsible and who is not assessed"}};
inline constexpr MessageRow population_conflict{
    "POPULATION_CONFLICT",
    Severity::Warning,
    {"“{0}”由{1}参加,而评分用的票组是{2}", "“{0}” is attended by {1}, while the electorates that score are {2}"},
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
inline constexpr MessageRow table_missing{
    "TABLE_MISSING",
    Severity::Warning,
    {"“{0}”因对象而异,没有写到哪里去查", "“{0}” differs from subject to subject, and nothing says where to look"},
    {"写成“{0}(按表)”,姓名填在数据里", "write “{0} (by table)”; the names stand in the facts"}};
inline constexpr MessageRow assessor_missing{
    "INPUT_WITHOUT_ASSESSOR",
    Severity::Warning,
    {"别的指标写了评分人,指标{0}没有", "other indicators name an assessor, indicators {0} do not"},
    {"加一行“评分人:…”,写在部分标题下面则管整个部分",
     "add a line “assessor: …”; under a heading it holds for the whole section"}};

}  // namespace pingxing::scheme::findings
