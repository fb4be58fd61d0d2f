#include "office/masking.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/text.hpp"

namespace pingxing::office {
namespace {

TEST(Masking, KeepsTheEndsOfAPhone) {
  EXPECT_EQ(masked_phone("13800001234"), "138****1234");
  EXPECT_EQ(masked_phone(" 13800001234 "), "138****1234");
  EXPECT_EQ(masked_phone("010-62345678"), "010-****5678");
  EXPECT_EQ(masked_phone("0755-62345678"), "075*-****5678");
}

TEST(Masking, KeepsSixAndTwoOfAnIdentityNumber) {
  EXPECT_EQ(masked_identity("11010519491231002X"), "110105**********2X");
  EXPECT_EQ(masked_identity("110105491231002"), "110105*******02");
}

TEST(Masking, ShowsNothingOfWhatIsTooShort) {
  EXPECT_EQ(masked_phone(""), "");
  EXPECT_EQ(masked_phone("12345"), "*****");
  EXPECT_EQ(masked_phone("62-34567"), "********");
  EXPECT_EQ(masked_identity("H12345678"), "*********");
  EXPECT_EQ(masked_identity("护照E1234567"), "**********");
}

RC_GTEST_PROP(MaskingProperty, HidesAtLeastFourCharactersOrAll, (const std::vector<int>& digits)) {
  std::string number;
  for (const int digit : digits) number += static_cast<char>('0' + (digit % 10 + 10) % 10);
  for (const auto& shown : {masked_phone(number), masked_identity(number)}) {
    RC_ASSERT(character_count(shown) == number.size());
    const auto stars = static_cast<std::size_t>(std::count(shown.begin(), shown.end(), '*'));
    RC_ASSERT(stars >= std::min<std::size_t>(number.size(), 4));
  }
}

}  // namespace
}  // namespace pingxing::office
