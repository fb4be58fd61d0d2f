// The site over a real database, without sockets: who may call what, every page in both languages, forms of other
// sites, scripts in names, and the API.
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

#include "base/json.hpp"
#include "office/figures.hpp"
#include "office/remarks.hpp"
#include "office/schemes.hpp"
#include "site/json_views.hpp"
#include "site/openapi.hpp"
#include "site/test_support.hpp"
#include "web/decode.hpp"

namespace pingxing::site {
namespace {

using store::Id;

TEST_F(SiteTest, CataloguesSayTheSame) {
  const auto &zh = catalogue(Language::Chinese), &en = catalogue(Language::English);
  for (const auto& [key, text] : zh) EXPECT_TRUE(en.contains(key)) << key;
  for (const auto& [key, text] : en) {
    EXPECT_TRUE(zh.contains(key)) << key;
    EXPECT_FALSE(text.empty()) << key;
  }
}

TEST_F(SiteTest, WhoIsNotSignedInSeesTheSignInPageAndNothingElse) {
  const Browser nobody;
  for (const auto& route : site_.router().routes()) {
    if (route.permission == "public" || route.permission == "anonymous" || route.method != "GET") continue;
    std::string path = route.pattern;
    for (auto open = path.find('{'); open != path.npos; open = path.find('{'))
      path.replace(open, path.find('}') - open + 1, "1");
    const auto response = get(nobody, path);
    EXPECT_TRUE(response.status == 303 || response.status == 401) << path << " " << response.status;
    EXPECT_EQ(response.body.find("青松"), std::string::npos) << path;
  }
}

// The whole matrix: every route with every role. What a role may not do is refused before the handler runs.
TEST_F(SiteTest, EveryRouteAsksTheTableOfRoles) {
  const Id round = start_round();
  std::string matrix;
  for (const auto* login : {"admin", "office", "pine", "org", "leader", "verifier", "member", "auditor"}) {
    const auto who = actor(login);
    const auto browser = as(login);
    for (const auto& route : site_.router().routes()) {
      if (route.permission == "public" || route.permission == "signed_in" || route.permission == "in_person" ||
          route.permission == "anonymous")
        continue;
      std::optional<round::Command> command;
      for (const auto& row : round::commands())
        if (row.word == route.permission) command = row.command;
      ASSERT_TRUE(command) << route.permission;
      std::string path = route.pattern;
      for (auto open = path.find('{'); open != path.npos; open = path.find('{')) {
        const auto name = path.substr(open + 1, path.find('}') - open - 1);
        path.replace(open, path.find('}') - open + 1, name == "round" ? std::to_string(round) : "999999");
      }
      const auto response =
          send(browser, route.method, path, {}, route.method == "GET" || !path.starts_with("/api/") ? "" : "{}");
      matrix +=
          std::string(login) + " " + route.method + " " + route.pattern + " " + std::to_string(response.status) + "\n";
      EXPECT_NE(response.status, 500) << login << " " << route.method << " " << path << "\n" << response.body;
      if (!who.may(*command)) {
        EXPECT_EQ(response.status, 403) << login << " " << route.method << " " << path;
      }
    }
  }
  std::printf("%s", matrix.c_str());
}

/// Every action that a use case writes into the journal is called something in both languages.
TEST_F(SiteTest, TheJournalSpeaksOfEveryAction) {
  std::set<std::string> actions;
  for (const auto& file : std::filesystem::directory_iterator(PINGXING_ROOT "/src/office")) {
    if (file.path().extension() != ".cpp") continue;
    std::ifstream in(file.path());
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    for (const std::string_view call : {" act(", " on_poll(", " note_in_journal("})
      for (auto at = text.find(call); at != text.npos; at = text.find(call, at + 1)) {
        const auto open = text.find('"', at), close = text.find('"', open + 1);
        if (open == text.npos) continue;
        const auto word = text.substr(open + 1, close - open - 1);
        if (word.find_first_not_of("abcdefghijklmnopqrstuvwxyz_.") == word.npos && word.find('.') != word.npos)
          actions.insert(word);
      }
  }
  EXPECT_GT(actions.size(), 30U);
  for (const auto& one : actions)
    for (const auto language : {Language::Chinese, Language::English}) EXPECT_NE(site_.action_word(one, language), one);
  EXPECT_EQ(site_.action_word("later.action", Language::English), "later.action");
}

TEST_F(SiteTest, PagesSpeakBothLanguages) {
  const Id round = start_round();
  open_only(round, {scheme::StageKind::Score, scheme::StageKind::Remark});
  auto browser = as("office");
  const std::string base = "/rounds/" + std::to_string(round);
  for (const std::string path : {"/", "/rounds", "/rounds/new", "/schemes", "/schemes/1", "/schemes/new", "/units",
                                 "/units?unit=3", "/accounts", "/account", "/journal", "/journal?verify=1"}) {
    for (const auto* language : {"zh", "en"}) {
      browser.language = language;
      const auto response = get(browser, path);
      EXPECT_EQ(response.status, 200) << path << "\n" << response.body;
      EXPECT_NE(response.body.find(language == std::string("zh") ? "退出" : "Sign out"), std::string::npos) << path;
      EXPECT_EQ(response.body.find("[["), std::string::npos) << path;
      EXPECT_EQ(response.body.find("{{"), std::string::npos) << path;
    }
  }
  for (const char* path :
       {"", "/figures?source=assessed", "/board", "/verification", "/what-if", "/remarks", "/spot-checks", "/people"})
    EXPECT_EQ(get(browser, base + path).status, 200) << path;
}

TEST_F(SiteTest, FormsOfOtherSitesAreRefused) {
  auto browser = as("office");
  auto forged = browser;
  forged.csrf = "0123";
  web::Fields form;
  form.add("login", "evil");
  form.add("name", "恶人");
  EXPECT_EQ(send(forged, "POST", "/accounts", form).status, 403);
  const auto other = as("pine");
  forged.csrf = other.csrf;  // a good token, of another session
  EXPECT_EQ(send(forged, "POST", "/accounts", form).status, 403);
  EXPECT_EQ(send(browser, "POST", "/accounts", form).status, 200);
}

TEST_F(SiteTest, ScriptsInNamesAndRemarksAreText) {
  const Id round = start_round();
  open_only(round, {scheme::StageKind::Remark});
  const std::string attack = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>";
  ASSERT_TRUE(
      office::set_review_matrix(office_, actor("office"), round, {{account("leader"), subject(round, "0101")}}));
  ASSERT_TRUE(
      office::save_remark(office_, actor("leader"), round, {subject(round, "0101"), attack, attack, attack, 0}));
  const auto saved = office::add_scheme(office_, actor("office"), attack,
                                        "# " + attack + "\n\n## 甲(1分)\n\n1. " + attack + "(1分)\n");
  ASSERT_TRUE(saved);
  const auto browser = as("office");
  for (const std::string& path : {"/rounds/" + std::to_string(round) + "/remarks", std::string("/schemes"),
                                  "/schemes/" + std::to_string(saved->scheme_id), std::string("/journal")}) {
    const auto body = get(browser, path).body;
    EXPECT_EQ(body.find("<script>alert"), std::string::npos) << path;
    EXPECT_EQ(body.find("<img"), std::string::npos) << path;
  }
}

TEST_F(SiteTest, CellsAreSavedAndClashesShown) {
  const Id round = start_round();
  open_only(round, {scheme::StageKind::Score});
  const auto org = as("org"), general = as("general");
  const std::string path = "/rounds/" + std::to_string(round) + "/figures";
  const auto entry = [&](const std::string& value, Id replaces) {
    return Json{{"source", "assessed"},  {"subject", subject(round, "0101")},
                {"input", "2 学习质量"}, {"value", value},
                {"reason", ""},          {"replaces", replaces}}
        .dump();
  };
  const auto first = send(org, "POST", path, {}, entry("18", 0));
  ASSERT_EQ(first.status, 200) << first.body;
  const auto clash = send(general, "POST", path, {}, entry("15", 0));
  EXPECT_EQ(clash.status, 409);
  const auto told = Json::parse(clash.body);
  EXPECT_EQ(told["now"]["value"], "18");
  EXPECT_EQ(told["now"]["by"], "组织科经办");
  EXPECT_EQ(send(general, "POST", path, {}, entry("15", told["now"]["fact"].whole())).status, 200);
  EXPECT_EQ(send(general, "POST", path, {}, entry("99", 1)).status, 422);
  EXPECT_EQ(send(general, "POST", path, {}, "not json").status, 400);
  EXPECT_EQ(send(as("pine"), "POST", path, {}, entry("15", 0)).status, 403);
}

TEST_F(SiteTest, TheBoardIsKeptForAMomentAndForItsSessionOnly) {
  const Id round = start_round();
  const auto browser = as("office"), other = as("leader");
  const std::string path = "/rounds/" + std::to_string(round) + "/board";
  const auto asked = [&](const Browser& who) {
    web::Request request;
    request.method = "GET";
    request.path = path;
    if (!who.session.empty()) request.cookies.add("session", who.session);
    request.cookies.add("language", who.language);
    request.headers["host"] = "localhost";
    return site_.at_once(request);
  };
  EXPECT_FALSE(asked(browser));
  const auto first = get(browser, path);
  ASSERT_EQ(first.status, 200);
  const auto kept = asked(browser);
  ASSERT_TRUE(kept);
  EXPECT_EQ(kept->shared_body, first.shared_body);
  EXPECT_FALSE(asked(other));
  EXPECT_FALSE(asked({}));
  auto english = browser;
  english.language = "en";
  EXPECT_FALSE(asked(english));
  steady_.advance(PageCache::kept_ms + 1);
  EXPECT_FALSE(asked(browser));  // this one makes it anew,
  EXPECT_TRUE(asked(browser));   // and the others see the old one meanwhile
  steady_.advance(PageCache::renewing_ms + 1);
  EXPECT_FALSE(asked(browser));
  get(browser, path);
  ASSERT_TRUE(asked(browser));
  send(browser, "POST", "/sign-out");
  EXPECT_FALSE(asked(browser));
}

TEST_F(SiteTest, TheLevelAboveConfirmsAndGivesBack) {
  const Id round = start_round();
  open_only(round, {scheme::StageKind::Verify});
  const auto verifier = as("verifier"), secretary = as("pine");
  const std::string path = "/rounds/" + std::to_string(round) + "/verification";
  const auto form = [&](const std::string& verdict, const std::string& note, const std::string& replaces) {
    web::Fields fields;
    fields.add("subject", std::to_string(subject(round, "0101")));
    fields.add("verdict", verdict);
    fields.add("note", note);
    fields.add("replaces", replaces);
    return fields;
  };
  EXPECT_EQ(get(verifier, path).status, 200);
  EXPECT_EQ(get(secretary, path).status, 403);
  EXPECT_EQ(send(secretary, "POST", path, form("confirmed", "", "0")).status, 403);
  EXPECT_EQ(send(verifier, "POST", path, form("perhaps", "", "0")).status, 422);
  EXPECT_EQ(send(verifier, "POST", path, form("returned", "", "0")).status, 422);  // no reason
  EXPECT_EQ(send(verifier, "POST", path, form("confirmed", "", "0")).status, 303);
  EXPECT_EQ(send(verifier, "POST", path, form("returned", "<b>再查</b>", "0")).status, 409);  // somebody was quicker
  const auto page = get(verifier, path).body;
  EXPECT_NE(page.find("已确认"), std::string::npos);
  const auto who = get(as("office"), path).body;
  EXPECT_NE(who.find("谁复核谁"), std::string::npos);
}

TEST_F(SiteTest, SigningInIsThrottled) {
  Browser nobody;
  const auto page = get(nobody, "/sign-in");
  const auto at = page.body.find("name=\"csrf\" value=\"");
  nobody.csrf = page.body.substr(at + 19, page.body.find('"', at + 19) - at - 19);
  web::Fields form;
  form.add("login", "office");
  form.add("password", "wrong password");
  int refused = 0, throttled = 0;
  for (int i = 0; i < 14; ++i) {
    const auto status = send(nobody, "POST", "/sign-in", form).status;
    refused += status == 401;
    throttled += status == 429;
  }
  EXPECT_EQ(refused, 10);
  EXPECT_EQ(throttled, 4);
}

TEST_F(SiteTest, M8AWallClockThatIsSetBackChangesNothing) {
  const Id round = start_round();
  const auto browser = as("office");
  const std::string path = "/rounds/" + std::to_string(round) + "/board";
  const auto is_kept = [&] {
    web::Request request;
    request.method = "GET";
    request.path = path;
    request.cookies.add("session", browser.session);
    request.cookies.add("language", browser.language);
    return site_.at_once(request).has_value();
  };
  constexpr std::int64_t hour_ms = 3'600'000;
  Browser nobody;
  nobody.csrf = hidden(get(nobody, "/sign-in"), "csrf");
  const auto try_in_vain = [&] {
    return send(nobody, "POST", "/sign-in", form_of({{"login", "office"}, {"password", "wrong password"}})).status;
  };
  get(browser, path);
  EXPECT_TRUE(is_kept());
  while (try_in_vain() != 429) {
  }
  clock_.advance(-hour_ms);
  database_->write([](store::Writing& db) { store::set_setting(db, "office_name", "新名称考评办"); });
  steady_.advance(10'000);
  EXPECT_FALSE(is_kept());
  EXPECT_EQ(try_in_vain(), 401);
  EXPECT_NE(get(browser, path).shared_body->find("新名称考评办"), std::string::npos);
  EXPECT_TRUE(is_kept());
  clock_.advance(2 * hour_ms);  // nor does one that is set forward
  EXPECT_TRUE(is_kept());
  while (try_in_vain() != 429) {
  }
  clock_.advance(hour_ms);
  EXPECT_EQ(try_in_vain(), 429);
}

TEST_F(SiteTest, M9TheLanguageLeadsToPagesOfThisSite) {
  using namespace std::string_literals;
  const auto leads_to = [&](const std::string& to) {
    web::Request request;
    request.method = "GET";
    request.path = "/language/en";
    request.query.add("to", to);  // decoded, as the server hands it over
    const auto answer = site_(request);
    EXPECT_EQ(answer.status, 303) << to;
    return header_of(answer, "Location");
  };
  EXPECT_EQ(leads_to("/rounds/3"), "/rounds/3");
  EXPECT_EQ(leads_to("/rounds/一"), "/rounds/%E4%B8%80");
  for (const auto& to : {"/\t/evil.example"s, "/%09/evil.example"s, "/\n"s, "/%0a"s, "//evil.example"s,
                         "/\\evil.example"s, "/%5cevil.example"s, "https://evil.example"s, ""s})
    EXPECT_EQ(leads_to(to), "/") << to;
}

TEST_F(SiteTest, PeopleOfALargeUnitComeInPages) {
  constexpr int people = 450;
  Id unit = 0;
  database_->write([&](store::Writing& db) {
    unit = store::all_units(db).front().id;
    for (int i = 0; i < people; ++i) {
      store::Person person;
      person.code = "很多 " + std::to_string(1'000 + i) + "?&";
      person.name = "员" + std::to_string(i);
      person.unit_id = unit;
      const auto id = store::add_person(db, person);
      store::set_post(db, id, unit, "第" + std::to_string(i) + "号");
    }
  });
  const auto browser = as("office");
  std::string after;
  int seen = 0, pages = 0;
  do {
    web::Request request;
    request.method = "GET";
    request.path = "/units";
    request.query.add("unit", std::to_string(unit));
    request.query.add("after", after);
    request.cookies.add("session", browser.session);
    const auto page = site_(request);
    ASSERT_EQ(page.status, 200);
    ++pages;
    int here = 0;
    for (; page.body.find("第" + std::to_string(seen) + "号") != std::string::npos; ++seen) ++here;
    EXPECT_LE(here, 200);
    const std::string mark = "&amp;after=";
    const auto at = page.body.find(mark);
    after =
        at == std::string::npos ? "" : page.body.substr(at + mark.size(), page.body.find('"', at) - at - mark.size());
    after = web::decode_percent(after, web::Plus::IsPlus).value_or("");
  } while (!after.empty() && pages < 10);
  EXPECT_EQ(seen, people);
  EXPECT_EQ(pages, 3);
}

TEST_F(SiteTest, PeopleOfTheApiComeInPages) {
  constexpr int people = 1'500;
  Id unit = 0;
  std::size_t before = 0;
  database_->write([&](store::Writing& db) {
    unit = store::all_units(db).front().id;
    before = store::all_people(db).size();
    for (int i = 0; i < people; ++i) {
      store::Person person;
      person.code = "Z" + std::to_string(10'000 + i);
      person.unit_id = unit;
      store::add_person(db, person);
    }
  });
  const auto browser = as("office");
  const std::string address = "/api/v1/units/" + std::to_string(unit) + "/people";
  const auto first = Json::parse(get(browser, address).body);
  EXPECT_EQ(first["people"].size(), 1'000U);
  const auto second = Json::parse(get(browser, address + "?after=" + first["next"].text()).body);
  EXPECT_EQ(second["people"].size(), before + people - 1'000);
  EXPECT_GT(second["people"][0]["code"].text(), first["next"].text());
  EXPECT_FALSE(second.contains("next"));
}

TEST_F(SiteTest, ManyAccountsComeInPages) {
  constexpr int accounts = 1'150;
  database_->write([](store::Writing& db) {
    for (int i = 0; i < accounts; ++i) {
      store::Account account;
      account.login = "many" + std::to_string(1'000 + i);
      account.name = "很多";
      store::add_account(db, account);
    }
  });
  const auto browser = as("admin");
  std::string address = "/accounts";
  std::set<std::string> seen;
  int pages = 0;
  for (; !address.empty() && pages < 10; ++pages) {
    const auto body = get(browser, address).body;
    std::size_t here = 0;
    for (int i = 0; i < accounts; ++i) {
      const auto login = "many" + std::to_string(1'000 + i);
      if (body.find(">" + login + "<") == std::string::npos) continue;
      ++here;
      EXPECT_TRUE(seen.insert(login).second) << login;
    }
    EXPECT_LE(here, 200U);
    const auto at = body.find("/accounts?after=");
    address = at == std::string::npos ? "" : body.substr(at, body.find('"', at) - at);
  }
  EXPECT_EQ(seen.size(), std::size_t{accounts});
  EXPECT_EQ(pages, 6);
  const auto first = Json::parse(get(browser, "/api/v1/accounts").body);
  EXPECT_EQ(first["accounts"].size(), 1'000U);
  const auto second = Json::parse(get(browser, "/api/v1/accounts?after=" + first["next"].text()).body);
  EXPECT_GT(second["accounts"][0]["login"].text(), first["next"].text());
  EXPECT_FALSE(second.contains("next"));
}

TEST_F(SiteTest, TheApiAnswersJsonEvenWhereItRefuses) {
  const auto browser = as("auditor");
  const auto refused = send(browser, "POST", "/api/v1/rounds", {}, "{}");
  EXPECT_EQ(refused.status, 403);
  EXPECT_EQ(Json::parse(refused.body)["code"], "NOT_ALLOWED");
  const auto missing = get(browser, "/api/v1/rounds/77");
  EXPECT_EQ(missing.status, 404);
  EXPECT_EQ(Json::parse(missing.body)["code"], "NOT_FOUND");
  const auto me = get(browser, "/api/v1/me");
  EXPECT_EQ(Json::parse(me.body)["login"], "auditor");
}

TEST_F(SiteTest, TheApiIsDescribedAsItIs) {
  std::set<std::string> routes, described;
  for (const auto& route : site_.router().routes())
    if (route.pattern.starts_with("/api/v1/") && route.pattern != "/api/v1/openapi.json")
      routes.insert(route.method + " " + route.pattern.substr(7));
  for (const auto& row : api_rows())
    EXPECT_TRUE(described.insert(std::string(row.method) + " " + std::string(row.path)).second) << row.path;
  EXPECT_EQ(routes, described);
  const auto document = Json::parse(get({}, "/api/v1/openapi.json").body);
  EXPECT_EQ(document["openapi"], "3.0.3");
  EXPECT_EQ(document["paths"]["/rounds/{round}/subjects/{subject}"]["get"]["parameters"].size(), 2U);
  EXPECT_EQ(
      document["paths"]["/rounds"]["post"]["requestBody"]["content"]["application/json"]["schema"]["required"].size(),
      4U);
}

TEST_F(SiteTest, LongListsComeByPagesAndSavingOneKeepsTheOthers) {
  const Id round = start_round(), branch = unit("0101");
  constexpr int many = 450;
  database_->write([&](store::Writing& db) {
    for (int i = 0; i < many; ++i)
      store::add_subject(
          db, {0, round, "X" + std::to_string(1000 + i), "甲" + std::to_string(1000 + i), branch, {}, "", "", ""});
  });
  const auto office = as("office");
  const std::string base = "/rounds/" + std::to_string(round);
  const auto times = [](const std::string& text, const std::string& what) {
    std::size_t count = 0;
    for (auto at = text.find(what); at != text.npos; at = text.find(what, at + 1)) ++count;
    return count;
  };
  const auto opened = office::look(office_, [&](store::Reading& db) { return *office::load_round(db, round); });
  const std::size_t all = opened.subjects.size();
  ASSERT_GT(all, 400U);
  for (const auto& [page, name] : {std::pair<std::string, std::string>{"/people", "page"},
                                   {"/verification", "page"},
                                   {"/remarks", "matrix_page"}}) {
    std::size_t seen = 0;
    for (int number = 1; number <= 3; ++number) {
      const auto body = get(office, base + page + "?" + name + "=" + std::to_string(number)).body;
      const auto rows = times(body, page == "/people"         ? "name=\"out_of_scope\""
                                    : page == "/verification" ? "<th scope=\"row\"><a href=\"" + base + "/subjects/"
                                                              : "name=\"shown\"");
      EXPECT_LE(rows, 200U) << page;
      EXPECT_EQ(body.find("rel=\"next\"") != body.npos, number < 3) << page << number;
      seen += rows;
    }
    EXPECT_EQ(seen, all) << page;
  }
  EXPECT_EQ(Json::parse(get(office, "/api/v1" + base + "?page=1").body)["subject_list"].size(), all);
  EXPECT_EQ(Json::parse(get(office, "/api/v1" + base + "/verifications?page=9").body)["page"], 1);
  // Who remarks on whom: a page that is saved leaves the subjects of the others alone.
  const Id leader = office::look(office_, [](store::Reading& db) { return store::account_of_login(db, "leader")->id; });
  const auto key = [&](std::size_t i) { return std::to_string(leader) + "-" + std::to_string(opened.subjects[i].id); };
  const auto save = [&](std::size_t shown, bool is_chosen) {
    auto form = form_of({{"shown", std::to_string(opened.subjects[shown].id)}});
    if (is_chosen) form.add("pair", key(shown));
    EXPECT_EQ(send(office, "POST", base + "/matrix", form).status, 303);
  };
  const auto pairs = [&] {
    return office::look(office_, [&](store::Reading& db) { return store::review_pairs_of(db, round).size(); });
  };
  save(0, true);
  save(400, true);
  EXPECT_EQ(pairs(), 2U);
  save(0, false);
  EXPECT_EQ(pairs(), 1U);
  // What was not shown cannot be chosen.
  EXPECT_EQ(send(office, "POST", base + "/matrix", form_of({{"pair", key(1)}})).status, 303);
  EXPECT_EQ(pairs(), 1U);
}

}  // namespace
}  // namespace pingxing::site
