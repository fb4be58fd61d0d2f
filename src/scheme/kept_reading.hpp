// A Scheme as text that outlives the program which read it: a round goes on with the reading that it began with,
// whatever later versions of the parser make of the same document (docs/decisions/0037).
#pragma once
#include <string>
#include <string_view>

#include "scheme/scheme.hpp"

namespace pingxing::scheme {

/// JSON in one line; equal schemes give equal bytes. `scheme.file` is not kept.
std::string kept_reading(const Scheme& scheme);

/// Throws JsonMismatch where the text is none of ours. Members that it does not have stay as they are in an empty
/// Scheme: an older program did not know them.
Scheme scheme_of_kept(std::string_view reading);

}  // namespace pingxing::scheme
