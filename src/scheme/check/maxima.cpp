#include "scheme/check/maxima.hpp"

#include <algorithm>

namespace pingxing::scheme {

namespace {
const Section& at(const Scheme& s, int i) { return s.sections[static_cast<std::size_t>(i)]; }
}  // namespace

std::vector<std::string> kinds_of(const Scheme& s) {
  return s.properties.kinds.empty() ? std::vector<std::string>{""} : s.properties.kinds;
}

bool is_for(const std::vector<std::string>& kinds, const std::string& kind) {
  return kinds.empty() || std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
}

std::vector<Part> parts_of(const Scheme& s, int section, const std::string& kind) {
  std::vector<Part> parts;
  for (const auto& one : s.indicators)
    if (section >= 0 && one.section == section && one.points && is_for(one.kinds, kind))
      parts.push_back({one.id, *one.points, one.place});
  for (int i = 0; i < static_cast<int>(s.sections.size()); ++i) {
    const auto& one = at(s, i);
    if (one.parent != section || one.kind != SectionKind::Ordinary || !is_for(one.kinds, kind)) continue;
    const Number points = one.points ? *one.points : section_maximum(s, i, kind);
    if (!points.is_zero()) parts.push_back({"“" + one.title + "”", points, one.place});
  }
  return parts;
}

Number sum_of(const std::vector<Part>& parts) {
  Number sum(0);
  for (const auto& part : parts) sum += part.points;
  return sum;
}

Number section_maximum(const Scheme& s, int section, const std::string& kind) {
  const auto& one = at(s, section);
  if (!is_for(one.kinds, kind)) return Number(0);
  if (one.is_pool) return one.points.value_or(Number(0));
  Number sum(0);
  bool has_any = false;
  for (const auto& indicator : s.indicators) {
    if (indicator.section != section || !is_for(indicator.kinds, kind)) continue;
    has_any = true;
    sum += indicator.points.value_or(Number(0));
  }
  for (int i = 0; i < static_cast<int>(s.sections.size()); ++i) {
    if (at(s, i).parent != section || at(s, i).kind != SectionKind::Ordinary) continue;
    has_any = true;
    sum += section_maximum(s, i, kind);
  }
  return has_any ? sum : one.points.value_or(Number(0));
}

Number base_maximum(const Scheme& s, const std::string& kind) {
  Number sum(0);
  bool is_weighted = false;
  for (int i = 0; i < static_cast<int>(s.sections.size()); ++i) {
    const auto& one = at(s, i);
    if (one.parent >= 0 || one.kind != SectionKind::Ordinary) continue;
    is_weighted |= one.weight.has_value();
    sum += section_maximum(s, i, kind);
  }
  return is_weighted ? s.properties.total.value_or(Number(100)) : sum;
}

std::optional<Number> rule_maximum(const Rule& rule, const Number& points) {
  std::optional<Number> most;
  switch (rule.form) {
    case Form::MetOrNot:
    case Form::Proportion:
    case Form::Ballot:
      most = points;
      break;
    case Form::Bands:
      most = Number(0);
      for (const auto& band : rule.bands) {
        if (band.gives == Band::Gives::Points) most = max(*most, band.points);
        if (band.gives == Band::Gives::Full) most = max(*most, points);
      }
      break;
    case Form::Levels:
      most = Number(0);
      for (const auto& level : rule.levels) most = max(*most, level.points);
      if (!rule.is_highest_only) most.reset();
      break;
    case Form::AddOnce:
    case Form::GrantOnce:
      most = rule.amount;
      break;
    case Form::Judged:
      most = rule.highest;
      break;
    case Form::AddEach:
    case Form::GrantEach:
      break;
    default:
      most = Number(0);
  }
  return rule.at_most && (!most || *rule.at_most < *most) ? rule.at_most : most;
}

std::optional<Number> bonus_maximum(const Scheme& s) {
  Number sum(0);
  for (int i = 0; i < static_cast<int>(s.sections.size()); ++i) {
    if (at(s, i).kind != SectionKind::Bonus) continue;
    Number here(0);
    bool is_open = false;
    for (const auto& bonus : s.bonuses) {
      if (bonus.section != i) continue;
      const auto most = rule_maximum(bonus.rule, bonus.rule.highest);
      if (most)
        here += *most;
      else
        is_open = true;
    }
    const auto& cap = at(s, i).points;
    if (is_open && !cap) return std::nullopt;
    sum += cap && (is_open || *cap < here) ? *cap : here;
  }
  return sum;
}

Number points_of(const Scheme& s, const Indicator& indicator) {
  if (indicator.points) return *indicator.points;
  return indicator.section < 0 ? Number(0) : at(s, indicator.section).points.value_or(Number(0));
}

}  // namespace pingxing::scheme
