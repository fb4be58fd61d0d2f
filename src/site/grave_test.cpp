// What cannot be undone asks for the password once more: which routes do, that nothing is done before, that nothing
// that was typed is lost, and for how long the answer holds.
#include <set>

#include "office/password.hpp"
#include "site/access_rows.hpp"
#include "site/grave.hpp"
#include "site/openapi.hpp"
#include "store/rounds.hpp"

namespace pingxing::site {
namespace {

const std::string right_password = "four words of a song";

class Grave : public AccessTest {
 protected:
  void SetUp() override {
    AccessTest::SetUp();
    const auto hash = office::hash_password(right_password);
    database_->write([&](store::Writing& db) {
      for (const auto& login : {a_.as("office"), a_.as("administrator"), std::string("admin")}) {
        auto account = *store::account_of_login(db, login);
        account.password_hash = hash;
        store::change_account(db, account);
      }
    });
    clock_.advance(office::confirmed_ms);  // what the sessions began with is over
  }
  web::Response post(const Browser& browser, const std::string& path, web::Fields form) {
    return send(browser, "POST", path, std::move(form));
  }
  web::Response call(const Browser& browser, const std::string& method, const std::string& path, const Json& body) {
    return send(browser, method, "/api/v1" + path, {}, body.dump());
  }
  std::string poll_state() {
    return office::look(office_, [&](store::Reading& db) { return store::poll_of(db, a_.open_poll)->state; });
  }
  const Browser& office() { return browsers_.at(a_.as("office")); }
  std::string close_path() const { return "/polls/" + n(a_.open_poll) + "/close"; }
};

/// The list stands here once more, so that a route which loses its field is noticed.
TEST_F(Grave, TheseRoutesAskAndNoOthers) {
  std::set<std::string> asking;
  for (const auto& route : site_.router().routes())
    if (route.is_grave) asking.insert(route.method + " " + route.pattern);
  const std::set<std::string> expected = {"POST /account/tokens",
                                          "POST /accounts",
                                          "POST /accounts/{account}/active",
                                          "POST /accounts/{account}/invite",
                                          "POST /accounts/{account}/roles",
                                          "POST /api/v1/accounts",
                                          "POST /api/v1/accounts/{account}/invitations",
                                          "PUT /api/v1/accounts/{account}/active",
                                          "PUT /api/v1/accounts/{account}/roles",
                                          "POST /polls/{poll}/close",
                                          "POST /polls/{poll}/give-up",
                                          "POST /polls/{poll}/remove",
                                          "POST /api/v1/polls/{poll}/close",
                                          "POST /api/v1/polls/{poll}/give-up",
                                          "DELETE /api/v1/polls/{poll}",
                                          "POST /rounds/{round}/state",
                                          "POST /rounds/{round}/stages/{stage}",
                                          "POST /rounds/{round}/past/take-back",
                                          "POST /rounds/{round}/reading",
                                          "POST /api/v1/rounds/{round}/reading",
                                          "POST /api/v1/rounds/{round}/state",
                                          "POST /api/v1/rounds/{round}/stages/{stage}",
                                          "POST /api/v1/rounds/{round}/past/take-back"};
  EXPECT_EQ(asking, expected);
}

TEST_F(Grave, EachIsDoneByNobodyWhoDoesNotEnterThePassword) {
  const std::string round = "/rounds/" + n(a_.round), admin = n(account(a_.as("administrator"))), publish = "7";
  struct One {
    std::string by, method, path;
    web::Fields form;
    Json body;
  };
  const auto office_login = a_.as("office"), administrator = a_.as("administrator");
  const std::vector<One> all = {
      {office_login, "POST", close_path(), form_of({{"few", "1"}, {"reason", ""}}), {}},
      {office_login, "POST", "/polls/" + n(a_.draft_poll) + "/remove", {}, {}},
      {office_login, "POST", "/polls/" + n(a_.open_poll) + "/give-up", form_of({{"reason", "密钥丢失"}}), {}},
      {office_login, "POST", "/api/v1/polls/" + n(a_.open_poll) + "/give-up", {}, {{"reason", "密钥丢失"}}},
      {office_login, "POST", round + "/state", form_of({{"state", "over"}}), {}},
      {office_login, "POST", round + "/stages/" + publish, form_of({{"command", "open"}}), {}},
      {office_login, "POST", round + "/past/take-back", form_of({{"reason", "导错了"}}), {}},
      {office_login, "POST", round + "/reading", form_of({{"sha256", a_.reading}, {"reason", "看过"}}), {}},
      {office_login, "POST", "/account/tokens", form_of({{"name", "新"}, {"days", "9"}}), {}},
      {administrator,
       "POST",
       "/accounts/" + n(a_.account) + "/roles",
       form_of({{"role", "administrator"}, {"unit", n(a_.unit)}}),
       {}},
      {administrator, "POST", "/accounts/" + admin + "/roles", form_of({{"role", "office"}, {"unit", n(a_.unit)}}), {}},
      {administrator, "POST", "/accounts/" + admin + "/active", form_of({{"active", "0"}}), {}},
      {administrator, "POST", "/accounts/" + admin + "/invite", {}, {}},
      {administrator,
       "POST",
       "/accounts",
       form_of({{"login", "new.admin"}, {"name", "新"}, {"role", "administrator"}, {"unit", n(a_.unit)}}),
       {}},
      {office_login, "POST", "/api/v1" + close_path(), {}, {{"accept_few", true}}},
      {office_login, "DELETE", "/api/v1/polls/" + n(a_.draft_poll), {}, Json::object()},
      {office_login, "POST", "/api/v1" + round + "/state", {}, {{"state", "over"}}},
      {office_login, "POST", "/api/v1" + round + "/stages/" + publish, {}, {{"command", "open"}}},
      {office_login, "POST", "/api/v1" + round + "/past/take-back", {}, {{"reason", "导错了"}}},
      {office_login, "POST", "/api/v1" + round + "/reading", {}, {{"sha256", a_.reading}, {"reason", "看过"}}},
      {administrator,
       "PUT",
       "/api/v1/accounts/" + admin + "/roles",
       {},
       {{"grants", Json::array({Json{{"role", "office"}, {"unit", a_.unit}}})}}},
      {administrator, "PUT", "/api/v1/accounts/" + admin + "/active", {}, {{"is_active", false}}},
      {administrator, "POST", "/api/v1/accounts/" + admin + "/invitations", {}, Json::object()},
      {administrator,
       "POST",
       "/api/v1/accounts",
       {},
       {{"login", "new.admin"},
        {"name", "新"},
        {"grants", Json::array({Json{{"role", "administrator"}, {"unit", a_.unit}}})}}}};
  const auto before = stored(*database_);
  std::set<std::string> tried;
  for (const auto& one : all) {
    const auto& browser = browsers_.at(one.by);
    const bool is_call = !one.body.is_null();
    auto form = one.form;
    const auto answer = send(browser, one.method, one.path, form, is_call ? one.body.dump() : "");
    EXPECT_EQ(answer.status, 403) << one.path;
    if (is_call) {
      EXPECT_EQ(Json::parse(answer.body)["code"], "PASSWORD_AGAIN") << one.path << answer.body;
    } else {
      EXPECT_NE(answer.body.find("name=\"confirm_password\""), std::string::npos) << one.path;
      for (const auto& [name, value] : one.form.pairs()) EXPECT_EQ(hidden(answer, name), value) << one.path;
      form.add(confirm_field, "guessed");
      const auto wrong = send(browser, one.method, one.path, form);
      EXPECT_EQ(wrong.status, 403) << one.path;
      EXPECT_NE(wrong.body.find("密码不对,没有执行"), std::string::npos);
      EXPECT_EQ(wrong.body.find("guessed"), std::string::npos) << "what was typed for a password is not shown";
      steady_.advance(60'000);
    }
    EXPECT_EQ(difference(before, stored(*database_)), "") << one.path;
    const auto* route = site_.router().find(one.method, one.path);
    ASSERT_TRUE(route);
    tried.insert(one.method + " " + route->pattern);
  }
  for (const auto& route : site_.router().routes())
    if (route.is_grave)
      EXPECT_TRUE(tried.contains(route.method + " " + route.pattern)) << route.pattern << " not tried";
}

TEST_F(Grave, OnceItIsEnteredTheActionGoesOnWithAllThatWasTyped) {
  auto form = form_of({{"few", "1"}, {"reason", "第一行\r\n第二行 <b>&\"'"}});
  const auto asked = post(office(), close_path(), form);
  ASSERT_EQ(asked.status, 403);
  EXPECT_NE(asked.body.find("action=\"" + close_path() + "\""), std::string::npos);
  EXPECT_EQ(poll_state(), "open");
  form.add(confirm_field, right_password);
  const auto done = post(office(), close_path(), form);
  EXPECT_EQ(done.status, 200) << done.body;
  EXPECT_EQ(poll_state(), "closed");
  // For five minutes it holds, for this session alone.
  const auto take_back = "/rounds/" + n(a_.round) + "/past/take-back";
  clock_.advance(office::confirmed_ms - 1);
  const auto other = as(a_.as("office"), 10'000'000);
  database_->write([&](store::Writing& db) { store::confirm_session(db, sha256_hex(other.session), 0); });
  EXPECT_EQ(post(other, take_back, form_of({{"reason", "导错了"}})).status, 403);
  EXPECT_EQ(post(office(), take_back, form_of({{"reason", "导错了"}})).status, 303);
  clock_.advance(1);
  EXPECT_EQ(post(office(), "/polls/" + n(a_.draft_poll) + "/remove", {}).status, 403);
}

TEST_F(Grave, AClockThatIsSetBackAsksAgain) {
  database_->write(
      [&](store::Writing& db) { store::confirm_session(db, sha256_hex(office().session), clock_.now_ms()); });
  clock_.advance(-1);
  EXPECT_EQ(post(office(), close_path(), form_of({{"few", "1"}})).status, 403);
}

TEST_F(Grave, WhatCanBeUndoneDoesNotAsk) {
  EXPECT_EQ(post(office(), "/rounds/" + n(a_.draft) + "/state", form_of({{"state", "running"}})).status, 303);
  EXPECT_EQ(post(office(), "/rounds/" + n(a_.round) + "/stages/7",
                 form_of({{"command", "dates"}, {"closes", "2026-06-30"}, {"reason", "延期"}}))
                .status,
            303);
  EXPECT_EQ(
      post(office(), "/accounts/" + n(a_.account) + "/roles", form_of({{"role", "assessor"}, {"unit", n(a_.unit)}}))
          .status,
      303);
}

TEST_F(Grave, TheApiTakesThePasswordAndTokensAreNotAsked) {
  EXPECT_EQ(call(office(), "POST", close_path(), {{"accept_few", true}}).status, 403);
  const auto wrong = call(office(), "POST", "/me/confirm", {{"password", "guessed"}});
  EXPECT_EQ(wrong.status, 403);
  EXPECT_EQ(Json::parse(wrong.body)["code"], "CONFIRM_WRONG");
  const auto right = call(office(), "POST", "/me/confirm", {{"password", right_password}});
  EXPECT_EQ(right.status, 200) << right.body;
  EXPECT_EQ(Json::parse(right.body)["seconds"], 300);
  EXPECT_EQ(call(office(), "POST", close_path(), {{"accept_few", true}}).status, 200);
  const auto token = office::create_api_token(office_, actor(a_.as("office")), "自动", 30);
  ASSERT_TRUE(token);
  const auto by_token = [&](const std::string& method, const std::string& path, const Json& body) {
    web::Request request;
    request.method = method;
    request.path = "/api/v1" + path;
    request.headers["authorization"] = "Bearer " + token->token;
    request.content_type = "application/json";
    request.body = body.dump();
    return site_(request).status;
  };
  EXPECT_EQ(by_token("DELETE", "/polls/" + n(a_.draft_poll), Json::object()), 200);
  EXPECT_EQ(by_token("POST", "/me/confirm", {{"password", right_password}}), 403) << "a token has no session";
}

TEST_F(Grave, GuessingIsThrottled) {
  int throttled = 0;
  for (int i = 0; i < 14; ++i)
    throttled +=
        post(office(), close_path(), form_of({{"few", "1"}, {confirm_field, "guess " + std::to_string(i)}})).status ==
        429;
  EXPECT_EQ(throttled, 4);
  EXPECT_EQ(call(office(), "POST", "/me/confirm", {{"password", right_password}}).status, 429);
  EXPECT_EQ(poll_state(), "open");
}

}  // namespace
}  // namespace pingxing::site
