#include "document/xlsx_sheet.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

#include "base/text.hpp"
#include "base/utf8.hpp"
#include "document/decimal_text.hpp"
#include "document/messages.hpp"
#include "document/place.hpp"
#include "document/sheet_date.hpp"
#include "document/xlsx_text.hpp"
#include "document/xml.hpp"

namespace pingxing::document {
namespace {

constexpr std::uint32_t sheet_rows_max = 1'048'576, sheet_columns_max = 16'384;  // of the format

struct Reference {
  std::uint32_t row = 0, column = 0;
};

/// "B7", "$B$7"
std::optional<Reference> parse_reference(std::string_view text) {
  Reference out;
  const auto skip_dollar = [&text] {
    if (text.starts_with('$')) text.remove_prefix(1);
  };
  skip_dollar();
  while (!text.empty() && ((text[0] >= 'A' && text[0] <= 'Z') || (text[0] >= 'a' && text[0] <= 'z'))) {
    out.column = out.column * 26 + static_cast<std::uint32_t>((text[0] & 0x1F));
    if (out.column > sheet_columns_max) return std::nullopt;
    text.remove_prefix(1);
  }
  skip_dollar();
  const auto row = bounded_number(text, sheet_rows_max);
  if (!row || *row == 0 || out.column == 0) return std::nullopt;
  out.row = *row;
  return out;
}

class SheetReader {
 public:
  SheetReader(Package& package, const SheetContext& context, Grid& grid, Problems& problems)
      : package_(package), limits_(package.limits()), context_(context), grid_(grid), problems_(problems) {}

  bool read_next(const pugi::xml_node& row) {
    if (local_name(row) != "row") return true;
    const std::string_view given = attribute(row, "r");
    const auto number = given.empty() ? std::optional(last_ + 1) : bounded_number(given, sheet_rows_max);
    if (!number || *number <= last_ || *number > sheet_rows_max) {
      package_.fail_damaged(
          {"行号“" + clean_text(given) + "”错误", "the row number “" + clean_text(given) + "” is wrong"});
      return false;
    }
    last_ = *number;
    return read_row(row, last_);
  }

 private:
  bool read_row(const pugi::xml_node& row, std::uint32_t row_number) {
    std::vector<Cell> cells;
    std::uint32_t last = 0;
    for (const auto node : row.children()) {
      if (local_name(node) != "c") continue;
      Reference where{row_number, last + 1};
      if (const std::string_view given = attribute(node, "r"); !given.empty()) {
        const auto parsed = parse_reference(given);
        if (!parsed || parsed->row != row_number || parsed->column <= last) return fail_address(given);
        where = *parsed;
      }
      if (where.column > sheet_columns_max) return fail_address("");
      last = where.column;
      Cell cell;
      if (!read_cell(node, where, cell)) return false;
      if (cell.kind != Cell::Kind::Empty && !put(std::move(cell), cells)) return false;
    }
    if (cells.empty()) return true;
    if (grid_.rows.size() == limits_.rows) return fail_limit(Text{"行数", "the number of rows is"}, limits_.rows);
    cells.shrink_to_fit();
    grid_.rows.push_back(std::move(cells));
    return true;
  }

  /// Behind the cells read so far, with empty ones between.
  bool put(Cell cell, std::vector<Cell>& cells) {
    const auto width = static_cast<std::size_t>(cell.column);
    if (width > limits_.columns) return fail_limit(Text{"列数", "the number of columns is"}, limits_.columns);
    cell_count_ += width - cells.size();
    text_total_ += cell.text.size();
    if (cell_count_ > limits_.cells) return fail_limit(Text{"单元格数", "the number of cells is"}, limits_.cells);
    if (cell.text.size() > limits_.text_bytes) {
      return fail_limit(Text{"一格文字的字节数", "the bytes of text in one cell are"}, limits_.text_bytes);
    }
    if (text_total_ > limits_.text_total_bytes) {
      return fail_limit(Text{"文字总字节数", "the bytes of text in all cells are"}, limits_.text_total_bytes);
    }
    while (cells.size() + 1 < width) {
      Cell empty;
      empty.row = cell.row;
      empty.column = static_cast<int>(cells.size()) + 1;
      cells.push_back(std::move(empty));
    }
    cells.push_back(std::move(cell));
    return true;
  }

  bool read_cell(const pugi::xml_node& node, Reference where, Cell& cell) {
    cell.row = static_cast<int>(where.row);
    cell.column = static_cast<int>(where.column);
    if (!read_value(node, cell)) {
      const std::string name = cell_name(cell.row, cell.column);
      package_.fail_damaged({"单元格" + name + "的内容错误", "the content of cell " + name + " is wrong"});
      return false;
    }
    if (cell.text.empty()) cell.kind = Cell::Kind::Empty;
    if (child(node, "f")) cell.cached = std::exchange(cell.kind, Cell::Kind::Formula);
    return true;
  }

