// A number among the words and signs with which offices write it: 3次, 85分, 1,200. Not here: what it is for.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "scheme/scheme.hpp"

namespace pingxing::service {

/// The digits of a text (half-width) that is a number with a unit that fits the input, or with separators of thousands;
/// nothing for anything else.
std::optional<std::string> number_without_unit(std::string_view text, const scheme::Input& input);

/// 无, 没有, —, none: of a count it may be 0, or nothing known.
bool is_word_for_zero(std::string_view text);

/// yes, no, or neither. Words that praise (达标, 合格) only answer what is asked in the positive.
std::optional<bool> yes_or_no(std::string_view text, const scheme::Input& input);

}  // namespace pingxing::service
