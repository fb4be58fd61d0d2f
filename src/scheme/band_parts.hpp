// What bands of numbers and bands of words have in common.
#pragma once
#include <optional>
#include <string_view>
#include <vector>

#include "scheme/scheme.hpp"

namespace pingxing::scheme {

/// 其余, 否则, otherwise: what the other bands leave.
bool is_else(std::string_view words);

/// The figure of a band: an interval, or a place in a ranking.
std::optional<Interval> parse_when(std::string_view text);

bool is_inside_number(std::string_view text, std::size_t at);

/// 得满分 beside 扣3分 is no deduction. False where points given stand beside points taken: no one scale of answers.
bool full_beside_deductions(std::vector<Band>& bands);

}  // namespace pingxing::scheme
