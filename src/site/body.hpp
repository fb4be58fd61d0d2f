// Bodies that are JSON: read within the limits of their route, or answered in words.
#pragma once
#include <string_view>
#include <vector>

#include "site/openapi.hpp"
#include "site/site.hpp"

namespace pingxing::site {

/// What came as JSON, or the answer that says why it is not taken: 415 for another content type, 400 for what is no
/// JSON object within `request.takes`, or has a member that is not among `fields`, or of another type.
struct ReadBody {
  Json object;
  std::optional<web::Response> refused;
};
/// The first member that nobody knows, or that lacks, or is of another type than its row says, at any depth. Without
/// this a number where a text is wanted would be read as nothing, and clear what stands there.
std::optional<Refusal> fault_of_members(const Json& body, const std::vector<ApiField>& fields);
/// The answer to a body that is not understood.
web::Response not_understood(const Site& site, const web::Request& request, const Refusal& refusal);

ReadBody read_body(const Site& site, const web::Request& request, const std::vector<ApiField>& fields);

}  // namespace pingxing::site
