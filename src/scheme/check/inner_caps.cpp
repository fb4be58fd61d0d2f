// Caps of each period or person against one entry, and against what the rule or the item comes to at most.
#include <optional>

#include "scheme/check/families.hpp"
#include "scheme/check/words.hpp"
#include "scheme/check_messages.hpp"
#include "scheme/inner_caps.hpp"
#include "scheme/outcome.hpp"

namespace pingxing::scheme {

namespace {

using Of = InnerCap::Of;

/// How many such periods a round touches at most; nothing where that is not known.
std::optional<int> periods_in(std::optional<Period> round, Of of) {
  if (!round || of == Of::Each) return std::nullopt;
  const auto pick = [&](int days, int weeks, int months, int quarters, int halves) {
    return of == Of::Day       ? days
           : of == Of::Week    ? weeks
           : of == Of::Month   ? months
           : of == Of::Quarter ? quarters
                               : halves;
  };
  switch (*round) {
    case Period::Year:
      return pick(366, 54, 12, 4, 2);
    case Period::HalfYear:
      return pick(184, 28, 6, 2, 1);
    case Period::Quarter:
      return pick(92, 15, 3, 1, 1);
    case Period::Month:
      return pick(31, 6, 1, 1, 1);
    case Period::HalfMonth:
      return pick(16, 4, 1, 1, 1);
    case Period::Week:
      return pick(7, 1, 1, 1, 1);
    default:
      return std::nullopt;
  }
}

/// The least that one entry comes to.
Number one_entry(const Rule& rule) {
  return rule.form == Form::Judged || rule.form == Form::JudgedDeduction ? rule.lowest : rule.amount;
}

void check_cap(const Scheme& s, const InnerCap& cap, const Number& entry, const std::optional<Number>& outer,
               Problems& problems) {
  const Phrase of(say_inner(cap, Language::Chinese), say_inner(cap, Language::English));
  if (entry > cap.points) problems.add(findings::inner_below_entry, cap.place, {of, cap.points.exact(), entry.exact()});
  if (!outer || outer->is_zero()) return;
  const auto periods = periods_in(s.properties.period, cap.of);
  if (cap.points >= *outer)
    return problems.add(findings::inner_idle, cap.place, {of, cap.points.exact(), outer->exact()});
  if (!periods || cap.points * Number(*periods) >= *outer) return;
  problems.add(
      findings::inner_short, cap.place,
      {of, cap.points.exact(), std::to_string(*periods), (cap.points * Number(*periods)).exact(), outer->exact()});
}

}  // namespace

void check_inner_caps(const Reading& r, Problems& problems) {
  const Scheme& s = r.scheme;
  for (const auto& item : s.indicators) {
    const auto whole = item.may_go_below_zero ? std::nullopt : item.points;
    int giving = 0;
    for (const auto& rule : item.rules) giving += gives_points(rule) ? 1 : 0;
    for (const auto& rule : item.rules) {
      if (!rule.inner) continue;
      const bool is_all =
          gives_points(rule) ? giving == 1 : false;  // of the item's points only where nothing else gives
      const auto outer = rule.at_most ? rule.at_most : rule.part ? rule.part : is_all ? item.points : std::nullopt;
      check_cap(s, *rule.inner, one_entry(rule), outer, problems);
      if (!outer && !gives_points(rule) && whole && rule.reach == Reach::Item && rule.inner->points >= *whole)
        problems.add(findings::inner_idle, rule.inner->place,
                     {Phrase(say_inner(*rule.inner, Language::Chinese), say_inner(*rule.inner, Language::English)),
                      rule.inner->points.exact(), whole->exact()});
    }
    if (!item.inner) continue;
    Number least;
    bool gives = false;
    for (const auto& rule : item.rules)
      if (counts_entries(rule) && is_about(*item.inner, rule)) {
        least = least.is_zero() ? one_entry(rule) : min(least, one_entry(rule));
        gives = gives_points(rule);
      }
    check_cap(s, *item.inner, least, gives ? item.points : std::nullopt, problems);
  }
  for (const auto& bonus : s.bonuses)
    if (bonus.rule.inner)
      check_cap(s, *bonus.rule.inner, one_entry(bonus.rule), bonus.rule.at_most ? bonus.rule.at_most : std::nullopt,
                problems);
}

}  // namespace pingxing::scheme
