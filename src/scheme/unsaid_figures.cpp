#include "scheme/unsaid_figures.hpp"

#include <algorithm>

namespace pingxing::scheme {

namespace {

/// What uses an input, in so far as it matters when nobody writes it.
struct Uses {
  bool is_any = false, is_of_events = true;  // takes or adds points only where it happened
  bool is_required = false;                  // yes is what is asked for
};

Uses uses_of(const Scheme& s, int input) {
  Uses uses;
  const auto rule = [&](const Rule& one) {
    if (std::find(one.inputs.begin(), one.inputs.end(), input) == one.inputs.end()) return;
    uses.is_any = true;
    switch (one.form) {
      case Form::DeductEach:
      case Form::DeductOnce:
      case Form::Void:
      case Form::AddEach:
      case Form::AddOnce:
      case Form::AddSteps:
      case Form::GrantEach:
      case Form::GrantOnce:
      case Form::JudgedDeduction:
      case Form::Exemption:
        return;
      case Form::Levels:
        uses.is_of_events &= s.inputs[static_cast<std::size_t>(input)].type == InputType::Choices;
        return;
      default:
        uses.is_of_events = false;
        uses.is_required |=
            one.form == Form::MetOrNot || one.form == Form::VoidUnless || one.form == Form::DeductUnless;
    }
  };
  for (const auto& indicator : s.indicators)
    for (const auto& one : indicator.rules) rule(one);
  for (const auto& bonus : s.bonuses) rule(bonus.rule);
  const auto condition = [&](const Condition& one, bool is_wanted) {
    if (one.kind != Condition::Kind::Input || one.target != input) return;
    uses.is_any = true;
    const bool holds_at_none = one.interval.contains(Number(0));
    if (holds_at_none == is_wanted) return;  // 命案:0起; 取消资格 where it happened
    uses.is_of_events = false;
    uses.is_required = true;
  };
  for (const auto& measure : s.measures)
    for (const auto& one : measure.conditions) condition(one, false);
  for (const auto& grade : s.grading.rules)
    for (const auto& one : grade.conditions) condition(one, true);
  return uses;
}

}  // namespace

std::string cell_unless_said(const Scheme& s, int input, Example::Others others) {
  if (others == Example::Others::Unsaid) return "";
  const auto type = s.inputs[static_cast<std::size_t>(input)].type;
  const Uses uses = uses_of(s, input);
  if (!uses.is_any) return "";
  if (type == InputType::YesNo) {
    if (uses.is_of_events) return "否";
    return others == Example::Others::Fine && uses.is_required ? "是" : "";
  }
  if (!uses.is_of_events || type == InputType::Percent) return "";
  if (type == InputType::Choices) return "无";
  return type == InputType::Count || type == InputType::Amount || type == InputType::Points ? "0" : "";
}

}  // namespace pingxing::scheme
