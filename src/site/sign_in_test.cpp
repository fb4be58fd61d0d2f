// M2, M4: who guesses passwords is slowed down, the office behind the same address is not; a token of a machine does
// not reach one's own account.
#include <gtest/gtest.h>

#include "office/password.hpp"
#include "site/browser_words.hpp"
#include "site/test_support.hpp"

namespace pingxing::site {
namespace {

class SignInTest : public SiteTest {
 protected:
  web::Response try_with(const std::string& login, const std::string& password, const std::string& remote = "10.0.0.1",
                         const std::string& known = "") {
    web::Request request;
    request.method = "POST";
    request.path = "/sign-in";
    request.headers["host"] = "localhost";
    request.remote = remote;
    if (!known.empty()) request.cookies.add("known", known);
    request.form = form_of({{"login", login}, {"password", password}, {"csrf", csrf()}});
    return site_(request);
  }
  std::string csrf() {
    if (csrf_.empty()) csrf_ = hidden(get({}, "/sign-in"), "csrf");
    return csrf_;
  }
  void give_password(const std::string& login, const std::string& password) {
    database_->write([&](store::Writing& db) {
      auto account = *store::account_of_login(db, login);
      account.password_hash = office::hash_password(password);
      store::change_account(db, account);
    });
  }
  static std::string known_of(const web::Response& response) {
    for (const auto& [key, value] : response.headers)
      if (key == "Set-Cookie" && value.starts_with("known=")) return value.substr(6, value.find(';') - 6);
    return "";
  }

