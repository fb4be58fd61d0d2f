#include "scheme/ballot_rules.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "scheme/parse.hpp"
#include "scheme/print.hpp"

namespace pingxing::scheme {
namespace {

PartRead read(std::string_view text, BallotRules& rules) {
  const Line line(text, 1);
  return read_ballot_part(Piece(line), rules);
}

std::string joined_parts(const BallotRules& rules, Language language) {
  std::vector<std::string> parts;
  for (const auto& part : say_ballot_parts(rules)) parts.push_back(part.in(language));
  return joined(parts, language == Language::Chinese ? "," : ", ");
}

/// A scheme that asks the electorate 党员票 in each way, with the line read from `parts`.
Scheme scheme_of(const std::string& parts, Problems* problems = nullptr) {
  auto parsed = parse_scheme(
      "# 评议\n\n## 表现(100分)\n\n1. 表现(60分)\n   - 评分:党员票100%\n2. 满意率(40分)\n   - 评分人:党员票\n"
      "   - 满意率:90%以上得40分;不满90%不得分\n   - 迟到:每次减1分\n\n## 投票\n\n- 党员票:" +
          parts + "\n",
      "s.md");
  if (problems) *problems = parsed.problems;
  return std::move(parsed.scheme);
}

bool are_same(const BallotRules& a, const BallotRules& b) {
  return a.step == b.step && a.marks == b.marks && a.trim_share == b.trim_share && a.trim_count == b.trim_count &&
         a.returned == b.returned && a.valid == b.valid && a.at_most == b.at_most &&
         a.refuses_all_alike == b.refuses_all_alike && a.has_stated_blanks == b.has_stated_blanks &&
         a.least == b.least && a.is_self_allowed == b.is_self_allowed;
}

TEST(BallotRules, EveryRowReadsItsOwnExamplesAndWritesThemBack) {
  for (const auto& row : ballot_part_rows()) {
    for (auto language : {Language::Chinese, Language::English}) {
      BallotRules rules;
      ASSERT_EQ(read(row.example.in(language), rules), PartRead::Yes) << row.example.in(language);
      EXPECT_EQ(joined_parts(rules, language), row.example.in(language));
      EXPECT_EQ(read(row.example.in(language), rules), PartRead::Twice) << row.example.in(language);
    }
  }
}

TEST(BallotRules, TheWordsOfRealNotices) {
  const std::vector<std::pair<const char*, const char*>> cases = {
      {"以0.5分为一档", "每0.5分一档"},
      {"满意100分、基本满意 60分、不满意0分", "满意100分、基本满意60分、不满意0分"},
      {"优秀 100 / 合格 60", "优秀100分、合格60分"},
      {"去掉一个最高分和一个最低分", "去掉1个最高分和1个最低分"},
      {"两端各去掉10%", "两端各去掉10%"},
      {"收回票占应到人数的2/3以上", "收回占应到2/3以上"},
      {"收回占应到66%以上", "收回占应到0.66以上"},
      {"有效票占发出票的50%以上", "有效占发出1/2以上"},
      {"最多2个优秀", "优秀最多2个"},
      {"10分最多3个", "10分最多3个"},
      {"at most 3 of 10", "10分最多3个"},
      {"整票", ""},
      {"全部一样的票作废", "全部相同无效"},
      {"A sheet all alike is invalid", "全部相同无效"},
      {"不填的视为弃权", "空白为弃权"},
      {"不满5张不公布", "少于5票不公布"},
      {"可以给自己投票", "可投本人"},
      {"no own vote", "不得投本人"},
      {"去掉1个最高分和2个最低分", ""},
      {"满意100分", ""},
      {"满意、不满意", ""},
      {"每0.5一档", ""},
      {"少于-5票不公布", ""},
      {"at most 2", ""},
      {"fewer than 5", ""},
      {"", ""}};
  for (const auto& [text, said] : cases) {
    BallotRules rules;
    EXPECT_EQ(read(text, rules), *said ? PartRead::Yes : PartRead::Unknown) << text;
    EXPECT_EQ(joined_parts(rules, Language::Chinese), said) << text;
  }
}

TEST(BallotRules, NameTheNearest) {
  EXPECT_EQ(nearest_ballot_parts("每0.5一档", Language::Chinese, 1), std::vector<std::string>{"每0.5分一档"});
  EXPECT_EQ(nearest_ballot_parts("step of 0.5", Language::English, 1), std::vector<std::string>{"steps of 0.5"});
}

TEST(BallotRules, AreAskedOfWhatNamesTheElectorate) {
  Problems problems;
  const auto s = scheme_of("优秀100分、合格60分,少于5票不公布", &problems);
  EXPECT_TRUE(problems.empty());
  ASSERT_EQ(s.ballots.size(), 1U);
  std::vector<std::string> headers;
  for (const int input : s.ballots[0].inputs) headers.push_back(s.header(input));
  EXPECT_EQ(headers, (std::vector<std::string>{"1 党员票", "2 满意率"}));  // a count cannot be voted on
  EXPECT_EQ(s.ballots[0].place.line, 14);
  EXPECT_EQ(print_markdown(parse_scheme(print_markdown(s), "p.md").scheme), print_markdown(s));
  EXPECT_NE(print_html(s).find("<span>党员票</span><span>优秀100分、合格60分,少于5票不公布</span>"), std::string::npos);
}

/// Rules as any notice may have them.
BallotRules any_rules() {
  const auto one_in = [](int most) { return *rc::gen::inRange(0, most); };
  BallotRules rules;
  const std::vector<std::string> words = {"优秀", "合格", "fairly good", "基本不合格"};
  if (one_in(3) == 0)
    rules.step = Number::fraction(1 + one_in(9), 1 + one_in(4));
  else if (one_in(2) == 0)
    for (std::size_t i = 0; i < 2 + std::size_t(one_in(3)); ++i)
      rules.marks.push_back({words[i], Number::scaled(one_in(1000), 1)});
  if (one_in(3) == 0)
    rules.trim_share = Number::scaled(one_in(500), 3);
  else if (one_in(2) == 0)
    rules.trim_count = one_in(20);
  if (one_in(2) == 0) rules.returned = Number::fraction(one_in(30), 30);
  if (one_in(2) == 0) rules.valid = Number::fraction(one_in(7), 7);
  if (one_in(2) == 0) rules.at_most = {{"优秀", one_in(9)}, {"9.5", one_in(9)}};
  rules.refuses_all_alike = one_in(2) == 0;
  rules.has_stated_blanks = one_in(2) == 0;
  if (one_in(2) == 0) rules.least = one_in(100);
  if (one_in(2) == 0) rules.is_self_allowed = one_in(2) == 0;
  return rules;
}

RC_GTEST_PROP(BallotRulesProperty, WhatIsSaidInEitherLanguageIsReadAsTheSame, ()) {
  const auto rules = any_rules();
  for (const auto& part : say_ballot_parts(rules)) RC_ASSERT(!part.zh.empty() && !part.en.empty());
  const auto zh = joined_parts(rules, Language::Chinese), en = joined_parts(rules, Language::English);
  if (zh.empty()) return;
  Problems problems;
  const auto in_zh = scheme_of(zh, &problems);
  RC_ASSERT(problems.empty());
  const auto in_en = scheme_of(en, &problems);
  RC_ASSERT(problems.empty());
  RC_ASSERT(are_same(in_zh.ballots.at(0), rules));
  RC_ASSERT(are_same(in_en.ballots.at(0), rules));
  RC_ASSERT(fingerprint(in_zh) == fingerprint(in_en));
  RC_ASSERT(fingerprint(parse_scheme(print_markdown(in_en), "p.md").scheme) == fingerprint(in_en));
}

}  // namespace
}  // namespace pingxing::scheme
