// By which name the figures of an input are kept, where schemes come and go: the path of its item, which is the number
// of the item, for numbers are unique in a document, and its folded name without a unit. 违规 次数 and 违规次数(次) are
// one name. What people see and type is the header (scheme.hpp). A key that changed would part figures from their
// columns: whoever changes a word here writes a migration.
#pragma once
#include <string>
#include <string_view>

#include "scheme/scheme.hpp"

namespace pingxing::scheme {

/// Half-width, lower case, without blanks that say nothing and without units in brackets behind it. Folded again, it
/// stays as it is.
std::string folded_name(std::string_view name);

/// The key in a text that somebody sends or that was a header once: 3 违规次数 for 3 违规 次数(次).
std::string key_of_header(std::string_view header);

/// The input that somebody means who writes its header, its key, or a header that it may have had; -1: none.
int input_called(const Scheme& scheme, std::string_view name);

/// What the words mean in brackets behind a name: 次, 万元, 元/人, %, 单位:户. Not 党员, 一, a.
bool is_unit(std::string_view words);

}  // namespace pingxing::scheme
