#include "document/xlsx_write.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "document/decimal_text.hpp"
#include "document/package.hpp"
#include "document/sheet_text.hpp"
#include "document/test_support.hpp"
#include "document/xlsx_read.hpp"

/// libxlsxwriter 1.1.4 forgets one copy of the range of each drop-down list that lies on a sheet.
extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions() /* NOLINT */ { return "leak:lxw_strdup\n"; }

namespace pingxing::document {
namespace {

using Kind = SheetCell::Kind;

std::string part(const std::string& bytes, std::string_view name) {
  Problems problems;
  return Package(bytes, "f.xlsx", Limits{}, problems).read(name).value_or("missing");
}

Workbook facts(std::vector<std::vector<SheetCell>> rows) {
  Workbook workbook;
  workbook.sheets.push_back({"数据", {{.header = "名称"}, {.header = "得分"}}, std::move(rows)});
  return workbook;
}

class XlsxWriteTest : public testing::Test {
 protected:
  std::string write(const Workbook& workbook) { return write_xlsx(workbook, "f.xlsx", problems_).value_or(""); }
  Texts read_back(const Workbook& workbook) {
    const auto grid = read_xlsx(write(workbook), "f.xlsx", Limits{}, problems_);
    return grid ? texts(*grid) : Texts{};
  }
  Problems problems_;
};

TEST_F(XlsxWriteTest, WritesTextAndExactNumbers) {
  EXPECT_EQ(read_back(facts({{{"甲"}, {"93.5", Kind::Number}},
                             {{"=1+1"}, {"93.5%", Kind::Number}},
                             {{"007"}, {"260/3", Kind::Number}},
                             {{"_x0041_"}, {"1234567890123456", Kind::Number}},
                             {{" a\r\nb\x01"}, {"100%", Kind::Number}}})),
            (Texts{{"名称", "得分"},
                   {"甲", "93.5"},
                   {"=1+1", "93.5%"},
                   {"007", "260/3"},
                   {"_x0041_", "1234567890123456"},
                   {" a\nb\uFFFD", "100%"}}));
  EXPECT_TRUE(problems_.empty());
}

TEST_F(XlsxWriteTest, NumbersAreNumbersWhereTheyFit) {
  const auto grid = read_xlsx(
      write(facts({{{"a"}, {"123456789.012345", Kind::Number}}, {{"1"}, {"1234567890123456", Kind::Number}}})),
      "f.xlsx", Limits{}, problems_);
  ASSERT_TRUE(grid);
  EXPECT_EQ(grid->rows[1][1].kind, Cell::Kind::Number);
  EXPECT_EQ(grid->rows[1][1].text, "123456789.012345");
  EXPECT_EQ(grid->rows[2][0].kind, Cell::Kind::Text);
  EXPECT_EQ(grid->rows[2][1].kind, Cell::Kind::Text);
}

TEST_F(XlsxWriteTest, TheSameWorkbookGivesTheSameBytes) {
  Workbook workbook = facts({{{"甲"}, {"1", Kind::Number}}});
  workbook.sheets[0].columns[0].help = "填写名称";
  const std::string first = write(workbook);
  EXPECT_EQ(first, write(workbook));
  EXPECT_NE(part(first, "docProps/core.xml").find("2026-01-01T00:00:00Z"), std::string::npos);
}

TEST_F(XlsxWriteTest, SetsUpSheetsForEntry) {
  Workbook workbook = facts({});
  auto& sheet = workbook.sheets[0];
  sheet.frozen_columns = 1;
  sheet.check_rows = 50;
  sheet.columns[0].check = {OneOf{{"是", "否"}}, "Wrong / 错误", "请选择是或否 / choose yes or no"};
  sheet.columns[1].check = {DecimalBetween{"0", "99.5"}, "t", "m"};
  sheet.columns[1].number_format = "0.0";
  sheet.columns.push_back({.header = "次数", .check = EntryCheck{WholeAtLeast{0}, "t", "m"}});
  sheet.columns.push_back(
      {.header = "单位", .help = "单位全称", .check = EntryCheck{OneOf{{"甲,乙", "丙"}}, "t", "m"}});
  const std::string bytes = write(workbook);
  const std::string xml = part(bytes, "xl/worksheets/sheet1.xml");
  for (const std::string_view expected :
       {R"(<pane xSplit="1" ySplit="1" topLeftCell="B2")", R"(<autoFilter ref="A1:D1"/>)", R"(type="list")",
        R"(sqref="A2:A51")", "<formula1>\"是,否\"</formula1>",
        R"(errorTitle="Wrong / 错误" error="请选择是或否 / choose yes or no")",
        "<formula1>0</formula1><formula2>99.5</formula2>", R"(type="whole" operator="greaterThanOrEqual")",
        "<formula1>'选项 choices'!$A$1:$A$2</formula1>"}) {
    EXPECT_NE(xml.find(expected), xml.npos) << expected << "\n" << xml;
  }
  EXPECT_EQ(xml.find("sheetProtection"), xml.npos);
  EXPECT_NE(part(bytes, "xl/comments1.xml").find("单位全称"), std::string::npos);
  EXPECT_NE(part(bytes, "xl/workbook.xml").find(R"(name="选项 choices" sheetId="2" state="hidden")"),
            std::string::npos);
  const auto grid = read_xlsx(bytes, "f.xlsx", Limits{}, problems_);
  ASSERT_TRUE(grid);
  EXPECT_EQ(grid->sheet, "数据");
}

TEST_F(XlsxWriteTest, MakesNamesFit) {
  std::set<std::string> taken;
  EXPECT_EQ(fit_sheet_name("得分: [2026]/1", taken), "得分- -2026--1");
  EXPECT_EQ(fit_sheet_name("A", taken), "A");
  EXPECT_EQ(fit_sheet_name("a", taken), "a (2)");
  EXPECT_EQ(fit_sheet_name("'a'", taken), "a (3)");
  EXPECT_EQ(fit_sheet_name("", taken), "Sheet");
  EXPECT_EQ(fit_sheet_name("''", taken), "Sheet (2)");
  EXPECT_EQ(fit_sheet_name(std::string(40, 'x'), taken), std::string(31, 'x'));
  EXPECT_EQ(fit_sheet_name(std::string(50, 'x'), taken), std::string(27, 'x') + " (2)");
  Workbook workbook = facts({});
  workbook.sheets.push_back(workbook.sheets[0]);
  workbook.sheets.push_back({"\xFF*?\xFF", {}, {{{"x"}}}});
  EXPECT_FALSE(write(workbook).empty());
}

TEST_F(XlsxWriteTest, CutsTextThatACellCannotHold) {
  std::string faces;
  for (int i = 0; i < 20'000; ++i) faces += "😀";  // two units each
  const auto back = read_back(facts({{{std::string(40'000, 'x')}, {faces}}}));
  ASSERT_EQ(back.size(), 2U);
  EXPECT_EQ(back[1][0].size(), cell_units_max);
  EXPECT_EQ(utf16_units(back[1][1]), cell_units_max - 1);
  ASSERT_EQ(codes(problems_), (Codes{"XLSX_TEXT_CUT", "XLSX_TEXT_CUT"}));
  std::string escapes;
  while (escapes.size() < 32'000) escapes += "_x0041_";
  EXPECT_TRUE(escapes.starts_with(read_back(facts({{{escapes}}}))[1][0]));
  EXPECT_FALSE(problems_.has_errors());
  EXPECT_EQ(problems_.kept()[1].place.text(), "f.xlsx[数据!B2]");
}

TEST_F(XlsxWriteTest, RefusesWhatASheetCannotHold) {
  EXPECT_TRUE(write(facts({std::vector<SheetCell>(16'385)})).empty());
  EXPECT_TRUE(write(facts(std::vector<std::vector<SheetCell>>(1'048'576))).empty());
  ASSERT_EQ(codes(problems_), (Codes{"XLSX_SHEET_TOO_LARGE", "XLSX_SHEET_TOO_LARGE"}));
  EXPECT_EQ(problems_.kept()[0].says(Language::English),
            "2 rows and 16385 columns do not fit: a sheet holds at most 1048576 rows and 16384 columns");
}

TEST_F(XlsxWriteTest, RowsMayComeOneAfterTheOther) {
  Workbook workbook = facts({{{"甲"}, {"0", Kind::Number}}});
  workbook.sheets[0].each_row = [](const TakeSheetRow& take) {
    for (int i = 1; i <= 3'000; ++i) take({{"行"}, {std::to_string(i), Kind::Number}});
  };
  const auto bytes = write(workbook);
  const auto grid = read_xlsx(bytes, "f.xlsx", Limits{}, problems_);
  ASSERT_TRUE(grid);
  ASSERT_EQ(grid->rows.size(), 3'002U);
  for (std::size_t i = 0; i <= 3'000; ++i) EXPECT_EQ(grid->rows[i + 1][1].text, std::to_string(i));
  EXPECT_NE(part(bytes, "xl/worksheets/sheet1.xml").find(R"(<autoFilter ref="A1:B3002"/>)"), std::string::npos);
  EXPECT_EQ(bytes, write(workbook));
  workbook.sheets[0].each_row = [](const TakeSheetRow& take) {
    for (int i = 0; i < 1'048'576; ++i) take({});
  };
  EXPECT_TRUE(write(workbook).empty());
  workbook.sheets[0].each_row = [](const TakeSheetRow& take) { take(std::vector<SheetCell>(16'385, SheetCell{"x"})); };
  EXPECT_TRUE(write(workbook).empty());
  EXPECT_EQ(codes(problems_), (Codes{"XLSX_SHEET_TOO_LARGE", "XLSX_SHEET_TOO_LARGE"}));
}

TEST_F(XlsxWriteTest, DropDownListsOfDifferentLengthsAreWhole) {
  Workbook workbook = facts({});
  workbook.sheets[0].columns[0].check = {OneOf{{"甲,一", "乙"}}, "t", "m"};
  workbook.sheets[0].columns[1].check = {OneOf{{"丙,一", "丁", "戊", "己"}}, "t", "m"};
  const auto bytes = write(workbook);
  const auto xml = part(bytes, "xl/worksheets/sheet2.xml");
  for (const std::string_view cell : {"A1", "A2", "B1", "B2", "B3", "B4"})
    EXPECT_NE(xml.find("r=\"" + std::string(cell) + "\""), std::string::npos) << cell << xml;
}

RC_GTEST_PROP(Xlsx, WhatIsWrittenIsRead, ()) {
  const auto text =
      rc::gen::map(rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>(
                       "a", "分", "😀", " ", "\n", "\t", "<", "&", "\"", "_x", "000A", "_", "=", "]]>", "1")),
                   [](const std::vector<std::string>& pieces) {
                     std::string out = "t";  // rows without content are skipped
                     for (const auto& piece : pieces) out += piece;
                     return out;
                   });
  const auto number = rc::gen::map(rc::gen::pair(rc::gen::arbitrary<std::int64_t>(), rc::gen::inRange(-20, 20)),
                                   [](std::pair<std::int64_t, int> parts) {
                                     auto decimal = *parse_decimal(std::to_string(parts.first % 1'000'000'000'000'000));
                                     decimal.shift(parts.second);
                                     return decimal.plain();
                                   });
  std::vector<std::vector<SheetCell>> rows;
  Texts expected{{"名称", "得分"}};
  const int count = *rc::gen::inRange(0, 8);
  for (int i = 0; i < count; ++i) {
    rows.push_back({{*text, Kind::Text}, {*number, Kind::Number}});
    expected.push_back({rows.back()[0].text, rows.back()[1].text});
  }
  Problems problems;
  const auto bytes = write_xlsx(facts(rows), "f.xlsx", problems);
  RC_ASSERT(bytes.has_value());
  const auto grid = read_xlsx(*bytes, "f.xlsx", Limits{}, problems);
  RC_ASSERT(problems.empty());
  RC_ASSERT(texts(*grid) == expected);
}

}  // namespace
}  // namespace pingxing::document
