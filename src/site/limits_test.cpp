// What a body may cost, over a real socket; and what is said of bodies that are not taken.
#include <gtest/gtest.h>

#include <cstdio>
#include <fstream>
#include <thread>

#include "site/openapi.hpp"
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

/// At any depth, and of calls that take nothing: what is not understood is not passed over.
TEST_F(LimitsTest, S17MembersOfMembersAreLookedAtToo) {
  const auto office = as("office");
  const auto refused = [&](const std::string& method, const std::string& path, const Json& body) {
    const auto answer = send(office, method, "/api/v1" + path, {}, body.dump());
    EXPECT_EQ(answer.status, 400) << path << answer.body;
    const auto told = Json::parse(answer.body);
    return told["code"].text() + " " + told["message"].text();
  };
  const auto grant = [](Json one) { return Json{{"grants", Json::array({std::move(one)})}}; };
  EXPECT_NE(refused("PUT", "/accounts/1/roles", grant({{"role", "office"}, {"unit", "1"}})).find("grants[0].unit"),
            std::string::npos);
  EXPECT_NE(
      refused("PUT", "/accounts/1/roles", grant({{"role", "office"}, {"unit", 1}, {"more", 1}})).find("MEMBER_UNKNOWN"),
      std::string::npos);
  EXPECT_NE(refused("PUT", "/accounts/1/roles", grant({{"role", "office"}})).find("MEMBER_MISSING"), std::string::npos);
  EXPECT_NE(refused("POST", "/polls/1/open", {{"by", "me"}}).find("MEMBER_UNKNOWN"), std::string::npos);
  EXPECT_NE(refused("DELETE", "/polls/1", {{"by", "me"}}).find("MEMBER_UNKNOWN"), std::string::npos);
  // Each list of objects says what stands in them.
  for (const auto& row : api_rows())
    for (const auto& field : row.body)
      if (field.type == "objects") EXPECT_FALSE(field.members.empty()) << row.path << " " << field.name;
}

class CallsTest : public SiteTest {
 protected:
  web::Response get_by(const Site& site, const std::string& session, const std::string& token) {
    web::Request request;
    request.method = "GET";
    request.path = "/api/v1/me";
    request.headers["host"] = "localhost";
    request.cookies.add("language", "en");
    if (!session.empty()) request.cookies.add("session", session);
    if (!token.empty()) request.headers["authorization"] = "Bearer " + token;
    return site(request);
  }
  SiteSettings few() {
    auto settings = with(steady_);
    settings.calls_a_minute = 5;
    settings.token_calls_a_minute = 3;
    return settings;
  }
};

TEST_F(CallsTest, CallsOfAnAccountAreCountedWhateverItsSessions) {
  const Site site(office_, few(), polling_);
  const auto one = as("office", 10'000'000), other = as("office", 10'000'000), pine = as("pine");
  for (int i = 0; i < 5; ++i) EXPECT_EQ(get_by(site, i % 2 ? one.session : other.session, "").status, 200) << i;
  const auto slowed = get_by(site, one.session, "");
  EXPECT_EQ(slowed.status, 429);
  EXPECT_EQ(Json::parse(slowed.body)["code"], "CALLS_TOO_MANY");
  EXPECT_NE(slowed.body.find("more than 5 requests"), std::string::npos) << slowed.body;
  EXPECT_EQ(header_of(slowed, "Retry-After"), "12");
  EXPECT_EQ(get_by(site, other.session, "").status, 429);
  EXPECT_EQ(get_by(site, pine.session, "").status, 200) << "others go on";
  clock_.advance(3'600'000 / 2);
  EXPECT_EQ(get_by(site, one.session, "").status, 429) << "the wall clock does not count";
  steady_.advance(12'000);
  EXPECT_EQ(get_by(site, one.session, "").status, 200);
  EXPECT_EQ(get_by(site, one.session, "").status, 429);
  web::Request page;
  page.method = "GET";
  page.path = "/rounds";
  page.headers["host"] = "localhost";
  page.cookies.add("session", one.session);
  page.cookies.add("language", "en");
  const auto shown = site(page);
  EXPECT_EQ(shown.status, 429);
  EXPECT_NE(shown.body.find("<html"), std::string::npos);
  EXPECT_NE(shown.body.find("CALLS_TOO_MANY"), std::string::npos);
  EXPECT_EQ(header_of(shown, "Retry-After"), "12");
}

TEST_F(CallsTest, TokensAreCountedOneByOneAndTogetherAndNotWithThePages) {
  const Site site(office_, few(), polling_);
  const auto person = as("auditor");
  const auto token = [&](const char* name) {
    return office::create_api_token(office_, actor("auditor"), name, 30)->token;
  };
  const auto first = token("一"), second = token("二");
  EXPECT_EQ(get_by(site, "", first).status, 200);
  EXPECT_EQ(get_by(site, "", first).status, 200);
  EXPECT_EQ(get_by(site, "", second).status, 200);
  EXPECT_EQ(get_by(site, "", second).status, 429) << "more tokens are not more calls";
  EXPECT_EQ(get_by(site, "", first).status, 429);
  EXPECT_EQ(get_by(site, person.session, "").status, 200);
  steady_.advance(20'000);
  EXPECT_EQ(get_by(site, "", second).status, 200);
}

}  // namespace
}  // namespace pingxing::site
