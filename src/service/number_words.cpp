#include "service/number_words.hpp"

#include <algorithm>
#include <string>

#include "base/number.hpp"
#include "base/text.hpp"
#include "scheme/input_key.hpp"

namespace pingxing::service {

namespace {

using scheme::InputType;

// Folded.
// clang-format off
constexpr std::string_view counters[] = {
    "次", "个", "项", "件", "起", "例", "条", "份", "篇", "本", "册", "张", "幅", "枚", "只", "批", "套", "台", "辆", "处", "场", "宗", "桩", "笔", "回", "遍", "趟",
    "time", "times", "item", "items", "case", "cases", "piece", "pieces"};
constexpr std::string_view marks[] = {"分", "points", "point", "pts"};
constexpr std::string_view multiples[] = {"万", "亿", "千", "百", "十", "k", "thousand", "million", "billion", "%", "‰", "百分点", "个百分点"};
constexpr std::string_view zero_words[] = {
    "无", "没有", "暂无", "未发生", "没发生", "未有", "从未", "无此项", "-", "--", "---", "/", "\\", "none", "nil", "no", "n/a", "na", "notany"};
constexpr std::string_view yes_words[] = {"是", "有", "yes", "y", "true", "1", "√", "✓", "✔", "☑", "对"};
constexpr std::string_view no_words[] = {"否", "无", "no", "n", "false", "0", "×", "✗", "✘", "✕", "✖", "╳", "☒", "没有", "错"};
constexpr std::string_view good_words[] = {"达标", "已达标", "合格", "符合", "满足", "完成", "已完成", "通过", "已通过", "具备", "met", "pass", "passed"};
constexpr std::string_view bad_words[] = {"未达标", "不达标", "不合格", "不符合", "不满足", "未完成", "未通过", "不通过", "不具备", "notmet", "fail", "failed"};
constexpr std::string_view negations[] = {"未", "没", "不", "无", "缺", "违", "漏", "逾", "失", "事故", "投诉", "处分", "否", "not", "no", "without", "missing", "fail", "lack", "late"};
// clang-format on

template <class List>
bool is_among(std::string_view text, const List& list) {
  return std::find(std::begin(list), std::end(list), text) != std::end(list);
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// 1,200 and 12,345.50: every group behind the first has three digits.
std::optional<std::string> without_groups(std::string_view text) {
  const std::size_t comma = text.find(',');
  const std::string_view whole = text.substr(0, text.find('.'));
  if (comma == text.npos || comma == 0 || comma > 3 || whole.size() < 5) return std::nullopt;
  std::string out;
  for (std::size_t at = 0; at < whole.size(); ++at) {
    const bool is_separator_place = at >= comma && (at - comma) % 4 == 0;
    if (is_separator_place ? whole[at] != ',' : !is_digit(whole[at])) return std::nullopt;
    if (!is_separator_place) out += whole[at];
  }
  if ((whole.size() - comma) % 4 != 0 || whole[0] == '0') return std::nullopt;
  return out + std::string(text.substr(whole.size()));
}

bool fits(std::string_view unit, const scheme::Input& input) {
  const std::string own = folded(input.unit);
  if (unit == own && !own.empty()) return true;
  if (is_among(unit, counters)) return input.type != InputType::Percent && (own.empty() || is_among(own, counters));
  if (is_among(unit, marks))
    return input.type == InputType::Points ||
           (input.type == InputType::Amount && (own.empty() || is_among(own, marks)));
  const bool is_multiple = std::any_of(std::begin(multiples), std::end(multiples),
                                       [&](std::string_view one) { return unit.find(one) != unit.npos; });
  return own.empty() && !is_multiple && input.type != InputType::Percent && input.type != InputType::Points &&
         scheme::is_unit(unit);
}

}  // namespace

std::optional<std::string> number_without_unit(std::string_view text, const scheme::Input& input) {
  constexpr std::size_t bytes_max = 60;
  if (text.size() > bytes_max || text.empty()) return std::nullopt;
  std::size_t end = text[0] == '-' ? 1 : 0;
  while (end < text.size() && (is_digit(text[end]) || text[end] == '.' || text[end] == ',')) ++end;
  if (end == 0 || !is_digit(text[end - 1])) return std::nullopt;
  const std::string unit = folded(text.substr(end));
  if (!unit.empty() && !fits(unit, input)) return std::nullopt;
  const std::string_view number = text.substr(0, end);
  if (parse_number(number)) return std::string(number);
  return without_groups(number);
}

bool is_word_for_zero(std::string_view text) { return is_among(folded(text), zero_words); }

std::optional<bool> yes_or_no(std::string_view text, const scheme::Input& input) {
  const std::string word = folded(text);
  if (is_among(word, yes_words)) return true;
  if (is_among(word, no_words)) return false;
  const bool is_good = is_among(word, good_words);
  if (!is_good && !is_among(word, bad_words)) return std::nullopt;
  const std::string name = folded(input.name);
  const bool is_negative = std::any_of(std::begin(negations), std::end(negations),
                                       [&](std::string_view one) { return name.find(one) != name.npos; });
  return is_negative ? std::nullopt : std::optional(is_good);
}

}  // namespace pingxing::service
