// A table of words for an enum: the words in the order of the enumerators.
#pragma once
#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

namespace pingxing::round {

template <class Enum, std::size_t Count>
std::string_view word_in(const std::array<std::string_view, Count>& words, Enum value) {
  return words[static_cast<std::size_t>(value)];
}
template <class Enum, std::size_t Count>
std::optional<Enum> value_in(const std::array<std::string_view, Count>& words, std::string_view word) {
  const auto found = std::find(words.begin(), words.end(), word);
  return found == words.end() ? std::nullopt : std::optional(static_cast<Enum>(found - words.begin()));
}

}  // namespace pingxing::round
