#include "scheme/input_key.hpp"

#include <gtest/gtest.h>

#include "scheme/parse.hpp"

namespace pingxing::scheme {
namespace {

TEST(InputKey, OneNameHasOneKeyHoweverItIsWritten) {
  for (const char* name : {"违规次数",
                           "违规 次数",
                           "违规 次数",
                           " 违规次数 ",
                           "违规次数(次)",
                           "违规次数(次)",
                           "违规次数 ( 次 )",
                           "违规次数[次]",
                           "违规次数【次】",
                           "违规次数〔次〕",
                           "违规次数(单位:次)",
                           "违规次数(人次)",
                           "违规\u200B次数",
                           "违规次数(起)(次)",
                           "违规次数(万元)",
                           "违规次数(%)",
                           "违规次数(%)",
                           "违规次数(元/人)",
                           "违规次数(10,000 yuan)",
                           "违规次数(百万元)",
                           "违规次数(亿)",
                           "违规次数(kWh)",
                           "违规次数(KWH)",
                           "违规次数(km/h)",
                           "违规次数(单位:大卡)",
                           "违规次数(个百分点)"})
    EXPECT_EQ(folded_name(name), "违规次数") << name;
  for (const char* name : {"Late reports", "late  reports", "LATE reports (times)", "Late reports [cases]",
                           "late\u00A0reports(items)", "Late reports (per cent)", "late reports (unit: drums)"})
    EXPECT_EQ(folded_name(name), "late reports") << name;
}

TEST(InputKey, WhatTellsNamesApartStays) {
  for (const char* name :
       {"培训(党员)",  "处分(警告)", "检查(一)",    "检查(上)", "检查(a)",      "考核(部)", "例会(周)",
        "加班(2小时)", "得分(0-10)", "(次)",        "次",       "服务(次)情况", "票(甲)",   "检查()",
        "检查(/)",     "检查(次/)",  "检查(单位:)", "检查)",    "检查(次",      "检查(次]"})
    EXPECT_EQ(folded_name(name), name);
}

TEST(InputKey, ThePathIsTheNumberOfTheItem) {
  EXPECT_EQ(key_of_header("3 违规 次数(次)"), "3 违规次数");
  EXPECT_EQ(key_of_header("3 违规次数(次)"), "3 违规次数");
  EXPECT_EQ(key_of_header("12b Late Reports (cases)"), "12b late reports");
  EXPECT_EQ(key_of_header("2.4 支出(万元)"), "2.4 支出");
  EXPECT_EQ(key_of_header("1 2项检查"), "1 2项检查");
  EXPECT_NE(key_of_header("1 2项检查"), key_of_header("12 项检查"));
  EXPECT_EQ(key_of_header("获奖(次)"), "获奖");
  for (const char* whole : {"", "*", "3", "12b", "2.4"}) EXPECT_EQ(key_of_header(whole), whole);
}

TEST(InputKey, AKeyIsItsOwnKey) {
  for (const char* header : {"3 违规 次数(起)(次)", "3 (次)(次)", "A(m)(km)", "3 days late (days)", "7 x [y] (t)",
                             "1  双 空格(万 元)", "9 9 (次)", "(次)(次)", "3 \u3000(个)"}) {
    const auto key = key_of_header(header);
    EXPECT_EQ(key_of_header(key), key) << header;
  }
}

std::vector<std::string> keys_of(const std::string& rules) {
  const auto parsed = parse_scheme("# 考核\n\n对象:组织\n\n## 工作(100分)\n\n" + rules, "");
  std::vector<std::string> keys;
  for (const auto& input : parsed.scheme.inputs) keys.push_back(input.key);
  return keys;
}

TEST(InputKey, OfASchemeHasNoUnit) {
  EXPECT_EQ(keys_of("3. 纪律(100分)\n   - 违规 次数(次):每次减2分\n   - 工期(天):每超过5天减1分\n"),
            (std::vector<std::string>{"3 违规次数", "3 工期"}));
  EXPECT_EQ(keys_of("3. 纪律(50分)\n   - 次数:每次减2分\n4. 学习(50分)\n   - 次数(次):每次减2分\n"),
            (std::vector<std::string>{"3 次数", "4 次数"}));
}

TEST(InputKey, TwoOfOneItemThatWouldHaveOneKeyKeepTheirHeaders) {
  EXPECT_EQ(keys_of("3. 服务(100分)\n   - 服务(次):每次减2分\n   - 服务(小时):每小时减1分\n   - 服务:每次减1分\n"),
            (std::vector<std::string>{"3 服务(次)", "3 服务(小时)", "3 服务"}));
}

TEST(InputKey, TwoOfOneItemThatWouldHaveOneKeyAreRefused) {
  const auto codes_of = [](const std::string& text) {
    const auto parsed = parse_scheme(text, "");
    std::vector<std::string> codes;
    for (const auto& problem : parsed.problems.kept()) codes.emplace_back(problem.code());
    return codes;
  };
  const std::string head = "# 考核\n\n## 工作(100分)\n\n3. 服务(100分)\n   - 服务次数:每次减2分\n   - ";
  for (const char* other : {"服务次数(次)", "服务次数(件)", "服务次数【次】"})
    EXPECT_EQ(codes_of(head + other + ":每次减1分\n"), (std::vector<std::string>{"INPUT_ALIKE"})) << other;
  EXPECT_EQ(
      codes_of(
          "# Assessment\n\n## Work (100 points)\n\n3. Service (100 points)\n   - Late: each deducts 1\n   - late: each "
          "deducts 2\n"),
      (std::vector<std::string>{"INPUT_ALIKE"}));
  EXPECT_TRUE(codes_of(head + "服务次数(党员):每次减1分\n").empty());
  // An input of no item is called like one of an item.
  const auto bonus = codes_of(
      "# 考核\n\n## 工作(100分)\n\n3. 服务(100分)\n   - 次数:每次减2分\n\n## 加分\n\n- 获奖(次):每次加1分\n"
      "- 获奖(项):每项加2分\n");
  EXPECT_EQ(bonus, (std::vector<std::string>{"INPUT_ALIKE"}));
}

}  // namespace
}  // namespace pingxing::scheme
