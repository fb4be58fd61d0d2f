// Items that are answered 不适用: what the cells of an item say together, and where the points of those items go that
// leave. Follows docs/rating.md, S-1.14.
#pragma once
#include <map>

#include "rating/facts.hpp"
#include "scheme/scheme.hpp"

namespace pingxing::rating {

/// What the cells of an item's inputs say: nothing so far, figures, that the item is not applicable, or both of these,
/// which is a contradiction.
enum class Answer { Open, Figures, NotApplicable, Mixed };
Answer answer_of(const scheme::Scheme& scheme, const scheme::Indicator& item, const Facts& facts, std::size_t row);

/// Points of items that left, by what becomes of them: they leave the maximum, or the rest of a section or of the whole
/// is scaled up for them.
class Departed {
 public:
  static constexpr int leaves = -2, whole = -1;  // else a section
  static int target_of(const scheme::Indicator& item) {
    return item.not_applicable == scheme::NotApplicable::Leaves ? leaves : item.scaled_in;
  }

  void add(int target, const Number& points) { by_target_[target] += points; }
  void add(const Departed& other) {
    for (const auto& [target, points] : other.by_target_) add(target, points);
  }
  /// What the rest of `target` is to be scaled up for; it is then settled.
  Number take(int target);
  [[nodiscard]] Number sum() const;
  [[nodiscard]] bool has_any() const { return !by_target_.empty(); }
  /// All of these points as so many others: of a section that shares its points, or has a weight.
  [[nodiscard]] Departed as(const Number& points) const;

 private:
  std::map<int, Number> by_target_;
};

}  // namespace pingxing::rating
