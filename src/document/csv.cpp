// One pass over the text with a cursor that knows line and character. What breaks a single row is reported and
// reading goes on; what leaves the rest of the text without meaning (an open quote, a limit) ends it.
#include "document/csv.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.hpp"
#include "document/furniture.hpp"
#include "document/messages.hpp"
#include "document/place.hpp"

namespace pingxing::document {
namespace {

constexpr std::size_t shown_max = 40;  // bytes of a stray text shown in a message

/// The separator of the header, outside quotes.
class HeaderScan {
 public:
  explicit HeaderScan(std::string_view text) {
    bool is_quoted = false;
    for (std::size_t at = std::min(text.find_first_not_of("\r\n"), text.size()); at < text.size(); ++at) {
      if (text[at] == '"') is_quoted = !is_quoted;
      if (is_quoted) continue;
      if (text[at] == '\n' || text[at] == '\r') break;
      if (text[at] == ',') has_comma_ = true;
      if (text[at] == '\t') has_tab_ = true;
      for (const std::string_view other : refused_separators)
        if (other_.empty() && text.substr(at).starts_with(other)) {
          other_ = other;
          other_at_ = at;
        }
    }
  }
  [[nodiscard]] char separator() const { return !has_comma_ && has_tab_ ? '\t' : ','; }
  /// What separates the header instead of a comma or tab; empty where nothing does.
  [[nodiscard]] std::string_view wrong() const { return has_comma_ || has_tab_ ? std::string_view{} : other_; }
  [[nodiscard]] std::size_t wrong_at() const { return other_at_; }

 private:
  bool has_comma_ = false, has_tab_ = false;
  std::string_view other_;
  std::size_t other_at_ = 0;
};

/// The first line with which Excel is told a separator: "sep=;", perhaps in quotes, perhaps filled up to the width of
/// the table.
struct SeparatorLine {
  std::string_view named;  // what stands behind "sep="
  std::size_t size = 0;    // without the line end; 0: there is no such line
  explicit SeparatorLine(std::string_view text) {
    const std::string_view line = text.substr(0, text.find_first_of("\r\n"));
    const std::size_t quotes = line.starts_with('"') ? 1 : 0;
    if (!starts_with_any_case(line.substr(quotes), "sep=")) return;
    size = line.size();
    named = line.substr(quotes + std::string_view("sep=").size());
    if (quotes > 0) named = named.substr(0, named.find('"'));
    if (!named.empty() && named.find_first_not_of(named[0]) == named.npos) named = named.substr(0, 1);
  }
  [[nodiscard]] bool is_clear() const {
    const bool is_sign = named.size() == 1 && named[0] != '"' && static_cast<unsigned char>(named[0]) < 0x80 &&
                         lower_ascii(named).find_first_of("0123456789abcdefghijklmnopqrstuvwxyz") == named.npos;
    return named.empty() || is_sign;
  }
};

void tell_width(const Grid& grid, const std::vector<Cell>& row, std::size_t width, TableProblems& problems) {
  const Cell& where = row.size() > width ? row[width] : row.front();
  problems.add_alike(csv_row_width, grid.place(where), {std::to_string(row.size()), std::to_string(width)},
                     {row.front().row, 0});
}

/// A signature or a sum may end early: who knows the columns says whether it is left out.
bool is_left_out_anywhere(const std::vector<Cell>& row) { return why_left_out(row, {}).has_value(); }

class CsvReader {
 public:
  CsvReader(std::string_view text, std::string file, const Limits& limits, TableProblems& problems, int line = 1)
      : text_(text), limits_(limits), problems_(problems), line_(line) {
    grid_.file = std::move(file);
  }

  std::optional<Grid> read() {
    if (!find_separator()) return std::nullopt;
    while (at_ < text_.size())
      if (!read_row()) return std::nullopt;
    if (grid_.rows.empty()) {
      problems_.add(file_empty, in_file(grid_.file));
      return std::nullopt;
    }
    return std::move(grid_);
  }

  std::optional<std::vector<Cell>> read_one(const CsvRowShape& shape) {
    separator_ = shape.separator;
    line_ = shape.line;
    width_ = shape.width;
    if (!read_row() || grid_.rows.empty()) return std::nullopt;
    return std::move(grid_.rows.front());
  }

 private:
  [[nodiscard]] Place place() const { return at_line(grid_.file, line_, character_); }
  [[nodiscard]] TableSpot at_row() const { return {line_, 0}; }
  [[nodiscard]] bool is_at_row_end() const { return at_ == text_.size() || text_[at_] == '\n' || text_[at_] == '\r'; }

  /// Moves the cursor on and keeps line and character true.
  void move_to(std::size_t to) {
    for (; at_ < to; ++at_) {
      const bool is_break = text_[at_] == '\n' || (text_[at_] == '\r' && !text_.substr(at_ + 1).starts_with('\n'));
      if (is_break) {
        ++line_;
        character_ = 1;
      } else if ((static_cast<unsigned char>(text_[at_]) & 0xC0) != 0x80) {
        ++character_;
      }
    }
  }

  /// False: it is none that is read.
  bool find_separator() {
    const SeparatorLine line(text_);
    if (!line.is_clear()) {
      problems_.add(csv_separator_line, place(), {shown(line.named)}, at_row());
      return false;
    }
    move_to(line.size);
    if (!line.named.empty()) {
      separator_ = line.named[0];
      return true;
    }
    const HeaderScan header(text_.substr(at_));
    if (!header.wrong().empty()) {
      move_to(at_ + header.wrong_at());
      problems_.add(csv_separator, place(), {header.wrong()}, at_row());
      return false;
    }
    separator_ = header.separator();
    return true;
  }

