// The section 示例: figures in words or in a table, run whenever a scheme is checked.
#include "service/run_examples.hpp"

#include <gtest/gtest.h>

#include "scheme/parse.hpp"
#include "service/explain_subject.hpp"
#include "service/load_scheme.hpp"

namespace pingxing::service {
namespace {

constexpr std::string_view rules = R"(# 道班考核

对象:组织
周期:季度
类别:道班、车队
总分:100
小数:2
未定级:不定级

## 内业(40分)

1. 台账(20分)
   - 未登记:每笔减2分
   - 台账齐全:不满足减5分
2. 学习(20分)
   - 参学率:满分100,按比例折算

## 外业(60分)

3. 巡查(60分)
   - 漏巡:每次减5分,减完为止
   - 现场评分:酌情减0至10分

## 加分(5分)

- 获奖:省加5分、市加3分,取最高

## 一票否决(取消资格)

- 责任事故

## 定级

- 五星级:95分以上,上期四星级以上
- 四星级:90分以上,不超过50%
- 三星级:60分以上

## 示例

)";

struct Reading {
  LoadedScheme loaded;
  explicit Reading(const std::string& lines) : loaded(read_scheme(std::string(rules) + lines + "\n", "s.md")) {}
  [[nodiscard]] std::string code() const {
    return loaded.problems.error_count() == 0 ? "" : std::string(first().code());
  }
  [[nodiscard]] const Problem& first() const {
    for (const auto& one : loaded.problems.kept())
      if (one.is_error()) return one;
    return loaded.problems.kept().front();
  }
  [[nodiscard]] std::string says(Language language = Language::Chinese) const { return first().says(language); }
};
constexpr int first_line = 40;

TEST(Examples, InWordsAreRun) {
  const Reading run("- 一班:类别道班,漏巡2次,参学率95,台账齐全,其余没有发生 → 89分,三星级");
  EXPECT_EQ(run.code(), "") << run.says();
  ASSERT_EQ(run.loaded.examples.size(), 1U);
  const auto& one = run.loaded.examples.front();
  EXPECT_EQ(one.name, "一班");
  EXPECT_EQ(one.line, first_line);
  EXPECT_TRUE(one.is_right);
  EXPECT_EQ(one.comes_to.zh, "89分、三星级");
  EXPECT_EQ(one.comes_to.en, "89 points, 三星级");
}

TEST(Examples, AreReadAsPeopleWriteThem) {
  for (const char* line : {
           "- 一班:类别:道班;3 漏巡:2;参学率:95;台账齐全:是;其余没有发生 => 总分89",
           "- 类别道班,漏巡2次,学习95,台账齐全,其余没有发生 → 89分",
           "1. 一班:类别道班、漏巡为2、第2项95、台账齐全、其余无 → 第3项50分,89分。",
           "一班:类别道班,漏巡2次,参学率95,台账齐全,其余没有发生,应得89分",
           "- 其余没有发生\n- 一班:类别道班,漏巡2次,参学率95,台账齐全 → 三星级",
           "- 一班:类别道班,漏巡2次,参学率95,其余都符合要求 → 89分",
           "- 一班:类别道班,无漏巡,参学率100,其余都符合 → 100分,四星级",
           "- 一班:类别道班,漏巡3次,现场评分5 → 第3项40分",
           "- 漏巡三次的班:类别道班,第3项漏巡3次,第3项现场评分:5 → 第3项40分",
           "- 一班:类别道班,上期四星级,参学率100,其余都符合 → 五星级",
           "- 一班:类别道班,获奖:省;市,漏巡2次,参学率95,其余都符合 → 94分",
           "- 一班:类别道班,获奖省、市,漏巡2次,参学率95,其余都符合 → 94分",
           "- 一班:类别道班,责任事故,参学率95,其余都符合 → 取消资格",
           "- 一班:类别车队,现场评分4.5分,参学率95,其余都符合 → 94.5分,四星级",
           "| 名称 | 类别 | 漏巡(次) | 参学率 | 台账齐全 | 其他 | 总分 | 等次 |\n|---|---|--:|---|---|---|---|---|\n"
           "| 一班 | 道班 | 2 | 95 | 是 | 其余没有发生 | 89 | 三星级 |\n| 二班 | 道班 | 0 | 100 | 是 | 其余无 | 100分 "
           "| 四星级 |",
       }) {
    const Reading run(line);
    EXPECT_EQ(run.code(), "") << line << ": " << run.says();
    EXPECT_FALSE(run.loaded.examples.empty()) << line;
    for (const auto& one : run.loaded.examples) EXPECT_TRUE(one.is_right) << line << ": " << one.comes_to.zh;
  }
}

TEST(Examples, ThatComeToSomethingElseAreErrors) {
  for (const auto& [line, says] : std::vector<std::pair<const char*, const char*>>{
           {"- 一班:类别道班,漏巡2次,参学率95,其余都符合 → 90分", "示例“一班”按本方案算出来是89分,写的是90分"},
           {"- 一班:类别道班,漏巡2次,参学率95,其余都符合 → 89分,四星级",
            "示例“一班”按本方案算出来是89分、三星级,写的是89分、四星级"},
           {"- 一班:类别道班,漏巡2次,参学率95,其余都符合 → 第3项40分",
            "示例“一班”按本方案算出来是第3项50分,写的是第3项40分"},
           {"- 一班:类别道班,漏巡2次,参学率95,其余都符合 → 取消资格",
            "示例“一班”按本方案算出来是三星级,写的是取消资格"},
           {"- 一班:类别道班,责任事故,参学率95,其余都符合 → 三星级", "示例“一班”按本方案算出来是取消资格,写的是三星级"},
       }) {
    const Reading run(line);
    EXPECT_EQ(run.code(), "EXAMPLE_DIFFERS") << line;
    EXPECT_EQ(run.says(), says);
    EXPECT_EQ(run.first().place.line, first_line);
    EXPECT_FALSE(run.loaded.examples.front().is_right);
  }
}

TEST(Examples, ThatCannotBeRunSayWhy) {
  for (const auto& [line, code, says] : std::vector<std::tuple<const char*, const char*, const char*>>{
           {"- 一班:类别道班,漏巡2次,其余没有发生 → 89分", "EXAMPLE_INCOMPLETE",
            "示例“一班”还缺1 台账齐全、2 参学率,算不出来"},
           {"- 一班:类别道班,漏巡,其余没有发生 → 89分", "EXAMPLE_FIGURE_UNKNOWN", "示例里的“漏巡”看不出是哪一项数据"},
           {"- 一班:类别道班,漏寻2次 → 89分", "EXAMPLE_FIGURE_UNKNOWN", "示例里的“漏寻2次”看不出是哪一项数据"},
           {"- 一班:类别道班,漏巡2次,漏巡3次 → 89分", "EXAMPLE_FIGURE_TWICE", "示例里“3 漏巡”写了两次"},
           {"- 一班:漏巡2次", "EXAMPLE_UNREAD", "示例“一班:漏巡2次”没有写算出来是什么"},
           {"- 一班:类别道班,漏巡2次,其余没有发生 → 很好", "EXAMPLE_RESULT_UNKNOWN", "示例的结果“很好”看不懂"},
           {"- 一班:类别厂矿,漏巡2次 → 89分", "KIND_UNKNOWN", "没有类别“厂矿”"},
           {"- 一班:类别道班,上期七星级,漏巡2次 → 89分", "GRADE_UNKNOWN", "方案里没有等次“七星级”"},
           {"- 一班:类别道班,漏巡2.5次,参学率95,其余都符合 → 89分", "FACTS_NOT_WHOLE", ""},
           {"- 一班:类别道班,现场评分11分,参学率95,其余都符合 → 89分", "FACTS_OUT_OF_RANGE", ""},
           {"- 一班:参学率100,其余都符合 → 100分", "FACTS_KIND_BLANK", ""},
       }) {
    const Reading run(line);
    EXPECT_EQ(run.code(), code) << line << run.says();
    EXPECT_EQ(run.first().place.line, first_line) << line;
    if (*says) EXPECT_EQ(run.says(), says);
    EXPECT_FALSE(run.first().mend(Language::English).empty());
  }
}

TEST(Examples, OfTwoItemsWithOneNameAsk) {
  const auto loaded = read_scheme(
      "# Depots\n\ntotal: 20\nunrated: none\n\n## Work (20 points)\n\n1. Day (10 points)\n   - late: each deducts "
      "1\n2. Night "
      "(10 points)\n   - late: each deducts 1\n\n## Grading\n\n- gold: 15 or more\n\n## Examples\n\n- A: late 2 → 18 "
      "points\n",
      "s.md");
  ASSERT_TRUE(loaded.problems.has_errors());
  bool has_asked = false;
  for (const auto& one : loaded.problems.kept())
    if (one.code() == "EXAMPLE_FIGURE_AMBIGUOUS") {
      has_asked = true;
      EXPECT_EQ(one.mend(Language::English), "say which is meant: 1 late, 2 late");
    }
  EXPECT_TRUE(has_asked);
}

TEST(Examples, WaitUntilTheRulesAreUnderstood) {
  std::string text(rules);
  text.replace(text.find("漏巡:每次减5分"), std::string("漏巡:每次减5分").size(), "漏巡的看情况处理");
  const auto loaded = read_scheme(text + "- 一班:类别道班,漏巡2次,其余都符合 → 90分\n", "s.md");
  ASSERT_TRUE(loaded.problems.has_errors());
  for (const auto& one : loaded.problems.kept())
    EXPECT_FALSE(one.code().starts_with("EXAMPLE")) << one.line(Language::Chinese);
}

TEST(Examples, AreExplainedLikeSubjects) {
  auto loaded = read_scheme(std::string(rules) + "- 一班:类别道班,漏巡2次,参学率95,其余都符合 → 90分\n", "s.md");
  ASSERT_TRUE(loaded.problems.has_errors());  // it differs, which is why somebody looks
  ASSERT_TRUE(loaded.is_sound);
  Problems problems;
  const auto rated = rate_examples(loaded.scheme, loaded.text, problems);
  ASSERT_TRUE(rated);
  const auto why = explain_subject(*rated, "一班", problems);
  ASSERT_TRUE(why);
  EXPECT_EQ(why->total, "89.00");
  EXPECT_EQ(why->grade.zh, "三星级");
  auto none = read_scheme(std::string(rules), "s.md");
  EXPECT_FALSE(rate_examples(none.scheme, none.text, problems));
  EXPECT_EQ(problems.kept().back().code(), "EXAMPLES_MISSING");
}

TEST(RunExamples, TakeTheMarksOfSeveral) {
  const std::string text =
      "# 试\n\n对象:人员\n周期:年\n\n## 工作(10分)\n\n1. 内容(10分)\n   - 去掉一个最高分和一个最低分后取平均\n\n## "
      "定级\n\n- "
      "优:9分以上\n- 良:其余\n\n## 示例\n\n- 甲:内容9;8;10;9.5 → 9.25分,优\n- 乙:内容9分、8分、8分、7分 → 8分,良\n";
  const auto parsed = scheme::parse_scheme(text, "t.md");
  EXPECT_FALSE(parsed.problems.has_errors());
  ASSERT_EQ(parsed.scheme.examples.size(), 2U);
  EXPECT_EQ(parsed.scheme.examples[0].figures.at(0).text, "9;8;10;9.5");
  EXPECT_EQ(parsed.scheme.examples[1].figures.at(0).text, "9;8;8;7");
}

}  // namespace
}  // namespace pingxing::service
