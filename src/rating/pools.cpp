#include "rating/pools.hpp"

#include <algorithm>

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

// Small pools are counted pair by pair, which needs no branch and runs eight at a time; large ones are sorted once.
constexpr std::size_t pairwise_max = 512;

/// How many of the candidates (mask 1) are at least as good as, and better than, each member.
void count_better(const std::uint32_t* __restrict keys, const std::uint32_t* __restrict mask, std::size_t n,
                  std::uint32_t* __restrict at_least, std::uint32_t* __restrict above) {
  for (std::size_t i = 0; i < n; ++i) {
    const std::uint32_t key = keys[i];
    std::uint32_t equal_or_better = 0, better = 0;
    for (std::size_t j = 0; j < n; ++j) {
      equal_or_better += mask[j] & static_cast<std::uint32_t>(keys[j] >= key);
      better += mask[j] & static_cast<std::uint32_t>(keys[j] > key);
    }
    at_least[i] = equal_or_better;
    above[i] = better;
  }
}

void count_better_sorted(const std::uint32_t* keys, const std::uint32_t* mask, std::size_t n, std::uint32_t* at_least, std::uint32_t* above) {
  std::vector<std::uint32_t> sorted;
  sorted.reserve(n);
  for (std::size_t i = 0; i < n; ++i)
    if (mask[i]) sorted.push_back(keys[i]);
  std::sort(sorted.begin(), sorted.end());
  for (std::size_t i = 0; i < n; ++i) {
    at_least[i] = static_cast<std::uint32_t>(sorted.end() - std::lower_bound(sorted.begin(), sorted.end(), keys[i]));
    above[i] = static_cast<std::uint32_t>(sorted.end() - std::upper_bound(sorted.begin(), sorted.end(), keys[i]));
  }
}

class PoolGrader {
 public:
  PoolGrader(const scheme::Scheme& s, const PoolTask& task) : s_(s), task_(task) {}

  PoolOutcome run(std::span<const std::uint32_t> members, bool is_detailed) {
    gather(members);
    PoolOutcome out = count(members);
    // P-1 Ranks over all that are rated: equal ones share a rank, and the next ranks are skipped.
    count_all(is_rated_);
    for (std::size_t i = 0; i < members.size(); ++i) task_.ranks[members[i]] = is_rated_[i] ? above_[i] + 1 : 0;
    // P-2 From the best grade down: who does not fit falls to the next one and competes there.
    std::uint32_t placed_above = 0;
    const auto unrated = static_cast<std::uint8_t>(s_.grading.grades.size());
    std::size_t q = 0;
    for (std::uint8_t grade = 0; grade < unrated; ++grade) {
      for (; q < s_.grading.quotas.size() && s_.grading.quotas[q].grade == grade; ++q) apply(q, grade, placed_above, members, is_detailed, out);
      if (is_detailed || has_or_better_) placed_above += candidates(grade);
    }
    for (std::size_t i = 0; i < members.size(); ++i) task_.grades[members[i]] = grades_[i];
    return out;
  }

 private:
  void gather(std::span<const std::uint32_t> members) {
    const std::size_t n = members.size();
    for (auto* v : {&keys_, &is_rated_, &mask_, &at_least_, &above_}) v->resize(n);
    grades_.resize(n);
    for (std::size_t i = 0; i < n; ++i) {
      const auto row = members[i];
      const bool is_rated = task_.status[row] == static_cast<std::uint8_t>(Status::Rated);
      is_rated_[i] = is_rated;
      keys_[i] = is_rated ? task_.keys[row] : 0;
      grades_[i] = is_rated ? task_.allowed[row] : static_cast<std::uint8_t>(s_.grading.grades.size());
    }
    has_or_better_ = std::any_of(s_.grading.quotas.begin(), s_.grading.quotas.end(), [](const scheme::Quota& quota) { return quota.or_better; });
  }

  PoolOutcome count(std::span<const std::uint32_t> members) const {
    PoolOutcome out;
    for (const auto row : members) {
      const auto status = static_cast<Status>(task_.status[row]);
      out.in_scope += status != Status::OutOfScope;
      out.eligible += status == Status::Rated || status == Status::Pending;
      out.pending += status == Status::Pending;
    }
    out.base = s_.properties.quota_base == scheme::QuotaBase::Eligible ? out.eligible : out.in_scope;
    return out;
  }

  void count_all(const std::vector<std::uint32_t>& mask) {
    const std::size_t n = keys_.size();
    (n <= pairwise_max ? count_better : count_better_sorted)(keys_.data(), mask.data(), n, at_least_.data(), above_.data());
  }

  std::uint32_t candidates(std::uint8_t grade) {
    std::uint32_t count = 0;
    for (std::size_t i = 0; i < grades_.size(); ++i) {
      mask_[i] = is_rated_[i] & static_cast<std::uint32_t>(grades_[i] == grade);
      count += mask_[i];
    }
    return count;
  }

  // P-3 One quota: a candidate keeps the grade where those at least as good fit; tied ones at the cut are all left
  // out, unless the scheme lets them in.
  void apply(std::size_t q, std::uint8_t grade, std::uint32_t placed_above, std::span<const std::uint32_t> members, bool is_detailed, PoolOutcome& out) {
    const auto& quota = s_.grading.quotas[q];
    const std::uint32_t places = quota_places(quota, s_.properties, out.base);
    const std::uint32_t taken = quota.or_better ? placed_above : 0;
    const std::uint32_t free = places > taken ? places - taken : 0;
    const std::uint32_t count = candidates(grade);
    const bool lets_in = s_.properties.tie_rule == scheme::TieRule::LetIn;
    QuotaOutcome kept{static_cast<std::uint32_t>(q), places, count, count, {}};
    if (count > free) {
      count_all(mask_);
      for (std::size_t i = 0; i < members.size(); ++i) {
        if (!mask_[i]) continue;
        const bool keeps = lets_in ? above_[i] < free : at_least_[i] <= free;
        if (keeps) continue;
        ++grades_[i];
        --kept.placed;
        if (is_detailed && above_[i] < free) kept.tied.push_back(members[i]);
      }
    }
    if (is_detailed) out.quotas.push_back(std::move(kept));
  }

  const scheme::Scheme& s_;
  const PoolTask& task_;
  std::vector<std::uint32_t> keys_, is_rated_, mask_, at_least_, above_;
  std::vector<std::uint8_t> grades_;
  bool has_or_better_ = false;
};

}  // namespace

void grade_pools(const scheme::Scheme& s, const Pools& pools, std::size_t first, std::size_t last, const PoolTask& task) {
  PoolGrader grader(s, task);
  for (std::size_t pool = first; pool < last; ++pool) grader.run(pools.members(pool), false);
}

PoolOutcome grade_pool(const scheme::Scheme& s, std::span<const std::uint32_t> members, const PoolTask& task, bool is_detailed) {
  return PoolGrader(s, task).run(members, is_detailed);
}

}  // namespace pingxing::rating
