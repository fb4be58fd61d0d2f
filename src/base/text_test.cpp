#include "base/text.hpp"

#include <gtest/gtest.h>

#include <string>

namespace pingxing {
namespace {

TEST(CellText, S15BlanksOfAnyKindAreOne) {
  for (const std::string blank : {" ", "\t", "\u00A0", "\u1680", "\u2000", "\u2003", "\u2009", "\u200A", "\u202F",
                                  "\u205F", "\u3000", "\r\n", "\r", "\n"}) {
    EXPECT_EQ(cell_text(blank + "93.5" + blank), "93.5") << blank;
    EXPECT_EQ(cell_text(blank + blank), "") << blank;
  }
  EXPECT_EQ(cell_text("张\t三\u3000丰\u00A0a"), "张 三 丰 a");
  EXPECT_EQ(cell_text("一\r\n二\r三\n四"), "一\n二\n三\n四");
}

TEST(CellText, S15UnseenMarksAreGoneWhereverTheyStand) {
  for (const std::string mark : {"\u00AD", "\u200B", "\u200C", "\u200D", "\u200E", "\u200F", "\u2060", "\uFEFF"}) {
    EXPECT_EQ(cell_text(mark + "9" + mark + "3" + mark), "93") << mark;
    EXPECT_EQ(cell_text(" " + mark + " " + mark), "") << mark;
    EXPECT_EQ(Line(mark + "9" + mark + "3", 1).text(), "93") << mark;  // as whoever reads numbers sees it
  }
}

TEST(CellText, WhatIsTextStays) {
  // Controls and marks that turn the direction are for others to refuse; full-width forms belong to reasons and names.
  for (const std::string text : {"迟到,2次(含早退)", "a\x01z", "a\u202Ez", "\u2066", "a\xFFz", "\xC2", "\xA0", "\xAD",
                                 "𠀅", "a  b", "“引”", ""}) {
    EXPECT_EQ(cell_text(text), text);
  }
}

TEST(CellText, CleanedOnceIsClean) {
  for (const std::string text : {" \u200B a", "\u200B\r\u200B\n", "\u3000\u200B", "\r\r\n x \t"}) {
    EXPECT_EQ(cell_text(cell_text(text)), cell_text(text)) << text;
  }
}

TEST(Line, TakesAnyBlankForOne) {
  EXPECT_EQ(Line("a\u2003b", 1).text(), "a b");
  EXPECT_EQ(Line("甲\u00A0\u3000乙", 1).text(), "甲乙");
}

TEST(Text, OneFoldForNames) {
  const std::vector<std::vector<std::string>> alike{
      {"Q01", "q01", "Ｑ０１", "Q01\u00A0", " Q 01", "Q\u200B01", "Q0\uFE0F1"},
      {"办公室", "办 公 室", "办\u3000公室", "办公\n室", "\uFEFF办公室"},
      {"1路", "１路", "1 路"},
      {"Bureau – North", "BUREAU-NORTH", "ｂｕｒｅａｕ－ｎｏｒｔｈ"},
      {"Écluse", "écluse"},
      {"(一)科", "（一）科"}};
  for (const auto& spellings : alike)
    for (const auto& one : spellings) EXPECT_EQ(folded(one), folded(spellings.front())) << one;
  EXPECT_NE(folded("001"), folded("1"));
  EXPECT_NE(folded("甲科"), folded("甲课"));
  EXPECT_EQ(folded("a\xFFz"), "a\xFFz");
  EXPECT_EQ(folded(folded("Ｑ 0１")), folded("Ｑ 0１"));
}

}  // namespace
}  // namespace pingxing
