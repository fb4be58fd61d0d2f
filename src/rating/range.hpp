// From the least to the most that something can still come to, both included; no end where nothing limits it
// (docs/rating.md, S-5). A value that is known is a range of one.
#pragma once
#include <optional>

#include "base/number.hpp"

namespace pingxing::rating {

struct Range {
  std::optional<Number> low = Number(0), high = Number(0);

  static Range of(const Number& value) { return {value, value}; }

  /// Widened so that the value lies in it.
  void take_in(const Number& value) {
    if (low) low = min(*low, value);
    if (high) high = max(*high, value);
  }
  void take_in(const Range& other) {
    low = low && other.low ? std::optional(min(*low, *other.low)) : std::nullopt;
    high = high && other.high ? std::optional(max(*high, *other.high)) : std::nullopt;
  }
  void floor_at(const Number& least) {
    low = low ? max(*low, least) : least;
    if (high) high = max(*high, least);
  }
  void cap_at(const Number& most) {
    high = high ? min(*high, most) : most;
    if (low) low = min(*low, most);
  }
  /// Both ends through a function that never falls.
  template <class Rising>
  [[nodiscard]] Range mapped(Rising rising) const {
    return {low ? std::optional<Number>(rising(*low)) : std::nullopt,
            high ? std::optional<Number>(rising(*high)) : std::nullopt};
  }
  Range operator-() const {
    return {high ? std::optional(-*high) : std::nullopt, low ? std::optional(-*low) : std::nullopt};
  }
  Range& operator+=(const Range& other) {
    low = low && other.low ? std::optional(*low + *other.low) : std::nullopt;
    high = high && other.high ? std::optional(*high + *other.high) : std::nullopt;
    return *this;
  }
  Range& operator-=(const Range& other) { return *this += -other; }
  friend Range operator+(Range a, const Range& b) { return a += b; }
  friend Range operator-(Range a, const Range& b) { return a -= b; }
};

}  // namespace pingxing::rating
