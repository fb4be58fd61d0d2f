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
  SheetReader(Package& package, const SheetContext& context, SheetTotals& totals, Sheet& sheet)
      : package_(package),
        limits_(package.limits()),
        context_(context),
        totals_(totals),
        sheet_(sheet),
        grid_(sheet.grid),
        problems_(sheet.problems) {}

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
    if (totals_.rows++ == limits_.rows) return fail_limit(Text{"行数", "the number of rows is"}, limits_.rows);
    cells.shrink_to_fit();
    if (is_true(attribute(row, "hidden"))) sheet_.hidden_rows.push_back(static_cast<int>(row_number));
    grid_.rows.push_back(std::move(cells));
    return true;
  }

  /// Behind the cells read so far, with empty ones between.
  bool put(Cell cell, std::vector<Cell>& cells) {
    const auto width = static_cast<std::size_t>(cell.column);
    if (width > limits_.columns) return fail_limit(Text{"列数", "the number of columns is"}, limits_.columns);
    totals_.cells += width - cells.size();
    totals_.text_bytes += cell.text.size();
    if (totals_.cells > limits_.cells) return fail_limit(Text{"单元格数", "the number of cells is"}, limits_.cells);
    if (cell.text.size() > limits_.text_bytes) {
      return fail_limit(Text{"一格文字的字节数", "the bytes of text in one cell are"}, limits_.text_bytes);
    }
    if (totals_.text_bytes > limits_.text_total_bytes) {
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
    // A formula that came to "" has been computed; one without a value has not.
    const bool is_empty_text = cell.text.empty() && attribute(node, "t") == "str" && child(node, "v");
    if (cell.text.empty() && !(is_empty_text && child(node, "f"))) cell.kind = Cell::Kind::Empty;
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
    const NumberFormat* format = format_of(style_index);
    const NumberStyle style = format ? format->style_of(serial) : NumberStyle::Plain;
    if (format) cell.digits = format->digits_of(serial).least;
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
  [[nodiscard]] const NumberFormat* format_of(std::string_view index_text) const {
    const auto index = index_text.empty() ? 0 : bounded_number(index_text, limits_.styles).value_or(limits_.styles);
    return index < context_.styles.size() ? &context_.styles[index] : nullptr;
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
  SheetTotals& totals_;
  Sheet& sheet_;
  Grid& grid_;
  Problems& problems_;
  std::uint32_t last_ = 0;  // row
};

std::vector<CellRange> merges_of(const pugi::xml_node& node) {
  std::vector<CellRange> merges;
  for (const auto merge : node.children()) {
    const std::string_view range = attribute(merge, "ref");
    const std::size_t colon = range.find(':');
    if (colon == range.npos) continue;
    const auto from = parse_reference(range.substr(0, colon)), to = parse_reference(range.substr(colon + 1));
    if (!from || !to) continue;
    merges.push_back({static_cast<int>(from->row), static_cast<int>(from->column), static_cast<int>(to->row),
                      static_cast<int>(to->column), std::string(range)});
  }
  return merges;
}

std::vector<std::pair<int, int>> hidden_columns_of(const pugi::xml_node& node) {
  std::vector<std::pair<int, int>> hidden;
  for (const auto column : node.children()) {
    const auto first = bounded_number(attribute(column, "min"), sheet_columns_max);
    const auto last = bounded_number(attribute(column, "max"), sheet_columns_max);
    const bool is_closed = attribute(column, "width") == "0";
    if (first && last && (is_closed || is_true(attribute(column, "hidden"))))
      hidden.emplace_back(static_cast<int>(*first), static_cast<int>(*last));
  }
  return hidden;
}

}  // namespace

bool Sheet::is_hidden_column(int column) const {
  return std::any_of(hidden_columns.begin(), hidden_columns.end(),
                     [column](const auto& range) { return column >= range.first && column <= range.second; });
}

bool read_sheet(Package& package, std::string_view part, const SheetContext& context, SheetTotals& totals,
                Sheet& sheet) {
  SheetReader reader(package, context, totals, sheet);
  const auto rest =
      package.read_xml(part, "sheetData", [&reader](const pugi::xml_node& row) { return reader.read_next(row); });
  if (!rest || local_name(rest->root()) != "worksheet") return false;
  sheet.merges = merges_of(child(rest->root(), "mergeCells"));
  for (const auto columns : rest->root().children())
    if (local_name(columns) == "cols")
      for (const auto& range : hidden_columns_of(columns)) sheet.hidden_columns.push_back(range);
  return true;
}

}  // namespace pingxing::document
