// One item's rules applied to one subject: what they give and take, what is missing and what that leaves open, with the
// working; then the item's score, by itself or in a section that shares its points. Follows docs/rating.md, S-1, S-2.1.
#pragma once
#include <optional>
#include <vector>

#include "rating/rule_outcome.hpp"
#include "rating/score.hpp"

namespace pingxing::rating {

/// What rules come to, of one kind of points: what is known, and what is left open (S-5).
struct Sums {
  Number known;
  Range open;
  [[nodiscard]] Range range() const { return Range::of(known) + open; }
};

class ItemEvaluation {
 public:
  ItemEvaluation(const scheme::Scheme& scheme, const Facts& facts, std::size_t row, const scheme::Indicator& item,
                 Tracing tracing);

  Sums given, taken, beyond, from_total;
  bool is_void = false, may_be_void = false;
  bool is_open_beside = false;  // a deduction beside the item is not known: no void settles that
  std::vector<int> lacking;
  std::vector<Step> total_steps;

  /// First of all, once. Nothing is said yet about start, floor and cap.
  void apply_rules(std::vector<Mark>& marks);
  /// S-1.14: nothing is answered yet, and 不适用 may be.
  void may_be_left_out();
  [[nodiscard]] bool is_all_open() const { return may_be_left_out_; }
  /// S-1.5: with a start of its own, floor and cap.
  ItemScore settle_alone();
  /// S-2.1, S-2.3: of a section that shares its points; where that is settled, what is missing is not needed.
  ItemScore settle_shared(const Number& section_points, bool is_settled);

 private:
  void add(const scheme::Rule& rule, const RuleOutcome& outcome, std::vector<Mark>& marks);
  void leave_open(const scheme::Rule& rule, const std::optional<RuleOutcome>& outcome, bool may_be_exempt);
  /// S-1.16: what the item's own cap of a period or person takes off its rules together.
  void keep_to_inner();
  bool is_exempt(int rule, std::vector<int>& lacking_here);
  void note(const scheme::Rule& rule, const RuleOutcome& outcome, std::vector<Mark>& marks);
  Sums& taken_by(const scheme::Rule& rule);
  void note_times(const scheme::Rule& rule, bool is_passed, bool may_be_exempt);
  void deduct_after_zero();
  Number score();
  Number rounded(const Number& score);
  [[nodiscard]] Range alone() const;
  [[nodiscard]] bool rounds() const;

  const scheme::Scheme& s_;
  const Facts& facts_;
  std::size_t row_;
  const scheme::Indicator& item_;
  bool traces_;
  Number points_;
  bool has_credit_ = false, may_be_left_out_ = false;
  Range times_;  // of the rule whose further times are deducted for (S-1.15)
  std::vector<Step> steps_, last_steps_;
  std::vector<const scheme::Rule*> counted_;  // those whose entries are known and count
};

/// " [3月:0.5×3=1.5,封顶1]": what each period or person came to; empty where the rule has no such cap.
Phrase inner_words(const scheme::Rule& rule, const Facts& facts, std::size_t row);

/// A figure as people read it: 3次, 95%, 是.
Phrase value_text(const scheme::Scheme& scheme, const Facts& facts, int input, std::size_t row);

}  // namespace pingxing::rating
