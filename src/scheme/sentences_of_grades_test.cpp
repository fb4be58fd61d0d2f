// What offices write around grades and vetoes: a sentence for all grades, a sentence in front of a list.
#include <gtest/gtest.h>

#include "scheme/check.hpp"
#include "scheme/parse.hpp"
#include "scheme/print.hpp"

namespace pingxing::scheme {
namespace {

const std::string head =
    "# 试\n\n对象:组织\n周期:年\n等次:优秀、良好、合格、不合格\n总分:100\n\n"
    "## 工作(100分)\n\n1. 安全管理(40分)\n   - 违规:每次扣1分,扣完为止\n2. 服务(60分)\n   - "
    "迟办:每次扣1分,扣完为止\n\n";
const std::string graded = "## 定级\n\n- 优秀:90分以上\n- 良好:80分以上\n- 合格:60分以上\n- 不合格:不满60分\n";

Scheme read(const std::string& text) {
  auto parsed = parse_scheme(text, "t.md");
  std::string problems;
  for (const auto& one : parsed.problems.kept()) problems += one.line(Language::Chinese) + "\n";
  EXPECT_FALSE(parsed.problems.has_errors()) << problems << text;
  const auto again = parse_scheme(print_markdown(parsed.scheme), "t.md");
  EXPECT_EQ(fingerprint(again.scheme), fingerprint(parsed.scheme)) << text;
  return std::move(parsed.scheme);
}

std::vector<std::string> rules_of(const Scheme& s) {
  std::vector<std::string> all;
  for (const auto& rule : s.grading.rules) {
    std::string one = s.grading.grades[static_cast<std::size_t>(rule.grade)].name;
    for (const auto& c : rule.conditions)
      one += " " + std::to_string(static_cast<int>(c.kind)) + "/" + std::to_string(c.target) + " " +
             c.interval.say(Language::Chinese);
    all.push_back(one);
  }
  return all;
}

std::vector<std::string> effects_of(const Scheme& s) {
  std::vector<std::string> all;
  for (const auto& measure : s.measures)
    all.push_back(measure.name + ":" + std::to_string(static_cast<int>(measure.effect.kind)) + "/" +
                  std::to_string(measure.effect.grade) + "/" + std::to_string(measure.effect.steps));
  return all;
}

std::vector<std::string> graded_by(const std::string& grading) {
  return rules_of(read(head + "## 定级\n\n" + grading + "\n"));
}

TEST(SentencesOfGrades, SayAllGradesAtOnce) {
  const auto plain = graded_by("- 优秀:90分以上\n- 良好:80分以上不满90分\n- 合格:60分以上不满80分\n- 不合格:不满60分");
  for (const std::string sentence :
       {"90分(含)以上为优秀,80分(含)至90分为良好,60分(含)至80分为合格,60分以下为不合格。",
        "90分及以上为优秀,80分以上不满90分的为良好,60分以上不满80分的为合格,不满60分的为不合格",
        "综合得分90分以上的评为优秀;80分以上不满90分的评为良好;60分以上不满80分的评为合格;不满60分的评为不合格。",
        "考核结果分为四个等次,90分以上的评定为优秀等次,80分以上不满90分的评定为良好等次,"
        "60分以上不满80分的评定为合格等次,不满60"
        "分的评定为不合格等次。",
        "- 90分(含)以上为优秀,80分(含)至90分为良好,60分(含)至80分为合格,60分以下为不合格"})
    EXPECT_EQ(graded_by(sentence), plain) << sentence;
}

TEST(SentencesOfGrades, ThatAreNotWhollyReadAreAskedAbout) {
  for (const std::string sentence :
       {"90分以上为优秀,80分以上为良好,其余由考核组研究决定。", "90分以上为优秀,表现突出的为良好。"}) {
    const auto parsed = parse_scheme(head + "## 定级\n\n" + sentence + "\n", "t.md");
    EXPECT_TRUE(parsed.problems.has_errors() || parsed.problems.count() > 0) << sentence;
    EXPECT_TRUE(parsed.scheme.grading.rules.empty()) << sentence;
  }
}

TEST(SentencesOfGrades, ScoresMayBeCalledScores) {
  EXPECT_EQ(graded_by("- 优秀:90分以上,安全管理得分不低于36分\n- 良好:80分以上\n- 合格:60分以上\n- 不合格:其余"),
            graded_by("- 优秀:90分以上,安全管理不低于36分\n- 良好:80分以上\n- 合格:60分以上\n- 不合格:其余"));
  EXPECT_EQ(graded_by("- 优秀:得分率90%以上\n- 良好:得分率80%以上\n- 合格:得分率60%以上\n- 不合格:其余"),
            graded_by("- 优秀:90%以上\n- 良好:80%以上\n- 合格:60%以上\n- 不合格:其余"));
}

TEST(SentencesInFront, SayWhatTheLinesBehindThemDo) {
  const auto vetoed = [](const std::string& lead, const std::string& lines = "- 发生死亡事故的\n- 瞒报数据的\n") {
    return effects_of(read(head + "## 一票否决\n\n" + lead + "\n\n" + lines + "\n" + graded));
  };
  const auto plain =
      effects_of(read(head + "## 一票否决\n\n- 发生死亡事故的:不得评为优秀\n- 瞒报数据的:不得评为优秀\n\n" + graded));
  ASSERT_EQ(plain.size(), 2u);
  EXPECT_EQ(vetoed("有下列情形之一的,不得评为优秀:"), plain);
  EXPECT_EQ(vetoed("有下列情形之一的,实行一票否决,不得评为优秀:"), plain);
  EXPECT_EQ(vetoed("年度内有以下情形之一的,一律不得评为优秀等次。"), plain);
  EXPECT_EQ(vetoed("- 有下列情形之一的,不得评为优秀:"), plain);
  EXPECT_EQ(
      vetoed("凡有下列情形之一的,考核结果直接定为不合格等次:"),
      effects_of(read(head + "## 一票否决\n\n- 发生死亡事故的:定为不合格\n- 瞒报数据的:定为不合格\n\n" + graded)));
  // The next sentence says it of the lines behind it.
  const auto two =
      vetoed("有下列情形之一的,不得评为优秀:", "- 发生死亡事故的\n\n有下列情形之一的,取消参评资格:\n\n- 瞒报数据的\n");
  ASSERT_EQ(two.size(), 2u);
  EXPECT_NE(two[0].substr(two[0].find(':')), two[1].substr(two[1].find(':')));
}

TEST(SentencesInFront, WithoutAnEffectLeaveTheLinesAsked) {
  const auto parsed = parse_scheme(head + "## 一票否决\n\n有下列情形之一的:\n\n- 发生死亡事故的\n\n" + graded, "t.md");
  EXPECT_TRUE(parsed.problems.has_errors());
}

TEST(Measures, TwoOfThemOnALineAreAskedAbout) {
  const auto parsed =
      parse_scheme(head + "## 降级\n\n- 发生一般事故1起降一个等次,2起及以上降两个等次\n\n" + graded, "t.md");
  EXPECT_TRUE(parsed.problems.has_errors());
  EXPECT_TRUE(parsed.scheme.measures.empty());
}

TEST(Measures, WhoTakesNoPartIsOutOfScope) {
  const auto plain = effects_of(read(head + "## 资格\n\n- 停产整顿的:不参评\n\n" + graded));
  for (const std::string word :
       {"不参加本年度考核", "不参加年度考核", "不纳入本次考核", "不参与评星", "不列入考核范围"})
    EXPECT_EQ(effects_of(read(head + "## 资格\n\n- 停产整顿的," + word + "\n\n" + graded))
                  .front()
                  .substr(std::string("停产整顿").size()),
              plain.front().substr(std::string("停产整顿的").size()))
        << word;
}

}  // namespace
}  // namespace pingxing::scheme
