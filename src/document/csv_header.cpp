#include "document/csv_header.hpp"

#include <algorithm>
#include <vector>

#include "base/text.hpp"
#include "document/csv.hpp"

namespace pingxing::document {

namespace {

constexpr std::size_t looked_cells = 1'000;              // of each
constexpr std::size_t bytes_max = std::size_t{2} << 20;  // of the rows that are looked at

/// A row of the text: where it begins, on which line, and its text without the line end.
struct Row {
  std::size_t at = 0;
  int line = 1;
  std::string_view text;
};

/// The first rows; a line end inside quotes ends none.
std::vector<Row> first_rows(std::string_view text) {
  std::vector<Row> rows;
  const std::size_t end = std::min(text.size(), bytes_max);
  int line = 1, begun_on = 1;
  bool is_quoted = false;
  std::size_t begin = 0;
  for (std::size_t at = 0; at < end && rows.size() < header_rows_max; ++at) {
    if (text[at] == '"') is_quoted = !is_quoted;
    const bool is_break = text[at] == '\n' || (text[at] == '\r' && !text.substr(at + 1).starts_with('\n'));
    if (!is_break) continue;
    ++line;
    if (is_quoted) continue;
    std::string_view row = text.substr(begin, at - begin);
    if (row.ends_with('\r')) row.remove_suffix(1);
    rows.push_back({begin, begun_on, row});
    begin = at + 1;
    begun_on = line;
  }
  if (end == text.size() && begin < end && rows.size() < header_rows_max)
    rows.push_back({begin, begun_on, text.substr(begin)});
  return rows;
}

}  // namespace

CsvStart find_csv_header(std::string_view text, const RoleOf& role) {
  const auto rows = first_rows(text);
  if (rows.empty() || starts_with_any_case(rows.front().text, "sep=") ||
      starts_with_any_case(rows.front().text, "\"sep="))
    return {};
  Sheet sheet;
  std::vector<const Row*> of_rows;
  for (const auto& row : rows) {
    const bool has_tabs = row.text.find(',') == row.text.npos && row.text.find('\t') != row.text.npos;
    TableProblems unsaid;
    auto cells = read_csv_row(row.text, "", {has_tabs ? '\t' : ',', 0, row.line}, {}, unsaid);
    if (!cells) continue;
    if (cells->size() > looked_cells) {
      cells->resize(looked_cells);
      cells->shrink_to_fit();
    }
    sheet.grid.rows.push_back(std::move(*cells));
    of_rows.push_back(&row);
  }
  if (sheet.grid.rows.empty()) return {};
  const HeaderSpot spot = find_header(sheet, role);
  if (!spot.is_found() || spot.row == 0) return {0, 1, spot.is_double, {}};
  CsvStart start{of_rows[spot.row]->at, of_rows[spot.row]->line, spot.is_double, {}};
  for (const auto& cell : sheet.grid.rows.front())
    if (start.title.empty()) start.title = cell_text(cell.text);
  return start;
}

}  // namespace pingxing::document
