#include "service/fact_limits.hpp"

#include <algorithm>
#include <string>
#include <string_view>

#include "base/text.hpp"

namespace pingxing::service {

namespace {

using scheme::Form;
using scheme::InputType;

const Number hundred(100), small_rate(10);  // per cent

template <class Each>
void each_rule(const scheme::Scheme& s, int input, Each each) {
  const auto look = [&](const scheme::Rule& rule) {
    if (std::find(rule.inputs.begin(), rule.inputs.end(), input) != rule.inputs.end()) each(rule);
  };
  for (const auto& indicator : s.indicators)
    for (const auto& rule : indicator.rules) look(rule);
  for (const auto& bonus : s.bonuses) look(bonus.rule);
}

/// The highest number that a rule sets against a rate; nothing where it names none.
std::optional<Number> highest_named(const scheme::Rule& rule) {
  std::optional<Number> highest;
  const auto note = [&](const Number& value) {
    if (value > Number(0) && (!highest || value > *highest)) highest = value;
  };
  for (const auto& band : rule.bands)
    for (const auto& end : {band.when.low, band.when.high})
      if (end) note(*end);
  note(rule.over);
  note(rule.required);
  return highest;
}

}  // namespace

bool is_called_rate(std::string_view name) {
  constexpr std::string_view words[] = {"率", "比例", "占比", "比重", "百分比", "rate", "ratio", "percent", "share"};
  const std::string text = folded(name);
  return std::any_of(std::begin(words), std::end(words),
                     [&](std::string_view word) { return text.find(word) != text.npos; });
}

std::optional<Number> FactLimits::gap() const {
  if (judged_from) return judged_from;
  return is_share_asked ? std::optional(Number(1)) : std::nullopt;
}

FactLimits limits_by_rules(const scheme::Scheme& s, int input) {
  const auto& of = s.inputs[static_cast<std::size_t>(input)];
  FactLimits limits;
  std::optional<Number> highest;
  each_rule(s, input, [&](const scheme::Rule& rule) {
    if (rule.form == Form::Proportion && of.type != InputType::Percent) limits.whole = rule.amount;
    if (rule.form == Form::Ballot) limits.is_ballot = true;
    const bool is_judged = rule.form == Form::Judged || rule.form == Form::JudgedDeduction;
    if (is_judged && rule.lowest > Number(0) && of.low == Number(0)) limits.judged_from = rule.lowest;
    if (const auto named = highest_named(rule); named && (!highest || *named > *highest)) highest = named;
  });
  const bool is_rate = of.type == InputType::Percent || (limits.whole == hundred && is_called_rate(of.name));
  if (limits.whole && (!of.high || *of.high >= scheme::count_limit)) limits.most = limits.whole;
  limits.is_share_asked = is_rate && (limits.whole || !highest || *highest > small_rate);
  return limits;
}

bool may_be_not_applicable(const scheme::Scheme& s, int input) {
  const int item = s.inputs[static_cast<std::size_t>(input)].indicator;
  return item >= 0 && s.indicators[static_cast<std::size_t>(item)].not_applicable != scheme::NotApplicable::Refused;
}

}  // namespace pingxing::service
