#include "web/router.hpp"

#include <gtest/gtest.h>

namespace pingxing::web {
namespace {

Response say(const std::string& text, const Request& request) {
  Response response;
  response.body = text;
  for (const auto& [name, value] : request.parts) response.body += " " + name + "=" + value;
  return response;
}

Route route(const std::string& method, const std::string& pattern, const std::string& permission = "") {
  return {method, pattern, permission, [=](const Request& request) { return say(method + " " + pattern, request); }};
}

Router sample(Router::Guard guard = {}) {
  return Router(
      {route("GET", "/"), route("GET", "/rounds"), route("POST", "/rounds", "open"), route("GET", "/rounds/new"),
       route("GET", "/rounds/{round}"), route("PUT", "/rounds/{round}", "edit"), route("GET", "/rounds/{round}/board"),
       route("GET", "/files/{path...}"), route("GET", "/a/{x}/c/{y}"), route("DELETE", "/a/b/c/d")},
      [](int status, const Request& request) { return say("page " + std::to_string(status), request); },
      std::move(guard));
}

Response ask(const Router& router, const std::string& method, const std::string& path) {
  Request request;
  request.method = method;
  request.path = path;
  return router(request);
}

TEST(Router, FindsTheRouteAndItsParts) {
  const Router router = sample();
  EXPECT_EQ(ask(router, "GET", "/").body, "GET /");
  EXPECT_EQ(ask(router, "HEAD", "/rounds").body, "GET /rounds");
  EXPECT_EQ(ask(router, "GET", "/rounds/2026年/board").body, "GET /rounds/{round}/board round=2026年");
  EXPECT_EQ(ask(router, "GET", "/rounds/2026年/board").route, "/rounds/{round}/board");
  EXPECT_EQ(ask(router, "GET", "/files/a/b.css").body, "GET /files/{path...} path=a/b.css");
}

TEST(Router, WhatIsWrittenGoesBeforeWhatIsInBraces) {
  const Router router = sample();
  EXPECT_EQ(ask(router, "GET", "/rounds/new").body, "GET /rounds/new");
  EXPECT_EQ(ask(router, "PUT", "/rounds/new").body, "PUT /rounds/{round} round=new");
  EXPECT_EQ(ask(router, "DELETE", "/a/b/c/d").body, "DELETE /a/b/c/d");
  EXPECT_EQ(ask(router, "GET", "/a/b/c/d").body, "GET /a/{x}/c/{y} x=b y=d");
}

TEST(Router, SaysWhatThereIsNot) {
  const Router router = sample();
  for (const char* path : {"/nothing", "/rounds/", "/rounds/1/board/2", "/a/b/c", "/Rounds"}) {
    const Response response = ask(router, "GET", path);
    EXPECT_EQ(response.status, 404) << path;
    EXPECT_EQ(response.body, "page 404");
    EXPECT_EQ(response.route, "");
  }
  const Response response = ask(router, "DELETE", "/rounds");
  EXPECT_EQ(response.status, 405);
  EXPECT_EQ(response.headers.at(0), (std::pair<std::string, std::string>{"Allow", "GET, HEAD, POST"}));
  EXPECT_EQ(ask(Router({}), "GET", "/").status, 404);
}

TEST(Router, AsksTheGuardFirst) {
  const Router router = sample([](const Route& route, Request& request) -> std::optional<Response> {
    if (route.permission.empty()) return request.visitor = std::string("Li"), std::nullopt;
    Response response;
    response.status = 403;
    return response;
  });
  EXPECT_EQ(ask(router, "GET", "/rounds").status, 200);
  EXPECT_EQ(ask(router, "POST", "/rounds").status, 403);
  EXPECT_EQ(ask(router, "POST", "/rounds").route, "/rounds");
}

TEST(Router, ServesAsAHandler) {
  const Router router = sample();
  const Handler handler = std::ref(router);
  Request request;
  request.method = "GET";
  request.path = "/rounds";
  EXPECT_EQ(handler(request).body, "GET /rounds");
}

TEST(Router, ShowsItsTable) {
  const Router router = sample();
  EXPECT_EQ(router.routes().size(), 10U);
  ASSERT_NE(router.find("PUT", "/rounds/1"), nullptr);
  EXPECT_EQ(router.find("PUT", "/rounds/1")->permission, "edit");
  EXPECT_EQ(router.find("PUT", "/rounds"), nullptr);
}

TEST(RouterDeathTest, RefusesATableThatContradictsItself) {
  EXPECT_DEATH(Router({route("GET", "/a/{x}"), route("GET", "/a/{y}")}), "CHECK");
  EXPECT_DEATH(Router({route("GET", "a")}), "CHECK");
  EXPECT_DEATH(Router({route("GET", "/{x")}), "CHECK");
  EXPECT_DEATH(Router({route("GET", "/{x...}/a")}), "CHECK");
}

}  // namespace
}  // namespace pingxing::web
