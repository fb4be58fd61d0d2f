// One cell of facts as the value of its input: numbers, per cents, yes and no, choices, samples. Every way a cell can
// be wrong is a problem with its place; nothing is guessed.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "ballot/tally.hpp"
#include "base/number.hpp"
#include "base/problem.hpp"
#include "document/grid.hpp"
#include "document/table_problems.hpp"
#include "rating/facts.hpp"
#include "scheme/scheme.hpp"
#include "service/fact_limits.hpp"

namespace pingxing::service {

/// How the cells of an input are read.
struct FactReading {
  const scheme::Input* input = nullptr;
  std::string header;
  scheme::Samples samples = scheme::Samples::One;
  std::optional<ballot::Trim> trim;  ///< of samples that make a mean
  std::int64_t least_marks = 1;      ///< so many have to be there before some of them are left out
  bool takes_mean = true;            ///< one number may be a mean that was made elsewhere
  bool is_blank_zero = false;        ///< 空白:0 — a blank, and 无, say that nothing happened
  Phrase expected, limits;
  std::string zero_word;  ///< a choice that is itself called 无 or none; else empty
  bool may_be_not_applicable = false, is_of_item = false;
  FactLimits by_rules;
  Phrase judged_limits;  ///< of points of discretion that begin above 0
  /// As the store has it: the gate has asked what was unclear, so that 0.5 is 0.5 and a/b a division.
  bool is_stored = false;
  std::optional<scheme::Period> period;  ///< of the rounds: entries further apart are no round's
  /// How a scheme that is compared with this one has its entries listed: their sum is then the figure.
  scheme::Entries listed_beside = scheme::Entries::None;
};
FactReading reading_of(const scheme::Scheme& scheme, int input);

/// As rating::InputColumn holds it: yes 1, no 0 · index of a step · 4 bits a choice · the sum of samples.
struct FactValue {
  bool is_missing = true;
  Number value;
  std::int64_t count = 1;              ///< samples
  std::vector<rating::Entry> entries;  ///< where the input lists them; `value` is their sum
  bool is_not_applicable = false;      ///< then there is no value, and none is missing
};

/// 不适用, 无此项, N/A: the answer that an item is not applicable.
bool says_not_applicable(std::string_view text);

/// Takes the problems of the cells of a grid.
class CellProblems {
 public:
  CellProblems(const document::Grid& grid, document::TableProblems& problems) : grid_(grid), problems_(problems) {}
  void add(const MessageRow& row, const document::Cell& cell, std::vector<Phrase> words = {}) const {
    const document::TableSpot at{cell.row, cell.column};
    if (row.severity == Severity::Error)
      problems_.add_alike(row, grid_.place(cell), std::move(words), at);
    else
      problems_.add(row, grid_.place(cell), std::move(words), at);
  }
  /// A remark about what a cell of a column says; many become one.
  void remark(const MessageRow& row, const document::Cell& cell, const std::string& header) const;

 private:
  const document::Grid& grid_;
  document::TableProblems& problems_;
};

/// The value of a cell that holds one value or samples (not of a Name). Nothing where the cell is wrong: the problem
/// is then added.
std::optional<FactValue> read_fact(const FactReading& reading, const document::Cell& cell,
                                   const CellProblems& problems);

/// The value of a pair of cells, sum and number of samples.
std::optional<FactValue> read_sum(const FactReading& reading, const document::Cell& sum, const document::Cell& count,
                                  const CellProblems& problems);

/// Whether text has line ends, other control characters or marks that turn its direction.
bool has_control_character(std::string_view text);

}  // namespace pingxing::service
