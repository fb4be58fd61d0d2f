// UTF-8 as bytes: is it valid, where not, and cleaning what is not. Strict after RFC 3629: no overlong forms, no
// surrogates, nothing above U+10FFFF. What characters mean is base/text.hpp.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace pingxing {

/// Length of the longest beginning of `text` that is valid UTF-8 without NUL bytes; text.size() where all of it is.
/// About memory speed on ASCII.
std::size_t valid_utf8_prefix(std::string_view text);

/// Bytes of the valid character at the start of `text`; 0 where there is none (or a NUL).
std::size_t valid_character_size(std::string_view text);

/// `text` with every stray byte, and the characters that XML forbids (U+FFFE, U+FFFF), replaced by U+FFFD.
/// Of the control characters only tab and line feed stay; CR LF and CR become LF.
std::string clean_text(std::string_view text);

/// Line and column (characters), both from 1, of the byte at `offset`. Lines end in LF.
struct Position {
  int line = 1, column = 1;
};
Position position_of(std::string_view text, std::size_t offset);

}  // namespace pingxing
