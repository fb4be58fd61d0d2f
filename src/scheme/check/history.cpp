// Vetoes, demotions and the past: what they do at the ends of the list of grades, and together.
#include <algorithm>

#include "scheme/check/families.hpp"
#include "scheme/check/words.hpp"
#include "scheme/check_messages.hpp"

namespace pingxing::scheme {

namespace {

/// The first condition on rounds without a rise, wherever it stands; nothing where there is none.
const Condition* no_rise(const Scheme& s) {
  const auto in = [](const std::vector<Condition>& conditions) -> const Condition* {
    for (const auto& c : conditions)
      if (c.kind == Condition::Kind::NoRise) return &c;
    return nullptr;
  };
  for (const auto& one : s.consequences)
    if (const auto* c = in(one.conditions)) return c;
  for (const auto& one : s.measures)
    if (const auto* c = in(one.conditions)) return c;
  for (const auto& one : s.grading.rules)
    if (const auto* c = in(one.conditions)) return c;
  return nullptr;
}

void check_demotions(const Reading& r, Problems& problems) {
  const Scheme& s = r.scheme;
  std::vector<const Measure*> grounds;
  for (const auto& one : s.measures)
    if (one.effect.kind == Effect::Kind::Demoted) grounds.push_back(&one);
  if (grounds.empty()) return;
  if (grounds.size() > 1 && !s.properties.demotions)
    problems.add(findings::stacking_unspecified, grounds[1]->place, {std::to_string(grounds.size())});
  const bool is_said = r.says_any({"不再下降", "不再降", "最低等次不降", "降为未", "not demoted further",
                                   "is not lowered further", "stays at the lowest"});
  if (!s.grading.grades.empty() && !is_said)
    problems.add(findings::demotion_below_lowest, grounds.front()->place, {s.grading.grades.back().name});
}

void check_past(const Reading& r, Problems& problems) {
  const Scheme& s = r.scheme;
  const Condition* c = no_rise(s);
  if (!c) return;
  if (!s.properties.is_top_exempt) problems.add(findings::top_unsatisfiable, c->place, {c->text});
  const bool demotes = std::any_of(s.measures.begin(), s.measures.end(),
                                   [](const Measure& m) { return m.effect.kind == Effect::Kind::Demoted; });
  if (demotes && !r.says_any({"恢复", "restored", "regained"}))
    problems.add(findings::history_semantics, c->place, {c->text});
}

void check_vetoes(const Scheme& s, Problems& problems) {
  for (const auto& one : s.measures) {
    if (one.effect.kind == Effect::Kind::AtMost && one.effect.grade == 0 && s.grading.grades.size() > 1)
      problems.add(findings::veto_result, one.place, {one.name, s.grading.grades[0].name, s.grading.grades[1].name});
    if (one.kind != SectionKind::Veto || one.effect.kind != Effect::Kind::Disqualified || one.section < 0) continue;
    const auto& section = s.sections[static_cast<std::size_t>(one.section)];
    if (section.effect.empty() && section.title.find('(') != section.title.npos)
      problems.add(findings::veto_scope, one.place, {section.title, one.name});
  }
}

void check_open_ends(const Reading& r, Problems& problems) {
  for (const auto& line : r.named) {
    if (line.has_assessor || line.where == NamedLine::Where::Rule) continue;
    const bool is_open = starts_with_any(line.lower, {"其他", "其它", "other "}) ||
                         ends_with_any(line.lower, {"等情形", "等情况", "等行为", "and the like", "etc."});
    if (is_open) problems.add(findings::clause_open_ended, line.place, {line.name});
  }
}

}  // namespace

void check_history(const Reading& r, Problems& problems) {
  const Scheme& s = r.scheme;
  check_demotions(r, problems);
  check_past(r, problems);
  check_vetoes(s, problems);
  check_open_ends(r, problems);
}

}  // namespace pingxing::scheme
