// The fast path: a scheme bound to the columns of its facts becomes a flat list of kernels over blocks of rows.
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "rating/rate.hpp"

namespace pingxing::rating {

class ColumnProgram {
 public:
  /// Binds the scheme to the columns; nothing where the scheme needs fractions, rounding or history (`why` says which).
  static std::unique_ptr<ColumnProgram> bind(const scheme::Scheme& scheme, const Facts& facts,
                                             std::string* why = nullptr);
  ~ColumnProgram();

  /// Makes room in the rating for the columns that `run` fills.
  void prepare(Rating& rating) const;
  /// Scores and decides the rows [first, last): items, sections, total, status, earned, allowed and, where keys fit
  /// 32 bits, keys. Rows whose cells the integers do not tell are scored as if 0 and have to be done again.
  void run(Rating& rating, std::size_t first, std::size_t last) const;
  /// Whether a rating that was prepared by another program has columns of the same scale and width.
  [[nodiscard]] bool fits(const Rating& rating) const;
  /// Whether keys of this program compare with keys of the other.
  [[nodiscard]] bool packs_like(const ColumnProgram& other) const;
  /// Whether `run` fills the keys.
  [[nodiscard]] bool has_keys() const;
  [[nodiscard]] std::size_t kernel_count() const;

 private:
  ColumnProgram();
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace pingxing::rating
