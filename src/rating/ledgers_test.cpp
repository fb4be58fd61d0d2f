// 记分 (L-1): what adds up, what follows from so much, and that the score stays as it is.
#include "rating/ledgers.hpp"

#include <gtest/gtest.h>

#include "rating/explain.hpp"
#include "rating/given_test.hpp"
#include "rating/what_if.hpp"

namespace pingxing::rating {
namespace {

std::string document(const std::string& ledger) {
  return "# 试\n\n对象:人员\n周期:年\n\n## 工作(100分)\n\n1. 值守(100分)\n   - 脱岗:每次减1分,减完为止\n\n" + ledger +
         "\n## 定级\n\n- 优秀:90分以上\n- 良好:80分以上\n- 合格:其余\n";
}

const std::string usual = "## 记分\n\n- 违规操作一次记3分\n- 未戴安全帽的,每次记1分\n- 酒后上岗:记12分\n";

std::string sum_of(const Given& g, std::size_t row = 0) {
  const Scores scores = score_subject(g.scheme, g.facts, row, Tracing::Off);
  for (std::size_t k = 0; k < g.scheme.sections.size(); ++k)
    if (g.scheme.sections[k].kind == scheme::SectionKind::Ledger) return scores.sections[k].score.exact();
  return "none";
}

TEST(Ledgers, AddUpBesideTheScore) {
  Given g(document(usual + "- 满12分取消评优资格\n"));
  g.subject("a", {{"违规操作", "3"}, {"未戴安全帽", "2"}, {"脱岗", "4"}});
  EXPECT_EQ(sum_of(g), "11");
  EXPECT_EQ(g.rated().total.at(0).exact(), "96");
  EXPECT_EQ(g.grades(), "优秀");
}

TEST(Ledgers, WhatFollowsBarsDemotesAndDisqualifies) {
  const auto grade = [](const std::string& follows, const std::string& times) {
    Given g(document(usual + follows));
    g.subject("a", {{"违规操作", times}});
    const Rating rating = g.rated();
    return static_cast<Status>(rating.status[0]) == Status::Disqualified ? "取消资格" : g.grades();
  };
  for (const std::string line :
       {"- 满12分取消评优资格\n", "- 累计记满12分的,取消评优资格。\n", "- 记分达到12分的不得评优秀\n",
        "- 12分以上:最高良好\n", "- 年度累计记分达12分的,年度考核不得评为优秀\n", "- 扣满十二分的,不得评为优秀等次\n",
        "- 一个记分周期内记满12分,降一级\n", "- 累计记12分及以上的,降一级\n"}) {
    EXPECT_EQ(grade(line, "3"), "优秀") << line;
    EXPECT_EQ(grade(line, "4"), "良好") << line;
  }
  EXPECT_EQ(grade("- 记满24分,一票否决\n", "8"), "取消资格");
  EXPECT_EQ(grade("- 记满24分,一票否决\n", "7"), "优秀");
  EXPECT_EQ(grade("- 满6分不满12分降一级\n- 满12分取消资格\n", "2"), "良好");
  EXPECT_EQ(grade("- 满6分不满12分降一级\n- 满12分取消资格\n", "4"), "取消资格");
}

TEST(Ledgers, TheHeadingMaySayIt) {
  Given g(document("## 违规记分(满6分约谈,满12分取消评优资格)\n\n- 违规操作,一次记6分\n"));
  g.subject("a", {{"违规操作", "1"}}).subject("b", {{"违规操作", "2"}});
  EXPECT_EQ(g.grades(), "优秀 良好");
  const Rating rating = g.rated();
  ASSERT_EQ(rating.consequences.size(), 2u);
  EXPECT_EQ(g.scheme.consequences[0].text, "约谈");
}

TEST(Ledgers, SomethingFollowsForEachPoint) {
  Given g(document(usual + "- 每记1分扣发绩效工资的2%\n- 每满6分扣100元\n"));
  g.subject("a", {{"违规操作", "3"}, {"绩效工资", "5000"}});
  const Rating rating = g.rated();
  ASSERT_EQ(rating.consequences.size(), 2u);
  EXPECT_EQ(rating.consequences[0].amount->exact(), "900");  // 5000 × 2% × 9
  EXPECT_EQ(rating.consequences[1].amount->exact(), "100");
}

TEST(Ledgers, PartsOfALedgerAddUpInIt) {
  Given g(
      document("## 记分\n\n### 一般\n\n- 迟到:每次记1分\n\n### 严重\n\n- 违章:每次记6分,最多12分\n- 满12分取消资格\n"));
  g.subject("a", {{"迟到", "2"}, {"违章", "5"}});
  EXPECT_EQ(sum_of(g), "14");
  EXPECT_EQ(int(g.rated().status[0]), int(Status::Disqualified));
}

TEST(Ledgers, AMissingFigureLeavesItOpenUnlessTheThresholdIsPassed) {
  Given g(document(usual + "- 满12分取消资格\n"));
  g.subject("a", {{"违规操作", "-"}}).subject("b", {{"违规操作", "-"}, {"酒后上岗", "是"}});
  const Rating rating = g.rated();
  EXPECT_EQ(int(rating.status[0]), int(Status::Pending));
  EXPECT_EQ(int(rating.status[1]), int(Status::Disqualified));
  EXPECT_EQ(score_subject(g.scheme, g.facts, 0, Tracing::Off).total.exact(), "100");
}

TEST(Ledgers, TheExplanationShowsIt) {
  Given g(document(usual + "- 满6分降一级\n"));
  g.subject("a", {{"违规操作", "2"}});
  const Explanation e = explain(g.scheme, g.facts, g.history, g.rated(), 0);
  EXPECT_EQ(e.scores.sections[1].steps.front().text.zh, "违规操作:2次(每次记3分) → 记6分");
  const auto found = std::find_if(e.decision.reasons.begin(), e.decision.reasons.end(),
                                  [](const Reason& one) { return one.code == "DEMOTED"; });
  ASSERT_NE(found, e.decision.reasons.end());
  EXPECT_NE(found->text.zh.find("实际记6分"), std::string::npos) << found->text.zh;
}

TEST(Ledgers, WhatIfChangesTheirThreshold) {
  Given g(document(usual + "- 满12分取消评优资格\n- 每记1分扣50元\n"));
  const auto parsed = with_setting(g.scheme, g.text, "记分=6", nullptr);
  EXPECT_FALSE(parsed.problems.has_errors());
  EXPECT_EQ(*parsed.scheme.measures[0].conditions[0].interval.low, Number(6));
  Given two(document(usual + "- 满6分约谈\n- 满12分取消评优资格\n"));
  EXPECT_TRUE(with_setting(two.scheme, two.text, "记分=6", nullptr).problems.has_errors());
}

TEST(Ledgers, EnglishReadsAlike) {
  Given g(
      "# Trial\n\nsubjects: people\nperiod: year\n\n## Work (100 points)\n\n1. Duty (100 points)\n   - lapse: each "
      "deducts 1\n\n"
      "## Ledger (at 12: bars gold)\n\n- unsafe act: each records 3\n- drunk on duty: records 12\n- at 6: talk with "
      "the manager\n\n"
      "## Grading\n\n- gold: 90 or more\n- silver: the rest\n");
  g.subject("a", {{"unsafe act", "4"}});
  EXPECT_EQ(sum_of(g), "12");
  EXPECT_EQ(g.grades(), "silver");
  EXPECT_EQ(g.rated().consequences.size(), 1u);
}

TEST(Ledgers, WhatIsNoLineOfOneIsRefused) {
  const auto code = [](const std::string& line) {
    const auto parsed =
        scheme::parse_scheme(document("## 记分\n\n- 违规操作一次记3分\n- 满12分取消资格\n- " + line + "\n"), "t.md");
    return parsed.problems.empty() ? std::string("none") : std::string(parsed.problems.kept().front().code());
  };
  EXPECT_EQ(code("闯红灯:每次扣3分"), "LEDGER_LINE");
  EXPECT_EQ(code("闯红灯:每次记6"), "LEDGER_UNIT");
  EXPECT_EQ(code("满18分视情节取消有关待遇"), "LEDGER_EFFECT");
  EXPECT_EQ(code("满18分的,调离岗位;情节严重的,取消资格"), "LEDGER_EFFECT");
  EXPECT_EQ(code("满18分清零"), "LEDGER_EFFECT");
  EXPECT_EQ(code("每记1分适当扣绩效"), "LEDGER_EFFECT");
  EXPECT_EQ(code("满24分总分记0分"), "TOTAL_ZERO_GROUND");
  EXPECT_EQ(code("满24分不得评卓越"), "GRADE_UNKNOWN");
}

}  // namespace
}  // namespace pingxing::rating
