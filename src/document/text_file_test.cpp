#include "document/text_file.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <thread>

#include "document/limits.hpp"
#include "document/test_support.hpp"

namespace pingxing::document {
namespace {

constexpr std::string_view gb18030_table = "\xC3\xFB\xB3\xC6,\xB5\xC3\xB7\xD6\n\xBC\xD7,93.5\n";  // 名称,得分 甲,93.5

class TextFileTest : public testing::Test {
 protected:
  std::optional<TextFile> read(std::string_view bytes) {
    return read_text(folder_.put("in.csv", bytes), 1 << 20, problems_);
  }
  TestFolder folder_;
  Problems problems_;
};

TEST_F(TextFileTest, GivesTheWholeText) {
  EXPECT_EQ(read("名称,得分\n")->text(), "名称,得分\n");
  EXPECT_EQ(read("\xEF\xBB\xBF名称")->text(), "名称");
  EXPECT_TRUE(problems_.empty());
}

TEST_F(TextFileTest, MapsLargeFiles) {
  const std::string large(3 << 20, 'x');
  const auto file = read_text(folder_.put("large", large), 4 << 20, problems_);
  ASSERT_TRUE(file);
  EXPECT_EQ(file->text(), large);
}

TEST_F(TextFileTest, SaysWhereAByteIsNotUtf8) {
  EXPECT_FALSE(
      read("名称,得分\n甲,9\xFF"
           "3\n"));
  ASSERT_EQ(codes(problems_), Codes{"NOT_UTF8"});
  const Problem& problem = problems_.kept()[0];
  EXPECT_EQ(problem.place.line, 2);
  EXPECT_EQ(problem.place.column, 4);
  EXPECT_EQ(problem.says(Language::English),
            "expected UTF-8, but the byte 0xFF here (byte 19 of the file, counted from 0) is not UTF-8");
}

TEST_F(TextFileTest, RecognisesGb18030AndOffersTheCommand) {
  EXPECT_FALSE(read(gb18030_table));
  ASSERT_EQ(codes(problems_), Codes{"GB18030_FILE"});
  EXPECT_EQ(problems_.kept()[0].mend(Language::English),
            "convert it: iconv -f GB18030 -t UTF-8 '" + folder_.path("in.csv") + "' > '" + folder_.path("in.utf8.csv") +
                "' or save it as “CSV UTF-8” in the spreadsheet program");
}

TEST_F(TextFileTest, DoesNotTakeDamagedUtf8ForGb18030) {
  std::string text;
  for (int i = 0; i < 50; ++i) text += "考核对象,得分\n";
  text.erase(31, 1);  // in the middle of a character
  EXPECT_FALSE(read(text));
  EXPECT_EQ(codes(problems_), Codes{"NOT_UTF8"});
}

TEST_F(TextFileTest, RecognisesLargeGb18030ByItsBeginning) {
  std::string text;
  while (text.size() < (3U << 20)) text += gb18030_table;
  EXPECT_FALSE(read_text(folder_.put("large.csv", text), 4 << 20, problems_));
  EXPECT_EQ(codes(problems_), Codes{"GB18030_FILE"});
}

TEST_F(TextFileTest, RecognisesUtf16AndBinary) {
  EXPECT_FALSE(read("\xFF\xFE\x0D\x54"));
  EXPECT_FALSE(read("\xFE\xFF\x54\x0D"));
  EXPECT_FALSE(read("PK\x03\x04rest"));
  EXPECT_FALSE(read("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"));
  EXPECT_FALSE(read("%PDF-1.7"));
  EXPECT_FALSE(read(std::string_view("a,b\nc\0d", 7)));
  EXPECT_EQ(codes(problems_), (Codes{"UTF16_FILE", "UTF16_FILE", "FILE_IS_BINARY", "FILE_IS_BINARY", "FILE_IS_BINARY",
                                     "FILE_IS_BINARY"}));
  EXPECT_EQ(problems_.kept()[5].says(Language::English), "this is not a text file: byte 5 (counted from 0) is zero");
  EXPECT_EQ(problems_.kept()[5].place.line, 2);
}

TEST_F(TextFileTest, S24NamesBig5AndSaysWhenInDoubt) {
  EXPECT_FALSE(read(encoded("名稱,得分\n甲,93.5\n", "BIG5")));
  EXPECT_FALSE(read(encoded("id\n甲\n", "GBK")));
  EXPECT_FALSE(read(encoded("名称,得分\n", "UTF-16LE")));
  EXPECT_EQ(codes(problems_), (Codes{"BIG5_FILE", "ENCODING_UNCLEAR", "UTF16_FILE"}));
  EXPECT_TRUE(problems_.kept()[0].mend(Language::English).starts_with("convert it: iconv -f BIG5 -t UTF-8 '"));
}

TEST_F(TextFileTest, RefusesWhatHasNoText) {
  EXPECT_FALSE(read(""));
  EXPECT_FALSE(read("\xEF\xBB\xBF"));
  EXPECT_FALSE(read_text(folder_.path("none.csv"), 100, problems_));
  EXPECT_FALSE(read_text(folder_.path("none/none.csv"), 100, problems_));
  EXPECT_FALSE(read_text(folder_.path(""), 100, problems_));
  EXPECT_EQ(codes(problems_), (Codes{"FILE_EMPTY", "FILE_EMPTY", "FILE_MISSING", "FILE_MISSING", "FILE_IS_FOLDER"}));
}

TEST_F(TextFileTest, RefusesALargeFileByItsSizeWithoutReadingIt) {
  const std::string path = folder_.put("sparse.csv", "");
  ASSERT_EQ(::truncate(path.c_str(), off_t{3} << 30), 0);
  EXPECT_FALSE(read_text(path, csv_bytes_max, problems_));
  ASSERT_EQ(codes(problems_), Codes{"FILE_TOO_LARGE"});
  EXPECT_EQ(problems_.kept()[0].says(Language::English), "the file has 3 GiB; the limit is 2 GiB");
}

TEST_F(TextFileTest, ReadsPipesUpToTheLimit) {
  const std::string path = folder_.path("pipe");
  ASSERT_EQ(::mkfifo(path.c_str(), 0600), 0);
  const auto feed = [&path](std::size_t size) {
    return std::jthread([path, size] { std::ofstream(path) << std::string(size, 'x'); });
  };
  {
    const auto writer = feed(1000);
    EXPECT_EQ(read_text(path, 1000, problems_)->text().size(), 1000U);
  }
  EXPECT_TRUE(problems_.empty());
  {
    const auto writer = feed(1001);
    EXPECT_FALSE(read_text(path, 1000, problems_));
  }
  EXPECT_EQ(codes(problems_), Codes{"FILE_TOO_LARGE"});
}

TEST_F(TextFileTest, LeavesTheCheckToTheCallerOnRequest) {
  const auto file = read_text(folder_.put("in.csv", "a\xFF"), 100, problems_, Utf8Check::ByCaller);
  ASSERT_TRUE(file);
  EXPECT_FALSE(check_text(file->text(), "in.csv", problems_));
}

TEST(FileBytes, SizesAreSaidInUnits) {
  EXPECT_EQ(size_text(0), "0 B");
  EXPECT_EQ(size_text(1023), "1023 B");
  EXPECT_EQ(size_text(1536), "1.5 KiB");
  EXPECT_EQ(size_text(std::uint64_t{2} << 30), "2 GiB");
}

}  // namespace
}  // namespace pingxing::document
