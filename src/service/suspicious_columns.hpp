// Columns of facts that are read without complaint and are still suspicious as a whole: what load_facts.cpp notes cell
// by cell, asked of columns that were read without cells.
#pragma once
#include <functional>
#include <vector>

#include "document/grid.hpp"
#include "rating/facts.hpp"
#include "scheme/scheme.hpp"
#include "service/fact_cell.hpp"

namespace pingxing::service {

struct ColumnCells {
  std::function<document::Cell(std::size_t input)> header;
  std::function<document::Cell(std::size_t row, std::size_t input)> cell;
};

/// `has_marks`: inputs of which some cell had a per cent sign or was a fraction; as scheme.inputs.
void warn_of_columns(const scheme::Scheme& scheme, const rating::Facts& facts, const std::vector<bool>& has_marks,
                     const ColumnCells& cells, const CellProblems& problems);

}  // namespace pingxing::service
