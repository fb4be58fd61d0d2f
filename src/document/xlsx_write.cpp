// libxlsxwriter writes to a path only: here the path of a file in memory, so that nothing is left behind by a kill.
// Rows that are written lie in a file of the system without a name until the workbook is put together.
#include "document/xlsx_write.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <map>
#include <memory>
#include <set>
#include <system_error>
#include <utility>

#include "base/check.hpp"
#include "base/utf8.hpp"
#include "document/decimal_text.hpp"
#include "document/grid.hpp"
#include "document/messages.hpp"
#include "document/place.hpp"
#include "document/sheet_text.hpp"
#include "document/xlsx_entry.hpp"

namespace pingxing::document {
namespace {

constexpr std::size_t rows_max = LXW_ROW_MAX, columns_max = LXW_COL_MAX;
constexpr time_t created_always = 1'767'225'600;  // 2026-01-01: the time of writing would make each file differ
constexpr double title_points = 16, title_height = 30;
constexpr lxw_color_t header_colour = 0xE8ECF1, line_colour = 0xB0B8C4;

class MemoryFile {
 public:
  MemoryFile() : number_(::memfd_create("workbook", MFD_CLOEXEC)) {}
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;
  ~MemoryFile() {
    if (number_ >= 0) ::close(number_);
  }
  [[nodiscard]] bool is_open() const { return number_ >= 0; }
  [[nodiscard]] std::string path() const { return "/proc/self/fd/" + std::to_string(number_); }
  [[nodiscard]] std::optional<std::string> content() const {
    const off_t size = ::lseek(number_, 0, SEEK_END);
    if (size < 0) return std::nullopt;
    std::string out(static_cast<std::size_t>(size), '\0');
    for (std::size_t at = 0; at < out.size();) {
      const ssize_t got = ::pread(number_, out.data() + at, out.size() - at, static_cast<off_t>(at));
      if (got <= 0) return std::nullopt;
      at += static_cast<std::size_t>(got);
    }
    return out;
  }

 private:
  int number_;
};

/// A number as a sheet keeps it, where it can without loss.
struct SheetNumber {
  double value = 0;
  std::string percent_format;  // of "93.5%": "0.0%"
};

std::optional<SheetNumber> sheet_number(std::string_view text) {
  constexpr int exponent_max = 300;
  const bool is_percent = text.ends_with('%');
  if (is_percent) text.remove_suffix(1);
  auto decimal = parse_decimal(text);
  if (!decimal || decimal->digits.size() > sheet_digits || std::abs(decimal->exponent) > exponent_max) {
    return std::nullopt;
  }
  SheetNumber out;
  if (is_percent) {
    const std::size_t point = text.find('.');
    const std::size_t places = point == text.npos ? 0 : text.size() - point - 1;
    out.percent_format = places == 0 ? "0%" : "0." + std::string(places, '0') + "%";
    decimal->shift(-2);
  }
  const std::string plain = decimal->plain();
  std::from_chars(plain.data(), plain.data() + plain.size(), out.value);
  return out;
}

class WorkbookWriter {
 public:
  WorkbookWriter(const Workbook& workbook, const std::string& file, Problems& problems)
      : workbook_(workbook), file_(file), problems_(problems) {}

  std::optional<std::string> write() {
    CHECK(!workbook_.sheets.empty());
    if (!is_within_limits()) return std::nullopt;
    const MemoryFile memory;
    lxw_workbook_options options{};
    options.constant_memory = LXW_TRUE;
    if (memory.is_open()) out_.reset(workbook_new_opt(memory.path().c_str(), &options));
    if (!out_) return fail(errno);
    set_properties();
    header_ = header_format();
    std::vector<std::string> names;
    for (const auto& sheet : workbook_.sheets) names.push_back(fit_sheet_name(sheet.name, names_taken_));
    EntryChecks checks(out_.get(), fit_sheet_name("选项 choices", names_taken_));
    for (std::size_t i = 0; i < names.size(); ++i)
      if (!write_sheet(workbook_.sheets[i], names[i], checks)) return std::nullopt;
    checks.finish();
    if (workbook_close(out_.release()) != LXW_NO_ERROR) return fail(errno);
    auto bytes = memory.content();
    return bytes ? bytes : fail(errno);
  }

 private:
  struct Free {
    void operator()(lxw_workbook* workbook) const { lxw_workbook_free(workbook); }
  };

  std::optional<std::string> fail(int error_number) {
    problems_.add(file_not_written, in_file(file_), {std::generic_category().message(error_number)});
    return std::nullopt;
  }

