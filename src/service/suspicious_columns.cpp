#include "service/suspicious_columns.hpp"

#include <string>

#include "rating/score.hpp"
#include "service/input_words.hpp"
#include "service/messages.hpp"
#include "service/people_text.hpp"

namespace pingxing::service {

namespace {

/// Per cents that all lie between 0 and 1: somebody wrote 0.935 for 93.5%.
bool looks_like_shares(const rating::InputColumn& column) {
  bool has_share = false;
  for (std::size_t row = 0; row < column.values.size(); ++row) {
    if (column.values.is_missing(row)) continue;
    Number one = column.values.number(row);
    if (column.counts.size()) one = one / Number(column.counts.raw(row));
    if (one > Number(1)) return false;
    has_share |= one > Number(0) && one < Number(1);
  }
  return has_share;
}

}  // namespace

void warn_of_columns(const scheme::Scheme& s, const rating::Facts& facts, const std::vector<bool>& has_marks,
                     const ColumnCells& cells, const CellProblems& problems) {
  for (std::size_t i = 0; i < s.inputs.size(); ++i) {
    const auto& input = s.inputs[i];
    const auto& column = facts.inputs[i];
    if (column.values.size() == 0) continue;  // it has no column: told with the header
    const std::string header = s.header(static_cast<int>(i));
    if (input.type == scheme::InputType::Percent && !has_marks[i] && looks_like_shares(column))
      problems.add(facts_percent_scale, cells.header(i), {header});
    if (facts.kinds.empty() || input.kinds.empty()) continue;
    std::vector<bool> applies;
    for (std::size_t k = 0; k < s.properties.kinds.size(); ++k)
      applies.push_back(rating::applies_to(s, input.kinds, static_cast<std::uint8_t>(k)));
    std::size_t count = 0, first = 0;
    for (std::size_t row = 0; row < facts.count; ++row) {
      if (facts.kinds[row] == rating::no_kind || applies[facts.kinds[row]] || column.values.is_missing(row)) continue;
      const bool says_nothing = column.values.raw(row) == 0 && column.values.number(row).is_zero();
      if (says_nothing) continue;  // 否 and 0 fill up a sheet; what is kept as a fraction has no raw number
      if (count++ == 0) first = row;
    }
    if (count)
      problems.add(facts_not_applicable, cells.cell(first, i),
                   {header, counted(count, "cell", "cells"), list_of(input.kinds)});
  }
}

}  // namespace pingxing::service
