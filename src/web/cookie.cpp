#include "web/cookie.hpp"

#include <algorithm>

#include "base/check.hpp"

namespace pingxing::web {
namespace {

bool is_fit(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    return c > 0x20 && c < 0x7F && c != '"' && c != ',' && c != ';' && c != '\\' && c != '=';
  });
}

std::string with_attributes(std::string_view name, std::string_view value, Transport transport,
                            const std::string& lifetime) {
  CHECK(!name.empty() && is_fit(name) && is_fit(value));
  return cookie_name(name, transport) + "=" + std::string(value) + "; Path=/; HttpOnly; SameSite=Lax" +
         (transport == Transport::Secure ? "; Secure" : "") + lifetime;
}

}  // namespace

std::string cookie_name(std::string_view name, Transport transport) {
  return (transport == Transport::Secure ? "__Host-" : "") + std::string(name);
}

std::string set_cookie(std::string_view name, std::string_view value, Transport transport, std::chrono::seconds lasts) {
  return with_attributes(name, value, transport,
                         lasts.count() > 0 ? "; Max-Age=" + std::to_string(lasts.count()) : std::string());
}

std::string clear_cookie(std::string_view name, Transport transport) {
  return with_attributes(name, "", transport, "; Max-Age=0");
}

std::string cookie_of(const Request& request, std::string_view name) {
  return request.cookies.get(cookie_name(name, transport_of(request)));
}

}  // namespace pingxing::web
