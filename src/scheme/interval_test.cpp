#include "scheme/interval.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/text.hpp"

namespace pingxing::scheme {
namespace {

struct Case {
  const char* text;
  const char *low, *high;  // "" for none
  bool has_low, has_high;
};

TEST(Interval, ReadsTheWordsOfNotices) {
  for (const auto& c : std::initializer_list<Case>{{"90%以上", "90", "", true, true},
                                                   {"80%以上不满90%", "80", "90", true, false},
                                                   {"不满80%", "", "80", true, false},
                                                   {"80%及以下", "", "80", true, true},
                                                   {"超过1%", "1", "", false, true},
                                                   {"不超过10%", "", "10", true, true},
                                                   {"达到100%", "100", "", true, true},
                                                   {"2篇", "2", "2", true, true},
                                                   {"2篇(含)以上", "2", "", true, true},
                                                   {"80%至85%(不含)", "80", "85", true, false},
                                                   {"80%(不含)至85%", "80", "85", false, true},
                                                   {"80%(不含)以下", "", "80", true, false},
                                                   {"60%至75%之间", "60", "75", true, true},
                                                   {"75%—84%", "75", "84", true, true},
                                                   {"[80,90)", "80", "90", true, false},
                                                   {"(80,90]", "80", "90", false, true},
                                                   {"满6个月", "6", "", true, true},
                                                   {"90分以上", "90", "", true, true},
                                                   {"超过80%不满90%", "80", "90", false, false},
                                                   {"90% or more", "90", "", true, true},
                                                   {"80% to below 90%", "80", "90", true, false},
                                                   {"above 80% to 90%", "80", "90", false, true},
                                                   {"below 80%", "", "80", true, false},
                                                   {"exactly 1", "1", "1", true, true},
                                                   {"at least 4 times", "4", "", true, true},
                                                   {"三次以上", "3", "", true, true},
                                                   {"2/3以上", "2/3", "", true, true},
                                                   {"85％以上", "85", "", true, true}}) {
    const Line line(c.text, 1);
    auto interval = parse_interval(line.text());
    ASSERT_TRUE(interval) << c.text;
    EXPECT_EQ(interval->low ? interval->low->exact() : "", parse_number(c.low) ? parse_number(c.low)->exact() : "")
        << c.text;
    EXPECT_EQ(interval->high ? interval->high->exact() : "", c.high) << c.text;
    if (interval->low) {
      EXPECT_EQ(interval->has_low, c.has_low) << c.text;
    }
    if (interval->high) {
      EXPECT_EQ(interval->has_high, c.has_high) << c.text;
    }
  }
}

TEST(Interval, RefusesWhatIsNone) {
  for (const auto* text :
       {"", "以上", "很高", "90%以上以下", "90以上80以上", "不满90%80%以上", "九十以上", "9O%以上", "[80]", "80 90"})
    EXPECT_FALSE(parse_interval(Line(text, 1).text())) << text;
}

RC_GTEST_PROP(Interval, SaysWhatItReadsInBothLanguages, ()) {
  Interval interval;
  const int low = *rc::gen::inRange(0, 50), high = low + *rc::gen::inRange(1, 50);
  const int shape = *rc::gen::inRange(0, 4);
  if (shape != 1) interval.low = Number::scaled(low, 1);
  if (shape != 0) interval.high = shape == 3 ? interval.low : Number::scaled(high, 1);
  if (interval.low && shape != 3) interval.has_low = *rc::gen::arbitrary<bool>();
  if (interval.high && shape != 3) interval.has_high = *rc::gen::arbitrary<bool>();
  interval.is_percent = *rc::gen::arbitrary<bool>();
  if (!interval.is_percent) interval.unit = *rc::gen::element<std::string>("", "分", "次");
  for (auto language : {Language::Chinese, Language::English}) {
    auto again = parse_interval(Line(interval.say(language), 1).text());
    RC_ASSERT(again.has_value());
    if (language == Language::English) again->unit = interval.unit;  // said in English: points, times
    RC_ASSERT(*again == interval);
  }
}

}  // namespace
}  // namespace pingxing::scheme
