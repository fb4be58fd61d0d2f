// Dates and times as workbooks keep them, as text. Not here: which cell holds one (number_format.hpp).
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "document/number_format.hpp"

namespace pingxing::document {

/// ISO text of a count of days: "2026-03-01", "2026-03-01T08:30:00"; below 1 "08:30:00". Nothing for what is no day:
/// negative, after the year 9999, or 29 February 1900, which that count believes in.
std::optional<std::string> date_text(double serial, bool is_1904);

/// A count of days as a length of time: "36:30:00", "-0:30:00". Nothing above a million days.
std::optional<std::string> elapsed_text(double serial);

/// What a cell in this style shows; nothing where it is no date, no time, or Plain or Percent.
std::optional<std::string> date_or_time(NumberStyle style, double serial, bool is_1904);

/// The ISO text of a cell, shorter where it may be: "2026-03-01T00:00:00.000Z" -> "2026-03-01".
std::string short_date(std::string_view iso);

}  // namespace pingxing::document
