// Bytes as text: base64url without padding, one text for one string of bytes, as tokens stand in files and requests.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace pingxing::ballot {

std::string to_base64url(std::string_view bytes);
/// Nothing for anything that to_base64url would not have written: other letters, padding, bits left over.
std::optional<std::string> from_base64url(std::string_view text);
/// Lower-case hexadecimal digits, an even number of them.
std::optional<std::string> from_hex(std::string_view text);

/// Overwrites what was secret and is not needed any more.
void wipe(std::string& bytes);

/// HMAC-SHA-256, 32 bytes.
std::string hmac_sha256(std::string_view key, std::string_view message);

}  // namespace pingxing::ballot
