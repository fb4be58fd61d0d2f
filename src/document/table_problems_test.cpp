#include "document/table_problems.hpp"

#include <gtest/gtest.h>

#include "document/messages.hpp"
#include "document/place.hpp"
#include "document/test_support.hpp"

namespace pingxing::document {
namespace {

Place at(int line, int column) { return at_line("f.csv", line, column); }

std::vector<std::string> told(const TableProblems& found, Problems problems = {}) {
  found.tell(problems);
  std::vector<std::string> out;
  for (const auto& problem : problems.kept())
    out.push_back(problem.place.text().substr(6) + " " + std::string(problem.code()));
  return out;
}

TEST(TableProblems, AreToldByLineThenColumn) {
  TableProblems found;
  found.add_alike(csv_quote_inside, at(3, 4), {}, {3, 2});
  found.add_alike(csv_row_width, at(3, 1), {"1", "2"}, {3, 0});
  found.add(csv_quote_open, at(2, 9), {}, {2, 3});
  found.add_alike(csv_quote_inside, at(2, 5), {}, {2, 2});
  EXPECT_EQ(told(found),
            (Codes{"2:5 CSV_QUOTE_INSIDE", "2:9 CSV_QUOTE_OPEN", "3:1 CSV_ROW_WIDTH", "3:4 CSV_QUOTE_INSIDE"}));
}

TEST(TableProblems, OfManyAlikeTheFirstAreToldAndTheOthersCounted) {
  for (const int count : {5, 6, 500}) {
    TableProblems found;
    for (int line = 2; line < 2 + count; ++line) found.add_alike(csv_quote_inside, at(line, 7), {}, {line, 3});
    found.add_alike(csv_quote_inside, at(4, 1), {}, {4, 1});
    Problems problems;
    found.tell(problems);
    EXPECT_EQ(problems.kept().size(), count == 5 ? 6U : 5U);
    EXPECT_EQ(problems.kept().size(), problems.count());
    EXPECT_EQ(found.error_count(), static_cast<std::size_t>(count) + 1);
    if (count < 500) continue;
    EXPECT_EQ(told(found).back(), "5:7 TABLE_MORE_ALIKE");
    EXPECT_EQ(problems.kept().back().says(Language::Chinese), "这一列另有497处CSV_QUOTE_INSIDE,最后一处在501:7");
    EXPECT_EQ(problems.kept().back().says(Language::English),
              "497 more CSV_QUOTE_INSIDE in this column, the last at 501:7");
  }
}

TEST(TableProblems, RowsThatAreAlikeHaveNoColumn) {
  TableProblems found;
  for (int line = 2; line < 12; ++line) found.add_alike(csv_row_width, at(line, 1), {"1", "2"}, {line, 0});
  Problems problems;
  found.tell(problems);
  EXPECT_EQ(problems.kept().back().says(Language::English), "7 more CSV_ROW_WIDTH, the last at 11:1");
}

TEST(TableProblems, ManyColumnsLeaveEachLess) {
  for (const int columns : {20, 30, 45, 300}) {
    TableProblems found;
    for (int column = 1; column <= columns; ++column)
      for (int line = 2; line < 12; ++line) found.add_alike(csv_quote_inside, at(line, column), {}, {line, column});
    Problems problems;
    found.tell(problems);
    const auto codes_told = codes(problems);
    const auto counted = static_cast<int>(std::count(codes_told.begin(), codes_told.end(), "TABLE_MORE_ALIKE"));
    if (columns <= 45) {
      EXPECT_EQ(problems.count(), problems.kept().size()) << "a line or a count for each";
      EXPECT_EQ(counted, columns);
    } else {
      EXPECT_EQ(problems.kept().size(), Problems::kept_max);
      EXPECT_EQ(problems.count(), 10U * 300U);
    }
  }
}

TEST(TableProblems, WhatOthersFoundComesFirstAndCounts) {
  Problems others;
  for (int i = 0; i < 150; ++i) others.add(xlsx_merged, at_cell("f.xlsx", "a", "B2"), {"B2:B3"});
  TableProblems found;
  found.add_alike(csv_quote_inside, at(2, 7), {}, {2, 3});
  found.add(others);
  EXPECT_EQ(found.error_count(), 151U);
  Problems problems;
  found.tell(problems);
  EXPECT_EQ(problems.kept().front().code(), "XLSX_MERGED");
  EXPECT_EQ(problems.count(), 151U);
}

}  // namespace
}  // namespace pingxing::document
