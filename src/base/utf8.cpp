// Validation runs over 64 bytes of plain ASCII at a time and falls back to single characters beside anything else.
#include "base/utf8.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>

#include "base/text.hpp"

namespace pingxing {
namespace {

constexpr std::size_t block_size = 64;

/// Whether each of the 64 bytes is ASCII and none is NUL. (x - 1 | x) has the top bit of a byte set exactly where the
/// lowest such byte is; borrows only arise above one.
bool is_plain_block(const char* at) {
  std::uint64_t found = 0;
  for (std::size_t i = 0; i < block_size; i += 8) {
    std::uint64_t word;
    std::memcpy(&word, at + i, 8);
    found |= (word - 0x0101010101010101U) | word;
  }
  return (found & 0x8080808080808080U) == 0;
}

bool continues(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; }

/// Past whole hanzi and other characters of three bytes that need no closer look (not U+0800 to U+0FFF, U+D000 to
/// U+DFFF), and past single ASCII bytes.
const char* past_usual(const char* at, const char* stop) {
  for (; stop - at >= 4;) {
    const auto lead = static_cast<unsigned char>(*at);
    if (lead - 1U < 0x7FU) {
      ++at;
    } else if (lead - 0xE1U < 0xFU && lead != 0xED && continues(at[1]) && continues(at[2])) {
      at += 3;
    } else {
      break;
    }
  }
  return at;
}

}  // namespace

std::size_t valid_character_size(std::string_view text) {
  if (text.empty()) return 0;
  const auto lead = static_cast<unsigned char>(text[0]);
  if (lead < 0x80) return lead == 0 ? 0 : 1;
  if (lead < 0xC2) return 0;  // a continuation, or an overlong form of ASCII
  if (lead < 0xE0) return text.size() >= 2 && continues(text[1]) ? 2 : 0;
  if (lead < 0xF0) {
    if (text.size() < 3 || !continues(text[1]) || !continues(text[2])) return 0;
    const auto second = static_cast<unsigned char>(text[1]);
    if (lead == 0xE0 && second < 0xA0) return 0;   // overlong
    if (lead == 0xED && second >= 0xA0) return 0;  // surrogate
    return 3;
  }
  if (lead > 0xF4 || text.size() < 4 || !continues(text[1]) || !continues(text[2]) || !continues(text[3])) return 0;
  const auto second = static_cast<unsigned char>(text[1]);
  if (lead == 0xF0 && second < 0x90) return 0;   // overlong
  if (lead == 0xF4 && second >= 0x90) return 0;  // above U+10FFFF
  return 4;
}

std::size_t valid_utf8_prefix(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size()) {
    while (text.size() - at >= block_size && is_plain_block(text.data() + at)) at += block_size;
    // Beside something else: character by character to the end of this block, then look for plain blocks again.
    const std::size_t stop = std::min(text.size(), at + block_size);
    while (at < stop) {
      at = static_cast<std::size_t>(past_usual(text.data() + at, text.data() + stop) - text.data());
      if (at >= stop) break;
      const std::size_t size = valid_character_size(text.substr(at, 4));
      if (size == 0) return at;
      at += size;
    }
  }
  return at;
}

std::string clean_text(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t size = valid_character_size(text.substr(at, 4));
    const std::string_view character = text.substr(at, std::max<std::size_t>(size, 1));
    at += character.size();
    if (character == "\r") {
      if (!text.substr(at).starts_with('\n')) out += '\n';
    } else if (size == 1 ? character[0] >= ' ' || character[0] == '\t' || character[0] == '\n'
                         : size > 1 && character != "\xEF\xBF\xBE" && character != "\xEF\xBF\xBF") {
      out += character;
    } else {
      append_character(out, 0xFFFD);
    }
  }
  return out;
}

Position position_of(std::string_view text, std::size_t offset) {
  const std::string_view before = text.substr(0, offset);
  const std::size_t line_break = before.rfind('\n');
  const std::string_view line = line_break == before.npos ? before : before.substr(line_break + 1);
  return {static_cast<int>(std::count(before.begin(), before.end(), '\n')) + 1,
          static_cast<int>(character_count(line)) + 1};
}

}  // namespace pingxing
