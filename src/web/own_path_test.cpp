#include "web/own_path.hpp"

#include <gtest/gtest.h>

namespace pingxing::web {
namespace {

TEST(OwnPath, M9KeepsPagesOfThisSite) {
  EXPECT_EQ(own_path("/"), "/");
  EXPECT_EQ(own_path("/rounds/3/board"), "/rounds/3/board");
  EXPECT_EQ(own_path("/rounds/?a=b&c=//x"), "/rounds/?a=b&c=//x");
  EXPECT_EQ(own_path("/units?unit=7"), "/units?unit=7");
  EXPECT_EQ(own_path("/rounds/2026年"), "/rounds/2026%E5%B9%B4");
  EXPECT_EQ(own_path("/rounds/2026%E5%B9%B4"), "/rounds/2026%E5%B9%B4");
  EXPECT_EQ(own_path("/a b"), "/a%20b");
  EXPECT_EQ(own_path("/a\"<b>#c"), "/a%22%3Cb%3E%23c");
}

TEST(OwnPath, M9LeadsNowhereElse) {
  using namespace std::string_view_literals;
  for (const auto target : {""sv,
                            "rounds"sv,
                            "//evil.example"sv,
                            "///evil.example"sv,
                            "/\\evil.example"sv,
                            "\\\\evil.example"sv,
                            "/\t/evil.example"sv,
                            "/\n/evil.example"sv,
                            "/\r\nSet-Cookie: a=b"sv,
                            "/\0/evil.example"sv,
                            "/a\x7F"sv,
                            "/%09/evil.example"sv,
                            "/%0a/evil.example"sv,
                            "/%0d%0aSet-Cookie:a=b"sv,
                            "/%2f/evil.example"sv,
                            "/%2Fevil.example"sv,
                            "/%5cevil.example"sv,
                            "/%5C%5Cevil.example"sv,
                            "/%00"sv,
                            "/%2509/evil.example"sv,
                            "/%252fevil.example"sv,
                            "/%25252fevil.example"sv,
                            "/%25255cevil.example"sv,
                            "/./x"sv,
                            "/.//evil.example"sv,
                            "/..//evil.example"sv,
                            "/%2e%2e//evil.example"sv,
                            "/a//evil.example"sv,
                            "/%"sv,
                            "/%zz"sv,
                            "/\xFF"sv,
                            "/%ff"sv,
                            "/a?b=\r\nLocation: x"sv,
                            "/a?\\"sv,
                            "http://evil.example"sv,
                            "https:evil.example"sv,
                            "javascript:alert(1)"sv,
                            " /a"sv,
                            "\t/a"sv,
                            "@evil.example"sv,
                            ".evil.example"sv})
    EXPECT_EQ(own_path(target), std::nullopt) << target;
}

}  // namespace
}  // namespace pingxing::web
