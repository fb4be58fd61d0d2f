// Builds comma-separated text: quotes only where needed, and keeps text from being run as a formula by a spreadsheet
// program. Not here: files (out_file.hpp).
#pragma once
#include <string>
#include <string_view>

namespace pingxing::document {

enum class ByteOrderMark { None, Utf8 };  // Excel in China takes a CSV without the mark for GB18030

/// Cells from left to right, `end_row` after each row; rows end in CRLF. Bytes are written as given: UTF-8 in, UTF-8
/// out.
class CsvWriter {
 public:
  explicit CsvWriter(ByteOrderMark mark);
  /// Any text. One that starts with = + - @ (also in full width), tab or a line end gets a leading apostrophe, so
  /// that no spreadsheet program takes it for a formula.
  CsvWriter& text(std::string_view value);
  /// A number as text, written as it is: digits, sign, point, "/", "%", exponent (CHECK). Empty is an empty cell.
  CsvWriter& number(std::string_view value);
  CsvWriter& end_row();
  /// What was written since the last `take`; for streaming into an OutFile.
  std::string take();

 private:
  void separate();
  std::string out_;
  std::size_t cells_in_row_ = 0;
  bool is_row_blank_ = true;
  bool is_header_ = true;
};

}  // namespace pingxing::document
