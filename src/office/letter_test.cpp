#include "office/letter.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/text.hpp"
#include "office/mail_test_support.hpp"

namespace pingxing::office {
namespace {

constexpr std::int64_t nine = 1'772'413'200'000;  // 2026-03-02 09:00 in China

Letter letter() {
  return {{"考评办公室", "office@example.org"},
          "pine@example.org",
          "催办:2026年一季度",
          "请于今天填完。\n谢谢",
          nine,
          "abc123"};
}

TEST(Letter, IsWhatAMailServerTakes) {
  const auto text = text_of_letter(letter());
  ASSERT_TRUE(text);
  const ReadLetter read = read_letter(*text);
  EXPECT_EQ(read.header("Date"), "Mon, 02 Mar 2026 09:00:00 +0800");
  EXPECT_EQ(read.header("From"), "考评办公室 <office@example.org>");
  EXPECT_EQ(read.header("To"), "pine@example.org");
  EXPECT_EQ(read.header("Subject"), "催办:2026年一季度");
  EXPECT_EQ(read.header("Message-ID"), "<abc123@example.org>");
  EXPECT_EQ(read.header("Auto-Submitted"), "auto-generated");
  EXPECT_EQ(read.header("Content-Type"), "text/plain; charset=utf-8");
  EXPECT_EQ(read.body, "请于今天填完。\r\n谢谢");
  for (const auto& line : read.lines) {
    EXPECT_LE(line.size(), 78U) << line;
    EXPECT_TRUE(std::all_of(line.begin(), line.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; }))
        << line;
  }
}

TEST(Letter, FoldsLongTitles) {
  Letter long_one = letter();
  long_one.title.clear();
  for (int i = 0; i < 100; ++i) long_one.title += "催办";
  const auto text = text_of_letter(long_one);
  ASSERT_TRUE(text);
  const ReadLetter read = read_letter(*text);
  EXPECT_EQ(read.header("Subject"), long_one.title);
  for (const auto& line : read.lines) EXPECT_LE(line.size(), 76U) << line;
}

TEST(Letter, IsNotWrittenWhereAHeaderWouldBeMadeByHand) {
  const auto refused = [](auto change) {
    Letter changed = letter();
    change(changed);
    return !text_of_letter(changed);
  };
  EXPECT_TRUE(refused([](Letter& l) { l.title = "催办\r\nBcc: all@example.org"; }));
  EXPECT_TRUE(refused([](Letter& l) { l.title = "催办\nx"; }));
  EXPECT_TRUE(refused([](Letter& l) { l.from.name = "办公室\rBcc: x@y"; }));
  EXPECT_TRUE(refused([](Letter& l) { l.from.address = "office@example.org>\r\nBcc: <x@y"; }));
  EXPECT_TRUE(refused([](Letter& l) { l.to = "pine@example.org\r\nBcc: x@y"; }));
  EXPECT_TRUE(refused([](Letter& l) { l.to = "pine@example.org, x@y"; }));
  EXPECT_TRUE(refused([](Letter& l) { l.id = "a>\r\nX: y"; }));
  EXPECT_FALSE(refused([](Letter& l) { l.text = "\r\n.\r\nMAIL FROM:<x@y>\r\n"; }));  // the body is base64
}

TEST(Letter, KnowsAnAddress) {
  for (const char* fit : {"a@b", "pine.branch+x@mail.example.org", "o'neil@example.org", "a_b-c@10.0.0.1"})
    EXPECT_TRUE(is_mail_address(fit)) << fit;
  for (const char* unfit :
       {"",        "a",    "@b",   "a@",   "a@b@c",  "a b@c", "a@b c",  "a@b\r\n",   "a@b,c@d", "<a@b>", "a@b>",
        "\"a\"@b", "-a@b", "a@-b", ".a@b", "a..b@c", "a@b.",  "a@b..c", "名@例.org", "a@b;c",   "a\\@b", "a@b/c"})
    EXPECT_FALSE(is_mail_address(unfit)) << unfit;
  EXPECT_FALSE(is_mail_address(std::string(65, 'a') + "@b"));
  EXPECT_FALSE(is_mail_address("a@" + std::string(260, 'b')));
  EXPECT_FALSE(is_mail_address(std::string("a@b\0c", 5)));
}

TEST(Letter, ReadsItsSender) {
  EXPECT_EQ(sender_of(" 考评办公室 <office@example.org> ")->name, "考评办公室");
  EXPECT_EQ(sender_of("考评办公室 <office@example.org>")->address, "office@example.org");
  EXPECT_EQ(sender_of("office@example.org")->name, "");
  for (const char* unfit : {"", "考评办公室", "a <b", "a <b@c> d", "a\nBcc: x <b@c>", "<>"})
    EXPECT_FALSE(sender_of(unfit)) << unfit;
}

TEST(Letter, LeavesPlainWordsPlain) {
  EXPECT_EQ(header_words("Reminder 2026"), "Reminder 2026");
  EXPECT_EQ(header_words("a=?b"), "=?UTF-8?B?YT0/Yg==?=");
  EXPECT_EQ(header_words("a <b>"), "=?UTF-8?B?YSA8Yj4=?=");
}

RC_GTEST_PROP(LetterProperty, WordsOfAHeaderComeBack, (const std::vector<char32_t>& typed)) {
  std::string text;
  for (const char32_t c : typed) {
    const char32_t valid = c % 0x10FFFF;
    if (valid >= 0x20 && valid != 0x7F && (valid < 0xD800 || valid > 0xDFFF)) append_character(text, valid);
  }
  const std::string words = header_words(text);
  RC_ASSERT(words_of_header(words) == text);
  for (const auto& line : lines_of(words)) RC_ASSERT(line.size() <= 76U);
}

}  // namespace
}  // namespace pingxing::office
