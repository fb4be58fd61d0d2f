// Working days: Monday to Friday, but for the days of a table (public holidays, and the weekends worked instead). Pure.
#pragma once
#include <map>
#include <string>

#include "base/date.hpp"

namespace pingxing::round {

class Calendar {
 public:
  /// `day` exists.
  void set(const Day& day, bool is_working) { special_[day.number()] = is_working; }
  [[nodiscard]] bool is_working(const Day& day) const;
  /// The day `count` days (working days) after `day`; the day itself is not counted. `count` ≥ 0.
  [[nodiscard]] static Day after_days(const Day& day, int count) { return Day::of_number(day.number() + count); }
  [[nodiscard]] Day after_working_days(const Day& day, int count) const;

 private:
  std::map<long, bool> special_;
};

}  // namespace pingxing::round
