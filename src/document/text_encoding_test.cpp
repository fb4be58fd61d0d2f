#include "document/text_encoding.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/utf8.hpp"
#include "document/test_support.hpp"

namespace pingxing::document {
namespace {

const std::string simplified = "编号,名称,得分\r\n1,城关镇,93.5\r\n2,李家乡,88\r\n";
const std::string traditional = "編號,名稱,得分\r\n1,城關鎮,93.5\r\n2,李家鄉,88\r\n";

TEST(TextEncoding, S24NamesWhatOfficesWrite) {
  EXPECT_EQ(encoding_of(simplified), Encoding::Utf8);
  EXPECT_EQ(encoding_of("\xEF\xBB\xBF" + simplified), Encoding::Utf8);
  EXPECT_EQ(encoding_of(""), Encoding::Utf8);
  EXPECT_EQ(encoding_of(encoded(simplified, "GBK")), Encoding::Gb18030);
  EXPECT_EQ(encoding_of(encoded(traditional, "BIG5")), Encoding::Big5);
  EXPECT_EQ(encoding_of(encoded(simplified + "𠮷,1,2\n㐂,3,4\n", "GB18030")), Encoding::Gb18030);
  for (const std::string& text : {simplified, traditional}) {
    EXPECT_EQ(encoding_of("\xFF\xFE" + encoded(text, "UTF-16LE")), Encoding::Utf16Le);
    EXPECT_EQ(encoding_of("\xFE\xFF" + encoded(text, "UTF-16BE")), Encoding::Utf16Be);
    EXPECT_EQ(encoding_of(encoded(text, "UTF-16LE")), Encoding::Utf16Le);
    EXPECT_EQ(encoding_of(encoded(text, "UTF-16BE")), Encoding::Utf16Be);
  }
  EXPECT_EQ(encoding_of(encoded("id,name\n1,A\n", "UTF-16LE")), Encoding::Utf16Le);
  EXPECT_EQ(encoding_of(encoded("id,name\n1,A\n", "UTF-16BE")), Encoding::Utf16Be);
  EXPECT_EQ(encoding_of(encoded("一,一\n一,一\n", "UTF-16LE")), Encoding::Utf16Le);  // its bytes have zeros too
}

TEST(TextEncoding, S24HeadersOfAFewHanziAreEnough) {
  for (const std::string_view header :
       {"名称,得分", "id,得分", "姓名", "部门,人数", "编号,是否合格", "考核单位", "电话"})
    EXPECT_EQ(encoding_of(encoded(std::string(header), "GBK")), Encoding::Gb18030) << header;
  for (const std::string_view header :
       {"名稱,得分", "id,得分", "姓名", "部門,人數", "編號,是否合格", "考核單位", "電話"})
    EXPECT_EQ(encoding_of(encoded(std::string(header), "BIG5")), Encoding::Big5) << header;
  EXPECT_EQ(encoding_of(encoded("id,甲", "GBK")), Encoding::GbOrBig5);
}

TEST(TextEncoding, TraditionalTextInGbkIsGbk) {
  EXPECT_NE(encoding_of(encoded(traditional + traditional, "GBK")), Encoding::Big5);
  EXPECT_EQ(encoding_of(encoded("名称,曾用名\n1,陳志強\n2,王瑋\n3,李镕\n", "GBK")), Encoding::Gb18030);
}

TEST(TextEncoding, LooksWhereTheTextIsNoUtf8) {
  std::string ascii;
  while (ascii.size() < (2U << 20)) ascii += "1,93.5,some words\n";
  EXPECT_EQ(encoding_of(ascii + encoded(simplified, "GBK")), Encoding::Gb18030);
  EXPECT_EQ(encoding_of(ascii + encoded(traditional, "BIG5")), Encoding::Big5);
}

TEST(TextEncoding, SmallDamageHidesNothing) {
  std::string text = encoded(simplified + simplified, "GBK");
  text.insert(text.find("93.5"), "\xFF");
  EXPECT_EQ(encoding_of(text), Encoding::Gb18030);
  EXPECT_EQ(decoded(text, Encoding::Gb18030).bad, text.find('\xFF'));
}

TEST(TextEncoding, S24BytesThatAreNoTextAreUnknown) {
  std::string noise;
  for (std::uint32_t x = 7; noise.size() < 5'000; x = x * 1'664'525 + 1'013'904'223)
    noise += static_cast<char>(x >> 24);
  std::string above_ascii = noise;
  for (char& c : above_ascii) c = static_cast<char>(c | '\x80');
  for (const std::string& bytes : {noise, above_ascii, std::string("a,b\nc\0d", 7), std::string("\0\0\0\0", 4),
                                   std::string("caf\xE9,1\nna\xEFve,2\n"),
                                   std::string("Gr\xF6\xDF"
                                               "e,1\n"),
                                   std::string("a\xFF"), std::string("\x80"), std::string(1, '\0')}) {
    EXPECT_EQ(encoding_of(bytes), Encoding::Unknown) << bytes.substr(0, 10);
  }
}

TEST(TextEncoding, MakesUtf8OfThem) {
  const std::string text = "名称,“得分”\n𠮷,😀\n";
  EXPECT_EQ(decoded(encoded(text, "GB18030"), Encoding::Gb18030).text, text);
  EXPECT_EQ(decoded(encoded(text, "UTF-16LE"), Encoding::Utf16Le).text, text);
  EXPECT_EQ(decoded("\xFE\xFF" + encoded(text, "UTF-16BE"), Encoding::Utf16Be).text, text);
  EXPECT_EQ(decoded(encoded(traditional, "BIG5"), Encoding::Big5).text, traditional);
  std::string pairs = "a";
  while (pairs.size() < 100'000) pairs += "😀";  // some are parted by the blocks of the converter
  EXPECT_EQ(decoded(encoded(pairs, "UTF-16LE"), Encoding::Utf16Le).text, pairs);
}

TEST(TextEncoding, SaysWhichByteHasNoMeaning) {
  const auto bad = [](std::string_view bytes, Encoding encoding) { return decoded(bytes, encoding).bad; };
  using namespace std::string_view_literals;
  EXPECT_EQ(bad("a\0\x01\xD8"
                "b\0"sv,
                Encoding::Utf16Le),
            2U);
  EXPECT_EQ(bad("a\0\x01\xDC"sv, Encoding::Utf16Le), 2U);
  EXPECT_EQ(bad("a\0\x01\xD8"sv, Encoding::Utf16Le), 2U);  // cut
  EXPECT_EQ(bad("\xFF\xFE"
                "a\0b"sv,
                Encoding::Utf16Le),
            4U);
  EXPECT_EQ(bad("ab\xFFz"sv, Encoding::Gb18030), 2U);
  EXPECT_EQ(bad("ab\xB5"sv, Encoding::Gb18030), 2U);
  EXPECT_EQ(bad("ab"sv, Encoding::Gb18030), std::nullopt);
}

RC_GTEST_PROP(TextEncoding, AnyBytesGiveUtf8, (const std::string& bytes)) {
  encoding_of(bytes);
  for (const Encoding encoding : {Encoding::Utf16Le, Encoding::Utf16Be, Encoding::Gb18030, Encoding::Big5}) {
    std::string text = decoded(bytes, encoding).text;
    std::erase(text, '\0');
    RC_ASSERT(valid_utf8_prefix(text) == text.size());
  }
}

}  // namespace
}  // namespace pingxing::document
