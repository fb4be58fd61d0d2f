// Comma-separated text after RFC 4180, both ways. Reading takes quotes, doubled quotes, any line ends, and tabs
// instead of commas; it reports every problem with its place. Writing quotes only where needed and keeps text from
// being taken for a formula by a spreadsheet program. Not here: encodings (text_file.hpp), meaning of columns.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "document/grid.hpp"
#include "document/limits.hpp"

namespace pingxing::document {

/// All rows of `text` (UTF-8 without mark; its first row is the header) as cells. Lines without any content (blank,
/// or only separators) are skipped. Separator: the comma; the tab where the header has tabs and no comma.
/// Nothing where the text cannot be read as a table at all (empty, open quote, other separator, over a limit);
/// otherwise the grid, even where `problems` got errors on single rows (width, stray quotes): ask it before use.
/// `file` is only for places.
std::optional<Grid> read_csv(std::string_view text, std::string file, const Limits& limits, Problems& problems);

enum class ByteOrderMark { None, Utf8 };  // Excel in China takes a CSV without the mark for GB18030

/// Builds CSV text in memory: cells from left to right, `end_row` after each row; rows end in CRLF.
class CsvWriter {
 public:
  explicit CsvWriter(ByteOrderMark mark);
  /// Any text. One that starts with = + - @ (also in full width), tab or a line end gets a leading apostrophe, so
  /// that no spreadsheet program runs it as a formula.
  CsvWriter& text(std::string_view value);
  /// A number as text, written as it is: digits, sign, point, "/", "%", exponent (CHECK).
  CsvWriter& number(std::string_view value);
  CsvWriter& end_row();
  /// What was written since the last `take`; for streaming into an OutFile.
  std::string take();

 private:
  void separate();
  std::string out_;
  bool is_row_begun_ = false;
  bool is_row_blank_ = true;
};

}  // namespace pingxing::document
