#include "scheme/rewording_counts.hpp"

#include <algorithm>
#include <vector>

#include "base/text.hpp"
#include "scheme/interval.hpp"
#include "scheme/pattern.hpp"
#include "scheme/rule_words.hpp"

namespace pingxing::scheme {

namespace {

constexpr std::size_t text_bytes_max = 600, object_bytes_max = 60;

bool is_digit_at(std::string_view text, std::size_t at) {
  return at < text.size() && text[at] >= '0' && text[at] <= '9';
}

/// "处", "个", "人次" at the start of the words behind 一; empty where it is none, or the unit of a time or a rank.
std::string_view unit_of_one(std::string_view words) {
  static constexpr std::string_view units[] = {"人次", "家次", "户次", "处", "项", "件", "起", "例", "人", "名",
                                               "次",   "户",   "家",   "台", "辆", "份", "条", "篇", "场", "门",
                                               "块",   "间",   "宗",   "笔", "只", "栋", "批", "册", "张", "个"};
  for (const auto unit : units) {
    if (!words.starts_with(unit)) continue;
    const auto behind = words.substr(unit.size());
    const bool is_other = unit == "个" ? starts_with_any(behind, {"月", "工作日", "季", "小时", "百分", "学期", "周",
                                                                  "星期", "等", "档", "级", "年", "点扣", "点减"})
                                       : starts_with_any(behind, {"性", "以", "及", "内", "至", "到", "次"});
    return is_other ? std::string_view() : unit;
  }
  return {};
}

/// Where the points of a deduction begin that follows an object, behind its unit; npos where none does.
std::size_t deduction_behind(std::string_view text, std::size_t from) {
  const auto end = std::min(text.find_first_of(",;:", from), text.size());
  for (const std::string_view verb : {"扣", "减"}) {
    const auto at = text.find(verb, from);
    if (at == text.npos || at - from > object_bytes_max || !is_digit_at(text, at + verb.size())) continue;
    const bool is_close = at < end || (at == end + 1 && end < text.size() && text[end] == ',');
    if (is_close) return std::min(at, end);
  }
  return text.npos;
}

/// 2次, 两项, 第二次: the line counts on, and its clauses are bands.
bool counts_on(std::string_view text) {
  if (text.find("第") != text.npos) return true;
  for (std::size_t at = 0; at < text.size();) {
    const bool may_begin = at == 0 || !is_digit_at(text, at - 1);
    auto rest = text.substr(at);
    const auto figure = may_begin ? take_quantity(rest, Units::Known) : std::nullopt;
    if (figure && figure->value != Number(1) && !figure->is_percent && !figure->unit.empty() && figure->unit != "分")
      return true;
    next_character(text, at);
  }
  return false;
}

}  // namespace

void count_each(std::string& text) {
  if (text.size() > text_bytes_max || (text.find("扣") == text.npos && text.find("减") == text.npos)) return;
  if (holds_any(text, {"每", "/"}) || counts_on(text)) return;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t from = at;
    next_character(text, at);
    const auto one = std::string_view(text).substr(from, at - from);
    if (one != "一" && one != "1") continue;
    if (from > 0 && (is_digit_at(text, from - 1) || text[from - 1] == '.')) continue;
    const auto unit = unit_of_one(std::string_view(text).substr(at));
    if (unit.empty()) continue;
    const auto clause = text.find_last_of(",;:", from);
    const std::size_t begin = from == 0 || clause == text.npos || clause > from ? 0 : clause + 1;
    std::string_view before = std::string_view(text).substr(begin, from - begin);
    std::size_t verb_bytes = 0;
    for (const std::string_view verb :
         {"检查发现", "被查出", "每发现", "发现", "发生", "出现", "查实", "查出", "存在", "有"})
      if (before.ends_with(verb)) {
        verb_bytes = verb.size();
        before.remove_suffix(verb_bytes);
        break;
      }
    if (holds_any(before, {"未", "不", "没", "无", "缺", "少", "漏", "同", "任", "唯", "统", "之", "其",
                           "第", "十", "百", "千", "超", "达", "满", "晚", "迟", "早", "差", "欠"}) ||
        has_digit(before) || (!before.empty() && !may_be_name(before)))
      continue;
    const std::size_t object = at + unit.size(), end = deduction_behind(text, object);
    if (end == text.npos || end <= object) continue;
    auto words = std::string_view(text).substr(object, end - object);
    for (const std::string_view last : {",", "的", "者"})
      if (words.ends_with(last)) words.remove_suffix(last.size());
    if (words.size() < 6 || has_digit(words) || !(words[0] & 0x80) || !may_be_name(words)) continue;
    const std::size_t start = from - verb_bytes;
    text.replace(start, at - start, "每");
    at = start + 3;
  }
}

