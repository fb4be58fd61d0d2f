// Numbers with 百, 千 and 万 in a rule that counts steps: 每百元, 每两千字, 超过10万元后每5千元, as figures of the
// unit.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/number.hpp"

namespace pingxing::scheme {

/// 一百二十, 两千, 三万五千; nothing where the text is no such number.
std::optional<Number> hanzi_number(std::string_view text);

/// 每百元 as 每100元. Lines without 每 keep their words: there 万元 is the unit of the figure.
std::string with_plain_numerals(std::string_view text);

}  // namespace pingxing::scheme
