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
    problems.add(findings::stacking_unspecified, grounds[1]->place,
                 {Phrase("有" + std::to_string(grounds.size()) + "种降级情形,没有写同时出现时降一次还是逐条降;只降一次",
                         "there are " + std::to_string(grounds.size()) +
                             " grounds of demotion; whether several count once or each is not said; they count once"),
                  Text{"加一行属性“降级累计:只降一次”或“逐条累计”", "add a property “demotions: once” or “each”"}});
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

/// 达标 below 先进: a grade that nobody is selected for; empty where there is none.
std::string passing_grade(const Scheme& s) {
  if (s.grading.grades.size() < 2) return {};
  for (const auto& grade : s.grading.grades)
    for (std::string_view word : {"达标", "合格", "称职", "及格", "胜任", "良好"})
      if (grade.name.starts_with(word)) return grade.name;
  return {};
}

/// 五星级实行一票否决 in prose or in a heading, without what then becomes of the subject.
void check_said_vetoes(const Reading& r, Problems& problems) {
  const Scheme& s = r.scheme;
  const auto& grades = s.grading.grades;
  const bool has_vetoes =
      std::any_of(s.measures.begin(), s.measures.end(), [](const Measure& m) { return m.kind == SectionKind::Veto; });
  if (has_vetoes || grades.size() < 2) return;
  for (const auto& line : r.prose) {
    if (!has_any(line.lower, {"一票否决"}) || has_any(line.lower, {"定为", "最高", "降为", "取消", "不得", "不参评"}))
      continue;
    std::size_t lowest = grades.size();
    for (std::size_t i = 0; i + 1 < grades.size(); ++i)
      if (line.text.find(grades[i].name) != line.text.npos) lowest = i;
    if (lowest == grades.size()) continue;
    problems.add(findings::veto_result, line.place,
                 {grades[lowest].name,
                  Text{"实行一票否决,没有写被否决后是哪一等次;这一句不运行",
                       "has a veto that does not say which grade remains; the line is not run"},
                  grades[lowest + 1].name});
    return;
  }
}

void check_vetoes(const Scheme& s, Problems& problems) {
  for (const auto& one : s.measures) {
    if (one.effect.kind == Effect::Kind::AtMost && one.effect.grade == 0 && s.grading.grades.size() > 1)
      problems.add(
          findings::veto_result, one.place,
          {one.name,
           Phrase("的后果是最高“" + s.grading.grades[0].name + "”,这已是最高等次,等于没有后果",
                  "limits to “" + s.grading.grades[0].name + "”, which is the highest grade: it has no effect"),
           s.grading.grades[1].name});
    if (one.kind != SectionKind::Veto || one.effect.kind != Effect::Kind::Disqualified || one.section < 0) continue;
    const auto& section = s.sections[static_cast<std::size_t>(one.section)];
    const auto kept = passing_grade(s);
    const std::string& effect = one.effect.text;
    if (!kept.empty() && has_any(effect, {"评选", "评比", "评优", "评先", "竞赛", "竞选", "选优"})) {
      problems.add(findings::veto_scope, one.place,
                   {effect, one.name,
                    Phrase(",连“" + kept + "”也取消了:没有写“" + kept + "”保不保留;按全部取消",
                           ", “" + kept + "” too: whether it is kept is not said; all are lost")});
      continue;
    }
    if (section.effect.empty() && section.title.find('(') != section.title.npos)
      problems.add(findings::veto_scope, one.place, {section.title, one.name, Phrase()});
  }
}

void check_open_ends(const Reading& r, Problems& problems) {
  for (const auto& line : r.named) {
    if (line.has_assessor || line.where == NamedLine::Where::Rule) continue;
    std::string_view name = line.lower;
    for (std::string_view word : {"存在", "有", "发生", "出现"})
      if (name.starts_with(word)) name.remove_prefix(word.size());
    const bool is_open = starts_with_any(name, {"其他", "其它", "other "}) ||
                         ends_with_any(name, {"等情形", "等情况", "等行为", "等行为的", "等情形的", "等问题",
                                              "等问题的", "等违纪行为", "and the like", "etc."});
    if (is_open) problems.add(findings::clause_open_ended, line.place, {line.name});
  }
}

}  // namespace

void check_history(const Reading& r, Problems& problems) {
  const Scheme& s = r.scheme;
  check_demotions(r, problems);
  check_past(r, problems);
  check_vetoes(s, problems);
  check_said_vetoes(r, problems);
  check_open_ends(r, problems);
}

}  // namespace pingxing::scheme
