// A table that somebody sends, whatever it is: a workbook, or comma-separated text in the encodings that offices use.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "document/grid.hpp"
#include "document/limits.hpp"
#include "document/table_find.hpp"

namespace pingxing::document {

/// The table of a file that was sent, by its bytes and not by its ending: the one that has the headers that are asked
/// for, as find_table has it. Nothing where it cannot be read; otherwise the grid, even where `problems` got errors:
/// ask it before use. Its first row is the header; it may be the only one. `file` is only for places.
std::optional<Grid> read_table(std::string_view bytes, const std::string& file, const RoleOf& role,
                               TableProblems& problems, const Limits& limits = sent_limits);

/// A column whose header stands in another before it.
struct RepeatedColumn {
  std::size_t first = 0, again = 0;  ///< indices of rows[0]
};
/// Headers count as the same as folded has it; empty ones are none.
std::vector<RepeatedColumn> repeated_columns(const Grid& grid);

}  // namespace pingxing::document
