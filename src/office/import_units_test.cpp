#include "document/limits.hpp"
#include "document/test_support.hpp"
#include "document/xlsx_read.hpp"
#include "document/xlsx_write.hpp"
#include "office/import_people.hpp"
#include "office/test_support.hpp"

namespace pingxing::office {
namespace {

class ImportUnitsTest : public OfficeTest {
 protected:
  Result<ImportPreview> preview(const std::string& bytes, const std::string& login = "office") {
    problems_ = {};
    return preview_units(office_, actor(login), "units.csv", bytes, problems_);
  }
  Result<ImportedRows> import(const std::string& bytes, const std::string& fingerprint,
                              const std::string& login = "office") {
    problems_ = {};
    return import_units(office_, actor(login), "units.csv", bytes, fingerprint, problems_);
  }
  /// Previewed and imported.
  ImportedRows bring_in(const std::string& bytes) {
    const auto seen = preview(bytes);
    CHECK(seen);
    const auto imported = import(bytes, seen->fingerprint);
    CHECK(imported);
    return *imported;
  }
  store::Unit stored(std::string_view code) const {
    const Id id = unit(code);
    return look(office_, [&](store::Reading& db) { return *store::unit_of(db, id); });
  }
  std::string first_problem(Language language = Language::English) const {
    return problems_.empty() ? "" : problems_.kept().front().line(language);
  }

