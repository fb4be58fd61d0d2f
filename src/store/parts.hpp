// How what goes into a fingerprint is written, so that no two things are written alike: a part is its length in bytes
// in decimal digits, ":", and its bytes; what is not there is "-".
#pragma once
#include <string>
#include <string_view>

namespace pingxing::store {

inline constexpr const char* no_part = "-";
inline std::string part(std::string_view bytes) { return std::to_string(bytes.size()) + ":" + std::string(bytes); }

}  // namespace pingxing::store
