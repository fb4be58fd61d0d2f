// Ranks and quotas within pools, on one key a subject: larger is better, equal is equal. Follows docs/rating.md,
// P-1 to P-4. Knows nothing of how the keys came about.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "rating/decide.hpp"
#include "rating/small_pools.hpp"
#include "scheme/scheme.hpp"

namespace pingxing::rating {

/// Rows grouped by pool: the members of pool p are rows[starts[p]] … rows[starts[p + 1]].
struct Pools {
  std::vector<std::uint32_t> starts, rows;
  static Pools of(const Facts& facts, const JoinedPools& joined = {});  // who was joined away has no members
  [[nodiscard]] std::size_t count() const { return starts.size() - 1; }
  [[nodiscard]] std::span<const std::uint32_t> members(std::size_t pool) const {
    return std::span(rows).subspan(starts[pool], starts[pool + 1] - starts[pool]);
  }
};

/// What was kept of a quota in one pool.
struct QuotaOutcome {
  std::uint32_t quota = 0;  // index into grading.quotas
  std::uint32_t places = 0, candidates = 0, placed = 0;
  std::vector<std::uint32_t> tied;  // rows left out because they tie at the cut
};

struct PoolOutcome {
  std::uint32_t in_scope = 0, eligible = 0, pending = 0;
  std::uint32_t base = 0;            // of shares
  std::vector<QuotaOutcome> quotas;  // only where detailed
};

/// Places that a quota gives in a pool with that base.
std::uint32_t quota_places(const scheme::Quota& quota, const scheme::Properties& properties, std::uint32_t base);

/// What the grading of pools reads and writes; all spans have one entry a row.
struct PoolTask {
  std::span<const std::uint32_t> keys;              // of rated rows
  std::span<const std::uint8_t> status;             // Status
  std::span<const std::uint8_t> allowed;            // grade that the subject brings
  std::span<const std::vector<std::uint8_t>> open;  // by grade, then row: whether it may fall to it; empty: it may
  std::span<std::uint8_t> grades;                   // out
  std::span<std::uint32_t> ranks;                   // out: 1 2 2 4; 0 for who is not rated
};

/// One member while its pool is graded.
struct PoolEntry {
  std::uint32_t key_or_rank = 0;  // in: its key; out: its rank
  std::uint8_t status = 0;        // Status
  std::uint8_t grade = 0;         // in: what it brings; out: what it gets
};

/// Room for the subjects of a population in the order of their pools.
struct PoolScratch {
  std::vector<std::uint32_t> starts, slots;
  std::vector<std::vector<std::uint32_t>> cursors;  // by thread, by pool
  std::vector<PoolEntry> entries;
  std::vector<std::uint32_t> rows;  // of the entries; only where falls are asked
};

/// Ranks and grades all pools of a large population. Rows of a pool may lie anywhere: they are brought together once,
/// graded side by side, and the results taken back, so that memory is touched at random twice a row.
/// `scratch` may be used again for the same population.
void grade_all_pools(const scheme::Scheme& scheme, const Facts& facts, const JoinedPools& joined, unsigned threads,
                     const PoolTask& task, PoolScratch& scratch);

/// All pools one after the other, each with what its explanation needs.
std::vector<PoolOutcome> grade_pools_in_detail(const scheme::Scheme& scheme, const Pools& pools, const PoolTask& task);

/// One pool, with all that its explanation needs.
PoolOutcome grade_pool(const scheme::Scheme& scheme, std::span<const std::uint32_t> members, const PoolTask& task,
                       bool is_detailed);

}  // namespace pingxing::rating
