// What a body may cost, over a real socket; and what is said of bodies that are not taken.
#include <gtest/gtest.h>

#include <cstdio>
#include <fstream>
#include <thread>

#include "site/test_support.hpp"
#include "web/server/test_support.hpp"

namespace pingxing::site {
namespace {

/// The most memory that this process had since `forget_peak`, in kB.
long peak_kb() {
  std::ifstream status("/proc/self/status");
  for (std::string word; status >> word;)
    if (word == "VmHWM:") {
      long kb = 0;
      status >> kb;
      return kb;
    }
  ADD_FAILURE() << "no VmHWM";
  return 0;
}
void forget_peak() { std::ofstream("/proc/self/clear_refs") << "5"; }

class LimitsTest : public SiteTest {
 protected:
  web::ServerOptions options() const {
    auto options = web::RunningServer::free_port();
    options.takes = [this](std::string_view method, std::string_view path) {
      return site_.router().takes(method, path);
    };
    return options;
  }
  web::Response post_json(const Browser& browser, const std::string& target, const std::string& body,
                          const std::string& type = "application/json") {
    web::Request request;
    request.method = "POST";
    request.path = target;
    request.cookies.add("session", browser.session);
    request.cookies.add("language", "en");
    request.headers["x-csrf-token"] = browser.csrf;
    request.headers["accept"] = "application/json";
    request.content_type = type;
    request.body = body;
    return site_(request);
  }
};

TEST_F(LimitsTest, H1AnonymousBodiesCostNothing) {
  web::RunningServer server([this](web::Request& request) { return site_(request); }, options());
  constexpr std::size_t bytes = std::size_t{24} << 20, piece_bytes = std::size_t{64} << 10;
  const std::string piece(piece_bytes, '[');
  int anonymous = 0;
  for (const auto& route : site_.router().routes()) {
    if (route.method == "GET" || (route.permission != "anonymous" && route.permission != "public")) continue;
    ++anonymous;
    forget_peak();
    const long before = peak_kb();
    web::Client client(server->port());
    client.send("POST " + (route.pattern.starts_with("/invitation") ? "/invitation/x" : route.pattern) +
                " HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: " + std::to_string(bytes) +
                "\r\n\r\n");
    for (std::size_t sent = 0; sent < bytes && client.send(piece); sent += piece_bytes) {
    }
    EXPECT_EQ(client.read().status, 413) << route.pattern;
    const long grown = peak_kb() - before;
    std::printf("24 MB of [ to %s: peak memory +%ld kB\n", route.pattern.c_str(), grown);
    EXPECT_LT(grown, 2'000) << route.pattern;
  }
  EXPECT_GE(anonymous, 7);
}

TEST_F(LimitsTest, H1WhatFitsIsNotReadDeeperThanItsRouteNeeds) {
  for (const auto& route : site_.router().routes()) {
    if (route.method == "GET") continue;
    EXPECT_LE(route.takes.bytes_max, std::size_t{25} << 20) << route.pattern;
    if (route.permission == "anonymous") EXPECT_LE(route.takes.bytes_max, std::size_t{128} << 10) << route.pattern;
    if (route.permission == "public") EXPECT_LE(route.takes.bytes_max, std::size_t{64} << 10) << route.pattern;
    EXPECT_LE(route.takes.depth_max, 8U) << route.pattern;
    EXPECT_LE(route.takes.values_max, 100'000U) << route.pattern;
    if (route.permission != "anonymous") continue;
    for (const auto& body :
         {std::string(route.takes.bytes_max, '['),
          "{\"code\":" + std::string(route.takes.depth_max, '[') + std::string(route.takes.depth_max, ']') + "}",
          std::string("[]"), std::string("{"), std::string("7"), std::string()}) {
      const auto answer = post_json({}, route.pattern, body);
      EXPECT_EQ(answer.status, 400) << route.pattern << " " << body.substr(0, 20);
      EXPECT_EQ(Json::parse(answer.body)["code"], "BODY_UNREADABLE");
    }
    std::string many = "{\"code\":[";
    for (std::size_t i = 0; i < route.takes.values_max; ++i) many += "1,";
    EXPECT_EQ(post_json({}, route.pattern, many + "1]}").status, 400) << route.pattern;
  }
}

TEST_F(LimitsTest, H1CallsSayWhatTheyDoNotTake) {
  const auto office = as("office");
  std::string deep = "{\"name\":" + std::string(10, '[') + std::string(10, ']') + "}";
  auto answer = post_json(office, "/api/v1/rounds", deep);
  EXPECT_EQ(answer.status, 400);
  EXPECT_NE(Json::parse(answer.body)["message"].text().find("deeper than 8"), std::string::npos) << answer.body;

  answer = post_json(office, "/api/v1/rounds", R"({"name":"A","begins_on":"2026-11-21"})");
  EXPECT_EQ(answer.status, 400);
  EXPECT_EQ(Json::parse(answer.body)["code"], "MEMBER_UNKNOWN");
  EXPECT_NE(answer.body.find("begins_on"), std::string::npos);
  EXPECT_NE(answer.body.find("starts_on"), std::string::npos);  // what there is

  answer = post_json(office, "/api/v1/rounds", R"({"name":"A"})", "text/plain");
  EXPECT_EQ(answer.status, 415);
  EXPECT_EQ(Json::parse(answer.body)["code"], "BODY_TYPE_WRONG");
  EXPECT_EQ(post_json({}, "/slip/open", R"({"code":"x"})", "text/plain; charset=utf-8").status, 415);
  EXPECT_EQ(post_json({}, "/slip/open", R"({"code":"x","more":1})").status, 400);
  EXPECT_NE(post_json({}, "/slip/open", R"({"code":"x"})", "Application/JSON; charset=utf-8").status, 415);
  EXPECT_NE(post_json({}, "/slip/open", R"({"code":"x"})", "").status, 415);
}

}  // namespace
}  // namespace pingxing::site
