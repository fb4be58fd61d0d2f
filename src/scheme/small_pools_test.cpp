// Which pools are too small and who takes them, in the words of offices; blanks that are 0.
#include "scheme/small_pools.hpp"

#include <gtest/gtest.h>

#include "scheme/blanks.hpp"
#include "scheme/parse.hpp"

namespace pingxing::scheme {
namespace {

std::string read(std::string_view words) {
  const Line line(words, 1);
  const auto found = parse_small_pools(line.text());
  return found ? std::to_string(found->fewer_than) + " " + found->into : "-";
}

TEST(SmallPools, AreReadInManyWords) {
  const std::pair<const char*, const char*> ways[] = {{"不足5人的并入综合组", "5 综合组"},
                                                      {"人数不足5人的单位合并评选", "5 "},
                                                      {"不足3人的科室并入综合组", "3 综合组"},
                                                      {"参评人数少于10人的,与机关组合并计算名额", "10 机关组"},
                                                      {"科室人数不足三人的,并入综合组参加评选。", "3 综合组"},
                                                      {"5人以下单位并入机关组", "6 机关组"},
                                                      {"人数较少(不足5人)的科室并入“综合组”", "5 综合组"},
                                                      {"不足3人的小组相互合并后统一排名", "3 "},
                                                      {"不超过3人的股室归入综合股", "4 综合股"},
                                                      {"不足5人的科室与其他小单位合并", "5 "},
                                                      {"pools of fewer than 5 are joined to General", "5 General"},
                                                      {"pools of fewer than 5 are joined", "5 "},
                                                      {"units with fewer than 3 members join North", "3 North"}};
  for (const auto& [words, said] : ways) EXPECT_EQ(read(words), said) << words;
}

TEST(SmallPools, AreRefusedWhereNobodyIsNamed) {
  for (const char* words : {"参评人数少于10人的,与其他单位合并计算名额", "不足5人的并入相近的组", "人数少的并入综合组",
                            "不足1人的并入综合组", "人数不足5人的单位由考核办视情况合并", "不足5人的,可与综合组合并",
                            "不足5人的扣2分并入综合组", "pools of fewer than 5 are joined to another pool"})
    EXPECT_EQ(read(words), "-") << words;
}

TEST(SmallPools, StandWhereverTheNoticeSaysThem) {
  const std::string head = "# 试\n\n对象:组织\n周期:年\n分组:科室\n",
                    work = "\n## 工作(10分)\n\n1. 试项(10分)\n   - 违规:每次扣1分\n",
                    grading = "\n## 定级\n\n- 优:9分以上\n- 良:其余\n";
  for (const std::string& text : {head + "小单位合并:不足5人的并入综合组\n" + work + grading,
                                  head + work + grading + "- 人数不足5人的科室并入综合组\n",
                                  head + work + grading + "\n人数不足5人的科室并入综合组评选。\n",
                                  head + work + grading + "3. 不足5人的单位,并入综合组排名\n"}) {
    const auto parsed = parse_scheme(text, "t.md");
    EXPECT_FALSE(parsed.problems.has_errors()) << text;
    ASSERT_TRUE(parsed.scheme.properties.small_pools) << text;
    EXPECT_EQ(parsed.scheme.properties.small_pools->into, "综合组");
  }
  for (const char* line : {"- 人数少的科室合并评选", "人数过少的单位,由考核组研究合并评选。"}) {
    const auto parsed = parse_scheme(head + work + grading + "\n" + line + "\n", "t.md");
    EXPECT_TRUE(parsed.problems.has_errors()) << line;  // never passed over
  }
}

TEST(Blanks, AreZeroWhereTheSchemeSaysSoOfWhatHappens) {
  const auto of = [](const std::string& top, const std::string& item, const std::string& rule) {
    const auto parsed = parse_scheme("# 试\n\n对象:组织\n周期:年\n" + top + "\n## 工作(10分)\n\n1. 试项(10分)\n   - " +
                                         rule + "\n" + item + "\n## 定级\n\n- 优:9分以上\n- 良:其余\n",
                                     "t.md");
    EXPECT_FALSE(parsed.problems.has_errors()) << rule;
    return is_blank_zero(parsed.scheme, 0);
  };
  const std::string top = "空白:0\n";
  for (const char* rule :
       {"违规:每次扣1分", "被通报:扣2分", "事故:不得分", "表扬:每次得1分", "违规:每次酌情扣1至3分"}) {
    EXPECT_TRUE(of(top, "", rule)) << rule;
    EXPECT_FALSE(of("", "", rule)) << rule;
    EXPECT_TRUE(of("", "   - 没有发生的可不填\n", rule)) << rule;
    EXPECT_TRUE(of("", "   - 空白视为0\n", rule)) << rule;
  }
  for (const char* rule : {"会议:应达4次,每少1次扣1分", "完成率:90%以上得10分;其余不得分", "达标:满足得满分,否则不得分",
                           "材料:酌情得0至10分", "没有制度:不满足扣1分"})
    EXPECT_FALSE(of(top, "", rule)) << rule;
}

TEST(Blanks, AreSaidInManyWords) {
  for (const char* words : {"空白:0", "空白视为0", "没有发生的可不填", "未填的视为没有", "不填按0计", "blank means 0",
                            "blank cells count as 0", "没有的可以不填写"})
    EXPECT_TRUE(says_blank_is_zero(words)) << words;
  for (const char* words : {"空白为弃权", "未填报的扣2分", "没有填写的视为缺项", "空白票无效"})
    EXPECT_FALSE(says_blank_is_zero(words)) << words;
}

}  // namespace
}  // namespace pingxing::scheme
