#include "rating/rows.hpp"

#include <algorithm>

namespace pingxing::rating {

void rate_row(const scheme::Scheme& s, const Facts& facts, const History& history, std::size_t row, Rating& rating) {
  const Scores scores = score_subject(s, facts, row, Tracing::Off);
  const Series series = series_of(history, facts.ids[row]);
  const Decision decision = decide_grade(s, scores, facts, row, series, Tracing::Off);
  for (std::size_t i = 0; i < rating.items.size(); ++i) rating.items[i].set(row, scores.items[i].score);
  for (std::size_t k = 0; k < rating.sections.size(); ++k)
    if (rating.sections[k].size()) rating.sections[k].set(row, scores.sections[k].score);
  rating.total.set(row, scores.total);
  if (rating.graded_total.size()) rating.graded_total.set(row, scores.graded_total);
  const bool is_unsettled = scores.is_pending() && decision.status == Status::Rated;
  rating.status[row] = static_cast<std::uint8_t>(is_unsettled ? Status::Pending : decision.status);
  rating.earned[row] = static_cast<std::uint8_t>(decision.earned);
  rating.allowed[row] = static_cast<std::uint8_t>(decision.allowed);
  for (const auto& grade : rating.falls.grades)
    rating.open[static_cast<std::size_t>(grade.grade)][row] =
        is_unsettled || unmet_in_falling(s, grade, decision.by_rules, scores, facts, row, series).empty();
}

void number_keys(const scheme::Scheme& s, Rating& rating, std::span<const std::uint32_t> rows) {
  std::vector<std::uint32_t> rated;
  for (const auto row : rows)
    if (rating.status[row] == static_cast<std::uint8_t>(Status::Rated)) rated.push_back(row);
  std::vector<const ScoreColumn*> order = {rating.graded_total.size() ? &rating.graded_total : &rating.total};
  for (const auto& tie : s.grading.ties)
    order.push_back(tie.is_section ? &rating.sections[static_cast<std::size_t>(tie.target)]
                                   : &rating.items[static_cast<std::size_t>(tie.target)]);
  const auto compare = [&](std::uint32_t a, std::uint32_t b) {
    for (const auto* column : order)
      if (const auto c = column->compare(a, b); c != 0) return c;
    return std::strong_ordering::equal;
  };
  std::sort(rated.begin(), rated.end(), [&](auto a, auto b) { return compare(a, b) < 0; });
  std::uint32_t key = 0;
  for (std::size_t i = 0; i < rated.size(); ++i) {
    if (i == 0 || compare(rated[i - 1], rated[i]) != 0) ++key;
    rating.keys[rated[i]] = key;
  }
}

bool is_irregular(const scheme::Scheme& s, const Facts& facts, std::size_t row) {
  for (std::size_t i = 0; i < s.inputs.size(); ++i) {
    const auto& column = facts.inputs[i];
    const bool is_without = column.counts.size() && column.counts.raw(row) == 0;
    if (column.is_not_applicable(row)) return true;
    if ((column.values.is_irregular(row) || is_without) && applies_to(s, s.inputs[i].kinds, facts.kind(row)))
      return true;
  }
  return false;
}

}  // namespace pingxing::rating
