// Every message of this folder is provoked here by the thing it is about, is complete in both languages, and is
// listed. Places and words are tested beside the code that makes them.
#include "document/messages.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <functional>
#include <map>

#include "document/csv.hpp"
#include "document/out_file.hpp"
#include "document/table_read.hpp"
#include "document/test_support.hpp"
#include "document/text_file.hpp"
#include "document/xlsx_read.hpp"
#include "document/xlsx_write.hpp"

namespace pingxing::document {
namespace {

using Provoke = std::function<void(const TestFolder&, Problems&)>;

Provoke text(std::string bytes) {
  return
      [bytes](const TestFolder& folder, Problems& problems) { read_text(folder.put("f.csv", bytes), 1'000, problems); };
}
Provoke csv(std::string bytes, Limits limits = {}) {
  return [=](const TestFolder&, Problems& problems) { read_csv(bytes, "f.csv", limits, problems); };
}
Provoke xlsx(std::string bytes, Limits limits = {}) {
  return [=](const TestFolder&, Problems& problems) { read_xlsx(bytes, "f.xlsx", limits, problems); };
}
Provoke write_to(std::string path) {
  return [path](const TestFolder& folder, Problems& problems) {
    write_whole(path.starts_with('/') ? path : folder.path(path), "x", problems);
  };
}
Provoke workbook(std::vector<SheetCell> row) {
  return [row](const TestFolder&, Problems& problems) {
    Workbook book;
    book.sheets.push_back({"数据", {}, {row}});
    write_xlsx(book, "f.xlsx", problems);
  };
}

/// As a table of which 编号 and 得分 are asked for.
Provoke asked(std::string bytes) {
  return [bytes](const TestFolder&, Problems& problems) { read_asked(bytes, "f", problems); };
}
std::string text_row(const std::vector<std::string>& cells, const std::string& attributes = "") {
  std::string row = "<row" + attributes + ">";
  for (const auto& cell : cells) row += cell.starts_with('<') ? cell : R"(<c t="str"><v>)" + cell + "</v></c>";
  return row + "</row>";
}
std::string sheet_of(const std::string& rows, const std::string& after = "", const std::string& before = "") {
  SheetXml sheet{text_row({"编号", "得分"}) + rows, after};
  sheet.before = before;
  return xlsx_of(sheet);
}
std::string two_sheets(const std::string& sheets) {
  const std::string rows = text_row({"编号", "得分"}) + text_row({"A", "1"});
  SheetXml sheet{rows};
  sheet.sheets = sheets;
  sheet.second_rows = rows;
  return xlsx_of(sheet);
}

void write_without_permission(const TestFolder& folder, Problems& problems) {
  const std::string path = folder.put("f", "old");
  const uid_t before = ::geteuid();
  ASSERT_EQ(::chmod(path.c_str(), 0400), 0);
  if (before == 0) ASSERT_EQ(::seteuid(65'534), 0);  // the superuser may do anything
  write_whole(path, "new", problems);
  if (before == 0) ASSERT_EQ(::seteuid(before), 0);
}

void read_without_permission(const TestFolder& folder, Problems& problems) {
  const std::string path = folder.put("f", "secret");
  const uid_t before = ::geteuid();
  ASSERT_EQ(::chmod(folder.path("").c_str(), 0755), 0);
  ASSERT_EQ(::chmod(path.c_str(), 0), 0);
  if (before == 0) ASSERT_EQ(::seteuid(65'534), 0);
  read_text(path, 1'000, problems);
  if (before == 0) ASSERT_EQ(::seteuid(before), 0);
}

std::map<std::string, Provoke> provocations() {
  Limits two;
  two.columns = two.rows = 2;
  Limits three_cells;
  three_cells.cells = 3;
  Limits no_bytes;
  no_bytes.part_bytes = 10;
  const std::string ole = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
  const std::string one_row = "<row><c><v>1</v></c></row>";
  SheetXml hidden;
  hidden.sheets = R"(<sheet name="a" state="hidden" r:id="rId1"/>)";
  return {
      {"FILE_MISSING",
       [](const TestFolder& folder, Problems& problems) { read_text(folder.path("none"), 1, problems); }},
      {"FILE_UNREADABLE", read_without_permission},
      {"FILE_IS_FOLDER", [](const TestFolder& folder, Problems& problems) { read_text(folder.path(""), 1, problems); }},
      {"FILE_EMPTY", text("")},
      {"FILE_TOO_LARGE", text(std::string(1'001, 'x'))},
      {"FILE_IS_BINARY", text(std::string("a\0", 2))},
      {"NOT_UTF8", text("a\xFF")},
      {"GB18030_FILE", text("\xC3\xFB\xB3\xC6")},
      {"BIG5_FILE", text("\xA6\x57\xBA\xD9")},
      {"ENCODING_UNCLEAR", text("\xBC\xD7")},
      {"TEXT_DAMAGED",
       [](const TestFolder&, Problems& problems) { read_asked("\xFF\xFE\x01\xD8", "f.csv", problems); }},
      {"UTF16_FILE", text("\xFF\xFE"
                          "a")},
      {"FOLDER_MISSING", write_to("none/f")},
      {"WRITE_REFUSED", write_without_permission},
      {"DISK_FULL", write_to("/dev/full")},
      {"FILE_NOT_WRITTEN", write_to(std::string(300, 'n'))},
      {"CSV_QUOTE_OPEN", csv("a\n\"b")},
      {"CSV_TEXT_AFTER_QUOTE", csv("a\n\"b\"c")},
      {"CSV_QUOTE_INSIDE", csv("a\nb\"c")},
      {"CSV_ROW_WIDTH", csv("a,b\n1\n")},
      {"CSV_TOO_WIDE", csv("a,b,c\n", two)},
      {"CSV_TOO_MANY_ROWS", csv("a\n1\n2\n", two)},
      {"CSV_TOO_MANY_CELLS", csv("a,b\n1,2\n", three_cells)},
      {"CSV_SEPARATOR", csv("a;b\n")},
      {"CSV_SEPARATOR_LINE", csv("sep=x\na\n")},
      {"TABLE_ENCODING", asked(encoded("编号,得分\n甲,1\n", "GBK"))},
      {"TABLE_ABOVE_HEADER", asked("汇总表,\n编号,得分\nA,1\n")},
      {"TABLE_COLUMNS_LEFT_OUT",
       [](const TestFolder&, Problems& problems) {
         const auto grid = read_asked("编号,得分,备注\nA,1,x\n", "f", problems);
         TableProblems found;
         tell_columns_left_out(*grid, {2}, found);
         found.tell(problems);
       }},
      {"TABLE_COLUMN_STANDS_FOR",
       [](const TestFolder&, Problems& problems) {  // who knows the columns says so
         problems.add(table_column_stands_for, {}, {"工号", Text{"编号", "id"}});
       }},
      {"TABLE_ROWS_LEFT_OUT", asked("编号,得分\nA,1\n合计,1\n")},
      {"TABLE_FORMULAS", asked(sheet_of(text_row({"A", "<c><f>1+1</f><v>2</v></c>"})))},
      {"TABLE_SEVERAL_SHEETS", asked(two_sheets(R"(<sheet name="a" r:id="rId1"/><sheet name="b" r:id="rId4"/>)"))},
      {"TABLE_SHEET_HIDDEN",
       asked(two_sheets(R"(<sheet name="a" r:id="rId1"/><sheet name="b" state="hidden" r:id="rId4"/>)"))},
      {"TABLE_ROWS_HIDDEN", asked(sheet_of(text_row({"A", "1"}) + text_row({"B", "2"}, R"( hidden="1")")))},
      {"TABLE_COLUMNS_HIDDEN",
       asked(sheet_of(text_row({"A", "1"}), "", R"(<cols><col min="2" max="2" hidden="1"/></cols>)"))},
      {"TABLE_MORE_ALIKE", csv("a,b\n1\n1\n1\n1\n1\n1\n")},
      {"XLSX_OLD_FORMAT", xlsx(ole)},
      {"XLSX_ENCRYPTED", xlsx(zip_of(parts_of({}), "secret"))},
      {"XLSX_NOT_WORKBOOK", xlsx("a,b")},
      {"XLSX_DAMAGED", xlsx("PK\x03\x04")},
      {"XLSX_TOO_LARGE", xlsx(xlsx_of({one_row}), no_bytes)},
      {"XLSX_NO_SHEET", xlsx(xlsx_of(hidden))},
      {"XLSX_SHEET_EMPTY", xlsx(xlsx_of({}))},
      {"XLSX_MERGED", asked(sheet_of(text_row({"A", "1"}), R"(<mergeCells><mergeCell ref="A2:B2"/></mergeCells>)"))},
      {"XLSX_NO_TEXT", xlsx(xlsx_of({R"(<row><c t="str"><v>_xD801_</v></c></row>)"}))},
      {"XLSX_TEXT_CUT", workbook({{std::string(40'000, 'x')}})},
      {"XLSX_SHEET_TOO_LARGE", workbook(std::vector<SheetCell>(20'000))}};
}

TEST(DocumentMessages, EachIsProvoked) {
  const auto all = provocations();
  for (const MessageRow* row : messages) {
    const auto found = all.find(std::string(row->code));
    ASSERT_NE(found, all.end()) << row->code << " has no provocation";
    const TestFolder folder;
    Problems problems;
    found->second(folder, problems);
    const Codes expected = row == &table_more_alike
                               ? Codes{"CSV_ROW_WIDTH", "CSV_ROW_WIDTH", "CSV_ROW_WIDTH", "TABLE_MORE_ALIKE"}
                               : Codes{std::string(row->code)};
    ASSERT_EQ(codes(problems), expected);
    for (const Language language : {Language::Chinese, Language::English}) {
      const std::string line = problems.kept().back().line(language);
      for (const std::string_view word : {"{0}", "{1}", "{2}", "{3}"}) {
        EXPECT_EQ(line.find(word), line.npos) << line;  // a word was not given
      }
    }
  }
  EXPECT_EQ(all.size(), messages.size());
}

TEST(DocumentMessages, EachIsCompleteInBothLanguages) {
  std::vector<std::string_view> seen;
  for (const MessageRow* row : messages) {
    seen.push_back(row->code);
    for (const std::string_view sentence : {row->says.zh, row->says.en, row->mend.zh, row->mend.en}) {
      EXPECT_FALSE(sentence.empty()) << row->code;
    }
    for (const std::string word : {"{0}", "{1}", "{2}", "{3}"}) {
      for (const Text& pair : {row->says, row->mend}) {
        EXPECT_EQ(pair.zh.find(word) == pair.zh.npos, pair.en.find(word) == pair.en.npos) << row->code << word;
      }
    }
  }
  std::sort(seen.begin(), seen.end());
  EXPECT_EQ(std::adjacent_find(seen.begin(), seen.end()), seen.end());
}

}  // namespace
}  // namespace pingxing::document
