// How several marks become one, in the words of offices.
#include "scheme/averaging.hpp"

#include <gtest/gtest.h>

#include "scheme/marks.hpp"

namespace pingxing::scheme {
namespace {

std::string read(std::string_view words) {
  const Line line(words, 1);
  const auto found = parse_averaging(line.text());
  return found ? say_averaging(*found, Language::Chinese) : "-";
}

TEST(Averaging, IsReadInManyWords) {
  const std::pair<std::string, std::vector<std::string>> ways[] = {
      {"去掉1个最高分和1个最低分后取平均",
       {"去掉一个最高分和一个最低分后取平均", "去掉最高分、最低分取平均分", "评委平均分(去掉一个最高、一个最低)",
        "由七名评委打分,去掉一个最高分,去掉一个最低分,其余取平均", "最高分和最低分各去掉一个后求平均",
        "mean without the highest and the lowest", "drop the highest and lowest score",
        "average after dropping the highest and the lowest mark"}},
      {"去掉2个最高分和2个最低分后取平均",
       {"去掉2个最高分和2个最低分", "剔除两个最高分、两个最低分后的平均值", "两端各去掉2个后取平均",
        "the mean without the 2 highest and 2 lowest"}},
      {"两端各去掉10%后取平均",
       {"去掉10%的最高分和最低分", "最高、最低各去掉10%后取平均", "the mean without the highest and lowest 10%"}},
      {"取中位数", {"按中位数计", "取各评委打分的中位数", "median of the assessors", "the median"}},
      {"取各评委的平均分", {"以评委打分的平均分计", "取平均分", "the mean of the assessors"}}};
  for (const auto& [said, all] : ways)
    for (const auto& words : all) EXPECT_EQ(read(words), said) << words;
}

TEST(Averaging, IsRefusedWhereItIsAnotherOrNone) {
  for (const char* words : {"去掉一个最高分和两个最低分后取平均", "去掉10%的最高分和20%的最低分", "去掉一个最高分",
                            "去掉50%的最高分和最低分", "去掉一个最高分和一个最低分后求和", "取平均分和中位数",
                            "前三名平均分", "平均分90分以上", "去掉0个最高分和0个最低分", "trimmed mean", "the best"})
    EXPECT_EQ(read(words), "-") << words;
}

TEST(Averaging, WhatItSaysIsReadAgain) {
  for (const auto& row : averaging_rows())
    for (const auto language : {Language::Chinese, Language::English}) {
      const Averaging one{row.kind, row.kind == Averaging::Kind::WithoutCount ? 3 : 0,
                          row.kind == Averaging::Kind::WithoutShare ? Number::fraction(1, 8) : Number(0)};
      EXPECT_EQ(parse_averaging(say_averaging(one, language)), one) << say_averaging(one, language);
    }
}

TEST(Averaging, LeavesOutAtEachEnd) {
  using Kind = Averaging::Kind;
  EXPECT_EQ(cut_of({Kind::Mean, 0, Number(0)}, 9), 0);
  EXPECT_EQ(cut_of({Kind::WithoutCount, 2, Number(0)}, 5), 2);
  EXPECT_EQ(cut_of({Kind::WithoutCount, 2, Number(0)}, 4), 0);
  EXPECT_EQ(cut_of({Kind::WithoutShare, 0, Number::fraction(1, 10)}, 9), 0);
  EXPECT_EQ(cut_of({Kind::WithoutShare, 0, Number::fraction(1, 10)}, 20), 2);
  EXPECT_EQ(cut_of({Kind::Median, 0, Number(0)}, 1), 0);
  EXPECT_EQ(cut_of({Kind::Median, 0, Number(0)}, 4), 1);
  EXPECT_EQ(cut_of({Kind::Median, 0, Number(0)}, 5), 2);
}

}  // namespace
}  // namespace pingxing::scheme
