#include "document/table_read.hpp"

#include <gtest/gtest.h>

#include "document/test_support.hpp"

namespace pingxing::document {
namespace {

class TableReadTest : public testing::Test {
 protected:
  std::optional<Grid> read(const std::string& bytes) { return read_asked(bytes, "f", problems_); }
  Problems problems_;
};

const std::string table = "名称,得分\n甲,93.5\n";
const Texts expected{{"名称", "得分"}, {"甲", "93.5"}};

TEST_F(TableReadTest, S16ReadsWhateverOfficesSend) {
  const std::string tabs = "名称\t得分\r\n甲\t93.5\r\n", semicolons = "sep=;\r\n名称;得分\r\n甲;93.5\r\n";
  for (const std::string& text : {table, tabs, semicolons}) {
    EXPECT_EQ(texts(*read(text)), expected);
    EXPECT_EQ(texts(*read("\xEF\xBB\xBF" + text)), expected);
    EXPECT_EQ(texts(*read(encoded(text, "GBK"))), expected);
    EXPECT_EQ(texts(*read(encoded(text, "GB18030"))), expected);
    EXPECT_EQ(texts(*read("\xFF\xFE" + encoded(text, "UTF-16LE"))), expected);
    EXPECT_EQ(texts(*read("\xFE\xFF" + encoded(text, "UTF-16BE"))), expected);
    EXPECT_EQ(texts(*read(encoded(text, "UTF-16LE"))), expected);
    EXPECT_EQ(texts(*read(encoded(text, "UTF-16BE"))), expected);
  }
  EXPECT_EQ(texts(*read(xlsx_of({"<row><c><v>1</v></c></row>"}))), (Texts{{"1"}}));
  EXPECT_EQ(texts(*read("PK值,得分\n1,2\n")), (Texts{{"PK值", "得分"}, {"1", "2"}}));
  EXPECT_FALSE(problems_.has_errors());
  for (const auto& code : codes(problems_)) EXPECT_EQ(code, "TABLE_ENCODING");  // and nothing else
  EXPECT_EQ(problems_.count(), 18U) << "each that was converted";
}

TEST_F(TableReadTest, S16TellsWhatItDoesNotRead) {
  std::string noise;
  for (std::uint32_t x = 7; noise.size() < 5'000; x = x * 1'664'525 + 1'013'904'223)
    noise += static_cast<char>(x >> 24);
  const std::vector<std::pair<std::string, std::string>> told{
      {encoded("名稱,得分\n甲,93.5\n", "BIG5"), "BIG5_FILE"},
      {"sep=;\n" + encoded("名稱;得分\n", "BIG5"), "BIG5_FILE"},
      {encoded("id\n甲\n", "GBK"), "ENCODING_UNCLEAR"},
      {encoded(table, "GBK").insert(12, "\xFF"), "TEXT_DAMAGED"},
      {"\xFF\xFE" + encoded(table, "UTF-16LE") + "a", "TEXT_DAMAGED"},
      {std::string("\xFF\xFE"
                   "a\0\0\0",
                   6),
       "FILE_IS_BINARY"},
      {std::string("\xFF\xFE\0\0"
                   "a\0\0\0",
                   8),
       "FILE_IS_BINARY"},  // UTF-32
      {table + "乙,9\xFF", "NOT_UTF8"},
      {std::string("a,b\nc\0d", 7), "FILE_IS_BINARY"},
      {"\xEF\xBB\xBF" + encoded(table, "GBK"), "GB18030_FILE"},
      {"%PDF-1.7", "FILE_IS_BINARY"},
      {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "XLSX_OLD_FORMAT"},
      {"PK\x03\x04", "XLSX_DAMAGED"},
      {"", "FILE_EMPTY"},
      {"\xFF\xFE", "FILE_EMPTY"},
      {"\xEF\xBB\xBF", "FILE_EMPTY"}};
  for (const auto& [bytes, code] : told) {
    Problems problems;
    EXPECT_FALSE(read_asked(bytes, "f", problems)) << code;
    EXPECT_EQ(codes(problems), Codes{code});
  }
  Problems problems;
  EXPECT_FALSE(read_asked(noise, "f", problems));
  EXPECT_TRUE(problems.has_errors());
}

TEST_F(TableReadTest, S16SaysWhereAByteIsNone) {
  std::string gbk = encoded(table + "乙丙,88\n", "GBK");
  gbk.insert(gbk.find("88") + 1, "\xFF");
  EXPECT_FALSE(read(gbk));
  ASSERT_EQ(codes(problems_), Codes{"TEXT_DAMAGED"});
  EXPECT_EQ(problems_.kept()[0].place.text(), "f:3:5");
  EXPECT_EQ(problems_.kept()[0].says(Language::English),
            "the file is GB18030, but the byte 0xFF here (byte 24 of the file, counted from 0) is no character of it");
  EXPECT_FALSE(read(encoded("id\n甲\n", "GBK")));
  EXPECT_EQ(problems_.kept()[1].says(Language::Chinese),
            "文件不是UTF-8,汉字太少,看不出是哪种编码:按GB18030读作“甲”,按Big5读作“樅”");
}

TEST_F(TableReadTest, S22NamesColumnsThatStandTwice) {
  const auto grid = read("编号,得分,,名称,得 分,ID,id,得分, \n1,2,3,4,5,6,7,8,9\n");
  std::vector<std::pair<std::size_t, std::size_t>> found;
  for (const auto& [first, again] : repeated_columns(*grid)) found.emplace_back(first, again);
  EXPECT_EQ(found, (std::vector<std::pair<std::size_t, std::size_t>>{{1, 4}, {5, 6}, {1, 7}}));
  EXPECT_EQ(grid->place(0, 4).text(), "f:1:11");
  EXPECT_TRUE(repeated_columns(*read("a,b\n1,1\n")).empty());
  EXPECT_TRUE(repeated_columns(Grid{}).empty());
}

TEST_F(TableReadTest, S22AHeaderAloneIsATable) {
  EXPECT_EQ(read("名称,得分\n\n,\n")->rows.size(), 1U);
  EXPECT_EQ(read("sep=;\n名称;得分")->rows.size(), 1U);
  EXPECT_EQ(read(xlsx_of({R"(<row><c t="str"><v>名称</v></c></row><row><c/></row>)"}))->rows.size(), 1U);
  EXPECT_TRUE(problems_.empty());
}

}  // namespace
}  // namespace pingxing::document
