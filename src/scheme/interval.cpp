#include "scheme/interval.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "base/text.hpp"

namespace pingxing::scheme {

namespace {
// Longest first where one begins another.
constexpr auto known_units = std::to_array<std::string_view>(
    {"个百分点", "个工作日", "个月", "人次", "篇次",  "场次", "points", "point", "times", "time",
     "months",   "month",    "days", "day",  "items", "item", "people", "分钟",  "分",    "次",
     "项",       "个",       "篇",   "人",   "份",    "件",   "起",     "例",    "天",    "年",
     "月",       "期",       "条",   "户",   "处",    "场",   "名",     "票",    "门"});

constexpr auto hanzi_counts =
    std::to_array<std::string_view>({"零", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十"});

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
  const auto first = std::min(text.find_first_not_of(' '), text.size());
  if (first == text.size()) return false;
  const char c = text[first] >= 'A' && text[first] <= 'Z' ? static_cast<char>(text[first] + ('a' - 'A')) : text[first];
  for (auto word : words)
    if (word[0] == c && take(text, word)) return true;
  return false;
}

enum class Side { None, LowIn, LowOut, HighIn, HighOut, Point };

constexpr auto low_in = std::to_array<std::string_view>(
    {"大于等于",      "大于或等于", "高于或等于", "高于等于", "不得少于", "不得低于",  "达到",          "不少于",
     "不低于",        "不小于",     "至少",       ">=",       "≥",        "at least",  "not less than", "no less than",
     "no fewer than", "from",       "达",         "满",       "between",  "minimum of"});
constexpr auto low_out =
    std::to_array<std::string_view>({"超过", "高于", "大于", "多于", "more than", "above", "over", ">", "高出"});
constexpr auto high_out =
    std::to_array<std::string_view>({"未达到", "未达", "达不到", "不满", "不足", "低于", "小于", "少于", "不到",
                                     "less than", "below", "under", "<", "未满", "fewer than"});
constexpr auto high_in =
    std::to_array<std::string_view>({"小于等于", "小于或等于", "低于或等于", "低于等于", "不得超过", "不超过", "不高于",
                                     "不多于", "不大于", "至多", "最多", "<=", "≤", "at most", "no more than"});
constexpr auto point = std::to_array<std::string_view>({"等于", "exactly", "为", "="});
constexpr auto and_above =
    std::to_array<std::string_view>({"(含)及以上", "及以上", "或以上", "(含)以上", "以上", "或更多", "or more",
                                     "or above", "and above", "or higher", "and up", "or better", "and over", "+"});
constexpr auto and_below =
    std::to_array<std::string_view>({"(含)及以下", "及以下", "或以下", "(含)以下", "以下", "以内", "之内", "及以内",
                                     "内", "or less", "or below", "or lower", "or fewer", "and below", "and under"});
constexpr auto until = std::to_array<std::string_view>({"至", "到", "~", "-", "to"});
constexpr auto includes = std::to_array<std::string_view>({"(含)", "(包括)", "(incl.)", "(inclusive)"});
constexpr auto excludes = std::to_array<std::string_view>({"(不含)", "(excl.)", "(exclusive)"});

struct Bound {
  Side side = Side::None;
  Quantity at;
};

std::optional<Bound> take_bound(std::string_view& text, Units units) {
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
  auto quantity = take_quantity(text, units);
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

bool may_hold_number(std::string_view text) {
  bool has_hanzi = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] >= '0' && text[i] <= '9') return true;
    has_hanzi |= static_cast<unsigned char>(text[i]) == 0xE4 || static_cast<unsigned char>(text[i]) == 0xE5 ||
                 static_cast<unsigned char>(text[i]) == 0xE9;
  }
  if (!has_hanzi) return false;
  // 一 七 三 两 九 二 五 begin with E4, 八 六 十 四 with E5, 零 with E9.
  static constexpr std::array<std::string_view, 12> numerals = {"一", "二", "三", "四", "五", "六",
                                                                "七", "八", "九", "十", "两", "零"};
  for (std::size_t i = 0; i + 3 <= text.size(); ++i) {
    const auto lead = static_cast<unsigned char>(text[i]);
    if (lead != 0xE4 && lead != 0xE5 && lead != 0xE9) continue;
    for (const auto numeral : numerals)
      if (text.substr(i, 3) == numeral) return true;
  }
  return false;
}

std::optional<Number> short_number(std::string_view text) {
  constexpr std::size_t bytes_max = 80;  // a fraction of two numbers with all the digits they may have
  return text.size() > bytes_max ? std::nullopt : parse_number(text);
}

std::optional<int> small_count(std::string_view text) {
  if (text.size() > 9) return std::nullopt;  // 九十九, or digits
  if (text == "两") return 2;
  for (std::size_t i = 0; i < hanzi_counts.size(); ++i)
    if (text == hanzi_counts[i]) return static_cast<int>(i);
  if (const auto ten = text.find("十"); ten != text.npos) {
    const auto tens = ten == 0 ? std::optional(1) : small_count(text.substr(0, ten));
    const auto ones = ten + 3 == text.size() ? std::optional(0) : small_count(text.substr(ten + 3));
    const bool is_count = tens && ones && *tens >= 1 && *tens <= 9 && *ones <= 9 && ten <= 3;
    return is_count ? std::optional(10 * *tens + *ones) : std::nullopt;
  }
  static constexpr auto words = std::to_array<std::string_view>(
      {"zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"});
  for (std::size_t i = 0; i < words.size(); ++i)
    if (lower_ascii(text) == words[i]) return static_cast<int>(i);
  if (text.empty() || text.size() > 6) return std::nullopt;
  int value = 0;
  for (char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

namespace {

constexpr std::size_t unit_characters_max = 6;

/// Words that end a unit of any word: what comes behind a number and its unit.
constexpr auto behind_units = std::to_array<std::string_view>(
    {"及以上", "或以上", "以上", "及以下", "或以下", "以下", "以内", "之内", "内",   "(",  "至",
     "到",     "~",      "-",    ",",      "且",     "但",   "并",   "不",   "低于", "未", "小于",
     "少于",   "的",     "为",   "得",     "计",     "扣",   "减",   "加",   "后",   "<"});

/// The bytes of a run of hanzi numerals at the start.
std::size_t hanzi_number_size(std::string_view text) {
  std::size_t size = 0;
  while (size < text.size() && size < 9 && text.size() - size >= 3 &&
         (small_count(text.substr(size, 3)) && (text[size] & 0x80)))
    size += 3;
  return size;
}

/// The bytes of the word behind a number that is its unit; 0 where there is none.
std::size_t open_unit_size(std::string_view text) {
  std::size_t end = 0;
  for (std::size_t n = 0; end < text.size() && n < unit_characters_max; ++n) {
    const std::string_view rest = text.substr(end);
    for (const auto word : behind_units)
      if (rest.starts_with(word)) return may_be_unit(text.substr(0, end)) ? end : 0;
    std::size_t next = end;
    if (!is_hanzi(next_character(text, next))) break;
    end = next;
  }
  return end > 0 && may_be_unit(text.substr(0, end)) ? end : 0;
}

}  // namespace

bool may_be_unit(std::string_view words) {
  if (words.empty() || character_count(words) > unit_characters_max * (words[0] & 0x80 ? 1 : 4)) return false;
  static constexpr auto others = std::to_array<std::string_view>(
      {"总分", "最多", "最高", "至多", "至少", "不超", "酌情", "视情", "每",      "不",   "未", "扣",
       "减",   "加",   "得",   "分",   "上限", "封顶", "累计", "约",   "应",      "另",   "再", "的",
       "以上", "以下", "以内", "其余", "否则", "满",   "次性", "没有", "further", "total"});
  if (words == "分" || words == "分钟" || words == "学分" || words == "百分点" || words == "个百分点") return true;
  for (const auto word : others)
    if (words.find(word) != words.npos) return false;
  for (std::size_t at = 0; at < words.size();) {
    const char32_t c = next_character(words, at);
    const bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (!is_hanzi(c) && !is_letter && c != ' ') return false;
  }
  return !small_count(words);
}

std::optional<Quantity> take_quantity(std::string_view& text, Units units) {
  Quantity quantity;
  while (text.starts_with(' ')) text.remove_prefix(1);
  std::size_t size = 0;
  while (size < text.size() &&
         ((text[size] >= '0' && text[size] <= '9') || text[size] == '.' ||
          (text[size] == '/' && size > 0 && size + 1 < text.size() && text[size + 1] >= '0' && text[size + 1] <= '9')))
    ++size;
  std::string_view rest = text.substr(size);
  if (size > 0) {
    auto value = short_number(text.substr(0, size));
    if (!value) return std::nullopt;
    quantity.value = *value;
  } else {
    // Hanzi only where a unit follows (一次, 三名): alone they are words.
    size = hanzi_number_size(text);
    if (text.starts_with("一"))  // 一般, 一律 are words
      for (auto word :
           {"般", "律", "致", "直", "定", "些", "样", "旦", "概", "切", "方", "向", "体", "共", "经", "贯", "流", "线"})
        if (text.substr(3).starts_with(word)) return std::nullopt;
    const auto value = size > 0 ? small_count(text.substr(0, size)) : std::nullopt;
    if (!value) return std::nullopt;
    rest = text.substr(size);
    auto behind = rest;
    if (!take_any(behind, known_units) && (units == Units::Known || open_unit_size(rest) == 0)) return std::nullopt;
    quantity.value = Number(*value);
  }
  text = rest;
  for (auto percent : {"%", "个百分点", "百分点", "percentage points", "percentage point", "percent", "per cent"}) {
    if (!take(text, percent)) continue;
    quantity.is_percent = true;
    return quantity;
  }
  for (auto unit : known_units) {
    if (take(text, unit)) {
      quantity.unit = unit;
      break;
    }
  }
  if (units == Units::Known) return quantity;
  // 2人次, 3天后: the longer word is the unit.
  if (const std::size_t more = open_unit_size(text); more > 0 && quantity.unit.empty()) {
    quantity.unit = text.substr(0, more);
    text.remove_prefix(more);
  }
  return quantity;
}

bool Interval::contains(const Number& value) const {
  if (low && (value < *low || (value == *low && !has_low))) return false;
  return !(high && (value > *high || (value == *high && !has_high)));
}

bool Interval::is_empty() const { return low && high && (*low > *high || (*low == *high && !(has_low && has_high))); }

constexpr auto variables =
    std::to_array<std::string_view>({"x", "n", "y", "a", "s", "m", "得分", "分数", "分值", "数值", "总分"});

bool may_begin_interval(std::string_view text) {
  static const auto firsts = [] {
    std::set<std::string_view> all;
    const auto add = [&](const auto& words) {
      for (const std::string_view word : words) all.insert(word.substr(0, 3));
    };
    add(low_in), add(low_out), add(high_in), add(high_out), add(point), add(variables), add(hanzi_counts);
    all.insert("两");
    return all;
  }();
  text = trimmed(text);
  return !text.empty() && (!(text[0] & 0x80) || firsts.contains(text.substr(0, 3)));
}

/// 80%≤x<90%, 90≤x, x<60: a letter or 得分 stands for the figure, and is left out.
static std::string without_variable(std::string_view text) {
  constexpr auto marks = std::to_array<std::string_view>({"≤", "≥", "<=", ">=", "<", ">"});
  constexpr auto turned = std::to_array<std::string_view>({"≥", "≤", ">=", "<=", ">", "<"});
  std::string_view rest = text, first = text;
  if (take_any(rest, variables)) return std::string(trimmed(rest));  // x≥90%
  if (!take_quantity(rest, Units::Any)) return std::string(text);
  first = trimmed(text.substr(0, text.size() - rest.size()));
  rest = trimmed(rest);
  for (std::size_t i = 0; i < marks.size(); ++i) {
    auto behind = rest;
    if (!take(behind, marks[i])) continue;
    if (!take_any(behind, variables)) return std::string(text);
    return std::string(turned[i]) + std::string(first) +
           (trimmed(behind).empty() ? "" : "," + std::string(trimmed(behind)));
  }
  return std::string(text);
}

std::optional<Interval> parse_interval(std::string_view text, Units units) {
  text = trimmed(text);
  std::string kept;
  if (text.find_first_of("<>") != text.npos || text.find("≤") != text.npos || text.find("≥") != text.npos) {
    if (text.size() > interval_bytes_max) return std::nullopt;
    kept = without_variable(text);
    text = kept;
  }
  if (text.size() > interval_bytes_max || !may_hold_number(text)) return std::nullopt;
  if (text.size() >= 3 && (text.front() == '[' || text.front() == '(') && (text.back() == ']' || text.back() == ')'))
    return parse_brackets(text);
  auto first = take_bound(text, units);
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
  static constexpr auto links =
      std::to_array<std::string_view>({",且", ",但", ",并且", "且", "但是", "但", "并且", "并", "而", ",", "and"});
  const bool is_range = take_any(text, until);
  if (!is_range) take_any(text, links);
  auto second = take_bound(text, units);
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
