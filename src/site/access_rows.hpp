// Every route that changes something, with a body that is right in all but who sends it. A new route has no row here,
// and fails the matrix until it has.
#pragma once
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "base/base64.hpp"
#include "site/access_fixture.hpp"

namespace pingxing::site {

/// What is sent; `parts` are those of the path that are not the usual object of their name.
struct Ask {
  web::Fields form = {};
  Json body = {};
  std::vector<web::Upload> uploads = {};
  std::map<std::string, std::string> parts = {};
};

enum class Reach {
  Branch,     // a branch's: strangers are refused, its own succeed
  Looked,     // the same, and nothing is stored by anybody
  Everybody,  // the whole office's: nobody of a branch, whatever the role
  Own,        // touches what is the sender's own, and can name nothing else
  Shared,     // adds to what all share, and changes nothing that is there
  Holder,     // for whoever holds a code or a password: here, a wrong one
};

struct AccessRow {
  Reach reach;
  std::string by;  // the role of the branch that succeeds
  /// Sent to an object of `at`, naming objects of `of`.
  std::function<Ask(const Branch& at, const Branch& of)> ask;
};

inline std::string n(Id id) { return std::to_string(id); }
inline Ask page(std::initializer_list<std::pair<const char*, std::string>> pairs,
                std::map<std::string, std::string> parts = {}) {
  return {form_of(pairs), {}, {}, std::move(parts)};
}
inline Ask call(Json body, std::map<std::string, std::string> parts = {}) {
  return {{}, std::move(body), {}, std::move(parts)};
}
inline Ask file(const std::string& name, const std::string& bytes,
                std::initializer_list<std::pair<const char*, std::string>> pairs = {},
                std::map<std::string, std::string> parts = {}) {
  return {form_of(pairs), {}, {{"file", name, bytes}}, std::move(parts)};
}

inline const std::map<std::string, AccessRow>& access_rows() {
  using B = const Branch&;
  using R = Reach;
  const auto nothing = [](B, B) { return page({}); };
  const auto no_members = [](B, B) { return call(Json::object()); };
  const auto figure = [](B, B of) {
    return call({{"source", "assessed"},
                 {"subject", of.subject},
                 {"input", "1 缺席"},
                 {"value", "2"},
                 {"reason", ""},
                 {"replaces", of.fact}});
  };
  const auto one_poll = [](const char* electorate) {
    return [electorate](B, B) { return page({{"electorate", electorate}, {"least", "5"}, {"members", "1"}}); };
  };
  const std::string blinded = "AB" + std::string(340, 'A');  // 256 bytes: as long as the key
  const std::string day = "2026-03-05";
  const Json rest = {{"day", "2027-01-01"}, {"kind", "rest"}, {"name", "元旦"}};
  static const std::map<std::string, AccessRow> rows = {
      // ---- accounts -------------------------------------------------------------------------------------------------
      {"POST /account/password", {R::Own, "office", {}}},
      {"POST /account/tokens", {R::Own, "office", {}}},
      {"POST /account/tokens/{token}/revoke", {R::Branch, "office", nothing}},
      {"POST /account/sessions/end",
       {R::Branch, "office", [](B, B of) { return page({{"session", of.session_key}}); }}},
      {"POST /api/v1/me/confirm", {R::Own, "office", {}}},
      {"POST /accounts",
       {R::Branch, "office",
        [](B, B of) {
          return page({{"login", "new.one"}, {"name", "新人"}, {"person", of.free_code}, {"role", "member"},
                       {"unit", n(of.unit)}});
        }}},
      {"POST /accounts/{account}/invite", {R::Branch, "office", nothing}},
      {"POST /accounts/{account}",
       {R::Branch, "office",
        [](B, B of) { return page({{"name", "换名"}, {"email", ""}, {"person", of.free_code}}); }}},
      {"POST /accounts/{account}/roles",
       {R::Branch, "office", [](B, B of) { return page({{"role", "assessor"}, {"unit", n(of.unit)}}); }}},
      {"POST /accounts/{account}/active", {R::Branch, "office", [](B, B) { return page({{"active", "0"}}); }}},
      {"POST /accounts/{account}/tokens/{token}/revoke",
       {R::Branch, "office", [](B at, B) { return page({}, {{"token", n(at.account_token)}}); }}},
      {"POST /api/v1/accounts",
       {R::Branch, "office",
        [](B, B of) {
          return call({{"login", "new.one"}, {"name", "新人"}, {"person", of.free_code},
                       {"grants", Json::array({Json{{"role", "member"}, {"unit", of.unit}}})}});
        }}},
      {"PUT /api/v1/accounts/{account}",
       {R::Branch, "office", [](B, B of) { return call({{"name", "换名"}, {"person", of.free_code}}); }}},
      {"PUT /api/v1/accounts/{account}/roles",
       {R::Branch, "office",
        [](B, B of) { return call({{"grants", Json::array({Json{{"role", "assessor"}, {"unit", of.unit}}})}}); }}},
      {"PUT /api/v1/accounts/{account}/active",
       {R::Branch, "office", [](B, B) { return call({{"is_active", false}}); }}},
      {"POST /api/v1/accounts/{account}/invitations", {R::Branch, "office", no_members}},
      {"POST /api/v1/accounts/{account}/tokens/{token}/revoke",
       {R::Branch, "office", [](B at, B) { return call(Json::object(), {{"token", n(at.account_token)}}); }}},
      {"POST /invitation/{token}",
       {R::Holder, "", [](B, B) { return page({{"password", "four words of a song"}}, {{"token", "guessed"}}); }}},
      {"POST /sign-in",
       {R::Holder, "", [](B, B of) { return page({{"login", of.login}, {"password", "guessed at random"}}); }}},
      {"POST /sign-out", {R::Own, "office", {}}},
      {"POST /set-up",
       {R::Holder, "",
        [](B, B) {
          return page({{"office_name", "又一个"}, {"login", "second"}, {"name", "某人"},
                       {"password", "four words of a song"}});
        }}},
      // ---- units and people -----------------------------------------------------------------------------------------
      {"POST /units",
       {R::Branch, "office",
        [](B, B of) { return page({{"parent", n(of.unit)}, {"code", "X1"}, {"name", "新组"}, {"kind", "小组"}}); }}},
      {"POST /units/{unit}", {R::Branch, "office", [](B, B) { return page({{"name", "改名"}, {"kind", "小组"}}); }}},
      {"POST /units/{unit}/move",
       {R::Branch, "office",
        [](B, B of) { return page({{"to", n(of.other_child)}, {"reason", "合并"}}); }}},
      {"POST /units/{unit}/close", {R::Branch, "office", [](B, B) { return page({{"day", "2026-03-01"}}); }}},
      {"POST /people",
       {R::Branch, "office",
        [](B, B of) { return page({{"code", "X9"}, {"unit", n(of.unit)}, {"name", "新人"}}); }}},
      {"POST /people/{person}",
       {R::Branch, "office",
        [](B at, B of) { return page({{"code", at.person_code}, {"unit", n(of.unit)}, {"name", "改名"}}); }}},
      {"POST /units/import/{table}/preview",
       {R::Looked, "office", [](B, B of) { return file("t.csv", of.units_table); }}},
      {"POST /units/import/{table}",
       {R::Branch, "office",
        [](B, B of) {
          return page({{"file", base64_of(of.people_table)}, {"filename", "t.csv"},
                       {"fingerprint", of.people_fingerprint}},
                      {{"table", "people"}});
        }}},
      {"POST /api/v1/units",
       {R::Branch, "office",
        [](B, B of) { return call({{"parent", of.unit}, {"code", "X1"}, {"name", "新组"}}); }}},
      {"PATCH /api/v1/units/{unit}", {R::Branch, "office", [](B, B) { return call({{"name", "改名"}}); }}},
      {"POST /api/v1/units/{unit}/move",
       {R::Branch, "office", [](B, B of) { return call({{"to", of.other_child}, {"reason", "合并"}}); }}},
      {"POST /api/v1/units/{unit}/close", {R::Branch, "office", [](B, B) { return call({{"day", "2026-03-01"}}); }}},
      {"POST /api/v1/people",
       {R::Branch, "office",
        [](B, B of) { return call({{"code", "X9"}, {"unit", of.unit}, {"name", "新人"}}); }}},
      {"PATCH /api/v1/people/{person}",
       {R::Branch, "office", [](B, B of) { return call({{"unit", of.other_child}}); }}},
      {"POST /api/v1/imports/{table}/preview",
       {R::Looked, "office", [](B, B of) { return file("t.csv", of.people_table, {}, {{"table", "people"}}); }}},
      {"POST /api/v1/imports/{table}",
       {R::Branch, "office",
        [](B, B of) { return file("t.csv", of.units_table, {{"fingerprint", of.units_fingerprint}}); }}},
      // ---- schemes --------------------------------------------------------------------------------------------------
      {"POST /schemes", {R::Shared, "office", [](B at, B) { return page({{"text", "# 又一个\n" + at.scheme_text}}); }}},
      {"POST /schemes/check", {R::Own, "office", {}}},
      {"POST /schemes/{scheme}",
       {R::Branch, "office",
        [](B at, B) { return page({{"text", at.scheme_text + "\n<!-- 二 -->\n"}, {"note", "改"}}); }}},
      {"POST /schemes/back-test",
       {R::Looked, "office",
        [](B at, B of) { return page({{"round", n(of.round)}, {"text", at.scheme_text}}); }}},
      {"POST /api/v1/schemes",
       {R::Shared, "office", [](B at, B) { return call({{"name", "又一个"}, {"text", at.scheme_text}}); }}},
      {"POST /api/v1/schemes/check", {R::Own, "office", {}}},
      {"POST /api/v1/schemes/{scheme}/versions",
       {R::Branch, "office", [](B at, B) { return call({{"text", at.scheme_text + "\n<!-- 二 -->\n"}}); }}},
      {"POST /schemes/{scheme}/reading",
       {R::Branch, "office", [](B at, B) { return page({{"sha256", at.reading}}); }}},
      {"POST /api/v1/schemes/{scheme}/reading",
       {R::Branch, "office", [](B at, B) { return call({{"sha256", at.reading}}); }}},
      // ---- rounds ---------------------------------------------------------------------------------------------------
      {"POST /rounds/{round}/reading",
       {R::Branch, "office", [](B at, B) { return page({{"sha256", at.reading}, {"reason", "看过"}}); }}},
      {"POST /api/v1/rounds/{round}/reading",
       {R::Branch, "office", [](B at, B) { return call({{"sha256", at.reading}, {"reason", "看过"}}); }}},
      {"POST /rounds/new",
       {R::Looked, "office",
        [](B at, B of) {
          return page({{"name", "新考评"}, {"version", n(at.version)}, {"unit", n(of.unit)},
                       {"starts_on", "2026-03-02"}});
        }}},
      {"POST /rounds",
       {R::Branch, "office",
        [](B at, B of) {
          return page({{"name", "新考评"}, {"version", n(at.version)}, {"unit", n(at.unit)}, {"previous", n(of.round)},
                       {"starts_on", "2026-03-02"}});
        }}},
      {"POST /rounds/{round}/state",
       {R::Branch, "office", [](B at, B) { return page({{"state", "running"}}, {{"round", n(at.draft)}}); }}},
      {"POST /rounds/{round}/first-day",
       {R::Branch, "office", [day](B at, B) { return page({{"starts_on", day}}, {{"round", n(at.draft)}}); }}},
      {"POST /rounds/{round}/stages/{stage}",
       {R::Branch, "office",
        [](B, B) { return page({{"command", "dates"}, {"closes", "2026-06-30"}, {"reason", "延期"}}); }}},
      {"POST /rounds/{round}/reminders",
       {R::Branch, "office", [](B, B of) { return page({{"account", n(of.account)}, {"text", "请尽快填写"}}); }}},
      {"POST /rounds/{round}/people",
       {R::Branch, "office",
        [](B at, B of) { return page({{"indicator", "1"}, {"unit", n(at.unit)}, {"of", n(of.subject)}}); }}},
      {"POST /rounds/{round}/subjects/{subject}",
       {R::Branch, "office",
        [](B at, B of) {
          return page({{"pool", ""}, {"kind", ""}, {"out_of_scope", "请假"}},
                      {{"round", n(at.round)}, {"subject", n(of.subject)}});
        }}},
      {"POST /api/v1/rounds",
       {R::Branch, "office",
        [](B at, B of) {
          return call({{"name", "新考评"}, {"scheme_version", at.version}, {"unit", of.unit},
                       {"starts_on", "2026-03-02"}});
        }}},
      {"POST /api/v1/rounds/{round}/state",
       {R::Branch, "office", [](B at, B) { return call({{"state", "running"}}, {{"round", n(at.draft)}}); }}},
      {"PUT /api/v1/rounds/{round}/assignments",
       {R::Branch, "office",
        [](B at, B of) {
          return call({{"assignments",
                        Json::array({Json{{"indicator", "1"}, {"unit", at.unit}, {"subject", of.subject}}})}});
        }}},
      {"POST /api/v1/rounds/{round}/stages/{stage}",
       {R::Branch, "office",
        [](B, B) { return call({{"command", "dates"}, {"closes", "2026-06-30"}, {"reason", "延期"}}); }}},
      {"POST /api/v1/rounds/{round}/reminders",
       {R::Branch, "office",
        [](B, B of) { return call({{"accounts", Json::array({of.account})}, {"text", "请尽快填写"}}); }}},
      {"POST /api/v1/rounds/{round}/what-if",
       {R::Looked, "office",
        [](B, B) { return call({{"settings", Json::array({"优秀=8分以上"})}}); }}},
      // ---- figures, evidence ----------------------------------------------------------------------------------------
      {"POST /rounds/{round}/figures", {R::Branch, "assessor", figure}},
      {"POST /rounds/{round}/figures/import",
       {R::Branch, "office",
        [](B, B of) {
          return file("t.csv", "编号,2 党员票\n" + of.subject_code + ",4\n", {{"source", "assessed"}});
        }}},
      {"POST /rounds/{round}/evidence",
       {R::Branch, "secretary",
        [](B, B of) { return file("t.txt", "又一份", {{"subject", n(of.subject)}, {"indicator", "1"}}); }}},
      {"POST /evidence/{evidence}/withdraw", {R::Branch, "office", nothing}},
      {"POST /api/v1/rounds/{round}/figures", {R::Branch, "assessor", figure}},
      {"POST /api/v1/rounds/{round}/figures.xlsx",
       {R::Branch, "office",
        [](B, B of) { return file("t.csv", "编号,2 党员票\n" + of.subject_code + ",4\n"); }}},
      {"POST /api/v1/rounds/{round}/evidence",
       {R::Branch, "secretary",
        [](B, B of) { return file("t.txt", "又一份", {{"subject", n(of.subject)}, {"indicator", "1"}}); }}},
      {"DELETE /api/v1/evidence/{evidence}", {R::Branch, "office", no_members}},
      // ---- spot checks, remarks, verification -----------------------------------------------------------------------
      {"POST /rounds/{round}/spot-checks",
       {R::Branch, "office", [](B, B) { return page({{"seed", "种子"}, {"size", "1"}}); }}},
      {"POST /rounds/{round}/remarks",
       {R::Branch, "leader",
        [](B, B of) { return page({{"subject", n(of.subject)}, {"done_well", "好"}, {"replaces", "0"}}); }}},
      {"POST /rounds/{round}/matrix",
       {R::Branch, "office",
        [](B, B of) { return page({{"shown", n(of.subject)}, {"pair", n(of.leader) + "-" + n(of.subject)}}); }}},
      {"POST /rounds/{round}/verification",
       {R::Branch, "verifier",
        [](B, B of) {
          return page({{"subject", n(of.subject)}, {"verdict", "returned"}, {"note", "再查"},
                       {"replaces", n(of.verdict)}});
        }}},
      {"POST /api/v1/rounds/{round}/spot-checks",
       {R::Branch, "office", [](B, B) { return call({{"seed", "种子"}, {"size", 1}}); }}},
      {"POST /api/v1/rounds/{round}/remarks",
       {R::Branch, "leader",
        [](B, B of) { return call({{"subject", of.subject}, {"done_well", "好"}, {"replaces", 0}}); }}},
      {"PUT /api/v1/rounds/{round}/matrix",
       {R::Branch, "office",
        [](B at, B of) {
          return call({{"pairs", Json::array({Json{{"account", of.leader}, {"subject", at.subject}}})}});
        }}},
      {"POST /api/v1/rounds/{round}/verifications",
       {R::Branch, "verifier",
        [](B, B of) {
          return call({{"subject", of.subject}, {"verdict", "returned"}, {"note", "再查"}, {"replaces", of.verdict}});
        }}},
      // ---- earlier results ------------------------------------------------------------------------------------------
      {"POST /rounds/{round}/past/preview",
       {R::Looked, "office", [](B at, B) { return file("past.csv", at.past_table, {{"period", "去年"}}); }}},
      {"POST /rounds/{round}/past",
       {R::Branch, "office",
        [](B at, B) {
          return page({{"bytes", base64_of(at.past_table)}, {"filename", "past.csv"}, {"period", "去年"},
                       {"fingerprint", at.past_fingerprint}, {"reason", "更正"}});
        }}},
      {"POST /rounds/{round}/past/take-back",
       {R::Branch, "office", [](B, B) { return page({{"reason", "导错了"}}); }}},
      {"POST /api/v1/rounds/{round}/past/preview",
       {R::Looked, "office", [](B at, B) { return file("past.csv", at.past_table, {{"period", "去年"}}); }}},
      {"POST /api/v1/rounds/{round}/past",
       {R::Branch, "office",
        [](B at, B) {
          return file("past.csv", at.past_table,
                      {{"period", "去年"}, {"fingerprint", at.past_fingerprint}, {"reason", "更正"}});
        }}},
      {"POST /api/v1/rounds/{round}/past/take-back",
       {R::Branch, "office", [](B, B) { return call({{"reason", "导错了"}}); }}},
      // ---- polls ----------------------------------------------------------------------------------------------------
      {"POST /rounds/{round}/polls", {R::Branch, "office", one_poll("职工票")}},
      {"POST /polls/{poll}/remove", {R::Branch, "office", nothing}},
      {"POST /polls/{poll}/open", {R::Branch, "office", nothing}},
      {"POST /polls/{poll}/roll", {R::Branch, "office", [](B, B of) { return page({{"roll", of.login + " *\n"}}); }}},
      {"POST /polls/{poll}/slips",
       {R::Branch, "office", [](B, B) { return page({{"pool", "*"}, {"count", "2"}, {"as", "page"}}); }}},
      {"POST /polls/{poll}/papers/{paper}/count",
       {R::Branch, "office",
        [](B, B) { return page({{"issued", "3"}, {"spoiled", "0"}, {"b0", "0"}, {"m0_0", "3"}}); }}},
      {"POST /polls/{poll}/close",
       {R::Branch, "office", [](B at, B) { return page({{"few", "1"}}, {{"poll", n(at.open_poll)}}); }}},
      // Nobody succeeds while the poll's secret is there, as it is here (restore_test, polls_test).
      {"POST /polls/{poll}/give-up",
       {R::Branch, "", [](B at, B) { return page({{"reason", "密钥丢失"}}, {{"poll", n(at.open_poll)}}); }}},
      {"POST /api/v1/polls/{poll}/give-up",
       {R::Branch, "", [](B at, B) { return call({{"reason", "密钥丢失"}}, {{"poll", n(at.open_poll)}}); }}},
      {"POST /api/v1/rounds/{round}/polls",
       {R::Branch, "office", [](B, B) { return call({{"electorate", "职工票"}, {"members", "1"}}); }}},
      {"DELETE /api/v1/polls/{poll}", {R::Branch, "office", no_members}},
      {"PUT /api/v1/polls/{poll}/roll",
       {R::Branch, "office",
        [](B, B of) { return call({{"roll", Json::array({Json{{"login", of.login}}})}}); }}},
      {"POST /api/v1/polls/{poll}/slips", {R::Branch, "office", [](B, B) { return call({{"count", 2}}); }}},
      {"POST /api/v1/polls/{poll}/open", {R::Branch, "office", no_members}},
      {"PUT /api/v1/polls/{poll}/papers/{paper}/count",
       {R::Branch, "office",
        [](B, B) {
          return call({{"issued", 3}, {"questions", Json::array({Json{{"marks", {{"5", 3}}}, {"blank", 0}}})}});
        }}},
      {"POST /api/v1/polls/{poll}/close",
       {R::Branch, "office", [](B at, B) { return call({{"accept_few", true}}, {{"poll", n(at.open_poll)}}); }}},
      {"POST /ballot/{poll}/issue",
       {R::Branch, "member",
        [blinded](B at, B) {
          return call({{"papers", Json::array({Json{{"position", 1}, {"blinded", blinded}}})}},
                      {{"poll", n(at.open_poll)}});
        }}},
      {"POST /vote/cast",
       {R::Holder, "",
        [](B, B of) {
          const std::string token(88, 'A'), signature(512, 'A'), salt(43, 'A'), proof(86, 'A');
          return call({{"poll", of.open_poll}, {"position", 1}, {"token", token}, {"signature", signature},
                       {"salt", salt}, {"proof", proof}, {"sheet", "5"}});
        }}},
      {"POST /slip/open", {R::Holder, "", [](B, B) { return call({{"code", "ABCDEFGHJKLM"}}); }}},
      {"POST /slip/issue",
       {R::Holder, "",
        [blinded](B, B) {
          return call({{"code", "ABCDEFGHJKLM"},
                       {"papers", Json::array({Json{{"position", 1}, {"blinded", blinded}}})}});
        }}},
      {"POST /slip/cast",
       {R::Holder, "",
        [](B, B) {
          return call({{"code", "ABCDEFGHJKLM"},
                       {"sheets", Json::array({Json{{"position", 1}, {"sheet", "5"}}})}});
        }}},
      // ---- jobs, settings -------------------------------------------------------------------------------------------
      {"POST /jobs",
       {R::Branch, "office",
        [](B, B of) {
          return page({{"kind", "figures_workbook"}, {"round", n(of.round)}, {"source", "assessed"}});
        }}},
      {"POST /jobs/{job}/cancel", {R::Branch, "office", nothing}},
      {"POST /api/v1/jobs",
       {R::Branch, "office", [](B, B of) { return call({{"kind", "board_workbook"}, {"round", of.round}}); }}},
      {"POST /api/v1/jobs/{job}/cancel", {R::Branch, "office", no_members}},
      // There is no restore to acknowledge here.
      {"POST /restore", {R::Everybody, "", [](B, B) { return page({{"note", "换盘"}}); }}},
      {"POST /api/v1/restore", {R::Everybody, "", [](B, B) { return call({{"note", "换盘"}}); }}},
      {"POST /settings", {R::Everybody, "admin", [](B, B) { return page({{"office_name", "改名"}}); }}},
      {"POST /settings/test",
       {R::Everybody, "", [](B, B) { return page({{"channel", "mail"}, {"address", "a@example.org"}}); }}},
      {"POST /settings/holidays",
       {R::Everybody, "admin", [](B, B) { return page({{"year", "2027"}, {"text", "2027-01-01 休 元旦"}}); }}},
      {"POST /settings/holidays/import",
       {R::Everybody, "admin", [](B, B) { return file("h.csv", "日期,类型,名称\n2027-01-01,休,元旦\n"); }}},
      {"PATCH /api/v1/settings", {R::Everybody, "admin", [](B, B) { return call({{"office_name", "改名"}}); }}},
      {"POST /api/v1/settings/test",
       {R::Everybody, "", [](B, B) { return call({{"channel", "mail"}, {"address", "a@example.org"}}); }}},
      {"PUT /api/v1/holidays/{year}",
       {R::Everybody, "admin", [rest](B, B) { return call({{"days", Json::array({rest})}}); }}},
  };
  return rows;
}

}  // namespace pingxing::site
