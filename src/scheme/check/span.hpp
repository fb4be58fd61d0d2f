// A stretch of the number line with exact ends, for what intervals leave out or share. An end is a cut between
// numbers: just before a value or just after it, so that open and closed ends compare like any others.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "scheme/interval.hpp"

namespace pingxing::scheme {

struct Cut {
  int infinity = 0;  // -1, 1: beyond every number
  Number value;
  bool is_after = false;  // behind the value itself

  friend bool operator<(const Cut& a, const Cut& b);
};

struct Span {
  Cut from, to;
  [[nodiscard]] bool is_empty() const { return !(from < to); }
  [[nodiscard]] bool is_point() const;
};

Span span_of(const Interval& interval);
Span common(const Span& a, const Span& b);
bool covers(const Span& outer, const Span& inner);

/// A number inside: the middle, or the point itself, or one beyond the only end. With `is_whole` a whole number, and
/// nothing where the span holds none.
std::optional<Number> example_in(const Span& span, bool is_whole);

/// The span as an interval again, for saying it.
Interval as_interval(const Span& span, bool is_percent, const std::string& unit);

/// What `spans` leave out of `domain`, from low to high.
std::vector<Span> uncovered(std::vector<Span> spans, const Span& domain);

}  // namespace pingxing::scheme
