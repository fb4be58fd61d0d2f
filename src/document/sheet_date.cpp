#include "document/sheet_date.hpp"

#include <algorithm>
#include <cmath>

#include "base/date.hpp"

namespace pingxing::document {
namespace {

constexpr long seconds_of_day = 86'400;

std::string two(long n) { return (n < 10 ? "0" : "") + std::to_string(n); }

/// "08:30:00", "36:30:00"
std::string clock_text(long seconds) {
  return two(seconds / 3600) + ":" + two(seconds / 60 % 60) + ":" + two(seconds % 60);
}

}  // namespace

std::optional<std::string> date_text(double serial, bool is_1904) {
  constexpr double serial_max = 2'958'466;                          // behind 9999-12-31
  constexpr long day_0_of_1900 = -25'569, day_0_of_1904 = -24'107;  // as days since 1970-01-01
  if (!(serial >= 0) || serial >= serial_max) return std::nullopt;
  auto day = static_cast<long>(serial);
  auto second = std::lround((serial - std::floor(serial)) * static_cast<double>(seconds_of_day));
  if (second == seconds_of_day) {
    ++day;
    second = 0;
  }
  const std::string time = clock_text(second);
  if (day == 0 && !is_1904) return time;
  if (day == 60 && !is_1904) return std::nullopt;
  // The count of 1900 has a 29 February that never was; days before it are one further from 1970.
  const long number = day + (is_1904 ? day_0_of_1904 : day < 60 ? day_0_of_1900 + 1 : day_0_of_1900);
  const Day date = Day::of_number(number);
  if (date.year > 9999) return std::nullopt;
  return date.text() + (second > 0 ? "T" + time : "");
}

std::optional<std::string> elapsed_text(double serial) {
  constexpr double days_max = 1'000'000;
  if (!(std::abs(serial) <= days_max)) return std::nullopt;
  const long seconds = std::lround(std::abs(serial) * static_cast<double>(seconds_of_day));
  return (serial < 0 && seconds > 0 ? "-" : "") + clock_text(seconds);
}

std::optional<std::string> date_or_time(NumberStyle style, double serial, bool is_1904) {
  switch (style) {
    case NumberStyle::Date:
      return date_text(serial, is_1904);
    case NumberStyle::Time:
      return serial >= 0 && serial < 1 ? elapsed_text(serial) : date_text(serial, is_1904);
    case NumberStyle::Elapsed:
      return elapsed_text(serial);
    case NumberStyle::Plain:
    case NumberStyle::Percent:
      break;
  }
  return std::nullopt;
}

std::string short_date(std::string_view iso) {
  const std::size_t mark = iso.find('T');
  const bool has_day = mark != 0 && iso.substr(0, 5).find(':') == iso.npos;
  const std::string day(has_day ? iso.substr(0, std::min(mark, iso.find('Z'))) : "");
  const std::string_view time = !has_day ? iso.substr(mark == 0 ? 1 : 0) : mark == iso.npos ? "" : iso.substr(mark + 1);
  std::string clock(time.substr(0, time.find_first_of(".,Z+-")));
  if (clock.size() == std::string_view("08:30").size()) clock += ":00";
  if (day.empty()) return clock.empty() ? std::string(iso) : clock;
  return clock.empty() || clock == "00:00:00" ? day : day + "T" + clock;
}

}  // namespace pingxing::document
