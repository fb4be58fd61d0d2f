#include "web/csrf.hpp"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include "base/check.hpp"
#include "base/hash.hpp"

namespace pingxing::web {
namespace {

std::string seal(std::string_view key, std::string_view session, std::string_view nonce_digits) {
  // The nonce has a fixed length: no session and nonce read like two others.
  const std::string text = std::string(nonce_digits) + std::string(session);
  std::string code(EVP_MAX_MD_SIZE, '\0');
  unsigned size = 0;
  CHECK(HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()),
             reinterpret_cast<const unsigned char*>(text.data()), text.size(),
             reinterpret_cast<unsigned char*>(code.data()), &size) != nullptr);
  code.resize(size);
  return hex_of(code);
}

}  // namespace

std::string csrf_token(std::string_view key, std::string_view session, std::string_view nonce) {
  CHECK(!key.empty() && !session.empty() && nonce.size() == csrf_nonce_size);
  const std::string digits = hex_of(nonce);
  return digits + seal(key, session, digits);
}

bool is_csrf_token(std::string_view key, std::string_view session, std::string_view token) {
  if (session.empty() || token.size() <= 2 * csrf_nonce_size) return false;
  const std::string_view nonce = token.substr(0, 2 * csrf_nonce_size);
  return equal_in_constant_time(token.substr(nonce.size()), seal(key, session, nonce));
}

bool equal_in_constant_time(std::string_view a, std::string_view b) {
  return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

bool comes_from_elsewhere(const Request& request) {
  if (request.method == "GET" || request.method == "HEAD" || request.method == "OPTIONS") return false;
  const std::string site = request.header("sec-fetch-site");
  if (!site.empty()) return site != "same-origin" && site != "none";
  const std::string origin = request.header("origin");
  if (origin.empty()) return false;
  const std::size_t host = origin.find("://");
  return host == origin.npos || origin.substr(host + 3) != request.header("host");
}

}  // namespace pingxing::web
