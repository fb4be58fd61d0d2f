#include "web/cookie.hpp"

#include <gtest/gtest.h>

namespace pingxing::web {
namespace {

TEST(Cookie, IsForThisHostAlone) {
  EXPECT_EQ(set_cookie("session", "0a1b", Transport::Plain), "session=0a1b; Path=/; HttpOnly; SameSite=Lax");
  EXPECT_EQ(set_cookie("session", "0a1b", Transport::Secure, std::chrono::hours(1)),
            "__Host-session=0a1b; Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=3600");
  EXPECT_EQ(clear_cookie("session", Transport::Plain), "session=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0");
}

TEST(Cookie, OverTlsOnlyTheSafeNameCounts) {
  Request request;
  request.cookies.add("session", "set by anybody");
  EXPECT_EQ(cookie_of(request, "session"), "set by anybody");
  request.is_secure = true;
  EXPECT_EQ(cookie_of(request, "session"), "");
  request.cookies.add("__Host-session", "ours");
  EXPECT_EQ(cookie_of(request, "session"), "ours");
}

TEST(CookieDeathTest, HoldsNothingThatEndsIt) {
  for (const char* value : {"a;b", "a b", "a\r\n", "a,b", "评"})
    EXPECT_DEATH((void)set_cookie("session", value, Transport::Plain), "CHECK") << value;
}

}  // namespace
}  // namespace pingxing::web