 private:
  std::string csrf_;
};

TEST_F(SignInTest, TheLogTellsWhoWasRefusedAndNoName) {
  const auto id = std::to_string(account("office"));
  try_with("Office", "wrong password", "192.0.2.7");
  EXPECT_EQ(logged_, std::vector<std::string>{"sign-in refused: wrong password, account " + id + ", from 192.0.2.7"});
  try_with("my secret pass phrase", "office", "192.0.2.8");
  EXPECT_EQ(logged_.back(), "sign-in refused: wrong password, a name that nobody has, from 192.0.2.8");
  for (int i = 0; i < 10; ++i) try_with("office", "wrong password", "192.0.2.9");
  EXPECT_EQ(logged_.back(), "sign-in refused: too many tries, account " + id + ", from 192.0.2.9");
  logged_.clear();
  give_password("office", "three words together");
  EXPECT_EQ(get(as("pine"), "/journal").status, 403);
  EXPECT_EQ(logged_,
            std::vector<std::string>{"access refused: account " + std::to_string(account("pine")) + ", GET /journal"});
}

TEST_F(SignInTest, OnesOwnSessionsAreListedAndEnd) {
  const auto here = as("office"), there = as("office"), elsewhere = as("office"), other = as("admin");
  const auto keys = [&](const Browser& browser) {
    std::vector<std::string> all;
    const auto page = get(browser, "/account").body;
    const std::string mark = "name=\"session\" value=\"";
    for (auto at = page.find(mark); at != page.npos; at = page.find(mark, at + 1))
      all.push_back(page.substr(at + mark.size(), page.find('"', at + mark.size()) - at - mark.size()));
    return all;
  };
  ASSERT_EQ(keys(here).size(), 3U) << "two to end, and all of them";
  const auto end = [&](const Browser& browser, const std::string& key) {
    return send(browser, "POST", "/account/sessions/end", form_of({{"session", key}})).status;
  };
  EXPECT_EQ(end(other, keys(here).front()), 404) << "nobody else's";
  const auto key_there = sha256_hex(there.session).substr(0, 16);
  EXPECT_EQ(end(here, key_there), 303);
  EXPECT_EQ(last_row().action, "account.end_sessions");
  EXPECT_EQ(get(there, "/account").status, 303);
  EXPECT_EQ(get(elsewhere, "/account").status, 200);
  EXPECT_EQ(end(here, ""), 303);
  EXPECT_EQ(get(elsewhere, "/account").status, 303);
  EXPECT_EQ(get(here, "/account").status, 200);
  EXPECT_EQ(get(other, "/account").status, 200);
}

TEST_F(SignInTest, SigningInAnewEndsTheSessionBefore) {
  const auto before = as("office"), elsewhere = as("office");
  give_password("admin", "three words of mine");
  ASSERT_EQ(get(before, "/account").status, 200);
  const auto wrong = send(before, "POST", "/sign-in", form_of({{"login", "office"}, {"password", "not this one"}}));
  EXPECT_NE(wrong.status, 303);
  EXPECT_EQ(get(before, "/account").status, 200);
  ASSERT_EQ(send(before, "POST", "/sign-in", form_of({{"login", "admin"}, {"password", "three words of mine"}})).status,
            303);
  EXPECT_EQ(get(before, "/account").status, 303);
  EXPECT_EQ(get(elsewhere, "/account").status, 200);
}

TEST_F(SignInTest, ASessionThatNobodyUsesEnds) {
  give_password("office", "three words together");
  auto response = try_with("office", "three words together");
  Browser browser;
  for (const auto& [key, value] : response.headers)
    if (key == "Set-Cookie" && value.starts_with("session=")) browser.session = value.substr(8, value.find(';') - 8);
  for (int i = 0; i < 5; ++i) {  // used every hour
    clock_.advance(3'600'000);
    EXPECT_EQ(get(browser, "/account").status, 200) << i;
  }
  clock_.advance(2 * 3'600'000);
  EXPECT_EQ(get(browser, "/account").status, 303) << "two hours of nothing";
  response = try_with("office", "three words together");
  for (const auto& [key, value] : response.headers)
    if (key == "Set-Cookie" && value.starts_with("session=")) browser.session = value.substr(8, value.find(';') - 8);
  for (int i = 0; i < 11; ++i) {
    clock_.advance(3'600'000);
    EXPECT_EQ(get(browser, "/account").status, 200) << i;
  }
  clock_.advance(3'600'000);
  EXPECT_EQ(get(browser, "/account").status, 303) << "half a day";
}

TEST(BrowserWords, AreThoseThatPeopleKnow) {
  const auto words = [](const std::string& agent) {
    web::Request request;
    request.headers["user-agent"] = agent;
    return browser_words(request);
  };
  EXPECT_EQ(words("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 "
                  "Safari/537.36 Edg/130.0.0.0"),
            "Edge, Windows");
  EXPECT_EQ(
      words("Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/120 Mobile Safari/537.36 MicroMessenger/8"),
      "微信 WeChat, Android");
  EXPECT_EQ(words("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17.0 Safari/604.1"),
            "Safari, iPhone");
  EXPECT_EQ(words("<script>alert(1)</script>"), "");
}

TEST_F(SignInTest, M4SpellingsOfANameAreOneName) {
  const char* spellings[] = {"office", "Office", " office", "OFFICE ", "\toFFice"};
  for (int i = 0; i < 10; ++i)
    EXPECT_EQ(try_with(spellings[i % 5], "wrong password", "10.0.0." + std::to_string(i)).status, 401);
  for (const auto* spelling : spellings) EXPECT_EQ(try_with(spelling, "wrong password", "10.0.1.1").status, 429);
}

TEST_F(SignInTest, M4AnOfficeBehindOneAddressIsNotLockedOutByOneWhoGuesses) {
  for (int i = 0; i < 30; ++i) try_with("admin", "wrong password");
  EXPECT_EQ(try_with("admin", "wrong password").status, 429);
  give_password("office", "three words together");
  EXPECT_EQ(try_with("office", "three words together").status, 303);
}

TEST_F(SignInTest, M4WhoseBrowserKnowsTheNameIsNotLockedOut) {
  give_password("office", "three words together");
  const auto known = known_of(try_with("office", "three words together"));
  ASSERT_FALSE(known.empty());
  EXPECT_EQ(known.find("office"), known.npos);
  for (int i = 0; i < 12; ++i) try_with("office", "wrong password", "192.0.2.7");
  EXPECT_EQ(try_with("office", "three words together", "192.0.2.7").status, 429);
  EXPECT_EQ(try_with("office", "three words together", "10.0.0.1", known).status, 303);
  // It is of that name alone, and itself no way to guess.
  for (int i = 0; i < 12; ++i) try_with("admin", "wrong password", "10.0.0.1", known);
  EXPECT_EQ(try_with("admin", "wrong password", "10.0.0.1", known).status, 429);
  int throttled = 0;
  for (int i = 0; i < 12; ++i) throttled += try_with("office", "wrong password", "10.0.0.1", known).status == 429;
  EXPECT_EQ(throttled, 2);
  EXPECT_EQ(try_with("office", "three words together", "10.0.0.1", known.substr(0, 32) + std::string(64, '0')).status,
            429);
}

TEST_F(SignInTest, M2ATokenOfAMachineDoesNotReachTheAccountItself) {
  const auto made = office::create_api_token(office_, actor("office"), "报表", 30);
  ASSERT_TRUE(made);
  const auto with_token = [&](const std::string& method, const std::string& path) {
    web::Request request;
    request.method = method;
    request.path = path;
    request.headers["host"] = "localhost";
    request.headers["authorization"] = "Bearer " + made->token;
    request.remote = "10.0.0.1";
    request.form = form_of({{"name", "再一个"}, {"days", "30"}, {"old", "x"}, {"new", "y"}, {"again", "y"}});
    return site_(request).status;
  };
  EXPECT_EQ(with_token("GET", "/rounds"), 200);
  EXPECT_EQ(with_token("GET", "/account"), 403);
  EXPECT_EQ(with_token("POST", "/account/tokens"), 403);
  EXPECT_EQ(with_token("POST", "/account/password"), 403);
  EXPECT_EQ(with_token("POST", "/account/tokens/" + std::to_string(made->id) + "/revoke"), 403);
  EXPECT_EQ(office::list_api_tokens(office_, actor("office")).size(), 1U);
}

TEST_F(SignInTest, M2ThePageOfAnAccountListsItsTokensAndRevokesThem) {
  const auto made = office::create_api_token(office_, actor("pine"), "报表", 30);
  ASSERT_TRUE(made);
  const auto admin = as("admin");
  const auto page = "/accounts/" + std::to_string(account("pine"));
  EXPECT_NE(get(admin, page).body.find("报表"), std::string::npos);
  const auto revoke = page + "/tokens/" + std::to_string(made->id) + "/revoke";
  EXPECT_EQ(send(as("pine"), "POST", revoke).status, 403);
  EXPECT_EQ(send(admin, "POST", revoke).status, 303);
  EXPECT_FALSE(office::actor_of_api_token(office_, made->token));
  EXPECT_NE(get(admin, page).body.find("已作废"), std::string::npos);
  const auto own = get(as("pine"), "/account").body;
  EXPECT_NE(own.find("name=\"days\""), std::string::npos);
}

}  // namespace
}  // namespace pingxing::site
