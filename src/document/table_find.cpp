#include "document/table_find.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "base/check.hpp"
#include "base/text.hpp"
#include "document/csv.hpp"
#include "document/furniture.hpp"
#include "document/messages.hpp"
#include "document/place.hpp"
#include "document/xlsx_read.hpp"

namespace pingxing::document {

namespace {

constexpr std::size_t looked_cells = 1'000;  // of a row that may be a header
constexpr std::size_t shown_max = 8, characters_max = 30;

std::string shortened(std::string_view text) {
  std::size_t at = 0;
  for (std::size_t count = 0; at < text.size(); ++count) {
    if (count == characters_max) return std::string(text.substr(0, at)) + "…";
    next_character(text, at);
  }
  return std::string(text);
}

/// In one line: a header that is broken into several is one.
std::string header_text(std::string_view text) {
  constexpr std::size_t bytes_max = 4'000;  // no header; what is known of it is enough to say so
  std::size_t end = std::min(text.size(), bytes_max);
  while (end < text.size() && end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  std::string line = cell_text(text.substr(0, end));
  std::replace(line.begin(), line.end(), '\n', ' ');
  return line;
}

bool is_blank_cell(const Cell& cell) {
  constexpr std::size_t bytes_max = 4'000;  // of blanks; a longer text is not copied to see that it is one
  return cell.text.size() <= bytes_max && cell_text(cell.text).empty();
}

/// The number of an item that a heading begins with: 3 of 3.制度(10分); empty where it has none.
std::string_view leading_number(std::string_view text) {
  std::size_t end = 0;
  while (end < text.size() && ((text[end] >= '0' && text[end] <= '9') || text[end] == '.')) ++end;
  while (end > 0 && text[end - 1] == '.') --end;
  return text.substr(0, end);
}

/// Some of a list, and how many more there are.
class ShownList {
 public:
  void add(const std::string& word) {
    if (count_++ < shown_max) words_.push_back(word);
  }
  [[nodiscard]] Phrase phrase() const {
    const std::string zh = joined(words_, "、"), en = joined(words_, ", ");
    if (count_ == words_.size()) return {zh, en};
    return {zh + "等" + std::to_string(count_), en + " and " + std::to_string(count_ - words_.size()) + " more"};
  }
  [[nodiscard]] std::size_t count() const { return count_; }

 private:
  std::vector<std::string> words_;
  std::size_t count_ = 0;
};

bool is_asked(HeaderRole role) {
  return role == HeaderRole::Id || role == HeaderRole::Name || role == HeaderRole::Known;
}

/// The cell that a column of a header row shows, where cells are merged.
const Cell* shown_cell(const Sheet& sheet, const std::vector<Cell>& row, std::size_t column) {
  if (column < row.size() && !is_blank_cell(row[column])) return &row[column];
  const int at = row.front().row;
  for (const auto& merge : sheet.merges) {
    if (!merge.has(at, static_cast<int>(column) + 1) || merge.first_row != at) continue;
    const auto corner = static_cast<std::size_t>(merge.first_column - 1);
    if (corner < row.size() && !is_blank_cell(row[corner])) return &row[corner];
  }
  return nullptr;
}

/// Of a header in two rows: what stands below, with the heading above where only both together are asked for.
Cell double_header(const Sheet& sheet, std::size_t upper_row, std::size_t column, const RoleOf& role) {
  const auto& upper = sheet.grid.rows[upper_row];
  const auto& lower = sheet.grid.rows[upper_row + 1];
  const Cell* below = column < lower.size() && !is_blank_cell(lower[column]) ? &lower[column] : nullptr;
  const Cell* own = column < upper.size() && !is_blank_cell(upper[column]) ? &upper[column] : nullptr;
  if (!below) {
    Cell cell;
    cell.row = upper.front().row;
    cell.column = static_cast<int>(column) + 1;
    cell.character = upper.front().character;
    if (own) cell = *own;
    cell.text = header_text(cell.text);
    return cell;
  }
  Cell cell = *below;
  cell.text = header_text(cell.text);
  if (is_asked(role(cell.text))) return cell;
  const Cell* above = shown_cell(sheet, upper, column);
  if (!above) return cell;
  const std::string heading = header_text(above->text);
  for (const auto& whole : {heading + cell.text, std::string(leading_number(heading)) + " " + cell.text}) {
    if (!is_asked(role(whole))) continue;
    cell.text = whole;
    return cell;
  }
  return cell;
}

std::size_t width_of(const Sheet& sheet, const HeaderSpot& spot) {
  const auto& rows = sheet.grid.rows;
  return spot.is_double ? std::max(rows[spot.row].size(), rows[spot.row + 1].size()) : rows[spot.row].size();
}

/// Its first cells: a header that is asked for shows within them, whatever the width.
std::vector<Cell> header_of(const Sheet& sheet, const HeaderSpot& spot, const RoleOf& role, std::size_t cells_max) {
  std::vector<Cell> header;
  const std::size_t width = std::min(width_of(sheet, spot), cells_max);
  if (!spot.is_double) {
    const auto& row = sheet.grid.rows[spot.row];
    header.assign(row.begin(), row.begin() + static_cast<std::ptrdiff_t>(std::min(row.size(), width)));
    for (auto& cell : header) cell.text = header_text(cell.text);
    return header;
  }
  for (std::size_t column = 0; column < width; ++column) header.push_back(double_header(sheet, spot.row, column, role));
  return header;
}

/// Different headers that are asked for.
std::size_t count_asked(const std::vector<Cell>& header, const RoleOf& role) {
  std::set<std::string> seen;
  for (const auto& cell : header)
    if (!cell.text.empty() && is_asked(role(cell.text))) seen.insert(folded(cell.text));
  return seen.size();
}

/// Makes the table of a sheet whose header was found.
class TableMaker {
 public:
  TableMaker(Sheet& sheet, const HeaderSpot& spot, const RoleOf& role, TableProblems& problems)
      : sheet_(sheet), spot_(spot), problems_(problems) {
    out_.file = sheet.grid.file;
    out_.sheet = sheet.grid.sheet;
    out_.rows.push_back(header_of(sheet, spot, role, width_of(sheet, spot)));
    const auto& header = out_.rows.front();
    for (std::size_t c = 0; c < header.size(); ++c) {
      roles_.push_back(is_blank_cell(header[c]) ? HeaderRole::Unknown : role(header[c].text));
      if (roles_[c] == HeaderRole::Id && labels_.id < 0) labels_.id = static_cast<int>(c);
      if (roles_[c] == HeaderRole::Name && labels_.name < 0) labels_.name = static_cast<int>(c);
    }
    if (labels_.id >= 0) {
      id_header_ = folded(header[static_cast<std::size_t>(labels_.id)].text);
      labels_.id_header = id_header_;
    }
  }

  [[nodiscard]] bool has_ids() const { return labels_.id >= 0; }
  /// Whether any row is one of a subject.
  [[nodiscard]] bool has_subjects() const {
    const auto& rows = sheet_.grid.rows;
    for (std::size_t r = first_row(); r < rows.size(); ++r)
      if (!why_left_out(rows[r], labels_)) return true;
    return false;
  }

  /// The rows of the sheet are moved into it.
  Grid make() {
    tell_above();
    auto& rows = sheet_.grid.rows;
    const bool is_text = sheet_.grid.sheet.empty();
    for (std::size_t r = first_row(); r < rows.size(); ++r) {
      if (auto label = why_left_out(rows[r], labels_)) {
        left_out_.add(out_.place(rows[r].front()), rows[r].front().row, std::move(*label));
        continue;
      }
      if (is_text) check_width(out_, rows[r], problems_);
      out_.rows.push_back(std::move(rows[r]));
    }
    left_out_.tell(problems_);
    if (is_text) return std::move(out_);
    take_formulas();
    refuse_hidden();
    refuse_merges();
    return std::move(out_);
  }

 private:
  [[nodiscard]] std::size_t first_row() const { return spot_.row + (spot_.is_double ? 2 : 1); }
  [[nodiscard]] HeaderRole role(std::size_t column) const {
    return column < roles_.size() ? roles_[column] : HeaderRole::Unknown;
  }

  void tell_above() {
    if (spot_.row == 0) return;
    const auto& title = sheet_.grid.rows.front();
    const auto first = std::find_if(title.begin(), title.end(), [](const Cell& cell) { return !is_blank_cell(cell); });
    const Cell& shown = first == title.end() ? title.front() : *first;
    tell_title(out_.place(shown), shown.row, out_.rows.front().front().row, shown.text, problems_);
  }

  void take_formulas() {
    ShownList cells;
    Place first;
    int first_row = 0;
    for (std::size_t r = 1; r < out_.rows.size(); ++r) {
      for (std::size_t c = 0; c < out_.rows[r].size(); ++c) {
        Cell& cell = out_.rows[r][c];
        if (cell.kind != Cell::Kind::Formula || cell.cached == Cell::Kind::Empty) continue;
        cell.kind = cell.text.empty() ? Cell::Kind::Empty : cell.cached;
        if (!is_asked(role(c)) || cell.text.empty()) continue;
        if (cells.count() == 0) {
          first = out_.place(cell);
          first_row = cell.row;
        }
        cells.add(cell_name(cell.row, cell.column));
      }
    }
    if (cells.count() == 0) return;
    const std::string count = std::to_string(cells.count());
    problems_.add(table_formulas, first, {Phrase(count + "格", count), cells.phrase()}, {first_row, 0});
  }

  void refuse_hidden() {
    std::map<int, const std::vector<Cell>*> kept;
    for (std::size_t r = 1; r < out_.rows.size(); ++r) kept[out_.rows[r].front().row] = &out_.rows[r];
    ShownList rows;
    int first = 0;
    for (const int row : sheet_.hidden_rows) {
      if (!kept.contains(row)) continue;
      if (rows.count() == 0) first = row;
      rows.add(std::to_string(row));
    }
    if (rows.count() > 0) problems_.add(table_rows_hidden, place_of(first, 1), {rows.phrase()}, {first, 0});
    ShownList columns;
    int column = 0;
    for (std::size_t c = 0; c < roles_.size(); ++c) {
      const int at = static_cast<int>(c) + 1;
      if (!is_asked(roles_[c]) || !sheet_.is_hidden_column(at)) continue;
      if (columns.count() == 0) column = at;
      const std::string letters = cell_name(0, at);
      columns.add(letters.substr(0, letters.size() - 1) + " " + shortened(out_.rows.front()[c].text));
    }
    const int header = out_.rows.front().front().row;
    if (columns.count() > 0)
      problems_.add(table_columns_hidden, place_of(header, column), {columns.phrase()}, {header, column});
  }

  /// Where only the first of several cells has a value, what the others say is not known.
  void refuse_merges() {
    std::vector<int> kept;
    for (std::size_t r = 1; r < out_.rows.size(); ++r) kept.push_back(out_.rows[r].front().row);
    for (const auto& merge : sheet_.merges) {
      const auto row = std::lower_bound(kept.begin(), kept.end(), merge.first_row);
      if (row == kept.end() || *row > merge.last_row) continue;
      bool is_used = false;
      for (int column = merge.first_column; column <= merge.last_column && !is_used; ++column)
        is_used = column <= static_cast<int>(roles_.size()) &&
                  role(static_cast<std::size_t>(column) - 1) != HeaderRole::Furniture;
      if (is_used)
        problems_.add(xlsx_merged, place_of(merge.first_row, merge.first_column), {merge.name},
                      {merge.first_row, merge.first_column});
    }
  }

  [[nodiscard]] Place place_of(int row, int column) const {
    return at_cell(out_.file, out_.sheet, cell_name(row, column));
  }

  Sheet& sheet_;
  const HeaderSpot spot_;
  TableProblems& problems_;
  Grid out_;
  std::vector<HeaderRole> roles_;
  std::string id_header_;
  RowLabels labels_;
  LeftOutRows left_out_;
};

}  // namespace

HeaderSpot find_header(const Sheet& sheet, const RoleOf& role) {
  const auto& rows = sheet.grid.rows;
  HeaderSpot best;
  const std::size_t looked_at = std::min(rows.size(), header_rows_max);
  std::vector<std::size_t> known;
  for (std::size_t row = 0; row < looked_at; ++row) {
    known.push_back(count_asked(header_of(sheet, {row, false, 0}, role, looked_cells), role));
    if (known[row] > best.known) best = {row, false, known[row]};
  }
  for (std::size_t row = 0; row + 1 < looked_at; ++row) {
    const bool is_next = rows[row + 1].front().row == rows[row].front().row + 1;
    if (!is_next || known[row] + known[row + 1] == 0 || rows.size() <= row + 2) continue;
    const auto both = count_asked(header_of(sheet, {row, true, 0}, role, looked_cells), role);
    if (both > best.known) best = {row, true, both};
  }
  return best.is_found() ? best : HeaderSpot{0, false, best.row == 0 && !best.is_double ? best.known : 0};
}

std::optional<Grid> find_table(Grid grid, const RoleOf& role, TableProblems& problems) {
  std::vector<Sheet> sheets(1);
  sheets.front().grid = std::move(grid);
  return find_table(std::move(sheets), role, problems);
}

std::optional<Grid> find_table(std::vector<Sheet> sheets, const RoleOf& role, TableProblems& problems) {
  CHECK(!sheets.empty());
  struct Found {
    Sheet* sheet;
    HeaderSpot spot;
    bool has_ids;
  };
  std::vector<Found> with_subjects;
  std::optional<Found> with_header;
  ShownList several, hidden;
  TableProblems unsaid;
  for (auto& sheet : sheets) {
    if (sheet.grid.rows.empty()) continue;
    const HeaderSpot spot = find_header(sheet, role);
    if (!spot.is_found()) continue;
    const TableMaker maker(sheet, spot, role, unsaid);
    const bool has_subjects = maker.has_subjects();
    if (sheet.is_hidden) {
      if (has_subjects) hidden.add("“" + sheet.grid.sheet + "”");
    } else if (has_subjects) {
      with_subjects.push_back({&sheet, spot, maker.has_ids()});
    } else if (!with_header) {
      with_header = Found{&sheet, spot, maker.has_ids()};
    }
  }
  // A sheet of notes tells of the columns, a row each, and may name two in one row: it has no ids.
  const auto has_ids = [](const Found& one) { return one.has_ids; };
  if (std::any_of(with_subjects.begin(), with_subjects.end(), has_ids))
    std::erase_if(with_subjects, [&](const Found& one) { return !has_ids(one); });
  for (const auto& one : with_subjects) several.add("“" + one.sheet->grid.sheet + "”");
  const std::string& file = sheets.front().grid.file;
  if (hidden.count() > 0) problems.add(table_sheet_hidden, in_file(file), {hidden.phrase()});
  if (with_subjects.size() > 1) {
    problems.add(table_several_sheets, in_file(file), {several.phrase()});
    return std::nullopt;
  }
  if (with_subjects.empty() && hidden.count() > 0) return std::nullopt;
  auto* sheet = const_cast<Sheet*>(shown_sheet(sheets));  // NOLINT: one of these sheets
  HeaderSpot spot;
  if (!with_subjects.empty() || with_header) {
    sheet = with_subjects.empty() ? with_header->sheet : with_subjects.front().sheet;
    spot = with_subjects.empty() ? with_header->spot : with_subjects.front().spot;
  }
  if (!sheet) return std::nullopt;
  if (sheet->grid.rows.empty()) {
    problems.add(xlsx_sheet_empty, in_file(file), {Phrase(sheet->grid.sheet)});
    return std::nullopt;
  }
  problems.add(sheet->problems);
  return TableMaker(*sheet, spot, role, problems).make();
}

void tell_title(const Place& place, int title_row, int header_row, std::string_view text, TableProblems& problems) {
  problems.add(table_above_header, place, {std::to_string(header_row), shortened(header_text(text))}, {title_row, 0});
}

void tell_columns_left_out(const Grid& grid, const std::vector<std::size_t>& columns, TableProblems& problems) {
  if (columns.empty()) return;
  Phrase list;
  for (const auto column : columns) {
    const std::string header = shortened(header_text(grid.rows.front()[column].text));
    list.zh += (list.zh.empty() ? "" : "、") + header;
    list.en += (list.en.empty() ? "" : ", ") + header;
  }
  problems.add(table_columns_left_out, grid.place(0, columns.front()), {list}, {grid.rows.front().front().row, 0});
}

}  // namespace pingxing::document
