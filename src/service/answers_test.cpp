// 不适用 in a table of facts and in results; ledgers in results.
#include <algorithm>

#include "document/out_file.hpp"
#include "service/explain_subject.hpp"
#include "service/load_csv_columns.hpp"
#include "service/make_form.hpp"
#include "service/result_csv.hpp"
#include "service/result_json.hpp"
#include "service/test_support.hpp"

namespace pingxing::service {
namespace {

constexpr std::string_view text = R"(# 试

对象:组织
周期:年

## 工作(100分)

1. 值守(60分)
   - 脱岗:每次减1分
   - 有值班表:不满足减5分
   - 不适用时:按比例折算
2. 巡查(40分)
   - 漏报:每次减1分

## 记分(满6分降一级)

- 违规操作:每次记3分

## 定级

- 达标:60%以上
- 不达标:其余
)";

std::vector<std::string> codes(std::string_view csv) {
  Problems problems;
  facts_of_csv(parsed(text), csv, problems);
  std::vector<std::string> out;
  for (const auto& one : problems.kept()) out.emplace_back(one.code());
  return out;
}

std::string csv_of(const Rated& rated) {
  std::string out;
  write_result_csv(rated, Language::Chinese, document::ByteOrderMark::None,
                   [&](std::string_view part) { out += part; });
  return out;
}

constexpr std::string_view header = "编号,1 脱岗,1 有值班表,2 漏报,违规操作\n";

TEST(Answers, NotApplicableIsReadInItsWordsWhereItIsAllowed) {
  for (const std::string word : {"不适用", "无此项", "不涉及", "N/A", "n/a", "不 适 用"}) {
    const auto rated = rated_of(text, std::string(header) + "A," + word + ",,4,0\n");
    EXPECT_EQ(rated->rating.total.at(0), Number(90)) << word;  // 36 × 100 ÷ 40
  }
  EXPECT_EQ(codes(std::string(header) + "A,0,是,不适用,0\n"), std::vector<std::string>{"FACTS_NOT_APPLICABLE_REFUSED"});
  EXPECT_EQ(codes(std::string(header) + "A,0,是,0,不适用\n"), std::vector<std::string>{"FACTS_NOT_APPLICABLE_HERE"});
  EXPECT_EQ(codes(std::string(header) + "A,不适用,是,0,0\n"), std::vector<std::string>{"FACTS_NOT_APPLICABLE_MIXED"});
}

TEST(Answers, TheReaderOfColumnsReadsThemToo) {
  const auto s = parsed(text);
  std::string csv(header);
  for (int i = 0; i < 3000; ++i) csv += "S" + std::to_string(i) + (i % 7 == 3 ? ",不适用,不适用,4,0\n" : ",1,是,4,0\n");
  document::TableProblems problems;
  const auto facts = load_csv_columns(s, csv, "f.csv", 2, nullptr, problems);
  ASSERT_TRUE(facts);
  const auto rating = rating::rate(s, *facts, {});
  EXPECT_EQ(rating.total.at(2), Number(95));
  EXPECT_EQ(rating.total.at(3), Number(90));
  EXPECT_EQ(rating.total.at(2999), 2999 % 7 == 3 ? Number(90) : Number(95));
}

TEST(Answers, ResultsLeaveTheItemOutAndShowTheLedger) {
  const auto rated = rated_of(text, std::string(header) + "A,不适用,不适用,4,2\nB,1,是,0,1\n");
  const std::string csv = csv_of(*rated);
  EXPECT_NE(csv.find("记分"), std::string::npos) << csv;
  EXPECT_NE(csv.find("A,A,,,90,"), std::string::npos) << csv;
  EXPECT_NE(csv.find(",90,6,,36"), std::string::npos) << csv;  // the section, the ledger, the items
  std::string json;
  write_result_json(*rated, Language::Chinese, [&](std::string_view part) { json += part; });
  EXPECT_NE(json.find("\"记分\""), std::string::npos) << json;
  Problems problems;
  const auto why = explain_subject(*rated, "A", problems);
  ASSERT_TRUE(why);
  ASSERT_EQ(why->sections.size(), 2u);
  EXPECT_TRUE(why->sections[1].is_ledger);
  EXPECT_EQ(why->sections[1].exact, "6");
  EXPECT_FALSE(why->sections[0].items[0].applies);
}

TEST(Answers, TheFormSaysThatItIsAnAnswer) {
  const auto book = make_form(parsed(text), Language::Chinese);
  const auto& columns = book.sheets[0].columns;
  const auto find = [&](std::string_view name) -> const document::ColumnSpec& {
    return *std::find_if(columns.begin(), columns.end(), [&](const auto& one) { return one.header.starts_with(name); });
  };
  EXPECT_FALSE(find("1 脱岗").check);
  ASSERT_TRUE(find("1 有值班表").check);
  const auto& list = std::get<document::OneOf>(find("1 有值班表").check->rule).choices;
  EXPECT_EQ(list, (std::vector<std::string>{"是", "否", "不适用"}));
  EXPECT_TRUE(find("2 漏报").check);
}

}  // namespace
}  // namespace pingxing::service
