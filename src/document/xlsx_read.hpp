// Reads the sheets of an .xlsx workbook into Grids: values as an office typed them, never through binary fractions.
// A workbook is hostile input: everything is bounded (limits.hpp), nothing is trusted, no exception leaves.
// Not here: charts, pictures, macros, .xls (refused with advice), computing formulas.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "document/limits.hpp"
#include "document/sheet.hpp"

namespace pingxing::document {

/// Every sheet of the workbook `bytes` that holds cells, hidden ones too, in its order; at least one is visible. Empty
/// cells of merged ranges stay empty. Formula cells keep the value cached in the file (see Cell). Nothing where the
/// workbook cannot be read. The limits of a table hold for all sheets together. `file` is only for places.
std::optional<std::vector<Sheet>> read_sheets(std::string_view bytes, const std::string& file, const Limits& limits,
                                              Problems& problems);

/// The visible one named 数据 or facts (any case), or else the first visible one; null where none is visible.
const Sheet* shown_sheet(const std::vector<Sheet>& sheets);

/// The cells of that sheet as they stand, where it has any; ask `problems` before use.
std::optional<Grid> read_xlsx(std::string_view bytes, const std::string& file, const Limits& limits,
                              Problems& problems);

/// Whether the bytes start like a zip archive or an OLE file (.xlsx, .xls): to choose between read_xlsx and text.
bool looks_like_workbook(std::string_view bytes);

}  // namespace pingxing::document
