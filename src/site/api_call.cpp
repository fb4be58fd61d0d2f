#include "site/api_call.hpp"

namespace pingxing::site {

web::Route api_call(const Site& site, const std::string& method, const std::string& path, const std::string& permission,
                    const Call& work) {
  return {method, "/api/v1" + path, permission, [&site, work, method](const web::Request& request) {
            Json body = Json::object();
            if (method != "GET" && method != "DELETE" && !request.body.empty()) {
              body = Json::parse(request.body, nullptr, false);
              if (!body.is_object()) return site.error(400, request);
            }
            return work(request, body);
          }};
}

std::string text_of(const Json& body, const char* key) {
  const auto found = body.find(key);
  return found != body.end() && found->is_string() ? found->get<std::string>() : std::string();
}
std::int64_t id_of(const Json& body, const char* key) {
  const auto found = body.find(key);
  return found != body.end() && found->is_number_integer() ? found->get<std::int64_t>() : 0;
}

bool truth_of(const Json& body, const char* key) {
  const auto found = body.find(key);
  return found != body.end() && found->is_boolean() && found->get<bool>();
}

std::vector<store::RoleGrant> grants_of(const Json& body) {
  std::vector<store::RoleGrant> grants;
  if (body.contains("grants") && body["grants"].is_array())
    for (const auto& grant : body["grants"])
      if (grant.is_object()) grants.push_back({text_of(grant, "role"), id_of(grant, "unit")});
  return grants;
}

}  // namespace pingxing::site
