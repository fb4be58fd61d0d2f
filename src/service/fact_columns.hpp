// Which column of a table of facts holds what: the header row against the inputs of a scheme. Not here: the cells
// (fact_cell.hpp).
#pragma once
#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "ballot/tally.hpp"
#include "base/problem.hpp"
#include "document/grid.hpp"
#include "document/table_find.hpp"
#include "document/table_problems.hpp"
#include "scheme/scheme.hpp"

namespace pingxing::service {

/// Indices of columns, from 0; -1 where there is none.
struct FactColumns {
  int id = -1, name = -1, pool = -1, kind = -1;
  struct Input {
    int values = -1;             ///< one value or several samples
    int sums = -1, counts = -1;  ///< instead of `values`: sum and number of the samples
    [[nodiscard]] int first() const { return values >= 0 ? values : sums; }
    /// Whether its cells can be read; of a header with errors not all can.
    [[nodiscard]] bool is_usable() const { return values >= 0 || is_pair(); }
    [[nodiscard]] bool is_pair() const { return values < 0 && sums >= 0 && counts >= 0; }
  };
  std::vector<Input> inputs;  ///< as scheme.inputs
  /// Whether the table has anything to do with the scheme.
  [[nodiscard]] bool is_of_facts() const;
};

/// Columns for the sum and the number of samples of an input, beside its header: `35 测评_sum`, `35 测评合计`.
bool may_be_summed(const scheme::Scheme& scheme, int input);
/// How several samples of an input make one value, by the first rule that uses it.
scheme::Samples samples_of(const scheme::Scheme& scheme, int input);
/// What is left out of a mean; nothing where nothing is.
std::optional<ballot::Trim> trim_of(const scheme::Averaging& averaging);
/// What the mean of several marks or ballots leaves out, where the scheme says so.
std::optional<ballot::Trim> trim_of(const scheme::Scheme& scheme, int input);

/// Reads the first row of `grid`. A header is the input's full one ("3 制度缺项"), or its name alone where that is
/// unique, with or without a unit in brackets behind; in any case and width. 编号 id, 名称 name, 分组 pool and
/// 类别 kind are known too, and what may stand for them; what offices keep beside (序号, 总分, 备注 …) is left out with
/// one remark. Every problem of the header is added; with errors the columns that were found serve to say what else is
/// wrong. `beside`: a scheme whose columns may stand in the table too, and are then left alone (it is compared with
/// this one).
FactColumns map_columns(const scheme::Scheme& scheme, const document::Grid& grid, document::TableProblems& problems,
                        const scheme::Scheme* beside = nullptr);

/// What each header is to a scheme, and to one beside it: how its table is found in a file. They outlive it.
document::RoleOf header_roles(const scheme::Scheme& scheme, const scheme::Scheme* beside = nullptr);

/// Columns without a header that hold something below it; each is told once, and then stands in `told`.
void refuse_blank_headers(const document::Grid& grid, std::set<std::size_t>& told, document::TableProblems& problems);

/// Whether the cells of a row stand below their headers: a CSV row of another width has lost or gained one somewhere.
bool is_in_columns(const document::Grid& grid, const std::vector<document::Cell>& cells);

}  // namespace pingxing::service
