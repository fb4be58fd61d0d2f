// Every message of this folder is provoked here by the thing it is about, is complete in both languages, and is
// listed.
#include "service/messages.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <set>

#include "service/explain_subject.hpp"
#include "service/fix_file.hpp"
#include "service/language_manual.hpp"
#include "service/load_scheme.hpp"
#include "service/read_history.hpp"
#include "service/test_support.hpp"

namespace pingxing::service {
namespace {

using document::Cell;
using Provoke = std::function<void(Problems&)>;

/// A table of the small scheme with these lines below its header.
Provoke rows(std::string below) {
  return
      [below](Problems& problems) { facts_of_csv(parsed(small_scheme), std::string(small_header) + below, problems); };
}
/// A row that is right, but for one column.
Provoke cell(std::size_t column, std::string text) {
  std::vector<std::string> cells = {"A1", "甲", "东片", "甲类", "是", "1", "12", "93", "90", "9", "8", "省", "1000"};
  cells[column] = std::move(text);
  return rows(joined(cells, ",") + "\n");
}
Provoke table(std::string csv) {
  return [csv](Problems& problems) { facts_of_csv(parsed(small_scheme), csv, problems); };
}
/// A table of a scheme that asks for entries.
Provoke listed(std::string csv) {
  return [csv](Problems& problems) {
    facts_of_csv(
        parsed("# 试\n\n对象:组织\n周期:年\n\n## 工作(10分)\n\n1. 试项(10分)\n   - 服务:每次减1分,每月最多减2分\n"
               "   - 表现:每次酌情减1至2分,每月最多减2分\n   - 违规:每次减1分,每人最多减2分\n"),
        csv, problems);
  };
}
/// A cell as a workbook may hold it, in the column 质量.
Provoke sheet_cell(Cell of_sheet) {
  return [of_sheet](Problems& problems) {
    auto grid = document::read_csv(std::string(small_header) + "A1,甲,东片,甲类,是,1,12,93,90,9,8,省,1000\n", "f.xlsx",
                                   {}, problems);
    grid->rows[1][6] = of_sheet;
    document::TableProblems found;
    facts_of(parsed(small_scheme), *grid, found);
    found.tell(problems);
  };
}
Provoke history(std::string json) {
  return [json](Problems& problems) {
    const document::TestFolder folder;
    read_history(parsed(small_scheme), {folder.put("h.json", json)}, problems);
  };
}
Provoke subject(std::string wanted) {
  return [wanted](Problems& problems) {
    const auto rated =
        rated_of(small_scheme, std::string(small_header) +
                                   "A1,甲,东片,甲类,是,1,12,93,90,9,8,省,1\nA2,甲,东片,甲类,是,1,12,93,90,9,8,省,1\n");
    explain_subject(*rated, wanted, problems);
  };
}

Provoke example(std::string line) {
  return [line](Problems& problems) {
    problems.add(
        read_scheme(
            "# 方案\n\n周期:年\n总分:10\n未定级:无\n\n## 纪律(10分)\n\n1. 纪律(10分)\n   - "
            "迟到:每次减1分,减完为止\n   - 早退:每次减2分,减完为止\n\n## 定级\n\n- 优:8分以上\n\n## 示例\n\n- " +
                line + "\n",
            "s.md")
            .problems);
  };
}

std::string choices(int count) {
  std::string levels;
  for (int i = 0; i < count; ++i)
    levels += (i ? "、" : "") + std::string("级别") + static_cast<char>('A' + i) + "加1分";
  return "# 方案\n\n## 工作(10分)\n\n1. 荣誉(10分)\n   - 荣誉:" + levels + ",累计\n";
}

std::string result(std::string subjects, std::string scheme = "小方案") {
  return R"({"scheme":")" + scheme + R"(","subjects":[)" + subjects + "]}";
}

const std::string right_row = "A1,甲,东片,甲类,是,1,12,93,90,9,8,省,1000\n";
const std::string long_header(small_header);

const std::map<std::string, Provoke>& provokers() {
  static const std::map<std::string, Provoke> all = {
      {"FACTS_HEADER_MISSING", table("姓名是谁,天气\nA,晴\n")},
      {"FACTS_IDS_ALIKE", rows(right_row + "ａ１,乙,东片,甲类,是,1,12,93,90,9,8,省,1000\n")},
      {"FACTS_ID_DATE", cell(0, "1月2日")},
      {"FACTS_ID_CUT", cell(0, "1.10101E+17")},
      {"FACTS_ID_SHOWN",
       [](Problems& problems) {
         auto grid = document::read_csv(long_header + right_row, "f.xlsx", {}, problems);
         grid->rows[1][0] = {"12", Cell::Kind::Number, Cell::Kind::Empty, document::shown_otherwise, 2, 1, 1};
         document::TableProblems found;
         facts_of(parsed(small_scheme), *grid, found);
         found.tell(problems);
       }},
      {"FACTS_POOLS_ALIKE", rows(right_row + "A2,乙,东 片,甲类,是,1,12,93,90,9,8,省,1000\n")},
      {"FACTS_WORD_FOR_ZERO", cell(5, "无")},
      {"FACTS_SHARE", cell(7, "0.93")},
      {"FACTS_FRACTION", cell(6, "9/10")},
      {"FACTS_UNIT_LEFT", cell(5, "3项")},
      {"FACTS_PERCENT_ONES", cell(7, "1")},
      {"HISTORY_ZEROS",
       [](Problems& problems) {
         rating::Facts facts;
         facts.count = 1;
         facts.ids.push("1");
         rating::History history;
         history.of("001") = {0};
         tell_lost_zeros(facts, history, problems);
       }},
      {"FACTS_COLUMN_UNKNOWN", table("编号,天气\nA,晴\n")},
      {"FACTS_COLUMN_MISSING", table("编号\nA\n")},
      {"FACTS_COLUMN_TWICE", table("编号,编号\nA,B\n")},
      {"FACTS_COLUMN_AMBIGUOUS",
       [](Problems& problems) {
         const auto s =
             parsed("# 方案\n\n## 工作(20分)\n\n1. 甲(10分)\n   - 缺项:每项减1分\n2. 乙(10分)\n   - 缺项:每项减1分\n");
         facts_of_csv(s, "编号,缺项,2 缺项\nA,1,1\n", problems);
       }},
      {"FACTS_HEADER_BLANK", table("编号,\nA,1\n")},
      {"FACTS_SUM_ALONE", table("编号,抽查_sum\nA,1\n")},
      {"FACTS_SUM_TRIMMED",
       [](Problems& problems) {
         facts_of_csv(parsed("# 方案\n\n## 工作(10分)\n\n1. 甲(10分)\n   - 评分:党员票100%\n\n## 投票\n\n"
                             "- 党员票:两端各去掉10%\n"),
                      "编号,党员票_sum,党员票_n\nA,90,10\n", problems);
       }},
      {"FACTS_MARKS_FEW",
       [](Problems& problems) {
         facts_of_csv(parsed("# 方案\n\n## 工作(10分)\n\n1. 甲(10分)\n   - 去掉一个最高分和一个最低分后取平均\n"),
                      "编号,甲\nA,9;8\n", problems);
       }},
      {"FACTS_NO_ROWS", rows("")},
      {"FACTS_ID_BLANK", cell(0, "")},
      {"FACTS_ID_TWICE", rows(right_row + right_row)},
      {"FACTS_POOL_BLANK", cell(2, "")},
      {"FACTS_KIND_UNKNOWN", cell(3, "丙类")},
      {"FACTS_KIND_BLANK", cell(3, "")},
      {"FACTS_KIND_UNUSED",
       [](Problems& problems) {
         facts_of_csv(parsed("# 方案\n\n## 工作(10分)\n\n1. 甲(10分)\n"), "编号,类别,甲\nA,x,1\n", problems);
       }},
      {"FACTS_CONTROL_CHARACTER", cell(1, "\"甲\x1b[2J\"")},
      {"FACTS_YES_NO", cell(4, "大概")},
      {"FACTS_NOT_NUMBER", cell(6, "十二")},
      {"FACTS_LETTER_FOR_DIGIT", cell(6, "1O")},
      {"FACTS_NOT_WHOLE", cell(5, "13.5")},
      {"FACTS_OUT_OF_RANGE", cell(6, "20.01")},
      {"FACTS_PERCENT_UNEXPECTED", cell(6, "12%")},
      {"FACTS_DATE", sheet_cell({"2026-01-02", Cell::Kind::Date})},
      {"FACTS_FORMULA", sheet_cell({"", Cell::Kind::Formula, Cell::Kind::Empty})},
      {"FACTS_CELL_ERROR", sheet_cell({"#REF!", Cell::Kind::Error})},
      {"FACTS_CHOICE_UNKNOWN", cell(11, "国家")},
      {"FACTS_CHOICE_TIMES", cell(11, "省;省;省;省;省;省;省;省;省;省;省;省;省;省;省;省")},
      {"FACTS_ENTRIES_PLAIN", listed("编号,服务,表现,违规\nA,3,0,0\n")},
      {"FACTS_ENTRY_DATE", listed("编号,服务,表现,违规\nA,2026-02-30,0,0\n")},
      {"FACTS_ENTRY_YEAR", listed("编号,服务,表现,违规\nA,3月5日,0,0\n")},
      {"FACTS_ENTRY_KEY", listed("编号,服务,表现,违规\nA,0,0,甲2\n")},
      {"FACTS_ENTRY_MARK", listed("编号,服务,表现,违规\nA,0,2026-03-05,0\n")},
      {"FACTS_ENTRIES_APART", listed("编号,服务,表现,违规\nA,2025-01-05;2026-03-05,0,0\n")},
      {"FACTS_ROWS_FOLDED", listed("编号,日期,服务,表现,违规\nA,2026-03-05,1,0,0\nA,2026-03-06,1,,\n")},
      {"FACTS_ROWS_DIFFER", listed("编号,日期,服务,表现,违规\nA,2026-03-05,1,0,0\nA,2026-03-06,1,,甲×1\n")},
      {"FACTS_ROW_DATE", listed("编号,日期,服务,表现,违规\nA,,1,0,0\nA,2026-03-06,1,,\n")},
      {"FACTS_SEVERAL", cell(6, "9;10")},
      {"FACTS_SAMPLE_BLANK", cell(8, "90;;80")},
      {"FACTS_SUM_COUNT",
       table("编号,名称,分组,类别,有负责人,缺项,质量,参与率,抽查,党员票_sum,党员票_n,群众票,荣誉,绩效\n"
             "A1,甲,东,甲类,是,1,12,93,90,50,2,8,省,1\n")},
      {"FACTS_NOT_APPLICABLE", rows("A1,甲,东片,乙类,是,1,12,93,90,9,8,省,1000\n")},
      {"FACTS_NOT_APPLICABLE_REFUSED", cell(5, "不适用")},
      {"FACTS_NOT_APPLICABLE_HERE", cell(12, "N/A")},
      {"FACTS_NOT_APPLICABLE_MIXED",
       [](Problems& problems) {
         const auto s = parsed(
             "# 方案\n\n## 工作(10分)\n\n1. 甲(10分)\n   - 迟到:每次减1分\n   - 早退:每次减1分\n   - "
             "不适用时:得满分\n");
         facts_of_csv(s, "编号,迟到,早退\nA,不适用,2\n", problems);
       }},
      {"FACTS_PERCENT_SCALE",
       [](Problems& problems) {
         const auto s = parsed("# 方案\n\n## 工作(10分)\n\n1. 甲(10分)\n   - 差错率:2%以下得10分;超过2%不得分\n");
         facts_of_csv(s, "编号,差错率\nA,0.5\n", problems);
       }},
      {"FACTS_CHOICES_TOO_MANY",
       [](Problems& problems) {
         facts_of_csv(scheme::parse_scheme(choices(16), "s.md").scheme, "编号,荣誉\nA,\n", problems);
       }},
      {"HISTORY_NOT_JSON", history("{\"scheme\": ")},
      {"HISTORY_NOT_RESULT", history("{\"scheme\": \"小方案\"}")},
      {"HISTORY_OTHER_SCHEME", history(result("", "别的方案"))},
      {"HISTORY_GRADE_UNKNOWN", history(result(R"({"id":"A1","status":"rated","grade":"六星级"})"))},
      {"HISTORY_ID_TWICE", history(result(R"({"id":"A1","status":"pending"},{"id":"A1","status":"pending"})"))},
      {"SUBJECT_UNKNOWN", subject("乙")},
      {"SUBJECT_AMBIGUOUS", subject("甲")},
      {"EXAMPLE_INCOMPLETE", example("甲:迟到1次 → 9分")},
      {"EXAMPLE_DIFFERS", example("甲:迟到1次,早退0次 → 7分")},
      {"EXAMPLES_MISSING", [](Problems& problems) { rate_examples(parsed(small_scheme), "", problems); }},
      {"SCHEME_CHANGED",
       [](Problems& problems) {
         const document::TestFolder folder;
         const auto fixes = fixes_of_file(folder.put("s.md", "# 方案\n"));
         EXPECT_FALSE(write_fixes(folder.put("s.md", "# 另一个方案\n"), fixes, problems));
       }},
  };
  return all;
}

TEST(Messages, EachIsProvoked) {
  for (const auto* row : messages) {
    const auto provoke = provokers().find(std::string(row->code));
    ASSERT_NE(provoke, provokers().end()) << row->code << " is provoked by nothing";
    Problems problems;
    provoke->second(problems);
    const auto found = document::codes(problems);
    EXPECT_NE(std::find(found.begin(), found.end(), row->code), found.end()) << row->code << "\n" << lines_of(problems);
  }
  EXPECT_EQ(provokers().size(), messages.size());
}

TEST(Messages, SayTheirWordsInBothLanguages) {
  for (const auto& [code, provoke] : provokers()) {
    Problems problems;
    provoke(problems);
    for (const auto& problem : problems.kept()) {
      for (const auto language : {Language::Chinese, Language::English}) {
        EXPECT_FALSE(problem.says(language).empty());
        EXPECT_EQ(problem.line(language).find('{'), std::string::npos) << problem.line(language);
      }
    }
  }
}

TEST(Messages, CodesAreUniqueEverywhere) {
  std::set<std::string_view> seen;
  for (const auto* row : all_messages()) EXPECT_TRUE(seen.insert(row->code).second) << row->code;
}

}  // namespace
}  // namespace pingxing::service
