// The description of the API as OpenAPI 3.0, made from one table that a test holds against the routes.
#pragma once
#include <string_view>
#include <vector>

#include "base/json.hpp"
#include "base/problem.hpp"

namespace pingxing::site {

struct ApiField {
  std::string_view name, type;  // string, integer, array of …
  Text says;
  bool is_required = true;
  std::vector<ApiField> members = {};  // of each of the objects
};

struct ApiRow {
  std::string_view method, path;  // below /api/v1
  Text says;
  std::vector<ApiField> query, body;
  int answers = 200;
  bool is_multipart = false;  // the body is a form with a file, of the type "file"
  std::string_view answer_type = "application/json";
};

const std::vector<ApiRow>& api_rows();

/// The document. Paths below /api/v1.
Json openapi_document();

}  // namespace pingxing::site
