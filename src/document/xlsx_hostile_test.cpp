// Workbooks made to hurt: not workbooks, locked, cut off, bent, and bombs.
#include <gtest/gtest.h>

#include <chrono>

#include "document/test_support.hpp"
#include "document/xlsx_read.hpp"

namespace pingxing::document {
namespace {

using namespace std::string_view_literals;

std::string code_of(std::string_view bytes, const Limits& limits = {}) {
  Problems problems;
  const auto grid = read_xlsx(bytes, "f.xlsx", limits, problems);
  EXPECT_NE(grid.has_value(), problems.has_errors());
  return problems.empty() ? "read" : std::string(problems.kept()[0].code());
}

std::string with_part(const std::string& name, const std::string& content) {
  auto parts = parts_of({"<row><c><v>1</v></c></row>"});
  for (auto& part : parts)
    if (part.first == name) part.second = content;
  return zip_of(parts);
}

TEST(XlsxHostile, TellsForeignFilesApart) {
  const std::string ole = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + std::string(500, '\0');
  EXPECT_EQ(code_of(ole), "XLSX_OLD_FORMAT");
  EXPECT_EQ(code_of(ole + std::string("E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0"sv)), "XLSX_ENCRYPTED");
  EXPECT_EQ(code_of(zip_of(parts_of({}), "secret")), "XLSX_ENCRYPTED");
  EXPECT_EQ(code_of(""), "FILE_EMPTY");
  EXPECT_EQ(code_of("名称,得分\n"), "XLSX_NOT_WORKBOOK");
  EXPECT_EQ(code_of("<html><table>"), "XLSX_NOT_WORKBOOK");
  EXPECT_EQ(code_of(zip_of({{"a.txt", "hello"}})), "XLSX_NOT_WORKBOOK");
  EXPECT_EQ(code_of(with_part("xl/workbook.xml", "<document/>")), "XLSX_NOT_WORKBOOK");
  EXPECT_EQ(code_of("PK\x03\x04"), "XLSX_DAMAGED");
}

TEST(XlsxHostile, TellsDamage) {
  const std::string good = xlsx_of({"<row><c><v>1</v></c></row>"});
  ASSERT_EQ(code_of(good), "read");
  for (std::size_t size = 4; size < good.size(); size += 7) {
    EXPECT_EQ(code_of(std::string_view(good).substr(0, size)), "XLSX_DAMAGED") << size;
  }
  EXPECT_EQ(code_of(with_part("xl/worksheets/sheet1.xml", "<worksheet><sheetData>")), "XLSX_DAMAGED");
  EXPECT_EQ(code_of(with_part("xl/worksheets/sheet1.xml", "")), "XLSX_DAMAGED");
  EXPECT_EQ(code_of(with_part("xl/workbook.xml", "<!DOCTYPE x [<!ENTITY a \"b\">]><workbook/>")), "XLSX_DAMAGED");
  EXPECT_EQ(code_of(with_part("xl/_rels/workbook.xml.rels", "<Relationships/>")), "XLSX_DAMAGED");
}

TEST(XlsxHostile, NoFlippedBitsBreakTheReader) {
  SheetXml sheet{R"(<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>0.5</v></c></row>)"};
  sheet.shared_strings = {"<t>名称</t>"};
  sheet.styles = {0, 9};
  const std::string good = xlsx_of(sheet);
  int read = 0;
  for (std::size_t at = 0; at < good.size(); ++at) {
    for (const int bit : {1, 16, 128}) {
      std::string bent = good;
      bent[at] = static_cast<char>(bent[at] ^ bit);
      if (code_of(bent) == "read") ++read;
    }
  }
  EXPECT_GT(read, 0);  // times and other fields that nobody needs
  EXPECT_LT(read, static_cast<int>(good.size() * 3));
}

TEST(XlsxHostile, RefusesBombsAtOnce) {
  const auto begin = std::chrono::steady_clock::now();
  const std::string blanks(200 << 20, ' ');
  EXPECT_EQ(code_of(with_part("xl/worksheets/sheet1.xml", "<worksheet>" + blanks + "</worksheet>")), "XLSX_TOO_LARGE");
  EXPECT_EQ(code_of(with_part("xl/sharedStrings.xml", "<sst>" + blanks + "</sst>")), "XLSX_TOO_LARGE");
  EXPECT_EQ(code_of(with_part("_rels/.rels", blanks)), "XLSX_TOO_LARGE");
  // Packing the bombs is most of this time.
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(60));

