// What cells of facts mean, and that whatever they hold, nothing is guessed. That each message is provoked is tested in
// messages_test.cpp; here are places, words and values.
#include "service/load_facts.hpp"

#include <memory>

#include "rating/score.hpp"
#include "service/input_words.hpp"
#include "service/test_support.hpp"

namespace pingxing::service {
namespace {

using document::Cell;
using document::Codes;
using document::codes;

constexpr std::string_view full_row = "A1,甲单位,东片,甲类,是,1,18,93.5%,90;80,9;8;10,7.5,省;市;市,1000\n";

/// One value of the first subject, with the small scheme's row changed in one column.
std::optional<Number> value_of(std::string_view header, const std::string& cell) {
  const auto s = parsed(small_scheme);
  auto names = split(std::string(small_header), ",");
  auto cells = split(std::string(full_row), ",");
  int input = -1;
  for (int i = 0; i < static_cast<int>(s.inputs.size()); ++i)
    if (s.inputs[static_cast<std::size_t>(i)].name == header) input = i;
  std::string csv(small_header);
  for (std::size_t i = 0; i < names.size(); ++i)
    csv += (i ? "," : "") + (trimmed(names[i]) == header ? cell : std::string(trimmed(cells[i])));
  Problems problems;
  const auto facts = facts_of_csv(s, csv + "\n", problems);
  if (!facts) ADD_FAILURE() << lines_of(problems);
  return facts ? rating::input_value(*facts, input, 0) : std::nullopt;
}

TEST(LoadFacts, ReadsEveryType) {
  EXPECT_EQ(value_of("有负责人", "是"), Number(1));
  for (const auto* yes : {"有", "yes", "Y", "TRUE", "1", "１"}) EXPECT_EQ(value_of("有负责人", yes), Number(1)) << yes;
  for (const auto* no : {"否", "无", "No", "n", "false", "0"}) EXPECT_EQ(value_of("有负责人", no), Number(0)) << no;
  EXPECT_EQ(value_of("缺项", "3"), Number(3));
  EXPECT_EQ(value_of("质量", "18.25"), Number::fraction(73, 4));
  EXPECT_EQ(value_of("质量", " 18 "), Number(18));
}

TEST(LoadFacts, ReadsFullWidthDigits) {
  EXPECT_EQ(value_of("质量", "１８．５"), Number::fraction(37, 2));
  EXPECT_EQ(value_of("参与率", "９３％"), Number(93));
  EXPECT_EQ(value_of("抽查", "９０；８０"), Number(85));
}

TEST(LoadFacts, S15CleansWhatNobodySees) {
  for (const std::string around : {"\t", "\u00A0", "\u200B", "\uFEFF", "\u3000", "\u2060", "\u202F"}) {
    EXPECT_EQ(value_of("质量", around + "18" + around), Number(18)) << around;
    EXPECT_EQ(value_of("有负责人", around + "是" + around), Number(1)) << around;
    EXPECT_EQ(value_of("质量", around), std::nullopt) << around;  // empty is missing
  }
  const auto s = parsed(small_scheme);
  Problems problems;
  const auto facts =
      facts_of_csv(s,
                   std::string(small_header) +
                       "\u00A0A1\u200B,\u3000甲\t单位,东片\u2060,甲类,是,1,18,93.5%,90;80,9;8;10,7.5,省;市;市,1000\n"
                       "A2,乙单位,东片,甲\u200B类,是,1,18,93.5%,90;80,9;8;10,7.5,省;市;市,1000\n",
                   problems);
  ASSERT_TRUE(facts) << lines_of(problems);
  EXPECT_EQ(facts->ids[0], "A1");
  EXPECT_EQ(facts->name(0), "甲 单位");
  EXPECT_EQ(facts->pool_names, std::vector<std::string>{"东片"});
}

TEST(LoadFacts, ReadsPerCents) {
  EXPECT_EQ(value_of("参与率", "93.5"), Number::fraction(187, 2));
  EXPECT_EQ(value_of("参与率", "93.5%"), Number::fraction(187, 2));
  EXPECT_EQ(value_of("参与率", "187/200"), Number::fraction(187, 2));
}

TEST(LoadFacts, ReadsSamplesAndChoices) {
  EXPECT_EQ(value_of("抽查", "90;80;85;"), Number(85));
  EXPECT_EQ(value_of("党员票", "9;8;8"), Number::fraction(25, 3));
  EXPECT_EQ(value_of("荣誉", "省;市;市"), Number(0x021));
  EXPECT_EQ(value_of("荣誉", "无"), Number(0));
  EXPECT_EQ(value_of("荣誉", ""), std::nullopt);
}

TEST(LoadFacts, EmptyIsMissing) {
  for (const auto* header : {"有负责人", "缺项", "质量", "参与率", "抽查", "党员票", "荣誉", "绩效"})
    EXPECT_EQ(value_of(header, ""), std::nullopt) << header;
}

TEST(LoadFacts, TakesSumAndCountInstead) {
  const auto s = parsed(small_scheme);
  const std::string csv =
      "编号,名称,分组,类别,有负责人,缺项,质量,参与率,抽查_sum,抽查_n,5 党员票合计,5 党员票次数,群众票,荣誉,绩效\n"
      "A1,,东片,乙类,1,0,20,100,170,2,27,3,8,,\n"
      "A2,,东片,乙类,1,0,20,100,0,0,,,8,,\n";
  Problems problems;
  const auto facts = facts_of_csv(s, csv, problems);
  ASSERT_TRUE(facts) << lines_of(problems);
  EXPECT_EQ(rating::input_value(*facts, 4, 0), Number(85));
  EXPECT_EQ(rating::input_value(*facts, 5, 0), Number(9));
  EXPECT_EQ(rating::input_value(*facts, 4, 1), std::nullopt);
  EXPECT_EQ(rating::input_value(*facts, 5, 1), std::nullopt);
  EXPECT_EQ(facts->name(0), "A1");
}

TEST(LoadFacts, LeavesOutTheHighestAndLowestWhereTheSchemeSaysSo) {
  const auto s = parsed(
      "# 方案\n\n## 工作(30分)\n\n1. 甲(10分)\n   - 评分:党员票50%、群众票50%\n2. 乙(10分)\n   - 评分人:代表票\n"
      "   - 乙:多次平均,满分100,按比例折算\n3. 丙(10分)\n   - 评分人:代表票\n   - 丙:多次取最低,满分100,按比例折算\n\n"
      "## 投票\n\n- 党员票:两端各去掉20%\n- 代表票:去掉1个最高分和1个最低分\n");
  Problems problems;
  const auto facts = facts_of_csv(s,
                                  "编号,党员票,群众票,乙,丙\nA,10;0;6;7;8,10;0,90;10;80,90;10;80\n"
                                  "B,9;0;9;9,8,70;80,70\nC,28/3,,55,\n",
                                  problems);
  ASSERT_TRUE(facts) << lines_of(problems);
  EXPECT_EQ(rating::input_value(*facts, 0, 0), Number(7));                // of 6 7 8
  EXPECT_EQ(rating::input_value(*facts, 1, 0), Number(5));                // nothing is said of these
  EXPECT_EQ(rating::input_value(*facts, 2, 0), Number(80));               // in the middle
  EXPECT_EQ(rating::input_value(*facts, 3, 0), Number(10));               // no mean
  EXPECT_EQ(rating::input_value(*facts, 0, 1), Number::fraction(27, 4));  // ⌊4 × 20%⌋ is none
  EXPECT_EQ(rating::input_value(*facts, 2, 1), Number(75));               // too few to leave any out
  EXPECT_EQ(rating::input_value(*facts, 0, 2), Number::fraction(28, 3));  // a mean already
  EXPECT_EQ(rating::input_value(*facts, 2, 2), Number(55));
}

TEST(LoadFacts, KnowsHeadersInAnyDress) {
  const auto s = parsed(small_scheme);
  const std::string csv =
      "ID,Name,POOL,Kind,1有负责人(是/否),1  缺项(项),２ 质量(0–20分),参与率(%),抽查,党员票,群众票,荣誉,绩效,备注,\n"
      "A1,a,东片,甲类,1,0,20,100,90,9,9,无,,说明,\n";
  Problems problems;
  const auto facts = facts_of_csv(s, csv, problems);
  ASSERT_TRUE(facts) << lines_of(problems);
  EXPECT_EQ(rating::input_value(*facts, 2, 0), Number(20));
}

TEST(LoadFacts, SaysWhereAndHowToMend) {
  const auto s = parsed(small_scheme);
  Problems problems;
  EXPECT_FALSE(facts_of_csv(s, std::string(small_header) + "A1,甲,东片,甲类,是,1,1O,93,90,9,8,无,\n", problems));
  EXPECT_EQ(lines_of(problems),
            "f.csv:2:16: error FACTS_LETTER_FOR_DIGIT: “2 质量”里的“1O”用字母代替了数字;"
            "是否应为“10”?字母O不是数字0,字母l不是数字1\n");
  Problems other;
  EXPECT_FALSE(facts_of_csv(s, std::string(small_header) + "A1,甲,东片,甲类,是,1,21,93,90,9,8,无,\n", other));
  EXPECT_EQ(
      lines_of(other, Language::English),
      "f.csv:2:16: error FACTS_OUT_OF_RANGE: “2 质量” lies within 0 to 20, found “21”; check this cell; where the "
      "limits are wrong, state “range: …” in the scheme\n");
}

TEST(LoadFacts, NamesTheNearestHeader) {
  const auto s = parsed(small_scheme);
  Problems problems;
  facts_of_csv(s, "编号,名称,分组,类别,有负责人,缺项,质里,参与率,抽查,党员票,群众票,荣誉,绩效\nA1,,东,甲类,,,,,,,,,\n",
               problems);
  EXPECT_EQ(codes(problems), (Codes{"FACTS_COLUMN_MISSING", "FACTS_COLUMN_UNKNOWN"}));
  EXPECT_NE(lines_of(problems).find("是否应为“2 质量”"), std::string::npos) << lines_of(problems);
}

TEST(LoadFacts, NamesNoHeaderThatIsNotNear) {
  const auto s = parsed(small_scheme);
  Problems problems;
  facts_of_csv(s, "编号,名称,分组,类别,有负责人,缺项,质量,天气,抽查,党员票,群众票,荣誉,薪水\nA1,,东,甲类,,,,,,,,,\n",
               problems);
  const std::string zh = lines_of(problems), en = lines_of(problems, Language::English);
  EXPECT_EQ(zh.find("是否应为"), zh.npos) << zh;
  EXPECT_NE(zh.find("方案里没有“天气”这一列;还缺的列:3 参与率、绩效。不用的列请删去"), zh.npos) << zh;
  EXPECT_NE(en.find("no column “天气”; still expected: 3 参与率, 绩效; remove columns"), en.npos) << en;

  Problems more;  // where nothing is missing, nothing is offered
  facts_of_csv(s, "天气," + std::string(small_header) + "晴," + std::string(full_row), more);
  EXPECT_EQ(lines_of(more),
            "f.csv:1:1: error FACTS_COLUMN_UNKNOWN: 方案里没有“天气”这一列;不用的列请删去,备注请用列名“备注”\n");
}

TEST(LoadFacts, AHeaderIsNearByAThirdOfItsCharactersOrAsAPart) {
  const std::vector<std::string> known = {"参与率", "年终满意率", "12 上报材料缺项", "delivery rate"};
  for (const auto& [typed, meant] :
       std::vector<std::pair<std::string, std::string>>{{"参予率", "参与率"},
                                                        {"满意率", "年终满意率"},
                                                        {"上报材料缺项", "12 上报材料缺项"},
                                                        {"Delivery-Rate", "delivery rate"},
                                                        {"率", ""},
                                                        {"党员数", ""},
                                                        {"rate", ""},
                                                        {"天气", ""}})
    EXPECT_EQ(nearest_of(typed, known), meant) << typed;
}

TEST(LoadFacts, ARowOfAnotherWidthHidesNothing) {
  const auto s = parsed(small_scheme);
  Problems problems;
  facts_of_csv(s,
               std::string(small_header) +
                   "A1,甲,东片,甲类,是,1,21,93,90,9,8,省,1\n"
                   "A2,甲,东片,甲类,是,1,2,1,93,90,9,8,省,1\n"  // a comma for a point: its cells say nothing
                   "A3,甲,东片,甲类,是,1,x,93,90,9,8,省,1\n"
                   "A1,甲,东片,甲类,是,1\n",
               problems);
  std::vector<std::string> told;
  for (const auto& problem : problems.kept())
    told.push_back(std::to_string(problem.place.line) + " " + std::string(problem.code()));
  EXPECT_EQ(told, (Codes{"2 FACTS_OUT_OF_RANGE", "3 CSV_ROW_WIDTH", "4 FACTS_NOT_NUMBER", "5 CSV_ROW_WIDTH"}));
}

TEST(LoadFacts, TellsErrorsOfTheHeaderAndOfTheCells) {
  const auto s = parsed(small_scheme);
  Problems problems;
  facts_of_csv(
      s, "编号,名称,分组,类别,负责,缺项,质量,参与率,抽查,党员票,群众票,荣誉,绩效\nA,,东,甲类,是,1,x,93,90,9,8,省,1\n",
      problems);
  EXPECT_EQ(codes(problems), (Codes{"FACTS_COLUMN_MISSING", "FACTS_COLUMN_UNKNOWN", "FACTS_NOT_NUMBER"}));
}

TEST(LoadFacts, FindsAllProblemsAtOnce) {
  const auto s = parsed(small_scheme);
  Problems problems;
  facts_of_csv(s,
               std::string(small_header) +
                   "A1,甲,东片,甲类,也许,1.5,21,93,90,9,8,国家,x\n"
                   "A1,甲,,丙类,是,1,12,193,90;;80,9,8,,\n",
               problems);
  EXPECT_EQ(codes(problems), (Codes{"FACTS_YES_NO", "FACTS_NOT_WHOLE", "FACTS_OUT_OF_RANGE", "FACTS_CHOICE_UNKNOWN",
                                    "FACTS_NOT_NUMBER", "FACTS_ID_TWICE", "FACTS_POOL_BLANK", "FACTS_KIND_UNKNOWN",
                                    "FACTS_OUT_OF_RANGE", "FACTS_SAMPLE_BLANK"}))
      << "by line, then column: " << lines_of(problems);
}

TEST(LoadFacts, ManyAlikeInAColumnAreToldOnceAndCounted) {
  const auto s = parsed(small_scheme);
  std::string csv(small_header);
  for (int i = 0; i < 300; ++i) csv += "A" + std::to_string(i) + ",,东,甲类,是,x,1,93,90,9,8,,\n";
  Problems problems;
  csv += "A300,,东,甲类,是,1,21,93,90,9,8,,\n";
  EXPECT_FALSE(facts_of_csv(s, csv, problems));
  EXPECT_EQ(codes(problems), (Codes{"FACTS_NOT_NUMBER", "FACTS_NOT_NUMBER", "FACTS_NOT_NUMBER", "TABLE_MORE_ALIKE",
                                    "FACTS_OUT_OF_RANGE"}));
  EXPECT_EQ(problems.kept()[3].line(Language::English),
            "f.csv:5:12: error TABLE_MORE_ALIKE: 297 more FACTS_NOT_NUMBER in this column, the last at 301:14; "
            "mend them alike");
}

TEST(LoadFacts, KeepsTheFirstHundredAndCounts) {
  const auto s = parsed(small_scheme);
  std::string header(small_header.substr(0, small_header.size() - 1));
  std::string row(full_row.substr(0, full_row.size() - 1));
  for (int i = 0; i < 250; ++i) {
    header += ",多余" + std::to_string(i);
    row += ",";
  }
  Problems problems;
  EXPECT_FALSE(facts_of_csv(s, header + "\n" + row + "\n", problems));
  EXPECT_EQ(problems.kept().size(), Problems::kept_max);
  EXPECT_EQ(problems.count(), 250U);
}

TEST(LoadFacts, TakesManyPools) {
  const auto s = parsed(small_scheme);
  std::string csv(small_header);
  for (int i = 0; i < 1'000; ++i)
    csv += "A" + std::to_string(i) + ",,片" + std::to_string(i) + ",甲类,是,1,1,93,90,9,8,,\n";
  Problems problems;
  const auto facts = facts_of_csv(s, csv, problems);
  ASSERT_TRUE(facts) << lines_of(problems);
  EXPECT_EQ(facts->pool_count(), 1'000U);
}

TEST(LoadFacts, RefusesWhatASpreadsheetMadeOfACell) {
  const auto s = parsed(small_scheme);
  const auto with = [&](Cell cell) {
    Problems problems;
    auto grid = document::read_csv(std::string(small_header) + std::string(full_row), "f.xlsx", {}, problems);
    grid->sheet = "数据";
    cell.row = 2;
    cell.column = 7;
    grid->rows[1][6] = cell;
    document::TableProblems found;
    facts_of(s, *grid, found);
    found.tell(problems);
    return lines_of(problems);
  };
  EXPECT_NE(
      with({"2026-01-02", Cell::Kind::Date}).find("f.xlsx[数据!G2]: error FACTS_DATE: “2 质量”这一格是日期2026-01-02"),
      std::string::npos);
  EXPECT_NE(with({"2026-01-02", Cell::Kind::Date}).find("“1/2”"), std::string::npos);
  EXPECT_NE(with({"", Cell::Kind::Formula, Cell::Kind::Empty}).find("FACTS_FORMULA"), std::string::npos);
  EXPECT_NE(with({"9", Cell::Kind::Formula, Cell::Kind::Number})
                .find("warning TABLE_FORMULAS: 1格是公式,用的是表格软件上次算出的值:G2"),
            std::string::npos);
  EXPECT_NE(with({"#DIV/0!", Cell::Kind::Error}).find("FACTS_CELL_ERROR"), std::string::npos);
  EXPECT_NE(with({"TRUE", Cell::Kind::Boolean}).find("FACTS_NOT_NUMBER"), std::string::npos);
  EXPECT_NE(with({"50%", Cell::Kind::Number}).find("FACTS_PERCENT_UNEXPECTED"), std::string::npos);
  EXPECT_EQ(with({"15", Cell::Kind::Number}), "");
  for (const std::string date :
       {"36:00:00", "00:00:32", "60", "-3", "20260301", "1104576:00:00"})  // S24: never a count
    EXPECT_NE(with({date, Cell::Kind::Date}).find("FACTS_DATE: “2 质量”这一格是日期" + date), std::string::npos)
        << date;
}

TEST(LoadFacts, ReducesSamplesAsTheRuleSays) {
  const auto with = [](std::string_view words) {
    const auto s = parsed("# 方案\n\n## 工作(10分)\n\n1. 检查(10分)\n   - 检查:" + std::string(words) +
                          "满分100,按比例折算\n\n## 定级\n\n- 五星级:5分以上\n- 四星级:不满5分\n");
    Problems problems;
    const auto facts = facts_of_csv(s, "编号,检查\nA,70;90;80\n", problems);
    EXPECT_TRUE(facts) << lines_of(problems);
    return facts ? rating::input_value(*facts, 0, 0) : std::nullopt;
  };
  EXPECT_EQ(with("多次平均,"), Number(80));
  EXPECT_EQ(with("多次取最近,"), Number(80));
  EXPECT_EQ(with("多次取最低,"), Number(70));
  EXPECT_EQ(with("多次取最高,"), Number(90));
}

TEST(LoadFacts, MakesOneMarkOfSeveral) {
  const auto with = [](std::string_view rule, std::string_view cell) {
    const auto s = parsed("# 方案\n\n## 工作(10分)\n\n1. 演讲(10分)\n   - " + std::string(rule) +
                          "\n\n## 定级\n\n- 五星级:5分以上\n- 四星级:不满5分\n");
    Problems problems;
    const auto facts = facts_of_csv(s, "编号,演讲\nA,\"" + std::string(cell) + "\"\n", problems);
    if (!facts || problems.has_errors())
      return std::string(problems.kept().front().code()) + " " + problems.kept().front().mend(Language::Chinese);
    const auto value = rating::input_value(*facts, 0, 0);
    return value ? value->exact() : "missing";
  };
  EXPECT_EQ(with("去掉一个最高分和一个最低分后取平均", "9;8;10;6.5"), "8.5");
  EXPECT_EQ(with("去掉一个最高分和一个最低分后取平均", "9;9;9"), "9");
  EXPECT_EQ(with("取中位数", "9;8;10;7"), "8.5");
  EXPECT_EQ(with("取中位数", "8"), "8");
  EXPECT_EQ(with("去掉10%的最高分和最低分", "1;9;9;9;9;9;9;9;9;10"), "9");
  EXPECT_EQ(with("取各评委的平均分", "9;8"), "8.5");
  EXPECT_EQ(with("去掉一个最高分和一个最低分后取平均", ""), "missing");
  EXPECT_EQ(with("去掉一个最高分和一个最低分后取平均", "9;8"), "FACTS_MARKS_FEW 至少写3个分,用;隔开");
  EXPECT_EQ(with("去掉2个最高分和2个最低分", "9"), "FACTS_MARKS_FEW 至少写5个分,用;隔开");
  EXPECT_EQ(with("取中位数", "9;11;8").substr(0, 18), "FACTS_OUT_OF_RANGE");
}

TEST(LoadFacts, BlanksOfWhatHappensAreZeroWhereTheSchemeSaysSo) {
  const auto s = parsed(
      "# 方案\n\n空白:0\n\n## 工作(20分)\n\n1. 违规(10分)\n   - 违规:每次减1分\n2. 完成(10分)\n   - "
      "完成率:90%以上得10分;不满90%不得分\n\n## 定级\n\n- 五星级:5分以上\n- 四星级:不满5分\n");
  Problems problems;
  const auto facts = facts_of_csv(s, "编号,违规,完成率\nA,,\nB,无,95%\nC,2,95%\n", problems);
  ASSERT_TRUE(facts) << lines_of(problems);
  EXPECT_EQ(rating::input_value(*facts, 0, 0), Number(0));
  EXPECT_EQ(rating::input_value(*facts, 1, 0), std::nullopt);
  EXPECT_EQ(rating::input_value(*facts, 0, 1), Number(0));
  EXPECT_EQ(rating::input_value(*facts, 0, 2), Number(2));
}

TEST(LoadFacts, RowsThatComeOneByOneAreReadAsATable) {
  const auto s = parsed(small_scheme);
  const std::string bad = "A1,乙,,丙类,x,1O,200,1.5,90,9,a,好,?\n", good(full_row);
  for (const std::string& rows : {std::string(), good, good + good, bad, good + bad + good + bad}) {
    Problems at_once, one_by_one;
    const auto whole = facts_of_csv(s, std::string(small_header) + rows, at_once);
    document::TableProblems found;
    const auto grid = document::read_csv(std::string(small_header) + rows, "f.csv", {}, found);
    ASSERT_TRUE(grid);
    document::Grid head = *grid;
    head.rows.resize(1);
    const auto each_row = [&](const TakeCells& take) {
      for (std::size_t row = 1; row < grid->rows.size(); ++row) {
        const auto gone = std::make_unique<std::vector<Cell>>(grid->rows[row]);
        take(*gone);
      }
    };
    const auto facts = facts_of(s, head, each_row, found);
    found.tell(one_by_one);
    EXPECT_EQ(lines_of(one_by_one), lines_of(at_once));
    ASSERT_EQ(facts.has_value(), whole.has_value());
    EXPECT_EQ(facts.has_value(), rows == good);
    if (facts) EXPECT_EQ(facts->ids[0], whole->ids[0]);
  }
}

TEST(LoadFacts, LeavesColumnsOfAComparedSchemeAlone) {
  const auto s = parsed(small_scheme);
  const auto other =
      parsed("# 小方案\n\n## 工作(10分)\n\n1. 新项(10分)\n\n## 定级\n\n- 五星级:5分以上\n- 四星级:不满5分\n");
  document::TableProblems problems;
  const auto grid = document::read_csv(
      "编号,分组,类别,有负责人,缺项,质量,参与率,抽查,党员票,群众票,荣誉,绩效,新项\nA,东,甲类,,,,,,,,,,\n", "f.csv", {},
      problems);
  EXPECT_TRUE(facts_of(s, *grid, problems, &other));
  EXPECT_FALSE(facts_of(s, *grid, problems)) << "alone it is unknown";
}

TEST(LoadFacts, ReadsAWorkbook) {
  const auto s = parsed("# 方案\n\n## 工作(10分)\n\n1. 检查(10分)\n\n## 定级\n\n- 五星级:5分以上\n- 四星级:不满5分\n");
  const document::TestFolder folder;
  document::SheetXml sheet;
  sheet.shared_strings = {"<t>编号</t>", "<t>检查</t>", "<t>A1</t>"};
  sheet.rows = R"(<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>)"
               R"(<row r="2"><c r="A2" t="s"><v>2</v></c><c r="B2"><v>7.5</v></c></row>)";
  Problems problems;
  const auto facts = load_facts(s, folder.put("f.xlsx", document::xlsx_of(sheet)), problems);
  ASSERT_TRUE(facts) << lines_of(problems);
  EXPECT_EQ(rating::input_value(*facts, 0, 0), Number::fraction(15, 2));
}

}  // namespace
}  // namespace pingxing::service
