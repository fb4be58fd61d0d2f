// The words for a status: what the protocol calls it, and what a visitor reads where no handler could be asked.
#pragma once
#include <cstddef>
#include <string_view>

#include "web/http.hpp"

namespace pingxing::web {

/// "Not Found"; "" for a status that is not used here.
std::string_view reason(int status);
/// A plain page in both languages. `bytes_max`: of 413, how much is taken.
Response plain_page(int status, std::size_t bytes_max = 0);

}  // namespace pingxing::web
