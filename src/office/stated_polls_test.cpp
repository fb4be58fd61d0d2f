// Polls whose rules the notice states: what it states is kept whatever the office chooses, what it leaves open is the
// office's, and what was voted becomes the figure of the item.

#include "base/json.hpp"
#include "office/poll_test_support.hpp"
#include "scheme/parse.hpp"

namespace pingxing::office {
namespace {

constexpr std::string_view stated_scheme = R"(# 党员评星

对象:人员
周期:季度
分组:党支部
总分:30
小数:2
未定级:未得星

## 评星内容(30分)

1. 爱岗敬业(10分)
   - 评分:党员票60%、群众票40%
2. 服务对象满意率(10分)
   - 评分人:服务对象票
   - 满意率:80%以上得10分;60%以上不满80%得6分;不满60%不得分
3. 服务态度(10分)
   - 评分人:服务对象票
   - 范围:0至100
   - 态度:满分100,按比例折算

## 定级

- 五星级:27分以上
- 四星级:24分以上不满27分
- 三星级:不满24分

## 投票

- 党员票:每0.5分一档,去掉1个最高分和1个最低分,收回占应到2/3以上,有效占发出1/2以上
- 服务对象票:满意100分、不满意0分、基本满意60分,少于3票不公布,可投本人
- 群众票:每1分一档,10分最多1个,全部相同无效

## 程序

1. 评星(1天,无记名):党员、群众、服务对象
2. 发布:办公室
)";

class StatedPolls : public PollTest {
 protected:
  SchemeElectorate electorate(const std::string& name) {
    const auto parsed = scheme::parse_scheme(stated_scheme, "s.md");
    EXPECT_TRUE(parsed.problems.empty());
    for (auto& one : electorates_of(parsed.scheme))
      if (one.name == name) return one;
    ADD_FAILURE() << name;
    return {};
  }
};

TEST_F(StatedPolls, AskWhatNamesTheElectorate) {
  const auto asked = electorate("服务对象票").asks;
  ASSERT_EQ(asked.size(), 2U);
  EXPECT_EQ(asked[0].title, "服务对象满意率 满意率");
  EXPECT_EQ(asked[1].title, "服务态度 态度");
  EXPECT_EQ(asked[1].high, Number(100));
  EXPECT_EQ(electorate("党员票").asks.size(), 1U);
  EXPECT_EQ(electorate("党员票").asks[0].title, "爱岗敬业");
}

TEST_F(StatedPolls, KeepWhatTheNoticeStates) {
  PollRules chosen;
  chosen.step = Number(2);
  chosen.trim.share = Number::fraction(1, 10);
  chosen.turnout.valid_of_issued = Number(1);
  chosen.at_most["0"] = 1;
  chosen.least = 8;
  chosen.is_self_allowed = true;
  const auto members = settled(electorate("党员票"), chosen);
  EXPECT_EQ(members.step, Number::fraction(1, 2));
  EXPECT_EQ(members.trim, (ballot::Trim{Number(0), 1}));
  EXPECT_EQ(members.turnout, (ballot::TurnoutRules{Number::fraction(2, 3), Number::fraction(1, 2)}));
  EXPECT_EQ(members.at_most, chosen.at_most);  // left open
  EXPECT_EQ(members.least, 8);
  EXPECT_TRUE(members.is_self_allowed);
  const auto public_ = settled(electorate("群众票"), chosen);
  EXPECT_EQ(public_.step, Number(1));
  EXPECT_EQ(public_.at_most, (std::map<std::string, int>{{"10", 1}}));
  EXPECT_TRUE(public_.refuses_all_alike);
  EXPECT_EQ(public_.trim, chosen.trim);
  const auto served = settled(electorate("服务对象票"), {});
  EXPECT_EQ(served.least, 3);
  EXPECT_TRUE(served.is_self_allowed);
  EXPECT_EQ(settled({"别人", false, 0, {}, {}}, chosen).step, Number(2));
}

TEST_F(StatedPolls, WhatStandsBehindAnElectorateIsOfItsPoll) {
  const auto read = [](const std::string& rule, const std::string& line) {
    const auto s = scheme::parse_scheme("# 试\n\n对象:人员\n周期:年\n\n## 工作(100分)\n\n1. 试项(100分)\n   - " + rule +
                                            "\n\n## 定级\n\n- 优:90分以上\n- 良:其余\n" + line,
                                        "t.md");
    EXPECT_FALSE(s.problems.has_errors()) << rule;
    for (const auto& one : electorates_of(s.scheme))
      if (one.name == "领导评") return settled(one, {});
    ADD_FAILURE() << rule;
    return PollRules();
  };
  const auto trimmed_mean = read("自评40%、领导评60%(去掉3个最高分和3个最低分)", "");
  EXPECT_EQ(trimmed_mean.trim, (ballot::Trim{Number(0), 3}));
  EXPECT_EQ(trimmed_mean.least, 7);  // of fewer nothing would be left
  const auto median = read("自评40%、领导评60%(取中位数)", "\n## 投票\n\n- 领导评:每5分一档\n");
  EXPECT_TRUE(median.trim.is_median);
  EXPECT_EQ(median.step, Number(5));
  EXPECT_EQ(poll_rules_from(json_of(median).dump()).trim, median.trim);
  EXPECT_TRUE(read("自评40%、领导评60%", "\n## 投票\n\n- 领导评:取中位数\n").trim.is_median);
}

TEST_F(StatedPolls, WhatIsStatedIsWhatIsHeld) {
  PollRules chosen;
  chosen.step = Number(5);
  chosen.trim.count = 3;
  const Id round_id = start(stated_scheme), poll_id = open(round_id, chosen);
  EXPECT_EQ(paper(poll_id).paper.scale.marks.size(), 21U);
  const auto view = view_poll(office_, actor("office"), poll_id);
  EXPECT_EQ(view->rules.step, Number::fraction(1, 2));
  const auto body = Json::parse(look(office_, [&](store::Reading& db) { return store::poll_of(db, poll_id); })->rules);
  EXPECT_EQ(body["step"], "0.5");
  EXPECT_EQ(body["trim_count"], 1);
  const char* sheets[] = {"10", "9.5", "8", "8", "0", "8.5"};
  for (int i = 0; i < 6; ++i) vote(i + 1, poll_id, sheets[i]);
  for (int i = 0; i < 5; ++i) vote(i + 1, poll_id, "9", 2);  // of 8 entitled: too few returned
  const auto closed = close(poll_id);
  ASSERT_TRUE(closed) << closed.refusal().says(Language::English);
  EXPECT_EQ(closed->withheld.size(), 1U);
  EXPECT_EQ(fact(round_id, "P3", "1 党员票"), "8.5");  // of 8 8 8.5 9.5
  EXPECT_EQ(fact(round_id, "P1", "1 党员票"), "none");
}

TEST_F(StatedPolls, SheetRulesHoldForAWholePool) {
  const Id round_id = start(stated_scheme);
  database_->write([&](store::Writing& db) {
    for (auto subject : store::subjects_of(db, round_id)) {
      subject.pool = "青松支部";
      store::change_subject(db, subject);
    }
  });
  const Id poll_id = open(round_id, {}, "群众票");
  EXPECT_EQ(opened(poll_id)->papers.size(), 1U);
  const Browser browser = with_token(1, poll_id);
  for (const auto& [sheet, code] :
       {std::pair("10|10", "SHEET_TOO_MANY"), {"9|9", "SHEET_ALIKE"}, {"9.5|9", "SHEET_MARK"}})
    EXPECT_EQ(code_of(polling_.cast(poll_id, 1, browser.vote(paper(poll_id), sheet, random_))), code) << sheet;
  EXPECT_EQ(code_of(polling_.cast(poll_id, 1, browser.vote(paper(poll_id), "10|9", random_))), "");
}

TEST_F(StatedPolls, WordsBecomeARateAndTheRateAScore) {
  const Id round_id = start(stated_scheme), poll_id = open(round_id, {}, "服务对象票");
  ASSERT_EQ(opened(poll_id)->papers.size(), 4U);
  EXPECT_EQ(paper(poll_id).paper.scale.marks, (std::vector<std::string>{"满意", "基本满意", "不满意"}));
  const char* sheets[] = {"满意", "满意", "基本满意", "", "不满意", "满意"};
  for (int i = 0; i < 6; ++i) {
    vote(i + 1, poll_id, sheets[i], 1);
    vote(i + 1, poll_id, "基本满意", 2);
    if (i < 3) vote(i + 1, poll_id, i == 0 ? "满意" : "基本满意", 3);
  }
  ASSERT_TRUE(close(poll_id));
  EXPECT_EQ(fact(round_id, "P3", "2 满意率"), "72%");  // 360 of 5
  EXPECT_EQ(fact(round_id, "P3", "3 态度"), "60");
  EXPECT_EQ(fact(round_id, "P1", "2 满意率"), "220/3%");
  EXPECT_EQ(fact(round_id, "P1", "3 态度"), "none");  // nobody voted
  Problems problems;
  const auto counted = recount(poll_id, problems);
  EXPECT_TRUE(problems.empty()) << says(problems);
  EXPECT_EQ(ballot::mean_of(counted.papers[0].paper.scale, counted.papers[0].tally->questions[0])->exact(), "72");

  for (const char* name : {"党员票", "群众票"}) {
    const Id other = open(round_id, {}, name);
    for (int i = 1; i <= 6; ++i) vote(i, other, "9");
    ASSERT_TRUE(close(other));
  }
  const auto rated = rate_round(office_, round_id);
  ASSERT_TRUE(rated && rated->rated);
  // 9 by ballots, 6 for a rate of 72%, 60 of 100 scaled to 10
  EXPECT_EQ(rated->rated->rating.total.at(0).exact(), "21");
}

TEST_F(StatedPolls, RulesOfBeforeAreReadAsTheyWere) {
  const auto rules =
      poll_rules_from(R"({"step":"0.5","at_most":{"优秀":2},"refuses_all_alike":true,"trim_share":"0.1",)"
                      R"("trim_count":0,"least":5,"is_self_allowed":false,"returned":"2/3"})");
  EXPECT_EQ(rules.step, Number::fraction(1, 2));
  EXPECT_EQ(rules.at_most.at("优秀"), 2);
  EXPECT_EQ(rules.trim.share, Number::fraction(1, 10));
  EXPECT_EQ(rules.turnout.returned_of_entitled, Number::fraction(2, 3));
  EXPECT_EQ(poll_rules_from(json_of(rules).dump()).least, 5);
}

TEST_F(StatedPolls, NobodyIsAskedAboutWhatIsNotForTheKind) {
  const auto parsed = scheme::parse_scheme(
      "# 评议\n\n类别:甲类、乙类\n\n## 表现(20分)\n\n1. 表现(10分)\n   - 评分:群众票100%\n"
      "2. 带头(10分)\n   - 适用:甲类\n   - 评分人:群众票\n\n## 投票\n\n- 群众票:每1分一档\n",
      "s.md");
  ASSERT_TRUE(parsed.problems.empty());
  const auto all = electorates_of(parsed.scheme);
  ASSERT_EQ(all.size(), 1U);
  store::Subject one, other;
  one.code = "A", one.kind = "甲类";
  other.code = "B", other.kind = "乙类";
  const auto papers = make_papers(parsed.scheme, all[0], settled(all[0], {}), {one, other});
  ASSERT_TRUE(papers);
  std::vector<std::string> asked;
  for (const auto& made : *papers)
    asked.push_back(made.paper.questions[0].subject + " " + made.paper.questions[0].title);
  EXPECT_EQ(asked, (std::vector<std::string>{"A 表现", "A 带头", "B 表现"}));
}

}  // namespace
}  // namespace pingxing::office
