// Tables as offices keep them: titles, headers of two rows, sums, signatures, sheets beside, what is hidden or merged.
#include "document/table_find.hpp"

#include <gtest/gtest.h>

#include <chrono>

#include "document/csv.hpp"
#include "document/table_read.hpp"
#include "document/test_support.hpp"

namespace pingxing::document {
namespace {

class TableFindTest : public testing::Test {
 protected:
  std::optional<Grid> read(const std::string& bytes) {
    problems_ = {};
    return read_asked(bytes, "f", problems_);
  }
  std::vector<std::string> says() {
    std::vector<std::string> all;
    for (const auto& problem : problems_.kept()) all.push_back(problem.line(Language::Chinese));
    return all;
  }
  Problems problems_;
};

std::string cells(const std::vector<std::string>& texts) {
  std::string row;
  for (const auto& text : texts)
    row += text.empty() ? "<c/>" : text.starts_with('<') ? text : R"(<c t="str"><v>)" + text + "</v></c>";
  return row;
}
std::string row(const std::vector<std::string>& texts, const std::string& attributes = "") {
  return "<row" + attributes + ">" + cells(texts) + "</row>";
}
const std::string header = row({"编号", "名称", "得分"}), subject = row({"A", "甲", "9"});

TEST_F(TableFindTest, F09ATitleAboveTheHeaderIsLeftOutWithARemark) {
  for (const std::string title : {"检查汇总,,\n", "检查汇总\n", "检查汇总\n填报单位:某局,,\n\n", "\"检查\n汇总\"\n"}) {
    const auto grid = read(title + "编号,名称,得分\nA,甲,9\n");
    ASSERT_TRUE(grid) << title;
    EXPECT_EQ(texts(*grid), (Texts{{"编号", "名称", "得分"}, {"A", "甲", "9"}})) << title;
    EXPECT_EQ(codes(problems_), Codes{"TABLE_ABOVE_HEADER"}) << title;
  }
  read("检查汇总,,\n编号,名称,得分\nA,甲,9\n");
  EXPECT_EQ(says()[0],
            "f:1:1: warning TABLE_ABOVE_HEADER: 表头在第2行,上面的“检查汇总”没有读;对象的数据都写在表头下面");
  const auto tabs = read("检查汇总\n编号\t名称\t得分\nA\t甲\t9\n");
  EXPECT_EQ(texts(*tabs)[1], (Texts{{"A", "甲", "9"}})[0]);
  const auto sheet = read(xlsx_of({row({"2026年汇总表"}) + row({"单位:分"}) + header + subject,
                                   R"(<mergeCells><mergeCell ref="A1:C1"/></mergeCells>)"}));
  ASSERT_TRUE(sheet);
  EXPECT_EQ(texts(*sheet)[0], (Texts{{"编号", "名称", "得分"}})[0]);
  EXPECT_EQ(says(), Codes{"f[表1!A1]: warning TABLE_ABOVE_HEADER: 表头在第3行,上面的“2026年汇总表”没有读;"
                          "对象的数据都写在表头下面"});
  EXPECT_EQ(sheet->place(1, 0).cell, "A4");
}

TEST_F(TableFindTest, F13AHeaderOfTwoRowsIsOne) {
  const auto grid = read(xlsx_of(
      {row({"编号", "名称", "3 制度", "", "备注"}) + row({"", "", "缺项", "得分"}) + row({"A", "甲", "2", "9", "x"}),
       R"(<mergeCells><mergeCell ref="A1:A2"/><mergeCell ref="C1:D1"/></mergeCells>)"}));
  ASSERT_TRUE(grid);
  EXPECT_EQ(texts(*grid), (Texts{{"编号", "名称", "缺项", "得分", "备注"}, {"A", "甲", "2", "9", "x"}}));
  EXPECT_EQ(problems_.count(), 0U);
  EXPECT_EQ(grid->place(0, 2).cell, "C2");
  EXPECT_EQ(grid->place(0, 0).cell, "A1");
  const auto csv = read("编号,名称,3 制度,\n,,缺项,得分\nA,甲,2,9\n");
  EXPECT_EQ(texts(*csv)[0], (Texts{{"编号", "名称", "缺项", "得分"}})[0]);
}

TEST_F(TableFindTest, F13ARowOfDataIsNoSecondHeader) {
  const auto grid = read("编号,名称,得分\n,缺项,3\nA,甲,9\n");
  EXPECT_EQ(grid->rows.size(), 3U) << "for its reader to refuse";
}

TEST_F(TableFindTest, F09LineEndsInHeadersSayNothing) {
  const auto grid = read(xlsx_of({row({"编号", "名\n称", "得\n分"}) + subject}));
  EXPECT_EQ(texts(*grid)[0], (Texts{{"编号", "名 称", "得 分"}})[0]);
}

TEST_F(TableFindTest, F05SumsAndSignaturesAreLeftOutByName) {
  for (const std::string out : {"合计,,9",
                                "合 计,,9",
                                "合计:,,9",
                                "合计(元),,9",
                                "总计,,",
                                ",合计,9",
                                ",小计,9",
                                "东片小计,,9",
                                ",全县平均,9",
                                "平均,,8.5",
                                "平均分:,,8.5",
                                "满分,,10",
                                "标准分,,10",
                                "最高分,,10",
                                "Total,,9",
                                "GRAND TOTAL,,9",
                                ",Average,9",
                                "填表人:张三,,",
                                "填表人：张三,审核人：李四,日期：2026-12-1",
                                "审核人:,,",
                                "单位负责人(签字):,,",
                                "(盖章),,",
                                "年 月 日,,",
                                ",,2026年  月  日",
                                "注:数据截至12月底,,",
                                "说明：以上由各科室提供,,",
                                "以上数据由各单位报送，截至12月31日。,,",
                                "编号,名称,得分",
                                "９,合计,9"}) {
    const auto grid = read("编号,名称,得分\nA,甲,9\n" + out + "\n");
    ASSERT_TRUE(grid) << out;
    EXPECT_EQ(grid->rows.size(), 2U) << out;
    EXPECT_EQ(codes(problems_), Codes{"TABLE_ROWS_LEFT_OUT"}) << out;
  }
  read("编号,名称,得分\nA,甲,9\n合计,,9\n填表人:张三\n");
  EXPECT_EQ(says(), Codes{"f:3:1: warning TABLE_ROWS_LEFT_OUT: 没有读的行:第3行“合计”、第4行“填表人:张三”;"
                          "这是合计、签字一类,不是对象;其中如有对象,请改正它的编号和名称"});
}

TEST_F(TableFindTest, F05ASubjectIsNeverLeftOut) {
  for (const std::string in :
       {"A7,合计路支部,9", "A7,平均村,9", "A7,满分教育公司,9", "7,总计划科,9", "A7,Total Energy,9", "A7,年月日酒店,9",
        "A7,,", "7,填表,9", "注1号,乙,9", "A7,东片小计,9", "B,统计科,8"}) {
    const auto grid = read("编号,名称,得分\nA,甲,9\n" + in + "\n");
    EXPECT_EQ(grid->rows.size(), 3U) << in;
    EXPECT_EQ(problems_.count(), 0U) << in;
  }
}

TEST_F(TableFindTest, ARowThatEndsEarlyIsToldWhereItIsNoSum) {
  read("编号,名称,得分\nA,甲\n");
  EXPECT_EQ(codes(problems_), Codes{"CSV_ROW_WIDTH"});
  read("序号,编号,名称,得分\n合计,X9\n1,A,甲,9\n");  // begins as a sum and has an id of its own
  EXPECT_EQ(codes(problems_), Codes{"CSV_ROW_WIDTH"});
}

TEST_F(TableFindTest, F09TheSheetWithTheHeaderIsRead) {
  SheetXml sheet{row({"请按说明填写"}) + row({"编号", "每个对象一个"})};
  sheet.sheets = R"(<sheet name="填表说明" r:id="rId1"/><sheet name="Sheet2" r:id="rId4"/>)";
  sheet.second_rows = header + subject;
  const auto grid = read(xlsx_of(sheet));
  ASSERT_TRUE(grid);
  EXPECT_EQ(grid->sheet, "Sheet2");
  EXPECT_EQ(problems_.count(), 0U);
}

TEST_F(TableFindTest, F13TwoSheetsWithSubjectsAreAskedAbout) {
  SheetXml sheet{header + subject};
  sheet.second_rows = header + row({"B", "乙", "8"});
  for (const std::string names : {R"(<sheet name="一季度" r:id="rId1"/><sheet name="二季度" r:id="rId4"/>)",
                                  R"(<sheet name="数据" r:id="rId1"/><sheet name="二季度" r:id="rId4"/>)"}) {
    sheet.sheets = names;
    EXPECT_FALSE(read(xlsx_of(sheet)));
    ASSERT_EQ(codes(problems_), Codes{"TABLE_SEVERAL_SHEETS"});
    EXPECT_NE(says()[0].find("“二季度”"), std::string::npos);
  }
  sheet.second_rows = header;  // no subjects there
  EXPECT_TRUE(read(xlsx_of(sheet)));
  EXPECT_EQ(problems_.count(), 0U);
  sheet.second_rows = header + row({"合计", "", "9"});
  EXPECT_TRUE(read(xlsx_of(sheet)));
  EXPECT_EQ(problems_.count(), 0U);
}

TEST_F(TableFindTest, WhatIsHiddenIsRefusedByName) {
  SheetXml two{header + subject};
  two.sheets = R"(<sheet name="a" r:id="rId1"/><sheet name="上期" state="hidden" r:id="rId4"/>)";
  two.second_rows = header + subject;
  read(xlsx_of(two));
  EXPECT_EQ(says(),
            Codes{"f: error TABLE_SHEET_HIDDEN: 隐藏的工作表里有对象:“上期”;取消隐藏并合到一张表,或删去这张工作表"});
  two.second_rows = row({"是"}) + row({"否"});  // a list of choices
  read(xlsx_of(two));
  EXPECT_EQ(problems_.count(), 0U);
  read(xlsx_of({header + subject + row({"B", "乙", "1"}, R"( hidden="1")")}));
  ASSERT_EQ(codes(problems_), Codes{"TABLE_ROWS_HIDDEN"});
  EXPECT_EQ(problems_.kept()[0].says(Language::Chinese), "有隐藏的行:3");
  SheetXml sheet{header + subject};
  sheet.before = R"(<cols><col min="3" max="9" hidden="1"/></cols>)";
  read(xlsx_of(sheet));
  ASSERT_EQ(codes(problems_), Codes{"TABLE_COLUMNS_HIDDEN"});
  EXPECT_EQ(problems_.kept()[0].says(Language::Chinese), "有隐藏的列:C 得分");
  read(xlsx_of({row({"x"}, R"( hidden="1")") + header + subject + row({"合计", "", "1"}, R"( hidden="1")")}));
  EXPECT_FALSE(problems_.has_errors()) << "nothing of the table";
}

TEST_F(TableFindTest, OnlyMergesOfWhatIsUsedAreRefused) {
  const auto merged = [&](const std::string& range) {
    read(xlsx_of({row({"表"}) + row({"编号", "名称", "得分", "备注"}) + row({"A", "甲", "9", "x"}) +
                      row({"B", "乙", "8", ""}) + row({"合计", "", "17"}),
                  "<mergeCells><mergeCell ref=\"" + range + "\"/></mergeCells>"}));
    for (const auto& code : codes(problems_))
      if (code == "XLSX_MERGED") return code;
    return std::string();
  };
  EXPECT_EQ(merged("A1:D1"), "");
  EXPECT_EQ(merged("D3:D4"), "");  // a remark for two
  EXPECT_EQ(merged("A5:B5"), "");
  EXPECT_EQ(merged("F3:G3"), "");
  EXPECT_EQ(merged("C3:C4"), "XLSX_MERGED");
  EXPECT_EQ(merged("C4:D4"), "XLSX_MERGED");
}

TEST_F(TableFindTest, F13FormulasAreTheirValuesWithARemark) {
  const auto grid =
      read(xlsx_of({row({"编号", "名称", "得分", "总分"}) +
                    row({"A", "甲", "<c><f>4+5</f><v>9</v></c>", "<c><f>C2</f><v>9</v></c>"}) +
                    row({"B", "乙", R"(<c t="e"><f>1/0</f><v>#DIV/0!</v></c>)"}) +
                    row({"C", "丙", "<c><f>C2</f></c>"}) + row({"D", "丁", R"(<c t="str"><f>""</f><v></v></c>)"})}));
  ASSERT_TRUE(grid);
  EXPECT_EQ(says(), Codes{"f[表1!C2]: warning TABLE_FORMULAS: 2格是公式,用的是表格软件上次算出的值:C2、C3;"
                          "改动后没有重新计算的,请在表格软件中打开、保存后再用"});
  EXPECT_EQ(grid->rows[1][2].kind, Cell::Kind::Number);
  EXPECT_EQ(grid->rows[2][2].kind, Cell::Kind::Error);
  EXPECT_EQ(grid->rows[3][2].kind, Cell::Kind::Formula) << "never computed";
  EXPECT_EQ(grid->rows[4][2].kind, Cell::Kind::Empty);
}

TEST_F(TableFindTest, KnowsTheFurnitureOfOffices) {
  for (const auto* word : {"序号", "序 号", "总分", "总分(100分)", "名次", "排名", "备注", "备 注", "联系电话",
                           "负责人签字", "扣分理由", "合计", "得分", "No.", "Rank", "REMARKS", "填表日期", "身份证号"})
    EXPECT_TRUE(is_furniture_header(word)) << word;
  for (const auto* word : {"", "缺项", "天气", "满意率", "编号", "名称", "total lateness", "订单号码数量"})
    EXPECT_FALSE(is_furniture_header(word)) << word;
}

TEST_F(TableFindTest, TheQuickLookMissesNothing) {
  for (const auto* text :
       {"合计", "合 计", "平均分", "满分", "填表人:张三", "审核人：李四", "(盖章)", "年 月 日", "Total", "SUBTOTAL",
        "Average", "max", "标准差", "总人数", "编号", "最高", "权重", "合计(元)", "合计。"})
    EXPECT_TRUE(may_be_left_out(text)) << text;
  for (const auto* text : {"A001", "330102", "东街村", "甲支部", "Smith", "红旗社区", "Q7x"})
    EXPECT_FALSE(may_be_left_out(text)) << text;
}

TEST_F(TableFindTest, TheHeaderIsFoundInBoundedWork) {
  std::string wide, rows;
  for (int i = 0; i < 10'000; ++i) wide += ",列" + std::to_string(i);
  for (int i = 0; i < 25; ++i) rows += "x" + wide + "\n";
  const auto begin = std::chrono::steady_clock::now();
  read(rows + "编号,名称,得分" + wide.substr(0, 0) + "\n");
  read("编号" + wide + "\nA" + wide + "\n");
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(20));
}

}  // namespace
}  // namespace pingxing::document
