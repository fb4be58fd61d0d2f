// Single rows of a rating: what rate() and LiveRating share.
#pragma once
#include <span>

#include "rating/rate.hpp"

namespace pingxing::rating {

/// One row, step by step, into the rating, whose columns are prepared.
void rate_row(const scheme::Scheme& scheme, const Facts& facts, const History& history, std::size_t row,
              Rating& rating);

/// Numbers the keys of the rated ones among these rows 1, 2, … in the order of total and ties; equal is equal.
void number_keys(const scheme::Scheme& scheme, Rating& rating, std::span<const std::uint32_t> rows);

/// Whether a cell that the subject needs is missing or a fraction, so that the columns cannot tell its scores.
bool is_irregular(const scheme::Scheme& scheme, const Facts& facts, std::size_t row);

}  // namespace pingxing::rating
