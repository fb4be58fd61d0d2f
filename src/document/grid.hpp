// A table as it was read from a CSV file or a sheet: cells of text that know where they stand. No cell is
// interpreted here: a number is its exact decimal text, a date its ISO text, and what a column means is for the
// caller to say. Rows without any content are left out.
#pragma once
#include <string>
#include <vector>

#include "base/problem.hpp"

namespace pingxing::document {

/// One cell. Of CSV every cell is Text (or Empty).
struct Cell {
  enum class Kind : unsigned char { Empty, Text, Number, Boolean, Date, Error, Formula };

  /// Text: as typed. Number: "93.5", at most 15 significant digits, "93.5%" where the cell is formatted so.
  /// Boolean: "TRUE", "FALSE". Date: "2026-03-01", "2026-03-01T08:30:00", "08:30:00", "36:30:00" (a length of time),
  /// or the digits of a number that is formatted so and no day. Error: "#DIV/0!".
  std::string text;
  Kind kind = Kind::Empty;
  /// Of a Formula: the kind of `text`, which is the value computed when the file was last saved (Empty where it was
  /// never computed). Nothing says that it is still true: whoever reads the cell decides.
  Kind cached = Kind::Empty;
  /// Of a Number: it is shown with zeros before it up to so many digits (7 as 007); 255: shown as something else.
  unsigned char digits = 0;
  int row = 0;        ///< from 1: row of the sheet; line of the CSV file on which the cell begins
  int column = 0;     ///< from 1: column of the sheet; number of the field in its CSV row
  int character = 0;  ///< CSV only, from 1: character of the line at which the cell begins
};

inline constexpr unsigned char shown_otherwise = 255;

/// "B7" for row 7, column 2 (both from 1).
std::string cell_name(int row, int column);

struct Grid {
  std::string file;
  std::string sheet;  ///< empty for CSV
  /// Every row has at least one cell, and `rows[r][c].column == c + 1`. Rows may end early (a sheet), or differ in
  /// width from the first (CSV; the problem is then reported by the reader).
  std::vector<std::vector<Cell>> rows;

  /// Place of rows[row][column], indices from 0; a column past the end of its row is a place too (of what is
  /// missing; in CSV that of the last cell). `row` < rows.size() (CHECK).
  [[nodiscard]] Place place(std::size_t row, std::size_t column) const;
  [[nodiscard]] Place place(const Cell& cell) const;
};

}  // namespace pingxing::document
