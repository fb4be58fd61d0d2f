#include "scheme/slots.hpp"

#include <algorithm>

#include "scheme/bands.hpp"
#include "scheme/electorates.hpp"
#include "scheme/inner_caps.hpp"
#include "scheme/rule_words.hpp"
#include "scheme/sentences.hpp"

// Tables read best with a row a line.
// clang-format off

namespace pingxing::scheme {

namespace {

constexpr std::size_t names_bytes_max = 600;  // of a list of names inside a sentence

std::optional<Quantity> whole_quantity(std::string_view text) {
  auto quantity = take_quantity(text, Units::Any);
  text = trimmed(text);
  if (!quantity || text.empty()) return quantity;
  if (!quantity->unit.empty() || quantity->is_percent || !may_be_unit(text)) return std::nullopt;
  quantity->unit = text;  // 3 km
  return quantity;
}

bool is_great_unit(std::string_view text) { return holds_any(text, {"百", "千", "万"}); }

/// 1次, 一场, or the unit alone.
std::optional<Quantity> step_of(std::string_view text) {
  if (auto quantity = whole_quantity(text)) return quantity;
  if (!may_be_unit(text) || is_great_unit(text)) return std::nullopt;
  if (holds_any(text, {"一", "两", "几", "发生", "出现", "发现"})) return std::nullopt;  // 发生一起 is no unit
  Quantity one;
  one.value = Number(1);
  one.unit = text;
  return one;
}

struct CycleWords {
  Period period;
  std::initializer_list<std::string_view> words;
};

std::optional<Period> cycle_of(std::string_view text) {
  static const CycleWords rows[] = {
      {Period::Year, {"全年", "每年", "年度", "本年度", "全年度", "年内", "每年度", "一年", "当年", "年度内", "a year", "per year", "yearly"}},
      {Period::HalfYear, {"半年", "每半年", "半年内"}},
      {Period::Quarter, {"每季度", "每季", "季度", "本季度", "全季度", "当季", "单季", "单季度", "季度内", "每个季度", "a quarter", "per quarter", "quarterly"}},
      {Period::Month, {"每月", "当月", "单月", "本月", "全月", "月度", "每个月", "月内", "a month", "per month", "monthly"}},
      {Period::Week, {"每周", "本周", "当周", "单周", "每星期", "a week", "per week", "weekly"}}};
  for (const auto& row : rows)
    if (std::find(row.words.begin(), row.words.end(), text) != row.words.end()) return row.period;
  return std::nullopt;
}

bool is_rate_name(std::string_view text) {
  if (text.size() > 90 || text.find_first_of(",;:=") != text.npos || text.starts_with("=")) return false;
  if (text == "比例" || text.starts_with("时") || ends_with_any(text, {"按比例", "同比例"})) return false;  // 完成率按比例得分 looks at 完成率
  if (ends_with_any(text, {"率", "比例", "占比", "比重", "满意度", "百分比", "进度"})) return may_be_name(text);
  const std::string lower = lower_ascii(text);
  if (ends_with_any(lower, {"rate", "share", "percentage", "ratio", "per cent", "proportion"})) return may_be_name(text);
  const auto slash = text.find("÷") != text.npos ? text.find("÷") : text.find('/');  // 通过数÷总数
  if (slash == text.npos || slash == 0) return false;
  const std::size_t behind = slash + (text[slash] == '/' ? 1 : 2);
  return behind < text.size() && !has_digit(text) && may_be_name(trimmed(text.substr(0, slash))) && may_be_name(trimmed(text.substr(behind)));
}

}  // namespace

bool accepts_slot(std::string_view slot, std::string_view text, const SentenceContext& context) {
  if (text.empty()) return false;
  if (slot == "at_most" || slot == "cap") return points_number(text).value_or(Number(0)) > Number(0);
  if (slot == "subject") return is_each_subject(text, context);
  if (slot == "within") return inner_of(text, context).has_value();
  if (slot == "amount" || slot == "full" || slot == "lowest" || slot == "highest" || slot == "without" || slot == "at_full")
    return points_number(text).has_value();
  if (slot == "name") return may_be_name(text);
  if (slot == "each") return may_be_counted(text);
  if (slot == "unit") return may_be_unit(text) && !is_great_unit(text) && !cycle_of(text);
  if (slot == "required" || slot == "over" || slot == "begun") return whole_quantity(text).has_value();
  if (slot == "counted") {
    const auto quantity = whole_quantity(text);
    return quantity && !quantity->is_percent;
  }
  if (slot == "per" || slot == "count") {
    const auto quantity = whole_quantity(text);
    return quantity && (quantity->is_percent || quantity->value != Number(1)) && !quantity->value.is_zero();
  }
  if (slot == "step") {
    const auto step = step_of(text);
    return step && !step->value.is_zero();
  }
  if (slot == "again") {
    const auto below = parse_interval(text, Units::Any);
    return below && below->high && !below->low;
  }
  if (slot == "reach") {
    const auto above = parse_interval(text, Units::Any);
    return above && above->low && !above->high && above->has_low;
  }
  if (slot == "verb") return may_be_object(text);
  if (slot == "object") return may_be_name(text) && !has_digit(text);
  if (slot == "weight") return text.ends_with('%') && points_number(text.substr(0, text.size() - 1));
  if (slot == "lack") {
    const auto step = step_of(text);
    return step && step->value == Number(1) && !step->is_percent;
  }
  if (slot == "bands") return parse_bands(text).has_value();
  if (slot == "answers") return parse_answers(text).has_value();
  if (slot == "choices") return parse_choices(text, context.points).has_value();
  if (slot == "levels") return parse_levels(text).has_value();
  if (slot == "minus_levels") {
    bool is_deducting = false;
    return parse_levels(text, &is_deducting) && is_deducting;
  }
  if (slot == "electorates") return parse_electorates(text).has_value();
  if (slot == "averaging") return parse_averaging(text).has_value();
  if (slot == "rate") return is_rate_name(text);
  if (slot == "cycle") {
    const auto cycle = cycle_of(text);
    return cycle && (!context.period || *context.period == *cycle || *context.period == Period::None);
  }
  if (slot == "inner" || slot == "inner_en") {
    const auto cycle = cycle_of(text);
    // Where nobody says how long a round is, the number missing is asked for as well: it is right for all of them.
    return cycle && *cycle < context.period.value_or(Period::Year);
  }
  if (slot == "level_points") {
    for (auto part : split(text, "、,")) {
      if (part.ends_with("分")) part.resize(part.size() - 3);
      if (!points_number(part)) return false;
    }
    return true;
  }
  return text.size() <= names_bytes_max && text.find_first_of(";:") == text.npos;  // level_names, kinds
}

void set_slot(Rule& rule, std::string_view slot, std::string_view text, const SentenceContext& context) {
  if (slot == "amount" || slot == "full") rule.amount = *points_number(text);
  if (slot == "at_most") rule.at_most = *points_number(text);
  if (slot == "lowest") rule.lowest = *points_number(text);
  if (slot == "highest") rule.highest = *points_number(text);
  if (slot == "without") rule.without_samples = *points_number(text);
  if (slot == "at_full") rule.at_full = *points_number(text);
  if (slot == "each") rule.each = text;
  if (slot == "unit") rule.each = text;
  if (slot == "name" || slot == "rate" || slot == "object") rule.name = text;
  if (slot == "verb" && rule.name.empty()) rule.name = text;
  if (slot == "levels") rule.levels = *parse_levels(text);
  if (slot == "minus_levels") rule.levels = *parse_levels(text, &rule.is_deducting);
  if (slot == "electorates") rule.electorates = *parse_electorates(text);
  if (slot == "averaging") rule.averaging = *parse_averaging(text);
  if (slot == "kinds") rule.kinds = split(text, "、,");
  if (slot == "bands" || slot == "answers" || slot == "choices") {
    const auto read = slot == "bands" ? parse_bands(text) : slot == "answers" ? parse_answers(text) : parse_choices(text, context.points);
    rule.bands = read->bands;
    rule.choices = read->choices;
    rule.is_yes_no = read->is_yes_no;
    if (!read->name.empty()) rule.name = read->name;
  }
  if (slot == "required" || slot == "over" || slot == "per" || slot == "count" || slot == "step" || slot == "lack" || slot == "counted") {
    const auto quantity = *step_of(text);
    rule.is_percent |= quantity.is_percent;
    const bool is_required = slot == "required" || slot == "counted";
    (is_required ? rule.required : slot == "over" ? rule.over : rule.per) = quantity.value;
    if (!quantity.unit.empty()) rule.each = quantity.unit;
  }
  if (slot == "reach") {
    const auto above = parse_interval(text, Units::Any);
    rule.over = *above->low;
    rule.is_percent |= above->is_percent;
    if (!above->unit.empty()) rule.each = above->unit;
  }
  if (slot == "level_names")
    for (const auto& name : split(text, "、,")) rule.levels.push_back({name, Number(0)});
  if (slot == "level_points") {
    auto points = split(text, "、,");
    for (std::size_t i = 0; i < rule.levels.size() && i < points.size(); ++i) {
      if (points[i].ends_with("分")) points[i].resize(points[i].size() - 3);
      rule.levels[i].points = *points_number(points[i]);
    }
    if (points.size() != rule.levels.size()) rule.levels.clear();  // 分别 pairs lists of one length; refused by the caller
  }
}

bool has_two_units(const Captures& captures) {
  std::string over, step;
  for (const auto& [slot, piece] : captures) {
    if (slot != "over" && slot != "reach" && slot != "step" && slot != "per") continue;
    auto words = piece.text;
    const auto quantity = take_quantity(words, Units::Any);
    const std::string unit = quantity ? (quantity->is_percent ? "%" : quantity->unit + std::string(trimmed(words))) : piece.str();
    (slot == "over" || slot == "reach" ? over : step) = unit;
  }
  static constexpr std::string_view counts[] = {"次", "起", "例", "件", "人", "单", "项", "处", "份", "个", "户", "台",
                                                "辆", "批", "宗", "条", "回", "场", "篇", "班次", "车次", "人次"};
  const auto is_count = [](const std::string& unit) {
    return std::find(std::begin(counts), std::end(counts), unit) != std::end(counts);
  };
  return is_count(step) && !over.empty() && !is_count(over);
}

std::string write_slot(const Rule& rule, std::string_view slot, Language language) {
  const bool is_zh = language == Language::Chinese;
  const std::string_view between = is_zh ? "、" : ", ";
  const auto measured = [&](const Number& n) { return n.exact() + (rule.is_percent ? "%" : ""); };
  const std::string unit = is_zh && !rule.is_percent ? rule.each : "";
  if (slot == "amount" || slot == "full") return rule.amount.exact();
  if (slot == "at_most") return rule.at_most->exact();
  if (slot == "cap") return rule.inner->points.exact();
  if (slot == "within") return say_inner(*rule.inner, language);
  if (slot == "lowest") return rule.lowest.exact();
  if (slot == "highest") return rule.highest.exact();
  if (slot == "without") return rule.without_samples->exact();
  if (slot == "at_full") return rule.at_full->exact();
  if (slot == "per" || slot == "begun" || slot == "step" || slot == "count") return measured(rule.per) + unit;
  if (slot == "over") return measured(rule.over) + unit;
  const std::string times = rule.each.empty() ? "次" : rule.each;  // of a shortfall
  if (slot == "required") return measured(rule.required) + (is_zh && !rule.is_percent ? times : "");
  if (slot == "each") {
    if (rule.form == Form::Shortfall) return "1" + (rule.is_percent ? "%" : times);
    return rule.each.empty() ? "项" : rule.each;
  }
  if (slot == "kinds") return joined(rule.kinds, between);
  if (slot == "averaging") return say_averaging(rule.averaging, language);
  if (slot == "bands" || slot == "answers" || slot == "choices") return say_bands(rule, language);
  std::vector<std::string> parts;
  const std::string verb = rule.is_deducting ? (is_zh ? "减" : " deducts ") : (is_zh ? "加" : " adds ");
  for (const auto& level : rule.levels) parts.push_back(level.name + verb + level.points.exact() + (is_zh ? "分" : ""));
  for (const auto& electorate : rule.electorates) {
    const auto averaging = electorate.averaging.leaves_out() ? say_averaging(electorate.averaging, language) : "";
    const std::string bracket = averaging.empty() ? "" : is_zh ? "(" + averaging + ")" : " (" + averaging + ")";
    parts.push_back(electorate.name + (is_zh ? "" : " ") + electorate.share.exact() + "%" + bracket);
  }
  return joined(parts, between);
}

}  // namespace pingxing::scheme
