#include "rating/decide.hpp"

#include <gtest/gtest.h>

#include "rating/given_test.hpp"

namespace pingxing::rating {
namespace {

std::vector<std::string> codes_of(const Given& g, std::size_t row = 0) {
  const Scores scores = score_subject(g.scheme, g.facts, row, Tracing::Off);
  const auto decision =
      decide_grade(g.scheme, scores, g.facts, row, series_of(g.history, g.facts.ids[row]), Tracing::On);
  std::vector<std::string> codes;
  for (const auto& reason : decision.reasons) codes.emplace_back(reason.code);
  for (const auto& mark : decision.marks) codes.push_back("mark " + std::string(mark.code));
  return codes;
}

using Codes = std::vector<std::string>;

// ---- ballots --------------------------------------------------------------------------------------------------------

std::string two_ballots(const std::string& which) {
  return "# 评议\n\n对象:人员\n等次:优秀、合格、基本合格、基本不合格、不合格\n\n## 定级\n\n- 票决:党员票、群众票," +
         which + "\n- 有效票:收回占应到2/3以上,有效占收回1/2以上\n";
}

std::map<std::string, std::string> votes(const scheme::Scheme& s, const std::vector<std::string>& a,
                                         const std::vector<std::string>& b) {
  std::map<std::string, std::string> values;
  const auto& inputs = s.grading.votes->inputs;
  for (std::size_t i = 0; i < a.size(); ++i) {
    values[s.header(inputs[0][i])] = a[i];
    values[s.header(inputs[1][i])] = b[i];
  }
  return values;
}

// The worked example: A = (6,3,1,0,0) is 优秀, 6 of 10; B = (2,2,4,1,1) is 基本合格, 8 of 10. The worse counts.
TEST(Decide, TwoBallotsAreJoined) {
  for (const auto& [which, grade] : {std::pair{"取低", "基本合格"}, std::pair{"取高", "优秀"}}) {
    Given g(two_ballots(which));
    g.subject("a", votes(g.scheme, {"12", "10", "6", "3", "1", "0", "0"}, {"12", "10", "2", "2", "4", "1", "1"}));
    EXPECT_EQ(g.grades(), grade);
    EXPECT_EQ(codes_of(g), (Codes{"BALLOT_CLASS", "BALLOT_CLASS", "BALLOTS_JOINED"}));
  }
}

TEST(Decide, HalfOfTheVotesSuffice) {
  Given g(two_ballots("取低"));
  g.subject("a", votes(g.scheme, {"10", "10", "5", "0", "0", "0", "5"}, {"10", "10", "4", "1", "0", "0", "5"}));
  EXPECT_EQ(g.grades(), "合格");
}

TEST(Decide, ABallotBelowItsTurnoutWaitsForADecision) {
  Given g(two_ballots("取低"));
  const std::vector<std::string> good = {"12", "10", "6", "3", "1", "0", "0"};
  g.subject("few", votes(g.scheme, good, {"12", "7", "7", "0", "0", "0", "0"}));
  g.subject("exactly", votes(g.scheme, good, {"12", "8", "4", "0", "0", "0", "0"}));
  g.subject("invalid", votes(g.scheme, good, {"12", "8", "3", "0", "0", "0", "0"}));
  g.subject("none", votes(g.scheme, good, {"12", "-", "3", "0", "0", "0", "0"}));
  const Rating rating = g.rated();
  EXPECT_EQ(g.grades(), "未定级 优秀 未定级 未定级");
  for (const std::size_t row : {0U, 2U, 3U}) EXPECT_EQ(rating.status[row], static_cast<int>(Status::Pending)) << row;
  EXPECT_EQ(codes_of(g, 2), (Codes{"BALLOT_CLASS", "TURNOUT", "mark TURNOUT"}));
  std::vector<std::string> wanted;
  for (const auto& decision : rating.decisions) wanted.emplace_back(decision.code);
  EXPECT_EQ(wanted, (Codes{"TURNOUT", "TURNOUT", "INPUT_MISSING"}));
}

// ---- ladders --------------------------------------------------------------------------------------------------------

std::string ladder(const std::string& mode) {
  return "# 阶梯\n\n对象:组织\n等次:三星级、二星级、一星级\n阶梯:" + mode +
         "\n\n## 定级\n\n### 一星级\n\n1. 甲\n2. 乙:90%以上\n\n### 二星级\n\n1. 丙\n\n### 三星级\n\n1. 丁:2次以上\n";
}

TEST(Decide, OwnLadderAsksForALevelsOwnRequirements) {
  Given g(ladder("各级自列"));
  g.subject("top", {{"丁", "2"}})
      .subject("none", {{"甲", "是"}, {"乙", "89.9"}})
      .subject("one", {{"甲", "是"}, {"乙", "90"}});
  EXPECT_EQ(g.grades(), "三星级 未定级 一星级");
  EXPECT_EQ(codes_of(g, 0), Codes{"GRADE_REACHED"});
  EXPECT_EQ(codes_of(g, 1), Codes{"NO_GRADE"});
}

TEST(Decide, CumulativeLadderAsksForThoseBelowToo) {
  Given g(ladder("逐级累积"));
  g.subject("alone", {{"丁", "2"}})
      .subject("all", {{"甲", "是"}, {"乙", "90"}, {"丙", "是"}, {"丁", "2"}})
      .subject("two", {{"甲", "是"}, {"乙", "90"}, {"丙", "是"}})
      .subject("gap", {{"丙", "是"}, {"丁", "2"}});
  EXPECT_EQ(g.grades(), "未定级 三星级 二星级 未定级");
}

// ---- thresholds, stars, ceilings, demotions, vetoes ---------------------------------------------------------------

const std::string head = "# 考核\n\n对象:组织\n等次:五星级、四星级、三星级\n";
const std::string items =
    "\n## 工作\n\n1. 学习(10分)\n   - 一分:酌情得0至10分\n2. 纪律(10分)\n   - 二分:酌情得0至10分\n";
const std::string lines = "\n## 定级\n\n- 五星级:18分以上\n- 四星级:12分以上\n- 三星级:不满12分\n";

TEST(Decide, ACeilingHoldsDown) {
  Given g(head + items + lines + "- 四星级以下:各项平均9分以下\n");
  g.subject("held", {{"一分", "10"}, {"二分", "8"}}).subject("above", {{"一分", "10"}, {"二分", "9"}});
  EXPECT_EQ(g.grades(), "四星级 五星级");
  EXPECT_EQ(codes_of(g), (Codes{"GRADE_REACHED", "CEILING"}));
}

std::string with_demotions(const std::string& mode) {
  return head + mode + items + "\n## 降级\n\n- 受处分:降一级\n- 失实:降二级\n" + lines;
}

TEST(Decide, DemotionsCountOnceOrEach) {
  for (const auto& [mode, grades] : {std::pair{"", "四星级 三星级 三星级 三星级"},
                                     std::pair{"降级累计:逐条累计\n", "四星级 三星级 三星级 三星级"}}) {
    Given g(with_demotions(mode));
    g.subject("one", {{"一分", "10"}, {"二分", "10"}, {"受处分", "是"}})
        .subject("two", {{"一分", "10"}, {"二分", "10"}, {"失实", "是"}})
        .subject("both", {{"一分", "10"}, {"二分", "10"}, {"受处分", "是"}, {"失实", "是"}})
        .subject("lowest", {{"受处分", "是"}});
    EXPECT_EQ(g.grades(), grades);
    const Codes both = *mode ? Codes{"GRADE_REACHED", "DEMOTED", "DEMOTED", "AT_FLOOR", "mark AT_FLOOR"}
                             : Codes{"GRADE_REACHED", "DEMOTED", "DEMOTION_COUNTED"};  // the graver counts
    EXPECT_EQ(codes_of(g, 2), both);
    EXPECT_EQ(codes_of(g, 3), (Codes{"GRADE_REACHED", "DEMOTED", "AT_FLOOR", "mark AT_FLOOR"}));
  }
  Given g(head + items + "\n## 降级(降一级)\n\n- 甲\n- 乙\n" + lines);
  g.subject("both", {{"一分", "10"}, {"二分", "10"}, {"甲", "是"}, {"乙", "是"}});
  EXPECT_EQ(g.grades(), "四星级");
  EXPECT_EQ(codes_of(g), (Codes{"GRADE_REACHED", "DEMOTED", "DEMOTION_COUNTED"}));
}

TEST(Decide, VetoesCapOrEndIt) {
  Given g(head + items +
          "\n## 资格\n\n- 在册:不满足不参评\n- 停用月数:满6个月取消资格\n\n## 一票否决\n\n- 出事故:最高四星级\n- "
          "上访:不得评四星级以上\n" +
          lines);
  const std::map<std::string, std::string> best = {{"一分", "10"}, {"二分", "10"}, {"在册", "是"}};
  auto with = [&](const std::string& name, const std::string& value) {
    auto values = best;
    values[name] = value;
    return values;
  };
  g.subject("veto", with("出事故", "是")).subject("bar", with("上访", "是")).subject("away", with("在册", "0"));
  g.subject("out", with("停用月数", "6")).subject("in", with("停用月数", "5")).subject("unknown", with("出事故", "-"));
  EXPECT_EQ(g.grades(), "四星级 三星级 未定级 未定级 五星级 未定级");
  EXPECT_EQ(codes_of(g, 0), (Codes{"GRADE_REACHED", "VETO"}));
  EXPECT_EQ(codes_of(g, 2), Codes{"OUT_OF_SCOPE"});
  EXPECT_EQ(codes_of(g, 3), Codes{"DISQUALIFIED"});
  const Rating rating = g.rated();
  EXPECT_EQ(rating.status[5], static_cast<int>(Status::Pending));
}

TEST(Decide, StarsAreCounted) {
  Given g("# 星\n\n对象:组织\n" + items + "\n## 定级\n\n- 星数:每项8分以上得一星\n");
  g.subject("two", {{"一分", "8"}, {"二分", "9"}}).subject("one", {{"一分", "8"}, {"二分", "7.9"}}).subject("none");
  EXPECT_EQ(g.grades(), "二星级 一星级 未定级");
  EXPECT_EQ(codes_of(g), Codes{"STAR_COUNT"});
}

TEST(Decide, ConditionsAreSaidWithTheFigure) {
  Given g(head + items +
          "\n## 定级\n\n- 五星级:总分18分以上,每项8分以上,学习9分以上,各项平均9分以上,工作18分以上\n- "
          "四星级:12分以上\n- 三星级:不满12分\n");
  g.subject("a", {{"一分", "9"}, {"二分", "7.5"}});
  const Scores scores = score_subject(g.scheme, g.facts, 0, Tracing::Off);
  std::string said;
  for (const auto& rule : g.scheme.grading.rules) {
    if (rule.grade != 0) continue;
    for (const auto& c : rule.conditions) said += say_condition(g.scheme, c, scores, g.facts, 0).zh + "\n";
  }
  EXPECT_EQ(said,
            "总分18分以上:实际16.50\n每项8分以上:未达到的有2 纪律 7.50\n1 学习9分以上:实际9.00\n"
            "各项平均9分以上:实际8.25\n工作18分以上:实际16.50\n");
  EXPECT_EQ(g.grades(), "四星级");
}

// ---- the past -------------------------------------------------------------------------------------------------------

std::string fired(Given& g) {
  const Rating rating = g.rated();
  std::string out;
  for (const auto& c : rating.consequences) {
    out += std::string(g.facts.ids[c.row]) + ":" + std::to_string(c.consequence);
    if (c.amount) out += "=" + c.amount->exact();
    if (c.is_amount_missing) out += "=?";
    out += " ";
  }
  return out;
}

TEST(Decide, ThePastDecidesOnConsequences) {
  Given g(head + items + lines +
          "\n## 后果\n\n- 连续2期未晋级:通报\n- 连续2期为三星级:约谈\n- 五星级:表彰\n- 四星级以下:改进\n");
  g.subject("rose", {{"一分", "10"}, {"二分", "5"}}).earlier("rose", {2, 2});
  g.subject("same", {{"一分", "10"}, {"二分", "5"}}).earlier("same", {1, 1});
  g.subject("low").earlier("low", {1, 2});
  g.subject("top", {{"一分", "10"}, {"二分", "10"}}).earlier("top", {0, 0});
  g.subject("new");
  g.subject("gap").earlier("gap", {2, -1});
  EXPECT_EQ(fired(g), "rose:3 same:0 same:3 low:0 low:1 low:3 top:2 new:3 gap:3 ");
  g.scheme.properties.is_top_exempt = false;
  EXPECT_EQ(fired(g), "rose:3 same:0 same:3 low:0 low:1 low:3 top:0 top:2 new:3 gap:3 ");
}

// S3: who was gold in the round before this one gets the letter, whatever this round brings.
TEST(S3, LastRoundIsTheRoundBeforeInConsequencesToo) {
  const std::string text =
      "# History test\n\nsubjects: units\nperiod: quarter\ntotal: 100\n\n## Work (100 points)\n\n1. Work (100 points)\n"
      "   - marks: scores 0 to 100 at discretion\n\n## Grading\n\n- gold: 90 or more\n- silver: below 90\n\n"
      "## Consequences\n\n- gold last round: a letter of thanks\n- gold for 2 rounds: first in line\n"
      "- silver or better last round, silver: a talk\n- unrated last round: a call\n";
  Given first(text);
  first.subject("B01", {{"marks", "50"}}).subject("B02", {{"marks", "95"}});
  EXPECT_EQ(fired(first), "");
  Given second(text);
  second.subject("B01", {{"marks", "95"}}).subject("B02", {{"marks", "50"}}).subject("B03", {{"marks", "95"}});
  second.subject("B04", {{"marks", "95"}}).subject("B05", {{"marks", "95"}}).subject("new", {{"marks", "95"}});
  second.earlier("B01", {-1, 1}).earlier("B02", {-1, 0}).earlier("B03", {1, 0}).earlier("B04", {0, -1});
  second.earlier("B05", {0, 2});
  EXPECT_EQ(fired(second), "B02:0 B02:2 B03:0 B03:1 B05:3 ");
}

/// The grades of subjects with the histories 五五, 五四, 四五, 四四, 三四 (the earliest first), none, and 五 then
/// absent. All of them have 20 points, which is 五星级 unless the line does something.
std::string with_past(const std::string& section, const std::string& grading = lines) {
  Given g(head + items + grading + section);
  const std::vector<std::vector<int>> pasts = {{0, 0}, {0, 1}, {1, 0}, {1, 1}, {2, 1}, {}, {0, -1}};
  for (std::size_t i = 0; i < pasts.size(); ++i) {
    const std::string id = std::to_string(i);
    g.subject(id, {{"一分", "10"}, {"二分", "10"}});
    if (!pasts[i].empty()) g.earlier(id, pasts[i]);
  }
  const Rating rows = g.rated(false);
  std::string out;
  for (std::size_t row = 0; row < pasts.size(); ++row) {
    const auto status = static_cast<Status>(rows.status[row]);
    out += status == Status::Disqualified ? "x" : status == Status::OutOfScope ? "-" : std::to_string(rows.grades[row]);
  }
  return out;
}

TEST(S3, OutsideConsequencesEveryRowOfRoundsEndsWithTheRoundBefore) {
  const auto section = [](const std::string& name, const std::string& condition, const std::string& effect) {
    return "\n## " + name + "\n\n- " + condition + ":" + effect + "\n";
  };
  const std::string last = "上期四星级以上", held = "连续2期五星级", none = "连续1期未晋级";
  // No rise in the last step: 五四, 四四; 五五 is spared at the top; 三四 and 四五 rose.
  EXPECT_EQ(with_past(section("资格", last, "取消资格")), "xxxxx00");
  EXPECT_EQ(with_past(section("资格", held, "不参评")), "-000000");
  EXPECT_EQ(with_past(section("资格", none, "取消资格")), "0x0x000");
  EXPECT_EQ(with_past(section("一票否决", last, "最高三星级")), "2222200");
  EXPECT_EQ(with_past(section("一票否决", held, "最高三星级")), "2000000");
  EXPECT_EQ(with_past(section("一票否决", none, "最高三星级")), "0202000");
  EXPECT_EQ(with_past(section("降级", last, "降一级")), "1111100");
  EXPECT_EQ(with_past(section("降级", held, "降一级")), "1000000");
  EXPECT_EQ(with_past(section("降级", none, "降一级")), "0101000");
  EXPECT_EQ(with_past("- 四星级以下:" + last + "\n"), "1111100");
  EXPECT_EQ(with_past("- 四星级以下:" + held + "\n"), "1000000");
  EXPECT_EQ(with_past("- 四星级以下:" + none + "\n"), "0101000");
  const auto graded = [](const std::string& condition) {
    return with_past("", "\n## 定级\n\n- 五星级:15分以上," + condition + "\n- 四星级:10分以上\n- 三星级:不满10分\n");
  };
  EXPECT_EQ(graded(last), "0000011");
  EXPECT_EQ(graded(held), "0111111");
  EXPECT_EQ(graded(none), "1010111");
}

TEST(S3, InConsequencesSeveralRoundsIncludeThisOne) {
  Given g(head + items + lines +
          "\n## 后果\n\n- 连续2期五星级:甲\n- 上期五星级:乙\n- 连续1期未晋级:丙\n- 连续3期四星级以上:丁\n");
  const std::map<std::string, std::string> five = {{"一分", "10"}, {"二分", "10"}},
                                           four = {{"一分", "10"}, {"二分", "5"}};
  g.subject("a", five).earlier("a", {1, 0}).subject("b", five).earlier("b", {0, 1});
  g.subject("c", four).earlier("c", {1, 0}).subject("d", four).earlier("d", {1, 1});
  EXPECT_EQ(fired(g), "a:0 a:1 a:3 b:3 c:1 c:2 c:3 d:2 d:3 ");
}

TEST(Aftermath, AmountsAreSharesOfAnInput) {
  Given g(head + items + lines + "\n## 后果\n\n- 三星级:扣发绩效工资的2%\n");
  g.subject("a", {{"绩效工资", "1500"}}).subject("b", {{"绩效工资", "-"}});
  EXPECT_EQ(fired(g), "a:0=30 b:0=? ");
}

TEST(Aftermath, TargetsAreComparedExactly) {
  Given g(head + items + lines +
          "- 五星级:应占50%以上\n\n## 目标\n\n- 四星级以上占60%以上,其中五星级占50%以上\n- 无三星级\n");
  for (const auto& [id, points] : {std::pair{"a", "10"}, std::pair{"b", "6"}, std::pair{"c", "0"}})
    g.subject(id, {{"一分", points}, {"二分", points}}, "组");
  const Rating rating = g.rated();
  std::string said;
  for (const auto& t : rating.targets)
    said += std::to_string(t.reached) + "/" + std::to_string(t.base) + (t.is_met ? "+ " : "- ");
  EXPECT_EQ(said, "1/3- 2/3+ 1/2+ 1/3- ");
}

TEST(Aftermath, ReviewersAreNamedOrAskedFor) {
  Given g(
      "# 点评\n\n对象:人员\n类别:书记、委员、党员、其他\n\n## 点评\n\n- 书记:上级党组织\n- "
      "委员、党员:联系领导(按表)\n\n## 评议\n\n- 书记:全体职工\n");
  std::string table;
  for (const auto& input : g.scheme.inputs)
    if (input.type == scheme::InputType::Name) table = input.name;
  g.subject("a", {}, "", "书记").subject("b", {{table, "张三"}}, "", "委员").subject("c", {{table, "c"}}, "", "党员");
  g.subject("d", {}, "", "党员").subject("e", {}, "", "其他");
  const Rating rating = g.rated();
  std::string said;
  for (const auto& r : rating.reviews)
    said += std::string(g.facts.ids[r.row]) + (r.is_evaluation ? "!" : ":") + r.by + (r.is_self ? "(self)" : "") +
            (r.is_missing ? "(missing) " : " ");
  EXPECT_EQ(said,
            "a:上级党组织 a!全体职工 b:张三 b!(missing) c:c(self) c!(missing) d:(missing) d!(missing) e:(missing) "
            "e!(missing) ");
  std::map<std::string, int> codes;
  for (const auto& decision : rating.decisions) ++codes[std::string(decision.code)];
  EXPECT_EQ(codes, (std::map<std::string, int>{{"REVIEWER_MISSING", 2}, {"EVALUATOR_MISSING", 4}, {"SELF_REVIEW", 1}}));
}

TEST(Decide, AConditionOnWhatIsNotForTheSubjectDoesNotHold) {  // as a 0 it would be below 5
  for (const std::string condition : {"第1项不满5分", "窗口不满5分", "外层不满5分"}) {
    Given g(
        "# 试\n\n对象:组织\n类别:甲类、乙类\n总分:20\n等次:金牌、银牌\n\n## 外层\n\n### 窗口(10分)\n\n- 适用:甲类\n1. "
        "甲项(10分)\n   - "
        "甲:每次得3分\n\n## 其他(10分)\n\n2. 乙项(10分)\n   - 乙:每次得3分\n\n## 定级\n\n- 金牌:" +
        condition + "\n- 银牌:0分以上\n");
    g.subject("a", {{"甲", "1"}}, "", "甲类").subject("b", {}, "", "乙类").subject("c", {{"甲", "2"}}, "", "甲类");
    EXPECT_EQ(g.grades(), "金牌 银牌 银牌") << condition;
  }
}

TEST(Decide, ASectionWithAnItemForAllIsToldInColumns) {
  Given g(
      "# 试\n\n对象:组织\n类别:甲类、乙类\n总分:20\n等次:金牌、银牌\n\n## 外层\n\n### 内层\n\n1. 甲项(10分)\n   - "
      "甲:每次得3分\n2. 乙项(10分)\n   - "
      "适用:甲类\n   - 乙:每次得3分\n\n## 定级\n\n- 金牌:外层不满5分\n- 银牌:0分以上\n");
  g.subject("a", {{"甲", "1"}, {"乙", "1"}}, "", "甲类").subject("b", {{"甲", "1"}, {"乙", "1"}}, "", "乙类");
  EXPECT_TRUE(g.rated().ran_in_columns);
  EXPECT_EQ(g.grades(), "银牌 金牌");
}

TEST(Aftermath, NobodyIsAskedForWhereTheSchemeHasNoSuchLines) {
  for (const bool is_evaluation : {false, true}) {
    Given g(std::string("# 试\n\n对象:人员\n类别:书记、委员\n\n## ") + (is_evaluation ? "评议" : "点评") +
            "\n\n- 书记:职工\n");
    g.subject("a", {}, "", "书记").subject("b", {}, "", "委员");
    const Rating rating = g.rated();
    ASSERT_EQ(rating.reviews.size(), 2u);
    for (const auto& one : rating.reviews) EXPECT_EQ(one.is_evaluation, is_evaluation);
    ASSERT_EQ(rating.decisions.size(), 1u);
    EXPECT_EQ(rating.decisions[0].code, is_evaluation ? "EVALUATOR_MISSING" : "REVIEWER_MISSING");
  }
}

}  // namespace
}  // namespace pingxing::rating
