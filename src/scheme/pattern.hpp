// Sentence patterns: (a|b) is either, the first being the canonical one; [x] may be missing and canonically is;
// {slot} takes what the slot accepts. One pattern serves to read a sentence and to write it.
#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.hpp"

namespace pingxing::scheme {

using Captures = std::vector<std::pair<std::string, Piece>>;
/// Whether `text` may fill the slot of that name.
using SlotTest = std::function<bool(std::string_view slot, std::string_view text)>;

/// The captures where `text` as a whole is an instance of the pattern (ASCII letters in any case).
std::optional<Captures> match_pattern(std::string_view pattern, Piece text, const SlotTest& accepts);

/// The canonical instance, the slots filled in.
std::string write_pattern(std::string_view pattern, const std::function<std::string(std::string_view slot)>& fill);

/// What a reader sees: alternatives and options resolved to the canonical form, slots kept as {slot}.
std::string canonical_pattern(std::string_view pattern);

}  // namespace pingxing::scheme
