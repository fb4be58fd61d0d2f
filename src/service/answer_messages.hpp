// Messages of cells that hold more than one figure or none: lists of entries and of marks, rows a date, 不适用. Part of
// messages.hpp.
#pragma once
#include "base/problem.hpp"

namespace pingxing::service {

/// {0} header, {1} the cell, {2} marks in it, {3} marks that are needed
inline constexpr MessageRow facts_marks_few{"FACTS_MARKS_FEW",
                                            Severity::Error,
                                            {"“{0}”的“{1}”只有{2}分,去掉最高和最低的就没有了",
                                             "“{1}” of “{0}” is {2}: without the highest and lowest nothing is left"},
                                            {"至少写{3}个分,用;隔开", "write at least {3} marks, separated by ;"}};

/// {0} header, {1} found, {2} how entries are written
inline constexpr MessageRow facts_entries_plain{"FACTS_ENTRIES_PLAIN",
                                                Severity::Error,
                                                {"“{0}”要逐次写:方案里有按月(按人)的上限,只写“{1}”算不出来",
                                                 "“{0}” is listed entry by entry: the scheme has a limit of each month "
                                                 "(or person), which “{1}” alone does not tell"},
                                                {"{2}", "{2}"}};

/// {0} header, {1} found, {2} how entries are written
inline constexpr MessageRow facts_entry_date{
    "FACTS_ENTRY_DATE",
    Severity::Error,
    {"“{0}”里的“{1}”不是日期,或没有这一天", "“{1}” in “{0}” is no date, or a day that does not exist"},
    {"{2}", "{2}"}};

/// {0} header, {1} found, {2} how entries are written
inline constexpr MessageRow facts_entry_year{"FACTS_ENTRY_YEAR",
                                             Severity::Error,
                                             {"“{0}”里的“{1}”没有写年份", "“{1}” in “{0}” lacks its year"},
                                             {"写上年份;{2}", "write the year; {2}"}};

/// {0} header, {1} found, {2} how entries are written
inline constexpr MessageRow facts_entry_key{
    "FACTS_ENTRY_KEY",
    Severity::Error,
    {"“{0}”里的“{1}”看不出是谁、几次", "“{1}” in “{0}”: of whom, and how many?"},
    {"{2}", "{2}"}};

/// {0} header, {1} the day or key, {2} how entries are written
inline constexpr MessageRow facts_entry_mark{"FACTS_ENTRY_MARK",
                                             Severity::Error,
                                             {"“{0}”里的“{1}”没有写分值", "“{1}” in “{0}” lacks its points"},
                                             {"{2}", "{2}"}};

/// {0} header, {1} found
inline constexpr MessageRow facts_entries_apart{
    "FACTS_ENTRIES_APART",
    Severity::Error,
    {"“{0}”里的日期相隔太远,不在同一期:“{1}”", "the dates in “{0}” are too far apart to be of one round: “{1}”"},
    {"只写本期的;年份写错的改正", "list those of this round; mend a year that is wrong"}};

/// {0} rows, {1} subjects
inline constexpr MessageRow facts_rows_folded{
    "FACTS_ROWS_FOLDED",
    Severity::Warning,
    {"{0}行按日期并成了{1}个对象", "{0} rows were folded by their dates into {1} subjects"},
    {"不是同一个对象的,写不同的编号", "give what is not one subject another id"}};

/// {0} header, {1} id, {2} place of the first
inline constexpr MessageRow facts_rows_differ{
    "FACTS_ROWS_DIFFER",
    Severity::Error,
    {"“{1}”有几行,“{0}”在{2}已经写过,看不出取哪一个",
     "“{1}” has several rows, and “{0}” stands at {2} already; which counts is not clear"},
    {"不按日期逐次写的列,每个对象只在一行里写", "write what is not listed by dates in one row of each subject"}};

/// {0} header, {1} id
inline constexpr MessageRow facts_row_date{
    "FACTS_ROW_DATE",
    Severity::Error,
    {"“{1}”这一行填了“{0}”,却没有写日期", "this row of “{1}” has “{0}” and no date"},
    {"在日期一列写上发生的那一天", "write the day in the column of dates"}};

inline constexpr MessageRow facts_not_applicable_refused{
    "FACTS_NOT_APPLICABLE_REFUSED",
    Severity::Error,
    {"“{0}”填了“{1}”,方案没有说这一项可以不适用",
     "“{0}” says “{1}”, and the scheme does not let the item be not applicable"},
    {"填{2};要让它可以不适用,在方案该项下写“- 不适用时:不计入满分”(或“按比例折算”“得满分”“不得分”)",
     "give {2}; to let it be, write “- not applicable: leaves the maximum” (or “scaled over the rest”, “full points”, "
     "“0 points”) below the item in the scheme"}};

inline constexpr MessageRow facts_not_applicable_here{
    "FACTS_NOT_APPLICABLE_HERE",
    Severity::Error,
    {"“{0}”填了“{1}”,它不属于哪一条指标,不能答不适用",
     "“{0}” says “{1}”; it belongs to no item, so that this is no answer"},
    {"填{2};没有发生的写0或否", "give {2}; what did not happen is 0 or no"}};

inline constexpr MessageRow facts_not_applicable_mixed{
    "FACTS_NOT_APPLICABLE_MIXED",
    Severity::Error,
    {"“{0}”填了不适用,第{1}项的其他数据却填了数",
     "“{0}” says “not applicable”, while other cells of item {1} have figures"},
    {"整项不适用的,其他格写“不适用”或留空;否则在这里填数",
     "where the whole item is not applicable, write so in its other cells or leave them empty; else give a figure "
     "here"}};

}  // namespace pingxing::service
