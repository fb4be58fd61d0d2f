#include "rating/what_if.hpp"

#include <gtest/gtest.h>

#include "rating/explain.hpp"
#include "rating/given_test.hpp"
#include "rating/messages.hpp"

namespace pingxing::rating {
namespace {

const std::string document =
    "# 考核\n\n对象:组织\n等次:五星级、四星级、三星级\n\n## 工作\n\n1. 学习(10分)\n   - 一分:酌情得0至10分\n2. "
    "二(10分)\n"
    "   - 缺项:每项减1分\n   - 违规:减2分\n3. 三(5分)\n   - 违规:减1分\n\n## 一票否决\n\n- 出事故:最高四星级\n\n## "
    "降级\n\n- 失实:降一级\n\n"
    "## 定级\n\n- 五星级:20分以上\n- 四星级:15分以上\n- 三星级:不满15分\n- 五星级:最多1个\n- 四星级以下:缺项5项以上\n";

std::vector<std::string> needs_of(const Given& g, std::size_t row) {
  const Rating rating = g.rated();
  std::vector<std::string> codes;
  for (const auto& need : explain(g.scheme, g.facts, g.history, rating, row).needs) codes.emplace_back(need.code);
  return codes;
}

using Codes = std::vector<std::string>;

// ---- settings -------------------------------------------------------------------------------------------------------

/// The lines that a setting changes, or its problems.
std::string changed(const std::string& setting) {
  const Given g(document);
  std::string text;
  const auto parsed = with_setting(g.scheme, g.text, setting, &text);
  std::string out;
  for (const auto& problem : parsed.problems.kept()) out += std::string(problem.code()) + " ";
  if (!out.empty()) return out;
  const auto old_lines = split(g.text, "\n"), new_lines = split(text, "\n");
  for (const auto& line : new_lines)
    if (std::find(old_lines.begin(), old_lines.end(), line) == old_lines.end()) out += line + "|";
  return out;
}

TEST(WhatIf, ASettingReplacesItsClause) {
  EXPECT_EQ(changed("五星级=22分以上"), "- 五星级:22分以上|");
  EXPECT_EQ(changed("五星级=不超过20%"), "- 五星级:不超过20%|");
  EXPECT_EQ(changed("四星级=最多2个"), "- 四星级:最多2个|");
  EXPECT_EQ(changed("3=4分"), "3. 三(4分)|");
  EXPECT_EQ(changed("2 缺项=每项减2分"), "- 缺项:每项减2分|");
  EXPECT_EQ(changed("缺项=每项减3分"), "- 缺项:每项减3分|");
  EXPECT_EQ(changed("3 违规=减3分"), "- 违规:减3分|");
  EXPECT_EQ(changed("降级累计=逐条累计"), "降级累计:逐条累计|");
  EXPECT_EQ(changed("对象=人员"), "对象:人员|");
}

/// What goes wrong through a change has the change as its place, not a line of the scheme.
TEST(WhatIf, AProblemIsLaidToItsSetting) {
  const Given g(document);
  for (const std::string setting : {"2 缺项=每项随便减", "2 缺项=低于90%的每低1分", "周期=世纪"}) {
    const auto parsed = with_setting(g.scheme, g.text, setting, nullptr);
    ASSERT_FALSE(parsed.problems.empty()) << setting;
    for (const auto& problem : parsed.problems.kept())
      EXPECT_EQ(problem.place.text(), setting) << problem.line(Language::Chinese);
  }
  Problems before, after;
  before.add(messages::setting_unknown, {"scheme.md", 4, 1, {}, {}}, {"旧"});
  after.add(messages::setting_unknown, {"scheme.md", 5, 1, {}, {}}, {"旧"});
  after.add(messages::setting_unknown, {"scheme.md", 6, 1, {}, {}}, {"新"});
  const Problems blamed = blamed_on("甲=1", after, before);
  ASSERT_EQ(blamed.count(), 2u);
  EXPECT_EQ(blamed.kept()[0].place.line, 5);
  EXPECT_EQ(blamed.kept()[1].place.text(), "甲=1");
}

TEST(WhatIf, ASettingThatIsNoneIsRefused) {
  for (const std::string one : {"五星级", "=3", "五星级=", ""}) EXPECT_EQ(changed(one), "SETTING_UNREADABLE ") << one;
  for (const std::string one : {"六星级=3分以上", "违规=减3分", "9=4分"})
    EXPECT_EQ(changed(one), "SETTING_UNKNOWN ") << one;
}

TEST(WhatIf, WhatMayBeSetIsListedInEachLanguage) {
  const Given g(document);
  const auto parsed = with_setting(g.scheme, g.text, "六星级=3分以上", nullptr);
  ASSERT_EQ(parsed.problems.kept().size(), 1U);
  const auto& problem = parsed.problems.kept().front();
  EXPECT_NE(problem.mend(Language::Chinese).find("五星级、四星级、"), std::string::npos);
  EXPECT_NE(problem.mend(Language::English).find("五星级, 四星级, "), std::string::npos);
  EXPECT_EQ(problem.mend(Language::English).find("、"), std::string::npos);
}

// ---- two ratings ----------------------------------------------------------------------------------------------------

TEST(WhatIf, WhoMovesTradesPlacesWithWhoMovesBack) {
  const std::string quota =
      "# 考核\n\n对象:组织\n等次:五星级、四星级\n\n## 工作\n\n1. 学习(10分)\n   - 一分:酌情得0至10分\n2. 二(10分)\n   "
      "- "
      "缺项:每项减1分\n\n"
      "## 定级\n\n- 五星级:最多1个\n";
  Given g(quota);
  g.subject("a", {{"一分", "5"}}, "甲")
      .subject("b", {{"一分", "7"}, {"缺项", "3"}}, "甲")
      .subject("c", {{"一分", "1"}}, "乙");
  const auto second = with_setting(g.scheme, g.text, "缺项=每项减0.1分", nullptr);
  ASSERT_FALSE(second.problems.has_errors());
  const Rating before = g.rated(), after = rate(second.scheme, g.facts, {});
  const auto result = compare(g.scheme, before, second.scheme, after, g.facts);
  EXPECT_EQ(result.up, 1U);
  EXPECT_EQ(result.down, 1U);
  EXPECT_EQ(result.kept, 1U);
  EXPECT_EQ(result.scores_changed, 1U);
  EXPECT_EQ(result.before, (std::vector<std::size_t>{2, 1, 0}));
  EXPECT_EQ(result.after, (std::vector<std::size_t>{2, 1, 0}));
  ASSERT_EQ(result.moves.size(), 2U);
  EXPECT_EQ(result.moves[0].way, Move::Way::Up);
  EXPECT_EQ(result.moves[0].row, 1U);
  EXPECT_EQ(result.moves[0].trades_with, (std::vector<std::uint32_t>{0}));
  EXPECT_EQ(result.moves[1].trades_with, (std::vector<std::uint32_t>{1}));
}

TEST(WhatIf, WhoIsPendingIsNeitherUpNorDown) {
  const std::string head = "# 考核\n\n对象:组织\n等次:优、差\n\n## 工作\n\n1. 学习(10分)\n   - 一分:酌情得0至10分\n";
  const std::string grading =
      "\n## 资格\n\n- 出事故:取消资格\n- 新成立:不参评\n\n## 定级\n\n- 优:9分以上\n- 差:5分以上不满9分\n";
  using Values = std::map<std::string, std::string>;
  const std::vector<std::pair<std::string, Values>> subjects = {{"rated", {{"一分", "9"}}},
                                                                {"open", {{"一分", "-"}}},
                                                                {"low", {{"一分", "1"}}},
                                                                {"barred", {{"一分", "9"}, {"出事故", "是"}}},
                                                                {"new", {{"一分", "9"}, {"新成立", "是"}}}};
  Given first(head + grading), second(head + "2. 二(10分)\n   - 缺项:每项减1分\n" + grading);
  for (auto [id, values] : subjects) {
    first.subject(id, values);
    values["缺项"] = "-";  // what the second scheme asks beside has not been supplied
    second.subject(id, values);
  }
  const Rating before = first.rated(), after = second.rated();
  const auto same = compare(first.scheme, before, first.scheme, before, first.facts);
  EXPECT_EQ(same.before, (std::vector<std::size_t>{1, 0, 1})) << "pending is not unrated";
  EXPECT_EQ(same.status_before, (std::array<std::size_t, 4>{2, 1, 1, 1}));
  EXPECT_EQ(same.kept, 3U);
  EXPECT_EQ(same.ungraded, 2U);
  EXPECT_TRUE(same.moves.empty());

  const auto opened = compare(first.scheme, before, second.scheme, after, first.facts);
  EXPECT_EQ(opened.up + opened.down, 0U);
  EXPECT_EQ(opened.turned, 2U);
  ASSERT_EQ(opened.moves.size(), 2U);
  EXPECT_EQ(opened.moves[0].way, Move::Way::Turned);
  EXPECT_EQ(opened.scores_changed, 0U) << "a total that is open has not changed";
  EXPECT_EQ(opened.status_after, (std::array<std::size_t, 4>{0, 3, 1, 1}));
}

TEST(WhatIf, WhoIsDisqualifiedStandsBelowAllGrades) {
  const std::string head = "# 考核\n\n对象:组织\n等次:优\n\n## 工作\n\n1. 学习(10分)\n   - 一分:酌情得0至10分\n\n";
  Given first(head + "## 资格\n\n- 出事故:取消资格\n\n## 定级\n\n- 优:9分以上\n");
  const Given second(head + "## 一票否决\n\n- 出事故:最高优\n\n## 定级\n\n- 优:9分以上\n");
  first.subject("a", {{"一分", "1"}, {"出事故", "是"}});
  const Rating before = first.rated(), after = rate(second.scheme, first.facts, {});
  const auto result = compare(first.scheme, before, second.scheme, after, first.facts);
  EXPECT_EQ(result.up, 1U) << "from disqualified to unrated";
}

TEST(WhatIf, GradesAreComparedByName) {
  const std::string items = "\n## 工作\n\n1. 学习(10分)\n   - 一分:酌情得0至10分\n\n## 定级\n\n";
  Given first("# 考核\n\n对象:组织\n等次:优、良、差\n" + items + "- 优:9分以上\n- 良:5分以上\n- 差:不满5分\n");
  const Given second("# 考核\n\n对象:组织\n等次:良、差\n" + items + "- 良:5分以上\n- 差:不满5分\n");
  first.subject("a", {{"一分", "9"}}).subject("b", {{"一分", "6"}});
  const Rating before = first.rated(), after = rate(second.scheme, first.facts, {});
  const auto result = compare(first.scheme, before, second.scheme, after, first.facts);
  EXPECT_EQ(result.down, 1U);
  EXPECT_EQ(result.kept, 1U);
  EXPECT_TRUE(result.moves.front().trades_with.empty());
}

// ---- what the next grade needs --------------------------------------------------------------------------------------

std::map<std::string, std::string> full(std::map<std::string, std::string> more = {}) {
  more.emplace("一分", "10");
  return more;
}

TEST(Explain, SaysWhatTheNextGradeNeeds) {
  Given g(document);
  g.subject("best", full(), "甲")
      .subject("second", full({{"缺项", "1"}}), "甲")
      .subject("veto", full({{"出事故", "是"}}), "乙");
  g.subject("down", full({{"失实", "是"}}), "丙")
      .subject("short", {{"一分", "4"}}, "丁")
      .subject("held", full({{"缺项", "5"}}), "戊");
  EXPECT_EQ(g.grades(), "五星级 四星级 四星级 四星级 四星级 四星级");
  EXPECT_EQ(needs_of(g, 0), Codes{});
  EXPECT_EQ(needs_of(g, 1), Codes{"QUOTA_FULL"});
  EXPECT_EQ(needs_of(g, 2), Codes{"VETOED"});
  EXPECT_EQ(needs_of(g, 3), Codes{"DEMOTED"});
  EXPECT_EQ(needs_of(g, 4), Codes{"TOTAL_SHORT"});
  EXPECT_EQ(needs_of(g, 5), Codes{"CEILING"});
  const Rating rating = g.rated();
  const auto second = explain(g.scheme, g.facts, g.history, rating, 1);
  EXPECT_EQ(second.rank, 2U);
  EXPECT_EQ(second.pool_size, 2U);
  EXPECT_EQ(second.next_grade, 0);
  EXPECT_EQ(second.decision.reasons.back().code, "QUOTA_FULL");
  EXPECT_EQ(second.needs[0].text.zh, "“五星级”的1个名额已满,最后一名是best(25.00分);总分须高于它");
}

TEST(Explain, TiesAndPlacesThatAreNot) {
  Given g(document);
  g.subject("a", full()).subject("b", full());
  EXPECT_EQ(g.grades(), "四星级 四星级");
  EXPECT_EQ(needs_of(g, 0), Codes{"TIED"});
  const Rating rating = g.rated();
  EXPECT_EQ(explain(g.scheme, g.facts, g.history, rating, 0).decision.reasons.back().code, "TIE_AT_CUT");
  ASSERT_EQ(rating.decisions.size(), 1U);
  EXPECT_EQ(rating.decisions[0].code, "TIE_AT_CUT");
  EXPECT_EQ(rating.decisions[0].rows.size(), 2U);

  std::string none = document;
  none.replace(none.find("最多1个"), std::string("最多1个").size(), "不超过10%");
  Given small(none);
  small.subject("a", full());
  EXPECT_EQ(needs_of(small, 0), Codes{"NO_PLACE"});
}

TEST(Explain, WhoIsPendingIsToldWhatLacks) {
  Given g(document);
  g.subject("a", {{"一分", "-"}});
  const Rating rating = g.rated();
  const auto out = explain(g.scheme, g.facts, g.history, rating, 0);
  EXPECT_EQ(out.decision.status, Status::Pending);
  EXPECT_FALSE(out.next_grade);
  ASSERT_FALSE(out.decision.reasons.empty());
  EXPECT_EQ(out.decision.reasons.back().text.zh, "缺1 一分;总分在15.00至25.00之间,暂不定级");
}

TEST(Explain, RequirementsStarsAndBallots) {
  Given ladder(
      "# 阶梯\n\n对象:组织\n等次:二星级、一星级\n\n## 定级\n\n### 一星级\n\n1. 甲\n\n### 二星级\n\n1. 一星级\n2. "
      "乙:90%以上\n");
  ladder.subject("a", {{"乙", "80"}});
  EXPECT_EQ(needs_of(ladder, 0), Codes{"REQUIREMENT_UNMET"});
  Given stars(
      "# 星\n\n对象:组织\n\n## 工作\n\n1. 学习(10分)\n   - 一分:酌情得0至10分\n2. 二(10分)\n   - "
      "二分:酌情得0至10分\n\n## 定级\n\n- 星数:每项8分以上得一星\n");
  stars.subject("a", {{"一分", "8"}});
  EXPECT_EQ(needs_of(stars, 0), Codes{"STARS_SHORT"});
  Given ballots("# 评议\n\n对象:人员\n等次:优秀、合格\n\n## 定级\n\n- 票决:党员票、群众票,取低\n");
  std::map<std::string, std::string> values;
  const std::vector<std::string> counts = {"10", "10", "2", "8"};
  for (std::size_t i = 0; i < 2 * counts.size(); ++i)
    values[ballots.scheme.header(ballots.scheme.grading.votes->inputs[i / counts.size()][i % counts.size()])] =
        counts[i % counts.size()];
  ballots.subject("a", values);
  EXPECT_EQ(needs_of(ballots, 0), Codes{"BALLOTS_SHORT"});
}

TEST(Explain, ConsequencesAndReviewsAreSaid) {
  Given g(
      "# 考核\n\n对象:人员\n类别:甲类、乙类\n等次:优、差\n\n## 工作\n\n1. 学习(10分)\n   - 一分:酌情得0至10分\n\n## "
      "点评\n\n- 甲类:书记\n\n"
      "## 定级\n\n- 优:9分以上,学习9分以上\n- 差:不满9分\n\n## 后果\n\n- 差:扣发绩效工资的3%\n- 差:约谈\n");
  g.subject("a", {{"绩效工资", "1000"}}, "", "甲类").subject("b", {{"绩效工资", "-"}}, "", "乙类");
  const Rating rating = g.rated();
  const auto a = explain(g.scheme, g.facts, g.history, rating, 0), b = explain(g.scheme, g.facts, g.history, rating, 1);
  ASSERT_EQ(a.consequences.size(), 2U);
  EXPECT_NE(a.consequences[0].zh.find("计30"), std::string::npos) << a.consequences[0].zh;
  EXPECT_NE(b.consequences[0].zh.find("金额未算"), std::string::npos) << b.consequences[0].zh;
  EXPECT_EQ(a.reviews.front().zh, "点评:书记");
  EXPECT_EQ(b.reviews.front().zh, "点评:(没有指定)");
  EXPECT_EQ(needs_of(g, 0), (Codes{"TOTAL_SHORT", "ITEM_SHORT"}));
}

}  // namespace
}  // namespace pingxing::rating
