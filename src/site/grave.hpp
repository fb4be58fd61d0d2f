// What cannot be undone, and so asks for the password once more unless it was entered within five minutes: the last
// field of a route's row says which requests. On pages the guard asks, and goes on with what was sent; the API answers
// PASSWORD_AGAIN. Tokens of machines are not asked: they end by themselves, and making one asks.
#pragma once
#include <string>

#include "site/site.hpp"

namespace pingxing::site {

/// Every request of the route.
bool always(const web::Request& request);
/// A member of the form, or of the JSON of a call, is that word: "state", "over".
web::Route::Asks says(std::string member, std::string word);
/// The stage of the path is that of publishing, and more than its dates change.
web::Route::Asks publishes(const Site& site);
/// The role of an administrator is given or taken, or an administrator's account is meant.
web::Route::Asks touches_administrators(const Site& site);

/// The field of the page that asks.
inline constexpr const char* confirm_field = "confirm_password";

}  // namespace pingxing::site
