// Columns of facts that are read without complaint and are still suspicious as a whole: what load_facts.cpp notes cell
// by cell, asked of columns that were read without cells.
#pragma once
#include <functional>
#include <vector>

#include "base/problem.hpp"
#include "rating/facts.hpp"
#include "scheme/scheme.hpp"

namespace pingxing::service {

struct ColumnPlaces {
  std::function<Place(std::size_t input)> header;
  std::function<Place(std::size_t row, std::size_t input)> cell;
};

/// `has_marks`: inputs of which some cell had a per cent sign or was a fraction; as scheme.inputs.
void warn_of_columns(const scheme::Scheme& scheme, const rating::Facts& facts, const std::vector<bool>& has_marks,
                     const ColumnPlaces& places, Problems& problems);

}  // namespace pingxing::service
