#include "document/csv.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <chrono>

#include "document/csv_write.hpp"
#include "document/test_support.hpp"

namespace pingxing::document {
namespace {

class CsvTest : public testing::Test {
 protected:
  std::optional<Grid> read(std::string_view text) { return read_csv(text, "f.csv", limits_, problems_); }
  Limits limits_;
  Problems problems_;
};

TEST_F(CsvTest, ReadsPlainAndQuotedCells) {
  const Texts expected{{"名称", "得分"}, {"甲", "93.5"}, {"乙, \"丙\"\n丁", ""}};
  EXPECT_EQ(texts(*read("名称,得分\n甲,93.5\n\"乙, \"\"丙\"\"\n丁\",\n")), expected);
  EXPECT_EQ(texts(*read("名称,得分\r\n甲,93.5\r\n\"乙, \"\"丙\"\"\n丁\",")), expected);
  EXPECT_EQ(texts(*read("名称,得分\r甲,93.5\r\"乙, \"\"丙\"\"\n丁\",\r")), expected);
  EXPECT_TRUE(problems_.empty());
}

TEST_F(CsvTest, KnowsWhereEachCellStands) {
  const auto grid = read("名称,得分,注\n\n甲乙,93.5,\"x\ny\",\n丙,1\n");
  ASSERT_TRUE(grid);
  EXPECT_EQ(grid->place(1, 1).text(), "f.csv:3:4");
  EXPECT_EQ(grid->place(1, 2).text(), "f.csv:3:9");
  EXPECT_EQ(grid->place(1, 3).text(), "f.csv:4:4");  // behind the line end inside the quotes
  EXPECT_EQ(grid->place(2, 1).text(), "f.csv:5:3");
  EXPECT_EQ(grid->place(2, 2).text(), "f.csv:5:3");  // missing: the last one
  EXPECT_EQ(grid->rows[1][1].row, 3);
  EXPECT_EQ(grid->rows[1][1].column, 2);
  EXPECT_EQ(codes(problems_), (Codes{"CSV_ROW_WIDTH", "CSV_ROW_WIDTH"}));
  EXPECT_EQ(problems_.kept()[0].line(Language::English),
            "f.csv:4:4: error CSV_ROW_WIDTH: cells in this row: 4; in the header: 3; add or remove cells; put a cell "
            "that holds a comma into double quotes");
}

TEST_F(CsvTest, SkipsLinesWithoutContent) {
  EXPECT_EQ(texts(*read("\n\n甲,乙\n\n,,,,\n1,2\n,\n\n")), (Texts{{"甲", "乙"}, {"1", "2"}}));
  EXPECT_EQ(texts(*read("甲\n\"\"\n")), (Texts{{"甲"}, {""}}));
  EXPECT_TRUE(problems_.empty());
  EXPECT_FALSE(read(""));
  EXPECT_FALSE(read("\r\n\n,\n"));
  EXPECT_EQ(codes(problems_), (Codes{"FILE_EMPTY", "FILE_EMPTY"}));
}

TEST_F(CsvTest, TakesTabsAndRefusesOtherSeparators) {
  EXPECT_EQ(texts(*read("名称\t得分\n甲\t93,5\n")), (Texts{{"名称", "得分"}, {"甲", "93,5"}}));
  EXPECT_EQ(texts(*read("样本;值,得分\n1;2,3\n")), (Texts{{"样本;值", "得分"}, {"1;2", "3"}}));
  EXPECT_EQ(texts(*read("\"a;b\"\n1\n")), (Texts{{"a;b"}, {"1"}}));
  EXPECT_TRUE(problems_.empty());
  for (const std::string separator : {";", "\uFF0C", "\uFF1B", "|"}) {
    Problems problems;
    EXPECT_FALSE(read_csv("名称" + separator + "得分\n", "f.csv", limits_, problems));
    ASSERT_EQ(codes(problems), Codes{"CSV_SEPARATOR"});
    EXPECT_EQ(problems.kept()[0].place.text(), "f.csv:1:3");
    EXPECT_NE(problems.kept()[0].says(Language::Chinese).find(separator), std::string::npos);
  }
}

TEST_F(CsvTest, S24TheFirstLineMayNameTheSeparator) {
  const Texts expected{{"名称", "得分"}, {"甲", "93,5"}};
  for (const std::string line :
       {"sep=;\n", "sep=;\r\n", "SEP=;\r", "Sep=;\n\n", "\"sep=;\"\n", "sep=;;\n", "\"sep=;\";\n"})
    EXPECT_EQ(texts(*read(line + "名称;得分\n甲;93,5\n")), expected) << line;
  EXPECT_EQ(texts(*read("sep=\t\n名称\t得分\n甲\t93,5\n")), expected);
  EXPECT_EQ(texts(*read("sep=|\n名称|得分\n甲|\"93,5\"\n")), expected);
  EXPECT_EQ(texts(*read("sep=,\n名称,得分\n甲,\"93,5\"\n")), expected);
  EXPECT_EQ(texts(*read("sep=\n名称\t得分\n甲\t93,5\n")), expected);  // names none: as without
  EXPECT_EQ(read("sep=;\n名称;得分\n甲;93\n")->place(1, 1).text(), "f.csv:3:3");
  EXPECT_TRUE(problems_.empty());
  EXPECT_EQ(texts(*read("sep,名称\nsep=;,甲\n")), (Texts{{"sep", "名称"}, {"sep=;", "甲"}}));  // not the first line
  EXPECT_TRUE(problems_.empty());
}

TEST_F(CsvTest, S24AFirstLineThatNamesNoSignIsTold) {
  for (const std::string wrong : {"sep=ab", "sep=x", "sep=1", "sep=\uFF1B", "sep=\\t"}) {
    Problems problems;
    EXPECT_FALSE(read_csv(wrong + "\n名称;得分\n", "f.csv", limits_, problems)) << wrong;
    ASSERT_EQ(codes(problems), Codes{"CSV_SEPARATOR_LINE"}) << wrong;
    EXPECT_EQ(problems.kept()[0].place.text(), "f.csv:1:1");
    EXPECT_NE(problems.kept()[0].says(Language::Chinese).find(wrong.substr(4)), std::string::npos);
  }
  EXPECT_FALSE(read("sep=;"));
  EXPECT_FALSE(read("sep=\n名称;得分\n"));
  EXPECT_EQ(codes(problems_), (Codes{"FILE_EMPTY", "CSV_SEPARATOR"}));
  EXPECT_EQ(problems_.kept()[1].place.text(), "f.csv:2:3");
}

TEST_F(CsvTest, SaysWhereAnOpenQuoteBegan) {
  EXPECT_FALSE(read("名称,得分\n甲,\"93\n乙,94\n丙,95\n"));
  ASSERT_EQ(codes(problems_), Codes{"CSV_QUOTE_OPEN"});
  EXPECT_EQ(problems_.kept()[0].place.text(), "f.csv:2:3");
}

TEST_F(CsvTest, ReportsStrayQuotesAndReadsOn) {
  const auto grid = read("名称,得分\n\"甲\"乙,1\n5\"丙,2\n丁,3\n");
  ASSERT_TRUE(grid);
  EXPECT_EQ(codes(problems_), (Codes{"CSV_TEXT_AFTER_QUOTE", "CSV_QUOTE_INSIDE"}));
  EXPECT_EQ(problems_.kept()[0].place.text(), "f.csv:2:4");
  EXPECT_EQ(problems_.kept()[1].place.text(), "f.csv:3:2");
  EXPECT_EQ(grid->rows.back()[1].text, "3");
}

TEST_F(CsvTest, RefusesAMillionColumnsAtOnce) {
  const std::string wide = std::string(1'000'000, ',') + "\n";
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_FALSE(read("a" + wide));
  EXPECT_FALSE(read("a,b\n" + wide));
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(5));
  ASSERT_EQ(codes(problems_), (Codes{"CSV_TOO_WIDE", "CSV_TOO_WIDE"}));
  EXPECT_EQ(problems_.kept()[1].says(Language::English), "this row has more than 16384 cells");
  EXPECT_EQ(problems_.kept()[1].place.line, 2);
}

TEST_F(CsvTest, KeepsToRowsAndCells) {
  limits_.rows = 3;
  EXPECT_TRUE(read("a\n1\n2\n"));
  EXPECT_FALSE(read("a\n1\n2\n3\n"));
  limits_.rows = 100;
  limits_.cells = 4;
  EXPECT_TRUE(read("a,b\n1,2\n"));
  EXPECT_FALSE(read("a,b\n1,2\n3,4\n"));
  EXPECT_EQ(codes(problems_), (Codes{"CSV_TOO_MANY_ROWS", "CSV_TOO_MANY_CELLS"}));
}

TEST(CsvWriter, QuotesWhereNeededAndMarks) {
  CsvWriter writer(ByteOrderMark::Utf8);
  writer.text("名称")
      .text("得 分")
      .end_row()
      .text("a,b")
      .number("-93.5")
      .end_row()
      .text("say \"x\"")
      .text("l1\nl2")
      .end_row();
  EXPECT_EQ(writer.take(), "\xEF\xBB\xBF名称,得 分\r\n\"a,b\",-93.5\r\n\"say \"\"x\"\"\",\"l1\nl2\"\r\n");
  EXPECT_EQ(writer.take(), "");
}

TEST(CsvWriter, KeepsTextFromBecomingAFormula) {
  for (const std::string start : {"=", "+", "-", "@", "\t", "\r", "\n", "\uFF1D", "\uFF0B", "\uFF0D", "\uFF20"}) {
    CsvWriter writer(ByteOrderMark::None);
    const std::string out = writer.text(start + "1").end_row().take();
    EXPECT_TRUE(out.starts_with("'") || out.starts_with("\"'")) << out;
  }
  EXPECT_EQ(CsvWriter(ByteOrderMark::None).text("=A1,B1").end_row().take(), "\"'=A1,B1\"\r\n");
  EXPECT_EQ(CsvWriter(ByteOrderMark::None).number("-1").text("a=b").end_row().take(), "-1,a=b\r\n");
}

TEST(CsvWriter, HeadersOfOneColumnAreReadBack) {
  for (const std::string_view separator : refused_separators) {
    const std::string header = "甲" + std::string(separator) + "乙";
    Problems problems;
    const std::string out = CsvWriter(ByteOrderMark::None).text(header).end_row().text(header).end_row().take();
    const auto grid = read_csv(out, "f", Limits{}, problems);
    ASSERT_TRUE(grid);
    EXPECT_EQ(texts(*grid), (Texts{{header}, {header}}));
  }
}

TEST(CsvWriter, RowsOfNothingAreNotLost) {
  const std::string out =
      CsvWriter(ByteOrderMark::None).text("a").text("b").end_row().text("").number("").end_row().take();
  EXPECT_EQ(out, "a,b\r\n\"\",\r\n");
  Problems problems;
  EXPECT_EQ(read_csv(out, "f", Limits{}, problems)->rows.size(), 2U);
}

RC_GTEST_PROP(Csv, WhatIsWrittenIsRead, ()) {
  const auto width = *rc::gen::inRange<std::size_t>(1, 5);
  const auto cell =
      rc::gen::container<std::string>(rc::gen::element('a', ',', '"', '\n', '\r', '\t', ';', '|', ' ', '1'));
  const auto rows =
      *rc::gen::nonEmpty(rc::gen::container<Texts>(rc::gen::container<std::vector<std::string>>(width, cell)));
  CsvWriter writer(ByteOrderMark::None);
  Texts expected;
  for (std::size_t i = 0; i < width; ++i) writer.text("h");
  expected.emplace_back(width, "h");
  writer.end_row();
  for (const auto& row : rows) {
    expected.emplace_back();
    for (const auto& text : row) {
      writer.text(text);
      const bool has_guard = text.starts_with('\t') || text.starts_with('\n') || text.starts_with('\r');
      expected.back().push_back((has_guard ? "'" : "") + text);
    }
    writer.end_row();
  }
  Problems problems;
  const auto grid = read_csv(writer.take(), "f.csv", Limits{}, problems);
  RC_ASSERT(problems.empty());
  RC_ASSERT(texts(*grid) == expected);
}

RC_GTEST_PROP(Csv, AnyBytesAreReadOrRefused, (const std::string& bytes)) {
  Problems problems;
  const auto grid = read_csv(bytes, "f.csv", Limits{}, problems);
  RC_ASSERT(grid.has_value() || problems.has_errors());
}

}  // namespace
}  // namespace pingxing::document