void spell_ordinals(std::string& text) {
  if (text.size() > text_bytes_max) return;
  const auto number_at = [&](std::size_t at) {  // value and bytes
    std::size_t end = at;
    while (end < text.size() && end - at < 9 && (text[end] & 0x80) &&
           small_count(std::string_view(text).substr(end, 3)))
      end += 3;
    if (end == at)
      while (is_digit_at(text, end)) ++end;
    const auto value = small_count(std::string_view(text).substr(at, end - at));
    return std::pair(value, end - at);
  };
  for (auto at = text.find("第"); at != text.npos; at = text.find("第", at + 3)) {
    std::size_t next = at + 3;
    const auto [first, first_bytes] = number_at(next);
    if (!first) continue;
    next += first_bytes;
    const auto skip = [&](std::initializer_list<std::string_view> words) {
      for (const auto word : words)
        if (std::string_view(text).substr(next).starts_with(word)) return next += word.size(), true;
      return false;
    };
    skip({"名", "位"});
    if (!skip({"至", "到", "-", "~", "—"})) continue;
    skip({"第"});
    const auto [last, last_bytes] = number_at(next);
    if (!last || *last <= *first) continue;
    next += last_bytes;
    if (!std::string_view(text).substr(next).starts_with("名") &&
        !std::string_view(text).substr(next).starts_with("位"))
      continue;
    text.replace(at, next - at, "第" + std::to_string(*first) + "至" + std::to_string(*last));
  }
}

void say_what_is_free(std::string& text) {
  static const Patterns frees = {
      "[{name}]{free}(以内|之内|内|以下|及以内|及以下|以内含)[的|者][,]*(不扣分|不扣|免扣|免扣分|不减分|不计|不予扣分)("
      ",|;)"
      "(超出|超过|超出部分|超过部分|超出的|超过的|超出后|超过后|多出的|多出部分|超出部分的|超过部分的)[,]*{rest}",
      "[{name}]以{free}为(限|上限|限额|标准|控制线|控制标准)[的]*(,|;)[超出|超过|超出部分|超过部分|超出的|超过的|"
      "超出后|"
      "超过后|多出的]*[,]*{rest}"};
  if (text.size() > text_bytes_max || !holds_any(text, {"内", "以下", "为"})) return;
  const auto accepts = [](std::string_view slot, std::string_view words) {
    if (slot == "name") return may_be_name(words) && !ends_with_any(words, {"在", "为"});
    if (slot == "rest") return starts_with_any(words, {"每"}) && holds_any(words, {"扣", "减"});
    auto rest = words;
    const auto figure = take_quantity(rest, Units::Known);
    return figure && (figure->is_percent || !figure->unit.empty()) && rest.empty();
  };
  const auto captures = frees.match(Piece(text, nullptr), accepts);
  if (!captures) return;
  std::string name, free, rest;
  for (const auto& [slot, piece] : *captures) (slot == "name" ? name : slot == "free" ? free : rest) = piece.str();
  constexpr std::size_t each = std::string_view("每").size();
  if (!starts_with_any(rest, {"每超", "每增", "每高", "每多"}) && has_digit(rest.substr(each, 1)))
    rest.insert(each, "超");
  text = name + "超过" + free + "的," + rest;
}

