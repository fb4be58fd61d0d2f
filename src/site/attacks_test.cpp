// What an ill-wisher tries in forms, paths and calls: SQL in every text, ids of other units' things, other people's
// links a second time, the same save twice, line ends in what becomes a header, places to be sent to.
#include "office/evidence.hpp"
#include "office/figures.hpp"
#include "site/test_support.hpp"

namespace pingxing::site {
namespace {

class Attacks : public SiteTest {
 protected:
  std::size_t rows_of(const std::string& table) {
    return static_cast<std::size_t>(office::look(office_, [&](store::Reading& db) {
      return db.query("SELECT count(*) FROM " + table, {}).at(0).at(0).number();
    }));
  }
  Id entry(Id round, const char* code, const std::string& value) {
    const auto saved = office::save_cell(office_, actor("office"), round, office::Source::Assessed,
                                         {subject(round, code), "2 学习质量", value, "", 0});
    EXPECT_TRUE(saved);
    return saved ? saved->fact_id : 0;
  }
};

TEST_F(Attacks, SqlIsText) {
  const Id round = start_round();
  open_only(round, {scheme::StageKind::Score});
  const auto accounts = rows_of("account"), facts = rows_of("fact");
  const auto admin = as("admin"), office = as("office");
  for (const std::string sql : {"'; DROP TABLE account; --", "x' OR '1'='1", "\"; DELETE FROM fact; --",
                                "1); DELETE FROM fact; --", "\\'; --"}) {
    const Browser nobody = {"", as("office").csrf, "zh"};
    send(nobody, "POST", "/sign-in", form_of({{"login", sql}, {"password", sql}}));
    send(admin, "POST", "/accounts",
         form_of({{"login", sql}, {"name", sql}, {"email", sql}, {"role", sql}, {"unit", sql}}));
    send(office, "POST", "/rounds/new",
         form_of({{"name", sql}, {"scheme_version", sql}, {"unit", sql}, {"starts_on", sql}, {"kind", sql}}));
    send(office, "POST", "/rounds/" + std::to_string(round) + "/spot-checks", form_of({{"seed", sql}, {"size", "1"}}));
    send(
        office, "POST", "/rounds/" + std::to_string(round) + "/figures", {},
        Json{{"source", sql}, {"subject", 1}, {"input", sql}, {"value", sql}, {"reason", sql}, {"replaces", 0}}.dump());
    send(office, "POST", "/rounds/" + std::to_string(round) + "/figures", {},
         Json{{"source", "assessed"},
              {"subject", subject(round, "0101")},
              {"input", sql},
              {"value", sql},
              {"reason", sql},
              {"replaces", 0}}
             .dump());
    EXPECT_EQ(get(office, "/rounds/" + std::to_string(round) + "/board?name=" + sql).status, 200);
    EXPECT_EQ(get(office, "/rounds/" + std::to_string(round) + "/subjects/" + sql).status, 404);
    EXPECT_NE(get(office, "/units?unit=" + sql).status, 500);
    EXPECT_NE(get(office, "/api/v1/rounds/" + sql).status, 500);
  }
  EXPECT_EQ(rows_of("account"), accounts);
  EXPECT_EQ(rows_of("fact"), facts);
  EXPECT_EQ(rows_of("spot_check"), 5U);  // the seed is any text: it stands there as it was typed
}

TEST_F(Attacks, IdsOfOtherUnitsOpenNothing) {
  const Id round = start_round();
  open_only(round, {scheme::StageKind::SelfAssess, scheme::StageKind::Score});
  entry(round, "0102", "17");
  const auto evidence = office::hand_in_evidence(office_, actor("office"),
                                                 {round, subject(round, "0102"), "2", "notes.txt", "他人的材料"});
  ASSERT_TRUE(evidence);
  const auto pine = as("pine");
  const auto base = "/rounds/" + std::to_string(round), api = "/api/v1" + base;
  const auto other = std::to_string(subject(round, "0102"));
  const auto cell = [&](const char* source, Id of, const char* input) {
    return Json{{"source", source}, {"subject", of}, {"input", input}, {"value", "20"}, {"reason", ""}, {"replaces", 0}}
        .dump();
  };
  EXPECT_EQ(send(pine, "POST", base + "/figures", {}, cell("self", subject(round, "0102"), "2 学习质量")).status, 403);
  EXPECT_EQ(send(pine, "POST", base + "/figures", {}, cell("assessed", subject(round, "0101"), "2 学习质量")).status,
            403);
  EXPECT_EQ(send(as("org"), "POST", base + "/figures", {}, cell("assessed", subject(round, "0101"), "4 迟报")).status,
            403);
  EXPECT_EQ(get(pine, base + "/subjects/0102").status, 403);
  EXPECT_EQ(get(pine, api + "/subjects/0102").status, 403);
  EXPECT_EQ(get(pine, "/evidence/" + std::to_string(evidence->id)).status, 404);
  EXPECT_EQ(send(pine, "POST", "/evidence/" + std::to_string(evidence->id) + "/withdraw").status, 404);
  EXPECT_EQ(send(pine, "POST", base + "/subjects/" + other, form_of({{"out_of_scope", "走开"}})).status, 403);
  EXPECT_EQ(send(pine, "POST", base + "/remarks", form_of({{"subject", other}, {"done_well", "好"}})).status, 403);
  EXPECT_EQ(get(pine, base + "/figures?source=assessed").status, 403);
  const auto sheet = get(pine, api + "/figures?source=self").body;
  EXPECT_EQ(sheet.find("白杨支部"), std::string::npos);
  const auto remarks = get(pine, api + "/remarks?subject=0102");
  EXPECT_EQ(remarks.body.find("白杨支部"), std::string::npos);
}

TEST_F(Attacks, WhatIsSentTwiceCountsOnce) {
  const Id round = start_round();
  open_only(round, {scheme::StageKind::Score});
  const auto org = as("org");
  const std::string path = "/rounds/" + std::to_string(round) + "/figures";
  const auto body = Json{{"source", "assessed"},  {"subject", subject(round, "0101")},
                         {"input", "2 学习质量"}, {"value", "18"},
                         {"reason", ""},          {"replaces", 0}}
                        .dump();
  const auto first = send(org, "POST", path, {}, body), again = send(org, "POST", path, {}, body);
  EXPECT_EQ(first.status, 200);
  EXPECT_EQ(again.status, 200);
  EXPECT_EQ(first.body, again.body);
  EXPECT_EQ(rows_of("fact"), 1U);
  // An invitation works once.
  const auto made =
      office::create_account(office_, actor("admin"), {"new.one", "新人", "", "", {{"secretary", unit("0103")}}});
  ASSERT_TRUE(made);
  const Browser nobody = {"", "", "zh"};
  const auto page = get(nobody, "/invitation/" + made->token);
  const Browser guest = {"", hidden(page, "csrf"), "zh"};
  EXPECT_EQ(send(guest, "POST", "/invitation/" + made->token, form_of({{"password", "long enough 2026"}})).status, 303);
  EXPECT_NE(send(guest, "POST", "/invitation/" + made->token, form_of({{"password", "another one 2026"}})).status, 303);
}

TEST_F(Attacks, NothingTypedBecomesAHeader) {
  const Id round = start_round();
  open_only(round, {scheme::StageKind::SelfAssess});
  const auto pine = as("pine");
  const std::string name = "证明\r\nSet-Cookie: session=stolen\r\n\"; x=\".txt";
  const auto done = upload(pine, "/rounds/" + std::to_string(round) + "/evidence", name, "材料一份",
                           form_of({{"subject", std::to_string(subject(round, "0101"))}, {"indicator", "1"}}));
  EXPECT_LT(done.status, 400) << done.body;
  ASSERT_EQ(rows_of("evidence"), 1U);
  const auto file = get(pine, "/evidence/1");
  EXPECT_EQ(file.status, 200);
  for (const auto& [key, value] : file.headers) {
    EXPECT_NE(key, "Set-Cookie");
    EXPECT_EQ(value.find_first_of("\r\n"), std::string::npos) << key;
  }
  EXPECT_NE(header_of(file, "Content-Disposition").find("attachment"), std::string::npos);
  EXPECT_EQ(header_of(file, "X-Content-Type-Options"), "nosniff");
  const auto language = get(pine, "/language/en?to=https://evil.example");
  EXPECT_EQ(header_of(language, "Location").find("evil"), std::string::npos);
  const auto elsewhere = get(pine, "/language/en?to=//evil.example");
  EXPECT_EQ(header_of(elsewhere, "Location"), "/");
}

}  // namespace
}  // namespace pingxing::site
