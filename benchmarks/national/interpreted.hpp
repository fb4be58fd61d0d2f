// The interpreted reference: the national rubric as a straightforward rules program has it. A tree of rule nodes is
// walked for one organisation after the other with 64-bit integers of tenths; pools are sorted by comparison.
#pragma once
#include "columns.hpp"
#include "yardstick.hpp"

namespace pingxing::national {

/// Fills all 49 columns of `result`, which make_result made for the population. One thread.
void rate_interpreted(const Table& population, const Thresholds& thresholds, Table& result);

}  // namespace pingxing::national
