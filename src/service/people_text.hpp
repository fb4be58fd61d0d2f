// Small parts of sentences for people: how many of something, and numbers with a minus sign. Files for programs (JSON,
// CSV) have the hyphen instead.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

#include "base/problem.hpp"
#include "rating/range.hpp"

namespace pingxing::service {

/// "1 error", "2 errors"; in Chinese the number alone: the sentence around it names what is counted, and has one form.
inline Phrase counted(std::size_t count, std::string_view one, std::string_view many) {
  const std::string number = std::to_string(count);
  return {number, number + " " + std::string(count == 1 ? one : many)};
}

/// "−2.5" for "-2.5", "−2–3" for the range "-2–3".
inline std::string with_minus(std::string_view number) {
  std::string out;
  for (const char c : number) out += c == '-' ? std::string("−") : std::string(1, c);
  return out;
}

/// "8.00–10.00", "≥8.00", "≤10.00"; "?" where neither end is limited. Not for sentences: rating::say_range is.
inline std::string shown_range(const rating::Range& range, int places) {
  const std::string low = range.low ? range.low->shown(places) : "", high = range.high ? range.high->shown(places) : "";
  if (range.low && range.high) return low + "–" + high;
  return range.low ? "≥" + low : range.high ? "≤" + high : "?";
}

}  // namespace pingxing::service
