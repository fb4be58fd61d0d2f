// The cells of one sheet, and what they need of the rest of the workbook.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "document/grid.hpp"
#include "document/package.hpp"
#include "document/xlsx_styles.hpp"

namespace pingxing::document {

struct SheetContext {
  std::vector<std::string> shared_strings;  // as string_item gives them
  std::vector<NumberFormat> styles;
  bool is_1904 = false;
};

/// Fills `grid.rows` from a part, and reports merged ranges that touch them and cells whose text is none. False where
/// the package failed, or the part is no worksheet (then the package is still open).
bool read_sheet(Package& package, std::string_view part, const SheetContext& context, Grid& grid, Problems& problems);

}  // namespace pingxing::document
