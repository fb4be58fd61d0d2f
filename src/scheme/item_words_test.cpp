// Items that offices write in one paragraph.
#include "scheme/item_words.hpp"

#include <gtest/gtest.h>

#include "scheme/parse.hpp"

namespace pingxing::scheme {
namespace {

struct Read {
  std::string title, points;
  std::vector<std::string> sentences;
  bool operator==(const Read&) const = default;
};
void PrintTo(const Read& read, std::ostream* out) {
  *out << read.title << " (" << read.points << ")";
  for (const auto& one : read.sentences) *out << " | " << one;
}

Read read(std::string_view text) {
  const Line line(text, 1);
  const auto words = read_item_words(Piece(line));
  Read out{words.title.str(), words.points ? words.points->exact() : "", {}};
  for (const auto& one : words.sentences) out.sentences.push_back(one.str());
  return out;
}

TEST(ItemWords, AreTitlePointsAndRules) {
  EXPECT_EQ(read("考勤(50分):迟到每次扣1分"), (Read{"考勤", "50", {"迟到每次扣1分"}}));
  EXPECT_EQ(read("会务制度(3分)。坚持例会制度,未执行制度减3分,执行不够减1分。"),
            (Read{"会务制度", "3", {"未执行制度减3分,执行不够减1分"}}));
  EXPECT_EQ(read("成立工作机构,有专职人员。(没有成立机构的,此项内容不得分)听汇报、查文件(2分)"),
            (Read{"成立工作机构,有专职人员", "2", {"没有成立机构的,此项内容不得分"}}));
  EXPECT_EQ(read("广泛开展宣传,未做宣传的此项不得分听汇报、查活动记录(1分)"),
            (Read{"广泛开展宣传", "1", {"未做宣传的此项不得分"}}));
  EXPECT_EQ(read("按时报送总结。按照半月一报的要求,缺少一次总结减去0.2分,减完为止查看相关的记录(1分)"),
            (Read{"按时报送总结", "1", {"缺少一次总结减去0.2分,减完为止"}}));
  EXPECT_EQ(read("建立健全各项制度,做到职责明确(分工清楚)。听汇报、看资料【满分5分】").title,
            "建立健全各项制度,做到职责明确(分工清楚)");
  EXPECT_EQ(read("学习(4分)。⑴、每月学习一次,未组织减2分。⑵、每年交心得或报告,未上交减1分。").sentences,
            (std::vector<std::string>{"未组织减2分", "未上交减1分"}));
  EXPECT_EQ(read("没有分值的一条"), (Read{"没有分值的一条", "", {}}));
}

TEST(ItemWords, LeaveOutNothingOnWhichPointsHang) {
  // What limits a rule stays before it, or is a sentence of its own, to be read or refused.
  EXPECT_EQ(read("培训(5分)。参训率未达到90%的,每低1个百分点扣0.5分").sentences,
            (std::vector<std::string>{"参训率未达到90%的,每低1个百分点扣0.5分"}));
  EXPECT_EQ(read("考勤(5分)。迟到每次扣1分。因公迟到的除外。").sentences,
            (std::vector<std::string>{"迟到每次扣1分", "因公迟到的除外"}));
  EXPECT_EQ(read("考勤(5分)。迟到每次扣1分(最多扣3分)").sentences,
            (std::vector<std::string>{"迟到每次扣1分(最多扣3分)"}));
  EXPECT_EQ(read("考勤(5分)。迟到每次扣1分(因公除外)").sentences,
            (std::vector<std::string>{"迟到每次扣1分(因公除外)"}));
  using Words = std::vector<std::string>;
  EXPECT_EQ(read("考勤(5分)。迟到一次罚1分").sentences, (Words{"迟到一次罚1分"}));
  EXPECT_EQ(read("考勤(5分)。迟到一次扣一分").sentences, (Words{"迟到一次扣一分"}));
  EXPECT_EQ(read("考勤(5分)。迟到每次扣1分。请假的不算。").sentences, (Words{"迟到每次扣1分", "请假的不算"}));
  EXPECT_EQ(read("考勤(5分)。迟到每次扣1分(请假的不算)").sentences, (Words{"迟到每次扣1分(请假的不算)"}));
  EXPECT_EQ(read("考勤(5分)。迟到扣1分,查看监控缺岗的扣2分").sentences, (Words{"迟到扣1分,查看监控缺岗的扣2分"}));
  EXPECT_EQ(read("安全(5分)。发生事故,扣5分").sentences, (Words{"发生事故,扣5分"}));
  EXPECT_EQ(read("安全(5分)。打架斗殴,扣3分").sentences, (Words{"打架斗殴,扣3分"}));
  EXPECT_EQ(read("例会(5分)。坚持例会制度,每次扣1分").sentences, (Words{"坚持例会制度,每次扣1分"}));
  EXPECT_EQ(read("安全(5分)。被通报批评,每次扣1分").sentences, (Words{"被通报批评,每次扣1分"}));
  EXPECT_EQ(read("迟到罚1分(5分)").sentences, (Words{"迟到罚1分"}));
  EXPECT_EQ(read("考勤(5分)。超过3次,每次扣1分").sentences, (std::vector<std::string>{"超过3次,每次扣1分"}));
  EXPECT_EQ(read("考勤(5分)。无故缺席,每次扣1分").sentences, (std::vector<std::string>{"无故缺席,每次扣1分"}));
  EXPECT_EQ(read("考勤(5分)。每次扣1分,本项最多扣3分").sentences,
            (std::vector<std::string>{"每次扣1分,本项最多扣3分"}));
}

TEST(ItemWords, OfASectionThatSaysPointsAreNoProse) {
  for (const char* item : {"1. 迟到一次罚1分", "1. 迟到一次扣一分", "1. 考勤\n   - 评分人:办公室"}) {
    const auto parsed =
        parse_scheme(std::string("# 甲\n\n总分:10\n未定级:无\n\n## 一(10分)\n\n1. 学习(10分)\n\n## 二\n\n") + item +
                         "\n\n## 定级\n\n- 优:9分以上\n",
                     "");
    EXPECT_TRUE(parsed.problems.has_errors()) << item;
  }
}

TEST(ItemWords, OfAParagraphRun) {
  const auto parsed = parse_scheme(
      "# 甲\n\n总分:10\n未定级:无\n\n## 一(10分)\n\n"
      "1、成立工作机构,有专职人员。(没有成立机构的,此项内容不得分)听汇报、查文件(4分)\n"
      "2、按时报送总结。按照半月一报的要求,缺少一次总结减去0.2分,减完为止查看相关的记录(6分)\n\n"
      "## 定级\n\n- 优:9分以上\n",
      "");
  for (const auto& one : parsed.problems.kept()) ADD_FAILURE() << one.line(Language::Chinese);
  ASSERT_EQ(parsed.scheme.indicators.size(), 2U);
  EXPECT_EQ(parsed.scheme.indicators[0].points->exact(), "4");
  EXPECT_EQ(parsed.scheme.indicators[0].rules.at(0).form, Form::Void);
  EXPECT_EQ(parsed.scheme.indicators[1].rules.at(0).form, Form::DeductEach);
  EXPECT_EQ(parsed.scheme.indicators[1].rules.at(0).amount.exact(), "0.2");
}

}  // namespace
}  // namespace pingxing::scheme
