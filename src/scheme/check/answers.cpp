// Items that leave where they are not applicable, or are used up; and ledgers of bad points: what is never reached,
// says nothing, or says it twice.
#include <algorithm>
#include <vector>

#include "scheme/check/families.hpp"
#include "scheme/check/maxima.hpp"
#include "scheme/check_messages.hpp"
#include "scheme/outcome.hpp"

namespace pingxing::scheme {

namespace {

/// Thresholds in points beside items that leave the full points.
void check_leaving(const Scheme& s, Problems& problems) {
  const auto leaving = std::find_if(s.indicators.begin(), s.indicators.end(), [&](const Indicator& one) {
    if (one.not_applicable != NotApplicable::Leaves) return false;
    for (int up = one.section; up >= 0; up = s.sections[static_cast<std::size_t>(up)].parent)
      if (s.sections[static_cast<std::size_t>(up)].weight) return false;  // the weight makes it good
    return true;
  });
  if (leaving == s.indicators.end()) return;
  for (const auto& rule : s.grading.rules)
    for (const auto& c : rule.conditions) {
      const bool is_in_points = c.kind == Condition::Kind::Total && !c.share_of && c.interval.low;
      if (is_in_points) return problems.add(findings::not_applicable_points, c.place, {c.text, leaving->id});
    }
}

/// The most that an item's rules deduct; nothing where there is no limit.
std::optional<Number> most_deducted(const Indicator& item) {
  Number most(0);
  for (const auto& rule : item.rules) {
    if (rule.reach != Reach::Item || rule.form == Form::Exemption) continue;
    if (rule.form == Form::Void || rule.form == Form::VoidUnless) continue;
    if (rule.form == Form::DeductOnce || rule.form == Form::DeductUnless)
      most += rule.at_most ? std::min(*rule.at_most, rule.amount) : rule.amount;
    else if (rule.at_most)
      most += *rule.at_most;
    else
      return std::nullopt;
  }
  return most;
}

void check_used_up(const Scheme& s, Problems& problems) {
  for (const auto& item : s.indicators) {
    if (!item.after_zero || !item.points) continue;
    if (std::any_of(item.rules.begin(), item.rules.end(), gives_points)) continue;
    const auto most = most_deducted(item);
    if (most && *most < *item.points)
      problems.add(findings::at_zero_never, item.after_zero->place, {item.id, most->exact(), item.points->exact()});
  }
}

struct Threshold {
  const Condition* when;
  int weight;  // of what follows: words 0, a demotion 1, a ceiling 2, out 3
  Effect::Kind kind;
  bool is_each;
};

int weight_of(Effect::Kind kind) {
  switch (kind) {
    case Effect::Kind::Demoted:
      return 1;
    case Effect::Kind::AtMost:
      return 2;
    case Effect::Kind::Disqualified:
    case Effect::Kind::OutOfScope:
      return 3;
    default:
      return 0;
  }
}

void check_thresholds(const Scheme& s, int ledger, Problems& problems) {
  std::vector<Threshold> all;
  for (const auto& one : s.measures)
    for (const auto& c : one.conditions)
      if (c.kind == Condition::Kind::Ledger && c.target == ledger)
        all.push_back({&c, weight_of(one.effect.kind), one.effect.kind, false});
  for (const auto& one : s.consequences)
    for (const auto& c : one.conditions)
      if (c.kind == Condition::Kind::Ledger && c.target == ledger)
        all.push_back({&c, 0, Effect::Kind::None, one.each_of >= 0});
  Number most(0);
  bool is_open = false, has_line = false;
  for (const auto& entry : s.bonuses) {
    if (!is_ledger(s, entry) || ledger_of(s, entry.section) != ledger) continue;
    has_line = true;
    const auto here = rule_maximum(entry.rule, entry.rule.highest);
    is_open |= !here;
    if (here) most += *here;
  }
  const auto& section = s.sections[static_cast<std::size_t>(ledger)];
  if (has_line && all.empty()) problems.add(findings::ledger_without_threshold, section.place, {section.title});
  if (!has_line && !all.empty()) problems.add(findings::ledger_without_lines, section.place, {section.title});
  for (std::size_t i = 0; i < all.size(); ++i) {
    const auto& one = all[i];
    if (has_line && !is_open && most < *one.when->interval.low)
      problems.add(findings::ledger_unreached, one.when->place, {one.when->text, most.exact()});
    for (std::size_t k = 0; k < i && !one.is_each; ++k) {
      const auto& other = all[k];
      if (other.is_each) continue;
      const Number &a = *one.when->interval.low, &b = *other.when->interval.low;
      const bool is_alike = a == b && one.kind == other.kind && one.kind != Effect::Kind::None;
      const auto& later = other.when->place.line > one.when->place.line ? other : one;
      const auto& earlier = &later == &one ? other : one;
      if (is_alike)
        problems.add(findings::ledger_twice, later.when->place,
                     {later.when->text, std::to_string(earlier.when->place.line)});
      const auto& higher = a > b ? one : other;
      const auto& lower = a > b ? other : one;
      if (a != b && higher.weight < lower.weight && !lower.when->interval.high)
        problems.add(findings::ledger_order, higher.when->place,
                     {higher.when->text, std::to_string(lower.when->place.line)});
    }
  }
}

}  // namespace

void check_answers(const Reading& r, Problems& problems) {
  const Scheme& s = r.scheme;
  check_leaving(s, problems);
  check_used_up(s, problems);
  for (std::size_t k = 0; k < s.sections.size(); ++k) {
    const int section = static_cast<int>(k);
    if (s.sections[k].kind == SectionKind::Ledger && ledger_of(s, section) == section)
      check_thresholds(s, section, problems);
  }
}

}  // namespace pingxing::scheme
