// H3 for every route: whoever belongs to one branch changes nothing of another one's, whatever the role, and reads
// nothing of it. The routes are the site's own table, so a new one is tried by itself; its row of access_rows.hpp says
// with what. What comes out is docs/access-matrix.md.
#include <cstdlib>
#include <fstream>
#include <iterator>

#include "site/access_rows.hpp"
#include "site/openapi.hpp"

namespace pingxing::site {
namespace {

class AccessMatrix : public AccessTest {
 protected:
  static std::string path_of(const web::Route& route, const Branch& at, const Ask& ask) {
    const std::map<std::string, Id> ids = {{"token", at.token},     {"account", at.account},
                                           {"unit", at.child},      {"person", at.person},
                                           {"scheme", at.scheme},   {"round", at.round},
                                           {"stage", notice_stage}, {"subject", at.subject},
                                           {"poll", at.draft_poll}, {"paper", 1},
                                           {"job", at.job},         {"evidence", at.evidence},
                                           {"year", 2027}};
    std::string path = route.pattern;
    for (auto open = path.find('{'); open != path.npos; open = path.find('{')) {
      const auto close = path.find('}', open);
      const auto name = path.substr(open + 1, close - open - 1);
      const auto own = ask.parts.find(name);
      path.replace(open, close - open + 1,
                   own != ask.parts.end() ? own->second
                   : name == "table"      ? "units"
                                          : std::to_string(ids.contains(name) ? ids.at(name) : 1));
    }
    return path;
  }

  static web::Response sent(const Site& site, const Browser& browser, const web::Route& route, const std::string& path,
                            const Ask& ask) {
    web::Request request;
    request.method = route.method;
    request.path = path;
    request.cookies.add("session", browser.session);
    request.cookies.add("language", "en");
    request.headers["host"] = "localhost";
    request.headers["x-csrf-token"] = browser.csrf;
    request.uploads = ask.uploads;
    request.form = ask.form;
    if (!ask.body.is_null()) {
      request.content_type = "application/json";
      request.body = ask.body.dump();
      request.headers["accept"] = "application/json";
    }
    request.remote = "127.0.0.1";
    return site(request);
  }

  static bool is_same(const Ask& one, const Ask& other) {
    const auto bytes = [](const Ask& ask) {
      std::string all;
      for (const auto& [name, value] : ask.form.pairs()) all += name + "=" + value + "\n";
      for (const auto& upload : ask.uploads) all += upload.bytes;
      return all + ask.body.dump();
    };
    return bytes(one) == bytes(other) && one.parts == other.parts;
  }

