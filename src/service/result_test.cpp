// What a result says in each of its forms, and that a result is the history of the next round.
#include <nlohmann/json.hpp>

#include "document/xlsx_read.hpp"
#include "service/board.hpp"
#include "service/explain_subject.hpp"
#include "service/read_history.hpp"
#include "service/result_csv.hpp"
#include "service/result_json.hpp"
#include "service/result_xlsx.hpp"
#include "service/test_support.hpp"

namespace pingxing::service {
namespace {

using Json = nlohmann::json;

/// Ranks 1, 2 and 2 in one pool with one place for five stars; one figure is missing in the other pool.
constexpr std::string_view small_facts =
    "编号,名称,分组,类别,有负责人,缺项,质量,参与率,抽查,党员票,群众票,荣誉,绩效\n"
    "A1,甲单位,东片,甲类,是,0,20,95,100,20,20,省;县,1000\n"
    "A2,乙单位,东片,甲类,是,2,11,90,50,10,10,县,1000\n"
    "A3,丙单位,东片,甲类,是,2,11,90,50,10,10,县,500\n"
    "A4,丁单位,西片,乙类,是,1,,80,100;99;98,20,20,,\n";

std::string json_of(const Rated& rated, Language language) {
  std::string text;
  write_result_json(rated, language, [&](std::string_view part) { text += part; });
  return text;
}

TEST(Result, JsonHasWhatWasPromised) {
  const auto rated = rated_of(small_scheme, small_facts);
  const Json json = Json::parse(json_of(*rated, Language::Chinese));
  for (const auto* key : {"scheme", "defaults", "subjects", "pools", "targets", "decisions_needed"})
    EXPECT_TRUE(json.contains(key)) << key;
  EXPECT_EQ(json["scheme"], "小方案");
  const auto& first = json["subjects"][0];
  EXPECT_EQ(first["id"], "A1");
  EXPECT_EQ(first["total"], "96");
  EXPECT_EQ(first["rank"], 1);
  EXPECT_EQ(first["grade"], "五星级");
  EXPECT_EQ(first["stars"], 5);
  EXPECT_EQ(first["status"], "rated");
  EXPECT_EQ(first["items"], Json::parse(R"({"1":"10","2":"20","3":"20","4":"20","5":"20","6":"6"})"));
  EXPECT_EQ(first["sections"]["工作"], "96");
  EXPECT_EQ(first["reasons"][0]["code"], "GRADE_REACHED");
  EXPECT_EQ(first["reasons"][0]["clause"], "定级");
  const auto& open = json["subjects"][3];
  EXPECT_EQ(open["status"], "pending");
  EXPECT_TRUE(open["total"].is_null());
  EXPECT_EQ(open["total_range"], Json::parse(R"(["47.8","67.8"])"));
  EXPECT_TRUE(open["items"]["2"].is_null());
  EXPECT_EQ(open["items"]["4"], "19.8");
  EXPECT_FALSE(open["items"].contains("6")) << "does not apply";
  EXPECT_EQ(json["pools"][0]["quotas"][0]["places"], 1);
  EXPECT_EQ(json["decisions_needed"][0]["code"], "INPUT_MISSING");
  EXPECT_EQ(json["consequences"][0]["amount"], "20");
}

TEST(Result, JsonHasOneShapeWhateverItHolds) {
  const Json full = Json::parse(json_of(*rated_of(small_scheme, small_facts), Language::Chinese));
  const Json plain = Json::parse(
      json_of(*rated_of("# 试\n\n总分:10\n\n## 内容(10分)\n\n1. 甲项(10分)\n   - 甲:减1分\n", "编号,甲\nA,否\nB,\n"),
              Language::Chinese));
  std::vector<std::string> names, plain_names;
  for (const auto& [name, value] : full.items()) names.push_back(name);
  for (const auto& [name, value] : plain.items()) plain_names.push_back(name);
  EXPECT_EQ(names, plain_names);
  for (const auto* list : {"consequences", "reviews", "targets"}) EXPECT_EQ(plain[list], Json::array()) << list;
  std::set<std::string> subjects;
  for (const auto* json : {&full, &plain})
    for (const auto& one : (*json)["subjects"]) {
      std::string members;
      for (const auto& [name, value] : one.items()) members += name + " ";
      subjects.insert(members);
    }
  EXPECT_EQ(subjects.size(), 1U) << joined(std::vector(subjects.begin(), subjects.end()), "\n");
  EXPECT_EQ(plain["subjects"][0]["graded_total"], "10");
  EXPECT_TRUE(plain["subjects"][0]["total_range"].is_null());
  EXPECT_TRUE(plain["subjects"][1]["graded_total"].is_null());
  EXPECT_EQ(plain["subjects"][1]["total_range"], Json::parse(R"(["0","10"])"));
}

TEST(Result, AnIntervalWithoutAnEndHasNull) {
  const auto rated =
      rated_of("# 试\n\n总分:10\n\n## 内容(10分)\n\n1. 甲项(10分)\n   - 甲:每次减1分,可为负\n", "编号,甲\nA,\n");
  const Json json = Json::parse(json_of(*rated, Language::Chinese));
  EXPECT_EQ(json["subjects"][0]["total_range"], Json::parse(R"([null,"10"])"));
  Problems problems;
  const auto why = explain_subject(*rated, "A", problems);
  ASSERT_TRUE(why);
  EXPECT_EQ(why->total_lies.zh, "在10.00以下");
  const Json explained = Json::parse(explanation_json(*why, Language::Chinese));
  EXPECT_EQ(explained["total_range"], Json::parse(R"([null,"10"])"));
  EXPECT_EQ(explained["sections"][0]["items"][0]["range"], Json::parse(R"([null,"10"])"));
}

TEST(Result, IsTheHistoryOfTheNextRound) {
  const auto rated = rated_of(small_scheme, small_facts);
  const document::TestFolder folder;
  for (const auto language : {Language::Chinese, Language::English}) {
    Problems problems;
    const auto history =
        read_history(rated->scheme, {folder.put("a.json", json_of(*rated, language)), folder.path("a.json")}, problems);
    ASSERT_TRUE(history) << lines_of(problems);
    EXPECT_EQ(history->rounds, 2U);
    EXPECT_EQ(history->grades.at("a1"), (std::vector<int>{0, 0}));
    EXPECT_EQ(history->grades.at("a2"), (std::vector<int>{2, 2}));
    EXPECT_EQ(history->grades.at("a4"), (std::vector<int>{-1, -1}));
  }
}

TEST(Result, HistoryRefusesHostileJson) {
  const auto s = parsed(small_scheme);
  const document::TestFolder folder;
  const std::string deep = std::string(200'000, '[');
  const std::string wide = R"({"scheme":"小方案","subjects":[{"id":1e999}]})";
  for (const auto& text :
       {deep, deep + std::string(200'000, ']'), wide, std::string("[]"), std::string("null"), std::string("\"text\""),
        std::string(R"({"scheme":3,"subjects":[]})"), std::string("{\"a\":\xFF}")}) {
    Problems problems;
    EXPECT_FALSE(read_history(s, {folder.put("h.json", text)}, problems)) << text.substr(0, 40);
    EXPECT_TRUE(problems.has_errors());
  }
}

TEST(Result, CsvHasARowASubject) {
  const auto rated = rated_of(small_scheme, small_facts);
  std::string csv;
  write_result_csv(*rated, Language::Chinese, document::ByteOrderMark::None,
                   [&](std::string_view part) { csv += part; });
  EXPECT_EQ(csv,
            "编号,名称,分组,类别,总分,名次,等次,星级,状态,工作,1 领导,2 质量,3 参与,4 测评,5 评议,6 荣誉\r\n"
            "A1,甲单位,东片,甲类,96,1,五星级,5,已评定,96,10,20,20,20,20,6\r\n"
            "A2,乙单位,东片,甲类,58,2,三星级,3,已评定,58,6,11,20,10,10,1\r\n"
            "A3,丙单位,东片,甲类,58,2,三星级,3,已评定,58,6,11,20,10,10,1\r\n"
            "A4,丁单位,西片,乙类,,,,,待定,,8,,0,19.8,20,\r\n");
}

TEST(Result, WorkbookHasThreeSheets) {
  const auto rated = rated_of(small_scheme, small_facts);
  Problems problems;
  const auto bytes = result_xlsx(*rated, Language::Chinese, "r.xlsx", problems);
  ASSERT_TRUE(bytes) << lines_of(problems);
  const auto grid = document::read_xlsx(*bytes, "r.xlsx", {}, problems);
  ASSERT_TRUE(grid);
  EXPECT_EQ(grid->sheet, "结果");
  ASSERT_EQ(grid->rows.size(), 6U) << "a title, the header, four subjects";
  EXPECT_EQ(grid->rows[0][0].text, "小方案 结果");
  EXPECT_EQ(grid->rows[2][5].text, "★★★★★");
  EXPECT_EQ(grid->rows[2][6].text, "96");
}

std::string part(const std::string& bytes, const std::string& name) {
  for (const auto& [entry, content] : document::parts_in(bytes))
    if (entry == name) return content;
  return "";
}

TEST(Result, TheWorkbookPrintsAsOneWantsIt) {
  const auto rated = rated_of(
      "# 分数\n\n对象:组织\n总分:10\n\n只计分,不定级。\n\n## 内容(10分)\n\n1. 甲项(10分)\n   - "
      "学习质量:酌情得0至10分\n",
      "编号,名称,1 学习质量\nA,甲,1\nB,乙,1.25\n");
  Problems problems;
  const auto bytes = result_xlsx(*rated, Language::Chinese, "r.xlsx", problems, "2026年第一季度");
  ASSERT_TRUE(bytes);
  const auto grid = document::read_xlsx(*bytes, "r.xlsx", {}, problems);
  EXPECT_EQ(document::texts(*grid)[0][0], "2026年第一季度 结果");
  EXPECT_EQ(document::texts(*grid)[1], (document::Texts{{"名次", "编号", "名称", "总分", "1 甲项", "状态"}})[0])
      << "no column that would be empty";
  const std::string sheet = part(*bytes, "xl/worksheets/sheet1.xml"), styles = part(*bytes, "xl/styles.xml");
  for (const auto* has :
       {R"(orientation="landscape")", R"(fitToHeight="0")", "<fitToPage", R"(<mergeCell ref="A1:F1"/>)"})
    EXPECT_TRUE(sheet.find(has) != sheet.npos || std::string_view(has) == "<fitToPage") << has << sheet.substr(0, 600);
  EXPECT_NE(sheet.find("fitToPage"), sheet.npos);
  EXPECT_NE(styles.find("0.00"), styles.npos) << "0.00";
  EXPECT_NE(styles.find(R"(<left style="thin">)"), styles.npos);
  EXPECT_NE(part(*bytes, "xl/workbook.xml").find("$1:$2"), std::string::npos) << "title and header on each page";
}

TEST(Result, S4TheMeanOfTheBoardIsExact) {
  const auto rated = rated_of(
      "# 均值\n\n对象:组织\n总分:10\n小数:2\n\n只计分,不定级。\n\n## 内容(10分)\n\n1. 甲项(10分)\n   - "
      "学习质量:酌情得0至10分\n",
      "编号,名称,1 学习质量\nA,甲,1.00\nB,乙,1.01\n");
  EXPECT_EQ(board_of(*rated).mean, "1.01") << "1.005, half up";
}

TEST(Result, BoardPutsTheBestFirstAndSumsUpTheMany) {
  const auto rated = rated_of(small_scheme, small_facts);
  const Board board = board_of(*rated);
  ASSERT_EQ(board.pools.size(), 2U);
  EXPECT_EQ(board.pools[0].subjects[0].id, "A1");
  EXPECT_EQ(board.pools[0].subjects[0].total, "96.00");
  EXPECT_EQ(board.pools[1].subjects[0].total, "47.80–67.80");
  EXPECT_EQ(board.pools[1].subjects[0].grade.en, "pending");
  EXPECT_EQ(board.decisions.size(), 1U);
  ASSERT_EQ(board.consequences.size(), 1U);
  EXPECT_EQ(board.consequences[0].text.zh, "三星级以下 → 扣发绩效的2%:乙单位 20.00、丙单位 10.00");
  BoardLimits limits;
  limits.subjects_max = 3;
  const Board summary = board_of(*rated, limits);
  EXPECT_TRUE(summary.is_summary);
  EXPECT_TRUE(summary.pools[0].subjects.empty());
  EXPECT_EQ(summary.pools[0].by_grade, (std::vector<std::size_t>{1, 0, 2, 0, 0}));
  EXPECT_EQ(summary.top[0].id, "A1");
}

TEST(Result, ShowsTotalsThatDoNotContradictTheGrade) {
  const auto s = parsed(
      "# 方案\n\n小数:2\n\n## 工作(100分)\n\n1. 检查(100分)\n\n## 定级\n\n- 五星级:90分以上\n- 四星级:不满90分\n");
  EXPECT_EQ(shown_total(s, Number::scaled(89'996, 3)), "89.996");
  EXPECT_EQ(shown_total(s, Number::scaled(89'99, 2)), "89.99");
  EXPECT_EQ(shown_total(s, Number(90)), "90.00");
}

TEST(Result, ExplainsASubjectByIdOrName) {
  const auto rated = rated_of(small_scheme, small_facts);
  for (const auto* wanted : {"A2", "乙单位", " A2 "}) {
    Problems problems;
    const auto why = explain_subject(*rated, wanted, problems);
    ASSERT_TRUE(why) << wanted;
    EXPECT_EQ(why->id, "A2");
    EXPECT_EQ(why->total, "58.00");
    EXPECT_EQ(why->rank, 2U);
    ASSERT_EQ(why->sections.size(), 1U);
    EXPECT_EQ(why->sections[0].items[0].exact, "6");
    EXPECT_FALSE(why->sections[0].items[0].steps.empty());
    EXPECT_EQ(why->next_grade, Phrase("四星级"));
    EXPECT_EQ(why->needs[0].code, "TOTAL_SHORT");
    EXPECT_EQ(Json::parse(explanation_json(*why, Language::English))["total"], "58");
  }
}

}  // namespace
}  // namespace pingxing::service
