// 不适用 as an answer (S-1.14): what leaves, what is scaled, and what conditions then look at; every example worked out
// by hand.
#include "rating/not_applicable.hpp"

#include <gtest/gtest.h>

#include "rating/given_test.hpp"
#include "rating/live.hpp"

namespace pingxing::rating {
namespace {

std::string document(const std::string& of_last, const std::string& properties = "", const std::string& of_section = "",
                     const std::string& grading = "- 达标:60%以上\n- 不达标:其余\n") {
  return "# 试\n\n对象:组织\n周期:年\n总分:100\n" + properties + "\n## 甲(60分)\n\n" + of_section +
         "1. 一(20分)\n   - 缺一:每次减1分\n2. 二(40分)\n   - 缺二:每次减1分\n" + of_last +
         "\n## 乙(40分)\n\n3. 三(40分)\n   - 缺三:每次减1分\n\n## 定级\n\n" + grading;
}

std::string total(const Given& g, std::size_t row = 0) {
  const auto rows = g.rated(false).total.at(row).exact(), columns = g.rated(true).total.at(row).exact();
  EXPECT_EQ(rows, columns);
  return rows;
}

TEST(NotApplicable, LeavesTheScoreAndTheFullPoints) {
  Given g(document("   - 不适用时:不计入满分\n"));
  g.subject("a", {{"缺二", "不适用"}, {"缺一", "5"}, {"缺三", "20"}}).subject("b", {{"缺一", "5"}});
  EXPECT_EQ(total(g, 0), "35");
  EXPECT_EQ(total(g, 1), "95");
  const Scores scores = score_subject(g.scheme, g.facts, 0, Tracing::On);
  EXPECT_EQ(scores.left, Number(40));
  EXPECT_EQ(scores.sections[0].points_max, Number(20));
  EXPECT_EQ(int(scores.items[1].status), int(ItemScore::Status::NotApplicable));
  ASSERT_EQ(scores.sections[0].steps.size(), 1u);
  EXPECT_EQ(scores.sections[0].steps[0].text.zh, "第2项“二”不适用,40分不计入满分");
}

TEST(NotApplicable, PerCentsFollowAndPointsStay) {
  const auto grade = [](const std::string& grading, const std::string& lacking) {
    Given g(document("   - 无此项的不计入总分\n", "", "", grading));
    g.subject("a", {{"缺二", "不适用"}, {"缺三", lacking}});
    return g.grades();
  };
  // 60% of 60 is 36.
  EXPECT_EQ(grade("- 达标:60%以上\n- 不达标:其余\n", "24"), "达标");
  EXPECT_EQ(grade("- 达标:60%以上\n- 不达标:其余\n", "25"), "不达标");
  EXPECT_EQ(grade("- 达标:总分60%以上\n- 不达标:其余\n", "24"), "达标");
  EXPECT_EQ(grade("- 达标:60分以上\n- 不达标:其余\n", "24"), "不达标");
}

TEST(NotApplicable, ScalesTheRestOfTheSectionExactly) {
  Given g(document("   - 不涉及该项工作的,其分值按比例折算到其他项目\n"));
  g.subject("a", {{"缺二", "不适用"}, {"缺一", "7"}});
  EXPECT_EQ(total(g), "79");  // 13 × 60 ÷ 20 + 40
  const Scores scores = score_subject(g.scheme, g.facts, 0, Tracing::On);
  EXPECT_EQ(scores.sections[0].points_max, Number(60));
  EXPECT_TRUE(scores.left.is_zero());
  ASSERT_EQ(scores.sections[0].steps.size(), 2u);
  EXPECT_EQ(scores.sections[0].steps[1].text.zh, "按比例折算:13 × 60 ÷ 20 = 39");
  EXPECT_EQ(scores.sections[0].steps[1].points, Number(26));
}

TEST(NotApplicable, ScalesTheWholeWhereThePropertiesSaySo) {
  Given g(document("", "缺项按比例折算\n"));
  g.subject("a", {{"缺二", "不适用"}, {"缺一", "6"}, {"缺三", "10"}});
  EXPECT_EQ(total(g), "220/3");  // 44 × 100 ÷ 60
  Given own(document("   - 不适用时:按比例折算到总分\n"));
  own.subject("a", {{"缺二", "不适用"}, {"缺一", "6"}, {"缺三", "10"}});
  EXPECT_EQ(total(own), "220/3");
  Given of_section(document("", "", "- 不适用时:按比例折算\n"));
  of_section.subject("a", {{"缺二", "不适用"}, {"缺一", "6"}, {"缺三", "10"}});
  EXPECT_EQ(total(of_section), "72");  // 14 × 3 + 30
}

TEST(NotApplicable, GivesTheFullPointsOrNone) {
  Given full(document("   - 没有此项工作的该项得满分\n")), none(document("   - 不适用时:不得分\n"));
  full.subject("a", {{"缺二", "不适用"}});
  none.subject("a", {{"缺二", "不适用"}});
  EXPECT_EQ(total(full), "100");
  EXPECT_EQ(total(none), "60");
}

TEST(NotApplicable, TheItemsOwnWordsGoBeforeTheSections) {
  Given g(document("   - 不适用时:得满分\n", "不适用时:不得分\n", "- 不适用时:不计入满分\n"));
  g.subject("a", {{"缺一", "不适用"}, {"缺二", "不适用"}, {"缺三", "不适用"}});
  EXPECT_EQ(total(g), "40");
  EXPECT_EQ(score_subject(g.scheme, g.facts, 0, Tracing::Off).left, Number(20));
}

TEST(NotApplicable, WhereNothingIsLeftItLeavesAndIsMarked) {
  Given g(document("   - 不适用时:按比例折算\n", "", "- 不适用时:按比例折算\n"));
  g.subject("a", {{"缺一", "不适用"}, {"缺二", "不适用"}, {"缺三", "4"}});
  EXPECT_EQ(total(g), "36");
  const Scores scores = score_subject(g.scheme, g.facts, 0, Tracing::Off);
  EXPECT_EQ(scores.left, Number(60));
  ASSERT_EQ(scores.marks.size(), 1u);
  EXPECT_EQ(scores.marks[0].code, "NOT_SCALED");
  EXPECT_EQ(g.grades(), "达标");  // 60% of 40 is 24
}

TEST(NotApplicable, WithNothingLeftAtAllNoPerCentIsReached) {
  Given g(document("", "不适用时:不计入满分\n"));
  g.subject("a", {{"缺一", "不适用"}, {"缺二", "不适用"}, {"缺三", "不适用"}});
  EXPECT_EQ(total(g), "0");
  EXPECT_EQ(g.grades(), "不达标");
}

TEST(NotApplicable, OneAnswerIsEnoughAndFiguresBesideItAreAContradiction) {
  const std::string text = document("   - 错二:每次减2分\n   - 不适用时:不计入满分\n");
  Given g(text);
  g.subject("a", {{"缺二", "不适用"}, {"错二", "-"}}).subject("b", {{"缺二", "不适用"}, {"错二", "1"}});
  const Rating rating = g.rated();
  EXPECT_EQ(int(rating.status[0]), int(Status::Rated));
  EXPECT_EQ(int(rating.status[1]), int(Status::Pending));
  const Scores scores = score_subject(g.scheme, g.facts, 1, Tracing::Off);
  ASSERT_EQ(scores.marks.size(), 1u);
  EXPECT_EQ(scores.marks[0].code, "NOT_APPLICABLE_MIXED");
  ASSERT_EQ(scores.missing.size(), 1u);
  EXPECT_EQ(g.scheme.header(scores.missing[0]), "2 缺二");
}

TEST(NotApplicable, ConditionsOnItDoNotHold) {
  const std::string grading = "- 达标:第2项10分以上\n- 不达标:其余\n";
  Given g(document("   - 不适用时:不计入满分\n", "", "", grading));
  g.subject("a", {{"缺二", "不适用"}}).subject("b");
  EXPECT_EQ(g.grades(), "不达标 达标");
}

TEST(NotApplicable, MeansAndStarsLookAtWhatIsLeft) {
  Given g(document("   - 不适用时:不计入满分\n", "", "", "- 达标:各项平均30分以上\n- 不达标:其余\n"));
  g.subject("a", {{"缺二", "不适用"}}).subject("b", {{"缺二", "不适用"}, {"缺三", "1"}});
  EXPECT_EQ(g.grades(), "达标 不达标");  // (20 + 40) ÷ 2, (20 + 39) ÷ 2
}

TEST(NotApplicable, ASectionWithAWeightKeepsItsWeight) {
  Given g(
      "# 试\n\n对象:组织\n周期:年\n\n## 甲(70%)\n\n1. 一(10分)\n   - 缺一:每次减1分\n2. 二(30分)\n   - 缺二:每次减1分\n"
      "   - 不适用时:不计入满分\n\n## 乙(30%)\n\n3. 三(10分)\n   - 缺三:每次减1分\n\n## 定级\n\n- 达标:60分以上\n"
      "- 不达标:其余\n");
  g.subject("a", {{"缺二", "不适用"}, {"缺一", "5"}});
  EXPECT_EQ(total(g), "65");  // 70 × 5 ÷ 10 + 30
}

TEST(NotApplicable, SharedPointsStayWhileAnItemCounts) {
  const std::string text =
      "# 试\n\n对象:组织\n周期:年\n\n## 甲(20分)\n\n- 不适用时:不计入满分\n1. 一\n   - 缺一:每次减1分\n2. 二\n   - "
      "缺二:每次减1分\n\n"
      "## 乙(80分)\n\n3. 三(80分)\n   - 缺三:每次减1分\n\n## 定级\n\n- 达标:90%以上\n- 不达标:其余\n";
  Given g(text);
  g.subject("a", {{"缺一", "不适用"}, {"缺二", "3"}}).subject("b", {{"缺一", "不适用"}, {"缺二", "不适用"}});
  EXPECT_EQ(total(g, 0), "97");
  EXPECT_EQ(total(g, 1), "80");
  EXPECT_EQ(score_subject(g.scheme, g.facts, 1, Tracing::Off).left, Number(20));
}

TEST(NotApplicable, WhatIsNotAnsweredYetMayStillBe) {
  Given g(document("   - 不适用时:得满分\n"));
  g.subject("a", {{"缺二", "-"}});
  const Scores scores = score_subject(g.scheme, g.facts, 0, Tracing::Off);
  ASSERT_EQ(scores.missing.size(), 1u);
  EXPECT_EQ(*scores.total_range.low, Number(60));
  EXPECT_EQ(*scores.total_range.high, Number(100));
}

TEST(NotApplicable, AFractionIsGoneWithTheAnswerThatMadeIt) {
  Given g(
      "# 试\n\n对象:组织\n周期:年\n总分:50\n\n## 甲(50分)\n\n1. 一(20分)\n   - 缺一:每次减1分\n2. 二(30分)\n"
      "   - 缺二:每次减1分\n   - 不涉及该项工作的,其分值按比例折算到其他项目\n\n## 定级\n\n- 达标:30分以上\n- "
      "不达标:其余\n");
  g.subject("a", {{"缺一", "7"}});
  LiveRating live(g.scheme, g.facts, {});
  ASSERT_TRUE(live.rating().ran_in_columns);
  const int second = g.scheme.indicators[1].rules[0].inputs[0];
  EXPECT_EQ(live.rating().total.at(0).exact(), "43");
  live.set_not_applicable(0, second);
  EXPECT_EQ(live.rating().total.at(0).exact(), "32.5");  // 13 × 50 ÷ 20
  live.set_value(0, second, Number(1));
  EXPECT_EQ(live.rating().total.at(0).exact(), "42");
  EXPECT_EQ(live.rating().sections[0].at(0).exact(), "42");
}

}  // namespace
}  // namespace pingxing::rating
