#include "rating/pools.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

namespace pingxing::rating {
namespace {

using scheme::Quota;

int between(int low, int high) { return *rc::gen::inRange(low, high + 1); }

scheme::Scheme scheme_with(int grades) {
  scheme::Scheme s;
  for (int g = 0; g < grades; ++g) s.grading.grades.push_back({"等次" + std::to_string(g), -1, {}});
  return s;
}

Quota by_count(int grade, int count, bool or_better = false) {
  return {grade, or_better, std::nullopt, Number(count), false, {}};
}
Quota by_share(int grade, Number share, bool or_better = false) {
  return {grade, or_better, share, std::nullopt, false, {}};
}

/// A pool whose members all bring the same grade.
struct Pool {
  std::vector<std::uint32_t> keys, ranks;
  std::vector<std::uint8_t> status, allowed, grades;
  std::vector<std::uint32_t> members;
  std::vector<std::vector<std::uint8_t>> open;

  explicit Pool(std::vector<std::uint32_t> with_keys, std::uint8_t grade = 0) : keys(std::move(with_keys)) {
    const std::size_t n = keys.size();
    ranks.resize(n);
    grades.resize(n);
    status.assign(n, static_cast<std::uint8_t>(Status::Rated));
    allowed.assign(n, grade);
    for (std::size_t i = 0; i < n; ++i) members.push_back(static_cast<std::uint32_t>(i));
  }
  PoolTask task() { return {keys, status, allowed, open, grades, ranks}; }
  PoolOutcome grade(const scheme::Scheme& s) { return grade_pool(s, members, task(), true); }
};

using Bytes = std::vector<std::uint8_t>;
using Words = std::vector<std::uint32_t>;

TEST(Pools, EqualOnesShareARank) {
  Pool pool({7, 9, 7, 3});
  pool.grade(scheme_with(1));
  EXPECT_EQ(pool.ranks, (Words{2, 1, 2, 4}));
}

TEST(Pools, ATieAtTheCutIsLeftOutAndFallsToTheNextGrade) {
  auto s = scheme_with(2);
  s.grading.quotas = {by_count(0, 2)};
  Pool pool({9, 8, 8, 7});
  const auto out = pool.grade(s);
  EXPECT_EQ(pool.grades, (Bytes{0, 1, 1, 1}));
  ASSERT_EQ(out.quotas.size(), 1U);
  EXPECT_EQ(out.quotas[0].tied, (Words{1, 2}));
  EXPECT_EQ(out.quotas[0].placed, 1U);
  EXPECT_EQ(out.quotas[0].candidates, 4U);
}

TEST(Pools, ATieAtTheCutIsLetInWhereTheSchemeSaysSo) {
  auto s = scheme_with(2);
  s.grading.quotas = {by_count(0, 2)};
  s.properties.tie_rule = scheme::TieRule::LetIn;
  Pool pool({9, 8, 8, 7});
  const auto out = pool.grade(s);
  EXPECT_EQ(pool.grades, (Bytes{0, 0, 0, 1}));
  EXPECT_EQ(out.quotas[0].placed, 3U);
  EXPECT_TRUE(out.quotas[0].tied.empty());
}

TEST(Pools, AQuotaOfAGradeOrBetterCountsThoseAbove) {
  auto s = scheme_with(3);
  s.grading.quotas = {by_count(0, 1), by_count(1, 3, true)};
  Pool pool({9, 8, 7, 6, 5});
  pool.grade(s);
  EXPECT_EQ(pool.grades, (Bytes{0, 1, 1, 2, 2}));
}

TEST(Pools, WhoFallsOffTheLastGradeIsUnrated) {
  auto s = scheme_with(1);
  s.grading.quotas = {by_count(0, 1)};
  Pool pool({2, 1});
  pool.grade(s);
  EXPECT_EQ(pool.grades, (Bytes{0, 1}));
}

TEST(Pools, PlacesOfAShareAreWholeOnesBelow) {
  scheme::Properties p;
  EXPECT_EQ(quota_places(by_share(0, Number(15)), p, 20), 3U);
  EXPECT_EQ(quota_places(by_share(0, Number(15)), p, 19), 2U);
  EXPECT_EQ(quota_places(by_share(0, Number(15)), p, 6), 0U);
  EXPECT_EQ(quota_places(by_share(0, Number::fraction(100, 3)), p, 3), 1U);
  p.quota_rounding = scheme::QuotaRounding::AtLeastOne;
  EXPECT_EQ(quota_places(by_share(0, Number(15)), p, 6), 1U);
  EXPECT_EQ(quota_places(by_share(0, Number(15)), p, 0), 0U);
  EXPECT_EQ(quota_places(by_share(0, Number(0)), p, 6), 0U);
}

TEST(Pools, TheBaseIsAllOrWhoIsEligible) {
  auto s = scheme_with(1);
  s.grading.quotas = {by_share(0, Number(50))};
  Pool pool({4, 3, 2, 1});
  pool.status = {static_cast<std::uint8_t>(Status::Rated), static_cast<std::uint8_t>(Status::Disqualified),
                 static_cast<std::uint8_t>(Status::Pending), static_cast<std::uint8_t>(Status::OutOfScope)};
  const auto all = pool.grade(s);
  EXPECT_EQ(all.base, 3U);
  EXPECT_EQ(all.quotas[0].places, 1U);
  EXPECT_EQ(pool.ranks, (Words{1, 0, 0, 0}));
  s.properties.quota_base = scheme::QuotaBase::Eligible;
  const auto eligible = pool.grade(s);
  EXPECT_EQ(eligible.base, 2U);
  EXPECT_EQ(eligible.pending, 1U);
}

TEST(Pools, RowsOfAPoolMayLieAnywhere) {
  Facts facts;
  facts.count = 5;
  facts.pools = {1, 0, 1, 0, 1};
  facts.pool_names = {"甲", "乙"};
  const Pools pools = Pools::of(facts);
  EXPECT_EQ(pools.count(), 2U);
  EXPECT_EQ(pools.rows, (Words{1, 3, 0, 2, 4}));
  facts.pools.clear();
  EXPECT_EQ(Pools::of(facts).members(0).size(), 5U);
}

/// The rule once more, said plainly: from the best grade down, who does not fit falls.
Bytes plainly(const scheme::Scheme& s, const Pool& pool, std::uint32_t base) {
  Bytes grades = pool.allowed;
  for (int grade = 0; grade < static_cast<int>(s.grading.grades.size()); ++grade) {
    for (const auto& quota : s.grading.quotas) {
      if (quota.grade != grade) continue;
      std::uint32_t places = quota_places(quota, s.properties, base), above = 0;
      for (const auto g : grades) above += g < grade;
      if (quota.or_better) places = places > above ? places - above : 0;
      Bytes next = grades;
      const auto candidates = static_cast<std::uint32_t>(std::count(grades.begin(), grades.end(), grade));
      for (std::size_t i = 0; i < grades.size() && candidates > places; ++i) {
        if (grades[i] != grade) continue;
        std::uint32_t better = 0, equal = 0;
        for (std::size_t j = 0; j < grades.size(); ++j) {
          better += grades[j] == grade && pool.keys[j] > pool.keys[i];
          equal += grades[j] == grade && pool.keys[j] == pool.keys[i];
        }
        const bool fits = s.properties.tie_rule == scheme::TieRule::LetIn ? better < places : better + equal <= places;
        if (!fits) ++next[i];
      }
      grades = next;
    }
  }
  return grades;
}

RC_GTEST_PROP(Pools, SmallAndLargeOnesAreGradedAsTheRuleSays, ()) {
  auto s = scheme_with(3);
  for (int grade = 0; grade < 3; ++grade)
    if (between(0, 2))
      s.grading.quotas.push_back(between(0, 1) ? by_count(grade, between(0, 30), between(0, 1) == 1)
                                               : by_share(grade, Number(between(0, 60)), between(0, 1) == 1));
  if (between(0, 1)) s.properties.tie_rule = scheme::TieRule::LetIn;
  const int n = between(0, 3) ? between(0, 40) : between(500, 600);  // pools above 512 are sorted
  std::vector<std::uint32_t> keys;
  const int most = between(1, 200);
  for (int i = 0; i < n; ++i) keys.push_back(static_cast<std::uint32_t>(between(0, most)));
  Pool pool(keys);
  for (auto& grade : pool.allowed) grade = static_cast<std::uint8_t>(between(0, 3));
  pool.grade(s);
  RC_ASSERT(pool.grades == plainly(s, pool, static_cast<std::uint32_t>(n)));
  for (std::size_t i = 0; i < keys.size(); ++i) {
    const auto better = std::count_if(keys.begin(), keys.end(), [&](auto key) { return key > keys[i]; });
    RC_ASSERT(pool.ranks[i] == static_cast<std::uint32_t>(better) + 1);
  }
}

}  // namespace
}  // namespace pingxing::rating
