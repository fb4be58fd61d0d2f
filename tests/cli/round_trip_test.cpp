// From a scheme to its blank sheet, filled in as people do, to a result in a workbook and to the next round: for every
// ready-made scheme.
#include <algorithm>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "document/csv.hpp"
#include "document/xlsx_read.hpp"
#include "run_binary.hpp"

namespace pingxing {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

const fs::path root = fs::path(PINGXING_ROOT) / "schemes";

std::vector<std::string> schemes() {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(root))
    if (fs::exists(entry.path() / "scheme.md")) names.push_back(entry.path().filename().string());
  std::sort(names.begin(), names.end());
  return names;
}

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) out += c == '<' ? "&lt;" : c == '&' ? "&amp;" : std::string(1, c);
  return out;
}

/// "3 制度缺项(次数)" -> "3 制度缺项": what stands before the unit.
std::string without_unit(std::string header) {
  const bool is_wide = header.ends_with("\uFF09");
  const auto open = is_wide ? header.rfind("\uFF08") : header.ends_with(')') ? header.rfind('(') : header.npos;
  if (open != header.npos) header.resize(open);
  return std::string(trimmed(header));
}

class Table {
 public:
  Table(std::optional<document::Grid> grid) : grid_(std::move(*grid)) {}  // NOLINT
  [[nodiscard]] const document::Grid& grid() const { return grid_; }
  [[nodiscard]] std::string cell(std::size_t row, const std::string& header) const {
    const auto& headers = grid_.rows.front();
    for (std::size_t column = 0; column < headers.size(); ++column)
      if (trimmed(headers[column].text) == header || headers[column].text == bare(header))
        return column < grid_.rows[row].size() ? grid_.rows[row][column].text : "";
    ADD_FAILURE() << "the facts have no column " << header;
    return "";
  }

 private:
  /// The same column in a table of the other language, or without the number of its item.
  static std::string bare(const std::string& header) {
    static const std::map<std::string, std::string> fixed = {{"编号", "id"},   {"名称", "name"}, {"分组", "pool"},
                                                             {"类别", "kind"}, {"id", "编号"},   {"name", "名称"},
                                                             {"pool", "分组"}, {"kind", "类别"}};
    if (const auto found = fixed.find(header); found != fixed.end()) return found->second;
    return header.substr(std::min(header.size(), header.find(' ') + 1));
  }
  document::Grid grid_;
};

Table table_of(const std::string& path) {
  Problems problems;
  const std::string bytes = content_of(path);
  Table table(path.ends_with(".csv") ? document::read_csv(bytes, path, {}, problems)
                                     : document::read_xlsx(bytes, path, {}, problems));
  for (const auto& problem : problems.kept()) ADD_FAILURE() << problem.line(Language::English);
  return table;
}

/// The workbook with rows of text below its header, all its other parts as they were.
std::string filled_in(const std::string& workbook, const Table& form, const Table& facts) {
  const auto& headers = form.grid().rows.front();
  std::string rows;
  for (std::size_t row = 1; row < facts.grid().rows.size(); ++row) {
    rows += "<row r=\"" + std::to_string(row + 1) + "\">";
    for (std::size_t column = 0; column < headers.size(); ++column) {
      const std::string text = facts.cell(row, without_unit(headers[column].text));
      if (text.empty()) continue;
      rows += "<c r=\"" + document::cell_name(static_cast<int>(row) + 1, static_cast<int>(column) + 1) +
              "\" t=\"inlineStr\"><is><t>" + escaped(text) + "</t></is></c>";
    }
    rows += "</row>";
  }
  auto parts = document::parts_in(workbook);
  for (auto& [name, content] : parts)
    if (name == "xl/worksheets/sheet1.xml") {  // in place of the empty rows below the header
      const auto begin = content.find("</row>") + std::string_view("</row>").size(), end = content.find("</sheetData>");
      content.replace(begin, end - begin, rows);
    }
  return document::zip_of(parts);
}

class RoundTrip : public testing::TestWithParam<std::string> {
 protected:
  TestFolder folder;
  std::string scheme = (root / GetParam() / "scheme.md").string(), facts = (root / GetParam() / "facts.csv").string();
};

