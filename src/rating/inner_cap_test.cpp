// Caps of each period or person: the borders of periods, several rules under one cap, what is missing, the working.
#include "rating/inner_cap.hpp"

#include "rating/given_test.hpp"
#include "rating/score.hpp"

namespace pingxing::rating {
namespace {

std::string document(const std::string& rules, const std::string& more = "") {
  return "# 试\n\n对象:组织\n周期:年\n\n## 工作(10分)\n\n1. 试项(10分)\n" + rules + more +
         "\n## 定级\n\n- 合格:6分以上\n- 不合格:不满6分\n";
}

Scores scores(const std::string& rules, const std::map<std::string, std::string>& values) {
  Given given(document(rules));
  given.subject("A", values);
  return score_subject(given.scheme, given.facts, 0, Tracing::On);
}

std::string steps(const Scores& of, Language language = Language::Chinese) {
  std::string out;
  for (const auto& one : of.items[0].steps) out += std::string(one.text.in(language)) + "\n";
  return out;
}

TEST(InnerCap, PeriodsAreThoseOfTheCalendar) {
  const auto total = [](const std::string& of, const std::string& days) {
    return scores("   - 迟到:每次减1分," + of + "最多减1分\n", {{"迟到", days}}).total.exact();
  };
  EXPECT_EQ(total("每月", "2026-01-31;2026-02-01;2026-02-28"), "8");
  EXPECT_EQ(total("每周", "2026-03-01;2026-03-02"), "8");  // Sunday, Monday
  EXPECT_EQ(total("每周", "2026-03-02;2026-03-08"), "9");
  EXPECT_EQ(total("每周", "2025-12-29;2026-01-04"), "9");  // one week in two years
  EXPECT_EQ(total("每周", "1969-12-28;1969-12-29;1970-01-04"), "8");
  EXPECT_EQ(total("每季度", "2026-03-31;2026-04-01;2026-06-30"), "8");
  EXPECT_EQ(total("每半年", "2026-06-30;2026-07-01;2026-12-31"), "8");
  EXPECT_EQ(total("每天", "2026-06-30;2026-06-30;2026-07-01"), "8");
  EXPECT_EQ(total("每月", "2025-07-01;2026-07-01"), "8");  // months of two years are two
}

TEST(InnerCap, TheWorkingNamesEachPeriod) {
  const auto some = scores("   - 服务:每次得0.5分,每月最多得1分\n", {{"服务", "2026-03-05×3;2026-04-01"}});
  EXPECT_EQ(some.total.exact(), "1.5");
  EXPECT_NE(steps(some).find("[3月:0.5×3=1.5,封顶1;4月:0.5] → +1.5分"), std::string::npos) << steps(some);
  EXPECT_NE(steps(some, Language::English).find("[2026-03: 0.5×3=1.5, capped at 1; 2026-04: 0.5]"), std::string::npos)
      << steps(some, Language::English);
  const auto marks = scores("   - 表现:每次酌情减1至3分,每人最多减4分\n", {{"表现", "甲×3;乙×1;甲×2"}});
  EXPECT_EQ(marks.total.exact(), "5");
  EXPECT_NE(steps(marks).find("[甲:3+2=5,封顶4;乙:1] → −5分"), std::string::npos) << steps(marks);
}

const std::string two = "   - 迟到:每次减1分\n   - 早退:每次减0.5分\n   - 早退免:不减分\n   - 每月最多减2分\n";

TEST(InnerCap, SeveralRulesShareTheCapOfTheirItem) {
  const auto some = scores(two, {{"迟到", "2026-03-02×2;2026-04-01"}, {"早退", "2026-03-31×2;2026-05-01"}});
  EXPECT_EQ(some.total.exact(), "6.5");  // 2 of 3, 1, 0.5
  EXPECT_NE(steps(some).find("每月最多2分(3月:1×2+0.5×2=3,封顶2;4月:1;5月:0.5)"), std::string::npos) << steps(some);
  // What is exempt counts for nothing, under the cap as well.
  EXPECT_EQ(scores(two, {{"迟到", "2026-03-02×2"}, {"早退", "2026-03-31×2"}, {"早退免", "1"}}).total.exact(), "8");
}

TEST(InnerCap, WhileOneIsMissingTheOthersKeepToTheCap) {
  const auto some = scores("   - 可为负\n" + two, {{"迟到", "2026-03-02×9"}, {"早退", "-"}});
  EXPECT_TRUE(some.is_pending());
  EXPECT_EQ(some.items[0].range.high->exact(), "10");
  EXPECT_FALSE(some.items[0].range.low);
  const auto bonus = [](const std::string& rule) {
    Given given(document("   - 违规:每次减1分\n", "\n## 加分\n\n- 服务:" + rule + "\n"));
    given.subject("A", {{"服务", "-"}});
    return score_subject(given.scheme, given.facts, 0, Tracing::Off).total_range;
  };
  EXPECT_FALSE(bonus("每次加1分,每月最多加1分").high);
  EXPECT_EQ(bonus("每次加1分,每月最多加1分,最多加3分").high->exact(), "13");
}

TEST(InnerCap, ACapAsLongAsTheRoundIsTheRulesOwn) {
  Given given(
      "# 试\n\n对象:人员\n周期:月\n\n## 工作(10分)\n\n1. 试项(10分)\n   - 迟到:每次减1分,每月最多减2分\n"
      "   - 早退:每次减1分,每人最多减3分\n\n## 定级\n\n- 合格:6分以上\n- 不合格:不满6分\n");
  for (const auto& input : given.scheme.inputs) EXPECT_EQ(input.entries, scheme::Entries::None) << input.name;
  given.subject("A", {{"迟到", "9"}, {"早退", "9"}});
  EXPECT_EQ(given.rated().total.at(0).exact(), "5");
}

TEST(InnerCap, ConditionsLookAtTheSum) {
  Given given(document("   - 迟到:每次减1分,每月最多减1分\n", "\n## 资格\n\n- 迟到:满5次取消资格\n"));
  given.subject("A", {{"迟到", "2026-03-02×5"}}).subject("B", {{"迟到", "2026-03-02×4"}});
  EXPECT_EQ(given.rated().status[0], static_cast<std::uint8_t>(Status::Disqualified));
  EXPECT_EQ(given.rated().total.at(1).exact(), "9");
}

TEST(InnerCap, ACapNestedBelowARuleIsThatRulesAlone) {
  const std::string nested = "   - 迟到:每次减1分\n   - 早退:每次减1分\n      - 每月最多减2分\n";
  const auto some = scores(nested, {{"迟到", "4"}, {"早退", "2026-03-02×4"}});
  EXPECT_EQ(some.total.exact(), "4");
}

}  // namespace
}  // namespace pingxing::rating
