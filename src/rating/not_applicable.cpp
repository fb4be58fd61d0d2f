#include "rating/not_applicable.hpp"

#include <utility>

#include "rating/score.hpp"

namespace pingxing::rating {

Answer answer_of(const scheme::Scheme& s, const scheme::Indicator& item, const Facts& facts, std::size_t row) {
  bool is_left_out = false, has_figure = false;
  for (const auto& rule : item.rules) {
    if (!applies_to(s, rule.kinds, facts.kind(row))) continue;
    for (const int input : rule.inputs) {
      const bool is = facts.inputs[static_cast<std::size_t>(input)].is_not_applicable(row);
      is_left_out |= is;
      has_figure |= !is && input_value(facts, input, row).has_value();
    }
  }
  if (is_left_out) return has_figure ? Answer::Mixed : Answer::NotApplicable;
  return has_figure ? Answer::Figures : Answer::Open;
}

Number Departed::take(int target) {
  const auto found = by_target_.find(target);
  if (found == by_target_.end()) return Number(0);
  Number points = std::move(found->second);
  by_target_.erase(found);
  return points;
}

Number Departed::sum() const {
  Number sum;
  for (const auto& [target, points] : by_target_) sum += points;
  return sum;
}

Departed Departed::as(const Number& points) const {
  Departed out;
  const Number all = sum();
  if (by_target_.empty()) return out;
  if (all.is_zero())  // of shared points: as the first of these says
    out.add(by_target_.begin()->first, points);
  else
    for (const auto& [target, own] : by_target_) out.add(target, points * own / all);
  return out;
}

}  // namespace pingxing::rating
