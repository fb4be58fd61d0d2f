// Facts as offices keep them: what each kind of table, cell and id comes to, or how it is refused.
#include <gtest/gtest.h>

#include "document/test_support.hpp"
#include "document/xlsx_read.hpp"
#include "rating/score.hpp"
#include "service/expected_cell.hpp"
#include "service/read_history.hpp"
#include "service/test_support.hpp"

namespace pingxing::service {
namespace {

using document::Codes;
using document::codes;

constexpr std::string_view round_scheme = R"(# 环境卫生考核

对象:组织
周期:季度
分组:片区
类别:街道、乡镇

## 工作(40分)

1. 卫生(10分)
   - 死角:每处扣2分
   - 有台账:不满足减1分
2. 出勤(10分)
   - 出勤率:95%以上得10分;不满95%不得分
3. 整改(10分)
   - 整改率:满分100,按比例折算
4. 纪律(10分)
   - 酌情扣分:酌情减2至5分
)";
constexpr std::string_view round_header = "编号,名称,分组,类别,死角,有台账,出勤率,整改率,酌情扣分\n";

/// The values of an input by name, of a table; what is said otherwise stands in `problems`.
std::vector<std::string> values_of(std::string_view name, const std::string& csv, Problems& problems) {
  const auto s = parsed(round_scheme);
  const auto facts = facts_of_csv(s, csv, problems);
  std::vector<std::string> values;
  for (int i = 0; facts && i < static_cast<int>(s.inputs.size()); ++i)
    for (std::size_t row = 0; s.inputs[static_cast<std::size_t>(i)].name == name && row < facts->count; ++row) {
      const auto value = rating::input_value(*facts, i, row);
      values.push_back(value ? value->exact() : "missing");
    }
  return values;
}

/// What a cell of one column of a row that is right otherwise comes to: its value, or the codes of what is wrong.
std::string cell(std::string_view name, const std::string& text) {
  auto names = split(std::string(round_header), ",");
  std::vector<std::string> cells{"A1", "甲街", "东片", "街道", "1", "是", "96", "98", "0"};
  for (std::size_t i = 0; i < names.size(); ++i)
    if (trimmed(names[i]) == name) cells[i] = text.find(',') == text.npos ? text : "\"" + text + "\"";
  Problems problems;
  const auto values = values_of(name, std::string(round_header) + joined(cells, ",") + "\n", problems);
  return values.empty() ? joined(codes(problems), " ") : values.front();
}

TEST(OfficeTables, F01UnitsAndSeparatorsAreTakenOffWithARemark) {
  EXPECT_EQ(cell("死角", "3处"), "3");
  EXPECT_EQ(cell("死角", "3 个"), "3");
  EXPECT_EQ(cell("死角", "３次"), "3");
  EXPECT_EQ(cell("死角", "1,200"), "1200");
  EXPECT_EQ(cell("整改率", "98分"), "98");
  for (const auto* other : {"3万", "3天", "9'30", "3人", "1,20", "约3", "3左右", "三次"})
    EXPECT_EQ(cell("死角", other), "FACTS_NOT_NUMBER") << other;
  EXPECT_EQ(cell("出勤率", "98次"), "FACTS_NOT_NUMBER");
  Problems problems;
  std::string rows;
  for (int i = 1; i <= 6; ++i) rows += "A" + std::to_string(i) + ",甲,东片,街道,3处,是,96,98,0\n";
  values_of("死角", std::string(round_header) + rows, problems);
  ASSERT_EQ(codes(problems), Codes{"FACTS_UNIT_LEFT"}) << "one remark for the column";
  EXPECT_EQ(problems.kept()[0].says(Language::Chinese),
            "“1 死角”的单位和千分号没有读,只取了数:第2行“3处”、第3行“3处”、第4行“3处”、第5行“3处”等6格");
}

TEST(OfficeTables, F02WordsForNothingAreAskedAbout) {
  for (const auto* word : {"无", "—", "－", "没有", "暂无", "none", "/"})
    EXPECT_EQ(cell("死角", word), "FACTS_WORD_FOR_ZERO") << word;
  Problems problems;
  values_of("死角", std::string(round_header) + "A1,甲,东片,街道,无,是,96,98,0\n", problems);
  EXPECT_NE(lines_of(problems).find("没有发生的写0,没有资料的留空"), std::string::npos);
}

TEST(OfficeTables, F03MarksAnswerYesAndNo) {
  for (const auto* yes : {"√", "✓", "✔", "达标", "符合", "有", "是"}) EXPECT_EQ(cell("有台账", yes), "1") << yes;
  for (const auto* no : {"×", "✗", "✘", "未达标", "不符合", "无", "没有", "否"})
    EXPECT_EQ(cell("有台账", no), "0") << no;
  EXPECT_EQ(cell("有台账", "x"), "FACTS_YES_NO") << "in English it is a tick";
  const auto s = parsed("# 方案\n\n## 工作(10分)\n\n1. 甲(10分)\n   - 未按时上报:减2分\n");
  Problems problems;
  facts_of_csv(s, "编号,未按时上报\nA,达标\n", problems);
  EXPECT_EQ(codes(problems), Codes{"FACTS_YES_NO"}) << "praise answers no bad news";
}

TEST(OfficeTables, F07PerCentsAreWhatTheInputIs) {
  EXPECT_EQ(cell("出勤率", "98%"), "98");
  EXPECT_EQ(cell("整改率", "98%"), "98");
  EXPECT_EQ(cell("整改率", "187/200"), "93.5");
  EXPECT_EQ(cell("出勤率", "187/200"), "93.5");
  EXPECT_EQ(cell("出勤率", "0.98"), "FACTS_SHARE");
  EXPECT_EQ(cell("整改率", "0.98"), "FACTS_SHARE");
  EXPECT_EQ(cell("出勤率", "0.98%"), "0.98");
  EXPECT_EQ(cell("出勤率", "0"), "0");
  EXPECT_EQ(cell("出勤率", "1"), "FACTS_PERCENT_ONES");
  EXPECT_EQ(cell("出勤率", "1%"), "1");
  Problems problems;
  values_of("出勤率", std::string(round_header) + "A1,甲,东片,街道,1,是,96,98,0\nA2,乙,东片,街道,1,是,0.98,98,0\n",
            problems);
  EXPECT_EQ(lines_of(problems),
            "f.csv:3:16: error FACTS_SHARE: “2 出勤率”是百分数,写的是“0.98”,看不出是98%还是0.98%;"
            "百分之几就写几:98或98%;真是百分之0.98的,写0.98%\n");
  const auto low = parsed("# 方案\n\n## 工作(10分)\n\n1. 甲(10分)\n   - 差错率:2%以下得10分;超过2%不得分\n");
  Problems of_low;
  EXPECT_TRUE(facts_of_csv(low, "编号,差错率\nA,0.5\nB,1.5\n", of_low)) << "its rules speak of such rates";
  EXPECT_TRUE(of_low.empty());
}

TEST(OfficeTables, F07NoFractionIsTheSumOfSeveralRates) {
  const auto s = parsed("# 方案\n\n## 工作(10分)\n\n1. 甲(10分)\n   - 合格率:多次平均,90%以上得10分;不满90%不得分\n");
  const auto sum = [&](const std::string& text) {
    Problems problems;
    const auto facts =
        facts_of_csv(s, "编号," + s.header(0) + "合计," + s.header(0) + "次数\nA," + text + ",2\n", problems);
    return facts ? rating::input_value(*facts, 0, 0)->exact() : codes(problems).front();
  };
  EXPECT_EQ(sum("187"), "93.5");
  EXPECT_EQ(sum("374/2"), "FACTS_FRACTION") << "of how many rates?";
}

TEST(OfficeTables, WhatACellExpectsIsSaidInOnePlace) {
  const auto expected = [](const std::string& rule) {
    const auto s = parsed("# 方案\n\n## 工作(10分)\n\n1. 甲(10分)\n   - " + rule + "\n");
    return expected_in_cell(s, 0).in(Language::Chinese);
  };
  EXPECT_EQ(expected("去掉一个最高分和一个最低分后取平均"),
            "0至10的数;多个用;隔开,如 10;9(最高和最低的由程序去掉),至少3个");
  EXPECT_EQ(expected("迟到:每次减1分"), "整数");
}

TEST(OfficeTables, F07NothingBelowOrAboveWhatTheItemAllows) {
  EXPECT_EQ(cell("酌情扣分", "0.5"), "FACTS_OUT_OF_RANGE");
  EXPECT_EQ(cell("酌情扣分", "6"), "FACTS_OUT_OF_RANGE");
  for (const auto* in : {"0", "2", "3.5", "5"}) EXPECT_EQ(cell("酌情扣分", in), in);
  EXPECT_EQ(cell("酌情扣分", "3/5"), "FACTS_FRACTION");
  EXPECT_EQ(cell("整改率", "101"), "FACTS_OUT_OF_RANGE");
  Problems problems;
  values_of("酌情扣分", std::string(round_header) + "A1,甲,东片,街道,1,是,96,98,0.5\n", problems);
  ASSERT_FALSE(problems.empty());
  EXPECT_EQ(problems.kept()[0].says(Language::Chinese), "“4 酌情扣分”应在0或2至5之间,写的是“0.5”");
  const auto five = parsed("# 方案\n\n## 工作(5分)\n\n1. 甲(5分)\n   - 得数:满分5,按比例折算\n");
  Problems of_five;
  facts_of_csv(five, "编号,得数\nA,97\n", of_five);
  ASSERT_FALSE(of_five.empty());
  EXPECT_EQ(of_five.kept()[0].says(Language::Chinese), "“1 得数”应在0至5之间,写的是“97”");
}

TEST(OfficeTables, F06OneFoldForIdsPoolsKindsAndHeaders) {
  const std::string row = "甲,东片,街道,1,是,96,98,0\n";
  for (const std::string again : {"ｑ０１", "q01", "Q01\u00A0", "Q 01", "Q\u200B01"}) {
    Problems problems;
    values_of("死角", std::string(round_header) + "Q01," + row + again + "," + row, problems);
    ASSERT_TRUE(problems.has_errors()) << again;
    EXPECT_EQ(codes(problems)[0], trimmed(cell_text(again)) == "Q01" ? "FACTS_ID_TWICE" : "FACTS_IDS_ALIKE") << again;
  }
  const auto s = parsed(round_scheme);
  Problems problems;
  const auto facts =
      facts_of_csv(s,
                   "编 号,名称,分组,类别,１　死角,有台账,出勤率,整改率,酌情扣分\n"
                   "1,甲,1片,街 道,1,是,96,98,0\n2,乙,１ 片,街道,1,是,96,98,0\n3,丙,2片,街道,1,是,96,98,0\n",
                   problems);
  ASSERT_TRUE(facts) << lines_of(problems);
  EXPECT_EQ(facts->pool_names, (std::vector<std::string>{"1片", "2片"}));
  EXPECT_EQ(facts->pools, (std::vector<std::uint32_t>{0, 0, 1}));
  EXPECT_EQ(codes(problems), Codes{"FACTS_POOLS_ALIKE"});
}

TEST(OfficeTables, F04IdsAreWhatTheySayInAnySpellingOfHistory) {
  const auto s = parsed("# 方案\n\n## 工作(10分)\n\n1. 甲(10分)\n\n## 定级\n\n- 优秀:5分以上\n- 合格:不满5分\n");
  rating::History history;
  history.rounds = 1;
  history.of("Q 01") = {0};
  EXPECT_EQ(rating::series_of(history, "ｑ01").before.size(), 1U);
  EXPECT_TRUE(rating::series_of(history, "q1").before.empty());
  Problems problems;
  const auto facts = facts_of_csv(s, "编号,甲\n1,5\n7,5\n", problems);
  rating::History zeros;
  zeros.of("001") = {0};
  tell_lost_zeros(*facts, zeros, problems);
  EXPECT_EQ(codes(problems), Codes{"HISTORY_ZEROS"});
}

std::string text(const std::string& words) { return R"(<c t="str"><v>)" + words + "</v></c>"; }
std::string row_of(const std::vector<std::string>& cells) {
  std::string row = "<row>";
  for (const auto& one : cells) row += one.starts_with('<') ? one : text(one);
  return row + "</row>";
}

/// Of a workbook whose sheet has 编号 and 甲 as header, and one row.
std::string id_of(const std::string& xml, Problems& problems) {
  const auto s = parsed("# 方案\n\n## 工作(10分)\n\n1. 甲(10分)\n");
  document::SheetXml sheet{row_of({"编号", "甲"}) + row_of({xml, "5"})};
  sheet.formats = R"(<numFmt numFmtId="164" formatCode="000"/><numFmt numFmtId="165" formatCode="&quot;Q&quot;0"/>)";
  sheet.styles = {0, 164, 165, 14};
  document::TableProblems found;
  Problems of_file;
  auto sheets = document::read_sheets(document::xlsx_of(sheet), "f.xlsx", {}, of_file);
  const auto facts = facts_of(s, std::move(*sheets), found);
  found.tell(problems);
  return facts ? std::string(facts->ids[0]) : joined(codes(problems), " ");
}

TEST(OfficeTables, F04IdsAreReadAsTheyAreShownOrRefused) {
  const auto id = [](const std::string& xml) {
    Problems problems;
    return id_of(xml, problems);
  };
  EXPECT_EQ(id(R"(<c s="1"><v>7</v></c>)"), "007");
  EXPECT_EQ(id("<c><v>7</v></c>"), "7");
  EXPECT_EQ(id(text("007")), "007");
  EXPECT_EQ(id(R"(<c s="2"><v>7</v></c>)"), "FACTS_ID_SHOWN");
  EXPECT_EQ(id(R"(<c s="3"><v>46082</v></c>)"), "FACTS_ID_DATE");
  EXPECT_EQ(id("<c><v>110101199003070000</v></c>"), "FACTS_ID_CUT");
  EXPECT_EQ(id(text("110101199003070011")), "110101199003070011");
}

TEST(OfficeTables, F30ColumnsBesideAreLeftOutWithOneRemark) {
  Problems problems;
  const auto values =
      values_of("死角",
                "序号,单位编号,单位名称,片区,单位类别,死角,有台账,出勤率,整改率,酌情扣分,总分,名次,备注,联系电话\n"
                "1,A1,甲街,东片,街道,1,是,96,98,0,90,1,好,138\n",
                problems);
  EXPECT_EQ(values, Codes{"1"}) << lines_of(problems);
  EXPECT_EQ(codes(problems), (Codes{"TABLE_COLUMNS_LEFT_OUT", "TABLE_COLUMN_STANDS_FOR", "TABLE_COLUMN_STANDS_FOR",
                                    "TABLE_COLUMN_STANDS_FOR", "TABLE_COLUMN_STANDS_FOR"}));
  EXPECT_EQ(problems.kept()[0].says(Language::Chinese), "没有用到的列:序号、总分、名次、备注、联系电话");
}

TEST(OfficeTables, ABetterColumnIsTakenAndTheOtherLeftOut) {
  Problems problems;
  const auto s = parsed("# 方案\n\n对象:人员\n\n## 工作(10分)\n\n1. 甲(10分)\n");
  const auto facts = facts_of_csv(s, "工号,单位名称,姓名,甲\nA,某科,张三,5\n", problems);
  ASSERT_TRUE(facts) << lines_of(problems);
  EXPECT_EQ(facts->name(0), "张三");
  EXPECT_NE(lines_of(problems).find("“工号”这一列当作“编号”"), std::string::npos) << lines_of(problems);
}

TEST(OfficeTables, OneCauseOneMessage) {
  Problems problems;
  values_of("死角", "甲,乙,丙,丁\n1,2,3,4\n5,6,7,8\n", problems);
  EXPECT_EQ(codes(problems), Codes{"FACTS_HEADER_MISSING"}) << lines_of(problems);
}

TEST(OfficeTables, F05TitleAndSumsInFilesOfEitherReader) {
  const document::TestFolder folder;
  const auto s = parsed(round_scheme);
  const std::string rows = "A1,甲街,东片,街道,1,是,96,98,0\nA2,乙街,东片,街道,3,是,90,98,2\n";
  for (const std::string& csv :
       {"检查汇总,,,,,,,,\n" + std::string(round_header) + rows + "合计,,,,4,,,,\n填表人:张三\n",
        "\"检查,汇总\"\n" + std::string(round_header) + rows + "合计,,,,4,,,,\n"}) {
    Problems problems;
    const auto facts = load_facts(s, folder.put("f.csv", csv), problems);
    ASSERT_TRUE(facts) << lines_of(problems);
    EXPECT_EQ(facts->count, 2U);
    EXPECT_EQ(codes(problems), (Codes{"TABLE_ABOVE_HEADER", "TABLE_ROWS_LEFT_OUT"})) << lines_of(problems);
  }
}

TEST(OfficeTables, F08EncodingsOfExcelAreReadWithARemark) {
  const document::TestFolder folder;
  const auto s = parsed(round_scheme);
  const std::string csv = std::string(round_header) + "A1,甲街,东片,街道,1,是,96,98,0\n";
  for (const auto* encoding : {"GBK", "GB18030", "UTF-16LE"}) {
    const std::string mark = encoding == std::string_view("UTF-16LE") ? "\xFF\xFE" : "";
    Problems problems;
    const auto facts = load_facts(s, folder.put("f.csv", mark + document::encoded(csv, encoding)), problems);
    ASSERT_TRUE(facts) << encoding << lines_of(problems);
    EXPECT_EQ(facts->name(0), "甲街");
    EXPECT_EQ(codes(problems), Codes{"TABLE_ENCODING"});
  }
  Problems problems;
  EXPECT_FALSE(
      load_facts(s, folder.put("f.csv", document::encoded("編號,名稱,類別,評分\nA,甲,乙,1\n", "BIG5")), problems));
  EXPECT_EQ(codes(problems), Codes{"BIG5_FILE"});
}

}  // namespace
}  // namespace pingxing::service
