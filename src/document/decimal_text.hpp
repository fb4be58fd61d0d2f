// Decimal numbers as digits, never as binary fractions: how values of a workbook become the text that somebody typed.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace pingxing::document {

inline constexpr std::size_t sheet_digits = 15;  // what a spreadsheet program keeps of a number

/// ±0.digits × 10^exponent; digits neither begin nor end with 0, and are empty for zero.
struct Decimal {
  bool is_negative = false;
  std::string digits;
  int exponent = 0;

  /// Half away from zero, to at most so many significant digits.
  void round_to(std::size_t digits_max);
  /// × 10^places
  void shift(int places) { exponent += digits.empty() ? 0 : places; }
  /// Without exponent: "93.5", "-0.04", "1200".
  [[nodiscard]] std::string plain() const;
};

/// "93.5", "-0.035", "9.35E-2", "1e5"; nothing for anything else, or below 10^-400 or above 10^400.
std::optional<Decimal> parse_decimal(std::string_view text);

}  // namespace pingxing::document