void spell_void(std::string& text) {
  if (text.size() > text_bytes_max || !holds_any(text, {"取消", "全部", "所有", "全扣", "扣完", "扣光", "扣除"}))
    return;
  for (const std::string item : {"本项", "该项", "此项", "本条", "该条", "此条", "本指标", "该指标", ""}) {
    std::vector<std::string> said;
    for (const std::string points : {"得分", "分值", "分数", "分"}) {
      for (const std::string all : {"全部", "所有", "全额"}) {
        said.push_back(item + points + all + "扣除");
        said.push_back(item + points + all + "扣完");
        said.push_back("扣除" + item + all + points);
        said.push_back("扣" + item + all + points);
        said.push_back("取消" + item + all + points);
      }
      if (item.empty()) continue;
      said.push_back("取消" + item + points);
      said.push_back("扣除" + item + points);
      said.push_back("扣完" + item + points);
      said.push_back("扣光" + item + points);
      said.push_back(item + points + "全扣");
      said.push_back(item + points + "扣完");
      said.push_back(item + points + "扣光");
    }
    if (!item.empty()) said.push_back(item + "全扣");
    if (!item.empty()) said.push_back(item + "全部扣除");
    if (item.empty()) said.emplace_back("全部扣除");
    for (const auto& words : said)
      for (auto at = text.find(words); at != text.npos; at = text.find(words, at + 1)) {
        const auto behind = std::string_view(text).substr(at + words.size());
        const auto before = std::string_view(text).substr(0, at);
        const bool is_whole = (behind.empty() || starts_with_any(behind, {",", ";"})) &&
                              ends_with_any(before, {",", ":", "的", "者", ";"});
        if (is_whole) text.replace(at, words.size(), "不得分");
      }
  }
}

void drop_baseline(std::string& text, const Number& points) {
  static constexpr std::string_view states[] = {"全勤", "齐全", "完整", "完备", "齐备", "无误",
                                                "准确", "整洁", "规范", "到位", "完善", "健全"};
  const auto comma = text.find_first_of(",;");
  if (comma == text.npos || text.size() > text_bytes_max) return;
  auto front = std::string_view(text).substr(0, comma);
  const auto rest = std::string_view(text).substr(comma + 1);
  const std::string full = "得" + points.exact() + "分";
  bool says_full = false;
  for (const std::string_view all : {std::string_view("得满分"), std::string_view(full), std::string_view("计满分")})
    if (!says_full && front.ends_with(all)) {
      says_full = true;
      front.remove_suffix(all.size());
    }
  if (!says_full || front.find(':') != front.npos) return;
  const auto cut = [&] {
    for (const std::string_view end : {"的", "、", "和", "且"})
      if (front.ends_with(end)) return front.remove_suffix(end.size()), true;
    for (const auto state : states)
      if (front.ends_with(state)) return front.remove_suffix(state.size()), true;
    return false;
  };
  const std::string_view before = front;
  while (cut()) continue;
  if (front.size() == before.size()) return;
  const bool takes = starts_with_any(rest, {"缺", "少", "漏", "差", "旷", "每", "发现", "出现", "有", "一", "1"}) &&
                     holds_any(rest, {"扣", "减"}) && !holds_any(rest, {"较", "基本", "第", "加", "满分"});
  std::string others(rest);
  replace_all(others, "不得分", "");
  if (!takes || others.find("得") != others.npos) return;
  text = std::string(trimmed(front)) + std::string(rest);
}

void spell_repeated(std::string& text) {
  static constexpr std::string_view tails[] = {
      ",可累计",     ",可以累计",   ",可累加",     ",可以累加",   ",可叠加",      ",可以叠加",   ",可累计加分",
      ",可累计计分", ",可累计扣分", ",累计加分",   ",可重复加分", ",可叠加计分",  ",可叠加加分", ",可累加计分",
      ",可重复计分", ",累计计算",   ",可累计计算", ",累计扣分",   ",多次的可累计"};
  if (text.size() > text_bytes_max) return;
  std::size_t at = text.npos, bytes = 0;
  for (const auto tail : tails) {
    const auto found = text.find(tail);
    if (found == text.npos) continue;
    const auto behind = std::string_view(text).substr(found + tail.size());
    if ((behind.empty() || starts_with_any(behind, {",", ";"})) && tail.size() > bytes) at = found, bytes = tail.size();
  }
  if (at == text.npos) return;
  std::vector<std::size_t> points;  // where 加2分 stands
  for (const std::string_view verb : {"加", "扣", "减", "奖励", "奖", "计", "得"})
    for (auto found = text.find(verb); found != text.npos; found = text.find(verb, found + verb.size()))
      if (found < at && is_digit_at(text, found + verb.size())) points.push_back(found);
  if (points.size() != 1) return;  // levels say 累计 of themselves
  const bool is_of_each = holds_any(std::string_view(text).substr(0, at), {"每", "/", "一次", "1次", "一项", "1项"});
  text.erase(at, bytes);
  if (!is_of_each) text.insert(points.front(), "每次");
}

}  // namespace pingxing::scheme
