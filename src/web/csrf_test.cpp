#include "web/csrf.hpp"

#include <gtest/gtest.h>

namespace pingxing::web {
namespace {

const std::string key(32, 'k'), nonce(csrf_nonce_size, 'n'), other_nonce(csrf_nonce_size, 'm');

TEST(Csrf, ATokenIsForItsSessionAndKey) {
  const std::string token = csrf_token(key, "session", nonce);
  EXPECT_EQ(token.size(), 32U + 64U);
  EXPECT_TRUE(is_csrf_token(key, "session", token));
  EXPECT_FALSE(is_csrf_token(key, "session2", token));
  EXPECT_FALSE(is_csrf_token(std::string(32, 'l'), "session", token));
  EXPECT_NE(csrf_token(key, "session", other_nonce), token);
  EXPECT_TRUE(is_csrf_token(key, "session", csrf_token(key, "session", other_nonce)));
}

TEST(Csrf, NoByteMayDiffer) {
  const std::string token = csrf_token(key, "session", nonce);
  for (std::size_t i = 0; i < token.size(); ++i) {
    std::string changed = token;
    changed[i] = changed[i] == '0' ? '1' : '0';
    EXPECT_FALSE(is_csrf_token(key, "session", changed)) << i;
    EXPECT_FALSE(is_csrf_token(key, "session", token.substr(0, i))) << i;
  }
  EXPECT_FALSE(is_csrf_token(key, "session", token + "0"));
  EXPECT_FALSE(is_csrf_token(key, "", ""));
}

TEST(Csrf, BelievesABrowserThatSaysWhereItComesFrom) {
  Request request;
  request.method = "POST";
  request.headers["host"] = "pingxing.example:8080";
  EXPECT_FALSE(comes_from_elsewhere(request));  // it says nothing
  request.headers["origin"] = "http://pingxing.example:8080";
  EXPECT_FALSE(comes_from_elsewhere(request));
  for (const char* origin : {"http://pingxing.example", "https://evil.example", "null"}) {
    request.headers["origin"] = origin;
    EXPECT_TRUE(comes_from_elsewhere(request)) << origin;
  }
  request.headers["sec-fetch-site"] = "same-origin";
  EXPECT_FALSE(comes_from_elsewhere(request));
  for (const char* site : {"cross-site", "same-site"}) {
    request.headers["sec-fetch-site"] = site;
    EXPECT_TRUE(comes_from_elsewhere(request)) << site;
  }
  request.method = "GET";
  EXPECT_FALSE(comes_from_elsewhere(request));  // a link from anywhere is a link
}

}  // namespace
}  // namespace pingxing::web