  /// Kind and text; false where they make no sense.
  bool read_value(const pugi::xml_node& node, Cell& cell) {
    const std::string_view type = attribute(node, "t");
    cell.kind = Cell::Kind::Text;
    if (type == "inlineStr") {
      cell.text = string_item(child(node, "is"));
      return check_text(cell);
    }
    const std::string value = text_of(child(node, "v"));
    if (value.empty()) return true;
    if (type == "s") {
      const auto index = bounded_number(value, limits_.shared_strings);
      if (!index || *index >= context_.shared_strings.size()) return false;
      cell.text = context_.shared_strings[*index];
      return check_text(cell);
    } else if (type == "str") {
      cell.text = sheet_text(value);
      return check_text(cell);
    } else if (type == "b") {
      cell.kind = Cell::Kind::Boolean;
      cell.text = is_true(value) ? "TRUE" : "FALSE";
      return is_true(value) || value == "0" || value == "false";
    } else if (type == "e") {
      cell.kind = Cell::Kind::Error;
      cell.text = clean_text(value);
    } else if (type == "d") {
      cell.kind = Cell::Kind::Date;
      cell.text = clean_text(short_date(value));
    } else {
      return (type.empty() || type == "n") && read_number(value, attribute(node, "s"), cell);
    }
    return true;
  }

  bool read_number(const std::string& value, std::string_view style_index, Cell& cell) {
    auto number = parse_decimal(trimmed(value));
    if (!number) return false;
    number->round_to(sheet_digits);
    cell.kind = Cell::Kind::Number;
    cell.text = number->plain();
    double serial = 0;
    std::from_chars(cell.text.data(), cell.text.data() + cell.text.size(), serial);
    const NumberStyle style = style_of(style_index, serial);
    if (style == NumberStyle::Plain) return true;
    if (style == NumberStyle::Percent) {
      number->shift(2);
      cell.text = number->plain() + "%";
      return true;
    }
    cell.kind = Cell::Kind::Date;  // also what is no day: never a count
    if (auto date = date_or_time(style, serial, context_.is_1904)) cell.text = std::move(*date);
    return true;
  }

  /// A cell that names no style has the first.
  [[nodiscard]] NumberStyle style_of(std::string_view index_text, double value) const {
    const auto index = index_text.empty() ? 0 : bounded_number(index_text, limits_.styles).value_or(limits_.styles);
    return index < context_.styles.size() ? context_.styles[index].style_of(value) : NumberStyle::Plain;
  }

  /// Text that no writer of text makes is told; the reading goes on.
  bool check_text(Cell& cell) {
    if (const auto wrong = what_is_no_text(cell.text)) {
      problems_.add(xlsx_no_text, grid_.place(cell), {*wrong});
      cell.text = clean_text(cell.text);
    }
    return true;
  }

  bool fail_address(std::string_view given) {
    package_.fail_damaged(
        {"单元格地址“" + clean_text(given) + "”错误", "the cell address “" + clean_text(given) + "” is wrong"});
    return false;
  }

  bool fail_limit(Text what, std::uint64_t limit) {
    package_.fail_too_large(what, std::to_string(limit));
    return false;
  }

  Package& package_;
  const Limits& limits_;
  const SheetContext& context_;
  Grid& grid_;
  Problems& problems_;
  std::uint32_t last_ = 0;  // row
  std::uint64_t cell_count_ = 0, text_total_ = 0;
};

/// Merged ranges that touch the rows and columns from the first to the last filled cell.
void report_merges(const pugi::xml_node& merges, const Grid& grid, Problems& problems) {
  if (grid.rows.empty()) return;
  const auto first_row = static_cast<std::uint32_t>(grid.rows.front().front().row);
  const auto last_row = static_cast<std::uint32_t>(grid.rows.back().front().row);
  std::size_t width = 0;
  for (const auto& row : grid.rows) width = std::max(width, row.size());
  for (const auto merge : merges.children()) {
    const std::string_view range = attribute(merge, "ref");
    const std::size_t colon = range.find(':');
    if (colon == range.npos) continue;
    const auto from = parse_reference(range.substr(0, colon)), to = parse_reference(range.substr(colon + 1));
    if (!from || !to || from->row > last_row || to->row < first_row || from->column > width) continue;
    const std::string corner = cell_name(static_cast<int>(from->row), static_cast<int>(from->column));
    problems.add(xlsx_merged, at_cell(grid.file, grid.sheet, corner), {range});
  }
}

}  // namespace

bool read_sheet(Package& package, std::string_view part, const SheetContext& context, Grid& grid, Problems& problems) {
  SheetReader reader(package, context, grid, problems);
  const auto rest =
      package.read_xml(part, "sheetData", [&reader](const pugi::xml_node& row) { return reader.read_next(row); });
  if (!rest || local_name(rest->root()) != "worksheet") return false;
  report_merges(child(rest->root(), "mergeCells"), grid, problems);
  return true;
}

}  // namespace pingxing::document
