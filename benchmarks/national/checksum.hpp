// The checksum of a table: per column the plain sum and the sum weighted by id, folded in the order of the columns.
// Rows may stand in any order; two tables with the same checksum hold the same values. Any engine can fold its own
// columns: the sums can be made in SQL as well.
#pragma once
#include <cstdint>
#include <span>

#include "columns.hpp"

namespace pingxing::national {

/// The mixing step of splitmix64.
constexpr std::uint64_t mix(std::uint64_t z) {
  z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9;
  z = (z ^ z >> 27) * 0x94D049BB133111EB;
  return z ^ z >> 31;
}

class Checksum {
 public:
  /// The next column, by its two sums mod 2^64: sum of v, and sum of v * (id mod 65521 + 1). Scores in tenths.
  void fold(std::uint64_t sum, std::uint64_t weighted) { hash_ = mix(mix(hash_ ^ sum) ^ weighted); }

  /// The next column, by its values (any integer type) and the ids of the same rows. As many ids as values.
  template <class T, class Id>
  void fold_column(std::span<T> values, std::span<Id> ids) {
    std::uint64_t sum = 0, weighted = 0;
    for (std::size_t row = 0; row < values.size(); ++row) {
      const auto value = static_cast<std::uint64_t>(values[row]);
      sum += value;
      weighted += value * (static_cast<std::uint64_t>(ids[row]) % 65521 + 1);
    }
    fold(sum, weighted);
  }

  std::uint64_t value() const { return hash_; }

 private:
  std::uint64_t hash_ = 0;
};

/// Over all 55 columns of an input table.
std::uint64_t checksum_input(const Table& population);
/// Over the 49 columns of a result table behind its id.
std::uint64_t checksum_result(const Table& result);

/// What the checksums must be.
struct Expected {
  std::uint64_t rows, input, result, what_if_a, what_if_b;
};
inline constexpr std::array<Expected, 4> expected = {{
    {10'000, 0xc15c4654968e1101, 0x7a239df5f1628dd8, 0x53a9b9f4380dfc91, 0x5bf1e7e821be8106},
    {100'000, 0x18fba04de6a1df26, 0x1b1316df22bb673a, 0xfb5e4b8b3679a107, 0xbddbfe10f9fb2332},
    {1'000'000, 0x16667c36eff8789b, 0x16d3a8e43e19090c, 0x20747c46ac863b5d, 0xbb3419333929c435},
    {5'300'000, 0x7babc85c574f7f5d, 0xc1634d914229af42, 0x3d9b2d0549879d9a, 0x0492028e0d3931f0},
}};

}  // namespace pingxing::national
