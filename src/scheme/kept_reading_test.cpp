// A scheme kept as text is the scheme, for every document of the tree.
#include "scheme/kept_reading.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "base/json.hpp"
#include "scheme/compare_readings.hpp"
#include "scheme/parse.hpp"
#include "scheme/print.hpp"

namespace pingxing::scheme {
namespace {

std::string text_of(const std::filesystem::path& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

TEST(KeptReading, IsTheSchemeItself) {
  std::size_t count = 0;
  for (const char* folder : {"/schemes", "/tests/scheme/good", "/tests/scheme/bad"})
    for (const auto& entry : std::filesystem::recursive_directory_iterator(std::string(PINGXING_ROOT) + folder)) {
      if (entry.path().extension() != ".md" || entry.path().filename() == "README.md") continue;
      auto scheme = parse_scheme(text_of(entry.path()), "").scheme;
      scheme.examples.clear();  // they rate nobody
      const std::string kept = kept_reading(scheme);
      const Scheme again = scheme_of_kept(kept);
      EXPECT_EQ(kept_reading(again), kept) << entry.path();
      EXPECT_EQ(fingerprint(again), fingerprint(scheme)) << entry.path();
      EXPECT_EQ(print_markdown(again), print_markdown(scheme)) << entry.path();
      EXPECT_TRUE(compare_readings(scheme, again).empty()) << entry.path();
      ++count;
    }
  EXPECT_GT(count, 100U);
}

TEST(KeptReading, OfAnOlderProgramLacksWhatItDidNotKnow) {
  const Scheme empty = scheme_of_kept("{}");
  EXPECT_EQ(kept_reading(empty), kept_reading(Scheme()));
  const Scheme one =
      scheme_of_kept(R"({"title":"甲","indicators":[{"id":"1","rules":[{"name":"迟到","form":1}]}],"later":7})");
  EXPECT_EQ(one.title, "甲");
  EXPECT_EQ(one.indicators.at(0).rules.at(0).per.exact(), "1");  // as in an empty rule
  EXPECT_THROW(scheme_of_kept("no JSON"), JsonMismatch);
  EXPECT_THROW(scheme_of_kept(R"({"title":7})"), JsonMismatch);
}

TEST(CompareReadings, NamesTheLinesThatRateOtherwise) {
  const auto read = [](std::string_view text) { return parse_scheme(text, "").scheme; };
  const auto before = read(
      "# 甲\n\n总分:10\n未定级:无\n\n## 一(10分)\n\n1. 纪律(10分)\n   - 迟到:每次减1分\n   - 早退:每次减1分\n\n## "
      "定级\n\n- 优:9分以上\n");
  const auto after = read(
      "# 甲\n\n总分:10\n未定级:无\n\n## 一(10分)\n\n1. 纪律(10分)\n   - 迟到:每次减2分\n   - 早退:每次减1分\n\n## "
      "定级\n\n- 优:8分以上\n");
  const auto found = compare_readings(before, after);
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].line, 9);
  EXPECT_EQ(found[0].before.zh, "迟到:每次减1分");
  EXPECT_EQ(found[0].after.zh, "迟到:每次减2分");
  EXPECT_EQ(found[1].line, 14);
  EXPECT_TRUE(found[1].before.zh.empty());
}

}  // namespace
}  // namespace pingxing::scheme
