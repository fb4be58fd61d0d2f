#include "scheme/input_key.hpp"

#include <algorithm>
#include <utility>

#include "base/text.hpp"

// Tables read best with a row a subject.
// clang-format off

namespace pingxing::scheme {

namespace {

// In lower case and half width. What may as well tell two names apart is none: 周 and 季 (how often), 部 and 组 (who),
// single letters and numbers of a list.
constexpr std::string_view units[] = {
    "次", "项", "个", "件", "起", "例", "条", "份", "篇", "本", "册", "张", "幅", "枚", "只", "头", "匹", "株", "棵", "批", "套", "台", "辆",
    "架", "艘", "户", "处", "场", "名", "人", "位", "票", "门", "家", "座", "栋", "幢", "间", "笔", "宗", "桩", "局", "遍", "回", "趟", "页", "字", "步",
    "人次", "篇次", "场次", "件次", "项次", "台次", "车次", "班次", "架次", "批次", "例次", "户次",
    "分", "学分", "学时", "课时",
    "天", "年", "月", "个月", "工作日", "个工作日", "日历天", "小时", "个小时", "分钟", "秒", "毫秒", "人天", "人日", "人月", "工时", "台时", "台班",
    "元", "角", "人民币", "美元", "欧元", "港元", "日元",
    "米", "千米", "公里", "厘米", "毫米", "平方米", "平方公里", "平方千米", "平米", "亩", "公顷", "立方米", "立方", "升", "毫升",
    "吨", "公斤", "千克", "克", "毫克", "斤", "吨标准煤", "吨标煤", "吨公里", "人公里", "车公里",
    "度", "千瓦时", "千瓦", "兆瓦", "兆瓦时", "瓦", "摄氏度", "分贝", "标方",
    "%", "‰", "百分比", "百分数", "百分点", "个百分点", "千分比", "percent", "per cent", "percentage", "points", "point", "pct",
    "time", "times", "item", "items", "case", "cases", "piece", "pieces", "person", "persons", "people", "household", "households",
    "hour", "hours", "minute", "minutes", "second", "seconds", "day", "days", "working day", "working days", "week", "weeks",
    "month", "months", "year", "years", "session", "sessions", "vote", "votes",
    "yuan", "rmb", "cny", "usd", "eur", "gbp", "dollar", "dollars", "euro", "euros",
    "m", "km", "cm", "mm", "m2", "m²", "㎡", "km2", "km²", "m3", "m³", "ha", "mu", "ml", "metre", "metres", "meter", "meters",
    "t", "kg", "mg", "ton", "tons", "tonne", "tonnes", "tce", "h", "hr", "hrs", "min", "mins", "sec",
    "kw", "mw", "gw", "kwh", "mwh", "gwh", "℃", "°c", "db", "kb", "mb", "gb", "tb"};

constexpr std::string_view multiples[] = {"十", "百", "千", "万", "亿", "thousand ", "million ", "billion ", "1,000 ", "10,000 "};
constexpr std::string_view whole_multiples[] = {"万", "亿", "thousand", "million", "billion"};  // a unit by themselves
constexpr std::string_view stated[] = {"单位:", "unit:"};
constexpr std::pair<std::string_view, std::string_view> brackets[] = {{"(", ")"}, {"[", "]"}, {"【", "】"}, {"〔", "〕"}, {"〈", "〉"}};

// clang-format on

bool is_one_unit(std::string_view word) {
  const auto is_among = [&](const auto& list) { return std::ranges::find(list, word) != std::end(list); };
  while (true) {
    if (is_among(units) || is_among(whole_multiples)) return true;
    const auto* taken = std::ranges::find_if(multiples, [&](std::string_view one) { return word.starts_with(one); });
    if (taken == std::end(multiples)) return false;
    word.remove_prefix(taken->size());
  }
}

/// `folded` without the bracket that it ends with; the whole where it does not.
std::string_view without_unit(std::string_view folded) {
  for (const auto& [open, close] : brackets) {
    if (!folded.ends_with(close)) continue;
    const auto at = folded.rfind(open);
    if (at == folded.npos || at == 0) continue;
    const auto inside = folded.substr(at + open.size(), folded.size() - at - open.size() - close.size());
    if (is_unit(inside)) return trimmed(folded.substr(0, at));
  }
  return folded;
}

/// Whether it is the number of an item: 3, 12b, 2.4.
bool is_item_number(std::string_view word) {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  return !word.empty() && is_digit(word.front()) &&
         std::ranges::all_of(word, [&](char c) { return is_digit(c) || (c >= 'a' && c <= 'z') || c == '.'; });
}

}  // namespace

bool is_unit(std::string_view words) {
  for (const auto one : stated)
    if (words.size() > one.size() && words.starts_with(one)) return true;
  for (auto slash = words.find('/'); slash != words.npos; slash = words.find('/')) {
    if (!is_one_unit(words.substr(0, slash))) return false;
    words.remove_prefix(slash + 1);
  }
  return is_one_unit(words);
}

std::string folded_name(std::string_view name) {
  const std::string folded = lower_ascii(trimmed(Line(name, 0).text()));
  std::string_view left = folded;
  while (without_unit(left) != left) left = without_unit(left);
  return std::string(left);
}

std::string key_of_header(std::string_view header) {
  const std::string text = cell_text(header);  // every blank is a plain one
  if (const auto blank = text.find(' '); blank != text.npos) {
    const std::string number = folded_name(text.substr(0, blank));
    if (is_item_number(number)) return number + " " + folded_name(text.substr(blank));
  }
  return folded_name(text);
}

int input_called(const Scheme& scheme, std::string_view name) {
  const auto with_key = [&](std::string_view key) {
    const auto found = std::ranges::find(scheme.inputs, key, &Input::key);
    return found == scheme.inputs.end() ? -1 : static_cast<int>(found - scheme.inputs.begin());
  };
  if (const int input = with_key(name); input >= 0) return input;
  for (int i = 0; i < static_cast<int>(scheme.inputs.size()); ++i)
    if (scheme.header(i) == name) return i;
  return with_key(key_of_header(name));
}

}  // namespace pingxing::scheme
