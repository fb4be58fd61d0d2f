// What can be wrong with a scheme as a document; what the checker finds is in check_messages.hpp.
#pragma once
#include "base/problem.hpp"

// Tables read best with a row a line.
// clang-format off

namespace pingxing::scheme {

/// Whether the words of another problem will be read; those that are dear to make are left out else.
inline bool is_heard(const Problems& problems) { return problems.kept().size() < Problems::kept_max; }

}  // namespace pingxing::scheme

namespace pingxing::scheme::messages {

using S = Severity;

inline constexpr MessageRow title_missing{"TITLE_MISSING", S::Error,
    {"方案没有标题", "the scheme has no title"}, {"第一行写“# 方案名称”", "begin with a line “# Name of the scheme”"}};
inline constexpr MessageRow scheme_empty{"SCHEME_EMPTY", S::Error,
    {"方案里没有指标、定级、点评或程序,没有可运行的内容", "the scheme has no indicators, grading, review or procedure: there is nothing to run"},
    {"写出“1. 指标名称(10分)”这样的指标", "write indicators such as “1. On-time delivery (20 points)”"}};
inline constexpr MessageRow property_unknown{"PROPERTY_UNKNOWN", S::Error,
    {"不认识的属性“{0}”", "unknown property “{0}”"}, {"是否应为“{1}”?若是说明文字,请不要写成“键:值”", "did you mean “{1}”? If it is prose, do not write it as “key: value”"}};
inline constexpr MessageRow property_value{"PROPERTY_VALUE", S::Error,
    {"属性“{0}”的值“{1}”不认识", "property “{0}” has an unknown value “{1}”"}, {"应为:{2}", "expected: {2}"}};
inline constexpr MessageRow property_twice{"PROPERTY_TWICE", S::Error,
    {"属性“{0}”写了两次", "property “{0}” is stated twice"}, {"只留一处", "keep one of them"}};
inline constexpr MessageRow sentence_unknown{"SENTENCE_UNKNOWN", S::Error,
    {"看不懂规则“{0}”", "the rule “{0}” is not understood"}, {"{1}", "{1}"}};
inline constexpr MessageRow rule_doubtful{"RULE_DOUBTFUL", S::Error,
    {"规则“{0}”里的“{1}”没有说定扣多少、加多少,或不在本方案计分之内", "“{1}” in the rule “{0}” leaves the points open, or is no matter of points"},
    {"写出确定的分值;由人掌握的写“酌情扣1至3分”;钱款写在“后果”部分", "state the points; what somebody judges reads “deducts 1 to 3 at discretion”; money belongs into the section of consequences"}};
inline constexpr MessageRow limits_two{"LIMITS_TWO", S::Error,
    {"规则“{0}”里有两个上限", "the rule “{0}” has two limits"}, {"只留一个", "keep one of them"}};
inline constexpr MessageRow rate_line_missing{"RATE_LINE_MISSING", S::Error,
    {"规则“{0}”没有说低于多少才扣:是从目标值算起,还是填写的数就是低了几个百分点?", "the rule “{0}” does not say below what: is it reckoned from a target, or is the figure itself how far it falls short?"},
    {"写成“低于95%的,每低1个百分点扣1分”", "write “below 95%, every full 1% deducts 1”"}};
inline constexpr MessageRow start_unclear{"START_UNCLEAR", S::Error,
    {"规则“{0}”又加又减:从0分加起,还是从满分减起?", "the rule “{0}” adds and deducts: does the item start from 0 or from its points?"},
    {"从满分减起:只写扣分,加分写到“加分”部分;互相抵补:把分值写在这一部分的标题上;从0分加起:写成两条", "from its points: keep the deduction and put what adds into the section “Bonus”; to make good what was deducted: state the points in the section's heading; from 0: write two lines"}};
inline constexpr MessageRow degrees_open{"LEVELS_OPEN", S::Error,
    {"规则“{0}”里没有说哪几级在所写的一级以上或以下", "the rule “{0}” does not say which levels lie above or below"},
    {"逐级写出:“优秀得满分;良好得满分;合格得一半;不合格不得分”", "name each level: “excellent scores full; good scores full; fair scores half; poor scores 0”"}};
inline constexpr MessageRow inner_limit_unread{"RULE_INNER_LIMIT", S::Error,
    {"规则“{0}”按月、按人或按次封顶,但看不出限的是哪几次", "the rule “{0}” has a limit for each month, person or time; of which entries is not clear"},
    {"写在一条按次计分的规则后面:“每次加0.5分,每月最多加1分”;几条合计的在该项下另起一行写“每月最多扣3分”;只写一种上限;一次扣多少由人掌握的写“每次酌情扣1至3分”", "write it behind one rule that counts: “each adds 0.5, at most 1 a month”; of several rules together, on a line of its own below the item: “at most 3 a month”; one limit only; where somebody judges each time, “each deducts 1 to 3 at discretion”"}};
inline constexpr MessageRow inner_limit_of_whom{"INNER_LIMIT_OF_WHOM", S::Error,
    {"“{0}”:考核对象是单位还是人没有写,看不出“每人”是每个对象,还是对象里的每一个人", "“{0}”: whether units or people are assessed is not said, so “each person” may be each subject, or each one within it"},
    {"在标题下加一行“对象:组织”或“对象:人员”", "add a line “subjects: units” or “subjects: people” below the title"}};
inline constexpr MessageRow inner_limit_longer{"INNER_LIMIT_LONGER", S::Error,
    {"“{0}”的上限跨几期:方案每期的时间比它短", "“{0}”: its limit spans several rounds, which are shorter"},
    {"上限按每期写,或把“周期:”改长", "state the limit of a round, or a longer “period:”"}};
inline constexpr MessageRow inner_limit_rules{"INNER_LIMIT_RULES", S::Error,
    {"“{0}”限的是该项的“{1}”:它不是按次计分,自己另有上限,或有的加有的扣", "“{0}” limits “{1}” of this item, which does not count entries, has a limit of its own, or goes another way than the others"},
    {"写明限加分还是扣分;只把上限写在按次计分的那条规则后面", "say whether it limits what is added or deducted; or write it behind the rule that counts"}};
inline constexpr MessageRow at_zero_unread{"RULE_AT_ZERO", S::Error,
    {"“{0}”:该项扣完以后怎么办没有说清", "“{0}”: what follows once the item is used up is not understood"},
    {"写成“扣完时追加减10分”“扣完时另从总分减5分”“扣完后每再发生1次另从总分减2分”或“扣完后超出的部分从总分减”", "write “once used up, deducts 10 further”, “once used up, deducts 5 from the total”, “once used up, each further time deducts 2 from the total” or “once used up, the excess is deducted from the total”"}};
inline constexpr MessageRow at_zero_place{"AT_ZERO_PLACE", S::Error,
    {"“{0}”上面没有它说的那一项,或那一项没有自己的分值,或写了可为负:扣不完", "“{0}” stands below no item with points of its own that can be used up"},
    {"写在有分值的指标下面;该项写了可为负的去掉一处", "put it below an item with points; where that may go below 0, drop one of the two"}};
inline constexpr MessageRow at_zero_each{"AT_ZERO_EACH", S::Error,
    {"“{0}”:指标{1}不是只有一条“每次减…”(不封顶、不给分)的规则,说不出第几次以后算扣完以后", "“{0}”: item {1} has other rules than one that deducts each time without a limit, so that no time is the one after"},
    {"该项只留一条“每次减1分”;或写“扣完后超出的部分从总分减”", "leave one rule “each deducts 1” in the item, or write “once used up, the excess is deducted from the total”"}};
inline constexpr MessageRow item_line_twice{"ITEM_SAID_TWICE", S::Error,
    {"“{0}”前面已经说过,或与前面的说法相反", "“{0}” was said before, or contradicts what was"}, {"只留一处", "keep one of them"}};
inline constexpr MessageRow not_applicable_nowhere{"NOT_APPLICABLE_NOWHERE", S::Error,
    {"“{0}”部分说了不适用时怎么办,下面却没有一条指标", "“{0}” says what holds where an item is not applicable, and has no item"},
    {"写在它所说的指标下面、所在部分的标题下面,或第一个标题之前", "put it below the item or the heading that it speaks of, or before the first heading"}};
inline constexpr MessageRow ledger_unread{"RULE_LEDGER", S::Error,
    {"规则“{0}”的“记分”是记坏分,还是得分?", "“{0}”: are these bad points that add up, or points earned?"},
    {"扣分写“每次扣3分”,得分写“每次得3分”;记坏分、记满处理的写到“## 记分”部分", "write “each deducts 3” or “each scores 3”; bad points with what follows from them go into a section “## Ledger”"}};
inline constexpr MessageRow ledger_line{"LEDGER_LINE", S::Error,
    {"“{0}”不是记分的写法", "“{0}” is no line of a ledger"},
    {"记分写“违规操作:每次记3分”,后果写“满12分取消资格”“满6分约谈”“每记1分扣发绩效工资的2%”", "write “unsafe act: each records 3” for what is recorded, and “at 12: disqualifies”, “at 6: talk with the manager” or “for every 1 withholds 2% of bonus pay” for what follows"}};
inline constexpr MessageRow ledger_unit{"LEDGER_UNIT", S::Error,
    {"“{0}”里的{1}没有写“分”", "the {1} in “{0}” has no unit"}, {"写成“{2}”", "write “{2}”"}};
inline constexpr MessageRow ledger_effect{"LEDGER_EFFECT", S::Error,
    {"“{0}”的后果“{1}”看不懂", "what follows, “{1}”, is not understood in “{0}”"},
    {"可写“取消资格”“最高三星级”“不得评优秀”“降一级”,不影响等次的写明做什么,如“约谈”;扣钱的写“每记1分扣发绩效工资的2%”或“扣100元”", "write “disqualifies”, “at most GRADE”, “bars GRADE”, “drops 1 grade”, or in words what is done; money: “for every 1 withholds 2% of bonus pay”"}};
inline constexpr MessageRow ledger_section{"LEDGER_UNREAD", S::Error,
    {"“{0}”是记坏分的账,还是计分的办法?", "is “{0}” a ledger of bad points, or how points are reckoned?"},
    {"记坏分的,标题写“## 记分”,下面写“违规操作:每次记3分”“满12分取消资格”;扣总分的写“## 扣分”;计分的办法写在各指标下面", "a ledger is headed “## Ledger”, with lines such as “unsafe act: each records 3” and “at 12: disqualifies”; what takes from the total goes into “## Deductions”"}};
inline constexpr MessageRow pool_merge_unread{"POOL_MERGE", S::Error,
    {"“{0}”没有说清少于几个的组、同哪一组合并", "“{0}” does not say which pools are too small, or with which one they are joined"},
    {"写“小单位合并:不足5人的并入综合组”,或“小单位合并:不足5人的合并评选”(小的合成一组);别的合法:在数据的“分组”列里给要合并的单位填同一个组名", "write “small pools: fewer than 5 are joined to NAME”, or “small pools: fewer than 5 are joined” (the small ones together); for any other way give the units that belong together one name in the column “pool” of the facts"}};
inline constexpr MessageRow not_applicable_unread{"RULE_NOT_APPLICABLE", S::Error,
    {"“{0}”:不适用时怎么办没有说清", "“{0}”: what becomes of an item that is not applicable is not understood"},
    {"写成“不适用时:不计入满分”“不适用时:按比例折算”“不适用时:得满分”或“不适用时:不得分”,写在指标、部分的标题下面或第一个标题之前", "write “not applicable: leaves the maximum”, “not applicable: scaled over the rest”, “not applicable: full points” or “not applicable: 0 points”, below the item, below a heading or before the first one"}};
inline constexpr MessageRow trim_unread{"RULE_TRIM", S::Error,
    {"规则“{0}”没有说清从几个评分怎样得出一个分", "“{0}” does not say clearly how several marks become one"},
    {"写“去掉1个最高分和1个最低分后取平均”(两端个数相同)、“两端各去掉10%后取平均”或“取中位数”;与别的规则同写时放在最后,如“满分100,按比例折算,取中位数”", "write “the mean without the 1 highest and 1 lowest” (as many at each end), “the mean without the highest and lowest 10%” or “the median”; beside another rule it stands last: “scaled from 100, the median”"}};
inline constexpr MessageRow exempts_credit{"EXEMPTION_OF_CREDIT", S::Error,
    {"“{0}”免的是给分的规则“{1}”:免了它就没有分,不是不扣分", "“{0}” exempts from “{1}”, which gives points: without it there are none, and nothing was deducted"},
    {"写明那时得多少分,如“{1}:是得满分;否不得分”之外另写一条,或把它写成扣分的规则", "say what it then scores, or write the rule above as a deduction"}};
inline constexpr MessageRow parts_sum{"PARTS_SUM", S::Error,
    {"指标{0}各部分合计{1}分,应为{2}分", "the parts of item {0} sum to {1}, expected {2}"}, {"改正其中一处的分值", "mend one of them"}};
inline constexpr MessageRow parts_mixed{"PARTS_MIXED", S::Error,
    {"指标{0}有的规则写了自己的分值,有的给分有的只扣分,合不到一起", "in item {0} some rules have points of their own, some give points and some only deduct: they do not go together"},
    {"每一部分都写分值,并都写成扣分或都写成给分", "give every part its points, and let all of them deduct or all of them score"}};
inline constexpr MessageRow line_unknown{"LINE_UNKNOWN", S::Error,
    {"“{0}”部分里看不懂这一行:“{1}”", "this line of “{0}” is not understood: “{1}”"}, {"{2}", "{2}"}};
inline constexpr MessageRow effect_missing{"VETO_WITHOUT_EFFECT", S::Error,
    {"“{0}”没有写后果", "“{0}” has no effect"}, {"在冒号后写“取消资格”“最高三星级”或“降一级”,或写在本部分标题的括号里", "write “disqualifies”, “at most GRADE” or “drops 1 grade” behind the colon, or in brackets in the heading"}};
inline constexpr MessageRow condition_unknown{"CONDITION_UNKNOWN", S::Error,
    {"条件“{0}”提到的东西方案里没有", "the condition “{0}” names what the scheme does not have"}, {"{1}", "{1}"}};
inline constexpr MessageRow condition_unread{"CONDITION_UNREAD", S::Error,
    {"看不懂条件“{0}”", "the condition “{0}” is not understood"}, {"{1}", "{1}"}};
inline constexpr MessageRow quota_of_kind{"QUOTA_OF_KIND", S::Error,
    {"“{0}”:名额按组计算,不按类别", "“{0}”: quotas are of pools, not of kinds"},
    {"数据的“分组”列填类别,在属性里写“分组:类别”,这一行写“不超过20%”", "let the column “pool” of the facts hold the kinds, state “pool: kind” among the properties, and write “at most 20%” here"}};
inline constexpr MessageRow average_unclear{"AVERAGE_UNCLEAR", S::Error,
    {"“{0}”是什么的平均?各项得分的平均到不了这个分数", "“{0}”: the mean of what? The items on average cannot come to that"},
    {"写“总分90分以上”,或“各项平均8分以上”;几次评分的平均写在指标的规则里:“多次平均,…”", "write “total 90 or more”, or “items on average 8 or more”; a mean of several marks belongs into a rule: “mean of samples, …”"}};
inline constexpr MessageRow zero_ground{"TOTAL_ZERO_GROUND", S::Error,
    {"“{0}”看的是得分或以前的等次,不能由它把总分记0分", "“{0}” looks at scores or earlier grades, which cannot make the total 0"},
    {"总分记0分的情形写成一个事实,如“发生重大事故:总分记0分”", "let a fact be the ground: “grave accident: the total is 0”"}};
inline constexpr MessageRow target_for_whom{"TARGET_FOR_WHOM", S::Error,
    {"目标前的“{0}”不是日期,也不是方案里的类别", "“{0}” before a target is no day and no kind of the scheme"},
    {"写日期,如“2030年底:…”,或先在属性“类别:”里声明它", "write a day, such as “2030-12-31: …”, or declare it in the property “kinds:”"}};
inline constexpr MessageRow rest_of_grades{"GRADE_REST", S::Error,
    {"“{0}”写了“其余”,但它不是最低的等次,或还有别的条件", "“{0}” is for “the rest”, but it is not the lowest grade, or has other conditions"},
    {"只有最低的等次可写“其余”;别的写出分数线", "only the lowest grade may be for the rest; give the others their thresholds"}};
inline constexpr MessageRow grade_unknown{"GRADE_UNKNOWN", S::Error,
    {"方案里没有等次“{0}”", "the scheme has no grade “{0}”"}, {"已有的等次:{1}", "its grades are: {1}"}};
inline constexpr MessageRow grade_order{"GRADE_ORDER_UNKNOWN", S::Error,
    {"票决要先知道等次的高低", "ballots need grades whose order is known"}, {"加一行属性“等次:”,从高到低列出", "add a property “grades:” that lists them, highest first"}};
inline constexpr MessageRow tie_unknown{"TIE_KEY_UNKNOWN", S::Error,
    {"“同分”里比较的“{0}”不是指标或部分", "“{0}”, compared at ties, is no indicator and no section"}, {"写指标的序号或部分的名称", "write the number of an indicator or the name of a section"}};
inline constexpr MessageRow points_missing{"POINTS_MISSING", S::Error,
    {"指标{0}没有写分值", "indicator {0} has no points"}, {"在标题后写“(2分)”;若该部分共用一个分值,各条都不写", "write “(2 points)” behind its title; where a section shares its points, none of its items has any"}};
inline constexpr MessageRow points_unreadable{"POINTS_UNREADABLE", S::Error,
    {"括号里的“{0}”不是分值", "“{0}” in brackets is no number of points"}, {"写成“(15分)”或“(70%)”", "write “(15 points)” or “(70%)”"}};
inline constexpr MessageRow number_duplicate{"NUMBER_DUPLICATE", S::Error,
    {"序号{0}用了两次,上一次在第{1}行", "number {0} is used twice, before in line {1}"}, {"改成{2},序号在全文中不能重复", "make it {2}: a number is unique in the document"}};
inline constexpr MessageRow input_conflict{"INPUT_CONFLICT", S::Error,
    {"“{0}”在这里是{1},在第{3}行是{2}", "“{0}” is {1} here, and {2} in line {3}"}, {"给两个数据项起不同的名字", "give the two inputs different names"}};
inline constexpr MessageRow input_alike{"INPUT_ALIKE", S::Error,
    {"“{0}”与第{2}行的“{1}”是同一个名字:大小写、空格和括号里的单位不算", "“{0}” is the same name as “{1}” in line {2}: case, blanks and a unit in brackets do not count"}, {"把区别写进名字,如“服务时长”和“服务次数”", "let the names differ, such as “hours of service” and “times of service”"}};
inline constexpr MessageRow kind_unknown{"KIND_UNKNOWN", S::Error,
    {"没有类别“{0}”", "there is no kind “{0}”"}, {"已声明的类别:{1};在属性“类别:”里声明", "kinds declared: {1}; declare it in the property “kinds:”"}};
inline constexpr MessageRow kinds_nobody{"KINDS_NOBODY", S::Error,
    {"这里适用{0},所在的部分只适用{1}:没有任何对象适用", "this is for {0}, inside a part for {1}: it is for nobody"},
    {"两处都写上同一类别,或把它移到所适用类别的部分", "let both name a kind, or move it to a part for its kinds"}};
inline constexpr MessageRow choice_unknown{"CHOICE_UNKNOWN", S::Error,
    {"“{0}”里没有“{1}”", "“{0}” has no “{1}”"}, {"可选:{2}", "it may be: {2}"}};
inline constexpr MessageRow exemption_alone{"EXEMPTION_ALONE", S::Error,
    {"“{0}”上面没有可免的规则", "there is no rule above “{0}” that it could exempt from"}, {"把它写在要免的那条规则下面", "put it below the rule that it exempts from"}};
inline constexpr MessageRow shares_sum{"BALLOT_SHARES", S::Error,
    {"各票组权重合计{0}%,应为100%", "the electorates' weights sum to {0}%, expected 100%"}, {"{1}改为{2}%?", "make {1} {2}%?"}};
inline constexpr MessageRow ballot_part_twice{"BALLOT_SAID_TWICE", S::Error,
    {"“{0}”的“{1}”前面已经说过,或与前面的说法相反", "“{1}” of “{0}” was said before, or something that excludes it"}, {"只留一处", "keep one of them"}};
inline constexpr MessageRow bullet_lost{"BULLET_OUTSIDE", S::Error,
    {"这一行“{0}”不在任何指标下面", "the line “{0}” stands under no indicator"}, {"写在某条指标下面;若是说明,去掉行首的“-”", "put it under an indicator; if it is prose, drop the leading “-”"}};
inline constexpr MessageRow item_outside{"ITEM_OUTSIDE", S::Error,
    {"指标“{0}”上面没有部分标题", "no heading of a section stands above the indicator “{0}”"}, {"在它上面加一行“## {1}”", "write a line “## {1}” above it"}};
inline constexpr MessageRow section_without_item{"SECTION_WITHOUT_ITEM", S::Error,
    {"“{0}”有分值,下面却没有一条指标", "“{0}” has points, and no item below it"}, {"写出“1. 名称(10分)”这样的指标;若只是说明,去掉标题里的分值", "write items such as “1. Name (10 points)”; if it is prose, drop the points of the heading"}};
inline constexpr MessageRow section_as_prose{"SECTION_AS_PROSE", S::Warning,
    {"“{0}”里的{1}条都没有分值,也没有扣分加分的话,作为说明,不计分", "the {1} items of “{0}” have no points and no rules: they are prose, and count for nothing"},
    {"要计分的,写上分值;只是说明的,去掉序号就不再提醒", "give those points that should count; numbers taken away, prose is no longer told"}};
inline constexpr MessageRow table_unread{"TABLE_UNREAD", S::Error,
    {"表格的表头“{0}”里缺{1}这一列,各行不会运行", "the header “{0}” of a table has no column of {1}: its rows are not run"}, {"表头写成“| 序号 | 项目 | 分值 | 评分标准 |”,或把每一行写成“1. 名称(10分)”和它下面的“- 规则”", "write the header as “| no | item | points | rules |”, or each row as “1. Name (10 points)” with its rules as “- …” below it"}};
inline constexpr MessageRow table_of_lines{"TABLE_OF_LINES", S::Error,
    {"“{0}”部分的表格不会运行", "a table in “{0}” is not run"}, {"每一行写成以“- ”开头的一行:{1}", "write each row as a line that begins with “- ”: {1}"}};
inline constexpr MessageRow table_column{"TABLE_COLUMN", S::Error,
    {"表格的“{0}”这一列填了“{1}”,不知道怎么用", "the column “{0}” of the table has “{1}”: what is it for?"}, {"表头写成“序号、项目、分值、评分标准、考核部门、考核方法”之一;给人看的列名写“备注”", "name the column “no”, “item”, “points”, “rules”, “assessor” or “method”; “remarks” are for people"}};
inline constexpr MessageRow table_width{"TABLE_WIDTH", S::Error,
    {"这一行有{0}格,表头有{1}格", "this row has {0} cells, the header {1}"}, {"补齐空格“|  |”,或去掉文字里的“|”", "add the empty cells “|  |”, or drop a “|” in the words"}};
inline constexpr MessageRow table_title{"TABLE_TITLE", S::Error,
    {"这一行有分值,没有项目名称", "this row has points and no item"}, {"写上名称;接着上一项的行不写分值", "give it a name; a row that goes on with the item above has no points"}};
inline constexpr MessageRow prose_like_rule{"PROSE_LIKE_RULE", S::Warning,
    {"“{0}”读起来像一条规则,但不会运行", "“{0}” reads like a rule, but it is not run"},
    {"要它运行:{1},写在它所属的指标或部分下面;若只是说明,行首加“> ”", "to have it run, {1} below the item or section that it belongs to; if it is prose, begin it with “> ”"}};
inline constexpr MessageRow heading_unmarked{"HEADING_UNMARKED", S::Warning,
    {"“{0}”像是标题,行首没有“##”;按标题读了", "“{0}” seems to be a heading without “##”; it is read as one"}, {"写成“{1}”", "write “{1}”"}};
inline constexpr MessageRow number_unreadable{"NUMBER_UNREADABLE", S::Error,
    {"“{0}”有分值,行首却没有看得懂的序号", "“{0}” has points, but no number that is understood begins it"}, {"写成“{1}”", "write “{1}”"}};
inline constexpr MessageRow date_impossible{"DATE_IMPOSSIBLE", S::Error,
    {"没有{0}这一天", "there is no day {0}"}, {"是否应为{1}?", "did you mean {1}?"}};
inline constexpr MessageRow lookalike{"TEXT_LOOKALIKE", S::Warning,
    {"“{0}”里像是用字母或空格代替了数字", "“{0}” seems to have a letter or a blank in place of a digit"}, {"按“{1}”读,请改正", "read as “{1}”; please mend it"}};
inline constexpr MessageRow scheme_too_long{"SCHEME_TOO_LONG", S::Error,
    {"方案有{0},上限是{1}", "the scheme has {0}, the limit is {1}"}, {"拆成几份方案", "split it into several schemes"}};
inline constexpr MessageRow nested_grade{"GRADE_CYCLE", S::Error,
    {"等次“{0}”的条件绕回到它自己", "the conditions of grade “{0}” lead back to itself"}, {"去掉其中一条", "drop one of them"}};
inline constexpr MessageRow range_unreadable{"RANGE_UNREADABLE", S::Error,
    {"范围“{0}”看不懂", "the range “{0}” is not understood"}, {"写成“0至120”", "write “0 to 120”"}};

inline constexpr MessageRow example_unread{"EXAMPLE_UNREAD", S::Error,
    {"示例“{0}”没有写算出来是什么", "the example “{0}” does not say what it comes to"},
    {"写成“甲:迟到2次,其余没有发生 → 84分,四星级”", "write “Alpha: late 2, nothing else → 84 points, silver”"}};
inline constexpr MessageRow example_figure{"EXAMPLE_FIGURE_UNKNOWN", S::Error,
    {"示例里的“{0}”看不出是哪一项数据", "“{0}” in the example is none of the figures that the scheme asks for"},
    {"先写数据项的名称,再写数:{1}", "write the name of a figure, then the figure: {1}"}};
inline constexpr MessageRow example_ambiguous{"EXAMPLE_FIGURE_AMBIGUOUS", S::Error,
    {"示例里的“{0}”不止一条指标用到", "“{0}” in the example is asked for by several items"}, {"写明是哪一个:{1}", "say which is meant: {1}"}};
inline constexpr MessageRow example_twice{"EXAMPLE_FIGURE_TWICE", S::Error,
    {"示例里“{0}”写了两次", "“{0}” stands twice in the example"}, {"只留一处", "keep one of them"}};
inline constexpr MessageRow example_result{"EXAMPLE_RESULT_UNKNOWN", S::Error,
    {"示例的结果“{0}”看不懂", "what the example comes to, “{0}”, is not understood"},
    {"可写总分(“84分”)、指标得分(“第3项8分”)、等次({1}),或“取消资格”“不参评”", "it may be a total (“84 points”), the points of an item (“item 3 8 points”), a grade ({1}), “disqualified” or “out of scope”"}};

inline constexpr const MessageRow* all[] = {
    &title_missing, &scheme_empty, &property_unknown, &property_value, &property_twice, &sentence_unknown, &rule_doubtful, &limits_two, &rate_line_missing, &start_unclear, &degrees_open,
    &inner_limit_unread, &inner_limit_of_whom, &inner_limit_longer, &inner_limit_rules, &at_zero_unread, &at_zero_place, &at_zero_each, &item_line_twice, &not_applicable_nowhere, &ledger_unread, &ledger_line, &ledger_unit, &ledger_effect, &not_applicable_unread, &ledger_section, &pool_merge_unread, &trim_unread, &exempts_credit, &parts_sum, &parts_mixed, &line_unknown,
    &effect_missing, &condition_unknown, &quota_of_kind, &average_unclear, &target_for_whom, &rest_of_grades, &zero_ground, &condition_unread, &grade_unknown, &grade_order, &tie_unknown,
    &points_missing, &points_unreadable, &number_duplicate, &input_conflict, &input_alike, &kind_unknown, &kinds_nobody, &choice_unknown, &exemption_alone, &shares_sum, &ballot_part_twice,
    &bullet_lost, &item_outside, &section_without_item, &section_as_prose, &table_unread, &table_of_lines, &table_column, &table_width, &table_title, &prose_like_rule, &heading_unmarked,
    &number_unreadable, &date_impossible, &lookalike, &scheme_too_long, &nested_grade, &range_unreadable, &example_unread, &example_figure, &example_ambiguous, &example_twice, &example_result};

}  // namespace pingxing::scheme::messages
