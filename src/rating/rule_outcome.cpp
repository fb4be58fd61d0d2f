#include "rating/rule_outcome.hpp"

#include <algorithm>

#include "base/check.hpp"
#include "rating/inner_cap.hpp"
#include "rating/score.hpp"
#include "scheme/outcome.hpp"

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

namespace {

/// What a ballot's mean of one electorate gives.
Number ballot_points(const Rule& rule, std::size_t electorate, const Number& mean, const Number& points,
                     const Scheme& s) {
  const auto& limits = s.inputs[static_cast<std::size_t>(rule.inputs[electorate])];
  const Number full = limits.high ? *limits.high : points;
  const Number scaled = full == points || full.is_zero() ? mean : mean * points / full;
  return scaled * rule.electorates[electorate].share / Number(100);
}

void add_band(const Rule& rule, const Band& band, const Number& points, RuleOutcome& out) {
  switch (band.gives) {
    case Band::Gives::Points:
      out.credit = band.points;
      break;
    case Band::Gives::Full:
      out.credit = points;
      break;
    case Band::Gives::Share:
      out.credit = points * band.points;
      break;
    case Band::Gives::Nothing:
      out.is_void = !scheme::is_scoring(rule.bands);
      break;
    case Band::Gives::Deduction:
      out.deduction = band.points;
      break;
    case Band::Gives::NoDeduction:
      break;
  }
}

/// What a value comes to, before the rule's own cap. No ballots: they have several values.
RuleOutcome outcome_of(const Rule& rule, const Number& value, const Number& points) {
  RuleOutcome out;
  const bool yes = value == Number(1);
  switch (rule.form) {
    case Form::MetOrNot:
      if (yes)
        out.credit = points;
      else
        out.is_void = true;
      break;
    case Form::DeductEach:
      out.deduction = rule.amount * value;
      break;
    case Form::DeductOnce:
      if (yes) out.deduction = rule.amount;
      break;
    case Form::DeductUnless:
      if (!yes) out.deduction = rule.amount;
      break;
    case Form::Shortfall:
      out.deduction = rule.amount * max(Number(0), rule.required - value);
      break;
    case Form::Steps: {
      const Number steps = max(Number(0), value - rule.over) / rule.per;
      out.deduction = rule.amount * (rule.counts_begun ? steps.ceil() : steps.floor());
      break;
    }
    case Form::StepsBelow:
      out.deduction = rule.amount * (max(Number(0), rule.over - value) / rule.per).floor();
      break;
    case Form::AddSteps:
      out.credit = rule.amount * (max(Number(0), value - rule.over) / rule.per).floor();
      break;
    case Form::Void:
      out.is_void = yes;
      break;
    case Form::VoidUnless:
      out.is_void = !yes;
      break;
    case Form::Bands: {
      int holding = 0;
      const Band& band = band_of(rule, value, &holding);
      out.is_gap = holding == 0;
      out.is_overlap = holding > 1;
      add_band(rule, band, points, out);
      break;
    }
    case Form::Proportion:
      out.credit = rule.at_full.value_or(points) * value / rule.amount;
      break;
    case Form::Levels: {
      const auto packed = static_cast<std::uint64_t>(value.whole().value_or(0));
      for (std::size_t i = 0; i < rule.levels.size(); ++i) {
        const auto times = static_cast<std::int64_t>(packed >> (4 * i) & 0xF);
        Number& into = rule.is_deducting ? out.deduction : out.credit;
        if (rule.is_highest_only) {
          if (times > 0) into = max(into, rule.levels[i].points);
        } else
          into += rule.levels[i].points * Number(times);
      }
      break;
    }
    case Form::AddEach:
    case Form::GrantEach:
      out.credit = rule.amount * value;
      break;
    case Form::AddOnce:
    case Form::GrantOnce:
      if (yes) out.credit = rule.amount;
      break;
    case Form::Judged:
      out.credit = value;
      break;
    case Form::JudgedDeduction:
      out.deduction = value;
      break;
    case Form::Exemption:
    case Form::Ballot:
      break;
  }
  return out;
}

/// A part of an item (S-1.9): its points are what the rule speaks of, a void is of the part alone, and no more than the
/// part is given or taken.
void keep_to_part(const Rule& rule, RuleOutcome& out) {
  if (!rule.part) return;
  if (out.is_void && !scheme::gives_points(rule)) out.deduction = *rule.part;
  out.is_void = false;
  out.credit = min(out.credit, *rule.part);
  out.deduction = min(out.deduction, *rule.part);
}

/// S-1.16
void keep_to_inner(const Rule& rule, const Facts& facts, std::size_t row, RuleOutcome& out) {
  const auto shares = inner_shares(*rule.inner, {{&rule, &entries_of(facts, rule.inputs.front(), row)}});
  Number listed(0);
  for (const auto& one : shares) listed += one.points;
  CHECK(listed == out.credit + out.deduction);  // the gate takes no figure without its entries
  (scheme::gives_points(rule) ? out.credit : out.deduction) = kept_of(shares);
}

}  // namespace