  bool is_within_limits() {
    bool is_within = true;
    for (const auto& sheet : workbook_.sheets) {
      std::size_t width = sheet.columns.size();
      for (const auto& row : sheet.rows) width = std::max(width, row.size());
      is_within = is_within_limits(sheet, sheet.rows.size() + 1, width) && is_within;
    }
    return is_within;
  }

  bool is_within_limits(const SheetSpec& sheet, std::size_t height, std::size_t width) {
    if (width <= columns_max && height <= rows_max) return true;
    problems_.add(
        xlsx_sheet_too_large, at_cell(file_, clean_text(sheet.name), ""),
        {std::to_string(height), std::to_string(width), std::to_string(rows_max), std::to_string(columns_max)});
    return false;
  }

  void set_properties() {
    std::string title = clean_text(workbook_.title);
    title.resize(cut_to_units(title, 255).size());  // the most that properties may have
    lxw_doc_properties properties{};
    properties.title = title.data();
    properties.created = created_always;
    workbook_set_properties(out_.get(), &properties);
  }

  lxw_format* header_format() {
    lxw_format* format = workbook_add_format(out_.get());
    format_set_bold(format);
    format_set_text_wrap(format);
    format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
    format_set_bg_color(format, header_colour);
    set_borders(format);
    return format;
  }

  lxw_format* title_format() {
    lxw_format* format = workbook_add_format(out_.get());
    format_set_bold(format);
    format_set_font_size(format, title_points);
    format_set_align(format, LXW_ALIGN_CENTER);
    format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
    return format;
  }

  lxw_format* format_of(const std::string& code, bool has_borders = false) {
    if (code.empty() && !has_borders) return nullptr;
    auto& format = formats_[{code, has_borders}];
    if (!format) {
      format = workbook_add_format(out_.get());
      if (!code.empty()) format_set_num_format(format, code.c_str());
      if (has_borders) set_borders(format);
    }
    return format;
  }

  static void set_borders(lxw_format* format) {
    format_set_border(format, LXW_BORDER_THIN);
    format_set_border_color(format, line_colour);
  }

  /// A4, landscape, one page wide; the rows above the first of `rows` on every page.
  static void set_pages(lxw_worksheet* sheet, lxw_row_t header) {
    constexpr std::uint8_t a4 = 9;
    worksheet_set_paper(sheet, a4);
    worksheet_set_landscape(sheet);
    worksheet_fit_to_pages(sheet, 1, 0);
    worksheet_repeat_rows(sheet, 0, header);
    worksheet_set_margins(sheet, 0.4, 0.4, 0.5, 0.6);  // inches
    worksheet_set_footer(sheet, "&C&P / &N");
  }

  /// The row of the header, from 0.
  lxw_row_t write_title(lxw_worksheet* sheet, const SheetSpec& spec, const std::string& name) {
    if (spec.title.empty()) return 0;
    const std::string text = fit_text(spec.title, name, 0, 0);
    worksheet_set_row(sheet, 0, title_height, nullptr);
    if (spec.columns.size() > 1)
      worksheet_merge_range(sheet, 0, 0, 0, static_cast<lxw_col_t>(spec.columns.size() - 1), text.c_str(),
                            title_format());
    else
      put_text(sheet, 0, 0, text, title_format());
    return 1;
  }

  /// False where it is too large.
  bool write_sheet(const SheetSpec& spec, const std::string& name, EntryChecks& checks) {
    lxw_worksheet* sheet = workbook_add_worksheet(out_.get(), name.c_str());
    CHECK(sheet != nullptr);
    const auto wanted = std::max(spec.rows.size(), static_cast<std::size_t>(std::max(spec.check_rows, 1)));
    const auto checked_to = static_cast<lxw_row_t>(std::min(wanted, rows_max - 1));
    const lxw_row_t header = write_title(sheet, spec, name);
    set_pages(sheet, header);
    for (std::size_t i = 0; i < spec.columns.size(); ++i) {
      const auto column = static_cast<lxw_col_t>(i);
      CHECK(header == 0 || !spec.columns[i].check);  // checks begin below the first row
      write_column(sheet, header, column, spec.columns[i], name);
      if (spec.columns[i].check) checks.add(sheet, column, checked_to, *spec.columns[i].check);
    }
    std::size_t count = 0, width = spec.columns.size();
    const auto write_row = [&](const std::vector<SheetCell>& row) {
      ++count;
      width = std::max(width, row.size());
      if (count + header >= rows_max || width > columns_max) return;  // told below
      const std::size_t cells = spec.has_borders ? std::max(row.size(), spec.columns.size()) : row.size();
      for (std::size_t column = 0; column < cells; ++column)
        write_cell(sheet, count + header, column, column < row.size() ? row[column] : SheetCell(), spec, name);
    };
    for (const auto& row : spec.rows) write_row(row);
    if (spec.each_row) spec.each_row(write_row);
    if (!is_within_limits(spec, count + header + 1, width)) return false;
    const std::size_t filled = count;
    if (spec.has_borders)
      while (count < static_cast<std::size_t>(std::max(spec.blank_rows, 0))) write_row({});
    count = filled;
    worksheet_freeze_panes(sheet, header + 1, static_cast<lxw_col_t>(std::max(spec.frozen_columns, 0)));
    if (spec.has_filter && !spec.columns.empty())
      worksheet_autofilter(sheet, header, 0, static_cast<lxw_row_t>(count) + header,
                           static_cast<lxw_col_t>(spec.columns.size() - 1));
    return true;
  }

