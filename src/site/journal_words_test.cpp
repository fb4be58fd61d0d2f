#include "site/journal_words.hpp"

#include <gtest/gtest.h>

namespace pingxing::site {
namespace {

const std::map<std::string, std::string, std::less<>> catalogue{
    {"journal_key.round", "round"},       {"journal_key.state", "state"}, {"journal_key.reason", "reason"},
    {"journal_key.stages", "stages"},     {"journal_key.title", "title"}, {"journal_key.cells", "figures"},
    {"journal_value.source.self", "own"}, {"journal_value.yes", "yes"},   {"journal_value.no", "no"}};

std::string said(std::string_view body) {
  JournalWords words;
  words.word = [](std::string_view key) {
    const auto found = catalogue.find(key);
    return found == catalogue.end() ? nullptr : &found->second;
  };
  words.codes = {{"round.id", {{"3", "spring"}}}, {"state", {{"over", "ended"}}}};
  std::string all;
  for (const auto& line : words.lines_of(body)) all += line["what"].text() + "=" + line["value"].text() + "|";
  return all;
}

TEST(JournalWords, PutsKeysAndCodesInWords) {
  EXPECT_EQ(said(R"({"round":3,"state":"over"})"), "round=spring|state=ended|");
  EXPECT_EQ(said(R"({"source":"self","sent":true})"), "sent=yes|source=own|");
  EXPECT_EQ(said(R"({"round":"3"})"), "round=3|");  // a text is no id
  EXPECT_EQ(said(R"({"cells":{"reason":"a","state":"b"},"round":3})"), "round=spring|figures=reason a · state b|");
  EXPECT_EQ(said(R"({"cells":{"reason":{"优秀":2}}})"), "figures=reason 优秀 2|");  // a key that is data is kept
}

TEST(JournalWords, LeavesOutWhatIsEmpty) {
  EXPECT_EQ(said("{}"), "");
  EXPECT_EQ(said(R"({"reason":"","state":null,"cells":[],"round":4})"), "round=4|");
}

TEST(JournalWords, WritesListsInOneLine) {
  EXPECT_EQ(said(R"({"stages":[{"state":"over","title":"自评"},{"state":"open","title":"评分"}]})"),
            "stages=ended 自评; open 评分|");
  std::string body = R"({"cells":[0)";
  for (int i = 1; i < 200; ++i) body += "," + std::to_string(i);
  EXPECT_EQ(said(body + "]}"),
            "figures=0; 1; 2; 3; 4; 5; 6; 7; 8; 9; 10; 11; 12; 13; 14; 15; 16; 17; 18; 19; … (200)|");
}

TEST(JournalWords, KeepsWhatItDoesNotKnow) {
  EXPECT_EQ(said(R"({"later":"x","reason":"over"})"), "later=x|reason=over|");
  EXPECT_EQ(said("not json"), "=not json|");
  EXPECT_EQ(said("[1]"), "=[1]|");
}

}  // namespace
}  // namespace pingxing::site
