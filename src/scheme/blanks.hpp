// 空白:0 — whether a blank cell of an input says that nothing happened.
#pragma once
#include "scheme/scheme.hpp"

namespace pingxing::scheme {

/// The scheme or the item says so, and the input counts or tells of what happens: where 0 or no neither gives nor takes
/// anything. What has to be reached (a rate, a level, a number that is due) stays missing.
bool is_blank_zero(const Scheme& scheme, int input);

/// 空白:0, 没有发生的可不填, blank means 0, as a line below an item.
bool says_blank_is_zero(std::string_view text);

}  // namespace pingxing::scheme
