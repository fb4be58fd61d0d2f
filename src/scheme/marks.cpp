#include "scheme/marks.hpp"

#include <algorithm>

namespace pingxing::scheme {

namespace {

bool holds(const std::vector<int>& inputs, int input) {
  return std::find(inputs.begin(), inputs.end(), input) != inputs.end();
}

/// What a rule that asks for the input says of its marks.
std::optional<Averaging> said_by(const Rule& rule, int input) {
  for (std::size_t i = 0; i < rule.inputs.size(); ++i) {
    if (rule.inputs[i] != input) continue;
    const auto& said = rule.form == Form::Ballot ? rule.electorates[i].averaging : rule.averaging;
    if (said.leaves_out()) return said;
  }
  return std::nullopt;
}

}  // namespace

Averaging averaging_of(const BallotRules& rules) {
  Averaging made;
  if (rules.trim_count && *rules.trim_count > 0) {
    made.kind = Averaging::Kind::WithoutCount;
    made.count = *rules.trim_count;
  } else if (rules.trim_share && !rules.trim_share->is_zero()) {
    made.kind = Averaging::Kind::WithoutShare;
    made.share = *rules.trim_share;
  } else if (rules.takes_median) {
    made.kind = Averaging::Kind::Median;
  }
  return made;
}

Averaging averaging_by_rule(const Scheme& s, int input) {
  const int owner = s.inputs[static_cast<std::size_t>(input)].indicator;
  if (owner >= 0)
    for (const auto& rule : s.indicators[static_cast<std::size_t>(owner)].rules)
      if (const auto said = said_by(rule, input)) return *said;
  for (const auto& bonus : s.bonuses)
    if (const auto said = said_by(bonus.rule, input)) return *said;
  return {};
}

Averaging averaging_of(const Scheme& s, int input) {
  for (const auto& rules : s.ballots)
    if (const auto said = averaging_of(rules); said.leaves_out() && holds(rules.inputs, input)) return said;
  return averaging_by_rule(s, input);
}

bool is_voted_on(const Scheme& s, int input) {
  for (const auto& rules : s.ballots)
    if (holds(rules.inputs, input)) return true;
  const int owner = s.inputs[static_cast<std::size_t>(input)].indicator;
  if (owner < 0) return false;
  const auto& rules = s.indicators[static_cast<std::size_t>(owner)].rules;
  return std::any_of(rules.begin(), rules.end(),
                     [&](const Rule& rule) { return rule.form == Form::Ballot && holds(rule.inputs, input); });
}

std::int64_t cut_of(const Averaging& averaging, std::int64_t n) {
  switch (averaging.kind) {
    case Averaging::Kind::Mean:
      return 0;
    case Averaging::Kind::WithoutCount:
      return n > 2 * static_cast<std::int64_t>(averaging.count) ? averaging.count : 0;
    case Averaging::Kind::WithoutShare:
      return (averaging.share * Number(n)).floor().whole().value_or(0);
    case Averaging::Kind::Median:
      return n > 0 ? (n - 1) / 2 : 0;
  }
  return 0;
}

}  // namespace pingxing::scheme
