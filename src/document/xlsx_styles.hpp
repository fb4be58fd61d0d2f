// What the number format of a cell says about its value: a plain number, a percentage, or a date.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "document/package.hpp"

namespace pingxing::document {

enum class NumberStyle : unsigned char { Plain, Percent, Date };

/// Of a format code such as "0.00%" or "yyyy-mm-dd"; only its first section counts.
NumberStyle style_of_code(std::string_view code);
/// Of a built-in format, including those of Chinese Excel.
NumberStyle style_of_number(std::uint32_t format_number);

/// By the style index of a cell. Empty (and the package failed) where the part cannot be read.
std::vector<NumberStyle> read_styles(Package& package, std::string_view part);

/// ISO text of a day count as workbooks keep it: "2026-03-01", "2026-03-01T08:30:00"; below 1 "08:30:00". Nothing for
/// what is no day: negative, after the year 9999, or 29 February 1900, which that count believes in.
std::optional<std::string> date_text(double serial, bool is_1904);

}  // namespace pingxing::document
