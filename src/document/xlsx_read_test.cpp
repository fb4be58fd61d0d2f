#include "document/xlsx_read.hpp"

#include <gtest/gtest.h>

#include "document/test_support.hpp"

namespace pingxing::document {
namespace {

using Kind = Cell::Kind;

class XlsxReadTest : public testing::Test {
 protected:
  std::optional<Grid> read(const SheetXml& sheet) { return read_xlsx(xlsx_of(sheet), "f.xlsx", Limits{}, problems_); }
  Problems problems_;
};

TEST_F(XlsxReadTest, ReadsEveryKindOfCell) {
  SheetXml sheet;
  sheet.shared_strings = {"<t>名称</t>", "<r><t>得</t></r><r><rPr><b/></rPr><t>分</t></r><rPh><t>de</t></rPh>"};
  sheet.formats = R"(<numFmt numFmtId="164" formatCode="0.0%"/><numFmt numFmtId="165" formatCode="yyyy-mm-dd"/>)";
  sheet.styles = {0, 164, 165, 9};
  sheet.rows = R"(<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>)"
               R"(<row r="3"><c r="A3" t="inlineStr"><is><t>a_x000A_b_x005F_x0041_</t></is></c>)"
               R"(<c r="B3"><v>93.499999999999986</v></c><c r="C3" s="1"><v>0.93500000000000005</v></c>)"
               R"(<c r="D3" s="2"><v>46082</v></c><c r="E3" t="b"><v>1</v></c><c r="F3" t="e"><v>#DIV/0!</v></c>)"
               R"(<c r="G3" t="d"><v>2026-03-01T00:00:00.000</v></c><c r="H3" t="str"><v>x</v></c>)"
               R"(<c r="I3" s="3"><v>1</v></c><c r="J3" t="inlineStr"><is><t> </t></is></c><c r="L3" s="1"/></row>)";
  const auto grid = read(sheet);
  ASSERT_TRUE(grid);
  EXPECT_TRUE(problems_.empty());
  EXPECT_EQ(grid->sheet, "表1");
  EXPECT_EQ(texts(*grid),
            (Texts{{"名称", "得分"},
                   {"a\nb_x0041_", "93.5", "93.5%", "2026-03-01", "TRUE", "#DIV/0!", "2026-03-01", "x", "100%", " "}}));
  const std::vector<Kind> kinds{Kind::Text,  Kind::Number, Kind::Number, Kind::Date,   Kind::Boolean,
                                Kind::Error, Kind::Date,   Kind::Text,   Kind::Number, Kind::Text};
  for (std::size_t i = 0; i < kinds.size(); ++i) EXPECT_EQ(grid->rows[1][i].kind, kinds[i]) << i;
  EXPECT_EQ(grid->place(1, 1).text(), "f.xlsx[表1!B3]");
  EXPECT_EQ(grid->place(0, 4).text(), "f.xlsx[表1!E1]");  // missing cells have a place too
}

TEST_F(XlsxReadTest, KeepsFormulasApartFromWhatWasTyped) {
  const auto grid = read({R"(<row><c><v>1</v></c><c><f>A1+1</f><v>2</v></c><c t="str"><f>"x"</f><v>x</v></c>)"
                          R"(<c t="e"><f>1/0</f><v>#DIV/0!</v></c><c><f>A1</f></c></row>)"});
  ASSERT_TRUE(grid);
  const auto& row = grid->rows[0];
  ASSERT_EQ(row.size(), 5U);
  EXPECT_EQ(row[0].kind, Kind::Number);
  const std::vector<Kind> cached{Kind::Number, Kind::Text, Kind::Error, Kind::Empty};
  for (std::size_t i = 0; i < cached.size(); ++i) {
    EXPECT_EQ(row[i + 1].kind, Kind::Formula) << i;
    EXPECT_EQ(row[i + 1].cached, cached[i]) << i;
  }
  EXPECT_EQ(row[1].text, "2");
  EXPECT_EQ(row[4].text, "");
}

TEST_F(XlsxReadTest, FillsGapsAndSkipsEmptyRows) {
  const auto grid = read(
      {R"(<row r="2"><c r="B2"><v>1</v></c></row><row r="3"><c r="A3"/></row><row r="9" hidden="1"><c r="C9"><v>2</v></c></row>)"});
  ASSERT_TRUE(grid);
  EXPECT_EQ(texts(*grid), (Texts{{"", "1"}, {"", "", "2"}}));
  EXPECT_EQ(grid->rows[1][0].row, 9);
  EXPECT_EQ(grid->rows[1][0].column, 1);
  EXPECT_EQ(grid->place(1, 0).cell, "A9");
}

TEST_F(XlsxReadTest, PrefersTheSheetOfFactsThenTheFirstVisible) {
  const std::string rows = "<row><c><v>1</v></c></row>";
  const auto value = [&](const std::string& sheets) {
    SheetXml sheet{rows};
    sheet.sheets = sheets;
    const auto grid = read(sheet);
    return grid ? grid->sheet + grid->rows[0][0].text : "none";
  };
  EXPECT_EQ(value(R"(<sheet name="a" r:id="rId1"/><sheet name="b" r:id="rId4"/>)"), "a1");
  EXPECT_EQ(value(R"(<sheet name="a" state="hidden" r:id="rId1"/><sheet name="b" r:id="rId4"/>)"), "b2");
  EXPECT_EQ(value(R"(<sheet name="a" r:id="rId1"/><sheet name="数据" r:id="rId4"/>)"), "数据2");
  EXPECT_EQ(value(R"(<sheet name="a" r:id="rId1"/><sheet name=" Facts" r:id="rId4"/>)"), " Facts2");
  EXPECT_EQ(value(R"(<sheet name="a" r:id="rId1"/><sheet name="facts" state="veryHidden" r:id="rId4"/>)"), "a1");
  EXPECT_EQ(value(R"(<sheet name="a" state="Hidden" r:id="rId1"/><sheet name="b" state="show" r:id="rId4"/>)"), "b2");
  EXPECT_EQ(value(R"(<sheet name="a" state="VERYHIDDEN" r:id="rId1"/><sheet name="b" r:id="rId4"/>)"), "b2");
  for (const std::string visible : {"show", "visible", "Visible", "", "0"})  // S24
    EXPECT_EQ(value("<sheet name=\"a\" state=\"" + visible + "\" r:id=\"rId1\"/>"), "a1") << visible;
  EXPECT_TRUE(problems_.empty());
  EXPECT_EQ(value(R"(<sheet name="a" state="hidden" r:id="rId1"/>)"), "none");
  EXPECT_EQ(value(R"(<sheet name="a" r:id="rId2"/>)"), "none");  // its part is no worksheet
  EXPECT_EQ(codes(problems_), (Codes{"XLSX_NO_SHEET", "XLSX_NO_SHEET"}));
}

TEST_F(XlsxReadTest, KeepsWhatIsMergedAndHidden) {
  SheetXml sheet{
      R"(<row r="2"><c r="A2"><v>1</v></c></row><row r="5" hidden="1"><c r="A5"><v>1</v></c></row>)"
      R"(<row r="6" hidden="1"/>)",
      R"(<mergeCells><mergeCell ref="A2:B2"/><mergeCell ref="$C$5:D9"/><mergeCell ref="wrong"/></mergeCells>)"};
  sheet.before =
      R"(<cols><col min="2" max="3" hidden="1"/><col min="5" max="5" width="0"/><col min="6" max="6"/></cols>)";
  sheet.sheets = R"(<sheet name="a" r:id="rId1"/><sheet name="b" state="veryHidden" r:id="rId4"/>)";
  const auto sheets = read_sheets(xlsx_of(sheet), "f.xlsx", Limits{}, problems_);
  ASSERT_TRUE(sheets);
  ASSERT_EQ(sheets->size(), 2U);
  const Sheet& first = sheets->front();
  ASSERT_EQ(first.merges.size(), 2U);
  EXPECT_EQ(first.merges[0].name, "A2:B2");
  EXPECT_TRUE(first.merges[1].has(9, 4) && first.merges[1].has(5, 3) && !first.merges[1].has(5, 2));
  EXPECT_EQ(first.hidden_rows, std::vector<int>{5});
  std::string hidden;
  for (int column = 1; column <= 7; ++column) hidden += first.is_hidden_column(column) ? "h" : "-";
  EXPECT_EQ(hidden, "-hh-h--");
  EXPECT_FALSE(first.is_hidden);
  EXPECT_TRUE(sheets->back().is_hidden);
  EXPECT_EQ(first.grid.rows[0].size(), 1U) << "nothing is filled in";
}

TEST_F(XlsxReadTest, KeepsHowAWholeNumberIsShown) {
  SheetXml sheet;
  sheet.formats = R"(<numFmt numFmtId="164" formatCode="000"/><numFmt numFmtId="165" formatCode="&quot;Q&quot;000"/>)"
                  R"(<numFmt numFmtId="166" formatCode="0_ "/><numFmt numFmtId="167" formatCode="#,##0"/>)"
                  R"(<numFmt numFmtId="168" formatCode="00\-00"/><numFmt numFmtId="169" formatCode="0.00"/>)"
                  R"(<numFmt numFmtId="170" formatCode="General"/>)";
  sheet.styles = {0, 164, 165, 166, 167, 168, 169, 170, 1, 3, 2};
  sheet.rows =
      R"(<row><c s="0"><v>7</v></c><c s="1"><v>7</v></c><c s="2"><v>7</v></c><c s="3"><v>7</v></c><c s="4"><v>7</v></c>)"
      R"(<c s="4"><v>1234</v></c><c s="5"><v>7</v></c><c s="6"><v>7</v></c><c s="7"><v>7</v></c><c s="8"><v>7</v></c>)"
      R"(<c s="9"><v>1234</v></c><c s="10"><v>7</v></c></row>)";
  const auto grid = read(sheet);
  std::vector<int> digits;
  for (const auto& cell : grid->rows[0]) digits.push_back(cell.digits);
  const int other = shown_otherwise;
  EXPECT_EQ(digits, (std::vector<int>{0, 3, other, 1, 1, other, other, other, 0, 0, other, other}));
}

TEST_F(XlsxReadTest, AFormulaThatCameToNothingWasComputed) {
  const auto grid = read({R"(<row><c t="str"><f>IF(1,"","x")</f><v></v></c><c><f>A1</f></c><c><v>1</v></c></row>)"});
  EXPECT_EQ(grid->rows[0][0].cached, Kind::Text);
  EXPECT_EQ(grid->rows[0][1].cached, Kind::Empty);
}

TEST_F(XlsxReadTest, CountsDaysFrom1904WhereTheWorkbookDoes) {
  SheetXml sheet{R"(<row><c s="0"><v>44620</v></c></row>)"};
  sheet.styles = {14};
  sheet.workbook_properties = R"(<workbookPr date1904="1"/>)";
  EXPECT_EQ(texts(*read(sheet)), (Texts{{"2026-03-01"}}));
}

TEST_F(XlsxReadTest, ReadsOtherPrefixes) {
  auto parts = parts_of({});
  for (auto& [name, content] : parts) {
    if (name == "xl/worksheets/sheet1.xml") {
      content =
          "<x:worksheet><x:sheetData><x:row><x:c "
          "t=\"inlineStr\"><x:is><x:t>a</x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>";
    }
    if (name == "xl/styles.xml") name = "XL\\Styles.xml";
  }
  const auto grid = read_xlsx(zip_of(parts), "f.xlsx", Limits{}, problems_);
  ASSERT_TRUE(grid);
  EXPECT_EQ(texts(*grid), (Texts{{"a"}}));
}

TEST_F(XlsxReadTest, S24PairsOfEscapesAreOneCharacter) {
  SheetXml sheet;
  sheet.shared_strings = {"<t>_xD801__xDC05_</t>", "<r><t>a_xd801_</t></r><r><t>_xdc05_b</t></r>"};
  sheet.rows = R"(<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c>)"
               R"(<c t="inlineStr"><is><t>王_xD842__xDFB7_</t></is></c><c t="str"><v>_xD83D__xDE00_</v></c></row>)";
  EXPECT_EQ(texts(*read(sheet)), (Texts{{"𐐅", "a𐐅b", "王𠮷", "😀"}}));
  EXPECT_TRUE(problems_.empty());
}

TEST_F(XlsxReadTest, S24EscapesAsWritersMakeThem) {
  const auto text = [&](const std::string& xml) {
    return texts(*read({"<row><c t=\"inlineStr\"><is><t>" + xml + "</t></is></c></row>"}))[0][0];
  };
  EXPECT_EQ(text("a_x000D_\nb_x000D_c"), "a\nb\nc");
  EXPECT_EQ(text("a_x000B_b_x0007_"), "a\vb\x07");  // for the reader of the cell to refuse by name
  EXPECT_EQ(text("_x005F_x0041_"), "_x0041_");
  EXPECT_EQ(text("_x005F_xD801_"), "_xD801_");
  EXPECT_EQ(text("_x005F__x005F_"), "__");
  EXPECT_EQ(text("_x41__X0041_ _x00G1_ _x0041"), "_x41__X0041_ _x00G1_ _x0041");
  EXPECT_EQ(text("_x00e9__x00E9_"), "éé");
  EXPECT_EQ(text("&#x4E00;&amp;_x4E00_"), "一&一");
  EXPECT_TRUE(problems_.empty());
}

TEST_F(XlsxReadTest, S24TextThatIsNoneIsNamedWithItsCell) {
  const std::vector<std::pair<std::string, std::string>> wrong{{"a_xD801_b", "U+D801, half of a character,"},
                                                               {"_xDC05_", "U+DC05, half of a character,"},
                                                               {"_xDC05__xD801_", "U+DC05, half of a character,"},
                                                               {"_xD801_ _xDC05_", "U+D801, half of a character,"},
                                                               {"&#xD801;", "U+D801, half of a character,"},
                                                               {"a_x0000_", "U+0000"},
                                                               {"_xFFFE_", "U+FFFE"},
                                                               {"\uFFFF", "U+FFFF"},
                                                               {"a\xFF", "the byte 0xFF"},
                                                               {"\xC3", "the byte 0xC3"}};
  for (const auto& [xml, what] : wrong) {
    Problems problems;
    SheetXml sheet{R"(<row><c><v>1</v></c><c t="s"><v>0</v></c><c t="inlineStr"><is><t>)" + xml +
                   "</t></is></c></row>"};
    sheet.shared_strings = {"<t>" + xml + "</t>"};
    const auto grid = read_xlsx(xlsx_of(sheet), "f.xlsx", Limits{}, problems);
    ASSERT_TRUE(grid) << xml;
    ASSERT_EQ(codes(problems), (Codes{"XLSX_NO_TEXT", "XLSX_NO_TEXT"})) << xml;
    EXPECT_EQ(problems.kept()[0].place.text(), "f.xlsx[表1!B1]");
    EXPECT_EQ(problems.kept()[1].place.text(), "f.xlsx[表1!C1]");
    EXPECT_EQ(problems.kept()[0].says(Language::English), what + " in this cell is no text");
  }
}

TEST_F(XlsxReadTest, S24NoDateIsACount) {
  SheetXml sheet;
  sheet.formats =
      R"(<numFmt numFmtId="164" formatCode="[$-804]aaaa"/><numFmt numFmtId="165" formatCode="ddd"/>)"
      R"(<numFmt numFmtId="166" formatCode="[&lt;1]h:mm;[h]:mm"/><numFmt numFmtId="167" formatCode="0.0%"/>)";
  sheet.styles = {0, 164, 165, 166, 14, 46, 167};
  sheet.rows =
      R"(<row><c s="1"><v>46024</v></c><c s="2"><v>46024.5</v></c><c s="3"><v>0.00037</v></c>)"
      R"(<c s="3"><v>1.5</v></c><c s="5"><v>2.25</v></c><c s="4"><v>60</v></c><c s="4"><v>-3</v></c>)"
      R"(<c s="4"><v>20260301</v></c><c s="4"><v>1</v></c><c s="4"><v>59</v></c><c s="6"><v>0.5</v></c></row>)";
  const auto grid = read(sheet);
  EXPECT_EQ(texts(*grid), (Texts{{"2026-01-02", "2026-01-02T12:00:00", "00:00:32", "36:00:00", "54:00:00", "60", "-3",
                                  "20260301", "1900-01-01", "1900-02-28", "50%"}}));
  for (std::size_t i = 0; i < 10; ++i) EXPECT_EQ(grid->rows[0][i].kind, Kind::Date) << i;
  EXPECT_EQ(grid->rows[0][10].kind, Kind::Number);
}

TEST_F(XlsxReadTest, ACellWithoutStyleHasTheFirst) {
  SheetXml sheet{R"(<row><c><v>46082</v></c><c s="9"><v>46082</v></c></row>)"};
  sheet.styles = {14};
  EXPECT_EQ(texts(*read(sheet)), (Texts{{"2026-03-01", "46082"}}));
}

TEST_F(XlsxReadTest, PhoneticRunsAndEmptyTextsAreNotRead) {
  SheetXml sheet;
  sheet.shared_strings = {"<t>王</t><rPh sb=\"0\" eb=\"1\"><t>wang</t></rPh><phoneticPr fontId=\"1\"/>", "", "<t/>"};
  sheet.rows = R"(<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"><v>2</v></c><c t="b"><v>0</v></c>)"
               R"(<c t="e"><v>#N/A</v></c></row>)";
  const auto grid = read(sheet);
  EXPECT_EQ(texts(*grid), (Texts{{"王", "", "", "FALSE", "#N/A"}}));
  EXPECT_EQ(grid->rows[0][1].kind, Kind::Empty);
  EXPECT_EQ(grid->rows[0][4].kind, Kind::Error);
}

TEST_F(XlsxReadTest, SaysWhatIsWrongInACell) {
  for (const std::string bad :
       {R"(<c r="A0"><v>1</v></c>)", R"(<c r="B1"><v>1</v></c><c r="A1"><v>1</v></c>)", R"(<c r="XFE1"><v>1</v></c>)",
        R"(<c r="A2"><v>1</v></c>)", R"(<c><v>x</v></c>)", R"(<c t="s"><v>0</v></c>)", R"(<c t="s"><v>-1</v></c>)",
        R"(<c t="b"><v>2</v></c>)", R"(<c t="?"><v>2</v></c>)", R"(<c><v>1e999</v></c>)"}) {
    Problems problems;
    EXPECT_FALSE(read_xlsx(xlsx_of({R"(<row r="1">)" + bad + "</row>"}), "f.xlsx", Limits{}, problems)) << bad;
    EXPECT_EQ(codes(problems), Codes{"XLSX_DAMAGED"}) << bad;
  }
  for (const std::string bad : {"0", "1048577", "x", "99999999999", "-1"}) {
    Problems problems;
    EXPECT_FALSE(read_xlsx(xlsx_of({"<row r=\"" + bad + "\"/>"}), "f.xlsx", Limits{}, problems)) << bad;
    EXPECT_EQ(codes(problems), Codes{"XLSX_DAMAGED"}) << bad;
  }
  EXPECT_FALSE(read({R"(<row><c><v>x</v></c></row>)"}));
  EXPECT_EQ(problems_.kept()[0].says(Language::English), "the workbook is damaged: the content of cell A1 is wrong");
}

TEST_F(XlsxReadTest, AnEmptySheetIsNamed) {
  EXPECT_FALSE(read({}));
  ASSERT_EQ(codes(problems_), Codes{"XLSX_SHEET_EMPTY"});
  EXPECT_EQ(problems_.kept()[0].says(Language::Chinese), "工作表“表1”是空的");
}

}  // namespace
}  // namespace pingxing::document
