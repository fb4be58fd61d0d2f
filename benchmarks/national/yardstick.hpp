// The yardstick: the rating of the national population specialised by hand, as fast as we can make it while it stays
// readable. A general engine is measured against it. It rates this one rubric, from narrow columns within their
// declared ranges, and nothing else.
#pragma once
#include <cstdint>
#include <vector>

#include "columns.hpp"

namespace pingxing::national {

/// The two thresholds that the what-ifs move, in tenths.
struct Thresholds {
  std::uint16_t five_stars = 900;   // total from which a five is given; at least 800
  std::uint16_t item34_full = 900;  // rate from which item 34 is in full; at least 850
};
inline constexpr Thresholds what_if_a{.five_stars = 880};
inline constexpr Thresholds what_if_b{.item34_full = 880};

/// A result table for this population, its ids set, the rest 0.
Table make_result(const Table& population);

class Yardstick {
 public:
  /// Sets memory aside for rating `population` (which must outlive it) with `threads` (at least 1) threads: 4 bytes a
  /// row, 4 bytes a pool and thread. Every pool of the population is below origin().pools (not checked).
  Yardstick(const Table& population, unsigned threads);

  /// Fills all 49 columns of `result`, which make_result made for the population.
  void rate(const Thresholds& thresholds, Table& result);
  /// The same without rank and star.
  void rate_items(const Thresholds& thresholds, Table& result);

 private:
  void count_pools();
  void rate_rows(const Thresholds& thresholds, Table& result, std::size_t begin, std::size_t end,
                 std::uint32_t* cursor);
  void return_ranks(Table& result, std::size_t begin, std::size_t end, std::uint32_t* cursor) const;

  const Table& population_;
  unsigned threads_;
  Table gathered_;                    // one column: the rows' keys, pool by pool; then their ranks and stars
  std::vector<std::uint32_t> first_;  // by pool: its first place in the gathered column; and the end
  std::vector<std::vector<std::uint32_t>> cursors_;  // by thread and pool: where the thread's next row goes
};

}  // namespace pingxing::national
