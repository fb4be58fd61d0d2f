// The cells of one sheet, and what they need of the rest of the workbook.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "document/package.hpp"
#include "document/sheet.hpp"
#include "document/xlsx_styles.hpp"

namespace pingxing::document {

struct SheetContext {
  std::vector<std::string> shared_strings;  // as string_item gives them
  std::vector<NumberFormat> styles;
  bool is_1904 = false;
};

/// What all sheets of a workbook have together.
struct SheetTotals {
  std::uint64_t rows = 0, cells = 0, text_bytes = 0;
};

/// Fills a sheet from a part; cells whose text is none are among its problems. False where the package failed, or the
/// part is no worksheet (then the package is still open).
bool read_sheet(Package& package, std::string_view part, const SheetContext& context, SheetTotals& totals,
                Sheet& sheet);

}  // namespace pingxing::document