  struct Tried {
    std::string shown;
    bool is_refused = true;
  };
  /// From `role` of b: to an object of a; and to one of its own, naming those of a.
  Tried try_as(const std::string& role, const web::Route& route, const AccessRow& row) {
    Tried tried;
    const auto before = stored(*database_);
    const auto one = [&](const Branch& at, const Ask& ask) {
      const auto answer = sent(site_, browsers_.at(b_.as(role)), route, path_of(route, at, ask), ask);
      EXPECT_LT(answer.status, 500) << route.method << " " << route.pattern << " as " << role << "\n" << answer.body;
      const auto changed = difference(before, stored(*database_));
      EXPECT_EQ(changed, "") << route.method << " " << route.pattern << " as " << role << " of another branch";
      EXPECT_NE(answer.status, 400) << route.pattern << " was not understood: " << answer.body;
      tried.is_refused = tried.is_refused && answer.status >= 400;
      tried.shown += (tried.shown.empty() ? "" : ", ") + std::to_string(answer.status);
    };
    one(a_, row.ask(a_, a_));
    if (row.reach != Reach::Holder && !is_same(row.ask(b_, a_), row.ask(b_, b_))) one(b_, row.ask(b_, a_));
    return tried;
  }
};

const char* const heading =
    "# Who reaches what of another branch\n"
    "\n"
    "Written by `site_test --gtest_filter='*EveryChangingRoute*'` (with `PINGXING_WRITE_DOCS=1`), which fails where "
    "this\n"
    "is not what it sees. Each row is a route that changes something; each column a role that somebody has in one "
    "branch.\n"
    "The status is what comes of a request that is right in all but who sends it, to an object of another branch; "
    "behind\n"
    "the comma, of one to an object of his own branch that names objects of the other one. Nothing that is stored had\n"
    "changed behind any of them, and for the branch itself each of them succeeds. Routes of the whole office are "
    "refused\n"
    "to every role of a branch. *own*: touches only what is the sender's own. *shared*: adds to what all share. "
    "*code*:\n"
    "for whoever holds a code or a password, here with a wrong one.\n\n";

TEST_F(AccessMatrix, H3EveryChangingRouteAsEveryRoleOfAnotherBranch) {
  std::string matrix = "| route |", line = "| --- |";
  for (const auto& role : roles()) matrix += " " + role + " |", line += " --- |";
  matrix += "\n" + line + "\n";
  std::set<std::string> known;
  for (const auto& route : site_.router().routes()) {
    if (route.method == "GET") continue;
    const auto name = route.method + " " + route.pattern;
    known.insert(name);
    const auto found = access_rows().find(name);
    if (found == access_rows().end()) {
      ADD_FAILURE() << name << " has no row in access_rows.hpp: say what may be sent to it";
      continue;
    }
    const auto& row = found->second;
    matrix += "| " + name + " |";
    for (const auto& role : roles()) {
      if (row.reach == Reach::Own || row.reach == Reach::Shared) {
        matrix += row.reach == Reach::Own ? " *own* |" : " *shared* |";
        continue;
      }
      const auto tried = try_as(role, route, row);
      if (row.reach != Reach::Holder) EXPECT_TRUE(tried.is_refused) << name << " as " << role << ": " << tried.shown;
      matrix += row.reach == Reach::Holder ? " *code* |" : " " + tried.shown + " |";
    }
    matrix += "\n";
  }
  for (const auto& [name, row] : access_rows()) EXPECT_TRUE(known.contains(name)) << name << " is no route any more";
  std::printf("%s", matrix.c_str());
  const std::string file = PINGXING_ROOT "/docs/access-matrix.md";
  if (std::getenv("PINGXING_WRITE_DOCS")) std::ofstream(file) << heading << matrix;
  std::ifstream in(file);
  EXPECT_EQ(std::string(std::istreambuf_iterator<char>(in), {}), heading + matrix) << file << " is to be written anew";
}

/// Without this the matrix would hold of bodies that nobody is let in with.
TEST_F(AccessMatrix, H3WhatIsTriedSucceedsForTheBranchItself) {
  for (const auto& route : site_.router().routes()) {
    if (route.method == "GET") continue;
    const auto name = route.method + " " + route.pattern;
    const auto found = access_rows().find(name);
    if (found == access_rows().end() || !found->second.ask || found->second.by.empty()) continue;
    const auto& row = found->second;
    const auto copy = twin();
    const auto before = stored(*copy.database);
    const auto ask = row.ask(a_, a_);
    const auto who = row.reach == Reach::Everybody ? "admin" : a_.as(row.by);
    const auto answer = sent(*copy.site, browsers_.at(who), route, path_of(route, a_, ask), ask);
    EXPECT_LT(answer.status, 400)
        << name << "\n"
        << answer.body.substr(answer.body.find("refusal") == std::string::npos ? 0 : answer.body.find("refusal"), 1500);
    const bool has_changed = !difference(before, stored(*copy.database)).empty();
    EXPECT_EQ(has_changed, row.reach != Reach::Looked) << name << "\n" << answer.status;
  }
}

/// What of a branch no page and no call shows to another one. (Names of units do not count: who assesses what is chosen
/// among all of them. Nor do schemes: notices are for all to read.)
TEST_F(AccessMatrix, H3NobodyReadsWhatIsAnotherBranchs) {
  const auto secrets = [](const Branch& branch) {
    std::vector<std::string> all = {branch.mark + "考评一", branch.mark + "考评二", branch.mark + "理由",
                                    branch.mark + "材料",   branch.mark + "种子",   branch.mark + "报表"};
    for (const auto& role : roles()) all.push_back(branch.as(role)), all.push_back(branch.mark + "支部" + role);
    return all;
  };
  const auto get_as = [&](const std::string& login, const web::Route& route, const std::string& path) {
    web::Request request;
    request.method = "GET";
    request.path = path;
    request.query.add("round", std::to_string(a_.round));
    request.query.add("unit", std::to_string(a_.unit));
    request.query.add("subject", std::to_string(a_.subject));
    if (route.permission != "anonymous") request.cookies.add("session", browsers_.at(login).session);
    request.headers["host"] = "localhost";
    request.remote = "127.0.0.1";
    return site_(request);
  };
  const auto body_of = [](const web::Response& response) {
    return response.shared_body ? *response.shared_body : response.body;
  };
  std::map<std::string, int> shown;  // to the branch itself: else there is nothing to be kept from others
  for (const auto& route : site_.router().routes()) {
    if (route.method != "GET" || route.permission == "anonymous") continue;
    const auto path = path_of(route, a_, {{}, {}, {}, {{"subject", a_.subject_code}}});
    for (const auto& role : roles()) {
      const auto answer = get_as(b_.as(role), route, path);
      EXPECT_LT(answer.status, 500) << path;
      for (const auto& secret : secrets(a_))
        EXPECT_EQ(body_of(answer).find(secret), std::string::npos) << path << " shows " << secret << " to " << role;
      const auto own = body_of(get_as(a_.as(role), route, path));
      for (const auto& secret : secrets(a_)) shown[secret] += own.find(secret) != std::string::npos;
    }
  }
  for (const auto& secret : secrets(a_)) EXPECT_GT(shown[secret], 0) << secret << " is shown to nobody at all";
}

}  // namespace
}  // namespace pingxing::site
