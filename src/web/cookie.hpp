// Cookies as they are set: never read by scripts, not sent along from other sites, and only over TLS where there is
// TLS.
#pragma once
#include <chrono>
#include <string>
#include <string_view>

#include "web/http.hpp"

namespace pingxing::web {

enum class Transport { Plain, Secure };
inline Transport transport_of(const Request& request) {
  return request.is_secure ? Transport::Secure : Transport::Plain;
}

/// "session", over TLS "__Host-session": then no other host and no plain page can set it.
std::string cookie_name(std::string_view name, Transport transport);

/// The value of a Set-Cookie header. `lasts` of 0: until the browser is closed. CHECKs that name and value need no
/// escapes: they are ours, as encode_percent or hexadecimal digits make them.
std::string set_cookie(std::string_view name, std::string_view value, Transport transport,
                       std::chrono::seconds lasts = std::chrono::seconds(0));
/// Takes it away again.
std::string clear_cookie(std::string_view name, Transport transport);

/// What `set_cookie` set under that name; "" where it is not there.
std::string cookie_of(const Request& request, std::string_view name);

}  // namespace pingxing::web
