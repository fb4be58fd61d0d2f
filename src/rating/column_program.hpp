// What a column program keeps: for its own files alone.
#pragma once
#include "rating/columns.hpp"
#include "rating/plan.hpp"

namespace pingxing::rating {

struct ColumnProgram::Impl {
  Plan plan;
  std::size_t rows = 0;
};

}  // namespace pingxing::rating