  const std::string bomb = with_part("xl/worksheets/sheet1.xml", "<worksheet>" + blanks + "</worksheet>");
  const auto refused = std::chrono::steady_clock::now();
  EXPECT_EQ(code_of(bomb), "XLSX_TOO_LARGE");
  EXPECT_LT(std::chrono::steady_clock::now() - refused, std::chrono::seconds(1));
}

TEST(XlsxHostile, CountsWhatComesOut) {
  std::string noise;  // packs badly: only the sizes can refuse it
  for (std::uint32_t x = 1; noise.size() < 300'000; x = x * 1'664'525 + 1'013'904'223)
    noise += static_cast<char>('a' + (x >> 24) % 26);
  const std::string bytes = with_part("xl/sharedStrings.xml", "<sst><!--" + noise + "--></sst>");
  Limits limits;
  EXPECT_EQ(code_of(bytes, limits), "read");
  limits.part_bytes = 200'000;
  EXPECT_EQ(code_of(bytes, limits), "XLSX_TOO_LARGE");
  limits = {};
  limits.total_bytes = 300'000;
  EXPECT_EQ(code_of(bytes, limits), "XLSX_TOO_LARGE");
  limits = {};
  limits.file_bytes = 1'000;
  EXPECT_EQ(code_of(bytes, limits), "XLSX_TOO_LARGE");
}

TEST(XlsxHostile, KeepsToEveryLimit) {
  SheetXml sheet{R"(<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c></row><row><c r="C2"><v>1</v></c></row>)"};
  sheet.shared_strings = {"<t>甲</t>", "<t>乙</t>"};
  sheet.styles = {0, 0};
  sheet.sheets += R"(<sheet name="b" r:id="rId4"/>)";
  const std::string bytes = xlsx_of(sheet);
  EXPECT_EQ(code_of(bytes), "read");
  const auto with = [&](auto Limits::*limit, auto value) {
    Limits limits;
    limits.*limit = value;
    return code_of(bytes, limits);
  };
  EXPECT_EQ(with(&Limits::entries, 6U), "XLSX_TOO_LARGE");
  EXPECT_EQ(with(&Limits::sheets, 1U), "XLSX_TOO_LARGE");
  EXPECT_EQ(with(&Limits::rows, 1U), "XLSX_TOO_LARGE");
  EXPECT_EQ(with(&Limits::columns, 2U), "XLSX_TOO_LARGE");
  EXPECT_EQ(with(&Limits::cells, 5U), "XLSX_TOO_LARGE");  // of all sheets
  EXPECT_EQ(with(&Limits::cells, 6U), "read");
  EXPECT_EQ(with(&Limits::shared_strings, 1U), "XLSX_TOO_LARGE");
  EXPECT_EQ(with(&Limits::styles, 1U), "XLSX_TOO_LARGE");
  EXPECT_EQ(with(&Limits::text_bytes, 2U), "XLSX_TOO_LARGE");
  EXPECT_EQ(with(&Limits::text_total_bytes, std::uint64_t{7}), "XLSX_TOO_LARGE");
  EXPECT_EQ(with(&Limits::text_total_bytes, std::uint64_t{8}), "read");
  EXPECT_EQ(with(&Limits::xml_depth, 4U), "XLSX_TOO_LARGE");
  EXPECT_EQ(with(&Limits::xml_nodes, 10U), "XLSX_TOO_LARGE");
}

TEST(XlsxHostile, OneLongTextUsedAMillionTimesIsCounted) {
  SheetXml sheet;
  sheet.shared_strings = {"<t>" + std::string(30'000, 'x') + "</t>"};
  sheet.rows = "<row>";
  for (int i = 0; i < 12'000; ++i) sheet.rows += "<c t=\"s\"><v>0</v></c>";
  sheet.rows += "</row>";
  EXPECT_EQ(code_of(xlsx_of(sheet)), "XLSX_TOO_LARGE");
}

TEST(XlsxHostile, DeepXmlHidesNowhere) {
  const auto nested = [](const std::string& open, const std::string& close) {
    std::string xml;
    for (int i = 0; i < 5'000; ++i) xml += open;
    for (int i = 0; i < 5'000; ++i) xml += close;
    return with_part("xl/worksheets/sheet1.xml", xml);
  };
  EXPECT_EQ(code_of(nested("<a>", "</a>")), "XLSX_TOO_LARGE");
  EXPECT_EQ(code_of(nested("<a b=\"/>\">", "</a>")), "XLSX_TOO_LARGE");
  EXPECT_EQ(code_of(nested("<a><!--</a>-->", "</a>")), "XLSX_TOO_LARGE");
  EXPECT_EQ(code_of(nested("<a><![CDATA[</a>]]>", "</a>")), "XLSX_TOO_LARGE");
  EXPECT_EQ(code_of(nested("<a><?x </a>?>", "</a>")), "XLSX_TOO_LARGE");
  const std::string brackets(2 << 20, '<');  // must not take quadratic time
  EXPECT_NE(code_of(with_part("xl/worksheets/sheet1.xml", brackets)), "read");
}

}  // namespace
}  // namespace pingxing::document
