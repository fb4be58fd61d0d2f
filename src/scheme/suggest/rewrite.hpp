// A line of a family written anew with the words and figures that it has.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "scheme/suggest/line_words.hpp"
#include "scheme/suggest/suggest.hpp"

namespace pingxing::scheme {

/// Lines that the parser understands, with every figure of `line` and no other; several where the office has to say
/// which is meant, none where a slot stays empty.
std::vector<std::string> rewritten(Family family, std::string_view line, const LineWords& words,
                                   const LineContext& context);

}  // namespace pingxing::scheme
