#include "site/sign_in_throttle.hpp"

#include <utility>

#include "base/text.hpp"
#include "web/cookie.hpp"
#include "web/csrf.hpp"

namespace pingxing::site {

namespace {

/// As accounts are looked up; cut, since it is kept.
std::string folded(const std::string& login) { return lower_ascii(trimmed(login)).substr(0, 64); }
std::string name_bucket(const std::string& login) { return "n:" + folded(login); }
std::string purpose(const std::string& login) { return "known:" + folded(login); }

}  // namespace

SignInThrottle::SignInThrottle(std::string key)
    : key_(std::move(key)), names_(10, std::chrono::seconds(6)), addresses_(100, std::chrono::seconds(1)) {}

std::string SignInThrottle::own_bucket(const web::Request& request, const std::string& login) const {
  const auto token = web::cookie_of(request, "known");
  return web::is_csrf_token(key_, purpose(login), token) ? "b:" + token : "";
}

std::optional<std::int64_t> SignInThrottle::take(const web::Request& request, const std::string& login, Moment now) {
  const auto seconds = [&](web::Throttle& throttle, const std::string& bucket) {
    return throttle.wait(bucket, now).count() / 1000 + 1;
  };
  if (const auto own = own_bucket(request, login); !own.empty())
    return names_.take(own, now) ? std::nullopt : std::optional(seconds(names_, own));
  const auto address = web::throttle_key(request.remote), name = name_bucket(login);
  if (!addresses_.take(address, now)) return seconds(addresses_, address);
  if (names_.take(name, now)) return std::nullopt;
  return seconds(names_, name);
}

void SignInThrottle::give_back(const web::Request& request, const std::string& login, Moment now) {
  if (const auto own = own_bucket(request, login); !own.empty()) return names_.give_back(own, now);
  addresses_.give_back(web::throttle_key(request.remote), now);
  names_.give_back(name_bucket(login), now);
}

std::string SignInThrottle::remember(const web::Request& request, const std::string& login,
                                     std::string_view nonce) const {
  return web::set_cookie("known", web::csrf_token(key_, purpose(login), nonce), web::transport_of(request),
                         std::chrono::seconds(180 * 86'400));
}

}  // namespace pingxing::site
