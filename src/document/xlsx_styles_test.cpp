#include "document/xlsx_styles.hpp"

#include <gtest/gtest.h>

namespace pingxing::document {
namespace {

TEST(XlsxStyles, TellsDatesAndPercentagesByTheFormat) {
  for (const std::string_view date : {"yyyy-mm-dd", "yyyy\"年\"m\"月\"d\"日\"", "[$-804]yyyy/m/d;@", "h:mm:ss",
                                      "[h]:mm", "[mm]", "mm\\-dd", "General \"x\" d"}) {
    EXPECT_EQ(style_of_code(date), NumberStyle::Date) << date;
  }
  for (const std::string_view percent : {"0%", "0.0%", "#,##0.00%;[Red]-0.00%"}) {
    EXPECT_EQ(style_of_code(percent), NumberStyle::Percent) << percent;
  }
  for (const std::string_view plain : {"General", "0.00", "#,##0", "0\"%\"", "0\\%", "[Red]0", "[Magenta]0",
                                       "[Blue]0.0", "0\"days\"", "0;0%", "@", "", "0_d", "\"open", "[open"}) {
    EXPECT_EQ(style_of_code(plain), NumberStyle::Plain) << plain;
  }
  EXPECT_EQ(style_of_number(0), NumberStyle::Plain);
  EXPECT_EQ(style_of_number(9), NumberStyle::Percent);
  EXPECT_EQ(style_of_number(14), NumberStyle::Date);
  EXPECT_EQ(style_of_number(31), NumberStyle::Date);  // yyyy年m月d日
  EXPECT_EQ(style_of_number(49), NumberStyle::Plain);
}

TEST(XlsxStyles, CountsDaysAsWorkbooksDo) {
  EXPECT_EQ(date_text(1, false), "1900-01-01");
  EXPECT_EQ(date_text(59, false), "1900-02-28");
  EXPECT_EQ(date_text(60, false), std::nullopt);  // a day that never was
  EXPECT_EQ(date_text(61, false), "1900-03-01");
  EXPECT_EQ(date_text(46'082, false), "2026-03-01");
  EXPECT_EQ(date_text(46'082.354166666664, false), "2026-03-01T08:30:00");
  EXPECT_EQ(date_text(46'081.999999, false), "2026-03-01");
  EXPECT_EQ(date_text(0.354166666666667, false), "08:30:00");
  EXPECT_EQ(date_text(2'958'465, false), "9999-12-31");
  EXPECT_EQ(date_text(2'958'466, false), std::nullopt);
  EXPECT_EQ(date_text(-1, false), std::nullopt);
  EXPECT_EQ(date_text(44'620, true), "2026-03-01");
  EXPECT_EQ(date_text(0, true), "1904-01-01");
}

}  // namespace
}  // namespace pingxing::document
