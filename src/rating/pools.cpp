#include "rating/pools.hpp"

#include <algorithm>
#include <utility>

#include "rating/kernels.hpp"
#include "rating/parallel.hpp"

namespace pingxing::rating {

Pools Pools::of(const Facts& facts, const JoinedPools& joined) {
  Pools pools;
  pools.starts.assign(facts.pool_count() + 1, 0);
  pools.rows.resize(facts.count);
  if (facts.pools.empty()) {
    for (std::size_t row = 0; row < facts.count; ++row) pools.rows[row] = static_cast<std::uint32_t>(row);
    pools.starts[1] = static_cast<std::uint32_t>(facts.count);
    return pools;
  }
  for (const auto pool : facts.pools) ++pools.starts[joined.of(pool) + 1];
  for (std::size_t p = 1; p < pools.starts.size(); ++p) pools.starts[p] += pools.starts[p - 1];
  auto next = pools.starts;
  for (std::size_t row = 0; row < facts.count; ++row)
    pools.rows[next[ranked_in(facts, joined, row)]++] = static_cast<std::uint32_t>(row);
  return pools;
}

std::uint32_t quota_places(const scheme::Quota& quota, const scheme::Properties& properties, std::uint32_t base) {
  if (quota.count)
    return static_cast<std::uint32_t>(std::clamp<std::int64_t>(quota.count->whole().value_or(0), 0, UINT32_MAX));
  const auto places = (*quota.share * Number(base) / Number(100)).floor().whole().value_or(0);
  const bool at_least_one =
      properties.quota_rounding == scheme::QuotaRounding::AtLeastOne && base > 0 && *quota.share > Number(0);
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
  /// Without a branch: who of a pool is a candidate can hardly be foretold.
  void enter_where(bool is_candidate, std::uint32_t member, std::int32_t key) {
    keys_[n_] = key;
    members_[n_] = member;
    n_ += is_candidate;
  }
  [[nodiscard]] std::size_t size() const { return n_; }
  [[nodiscard]] std::uint32_t member(std::size_t i) const { return members_[i]; }
  [[nodiscard]] std::uint32_t count(std::size_t i) const { return static_cast<std::uint32_t>(counts_[i]); }
  void count_above() {
    n_ <= pairwise_max ? kernels().count_above(keys_.data(), n_, counts_.data()) : count_sorted(true);
  }
  void count_at_least() {
    n_ <= pairwise_max ? kernels().count_at_least(keys_.data(), n_, counts_.data()) : count_sorted(false);
  }

 private:
  void count_sorted(bool is_above) {
    std::vector<std::int32_t> sorted(keys_.begin(), keys_.begin() + static_cast<std::ptrdiff_t>(n_));
    std::sort(sorted.begin(), sorted.end());
    for (std::size_t i = 0; i < n_; ++i) {
      const auto from = is_above ? std::upper_bound(sorted.begin(), sorted.end(), keys_[i])
                                 : std::lower_bound(sorted.begin(), sorted.end(), keys_[i]);
      counts_[i] = static_cast<std::int32_t>(sorted.end() - from);
    }
  }

  std::vector<std::int32_t> keys_, counts_;
  std::vector<std::uint32_t> members_;
  std::size_t n_ = 0;
};

class PoolGrader {
 public:
  PoolGrader(const scheme::Scheme& s, const PoolTask& task)
      : s_(s), task_(task), unrated_(static_cast<std::uint8_t>(s.grading.grades.size())) {
    for (const auto& quota : s.grading.quotas) has_or_better_ |= quota.or_better;
    places_.resize(s.grading.quotas.size());
  }

  /// Tied members in the outcome are indices into `members`. `rows` of them matters only where falls are asked.
  PoolOutcome run(std::span<PoolEntry> members, std::span<const std::uint32_t> rows, bool is_detailed) {
    rows_ = rows;
    PoolOutcome out = gather(members);
    // P-1 Ranks over all that are rated: equal ones share a rank, and the next ranks are skipped.
    contest_.count_above();
    for (std::size_t i = 0; i < contest_.size(); ++i) members[contest_.member(i)].key_or_rank = contest_.count(i) + 1;
    // P-2 From the best grade down: who does not fit falls to the next one and competes there.
    std::uint32_t placed_above = 0;
    std::size_t q = 0;
    for (std::uint8_t grade = 0; grade < unrated_; ++grade) {
      for (; q < s_.grading.quotas.size() && s_.grading.quotas[q].grade == grade; ++q)
        apply(q, grade, placed_above, members, is_detailed, out);
      if (has_or_better_)
        placed_above += static_cast<std::uint32_t>(
            std::count_if(members.begin(), members.end(), [&](const PoolEntry& m) { return m.grade == grade; }));
    }
    return out;
  }

  /// The same for rows anywhere.
  PoolOutcome run(std::span<const std::uint32_t> rows, bool is_detailed) {
    entries_.clear();
    for (const auto row : rows) entries_.push_back({task_.keys[row], task_.status[row], task_.allowed[row]});
    PoolOutcome out = run(entries_, rows, is_detailed);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      task_.ranks[rows[i]] = entries_[i].key_or_rank;
      task_.grades[rows[i]] = entries_[i].grade;
    }
    for (auto& quota : out.quotas)
      for (auto& member : quota.tied) member = rows[member];
    return out;
  }

