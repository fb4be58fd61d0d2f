// An interval of numbers as rules write it: 90%以上 · 80%以上不满90% · 超过1% · 2篇 · [80,90) · 80% to below 90%.
// 以上 and 以下 include the number; 超过 高于 不满 不足 低于 exclude it; a至b includes both; (含) (不含) overrule.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/number.hpp"
#include "base/problem.hpp"

namespace pingxing::scheme {

struct Interval {
  std::optional<Number> low, high;       // none: without an end on that side
  bool has_low = true, has_high = true;  // whether the end itself belongs
  bool is_percent = false;               // the ends are per cents: 90 is 90%
  std::string unit;                      // 分 次 篇 …, as written; empty for none

  [[nodiscard]] bool contains(const Number& value) const;
  [[nodiscard]] bool is_point() const { return low && high && *low == *high; }
  [[nodiscard]] bool is_empty() const;
  [[nodiscard]] std::string say(Language language) const;
  bool operator==(const Interval&) const = default;
};

inline constexpr std::size_t interval_bytes_max = 200;  // nobody writes a longer one

/// Which words may stand behind a number as its unit. Where a line may be a name (24小时值班), only units that are
/// known; in a rule, where a number is a number, any word.
enum class Units { Known, Any };

/// Reads the whole of `text` (normalised by base Line), in either language; nothing where it is no interval.
std::optional<Interval> parse_interval(std::string_view text, Units units = Units::Known);

/// False where no interval begins with the first character of `text`, which is cheap to see; a letter may always.
bool may_begin_interval(std::string_view text);

/// Whether there is a digit or a hanzi numeral: else there is no need to look for a figure.
bool may_hold_number(std::string_view text);

/// A number as base reads it, where the text is no longer than numbers are.
std::optional<Number> short_number(std::string_view text);

/// A number with an optional % at the start of `text`, which is moved behind it. Hanzi count, where a unit follows.
struct Quantity {
  Number value;
  bool is_percent = false;
  std::string unit;
};
std::optional<Quantity> take_quantity(std::string_view& text, Units units = Units::Known);

/// Whether the words can be a unit of counting or measuring: a short word without digits, marks, and words that say
/// something else (总分, 最多, 每, 不, 百).
bool may_be_unit(std::string_view words);

/// Digits, or 一 二 … 十 两 十五 二十; nothing otherwise.
std::optional<int> small_count(std::string_view text);

}  // namespace pingxing::scheme
