#include "scheme/interval.hpp"

#include <array>

#include "base/text.hpp"

namespace pingxing::scheme {

namespace {
// Longest first where one begins another.
constexpr std::array<std::string_view, 38> units = {
    "个百分点", "个工作日", "个月", "人次", "篇次",  "场次", "points", "point", "times", "time",
    "months",   "month",    "days", "day",  "items", "item", "people", "分",    "次",    "项",
    "个",       "篇",       "人",   "份",   "件",    "起",   "例",     "天",    "年",    "月",
    "期",       "条",       "户",   "处",   "场",    "名",   "票",     "门"};

constexpr std::array<std::string_view, 11> hanzi_counts = {"零", "一", "二", "三", "四", "五",
                                                           "六", "七", "八", "九", "十"};

/// Takes `word`, which is in lower case, and blanks before it, off the front.
bool take(std::string_view& text, std::string_view word) {
  std::string_view rest = text;
  while (rest.starts_with(' ')) rest.remove_prefix(1);
  if (rest.size() < word.size()) return false;
  for (std::size_t i = 0; i < word.size(); ++i) {
    const char c = rest[i] >= 'A' && rest[i] <= 'Z' ? static_cast<char>(rest[i] + ('a' - 'A')) : rest[i];
    if (c != word[i]) return false;
  }
  text = rest.substr(word.size());
  return true;
}
template <std::size_t N>
bool take_any(std::string_view& text, const std::array<std::string_view, N>& words) {
  for (auto word : words)
    if (take(text, word)) return true;
  return false;
}

enum class Side { None, LowIn, LowOut, HighIn, HighOut, Point };

constexpr std::array<std::string_view, 11> low_in = {
    "达到", "不少于", "不低于", "不小于", "至少", ">=", "≥", "at least", "from", "达", "满"};
constexpr std::array<std::string_view, 9> low_out = {"超过",  "高于", "大于", "多于", "more than",
                                                     "above", "over", ">",    "高出"};
constexpr std::array<std::string_view, 12> high_out = {"未达到", "未达", "不满",      "不足",  "低于",  "小于",
                                                       "少于",   "不到", "less than", "below", "under", "<"};
constexpr std::array<std::string_view, 8> high_in = {"不超过", "不高于", "不多于", "至多",
                                                     "最多",   "<=",     "≤",      "at most"};
constexpr std::array<std::string_view, 4> point = {"等于", "exactly", "为", "="};
constexpr std::array<std::string_view, 8> and_above = {"及以上",  "或以上",   "(含)以上",  "以上",
                                                       "or more", "or above", "and above", "+"};
constexpr std::array<std::string_view, 7> and_below = {"及以下", "或以下",  "(含)以下", "以下",
                                                       "以内",   "or less", "or below"};
constexpr std::array<std::string_view, 5> until = {"至", "到", "~", "-", "to"};
constexpr std::array<std::string_view, 4> includes = {"(含)", "(包括)", "(incl.)", "(inclusive)"};
constexpr std::array<std::string_view, 3> excludes = {"(不含)", "(excl.)", "(exclusive)"};

struct Bound {
  Side side = Side::None;
  Quantity at;
};

std::optional<Bound> take_bound(std::string_view& text) {
  Bound bound;
  if (take_any(text, high_in))
    bound.side = Side::HighIn;  // 不超过 before 超过
  else if (take_any(text, low_in))
    bound.side = Side::LowIn;
  else if (take_any(text, low_out))
    bound.side = Side::LowOut;
  else if (take_any(text, high_out))
    bound.side = Side::HighOut;
  else if (take_any(text, point))
    bound.side = Side::Point;
  auto quantity = take_quantity(text);
  if (!quantity) return std::nullopt;
  bound.at = *quantity;
  const bool is_out_first = take_any(text, excludes);
  const bool is_in_first = !is_out_first && !text.starts_with("(含)以") && take_any(text, includes);
  if (bound.side == Side::None) {
    if (take_any(text, and_above))
      bound.side = Side::LowIn;
    else if (take_any(text, and_below))
      bound.side = Side::HighIn;
  }
  const bool is_out = is_out_first || take_any(text, excludes), is_in = is_in_first || take_any(text, includes);
  if (is_out && bound.side == Side::LowIn) bound.side = Side::LowOut;
  if (is_out && bound.side == Side::HighIn) bound.side = Side::HighOut;
  if (is_in && bound.side == Side::LowOut) bound.side = Side::LowIn;
  if (is_in && bound.side == Side::HighOut) bound.side = Side::HighIn;
  if (is_out && bound.side == Side::None) bound.side = Side::HighOut;  // the end of a至b(不含); a start is mended below
  if (is_in && bound.side == Side::None) bound.side = Side::Point;
  return bound;
}

void set_low(Interval& interval, const Quantity& at, bool is_in) {
  interval.low = at.value;
  interval.has_low = is_in;
}
void set_high(Interval& interval, const Quantity& at, bool is_in) {
  interval.high = at.value;
  interval.has_high = is_in;
}

std::optional<Interval> parse_brackets(std::string_view text) {
  const bool low_is_in = text.front() == '[', high_is_in = text.back() == ']';
  const auto comma = text.find(',');
  if (comma == text.npos) return std::nullopt;
  auto left = trimmed(text.substr(1, comma - 1)), right = trimmed(text.substr(comma + 1, text.size() - comma - 2));
  Interval interval;
  if (!left.empty()) {
    auto at = take_quantity(left);
    if (!at || !left.empty()) return std::nullopt;
    set_low(interval, *at, low_is_in);
    interval.is_percent |= at->is_percent;
  }
  if (!right.empty()) {
    auto at = take_quantity(right);
    if (!at || !right.empty()) return std::nullopt;
    set_high(interval, *at, high_is_in);
    interval.is_percent |= at->is_percent;
  }
  if (!interval.low && !interval.high) return std::nullopt;
  return interval;
}
}  // namespace

std::optional<Number> short_number(std::string_view text) {
  constexpr std::size_t bytes_max = 80;  // a fraction of two numbers with all the digits they may have
  return text.size() > bytes_max ? std::nullopt : parse_number(text);
}

std::optional<int> small_count(std::string_view text) {
  if (text.size() > 6) return std::nullopt;  // 十九, or six digits
  if (text == "两") return 2;
  for (std::size_t i = 0; i < hanzi_counts.size(); ++i)
    if (text == hanzi_counts[i]) return static_cast<int>(i);
  if (text.size() == 6 && text.starts_with("十"))
    if (auto rest = small_count(text.substr(3))) return 10 + *rest;
  static constexpr std::array<std::string_view, 11> words = {"zero", "one",   "two",   "three", "four", "five",
                                                             "six",  "seven", "eight", "nine",  "ten"};
  for (std::size_t i = 0; i < words.size(); ++i)
    if (lower_ascii(text) == words[i]) return static_cast<int>(i);
  if (text.empty()) return std::nullopt;
  int value = 0;
  for (char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

std::optional<Quantity> take_quantity(std::string_view& text) {
  Quantity quantity;
  while (text.starts_with(' ')) text.remove_prefix(1);
  std::size_t size = 0;
  while (size < text.size() &&
         ((text[size] >= '0' && text[size] <= '9') || text[size] == '.' ||
          (text[size] == '/' && size > 0 && size + 1 < text.size() && text[size + 1] >= '0' && text[size + 1] <= '9')))
    ++size;
  if (size > 0) {
    auto value = short_number(text.substr(0, size));
    if (!value) return std::nullopt;
    quantity.value = *value;
    text.remove_prefix(size);
  } else {
    // One hanzi digit, only where a unit follows it (一次, 三名): hanzi alone are words.
    if (text.size() < 3 || !is_hanzi([&] {
          std::size_t at = 0;
          return next_character(text, at);
        }()))
      return std::nullopt;
    const auto value = small_count(text.substr(0, 3));
    if (!value) return std::nullopt;
    auto rest = text.substr(3);
    if (!take_any(rest, units)) return std::nullopt;
    quantity.value = Number(*value);
    text.remove_prefix(3);
  }
  if (take(text, "%")) {
    quantity.is_percent = true;
    return quantity;
  }
  for (auto unit : units) {
    if (take(text, unit)) {
      quantity.unit = unit;
      break;
    }
  }
  return quantity;
}

bool Interval::contains(const Number& value) const {
  if (low && (value < *low || (value == *low && !has_low))) return false;
  return !(high && (value > *high || (value == *high && !has_high)));
}

bool Interval::is_empty() const { return low && high && (*low > *high || (*low == *high && !(has_low && has_high))); }

std::optional<Interval> parse_interval(std::string_view text) {
  text = trimmed(text);
  if (text.size() > interval_bytes_max) return std::nullopt;
  if (text.size() >= 3 && (text.front() == '[' || text.front() == '(') && (text.back() == ']' || text.back() == ')'))
    return parse_brackets(text);
  auto first = take_bound(text);
  if (!first) return std::nullopt;
  Interval interval;
  interval.is_percent = first->at.is_percent;
  interval.unit = first->at.unit;
  if (text.empty()) {
    switch (first->side) {
      case Side::LowIn:
        set_low(interval, first->at, true);
        break;
      case Side::LowOut:
        set_low(interval, first->at, false);
        break;
      case Side::HighIn:
        set_high(interval, first->at, true);
        break;
      case Side::HighOut:
        set_high(interval, first->at, false);
        break;
      case Side::None:
      case Side::Point:
        set_low(interval, first->at, true);
        set_high(interval, first->at, true);
        break;
    }
    return interval;
  }
  static constexpr std::array<std::string_view, 4> links = {"且", "并", ",", "and"};
  const bool is_range = take_any(text, until);
  if (!is_range) take_any(text, links);
  auto second = take_bound(text);
  if (!second) return std::nullopt;
  take(text, "之间");
  if (!text.empty()) return std::nullopt;
  const bool first_is_high = first->side == Side::HighIn || (first->side == Side::HighOut && !is_range);
  if (first_is_high) return std::nullopt;  // 不满90%80%以上: the lower end comes first
  if (!is_range && (first->side == Side::None || first->side == Side::Point)) return std::nullopt;
  set_low(interval, first->at, first->side != Side::LowOut && !(is_range && first->side == Side::HighOut));
  switch (second->side) {
    case Side::HighIn:
      set_high(interval, second->at, true);
      break;
    case Side::HighOut:
      set_high(interval, second->at, false);
      break;
    case Side::None:
    case Side::Point:
      if (!is_range) return std::nullopt;
      set_high(interval, second->at, true);
      break;
    default:
      return std::nullopt;
  }
  interval.is_percent |= second->at.is_percent;
  if (interval.unit.empty()) interval.unit = second->at.unit;
  return interval;
}

std::string Interval::say(Language language) const {
  const auto number = [&](const Number& n) {
    std::string text = n.exact();
    if (is_percent) text += "%";
    const bool is_ascii = !unit.empty() && (unit[0] & 0x80) == 0;
    if (is_ascii) return text + " " + unit;
    if (language == Language::Chinese) return text + unit;
    for (const auto& [zh, en] : {std::pair("分", " points"), std::pair("次", " times"), std::pair("天", " days"),
                                 std::pair("个月", " months")})
      if (unit == zh) text += en;
    return text;
  };
  const bool is_zh = language == Language::Chinese;
  if (is_point() && has_low && has_high) return (is_zh ? "" : "exactly ") + number(*low);
  if (low && high) {
    if (is_zh)
      return has_low && has_high ? number(*low) + "至" + number(*high)
             : has_low           ? number(*low) + "以上不满" + number(*high)
             : has_high          ? "超过" + number(*low) + "至" + number(*high) + "(含)"
                                 : "超过" + number(*low) + "不满" + number(*high);
    return std::string(has_low ? "" : "above ") + number(*low) + " to " + (has_high ? "" : "below ") + number(*high);
  }
  if (low)
    return is_zh     ? (has_low ? number(*low) + "以上" : "超过" + number(*low))
           : has_low ? number(*low) + " or more"
                     : "above " + number(*low);
  if (high)
    return is_zh      ? (has_high ? number(*high) + "以下" : "不满" + number(*high))
           : has_high ? number(*high) + " or less"
                      : "below " + number(*high);
  return is_zh ? "任何值" : "any value";
}

}  // namespace pingxing::scheme
