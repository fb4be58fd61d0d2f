// Fingerprints: SHA-256, as everybody can compute it again.
#pragma once
#include <string>
#include <string_view>

namespace pingxing {

/// 64 lower-case hexadecimal digits.
std::string sha256_hex(std::string_view bytes);
/// The same as 32 bytes.
std::string sha256(std::string_view bytes);
/// Two digits a byte, lower case.
std::string hex_of(std::string_view bytes);

}  // namespace pingxing
