#include "store/values.hpp"

#include <gtest/gtest.h>

#include "store/errors.hpp"
#include "store/statement_cache.hpp"

namespace pingxing::store {
namespace {

TEST(Values, CountParametersOutsideOfQuotes) {
  EXPECT_EQ(parameter_count("SELECT 1"), 0U);
  EXPECT_EQ(parameter_count("SELECT $1, $2, $1"), 2U);
  EXPECT_EQ(parameter_count("SELECT $12"), 12U);
  EXPECT_EQ(parameter_count("SELECT '$3', \"$4\", 'it''s $5', $1 -- $6\n, $2 /* $7 */"), 2U);
  EXPECT_EQ(parameter_count("SELECT '$1"), 0U);
}

TEST(Values, KnowWhatCountsRows) {
  EXPECT_TRUE(changes_rows("\n  insert INTO t"));
  EXPECT_TRUE(changes_rows("WITH a AS (SELECT 1) UPDATE t"));
  EXPECT_TRUE(changes_rows("DELETE FROM t"));
  EXPECT_FALSE(changes_rows("CREATE TABLE t (a)"));
  EXPECT_FALSE(changes_rows("SELECT 1"));
  EXPECT_FALSE(changes_rows(""));
}

TEST(Values, TakeOnlyTextThatBothDatabasesStore) {
  const auto refused = [](const std::string& text) {
    try {
      require_storable({1, Value(text)});
      return false;
    } catch (const StatementFailure& failure) {
      return std::string(failure.what()).find("$2") != std::string::npos;
    }
  };
  for (const std::string& good :
       {std::string(), std::string("a\n\x7f"), std::string("星级 é \U0001F600"), std::string("\xf4\x8f\xbf\xbf")})
    EXPECT_FALSE(refused(good)) << good;
  const std::string zero("a\0b", 3);
  for (const std::string& bad : {zero, std::string("\xff"), std::string("\xc0\x80"), std::string("\xe6\x98"),
                                 std::string("\xed\xa0\x80"), std::string("\xf4\x90\x80\x80"),
                                 std::string("\xe0\x80\x80"), std::string("\x80"), std::string("\xf0\x80\x80\x80")})
    EXPECT_TRUE(refused(bad));
  require_storable({Blob{"\xff"}, nullptr, 1});
}

TEST(Values, ConvertAndAsk) {
  EXPECT_TRUE(Value().is_null());
  EXPECT_TRUE(Value(std::optional<std::int64_t>()).is_null());
  EXPECT_EQ(Value(std::optional<std::string>("x")).text(), "x");
  EXPECT_EQ(Value(true).number(), 1);
  EXPECT_TRUE(Value(1).truth());
  EXPECT_EQ(Value(nullptr).text_or_none(), std::nullopt);
  EXPECT_EQ(Value(7).number_or_none(), 7);
  EXPECT_EQ(Value(Blob{"b"}).bytes(), "b");
  EXPECT_FALSE(Value("1") == Value(1));
}

TEST(ValuesDeathTest, AskedForAnotherTypeTheyEnd) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  EXPECT_DEATH((void)Value("1").number(), "CHECK failed");
  EXPECT_DEATH((void)Value(1).text(), "CHECK failed");
  EXPECT_DEATH((void)Value("1").bytes(), "CHECK failed");
}

TEST(StatementCache, ForgetsTheOneUnusedForLongest) {
  StatementCache<int> cache;
  int dropped = -1;
  const auto drop = [&](int& it) { dropped = it; };
  constexpr int max = StatementCache<int>::statements_max;
  for (int i = 0; i < max; ++i) cache.add("s" + std::to_string(i), i, drop);
  EXPECT_EQ(dropped, -1);
  EXPECT_EQ(*cache.find("s0"), 0);  // used now
  cache.add("one more", max, drop);
  EXPECT_EQ(dropped, 1);
  EXPECT_EQ(cache.find("s1"), nullptr);
  EXPECT_NE(cache.find("s0"), nullptr);
  EXPECT_EQ(cache.size(), static_cast<std::size_t>(max));
}

}  // namespace
}  // namespace pingxing::store
