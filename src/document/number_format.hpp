// What the number format of a cell makes of a value: "[<1]h:mm;[h]:mm;@" has a section for some values and one for the
// others. Not here: which cell has which format (xlsx_styles.hpp), and what a date is (date_text).
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

namespace pingxing::document {

/// Date: with a day, a weekday, a month or a year, with or without a time. Time: of a day. Elapsed: a length of time,
/// which may have more than 24 hours.
enum class NumberStyle : unsigned char { Plain, Percent, Date, Time, Elapsed };

/// How a whole number looks to who reads an id: 7 as 007. Other: as something else than its digits (7.00, Q7, 1,234).
struct ShownDigits {
  static constexpr std::uint8_t other = 255;
  std::uint8_t least = 0;  ///< zeros are put before the number up to so many digits
};

class NumberFormat {
 public:
  /// Of a format code. A damaged one says what its beginning says.
  explicit NumberFormat(std::string_view code);
  /// Of a built-in format, including those of Chinese Excel.
  explicit NumberFormat(std::uint32_t number);

  /// What the section for this value shows.
  [[nodiscard]] NumberStyle style_of(double value) const;
  /// How the section for this value shows a whole number.
  [[nodiscard]] ShownDigits digits_of(double value) const;

 private:
  enum class Compare : unsigned char { Any, Less, LessOrEqual, Equal, NotEqual, GreaterOrEqual, Greater };
  struct Section {
    NumberStyle style = NumberStyle::Plain;
    Compare compare = Compare::Any;
    double bound = 0;
    std::uint8_t zeros = 0;                   // before the point
    bool has_groups = false, is_odd = false;  // 1,234; anything but digits is shown
    [[nodiscard]] bool holds(double value) const;
  };
  [[nodiscard]] const Section& section_of(double value) const;
  class Reader;

  std::vector<Section> sections_;  // those of numbers: at least one
};

}  // namespace pingxing::document
