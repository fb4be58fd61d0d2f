// One meaning in the words that the sentences have: what offices leave out because the rest of the line says it, and
// orders of words that come to the same. Only rewordings that mean the same wherever they are made.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/number.hpp"

namespace pingxing::scheme {

/// `verb`: what points do that stand without one, 加 in 加分, 扣 in 扣分; empty where nothing says. `points`: of the
/// item; none where it has none. The line is kept and printed as it was written; this is what is read.
std::string reworded(std::string text, std::string_view verb, const std::optional<Number>& points);

}  // namespace pingxing::scheme
