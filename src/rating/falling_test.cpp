// P-2: who falls because a quota is full is asked what the lower grade asks.
#include "rating/falling.hpp"

#include <gtest/gtest.h>

#include "rating/explain.hpp"
#include "rating/given_test.hpp"
#include "rating/live.hpp"

namespace pingxing::rating {
namespace {

struct Subject {
  std::string points, accidents, satisfaction;
};

Given given(const std::string& grading, const std::vector<Subject>& subjects) {
  Given made(
      "# 试\n\n对象:组织\n周期:年\n等次:先进、达标、不达标\n名额取整:舍去\n同分处理:都不进\n总分:100\n\n"
      "## 工作(100分)\n\n1. 试项(99.8分)\n   - 评分:酌情得0至99.8分\n2. 安全(0.1分)\n   - 事故:每起扣0.01分\n"
      "3. 服务(0.1分)\n   - 满意率:90%以上得0.1分;其余不得分\n\n## 定级\n\n" +
      grading);
  int number = 0;
  for (const auto& one : subjects)
    made.subject("S" + std::to_string(++number),
                 {{"试项", one.points}, {"事故", one.accidents}, {"满意率", one.satisfaction}});
  return made;
}

std::string letters(const Given& made, bool in_columns, bool is_detailed) {
  RateOptions options;
  options.may_use_columns = in_columns;
  options.is_detailed = is_detailed;
  const auto rating = rate(made.scheme, made.facts, {}, options);
  EXPECT_EQ(rating.ran_in_columns, in_columns);
  std::string out;
  for (const auto grade : rating.grades) out += static_cast<char>('A' + grade);
  return out;
}

/// Grades as letters, the best A; D is unrated. The same in both ways, in detail and bare.
std::string grades(const std::string& grading, const std::vector<Subject>& subjects) {
  const auto made = given(grading, subjects);
  const std::string first = letters(made, false, true);
  for (const auto& [in_columns, is_detailed] : {std::pair(false, false), std::pair(true, true), std::pair(true, false)})
    EXPECT_EQ(letters(made, in_columns, is_detailed), first) << grading;
  return first;
}

const std::vector<Subject> four = {{"95", "0", "90"}, {"85", "0", "90"}, {"75", "0", "90"}, {"40", "0", "90"}};

TEST(Falling, AGradeOfRankAloneHandsNobodyDownBelowItsPoints) {
  EXPECT_EQ(grades("- 先进:排名前2名\n- 达标:60分以上\n- 不达标:不满60分\n", four), "AABC");
  EXPECT_EQ(grades("- 先进:排名前2名\n- 达标:60分以上\n- 不达标:其余\n", four), "AABC");
}

TEST(Falling, WithMoreOneIsGoodEnoughForABandOfPoints) {
  EXPECT_EQ(grades("- 先进:排名前1名\n- 达标:60分以上不满80分\n- 不达标:不满60分\n", four), "ABBC");
  EXPECT_EQ(grades("- 先进:80分以上\n- 先进:最多1个\n- 达标:60分以上不满80分\n- 不达标:不满60分\n", four), "ABBC");
}

TEST(Falling, ALooseConditionOfTheBetterGradeExcusesNobody) {
  EXPECT_EQ(grades("- 先进:30分以上,排名前1名\n- 达标:80分以上\n- 不达标:不满80分\n", four), "ABCC");
}

TEST(Falling, WhatABetterGradeDoesNotLookAtIsAsked) {
  const std::vector<Subject> some = {{"95", "0", "90"}, {"94", "0", "70"}, {"93", "0", "80"}, {"70", "0", "70"}};
  EXPECT_EQ(grades("- 先进:90分以上\n- 先进:最多1个\n- 达标:80分以上,满意率80%以上\n- 不达标:其余\n", some), "ACBC");
  // Nothing is left: unrated, as where the conditions of no grade hold.
  EXPECT_EQ(grades("- 先进:90分以上\n- 先进:最多1个\n- 达标:80分以上,满意率80%以上\n- 不达标:不满60分,满意率不满60%\n",
                   {{"95", "0", "90"}, {"94", "0", "70"}}),
            "AD");
}

TEST(Falling, AFigureOnTheBetterSideKeepsNobodyOut) {
  const std::vector<Subject> some = {{"95", "0", "90"}, {"94", "0", "90"}, {"93", "2", "90"}, {"92", "4", "90"}};
  EXPECT_EQ(grades("- 先进:事故0起\n- 先进:最多1个\n- 达标:事故1至3起\n- 不达标:事故4起以上\n", some), "ABBC");
  const std::vector<Subject> rates = {{"95", "0", "95"}, {"94", "0", "96"}, {"93", "0", "85"}, {"92", "0", "70"}};
  EXPECT_EQ(grades("- 先进:满意率90%以上\n- 先进:最多1个\n- 达标:满意率80%至90%(不含)\n- 不达标:满意率80%以下(不含)\n",
                   rates),
            "ABBC");
}

TEST(Falling, AskedWhereADemotionBroughtTheSubject) {
  EXPECT_EQ(grades("- 先进:90分以上\n- 达标:80分以上,满意率80%以上\n- 达标:最多1个\n- 不达标:其余\n",
                   {{"95", "0", "70"}, {"85", "0", "80"}, {"84", "0", "80"}}),
            "ABC");
}

TEST(Falling, NothingIsAskedWhereEachBetterGradeAsksTheSameOrMore) {
  const auto nested = given("- 先进:90分以上,满意率90%以上\n- 先进:最多1个\n- 达标:60分以上\n- 不达标:其余\n", four);
  EXPECT_TRUE(falls_of(nested.scheme).grades.empty());
  EXPECT_TRUE(rate(nested.scheme, nested.facts, {}).open.empty());
  const auto without_quota = given("- 先进:90分以上\n- 达标:满意率80%以上\n- 不达标:其余\n", four);
  EXPECT_TRUE(falls_of(without_quota.scheme).grades.empty());
}

TEST(Falling, TheReasonSaysWhatWasNotMet) {
  const auto made = given("- 先进:排名前2名\n- 达标:60分以上\n- 不达标:不满60分\n", four);
  const auto rating = rate(made.scheme, made.facts, {});
  const auto why = explain(made.scheme, made.facts, {}, rating, 3);
  ASSERT_EQ(why.grade, 2);
  const auto& reasons = why.decision.reasons;
  ASSERT_GE(reasons.size(), 2U);
  EXPECT_EQ(reasons[reasons.size() - 2].code, "QUOTA_FULL");
  EXPECT_EQ(reasons.back().code, "CONDITION_UNMET_IN_FALL");
  EXPECT_NE(reasons.back().text.zh.find("不符合“达标”的条件"), std::string::npos) << reasons.back().text.zh;
  EXPECT_NE(reasons.back().text.en.find("40.2"), std::string::npos) << reasons.back().text.en;
  ASSERT_EQ(why.needs.size(), 1U);
  EXPECT_EQ(why.needs[0].code, "TOTAL_SHORT");
}

TEST(Falling, AChangedCellIsAskedAnew) {
  const auto made = given("- 先进:排名前2名\n- 达标:60分以上\n- 不达标:不满60分\n", four);
  LiveRating live(made.scheme, made.facts, {}, 1);
  EXPECT_EQ(live.rating().grades[3], 2);
  live.set_value(3, 0, Number(65));
  EXPECT_EQ(live.rating().grades[3], 1);
  live.set_value(3, 0, Number(20));
  EXPECT_EQ(live.rating().grades[3], 2);
}

}  // namespace
}  // namespace pingxing::rating
