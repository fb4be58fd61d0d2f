// 记分: bad points that add up beside the score. Follows docs/rating.md, L-1.
#pragma once
#include "rating/score.hpp"

namespace pingxing::rating {

/// The sums of all ledgers, into the sections that they are.
void add_ledgers(const scheme::Scheme& scheme, const Facts& facts, std::size_t row, Tracing tracing, Scores& out);

/// Whether it stands at a threshold; not known while figures are missing that could take it there.
bool is_ledger_open(const SectionScore& ledger);

}  // namespace pingxing::rating
