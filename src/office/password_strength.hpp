// How hard a password is to guess: what everybody tries first counts as one character, however long it is.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace pingxing::office {

/// Characters that have to be guessed one by one, plus one for each part that is a well-known password or word of one,
/// a row of the keyboard, a run ("4567", "dcba"), a repetition ("aaaa", "abab"), a date or year, or one of `names` (the
/// user name, those of the person and of the office). Width, case and the usual disguises (@ for a, 0 for o) count for
/// nothing.
std::size_t guesses_needed(std::string_view password, const std::vector<std::string>& names);

}  // namespace pingxing::office
