// Text as the parts of a workbook hold it: plain or in runs, with what XML cannot hold written as "_xHHHH_".
#pragma once
#include <optional>
#include <pugixml.hpp>
#include <string>
#include <string_view>

#include "base/problem.hpp"

namespace pingxing::document {

/// `text` with its escapes resolved: "_x000A_" is the UTF-16 unit U+000A, "_x005F_" the underscore before what is no
/// escape. Two units that are a pair are one character; half of one stays as three bytes that are no UTF-8. Line ends
/// are LF, other control characters stay.
std::string sheet_text(std::string_view text);

/// Text of a string item (<si>, <is>): plain or rich, without phonetic guides. A pair may be parted by runs.
std::string string_item(const pugi::xml_node& item);

/// What in `text` is no character: half of a pair, a byte that is no UTF-8, U+0000, U+FFFE, U+FFFF.
std::optional<Phrase> what_is_no_text(std::string_view text);

}  // namespace pingxing::document
