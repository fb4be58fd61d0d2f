#include "web/throttle.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace pingxing::web {
namespace {

using std::chrono::milliseconds;

TEST(Throttle, LetsABurstThroughAndThenOneAtATime) {
  Throttle throttle(3, milliseconds(1'000));
  const milliseconds start(5'000);
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(throttle.take("a", start));
  EXPECT_FALSE(throttle.take("a", start));
  EXPECT_EQ(throttle.wait("a", start), milliseconds(1'000));
  EXPECT_TRUE(throttle.take("b", start));  // everybody has a bucket
  EXPECT_FALSE(throttle.take("a", start + milliseconds(999)));
  EXPECT_TRUE(throttle.take("a", start + milliseconds(1'000)));
  EXPECT_FALSE(throttle.take("a", start + milliseconds(1'000)));
  EXPECT_TRUE(throttle.take("a", start + milliseconds(60'000)));
  EXPECT_EQ(throttle.wait("a", start + milliseconds(60'000)), milliseconds(0));
}

TEST(Throttle, GivesBackWhatWasGood) {
  Throttle throttle(1, milliseconds(1'000));
  for (int i = 0; i < 10; ++i) {
    EXPECT_TRUE(throttle.take("a", milliseconds(0)));
    throttle.give_back("a", milliseconds(0));
  }
  throttle.give_back("a", milliseconds(0));  // never above full
  EXPECT_TRUE(throttle.take("a", milliseconds(0)));
  EXPECT_FALSE(throttle.take("a", milliseconds(0)));
}

TEST(Throttle, AClockSetBackGivesNothing) {
  Throttle throttle(1, milliseconds(1'000));
  EXPECT_TRUE(throttle.take("a", milliseconds(10'000)));
  EXPECT_FALSE(throttle.take("a", milliseconds(0)));
  EXPECT_FALSE(throttle.take("a", milliseconds(10'500)));
  EXPECT_TRUE(throttle.take("a", milliseconds(11'000)));
}

TEST(Throttle, RemembersTheLatestKeys) {
  Throttle throttle(1, milliseconds(1'000'000), 100);
  for (int i = 0; i < 1'000; ++i) {
    EXPECT_TRUE(throttle.take("key " + std::to_string(i), milliseconds(0)));
    EXPECT_FALSE(throttle.take("the one", milliseconds(0)) && i > 0) << i;
  }
}

RC_GTEST_PROP(Throttle, NeverLetsThroughMoreThanTheRate, ()) {
  const unsigned burst = *rc::gen::inRange(1U, 5U);
  const milliseconds refill(*rc::gen::inRange(1, 100));
  const auto pauses = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 50));
  Throttle throttle(burst, refill);
  milliseconds now(0);
  long taken = 0;
  for (const int pause : pauses) {
    now += milliseconds(pause);
    const bool should = throttle.wait("a", now).count() == 0;
    const bool is_taken = throttle.take("a", now);
    RC_ASSERT(is_taken == should);
    taken += is_taken;
  }
  RC_ASSERT(taken <= static_cast<long>(burst) + now.count() / refill.count());
}

TEST(Throttle, OneClientOfIpv6HasOneKey) {
  EXPECT_EQ(throttle_key("192.0.2.1"), "192.0.2.1");
  EXPECT_EQ(throttle_key("2001:db8:1:2::3"), throttle_key("2001:db8:1:2:ffff::4"));
  EXPECT_NE(throttle_key("2001:db8:1:2::3"), throttle_key("2001:db8:1:3::3"));
}

}  // namespace
}  // namespace pingxing::web
