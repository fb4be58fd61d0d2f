// Ladders: what a lower level asks for and a higher one does not, a name below the first level, scales that run the
// wrong way.
#include <algorithm>
#include <array>
#include <map>

#include "base/text.hpp"
#include "scheme/check/families.hpp"
#include "scheme/check/span.hpp"
#include "scheme/check/words.hpp"
#include "scheme/check_messages.hpp"

namespace pingxing::scheme {

namespace {

using Levels = std::vector<const GradeRule*>;

/// The levels of the ladder, lowest first.
Levels levels_of(const Scheme& s) {
  Levels levels;
  for (const auto& rule : s.grading.rules)
    if (rule.ladder_section >= 0 && rule.grade >= 0) levels.push_back(&rule);
  std::sort(levels.begin(), levels.end(), [](const GradeRule* a, const GradeRule* b) { return a->grade > b->grade; });
  return levels;
}

std::string name_of(const Scheme& s, const GradeRule& rule) {
  return s.grading.grades[static_cast<std::size_t>(rule.grade)].name;
}

bool builds_on_a_grade(const GradeRule& rule) {
  return std::any_of(rule.conditions.begin(), rule.conditions.end(),
                     [](const Condition& c) { return c.kind == Condition::Kind::Grade; });
}

void check_monotone(const Scheme& s, const Levels& levels, Problems& problems) {
  if (s.properties.ladder == LadderMode::Cumulative) return;
  for (std::size_t i = 1; i < levels.size(); ++i) {
    const auto &lower = *levels[i - 1], &higher = *levels[i];
    if (builds_on_a_grade(higher)) continue;
    std::map<std::pair<Condition::Kind, int>, const Condition*> asked;  // by what they speak of
    for (const auto& c : higher.conditions) asked.emplace(std::pair(c.kind, c.target), &c);
    for (const auto& c : lower.conditions) {
      if (c.kind == Condition::Kind::Unknown || c.kind == Condition::Kind::Grade) continue;
      const auto found = asked.find({c.kind, c.target});
      const Condition* again = found == asked.end() ? nullptr : found->second;
      const bool is_weaker = again && !covers(span_of(c.interval), span_of(again->interval));
      if (!is_weaker && (again || s.properties.ladder)) continue;
      problems.add(findings::ladder_not_monotone, is_weaker ? again->place : higher.place,
                   {name_of(s, higher), name_of(s, lower), c.text,
                    is_weaker ? Phrase(Text{"反而放宽了", "less strict"}) : Phrase(Text{"没有了", "missing"})});
      break;  // one a level: the rest has the same cause
    }
  }
}

/// The number in a step's name: 一级, class 2, 甲等.
std::optional<int> rank_in(const std::string& step) {
  for (const auto& character : characters_of(step)) {
    if (auto number = small_count(character); number && character != "两") return number;
    for (int i = 0; i < 4; ++i)
      if (character == std::array<std::string_view, 4>{"甲", "乙", "丙", "丁"}[static_cast<std::size_t>(i)])
        return i + 1;
  }
  return std::nullopt;
}

void check_scales(const Reading& r, Problems& problems) {
  const Scheme& s = r.scheme;
  if (s.scales.empty() || r.says_any({"最高", "越大越高", "is the highest", "is the best"})) return;
  for (const auto& block : s.blocks) {
    if (block.kind != Block::Kind::Scale || block.index < 0) continue;
    const auto& [name, steps] = s.scales[static_cast<std::size_t>(block.index)];
    int before = 0;
    bool rises = true, has_two = false;
    for (const auto& step : steps) {
      const auto rank = rank_in(step);
      if (!rank) continue;
      const bool is_class =
          has_any(lower_ascii(step), {"等", "级", "类", "档", "class", "grade"}) && !has_any(step, {"星"});
      rises &= is_class && *rank > before;
      has_two |= before > 0;
      before = *rank;
    }
    if (!rises || !has_two) continue;
    const auto first =
        std::find_if(steps.begin(), steps.end(), [](const std::string& step) { return rank_in(step).has_value(); });
    problems.add(findings::scale_inverted, block.place, {name, joined(steps, "<"), *first, steps.back()});
  }
}

}  // namespace

void check_ladders(const Reading& r, Problems& problems) {
  const Scheme& s = r.scheme;
  const Levels levels = levels_of(s);
  if (levels.size() > 1 && s.properties.unrated.empty())
    problems.add(findings::level_zero_missing, levels.front()->place, {name_of(s, *levels.front())});
  check_monotone(s, levels, problems);
  check_scales(r, problems);
}

}  // namespace pingxing::scheme
