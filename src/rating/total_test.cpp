// What changes the total beside the sections: 扣分 (S-3.1), its floor (S-4), 总分记0分 (S-6); and kinds inside kinds
// (N-7).
#include <gtest/gtest.h>

#include "rating/given_test.hpp"

namespace pingxing::rating {
namespace {

std::string document(const std::string& more, const std::string& properties = "") {
  return "# 试\n\n对象:组织\n周期:年\n" + properties +
         "\n## 工作(10分)\n\n1. 值守(10分)\n   - 脱岗:每次减1分,减完为止\n\n" + more +
         "\n## 定级\n\n- 达标:6分以上\n- 不达标:不满6分\n";
}

std::string total(const Given& g, std::size_t row = 0) {
  const auto rows = g.rated(false).total.at(row).exact(), columns = g.rated(true).total.at(row).exact();
  EXPECT_EQ(rows, columns);
  return rows;
}

TEST(Total, DeductionsAreTakenFromItWithTheirCap) {
  Given g(document("## 扣分(最多5分)\n\n- 被通报:每次减2分\n- 迟报材料的,扣1分\n"));
  g.subject("a", {{"被通报", "1"}, {"迟报材料", "是"}, {"脱岗", "2"}}).subject("b", {{"被通报", "9"}});
  EXPECT_EQ(total(g, 0), "5");
  EXPECT_EQ(total(g, 1), "5");
  const Scores scores = score_subject(g.scheme, g.facts, 1, Tracing::On);
  ASSERT_EQ(scores.total_steps.size(), 2u);
  EXPECT_EQ(scores.total_steps[0].text.zh, "被通报:9次(每次减2分) → −18分");
  EXPECT_EQ(scores.total_steps[1].points.exact(), "13");
}

TEST(Total, DeductionsMayStandInPartsWithCapsOfTheirOwn) {
  Given g(document(
      "## 扣分项目(最多6分)\n\n### 安全(最多4分)\n\n- 隐患:每处减1分\n\n### 信访(不超过3分)\n\n- 上访:每起减2分\n"));
  g.subject("a", {{"隐患", "9"}, {"上访", "9"}}).subject("b", {{"隐患", "1"}, {"上访", "1"}});
  EXPECT_EQ(total(g, 0), "4");
  EXPECT_EQ(total(g, 1), "7");
}

TEST(Total, MayGoBelowZeroUnlessThePropertySaysNo) {
  const std::string more = "## 减分项\n\n- 被通报:每次减8分\n";
  Given open(document(more)), closed(document(more, "总分可为负:否\n"));
  open.subject("a", {{"被通报", "2"}});
  closed.subject("a", {{"被通报", "2"}});
  EXPECT_EQ(total(open), "-6");
  EXPECT_EQ(total(closed), "0");
  const auto has_default = [](const Given& g) {
    const auto all = scheme::defaults_of(g.scheme);
    return std::any_of(all.begin(), all.end(), [](const auto& one) { return one.code == "D-TOTAL-FLOOR"; });
  };
  EXPECT_TRUE(has_default(open));
  EXPECT_FALSE(has_default(closed));
}

TEST(Total, LiesBetweenWhatDeductionsMayComeToWhileTheyAreMissing) {
  Given g(document("## 扣分(最多5分)\n\n- 被通报:每次减2分\n"));
  g.subject("a", {{"被通报", "-"}});
  const Scores scores = score_subject(g.scheme, g.facts, 0, Tracing::Off);
  EXPECT_TRUE(scores.is_pending());
  EXPECT_EQ(scores.total_range.low->exact() + " " + scores.total_range.high->exact(), "5 10");
}

TEST(Total, IsZeroByAFactAndOpenWhileTheFactIsMissing) {
  Given g(document("## 一票否决\n\n- 瞒报事故的,总分记0分\n"));
  g.subject("a", {{"瞒报事故", "是"}}).subject("b").subject("c", {{"瞒报事故", "-"}});
  EXPECT_EQ(total(g, 0), "0");
  EXPECT_EQ(total(g, 1), "10");
  EXPECT_EQ(g.grades().substr(0, std::string("不达标 达标").size()), "不达标 达标");
  const Scores open = score_subject(g.scheme, g.facts, 2, Tracing::Off);
  EXPECT_EQ(open.total_range.low->exact() + " " + open.total_range.high->exact(), "0 10");
  EXPECT_EQ(g.rated().status[2], static_cast<std::uint8_t>(Status::Pending));
}

TEST(Kinds, OfAnItemAreThoseThatItsPartIsForToo) {
  Given g(
      "# 试\n\n对象:组织\n周期:年\n类别:甲类、乙类、丙类\n\n## 工作(10分)\n\n- 适用:甲类、乙类\n\n1. 值守(10分)\n"
      "   - 适用:乙类、丙类\n   - 脱岗:每次减1分\n\n## 定级\n\n- 达标:6分以上\n- 不达标:不满6分\n");
  EXPECT_EQ(g.scheme.indicators[0].kinds, std::vector<std::string>{"乙类"});
}

TEST(Conditions, MayNameTheFigureOfAGround) {
  Given g(document("## 资格\n\n- 群众满意率:不满60%取消资格\n")
              .replace(document("## 资格\n\n- 群众满意率:不满60%取消资格\n").find("- 达标:6分以上"), 0,
                       "- 优:8分以上,群众满意率90%以上\n"));
  g.subject("a", {{"群众满意率", "95"}}).subject("b", {{"群众满意率", "80"}}).subject("c", {{"群众满意率", "50"}});
  EXPECT_EQ(g.grades().substr(0, std::string("优 达标").size()), "优 达标");
  EXPECT_EQ(g.rated().status[2], static_cast<std::uint8_t>(Status::Disqualified));
}

TEST(Targets, MayBeOfAKind) {
  Given g(
      "# 试\n\n对象:组织\n周期:年\n类别:机关、村居\n\n## 工作(10分)\n\n1. 值守(10分)\n   - 脱岗:每次减1分\n\n"
      "## 定级\n\n- 达标:6分以上\n- 不达标:不满6分\n\n## 目标\n\n- 村居:达标占60%以上\n- 2030年底:达标占60%以上\n");
  g.subject("a", {{"脱岗", "9"}}, "", "机关").subject("b", {}, "", "村居").subject("c", {{"脱岗", "9"}}, "", "机关");
  const Rating rating = g.rated();
  ASSERT_EQ(rating.targets.size(), 2u);
  EXPECT_TRUE(rating.targets[0].is_met);
  EXPECT_EQ(rating.targets[0].base, 1u);
  EXPECT_FALSE(rating.targets[1].is_met);
}

TEST(Ties, ComparePointsOfAnItemHoweverThatIsSaid) {
  for (const std::string line : {"同分:第2项高者优先", "同分的,第2项得分高的优先", "总分相同时,按第2项得分高低排序",
                                 "同分:先比较第2项,再比较第1项", "总分并列时以乙分高者为先"}) {
    const auto s = scheme_of(
        "# 试\n\n对象:组织\n周期:年\n\n## 工作(10分)\n\n1. 甲(5分)\n2. 乙(5分)\n\n## 定级\n\n"
        "- 达标:6分以上\n- 不达标:不满6分\n- " +
        line + "\n");
    ASSERT_FALSE(s.grading.ties.empty()) << line;
    EXPECT_EQ(s.grading.ties[0].target, 1) << line;
    EXPECT_EQ(s.grading.rules.size(), 2u) << line;
  }
  const auto lower = scheme::parse_scheme(
      "# 试\n\n## 工作(5分)\n\n1. 甲(5分)\n\n## 定级\n\n- 达标:6分以上\n- 同分:第1项低者优先\n", "t.md");
  EXPECT_TRUE(lower.problems.has_errors());
}

TEST(Conditions, TheRestIsTheLowestGrade) {
  for (const std::string rest : {"其余", "其他"}) {
    Given g(
        "# 试\n\n对象:组织\n周期:年\n\n## 工作(10分)\n\n1. 甲(10分)\n\n## 定级\n\n- 优:8分以上\n- 良:6分以上\n- 差:" +
        rest + "\n");
    g.subject("a", {{"甲", "9"}}).subject("b", {{"甲", "6"}}).subject("c", {{"甲", "2"}});
    EXPECT_EQ(g.grades(), "优 良 差");
  }
}

TEST(Conditions, AMeanIsOfTheItemsWhereItCanBe) {
  const auto kind = [](const std::string& condition) {
    const auto parsed = scheme::parse_scheme(
        "# 试\n\n对象:组织\n周期:年\n\n## 工作(20分)\n\n1. 甲(10分)\n2. 乙(10分)\n\n## 定级\n\n- 达标:" + condition +
            "\n",
        "t.md");
    return parsed.problems.has_errors()
               ? std::string(parsed.problems.kept().front().code())
               : std::to_string(static_cast<int>(parsed.scheme.grading.rules[0].conditions[0].kind));
  };
  const std::string mean = std::to_string(static_cast<int>(scheme::Condition::Kind::IndicatorMean));
  EXPECT_EQ(kind("各项平均分8分以上"), mean);
  EXPECT_EQ(kind("平均分8分以上"), mean);
  EXPECT_EQ(kind("平均分18分以上"), "AVERAGE_UNCLEAR");
}

}  // namespace
}  // namespace pingxing::rating
