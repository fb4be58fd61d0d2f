#include "interpreted.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>

#include "rule.hpp"

namespace pingxing::national {
namespace {

using i64 = std::int64_t;

// The row of an organisation: its 55 facts, then its 50 results as they come to be known.
constexpr std::size_t results_begin = input_columns.size();
constexpr std::size_t row_size = results_begin + result_columns.size();

Rule fact(std::size_t index) { return column(index); }
Rule found(std::size_t index) { return column(results_begin + index); }

/// A range of results added up.
Rule sum(std::size_t first, std::size_t last) {
  Rule rule = found(first);
  for (std::size_t index = first + 1; index <= last; ++index) rule = std::move(rule) + found(index);
  return rule;
}

Rule less(i64 most, Rule minus) { return larger(number(0), number(most) - std::move(minus)); }
Rule times(i64 factor, Rule rule) { return number(factor) * std::move(rule); }
Rule at_least(Rule rule, i64 limit) { return std::move(rule) >= number(limit); }
Rule points_if(Rule condition, i64 points) { return when(std::move(condition), number(points), number(0)); }
Rule aware(std::size_t rate) {
  return when(at_least(fact(rate), 900), number(20), points_if(at_least(fact(rate), 800), 10));
}

struct Step {
  std::size_t result;
  Rule rule;
};

/// The rubric, one rule a result column, each after those that it needs.
std::vector<Step> rubric(const Thresholds& thresholds) {
  const Rule zero = number(0);
  const auto a = [](std::size_t index) { return fact(index); };
  std::vector<Step> steps;
  const auto set = [&](std::size_t index, Rule rule) { steps.push_back({index, std::move(rule)}); };
  set(result("id"), a(input("id")));
  set(result("s01"), points_if(a(input("a01_org")), 20));
  set(result("s02"), a(input("a02_score")));
  set(result("s03"), less(20, times(2, a(input("a03_missing"))) + when(a(input("a03_contact")), zero, number(10)) +
                                  times(5, less(4, a(input("a03_visits"))))));
  set(result("s04"), a(input("a04_score")));
  set(result("s05"), a(input("a05_score")));
  set(result("s06"), a(input("a06_score")));
  set(result("s07"), points_if(a(input("a07_pub")), 10));
  set(result("s08"), when(a(input("a08_articles")),
                          larger(zero, when(at_least(a(input("a08_articles")), 2), number(10), number(5)) -
                                           times(2, a(input("a08_missing")))),
                          zero));
  set(result("s09"), less(10, times(2, a(input("a09_missing")))));
  set(result("s10"),
      when(at_least(a(input("a10_part")), 1000), number(10), points_if(at_least(a(input("a10_part")), 800), 5)) +
          aware(input("a10_aware")));
  set(result("s11"), when(at_least(a(input("a11_badge")), 1000),
                          number(50) - when(at_least(a(input("a11_model")), 100), zero, number(20)) -
                              when(a(input("a11_post")), zero, number(20)),
                          zero));
  set(result("s12"), a(input("a12_score")));
  set(result("s13"), a(input("a13_score")));
  set(result("s12b"), a(input("a12b_score")));
  set(result("s14"), a(input("a14_score")));
  set(result("s15"), a(input("a15_score")));
  set(result("s16"), when(a(input("a16_records")), less(20, times(5, less(6, a(input("a16_meetings"))))), zero));
  set(result("s17"), less(20, times(5, a(input("a17_missing")))));
  set(result("s18"), less(20, times(5, a(input("a18_missing")))));
  set(result("s19"), aware(input("a19_rate")));
  set(result("s20"), aware(input("a20_rate")));
  set(result("s21"), aware(input("a21_rate")));
  set(result("s22"), points_if(a(input("a22_done")), 20));
  set(result("s23"), points_if(a(input("a23_ledger")), 20));
  set(result("s24"), points_if(a(input("a24_ledger")), 20));
  set(result("s25"), when(a(input("a25_open")), zero, number(20)));
  set(result("s26"), when(a(input("a26_org")), less(20, times(2, a(input("a26_members")))), zero));
  set(result("s27"), less(50, times(10, a(input("a27_open")))));
  set(result("s28"), points_if(a(input("a28_done")), 50));
  set(result("s29"), when(at_least(a(input("kind")), 2), zero, a(input("a29_score"))));
  set(result("s30"), when(at_least(a(input("kind")), 2), a(input("a30_score")), zero));
  set(result("s31"), points_if(a(input("a31_done")), 50));
  set(result("s32"), a(input("a32_score")));
  set(result("s33"), times(10, smaller(number(5), a(input("a33_level1")) + a(input("a33_level2")))));
  set(result("s34"),
      when(at_least(a(input("a34_rate")), thresholds.item34_full), number(50),
           when(at_least(a(input("a34_rate")), 850), number(40), points_if(at_least(a(input("a34_rate")), 800), 20))));
  const auto mean_from = [&](i64 limit) { return a(input("a35_sum")) >= times(limit, a(input("a35_n"))); };
  set(result("s35"),
      when(a(input("a35_n")),
           when(mean_from(900), number(50), when(mean_from(800), number(40), points_if(mean_from(700), 20))), zero));
  set(result("t1"), sum(result("s01"), result("s10")));
  set(result("t2"), sum(result("s11"), result("s12")));
  set(result("t3"), sum(result("s13"), result("s21")));
  set(result("t4"), sum(result("s22"), result("s28")));
  set(result("t5"), found(result("s29")));
  set(result("t6"), found(result("s30")));
  set(result("t7"), sum(result("s31"), result("s33")));
  set(result("t8"), sum(result("s34"), result("s35")));
  set(result("total"), sum(result("t1"), result("t8")));
  set(result("star_raw"), when(at_least(found(result("total")), thresholds.five_stars), number(5),
                               when(at_least(found(result("total")), 800), number(4), number(3))));
  Rule flags = a(input("d1"));
  for (std::size_t index = input("d2"); index <= input("d6"); ++index) flags = std::move(flags) + a(index);
  set(result("star_down"), found(result("star_raw")) - points_if(std::move(flags), 1));
  return steps;
}

struct Member {
  std::size_t row;
  i64 total, satisfaction, pledges, star, rank = 0;
  auto key() const { return std::tie(total, satisfaction, pledges); }
};

/// Ranks a pool and holds its stars to the quotas.
void grade_pool(std::vector<Member>& pool) {
  std::ranges::sort(pool, [](const Member& a, const Member& b) { return a.key() > b.key(); });
  for (std::size_t i = 0; i < pool.size(); ++i)
    pool[i].rank = i > 0 && pool[i].key() == pool[i - 1].key() ? pool[i - 1].rank : static_cast<i64>(i) + 1;
  for (const auto& [star, percent] : {std::pair{5, 10U}, std::pair{4, 20U}}) {
    std::size_t candidates = 0;
    for (std::size_t begin = 0, end; begin < pool.size(); begin = end) {  // a group of equals at a time
      for (end = begin; end < pool.size() && pool[end].rank == pool[begin].rank; ++end)
        candidates += pool[end].star == star;
      if (candidates * 100 <= pool.size() * percent) continue;
      for (std::size_t i = begin; i < end; ++i)
        if (pool[i].star == star) pool[i].star = star - 1;
    }
  }
}

}  // namespace

void rate_interpreted(const Table& population, const Thresholds& thresholds, Table& out) {
  const std::vector<Step> steps = rubric(thresholds);
  std::vector<std::vector<Member>> pools(population.origin().pools);
  std::vector<i64> row(row_size);
  for (std::size_t i = 0; i < population.rows(); ++i) {
    for (std::size_t index = 0; index < input_columns.size(); ++index) row[index] = population.value(index, i);
    for (const auto& [index, rule] : steps) {
      row[results_begin + index] = rule->value(row);
      out.set_value(index, i, static_cast<std::uint32_t>(row[results_begin + index]));
    }
    const auto value = [&](std::size_t index) { return row[results_begin + index]; };
    pools[static_cast<std::size_t>(row[input("pool")])].push_back(
        {i, value(result("total")), value(result("t8")), value(result("t4")), value(result("star_down"))});
  }
  for (std::vector<Member>& pool : pools) {
    grade_pool(pool);
    for (const Member& member : pool) {
      out.set_value(result("rank"), member.row, static_cast<std::uint32_t>(member.rank));
      out.set_value(result("star"), member.row, static_cast<std::uint32_t>(member.star));
    }
  }
}

}  // namespace pingxing::national
