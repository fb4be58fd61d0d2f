#include "rating/pools.hpp"

#include <algorithm>

#include "rating/kernels.hpp"
#include "rating/parallel.hpp"

namespace pingxing::rating {

Pools Pools::of(const Facts& facts) {
  Pools pools;
  pools.starts.assign(facts.pool_count() + 1, 0);
  pools.rows.resize(facts.count);
  if (facts.pools.empty()) {
    for (std::size_t row = 0; row < facts.count; ++row) pools.rows[row] = static_cast<std::uint32_t>(row);
    pools.starts[1] = static_cast<std::uint32_t>(facts.count);
    return pools;
  }
  for (const auto pool : facts.pools) ++pools.starts[pool + 1];
  for (std::size_t p = 1; p < pools.starts.size(); ++p) pools.starts[p] += pools.starts[p - 1];
  auto next = pools.starts;
  for (std::size_t row = 0; row < facts.count; ++row) pools.rows[next[facts.pools[row]]++] = static_cast<std::uint32_t>(row);
  return pools;
}

std::uint32_t quota_places(const scheme::Quota& quota, const scheme::Properties& properties, std::uint32_t base) {
  if (quota.count) return static_cast<std::uint32_t>(std::clamp<std::int64_t>(quota.count->whole().value_or(0), 0, UINT32_MAX));
  const auto places = (*quota.share * Number(base) / Number(100)).floor().whole().value_or(0);
  const bool at_least_one = properties.quota_rounding == scheme::QuotaRounding::AtLeastOne && base > 0 && *quota.share > Number(0);
  return static_cast<std::uint32_t>(std::max<std::int64_t>(places, at_least_one ? 1 : 0));
}

namespace {

// Small pools are counted pair by pair, which needs no branch and runs many at a time; large ones are sorted once.
constexpr std::size_t pairwise_max = 512;

/// The keys of some members of a pool, and how many of them are above or at least as good as each.
class Contest {
 public:
  void clear(std::size_t room) {
    const std::size_t tiled = (room / count_tile + 1) * count_tile;
    if (keys_.size() < tiled)
      for (auto* v : {&keys_, &counts_}) v->resize(tiled);
    if (members_.size() < room) members_.resize(room);
    n_ = 0;
  }
  void enter(std::uint32_t member, std::int32_t key) {
    keys_[n_] = key;
    members_[n_++] = member;
  }
  [[nodiscard]] std::size_t size() const { return n_; }
  [[nodiscard]] std::uint32_t member(std::size_t i) const { return members_[i]; }
  [[nodiscard]] std::uint32_t count(std::size_t i) const { return static_cast<std::uint32_t>(counts_[i]); }
  void count_above() { n_ <= pairwise_max ? kernels().count_above(keys_.data(), n_, counts_.data()) : count_sorted(true); }
  void count_at_least() { n_ <= pairwise_max ? kernels().count_at_least(keys_.data(), n_, counts_.data()) : count_sorted(false); }

 private:
  void count_sorted(bool is_above) {
    std::vector<std::int32_t> sorted(keys_.begin(), keys_.begin() + static_cast<std::ptrdiff_t>(n_));
    std::sort(sorted.begin(), sorted.end());
    for (std::size_t i = 0; i < n_; ++i) {
      const auto from = is_above ? std::upper_bound(sorted.begin(), sorted.end(), keys_[i]) : std::lower_bound(sorted.begin(), sorted.end(), keys_[i]);
      counts_[i] = static_cast<std::int32_t>(sorted.end() - from);
    }
  }

  std::vector<std::int32_t> keys_, counts_;
  std::vector<std::uint32_t> members_;
  std::size_t n_ = 0;
};

class PoolGrader {
 public:
  PoolGrader(const scheme::Scheme& s, const PoolTask& task) : s_(s), task_(task), unrated_(static_cast<std::uint8_t>(s.grading.grades.size())) {
    for (const auto& quota : s.grading.quotas) has_or_better_ |= quota.or_better;
    places_.resize(s.grading.quotas.size());
  }

  PoolOutcome run(std::span<const std::uint32_t> members, bool is_detailed) {
    PoolOutcome out = gather(members);
    // P-1 Ranks over all that are rated: equal ones share a rank, and the next ranks are skipped.
    contest_.count_above();
    for (std::size_t i = 0; i < contest_.size(); ++i) task_.ranks[members[contest_.member(i)]] = contest_.count(i) + 1;
    // P-2 From the best grade down: who does not fit falls to the next one and competes there.
    std::uint32_t placed_above = 0;
    std::size_t q = 0;
    for (std::uint8_t grade = 0; grade < unrated_; ++grade) {
      for (; q < s_.grading.quotas.size() && s_.grading.quotas[q].grade == grade; ++q) apply(q, grade, placed_above, members, is_detailed, out);
      if (has_or_better_) placed_above += static_cast<std::uint32_t>(std::count(grades_.begin(), grades_.begin() + static_cast<std::ptrdiff_t>(members.size()), grade));
    }
    for (std::size_t i = 0; i < members.size(); ++i) task_.grades[members[i]] = grades_[i];
    return out;
  }

 private:
  PoolOutcome gather(std::span<const std::uint32_t> members) {
    const std::size_t n = members.size();
    if (keys_.size() < n) {
      keys_.resize(n);
      grades_.resize(n);
    }
    PoolOutcome out;
    contest_.clear(n);
    for (std::size_t i = 0; i < n; ++i) {
      const auto row = members[i];
      const auto status = static_cast<Status>(task_.status[row]);
      out.in_scope += status != Status::OutOfScope;
      out.eligible += status == Status::Rated || status == Status::Pending;
      out.pending += status == Status::Pending;
      if (status == Status::Rated) {
        keys_[i] = static_cast<std::int32_t>(task_.keys[row]);
        grades_[i] = task_.allowed[row];
        contest_.enter(static_cast<std::uint32_t>(i), keys_[i]);
      } else {
        grades_[i] = unrated_;
        task_.ranks[row] = 0;
      }
    }
    out.base = s_.properties.quota_base == scheme::QuotaBase::Eligible ? out.eligible : out.in_scope;
    return out;
  }

