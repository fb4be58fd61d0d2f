// Cells that list entries: what is read, what is refused and how it is kept; tables of one row a date.
#include "service/entry_list.hpp"

#include "rating/score.hpp"
#include "service/fact_cell.hpp"
#include "service/make_form.hpp"
#include "service/run_examples.hpp"
#include "service/test_support.hpp"

namespace pingxing::service {
namespace {

constexpr std::string_view dated_scheme = R"(# 按月封顶

对象:组织
周期:年

## 工作(20分)

1. 服务(10分)
   - 服务:每次得1分,每月最多得2分
   - 范围:0至50
2. 纪律(10分)
   - 违规:每次减1分,每人最多减3分
   - 处分:每次减2分
   - 表现:每次酌情减1至2分,每季度最多减3分

## 定级

- 合格:6分以上
- 不合格:不满6分
)";

/// What a cell of 服务, 违规 or 表现 is kept as, or the code of its refusal.
std::string kept(const std::string& header, const std::string& cell,
                 document::Cell::Kind kind = document::Cell::Kind::Text) {
  const auto s = parsed(dated_scheme);
  int input = 0;
  while (s.inputs[static_cast<std::size_t>(input)].name != header) ++input;
  document::Grid grid;
  grid.file = "f";
  grid.rows.push_back({document::Cell{cell, kind, document::Cell::Kind::Empty, 0, 1, 1, 1}});
  document::TableProblems found;
  const auto value = read_fact(reading_of(s, input), grid.rows[0][0], CellProblems(grid, found));
  if (!value) {
    Problems told;
    found.tell(told);
    return std::string(told.kept().front().code());
  }
  if (value->is_missing) return "missing";
  const bool are_marks = s.inputs[static_cast<std::size_t>(input)].type == scheme::InputType::Points;
  const std::string text = kept_entries(value->entries, are_marks);
  if (text != cell) EXPECT_EQ(kept(header, text), text);  // what is kept is read as itself
  return text;
}

TEST(EntryList, ReadsDaysInTheSpellingsOfOffices) {
  for (const std::string cell :
       {"2026-03-05;2026-03-12×2", "2026/3/5;2026/3/12×2", "2026年3月5日、2026年3月12日2次", "2026.3.5,2026.3.12*2",
        "2026-03-05;2026-03-12 2;", "２０２６-03-05；2026-03-12 ×2", "2026-03-05\n2026-03-12(2次)",
        "2026-03-05 2026-03-12 2", "20260305;20260312×2", "2026-3-5,2026-3-12x2次"})
    EXPECT_EQ(kept("服务", cell), "2026-03-05;2026-03-12×2") << cell;
  EXPECT_EQ(kept("服务", "2026-03-05;2026-03-05"), "2026-03-05;2026-03-05");  // twice on one day
  EXPECT_EQ(kept("服务", "2026-03-05T08:30:00", document::Cell::Kind::Date), "2026-03-05");
  EXPECT_EQ(kept("服务", "0"), "0");
  EXPECT_EQ(kept("服务", ""), "missing");
}

TEST(EntryList, RefusesWhatIsNoListOfDays) {
  EXPECT_EQ(kept("服务", "3"), "FACTS_ENTRIES_PLAIN");
  EXPECT_EQ(kept("服务", "3", document::Cell::Kind::Number), "FACTS_ENTRIES_PLAIN");
  EXPECT_EQ(kept("服务", "3月5日"), "FACTS_ENTRY_YEAR");
  EXPECT_EQ(kept("服务", "2026-03-05;03-12"), "FACTS_ENTRY_YEAR");
  EXPECT_EQ(kept("服务", "2026-02-30"), "FACTS_ENTRY_DATE");
  EXPECT_EQ(kept("服务", "26-03-05"), "FACTS_ENTRY_DATE");
  EXPECT_EQ(kept("服务", "2026-03"), "FACTS_ENTRY_DATE");
  EXPECT_EQ(kept("服务", "三月"), "FACTS_ENTRY_DATE");
  EXPECT_EQ(kept("服务", "2026-03-05至2026-03-07"), "FACTS_NOT_NUMBER");
  EXPECT_EQ(kept("服务", "2026-03-05×1.5"), "FACTS_NOT_WHOLE");
  EXPECT_EQ(kept("服务", "2026-03-05×-1"), "FACTS_OUT_OF_RANGE");
  EXPECT_EQ(kept("服务", "2026-03-05×51"), "FACTS_OUT_OF_RANGE");
  EXPECT_EQ(kept("服务", "2026-03-051"), "FACTS_ENTRY_DATE");
  EXPECT_EQ(kept("服务", "无"), "FACTS_WORD_FOR_ZERO");
  EXPECT_EQ(kept("服务", "2025-03-05;2026-03-06"), "FACTS_ENTRIES_APART");
  EXPECT_EQ(kept("服务", "2025-03-07;2026-03-06"), "2025-03-07;2026-03-06");  // a year of school
  EXPECT_EQ(kept("表现", "2026-03-05"), "FACTS_ENTRY_MARK");
  EXPECT_EQ(kept("表现", "2026-03-05×3"), "FACTS_OUT_OF_RANGE");
  EXPECT_EQ(kept("表现", "2026-03-05×1.5;2026-03-06 2分"), "2026-03-05×1.5;2026-03-06×2");
}

TEST(EntryList, ReadsKeysAndAsksWhereANumberMayBeEither) {
  for (const std::string cell : {"甲×2;乙×1", "甲*2、乙", "甲 2,乙", "甲(2次);乙(1)", "甲 × 2\n乙"})
    EXPECT_EQ(kept("违规", cell), "甲×2;乙×1") << cell;
  EXPECT_EQ(kept("违规", "01×2;02×1"), "01×2;02×1");
  EXPECT_EQ(kept("违规", "A01 2;ａ01×1"), "A01×2;A01×1");  // one key
  EXPECT_EQ(kept("违规", "甲2"), "FACTS_ENTRY_KEY");
  EXPECT_EQ(kept("违规", "甲2次"), "FACTS_ENTRY_KEY");
  EXPECT_EQ(kept("违规", "×2"), "FACTS_ENTRY_KEY");
  EXPECT_EQ(kept("违规", "5"), "FACTS_ENTRIES_PLAIN");
  EXPECT_EQ(kept("违规", "甲×两"), "FACTS_NOT_NUMBER");
}

/// The rows of the table as they come to points, or what is refused.
std::string points(const std::string& csv) {
  const auto s = parsed(dated_scheme);
  Problems problems;
  const auto facts = facts_of_csv(s, csv, problems);
  std::string out;
  if (!facts) {
    for (const auto& one : problems.kept())
      if (one.is_error()) out += (out.empty() ? "" : " ") + std::string(one.code());
    return out;
  }
  for (std::size_t row = 0; row < facts->count; ++row)
    out += (row ? " " : "") + std::string(facts->ids[row]) + "=" +
           rating::score_subject(s, *facts, row, rating::Tracing::Off).total.exact();
  return out;
}

TEST(FoldRows, OneRowADateIsFolded) {
  EXPECT_EQ(points("编号,名称,服务,违规,处分,表现\n"
                   "A,甲,2026-03-05×3;2026-04-01,x×5,1,2026-03-05×2\n"),
            "A=6");  // 3 + 10−3−2−2
  EXPECT_EQ(points("编号,名称,日期,服务,违规,处分,表现\n"
                   "A,甲,2026-03-05,3,x×5,1,2\n"
                   "B,乙,2026-03-06,1,0,0,0\n"
                   "A,甲,2026/4/1,1,,,\n"),
            "A=6 B=11");
  // 0 and what is listed in the cell itself
  EXPECT_EQ(points("编号,发生时间,服务,违规,处分,表现\nA,,0,0,0,0\nA,2026-04-01,2026-05-01,,,\n"), "A=11");
}

TEST(FoldRows, WhatCannotBeFoldedIsRefused) {
  EXPECT_EQ(points("编号,服务,违规,处分,表现\nA,2026-03-05,0,0,0\nA,2026-04-05,0,0,0\n"), "FACTS_ID_TWICE");
  EXPECT_EQ(points("编号,日期,服务,违规,处分,表现\nA,2026-03-05,1,0,1,0\nA,2026-03-06,1,,1,\n"), "FACTS_ROWS_DIFFER");
  EXPECT_EQ(points("编号,名称,日期,服务,违规,处分,表现\nA,甲,2026-03-05,1,0,1,0\nA,乙,2026-03-06,1,,,\n"),
            "FACTS_ROWS_DIFFER");
  EXPECT_EQ(points("编号,日期,服务,违规,处分,表现\nA,,1,0,1,0\nA,2026-03-06,1,,,\n"),
            "FACTS_ROW_DATE FACTS_ENTRIES_PLAIN");
  EXPECT_EQ(points("编号,日期,服务,违规,处分,表现\nA,3月5日,1,0,1,0\nA,2026-03-06,1,,,\n"), "FACTS_ENTRY_YEAR");
  // One row a subject: 日期 is the day on which it was filled in.
  EXPECT_EQ(points("编号,日期,服务,违规,处分,表现\nA,2026-03-05,1,0,1,0\n"), "FACTS_ENTRIES_PLAIN");
}

TEST(EntryList, AnotherSchemeWithoutTheCapLooksAtTheSum) {
  std::string text(dated_scheme);
  const std::string cap = ",每月最多得2分";
  text.erase(text.find(cap), cap.size());
  const auto first = parsed(dated_scheme), other = parsed(text);
  const auto total = [&](const std::string& csv) -> std::string {
    document::TableProblems found;
    const auto grid = document::read_csv(csv, "f.csv", {}, found);
    const auto facts = facts_of(other, *grid, found, &first);
    return facts ? rating::score_subject(other, *facts, 0, rating::Tracing::Off).total.exact() : "refused";
  };
  EXPECT_EQ(total("编号,服务,违规,处分,表现\nA,2026-03-05×3;2026-04-01,0,0,0\n"), "14");
  EXPECT_EQ(total("编号,日期,服务,违规,处分,表现\nA,2026-03-05,3,0,0,0\nA,2026-04-01,1,,,\n"), "14");
  EXPECT_EQ(total("编号,服务,违规,处分,表现\nA,4,0,0,0\n"), "14");
  EXPECT_EQ(total("编号,服务,违规,处分,表现\nA,2026-03-05×x,0,0,0\n"), "refused");
  // Alone it asks for a number: a day in such a cell is mostly a fraction that a spreadsheet made one of.
  Problems problems;
  EXPECT_FALSE(facts_of_csv(other, "编号,服务,违规,处分,表现\nA,2026-03-05,0,0,0\n", problems));
}

TEST(EntryList, ExamplesListEntriesInWords) {
  auto s = parsed(std::string(dated_scheme) +
                  "\n## 示例\n\n- 甲:服务 2026-03-05×3、2026-04-01,违规 张×5、李×1,处分0次,表现0 → 9分\n");
  Problems problems;
  const auto outcomes = run_examples(s, problems);
  EXPECT_TRUE(problems.empty()) << lines_of(problems);
  ASSERT_EQ(outcomes.size(), 1U);
  EXPECT_TRUE(outcomes[0].is_right);
}

TEST(EntryList, TheFormSaysHowEntriesAreWritten) {
  const auto s = parsed(dated_scheme);
  const auto book = make_form(s, Language::Chinese);
  const auto& columns = book.sheets[0].columns;
  const auto found =
      std::find_if(columns.begin(), columns.end(), [](const auto& one) { return one.header == "1 服务(逐次日期)"; });
  ASSERT_NE(found, columns.end());
  EXPECT_EQ(found->number_format, "@");
  EXPECT_FALSE(found->check);
  EXPECT_NE(found->help.find("逐次写日期,一天几次写×次数,如 2026-03-05;2026-03-12×2,没有写0"), std::string::npos)
      << found->help;
  EXPECT_EQ(make_form(s, Language::English).sheets[0].columns[3].header, "2 违规 (each key)");
}

}  // namespace
}  // namespace pingxing::service
