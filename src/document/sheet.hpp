// A sheet of a workbook as it was read, with what its looks say about its cells: what is merged, what is hidden. Not
// here: which of the rows are the table (table_find.hpp).
#pragma once
#include <string>
#include <utility>
#include <vector>

#include "base/problem.hpp"
#include "document/grid.hpp"

namespace pingxing::document {

/// Rows and columns from 1, both ends included.
struct CellRange {
  int first_row = 0, first_column = 0, last_row = 0, last_column = 0;
  std::string name;  ///< "B2:B5", as the workbook has it
  [[nodiscard]] bool has(int row, int column) const {
    return row >= first_row && row <= last_row && column >= first_column && column <= last_column;
  }
};

struct Sheet {
  Grid grid;
  std::vector<CellRange> merges;
  std::vector<int> hidden_rows;                     ///< those with content, rising
  std::vector<std::pair<int, int>> hidden_columns;  ///< from, to
  bool is_hidden = false;
  Problems problems;  ///< of single cells

  [[nodiscard]] bool is_hidden_column(int column) const;
};

}  // namespace pingxing::document
