// Reads one sheet of an .xlsx workbook into a Grid: values as an office typed them, never through binary fractions.
// A workbook is hostile input: everything is bounded (limits.hpp), nothing is trusted, no exception leaves.
// Not here: charts, pictures, macros, .xls (refused with advice), computing formulas.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "document/grid.hpp"
#include "document/limits.hpp"

namespace pingxing::document {

/// The visible sheet named 数据 or facts (any case), or else the first visible one, of the workbook `bytes`.
/// Hidden rows and columns are read like others. Merged ranges that touch data are reported, their empty cells stay
/// empty. Formula cells keep the value cached in the file (see Cell). Nothing where the workbook cannot be read;
/// otherwise the grid, even where `problems` got errors: ask it before use. `file` is only for places.
std::optional<Grid> read_xlsx(std::string_view bytes, std::string file, const Limits& limits, Problems& problems);

/// Whether the bytes start like a zip archive or an OLE file (.xlsx, .xls): to choose between read_xlsx and text.
bool looks_like_workbook(std::string_view bytes);

}  // namespace pingxing::document
