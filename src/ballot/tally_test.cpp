#include "ballot/tally.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "ballot/test_support.hpp"

namespace pingxing::ballot {
namespace {

Tally tally_of(const Paper& paper, const std::vector<std::string>& sheets) {
  Tally tally = Tally::empty(paper);
  for (const auto& sheet : sheets) tally.add(*read_sheet(paper, sheet));
  tally.issued = tally.returned;
  return tally;
}
Number n(std::int64_t whole) { return {whole}; }

TEST(Tallies, CountEveryKindApart) {
  const Paper paper = test::list_paper("1", 2);
  Tally tally = tally_of(paper, {"优秀|合格", "优秀|", "|", "合格|优秀"});
  tally.add_spoiled();
  tally.issued = 7;
  EXPECT_EQ(tally.returned, 5);
  EXPECT_EQ(tally.valid, 3);
  EXPECT_EQ(tally.abstained, 1);
  EXPECT_EQ(tally.spoiled, 1);
  EXPECT_EQ(tally.questions[0].by_mark, (std::vector<std::int64_t>{2, 1, 0, 0}));
  EXPECT_EQ(tally.questions[1].by_mark, (std::vector<std::int64_t>{1, 1, 0, 0}));
  EXPECT_EQ(tally.questions[1].blank, 2);
  EXPECT_TRUE(check_count(paper, tally));
  Tally twice = tally;
  twice.add(tally);
  EXPECT_EQ(twice.valid, 6);
  EXPECT_EQ(twice.issued, 14);
  EXPECT_EQ(twice.questions[0].by_mark[0], 4);
  EXPECT_TRUE(check_count(paper, twice));
}

TEST(Tallies, CountsThatDoNotHoldTogetherAreNamed) {
  const Paper paper = test::points_paper();
  const Tally good = tally_of(paper, {"8", "9", ""});
  const auto code = [&](auto change) {
    Tally tally = good;
    change(tally);
    const auto checked = check_count(paper, tally);
    return checked ? std::string() : std::string(checked.refusal().code());
  };
  EXPECT_EQ(code([](Tally&) {}), "");
  EXPECT_EQ(code([](Tally& t) { t.issued = 2; }), "COUNT_OVER_ISSUED");
  EXPECT_EQ(code([](Tally& t) { t.valid = 3; }), "COUNT_SUM");
  EXPECT_EQ(code([](Tally& t) { t.questions[0].by_mark[3] = 1; }), "COUNT_QUESTION_SUM");
  EXPECT_EQ(code([](Tally& t) { t.spoiled = -1; }), "COUNT_NEGATIVE");
  EXPECT_EQ(code([](Tally& t) { t.questions[0].by_mark[3] = -1; }), "COUNT_NEGATIVE");
  EXPECT_EQ(code([](Tally& t) { t.questions[0].blank = -1; }), "COUNT_NEGATIVE");
}

TEST(Means, AreExact) {
  const Paper paper = test::points_paper();
  const auto mean = [&](const std::vector<std::string>& sheets, const Trim& trim = {}) {
    const auto m = mean_of(paper.scale, tally_of(paper, sheets).questions[0], trim);
    return m ? m->exact() : "none";
  };
  EXPECT_EQ(mean({"10", "9", "9"}), "28/3");
  EXPECT_EQ(mean({"10", "", "8"}), "9");  // a blank is not a 0
  EXPECT_EQ(mean({"", ""}), "none");
  EXPECT_EQ(mean({}), "none");
  EXPECT_EQ(mean({"0", "8", "9", "10"}, {n(0), 1}), "8.5");
  EXPECT_EQ(mean({"0", "10"}, {n(0), 1}), "5");  // too few to leave any out
  EXPECT_EQ(mean({"0", "8", "10"}, {n(0), 1}), "8");
  EXPECT_EQ(mean({"0", "2", "5", "6", "7", "8", "8", "9", "9", "10"}, {Number::fraction(1, 10), 0}), "6.75");
  EXPECT_EQ(mean({"0", "2", "5"}, {Number::fraction(1, 10), 0}), "7/3");
  const Trim median{n(0), 0, true};
  EXPECT_EQ(mean({"0", "8", "9", "10"}, median), "8.5");
  EXPECT_EQ(mean({"0", "8", "10"}, median), "8");
  EXPECT_EQ(mean({"7"}, median), "7");
  EXPECT_EQ(mean({}, median), "none");
  EXPECT_FALSE(mean_of(test::list_paper().scale, QuestionTally{{1, 2, 3, 4}, 0}));  // grades have no mean
}

RC_GTEST_PROP(MeanProperty, TrimmedMeansAreThoseOfTheSortedMarks, ()) {
  const Paper paper = test::points_paper();
  auto marks = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 11));
  const auto percent = *rc::gen::inRange<std::int64_t>(0, 50);
  const auto count = *rc::gen::inRange<std::int64_t>(0, 4);
  Tally tally = Tally::empty(paper);
  for (const int mark : marks) tally.add(Sheet{{mark}});
  const auto mean = mean_of(paper.scale, tally.questions[0], {Number::fraction(percent, 100), count});
  if (marks.empty()) {
    RC_ASSERT(!mean);
    return;
  }
  std::sort(marks.begin(), marks.end());
  auto cut = marks.size() * static_cast<std::size_t>(percent) / 100;
  if (marks.size() > 2 * static_cast<std::size_t>(count)) cut = std::max(cut, static_cast<std::size_t>(count));
  std::int64_t sum = 0;
  for (std::size_t i = cut; i < marks.size() - cut; ++i) sum += marks[i];
  RC_ASSERT(mean == Number::fraction(sum, static_cast<std::int64_t>(marks.size() - 2 * cut)));
}

