// The words for a status: what the protocol calls it, and what a visitor reads where no handler could be asked.
#pragma once
#include <string_view>

#include "web/http.hpp"

namespace pingxing::web {

/// "Not Found"; "" for a status that is not used here.
std::string_view reason(int status);
/// A plain page in both languages.
Response plain_page(int status);

}  // namespace pingxing::web
