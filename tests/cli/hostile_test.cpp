// Files that are broken, mistyped or made to harm: each ends with status 1 and a message that names what it is.
#include <unistd.h>

#include "run_binary.hpp"

namespace pingxing {
namespace {

class Hostile : public testing::Test {
 protected:
  TestFolder folder;
  std::string scheme = folder.put("scheme.md", scheme_text);
  const std::string header{facts_text.substr(0, facts_text.find('\n') + 1)};

  /// The errors of rating a table that must be refused with this code.
  std::string refused(const std::string& file, std::string_view code) {
    const auto ended = run({"rate", scheme, file});
    EXPECT_EQ(ended.status, 1) << ended.err;
    EXPECT_EQ(ended.out, "");
    EXPECT_TRUE(contains(ended.err, code)) << ended.err;
    return ended.err;
  }
  std::string refused_text(std::string_view bytes, std::string_view code) {
    return refused(folder.put("f.csv", bytes), code);
  }
  void accepted(std::string_view bytes) {
    const auto ended = run({"rate", scheme, folder.put("f.csv", bytes)});
    EXPECT_EQ(ended.status, 0) << ended.err;
  }
};

TEST_F(Hostile, NotUtf8) {
  const auto said = refused_text(header + "C1,一\xFF车间,东区,0,99\n", "NOT_UTF8");
  EXPECT_TRUE(contains(said, "f.csv:2:5")) << said;
}

TEST_F(Hostile, Gb18030IsNamedAndConverted) {
  const std::string gbk =
      "\xB1\xE0\xBA\xC5,\xC3\xFB\xB3\xC6,\xB7\xD6\xD7\xE9\nC1,\xD2\xBB\xB3\xB5\xBC\xE4,\xB6\xAB\xC7\xF8\n";
  const auto said = refused_text(gbk, "FACTS_COLUMN_MISSING");
  EXPECT_TRUE(contains(said, "TABLE_ENCODING") && contains(said, "GB18030")) << "read, and said: " << said;
  const auto ended = run({"check", folder.put("s.md", gbk)});
  EXPECT_EQ(ended.status, 1);
  EXPECT_TRUE(contains(ended.out, "GB18030")) << ended.out;
}

TEST_F(Hostile, MarksLineEndsAndWidths) {
  accepted("\xEF\xBB\xBF" + std::string(facts_text));
  std::string crlf;
  for (const char c : facts_text) crlf += c == '\n' ? std::string("\r\n") : std::string(1, c);
  accepted(crlf);
  accepted(header + "C1,一车间,东区,１,９９．５％\n");
  EXPECT_EQ(run({"check", folder.put("s.md", "\xEF\xBB\xBF" + std::string(scheme_text))}).status, 0);
  std::string scheme_crlf;
  for (const char c : scheme_text) scheme_crlf += c == '\n' ? std::string("\r\n") : std::string(1, c);
  EXPECT_EQ(run({"check", folder.put("crlf.md", scheme_crlf)}).status, 0);
  std::string wide(scheme_text);
  wide.replace(wide.find("每项减5分"), std::string("每项减5分").size(), "每项减５分");
  auto printed = run({"print", folder.put("wide.md", wide)}).out;
  const auto at = printed.find("每项减５分");  // a rule is printed as it was typed
  ASSERT_NE(at, printed.npos);
  EXPECT_EQ(printed.replace(at, std::string("每项减５分").size(), "每项减5分"), run({"print", scheme}).out);
}

TEST_F(Hostile, NoUtf8InASchemeOrHistory) {
  const auto ended = run({"check", folder.put("s.md", std::string(scheme_text) + "\n\xFF\n")});
  EXPECT_EQ(ended.status, 1);
  EXPECT_TRUE(contains(ended.out, "NOT_UTF8")) << ended.out;
  const auto facts = folder.put("f.csv", facts_text);
  EXPECT_TRUE(contains(run({"rate", scheme, facts, "--history", folder.put("h.json", "{\xFF}")}).err, "NOT_UTF8"));
  EXPECT_TRUE(contains(run({"rate", scheme, facts, "--history", folder.put("h.json", "{")}).err, "HISTORY_NOT_JSON"));
}

TEST_F(Hostile, FilesOfAnotherKind) {
  document::SheetXml sheet;
  sheet.rows = "<row><c><v>1</v></c></row>";
  const auto workbook = document::xlsx_of(sheet);
  refused_text(workbook, "FILE_IS_BINARY");
  EXPECT_TRUE(contains(run({"check", folder.put("s.md", workbook)}).out, "FILE_IS_BINARY"));
  refused(folder.put("f.xlsx", facts_text), "XLSX_NOT_WORKBOOK");
  refused(folder.put("f.xls", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), "XLSX_OLD_FORMAT");
  refused_text("\xFF\xFE" + std::string("a\0", 2), "FACTS_HEADER_MISSING");
  refused_text(header + std::string("C1,\0,东区,1,99\n", 18), "FILE_IS_BINARY");
  refused(folder.path(""), "FILE_IS_FOLDER");
}

TEST_F(Hostile, Mistyped) {
  refused_text(header + "C1,一车间,东区,1O,99\n", "FACTS_LETTER_FOR_DIGIT");
  refused_text(header + "C1,一车间,东区,1.5,99\n", "FACTS_NOT_WHOLE");
  refused_text(header + "C1,一车间,东区,1,101\n", "FACTS_OUT_OF_RANGE");
  refused_text(header + "C1,一车间,东区,-1,99\n", "FACTS_OUT_OF_RANGE");
  refused_text(header + "C1,一车间,东区,1,99\nC1,二车间,东区,1,99\n", "FACTS_ID_TWICE");
  refused_text("编号,名称,分组,隐患,合格率,天气\nC1,一车间,东区,1,99,晴\n", "FACTS_COLUMN_UNKNOWN");
}

TEST_F(Hostile, Empty) {
  refused_text("", "FILE_EMPTY");
  refused_text("\n\n", "FILE_EMPTY");
  refused_text(header, "FACTS_NO_ROWS");
  EXPECT_EQ(run({"check", folder.put("empty.md", "")}).status, 1);
}

TEST_F(Hostile, AMillionColumnsOfAScheme) {
  EXPECT_LE(run({"check", folder.put("s.md", "# 方案\n\n" + std::string(1'000'000, '|') + "\n")}).status, 1);
}

TEST_F(Hostile, ARowOfAnotherWidthHidesNothing) {
  const auto said = refused_text(header + "C1,一车间,东区,1O,99\nC2,东区,1,99\nC3,三车间,东区,1,x\n", "CSV_ROW_WIDTH");
  const auto first = said.find("f.csv:2:"), second = said.find("f.csv:3:"), third = said.find("f.csv:4:");
  EXPECT_TRUE(first < second && second < third && third != said.npos) << said;
}

TEST_F(Hostile, AMillionColumns) { refused_text(std::string(1'000'000, ',') + "\n", "CSV_TOO_WIDE"); }

TEST_F(Hostile, TwoGigabytes) {
  const auto file = folder.put("big.csv", header);
  ASSERT_EQ(::truncate(file.c_str(), (off_t{2} << 30) + 1), 0);
  refused(file, "FILE_TOO_LARGE");
  const auto workbook = folder.put("big.xlsx", "PK");
  ASSERT_EQ(::truncate(workbook.c_str(), (off_t{2} << 30) + 1), 0);
  refused(workbook, "FILE_TOO_LARGE");
  EXPECT_EQ(run({"check", file}).status, 1);
}

TEST_F(Hostile, ZipBomb) {
  document::SheetXml sheet;
  sheet.rows = "<row>" + std::string(80U << 20, ' ') + "</row>";
  refused(folder.put("bomb.xlsx", document::xlsx_of(sheet)), "XLSX_TOO_LARGE");
}

TEST_F(Hostile, FormulasInCells) {
  document::SheetXml sheet;
  const auto text = [](std::string_view of) {
    return "<c t=\"inlineStr\"><is><t>" + std::string(of) + "</t></is></c>";
  };
  sheet.rows = "<row>" + text("编号") + text("名称") + text("分组") + text("隐患") + text("合格率") + "</row><row>" +
               text("C1") + text("一车间") + text("东区") + "<c><f>1+1</f>";
  const auto head = sheet.rows;
  sheet.rows = head + "</c><c><v>99</v></c></row>";
  const auto said = refused(folder.put("f.xlsx", document::xlsx_of(sheet)), "FACTS_FORMULA");  // never computed
  EXPECT_TRUE(contains(said, "f.xlsx[表1!D2]")) << said;
  sheet.rows = head + "<v>2</v></c><c><v>99</v></c></row>";
  const auto ended = run({"rate", scheme, folder.put("g.xlsx", document::xlsx_of(sheet))});
  EXPECT_EQ(ended.status, 0) << ended.err;
  EXPECT_TRUE(contains(ended.err, "TABLE_FORMULAS")) << ended.err;
}

TEST_F(Hostile, TheThirtyFirstOfNovember) {
  const auto file = folder.put("s.md", std::string(scheme_text) + "\n## 程序\n\n1. 公示(2011年11月31日):办公室\n");
  const auto ended = run({"check", file});
  EXPECT_EQ(ended.status, 1);
  EXPECT_TRUE(contains(ended.out, "DATE_IMPOSSIBLE")) << ended.out;
}

TEST_F(Hostile, NoCommandsForTheTerminal) {
  const std::string escape = "\x1b]0;title\x07\x1b[2J";
  const auto said = refused_text("编号,名称,分组,隐患,合格率," + escape + "\nC1," + escape + ",东区,1,99,x\n",
                                 "FACTS_COLUMN_UNKNOWN");
  EXPECT_TRUE(contains(said, "FACTS_CONTROL_CHARACTER")) << said;
  EXPECT_FALSE(contains(said, "\x1b"));
  EXPECT_FALSE(contains(run({"explain", scheme, folder.put("g.csv", facts_text), escape}).err, "\x1b"));
}

TEST_F(Hostile, ManyProblemsAreCounted) {
  std::string wide = header.substr(0, header.size() - 1), row = "C1,一车间,东区,1,99";
  for (int i = 0; i < 250; ++i) {
    wide += ",多余" + std::to_string(i);
    row += ",";
  }
  const auto said = refused_text(wide + "\n" + row + "\n", "FACTS_COLUMN_UNKNOWN");
  EXPECT_EQ(std::count(said.begin(), said.end(), '\n'), 101) << said;
  EXPECT_TRUE(contains(said, "另有150处")) << said;
  std::string rules(scheme_text);
  for (int i = 0; i < 250; ++i) rules += "- 五星级:看着办" + std::to_string(i) + "\n";
  const auto checked = run({"check", folder.put("s.md", rules)});
  EXPECT_EQ(std::count(checked.out.begin(), checked.out.end(), '\n'), 101) << checked.out;
  EXPECT_TRUE(contains(checked.out, "……另有")) << checked.out;
}

TEST_F(Hostile, ManyAlikeInAColumnAreToldOnce) {
  std::string many = header;
  for (int i = 0; i < 500; ++i) many += "C" + std::to_string(i) + ",,东区,1,101\n";
  many += "C500,,东区,x,99\n";
  const auto said = refused_text(many, "FACTS_OUT_OF_RANGE");
  EXPECT_EQ(std::count(said.begin(), said.end(), '\n'), 5) << said;
  EXPECT_TRUE(contains(said, "这一列另有497处FACTS_OUT_OF_RANGE,最后一处在")) << said;
  EXPECT_TRUE(contains(said, "f.csv:502:10: error FACTS_NOT_NUMBER")) << said;
  const auto mend = said.find("请核对这一格");
  EXPECT_NE(mend, said.npos);
  EXPECT_EQ(said.find("请核对这一格", mend + 1), said.npos) << "how to mend is said once: " << said;
  const auto english = run({"--lang", "en", "rate", scheme, folder.path("f.csv")});
  EXPECT_TRUE(contains(english.err, "497 more FACTS_OUT_OF_RANGE in this column, the last at")) << english.err;
}

}  // namespace
}  // namespace pingxing
