// One row a date: a table with several rows of a subject and a column of dates, folded into one row each, whose cells
// list the entries (entry_list.hpp). Tables of which that is not said are left as they are.
#pragma once
#include <cstddef>
#include <optional>
#include <set>
#include <string_view>

#include "document/grid.hpp"
#include "document/table_problems.hpp"
#include "scheme/scheme.hpp"

namespace pingxing::service {

/// Columns by their index. Those that are none of these keep what the first row of a subject has.
struct FoldColumns {
  std::size_t id = 0;
  std::optional<std::size_t> date;
  std::set<std::size_t> listed;    // a number in them is of the row's date
  std::set<std::size_t> single;    // figures of another kind: in one row of a subject only
  std::set<std::size_t> agreeing;  // name, pool, kind: alike wherever they stand
};

/// 日期, 发生日期, 时间.
bool is_date_header(std::string_view text);

void fold_dated_rows(document::Grid& grid, const FoldColumns& columns, document::TableProblems& problems);
/// Of a table of facts below its header; nothing where neither the scheme nor the one beside it asks for dates.
void fold_dated_rows(const scheme::Scheme& scheme, const scheme::Scheme* beside, document::Grid& grid,
                     document::TableProblems& problems);

}  // namespace pingxing::service
