#include "rating/falling.hpp"

#include <algorithm>

namespace pingxing::rating {

using scheme::Condition;
using scheme::Scheme;

namespace {

using Conditions = std::vector<const Condition*>;

/// All that a grade asks, the grades that it is built on and the lower levels of a cumulative ladder included.
void collect(const Scheme& s, int grade, std::vector<bool>& seen, Conditions& out) {
  if (seen[static_cast<std::size_t>(grade)]) return;
  seen[static_cast<std::size_t>(grade)] = true;
  const auto take = [&](const scheme::GradeRule& rule) {
    for (const auto& c : rule.conditions)
      c.kind == Condition::Kind::Grade ? collect(s, c.target, seen, out) : out.push_back(&c);
  };
  bool is_ladder = false;
  for (const auto& rule : s.grading.rules) {
    if (rule.is_ceiling || rule.grade != grade) continue;
    is_ladder |= rule.ladder_section >= 0;
    take(rule);
  }
  if (!is_ladder || s.properties.ladder != scheme::LadderMode::Cumulative) return;
  for (const auto& below : s.grading.rules)
    if (below.ladder_section >= 0 && below.grade > grade) take(below);
}

bool is_same_thing(const Condition& a, const Condition& b) {
  return a.kind == b.kind && a.target == b.target && a.rounds == b.rounds && a.or_better == b.or_better &&
         a.or_worse == b.or_worse && a.share_of == b.share_of;
}

// Ends as they lie on the line of numbers; none is beyond all.
bool is_low_at_least(const scheme::Interval& a, const scheme::Interval& b) {
  return !b.low || (a.low && *a.low >= *b.low);
}
bool is_high_at_least(const scheme::Interval& a, const scheme::Interval& b) {
  return !a.high || (b.high && *a.high >= *b.high);
}

bool lies_within(const scheme::Interval& inner, const scheme::Interval& outer) {
  const bool low =
      !outer.low ||
      (inner.low && (*inner.low > *outer.low || (*inner.low == *outer.low && (outer.has_low || !inner.has_low))));
  const bool high = !outer.high || (inner.high && (*inner.high < *outer.high || (*inner.high == *outer.high &&
                                                                                 (outer.has_high || !inner.has_high))));
  return low && high;
}

bool is_of_scores(Condition::Kind kind) {
  using Kind = Condition::Kind;
  return kind == Kind::Total || kind == Kind::Indicator || kind == Kind::EveryIndicator ||
         kind == Kind::IndicatorMean || kind == Kind::Section || kind == Kind::EverySection;
}

/// A condition of a lower grade for who meets `better` about the same thing: of points the better side is above.
Condition beside(const Condition& lower, const Condition& better) {
  const auto &asks = lower.interval, &met = better.interval;
  Condition out = lower;
  if (met.low && is_low_at_least(met, asks) && is_high_at_least(met, asks)) out.interval.high.reset();
  if (met.high && !is_of_scores(lower.kind) && is_high_at_least(asks, met) && is_low_at_least(asks, met))
    out.interval.low.reset();
  return out;
}

/// Whether all who meet the conditions of the better grade meet the one that is asked; notes what they meet instead.
bool is_met_by(int better, const Conditions& conditions, Falls::Asked& asked) {
  for (const auto* c : conditions) {
    if (!is_same_thing(*c, asked.condition)) continue;
    Condition instead = beside(asked.condition, *c);
    if (lies_within(c->interval, instead.interval)) {
      asked.instead.push_back({better, std::move(instead)});
      return true;
    }
    if (instead.interval != asked.condition.interval) asked.instead.push_back({better, std::move(instead)});
  }
  return false;
}

}  // namespace

const Falls::Grade* Falls::of(int grade) const {
  for (const auto& one : grades)
    if (one.grade == grade) return &one;
  return nullptr;
}

Falls falls_of(const Scheme& s) {
  Falls falls;
  if (s.grading.quotas.empty()) return falls;
  const auto count = static_cast<int>(s.grading.grades.size());
  std::vector<Conditions> of(static_cast<std::size_t>(count));
  std::vector<bool> has_rule(of.size(), false);
  for (const auto& rule : s.grading.rules)
    if (!rule.is_ceiling) has_rule[static_cast<std::size_t>(rule.grade)] = true;
  for (int grade = 0; grade < count; ++grade) {
    std::vector<bool> seen(of.size(), false);
    collect(s, grade, seen, of[static_cast<std::size_t>(grade)]);
  }
  for (int grade = s.grading.quotas.front().grade + 1; grade < count; ++grade) {  // quotas: the best grade's first
    Falls::Grade asking{grade, {}};
    for (const auto* condition : of[static_cast<std::size_t>(grade)]) {
      Falls::Asked asked{*condition, {}};
      // A band of a score, 80至89分: with more one is good enough for it too.
      if (is_of_scores(condition->kind) && condition->interval.low) asked.condition.interval.high.reset();
      bool may_fail = false;
      for (int better = 0; better < grade; ++better)
        if (has_rule[static_cast<std::size_t>(better)])
          may_fail |= !is_met_by(better, of[static_cast<std::size_t>(better)], asked);
      if (may_fail) asking.asked.push_back(std::move(asked));
    }
    if (!asking.asked.empty()) falls.grades.push_back(std::move(asking));
  }
  return falls;
}

std::vector<const Condition*> unmet_in_falling(const Scheme& s, const Falls::Grade& grade, int by_rules,
                                               const Scores& scores, const Facts& facts, std::size_t row,
                                               const Series& series) {
  std::vector<const Condition*> unmet;
  const auto is_met = [&](const Condition& c) { return holds(s, c, scores, facts, row, series) == Truth::Yes; };
  for (const auto& one : grade.asked)
    if (!is_met(one.condition) &&
        std::none_of(one.instead.begin(), one.instead.end(), [&](const Falls::Instead& other) {
          return other.by_rules == by_rules && is_met(other.condition);
        }))
      unmet.push_back(&one.condition);
  return unmet;
}

Reason fell_past(const Scheme& s, const Falls::Grade& grade, int by_rules, const Scores& scores, const Facts& facts,
                 std::size_t row, const Series& series) {
  Phrase list;
  const auto unmet = unmet_in_falling(s, grade, by_rules, scores, facts, row, series);
  for (const auto* condition : unmet) {
    const Phrase one = say_condition(s, *condition, scores, facts, row);
    list.zh += (list.zh.empty() ? "" : ";") + one.zh;
    list.en += (list.en.empty() ? "" : "; ") + one.en;
  }
  const std::vector<Phrase> fills = {grade_name(s, grade.grade), list};
  return {"CONDITION_UNMET_IN_FALL",
          {fill("不符合“{0}”的条件({1}),再往下顺延", fills, Language::Chinese),
           fill("does not meet “{0}” ({1}) and falls further", fills, Language::English)},
          unmet.empty() ? Place{} : unmet.front()->place};
}

}  // namespace pingxing::rating
