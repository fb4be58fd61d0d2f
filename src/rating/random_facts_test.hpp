// Random facts for a scheme, for property tests: values within their limits, lists of samples and of entries, answers
// that are no figure, gaps where asked for; and the dice that the schemes are thrown with.
#pragma once
#include <rapidcheck.h>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "rating/facts.hpp"
#include "rating/score.hpp"
#include "scheme/scheme.hpp"

namespace pingxing::rating {

inline int between(int low, int high) { return *rc::gen::inRange(low, high + 1); }
inline bool coin() { return *rc::gen::arbitrary<bool>(); }
inline bool one_in(int n) { return between(1, n) == 1; }
inline std::string tenths(int n) { return Number::scaled(n, 1).exact(); }

/// A figure that the input may have; few different ones, so that ties and thresholds are hit.
inline Number random_figure(const scheme::Input& input) {
  const auto end = [](const std::optional<Number>& limit, int other) {
    return limit ? static_cast<int>(std::min<std::int64_t>(limit->floor().whole().value_or(other), 100)) : other;
  };
  const int low = end(input.low, 0), high = end(input.high, 6);
  switch (input.type) {
    case scheme::InputType::YesNo:
      return Number(between(0, 1));
    case scheme::InputType::Choice:
      return Number(between(0, static_cast<int>(input.choices.size()) - 1));
    case scheme::InputType::Count:
      return Number(between(low, std::min(high, 7)));
    case scheme::InputType::Percent:
      if (high < 100) return Number(between(low, high));
      return coin() ? Number(std::int64_t(*rc::gen::element(0, 50, 55, 60, 70, 75, 80, 85, 90, 100)))
                    : Number::scaled(between(0, 1000), 1);
    case scheme::InputType::Choices:
      return Number(std::int64_t(between(0, 2)) | std::int64_t(between(0, 1)) << 4 | std::int64_t(between(0, 1)) << 8);
    default:
      return coin() ? Number(between(low, high)) : Number::scaled(between(low * 2, high * 2) * 5, 1);
  }
}

/// Entries of a cell that lists them, and their sum.
inline void random_entries(const scheme::Input& input, std::size_t row, InputColumn& into) {
  std::vector<Entry> made;
  Number sum(0);
  for (int k = between(0, 4); k > 0; --k) {
    made.push_back(
        {{2026, between(1, 12), *rc::gen::element(1, 4, 5, 6, 28)}, coin() ? "甲" : "乙", random_figure(input)});
    sum += made.back().amount;
  }
  const bool is_new = into.values.size() == row;
  is_new ? into.values.push_number(sum) : into.values.set_number(row, sum);
  if (is_new)
    into.counts.push(1);
  else
    into.counts.set(row, 1);
  if (!made.empty()) into.entries.emplace(row, std::move(made));
}

/// Nothing where the cell is missing.
inline std::optional<std::vector<Entry>> entries_in(const Facts& facts, int input, std::size_t row) {
  if (!input_value(facts, input, row)) return std::nullopt;
  const auto& all = facts.inputs[static_cast<std::size_t>(input)].entries;
  const auto found = all.find(row);
  return found == all.end() ? std::vector<Entry>() : found->second;
}

/// 每次酌情减1至3分: what all times come to.
inline bool is_summed(const scheme::Scheme& s, int input) {
  const auto is = [&](const scheme::Rule& rule) {
    return rule.samples == scheme::Samples::Sum && rule.inputs.front() == input;
  };
  for (const auto& item : s.indicators)
    if (std::any_of(item.rules.begin(), item.rules.end(), is)) return true;
  return std::any_of(s.bonuses.begin(), s.bonuses.end(), [&](const auto& bonus) { return is(bonus.rule); });
}

/// The item is answered 不适用 in all of its cells.
inline void leave_out(const scheme::Indicator& item, std::size_t row, Facts& facts) {
  for (const auto& rule : item.rules)
    for (const int input : rule.inputs) {
      auto& column = facts.inputs[static_cast<std::size_t>(input)];
      column.values.set_missing(row);
      if (column.counts.size()) column.counts.set(row, 0);
      column.set_not_applicable(row, true);
    }
}

/// Facts for the scheme.
inline Facts random_facts(const scheme::Scheme& s, std::size_t count, bool has_missing) {
  Facts facts;
  facts.count = count;
  const int pools = between(1, 4), one_missing_in = has_missing ? *rc::gen::element(4, 15, 40) : 0;
  for (int p = 0; p < pools; ++p) facts.pool_names.push_back("组" + std::to_string(p));
  for (std::size_t row = 0; row < count; ++row) {
    facts.ids.push("id" + std::to_string(row));
    facts.pools.push_back(static_cast<std::uint32_t>(between(0, pools - 1)));
    facts.kinds.push_back(static_cast<std::uint8_t>(between(0, 1)));
  }
  for (const auto& input : s.inputs) {
    InputColumn column;
    for (std::size_t row = 0; row < count; ++row) {
      const bool is_missing = has_missing && one_in(one_missing_in);
      if (input.entries != scheme::Entries::None) {
        if (is_missing) {
          column.values.push_number(Number(0));
          column.counts.push(0);
        } else {
          random_entries(input, row, column);
        }
      } else if (input.is_list && is_summed(s, static_cast<int>(facts.inputs.size()))) {
        Number sum;
        for (int k = between(1, 3); k > 0 && !is_missing; --k) sum += random_figure(input);
        column.values.push_number(sum);
        column.counts.push(is_missing ? 0 : 1);
      } else if (input.is_list && input.type != scheme::InputType::Choices) {
        const int samples = is_missing ? 0 : between(1, 3);
        Number sum;
        for (int k = 0; k < samples; ++k) sum += random_figure(input);
        column.values.push_number(sum);
        column.counts.push(samples);
      } else if (is_missing) {
        column.values.push_missing();
      } else {
        // Now and then a fraction without an end, which no integer holds.
        const bool is_third = has_missing && input.type == scheme::InputType::Percent && between(0, 30) == 0;
        column.values.push_number(is_third ? Number::fraction(260, 3) : random_figure(input));
      }
    }
    facts.inputs.push_back(std::move(column));
  }
  for (const auto& item : s.indicators)
    for (std::size_t row = 0; row < count && has_missing; ++row)
      if (item.not_applicable != scheme::NotApplicable::Refused && one_in(6)) leave_out(item, row, facts);
  return facts;
}

inline History random_history(const Facts& facts) {
  History history;
  history.rounds = 3;
  for (std::size_t row = 0; row < facts.count; ++row)
    if (!one_in(4)) history.grades[std::string(facts.ids[row])] = {between(-1, 4), between(-1, 4), between(-1, 4)};
  return history;
}

}  // namespace pingxing::rating
