// What rules can pay against what an item has: too much, too little, two rules for one figure, no limit.
#include "scheme/check/families.hpp"
#include "scheme/check/maxima.hpp"
#include "scheme/check/words.hpp"
#include "scheme/check_messages.hpp"
#include "scheme/outcome.hpp"

#include <algorithm>

namespace pingxing::scheme {

namespace {

/// Rules that each give points by a measure of their own, as against those that add up grants or only deduct.
bool is_measure(const Rule& rule) {
  switch (rule.form) {
    case Form::Proportion:
    case Form::Ballot:
    case Form::Judged:
      return true;
    case Form::Levels:
      return !rule.is_deducting;
    case Form::Bands:
      return rule_maximum(rule, Number(1)) != Number(0);
    default:
      return false;
  }
}

bool is_grant(const Rule& rule) {
  return rule.form == Form::GrantOnce || rule.form == Form::GrantEach || rule.form == Form::AddOnce ||
         rule.form == Form::AddEach || rule.form == Form::AddSteps || rule.form == Form::MetOrNot;
}

void check_indicator(const Indicator& one, Problems& problems) {
  const bool has_parts =
      std::any_of(one.rules.begin(), one.rules.end(), [](const Rule& rule) { return rule.part.has_value(); });
  if (!one.points || !one.has_written_rule || has_parts) return;
  const Number points = *one.points;
  int measures = 0;
  Number measured(0), most(0);
  bool gives = false, is_open = false, is_over = false;
  for (const auto& rule : one.rules) {
    if (!is_measure(rule) && !is_grant(rule)) continue;
    gives = true;
    const auto highest = rule_maximum(rule, points);
    if (!highest) {
      is_open = true;
      continue;
    }
    if (*highest > points) {
      is_over = true;
      problems.add(findings::band_over_points, rule.place, {rule.name, highest->exact(), points.exact()});
    }
    most += *highest;
    if (is_measure(rule)) {
      ++measures;
      measured += *highest;
    }
  }
  if (!gives || is_over) return;
  if (measures > 1 && measured > points)
    problems.add(findings::subpoints_missing, one.place,
                 {one.id, std::to_string(measures), measured.exact(), points.exact()});
  if (!is_open && most < points)
    problems.add(findings::case_undefined, one.place, {one.id, points.exact(), most.exact(), (points - most).exact()});
}

/// Rates that may pass 100 by their nature.
bool may_exceed(const std::string& name) {
  return ends_with_any(name, {"完成率", "增长率", "增幅", "completion rate", "growth"});
}

void check_limits(const Scheme& s, Problems& problems) {
  for (const auto& one : s.indicators)
    for (const auto& rule : one.rules)
      if (rule.form == Form::Proportion && !rule.at_most && !one.attributes.range && may_exceed(rule.name))
        problems.add(findings::cap_missing, rule.place,
                     {rule.name, Text{"下面加一行“范围:0至100”", "add a line “range: 0 to 100”"}});
  for (const auto& bonus : s.bonuses) {
    bool is_capped = false;  // by its section or by one around it
    for (int up = bonus.section; up >= 0; up = s.sections[static_cast<std::size_t>(up)].parent)
      is_capped |= s.sections[static_cast<std::size_t>(up)].kind == SectionKind::Bonus &&
                   s.sections[static_cast<std::size_t>(up)].points.has_value();
    if (is_bonus(s, bonus) && !is_capped && !rule_maximum(bonus.rule, bonus.rule.highest))
      problems.add(findings::cap_missing, bonus.rule.place,
                   {bonus.rule.name, Text{"在后面写“,最多4分”,或在标题后写“(最多10分)”",
                                          "add “, at most 4”, or “(up to 10 points)” behind the heading"}});
  }
}

/// One large figure and no word on how it is judged, in a scheme that has rules for most others.
void check_judged(const Scheme& s, Problems& problems) {
  std::size_t written = 0;
  Number total(0);
  for (const auto& one : s.indicators) {
    written += one.has_written_rule ? 1 : 0;
    total += points_of(s, one);
  }
  if (written * 2 <= s.indicators.size()) return;
  for (const auto& one : s.indicators) {
    const auto& a = one.attributes;
    const bool is_explained =
        !a.method.empty() || !a.evidence.empty() || !a.assessor.empty() || !assessor_of(s, one.section).empty();
    if (!one.points || is_explained || one.has_written_rule) continue;
    if (*one.points >= Number(10) && *one.points * Number(10) >= total)
      problems.add(findings::rule_missing, one.place, {one.id, one.points->exact()});
  }
}

}  // namespace

void check_payments(const Reading& r, Problems& problems) {
  const Scheme& s = r.scheme;
  for (const auto& one : s.indicators) check_indicator(one, problems);
  check_limits(s, problems);
  check_judged(s, problems);
}

}  // namespace pingxing::scheme
