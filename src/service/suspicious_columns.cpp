#include "service/suspicious_columns.hpp"

#include <string>

#include "rating/score.hpp"
#include "service/fact_limits.hpp"
#include "service/input_words.hpp"
#include "service/messages.hpp"
#include "service/people_text.hpp"

namespace pingxing::service {

namespace {

enum class Shares { None, Some, OnlyOnes };

/// Per cents that all lie between 0 and 1: somebody wrote 0.935 for 93.5%.
Shares shares_in(const rating::InputColumn& column) {
  bool has_share = false, has_one = false;
  for (std::size_t row = 0; row < column.values.size(); ++row) {
    if (column.values.is_missing(row)) continue;
    Number one = column.values.number(row);
    if (column.counts.size()) one = one / Number(column.counts.raw(row));
    if (one > Number(1)) return Shares::None;
    has_one |= one == Number(1);
    has_share |= one > Number(0) && one < Number(1);
  }
  return has_share ? Shares::Some : has_one ? Shares::OnlyOnes : Shares::None;
}

}  // namespace

void warn_of_columns(const scheme::Scheme& s, const rating::Facts& facts, const std::vector<bool>& has_marks,
                     const ColumnCells& cells, const CellProblems& problems) {
  for (std::size_t i = 0; i < s.inputs.size(); ++i) {
    const auto& input = s.inputs[i];
    const auto& column = facts.inputs[i];
    if (column.values.size() == 0) continue;  // it has no column: told with the header
    const std::string header = s.header(static_cast<int>(i));
    if (input.type == scheme::InputType::Percent && !has_marks[i]) {
      const bool is_asked = limits_by_rules(s, static_cast<int>(i)).is_share_asked;
      const Shares shares = shares_in(column);
      if (shares == Shares::Some) problems.add(facts_percent_scale, cells.header(i), {header});
      if (shares == Shares::OnlyOnes && is_asked) problems.add(facts_percent_ones, cells.header(i), {header});
    }
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
