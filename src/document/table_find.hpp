// Where in a sheet the table is that somebody asks for: title rows above it, a header of two rows, sums and signatures
// below it, other sheets beside it. A pure function over cells; which headers are asked for its caller says. Nothing is
// left out without a remark, and what cannot be told is refused. Not here: what cells mean.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "document/grid.hpp"
#include "document/sheet.hpp"
#include "document/table_problems.hpp"

namespace pingxing::document {

/// What a header is to who asks for a table.
enum class HeaderRole : unsigned char { Unknown, Furniture, Id, Name, Known };
using RoleOf = std::function<HeaderRole(std::string_view header)>;

inline constexpr std::size_t header_rows_max = 20;  // a header is looked for among so many rows

/// Where the header stands: the row among the first ones that has the most headers asked for, or such a row together
/// with the one below it. The first row where none has two.
struct HeaderSpot {
  std::size_t row = 0;
  bool is_double = false;
  std::size_t known = 0;  ///< how many headers that are asked for
  [[nodiscard]] bool is_found() const { return known >= 2; }
};
HeaderSpot find_header(const Sheet& sheet, const RoleOf& role);

/// The table of the one sheet that holds one: the header in the first row, below it the rows of subjects. Formulas are
/// the values that they came to. Nothing where no sheet can be read as a table; otherwise the grid, even where
/// `problems` got errors: ask it before use.
std::optional<Grid> find_table(std::vector<Sheet> sheets, const RoleOf& role, TableProblems& problems);
/// The same of a single one, such as a CSV text.
std::optional<Grid> find_table(Grid grid, const RoleOf& role, TableProblems& problems);

/// What a title above a header is told as.
void tell_title(const Place& place, int title_row, int header_row, std::string_view text, TableProblems& problems);

/// Columns of `grid` that nobody asks for, in one remark; none where there are none.
void tell_columns_left_out(const Grid& grid, const std::vector<std::size_t>& columns, TableProblems& problems);

}  // namespace pingxing::document
