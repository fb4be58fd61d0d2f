// What can be wrong with facts, earlier results and requests, as fixed sentences in Chinese and English: what was
// found, what was expected, how to mend it. `messages` lists every row, for docs/errors.md and for the test that
// provokes each of them. The words {0} {1} … are named in the comment above a row.
#pragma once
#include <array>

#include "base/problem.hpp"
#include "service/answer_messages.hpp"

namespace pingxing::service {

// The header of facts --------------------------------------------------------------------------------------------

/// {0} what the first row says, {1} headers expected
inline constexpr MessageRow facts_header_missing{
    "FACTS_HEADER_MISSING",
    Severity::Error,
    {"没有找到表头:前20行里没有方案的列名,第一行是“{0}”",
     "no header was found: none of the first 20 rows has headers of the scheme; the first is “{0}”"},
    {"写一行列名:{1};可用 pingxing form 生成空表", "write a row of headers: {1}; pingxing form makes a blank sheet"}};

/// {0} header found, {1} the header that was probably meant, or those that are missing; may be empty
inline constexpr MessageRow facts_column_unknown{
    "FACTS_COLUMN_UNKNOWN",
    Severity::Error,
    {"方案里没有“{0}”这一列", "the scheme has no column “{0}”"},
    {"{1}不用的列请删去,备注请用列名“备注”", "{1}remove columns that are not needed; head remarks with “note”"}};

/// {0} header wanted, {1} what it holds
inline constexpr MessageRow facts_column_missing{
    "FACTS_COLUMN_MISSING",
    Severity::Error,
    {"缺少“{0}”这一列({1})", "the column “{0}” is missing ({1})"},
    {"请加上这一列,没有资料的格留空;可用 pingxing form 生成空表",
     "add it and leave cells without information empty; pingxing form makes a blank sheet"}};

/// {0} header, {1} place of the first
inline constexpr MessageRow facts_column_twice{
    "FACTS_COLUMN_TWICE",
    Severity::Error,
    {"“{0}”这一列出现了两次,前一次在{1}", "the column “{0}” stands here again, before at {1}"},
    {"只留一列", "keep one of them"}};

/// {0} header, {1} candidates
inline constexpr MessageRow facts_column_ambiguous{
    "FACTS_COLUMN_AMBIGUOUS",
    Severity::Error,
    {"“{0}”不止一处用到,看不出是哪一个", "“{0}” is used in several places; which one is meant is not clear"},
    {"请写全称:{1}", "write it in full: {1}"}};

/// {0} text of the first cell
inline constexpr MessageRow facts_header_blank{
    "FACTS_HEADER_BLANK",
    Severity::Error,
    {"这一列有内容(如“{0}”),却没有列名", "this column has content (such as “{0}”) and no header"},
    {"写上列名,或删去这一列", "write its header, or remove the column"}};

/// {0} header of the sums, {1} header of the counts
inline constexpr MessageRow facts_sum_alone{
    "FACTS_SUM_ALONE",
    Severity::Error,
    {"有“{0}”没有“{1}”,两列要成对", "“{0}” stands without “{1}”; the two belong together"},
    {"补上另一列,或把各次的数用;隔开写在一列里", "add the other, or write the samples in one column, separated by ;"}};

/// {0} header of the input, {1} electorate
inline constexpr MessageRow facts_sum_trimmed{
    "FACTS_SUM_TRIMMED",
    Severity::Error,
    {"“{1}”要去掉最高和最低的,“{0}”只有合计和次数,去不掉",
     "“{1}” leaves out the highest and lowest, which a sum and a number of “{0}” do not show"},
    {"把各票用;隔开写在一列里,或写已经去掉后的平均数",
     "write the ballots in one column, separated by ;, or the mean without them"}};

inline constexpr MessageRow facts_no_rows{"FACTS_NO_ROWS",
                                          Severity::Error,
                                          {"只有表头,没有一行数据", "there is a header and not a single row below it"},
                                          {"每个评定对象写一行", "write a row for each subject"}};

// The first columns ----------------------------------------------------------------------------------------------

inline constexpr MessageRow facts_id_blank{
    "FACTS_ID_BLANK",
    Severity::Error,
    {"编号是空的", "the id is empty"},
    {"每一行写一个编号,全表不能重复", "give each row an id, unique in the table"}};

/// {0} id, {1} place of the first
inline constexpr MessageRow facts_id_twice{
    "FACTS_ID_TWICE",
    Severity::Error,
    {"编号“{0}”重复,前一次在{1}", "the id “{0}” stands here again, before at {1}"},
    {"一个对象只写一行;不同的对象用不同的编号", "one row for a subject; another id for another subject"}};

/// {0} id, {1} the id before, {2} its place
inline constexpr MessageRow facts_ids_alike{
    "FACTS_IDS_ALIKE",
    Severity::Error,
    {"编号“{0}”与{2}的“{1}”只差全半角、大小写或空格,是同一个编号",
     "the id “{0}” is “{1}” of {2} in another width, case or spacing: the same id"},
    {"一个对象只写一行;不同的对象用不同的编号", "one row for a subject; another id for another subject"}};

/// {0} the day as it was read
inline constexpr MessageRow facts_id_date{
    "FACTS_ID_DATE",
    Severity::Error,
    {"编号这一格是日期“{0}”,不是编号", "the id is the date “{0}”, which is no id"},
    {"表格软件会把“1-2”一类变成日期;请把这一列的格式改为“文本”再输入",
     "spreadsheet programs turn “1-2” into a date: format the column as text and type it again"}};

/// {0} the id as it was read
inline constexpr MessageRow facts_id_cut{
    "FACTS_ID_CUT",
    Severity::Error,
    {"编号“{0}”被表格软件存成了数值,后面的数字可能已经丢失",
     "the spreadsheet program kept the id “{0}” as a number: its last digits may be lost"},
    {"把这一列的格式改为“文本”,重新输入编号", "format the column as text and type the id again"}};

/// {0} the number
inline constexpr MessageRow facts_id_shown{
    "FACTS_ID_SHOWN",
    Severity::Error,
    {"编号存的是{0},按单元格的格式显示成别的样子",
     "the id is kept as {0}, which the format of the cell shows as something else"},
    {"把这一列的格式改为“文本”,按要显示的样子输入编号",
     "format the column as text and type the id as it is to be shown"}};

/// {0} pool as written, {1} pool that it is
inline constexpr MessageRow facts_pools_alike{
    "FACTS_POOLS_ALIKE",
    Severity::Warning,
    {"分组“{0}”与“{1}”只差全半角、大小写或空格,算作同一组",
     "the pool “{0}” is “{1}” in another width, case or spacing: taken as one"},
    {"如果是两个组,请写成不同的名称", "where they are two, give them different names"}};

/// {0} header of the pools
inline constexpr MessageRow facts_pool_blank{
    "FACTS_POOL_BLANK",
    Severity::Error,
    {"“{0}”是空的,不知道在哪一组排名次", "“{0}” is empty: which pool it is ranked in is not known"},
    {"写上所在的组", "write the pool"}};

/// {0} kind found, {1} kinds of the scheme
inline constexpr MessageRow facts_kind_unknown{"FACTS_KIND_UNKNOWN",
                                               Severity::Error,
                                               {"方案里没有类别“{0}”", "the scheme has no kind “{0}”"},
                                               {"应为:{1}", "expected one of: {1}"}};

/// {0} kinds of the scheme
inline constexpr MessageRow facts_kind_blank{
    "FACTS_KIND_BLANK",
    Severity::Error,
    {"没有写类别,不知道哪些项目适用", "the kind is empty: which items apply is not known"},
    {"应为:{0}", "expected one of: {0}"}};

inline constexpr MessageRow facts_kind_unused{
    "FACTS_KIND_UNUSED",
    Severity::Warning,
    {"方案没有分类别,这一列不起作用", "the scheme has no kinds; this column has no effect"},
    {"可以删去这一列,或在方案里写“类别:…”", "remove it, or declare “kinds: …” in the scheme"}};

/// {0} header
inline constexpr MessageRow facts_control_character{
    "FACTS_CONTROL_CHARACTER",
    Severity::Error,
    {"“{0}”里有换行或看不见的控制字符", "“{0}” has a line end or an invisible control character"},
    {"请重新输入这一格", "type this cell again"}};

// Cells of inputs ------------------------------------------------------------------------------------------------

/// {0} header, {1} found
inline constexpr MessageRow facts_yes_no{
    "FACTS_YES_NO",
    Severity::Error,
    {"“{0}”应为“是”或“否”,写的是“{1}”", "“{0}” expects yes or no, found “{1}”"},
    {"写是/否、有/无、√/×、yes/no或1/0;没有资料就留空",
     "write yes/no, y/n, true/false or 1/0; leave it empty where nothing is known"}};

/// {0} header, {1} found, {2} expected
inline constexpr MessageRow facts_not_number{
    "FACTS_NOT_NUMBER",
    Severity::Error,
    {"“{0}”应为{2},写的是“{1}”", "“{0}” expects {2}, found “{1}”"},
    {"只写数字,不写单位和说明;没有资料就留空",
     "write the number alone, without unit or remarks; leave it empty where nothing is known"}};

/// {0} header, {1} found
inline constexpr MessageRow facts_word_for_zero{
    "FACTS_WORD_FOR_ZERO",
    Severity::Error,
    {"“{0}”写的是“{1}”,看不出是0还是没有资料", "“{0}” says “{1}”: 0, or nothing known?"},
    {"没有发生的写0,没有资料的留空", "write 0 where it did not happen; leave it empty where nothing is known"}};

/// {0} header, {1} found, {2} the same in per cents
inline constexpr MessageRow facts_share{
    "FACTS_SHARE",
    Severity::Error,
    {"“{0}”是百分数,写的是“{1}”,看不出是{2}%还是{1}%", "“{0}” is a per cent, found “{1}”: {2}%, or {1}%?"},
    {"百分之几就写几:{2}或{2}%;真是百分之{1}的,写{1}%", "write {2} or {2}% for {2} per cent, {1}% for {1} per cent"}};

/// {0} header, {1} found
inline constexpr MessageRow facts_fraction{
    "FACTS_FRACTION",
    Severity::Error,
    {"“{0}”写的是“{1}”,看不出是几分里的几分,还是一个除数", "“{0}” says “{1}”: so many of so many, or a division?"},
    {"写得到的数本身;只有比率(不是几次的合计)可以写成187/200",
     "write the number itself; only a rate (and no sum of several) may be written as 187/200"}};

/// {0} header, {1} cells with what they said
inline constexpr MessageRow facts_unit_left{
    "FACTS_UNIT_LEFT",
    Severity::Warning,
    {"“{0}”的单位和千分号没有读,只取了数:{1}",
     "of “{0}” the numbers were taken, without their units and separators: {1}"},
    {"单位不同的,请换算后只写数", "where the unit is another one, convert it and write the number alone"}};

/// {0} header
inline constexpr MessageRow facts_percent_ones{
    "FACTS_PERCENT_ONES",
    Severity::Error,
    {"“{0}”是百分数,整列除了0都是1,看不出是100%还是1%", "“{0}” is a per cent, and all but 0 are 1: 100%, or 1%?"},
    {"百分之百写100或100%;真是百分之一的,写1%", "write 100 or 100% for all of it, 1% for one per cent"}};

/// {0} header, {1} found, {2} what it may be
inline constexpr MessageRow facts_letter_for_digit{
    "FACTS_LETTER_FOR_DIGIT",
    Severity::Error,
    {"“{0}”里的“{1}”用字母代替了数字", "“{0}”: “{1}” has a letter in place of a digit"},
    {"是否应为“{2}”?字母O不是数字0,字母l不是数字1",
     "did you mean “{2}”? The letter O is not the digit 0, the letter l not the digit 1"}};

/// {0} header, {1} found
inline constexpr MessageRow facts_not_whole{
    "FACTS_NOT_WHOLE",
    Severity::Error,
    {"“{0}”是次数,应为整数,写的是“{1}”", "“{0}” is a count and expects a whole number, found “{1}”"},
    {"写整数", "write a whole number"}};

/// {0} header, {1} found, {2} limits
inline constexpr MessageRow facts_out_of_range{
    "FACTS_OUT_OF_RANGE",
    Severity::Error,
    {"“{0}”应在{2}之间,写的是“{1}”", "“{0}” lies within {2}, found “{1}”"},
    {"请核对这一格;范围不对时在方案里写“范围:…”",
     "check this cell; where the limits are wrong, state “range: …” in the scheme"}};

/// {0} header, {1} found
inline constexpr MessageRow facts_percent_unexpected{
    "FACTS_PERCENT_UNEXPECTED",
    Severity::Error,
    {"“{0}”不是百分数,写的是“{1}”", "“{0}” is not a per cent, found “{1}”"},
    {"去掉%,写数本身;表格软件里把这一格的格式改为“常规”",
     "drop the % and write the number itself; in a spreadsheet set the format of the cell to General"}};

/// {0} header, {1} date found, {2} what may have been typed
inline constexpr MessageRow facts_date{
    "FACTS_DATE",
    Severity::Error,
    {"“{0}”这一格是日期{1},不是数", "“{0}” holds the date {1}, not a number"},
    {"表格软件会把“{2}”变成日期;请把这一格的格式改为“文本”再输入",
     "spreadsheet programs turn “{2}” into a date: set the format of the cell to Text and type it again"}};

/// {0} header
inline constexpr MessageRow facts_formula{
    "FACTS_FORMULA",
    Severity::Error,
    {"“{0}”这一格是公式,文件里没有它算出的值", "“{0}” holds a formula that was never computed"},
    {"在表格软件中打开、保存后再用,或写它的值",
     "open and save the workbook in a spreadsheet program, or write the value"}};

/// {0} header, {1} found
inline constexpr MessageRow facts_cell_error{
    "FACTS_CELL_ERROR",
    Severity::Error,
    {"“{0}”这一格是表格软件报的错“{1}”", "“{0}” holds the spreadsheet error “{1}”"},
    {"改正后写数值", "mend it and write the value"}};

/// {0} header, {1} found, {2} choices
inline constexpr MessageRow facts_choice_unknown{"FACTS_CHOICE_UNKNOWN",
                                                 Severity::Error,
                                                 {"“{0}”没有“{1}”这一项", "“{0}” has no choice “{1}”"},
                                                 {"应为:{2}", "expected one of: {2}"}};

/// {0} header, {1} limit
inline constexpr MessageRow facts_choice_times{
    "FACTS_CHOICE_TIMES",
    Severity::Error,
    {"“{0}”里同一项写了超过{1}次", "“{0}” names one choice more than {1} times"},
    {"请核对这一格", "check this cell"}};

/// {0} header, {1} found
inline constexpr MessageRow facts_several{
    "FACTS_SEVERAL",
    Severity::Error,
    {"“{0}”只要一个数,写的是“{1}”", "“{0}” expects one value, found “{1}”"},
    {"只写一个;要取多次的平均,请在方案的规则前写“多次平均,”",
     "write one; for the mean of several, put “mean of samples,” before the rule in the scheme"}};

/// {0} header, {1} found
inline constexpr MessageRow facts_sample_blank{
    "FACTS_SAMPLE_BLANK",
    Severity::Error,
    {"“{0}”的“{1}”里有空缺的一次", "“{0}”: one of “{1}” is blank"},
    {"没有的一次不写,不留两个相连的;", "leave out what there is not, without two ; side by side"}};

/// {0} header, {1} sum found, {2} count found, {3} limits of one
inline constexpr MessageRow facts_sum_count{
    "FACTS_SUM_COUNT",
    Severity::Error,
    {"“{0}”的合计{1}与次数{2}对不上,每次应在{3}之间", "“{0}”: the sum {1} does not fit the count {2}, each within {3}"},
    {"请核对合计和次数", "check the sum and the count"}};

/// {0} header, {1} how many cells, {2} kinds it is for

inline constexpr MessageRow facts_not_applicable{
    "FACTS_NOT_APPLICABLE",
    Severity::Warning,
    {"“{0}”只适用于{2},其他类别填了{1}格,不起作用",
     "“{0}” is for {2} alone; what is filled in for other kinds ({1}) has no effect"},
    {"请核对这些对象的类别", "check the kinds of these subjects"}};

/// {0} header
inline constexpr MessageRow facts_percent_scale{
    "FACTS_PERCENT_SCALE",
    Severity::Warning,
    {"“{0}”是百分数,整列却都不超过1", "“{0}” is a per cent, yet no value of the column is above 1"},
    {"百分之九十三点五写93.5或93.5%,不写0.935", "write 93.5 or 93.5% for 93.5 per cent, not 0.935"}};

/// {0} header, {1} number of choices, {2} limit
inline constexpr MessageRow facts_choices_too_many{
    "FACTS_CHOICES_TOO_MANY",
    Severity::Error,
    {"“{0}”有{1}个选项,最多{2}个", "“{0}” has {1} choices; the limit is {2}"},
    {"在方案里分成两条规则", "make two rules of it in the scheme"}};

// Earlier results ------------------------------------------------------------------------------------------------

/// {0} what is wrong
inline constexpr MessageRow history_not_json{"HISTORY_NOT_JSON",
                                             Severity::Error,
                                             {"这不是完整的JSON文件", "this is no complete JSON file"},
                                             {"请用 pingxing rate --format json -o 结果.json 生成的文件",
                                              "give a file made by pingxing rate --format json -o result.json"}};

/// {0} part that is missing or wrong
inline constexpr MessageRow history_not_result{
    "HISTORY_NOT_RESULT",
    Severity::Error,
    {"这不是评定结果文件:“{0}”没有或不对", "this is no result file: “{0}” is missing or wrong"},
    {"请用 pingxing rate --format json -o 结果.json 生成的文件",
     "give a file made by pingxing rate --format json -o result.json"}};

/// {0} scheme found, {1} scheme expected
inline constexpr MessageRow history_other_scheme{
    "HISTORY_OTHER_SCHEME",
    Severity::Error,
    {"这是“{0}”的结果,应为“{1}”", "this is a result of “{0}”, expected “{1}”"},
    {"给同一方案以前各期的结果", "give earlier results of the same scheme"}};

/// {0} id, {1} grade found, {2} grades
inline constexpr MessageRow history_grade_unknown{
    "HISTORY_GRADE_UNKNOWN",
    Severity::Error,
    {"“{0}”的等次“{1}”不在方案的等次里", "the grade “{1}” of “{0}” is none of the scheme's"},
    {"应为:{2}", "expected one of: {2}"}};

/// {0} id of the facts, {1} id of the earlier result
inline constexpr MessageRow history_zeros{
    "HISTORY_ZEROS",
    Severity::Warning,
    {"数据里的编号“{0}”在以前的结果里没有,而有“{1}”:可能丢了前面的零",
     "the id “{0}” of the facts is not in the earlier result, while “{1}” is: leading zeros may be lost"},
    {"如果是同一个对象,把编号写成一样的", "where it is the same subject, write the same id"}};

/// {0} id
inline constexpr MessageRow history_id_twice{
    "HISTORY_ID_TWICE",
    Severity::Error,
    {"编号“{0}”在这份结果里出现了两次", "the id “{0}” stands twice in this result"},
    {"请重新生成这份结果", "make this result anew"}};

// Worked examples ------------------------------------------------------------------------------------------------

/// {0} name of the example, {1} headers
inline constexpr MessageRow example_incomplete{
    "EXAMPLE_INCOMPLETE",
    Severity::Error,
    {"示例“{0}”还缺{1},算不出来", "the example “{0}” lacks {1} and cannot be worked out"},
    {"补上这几项;其余的事项都没有发生时写“其余没有发生”",
     "add them; where nothing else happened, write “nothing else”"}};

/// {0} name of the example, {1} what it comes to, {2} what it says
inline constexpr MessageRow example_differs{
    "EXAMPLE_DIFFERS",
    Severity::Error,
    {"示例“{0}”按本方案算出来是{1},写的是{2}", "the example “{0}” comes to {1} by this scheme, and says {2}"},
    {"规则写得不对就改规则,示例写错了就改示例;pingxing explain 方案 示例 名称 列出每一步",
     "mend the rule or the example, whichever is wrong; pingxing explain SCHEME examples NAME shows every step"}};

inline constexpr MessageRow examples_missing{
    "EXAMPLES_MISSING",
    Severity::Error,
    {"方案里没有示例", "the scheme has no examples"},
    {"加一部分“## 示例”,每行写一个", "add a section “## Examples”, one a line"}};

// Requests -------------------------------------------------------------------------------------------------------

/// {0} what was asked for, {1} nearest
inline constexpr MessageRow subject_unknown{"SUBJECT_UNKNOWN",
                                            Severity::Error,
                                            {"数据里没有“{0}”这个对象", "the facts have no subject “{0}”"},
                                            {"写编号或名称;相近的有:{1}", "give an id or a name; nearest: {1}"}};

/// {0} name, {1} ids
inline constexpr MessageRow subject_ambiguous{"SUBJECT_AMBIGUOUS",
                                              Severity::Error,
                                              {"叫“{0}”的不止一个", "several subjects are named “{0}”"},
                                              {"写编号:{1}", "give the id: {1}"}};

// A scheme that is rewritten -------------------------------------------------------------------------------------

inline constexpr MessageRow scheme_changed{
    "SCHEME_CHANGED",
    Severity::Error,
    {"文件在检查之后被改过,没有写入", "the file was changed since it was read; nothing was written"},
    {"请再运行一次 pingxing check --fix", "run pingxing check --fix again"}};

/// Every row above.
inline constexpr std::array<const MessageRow*, 68> messages{&facts_header_missing,
                                                            &facts_ids_alike,
                                                            &facts_id_date,
                                                            &facts_id_cut,
                                                            &facts_id_shown,
                                                            &facts_pools_alike,
                                                            &facts_word_for_zero,
                                                            &facts_share,
                                                            &facts_fraction,
                                                            &facts_unit_left,
                                                            &facts_percent_ones,
                                                            &history_zeros,
                                                            &facts_column_unknown,
                                                            &facts_column_missing,
                                                            &facts_column_twice,
                                                            &facts_column_ambiguous,
                                                            &facts_header_blank,
                                                            &facts_sum_alone,
                                                            &facts_sum_trimmed,
                                                            &facts_marks_few,
                                                            &facts_no_rows,
                                                            &facts_id_blank,
                                                            &facts_id_twice,
                                                            &facts_pool_blank,
                                                            &facts_kind_unknown,
                                                            &facts_kind_blank,
                                                            &facts_kind_unused,
                                                            &facts_control_character,
                                                            &facts_yes_no,
                                                            &facts_not_number,
                                                            &facts_letter_for_digit,
                                                            &facts_not_whole,
                                                            &facts_out_of_range,
                                                            &facts_percent_unexpected,
                                                            &facts_date,
                                                            &facts_formula,
                                                            &facts_cell_error,
                                                            &facts_choice_unknown,
                                                            &facts_choice_times,
                                                            &facts_entries_plain,
                                                            &facts_entry_date,
                                                            &facts_entry_year,
                                                            &facts_entry_key,
                                                            &facts_entry_mark,
                                                            &facts_entries_apart,
                                                            &facts_rows_folded,
                                                            &facts_rows_differ,
                                                            &facts_row_date,
                                                            &facts_several,
                                                            &facts_sample_blank,
                                                            &facts_sum_count,
                                                            &facts_not_applicable,
                                                            &facts_not_applicable_refused,
                                                            &facts_not_applicable_here,
                                                            &facts_not_applicable_mixed,
                                                            &facts_percent_scale,
                                                            &facts_choices_too_many,
                                                            &history_not_json,
                                                            &history_not_result,
                                                            &history_other_scheme,
                                                            &history_grade_unknown,
                                                            &history_id_twice,
                                                            &subject_unknown,
                                                            &subject_ambiguous,
                                                            &example_incomplete,
                                                            &example_differs,
                                                            &examples_missing,
                                                            &scheme_changed};

}  // namespace pingxing::service
