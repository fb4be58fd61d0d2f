// The yardstick's kernels for one block of rows: items, sections, total and stars before the quota.
#pragma once
#include <array>
#include <cstdint>

#include "yardstick.hpp"

namespace pingxing::national {

inline constexpr std::size_t block_rows = 1024;  // what a block reads and writes stays in the second-level cache

/// The result of one block, column by column; a column of `result_columns` stands in `bytes` unless it is wider.
struct alignas(64) Block {
  std::array<std::array<std::uint8_t, block_rows>, result_columns.size()> bytes;
  std::array<std::uint16_t, block_rows> total;
  std::array<std::uint32_t, block_rows> key;  // total, t8, t4 from high to low, then 3 bits of star_down
};

/// Where the first row of a block stands in each of the 55 input columns.
using BlockFacts = std::array<const std::byte*, input_columns.size()>;

/// Rates `rows` (at most block_rows) organisations: fills s01 to t8, total, star_raw, star_down and key.
void rate_block(const BlockFacts& facts, std::size_t rows, const Thresholds& thresholds, Block& block);

}  // namespace pingxing::national
