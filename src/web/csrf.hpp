// Forms of our own pages only: a token that belongs to the session stands in each form, and a browser that says where a
// request comes from is believed. Pure: key and chance are passed in.
#pragma once
#include <string>
#include <string_view>

#include "web/http.hpp"

namespace pingxing::web {

inline constexpr std::size_t csrf_nonce_size = 16;

/// Hexadecimal: `nonce` (16 bytes of chance, new for each page) and the HMAC-SHA-256 of session and nonce. As it
/// differs on every page, the size of compressed pages tells nothing about it.
std::string csrf_token(std::string_view key, std::string_view session, std::string_view nonce);
/// Whether `token` was made for this session, in a time that does not depend on where it differs.
bool is_csrf_token(std::string_view key, std::string_view session, std::string_view token);

bool equal_in_constant_time(std::string_view a, std::string_view b);

/// What changes something and, as the browser says itself (Sec-Fetch-Site, Origin), was begun by a page of another
/// site. Browsers that say nothing pass: for them there is the token.
bool comes_from_elsewhere(const Request& request);

}  // namespace pingxing::web