TEST(Means, OfWordsAreThoseOfTheirValues) {
  Paper paper = test::points_paper();
  paper.scale = *scale_of_words({{"不满意", n(0)}, {"满意", n(100)}, {"基本满意", n(60)}});
  const auto tally = tally_of(paper, {"满意", "不满意", "满意", "基本满意", "", "满意"});
  EXPECT_EQ(tally.questions[0].by_mark, (std::vector<std::int64_t>{3, 1, 1}));  // the best first
  EXPECT_EQ(mean_of(paper.scale, tally.questions[0])->exact(), "72");
  EXPECT_EQ(mean_of(paper.scale, tally.questions[0], {n(0), 1})->exact(), "260/3");  // 0 and one 100 left out
  EXPECT_EQ(mean_of(paper.scale, tally.questions[0], {n(0), 0, true})->exact(),
            "100");  // the middle one of 0 60 100 100 100
}

RC_GTEST_PROP(MeanProperty, OfWordsDoesNotCareInWhichOrderTheyStand, ()) {
  Paper words = test::points_paper(), points = words;
  words.scale = *scale_of_words({{"甲", n(10)}, {"乙", n(7)}, {"丙", n(7)}, {"丁", n(3)}, {"戊", n(0)}});
  const std::vector<std::int64_t> value = {10, 7, 7, 3, 0};
  const auto marks = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 5));
  const Trim trim{Number::fraction(*rc::gen::inRange<std::int64_t>(0, 50), 100), *rc::gen::inRange<std::int64_t>(0, 4)};
  Tally in_words = Tally::empty(words), in_points = Tally::empty(points);
  for (const int mark : marks) {
    in_words.add(Sheet{{mark}});
    in_points.add(Sheet{{static_cast<int>(value[static_cast<std::size_t>(mark)])}});
  }
  RC_ASSERT(mean_of(words.scale, in_words.questions[0], trim) == mean_of(points.scale, in_points.questions[0], trim));
}

RC_GTEST_PROP(TallyProperty, TheOrderOfBallotsNeverMatters, ()) {
  const Paper paper = test::list_paper("1", 3);
  Paper free = paper;
  free.rules = {};
  auto sheets = *rc::gen::container<std::vector<std::vector<int>>>(
      rc::gen::container<std::vector<int>>(3, rc::gen::inRange(-1, 4)));
  Tally forward = Tally::empty(free), backward = Tally::empty(free);
  for (const auto& marks : sheets) forward.add(Sheet{marks});
  std::reverse(sheets.begin(), sheets.end());
  for (const auto& marks : sheets) backward.add(Sheet{marks});
  RC_ASSERT(forward == backward);
  forward.issued = forward.returned;
  RC_ASSERT(check_count(free, forward));
}

