// What somebody has to supply: the inputs of rules, their type and limits by the form of the sentence, who supplies
// them, and the scales. Inputs of ballots in grading are in resolve_grading.cpp, those of measures and ladders come
// with their conditions.
#include <algorithm>
#include <map>
#include <set>

#include "scheme/inner_caps.hpp"
#include "scheme/messages.hpp"
#include "scheme/outcome.hpp"
#include "scheme/resolver.hpp"

namespace pingxing::scheme {

namespace {

/// What is measured and not counted: 每1000元 takes 1250.5 too.
bool is_continuous(std::string_view unit) {
  static const std::set<std::string_view> units = {
      "元",   "块",   "斤",     "公斤",     "千克", "克",    "吨",   "米",     "公里", "千米",
      "里",   "亩",   "平方米", "平方公里", "公顷", "升",    "度",   "千瓦时", "小时", "学时",
      "分钟", "工时", "立方米", "kg",       "km",   "hours", "hour", "yuan",   "tons", "tonnes"};
  return units.contains(unit);
}

/// The input of a rule, its type and limits by the form of its sentence.
Input input_of(const Rule& rule, const std::optional<Number>& points, const Attributes& attributes,
               const std::optional<InnerCap>& of_item = {}) {
  Input made;
  made.name = rule.name;
  made.place = rule.place;
  made.assessor = attributes.assessor;
  made.is_list = rule.samples != Samples::One;
  made.unit = rule.each;
  const auto count = [&] {
    made.type = InputType::Count;
    made.low = Number(0);
    made.high = count_limit;
  };
  const auto measure = [&](bool is_percent, const Number& seen) {
    made.type = is_percent ? InputType::Percent : InputType::Amount;
    if (is_percent) made.unit = "%";
    made.low = Number(0);
    made.high = is_percent ? max(Number(100), seen) : count_limit;
  };
  switch (rule.form) {
    case Form::MetOrNot:
    case Form::DeductOnce:
    case Form::DeductUnless:
    case Form::Void:
    case Form::VoidUnless:
    case Form::AddOnce:
    case Form::GrantOnce:
    case Form::Exemption:
      made.type = InputType::YesNo;
      break;
    case Form::DeductEach:
    case Form::AddEach:
    case Form::GrantEach:
    case Form::Shortfall:
      count();
      break;
    case Form::StepsBelow:
      rule.is_percent ? measure(true, max(Number(100), rule.over)) : measure(false, rule.over);
      break;
    case Form::AddSteps:
    case Form::Steps:
      rule.is_percent                                    ? measure(true, Number(100))
      : rule.per.is_whole() && !is_continuous(rule.each) ? count()
                                                         : measure(false, rule.per);
      break;
    case Form::Bands: {
      if (rule.is_yes_no) {
        made.type = InputType::YesNo;
        break;
      }
      if (!rule.choices.empty()) {
        made.type = InputType::Choice;
        made.choices = rule.choices;
        break;
      }
      bool is_percent = false;
      Number seen(0);
      std::string unit;
      for (const auto& band : rule.bands) {
        is_percent |= band.when.is_percent;
        if (band.when.low) seen = max(seen, *band.when.low);
        if (band.when.high) seen = max(seen, *band.when.high);
        if (!band.when.unit.empty()) unit = band.when.unit;
      }
      measure(is_percent, seen);
      if (!is_percent) made.unit = unit;
      static const std::set<std::string, std::less<>> counted = {"次", "项", "个", "篇",   "人", "份",   "件",
                                                                 "起", "例", "条", "人次", "名", "place"};
      if (!is_percent && counted.contains(unit) && !made.is_list) made.type = InputType::Count;
      if (unit == "名" || unit == "place") made.low = Number(1);  // a place in a ranking
      break;
    }
    case Form::Proportion:
      measure(rule.is_percent, rule.amount);
      break;
    case Form::Levels:
      made.type = InputType::Choices;
      made.is_list = true;
      for (const auto& level : rule.levels) made.choices.push_back(level.name);
      break;
    case Form::Judged:
      made.type = InputType::Points;
      made.low = rule.samples == Samples::Sum ? Number(0) : rule.lowest;
      made.high = rule.highest;
      break;
    case Form::JudgedDeduction:
      made.type = InputType::Points;
      made.low = Number(0);
      made.high = rule.highest;
      break;
    case Form::Ballot:
      made.type = InputType::Points;
      made.is_list = true;
      made.low = Number(0);
      made.high = points.value_or(Number(100));
      break;
  }
  const auto& cap = rule.inner ? rule.inner : of_item;
  if (cap && counts_entries(rule) && is_about(*cap, rule)) {
    made.entries = cap->of == InnerCap::Of::Each ? Entries::Keyed : Entries::Dated;
    made.is_list = true;
  }
  if (attributes.range && attributes.range->low && made.low) {
    made.low = attributes.range->low;
    made.high = attributes.range->high;
  }
  return made;
}

/// The kinds that a rule's own leave of those of its item; empty: all. Where they share none, the rule's.
std::vector<std::string> both(const std::vector<std::string>& outer, const std::vector<std::string>& own) {
  if (outer.empty() || own.empty()) return own.empty() ? outer : own;
  const auto shared = shared_kinds(outer, own);
  return shared.empty() ? own : shared;
}

}  // namespace

void Resolver::indicator_inputs() {
  for (std::size_t i = 0; i < s_.indicators.size(); ++i) {
    auto& owner = s_.indicators[i];
    Attributes attributes = owner.attributes;
    for (int up = owner.section; up >= 0 && attributes.assessor.empty(); up = section(up).parent)
      attributes.assessor = section(up).attributes.assessor;
    inner_cap(owner);
    int last = -1;  // the last rule that is no exemption
    for (std::size_t r = 0; r < owner.rules.size(); ++r) {
      auto& rule = owner.rules[r];
      if (rule.is_to_full)
        rule.highest = rule.part.value_or(owner.points.value_or(section(owner.section).points.value_or(Number(0))));
      rule_inputs(static_cast<int>(i), rule, attributes);
      if (rule.form != Form::Exemption) {
        last = static_cast<int>(r);
        continue;
      }
      rule.exempts = last;
      if (last < 0)
        problem(messages::exemption_alone, rule.place, {rule.name});
      else if (gives_points(owner.rules[static_cast<std::size_t>(last)]))
        problem(messages::exempts_credit, rule.place, {rule.name, owner.rules[static_cast<std::size_t>(last)].name});
    }
    parts(owner);
  }
}

/// A cap on a line of its own is of all rules of the item that it is about: of a single one it is that rule's.
void Resolver::inner_cap(Indicator& owner) {
  if (!owner.inner) return;
  Rule* only = nullptr;
  int count = 0;
  bool gives = false, takes = false;
  for (auto& rule : owner.rules) {
    if (rule.form == Form::Exemption || !is_about(*owner.inner, rule)) continue;
    only = &rule;
    ++count;
    (gives_points(rule) ? gives : takes) = true;
  }
  for (const auto& rule : owner.rules) {
    if (rule.form == Form::Exemption || !is_about(*owner.inner, rule)) continue;
    const bool has_own = rule.inner || (count > 1 && (rule.at_most || rule.part || rule.reach != Reach::Item));
    if (counts_entries(rule) && !has_own && !(gives && takes)) continue;
    return problem(messages::inner_limit_rules, owner.inner->place, {say_inner(*owner.inner, s_.language), rule.name});
  }
  if (count == 0)
    return problem(messages::inner_limit_rules, owner.inner->place,
                   {say_inner(*owner.inner, s_.language), owner.title});
  if (count > 1) return;
  only->inner = owner.inner;
  owner.inner.reset();
}

/// 会议(3分) and the like: every part has its points, they sum to the item's, and all of them start alike.
void Resolver::parts(const Indicator& owner) {
  Number sum(0);
  bool has_part = false, has_whole = false, gives = false, takes = false;
  for (const auto& rule : owner.rules) {
    if (rule.form == Form::Exemption || rule.reach != Reach::Item) continue;
    (rule.part ? has_part : has_whole) = true;
    (gives_points(rule) ? gives : takes) = true;
    if (rule.part) sum += *rule.part;
  }
  if (!has_part) return;
  if (has_whole || (gives && takes)) return problem(messages::parts_mixed, owner.place, {owner.id});
  if (owner.points && sum != *owner.points)
    problem(messages::parts_sum, owner.place, {owner.id, sum.exact(), owner.points->exact()});
}

void Resolver::rule_inputs(int indicator, Rule& rule, const Attributes& attributes) {
  const auto& owner = s_.indicators[static_cast<std::size_t>(indicator)];
  Input made = input_of(rule, owner.points, attributes, owner.inner);
  made.indicator = indicator;
  made.kinds = both(owner.kinds, rule.kinds);
  if (rule.form != Form::Ballot) {
    rule.inputs.push_back(names_.add_input(std::move(made)));
    return;
  }
  Number sum(0);
  for (const auto& electorate : rule.electorates) {
    sum += electorate.share;
    Input one = made;
    one.name = electorate.name;
    one.assessor = electorate.name;
    rule.inputs.push_back(names_.add_input(std::move(one)));
  }
  if (sum == Number(100)) return;
  const auto& final = rule.electorates.back();
  problem(messages::shares_sum, rule.place, {sum.exact(), final.name, (final.share + Number(100) - sum).exact()});
}

void Resolver::bonus_inputs() {
  for (auto& bonus : s_.bonuses) {
    Input made = input_of(bonus.rule, bonus.rule.highest, bonus.attributes);
    if (made.assessor.empty()) made.assessor = section(bonus.section).attributes.assessor;
    made.kinds = both(bonus.kinds, bonus.rule.kinds);
    bonus.rule.inputs.push_back(names_.add_input(std::move(made)));
  }
}

void Resolver::scales() {
  std::size_t next = 0;
  for (const auto& block : s_.blocks) {  // a line may name several
    if (block.kind != Block::Kind::Scale) continue;
    for (; next < s_.scales.size() && static_cast<int>(next) <= block.index; ++next) {
      Input made;
      made.name = s_.scales[next].first;
      made.type = InputType::Choice;
      made.is_scale = true;
      made.choices = s_.scales[next].second;
      made.place = block.place;
      names_.add_input(std::move(made));
    }
  }
}

void Resolver::ballots() {
  std::map<std::string_view, std::vector<int>> asked;  // by electorate
  for (std::size_t i = 0; i < s_.inputs.size(); ++i)
    if (const auto& one = s_.inputs[i]; one.indicator >= 0 && is_votable(one))
      asked[one.assessor].push_back(static_cast<int>(i));
  for (auto& one : s_.ballots)
    if (const auto found = asked.find(one.electorate); found != asked.end()) one.inputs = found->second;
}

}  // namespace pingxing::scheme