 private:
  PoolOutcome gather(std::span<PoolEntry> members) {
    PoolOutcome out;
    contest_.clear(members.size());
    for (std::size_t i = 0; i < members.size(); ++i) {
      auto& member = members[i];
      const auto status = static_cast<Status>(member.status);
      out.in_scope += status != Status::OutOfScope;
      out.eligible += status == Status::Rated || status == Status::Pending;
      out.pending += status == Status::Pending;
      contest_.enter_where(status == Status::Rated, static_cast<std::uint32_t>(i),
                           static_cast<std::int32_t>(member.key_or_rank));
      if (status == Status::Rated) continue;
      member.grade = unrated_;
      member.key_or_rank = 0;
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
  void apply(std::size_t q, std::uint8_t grade, std::uint32_t placed_above, std::span<PoolEntry> members,
             bool is_detailed, PoolOutcome& out) {
    const auto& quota = s_.grading.quotas[q];
    const std::uint32_t all_places = places(q, out.base), taken = quota.or_better ? placed_above : 0;
    const std::uint32_t free = all_places > taken ? all_places - taken : 0;
    contest_.clear(members.size());
    for (std::size_t i = 0; i < members.size(); ++i)  // a better rank is a larger key
      contest_.enter_where(members[i].grade == grade, static_cast<std::uint32_t>(i),
                           -static_cast<std::int32_t>(members[i].key_or_rank));
    const auto count = static_cast<std::uint32_t>(contest_.size());
    QuotaOutcome kept{static_cast<std::uint32_t>(q), all_places, count, count, {}};
    if (count > free) {
      const bool lets_in = s_.properties.tie_rule == scheme::TieRule::LetIn;
      lets_in ? contest_.count_above() : contest_.count_at_least();
      std::vector<std::size_t> left_out;
      for (std::size_t i = 0; i < contest_.size(); ++i) {
        const bool is_out = contest_.count(i) >= free + !lets_in;
        auto& member = members[contest_.member(i)];
        member.grade += is_out;
        if (is_out && !task_.open.empty()) member.grade = first_open(member.grade, rows_[contest_.member(i)]);
        kept.placed -= is_out;
        if (is_detailed && is_out) left_out.push_back(i);
      }
      if (is_detailed && !lets_in) {
        contest_.count_above();
        for (const auto i : left_out)
          if (contest_.count(i) < free) kept.tied.push_back(contest_.member(i));
      }
    }
    if (is_detailed) out.quotas.push_back(std::move(kept));
  }

  /// From the grade down.
  [[nodiscard]] std::uint8_t first_open(std::uint8_t grade, std::uint32_t row) const {
    while (grade < unrated_ && !task_.open[grade].empty() && !task_.open[grade][row]) ++grade;
    return grade;
  }

  static constexpr std::uint32_t places_kept = 4096;
  const scheme::Scheme& s_;
  const PoolTask& task_;
  std::uint8_t unrated_;
  bool has_or_better_ = false;
  Contest contest_;
  std::vector<PoolEntry> entries_;
  std::span<const std::uint32_t> rows_;
  std::vector<std::vector<std::uint32_t>> places_;
};

}  // namespace

void grade_all_pools(const scheme::Scheme& s, const Facts& facts, const JoinedPools& joined, unsigned threads,
                     const PoolTask& task, PoolScratch& scratch) {
  const std::size_t n = facts.count, pool_count = facts.pool_count();
  auto& [starts, slots, cursors, entries, rows] = scratch;
  slots.resize(n);
  entries.resize(n);
  rows.resize(task.open.empty() ? 0 : n);
  starts.resize(pool_count + 1);
  const unsigned shares = n < 65'536 ? 1 : std::max(1u, threads);
  cursors.resize(shares);
  in_shares(n, shares,
            [&facts, &joined, &cursors = cursors, pool_count](unsigned share, std::size_t first, std::size_t last) {
              auto& counts = cursors[share];
              counts.assign(pool_count, 0);
              for (std::size_t row = first; row < last; ++row) ++counts[ranked_in(facts, joined, row)];
            });
  std::uint32_t place = 0;
  for (std::size_t pool = 0; pool < pool_count; ++pool) {
    starts[pool] = place;
    for (auto& cursor : cursors) place += std::exchange(cursor[pool], place);
  }
  starts[pool_count] = place;
  in_shares(n, shares, [&facts, &joined, &scratch, &task](unsigned share, std::size_t first, std::size_t last) {
    auto& cursor = scratch.cursors[share];
    for (std::size_t row = first; row < last; ++row) {
      const auto slot = cursor[ranked_in(facts, joined, row)]++;
      scratch.slots[row] = slot;
      scratch.entries[slot] = {task.keys[row], task.status[row], task.allowed[row]};
      if (!scratch.rows.empty()) scratch.rows[slot] = static_cast<std::uint32_t>(row);
    }
  });
  in_parallel(pool_count, threads, 64, [&s, &scratch, &task](std::size_t first, std::size_t last) {
    PoolGrader grader(s, task);
    const std::span<PoolEntry> all(scratch.entries);
    const std::span<const std::uint32_t> all_rows(scratch.rows);
    for (std::size_t pool = first; pool < last; ++pool) {
      const std::size_t from = scratch.starts[pool], size = scratch.starts[pool + 1] - from;
      grader.run(all.subspan(from, size), all_rows.empty() ? all_rows : all_rows.subspan(from, size), false);
    }
  });
  in_parallel(n, threads, 65'536, [&scratch, &task](std::size_t first, std::size_t last) {
    for (std::size_t row = first; row < last; ++row) {
      const auto entry = scratch.entries[scratch.slots[row]];
      task.ranks[row] = entry.key_or_rank;
      task.grades[row] = entry.grade;
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

PoolOutcome grade_pool(const scheme::Scheme& s, std::span<const std::uint32_t> members, const PoolTask& task,
                       bool is_detailed) {
  return PoolGrader(s, task).run(members, is_detailed);
}

}  // namespace pingxing::rating