TEST(Weights, JoinElectorates) {
  EXPECT_EQ(weighted_mean({{n(60), n(9)}, {n(40), n(8)}})->exact(), "8.6");
  EXPECT_EQ(weighted_mean({{n(1), Number::fraction(1, 3)}, {n(2), n(0)}})->exact(), "1/9");
  EXPECT_FALSE(weighted_mean({{n(60), n(9)}, {n(40), std::nullopt}}));
  EXPECT_TRUE(weighted_mean({{n(60), n(9)}, {n(0), std::nullopt}}));
  EXPECT_FALSE(weighted_mean({}));
}

TEST(Shares, AreOfTheValid) {
  const QuestionTally question{{3, 3, 1, 2}, 5};
  EXPECT_EQ(share_of(question, 0, 1)->exact(), "2/3");
  EXPECT_EQ(share_of(question, 0, 0)->exact(), "1/3");
  EXPECT_FALSE(share_of(QuestionTally{{0, 0}, 4}, 0, 0));
}

TEST(Turnouts, HoldAtTheirVeryBounds) {
  const TurnoutRules rules{Number::fraction(2, 3), Number::fraction(1, 2)};
  Tally tally;
  const auto turnout = [&](std::int64_t entitled, std::int64_t issued, std::int64_t returned, std::int64_t valid) {
    tally.issued = issued;
    tally.returned = returned;
    tally.valid = valid;
    return turnout_of(rules, entitled, tally);
  };
  EXPECT_EQ(turnout(12, 10, 8, 5), Turnout::Enough);
  EXPECT_EQ(turnout(12, 10, 7, 7), Turnout::TooFewReturned);
  EXPECT_EQ(turnout(13, 10, 8, 8), Turnout::TooFewReturned);
  EXPECT_EQ(turnout(12, 11, 8, 5), Turnout::TooFewValid);
  EXPECT_EQ(turnout(0, 0, 0, 0), Turnout::Enough);
  EXPECT_EQ(turnout_of({}, 100, tally), Turnout::Enough);
}

using Hidden = std::vector<bool>;
TEST(SmallFigures, AreHiddenWithWhateverGivesThemAway) {
  EXPECT_EQ(hidden({{"a", 4}}, 5), (Hidden{true}));
  EXPECT_EQ(hidden({{"a", 5}}, 5), (Hidden{false}));
  // one hidden alone is the difference of the sum and the others
  EXPECT_EQ(hidden({{"a", 3}, {"a", 20}, {"a", 9}}, 5), (Hidden{true, false, true}));
  // two small ones hide each other only where together they are enough
  EXPECT_EQ(hidden({{"a", 3}, {"a", 2}, {"a", 9}}, 5), (Hidden{true, true, false}));
  EXPECT_EQ(hidden({{"a", 1}, {"a", 2}, {"a", 9}, {"a", 30}}, 5), (Hidden{true, true, true, false}));
  // groups stand apart; nobody's figure of 0 hides nothing
  EXPECT_EQ(hidden({{"a", 3}, {"b", 20}, {"b", 9}}, 5), (Hidden{true, false, false}));
  EXPECT_EQ(hidden({{"a", 0}, {"a", 20}}, 5), (Hidden{false, false}));
  EXPECT_EQ(hidden({{"a", 3}, {"a", 20}}, 0), (Hidden{false, false}));
}

RC_GTEST_PROP(SmallFiguresProperty, NoDifferenceRevealsOne, ()) {
  const auto least = *rc::gen::inRange<std::int64_t>(1, 8);
  const auto counts = *rc::gen::container<std::vector<std::int64_t>>(rc::gen::inRange<std::int64_t>(0, 30));
  std::vector<Figure> figures;
  for (const auto count : counts) figures.push_back({"g", count});
  const auto is_hidden = hidden(figures, least);
  std::int64_t together = 0, hidden_count = 0, all = 0;
  for (std::size_t i = 0; i < figures.size(); ++i) {
    all += counts[i] > 0;
    if (counts[i] > 0 && counts[i] < least) RC_ASSERT(is_hidden[i]);
    if (!is_hidden[i]) continue;
    together += counts[i];
    ++hidden_count;
  }
  // sum − shown: either nothing, or at least two figures with enough ballots, or all that there are
  RC_ASSERT(hidden_count == 0 || hidden_count == all || (hidden_count >= 2 && together >= least));
}

}  // namespace
}  // namespace pingxing::ballot
