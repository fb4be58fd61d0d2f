#include "scheme/blanks.hpp"

#include <algorithm>

#include "scheme/pattern.hpp"
#include "scheme/rule_words.hpp"

namespace pingxing::scheme {

namespace {

/// 0, or no, neither gives nor takes anything.
bool is_of_events(const Rule& rule) {
  switch (rule.form) {
    case Form::DeductEach:
    case Form::DeductOnce:
    case Form::Steps:
    case Form::Void:
    case Form::Levels:
    case Form::AddEach:
    case Form::AddSteps:
    case Form::AddOnce:
    case Form::GrantEach:
    case Form::Exemption:
      return rule.samples == Samples::One;
    case Form::JudgedDeduction:
      return rule.samples != Samples::Mean;
    case Form::Judged:  // 酌情加1至5分
      return rule.samples == Samples::Sum ||
             (!rule.is_to_full && rule.lowest.is_zero() && rule.samples == Samples::One);
    default:
      return false;
  }
}

}  // namespace

bool is_blank_zero(const Scheme& s, int input) {
  const auto holds = [&](const Rule& rule) {
    return std::find(rule.inputs.begin(), rule.inputs.end(), input) != rule.inputs.end();
  };
  const int owner = s.inputs[static_cast<std::size_t>(input)].indicator;
  bool is_said = s.properties.is_blank_zero.value_or(false), is_used = false;
  const auto note_section = [&](int section) {
    for (int up = section; up >= 0; up = s.sections[static_cast<std::size_t>(up)].parent)
      is_said |= s.sections[static_cast<std::size_t>(up)].attributes.is_blank_zero;
  };
  if (owner >= 0) {
    const auto& item = s.indicators[static_cast<std::size_t>(owner)];
    is_said |= item.attributes.is_blank_zero;
    note_section(item.section);
    for (const auto& rule : item.rules) {
      if (!holds(rule)) continue;
      is_used = true;
      const bool is_score = rule.form == Form::Judged && rule.samples != Samples::Sum;
      if (is_score || !is_of_events(rule)) return false;
    }
  }
  for (const auto& bonus : s.bonuses) {
    if (!holds(bonus.rule)) continue;
    is_used = true;
    is_said |= bonus.attributes.is_blank_zero;
    note_section(bonus.section);
    if (!is_of_events(bonus.rule)) return false;
  }
  const auto type = s.inputs[static_cast<std::size_t>(input)].type;
  const bool is_event = type == InputType::YesNo || type == InputType::Count;
  const auto names_it = [&](const std::vector<Condition>& conditions) {
    return std::any_of(conditions.begin(), conditions.end(),
                       [&](const Condition& c) { return c.kind == Condition::Kind::Input && c.target == input; });
  };
  for (const auto& measure : s.measures) {
    if (!names_it(measure.conditions)) continue;
    is_used |= is_event;
    is_said |= measure.attributes.is_blank_zero;
    note_section(measure.section);
    const bool holds_at_zero =
        std::any_of(measure.conditions.begin(), measure.conditions.end(), [&](const Condition& c) {
          return c.kind == Condition::Kind::Input && c.target == input && c.interval.contains(Number(0));
        });
    if (holds_at_zero) return false;  // 未签订责任书 read as no would be a finding against them
  }
  for (const auto& rule : s.grading.rules)
    if (names_it(rule.conditions)) return false;
  for (const auto& one : s.consequences)
    if (names_it(one.conditions) || one.amount_of == input) return false;
  return is_said && is_used;
}

bool says_blank_is_zero(std::string_view text) {
  if (text.size() > 120 || !holds_any(text, {"空", "填", "lank", "mpty"})) return false;
  for (const std::string_view mark : {"。", ";", "."})
    if (text.ends_with(mark)) text.remove_suffix(mark.size());
  static const Patterns forms = {
      "(空白|空格|不填|未填|空着|空白的|不填的|未填的|没填的|空白处|空白项)[的][,|:](视为|按|为|算|计|作|即为|以|等于|)"
      "[没有|无|零]*(0|零|0次|0分|0项|没有|无|没有发生|未发生|没有的)[计|算|计算|处理|次]*",
      "(没有发生|未发生|没有|无|没有的|没发生|未出现)[的|的情况|的情形|的项目|此类情况]*[,](可|可以|可不|可以不|不用|"
      "不必|无须|无需|不需)[不]*(填|填写|填报)",
      "(blank|blanks|empty cells|an empty cell|a blank cell|blank cells)[:| means| mean| counts as| count as| is| are| "
      "=] (0|zero|none|nothing happened)",
      "leave blank (where|if) (nothing happened|none|there is none|there was none)"};
  return forms.match(Piece(text, nullptr), [](std::string_view, std::string_view) { return false; }).has_value();
}

}  // namespace pingxing::scheme
