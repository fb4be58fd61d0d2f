// A blank sheet is what load_facts reads: every header is known, every limit is said, for each ready-made scheme.
#include "service/make_form.hpp"

#include <filesystem>

#include "base/text.hpp"
#include "document/limits.hpp"
#include "document/text_file.hpp"
#include "document/xlsx_read.hpp"
#include "service/fact_columns.hpp"
#include "service/scheme_views.hpp"
#include "service/test_support.hpp"

namespace pingxing::service {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> scheme_files() {
  std::vector<std::string> files;
  for (const auto& entry : fs::directory_iterator(fs::path(PINGXING_ROOT) / "schemes"))
    if (fs::exists(entry.path() / "scheme.md")) files.push_back((entry.path() / "scheme.md").string());
  return files;
}

TEST(MakeForm, IsReadBack) {
  const auto files = scheme_files();
  ASSERT_FALSE(files.empty());
  for (const auto& file : files) {
    for (const auto language : {Language::Chinese, Language::English}) {
      Problems problems;
      const auto bytes = form_of_file(file, FormFormat::Xlsx, language, problems);
      ASSERT_TRUE(bytes) << lines_of(problems);
      const auto grid = document::read_xlsx(*bytes, "form.xlsx", {}, problems);
      ASSERT_TRUE(grid) << lines_of(problems);
      const auto text = document::read_text(file, document::scheme_bytes_max, problems);
      const auto s = scheme::parse_scheme(text->text(), file).scheme;
      document::TableProblems found;
      map_columns(s, *grid, found);
      found.tell(problems);
      EXPECT_TRUE(problems.empty()) << lines_of(problems);
    }
  }
}

TEST(MakeForm, SameSchemeSameBytes) {
  Problems problems;
  const std::string file = scheme_files().front();
  EXPECT_EQ(form_of_file(file, FormFormat::Xlsx, std::nullopt, problems),
            form_of_file(file, FormFormat::Xlsx, std::nullopt, problems));
}

TEST(MakeForm, SaysUnitsLimitsRulesAndWhoSupplies) {
  const auto book = make_form(parsed(small_scheme), Language::Chinese);
  ASSERT_EQ(book.sheets.size(), 2U);
  const auto& columns = book.sheets[0].columns;
  const auto find = [&](std::string_view header) {
    for (const auto& column : columns)
      if (column.header == header) return column;
    ADD_FAILURE() << header;
    return document::ColumnSpec();
  };
  EXPECT_TRUE(std::holds_alternative<document::OneOf>(find("1 有负责人(是/否)").check->rule));
  EXPECT_TRUE(std::holds_alternative<document::WholeAtLeast>(find("1 缺项(次数)").check->rule));
  const auto judged = find("2 质量(0–20分)");
  EXPECT_EQ(std::get<document::DecimalBetween>(judged.check->rule).high, "20");
  EXPECT_NE(judged.help.find("0至20的数"), std::string::npos) << judged.help;
  EXPECT_EQ(find("3 参与率(%)").number_format, "@");
  EXPECT_NE(find("1 缺项(次数)").help.find("每项减2分"), std::string::npos);
  EXPECT_NE(find("5 党员票(0–20分)").help.find("由谁提供:党员票"), std::string::npos);
  EXPECT_EQ(std::get<document::OneOf>(find("类别").check->rule).choices, (std::vector<std::string>{"甲类", "乙类"}));
  EXPECT_EQ(book.sheets[1].rows.size(), columns.size() + 1);
}

TEST(MakeForm, PrintsWithRowsToFillIn) {
  const auto s = parsed(
      "# 方案\n\n## 工作(20分)\n\n1. 甲(10分)\n   - 不合格设备:每台减1分\n   - 节油率:每次加1分\n   - 旷工:每次减1分\n"
      "2. 乙(10分)\n   - 满意率:90%以上得10分;不满90%不得分\n");
  const auto book = make_form(s, Language::Chinese);
  std::vector<std::string> headers;
  for (const auto& column : book.sheets[0].columns) headers.push_back(column.header);
  EXPECT_EQ(headers, (std::vector<std::string>{"编号", "名称", "1 不合格设备(台)", "1 节油率(数)", "1 旷工(次数)",
                                               "2 满意率(%)"}))
      << "a rate is no count";
  Problems problems;
  const auto bytes = document::write_xlsx(book, "form.xlsx", problems);
  std::string sheet, workbook;
  for (const auto& [entry, content] : document::parts_in(*bytes)) {
    if (entry == "xl/worksheets/sheet1.xml") sheet = content;
    if (entry == "xl/workbook.xml") workbook = content;
  }
  EXPECT_NE(sheet.find(R"(orientation="landscape")"), sheet.npos);
  EXPECT_NE(sheet.find("fitToPage"), sheet.npos);
  EXPECT_NE(sheet.find(R"(<row r="31")"), sheet.npos) << "rows with borders";
  EXPECT_NE(workbook.find("_xlnm.Print_Titles"), workbook.npos);
  document::TableProblems found;
  auto sheets = document::read_sheets(*bytes, "form.xlsx", {}, problems);
  facts_of(s, std::move(*sheets), found);
  found.tell(problems);
  EXPECT_EQ(document::codes(problems), document::Codes{"FACTS_NO_ROWS"}) << "and nothing else: " << lines_of(problems);
}

TEST(MakeForm, CsvHasTheHeaderAlone) {
  const std::string csv = make_form_csv(parsed(small_scheme), Language::English);
  EXPECT_TRUE(csv.starts_with("\xEF\xBB\xBFid,name,pool,kind,1 有负责人 (yes/no),")) << csv;
  EXPECT_EQ(std::count(csv.begin(), csv.end(), '\n'), 1);
}

}  // namespace
}  // namespace pingxing::service
