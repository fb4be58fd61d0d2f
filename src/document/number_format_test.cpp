#include "document/number_format.hpp"

#include <gtest/gtest.h>

namespace pingxing::document {
namespace {

NumberStyle style(std::string_view code, double value = 1) { return NumberFormat(code).style_of(value); }

TEST(NumberFormat, TellsDatesByTheirLetters) {
  for (const std::string_view date :
       {"yyyy-mm-dd", "yyyy\"年\"m\"月\"d\"日\"", "[$-804]yyyy/m/d;@", "mm\\-dd", "General \"x\" d", "YYYY-MM-DD",
        "yyyy/m/d h:mm", "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "[DBNum1][$-804]yyyy\"年\"m\"月\";@", "mmm-yy", "mm",
        "[Red]yyyy", "[$-404]e/m/d", "gge\"年\"", "bbbb", "yyyymmdd", "d [h]:mm"}) {
    EXPECT_EQ(style(date), NumberStyle::Date) << date;
  }
}

TEST(NumberFormat, S24AWeekdayIsADate) {
  for (const std::string_view date : {"aaaa", "aaa", "ddd", "dddd", "[$-804]aaaa", "[$-804]aaaa;@", "[$-409]dddd;@",
                                      "\"周\"aaa", "AAAA", "[$-F800]aaaa", "[Blue]aaaa;[Red]aaaa"}) {
    EXPECT_EQ(style(date, 46'024), NumberStyle::Date) << date;
  }
}

TEST(NumberFormat, TellsTimesOfDayFromLengthsOfTime) {
  for (const std::string_view time : {"h:mm:ss", "h:mm AM/PM", "hh:mm", "mm:ss", "mm:ss.0", "[$-F400]h:mm:ss\\ AM/PM",
                                      "上午/下午h\"时\"mm\"分\"", "h\"时\"", "h:mm A/P"}) {
    EXPECT_EQ(style(time), NumberStyle::Time) << time;
  }
  for (const std::string_view elapsed : {"[h]:mm", "[hh]:mm:ss", "[mm]", "[m]:ss", "[s]", "[SS].00", "[h]\"小时\""}) {
    EXPECT_EQ(style(elapsed), NumberStyle::Elapsed) << elapsed;
  }
}

TEST(NumberFormat, S24ConditionsChooseTheSection) {
  EXPECT_EQ(style("[<1]h:mm;[h]:mm", 0.5), NumberStyle::Time);
  EXPECT_EQ(style("[<1]h:mm;[h]:mm", 0.000'37), NumberStyle::Time);
  EXPECT_EQ(style("[<1]h:mm;[h]:mm", 1), NumberStyle::Elapsed);
  EXPECT_EQ(style("[<=1]0%;0", 1), NumberStyle::Percent);
  EXPECT_EQ(style("[<=1]0%;0", 1.5), NumberStyle::Plain);
  EXPECT_EQ(style("[=0]\"无\";yyyy-mm-dd", 0), NumberStyle::Plain);
  EXPECT_EQ(style("[=0]\"无\";yyyy-mm-dd", 46'024), NumberStyle::Date);
  EXPECT_EQ(style("[Red][>=-3.5]0%;[<>-7]yyyy;[h]:mm", -4), NumberStyle::Date);
  EXPECT_EQ(style("[Red][>=-3.5]0%;[<>-7]yyyy;[h]:mm", -7), NumberStyle::Elapsed);
  EXPECT_EQ(style("[>100][$-804]aaaa;[>10]0%;0", 50), NumberStyle::Percent);
  EXPECT_EQ(style("[> 5 ]0%;0", 6), NumberStyle::Percent);
  EXPECT_EQ(style("[<x]0%;0", 1), NumberStyle::Percent);  // no condition
}

TEST(NumberFormat, SignsChooseWhereNothingElseDoes) {
  EXPECT_EQ(style("0;0%", 1), NumberStyle::Plain);
  EXPECT_EQ(style("0;0%", 0), NumberStyle::Plain);
  EXPECT_EQ(style("0;0%", -1), NumberStyle::Percent);
  EXPECT_EQ(style("0;0%;yyyy", 0), NumberStyle::Date);
  EXPECT_EQ(style("0;0%;yyyy", -1), NumberStyle::Percent);
  EXPECT_EQ(style("0;0;0;yyyy@", 1), NumberStyle::Plain);
  EXPECT_EQ(style("yyyy/m/d;@", -1), NumberStyle::Date);  // the section of text is none of numbers
  EXPECT_EQ(style("#,##0.00%;[Red]-0.00%", -1), NumberStyle::Percent);
  EXPECT_EQ(style(";;;", 1), NumberStyle::Plain);
  EXPECT_EQ(style("0.00%", 0), NumberStyle::Percent);
}

TEST(NumberFormat, LiteralsSayNothing) {
  for (const std::string_view plain : {"General",
                                       "GENERAL",
                                       "G/通用格式",
                                       "0.00",
                                       "#,##0",
                                       "0\"%\"",
                                       "0\\%",
                                       "[Red]0",
                                       "[Magenta]0",
                                       "[Blue]0.0",
                                       "0\"days\"",
                                       "0\";yyyy\"",
                                       "0\\;",
                                       "@",
                                       "",
                                       "0_d",
                                       "0*d",
                                       "\"open",
                                       "[open",
                                       "[",
                                       "\\",
                                       "\"",
                                       "0.00E+00",
                                       "##0.0E-0",
                                       "# ?/?",
                                       "[$¥-804]#,##0.00",
                                       "[$USD-409] 0",
                                       "[DBNum2][$-804]General",
                                       "0\"元\"",
                                       "0 kg",
                                       "[<=9999999]###-####;(0)"}) {
    EXPECT_EQ(style(plain), NumberStyle::Plain) << plain;
  }
}

TEST(NumberFormat, KnowsTheBuiltInOnes) {
  const auto built_in = [](std::uint32_t number) { return NumberFormat(number).style_of(1); };
  for (const std::uint32_t number : {0U, 1U, 4U, 11U, 12U, 37U, 44U, 48U, 49U, 164U})
    EXPECT_EQ(built_in(number), NumberStyle::Plain) << number;
  for (const std::uint32_t number : {9U, 10U}) EXPECT_EQ(built_in(number), NumberStyle::Percent) << number;
  for (const std::uint32_t number : {14U, 17U, 22U, 27U, 31U, 36U, 50U, 57U, 58U, 81U})
    EXPECT_EQ(built_in(number), NumberStyle::Date) << number;
  for (const std::uint32_t number : {18U, 21U, 32U, 35U, 45U, 47U, 55U})
    EXPECT_EQ(built_in(number), NumberStyle::Time) << number;
  EXPECT_EQ(built_in(46), NumberStyle::Elapsed);
}

}  // namespace
}  // namespace pingxing::document
