#include "site/body.hpp"

#include <algorithm>

#include "base/check.hpp"
#include "base/text.hpp"
#include "site/json_views.hpp"
#include "site/messages.hpp"

namespace pingxing::site {

namespace {

constexpr int bad_request = 400, of_another_type = 415;
constexpr std::size_t shown_max = 40;  // bytes of what somebody sent

/// For scripts, whatever they said they accept.
ReadBody refused(const Site& site, const web::Request& request, int status, const Refusal& refusal) {
  Json view = json_of(refusal, language_of(request));
  view["status"] = status;
  return {Json(), site.json(view, status)};
}

std::string shown(std::string_view text) {
  std::string cut(text.substr(0, shown_max));
  for (char& c : cut)
    if (static_cast<unsigned char>(c) < 0x20 || static_cast<unsigned char>(c) > 0x7E) c = '?';
  return cut;
}

/// Of the types that rows of the API name.
Text name_of_type(std::string_view type) {
  if (type == "string") return {"文本", "a text"};
  if (type == "integer") return {"整数", "a whole number"};
  if (type == "boolean") return {"true 或 false", "true or false"};
  if (type == "object") return {"对象", "an object"};
  if (type == "objects") return {"对象的列表", "a list of objects"};
  if (type == "integers") return {"整数的列表", "a list of whole numbers"};
  if (type == "strings") return {"文本的列表", "a list of texts"};
  CHECK(!"a type that the rows of the API do not name");
  return {};
}

bool is_of_type(const Json& value, std::string_view type) {
  if (type.ends_with('s')) return value.is_array();
  if (type == "string") return value.is_string();
  if (type == "integer") return value.is_whole();
  if (type == "boolean") return value.is_boolean();
  return value.is_object();
}

Text kind_of(const Json& value) {
  if (value.is_null()) return {"空(null)", "null"};
  if (value.is_string()) return {"文本", "a text"};
  if (value.is_boolean()) return {"true 或 false", "true or false"};
  if (value.is_array()) return {"列表", "a list"};
  if (value.is_object()) return {"对象", "an object"};
  return {"数", "a number"};
}

Refusal other_type(const std::string& name, std::string_view type, const Json& found) {
  return refuse(member_type, {name, Phrase(name_of_type(type)), Phrase(kind_of(found))});
}

std::optional<Refusal> fault_of(const Json& object, const std::vector<ApiField>& fields, const std::string& place) {
  for (const auto& [name, value] : object.members())
    if (std::none_of(fields.begin(), fields.end(), [&](const auto& field) { return field.name == name; })) {
      std::string all;
      for (const auto& field : fields) all += (all.empty() ? "" : ", ") + std::string(field.name);
      return refuse(member_unknown, {shown(place + name), all.empty() ? "–" : all});
    }
  for (const auto& field : fields) {
    const auto* value = object.find(field.name);
    const std::string name = place + std::string(field.name);
    if (!value || (value->is_null() && !field.is_required)) {
      if (field.is_required) return refuse(member_missing, {name, Phrase(name_of_type(field.type))});
      continue;
    }
    if (!is_of_type(*value, field.type)) return other_type(name, field.type, *value);
    if (!value->is_array()) continue;
    const auto type = field.type.substr(0, field.type.size() - 1);  // of which it is a list
    for (std::size_t i = 0; i < value->size(); ++i) {
      const auto& one = (*value)[i];
      const std::string its_place = name + "[" + std::to_string(i) + "]";
      if (!is_of_type(one, type)) return other_type(its_place, type, one);
      if (one.is_object())
        if (auto fault = fault_of(one, field.members, its_place + ".")) return fault;
    }
  }
  return std::nullopt;
}

}  // namespace

std::optional<Refusal> fault_of_members(const Json& body, const std::vector<ApiField>& fields) {
  return fault_of(body, fields, "");
}

web::Response not_understood(const Site& site, const web::Request& request, const Refusal& refusal) {
  return *refused(site, request, bad_request, refusal).refused;
}

ReadBody read_body(const Site& site, const web::Request& request, const std::vector<ApiField>& fields) {
  const std::string_view type = request.content_type;
  const std::string kind = lower_ascii(trimmed(type.substr(0, type.find(';'))));
  if (!kind.empty() && kind != "application/json")
    return refused(site, request, of_another_type, refuse(body_type_wrong, {shown(kind)}));
  auto body = Json::read(request.body, request.takes);
  if (!body || !body->is_object())
    return refused(
        site, request, bad_request,
        refuse(body_unreadable, {std::to_string(request.takes.depth_max), std::to_string(request.takes.values_max)}));
  if (const auto fault = fault_of_members(*body, fields)) return refused(site, request, bad_request, *fault);
  return {std::move(*body), std::nullopt};
}

}  // namespace pingxing::site
