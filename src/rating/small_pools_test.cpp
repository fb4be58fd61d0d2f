// P-5: pools too small are ranked with others, and places are reckoned of all of them.
#include "rating/small_pools.hpp"

#include <gtest/gtest.h>

#include "rating/explain.hpp"
#include "rating/live.hpp"
#include "rating/rate.hpp"
#include "scheme/parse.hpp"

namespace pingxing::rating {
namespace {

scheme::Scheme scheme_with(const std::string& joining) {
  auto parsed = scheme::parse_scheme(
      "# 试\n\n对象:人员\n周期:年\n分组:科室\n名额取整:舍去\n同分处理:都不进\n" + joining +
          "\n\n## 工作(10分)\n\n1. 试项(10分)\n   - 违规:每次扣1分,减完为止\n\n## 资格\n\n- 借调:不参评\n\n## 定级\n\n"
          "- 优:6分以上\n- 良:其余\n- 优:不超过50%\n",
      "t.md");
  EXPECT_FALSE(parsed.problems.has_errors());
  return std::move(parsed.scheme);
}

/// Pools by their letters; each has so many violations; a negative number is out of scope.
Facts facts_with(const std::vector<std::pair<std::string, int>>& rows, std::size_t inputs) {
  Facts facts;
  facts.inputs.resize(inputs);
  for (const auto& [pool, violations] : rows) {
    facts.ids.push("S" + std::to_string(facts.count++));
    std::size_t known = 0;
    while (known < facts.pool_names.size() && facts.pool_names[known] != pool) ++known;
    if (known == facts.pool_names.size()) facts.pool_names.push_back(pool);
    facts.pools.push_back(static_cast<std::uint32_t>(known));
    facts.inputs[0].values.push(std::abs(violations));
    facts.inputs[1].values.push(violations < 0 ? 1 : 0);
  }
  return facts;
}

std::vector<std::uint32_t> ranks(const scheme::Scheme& s, const Facts& facts, bool may_use_columns) {
  RateOptions options;
  options.may_use_columns = may_use_columns;
  const auto detailed = rate(s, facts, {}, options);
  options.is_detailed = false;
  const auto bare = rate(s, facts, {}, options);
  EXPECT_EQ(bare.ranks, detailed.ranks);
  EXPECT_EQ(bare.grades, detailed.grades);
  return detailed.ranks;
}

TEST(SmallPools, AreRankedWithTheOneThatIsNamed) {
  const auto s = scheme_with("小单位合并:不足3人的并入综合组");
  const auto facts = facts_with(
      {{"甲科", 1}, {"综合组", 0}, {"甲科", 3}, {"大科", 2}, {"大科", 0}, {"大科", 1}, {"综合组", 2}}, s.inputs.size());
  for (const bool in_columns : {false, true})
    EXPECT_EQ(ranks(s, facts, in_columns), (std::vector<std::uint32_t>{2, 1, 4, 3, 1, 2, 3}));
  const auto rating = rate(s, facts, {});
  EXPECT_EQ(rating.grades[0], 0);  // half of 4: two places
  EXPECT_EQ(rating.grades[6], 1);
  EXPECT_TRUE(rating.decisions.empty());
  EXPECT_EQ(say_joined(s, facts, rating.joined, 0).zh, "“甲科”2人,不足3人,并入“综合组”,共4人");
  const auto why = explain(s, facts, {}, rating, 2);
  ASSERT_FALSE(why.decision.reasons.empty());
  EXPECT_TRUE(std::any_of(why.decision.reasons.begin(), why.decision.reasons.end(),
                          [](const Reason& one) { return one.code == "POOL_JOINED" && one.clause.line == 8; }));
}

TEST(SmallPools, WithoutANameAreRankedTogether) {
  const auto s = scheme_with("小单位合并:不足3人的合并评选");
  const auto facts = facts_with(
      {{"甲", 1}, {"乙", 0}, {"丙", 2}, {"丙", 2}, {"丁", 0}, {"丁", 1}, {"丁", -2}, {"丙", 1}}, s.inputs.size());
  EXPECT_EQ(ranks(s, facts, false), (std::vector<std::uint32_t>{3, 1, 2, 2, 1, 3, 0, 1}));  // 丁 has two in scope
  const auto rating = rate(s, facts, {});
  EXPECT_EQ(name_of_joined(s, facts, rating.joined, 0), "甲、乙、丁");
}

TEST(SmallPools, AskWhereTheyStayTooSmallOrNobodyTakesThem) {
  const auto rows = std::vector<std::pair<std::string, int>>{{"甲", 1}, {"甲", 0}};
  const auto together = scheme_with("小单位合并:不足3人的合并评选"),
             named = scheme_with("小单位合并:不足3人的并入综合组");
  auto rating = rate(together, facts_with(rows, together.inputs.size()), {});
  ASSERT_EQ(rating.decisions.size(), 1U);
  EXPECT_EQ(rating.decisions[0].code, "POOL_TOO_SMALL");
  rating = rate(named, facts_with(rows, named.inputs.size()), {});
  ASSERT_EQ(rating.decisions.size(), 1U);
  EXPECT_EQ(rating.decisions[0].code, "POOL_INTO_MISSING");
  EXPECT_EQ(rating.ranks, (std::vector<std::uint32_t>{2, 1}));
}

TEST(SmallPools, AChangedFactThatTakesOneOutOfScopeJoinsItsPool) {
  const auto s = scheme_with("小单位合并:不足2人的并入综合组");
  LiveRating live(s, facts_with({{"甲", 1}, {"甲", 0}, {"综合组", 3}}, s.inputs.size()), {});
  EXPECT_EQ(live.rating().ranks, (std::vector<std::uint32_t>{2, 1, 1}));
  live.set_value(1, 1, Number(1));
  EXPECT_EQ(live.rating().ranks, (std::vector<std::uint32_t>{1, 0, 2}));
  EXPECT_EQ(live.pool_members(0).size(), 3U);
}

}  // namespace
}  // namespace pingxing::rating
