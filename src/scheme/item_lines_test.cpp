// The table of what items say without a figure, read in the words that offices use; and what is no such line.
#include "scheme/item_lines.hpp"

#include <gtest/gtest.h>

#include "scheme/parse.hpp"
#include "scheme/print.hpp"

namespace pingxing::scheme {
namespace {

std::string read(std::string_view line) {
  const Line normal(line, 1);
  const auto said = parse_item_line(Piece(normal).trimmed().text);
  if (!said) return "-";
  if (said->not_applicable) {
    switch (*said->not_applicable) {
      case NotApplicable::Leaves:
        return "leaves";
      case NotApplicable::Scaled:
        return "scaled";
      case NotApplicable::ScaledInSection:
        return "scaled in section";
      case NotApplicable::ScaledInTotal:
        return "scaled in total";
      case NotApplicable::Full:
        return "full";
      case NotApplicable::Nothing:
        return "nothing";
      default:
        return "refused";
    }
  }
  const auto& zero = *said->after_zero;
  const std::string how = zero.how == AfterZero::How::Once       ? "once"
                          : zero.how == AfterZero::How::EachMore ? "each"
                                                                 : "excess";
  return how + (zero.reach == Reach::Total ? " total " : " further ") + zero.amount.exact();
}

TEST(ItemLines, ReadsTheExamplesOfItsTable) {
  for (const auto& row : item_line_rows())
    for (const auto example : {row.example.zh, row.example.en}) {
      const Line line(example, 1);
      const auto said = parse_item_line(Piece(line).trimmed().text);
      ASSERT_TRUE(said) << example;
      EXPECT_EQ(said->not_applicable, row.not_applicable) << example;
      if (row.not_applicable) continue;
      EXPECT_EQ(int(said->after_zero->how), int(row.how)) << example;
      EXPECT_EQ(int(said->after_zero->reach), int(row.reach)) << example;
    }
}

TEST(ItemLines, NotApplicableInManyWords) {
  const std::pair<const char*, const char*> lines[] = {
      {"不适用时:不计入满分", "leaves"},
      {"无此项的不计入总分", "leaves"},
      {"无此项的,不计入总分。", "leaves"},
      {"没有此项工作的,该项分值不计入总分", "leaves"},
      {"不涉及该项工作的单位,该项不纳入考核", "leaves"},
      {"不适用的不计分", "leaves"},
      {"如不涉及,则从满分中剔除该项分值", "leaves"},
      {"不涉及该项工作的,其分值按比例折算到其他项目", "scaled"},
      {"缺项按比例折算", "scaled"},
      {"无此项业务的按同比例折算", "scaled"},
      {"没有该项任务的,分值按比例分摊到其余各项", "scaled"},
      {"不适用的,其余项目按比例折算", "scaled"},
      {"不适用时:按比例折算到本部分其余各项", "scaled in section"},
      {"缺项的,折算为百分制", "scaled in total"},
      {"不涉及的,得分按比例折算成100分", "scaled in total"},
      {"不涉及的按满分计", "full"},
      {"没有此项工作的该项得满分", "full"},
      {"不适用的视为满分", "full"},
      {"不涉及此项的不扣分", "full"},
      {"不适用时:得满分", "full"},
      {"不适用时:不得分", "nothing"},
      {"该项不适用的,视为满分", "full"},
      {"无此项的,以满分计", "full"},
      {"本单位无此项工作任务的,按满分计算", "full"},
      {"不涉及此项工作的不参与该项考核", "leaves"},
      {"N/A: leave out of the maximum", "leaves"},
      {"n/a: excluded from the total", "leaves"},
      {"If not applicable, the item is left out", "leaves"},
      {"not applicable: full marks", "full"},
      {"N/A counts as full marks", "full"},
      {"where not applicable, scaled up over the other items", "scaled"},
      {"not applicable: prorated", "scaled"},
      {"if not applicable, its points are redistributed pro rata over the whole", "scaled in total"},
      {"not applicable: 0", "nothing"}};
  for (const auto& [line, means] : lines) EXPECT_EQ(read(line), means) << line;
}

TEST(ItemLines, UsedUpInManyWords) {
  const std::pair<const char*, const char*> lines[] = {
      {"该项扣完时追加减10分", "once further 10"},
      {"扣完后再扣5分", "once further 5"},
      {"本项分值扣完的,另扣2分", "once further 2"},
      {"扣完该项分值后,从所在部分中再扣3分", "once further 3"},
      {"本项扣完的,从总分中追加扣5分", "once total 5"},
      {"扣完时另从总分减5分", "once total 5"},
      {"该项分扣完后,再从总分中扣除5分", "once total 5"},
      {"扣完后每再发生一次另从总分扣2分", "each total 2"},
      {"扣完后,每增加1起,从总分中扣2分", "each total 2"},
      {"扣完后每多一次再扣1分", "each further 1"},
      {"扣完后超出部分从总分中扣除", "excess total 0"},
      {"扣完后,不足部分从总分中扣", "excess total 0"},
      {"扣完后超出的部分从本部分减", "excess further 0"},
      {"该项扣完后仍发生的,每次从总分中扣1分", "each total 1"},
      {"once used up, deducts 10 further", "once further 10"},
      {"When the points are exhausted, a further 5 points are deducted from the total", "once total 5"},
      {"once used up, each further case deducts 2 from the total", "each total 2"},
      {"once the points are used up, the excess is deducted from the total", "excess total 0"}};
  for (const auto& [line, means] : lines) EXPECT_EQ(read(line), means) << line;
}

TEST(ItemLines, OtherLinesAreNone) {
  for (const char* line :
       {"没有的不得分", "无投诉得满分", "缺项扣2分", "缺项不得分", "每次扣1分,扣完为止", "不满足不得分",
        "无违规的加2分", "不适用时另行研究", "扣完为止", "没有台账扣1分", "不涉及的,由考核组酌情处理", "扣完后酌情追加",
        "缺项不扣分", "无此类情况的得满分", "缺项不计分"})
    EXPECT_EQ(read(line), "-") << line;
}

TEST(ItemLines, StandBehindARuleOnItsLine) {
  std::string_view line = "迟报每次扣1分;不涉及该项工作的,其分值按比例折算到其他项目";
  auto taken = take_item_lines(line);
  ASSERT_EQ(taken.size(), 1u);
  EXPECT_EQ(taken[0].not_applicable, NotApplicable::Scaled);
  EXPECT_EQ(line, "迟报每次扣1分");
  line = "迟报每次扣1分,扣完后另从总分扣5分;不适用的得满分";
  taken = take_item_lines(line);
  ASSERT_EQ(taken.size(), 2u);
  EXPECT_TRUE(taken[0].after_zero.has_value());
  EXPECT_EQ(line, "迟报每次扣1分");
}

TEST(ItemLines, PrintAndParseAgree) {
  const std::string text =
      "# 试\n\n对象:组织\n周期:年\n不适用时:得满分\n\n## 甲(20分)\n\n- 不涉及的,按比例折算\n\n1. 一(10分)\n   - "
      "缺:每次减3分,扣完后另从总分扣5分\n"
      "   - 无此项的不计入总分\n2. 二(10分)\n   - 错:每次减1分\n   - 扣完时追加减2分\n\n## 定级\n\n- 达标:60%以上\n- "
      "不达标:其余\n";
  const auto first = parse_scheme(text, "a.md");
  EXPECT_FALSE(first.problems.has_errors()) << first.problems.kept().front().line(Language::Chinese);
  const auto printed = print_markdown(first.scheme);
  const auto second = parse_scheme(printed, "a.md");
  EXPECT_EQ(fingerprint(first.scheme), fingerprint(second.scheme));
  EXPECT_EQ(print_markdown(second.scheme), printed);
  EXPECT_EQ(first.problems.count(), second.problems.count());
  EXPECT_EQ(second.scheme.indicators[0].not_applicable, NotApplicable::Leaves);
  EXPECT_EQ(second.scheme.indicators[1].not_applicable, NotApplicable::Scaled);
  EXPECT_EQ(second.scheme.indicators[1].scaled_in, 0);
}

}  // namespace
}  // namespace pingxing::scheme
