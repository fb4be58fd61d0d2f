#include "scheme/check/span.hpp"

#include <algorithm>

namespace pingxing::scheme {

bool operator<(const Cut& a, const Cut& b) {
  if (a.infinity != b.infinity) return a.infinity < b.infinity;
  if (a.infinity != 0) return false;
  return a.value != b.value ? a.value < b.value : !a.is_after && b.is_after;
}

bool Span::is_point() const { return from.infinity == 0 && to.infinity == 0 && from.value == to.value && from < to; }

Span span_of(const Interval& interval) {
  Span span;
  span.from = interval.low ? Cut{0, *interval.low, !interval.has_low} : Cut{-1, {}, false};
  span.to = interval.high ? Cut{0, *interval.high, interval.has_high} : Cut{1, {}, false};
  return span;
}

Span common(const Span& a, const Span& b) { return {std::max(a.from, b.from), std::min(a.to, b.to)}; }

bool covers(const Span& outer, const Span& inner) { return !(inner.from < outer.from) && !(outer.to < inner.to); }

std::optional<Number> example_in(const Span& span, bool is_whole) {
  if (span.is_empty()) return std::nullopt;
  if (is_whole) {
    if (span.from.infinity != 0)
      return span.to.infinity != 0 ? Number(0)
                                   : (span.to.is_after ? span.to.value.floor() : span.to.value.ceil() - Number(1));
    const Number first = span.from.is_after ? span.from.value.floor() + Number(1) : span.from.value.ceil();
    return span.to < Cut{0, first, true} ? std::nullopt : std::optional(first);
  }
  if (span.is_point()) return span.from.value;
  if (span.from.infinity != 0 && span.to.infinity != 0) return Number(0);
  if (span.from.infinity != 0) return span.to.value - Number(1);
  if (span.to.infinity != 0) return span.from.value + Number(1);
  return (span.from.value + span.to.value) / Number(2);
}

Interval as_interval(const Span& span, bool is_percent, const std::string& unit) {
  Interval interval;
  interval.is_percent = is_percent;
  if (!is_percent) interval.unit = unit;
  if (span.from.infinity == 0) {
    interval.low = span.from.value;
    interval.has_low = !span.from.is_after;
  }
  if (span.to.infinity == 0) {
    interval.high = span.to.value;
    interval.has_high = span.to.is_after;
  }
  return interval;
}

std::vector<Span> uncovered(std::vector<Span> spans, const Span& domain) {
  std::sort(spans.begin(), spans.end(), [](const Span& a, const Span& b) { return a.from < b.from; });
  std::vector<Span> gaps;
  Cut reached = domain.from;
  for (const auto& span : spans) {
    if (span.is_empty()) continue;
    const Span gap{reached, std::min(span.from, domain.to)};
    if (!gap.is_empty()) gaps.push_back(gap);
    reached = std::max(reached, span.to);
  }
  if (const Span rest{reached, domain.to}; !rest.is_empty()) gaps.push_back(rest);
  return gaps;
}

}  // namespace pingxing::scheme
