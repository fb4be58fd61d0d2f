// First and last day of a stage.
#pragma once
#include <optional>

#include "scheme/scheme.hpp"

namespace pingxing::scheme {

struct Days {
  Day from, to;  // may be one
  bool operator==(const Days&) const = default;
};

/// Nothing where a day is missing or does not exist.
inline std::optional<Days> days_of(const Stage& stage) {
  if (stage.dates.empty()) return std::nullopt;
  for (const auto& date : stage.dates)
    if (!date.day || !date.day->exists()) return std::nullopt;
  return Days{*stage.dates.front().day, *stage.dates.back().day};
}

}  // namespace pingxing::scheme
