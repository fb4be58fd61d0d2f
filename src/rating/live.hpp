// A rating that is kept right while facts change: one changed cell rates its subject again and grades its pool again,
// nothing else. What only the whole population tells (targets, consequences) is left to rate().
#pragma once
#include <memory>
#include <optional>

#include "rating/columns.hpp"
#include "rating/rate.hpp"

namespace pingxing::rating {

class LiveRating {
 public:
  /// Takes the facts over and rates them. The scheme and the history must outlive it.
  LiveRating(const scheme::Scheme& scheme, Facts facts, const History& history, unsigned threads = 1);

  /// Changes one cell (nothing: missing) and sets right: the subject's scores and grade, and the rank and grade of
  /// everybody in its pool.
  void set_value(std::size_t row, int input, const std::optional<Number>& value);
  /// The same of an input with samples: their sum and their number.
  void set_samples(std::size_t row, int input, const Number& sum, std::int64_t count);
  /// The same of an input that lists entries; nothing: missing.
  void set_entries(std::size_t row, int input, const std::optional<std::vector<Entry>>& entries);
  /// The answer that the item of the input is not applicable.
  void set_not_applicable(std::size_t row, int input);

  [[nodiscard]] const Facts& facts() const { return facts_; }
  [[nodiscard]] const Rating& rating() const { return rating_; }
  [[nodiscard]] std::span<const std::uint32_t> pool_members(std::size_t row) const {
    return pools_.members(ranked_in(facts_, rating_.joined, row));
  }

 private:
  void settle(std::size_t row);
  void bind();
  void rate_all();

  const scheme::Scheme& scheme_;
  const History& history_;
  Facts facts_;
  Rating rating_;
  Pools pools_;
  std::unique_ptr<ColumnProgram> program_;
  std::vector<bool> is_numbered_;  // pools whose keys are numbered, not packed: the two do not compare
  unsigned threads_;
};

}  // namespace pingxing::rating