  Problems problems_;
};

TEST_F(ImportUnitsTest, PreviewTellsNewChangedAndUnchangedRowsAndStoresNothing) {
  const auto rows_before = journal_length();
  const auto seen = preview(
      "编号,名称,上级编号,类型,撤销日期\n"
      "0101,青松党支部,01,党支部,\n"
      "0102,白杨支部,01,党支部,\n"
      "0104,红柳支部,01,党支部,\n"
      "0103,,D1,,2026年6月30日\n");
  ASSERT_TRUE(seen) << first_problem();
  EXPECT_TRUE(problems_.empty()) << first_problem();
  EXPECT_EQ(seen->added, 1U);
  EXPECT_EQ(seen->changed, 2U);
  EXPECT_EQ(seen->unchanged, 1U);
  ASSERT_EQ(seen->rows.size(), 4U);
  EXPECT_EQ(seen->rows[0].change, ImportRow::Change::Changed);
  ASSERT_EQ(seen->rows[0].fields.size(), 1U);
  EXPECT_EQ(seen->rows[0].fields[0].field.zh, "名称");
  EXPECT_EQ(seen->rows[0].fields[0].before, "青松支部");
  EXPECT_EQ(seen->rows[0].fields[0].after, "青松党支部");
  EXPECT_EQ(seen->rows[1].change, ImportRow::Change::Unchanged);
  EXPECT_EQ(seen->rows[2].change, ImportRow::Change::New);
  EXPECT_EQ(seen->rows[2].fields.size(), 3U);
  EXPECT_EQ(seen->rows[3].name, "银杏支部");  // what is not said stays
  ASSERT_EQ(seen->rows[3].fields.size(), 2U);
  EXPECT_EQ(seen->rows[3].fields[0].before, "01");
  EXPECT_EQ(seen->rows[3].fields[0].after, "D1");
  EXPECT_EQ(seen->rows[3].fields[1].after, "2026-06-30");
  EXPECT_EQ(seen->rows[3].place.text(), "units.csv:5:1");
  EXPECT_EQ(stored("0101").name, "青松支部");
  EXPECT_EQ(journal_length(), rows_before);
}

TEST_F(ImportUnitsTest, ImportDoesWhatWasPreviewedInOneAction) {
  const std::string table =
      "id,name,parent,kind,closed\n"
      "010401,Sub,0104,branch,\n"  // its parent comes behind it
      "0104,Fourth,01,branch,\n"
      "0103,,D1,,2026-06-30\n"
      "0102,,,,-\n";
  const auto rows_before = journal_length();
  const auto imported = bring_in(table);
  EXPECT_EQ(imported.added, 2U);
  EXPECT_EQ(imported.changed, 1U);
  EXPECT_EQ(imported.unchanged, 1U);
  EXPECT_EQ(stored("010401").parent_id, unit("0104"));
  EXPECT_EQ(stored("0103").parent_id, unit("D1"));
  EXPECT_EQ(stored("0103").closed_on, "2026-06-30");
  EXPECT_EQ(stored("0103").name, "银杏支部");
  EXPECT_EQ(journal_length(), rows_before + 1);
  EXPECT_EQ(last_row().action, "unit.import");
  EXPECT_NE(last_row().body.find("\"fields\":[[\"parent\",\"01\",\"D1\"],[\"closed\",\"\",\"2026-06-30\"]]"),
            std::string::npos)
      << last_row().body;
  const auto moves = look(office_, [&](store::Reading& db) {
    return db.query("SELECT unit_id, from_parent_id, to_parent_id FROM unit_move");
  });
  EXPECT_EQ(moves, (store::Rows{{unit("0103"), unit("01"), unit("D1")}}));
}

TEST_F(ImportUnitsTest, AHyphenEmptiesWhatMayBeEmpty) {
  bring_in("编号,撤销日期\n0103,2026-06-30\n");
  EXPECT_EQ(stored("0103").closed_on, "2026-06-30");
  bring_in("编号,撤销日期,类型\n0103,-,-\n");
  EXPECT_EQ(stored("0103").closed_on, std::nullopt);
  EXPECT_EQ(stored("0103").kind, "");
  EXPECT_TRUE(preview("编号,名称,上级编号\n0103,-,-\n").is_refused());
  EXPECT_EQ(codes(problems_), (Codes{"TEXT_MISSING", "IMPORT_PARENT_MISSING"}));
}

TEST_F(ImportUnitsTest, RefusesAnythingButThePreviewedChange) {
  const std::string table = "编号,名称\n0101,青松党支部\n";
  const auto seen = preview(table);
  ASSERT_TRUE(seen);
  EXPECT_EQ(code_of(import(table, "")), "IMPORT_CHANGED");
  EXPECT_EQ(code_of(import("编号,名称\n0101,别的\n", seen->fingerprint)), "IMPORT_CHANGED");
  bring_in("编号,名称\n0102,白杨党支部\n");  // another unit: does not matter
  bring_in("编号,名称\n0101,松树支部\n");
  EXPECT_EQ(code_of(import(table, seen->fingerprint)), "IMPORT_CHANGED");
  EXPECT_EQ(stored("0101").name, "松树支部");
  const auto again = preview(table);
  ASSERT_TRUE(again);
  EXPECT_EQ(again->rows[0].fields[0].before, "松树支部");
  EXPECT_TRUE(import(table, again->fingerprint));
  EXPECT_EQ(code_of(import(table, again->fingerprint)), "IMPORT_CHANGED");  // sent twice
}

TEST_F(ImportUnitsTest, TellsEverythingThatIsWrongByCell) {
  const auto seen = preview(
      "编号,名称,上级编号,撤销日期,备注\n"
      ",无编号,01,,\n"
      "0105,,01,,\n"
      "0106,某支部,,,\n"
      "0107,某支部,99,,\n"
      "0108,某支部,机关党委,,\n"
      "0109,某支部,1,2026-02-30,\n"
      "0109,又一次,1,,\n"
      "0101,青\u202E松,,,\n"
      "0102,0123456789012345678901234567890123456789012345678901234567890,,,\n");
  EXPECT_EQ(code_of(seen), "TABLE_HAS_ERRORS");
  EXPECT_EQ(codes(problems_), (Codes{"TABLE_COLUMNS_LEFT_OUT", "TEXT_MISSING", "TEXT_MISSING", "IMPORT_PARENT_MISSING",
                                     "IMPORT_UNIT_UNKNOWN", "IMPORT_UNIT_UNKNOWN", "IMPORT_DAY", "IMPORT_CODE_TWICE",
                                     "TEXT_CONTROL", "TEXT_TOO_LONG"}));
  EXPECT_EQ(problems_.kept()[0].place.text(), "units.csv:1:17");
  EXPECT_EQ(problems_.kept()[1].place.text(), "units.csv:2:1");
  EXPECT_EQ(problems_.kept()[2].place.text(), "units.csv:3:6");
  EXPECT_EQ(problems_.kept()[5].says(Language::Chinese), "没有编号为“机关党委”的单位:这是“01”的名称");
  EXPECT_EQ(problems_.kept()[7].says(Language::Chinese), "编号“0109”在第7行已经有了");
  EXPECT_EQ(code_of(import("编号,名称,上级编号\n0107,某支部,99\n", "")), "TABLE_HAS_ERRORS");
  EXPECT_EQ(codes(problems_), Codes{"IMPORT_UNIT_UNKNOWN"});
}

TEST_F(ImportUnitsTest, FindsEachCycleOnce) {
  EXPECT_TRUE(preview("编号,名称,上级编号\n01,,0101\n0101,,01\n").is_refused());
  EXPECT_EQ(codes(problems_), Codes{"IMPORT_PARENT_CYCLE"});
  EXPECT_EQ(first_problem(),
            "units.csv:2:5: error IMPORT_PARENT_CYCLE: the unit comes out above itself: 01 → 0101 → 01; correct the "
            "parent in one of these rows");
  EXPECT_TRUE(preview("编号,名称,上级编号\nA,甲,A\nB,乙,C\nC,丙,B\nE,戊,B\n").is_refused());
  EXPECT_EQ(codes(problems_), (Codes{"IMPORT_PARENT_CYCLE", "IMPORT_PARENT_CYCLE"}));
  EXPECT_NE(problems_.kept()[1].says(Language::English).find("B → C → B"), std::string::npos);
  EXPECT_TRUE(preview("编号,名称,上级编号\n01,,0101\n0101,,1\n"));  // turned round
}

TEST_F(ImportUnitsTest, ALongChainIsStoredFromAboveWhateverItsOrder) {
  std::string table = "编号,名称,上级编号\n";
  constexpr int length = 3000;
  for (int i = length; i > 0; --i)
    table +=
        "K" + std::to_string(i) + ",某" + std::to_string(i) + "," + (i == 1 ? "1" : "K" + std::to_string(i - 1)) + "\n";
  EXPECT_EQ(bring_in(table).added, 3000U);
  EXPECT_EQ(stored("K3000").parent_id, unit("K2999"));
}

TEST_F(ImportUnitsTest, WarnsOfLostZerosAndClosedParents) {
  bring_in("编号,撤销日期\nD3,2026-01-01\n");
  EXPECT_TRUE(preview("编号,名称,上级编号\n101,青松,1\n0110,某支部,D3\n"));
  EXPECT_EQ(codes(problems_), (Codes{"IMPORT_ZEROS", "IMPORT_UNIT_CLOSED"}));
  EXPECT_TRUE(preview("编号,名称,上级编号\n0110,某支部,101\n").is_refused());
  EXPECT_EQ(problems_.kept()[0].says(Language::Chinese), "没有编号为“101”的单位:是否应为“0101”");
}

TEST_F(ImportUnitsTest, OnlyWhoManagesUnitsAndOnlyOnesOwn) {
  for (const char* login : {"pine", "org", "leader", "verifier", "member", "auditor"})
    EXPECT_EQ(code_of(preview("编号,名称\n0101,甲\n", login)), "NOT_ALLOWED") << login;
  EXPECT_EQ(code_of(import("编号,名称\n0101,甲\n", "", "auditor")), "NOT_ALLOWED");
  EXPECT_TRUE(preview("编号,名称\n0101,甲\n", "admin"));
  ASSERT_TRUE(change_grants(office_, actor("office"), account("pine"), {{"office", unit("01")}}));
  EXPECT_TRUE(preview("编号,名称,上级编号\n0101,甲,\n0104,丁,0101\n", "pine")) << first_problem();
  EXPECT_TRUE(preview("编号,名称,上级编号\nD1,甲,\n0104,丁,D1\n0102,,D1\n01,,D2\n", "pine").is_refused());
  EXPECT_EQ(codes(problems_), (Codes{"IMPORT_NOT_YOURS", "IMPORT_NOT_YOURS", "IMPORT_NOT_YOURS", "IMPORT_NOT_YOURS"}));
}

TEST_F(ImportUnitsTest, TheTemplateIsTakenBackFilledIn) {
  Problems problems;
  const std::string bytes = units_template();
  EXPECT_EQ(bytes, units_template());
  const auto grid = document::read_xlsx(bytes, "t.xlsx", {}, problems);
  ASSERT_TRUE(grid);
  ASSERT_EQ(grid->rows.size(), 1U) << "the example must not be data";
  EXPECT_EQ(grid->rows[0][2].text, "上级编号");
  EXPECT_TRUE(preview(bytes).is_refused());
  EXPECT_EQ(codes(problems_), Codes{"IMPORT_EMPTY"});
  document::SheetSpec sheet;
  sheet.name = "单位";
  for (const auto& cell : grid->rows[0]) sheet.columns.push_back({cell.text, 12, "@", "", {}});
  sheet.rows = {{{"0104"}, {"红柳支部"}, {"01"}, {"党支部"}, {""}}};
  const auto filled = document::write_xlsx({{sheet}, ""}, "t.xlsx", problems);
  ASSERT_TRUE(filled);
  EXPECT_EQ(bring_in(*filled).added, 1U);
  EXPECT_EQ(stored("0104").name, "红柳支部");
}

TEST_F(ImportUnitsTest, ReadsWhatExcelWritesInChina) {
  const std::string text = "编号,名称,上级编号\n0104,红柳支部,01\n";
  const auto seen = preview(document::encoded(text, "GB18030"));
  ASSERT_TRUE(seen) << first_problem();
  EXPECT_EQ(seen->rows[0].name, "红柳支部");
  EXPECT_TRUE(preview("\xEF\xBB\xBF" + text));
  EXPECT_TRUE(preview("编号\t名称\t上级编号\n0104\t红柳支部\t01\n"));
}

TEST_F(ImportUnitsTest, S16ReadsUtf16AndNamesBig5) {
  const std::string text = "编号,名称,上级编号\n0104,\u00A0红柳\u200B支部\t,01\n";
  for (const std::string& bytes :
       {"\xFF\xFE" + document::encoded(text, "UTF-16LE"), document::encoded(text, "UTF-16BE"), "sep=,\n" + text}) {
    const auto seen = preview(bytes);
    ASSERT_TRUE(seen) << first_problem();
    EXPECT_EQ(seen->rows[0].name, "红柳支部");
  }
  EXPECT_TRUE(preview(document::encoded("編號,名稱\n0104,紅柳\n", "BIG5")).is_refused());
  EXPECT_EQ(codes(problems_), Codes{"BIG5_FILE"});
}

TEST_F(ImportUnitsTest, RefusesWhatIsNoTable) {
  const std::string zeros("编号\0\0", 8);
  for (const std::string& bytes :
       {std::string(), std::string("PK\x03\x04 broken"), std::string("%PDF-1.4"), std::string("\xFF\xFE\x16\x7F"),
        zeros, std::string("编号;名称\n1;2\n"), std::string("名称\n甲\n")}) {
    EXPECT_EQ(code_of(preview(bytes)), "TABLE_HAS_ERRORS") << bytes;
    EXPECT_TRUE(problems_.has_errors());
    EXPECT_EQ(code_of(import(bytes, "")), "TABLE_HAS_ERRORS") << bytes;
  }
  EXPECT_EQ(codes(problems_), Codes{"IMPORT_COLUMN_MISSING"});
  EXPECT_TRUE(preview("编号,编号,名称\n1,1,x\n").is_refused());
  EXPECT_EQ(codes(problems_), Codes{"IMPORT_COLUMN_TWICE"});
}

}  // namespace
}  // namespace pingxing::office
