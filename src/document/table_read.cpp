#include "document/table_read.hpp"

#include <map>

#include "base/text.hpp"
#include "document/csv.hpp"
#include "document/file_bytes.hpp"
#include "document/messages.hpp"
#include "document/place.hpp"
#include "document/text_file.hpp"
#include "document/xlsx_read.hpp"

namespace pingxing::document {

std::optional<Grid> read_table(std::string_view bytes, const std::string& file, const RoleOf& role,
                               TableProblems& problems, const Limits& limits) {
  Problems of_file;
  if (looks_like_workbook(bytes)) {
    auto sheets = read_sheets(bytes, file, limits, of_file);
    problems.add(of_file);
    return sheets ? find_table(std::move(*sheets), role, problems) : std::nullopt;
  }
  if (bytes.size() > limits.text_total_bytes) {
    problems.add(file_too_large, in_file(file), {size_text(bytes.size()), size_text(limits.text_total_bytes)});
    return std::nullopt;
  }
  std::string converted;
  const auto text = text_of_upload(bytes, file, converted, of_file);
  problems.add(of_file);
  if (!text) return std::nullopt;
  auto grid = read_csv_from(find_csv_header(*text, role), *text, file, limits, problems);
  return grid ? find_table(std::move(*grid), role, problems) : std::nullopt;
}

std::vector<RepeatedColumn> repeated_columns(const Grid& grid) {
  std::vector<RepeatedColumn> out;
  std::map<std::string, std::size_t> seen;
  for (std::size_t column = 0; !grid.rows.empty() && column < grid.rows[0].size(); ++column) {
    const std::string header = folded(grid.rows[0][column].text);
    if (header.empty()) continue;
    if (const auto [known, is_new] = seen.emplace(header, column); !is_new) out.push_back({known->second, column});
  }
  return out;
}

}  // namespace pingxing::document