  void write_column(lxw_worksheet* sheet, lxw_row_t header, lxw_col_t column, const ColumnSpec& spec,
                    const std::string& sheet_name) {
    constexpr double width_max = 255;
    const double width = std::min(std::max(spec.width, 0.0), width_max);
    lxw_row_col_options shown{};
    shown.hidden = spec.is_hidden;
    worksheet_set_column_opt(sheet, column, column, width, format_of(clean_text(spec.number_format)), &shown);
    put_text(sheet, header, column, fit_text(spec.header, sheet_name, header, column), header_);
    if (spec.help.empty()) return;
    lxw_comment_options options{};
    options.width = 280;  // pixels
    options.height =
        static_cast<uint16_t>(60 + std::min<std::size_t>(utf16_units(clean_text(spec.help)) / 20, 20) * 18);
    worksheet_write_comment_opt(sheet, header, column, fit_text(spec.help, sheet_name, header, column).c_str(),
                                &options);
  }

  static void put_text(lxw_worksheet* sheet, lxw_row_t row, lxw_col_t column, const std::string& text,
                       lxw_format* format) {
    CHECK(worksheet_write_string(sheet, row, column, text.c_str(), format) == LXW_NO_ERROR);
  }

  /// `row`: from 1, below the header.
  void write_cell(lxw_worksheet* sheet, std::size_t row, std::size_t column, const SheetCell& cell,
                  const SheetSpec& spec, const std::string& sheet_name) {
    const bool has_borders = spec.has_borders && column < spec.columns.size();
    if (cell.text.empty() && !has_borders) return;
    const auto out_row = static_cast<lxw_row_t>(row);
    const auto out_column = static_cast<lxw_col_t>(column);
    const std::string code = column < spec.columns.size() ? clean_text(spec.columns[column].number_format) : "";
    if (cell.text.empty()) {
      worksheet_write_blank(sheet, out_row, out_column, format_of(code, has_borders));
      return;
    }
    const auto number = cell.kind == SheetCell::Kind::Number ? sheet_number(cell.text) : std::nullopt;
    if (number) {
      const bool is_own = number->percent_format.empty() || code.find('%') != code.npos;
      lxw_format* format = format_of(is_own ? code : number->percent_format, has_borders);
      CHECK(worksheet_write_number(sheet, out_row, out_column, number->value, format) == LXW_NO_ERROR);
    } else {
      put_text(sheet, out_row, out_column, fit_text(cell.text, sheet_name, out_row, out_column),
               format_of(code, has_borders));
    }
  }

  /// Clean, escaped and not too long; row and column from 0.
  std::string fit_text(std::string_view text, const std::string& sheet, lxw_row_t row, lxw_col_t column) {
    const std::string clean = clean_text(text);
    std::string_view fitting = cut_to_units(clean, cell_units_max);
    std::string escaped = with_escapes(fitting);
    if (const std::size_t units = utf16_units(escaped); units > cell_units_max) {  // as many fewer as escapes take
      fitting = cut_to_units(fitting, cell_units_max - std::min(units - utf16_units(fitting), cell_units_max));
      escaped = with_escapes(fitting);
    }
    if (fitting.size() < clean.size()) {
      problems_.add(xlsx_text_cut, at_cell(file_, sheet, cell_name(static_cast<int>(row) + 1, column + 1)),
                    {std::to_string(cell_units_max)});
    }
    return escaped;
  }

  const Workbook& workbook_;
  const std::string& file_;
  Problems& problems_;
  std::unique_ptr<lxw_workbook, Free> out_;
  std::set<std::string> names_taken_;
  std::map<std::pair<std::string, bool>, lxw_format*> formats_;  // by code and whether there are borders
  lxw_format* header_ = nullptr;
};

}  // namespace

std::optional<std::string> write_xlsx(const Workbook& workbook, const std::string& file, Problems& problems) {
  return WorkbookWriter(workbook, file, problems).write();
}

}  // namespace pingxing::document
