// The names of the special sections and the forms of their lines, for the parser, the manual and messages.
#include <deque>

#include "scheme/lines.hpp"
#include "scheme/pattern.hpp"

namespace pingxing::scheme {

std::span<const SectionName> section_names() {
  static const std::vector<SectionName> rows = {
      {SectionKind::Eligibility, {"资格", "参评资格", "评选资格", "参评条件"}, {"eligibility"}},
      {SectionKind::Bonus, {"加分", "加分项目", "加分项", "加分事项", "附加分"}, {"bonus"}},
      {SectionKind::Deductions,
       {"扣分", "扣分项目", "扣分项", "扣分事项", "扣分情形", "减分", "减分项目", "减分项", "减分事项", "倒扣分"},
       {"deductions", "penalties"}},
      {SectionKind::Veto, {"一票否决", "否决", "一票否决事项", "否决项", "否决事项", "一票否决项目"}, {"veto"}},
      {SectionKind::Demotion, {"降级", "降星", "降等", "降档"}, {"demotion"}},
      {SectionKind::Grading,
       {"定级", "评定", "等级评定", "等次评定", "评定等次", "考核等次", "考核等级", "结果评定", "星级评定", "等次划分",
        "等级划分"},
       {"grading", "rating"}},
      {SectionKind::Procedure,
       {"程序", "步骤", "考核程序", "评定程序", "评星程序", "评选程序", "工作程序", "考核步骤"},
       {"procedure"}},
      {SectionKind::Review, {"点评", "点评关系"}, {"review"}},
      {SectionKind::Evaluation, {"评议", "评议关系"}, {"evaluation"}},
      {SectionKind::Consequences,
       {"后果", "结果运用", "奖惩办法", "奖惩", "奖惩措施", "结果应用", "考核结果运用", "考核结果应用"},
       {"consequences"}},
      {SectionKind::Targets, {"目标"}, {"targets"}},
      {SectionKind::Scales, {"尺度"}, {"scales"}},
      {SectionKind::Ballots, {"投票", "投票规则"}, {"ballots", "ballot rules"}},
      {SectionKind::Examples, {"示例", "举例", "算例", "计分示例", "评分示例"}, {"examples", "worked examples"}},
  };
  return rows;
}

namespace {

std::vector<LineRow> written_rows() {
  using K = SectionKind;
  return {
      {K::Eligibility,
       "ground",
       {"名称:[区间]取消资格|不参评", "name: [interval] disqualifies|is out of scope"},
       {"是(或落在区间内)时的后果", "the effect where it is so (or lies in the interval)"},
       {"连续未参加组织生活:满6个月取消资格", "months without a report: 6 or more disqualifies"}},
      {K::Eligibility,
       "requirement",
       {"名称:不满足取消资格|不参评", "name: unless met disqualifies|is out of scope"},
       {"否时的后果", "the effect where it is not so"},
       {"在职正式党员:不满足不参评", "registered supplier: unless met is out of scope"}},
      {K::Veto,
       "veto",
       {"名称:[区间]取消资格|最高{等次}|不得评{等次}|总分记0分",
        "name: [interval] disqualifies|at most {grade}|bars {grade}|the total is 0"},
       {"对等次的限制;后果也可写在标题的括号里",
        "what it does to the grade; the effect may stand in brackets in the heading"},
       {"发生重大责任事故:最高三星级", "grave accident: at most bronze"}},
      {K::Demotion,
       "demotion",
       {"名称:[区间]降{n}级", "name: [interval] drops {n} grade(s)"},
       {"降几个等次", "how many grades lower"},
       {"班子成员受处分:降一级", "late recall: drops 1 grade"}},
      {K::Bonus,
       "bonus",
       {"名称:加分句式", "name: a sentence that adds"},
       {"在基础分之外加分;本部分最多多少写在标题的括号里", "beyond the base; the heading's bracket may cap them all"},
       {"班子团结协作:加5分", "joint project: adds 5"}},
      {K::Deductions,
       "deduction",
       {"名称:减分的句式", "name: a sentence that deducts"},
       {"在各部分之外,从总分中减;标题的括号可写合计上限",
        "beside the sections, from the total; the heading's bracket may cap them all"},
       {"被通报批评:每次减2分", "complaint upheld: each deducts 2"}},
      {K::Grading,
       "threshold",
       {"{等次}:条件,条件…", "{grade}: condition, condition…"},
       {"条件都成立即为该等次;取成立的最高等次", "the grade where all conditions hold; the highest that holds counts"},
       {"五星级:90分以上", "gold: 90 or more"}},
      {K::Grading,
       "grade on a grade",
       {"{等次}:{等次},条件…", "{grade}: {grade}, condition…"},
       {"在另一等次的基础上", "built on another grade"},
       {"先进:达标,满意率90%以上", "preferred: approved, item 3 90 or more"}},
      {K::Grading,
       "count of stars",
       {"星数:每项{区间}得一星", "stars: each item with {interval} earns one"},
       {"达到的指标有几个就是几星", "as many stars as indicators reach it"},
       {"星数:每项8分以上得一星", "stars: each item with 8 or more earns one"}},
      {K::Grading,
       "first places",
       {"{等次}:条件,取第一名|取前{n}名", "{grade}: condition, the first|the first {n}"},
       {"每组按名次取", "by rank within the pool"},
       {"流动红旗:每项8分以上,取第一名", "flag: each item 8 or more, the first"}},
      {K::Grading,
       "ceiling",
       {"{等次}以下:条件", "{grade} or lower: condition"},
       {"条件成立时最高为该等次", "at most this grade where the condition holds"},
       {"二星级以下:各项平均4分以下", "2 stars or lower: items on average 4 or less"}},
      {K::Grading,
       "quota by share",
       {"{等次}[以上]:[一般]不超过{n}%", "{grade}[ or better]: [normally ]at most {n}%"},
       {"每组按名次,最多占多少", "within each pool by rank, at most this share"},
       {"五星级:不超过10%", "gold: at most 10%"}},
      {K::Grading,
       "quota by number",
       {"{等次}[以上]:最多{n}个", "{grade}[ or better]: at most {n} subjects"},
       {"每组按名次,最多几个", "within each pool by rank, at most so many"},
       {"五星级:最多12个", "gold: at most 12 subjects"}},
      {K::Grading,
       "target",
       {"{等次}[以上]:应占{n}%以上", "{grade}[ or better]: should be {n}% or more"},
       {"只报告,不强制", "reported, never forced"},
       {"三星级:应占60%以上", "bronze: should be 60% or more"}},
      {K::Grading,
       "ties",
       {"同分:比较{指标或部分}、…", "ties: compare {items or sections}, …"},
       {"总分相同的依次比较", "subjects of equal total are compared by these, in order"},
       {"同分:比较1、2、5", "ties: compare 1, 2, 5"}},
      {K::Grading,
       "by ballots",
       {"票决:{票组}、…,取低|取高", "by ballots: {ballot}, …, the lower|the higher"},
       {"每票组各档累计过半的最高一档;各票组取低(高)",
        "each ballot's highest class that half of its votes reach; the lower (higher) of the ballots"},
       {"票决:党员票、群众代表票,取低", "by ballots: members, delegates, the lower"}},
      {K::Grading,
       "turnout",
       {"有效票:收回占应到{n}以上,有效占收回{n}以上", "turnout: returned {n} of entitled, valid {n} of returned"},
       {"不够时该票不算数,须研究决定", "below it the ballot does not count and a decision is asked for"},
       {"有效票:收回占应到2/3以上,有效占收回1/2以上", "turnout: returned 2/3 of entitled, valid 1/2 of returned"}},
      {K::Grading,
       "ladder",
       {"### {等次} 下列出编号的条件", "### {grade} with numbered requirements"},
       {"全部满足才是该等次;“名称”是要回答是否的条件,“名称:区间”是数",
        "the grade where all are met; a bare name is answered yes or no, “name: interval” is a figure"},
       {"### 三星级", "### gold"}},
      {K::Procedure,
       "stage",
       {"1. 名称(天数,日期,无记名):参加者", "1. name (days, dates, secret ballot): actors"},
       {"一个环节", "a stage"},
       {"1. 公示(7天以上):办公室", "1. Notice (7 days or more): office"}},
      {K::Review,
       "reviewer",
       {"{类别}、…:点评人[(按表)]", "{kind}, …: reviewer[ (by table)]"},
       {"谁点评这几类对象;(按表)表示姓名填在数据里",
        "who reviews these kinds; (by table): the name stands in the facts"},
       {"班子成员、机关党员:党组书记", "team members: the secretary"}},
      {K::Evaluation,
       "evaluators",
       {"{类别}、…:评议人", "{kind}, …: evaluators"},
       {"谁评议这几类对象", "who evaluates these kinds"},
       {"班子成员:全体职工", "team members: all staff"}},
      {K::Consequences,
       "consequence",
       {"条件:结果[扣发{数据项}的{n}%]", "condition: what follows[ withholds {n}% of {input}]"},
       {"条件是等次,或“连续{n}期未晋级”等", "the condition is a grade, or “no rise for {n} rounds” and the like"},
       {"连续2期未晋级:扣发绩效工资的2%", "no rise for 2 rounds: withholds 2% of the performance pay"}},
      {K::Targets,
       "target",
       {"[期限或类别:]{等次}[以上]占{区间}|其中{等次}占{区间}|无{等次}",
        "[due or kind: ]share of {grade}[ or better] {interval}|of these {grade} {interval}|no {grade}"},
       {"对全体或所写类别的目标,按精确比例比较", "a target for all subjects, or those of the kind, compared exactly"},
       {"2015年6月30日前:五星级占70%以上,无三星级", "2015-06-30: share of gold 70% or more, no bronze"}},
      {K::Scales,
       "scale",
       {"{数据项}:低<…<高", "{input}: low < … < high"},
       {"有高低之分的选项", "choices with an order"},
       {"文明社区:无<县级<市级<省级", "honour: none < city < province"}},
      {K::Ballots,
       "ballot rules",
       {"{票组}、…:说法,说法…", "{electorate}, …: part, part, …"},
       {"这些票组怎样投;没有写的由组织投票的人定。票组是“评分”“票决”里的,或是指标的评分人",
        "how these electorates vote; what is not said is settled by whoever holds the poll. An electorate is one of a "
        "ballot rule, of the grading by ballots, or the assessor of an item"},
       {"党员票:每0.5分一档,少于5票不公布", "members: steps of 0.5, fewer than 5 withheld"}},
      {K::Examples,
       "example",
       {"名称:{数据项}{数},…[,其余没有发生] → {n}分[,第{n}项{n}分][,{等次}]",
        "name: {input} {figure}, …[, nothing else] → {n} points[, item {n} {n} points][, {grade}]"},
       {"检查方案时照着算一遍,算出来不同的指出来;也可写成表格,表头是数据项、总分和等次。名额和名次不算在内",
        "worked out whenever the scheme is checked, and what differs is told; a table will do, with inputs, total and "
        "grade in its header. Quotas and ranks are left aside"},
       {"甲路:迟到2次,其余没有发生 → 96分,五星级", "Alpha: late 2, nothing else → 96 points, gold"}},
  };
}

}  // namespace

std::span<const LineRow> line_rows() {
  static std::deque<std::string> forms;  // what the rows point into
  static const std::vector<LineRow> rows = [] {
    auto all = written_rows();
    const auto form = [](std::string_view pattern) {
      return std::string_view(forms.emplace_back(canonical_pattern(pattern)));
    };
    for (const auto& part : ballot_part_rows())
      all.push_back({SectionKind::Ballots,
                     "ballot part",
                     {form(part.zh.front()), form(part.en.front())},
                     part.meaning,
                     part.example});
    return all;
  }();
  return rows;
}

}  // namespace pingxing::scheme
