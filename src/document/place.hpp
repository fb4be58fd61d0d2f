// Short ways to say where in a file a problem is.
#pragma once
#include <string>
#include <utility>

#include "base/problem.hpp"

namespace pingxing::document {

/// The file as a whole.
inline Place in_file(std::string file) { return {std::move(file), 0, 0, {}, {}}; }

inline Place at_line(std::string file, int line, int column) { return {std::move(file), line, column, {}, {}}; }

inline Place at_cell(std::string file, std::string sheet, std::string cell) {
  return {std::move(file), 0, 0, std::move(sheet), std::move(cell)};
}

}  // namespace pingxing::document
