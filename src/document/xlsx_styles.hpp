// The number formats of the cells of a workbook.
#pragma once
#include <string_view>
#include <vector>

#include "document/number_format.hpp"
#include "document/package.hpp"

namespace pingxing::document {

/// By the style index of a cell. Empty (and the package failed) where the part cannot be read.
std::vector<NumberFormat> read_styles(Package& package, std::string_view part);

}  // namespace pingxing::document
