// The problems of one table while it is read. They are told by line, then column, whoever found them first; and of many
// alike in one column only the first few, then how many more there are, so that one column filled in wrongly does not
// hide what else is wrong. Not here: what a problem is (messages.hpp), and how problems are printed.
#pragma once
#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "base/problem.hpp"

namespace pingxing::document {

/// Row and column of a table, from 1; 0 is before the first, of the file or the row as a whole.
struct TableSpot {
  int row = 0, column = 0;
};

class TableProblems {
 public:
  /// A problem by itself.
  void add(const MessageRow& row, Place place, std::vector<Phrase> words = {}, TableSpot at = {});
  /// An error of a cell (of a whole row: column 0). Those with the same message in the same column are alike; they are
  /// added from the top down.
  void add_alike(const MessageRow& row, Place place, std::vector<Phrase> words, TableSpot at);
  /// A remark about a cell. Those with the same message in the same column become one, with the words {what, list of
  /// `cell`}; they are added from the top down.
  void remark_alike(const MessageRow& row, Place place, const Phrase& what, const Phrase& cell, TableSpot at);
  /// What was found before the table could be read.
  void add(const Problems& others);
  /// What was found in the same table beside this.
  void add(const TableProblems& others);

  [[nodiscard]] bool has_errors() const { return errors_ > 0; }
  [[nodiscard]] std::size_t error_count() const { return errors_; }
  /// Whether there is this one among those added by themselves.
  [[nodiscard]] bool has(const MessageRow& row) const;

  /// All of them behind those of `problems`.
  void tell(Problems& problems) const;

 private:
  struct Found {
    TableSpot at;
    std::size_t order = 0;  // in which it was added
    Problem problem;
  };
  /// One message in one column.
  struct Alike {
    std::vector<Found> first;
    std::size_t count = 0;
    Place last;
  };
  /// One remark in one column.
  struct Remarks {
    Found first;
    std::vector<Phrase> cells;
    std::size_t count = 0;
  };
  [[nodiscard]] std::size_t lines(std::size_t shown) const;

  std::vector<Found> single_;
  std::map<std::pair<const MessageRow*, int>, Alike> alike_;
  std::map<std::pair<const MessageRow*, int>, Remarks> remarks_;
  std::size_t errors_ = 0, order_ = 0, unkept_ = 0;  // unkept: counted by others who did not keep them
};

}  // namespace pingxing::document
