// What one rule makes of one subject's value, in exact fractions.
#pragma once
#include <optional>
#include <vector>

#include "base/number.hpp"
#include "rating/facts.hpp"
#include "rating/range.hpp"
#include "scheme/scheme.hpp"

namespace pingxing::rating {

struct RuleOutcome {
  bool is_void = false;
  Number credit, deduction;
  bool is_gap = false, is_overlap = false;
};

/// Nothing where an input is missing: `missing` then names it. `points`: the most that the indicator gives.
std::optional<RuleOutcome> apply_rule(const scheme::Rule& rule, const Facts& facts, std::size_t row,
                                      const Number& points, const scheme::Scheme& scheme, std::vector<int>& missing);

/// What a rule can still come to, whatever its figure (S-5).
struct RuleRange {
  Range credit, deduction;
  bool may_void = false;
};

RuleRange range_of(const scheme::Rule& rule, const Number& points, const scheme::Scheme& scheme);

/// What the rule made of its points when `value` lies in none or several of its bands (D-STEP); `holding`: in how many.
const scheme::Band& band_of(const scheme::Rule& rule, const Number& value, int* holding = nullptr);

}  // namespace pingxing::rating
