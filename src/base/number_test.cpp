#include "base/number.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace pingxing {
namespace {

Number n(std::string_view text) { return parse_number(text).value(); }

TEST(Number, ReadsWhatPeopleTypeAndNothingElse) {
  EXPECT_EQ(n("1.60").exact(), "1.6");
  EXPECT_EQ(n("-0.5").exact(), "-0.5");
  EXPECT_EQ(n("260/3").exact(), "260/3");
  EXPECT_EQ(n("45/50").exact(), "0.9");
  for (const auto* bad :
       {"", "-", ".", "1.", ".5", "1e5", "1O", "0x1", "1,000", "1/0", "1/2/3", " 1", "1234567890123456789", "NaN"})
    EXPECT_FALSE(parse_number(bad)) << bad;
}

TEST(Number, SeventyThirtyOfTheAnchorsIsExactlyNinety) {
  EXPECT_EQ(n("0.7") * n("86.1") + n("0.3") * n("99.1"), Number(90));
}

TEST(Number, RoundsOnlyAsTold) {
  EXPECT_EQ(n("2.345").round_to(2, Rounding::HalfUp).exact(), "2.35");
  EXPECT_EQ(n("-2.345").round_to(2, Rounding::HalfUp).exact(), "-2.35");
  EXPECT_EQ(n("2.349").round_to(2, Rounding::Down).exact(), "2.34");
  EXPECT_EQ(n("-2.341").round_to(2, Rounding::Up).exact(), "-2.35");
  EXPECT_EQ(n("7").round_to(2, Rounding::Up).exact(), "7");
}

TEST(Number, ShowsNoMoreThanItTakesAndNeverAgainstTheDecision) {
  EXPECT_EQ(n("89.996").shown(), "90.00");
  EXPECT_EQ(n("89.996").shown_beside(Number(90)), "89.996");
  EXPECT_EQ(n("89.9").shown_beside(Number(90)), "89.90");
  EXPECT_EQ(Number(90).shown_beside(Number(90)), "90.00");
  EXPECT_EQ((n("90") - n("0.000000001")).shown_beside(Number(90)), "89.999999999");
}

TEST(Number, FloorsTowardLess) {
  EXPECT_EQ(n("-3/2").floor(), Number(-2));
  EXPECT_EQ(n("-3/2").ceil(), Number(-1));
  EXPECT_EQ(n("7/2").floor(), Number(3));
}

TEST(Number, OutgrowsTheMachineWordAndComesBack) {
  Number sum(0);
  for (int i = 1; i <= 100; ++i) sum += Number::fraction(1, i);
  EXPECT_EQ(sum.exact(), "14466636279520351160221518043104131447711/2788815009188499086581352357412492142272");
  EXPECT_EQ(sum.shown(6), "5.187378");
  for (int i = 1; i < 100; ++i) sum -= Number::fraction(1, i);
  EXPECT_EQ(sum, Number::fraction(1, 100));
  EXPECT_EQ(sum.whole_times(100), 1);
  const Number huge = Number(INT64_MAX) * Number(INT64_MAX);
  EXPECT_EQ((huge / Number(INT64_MAX)).whole(), INT64_MAX);
  EXPECT_GT(huge, Number(INT64_MAX));
  EXPECT_EQ((huge / Number(2)).floor() + (huge / Number(2)).ceil(), huge);
}

RC_GTEST_PROP(Number, ObeysTheLawsOfFractions, (int a, int b, int c, int d)) {
  RC_PRE(b != 0 && d != 0);
  const Number x = Number::fraction(a, b), y = Number::fraction(c, d);
  RC_ASSERT(x + y == y + x);
  RC_ASSERT((x + y) - y == x);
  RC_ASSERT(x * y == y * x);
  if (c != 0) RC_ASSERT(x / y * y == x);
  RC_ASSERT((x < y) == (x - y < Number(0)));
  RC_ASSERT(parse_number(x.exact()) == x);
}

}  // namespace
}  // namespace pingxing
