// What a band, a level or an answer gives: 得10分, 扣3分, 不得分, 得一半, scores full marks.
#pragma once
#include <optional>
#include <string_view>

#include "scheme/scheme.hpp"

namespace pingxing::scheme {

/// A band without its figure; nothing where the words give nothing.
std::optional<Band> parse_outcome(std::string_view text);
/// A look at the end of a line spares most lines a look at every cut: what gives something ends with what it gives.
bool ends_with_outcome(std::string_view text);

}  // namespace pingxing::scheme
