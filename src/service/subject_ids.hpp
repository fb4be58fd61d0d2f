// The ids of subjects and the names of their pools as cells hold them: what is no id, and what is one name in several
// spellings.
#pragma once
#include <string>
#include <string_view>

#include "document/grid.hpp"
#include "document/table_problems.hpp"
#include "rating/facts.hpp"
#include "service/fact_cell.hpp"

namespace pingxing::service {

/// The id that a cell shows: 007 where a number is formatted so. Problems: dates, numbers that lost digits, numbers
/// that look otherwise. `text` is what the cell says, cleaned.
std::string shown_id(const document::Cell& cell, std::string_view text, const CellProblems& problems);

/// A quick look: false where the text is certainly none that a spreadsheet program has spoilt.
bool may_be_spoilt_id(std::string_view text);

/// Makes pools one whose names differ in width, case or blanks only; the first spelling stays. A remark for each other
/// one. `header`: of the pools.
void join_alike_pools(rating::Facts& facts, const document::Grid& grid, int header, document::TableProblems& problems);

/// Tells an id that stood before: in the same words, or in another spelling.
void tell_id_again(const document::Grid& grid, const document::Cell& again, std::string_view id,
                   const document::Cell& first, std::string_view first_id, const CellProblems& problems);

}  // namespace pingxing::service
