// Grades and what leads to them: levels of ladders, thresholds, quotas, ties and ballots, with the grades' names as
// indices. Rules are put in order here, the best grade first and ceilings last, which is the order in which rating
// asks them.
#include <algorithm>
#include <map>
#include <set>

#include "scheme/messages.hpp"
#include "scheme/resolver.hpp"

namespace pingxing::scheme {

int Resolver::known_grade(std::string_view name, const Place& place) {
  const int grade = names_.grade(name);
  if (grade < 0 && !pending_.are_grades_cut)
    problem(messages::grade_unknown, place, {std::string(name), names_.grade_list()});
  return grade;
}

void Resolver::ladders() {
  auto requirement = pending_.requirements.begin();  // both stand in the order of the sections
  for (std::size_t i = 0; i < pending_.ladder_grades.size(); ++i) {
    const auto& [index, name] = pending_.ladder_grades[i];
    auto& rule = s_.grading.rules[i];  // so far there are rules of ladders alone
    rule.grade = section(index).grade = names_.grade(name);
    for (; requirement != pending_.requirements.end() && requirement->section <= index; ++requirement)
      if (requirement->section == index && !requirement->is_heading)
        rule.conditions.push_back(conditions_.read(requirement->text, {true, section(index).attributes.assessor}));
  }
}

void Resolver::grade_lines() {
  for (const auto& line : pending_.grade_lines) {
    const int grade = known_grade(line.line.grade.name, line.place);
    if (grade < 0) continue;
    using Kind = GradingLine::Kind;
    switch (line.line.kind) {
      case Kind::Conditions:
      case Kind::Ceiling: {
        GradeRule rule;
        rule.grade = grade;
        rule.is_ceiling = line.line.kind == Kind::Ceiling;
        rule.place = line.place;
        for (const auto& atom : line.atoms) rule.conditions.push_back(conditions_.read(atom, {}));
        // 其余 is what the other grades leave: nothing lies below it.
        if (line.is_rest && (!line.atoms.empty() || grade + 1 != static_cast<int>(s_.grading.grades.size())))
          problem(messages::rest_of_grades, line.place, {line.line.grade.name});
        s_.grading.rules.push_back(std::move(rule));
        break;
      }
      case Kind::QuotaShare:
      case Kind::QuotaCount: {
        Quota quota;
        quota.grade = grade;
        quota.or_better = line.line.grade.or_better;
        quota.is_soft = line.line.is_flag;
        quota.place = line.place;
        (line.line.kind == Kind::QuotaShare ? quota.share : quota.count) = line.line.number;
        s_.grading.quotas.push_back(std::move(quota));
        break;
      }
      case Kind::Target: {
        ShareTarget target;
        target.grade = grade;
        target.or_better = line.line.grade.or_better;
        target.share = line.line.interval;
        target.place = line.place;
        s_.grading.targets.push_back(std::move(target));
        break;
      }
      default:
        break;
    }
  }
  quota_alone();
  // Requirements met in order of the document: ladders first, then lines; thresholds are read from the best down.
  std::stable_sort(s_.grading.rules.begin(), s_.grading.rules.end(), [](const GradeRule& a, const GradeRule& b) {
    return std::pair(a.is_ceiling, a.grade) < std::pair(b.is_ceiling, b.grade);
  });
}

/// A grade of which nothing is said but how many may have it: its candidates are all who reach no higher grade.
void Resolver::quota_alone() {
  auto& g = s_.grading;
  const bool has_thresholds = std::any_of(g.rules.begin(), g.rules.end(), [](const GradeRule& rule) {
    return !rule.is_ceiling && rule.ladder_section < 0;
  });
  if (!has_thresholds || g.star_for_each || g.votes || !pending_.ladder_grades.empty()) return;
  const auto add = [&](int grade, const Quota& quota) {
    const bool has_rule = std::any_of(g.rules.begin(), g.rules.end(),
                                      [&](const GradeRule& rule) { return rule.grade == grade && !rule.is_ceiling; });
    if (grade < 0 || has_rule || quota.or_better) return;
    GradeRule rule;
    rule.grade = grade;
    rule.place = quota.place;
    g.rules.push_back(rule);
  };
  for (const auto& quota : std::vector<Quota>(g.quotas)) add(quota.grade, quota);
  for (const auto& [words, quota] : pending_.quotas)
    if (!words.or_better) add(names_.grade(words.name), quota);
}

void Resolver::quotas_and_ties() {
  for (const auto& [words, quota] : pending_.quotas) {
    const int grade = known_grade(words.name, quota.place);
    if (grade < 0) continue;
    s_.grading.quotas.push_back(quota);
    s_.grading.quotas.back().grade = grade;
    s_.grading.quotas.back().or_better = words.or_better;
  }
  std::stable_sort(s_.grading.quotas.begin(), s_.grading.quotas.end(),
                   [](const Quota& a, const Quota& b) { return a.grade < b.grade; });
  for (const auto& name : pending_.ties) {
    std::string_view key = name;
    if (key.starts_with("第") && key.ends_with("项")) key = key.substr(3, key.size() - 6);
    if (starts_with_any_case(key, "item ")) key.remove_prefix(5);
    if (const int found = names_.indicator(key); found >= 0)
      s_.grading.ties.push_back({false, found});
    else if (const int part = names_.section(key); part >= 0)
      s_.grading.ties.push_back({true, part});
    else
      problem(messages::tie_unknown, s_.grading.ties_place, {name});
  }
}

void Resolver::votes() {
  auto& votes = s_.grading.votes;
  if (!votes) return;
  if (s_.grading.grades.empty()) problem(messages::grade_order, votes->place, {names_.grade_list()});
  const bool is_zh = s_.language == Language::Chinese;
  const auto count = [&](const std::string& ballot, const std::string& what) {
    Input made;
    made.name = ballot + (is_zh ? "" : " ") + what;
    made.type = InputType::Count;
    made.low = Number(0);
    made.high = count_limit;
    made.unit = is_zh ? "票" : "";
    made.assessor = ballot;
    made.place = votes->place;
    return names_.add_input(std::move(made));
  };
  for (const auto& ballot : votes->ballots) {
    std::vector<int> inputs = {count(ballot, is_zh ? "应到" : "entitled"), count(ballot, is_zh ? "收回" : "returned")};
    for (const auto& grade : s_.grading.grades) inputs.push_back(count(ballot, grade.name));
    votes->inputs.push_back(std::move(inputs));
  }
}

void Resolver::refuse_cycles() {
  const auto& g = s_.grading;
  std::map<int, std::set<int>> built_on;
  for (const auto& rule : g.rules)
    for (const auto& one : rule.conditions)
      if (!rule.is_ceiling && one.kind == Condition::Kind::Grade) built_on[rule.grade].insert(one.target);
  for (std::size_t start = 0; start < g.grades.size(); ++start) {
    std::set<int> seen;
    std::vector<int> open = {static_cast<int>(start)};
    while (!open.empty()) {
      const int grade = open.back();
      open.pop_back();
      for (const int target : built_on[grade])
        if (seen.insert(target).second) open.push_back(target);
    }
    const bool has_cycle = seen.contains(static_cast<int>(start));
    if (has_cycle)
      return problem(messages::nested_grade, g.grades[start].place, {g.grades[start].name});  // once a cycle
  }
}

}  // namespace pingxing::scheme
