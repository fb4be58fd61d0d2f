#include "scheme/check/maxima.hpp"

#include <algorithm>

namespace pingxing::scheme {

namespace {
const Section& at(const Scheme& s, int i) { return s.sections[static_cast<std::size_t>(i)]; }
}  // namespace

const std::vector<std::string>& kinds_of(const Scheme& s) {
  static const std::vector<std::string> nameless = {""};
  return s.properties.kinds.empty() ? nameless : s.properties.kinds;
}

Maxima::Maxima(const Scheme& s) : s_(s), below_(s.sections.size() + 1) {
  sets_.emplace_back(kinds_of(s).size(), true);
  for (std::size_t i = 0; i < s.sections.size(); ++i) {
    const auto& one = s.sections[i];
    const bool is_inherited = one.attributes.kinds.empty() && one.parent >= 0;
    sections_.push_back(is_inherited ? sections_[static_cast<std::size_t>(one.parent)] : set_of(one.kinds));
    if (one.kind == SectionKind::Ordinary)
      below_[static_cast<std::size_t>(one.parent + 1)].sections.push_back(static_cast<int>(i));
  }
  for (std::size_t i = 0; i < s.indicators.size(); ++i) {
    const auto& one = s.indicators[i];
    const bool is_inherited = one.attributes.kinds.empty() && one.section >= 0;
    indicators_.push_back(is_inherited ? sections_[static_cast<std::size_t>(one.section)] : set_of(one.kinds));
    below_[static_cast<std::size_t>(one.section + 1)].indicators.push_back(static_cast<int>(i));
  }
}

std::size_t Maxima::set_of(const std::vector<std::string>& kinds) {
  if (kinds.empty()) return 0;
  const auto& known = kinds_of(s_);
  std::vector<bool> set(known.size());
  for (std::size_t k = 0; k < known.size(); ++k)
    set[k] = std::find(kinds.begin(), kinds.end(), known[k]) != kinds.end();
  sets_.push_back(std::move(set));
  return sets_.size() - 1;
}

bool Maxima::is_for(const Section& section, std::size_t kind) const {
  return sets_[sections_[static_cast<std::size_t>(&section - s_.sections.data())]][kind];
}

bool Maxima::is_for(const Indicator& indicator, std::size_t kind) const {
  return sets_[indicators_[static_cast<std::size_t>(&indicator - s_.indicators.data())]][kind];
}

/// Calls act(indicator, points) and act(section, points).
template <class Do>
void Maxima::for_parts(int section, std::size_t kind, Do act) const {
  for (const int i : below(section).indicators) {
    const auto& one = s_.indicators[static_cast<std::size_t>(i)];
    if (section >= 0 && one.points && is_for(one, kind)) act(one, *one.points);
  }
  for (const int i : below(section).sections) {
    const auto& one = at(s_, i);
    if (!is_for(one, kind)) continue;
    const Number points = one.points ? *one.points : of_section(i, kind);
    if (!points.is_zero()) act(one, points);
  }
}

std::vector<Part> Maxima::parts(int section, std::size_t kind) const {
  std::vector<Part> parts;
  const auto name = [](const auto& one) {
    if constexpr (requires { one.id; })
      return one.id;
    else
      return "“" + one.title + "”";
  };
  for_parts(section, kind, [&](const auto& one, const Number& points) {
    parts.push_back({name(one), points, one.place});
  });
  return parts;
}

std::optional<Number> Maxima::sum_of_parts(int section, std::size_t kind) const {
  std::optional<Number> sum;
  for_parts(section, kind, [&](const auto&, const Number& points) { sum = sum ? *sum + points : points; });
  return sum;
}

Number Maxima::of_section(int section, std::size_t kind) const {
  const auto& one = at(s_, section);
  if (!is_for(one, kind)) return Number(0);
  if (one.is_pool) return one.points.value_or(Number(0));
  Number sum(0);
  bool has_any = false;
  for (const int i : below(section).indicators) {
    const auto& indicator = s_.indicators[static_cast<std::size_t>(i)];
    if (!is_for(indicator, kind)) continue;
    has_any = true;
    sum += indicator.points.value_or(Number(0));
  }
  for (const int i : below(section).sections) {
    has_any = true;
    sum += of_section(i, kind);
  }
  return has_any ? sum : one.points.value_or(Number(0));
}

Number Maxima::base(std::size_t kind) const {
  Number sum(0);
  bool is_weighted = false;
  for (const int i : below(-1).sections) {
    is_weighted |= at(s_, i).weight.has_value();
    sum += of_section(i, kind);
  }
  return is_weighted ? s_.properties.total.value_or(Number(100)) : sum;
}

std::optional<Number> rule_maximum(const Rule& rule, const Number& item_points) {
  const Number& points = rule.part ? *rule.part : rule.at_full ? *rule.at_full : item_points;
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
        if (band.gives == Band::Gives::Share) most = max(*most, points * band.points);
      }
      break;
    case Form::Levels:
      most = Number(0);
      if (rule.is_deducting) break;
      for (const auto& level : rule.levels) most = max(*most, level.points);
      if (!rule.is_highest_only) most.reset();
      break;
    case Form::AddOnce:
    case Form::GrantOnce:
      most = rule.amount;
      break;
    case Form::Judged:
      if (rule.samples != Samples::Sum) most = rule.highest;
      break;
    case Form::AddEach:
    case Form::AddSteps:
    case Form::GrantEach:
      break;
    default:
      most = Number(0);
  }
  return rule.at_most && (!most || *rule.at_most < *most) ? rule.at_most : most;
}

std::optional<Number> bonus_maximum(const Scheme& s) {
  struct Reached {
    Number most = Number(0);
    bool is_open = false;
  };
  std::vector<Reached> entries(s.sections.size());
  for (const auto& bonus : s.bonuses) {
    auto& here = entries[static_cast<std::size_t>(bonus.section)];
    if (const auto most = rule_maximum(bonus.rule, bonus.rule.highest))
      here.most += *most;
    else
      here.is_open = true;
  }
  Reached all;
  for (int i = static_cast<int>(s.sections.size()); i-- > 0;) {  // the inner ones first: each has its cap
    const auto& section = at(s, i);
    if (section.kind != SectionKind::Bonus) continue;
    auto here = entries[static_cast<std::size_t>(i)];
    if (section.points && (here.is_open || *section.points < here.most)) here = {*section.points, false};
    const bool is_inner = section.parent >= 0 && at(s, section.parent).kind == SectionKind::Bonus;
    auto& up = is_inner ? entries[static_cast<std::size_t>(section.parent)] : all;
    up.most += here.most;
    up.is_open |= here.is_open;
  }
  return all.is_open ? std::nullopt : std::optional(all.most);
}

Number points_of(const Scheme& s, const Indicator& indicator) {
  if (indicator.points) return *indicator.points;
  return indicator.section < 0 ? Number(0) : at(s, indicator.section).points.value_or(Number(0));
}

}  // namespace pingxing::scheme
