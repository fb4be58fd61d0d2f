// Tables in Markdown whose rows are items: cases/scheme/s05 and its like.
#include <gtest/gtest.h>

#include "scheme/parse.hpp"
#include "scheme/print.hpp"
#include "scheme/sentences.hpp"

namespace pingxing::scheme {
namespace {

std::string around(const std::string& table, const std::string& points = "100分") {
  return "# 试\n\n对象:组织\n周期:年\n\n## 内容(" + points + ")\n\n- 评分人:办公室\n\n" + table +
         "\n## 定级\n\n- 达标:60分以上\n- 不达标:不满60分\n";
}

std::string errors_of(const Parsed& parsed) {
  std::string text;
  for (const auto& one : parsed.problems.kept())
    if (one.is_error()) text += std::string(one.code()) + "@" + std::to_string(one.place.line) + " ";
  return text;
}

TEST(Tables, S05RowsAreItemsWithTheirRules) {
  const auto parsed = parse_scheme(around("| 序号 | 项目 | 分值 | 评分标准 |\n|---|---|---|---|\n"
                                          "| 1 | 考勤 | 50 | 迟到每次扣1分 |\n| 2 | 卫生 | 50 | 不合格每处扣2分 |\n"),
                                   "t.md");
  EXPECT_EQ(errors_of(parsed), "");
  const auto& items = parsed.scheme.indicators;
  ASSERT_EQ(items.size(), 2u);
  EXPECT_EQ(items[0].id + items[0].title + items[0].points->exact(), "1考勤50");
  ASSERT_EQ(items[1].rules.size(), 1u);
  EXPECT_EQ(say_rule(items[1].rules[0], Language::Chinese), "每处减2分");
  EXPECT_EQ(items[1].rules[0].place.line, 13);
}

TEST(Tables, ColumnsMayStandInAnyOrderAndACellMayHoldSeveralRules) {
  const auto parsed = parse_scheme(around("|考核指标|评分细则|标准分|考核部门|备注|得分|\n|:-|:-:|-:|-|-|-|\n"
                                          "|按时出勤|①迟到每次扣1分;②旷工每次扣5分,扣完为止|60分|人事科|每月汇总||\n"
                                          "|内务整洁|脏乱一处扣2分<br>未打扫的扣3分|40|后勤科|||\n|合计||100||||\n"),
                                   "t.md");
  EXPECT_EQ(errors_of(parsed), "");
  const auto& items = parsed.scheme.indicators;
  ASSERT_EQ(items.size(), 2u);
  EXPECT_EQ(items[0].rules.size(), 2u);
  EXPECT_EQ(items[1].rules.size(), 2u);
  EXPECT_TRUE(items[0].has_stated_floor);
  EXPECT_EQ(items[0].attributes.assessor, "人事科");
  EXPECT_EQ(items[1].id, "2");
}

TEST(Tables, NumbersInFrontOfTheRulesOfACellAreNoNames) {
  const auto parsed = parse_scheme(around("| 序号 | 考核内容(10分制) | 分值 | 评分标准 |\n|---|---|---|---|\n"
                                          "| 一 | 考勤(60分) | 60 | 1.迟到每次扣1.5分;2.旷工每次扣3分 |\n"
                                          "| 二 | 卫生 | 40 | 1、脏乱每处扣2分。扣完为止。 |\n"),
                                   "t.md");
  EXPECT_EQ(errors_of(parsed), "");
  const auto& items = parsed.scheme.indicators;
  ASSERT_EQ(items.size(), 2u);
  ASSERT_EQ(items[0].rules.size(), 2u);
  EXPECT_EQ(items[0].title + items[0].rules[0].name + items[0].rules[1].name, "考勤迟到旷工");
  EXPECT_EQ(items[1].rules[0].name, "脏乱");
  EXPECT_EQ(errors_of(parse_scheme(
                          around("| 项目 | 分值 | 评分标准 |\n|---|---|---|\n| 考勤(90分) | 100 | 迟到每次扣1分 |\n"),
                          "t.md"))
                .substr(0, 17),
            "POINTS_UNREADABLE");
}

TEST(Tables, ARowWithoutTitleAndPointsGoesOnWithTheItemAbove) {
  const auto parsed = parse_scheme(around("| 项目 | 考核内容 | 分值 | 扣分标准 |\n|---|---|---|---|\n"
                                          "| 安全 | 例会 | 60 | 缺一次扣5分 |\n|  |  |  | 未整改每项扣3分 |\n"
                                          "|  | 台账 | 40 | / |\n"),
                                   "t.md");
  EXPECT_EQ(errors_of(parsed), "");
  const auto& items = parsed.scheme.indicators;
  ASSERT_EQ(items.size(), 2u);
  EXPECT_EQ(items[0].title + std::to_string(items[0].rules.size()), "安全2");
  EXPECT_EQ(items[1].title, "台账");
  EXPECT_FALSE(items[1].has_written_rule);
}

TEST(Tables, RowsOfAPartWithPointsMayShareThem) {
  const auto parsed = parse_scheme(
      around("| 序号 | 事项 | 扣分标准 |\n|---|---|---|\n| 1 | 通报 | 每次扣2分 |\n| 2 | 迟报 | 每次扣1分 |\n"),
      "t.md");
  EXPECT_EQ(errors_of(parsed), "");
  EXPECT_TRUE(parsed.scheme.sections[0].is_pool);
}

TEST(Tables, OneErrorNamesWhatIsMissing) {
  EXPECT_EQ(errors_of(parse_scheme(around("| 序号 | 分值 | 评分标准 |\n|---|---|---|\n| 1 | 50 | 迟到每次扣1分 |\n"
                                          "| 2 | 50 | 早退每次扣1分 |\n"),
                                   "t.md"))
                .substr(0, 15),
            "TABLE_UNREAD@10");
  EXPECT_EQ(errors_of(parse_scheme(around("| 项目 | 分值 | 评分标准 |\n|---|---|---|\n| 考勤 | 五十多 | 每次扣1分 |\n"),
                                   "t.md"))
                .substr(0, 17),
            "POINTS_UNREADABLE");
  EXPECT_EQ(
      errors_of(parse_scheme(around("| 项目 | 分值 | 评分标准 |\n|---|---|---|\n| 考勤 | 100 | 看情况扣 |\n"), "t.md")),
      "SENTENCE_UNKNOWN@12 ");
}

TEST(Tables, ArePrintedAsTheyStandAndReadAgain) {
  const auto parsed = parse_scheme(around("| 序号 | 项目 | 分值 | 评分标准 |\n|---|---|---|---|\n"
                                          "| 1 | 考勤 | 100 | 迟到每次扣1分,扣完为止 |\n"),
                                   "t.md");
  const std::string printed = print_markdown(parsed.scheme);
  EXPECT_NE(printed.find("| 1 | 考勤 | 100 | 迟到每次扣1分,扣完为止 |\n"), printed.npos) << printed;
  const auto again = parse_scheme(printed, "t.md");
  EXPECT_EQ(fingerprint(again.scheme), fingerprint(parsed.scheme));
  EXPECT_EQ(print_markdown(again.scheme), printed);
  EXPECT_NE(print_html(parsed.scheme).find("<tr><td>1</td><td>考勤</td>"), std::string::npos);
}

}  // namespace
}  // namespace pingxing::scheme
