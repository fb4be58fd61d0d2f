// Pages and calls of imports, of units and people changed by hand, and of settings.

#include "base/json.hpp"
#include "office/import_people.hpp"
#include "office/mail_test_support.hpp"
#include "site/test_support.hpp"

namespace pingxing::site {
namespace {

class ImportTest : public SiteTest {
 protected:
  static void SetUpTestSuite() { ::setenv("no_proxy", "*", 1); }
  bool has_unit(std::string_view code) const {
    return office::look(office_, [&](store::Reading& db) {
      const auto all = store::all_units(db);
      return std::any_of(all.begin(), all.end(), [&](const auto& one) { return one.code == code; });
    });
  }
  store::Unit unit_now(Id id) const {
    return *office::look(office_, [&](store::Reading& db) { return store::unit_of(db, id); });
  }
  web::Fields confirmed(const web::Response& preview) const {
    return form_of({{"file", hidden(preview, "file")},
                    {"filename", hidden(preview, "filename")},
                    {"fingerprint", hidden(preview, "fingerprint")}});
  }
};

const std::string new_unit = "编号,名称,上级编号,类型\n0104,海棠支部,01,党支部\n0101,青松一支部,,\n";

TEST_F(ImportTest, UnitsArePreviewedThenImported) {
  const auto office = as("office");
  const auto rows = journal_length();
  const auto seen = upload(office, "/units/import/units/preview", "units.csv", new_unit);
  ASSERT_EQ(seen.status, 200) << seen.body;
  EXPECT_NE(seen.body.find("海棠支部"), std::string::npos);
  EXPECT_NE(seen.body.find("<del>青松支部</del>"), std::string::npos);
  EXPECT_NE(seen.body.find("<ins>青松一支部</ins>"), std::string::npos);
  EXPECT_FALSE(has_unit("0104")) << "nothing changes before somebody confirms";
  EXPECT_EQ(journal_length(), rows);
  auto form = confirmed(seen);
  const auto done = send(office, "POST", "/units/import/units", form);
  EXPECT_EQ(done.status, 200);
  EXPECT_NE(done.body.find("已导入"), std::string::npos);
  EXPECT_TRUE(has_unit("0104"));
  EXPECT_EQ(journal_length(), rows + 1);
  // A second time it would do nothing, so it is not what was previewed.
  const auto again = send(office, "POST", "/units/import/units", form);
  EXPECT_EQ(again.status, 409);
  EXPECT_NE(again.body.find("重新预览"), std::string::npos);
  EXPECT_EQ(journal_length(), rows + 1);
}

TEST_F(ImportTest, AnotherFileThanThePreviewedIsNotImported) {
  const auto office = as("office");
  const auto seen = upload(office, "/units/import/units/preview", "units.csv", new_unit);
  const auto other =
      upload(office, "/units/import/units/preview", "units.csv", "编号,名称,上级编号\n0105,月季支部,01\n");
  web::Fields mixed = form_of(
      {{"file", hidden(other, "file")}, {"filename", "units.csv"}, {"fingerprint", hidden(seen, "fingerprint")}});
  EXPECT_EQ(send(office, "POST", "/units/import/units", mixed).status, 409);
  EXPECT_FALSE(has_unit("0105"));
  mixed = form_of({{"file", "not base64!"}, {"filename", "units.csv"}, {"fingerprint", hidden(seen, "fingerprint")}});
  EXPECT_EQ(send(office, "POST", "/units/import/units", mixed).status, 400);
  EXPECT_EQ(send(office, "POST", "/units/import/units").status, 422);
  EXPECT_EQ(send(office, "POST", "/units/import/secrets", confirmed(seen)).status, 404);
  EXPECT_EQ(upload(office, "/units/import/secrets/preview", "x.csv", new_unit).status, 404);
  EXPECT_EQ(get(office, "/units/import/secrets.xlsx").status, 404);
}

TEST_F(ImportTest, ErrorsAreListedByCellInBothLanguages) {
  auto office = as("office");
  const std::string wrong = "编号,姓名,单位编号,手机\nP1,甲,青松支部,\nR9,,0101,123\n";
  for (const auto* language : {"zh", "en"}) {
    office.language = language;
    const auto page = upload(office, "/units/import/people/preview", "people.csv", wrong);
    EXPECT_EQ(page.status, 422);
    for (const auto* place : {"people.csv:2:", "people.csv:3:"})
      EXPECT_NE(page.body.find(place), std::string::npos) << place << page.body;
    EXPECT_NE(page.body.find(language == std::string("zh") ? "这是“0101”的名称" : "it is the name of “0101”"),
              std::string::npos);
    EXPECT_EQ(page.body.find("name=\"fingerprint\""), std::string::npos);
  }
}

TEST_F(ImportTest, WrongFilesAreRefusedInWords) {
  const auto office = as("office");
  for (const auto& bytes : {std::string(), std::string("PK\x03\x04 broken"), std::string("\xFF\xFE\0\0x", 5),
                            std::string("只有一列\n"), std::string(4 << 20, 'x')}) {
    const auto page = upload(office, "/units/import/units/preview", "units.xlsx", bytes);
    EXPECT_EQ(page.status, bytes.size() > office::import_bytes_max ? 413 : 422) << bytes.size();
    EXPECT_NE(page.body.find("notice error"), std::string::npos);
  }
  EXPECT_EQ(send(office, "POST", "/units/import/units/preview").status, 422) << "no file at all";
}

TEST_F(ImportTest, TemplatesAreReadAsTheyAre) {
  const auto office = as("office");
  const auto file = get(office, "/units/import/people.xlsx");
  ASSERT_EQ(file.status, 200);
  EXPECT_NE(header_of(file, "Content-Disposition").find("people.xlsx"), std::string::npos);
  const auto units = get(office, "/units/import/units.xlsx");
  EXPECT_EQ(units.status, 200);
  // What it makes is taken back as it is: only the header, so there is nothing to import.
  const auto page = upload(office, "/units/import/people/preview", "people.xlsx", file.body);
  EXPECT_EQ(page.status, 422);
  EXPECT_NE(page.body.find("表头下面没有数据"), std::string::npos);
}

TEST_F(ImportTest, ScriptsInFilenamesAndCellsAreText) {
  const auto office = as("office");
  const std::string attack = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>";
  const auto seen = upload(office, "/units/import/units/preview", attack + ".csv",
                           "编号,名称,上级编号\n0104,\"<script>alert(1)</script>\",01\n");
  ASSERT_EQ(seen.status, 200) << seen.body;
  EXPECT_EQ(seen.body.find("<script>alert"), std::string::npos);
  EXPECT_EQ(seen.body.find("<img"), std::string::npos);
  const auto wrong = upload(office, "/units/import/units/preview", attack + ".csv", "编号,名称\n0104,<img src=x>\n");
  EXPECT_EQ(wrong.status, 422);
  EXPECT_EQ(wrong.body.find("<img"), std::string::npos);
}

TEST_F(ImportTest, UnitsAreChangedByHand) {
  const auto office = as("office");
  const auto id = std::to_string(unit("0101"));
  EXPECT_EQ(
      send(office, "POST", "/units",
           form_of({{"parent", std::to_string(unit("01"))}, {"code", "0104"}, {"name", "海棠支部"}, {"kind", ""}}))
          .status,
      303);
  EXPECT_TRUE(has_unit("0104"));
  const auto taken = send(office, "POST", "/units",
                          form_of({{"parent", std::to_string(unit("01"))}, {"code", "0104"}, {"name", "另一个"}}));
  EXPECT_EQ(taken.status, 409);
  EXPECT_NE(taken.body.find("value=\"另一个\""), std::string::npos) << "what was typed stays";
  EXPECT_EQ(send(office, "POST", "/units/" + id, form_of({{"name", "青松一支部"}, {"kind", "党支部"}})).status, 303);
  EXPECT_EQ(unit_now(unit("0101")).name, "青松一支部");
  const auto to = std::to_string(unit("D1"));
  EXPECT_EQ(send(office, "POST", "/units/" + id + "/move", form_of({{"to", to}})).status, 422) << "no reason";
  EXPECT_EQ(send(office, "POST", "/units/" + id + "/move", form_of({{"to", to}, {"reason", "机构调整"}})).status, 303);
  EXPECT_EQ(unit_now(unit("0101")).parent_id, unit("D1"));
  EXPECT_NE(get(office, "/units/" + id).body.find("机构调整"), std::string::npos);
  EXPECT_EQ(send(office, "POST", "/units/" + id + "/close", form_of({{"day", "2026-06-30"}})).status, 409);
  const auto empty = std::to_string(unit("D2"));
  EXPECT_EQ(send(office, "POST", "/units/" + empty + "/close", form_of({{"day", "2026-06-30"}})).status, 303);
  EXPECT_NE(get(office, "/units").body.find("2026-06-30"), std::string::npos);
}

TEST_F(ImportTest, PeopleAreChangedByHand) {
  const auto office = as("office");
  const auto fields = [&](const std::string& identity) {
    return form_of({{"code", "R1"},
                    {"unit", std::to_string(unit("0101"))},
                    {"name", "江小满"},
                    {"post", "书记"},
                    {"phone", "13800001234"},
                    {"identity", identity},
                    {"joined", "2020-07-01"}});
  };
  EXPECT_EQ(send(office, "POST", "/people", fields("11010519491231002X")).status, 303);
  const auto path = "/people/" + std::to_string(person("R1"));
  const auto warned = send(office, "POST", path, fields("123"));
  EXPECT_EQ(warned.status, 200);
  EXPECT_NE(warned.body.find("应为18位"), std::string::npos);
  const auto wrong = send(office, "POST", path, form_of({{"unit", std::to_string(unit("0101"))}, {"phone", "12"}}));
  EXPECT_EQ(wrong.status, 422);
  const auto list = get(as("pine"), "/units?unit=" + std::to_string(unit("0101"))).body;
  EXPECT_NE(list.find("江小满"), std::string::npos);
  EXPECT_EQ(list.find("13800001234"), std::string::npos) << "masked for whom it does not concern";
  EXPECT_EQ(list.find(path), std::string::npos);
}

TEST_F(ImportTest, ForgedIdsOfOtherUnitsAreNotThere) {
  database_->write([&](store::Writing& db) {
    const auto units = store::all_units(db);
    const auto branch = std::find_if(units.begin(), units.end(), [](const auto& one) { return one.code == "0101"; });
    store::set_grants(db, store::account_of_login(db, "pine")->id, {{"office", branch->id}});
  });
  const auto own = as("pine");
  const auto foreign_unit = std::to_string(unit("0102")), foreign_person = std::to_string(person("P3"));
  EXPECT_EQ(get(own, "/units/" + std::to_string(unit("0101"))).status, 200);
  EXPECT_EQ(get(own, "/units/" + foreign_unit).status, 404);
  EXPECT_EQ(send(own, "POST", "/units/" + foreign_unit, form_of({{"name", "夺"}})).status, 404);
  EXPECT_EQ(get(own, "/people/" + foreign_person).status, 404);
  EXPECT_EQ(
      send(own, "POST", "/people/" + foreign_person, form_of({{"name", "夺"}, {"unit", std::to_string(unit("0101"))}}))
          .status,
      404);
  EXPECT_EQ(send(own, "POST", "/people", form_of({{"code", "R1"}, {"name", "送"}, {"unit", foreign_unit}})).status,
            404);
  EXPECT_EQ(upload(own, "/units/import/people/preview", "p.csv", "编号,姓名\nP3,夺\n").status, 422);
  EXPECT_EQ(get(own, "/api/v1/people/" + foreign_person).status, 404);
  EXPECT_EQ(get(own, "/api/v1/units/" + foreign_unit + "/people").status, 403);
}

TEST_F(ImportTest, TheApiImportsAndChanges) {
  const auto office = as("office");
  const auto call = [&](const char* method, const std::string& path, const Json& body) {
    return send(office, method, "/api/v1" + path, {}, body.dump());
  };
  const auto seen = upload(office, "/api/v1/imports/units/preview", "units.csv", new_unit);
  ASSERT_EQ(seen.status, 200) << seen.body;
  const auto preview = Json::parse(seen.body);
  EXPECT_EQ(preview["added"], 1);
  EXPECT_EQ(preview["changed"], 1);
  const auto done = upload(office, "/api/v1/imports/units", "units.csv", new_unit,
                           form_of({{"fingerprint", preview["fingerprint"].text()}}));
  ASSERT_EQ(done.status, 200) << done.body;
  EXPECT_EQ(Json::parse(done.body)["added"], 1);
  const auto wrong = upload(office, "/api/v1/imports/people/preview", "p.csv", "编号,单位编号\nR1,?\n");
  EXPECT_EQ(wrong.status, 422);
  EXPECT_FALSE(Json::parse(wrong.body)["problems"].empty());
  EXPECT_EQ(get(office, "/api/v1/imports/people/template").status, 200);
  const auto made = call("POST", "/people", {{"code", "R1"}, {"unit", unit("0101")}, {"name", "江小满"}});
  ASSERT_EQ(made.status, 201) << made.body;
  const auto path = "/people/" + std::to_string(Json::parse(made.body)["id"].whole());
  EXPECT_EQ(call("PATCH", path, {{"post", "书记"}}).status, 200);
  const auto person = Json::parse(get(office, "/api/v1" + path).body);
  EXPECT_EQ(person["post"], "书记");
  EXPECT_EQ(person["name"], "江小满") << "what is not said stays";
  const auto unit_path = "/units/" + std::to_string(unit("0104"));
  EXPECT_EQ(call("PATCH", unit_path, {{"name", "海棠一支部"}}).status, 200);
  EXPECT_EQ(call("POST", unit_path + "/move", {{"to", unit("D1")}, {"reason", "调整"}}).status, 200);
  EXPECT_EQ(call("POST", unit_path + "/close", {{"day", "2026-06-30"}}).status, 200);
  const auto unit_json = Json::parse(get(office, "/api/v1" + unit_path).body);
  EXPECT_EQ(unit_json["kind"], "党支部");
  EXPECT_EQ(unit_json["closed_on"], "2026-06-30");
  EXPECT_EQ(unit_json["moves"].size(), 1U);
  const auto people = Json::parse(get(as("pine"), "/api/v1/units/" + std::to_string(unit("0101")) + "/people").body);
  ASSERT_FALSE(people["people"].empty());
  EXPECT_EQ(people["people"][0]["is_masked"], true);
}

TEST_F(ImportTest, SettingsAreSavedAndSecretsNeverShown) {
  office::TestMailServer server;
  auto admin = as("admin");
  const auto saved = send(admin, "POST", "/settings",
                          form_of({{"office_name", "江源市考评办"},
                                   {"smtp_url", server.url()},
                                   {"mail_from", "office@example.org"},
                                   {"smtp_password", "a secret word"},
                                   {"webhook_url", "https://robot.example.org/send?key=hidden"}}));
  ASSERT_EQ(saved.status, 200) << saved.body;
  for (const auto* language : {"zh", "en"}) {
    admin.language = language;
    const auto page = get(admin, "/settings");
    EXPECT_EQ(page.status, 200);
    EXPECT_EQ(page.body.find("a secret word"), std::string::npos);
    EXPECT_EQ(page.body.find("key=hidden"), std::string::npos);
    EXPECT_NE(page.body.find("robot.example.org"), std::string::npos);
    EXPECT_NE(page.body.find("江源市考评办"), std::string::npos);
  }
  const auto api = get(admin, "/api/v1/settings");
  EXPECT_EQ(api.body.find("secret"), std::string::npos);
  EXPECT_EQ(Json::parse(api.body)["has_smtp_password"], true);
  const auto wrong =
      send(admin, "POST", "/settings", form_of({{"smtp_url", "mail"}, {"smtp_password", "other secret"}}));
  EXPECT_EQ(wrong.status, 422);
  EXPECT_EQ(wrong.body.find("other secret"), std::string::npos);
  EXPECT_EQ(send(admin, "PATCH", "/api/v1/settings", {}, Json{{"office_name", "考评办"}, {"smtp_password", ""}}.dump())
                .status,
            200);
  EXPECT_EQ(Json::parse(get(admin, "/api/v1/settings").body)["has_smtp_password"], false);
  EXPECT_EQ(Json::parse(get(admin, "/api/v1/settings").body)["smtp_url"], server.url());
  EXPECT_EQ(send(admin, "POST", "/settings/test", form_of({{"channel", "mail"}, {"address", "me@example.org"}})).status,
            200);
  ASSERT_EQ(server.letters().size(), 1U);
  EXPECT_EQ(server.letters()[0].to, "me@example.org");
  EXPECT_EQ(send(admin, "POST", "/settings/test", form_of({{"channel", "mail"}, {"address", "me"}})).status, 422);
}

TEST_F(ImportTest, HolidaysAreEnteredAndUploaded) {
  const auto admin = as("admin");
  const auto saved =
      send(admin, "POST", "/settings/holidays", form_of({{"year", "2026"}, {"text", "2026-10-01 休 国庆节"}}));
  EXPECT_EQ(saved.status, 200) << saved.body;
  EXPECT_NE(get(admin, "/settings?year=2026").body.find("国庆节"), std::string::npos);
  const auto wrong =
      send(admin, "POST", "/settings/holidays", form_of({{"year", "2026"}, {"text", "2026-10-01 <b>休</b>"}}));
  EXPECT_EQ(wrong.status, 422);
  EXPECT_EQ(wrong.body.find("<b>休"), std::string::npos);
  EXPECT_NE(get(admin, "/settings?year=2026").body.find("国庆节"), std::string::npos);
  EXPECT_EQ(upload(admin, "/settings/holidays/import", "h.csv", "日期,类型,名称\n2027-01-01,休,元旦\n").status, 200);
  EXPECT_NE(get(admin, "/settings?year=2027").body.find("元旦"), std::string::npos);
  EXPECT_EQ(upload(admin, "/settings/holidays/import", "h.csv", "日期\n2027-01-01\n").status, 422);
  const Json days = {{"days", {{{"day", "2028-01-01"}, {"kind", "rest"}, {"name", "元旦"}}}}};
  EXPECT_EQ(send(admin, "PUT", "/api/v1/holidays/2028", {}, days.dump()).status, 200);
  EXPECT_EQ(Json::parse(get(admin, "/api/v1/holidays").body)["days"].size(), 3U);
  EXPECT_EQ(send(as("office"), "PUT", "/api/v1/holidays/2028", {}, days.dump()).status, 403);
}

}  // namespace
}  // namespace pingxing::site
