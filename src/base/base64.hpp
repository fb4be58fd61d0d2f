// Bytes as text of letters and digits (RFC 4648, section 4), and back.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace pingxing {

std::string base64_of(std::string_view bytes);
/// Nothing where the text is none: a foreign character, a wrong length, bits left over.
std::optional<std::string> bytes_of_base64(std::string_view text);

}  // namespace pingxing
