#include "scheme/parse.hpp"

#include <gtest/gtest.h>

#include "scheme/print.hpp"

namespace pingxing::scheme {
namespace {

constexpr std::string_view stars = R"(# 党员星级评定

对象:人员
周期:半年
分组:党支部
小数:2

每半年评一次,以党支部为单位。

## 资格

- 连续未参加组织生活:满6个月取消资格
- 受警告及以上处分:取消资格

## 评星内容

1. 爱岗敬业(10分)
   - 评分:党员票60%、服务对象票40%
2. 廉洁自律(10分)
3. 工作创新(10分)
4. 团结合作(10分)
5. 文明服务(10分)

## 定级

- 星数:每项8分以上得一星
- 二星级以下:各项平均4分以下
- 五星级:不超过10%
- 四星级:不超过20%
- 三星级:应占60%以上
- 同分:比较1、2、5

## 程序

1. 评星(3天,无记名):党员、服务对象
2. 定星:支委会
3. 公示(7天以上)
4. 发布
)";

std::string text_of(const Problems& problems) {
  std::string out;
  for (const auto& problem : problems.kept()) out += problem.line(Language::Chinese) + "\n";
  return out;
}

TEST(Parse, TheSchemeOfTheManual) {
  const auto [s, problems, lines, fixes] = parse_scheme(stars, "scheme.md");
  EXPECT_TRUE(problems.empty()) << text_of(problems);
  EXPECT_EQ(s.title, "党员星级评定");
  EXPECT_EQ(s.properties.subjects, Subjects::People);
  ASSERT_EQ(s.indicators.size(), 5u);
  EXPECT_EQ(s.indicators[0].rules[0].electorates.size(), 2u);
  EXPECT_EQ(s.indicators[1].rules[0].form, Form::Judged);
  std::string headers;
  for (std::size_t i = 0; i < s.inputs.size(); ++i) headers += s.header(static_cast<int>(i)) + "|";
  EXPECT_EQ(headers,
            "1 党员票|1 服务对象票|2 廉洁自律|3 工作创新|4 团结合作|5 文明服务|连续未参加组织生活|受警告及以上处分|");
  std::string grades;
  for (const auto& grade : s.grading.grades) grades += grade.name + " ";
  EXPECT_EQ(grades, "五星级 四星级 三星级 二星级 一星级 ");
  ASSERT_EQ(s.grading.quotas.size(), 2u);
  EXPECT_EQ(s.grading.ties.size(), 3u);
  ASSERT_EQ(s.stages.size(), 4u);
  EXPECT_EQ(s.stages[2].days, 7);
  EXPECT_TRUE(s.stages[0].is_secret);
  EXPECT_EQ(s.measures[0].effect.kind, Effect::Kind::Disqualified);
}

constexpr std::string_view english = R"(# Trial

subjects: units
grades: 2 stars, 1 star

## Content

3. Order (100 points)

## Veto

- total: below 60 at most 1 star
- item 3: 5 or less at most 1 star

## Grading

- 2 stars: 80 or more, item 3 90 or more
- 1 star: 1 0 or more

## Consequences

- 2 stars last round: letter
- 1 star for 2 rounds: visit
- 1 star or lower: talk
)";

TEST(Parse, EnglishPutsNumbersAndStarsBesideEachOther) {
  const auto [s, problems, lines, fixes] = parse_scheme(english, "scheme.md");
  EXPECT_FALSE(problems.has_errors()) << text_of(problems);
  const auto& best = s.grading.rules.at(0).conditions;
  ASSERT_EQ(best.size(), 2u);
  EXPECT_EQ(best[1].kind, Condition::Kind::Indicator);
  EXPECT_EQ(best[1].interval.low, Number(90));
  ASSERT_EQ(problems.count(), 1u) << text_of(problems);  // 1 0 is a slip all the same
  EXPECT_EQ(problems.kept()[0].code(), "TEXT_LOOKALIKE");
  std::vector<Condition::Kind> kinds, grounds;
  for (const auto& one : s.measures) grounds.push_back(one.conditions.at(0).kind);
  EXPECT_EQ(grounds, (std::vector{Condition::Kind::Total, Condition::Kind::Indicator}));
  EXPECT_EQ(s.inputs.size(), 1u);  // no column “total” or “item 3”
  for (const auto& one : s.consequences) kinds.push_back(one.conditions.at(0).kind);
  using Kind = Condition::Kind;
  EXPECT_EQ(kinds, (std::vector{Kind::PreviousGrade, Kind::GradeHeld, Kind::Grade}));
}

