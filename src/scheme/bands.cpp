#include "scheme/bands.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "scheme/band_parts.hpp"
#include "scheme/outcome.hpp"
#include "scheme/rule_words.hpp"
#include "scheme/sentences.hpp"

// Tables read best with a row a line.
// clang-format off

namespace pingxing::scheme {

namespace {

constexpr std::size_t bands_bytes_max = 2'000, filler_bytes_max = 18, bands_max = 60;
using Gives = Band::Gives;

}  // namespace

bool is_else(std::string_view words) {
  static constexpr std::string_view all[] = {
      "其余", "其他", "其它", "否则", "以下", "余下", "剩余", "其余名次", "其余的", "其他的", "其他名次", "其余情况", "其他情况", "未达到的", "未达到",
      "达不到", "未达到要求", "低于此的", "除此之外", "otherwise", "else", "the rest", "rest", "others", "anything lower", "anything else",
      "anything less", "anything below", "lower", "all others", "any other", "less", "below that", "if not"};
  const std::string lower = lower_ascii(trimmed(words));
  return std::find(std::begin(all), std::end(all), lower) != std::end(all);
}

namespace {

/// Place in a ranking: 第1名, 前三名, 第4至6名, 1st.
std::optional<Interval> parse_place(std::string_view text) {
  const bool is_placed = starts_with_any(text, {"排名", "名次", "位列", "位居", "名列", "排在", "居", "进入", "跻身"});
  for (auto word : {"排名", "名次", "位列", "位居", "名列", "排在", "排", "获得", "获", "为", "列", "居", "综合", "进入", "跻身"})
    if (text.starts_with(word)) text.remove_prefix(std::string_view(word).size());
  const auto placed = [](std::string_view words) -> std::optional<Interval> {
    bool is_onward = false;
    for (auto word : {"及以后", "以后", "之后", "及以下", "以下"})
      if (words.ends_with(word)) {
        words.remove_suffix(std::string_view(word).size());
        is_onward = true;
      }
    if (words.ends_with("名") || words.ends_with("位")) words.remove_suffix(3);
    auto interval = std::optional<Interval>();
    if (const auto count = small_count(words)) {
      interval.emplace();
      interval->low = Number(*count);
      if (!is_onward) interval->high = interval->low;
    } else if (!is_onward && has_digit(words)) {
      std::string bare;  // 第2名至第4名
      for (std::size_t i = 0; i < words.size();) {
        if (words.substr(i).starts_with("名") || words.substr(i).starts_with("第") || words.substr(i).starts_with("位")) { i += 3; continue; }
        bare += words[i++];
      }
      interval = parse_interval(bare);
      if (interval && (!interval->low || !interval->high || interval->is_percent)) return std::nullopt;
    }
    if (interval) interval->unit = "名";
    return interval;
  };
  if (text.starts_with("第")) return placed(text.substr(3));
  const auto first = [&](std::string_view words) -> std::optional<Interval> {
    const auto count = small_count(words);
    if (!count || *count < 1) return std::nullopt;
    Interval interval;
    interval.low = Number(1);
    interval.high = Number(*count);
    interval.unit = "名";
    return interval;
  };
  if (text.starts_with("前") && (text.ends_with("名") || text.ends_with("位"))) return first(text.substr(3, text.size() - 6));
  if (is_placed && text.starts_with("前")) return first(text.substr(3));  // 名列前三
  const std::string lower = lower_ascii(text);
  if (lower.starts_with("top ")) return first(std::string_view(lower).substr(4));
  static constexpr std::string_view ordinals[] = {"1st", "2nd", "3rd", "4th", "5th", "6th", "7th", "8th", "9th", "10th"};
  static constexpr std::string_view words[] = {"first", "second", "third", "fourth", "fifth"};
  std::string_view place = lower;
  if (place.ends_with(" place")) place.remove_suffix(6);
  for (std::size_t i = 0; i < std::size(ordinals); ++i)
    if (place == ordinals[i] || (i < std::size(words) && place == words[i])) {
      Interval interval;
      interval.low = interval.high = Number(static_cast<std::int64_t>(i) + 1);
      interval.unit = "place";
      return interval;
    }
  return std::nullopt;
}

}  // namespace

std::optional<Interval> parse_when(std::string_view text) {
  if (text.ends_with("分") && starts_with_any(text, {"最多", "最高", "至多"})) return std::nullopt;  // a limit of the rule
  if (auto interval = parse_interval(text, Units::Any)) {
    const bool is_rung = interval->is_point() && starts_with_any(interval->unit, {"等", "级", "档", "类"});
    return is_rung ? std::nullopt : interval;  // 一等奖, 二级 are names
  }
  if (text.starts_with("在")) return parse_interval(text.substr(3), Units::Any);
  if (text.ends_with("时")) return parse_interval(text.substr(0, text.size() - 3), Units::Any);
  return parse_place(text);
}

namespace {

/// What stands between a figure and what it gives: 3日内办结的得5分.
bool may_be_filler(std::string_view words) { return words.size() <= filler_bytes_max && (words[0] & 0x80) && !starts_with_any(words, {"内", "以", "之", "及", "或", "含", "至", "到", "名", "位", "等"}) && may_be_unit(words); }

/// 3次以上不达标的不得分: what happened so often.
bool may_be_said_between(std::string_view words) {
  return words.size() <= filler_bytes_max && (words[0] & 0x80) && may_be_name(words) && !has_digit(words) && !starts_with_any(words, {"内", "以", "之", "及", "或", "含", "至", "到", "名", "位", "等"});
}

}  // namespace

bool is_inside_number(std::string_view text, std::size_t at) {
  const auto is_digit = [](char c) { return (c >= '0' && c <= '9') || c == '.'; };
  return is_digit(text[at - 1]) && is_digit(text[at]);
}

namespace {

struct Part {
  Band band;
  bool is_else = false;
};

/// 没有完成的得0分 beside 完成5项以上得10分.
bool is_none(std::string_view words) {
  static constexpr std::string_view all[] = {"没有完成", "未完成", "一项没有", "一次没有", "一项也没有", "没有开展", "未开展", "没有", "一次未开展", "一项未完成"};
  if (words.ends_with("的")) words.remove_suffix(3);
  return std::find(std::begin(all), std::end(all), words) != std::end(all);
}

/// False where no part begins with the first character of these words, which is cheap to see.
bool may_begin_part(std::string_view words) {
  return may_begin_interval(words) ||
         starts_with_any(words, {"在", "第", "前", "排", "名", "位", "居", "进", "跻", "获", "为", "列", "综", "全年", "年内", "累计", "合计"});
}

/// The figure ends where an outcome begins: the first cut at which both sides are read. `has_filler`: words that are
/// neither may stand between them.
std::optional<Part> parse_part_with(std::string_view text, bool has_filler, bool is_series) {
  for (const std::string_view word : {"全年累计", "年内累计", "累计", "合计"})
    if (text.starts_with(word)) text.remove_prefix(word.size());
  for (std::size_t at = 1; at < text.size() && at <= interval_bytes_max; ++at) {
    if ((static_cast<unsigned char>(text[at]) & 0xC0) == 0x80 || is_inside_number(text, at)) continue;
    const auto head = trimmed(text.substr(0, at));
    const bool is_rest = is_else(head) || is_none(head);
    const auto when = is_rest ? std::optional(Interval()) : parse_when(head);
    if (!when) continue;
    auto rest = trimmed(text.substr(at));
    for (const std::string_view mark : {":", ",", "的,", "者,", "时,"})
      if (rest.starts_with(mark)) {
        rest = trimmed(rest.substr(mark.size()));
        break;
      }
    auto outcome = parse_outcome(rest);
    const bool is_counted = !is_rest && !when->unit.empty() && when->unit != "分" && !when->is_percent;
    for (std::size_t end = 3; has_filler && !outcome && !is_rest && (is_series || !when->is_point()) && end < rest.size() && end <= filler_bytes_max; ++end) {
      if ((static_cast<unsigned char>(rest[end]) & 0xC0) == 0x80) continue;
      if (!may_be_filler(rest.substr(0, end)) && !(is_counted && may_be_said_between(rest.substr(0, end)))) continue;
      outcome = parse_outcome(rest.substr(end));
    }
    if (!outcome) continue;
    outcome->when = *when;
    return Part{*outcome, is_rest};
  }
  return std::nullopt;
}

/// A unit is no filler: 不满2篇不得分 is first tried without.
std::optional<Part> parse_part(std::string_view text, bool is_series) {
  const auto part = parse_part_with(text, false, is_series);
  return part ? part : parse_part_with(text, true, is_series);
}

/// 2次 of 发生2次, 有2次.
std::string_view without_verb(std::string_view clause) {
  for (const std::string_view verb : {"发生", "出现", "有", "被"})
    if (clause.starts_with(verb)) return clause.substr(verb.size());
  return clause;
}

/// 一项指标未完成扣2分,两项及以上未完成不得分: each begins with how many.
bool begins_with_count(std::string_view clause) {
  auto words = without_verb(clause);
  const auto whole = words.size();
  const auto figure = take_quantity(words, Units::Known);
  return figure && !figure->is_percent && !figure->unit.empty() && words.size() < whole;
}

/// A name of what is measured, then the figure and what it gives.
std::optional<Part> parse_named_part(std::string_view text, std::string& name, bool is_series) {
  if (auto part = parse_part(text, is_series)) return part;
  for (std::size_t at = 1; at < text.size() && at <= 120; ++at) {
    if ((static_cast<unsigned char>(text[at]) & 0xC0) == 0x80 || is_inside_number(text, at)) continue;
    auto rest = trimmed(text.substr(at));
    if (!may_begin_part(rest)) continue;
    const auto head = trimmed(text.substr(0, at));
    if (!may_be_name(head)) continue;
    auto part = parse_part(rest, is_series);
    if (!part || part->is_else) continue;
    if (part->band.when.is_point() && !part->band.when.is_percent && part->band.when.unit.empty() && !has_digit(rest.substr(0, 1))) continue;
    name = head;
    return part;
  }
  return std::nullopt;
}

/// 30%以上得10分;2次以下得1分: no one figure is both.
bool has_two_measures(const std::vector<Band>& bands) {
  const auto is_any = [&](auto test) { return std::any_of(bands.begin(), bands.end(), test); };
  return is_any([](const Band& band) { return band.when.is_percent; }) && is_any([](const Band& band) { return !band.when.is_percent && !band.when.unit.empty(); });
}

bool has_gap_inside(const std::vector<Band>& bands) {
  std::vector<const Band*> order;
  for (const auto& band : bands) order.push_back(&band);
  std::sort(order.begin(), order.end(), [](const Band* a, const Band* b) { return a->when.low.value_or(Number(-1)) < b->when.low.value_or(Number(-1)); });
  for (std::size_t i = 1; i < order.size(); ++i) {
    const auto& below = order[i - 1]->when;
    const auto& above = order[i]->when;
    if (!below.high || !above.low || !(*below.high < *above.low)) continue;
    const bool is_count = !above.is_percent && !above.unit.empty() && above.unit != "分" && below.high->whole() && above.low->whole();
    if (!is_count || *above.low - *below.high > Number(1)) return true;  // 1至2项, 3至4项: nothing between
  }
  return false;
}

}  // namespace

/// So many times, one after the other: 0次, 1次, 2次.
static bool are_counts(const std::vector<Band>& bands) {
  for (std::size_t i = 0; i < bands.size(); ++i) {
    const auto& when = bands[i].when;
    if (!when.low || when.is_percent || when.unit.empty() || when.unit == "分" || when.unit == "名") return false;
    if (i > 0 && *when.low <= *bands[i - 1].when.low) return false;
  }
  return bands.size() > 1;
}

static bool are_places(const std::vector<Band>& bands) {
  return std::all_of(bands.begin(), bands.end(), [](const Band& band) { return band.when.unit == "名"; });
}

/// 前三名得10分: the others have none. 1名得5分 counts people.
static bool are_first_places(const std::vector<Band>& bands, std::string_view text) {
  return are_places(bands) && is_scoring(bands) && bands.front().when.low == Number(1) && holds_any(text, {"第", "前"});
}

static bool all_add(const std::vector<std::string>& clauses) {
  return std::all_of(clauses.begin(), clauses.end(), [](std::string_view one) { return holds_any(one, {"加", "奖"}); });
}

/// 5%以上加2分,10%以上加4分: less adds nothing.
static void add_none(std::vector<Band>& bands) {
  for (const auto& when : left_by(bands)) {
    Band none;
    none.when = when;
    none.gives = Gives::Points;
    bands.push_back(none);
  }
}

/// 无投诉得10分,1次投诉得8分,有2次以上不得分: none at all is 0 of what the others count, and its name is left out of them.
static std::optional<std::string> counted_from_none(std::string_view text) {
  auto clauses = split(text, ",;");
  if (clauses.size() < 2 || clauses.size() > bands_max) return std::nullopt;
  std::string noun, field;  // 全年安全生产零事故: of what they are
  for (const std::string_view none : {"没有发生", "未发生", "没有", "零", "无"}) {
    const auto begin = clauses.front().find(none);
    if (begin == std::string::npos || (begin > 0 && !may_be_name(std::string_view(clauses.front()).substr(0, begin)))) continue;
    for (std::size_t at = begin + none.size() + 3; at < clauses.front().size() && noun.empty(); ++at)
      if ((static_cast<unsigned char>(clauses.front()[at]) & 0xC0) != 0x80 && parse_outcome(std::string_view(clauses.front()).substr(at))) {
        field = clauses.front().substr(0, begin);
        noun = clauses.front().substr(begin + none.size(), at - begin - none.size());
        clauses.front() = "0次" + clauses.front().substr(at);
      }
    break;
  }
  if (noun.ends_with("的")) noun.resize(noun.size() - 3);
  if (noun.empty() || has_digit(noun)) return std::nullopt;
  for (std::size_t i = 1; i < clauses.size(); ++i) {
    std::string& clause = clauses[i];
    clause = std::string(without_verb(clause));
    if (clause.empty() || (!has_digit(clause.substr(0, 1)) && !starts_with_any(clause, {"一", "二", "两", "三", "四", "五"}))) return std::nullopt;
    if (const auto at = clause.find(noun); at != clause.npos) clause.erase(at, noun.size());
    std::string_view words = clause;
    const auto figure = take_quantity(words, Units::Any);
    if (!figure || figure->is_percent) return std::nullopt;
    if (i == 1 && !figure->unit.empty()) replace_all(clauses.front(), "0次", "0" + figure->unit);
  }
  return field + noun + joined(clauses, ";");
}

std::optional<BandsRead> parse_bands(std::string_view text) {
  std::string from_none;
  if (auto counted = holds_any(text.substr(0, text.find(',')), {"没有", "未发生", "零", "无"}) && text.size() <= bands_bytes_max ? counted_from_none(text) : std::nullopt) {
    from_none = std::move(*counted);
    text = from_none;
  }
  if (text.size() > bands_bytes_max || !may_hold_number(text)) return std::nullopt;
  std::size_t tried = 0;
  for (const std::string_view marks : {";", ",;", ",;、"}) {
    BandsRead read;
    std::optional<Band> rest;
    std::string open;  // a clause that goes on: 80%以上,不满90%得8分
    const auto clauses = split(text, marks);
    if (clauses.size() > bands_max) return std::nullopt;
    if (clauses.size() == tried) continue;  // the same clauses
    tried = clauses.size();
    bool is_read = !clauses.empty();
    const bool is_series = clauses.size() > 1 && std::all_of(clauses.begin(), clauses.end(), [](std::string_view one) { return begins_with_count(one); });
    for (const auto& clause : clauses) {
      std::string_view words = is_series ? without_verb(clause) : std::string_view(clause);
      if (!read.name.empty() && words.starts_with(read.name)) words.remove_prefix(read.name.size());
      const std::string whole = open.empty() ? std::string(words) : open + "," + std::string(words);
      std::string name;
      const bool may_name = read.bands.empty() && (marks.size() <= 2 || text.find("第") != text.npos);
      auto part = may_name ? parse_named_part(whole, name, is_series) : parse_part(whole, is_series);
      if (!part) {
        if (open.size() > 60) { is_read = false; break; }
        open = whole;
        continue;
      }
      open.clear();
      if (!name.empty()) read.name = name;
      if (rest) { is_read = false; break; }  // nothing comes behind what is left
      if (part->is_else) rest = part->band;
      else read.bands.push_back(part->band);
    }
    if (!is_read || !open.empty() || read.bands.empty()) continue;
    const bool has_bare_point = read.bands.size() == 1 && read.bands[0].when.is_point() && !rest;
    if (has_bare_point && !read.bands[0].when.is_percent) continue;  // 采用一篇加3分 is a rate
    if (has_two_measures(read.bands)) continue;
    const bool are_one_sided = std::all_of(read.bands.begin(), read.bands.end(), [](const Band& band) { return is_one_sided(band.when); });
    // 三次不得分 as the last of a series: nor do more.
    if (!rest && are_counts(read.bands) && read.bands.back().when.is_point() && read.bands.back().gives == Gives::Nothing)
      read.bands.back().when.high.reset();
    narrow_one_sided(read.bands);
    settle_shared_ends(read.bands, text);
    if (rest) {
      if (has_gap_inside(read.bands) && read.bands[0].when.unit != "名" && !read.bands[0].when.is_point()) continue;
      for (const auto& when : left_by(read.bands)) {
        rest->when = when;
        read.bands.push_back(*rest);
      }
    } else if (are_one_sided && !is_scoring(read.bands)) {  // 3次以上扣5分: fewer deduct nothing
      const bool is_plain = std::all_of(read.bands.begin(), read.bands.end(), [](const Band& band) { return band.gives == Gives::Deduction || band.gives == Gives::Nothing; });
      if (is_plain)
        for (const auto& when : left_by(read.bands)) {
          Band none;
          none.when = when;
          none.gives = Gives::NoDeduction;
          read.bands.push_back(none);
        }
    }
    if (!rest && (are_first_places(read.bands, text) || (are_one_sided && all_add(clauses)))) add_none(read.bands);
    if (const auto none = none_at_zero(read.bands)) read.bands.push_back(*none);
    else if (!rest) add_free_end(read.bands);
    full_beside_deductions(read.bands);
    return read;
  }
  return std::nullopt;
}

std::string say_bands(const Rule& rule, Language language) {
  const bool is_zh = language == Language::Chinese, scores = is_scoring(rule.bands);
  const auto worth = [&](const Band& band) -> std::string {
    const std::string points = band.points.exact();
    switch (band.gives) {
      case Gives::Points: return is_zh ? "得" + points + "分" : " scores " + points;
      case Gives::Full: return is_zh ? "得满分" : " scores full";
      case Gives::Share:
        if (band.points == Number::fraction(1, 2)) return is_zh ? "得一半" : " scores half";
        return is_zh ? "得分值的" + (band.points * Number(100)).exact() + "%" : " scores half";
      case Gives::Nothing: return is_zh ? "不得分" : scores ? " scores 0" : " voids the item";
      case Gives::Deduction: return is_zh ? "减" + points + "分" : " deducts " + points;
      case Gives::NoDeduction: return is_zh ? "不减分" : " deducts nothing";
    }
    return "";
  };
  std::string out;
  for (const auto& band : rule.bands) {
    if (!out.empty()) out += is_zh ? ";" : "; ";
    if (rule.is_yes_no)
      out += band.when.low == Number(1) ? (is_zh ? "是" : "yes") : (is_zh ? "否" : "no");
    else if (!rule.choices.empty())
      out += rule.choices[static_cast<std::size_t>(band.when.low->whole().value_or(0))];
    else
      out += band.when.say(language);
    out += worth(band);
  }
  return out;
}

}  // namespace pingxing::scheme
