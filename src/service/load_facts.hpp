// Reads facts from a CSV file or a workbook: the table, its header, every cell; all problems at once. Not here: how a
// cell is read (fact_cell.hpp), and tables of more rows than a Grid holds (load_csv_columns.hpp).
#pragma once
#include <optional>
#include <string>

#include "base/problem.hpp"
#include "document/grid.hpp"
#include "rating/facts.hpp"
#include "scheme/scheme.hpp"

namespace pingxing::service {

/// The facts of a file. Nothing where `problems` got an error: what is half read must not be rated.
/// `beside` as in map_columns.
std::optional<rating::Facts> load_facts(const scheme::Scheme& scheme, const std::string& path, Problems& problems,
                                        const scheme::Scheme* beside = nullptr);

/// The same of a table that was read already.
std::optional<rating::Facts> facts_of(const scheme::Scheme& scheme, const document::Grid& grid, Problems& problems,
                                      const scheme::Scheme* beside = nullptr);

/// The table of a file of either kind, by its ending.
std::optional<document::Grid> read_table(const std::string& path, Problems& problems);

}  // namespace pingxing::service
