#include "site/api_call.hpp"

#include <algorithm>

#include "site/body.hpp"
#include "site/openapi.hpp"
#include "site/takes.hpp"

namespace pingxing::site {

namespace {

const ApiRow* row_of_call(std::string_view method, std::string_view path) {
  const auto& rows = api_rows();
  const auto found = std::find_if(rows.begin(), rows.end(),
                                  [&](const ApiRow& row) { return row.method == method && row.path == path; });
  return found == rows.end() ? nullptr : &*found;
}

}  // namespace

JsonLimits takes_of_call(std::string_view method, std::string_view path) {
  const auto* const row = row_of_call(method, path);
  if (!row) return web::takes_form;
  if (row->is_multipart) return takes_file;
  const auto has = [&](auto is_so) { return std::any_of(row->body.begin(), row->body.end(), is_so); };
  if (has([](const ApiField& field) { return field.type == "objects" || field.type == "integers"; })) return takes_list;
  if (has([](const ApiField& field) { return field.name == "text"; })) return takes_text;
  return web::takes_form;
}

web::Route api_call(const Site& site, const std::string& method, const std::string& path, const std::string& permission,
                    const Call& work, web::Route::Asks is_grave) {
  const auto* const row = row_of_call(method, path);  // of a table that stays
  return {method,
          "/api/v1" + path,
          permission,
          takes_of_call(method, path),
          [&site, work, method, row](const web::Request& request) {
            // A form where JSON is wanted is not passed over.
            const bool is_form = !request.content_type.empty() && !request.form.pairs().empty();
            if (method == "GET" || (row && row->is_multipart)) return work(request, Json::object());
            static const std::vector<ApiField> none;
            const auto& fields = row ? row->body : none;
            if (request.body.empty() && !is_form) {
              if (const auto fault = fault_of_members(Json::object(), fields))
                return not_understood(site, request, *fault);
              return work(request, Json::object());
            }
            const auto read = read_body(site, request, fields);
            if (read.refused) return *read.refused;
            return work(request, read.object);
          },
          std::move(is_grave)};
}

web::Response with_problems(const Site& site, const web::Request& request, const Refusal& refusal,
                            const Problems& problems) {
  auto response = site.refusal(request, refusal);
  auto json = Json::parse(response.body);
  json["problems"] = json_of(problems, language_of(request));
  response.body = json.dump() + "\n";
  return response;
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
