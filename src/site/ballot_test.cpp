// Polls over the web, without sockets: who may reach what, and that casting is nobody's.

#include "ballot/bytes.hpp"
#include "base/hash.hpp"
#include "base/json.hpp"
#include "office/jobs.hpp"
#include "office/poll_test_support.hpp"
#include "site/json_views.hpp"
#include "site/site.hpp"

namespace pingxing::site {
namespace {

using ballot::to_base64url;
using store::Id;

class BallotSite : public office::PollTest {
 protected:
  struct Browser {
    std::string session, csrf;
  };
  Browser as(const std::string& login) {
    Browser browser;
    browser.session = office::new_token(random_);
    const auto id = account(login);
    database_->write([&](store::Writing& db) {
      store::add_session(
          db, {sha256_hex(browser.session), id, 0, clock_.now_ms(), clock_.now_ms() + 1'000'000, "", clock_.now_ms()});
    });
    const auto page = send(browser, "GET", "/ballot").body;
    const auto at = page.find("name=\"csrf\" value=\"") + 19;
    browser.csrf = page.substr(at, page.find('"', at) - at);
    return browser;
  }
  web::Response send(const Browser& browser, const std::string& method, const std::string& path, web::Fields form = {},
                     const std::string& body = "", const std::string& origin = "") {
    web::Request request;
    request.method = method;
    request.path = path;
    if (!browser.session.empty()) request.cookies.add("session", browser.session);
    request.headers["host"] = "localhost";
    if (!origin.empty()) request.headers["origin"] = origin;
    if (!body.empty()) {
      request.headers["accept"] = "application/json";
      if (!browser.csrf.empty()) request.headers["x-csrf-token"] = browser.csrf;
    } else if (method != "GET") {
      form.add("csrf", browser.csrf);
    }
    request.form = std::move(form);
    request.body = body;
    return site_(request);
  }
  Json post(const Browser& browser, const std::string& path, const Json& body, int status = 200) {
    const auto answer = send(browser, "POST", path, {}, body.dump());
    EXPECT_EQ(answer.status, status) << path << " " << answer.body;
    return Json::parse(answer.body);
  }
  static Json cast_body(Id poll_id, std::int64_t position, const ballot::Ballot& ballot) {
    return {{"poll", poll_id},
            {"position", position},
            {"token", to_base64url(ballot.token.prepared())},
            {"signature", to_base64url(ballot.token.signature)},
            {"sheet", ballot.sheet},
            {"salt", to_base64url(ballot.salt)},
            {"proof", to_base64url(ballot.proof)}};
  }
  Site site_{office_, {}, polling_};
};

TEST_F(BallotSite, AVoterGetsABallotAndNobodyCastsIt) {
  const Id round_id = start(), poll_id = open(round_id);
  const Browser voter = as("v1"), nobody;
  const std::string base = "/ballot/" + std::to_string(poll_id);
  EXPECT_NE(send(voter, "GET", "/ballot").body.find(base), std::string::npos);
  const auto papers = Json::parse(send(voter, "GET", base + "/papers").body);
  ASSERT_EQ(papers["papers"].size(), 2U);
  EXPECT_EQ(papers["papers"][0]["text"], paper(poll_id).paper.text());
  office::Browser own = office::Browser::on(paper(poll_id), random_);
  const Json ask = {{"papers", {{{"position", 1}, {"blinded", to_base64url(own.blinding.blinded)}}}}};
  const auto issued = post(voter, base + "/issue", ask);
  own.take(paper(poll_id), *ballot::from_base64url(issued["signatures"][0]["signature"].text()));
  const auto ballot = own.vote(paper(poll_id), "9", random_);
  const Json body = cast_body(poll_id, 1, ballot);
  const auto first = post(nobody, "/vote/cast", body), again = post(nobody, "/vote/cast", body);
  EXPECT_EQ(first, again);
  Json other = cast_body(poll_id, 1, own.vote(paper(poll_id), "1", random_));
  EXPECT_EQ(post(nobody, "/vote/cast", other, 409)["code"], "TOKEN_USED");
  EXPECT_EQ(post(nobody, base + "/issue", ask, 403)["code"], "HTTP_403");  // no session, no form token
  EXPECT_EQ(post(as("v2"), "/ballot/999/issue", ask, 404)["code"], "PAPER_UNKNOWN");
  EXPECT_EQ(post(as("pine"), base + "/issue", ask, 403)["code"], "NOT_ON_ROLL");
}

TEST_F(BallotSite, H4EverybodyIsGivenTheSameListOfKeys) {
  const Id round_id = start(), poll_id = open(round_id);
  ASSERT_TRUE(office::set_roll(office_, actor("office"), poll_id, {{"v1", "*"}, {"v2", "青松支部"}}));
  const std::string id = std::to_string(poll_id);
  const auto papers = [&](const Browser& voter) {
    return Json::parse(send(voter, "GET", "/ballot/" + id + "/papers").body);
  };
  const auto first = papers(as("v1")), second = papers(as("v2"));
  EXPECT_EQ(first["papers"].size(), 2U);
  EXPECT_EQ(second["papers"].size(), 1U);
  EXPECT_EQ(first["keys"], second["keys"]);  // of all papers, whatever is asked of whom
  ballot::KeyList list{id, *ballot::from_base64url(first["ack_key"].text()), {}};
  for (const auto& one : first["papers"])
    list.add(*ballot::paper_from(one["text"].text()), *ballot::from_base64url(one["key"].text()));
  const auto told = Json::parse(send({}, "GET", "/polls/" + id + "/keys.json").body);
  EXPECT_EQ(told["sha256"], list.fingerprint());
  EXPECT_EQ(told["keys"], first["keys"]);
  EXPECT_EQ(told["ack_key"], first["ack_key"]);
  const auto page = send(as("office"), "GET", "/polls/" + id).body;
  EXPECT_NE(page.find(ballot::in_groups(list.fingerprint())), page.npos);
  EXPECT_NE(page.find("/ballot/" + id + "#poll=" + id + "&amp;keys=" + list.fingerprint()), page.npos);
  const auto by_api = Json::parse(send(as("auditor"), "GET", "/api/v1/polls/" + id + "/keys").body);
  EXPECT_EQ(by_api["sha256"], list.fingerprint());
  EXPECT_EQ(Json::parse(send(as("office"), "GET", "/api/v1/polls/" + id).body)["keys_sha256"], list.fingerprint());
  EXPECT_EQ(send(as("v1"), "GET", "/api/v1/polls/" + id + "/keys").status, 403);
  EXPECT_EQ(send({}, "GET", "/polls/999/keys.json").status, 404);
  ASSERT_TRUE(close(poll_id));
  EXPECT_EQ(send({}, "GET", "/polls/" + id + "/keys.json").status, 409);  // then the bulletin has them
}

TEST_F(BallotSite, H2TheKeyOfWhatABrowserKeepsIsTheAccountsOwn) {
  const Id round_id = start(), poll_id = open(round_id);
  const std::string base = "/ballot/" + std::to_string(poll_id);
  const auto papers = [&](const Browser& voter) { return send(voter, "GET", base + "/papers"); };
  const auto seal = [&](const char* login) { return Json::parse(papers(as(login)).body)["seal"].text(); };
  EXPECT_EQ(ballot::from_base64url(seal("v1"))->size(), 32U);
  EXPECT_EQ(seal("v1"), seal("v1"));  // in whatever session
  EXPECT_NE(seal("v1"), seal("v2"));
  EXPECT_FALSE(Json::parse(papers(as("v1")).body)["is_fetched"].boolean());
  with_token(1, poll_id);
  EXPECT_TRUE(Json::parse(papers(as("v1")).body)["is_fetched"].boolean());
  EXPECT_FALSE(Json::parse(papers(as("v2")).body)["is_fetched"].boolean());
  bool is_stored_nowhere = false;
  for (const auto& [name, value] : papers(as("v1")).headers)
    is_stored_nowhere |= name == "Cache-Control" && value == "no-store";
  EXPECT_TRUE(is_stored_nowhere);
  EXPECT_EQ(papers({}).status, 303);
  for (const char* path : {"/vote", "/slip"})
    EXPECT_EQ(send(as("v1"), "GET", path).body.find(seal("v1")), std::string::npos);
  const auto other = open(round_id, {}, "群众票");
  EXPECT_NE(Json::parse(send(as("v1"), "GET", "/ballot/" + std::to_string(other) + "/papers").body)["seal"].text(),
            seal("v1"));
  ASSERT_TRUE(close(poll_id));
  EXPECT_EQ(papers(as("v1")).status, 409);  // gone with the poll's secret
}

TEST_F(BallotSite, CastingNeverLooksAtASession) {
  const Id round_id = start(), poll_id = open(round_id);
  const auto ballot = with_token(1, poll_id).vote(paper(poll_id), "9", random_);
  // Whoever sends a cookie, an expired one, or none: the same answer, nothing set, and the page knows nobody.
  const Json body = cast_body(poll_id, 1, ballot);
  const auto plain = send({}, "POST", "/vote/cast", {}, body.dump());
  const auto with_cookie = send(as("office"), "POST", "/vote/cast", {}, body.dump());
  EXPECT_EQ(plain.body, with_cookie.body);
  for (const auto& answer : {plain, with_cookie})
    for (const auto& [name, value] : answer.headers) EXPECT_NE(name, "Set-Cookie") << value;
  for (const char* path : {"/vote", "/slip", "/recount"}) {
    EXPECT_EQ(send(as("office"), "GET", path).body, send({}, "GET", path).body) << path;
    EXPECT_EQ(send(as("office"), "GET", path).body.find("考评办"), std::string::npos) << path;
  }
  EXPECT_EQ(send({}, "POST", "/vote/cast", {}, body.dump(), "https://elsewhere.example").status, 403);
}

TEST_F(BallotSite, WhatIsNoBallotIsRefused) {
  const Id round_id = start(), poll_id = open(round_id);
  const Json good = cast_body(poll_id, 1, with_token(1, poll_id).vote(paper(poll_id), "9", random_));
  for (const char* part : {"token", "signature", "salt", "proof", "sheet"}) {
    Json body = good;
    body.erase(part);
    post({}, "/vote/cast", body, 400);
    body[part] = 7;
    post({}, "/vote/cast", body, 400);
    body[part] = "=";
    EXPECT_NE(send({}, "POST", "/vote/cast", {}, body.dump()).status, 200) << part;
  }
  for (const char* text : {"[]", "null", "7", "{", "\"x\"", "{}"})
    EXPECT_EQ(send({}, "POST", "/vote/cast", {}, text).status, 400) << text;
  Json elsewhere = good;
  elsewhere["poll"] = "1";
  EXPECT_EQ(post({}, "/vote/cast", elsewhere, 400)["code"], "MEMBER_TYPE");
  elsewhere["poll"] = -1;
  post({}, "/vote/cast", elsewhere, 404);
  elsewhere = good;
  elsewhere["position"] = 2;
  EXPECT_EQ(post({}, "/vote/cast", elsewhere, 422)["code"], "TOKEN_FORGED");
  const Browser voter = as("v1");
  const std::string issue = "/ballot/" + std::to_string(poll_id) + "/issue";
  post(voter, issue, {{"papers", "x"}}, 400);
  post(voter, issue, {{"papers", Json::array()}}, 400);
  post(voter, issue, {{"papers", {7}}}, 400);
  post(voter, issue, {{"papers", {{{"position", 1}, {"blinded", "AAAA"}}}}}, 422);
  EXPECT_EQ(post(voter, issue, {{"papers", {{{"position", 1}, {"blinded", to_base64url(std::string(256, '\0'))}}}}},
                 422)["code"],
            "BLINDED_RANGE");
  post({}, "/vote/cast", good);  // still good
}

TEST_F(BallotSite, TheOfficeRunsAPollInTheBrowser) {
  const Id round_id = start();
  const Browser by_office = as("office");
  const std::string polls = "/rounds/" + std::to_string(round_id) + "/polls";
  web::Fields form;
  for (const auto& [name, value] : {std::pair("electorate", "党员票"), {"step", "1"}, {"least", "5"}})
    form.add(name, value);
  const auto made = send(by_office, "POST", polls, form);
  ASSERT_EQ(made.status, 303) << made.body;
  const std::string poll = made.headers.front().second;
  const Id poll_id = *number_of(poll.substr(poll.rfind('/') + 1));
  EXPECT_EQ(send(by_office, "POST", polls, form).status, 409);  // twice
  web::Fields roll;
  roll.add("roll", "v1\nv2\r\n  v3 青松支部 \n\n");
  EXPECT_EQ(send(by_office, "POST", poll + "/roll", roll).status, 303);
  EXPECT_EQ(office::view_poll(office_, actor("office"), poll_id)->roll.size(), 3U);
  EXPECT_EQ(send(by_office, "POST", poll + "/open").status, 303);
  web::Fields slips;
  slips.add("pool", "*");
  slips.add("count", "6");
  const auto pdf = send(by_office, "POST", poll + "/slips", slips);
  EXPECT_EQ(pdf.content_type, "application/pdf");
  EXPECT_TRUE(pdf.body.starts_with("%PDF-"));
  slips.add("as", "page");
  const auto printed = send(by_office, "POST", poll + "/slips", slips).body;
  std::vector<std::string> codes;
  for (auto at = printed.find("<code>"); at != printed.npos; at = printed.find("<code>", at + 1))
    codes.push_back(printed.substr(at + 6, 14));
  ASSERT_EQ(codes.size(), 6U);
  for (const auto& code : codes) {
    const auto opened = post({}, "/slip/open", {{"code", code}});
    EXPECT_EQ(opened["papers"].size(), 2U);
    const auto cast =
        post({}, "/slip/cast",
             {{"code", code}, {"sheets", {{{"position", 1}, {"sheet", "9"}}, {{"position", 2}, {"sheet", "8"}}}}});
    EXPECT_EQ(cast["ballots"].size(), 2U);
  }
  EXPECT_EQ(post({}, "/slip/cast", {{"code", codes[0]}, {"sheets", {{{"position", 1}, {"sheet", "1"}}}}}, 409)["code"],
            "SLIP_USED");
  EXPECT_EQ(post({}, "/slip/open", {{"code", "NOSUCHSLIP22"}}, 422)["code"], "SLIP_UNKNOWN");
  web::Fields count;
  for (const auto& [name, value] : {std::pair("issued", "6"), {"m0_10", "4"}, {"m0_9", "1"}, {"b0", "1"}})
    count.add(name, value);
  EXPECT_EQ(send(by_office, "POST", poll + "/papers/1/count", count).status, 303);
  EXPECT_EQ(send(by_office, "POST", poll + "/close").status, 409);  // one teller
  EXPECT_EQ(send(as("verifier"), "POST", poll + "/papers/1/count", count).status, 303);
  EXPECT_EQ(send(by_office, "GET", poll + "/verify").status, 200);
  EXPECT_EQ(send({}, "GET", poll + "/bulletin.json").status, 404);
  const auto closed = send(by_office, "POST", poll + "/close");
  EXPECT_EQ(closed.status, 200) << closed.body;
  EXPECT_EQ(fact(round_id, "P3", "1 党员票"), "103/11");  // 6 × 9 by slip, 4 × 10 and 9 on paper
  const auto bulletin = send({}, "GET", poll + "/bulletin.json");
  EXPECT_EQ(bulletin.status, 200);
  Problems problems;
  EXPECT_EQ(ballot::recount(bulletin.body, "b", {}, "", problems).ballots, 12);
  EXPECT_TRUE(problems.empty()) << says(problems);
  for (const char* path : {"", "/verify"}) {
    EXPECT_EQ(send(by_office, "GET", poll + path).status, 200) << path;
    EXPECT_EQ(send(as("auditor"), "GET", poll + path).status, 200) << path;
    EXPECT_EQ(send(as("pine"), "GET", poll + path).status, 403) << path;
    EXPECT_EQ(send({}, "GET", poll + path).status, 303) << path;
  }
  for (const char* path : {"/open", "/close", "/roll", "/slips", "/remove"})
    EXPECT_EQ(send(as("verifier"), "POST", poll + path).status, 403) << path;
}

TEST_F(BallotSite, WhatTheSchemeStatesIsShownAndKept) {
  const std::string scheme =
      std::string(office::ballot_scheme) + "\n## 投票\n\n- 党员票:每0.5分一档,收回占应到2/3以上,少于3票不公布\n";
  const Id round_id = start(scheme);
  const Browser by_office = as("office");
  const std::string polls = "/rounds/" + std::to_string(round_id) + "/polls";
  const auto page = send(by_office, "GET", polls).body;
  for (const char* said : {"每0.5分一档", "收回占应到2/3以上", "少于3票不公布", "方案第28行"})
    EXPECT_NE(page.find(said), std::string::npos) << said;
  web::Fields form;
  for (const auto& [name, value] :
       {std::pair("electorate", "党员票"), {"step", "5"}, {"least", "9"}, {"returned", "10%"}, {"valid", "50%"}})
    form.add(name, value);
  const auto made = send(by_office, "POST", polls, form);
  ASSERT_EQ(made.status, 303) << made.body;
  const std::string poll = made.headers.front().second;
  const auto rules = office::view_poll(office_, actor("office"), *number_of(poll.substr(poll.rfind('/') + 1)))->rules;
  EXPECT_EQ(rules.step, Number::fraction(1, 2));
  EXPECT_EQ(rules.least, 3);
  EXPECT_EQ(rules.turnout.returned_of_entitled, Number::fraction(2, 3));
  EXPECT_EQ(rules.turnout.valid_of_issued, Number::fraction(1, 2));
  EXPECT_EQ(send(by_office, "GET", polls).body.find("方案第28行"), std::string::npos);  // made: nothing left to settle
}

TEST_F(BallotSite, PagesOfPollsAreThereInBothLanguages) {
  const Id round_id = start();
  const Browser by_office = as("office");
  const std::string polls = "/rounds/" + std::to_string(round_id) + "/polls";
  EXPECT_NE(send(by_office, "GET", polls).body.find("群众票"), std::string::npos);
  EXPECT_EQ(send(as("pine"), "GET", polls).status, 403);
  web::Fields wrong;
  for (const auto& [name, value] : {std::pair("electorate", "党员票"), {"returned", "many"}}) wrong.add(name, value);
  EXPECT_EQ(send(by_office, "POST", polls, wrong).status, 422);
  for (const char* path : {"/vote", "/slip", "/recount", "/ballot"})
    EXPECT_EQ(send(by_office, "GET", path).body.find("[["), std::string::npos) << path;
}

TEST_F(BallotSite, TheOfficeRunsAPollThroughTheApi) {
  const Id round_id = start();
  const Browser by_office = as("office"), by_verifier = as("verifier"), voter = as("v1");
  const std::string polls = "/api/v1/rounds/" + std::to_string(round_id) + "/polls";
  const auto call = [&](const Browser& by, const char* method, const std::string& path, const Json& body, int status) {
    const auto answer = send(by, method, path, {}, body.dump());
    EXPECT_EQ(answer.status, status) << method << path << " " << answer.body;
    return Json::parse(answer.body);
  };
  const Json wanted = {{"electorate", "党员票"}, {"step", "1"}, {"least", "3"}};
  EXPECT_EQ(call(voter, "POST", polls, wanted, 403)["code"], "NOT_ALLOWED");
  EXPECT_EQ(call(by_office, "POST", polls, {{"electorate", "党员票"}, {"step", "half"}}, 422)["code"],
            "POLL_RULES_WRONG");
  const auto made = call(by_office, "POST", polls, wanted, 201);
  const std::string poll = "/api/v1/polls/" + std::to_string(made["id"].whole());
  EXPECT_EQ(call(by_office, "POST", polls, wanted, 409)["code"], "POLL_THERE");
  EXPECT_EQ(call(by_office, "PUT", poll + "/roll", {{"roll", {{{"login", "v1"}}, {{"login", "nobody"}}}}}, 422)["code"],
            "LOGIN_UNKNOWN");
  EXPECT_EQ(call(by_office, "PUT", poll + "/roll", {{"roll", {{{"login", "v1"}}}}}, 200)["voters"], 1);
  EXPECT_EQ(call(by_office, "POST", poll + "/slips", {{"count", 4}}, 201)["codes"].size(), 4U);
  EXPECT_EQ(call(by_office, "POST", poll + "/slips", {{"count", 0}}, 422)["code"], "SLIP_COUNT");
  EXPECT_EQ(call(by_office, "POST", poll + "/open", Json::object(), 200)["state"], "open");
  const auto count = [](int nines) {
    return Json{{"issued", 5}, {"questions", {{{"marks", {{"9", nines}, {"10", 4 - nines}}}, {"blank", 1}}}}};
  };
  const std::string paper = poll + "/papers/1/count";
  EXPECT_EQ(call(by_office, "PUT", paper, {{"issued", 1}, {"questions", {{{"marks", {{"11", 1}}}}}}}, 422)["code"],
            "NOT_ON_THE_LIST");
  EXPECT_EQ(call(by_office, "PUT", paper, {{"issued", 1}}, 400)["code"], "MEMBER_MISSING");
  EXPECT_EQ(call(by_office, "PUT", paper, {{"issued", 1}, {"questions", Json::array()}}, 404)["code"], "PAPER_UNKNOWN");
  EXPECT_EQ(call(by_office, "PUT", poll + "/papers/99/count", count(3), 404)["code"], "NOT_FOUND");
  call(by_office, "PUT", paper, count(3), 200);
  EXPECT_EQ(call(by_office, "POST", poll + "/close", Json::object(), 409)["code"], "COUNTS_MISSING");
  call(by_verifier, "PUT", paper, count(2), 200);
  EXPECT_EQ(call(by_office, "POST", poll + "/close", Json::object(), 409)["code"], "COUNTS_DIFFER");
  call(by_verifier, "PUT", paper, count(3), 200);
  EXPECT_TRUE(call(by_office, "GET", poll + "/verification", Json::object(), 200)["faults"].empty());
  EXPECT_EQ(call(by_office, "POST", poll + "/close", Json::object(), 409)["code"], "POLL_UNDER_LEAST");
  const auto closed = call(by_office, "POST", poll + "/close", {{"accept_few", true}}, 200);
  EXPECT_EQ(closed["figures"], 1);
  EXPECT_EQ(closed["withheld"].size(), 1U);  // nobody voted on the other paper
  const auto view = call(by_office, "GET", poll, Json::object(), 200);
  EXPECT_EQ(view["bulletin_sha256"], closed["bulletin_sha256"]);
  const auto& result = view["papers"][0]["result"];
  EXPECT_EQ(result["means"], Json({"9.25"}));  // 9 9 9 10
  EXPECT_EQ(result["tally"]["abstained"], 1);
  EXPECT_EQ(result["tally"]["questions"][0]["marks"]["9"], 3);
  EXPECT_FALSE(view["papers"][1]["result"]["gives_figures"].boolean());
  EXPECT_EQ(call(by_office, "DELETE", poll, Json::object(), 409)["code"], "POLL_CLOSED");
}

TEST_F(BallotSite, APollOfManyBallotsIsClosedByAJob) {
  const Id poll_id = open(start());
  store::StoredBox box;
  box.waiting.ballots = office::ballots_at_once + 1;
  database_->write([&](store::Writing& db) { store::BallotBox(db).set({{{poll_id, 1}, box}}); });
  const auto jobs = [&] { return office::list_jobs(office_, actor("office")).size(); };
  const Browser by_office = as("office"), voter = as("v1");
  const std::string path = "/polls/" + std::to_string(poll_id) + "/close", api = "/api/v1" + path;
  EXPECT_EQ(send(voter, "POST", path).status, 403);
  EXPECT_EQ(post(by_office, api, Json::object(), 409)["code"], "POLL_UNDER_LEAST");  // of the other paper
  EXPECT_EQ(jobs(), 0U);
  const auto asked = post(by_office, api, {{"accept_few", true}}, 202);
  EXPECT_EQ(jobs(), 1U);
  const auto view = office::open_job(office_, actor("office"), asked["job"].whole());
  ASSERT_TRUE(view);
  EXPECT_EQ(view->job.kind, "close_poll");
  const auto page = send(by_office, "POST", path, [] {
    web::Fields form;
    form.add("few", "yes");
    form.add("reason", "重数");
    return form;
  }());
  EXPECT_EQ(page.status, 303);
  EXPECT_EQ(jobs(), 2U);
  EXPECT_NE(send(by_office, "GET", "/jobs").body.find("投票截止"), std::string::npos);
}

}  // namespace
}  // namespace pingxing::site
