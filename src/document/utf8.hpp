// UTF-8 as bytes: is it valid, where not, how many characters, and cleaning what is not. Strict after RFC 3629: no
// overlong forms, no surrogates, nothing above U+10FFFF.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace pingxing::document {

/// Length of the longest beginning of `text` that is valid UTF-8 without NUL bytes; text.size() where all of it is.
/// About memory speed on ASCII.
std::size_t valid_utf8_prefix(std::string_view text);

/// Bytes of the valid character at the start of `text`; 0 where there is none (or a NUL).
std::size_t utf8_character(std::string_view text);

/// Number of characters; a stray byte that does not continue one counts as one.
std::size_t count_characters(std::string_view text);

/// `text` with every stray byte replaced by U+FFFD.
std::string clean_utf8(std::string_view text);

/// The code point (as UTF-8) appended; a surrogate or a number above U+10FFFF becomes U+FFFD.
void append_utf8(std::string& out, char32_t code_point);

/// Line and column (characters), both from 1, of the byte at `offset`.
struct Position {
  int line = 1, column = 1;
};
Position position_of(std::string_view text, std::size_t offset);

}  // namespace pingxing::document
