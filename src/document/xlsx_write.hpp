// Writes workbooks: plain sheets with a styled header, frozen panes, filters, drop-downs and checks on entry, which
// print on landscape pages, as wide as the sheet, with the header on each. The same
// Workbook gives the same bytes, always. Text is cleaned, names are made fit, numbers stay exact (as text where a
// spreadsheet program could not hold them). A row that is written is in memory no more. Not here: charts, formulas,
// protection.
#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/problem.hpp"

namespace pingxing::document {

/// Text is written as it is. Number is decimal text ("93.5", "-3", "93.5%"), written as a number where 15 significant
/// digits hold it, and as text otherwise ("260/3", a long identity number). Empty text is an empty cell.
struct SheetCell {
  enum class Kind : unsigned char { Text, Number };
  std::string text;
  Kind kind = Kind::Text;
};

struct OneOf {
  std::vector<std::string> choices;  ///< shown as a drop-down list
};
struct DecimalBetween {
  std::string low, high;  ///< decimal text, both allowed
};
struct WholeAtLeast {
  std::int64_t low = 0;
};

/// What may be entered below the header of a column. Title and message (at most 32 and 255 characters, cut beyond)
/// are what the spreadsheet program says when it refuses an entry: give both languages.
struct EntryCheck {
  std::variant<OneOf, DecimalBetween, WholeAtLeast> rule;
  std::string title = {}, message = {};
};

struct ColumnSpec {
  std::string header = {};
  double width = 12;               ///< in characters of the standard font; a Chinese one takes two
  std::string number_format = {};  ///< such as "0.00"; empty: general. "@" makes an entry column of text
  std::string help = {};           ///< shown as a comment on the header cell; empty: none
  std::optional<EntryCheck> check = {};
  bool is_hidden = false;  ///< for programs: nobody fills it in
};

using TakeSheetRow = std::function<void(const std::vector<SheetCell>& row)>;

struct SheetSpec {
  std::string name = {};  ///< made fit: at most 31 characters, none of []:*?/\, no two alike
  std::vector<ColumnSpec> columns = {};
  std::vector<std::vector<SheetCell>> rows = {};  ///< below the header; may be shorter or longer than `columns`
  int frozen_columns = 0;                         ///< kept in sight at the left; the header row always is
  bool has_filter = true;
  std::string title = {};    ///< in a row above the header, across all columns; may be empty
  bool has_borders = false;  ///< around every cell of the columns
  int blank_rows = 0;        ///< so many bordered rows to fill in, where there are fewer
  int check_rows = 1000;     ///< entry checks reach at least this far below the header
  /// Of a sheet with many rows: hands over those behind `rows` one after the other, so that they are never in memory
  /// together.
  std::function<void(const TakeSheetRow& take)> each_row = {};
};

struct Workbook {
  std::vector<SheetSpec> sheets = {};  ///< at least one (CHECK)
  std::string title = {};              ///< of the document properties; may be empty
};

/// The .xlsx file. `file` is only for places. Nothing (and a problem) where a sheet is too large or the system fails.
std::optional<std::string> write_xlsx(const Workbook& workbook, const std::string& file, Problems& problems);

}  // namespace pingxing::document
