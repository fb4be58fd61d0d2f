// Any bytes as a CSV file: read or refused, and what was read can be written and read again. Also as a file that was
// sent, in any encoding.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/check.hpp"
#include "base/utf8.hpp"
#include "document/csv.hpp"
#include "document/csv_write.hpp"
#include "document/table_read.hpp"
#include "document/text_file.hpp"

using namespace pingxing;
using namespace pingxing::document;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(bytes), size);
  Problems encoding, problems;
  check_text(text, "fuzz.csv", encoding);
  Problems of_upload;
  std::string converted;
  const auto sent = text_of_upload(text, "fuzz.csv", converted, of_upload);
  CHECK(sent.has_value() != of_upload.has_errors());
  CHECK(!sent || valid_utf8_prefix(*sent) == sent->size());
  TableProblems of_table;
  const RoleOf role = [](std::string_view header) {
    return header.size() % 3 == 0 ? HeaderRole::Id : header.size() % 3 == 1 ? HeaderRole::Known : HeaderRole::Unknown;
  };
  const auto found = read_table(text, "fuzz.csv", role, of_table);
  CHECK(found.has_value() || of_table.has_errors());
  const auto grid = read_csv(text, "fuzz.csv", Limits{}, problems);
  CHECK(grid.has_value() || problems.has_errors());
  if (!grid || problems.has_errors()) return 0;

  CsvWriter writer(ByteOrderMark::None);
  for (std::size_t row = 0; row < grid->rows.size(); ++row) {
    CHECK(grid->place(row, 0).line > 0 && grid->place(row, 0).column > 0);
    for (const auto& cell : grid->rows[row]) writer.text(cell.text);
    writer.end_row();
  }
  const auto again = read_csv(writer.take(), "fuzz.csv", Limits{}, problems);
  CHECK(again.has_value() && problems.empty());
  CHECK(again->rows.size() == grid->rows.size() && again->rows[0].size() == grid->rows[0].size());
  return 0;
}
