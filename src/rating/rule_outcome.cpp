#include "rating/rule_outcome.hpp"

#include <algorithm>

#include "rating/score.hpp"

namespace pingxing::rating {

using scheme::Band;
using scheme::Form;
using scheme::Rule;
using scheme::Scheme;

const Band& band_of(const Rule& rule, const Number& value, int* holding) {
  const Band* found = nullptr;
  int count = 0;
  // D-STEP: of several, and where none holds, the one with the greatest lower end ≤ the value.
  const auto is_better = [](const Band& a, const Band* b) {
    return !b || (a.when.low && (!b->when.low || *a.when.low > *b->when.low));
  };
  for (const auto& band : rule.bands) {
    if (!band.when.contains(value)) continue;
    ++count;
    if (is_better(band, found)) found = &band;
  }
  if (holding) *holding = count;
  if (found) return *found;
  for (const auto& band : rule.bands)
    if ((!band.when.low || *band.when.low <= value) && is_better(band, found)) found = &band;
  if (found) return *found;
  const Band* lowest = &rule.bands.front();
  for (const auto& band : rule.bands)
    if (!band.when.low || (lowest->when.low && *band.when.low < *lowest->when.low)) lowest = &band;
  return *lowest;
}

bool is_scoring(const Rule& rule) {
  return std::any_of(rule.bands.begin(), rule.bands.end(),
                     [](const Band& b) { return b.gives == Band::Gives::Points || b.gives == Band::Gives::Full; });
}

bool is_credit(const Rule& rule) {
  switch (rule.form) {
    case Form::MetOrNot:
    case Form::Proportion:
    case Form::Levels:
    case Form::AddEach:
    case Form::AddOnce:
    case Form::GrantEach:
    case Form::GrantOnce:
    case Form::Ballot:
    case Form::Judged:
      return true;
    case Form::Bands:
      return is_scoring(rule);
    default:
      return false;
  }
}

std::optional<RuleOutcome> apply_rule(const Rule& rule, const Facts& facts, std::size_t row, const Number& points,
                                      const Scheme& s, std::vector<int>& missing) {
  RuleOutcome out;
  if (rule.form == Form::Ballot) {
    for (std::size_t e = 0; e < rule.electorates.size(); ++e) {
      const int input = rule.inputs[e];
      const auto mean = input_value(facts, input, row);
      if (!mean) {
        missing.push_back(input);
        continue;
      }
      const auto& limits = s.inputs[static_cast<std::size_t>(input)];
      const Number full = limits.high ? *limits.high : points;
      const Number scaled = full == points || full.is_zero() ? *mean : *mean * points / full;
      out.credit += scaled * rule.electorates[e].share / Number(100);
    }
    if (!missing.empty()) return std::nullopt;
    if (rule.at_most) out.credit = min(out.credit, *rule.at_most);
    return out;
  }
  const int input = rule.inputs.front();
  const auto value = input_value(facts, input, row);
  if (!value) {
    if (rule.without_samples) {
      out.credit = *rule.without_samples;
      return out;
    }
    missing.push_back(input);
    return std::nullopt;
  }
  const bool yes = *value == Number(1);
  switch (rule.form) {
    case Form::MetOrNot:
      if (yes)
        out.credit = points;
      else
        out.is_void = true;
      break;
    case Form::DeductEach:
      out.deduction = rule.amount * *value;
      break;
    case Form::DeductOnce:
      if (yes) out.deduction = rule.amount;
      break;
    case Form::DeductUnless:
      if (!yes) out.deduction = rule.amount;
      break;
    case Form::Shortfall:
      out.deduction = rule.amount * max(Number(0), rule.required - *value);
      break;
    case Form::Steps: {
      const Number steps = max(Number(0), *value - rule.over) / rule.per;
      out.deduction = rule.amount * (rule.counts_begun ? steps.ceil() : steps.floor());
      break;
    }
    case Form::Void:
      out.is_void = yes;
      break;
    case Form::VoidUnless:
      out.is_void = !yes;
      break;
    case Form::Bands: {
      int holding = 0;
      const Band& band = band_of(rule, *value, &holding);
      out.is_gap = holding == 0;
      out.is_overlap = holding > 1;
      switch (band.gives) {
        case Band::Gives::Points:
          out.credit = band.points;
          break;
        case Band::Gives::Full:
          out.credit = points;
          break;
        case Band::Gives::Nothing:
          out.is_void = !is_scoring(rule);
          break;
        case Band::Gives::Deduction:
          out.deduction = band.points;
          break;
        case Band::Gives::NoDeduction:
          break;
      }
      break;
    }
    case Form::Proportion:
      out.credit = points * *value / rule.amount;
      break;
    case Form::Levels: {
      const auto packed = static_cast<std::uint64_t>(value->whole().value_or(0));
      for (std::size_t i = 0; i < rule.levels.size(); ++i) {
        const auto times = static_cast<std::int64_t>(packed >> (4 * i) & 0xF);
        if (rule.is_highest_only) {
          if (times > 0) out.credit = max(out.credit, rule.levels[i].points);
        } else
          out.credit += rule.levels[i].points * Number(times);
      }
      break;
    }
    case Form::AddEach:
    case Form::GrantEach:
      out.credit = rule.amount * *value;
      break;
    case Form::AddOnce:
    case Form::GrantOnce:
      if (yes) out.credit = rule.amount;
      break;
    case Form::Judged:
      out.credit = *value;
      break;
    case Form::JudgedDeduction:
      out.deduction = *value;
      break;
    case Form::Exemption:
    case Form::Ballot:
      break;
  }
  if (rule.at_most) {
    out.credit = min(out.credit, *rule.at_most);
    out.deduction = min(out.deduction, *rule.at_most);
  }
  return out;
}

}  // namespace pingxing::rating
