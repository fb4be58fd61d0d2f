// Guessing passwords is slow, and nobody locks others out by guessing. A name has ten tries and one more every six
// seconds, whoever tries; an address has a hundred and one a second, since a whole office may stand behind it. A
// browser in which that name was signed in before has tries of its own, which others cannot use up.
#pragma once
#include <optional>
#include <string>

#include "web/http.hpp"
#include "web/throttle.hpp"

namespace pingxing::site {

class SignInThrottle {
 public:
  using Moment = web::Throttle::Moment;

  explicit SignInThrottle(std::string key);

  /// Takes a try; or the seconds until there is one.
  std::optional<std::int64_t> take(const web::Request& request, const std::string& login, Moment now);
  /// The try was a good one.
  void give_back(const web::Request& request, const std::string& login, Moment now);
  /// A Set-Cookie header: this browser knows that name. It tells nobody the name. `nonce`: 16 bytes of chance.
  [[nodiscard]] std::string remember(const web::Request& request, const std::string& login,
                                     std::string_view nonce) const;

 private:
  /// The bucket of the browser, where it knows that name; else "".
  [[nodiscard]] std::string own_bucket(const web::Request& request, const std::string& login) const;

  std::string key_;
  web::Throttle names_, addresses_;
};

}  // namespace pingxing::site
