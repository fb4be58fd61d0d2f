// Reads comma-separated text after RFC 4180 into a Grid: quotes, doubled quotes, any line ends, tabs instead of
// commas; every problem with its place. Not here: encodings (text_file.hpp), what columns mean, writing
// (csv_write.hpp), and files of millions of rows, which are never made into cells.
#pragma once
#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "document/csv_header.hpp"
#include "document/grid.hpp"
#include "document/limits.hpp"
#include "document/table_problems.hpp"

namespace pingxing::document {

/// A header divided by one of these, and by no comma or tab, is refused: ";" is what some offices' Excel writes, the
/// full-width ones are typed by mistake.
inline constexpr std::array<std::string_view, 4> refused_separators{";", "\uFF0C", "\uFF1B", "|"};

/// All rows of `text` (UTF-8 without mark; the first row is the header) as cells, nothing trimmed. Lines without any
/// content (blank, or only separators) are skipped. Separator: the one that a first
/// line "sep=;" names, as Excel has it, which is no row then; else the comma, or the tab where the header has tabs and
/// no comma. Nothing where the text cannot be read as a table at all (empty, open quote, other separator, over a
/// limit); otherwise the grid, even where `problems` got errors on single rows (width, stray quotes): ask it before
/// use. `file` is only for places.
std::optional<Grid> read_csv(std::string_view text, std::string file, const Limits& limits, TableProblems& problems);
/// The same of a text whose header is on a later line: what stands above it is told, and no part of the grid.
std::optional<Grid> read_csv_from(const CsvStart& start, std::string_view text, std::string file, const Limits& limits,
                                  TableProblems& problems);
/// The same, with the problems told at once.
std::optional<Grid> read_csv(std::string_view text, std::string file, const Limits& limits, Problems& problems);

/// read_csv says nothing of the width of a row that looks like one of sums or signatures. Where it is none of these,
/// this says it.
void check_width(const Grid& grid, const std::vector<Cell>& row, TableProblems& problems);

/// What is known of a row that stands alone.
struct CsvRowShape {
  char separator = ',';
  std::size_t width = 0;  ///< cells of the header
  int line = 1;           ///< on which it begins
};
/// The cells of one row, which has content. Nothing where it is no row at all; otherwise the cells, even where their
/// number is wrong or a quote is stray.
std::optional<std::vector<Cell>> read_csv_row(std::string_view row, std::string file, const CsvRowShape& shape,
                                              const Limits& limits, TableProblems& problems);

}  // namespace pingxing::document
