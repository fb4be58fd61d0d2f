// Where the header of a CSV text begins, when titles stand above it. Looks at the first rows only, whatever the size of
// the text. Not here: reading it (csv.hpp).
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

#include "document/table_find.hpp"

namespace pingxing::document {

struct CsvStart {
  std::size_t at = 0;      ///< byte at which the header begins
  int line = 1;            ///< on which it stands
  bool is_double = false;  ///< the header has two rows
  std::string title;       ///< the first text above it
};
/// The text itself where no header is found below its first row.
CsvStart find_csv_header(std::string_view text, const RoleOf& role);

}  // namespace pingxing::document
