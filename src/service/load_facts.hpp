// Reads facts from a CSV file or a workbook: the table, its header, every cell; all problems at once, by line, then
// column. Not here: how a cell is read (fact_cell.hpp), and CSV files read without a Grid (load_csv_columns.hpp).
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/problem.hpp"
#include "document/grid.hpp"
#include "document/sheet.hpp"
#include "document/table_problems.hpp"
#include "rating/facts.hpp"
#include "scheme/scheme.hpp"
#include "service/fact_columns.hpp"

namespace pingxing::service {

/// The facts of a file. Nothing where `problems` got an error: what is half read must not be rated.
/// `beside` as in map_columns.
std::optional<rating::Facts> load_facts(const scheme::Scheme& scheme, const std::string& path, Problems& problems,
                                        const scheme::Scheme* beside = nullptr);

/// The same of a table that was read already; what was wrong with it then stands in `problems`. The header may stand
/// below titles, sums and signatures below the subjects: document::find_table.
std::optional<rating::Facts> facts_of(const scheme::Scheme& scheme, document::Grid grid,
                                      document::TableProblems& problems, const scheme::Scheme* beside = nullptr);

/// The same of a workbook: of its sheet that holds subjects.
std::optional<rating::Facts> facts_of(const scheme::Scheme& scheme, std::vector<document::Sheet> sheets,
                                      document::TableProblems& problems, const scheme::Scheme* beside = nullptr);

using TakeCells = std::function<void(const std::vector<document::Cell>& cells)>;
/// Hands over the rows below the header, one after the other; each has at least one cell.
using EachRow = std::function<void(const TakeCells& take)>;
/// The same of figures that a store has, whose rows never stand beside each other: `head` has the first of them. Every
/// row is one of a subject, and its figures passed a gate.
std::optional<rating::Facts> facts_of(const scheme::Scheme& scheme, const document::Grid& head, const EachRow& each_row,
                                      document::TableProblems& problems, const scheme::Scheme* beside = nullptr);

/// Rows of a table whose header was read before; without what concerns the table as a whole (ids that stand twice,
/// columns that look suspicious). With errors they are not usable.
rating::Facts facts_of_rows(const scheme::Scheme& scheme, const document::Grid& grid, const FactColumns& columns,
                            document::TableProblems& problems);

}  // namespace pingxing::service
