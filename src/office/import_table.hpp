// A table that somebody uploads to import: which columns it has, and its cells as they are meant. Every cell that is
// wrong is a problem with its place. Knows no units and no people.
//
// An empty cell, or a column that is not there, leaves what is stored; a hyphen alone empties it.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "document/grid.hpp"
#include "document/table_problems.hpp"

namespace pingxing::office {

/// A column that an import knows.
struct ImportColumn {
  Text header;
  std::vector<std::string> also;  // other words for it
  bool is_required = false;
};

/// The one whose header it is, in any spelling; null: none.
const ImportColumn* column_called(const std::vector<ImportColumn>& columns, std::string_view text);

/// What a cell says.
struct Typed {
  bool is_given = false;  // false: nothing is said, what is stored stays
  bool is_wrong = false;  // a problem was added
  std::string text;       // given and empty: a hyphen
  document::Cell::Kind kind = document::Cell::Kind::Empty;
};

class ImportTable {
 public:
  /// Whatever document::read_table reads, below titles and beside other columns. Nothing where it cannot be read, with
  /// an error among `problems`.
  static std::optional<ImportTable> read(const std::string& filename, const std::string& bytes,
                                         std::vector<ImportColumn> columns, document::TableProblems& problems);

  [[nodiscard]] bool has(std::size_t column) const { return at_.contains(column); }
  /// Rows below the header.
  [[nodiscard]] std::size_t row_count() const { return grid_.rows.size() - 1; }
  [[nodiscard]] Place place(std::size_t row, std::size_t column) const;
  /// The line or the row of the sheet.
  [[nodiscard]] int number(std::size_t row) const { return grid_.rows[row + 1].front().row; }

  /// Text of at most so many characters, trimmed.
  [[nodiscard]] Typed text(std::size_t row, std::size_t column, std::size_t characters_max,
                           document::TableProblems& problems) const;
  /// Text of numbers and letters: full width is half width.
  [[nodiscard]] Typed code(std::size_t row, std::size_t column, document::TableProblems& problems) const;
  /// "2026-03-01", from any of the ways in which people write a day.
  [[nodiscard]] Typed day(std::size_t row, std::size_t column, document::TableProblems& problems) const;
  /// 11 digits of a mobile phone, or digits with hyphens.
  [[nodiscard]] Typed phone(std::size_t row, std::size_t column, document::TableProblems& problems) const;
  /// As typed; a number that is no identity number is only warned of.
  [[nodiscard]] Typed identity(std::size_t row, std::size_t column, document::TableProblems& problems) const;

  /// Of a cell.
  void tell(const MessageRow& message, std::size_t row, std::size_t column, std::vector<Phrase> words,
            document::TableProblems& problems) const;

  /// Of the file.
  [[nodiscard]] const std::string& sha256() const { return sha256_; }
  [[nodiscard]] const ImportColumn& column(std::size_t column) const { return columns_[column]; }

 private:
  ImportTable(document::Grid grid, std::vector<ImportColumn> columns)
      : grid_(std::move(grid)), columns_(std::move(columns)) {}
  bool find_columns(document::TableProblems& problems);  // false: one that is required is missing
  [[nodiscard]] const document::Cell* cell(std::size_t row, std::size_t column) const;
  Typed shown_code(std::size_t row, std::size_t column, const document::Cell& cell,
                   document::TableProblems& problems) const;

  document::Grid grid_;
  std::vector<ImportColumn> columns_;
  std::map<std::size_t, std::size_t> at_;  // of a known column, in the grid
  std::string sha256_;
};

/// A day as people write it: 2026-3-1, 2026/3/1, 2026.3.1, 2026年3月1日, 20260301.
std::optional<Day> day_of_text(const std::string& text);
/// 11 digits of a mobile phone, or digits with hyphens, as it is kept; nothing where it is none.
std::optional<std::string> phone_of_text(std::string text);
/// What is wrong with an identity number of China (GB 11643): nothing where nothing is.
std::optional<Text> fault_of_identity(const std::string& number);

}  // namespace pingxing::office
