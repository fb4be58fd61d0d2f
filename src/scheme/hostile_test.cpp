// Documents that nobody writes: as many lines, or as long ones, as are taken at all, of the sorts that once cost the
// square of their number. Each is read, checked and printed in bounded work, and what is told of it stays short.
#include <gtest/gtest.h>

#include <ctime>
#include <functional>

#include "scheme/check.hpp"
#include "scheme/parse.hpp"
#include "scheme/print.hpp"

namespace pingxing::scheme {
namespace {

constexpr int lines = 19'000;
// Seconds of the processor, not of the clock on the wall: one in a development build, ten with sanitizers, and
// what grows with the square of the lines takes hundreds.
constexpr std::clock_t seconds_max = 40;

struct Hostile {
  const char* name;
  std::string head;
  std::function<std::string(int)> line;
  const char* code;  // of a problem that must be among those told; empty for none
};

const std::string work = "# 题\n\n周期:年\n\n## 工作\n\n1. 甲(10分)\n";

std::string number(int i) { return std::to_string(i); }

std::vector<Hostile> hostile() {
  return {
      {"UnknownRules", work, [](int i) { return "   - 名称" + number(i) + ":这是一条完全看不懂的规则文字"; },
       "SENTENCE_UNKNOWN"},
      {"UnknownEnglishRules", "# Title\n\n## Work\n\n1. A (10 points)\n",
       [](int i) { return "   - name " + number(i) + ": this is a rule that nobody will understand"; },
       "SENTENCE_UNKNOWN"},
      {"UnknownProperties", "# 题\n", [](int i) { return "不知" + number(i) + ":值"; }, "PROPERTY_UNKNOWN"},
      {"OnePropertyAgainAndAgain", "# 题\n", [](int i) { return "说明:值" + number(i); }, "PROPERTY_TWICE"},
      {"Rules", work, [](int i) { return "   - 乙" + number(i) + ":每项减0.2分"; }, ""},
      {"GradeLines", work + "\n## 定级\n\n", [](int i) { return "- 优秀:" + number(i % 100) + "分以上"; }, ""},
      {"Grades", work + "\n## 定级\n\n", [](int i) { return "- 等" + number(i) + ":" + number(i) + "分以上"; },
       "SCHEME_TOO_LONG"},
      {"GradesOnGrades", work + "\n## 定级\n\n",
       [](int i) { return "- 等" + number(i % 150) + ":等" + number(i * 7 % 150); }, "GRADE_CYCLE"},
      {"UnknownConditions", work + "\n## 定级\n\n", [](int i) { return "- 优:某某" + number(i) + "不知道什么,又一个"; },
       "CONDITION_UNKNOWN"},
      {"QuotasAndTargets", work + "\n## 定级\n\n",
       [](int i) { return "- 等" + number(i % 150) + (i % 2 == 0 ? ":不超过1%" : ":应占1%以上"); }, ""},
      {"Headings", "# 题\n\n周期:年\n\n", [](int i) { return "## 部分" + number(i) + "(1分)"; }, "SCHEME_EMPTY"},
      {"Vetoes", work + "\n## 一票否决\n\n", [](int i) { return "- 发生事故" + number(i) + ":取消资格"; }, ""},
      {"Scales", work + "\n## 尺度\n\n", [](int i) { return "- 甲" + number(i) + ":一级<二级<三级"; },
       "SCHEME_TOO_LONG"},
      {"Ballots", work + "\n## 投票\n\n",
       [](int i) { return "- 票组" + number(i) + ":每0.5分一档,优秀最多" + number(i % 9) + "个,全部相同无效"; },
       "SCHEME_TOO_LONG"},
      {"Ladder", work + "\n## 定级\n\n", [](int i) { return (i % 2 == 0 ? "### 级" : "1. 条件") + number(i); },
       "SCHEME_TOO_LONG"},
      {"Stages", work + "\n## 程序\n\n",
       [](int i) { return number(i + 1) + ". 投票:甲" + number(i) + "、乙" + number(i); }, ""},
      {"YearlyGradesInProse", work + "\n", [](int i) { return "第" + number(i) + "段:年度等次择优,公示不少于3天。"; },
       ""},
  };
}

bool is_said(const Problems& problems, std::string_view code) {
  return std::any_of(problems.kept().begin(), problems.kept().end(),
                     [&](const Problem& p) { return p.code() == code; });
}

std::size_t bytes_said(const Problems& problems) {
  std::size_t bytes = 0;
  for (const auto& problem : problems.kept())
    bytes += problem.line(Language::Chinese).size() + problem.line(Language::English).size();
  return bytes;
}

class HostileDocument : public testing::TestWithParam<Hostile> {};

TEST_P(HostileDocument, IsReadInBoundedWork) {
  std::string text = GetParam().head;
  for (int i = 0; i < lines; ++i) text += GetParam().line(i) + "\n";
  const std::clock_t begin = std::clock();
  const auto [scheme, problems, account, fixes] = parse_scheme(text, "hostile.md");
  const Problems findings = check_scheme(scheme);
  EXPECT_FALSE(print_markdown(scheme).empty());
  EXPECT_LT(std::clock() - begin, seconds_max * CLOCKS_PER_SEC);
  EXPECT_EQ(is_said(problems, GetParam().code), *GetParam().code != '\0');
  EXPECT_LE(problems.kept().size(), Problems::kept_max);
  EXPECT_LT(bytes_said(problems) + bytes_said(findings), 1'000'000u);
}

const auto name_of = [](const testing::TestParamInfo<Hostile>& one) { return std::string(one.param.name); };
INSTANTIATE_TEST_SUITE_P(Scheme, HostileDocument, testing::ValuesIn(hostile()), name_of);

/// The code, and how often it is told.
std::size_t count_of(const Problems& problems, std::string_view code) {
  return static_cast<std::size_t>(std::count_if(problems.kept().begin(), problems.kept().end(),
                                                [&](const Problem& p) { return p.code() == code; }));
}

std::string list(const std::string& name, int count) {
  std::string out;
  for (int i = 0; i < count; ++i) out += (i > 0 ? "、" : "") + name + number(i);
  return out;
}

TEST(HostileLine, ThatIsTooLongIsRefusedAndNothingElseIsSaid) {
  const auto [scheme, problems, account, fixes] =
      parse_scheme(work + "\n" + std::string(65'537, 'a') + "\n不知道\n", "long.md");
  ASSERT_EQ(problems.count(), 1u);
  EXPECT_EQ(
      problems.kept()[0].line(Language::English),
      "long.md:9:1: error SCHEME_TOO_LONG: the scheme has a line of 65537 bytes, the limit is a line of 65536 bytes; "
      "split it into several schemes");
  EXPECT_TRUE(scheme.indicators.empty());
  EXPECT_TRUE(parse_scheme(work + "\n" + std::string(65'536, 'a') + "\n", "long.md").problems.empty());
}

TEST(HostileLine, ThatNamesTooManyThingsIsToldOnce) {
  const auto kinds = parse_scheme("# 题\n\n类别:" + list("类", 201) + "\n\n## 工作\n\n1. 甲(10分)\n", "kinds.md");
  EXPECT_EQ(count_of(kinds.problems, "SCHEME_TOO_LONG"), 1u);
  EXPECT_EQ(kinds.scheme.properties.kinds.size(), 200u);
  const auto grades = parse_scheme("# 题\n\n等次:" + list("等", 201) + "\n\n## 工作\n\n1. 甲(10分)\n", "grades.md");
  EXPECT_EQ(count_of(grades.problems, "SCHEME_TOO_LONG"), 1u);
  EXPECT_EQ(grades.scheme.grading.grades.size(), 200u);
  std::string steps;
  for (int i = 0; i < 500; ++i) steps += (i > 0 ? "<级" : ":级") + number(i);
  const auto scales = parse_scheme(work + "\n## 尺度\n\n- " + list("名", 100) + steps + "\n", "scales.md");
  EXPECT_EQ(count_of(scales.problems, "SCHEME_TOO_LONG"), 1u);
  EXPECT_TRUE(scales.scheme.scales.empty());
}

TEST(HostileLine, OfOneModifierOrOneFractionWithoutEndIsRefused) {
  for (const std::string unit :
       {"减完为止,", "追加", "甲加1分,取最高加1分,", "90%以上得2分;", "分别加1、", "1/", "每项减"}) {
    std::string line;
    while (line.size() < 60'000) line += unit;
    const std::clock_t begin = std::clock();
    const auto parsed = parse_scheme(work + "   - 名:" + line + "\n", "line.md");
    EXPECT_TRUE(is_said(parsed.problems, "SENTENCE_UNKNOWN")) << unit;
    const auto total = parse_scheme("# 题\n\n总分:" + line + "1\n", "line.md");
    EXPECT_TRUE(is_said(total.problems, "PROPERTY_VALUE")) << unit;
    EXPECT_LT(std::clock() - begin, seconds_max * CLOCKS_PER_SEC) << unit;
  }
}

}  // namespace
}  // namespace pingxing::scheme
