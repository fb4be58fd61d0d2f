// Where a redirect may lead whose target somebody else has written: only to pages of this site.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace pingxing::web {

/// The path, with its query, as it may stand in a Location: begins with one slash, has no empty, "." or ".." parts, no
/// backslash and no control character, neither plainly nor hidden in escapes, and not in escapes of escapes; what a
/// header does not take is escaped. Nothing where it could lead elsewhere.
std::optional<std::string> own_path(std::string_view target);

}  // namespace pingxing::web
