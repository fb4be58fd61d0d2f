// Bodies that are JSON: read within the limits of their route, or answered in words.
#pragma once
#include <string_view>
#include <vector>

#include "site/site.hpp"

namespace pingxing::site {

/// What came as JSON, or the answer that says why it is not taken: 415 for another content type, 400 for what is no
/// JSON object within `request.takes` or has a member that is not among `known`. No `known`: all are passed on.
struct ReadBody {
  Json object;
  std::optional<web::Response> refused;
};
ReadBody read_body(const Site& site, const web::Request& request, const std::vector<std::string_view>& known = {});

}  // namespace pingxing::site
