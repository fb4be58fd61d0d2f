// Rules of a meaning that is known and not run: each has a message with the way round it. Never read as something else.
#pragma once
#include <string_view>

#include "base/problem.hpp"
#include "scheme/slots.hpp"

namespace pingxing::scheme {

/// Asked of each line, before it is read; none where the line says nothing of the kind.
const MessageRow* gap_before_reading(std::string_view text, const SentenceContext& context);
/// Asked of a line that no sentence reads.
const MessageRow* gap_of_unread(std::string_view text, const SentenceContext& context);

}  // namespace pingxing::scheme
