#include "site/body.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "site/json_views.hpp"
#include "site/messages.hpp"

namespace pingxing::site {

namespace {

constexpr int not_understood = 400, of_another_type = 415;
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

}  // namespace

ReadBody read_body(const Site& site, const web::Request& request, const std::vector<std::string_view>& known) {
  const std::string_view type = request.content_type;
  const std::string kind = lower_ascii(trimmed(type.substr(0, type.find(';'))));
  if (!kind.empty() && kind != "application/json")
    return refused(site, request, of_another_type, refuse(body_type_wrong, {shown(kind)}));
  auto body = Json::read(request.body, request.takes);
  if (!body || !body->is_object())
    return refused(
        site, request, not_understood,
        refuse(body_unreadable, {std::to_string(request.takes.depth_max), std::to_string(request.takes.values_max)}));
  if (!known.empty())
    for (const auto& [name, value] : body->members())
      if (std::find(known.begin(), known.end(), name) == known.end()) {
        std::string all;
        for (const auto& one : known) all += (all.empty() ? "" : ", ") + std::string(one);
        return refused(site, request, not_understood, refuse(member_unknown, {shown(name), all}));
      }
  return {std::move(*body), std::nullopt};
}

}  // namespace pingxing::site