TEST_P(RoundTrip, ABlankSheetFilledInIsRated) {
  for (const std::string language : {"zh", "en"}) {
    const std::string form = folder.path("form-" + language + ".xlsx"), result = folder.path("result.xlsx");
    ASSERT_EQ(run({"--lang", language, "form", scheme, "-o", form}).status, 0);
    const auto filled =
        folder.put("filled-" + language + ".xlsx", filled_in(content_of(form), table_of(form), table_of(facts)));
    const auto ended = run({"rate", scheme, filled, "--format", "xlsx", "-o", result});
    ASSERT_EQ(ended.status, 0) << ended.err;
    const Table rated = table_of(result);
    EXPECT_EQ(rated.grid().sheet, rated.grid().rows.at(1).front().text == "pool" ? "result" : "结果");
    EXPECT_EQ(rated.grid().rows.size(), table_of(facts).grid().rows.size() + 1) << "and its title";
    EXPECT_EQ(run({"rate", scheme, filled, "--format", "json"}).out,
              run({"rate", scheme, facts, "--format", "json"}).out)
        << "a sheet says what the table says";
  }
}

TEST_P(RoundTrip, AResultIsHistoryForTheNextRound) {
  const auto first = folder.path("first.json");
  ASSERT_EQ(run({"rate", scheme, facts, "-o", first}).status, 0);
  const auto next = run({"rate", scheme, facts, "--history", first, "--history", first, "--format", "json"});
  ASSERT_EQ(next.status, 0) << next.err;
  const auto before = Json::parse(content_of(first)), after = Json::parse(next.out);
  EXPECT_EQ(before["subjects"].size(), after["subjects"].size());
  for (std::size_t i = 0; i < before["subjects"].size(); ++i)
    EXPECT_EQ(before["subjects"][i]["total"], after["subjects"][i]["total"]) << "the past changes no score";
}

std::string test_name(const testing::TestParamInfo<std::string>& scheme) {
  std::string name = scheme.param;
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}
INSTANTIATE_TEST_SUITE_P(Schemes, RoundTrip, testing::ValuesIn(schemes()), test_name);

/// Who meets consequences, by their text.
std::map<std::string, int> consequences(const std::vector<std::string>& arguments) {
  std::map<std::string, int> out;
  const auto ended = run(arguments);
  EXPECT_EQ(ended.status, 0) << ended.err;
  const auto json = Json::parse(ended.out);
  for (const auto& one : json["consequences"]) ++out[one["when"].get<std::string>()];
  return out;
}

TEST(History, ChangesWhatTheSchemeSaysOfThePast) {
  const std::string scheme = (root / "branch-stars" / "scheme.md").string(),
                    facts = (root / "branch-stars" / "facts.csv").string();
  const TestFolder folder;
  const auto round = folder.path("round.json");
  ASSERT_EQ(run({"rate", scheme, facts, "-o", round}).status, 0);
  const std::string held = "连续2期未晋级";
  EXPECT_EQ(consequences({"rate", scheme, facts, "--format", "json"}).count(held), 0U) << "no past, nothing of it";
  EXPECT_EQ(consequences({"rate", scheme, facts, "--format", "json", "--history", round}).count(held), 0U);
  const auto twice = consequences({"rate", scheme, facts, "--format", "json", "--history", round, "--history", round});
  ASSERT_EQ(twice.count(held), 1U) << "the same grade for three rounds is no rise for two";
  EXPECT_GT(twice.at(held), 10);

  const auto own = folder.put("own.md",
                              "# 考核\n\n对象:组织\n等次:优、良\n\n## 工作(10分)\n\n1. 检查(10分)\n\n## 定级\n\n"
                              "- 优:9分以上\n- 良:不满9分\n\n## 一票否决\n\n- 上期良:最高良\n");
  const auto low = folder.put("low.csv", "编号,检查\nA,1\nB,9\n"),
             high = folder.put("high.csv", "编号,检查\nA,9\nB,9\n");
  const auto earlier = folder.path("earlier.json");
  ASSERT_EQ(run({"rate", own, low, "-o", earlier}).status, 0);
  const auto grades = [&](const std::vector<std::string>& arguments) {
    const auto ended = run(arguments);
    EXPECT_EQ(ended.status, 0) << ended.err;
    std::string out;
    const auto json = Json::parse(ended.out);
    for (const auto& one : json["subjects"]) out += one["grade"].get<std::string>();
    return out;
  };
  EXPECT_EQ(grades({"rate", own, high, "--format", "json"}), "优优");
  EXPECT_EQ(grades({"rate", own, high, "--format", "json", "--history", earlier}), "良优");
}

}  // namespace
}  // namespace pingxing
