#include "base/utf8.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cstdint>
#include <string>
#include <vector>

#include "base/text.hpp"

namespace pingxing {
namespace {

TEST(Utf8, AcceptsExactlyTheFormsOfTheStandard) {
  for (char32_t c = 1; c < 0x110000; c += c < 0x3000 ? 1 : 97) {
    std::string text;
    append_character(text, c);
    const bool is_surrogate = c >= 0xD800 && c < 0xE000;
    ASSERT_EQ(valid_utf8_prefix(text), is_surrogate ? 0 : text.size()) << static_cast<std::uint32_t>(c);
  }
  for (const std::string bad : {"\x80", "\xC0\x80", "\xC1\xBF", "\xE0\x9F\xBF", "\xED\xA0\x80", "\xF0\x8F\xBF\xBF",
                                "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFF", "\xE4\xB8", "\xF0\x9F\x98", "\xC3"}) {
    EXPECT_EQ(valid_utf8_prefix(bad), 0U);
    EXPECT_EQ(valid_utf8_prefix("表" + bad), 3U);
  }
}

RC_GTEST_PROP(Utf8, FindsTheFirstBadByteAnywhere, (std::string behind)) {
  std::string good;
  const auto pieces = rc::gen::container<std::vector<std::string>>(
      rc::gen::element<std::string>("a", "é", "分", "😀", "0123456789", std::string(64, 'x')));
  for (const auto& piece : *pieces) good += piece;
  RC_ASSERT(valid_utf8_prefix(good) == good.size());
  const std::string bad = *rc::gen::element(std::string("\xFF"), std::string("\0", 1), std::string("\x80"));
  RC_ASSERT(valid_utf8_prefix(good + bad + behind) == good.size());
}

TEST(Utf8, CleansWhatAWorkbookCannotHold) {
  EXPECT_EQ(clean_text("a\r\nb\rc\td"), "a\nb\nc\td");
  EXPECT_EQ(clean_text("得\xFF分"), "得\uFFFD分");
  EXPECT_EQ(clean_text(std::string("a\0b\x1F", 4)), "a\uFFFDb\uFFFD");
  EXPECT_EQ(clean_text("\xEF\xBF\xBF"), "\uFFFD");
}

RC_GTEST_PROP(Utf8, CleanedIsValidAndStays, (std::string any)) {
  const std::string clean = clean_text(any);
  RC_ASSERT(valid_utf8_prefix(clean) == clean.size());
  RC_ASSERT(clean_text(clean) == clean);
}

TEST(Utf8, CountsLinesAndCharacters) {
  const Position position = position_of("甲,乙\n丙丁x", std::string("甲,乙\n丙丁").size());
  EXPECT_EQ(position.line, 2);
  EXPECT_EQ(position.column, 3);
}

}  // namespace
}  // namespace pingxing
