#include "document/grid.hpp"

#include <algorithm>

#include "base/check.hpp"
#include "document/place.hpp"

namespace pingxing::document {

std::string cell_name(int row, int column) {
  std::string letters;
  for (; column > 0; column = (column - 1) / 26) letters += static_cast<char>('A' + (column - 1) % 26);
  std::reverse(letters.begin(), letters.end());
  return letters + std::to_string(row);
}

Place Grid::place(const Cell& cell) const {
  if (sheet.empty()) return at_line(file, cell.row, cell.character);
  return at_cell(file, sheet, cell_name(cell.row, cell.column));
}

Place Grid::place(std::size_t row, std::size_t column) const {
  CHECK(row < rows.size() && !rows[row].empty());
  const auto& cells = rows[row];
  if (column < cells.size()) return place(cells[column]);
  if (sheet.empty()) return place(cells.back());  // what is missing belongs behind the last one
  return at_cell(file, sheet, cell_name(cells.back().row, static_cast<int>(column) + 1));
}

}  // namespace pingxing::document