std::optional<RuleOutcome> apply_rule(const Rule& rule, const Facts& facts, std::size_t row, const Number& item_points,
                                      const Scheme& s, std::vector<int>& missing) {
  const Number& points = rule.part ? *rule.part : item_points;
  RuleOutcome out;
  if (rule.form == Form::Ballot) {
    for (std::size_t e = 0; e < rule.electorates.size(); ++e) {
      const auto mean = input_value(facts, rule.inputs[e], row);
      if (!mean)
        missing.push_back(rule.inputs[e]);
      else
        out.credit += ballot_points(rule, e, *mean, points, s);
    }
    if (!missing.empty()) return std::nullopt;
  } else {
    const auto value = input_value(facts, rule.inputs.front(), row);
    if (value) {
      out = outcome_of(rule, *value, points);
      if (rule.inner) keep_to_inner(rule, facts, row, out);
    } else if (rule.without_samples &&
               !facts.inputs[static_cast<std::size_t>(rule.inputs.front())].is_not_applicable(row)) {
      out.credit = *rule.without_samples;
    } else {
      missing.push_back(rule.inputs.front());
      return std::nullopt;
    }
  }
  if (rule.at_most) {
    out.credit = min(out.credit, *rule.at_most);
    out.deduction = min(out.deduction, *rule.at_most);
  }
  keep_to_part(rule, out);
  return out;
}

RuleRange range_of(const Rule& rule, const Number& item_points, const Scheme& s) {
  const Number& points = rule.part ? *rule.part : item_points;
  std::optional<RuleRange> out;
  const auto take_in = [&](RuleOutcome outcome) {
    keep_to_part(rule, outcome);
    if (!out) out = RuleRange{Range::of(outcome.credit), Range::of(outcome.deduction), false};
    out->credit.take_in(outcome.credit);
    out->deduction.take_in(outcome.deduction);
    out->may_void |= outcome.is_void;
  };
  // A figure without a limit is held to count_limit, which is there for slips of the pen.
  const auto has_limit = [](const std::optional<Number>& high) { return high && *high < scheme::count_limit; };
  switch (rule.form) {
    case Form::Bands:
      for (const auto& band : rule.bands) {
        RuleOutcome one;
        add_band(rule, band, points, one);
        take_in(one);
      }
      break;
    case Form::Levels: {
      RuleOutcome none, most;
      Number& into = rule.is_deducting ? most.deduction : most.credit;
      for (const auto& level : rule.levels) into = max(into, level.points);
      take_in(none);
      take_in(most);
      if (!rule.is_highest_only && !into.is_zero()) (rule.is_deducting ? out->deduction : out->credit).high.reset();
      break;
    }
    case Form::Ballot:
      out.emplace();
      for (std::size_t e = 0; e < rule.electorates.size(); ++e) {
        const auto& input = s.inputs[static_cast<std::size_t>(rule.inputs[e])];
        Range mean{input.low, has_limit(input.high) ? input.high : std::nullopt};
        out->credit += mean.mapped([&](const Number& n) { return ballot_points(rule, e, n, points, s); });
      }
      break;
    default: {
      const auto& input = s.inputs[static_cast<std::size_t>(rule.inputs.front())];
      if (input.type == scheme::InputType::YesNo) {
        take_in(outcome_of(rule, Number(0), points));
        take_in(outcome_of(rule, Number(1), points));
        break;
      }
      const bool is_listed = input.entries != scheme::Entries::None;
      take_in(outcome_of(rule, is_listed ? Number(0) : input.low.value_or(Number(0)), points));
      const auto at_high = outcome_of(rule, input.high.value_or(scheme::count_limit), points);
      take_in(at_high);
      const bool is_summed = is_listed || rule.samples == scheme::Samples::Sum;  // its limits are of each
      if (has_limit(input.high) && !is_summed) break;
      if (at_high.credit > Number(0)) out->credit.high.reset();
      if (at_high.deduction > Number(0)) out->deduction.high.reset();
    }
  }
  if (rule.at_most) {
    out->credit.cap_at(*rule.at_most);
    out->deduction.cap_at(*rule.at_most);
  }
  if (rule.part) {
    out->credit.cap_at(*rule.part);
    out->deduction.cap_at(*rule.part);
  }
  return *out;
}

}  // namespace pingxing::rating
