// The marks behind a figure in an explanation: which there were, and which were left out.
#pragma once
#include <optional>

#include "base/text.hpp"
#include "rating/facts.hpp"
#include "scheme/scheme.hpp"

namespace pingxing::rating {

/// "(7、8、9、10,去掉7、10)"; nothing where nothing is left out, or the marks are not kept as they were written.
std::optional<Phrase> say_marks(const scheme::Scheme& scheme, const Facts& facts, int input, std::size_t row);

}  // namespace pingxing::rating
