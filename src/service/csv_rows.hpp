// The plain part of a CSV text: rows of digits and short words, read into blocks of integers. Internal to
// load_csv_columns.cpp.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "document/furniture.hpp"
#include "rating/facts.hpp"
#include "scheme/scheme.hpp"
#include "service/fact_columns.hpp"

namespace pingxing::service {

/// What a column of the file is for.
struct CsvTarget {
  /// Blank: has no header, and may hold nothing.
  enum class Kind : std::uint8_t { Ignored, Blank, Id, Name, Pool, SubjectKind, Value, Sum, Count };
  Kind kind = Kind::Ignored;
  int input = -1;
  bool is_yes_no = false;
  int places = 0;                  // of the integers; a finer cell is left to the careful reader
  std::int64_t low = 0, high = 0;  // limits, scaled; of a Sum those of each of its samples
  std::int64_t gap = 0;            // what is above 0 and below it is left to the careful reader; 0: nothing is
};

/// Where a row of CSV text ends, as document::read_csv sees it.
struct CsvRowEnd {
  const char* end = nullptr;   // of its content
  const char* next = nullptr;  // where the next row begins
  std::uint64_t lines = 0;     // that end in it; the last line of the text may have no end
  bool has_content = false;    // read_csv leaves out rows without any
};
CsvRowEnd end_of_csv_row(const char* begin, const char* last, char separator);

/// A row that is left to the careful reader.
struct CarefulRow {
  std::uint64_t begin = 0, end = 0;  // bytes of the text
  std::uint64_t line = 0;            // from 1, counted within the part until the parts are joined
  std::uint64_t row = 0;             // of the part, from 0
};

/// A row that is none of a subject (document::why_left_out).
struct LeftOutRow {
  std::uint64_t line = 0;  // as of CarefulRow
  std::string label;
};

/// What one thread reads: a part of the text that begins and ends between rows.
struct CsvPart {
  std::uint64_t rows = 0, lines = 0;
  rating::TextColumn ids, names;
  std::vector<std::uint32_t> pools;
  std::vector<std::string> pool_names;
  std::vector<std::uint8_t> kinds;
  std::vector<rating::Column> values, counts;       // as scheme.inputs
  std::vector<std::vector<std::uint32_t>> missing;  // rows of `values`, as scheme.inputs
  std::vector<CarefulRow> careful;
  std::vector<LeftOutRow> left_out;
  bool has_rising_ids = true;  // whole numbers, each above the one before: no two are the same
  std::int64_t first_id = 0, last_id = -1;
};

/// What the columns of a text are for, and what stands between them.
struct CsvLayout {
  std::vector<CsvTarget> targets;
  char separator = ',';
  document::RowLabels labels;
};

/// Reads the rows in [begin, end) of the text.
CsvPart read_csv_part(const scheme::Scheme& scheme, const CsvLayout& layout, std::string_view text, std::uint64_t begin,
                      std::uint64_t end);

}  // namespace pingxing::service
