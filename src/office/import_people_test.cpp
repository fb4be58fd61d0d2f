#include "office/import_people.hpp"

#include "document/xlsx_write.hpp"
#include "office/import_table.hpp"
#include "office/test_support.hpp"

namespace pingxing::office {
namespace {

class ImportPeopleTest : public OfficeTest {
 protected:
  Result<ImportPreview> preview(const std::string& bytes, const std::string& login = "office") {
    problems_ = {};
    return preview_people(office_, actor(login), "people.csv", bytes, problems_);
  }
  Result<ImportedRows> import(const std::string& bytes, const std::string& fingerprint) {
    problems_ = {};
    return import_people(office_, actor("office"), "people.csv", bytes, fingerprint, problems_);
  }
  ImportedRows bring_in(const std::string& bytes) {
    const auto seen = preview(bytes);
    CHECK(seen);
    const auto imported = import(bytes, seen->fingerprint);
    CHECK(imported);
    return *imported;
  }
  PersonView seen_by(const std::string& login, const std::string& code) const {
    const auto list = list_people(office_, actor(login), actor(login).grants.front().unit_id);
    CHECK(list);
    for (const auto& view : *list)
      if (view.person.code == code) return view;
    ADD_FAILURE() << code;
    return {};
  }

  Problems problems_;
};

constexpr const char* header = "编号,姓名,单位编号,类别,职务,手机,身份证号,加入日期,离开日期\n";

TEST_F(ImportPeopleTest, AddsAndChangesPeopleWithTheirPosts) {
  const auto imported = bring_in(std::string(header) +
                                 "P1,,,,书记,138-0000-9999,,,\n"
                                 "P2,,0102,,,,,,2026/6/30\n"
                                 "P3,,,,,,,,\n"
                                 "R9,江小满,0103,预备党员,委员,+86 13900001111,11010519491231002x,2026.3.1,\n");
  EXPECT_EQ(imported.added, 1U);
  EXPECT_EQ(imported.changed, 2U);
  EXPECT_EQ(imported.unchanged, 1U);
  EXPECT_TRUE(problems_.empty());
  const auto first = seen_by("office", "P1"), second = seen_by("office", "P2"), added = seen_by("office", "R9");
  EXPECT_EQ(first.title, "书记");
  EXPECT_EQ(first.person.phone, "13800009999");
  EXPECT_EQ(first.person.name, "测试员1");
  EXPECT_EQ(second.unit, "白杨支部");
  EXPECT_EQ(second.person.left_on, "2026-06-30");
  EXPECT_EQ(added.person.identity_number, "11010519491231002X");
  EXPECT_EQ(added.person.phone, "13900001111");
  EXPECT_EQ(added.person.joined_on, "2026-03-01");
  EXPECT_EQ(added.title, "委员");
  EXPECT_EQ(bring_in("编号,单位编号\nP1,0103\n").changed, 1U);  // the post goes along
  EXPECT_EQ(seen_by("office", "P1").title, "书记");
  const auto posts = look(office_, [](store::Reading& db) { return store::all_posts(db); });
  EXPECT_EQ(
      std::count_if(posts.begin(), posts.end(),
                    [&](const auto& post) { return post.person_id == person("P1") && post.unit_id == unit("0103"); }),
      1);
  bring_in("编号,职务,手机\nP1,-,-\n");
  EXPECT_EQ(seen_by("office", "P1").title, "");
  EXPECT_EQ(seen_by("office", "P1").person.phone, "");
}

TEST_F(ImportPeopleTest, F06_TablesAsOfficesKeepThem) {
  const auto seen = preview(
      "花名册,,,\n序号,编号,姓名,单位编号,血型,备注\n1,ｐ１,周小雨,,某路,x\n2,r7,江小满,０１０１,,\n合计:2人,,,,,"
      "\n");
  ASSERT_TRUE(seen) << problems_.kept()[0].line(Language::Chinese);
  EXPECT_EQ(seen->changed, 1U) << "P1 in another spelling";
  EXPECT_EQ(seen->added, 1U);
  EXPECT_EQ(codes(problems_),
            (Codes{"TABLE_ABOVE_HEADER", "TABLE_COLUMNS_LEFT_OUT", "IMPORT_COLUMN_UNKNOWN", "TABLE_ROWS_LEFT_OUT"}));
  EXPECT_EQ(code_of(preview("编号,姓名,单位编号\nR8,甲,0101\nｒ8,乙,0101\n")), "TABLE_HAS_ERRORS");
  EXPECT_EQ(codes(problems_), Codes{"IMPORT_CODE_TWICE"});
}

TEST_F(ImportPeopleTest, F04_IdsAreReadAsTheyAreShownOrRefused) {
  document::SheetSpec sheet;
  sheet.name = "人员";
  sheet.columns = {
      {.header = "编号", .number_format = "000"}, {.header = "姓名"}, {.header = "单位编号", .number_format = "0000"}};
  sheet.rows = {{{"7", document::SheetCell::Kind::Number}, {"江小满"}, {"101", document::SheetCell::Kind::Number}}};
  Problems ignored;
  const auto seen = preview(*document::write_xlsx({{sheet}, ""}, "t.xlsx", ignored));
  ASSERT_TRUE(seen) << problems_.kept()[0].line(Language::Chinese);
  EXPECT_EQ(seen->rows[0].code, "007");
  sheet.columns[0].number_format = "\"P\"0";
  EXPECT_EQ(code_of(preview(*document::write_xlsx({{sheet}, ""}, "t.xlsx", ignored))), "TABLE_HAS_ERRORS");
  EXPECT_EQ(codes(problems_), Codes{"IMPORT_CODE_IS_NUMBER"});
}

TEST_F(ImportPeopleTest, TheJournalHoldsNothingPersonal) {
  bring_in(std::string(header) +
           "R9,江小满,0103,预备党员,委员,13900001111,11010519491231002X,2026-03-01,\nP1,周小雨,,,,13900002222,,,\n");
  const auto row = last_row();
  EXPECT_EQ(row.action, "person.import");
  for (const char* personal : {"江小满", "周小雨", "13900001111", "13900002222", "110105", "2026-03-01", "委员"})
    EXPECT_EQ(row.body.find(personal), std::string::npos) << personal;
  EXPECT_NE(row.body.find("\"fields\":[\"name\",\"phone\"],\"person\":" + std::to_string(person("P1"))),
            std::string::npos)
      << row.body;
}

TEST_F(ImportPeopleTest, TellsEverythingThatIsWrongByCell) {
  const auto seen = preview(std::string(header) +
                            "R1,,0101,,,,,,\n"
                            "R2,某人,,,,,,,\n"
                            "R3,某人,青松支部,,,,,,\n"
                            "R4,某人,0101,,,1380000,,,\n"
                            "R5,某人,0101,,,010-62345678,,2026-13-01,\n"
                            "R6,某人,0101,,,,110105194912310021,2026-03-02,2026-03-01\n"
                            "P1,,999,,,,,,\n");
  EXPECT_EQ(code_of(seen), "TABLE_HAS_ERRORS");
  EXPECT_EQ(codes(problems_), (Codes{"TEXT_MISSING", "TEXT_MISSING", "IMPORT_UNIT_UNKNOWN", "IMPORT_PHONE",
                                     "IMPORT_DAY", "IMPORT_IDENTITY", "IMPORT_DAYS_ORDER", "IMPORT_UNIT_UNKNOWN"}));
  for (const auto& problem : problems_.kept())
    EXPECT_EQ(problem.line(Language::Chinese).find("1380000"), std::string::npos)
        << "no number of a person in a message";
  EXPECT_EQ(seen_by("office", "P1").unit, "青松支部");
  EXPECT_EQ(list_people(office_, actor("office"), unit("1"))->size(), 6U);
}

TEST_F(ImportPeopleTest, IdentityNumbersAreOnlyWarnedOfUnlessDigitsWereLost) {
  const auto seen = preview(
      "编号,身份证号\nP1,123\nP2,11010519490231002X\nP3,11010519491231002X\nP4,110105194912310021\nP5,"
      "1101051949123100ZX\nP6,护照E1234567\n");
  ASSERT_TRUE(seen);
  EXPECT_EQ(seen->changed, 6U);
  EXPECT_EQ(codes(problems_),
            (Codes{"IMPORT_IDENTITY", "IMPORT_IDENTITY", "IMPORT_IDENTITY", "IMPORT_IDENTITY", "IMPORT_IDENTITY"}));
  document::SheetSpec sheet;
  sheet.name = "人员";
  sheet.columns = {{"编号"}, {"身份证号"}, {"手机"}};
  sheet.rows = {{{"P1"},
                 {"110105194912310", document::SheetCell::Kind::Number},
                 {"13800001234", document::SheetCell::Kind::Number}}};
  Problems problems;
  const auto fits = document::write_xlsx({{sheet}, ""}, "t.xlsx", problems);
  ASSERT_TRUE(fits);
  const auto read = preview(*fits);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->rows[0].fields[0].after, "13800001234");  // a phone as a number is whole
  sheet.rows = {{{"P1"}, {"110105194912310e3", document::SheetCell::Kind::Number}}};
  const auto cut = document::write_xlsx({{sheet}, ""}, "t.xlsx", problems);
  ASSERT_TRUE(cut);
  EXPECT_TRUE(preview(*cut).is_refused());
  EXPECT_EQ(codes(problems_), Codes{"IMPORT_IDENTITY_CUT"});
}

TEST_F(ImportPeopleTest, FaultsOfIdentityNumbers) {
  EXPECT_FALSE(fault_of_identity("11010519491231002X"));
  EXPECT_FALSE(fault_of_identity("110101199003070038"));
  EXPECT_EQ(fault_of_identity("110105491231002")->en, "it should have 18 characters");
  EXPECT_EQ(fault_of_identity("11010519491331002X")->en, "characters 7 to 14 are no day of birth");
  EXPECT_EQ(fault_of_identity("110105194912310021")->en, "its last character, the check, is wrong");
  EXPECT_EQ(fault_of_identity("1101051949123100AX")->en, "its first 17 characters should be digits");
}

TEST_F(ImportPeopleTest, ReadsDaysAsPeopleWriteThem) {
  for (const char* text :
       {"2026-3-1", "2026-03-01", "2026/3/1", "2026.03.01", "2026年3月1日", "20260301", "2026-3-1", " 2026年3月1日 "})
    EXPECT_EQ(day_of_text(text), (std::optional<Day>{{2026, 3, 1}})) << text;
  for (const char* text : {"", "-", "2026", "2026-3", "26-3-1", "2026-02-30", "3/1/2026", "2026-3-1-", "2026--3-1",
                           "2026-+3-1", "昨天", "202603011", "46082"})
    EXPECT_FALSE(day_of_text(text)) << text;
}

TEST_F(ImportPeopleTest, ThePreviewIsWhatIsImported) {
  const std::string table = "编号,姓名\nP1,周小雨\n";
  const auto seen = preview(table);
  ASSERT_TRUE(seen);
  EXPECT_EQ(code_of(import("编号,姓名\nP1,别人\n", seen->fingerprint)), "IMPORT_CHANGED");
  bring_in("编号,姓名\nP1,郑小雪\n");
  EXPECT_EQ(code_of(import(table, seen->fingerprint)), "IMPORT_CHANGED");
  EXPECT_EQ(seen_by("office", "P1").person.name, "郑小雪");
}

TEST_F(ImportPeopleTest, OnlyWhoManagesUnitsAndOnlyOnesOwn) {
  for (const char* login : {"pine", "org", "leader", "verifier", "member", "auditor"})
    EXPECT_EQ(code_of(preview("编号,姓名\nP1,甲\n", login)), "NOT_ALLOWED") << login;
  ASSERT_TRUE(change_grants(office_, actor("office"), account("pine"), {{"office", unit("0101")}}));
  EXPECT_TRUE(preview("编号,姓名\nP1,甲\n", "pine"));
  EXPECT_TRUE(preview("编号,姓名,单位编号\nP3,甲,\nP1,,0102\nR9,某人,0103\n", "pine").is_refused());
  EXPECT_EQ(codes(problems_), (Codes{"IMPORT_PERSON_NOT_YOURS", "IMPORT_NOT_YOURS", "IMPORT_NOT_YOURS"}));
}

TEST_F(ImportPeopleTest, NumbersAreMaskedOutsideTheOffice) {
  bring_in("编号,身份证号\nP1,11010519491231002X\n");
  for (const char* login : {"admin", "office"}) {
    EXPECT_EQ(seen_by(login, "P1").person.phone, "13800000001") << login;
    EXPECT_EQ(seen_by(login, "P1").person.identity_number, "11010519491231002X") << login;
    EXPECT_FALSE(seen_by(login, "P1").is_masked);
  }
  for (const char* login : {"pine", "auditor"}) {
    EXPECT_EQ(seen_by(login, "P1").person.phone, "138****0001") << login;
    EXPECT_EQ(seen_by(login, "P1").person.identity_number, "110105**********2X") << login;
    EXPECT_TRUE(seen_by(login, "P1").is_masked);
  }
  EXPECT_EQ(list_people(office_, actor("pine"), unit("0101"))->size(), 2U);
  EXPECT_EQ(code_of(list_people(office_, actor("pine"), unit("0102"))), "NOT_ALLOWED");
  EXPECT_EQ(code_of(list_people(office_, actor("pine"), unit("1"))), "NOT_ALLOWED");
  for (const char* login : {"org", "leader", "verifier", "member"})
    EXPECT_EQ(code_of(list_people(office_, actor(login), unit("0101"))), "NOT_ALLOWED") << login;
}

TEST_F(ImportPeopleTest, TheTemplateHasNoRows) {
  EXPECT_TRUE(preview(people_template()).is_refused());
  EXPECT_EQ(codes(problems_), Codes{"IMPORT_EMPTY"});
  EXPECT_TRUE(preview(people_template({"在岗", "退休"}, {"0101", "0102"})).is_refused());
  EXPECT_EQ(codes(problems_), Codes{"IMPORT_EMPTY"});
}

}  // namespace
}  // namespace pingxing::office
