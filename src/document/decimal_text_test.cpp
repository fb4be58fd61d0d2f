#include "document/decimal_text.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <array>
#include <charconv>

namespace pingxing::document {
namespace {

std::string rounded(std::string_view text, int shift = 0) {
  auto decimal = parse_decimal(text);
  if (!decimal) return "none";
  decimal->round_to(sheet_digits);
  decimal->shift(shift);
  return decimal->plain();
}

TEST(DecimalText, GivesWhatWasTyped) {
  EXPECT_EQ(rounded("93.5"), "93.5");
  EXPECT_EQ(rounded("93.499999999999986"), "93.5");
  EXPECT_EQ(rounded("0.30000000000000004"), "0.3");
  EXPECT_EQ(rounded("9.9999999999999996E-2"), "0.1");
  EXPECT_EQ(rounded("99.999999999999999"), "100");
  EXPECT_EQ(rounded("1E+5"), "100000");
  EXPECT_EQ(rounded("1.5e-7"), "0.00000015");
  EXPECT_EQ(rounded("-0.0"), "0");
  EXPECT_EQ(rounded("007.50"), "7.5");
  EXPECT_EQ(rounded(".5"), "0.5");
  EXPECT_EQ(rounded("5."), "5");
  EXPECT_EQ(rounded("123456789012345678"), "123456789012346000");
}

TEST(DecimalText, ShiftsPercentagesExactly) {
  EXPECT_EQ(rounded("0.935", 2), "93.5");
  EXPECT_EQ(rounded("0.93500000000000005", 2), "93.5");
  EXPECT_EQ(rounded("1", 2), "100");
  EXPECT_EQ(rounded("0", 2), "0");
  EXPECT_EQ(rounded("-0.00070000000000000001", 2), "-0.07");
}

TEST(DecimalText, RefusesWhatIsNoNumber) {
  for (const std::string_view bad : {"", "-", ".", "e5", "1e", "1e+-5", "1e5.5", "0x10", "1,5", "nan", "inf", " 1",
                                     "1 ", "1e401", "1e-401", "1e99999999999", "--1", "1.2.3"}) {
    EXPECT_EQ(rounded(bad), "none") << bad;
  }
  EXPECT_EQ(rounded(std::string(1000, '9')), "none");
}

RC_GTEST_PROP(DecimalText, DoublesOfFifteenDigitsComeBack, (std::int64_t any)) {
  const std::int64_t digits = any % 1'000'000'000'000'000;
  const int places = *rc::gen::inRange(0, 12);
  auto exact = parse_decimal(std::to_string(digits));
  exact->shift(-places);
  double value = 0;
  const std::string plain = exact->plain();
  std::from_chars(plain.data(), plain.data() + plain.size(), value);
  for (const auto format : {std::chars_format::general, std::chars_format::scientific}) {
    std::array<char, 64> buffer;
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, format, 17).ptr;
    RC_ASSERT(rounded(std::string_view(buffer.data(), static_cast<std::size_t>(end - buffer.data()))) == plain);
  }
}

}  // namespace
}  // namespace pingxing::document
