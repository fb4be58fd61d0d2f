#include "document/sheet_date.hpp"

#include <gtest/gtest.h>

namespace pingxing::document {
namespace {

TEST(SheetDate, CountsDaysAsWorkbooksDo) {
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

TEST(SheetDate, CountsLengthsOfTime) {
  EXPECT_EQ(elapsed_text(0), "00:00:00");
  EXPECT_EQ(elapsed_text(1.5), "36:00:00");
  EXPECT_EQ(elapsed_text(0.354166666666667), "08:30:00");
  EXPECT_EQ(elapsed_text(-0.0625), "-01:30:00");
  EXPECT_EQ(elapsed_text(-1e-9), "00:00:00");
  EXPECT_EQ(elapsed_text(5.25), "126:00:00");
  EXPECT_EQ(elapsed_text(1e15), std::nullopt);
}

TEST(SheetDate, ATimeOfDayHasNoDayWhateverTheCount) {
  EXPECT_EQ(date_or_time(NumberStyle::Time, 0.354166666666667, true), "08:30:00");
  EXPECT_EQ(date_or_time(NumberStyle::Date, 0.354166666666667, true), "1904-01-01T08:30:00");
  EXPECT_EQ(date_or_time(NumberStyle::Time, 46'082.354166666664, false), "2026-03-01T08:30:00");
  EXPECT_EQ(date_or_time(NumberStyle::Elapsed, 2, false), "48:00:00");
  EXPECT_EQ(date_or_time(NumberStyle::Date, 60, false), std::nullopt);
  EXPECT_EQ(date_or_time(NumberStyle::Plain, 46'082, false), std::nullopt);
}

TEST(SheetDate, ShortensIsoText) {
  EXPECT_EQ(short_date("2026-03-01"), "2026-03-01");
  EXPECT_EQ(short_date("2026-03-01Z"), "2026-03-01");
  EXPECT_EQ(short_date("2026-03-01T00:00:00.000Z"), "2026-03-01");
  EXPECT_EQ(short_date("2026-03-01T00:00"), "2026-03-01");
  EXPECT_EQ(short_date("2026-03-01T08:30"), "2026-03-01T08:30:00");
  EXPECT_EQ(short_date("2026-03-01T08:30:00+08:00"), "2026-03-01T08:30:00");
  EXPECT_EQ(short_date("08:30:00.5"), "08:30:00");
  EXPECT_EQ(short_date("T08:30"), "08:30:00");
  EXPECT_EQ(short_date("T"), "T");
  EXPECT_EQ(short_date("soon"), "soon");
}

}  // namespace
}  // namespace pingxing::document
