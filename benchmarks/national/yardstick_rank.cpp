#include "yardstick_rank.hpp"

#include <algorithm>
#include <cstring>
#include <vector>

namespace pingxing::national {
namespace {

using i32 = std::int32_t;
using u32 = std::uint32_t;
constexpr std::size_t lane_count = 8;
using Lanes [[gnu::vector_size(lane_count * sizeof(i32))]] = i32;

/// ranks[i] = 1 + how many of the n keys are greater than keys[i]. Both have room for n rounded up to 16.
[[gnu::always_inline]] inline void count_ranks(const i32* keys, std::size_t n, i32* ranks) {
  for (std::size_t i = 0; i < n; i += 2 * lane_count) {
    Lanes low, high, rank_low = Lanes{} + 1, rank_high = Lanes{} + 1;
    std::memcpy(&low, keys + i, sizeof low);
    std::memcpy(&high, keys + i + lane_count, sizeof high);
    for (std::size_t other = 0; other < n; ++other) {
      const Lanes key = Lanes{} + keys[other];
      rank_low -= key > low;  // true is -1
      rank_high -= key > high;
    }
    std::memcpy(ranks + i, &rank_low, sizeof low);
    std::memcpy(ranks + i + lane_count, &rank_high, sizeof high);
  }
}

/// The last rank that still holds `star` within the quota: equals stand or fall together. `tally` is all 0 and stays
/// so.
[[gnu::always_inline]] inline i32 last_within(const i32* ranks, const i32* stars, std::size_t n, i32 star,
                                              std::size_t quota, i32* tally) {
  for (std::size_t i = 0; i < n; ++i) tally[ranks[i]] += stars[i] == star;
  i32 last = 0;
  std::size_t candidates = 0;
  for (i32 rank = 1; rank <= static_cast<i32>(n); ++rank) {
    candidates += static_cast<std::size_t>(tally[rank]);
    if (candidates > quota) break;
    last = rank;
  }
  std::memset(tally, 0, (n + 1) * sizeof *tally);
  return last;
}

}  // namespace

[[gnu::target_clones("arch=x86-64-v3", "default")]] void rank_pools(std::span<const u32> first, u32* keys) {
  std::size_t largest = 0;
  for (std::size_t pool = 0; pool + 1 < first.size(); ++pool)
    largest = std::max<std::size_t>(largest, first[pool + 1] - first[pool]);
  const std::size_t room = largest + 2 * lane_count;
  std::vector<i32> memory(4 * room);
  i32 *const order = memory.data(), *const stars = order + room, *const ranks = stars + room,
             *const tally = ranks + room;

  for (std::size_t pool = 0; pool + 1 < first.size(); ++pool) {
    u32* const of_pool = keys + first[pool];
    const std::size_t n = first[pool + 1] - first[pool];
    for (std::size_t i = 0; i < n; ++i) {
      order[i] = static_cast<i32>(of_pool[i] >> 3);
      stars[i] = static_cast<i32>(of_pool[i] & 7);
    }
    count_ranks(order, n, ranks);
    for (const i32 star : {5, 4}) {
      const i32 last = last_within(ranks, stars, n, star, n * (star == 5 ? 10 : 20) / 100, tally);
      for (std::size_t i = 0; i < n; ++i) stars[i] -= (stars[i] == star) & (ranks[i] > last);
    }
    for (std::size_t i = 0; i < n; ++i) of_pool[i] = static_cast<u32>(ranks[i] << 3 | stars[i]);
  }
}

}  // namespace pingxing::national