  /// False: nothing after this can be read.
  bool read_row() {
    std::vector<Cell> row;
    row.reserve(width_);
    bool has_content = false;
    for (;;) {
      if (row.size() == limits_.columns) {
        problems_.add(csv_too_wide, place(), {std::to_string(limits_.columns)}, at_row());
        return false;
      }
      Cell cell;
      cell.row = line_;
      cell.column = static_cast<int>(row.size()) + 1;
      cell.character = character_;
      at_cell_ = {cell.row, cell.column};
      const bool is_quoted = at_ < text_.size() && text_[at_] == '"';
      if (is_quoted ? !read_quoted(cell.text) : !read_plain(cell.text)) return false;
      if (!cell.text.empty()) cell.kind = Cell::Kind::Text;
      has_content = has_content || is_quoted || !cell.text.empty();
      row.push_back(std::move(cell));
      if (is_at_row_end()) break;
      move_to(at_ + 1);  // the separator
    }
    if (at_ < text_.size()) move_to(at_ + (text_.substr(at_).starts_with("\r\n") ? 2 : 1));
    return !has_content || keep(std::move(row));
  }

  bool keep(std::vector<Cell> row) {
    if (grid_.rows.size() == limits_.rows) {
      problems_.add(csv_too_many_rows, grid_.place(row.front()), {std::to_string(limits_.rows)}, {row.front().row, 0});
      return false;
    }
    cells_ += row.size();
    if (cells_ > limits_.cells) {
      problems_.add(csv_too_many_cells, grid_.place(row.front()), {std::to_string(limits_.cells)},
                    {row.front().row, 0});
      return false;
    }
    if (width_ == 0) width_ = row.size();
    if (row.size() != width_ && !is_left_out_anywhere(row)) tell_width(grid_, row, width_, problems_);
    grid_.rows.push_back(std::move(row));
    return true;
  }

  [[nodiscard]] std::size_t end_of_plain() const {
    const std::array<char, 3> ends{separator_, '\n', '\r'};
    return std::min(text_.find_first_of(std::string_view(ends.data(), ends.size()), at_), text_.size());
  }

  bool read_plain(std::string& out) {
    const std::size_t end = end_of_plain();
    out = text_.substr(at_, end - at_);
    if (const std::size_t quote = out.find('"'); quote != out.npos) {
      const std::size_t begin = at_;
      move_to(begin + quote);
      problems_.add_alike(csv_quote_inside, place(), {}, at_cell_);
    }
    move_to(end);
    return true;
  }

  bool read_quoted(std::string& out) {
    const Place opened = place();
    std::size_t begin = at_ + 1;
    for (;;) {
      const std::size_t quote = text_.find('"', begin);
      if (quote == text_.npos) {
        problems_.add(csv_quote_open, opened, {}, at_cell_);
        return false;
      }
      out += text_.substr(begin, quote - begin);
      begin = quote + 1;
      if (!text_.substr(begin).starts_with('"')) break;
      out += '"';
      ++begin;
    }
    move_to(begin);
    const std::size_t end = end_of_plain();
    if (end == at_) return true;
    const std::string_view stray = text_.substr(at_, end - at_);
    problems_.add_alike(csv_text_after_quote, place(), {shown(stray)}, at_cell_);
    out += stray;
    move_to(end);
    return true;
  }

  static std::string shown(std::string_view stray) {
    if (stray.size() <= shown_max) return std::string(stray);
    std::size_t end = shown_max;
    while (end > 0 && (static_cast<unsigned char>(stray[end]) & 0xC0) == 0x80) --end;
    return std::string(stray.substr(0, end)) + "…";
  }

  std::string_view text_;
  const Limits& limits_;
  TableProblems& problems_;
  Grid grid_;
  char separator_ = ',';
  std::size_t width_ = 0;  // of the header, once it is known
  std::size_t at_ = 0, cells_ = 0;
  int line_ = 1;
  int character_ = 1;
  TableSpot at_cell_;  // that is being read
};

}  // namespace

void check_width(const Grid& grid, const std::vector<Cell>& row, TableProblems& problems) {
  const std::size_t width = grid.rows.front().size();
  if (row.size() != width && is_left_out_anywhere(row)) tell_width(grid, row, width, problems);
}

std::optional<Grid> read_csv(std::string_view text, std::string file, const Limits& limits, TableProblems& problems) {
  return CsvReader(text, std::move(file), limits, problems).read();
}

std::optional<Grid> read_csv_from(const CsvStart& start, std::string_view text, std::string file, const Limits& limits,
                                  TableProblems& problems) {
  if (start.at > 0) tell_title(at_line(file, 1, 1), 1, start.line, start.title, problems);
  return CsvReader(text.substr(start.at), std::move(file), limits, problems, start.line).read();
}

std::optional<Grid> read_csv(std::string_view text, std::string file, const Limits& limits, Problems& problems) {
  TableProblems found;
  auto grid = read_csv(text, std::move(file), limits, found);
  found.tell(problems);
  return grid;
}

std::optional<std::vector<Cell>> read_csv_row(std::string_view row, std::string file, const CsvRowShape& shape,
                                              const Limits& limits, TableProblems& problems) {
  return CsvReader(row, std::move(file), limits, problems).read_one(shape);
}

}  // namespace pingxing::document
