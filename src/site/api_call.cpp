#include "site/api_call.hpp"

namespace pingxing::site {

web::Route api_call(const Site& site, const std::string& method, const std::string& path, const std::string& permission,
                    const Call& work) {
  return {method, "/api/v1" + path, permission, [&site, work, method](const web::Request& request) {
            Json body = Json::object();
            if (method != "GET" && method != "DELETE" && !request.body.empty()) {
              auto read = Json::read(request.body);
              if (!read || !read->is_object()) return site.error(400, request);
              body = std::move(*read);
            }
            return work(request, body);
          }};
}

std::string text_of(const Json& body, const char* key) {
  const auto* found = body.text_at(key);
  return found ? *found : std::string();
}
std::int64_t id_of(const Json& body, const char* key) { return body.whole_at(key).value_or(0); }

bool truth_of(const Json& body, const char* key) { return body.boolean_at(key).value_or(false); }

std::vector<store::RoleGrant> grants_of(const Json& body) {
  std::vector<store::RoleGrant> grants;
  if (body.contains("grants") && body["grants"].is_array())
    for (const auto& grant : body["grants"])
      if (grant.is_object()) grants.push_back({text_of(grant, "role"), id_of(grant, "unit")});
  return grants;
}

}  // namespace pingxing::site
