// 扣完时追加 (S-1.15): when an item is used up, and what is then deducted from where.
#include <gtest/gtest.h>

#include "rating/given_test.hpp"

namespace pingxing::rating {
namespace {

std::string document(const std::string& line, const std::string& rule = "缺:每次减3分") {
  return "# 试\n\n对象:组织\n周期:年\n\n## 甲(20分)\n\n1. 一(10分)\n   - " + rule + "\n   - " + line +
         "\n2. 二(10分)\n   - 错:每次减1分\n\n## 定级\n\n- 达标:6分以上\n- 不达标:不满6分\n";
}

/// The first item and the total.
std::string scores_of(const std::string& line, const std::string& lacking, const std::string& rule = "缺:每次减3分") {
  Given g(document(line, rule));
  g.subject("a", {{"缺", lacking}});
  const Rating rating = g.rated();
  return rating.items[0].at(0).exact() + " " + rating.total.at(0).exact();
}

TEST(AfterZero, OnceWhereTheDeductionsReachThePoints) {
  for (const std::string line :
       {"扣完时追加减10分", "该项扣完时追加减10分", "本项扣完后,再从本部分中扣10分", "减完的,另扣10分"}) {
    EXPECT_EQ(scores_of(line, "3"), "1 11") << line;
    EXPECT_EQ(scores_of(line, "4"), "-10 0") << line;
    EXPECT_EQ(scores_of(line, "9"), "-10 0") << line;
  }
}

TEST(AfterZero, FromTheTotalWhereTheWordsSaySo) {
  for (const std::string line :
       {"扣完时另从总分减5分", "本项扣完的,从总分中追加扣5分", "该项分值扣完后,再从总分中扣5分"}) {
    EXPECT_EQ(scores_of(line, "3"), "1 11") << line;
    EXPECT_EQ(scores_of(line, "4"), "0 5") << line;
  }
}

TEST(AfterZero, EachTimeBeyondThoseThatUsedItUp) {
  for (const std::string line :
       {"扣完后每再发生1次另从总分减2分", "扣完后每再发生一次另从总分扣2分", "扣完后,每增加1起,从总分中扣2分"}) {
    EXPECT_EQ(scores_of(line, "4"), "0 10") << line;  // the fourth used it up
    EXPECT_EQ(scores_of(line, "6"), "0 6") << line;
  }
  EXPECT_EQ(scores_of("扣完后每再发生1次追加减2分", "6"), "-4 6");
}

TEST(AfterZero, WhatIsInExcess) {
  for (const std::string line :
       {"扣完后超出的部分从总分减", "扣完后,不足部分从总分中扣除", "扣完本项分值后继续从总分中扣"}) {
    EXPECT_EQ(scores_of(line, "3"), "1 11") << line;
    EXPECT_EQ(scores_of(line, "5"), "0 5") << line;
  }
  EXPECT_EQ(scores_of("扣完后超出的部分从本部分减", "5"), "-5 5");
}

TEST(AfterZero, StandsOnTheRulesLineToo) {
  Given g(
      "# 试\n\n对象:组织\n周期:年\n\n## 甲(20分)\n\n1. 一(10分)\n   - 缺:每次减3分,扣完后另从总分扣5分。\n2. 二(10分)\n"
      "   - 错:每次减1分;不涉及的按满分计\n\n## 定级\n\n- 达标:6分以上\n- 不达标:不满6分\n");
  g.subject("a", {{"缺", "4"}, {"错", "不适用"}});
  EXPECT_EQ(g.rated().total.at(0).exact(), "5");
}

TEST(AfterZero, AVoidItemWasNotUsedUp) {
  Given g(document("扣完时追加减10分", "缺:每次减3分\n   - 造假:不得分"));
  g.subject("a", {{"造假", "是"}, {"缺", "1"}});
  EXPECT_EQ(g.rated().items[0].at(0).exact(), "0");
}

TEST(AfterZero, LiesBetweenWhatItMayComeTo) {
  Given g(document("扣完时另从总分减5分"));
  g.subject("a", {{"缺", "-"}});
  const Scores scores = score_subject(g.scheme, g.facts, 0, Tracing::Off);
  EXPECT_EQ(*scores.total_range.low, Number(5));
  EXPECT_EQ(*scores.total_range.high, Number(20));
}

TEST(AfterZero, TheDefaultSaysFromWhere) {
  const auto has_default = [](const std::string& line) {
    const auto all = scheme::defaults_of(scheme_of(document(line)));
    return std::any_of(all.begin(), all.end(), [](const auto& one) { return one.code == "D-AT-ZERO"; });
  };
  EXPECT_TRUE(has_default("扣完时追加减10分"));
  EXPECT_FALSE(has_default("扣完时另从总分减5分"));
}

TEST(AfterZero, TheExplanationSaysIt) {
  Given g(document("扣完时另从总分减5分"));
  g.subject("a", {{"缺", "4"}});
  const Scores scores = score_subject(g.scheme, g.facts, 0, Tracing::On);
  EXPECT_EQ(scores.items[0].steps.back().text.zh, "该项已扣完:另从总分减5分");
  ASSERT_EQ(scores.total_steps.size(), 1u);
  EXPECT_EQ(scores.total_steps[0].points.exact(), "-5");
}

}  // namespace
}  // namespace pingxing::rating
