#include "round/calendar.hpp"

namespace pingxing::round {

bool Calendar::is_working(const Day& day) const {
  const long number = day.number();
  if (const auto found = special_.find(number); found != special_.end()) return found->second;
  const long weekday = (number % 7 + 7 + 3) % 7;  // 0: Monday; 1970-01-01 was a Thursday
  return weekday < 5;
}

Day Calendar::after_working_days(const Day& day, int count) const {
  long number = day.number();
  while (count > 0)
    if (is_working(Day::of_number(++number))) --count;
  return Day::of_number(number);
}

}  // namespace pingxing::round
