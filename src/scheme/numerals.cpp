#include "scheme/numerals.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "scheme/interval.hpp"
#include "scheme/rule_words.hpp"

namespace pingxing::scheme {

namespace {

struct Power {
  std::string_view word;
  std::int64_t times;
};
constexpr auto powers =
    std::to_array<Power>({{"十", 10}, {"百", 100}, {"千", 1'000}, {"万", 10'000}, {"亿", 100'000'000}});
constexpr std::size_t number_bytes_max = 36;

std::int64_t power_at(std::string_view text) {
  for (const auto& power : powers)
    if (text.starts_with(power.word)) return power.times;
  return 0;
}

std::optional<int> digit_at(std::string_view text) {
  if (text.size() < 3 || text.starts_with("十")) return std::nullopt;
  return small_count(text.substr(0, 3));
}

/// 百 千 万 behind a number or 每, without 十: the times they stand for, and their bytes.
Number times_at(std::string_view text, std::size_t& size) {
  Number times(1);
  for (size = 0;; size += 3) {
    const auto power = power_at(text.substr(size));
    if (power < 100) return times;
    times = times * Number(power);
  }
}

/// A unit stands behind: 百元, 千字. 百分点, 百分制 and a list are none.
bool is_before_unit(std::string_view rest) {
  if (rest.size() < 3 || starts_with_any(rest, {"分", "、", "以", "余", "多", "之", "倍", "日"})) return false;
  std::size_t at = 0;
  return is_hanzi(next_character(rest, at));
}

/// Whether the number behind `before` is one of steps: 每, 每超过, 超过, 低于.
bool is_of_steps(std::string_view before) {
  static constexpr std::string_view verbs[] = {
      "",     "超过", "超出", "超",   "多",   "增加", "增",   "增长", "提高",     "损失",
      "节约", "节省", "募捐", "捐款", "募集", "筹集", "完成", "创收", "高出",     "低于",
      "低",   "少",   "减少", "差",   "欠",   "缺",   "满",   "达",   "达到",     "发生",
      "下降", "超支", "浪费", "拖欠", "收缴", "亏损", "销售", "产值", "造成损失", "造成经济损失"};
  for (const auto verb : verbs)
    if (before.ends_with(verb) && before.substr(0, before.size() - verb.size()).ends_with("每")) return true;
  return ends_with_any(before, {"超过", "超出", "高于", "大于", "低于", "少于", "不足", "达到", "至少"});
}

/// 每损失1000元扣2分 and 每1000元损失扣2分 as 损失每1000元扣2分.
void name_in_front(std::string& text) {
  const auto each = text.find("每");
  if (each == text.npos) return;
  for (const std::string_view verb :
       {"造成经济损失", "造成损失", "损失", "浪费", "超支", "拖欠", "亏损", "收缴", "销售"}) {
    const std::size_t behind = each + 3 + verb.size();
    if (behind >= text.size() || text.substr(each + 3, verb.size()) != verb || !has_digit(text.substr(behind, 1)))
      continue;
    text.replace(each, 3 + verb.size(), std::string(verb) + "每");
    return;
  }
  std::size_t at = each + 3;
  while (at < text.size() && has_digit(text.substr(at, 1))) ++at;
  if (at == each + 3 || text.substr(at, 3) != "元") return;
  const std::size_t from = at + 3;
  std::size_t to = text.size();
  for (const std::string_view verb : {"扣", "减", "加", "奖", "得", "计"}) to = std::min(to, text.find(verb, from));
  const std::string name = text.substr(from, to - from);
  if (to == text.size() || name == "的" || !may_be_name(name)) return;
  text.erase(from, name.size());
  text.insert(each, name);
}

}  // namespace

std::optional<Number> hanzi_number(std::string_view text) {
  if (text.empty() || text.size() > number_bytes_max) return std::nullopt;
  Number whole, part;  // part: below the last 万
  std::int64_t digit = -1;
  for (std::size_t at = 0; at < text.size(); at += 3) {
    const auto rest = text.substr(at);
    if (const auto power = power_at(rest); power >= 10'000) {
      if ((whole + part).is_zero() && digit < 1) return std::nullopt;
      whole = (whole + part + Number(std::max<std::int64_t>(digit, 0))) * Number(power);
      part = Number(0);
      digit = -1;
    } else if (power > 0) {
      if (digit < 0 && !(power == 10 && at == 0)) return std::nullopt;
      part += Number((digit < 0 ? 1 : digit) * power);
      digit = -1;
    } else if (rest.starts_with("零")) {
      if (digit >= 0) return std::nullopt;
    } else if (const auto one = digit_at(rest); one && digit < 0) {
      digit = *one;
    } else {
      return std::nullopt;
    }
  }
  return whole + part + Number(std::max<std::int64_t>(digit, 0));
}

std::string with_plain_numerals(std::string_view text) {
  if (text.find("每") == text.npos || !holds_any(text, {"百", "千", "万", "亿", "每损失", "每浪费", "每超支", "每拖欠",
                                                        "每亏损", "每收缴", "每销售", "每造成"}))
    return std::string(text);
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const auto rest = text.substr(at);
    std::size_t size = 0, marks = 0;
    std::optional<Number> number;
    while (size < rest.size() && ((rest[size] >= '0' && rest[size] <= '9') || (rest[size] == '.' && size > 0))) ++size;
    if (size > 0) {  // 5千, 1.5万
      number = short_number(rest.substr(0, size));
      const Number times = times_at(rest.substr(size), marks);
      if (number && marks > 0) number = *number * times;
      if (marks == 0) number.reset();
    } else if (is_of_steps(out)) {
      while (size < rest.size() && size < number_bytes_max &&
             (digit_at(rest.substr(size)) || power_at(rest.substr(size)) > 0))
        size += 3;
      const auto words = rest.substr(0, size);
      if (holds_any(words, {"百", "千", "万", "亿"})) {
        number = hanzi_number(words);
        if (!number) {  // 百 alone: one of them
          const Number times = times_at(words, marks);
          if (marks == size) number = times;
          marks = 0;
        }
      }
    }
    if (number && is_before_unit(rest.substr(size + marks))) {
      out += number->exact();
      at += size + marks;
      continue;
    }
    const std::size_t from = at;
    if (size > 0)
      at += size;
    else
      next_character(text, at);
    out += text.substr(from, at - from);
  }
  name_in_front(out);
  return out;
}

}  // namespace pingxing::scheme
