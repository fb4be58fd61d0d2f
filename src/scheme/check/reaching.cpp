// Limits and points that no rule ever comes to: a bonus capped above what its lines add, an item of which most is
// never lost.
#include <algorithm>

#include "scheme/check/families.hpp"
#include "scheme/check/maxima.hpp"
#include "scheme/check/words.hpp"
#include "scheme/check_messages.hpp"

namespace pingxing::scheme {

namespace {

void check_caps(const Scheme& s, Problems& problems) {
  for (std::size_t i = 0; i < s.sections.size(); ++i) {
    const auto& section = s.sections[i];
    if (section.kind != SectionKind::Bonus || !section.points) continue;
    Number most(0);
    bool is_open = false, has_any_line = false;
    for (const auto& bonus : s.bonuses) {
      int up = bonus.section;
      while (up >= 0 && up != static_cast<int>(i)) up = s.sections[static_cast<std::size_t>(up)].parent;
      if (up < 0) continue;
      has_any_line = true;
      const auto here = rule_maximum(bonus.rule, bonus.rule.highest);
      is_open |= !here;
      if (here) most += *here;
    }
    if (has_any_line && !is_open && most < *section.points)
      problems.add(findings::cap_unreached, section.place, {section.title, section.points->exact(), most.exact()});
  }
}

/// What a rule takes at most; nothing where it has no end or is none that takes a settled amount.
std::optional<Number> taken(const Rule& rule) {
  if (rule.reach != Reach::Item) return Number(0);
  std::optional<Number> most;
  switch (rule.form) {
    case Form::DeductOnce:
    case Form::DeductUnless:
      most = rule.amount;
      break;
    case Form::JudgedDeduction:
      if (rule.is_to_full) return std::nullopt;
      most = rule.highest;
      break;
    case Form::Shortfall:
      most = rule.required * rule.amount;
      break;
    case Form::Exemption:
      return Number(0);
    default:
      if (!rule.at_most) return std::nullopt;
      break;
  }
  return rule.at_most && (!most || *rule.at_most < *most) ? rule.at_most : most;
}

/// Items that only deduct, and never half of what they have.
void check_items(const Reading& r, Problems& problems) {
  if (r.says_any({"基本分", "基础分", "其余为", "the rest is given"})) return;
  for (const auto& one : r.scheme.indicators) {
    if (!one.points || !one.has_written_rule || one.may_go_below_zero) continue;
    Number most(0);
    bool is_bounded = !one.rules.empty();
    for (const auto& rule : one.rules) {
      const auto here = taken(rule);
      is_bounded = is_bounded && here && !rule.part;
      if (here) most += *here;
    }
    if (!is_bounded || most.is_zero() || most * Number(2) >= *one.points) continue;
    problems.add(findings::deductions_short, one.place,
                 {one.id, one.points->exact(), most.exact(), (*one.points - most).exact()});
  }
}

}  // namespace

void check_reaching(const Reading& r, Problems& problems) {
  check_caps(r.scheme, problems);
  check_items(r, problems);
}

}  // namespace pingxing::scheme
