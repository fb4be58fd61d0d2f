// Calendar days, without any clock: reading, checking and counting.
#pragma once
#include <chrono>
#include <optional>
#include <string>

namespace pingxing {

/// A day as written: it need not exist (31 November is read, and refused by `exists`).
struct Day {
  int year = 0, month = 0, day = 0;
  [[nodiscard]] bool exists() const { return ymd().ok(); }
  /// Days since 1970-01-01; only for days that exist.
  [[nodiscard]] long number() const { return std::chrono::sys_days(ymd()).time_since_epoch().count(); }
  [[nodiscard]] static Day of_number(long number) {
    const std::chrono::year_month_day ymd{std::chrono::sys_days{std::chrono::days{number}}};
    return {int(ymd.year()), int(unsigned(ymd.month())), int(unsigned(ymd.day()))};
  }
  /// "2011-11-30"; "11-30" in year 0, which stands for any
  [[nodiscard]] std::string text() const {
    const auto two = [](int n) { return (n < 10 ? "0" : "") + std::to_string(n); };
    return (year == 0 ? std::string() : std::to_string(year) + "-") + two(month) + "-" + two(day);
  }
  auto operator<=>(const Day&) const = default;

 private:
  [[nodiscard]] std::chrono::year_month_day ymd() const {
    return {std::chrono::year(year), std::chrono::month(unsigned(month)), std::chrono::day(unsigned(day))};
  }
};

}  // namespace pingxing
