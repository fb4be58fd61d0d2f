#include "base/hash.hpp"

#include <gtest/gtest.h>

#include "base/clock.hpp"
#include "base/random.hpp"

namespace pingxing {
namespace {

TEST(Hash, IsSha256) {  // FIPS 180-2, appendix B
  EXPECT_EQ(sha256_hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(sha256_hex(std::string(1'000'000, 'a')),
            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
  EXPECT_EQ(sha256(std::string("\0", 1)).size(), 32U);
  EXPECT_EQ(hex_of(std::string("\0\x7f\xff", 3)), "007fff");
}

TEST(Random, OfASeedIsTheSameAgain) {
  SeededRandom a(7), b(7), other(8);
  const std::string first = a.bytes(13);
  EXPECT_EQ(first.size(), 13U);
  EXPECT_EQ(b.bytes(13), first);
  EXPECT_NE(a.bytes(13), first);
  EXPECT_NE(other.bytes(13), first);
}

TEST(Random, OfTheSystemIsNeverTheSame) {
  SystemRandom random;
  EXPECT_EQ(random.bytes(0), "");
  EXPECT_EQ(random.bytes(1000).size(), 1000U);
  EXPECT_NE(random.bytes(32), random.bytes(32));
}

TEST(Clock, StandsOrGoes) {
  FixedClock fixed(5);
  fixed.advance(10);
  EXPECT_EQ(fixed.now_ms(), 15);
  fixed.set(3);
  EXPECT_EQ(fixed.now_ms(), 3);
  const SystemClock system;
  const auto now = system.now_ms();
  EXPECT_GT(now, 1'600'000'000'000);  // after 2020
  EXPECT_GE(system.now_ms(), now);
}

}  // namespace
}  // namespace pingxing
