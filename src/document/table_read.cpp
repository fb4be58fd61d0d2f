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

std::optional<Grid> read_table(std::string_view bytes, const std::string& file, Problems& problems,
                               const Limits& limits) {
  if (looks_like_workbook(bytes)) return read_xlsx(bytes, file, limits, problems);
  if (bytes.size() > limits.text_total_bytes) {
    problems.add(file_too_large, in_file(file), {size_text(bytes.size()), size_text(limits.text_total_bytes)});
    return std::nullopt;
  }
  std::string converted;
  const auto text = text_of_upload(bytes, file, converted, problems);
  return text ? read_csv(*text, file, limits, problems) : std::nullopt;
}

std::vector<RepeatedColumn> repeated_columns(const Grid& grid) {
  std::vector<RepeatedColumn> out;
  std::map<std::string, std::size_t> seen;
  for (std::size_t column = 0; !grid.rows.empty() && column < grid.rows[0].size(); ++column) {
    const std::string header = lower_ascii(trimmed(Line(grid.rows[0][column].text, 0).text()));
    if (header.empty()) continue;
    if (const auto [known, is_new] = seen.emplace(header, column); !is_new) out.push_back({known->second, column});
  }
  return out;
}

}  // namespace pingxing::document