  /// Pools of one size have the same places: reckoned once.
  std::uint32_t places(std::size_t q, std::uint32_t base) {
    auto& known = places_[q];
    if (base >= places_kept) return quota_places(s_.grading.quotas[q], s_.properties, base);
    if (known.empty()) known.assign(places_kept, UINT32_MAX);
    if (known[base] == UINT32_MAX) known[base] = quota_places(s_.grading.quotas[q], s_.properties, base);
    return known[base];
  }

  // P-3 One quota: a candidate keeps the grade where those at least as good fit; tied ones at the cut are all left
  // out, unless the scheme lets them in.
  void apply(std::size_t q, std::uint8_t grade, std::uint32_t placed_above, std::span<const std::uint32_t> members, bool is_detailed, PoolOutcome& out) {
    const auto& quota = s_.grading.quotas[q];
    const std::uint32_t all_places = places(q, out.base), taken = quota.or_better ? placed_above : 0;
    const std::uint32_t free = all_places > taken ? all_places - taken : 0;
    contest_.clear(members.size());
    for (std::size_t i = 0; i < members.size(); ++i)
      if (grades_[i] == grade) contest_.enter(static_cast<std::uint32_t>(i), keys_[i]);
    const auto count = static_cast<std::uint32_t>(contest_.size());
    QuotaOutcome kept{static_cast<std::uint32_t>(q), all_places, count, count, {}};
    if (count > free) {
      const bool lets_in = s_.properties.tie_rule == scheme::TieRule::LetIn;
      lets_in ? contest_.count_above() : contest_.count_at_least();
      std::vector<std::size_t> left_out;
      for (std::size_t i = 0; i < contest_.size(); ++i) {
        if (lets_in ? contest_.count(i) < free : contest_.count(i) <= free) continue;
        ++grades_[contest_.member(i)];
        --kept.placed;
        if (is_detailed) left_out.push_back(i);
      }
      if (is_detailed && !lets_in) {
        contest_.count_above();
        for (const auto i : left_out)
          if (contest_.count(i) < free) kept.tied.push_back(members[contest_.member(i)]);
      }
    }
    if (is_detailed) out.quotas.push_back(std::move(kept));
  }

  static constexpr std::uint32_t places_kept = 4096;
  const scheme::Scheme& s_;
  const PoolTask& task_;
  std::uint8_t unrated_;
  bool has_or_better_ = false;
  Contest contest_;
  std::vector<std::int32_t> keys_;
  std::vector<std::uint8_t> grades_;
  std::vector<std::vector<std::uint32_t>> places_;
};

}  // namespace

void grade_all_pools(const scheme::Scheme& s, const Facts& facts, unsigned threads, const PoolTask& task, PoolScratch& scratch) {
  const std::size_t n = facts.count, pool_count = facts.pool_count();
  auto& [starts, next, slots, order, keys, ranks, status, allowed, grades] = scratch;
  starts.assign(pool_count + 1, 0);
  for (auto* v : {&slots, &order, &keys, &ranks}) v->resize(n);
  for (auto* v : {&status, &allowed, &grades}) v->resize(n);
  for (std::size_t row = 0; row < n; ++row) ++starts[facts.pool(row) + 1];
  for (std::size_t p = 1; p <= pool_count; ++p) starts[p] += starts[p - 1];
  next = starts;
  for (std::size_t row = 0; row < n; ++row) slots[row] = next[facts.pool(row)]++;
  in_parallel(n, threads, 65'536, [&scratch, &task](std::size_t first, std::size_t last) {
    for (std::size_t row = first; row < last; ++row) {
      const auto slot = scratch.slots[row];
      scratch.keys[slot] = task.keys[row];
      scratch.status[slot] = task.status[row];
      scratch.allowed[slot] = task.allowed[row];
    }
    for (std::size_t slot = first; slot < last; ++slot) scratch.order[slot] = static_cast<std::uint32_t>(slot);
  });
  const PoolTask together{keys, status, allowed, grades, ranks};
  in_parallel(pool_count, threads, 64, [&s, &scratch, &together](std::size_t first, std::size_t last) {
    PoolGrader grader(s, together);
    const std::span<const std::uint32_t> all(scratch.order);
    for (std::size_t pool = first; pool < last; ++pool) grader.run(all.subspan(scratch.starts[pool], scratch.starts[pool + 1] - scratch.starts[pool]), false);
  });
  in_parallel(n, threads, 65'536, [&scratch, &task](std::size_t first, std::size_t last) {
    for (std::size_t row = first; row < last; ++row) {
      const auto slot = scratch.slots[row];
      task.ranks[row] = scratch.ranks[slot];
      task.grades[row] = scratch.grades[slot];
    }
  });
}

std::vector<PoolOutcome> grade_pools_in_detail(const scheme::Scheme& s, const Pools& pools, const PoolTask& task) {
  std::vector<PoolOutcome> outcomes;
  outcomes.reserve(pools.count());
  PoolGrader grader(s, task);
  for (std::size_t pool = 0; pool < pools.count(); ++pool) outcomes.push_back(grader.run(pools.members(pool), true));
  return outcomes;
}

PoolOutcome grade_pool(const scheme::Scheme& s, std::span<const std::uint32_t> members, const PoolTask& task, bool is_detailed) {
  return PoolGrader(s, task).run(members, is_detailed);
}

}  // namespace pingxing::rating
