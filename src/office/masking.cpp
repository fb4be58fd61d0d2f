#include "office/masking.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace pingxing::office {

namespace {

/// The first and the last so many characters of `text`, stars for those between; stars alone where at least
/// `hidden_min` would not be hidden. Hyphens stay where they are.
std::string masked(std::string_view text, std::size_t first, std::size_t last, std::size_t hidden_min) {
  const std::size_t count = character_count(text);
  const bool is_long_enough = count >= first + last + hidden_min;
  std::string shown;
  std::size_t number = 0;
  for (std::size_t at = 0; at < text.size(); ++number) {
    const char32_t character = next_character(text, at);
    const bool is_kept = is_long_enough && (number < first || number >= count - last);
    if (is_kept || (is_long_enough && character == U'-'))
      append_character(shown, character);
    else
      shown += '*';
  }
  return shown;
}

}  // namespace

std::string masked_phone(std::string_view phone) { return masked(trimmed(phone), 3, 4, 4); }

std::string masked_identity(std::string_view number) { return masked(trimmed(number), 6, 2, 6); }

}  // namespace pingxing::office
