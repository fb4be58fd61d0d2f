#include "office/key_stock.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <set>

namespace pingxing::office {
namespace {

using namespace std::chrono_literals;

TEST(KeyStock, MakesAheadWhatIsWanted) {
  KeyStock stock(KeyStock::Pace::Usual);  // an idle one makes nothing while the machine is busy
  EXPECT_EQ(stock.want(2), 0U);
  while (stock.want(2) < 2) std::this_thread::sleep_for(10ms);
  EXPECT_EQ(stock.want(2), 2U);
  std::this_thread::sleep_for(50ms);
  EXPECT_EQ(stock.want(1), 2U);  // no more than was wanted
}

TEST(KeyStock, GivesEveryKeyOnce) {
  KeyStock stock;
  stock.want(2);
  std::set<std::string> seen;
  for (const std::size_t count : {1U, 3U, 0U, 2U}) {
    const auto keys = stock.take(count);
    EXPECT_EQ(keys.size(), count);
    for (const auto& key : keys) EXPECT_TRUE(seen.insert(key.public_key().spki()).second);
  }
}

TEST(KeyStock, EndsInTheMiddleOfAKey) {
  KeyStock stock;
  stock.want(KeyStock::keys_max);
}

}  // namespace
}  // namespace pingxing::office
