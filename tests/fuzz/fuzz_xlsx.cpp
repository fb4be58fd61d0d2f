// Any bytes as a workbook. An input of the form "name\n" "content" is also put into a workbook as that part, so that
// the fuzzer gets behind the checksums of the archive.
#include <zip.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/check.hpp"
#include "document/table_read.hpp"
#include "document/xlsx_read.hpp"

using namespace pingxing;
using namespace pingxing::document;

namespace {

constexpr std::string_view relation =
    "<Relationships><Relationship Id=\"r\" Type=\"x/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>";

struct Part {
  std::string_view name, content;
};

constexpr Part usual[] = {
    {"_rels/.rels", relation},
    {"xl/workbook.xml", "<workbook><sheets><sheet name=\"a\" r:id=\"r1\"/></sheets></workbook>"},
    {"xl/_rels/workbook.xml.rels",
     "<Relationships><Relationship Id=\"r1\" Type=\"x/worksheet\" Target=\"s.xml\"/>"
     "<Relationship Id=\"r2\" Type=\"x/styles\" Target=\"y.xml\"/>"
     "<Relationship Id=\"r3\" Type=\"x/sharedStrings\" Target=\"t.xml\"/></Relationships>"},
    {"xl/s.xml",
     "<worksheet><sheetData><row><c t=\"s\"><v>0</v></c><c s=\"1\"><v>0.5</v></c></row></sheetData></worksheet>"},
    {"xl/y.xml", "<styleSheet><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"9\"/></cellXfs></styleSheet>"},
    {"xl/t.xml", "<sst><si><t>a</t></si></sst>"}};

/// The usual workbook with one part replaced.
std::string workbook_with(const Part& own) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* target = zip_source_buffer_create(nullptr, 0, 0, &error);
  zip_source_keep(target);
  zip_t* archive = zip_open_from_source(target, ZIP_TRUNCATE, &error);
  for (const auto& part : usual) {
    const std::string_view content = part.name == own.name ? own.content : part.content;
    zip_file_add(archive, std::string(part.name).c_str(), zip_source_buffer(archive, content.data(), content.size(), 0),
                 0);
    zip_set_file_compression(archive, static_cast<zip_uint64_t>(zip_get_num_entries(archive, 0) - 1), ZIP_CM_STORE, 0);
  }
  CHECK(zip_close(archive) == 0);
  zip_stat_t status;
  CHECK(zip_source_stat(target, &status) == 0);
  std::string bytes(status.size, '\0');
  zip_source_open(target);
  zip_source_read(target, bytes.data(), bytes.size());
  zip_source_close(target);
  zip_source_free(target);
  return bytes;
}

void read(std::string_view bytes) {
  Limits limits;  // small: a fuzzer should look for mistakes, not fill memory
  limits.part_bytes = limits.total_bytes = 1 << 20;
  Problems problems;
  const auto grid = read_xlsx(bytes, "fuzz.xlsx", limits, problems);
  CHECK(grid.has_value() || problems.has_errors());
  TableProblems of_table;
  const RoleOf role = [](std::string_view header) {
    return header.size() % 3 == 0 ? HeaderRole::Id : header.size() % 3 == 1 ? HeaderRole::Known : HeaderRole::Unknown;
  };
  const auto found = read_table(bytes, "fuzz.xlsx", role, of_table, limits);
  CHECK(found.has_value() || of_table.has_errors());
  if (!grid) return;
  for (std::size_t row = 0; row < grid->rows.size(); ++row) {
    CHECK(!grid->rows[row].empty() && !grid->place(row, 0).cell.empty());
    for (std::size_t i = 0; i < grid->rows[row].size(); ++i) {
      CHECK(grid->rows[row][i].column == static_cast<int>(i) + 1 && grid->rows[row][i].row == grid->rows[row][0].row);
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(bytes), size);
  read(input);
  const std::size_t line_end = input.find('\n');
  if (line_end == input.npos) return 0;
  for (const auto& part : usual)
    if (part.name == input.substr(0, line_end)) read(workbook_with({part.name, input.substr(line_end + 1)}));
  return 0;
}
