#include "document/csv_write.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "base/check.hpp"
#include "document/csv.hpp"

namespace pingxing::document {
namespace {

bool is_taken_for_formula(std::string_view value) {
  constexpr std::array<std::string_view, 11> starts{"=",  "+",      "-",      "@",      "\t",    "\r",
                                                    "\n", "\uFF1D", "\uFF0B", "\uFF0D", "\uFF20"};
  return std::any_of(starts.begin(), starts.end(), [&](std::string_view start) { return value.starts_with(start); });
}

/// Whether a header with this text unquoted might be taken for one that is divided by something else.
bool has_refused_separator(std::string_view value) {
  return std::any_of(refused_separators.begin(), refused_separators.end(),
                     [&](std::string_view separator) { return value.find(separator) != value.npos; });
}

}  // namespace

CsvWriter::CsvWriter(ByteOrderMark mark) {
  if (mark == ByteOrderMark::Utf8) out_ = "\xEF\xBB\xBF";
}

void CsvWriter::separate() {
  if (cells_in_row_++ > 0) out_ += ',';
}

CsvWriter& CsvWriter::text(std::string_view value) {
  separate();
  if (value.empty()) return *this;
  is_row_blank_ = false;
  const std::string_view guard = is_taken_for_formula(value) ? "'" : "";
  if (value.find_first_of(",\"\r\n\t") == value.npos && !(is_header_ && has_refused_separator(value))) {
    out_ += guard;
    out_ += value;
    return *this;
  }
  out_ += '"';
  out_ += guard;
  for (const char c : value) {
    if (c == '"') out_ += '"';
    out_ += c;
  }
  out_ += '"';
  return *this;
}

CsvWriter& CsvWriter::number(std::string_view value) {
  CHECK(value.find_first_not_of("0123456789+-./%eE") == value.npos);
  separate();
  is_row_blank_ = is_row_blank_ && value.empty();
  out_ += value;
  return *this;
}

CsvWriter& CsvWriter::end_row() {
  if (is_row_blank_ && cells_in_row_ > 0) {  // a row of nothing would be skipped as a blank line
    out_.erase(out_.size() - (cells_in_row_ - 1));
    out_ += "\"\"" + std::string(cells_in_row_ - 1, ',');
  }
  out_ += "\r\n";
  cells_in_row_ = 0;
  is_row_blank_ = true;
  is_header_ = false;
  return *this;
}

std::string CsvWriter::take() {
  CHECK(cells_in_row_ == 0);  // rows are taken whole
  return std::exchange(out_, {});
}

}  // namespace pingxing::document
