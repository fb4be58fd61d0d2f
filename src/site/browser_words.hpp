// Which browser somebody uses, in a few words that its owner knows again.
#pragma once
#include <string>

#include "web/http.hpp"

namespace pingxing::site {

/// "Chrome, Windows"; empty where the browser says nothing that is known.
std::string browser_words(const web::Request& request);

}  // namespace pingxing::site
