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

class NumberFormat {
 public:
  /// Of a format code. A damaged one says what its beginning says.
  explicit NumberFormat(std::string_view code);
  /// Of a built-in format, including those of Chinese Excel.
  explicit NumberFormat(std::uint32_t number);

  /// What the section for this value shows.
  [[nodiscard]] NumberStyle style_of(double value) const;

 private:
  enum class Compare : unsigned char { Any, Less, LessOrEqual, Equal, NotEqual, GreaterOrEqual, Greater };
  struct Section {
    NumberStyle style = NumberStyle::Plain;
    Compare compare = Compare::Any;
    double bound = 0;
    [[nodiscard]] bool holds(double value) const;
  };
  class Reader;

  std::vector<Section> sections_;  // those of numbers: at least one
};

}  // namespace pingxing::document