TEST(Parse, PrintingAndParsingAgainIsTheSame) {
  const auto first = parse_scheme(stars, "scheme.md").scheme;
  const std::string printed = print_markdown(first);
  const auto [again, problems, lines, fixes] = parse_scheme(printed, "printed.md");
  EXPECT_TRUE(problems.empty()) << text_of(problems);
  EXPECT_EQ(fingerprint(again), fingerprint(first));
  EXPECT_EQ(print_markdown(again), printed);
  EXPECT_EQ(printed, stars);
}

TEST(ParseGroups, ANumberedTitleOfBonusOverItsRulesIsASectionOfItsOwn) {
  const std::string text =
      "# 方案\n\n周期:年\n\n## 工作(10分)\n\n1. 甲(10分)\n   - 迟到:每次减1分\n\n## 加分(10分)\n\n"
      "1. 科技创新(最多5分)\n   - 论文每篇加2分\n   - 专利每项加3分\n2. 管理创新:\n   (1)国家级每项加3分\n   "
      "(2)省级每项加1分\n"
      "3. 获得表彰的加1分\n4. 志愿服务\n   - 每次加0.5分\n5. 宣传\n   - "
      "稿件市级每篇加1分,省级每篇加2分,累计不超过5分\n\n## 定级\n\n- 优秀:9分以上\n";
  const auto parsed = parse_scheme(text, "t.md");
  for (const auto& one : parsed.problems.kept()) ADD_FAILURE() << one.line(Language::Chinese);
  const auto& s = parsed.scheme;
  ASSERT_EQ(s.bonuses.size(), 8U);
  const auto section = [&](std::size_t i) { return s.sections[static_cast<std::size_t>(s.bonuses[i].section)]; };
  EXPECT_EQ(section(0).title, "科技创新");
  EXPECT_EQ(section(0).points, Number(5));
  EXPECT_EQ(section(1).title, "科技创新");
  EXPECT_EQ(section(3).title, "管理创新");
  EXPECT_EQ(section(3).points, std::nullopt);
  EXPECT_EQ(section(4).title, "加分") << "a rule beside them";
  EXPECT_EQ(section(5).title, "志愿服务");
  EXPECT_EQ(s.bonuses[5].rule.name, "志愿服务");
  EXPECT_EQ(section(7).points, Number(5)) << "the limit of both rules of the line";
  EXPECT_EQ(s.sections[static_cast<std::size_t>(section(7).parent)].title, "宣传");
  const std::string printed = print_markdown(s);
  EXPECT_NE(printed.find("\n1. 科技创新(最多5分)\n"), printed.npos) << printed;
  EXPECT_EQ(fingerprint(parse_scheme(printed, "t.md").scheme), fingerprint(s)) << printed;
}

TEST(ParseGroups, ATitleOfDeductionsToo) {
  const auto parsed = parse_scheme(
      "# 方案\n\n周期:年\n\n## 工作(10分)\n\n1. 甲(10分)\n   - 迟到:每次减1分\n\n## 扣分\n\n"
      "一、通报批评(最多4分)\n- 省级每次扣2分\n- 市级1分/次\n\n## 定级\n\n- 优秀:9分以上\n",
      "t.md");
  for (const auto& one : parsed.problems.kept()) ADD_FAILURE() << one.line(Language::Chinese);
  ASSERT_EQ(parsed.scheme.bonuses.size(), 2U);
  EXPECT_EQ(parsed.scheme.sections[static_cast<std::size_t>(parsed.scheme.bonuses[1].section)].points, Number(4));
  EXPECT_EQ(parsed.scheme.bonuses[1].rule.form, Form::DeductEach);
}

TEST(ParseGroups, ATitleWithoutARuleBelowItIsFound) {
  const auto parsed = parse_scheme(
      "# 方案\n\n周期:年\n\n## 工作(10分)\n\n1. 甲(10分)\n   - 迟到:每次减1分\n\n## 加分\n\n"
      "1. 获省级表彰(5分)\n   - 评分人:办公室\n\n## 定级\n\n- 优秀:9分以上\n",
      "t.md");
  ASSERT_EQ(parsed.problems.kept().size(), 1U);
  EXPECT_EQ(parsed.problems.kept()[0].place.line, 12);
}

}  // namespace
}  // namespace pingxing::scheme
