// What stands in tables of offices beside what is asked for: columns of serial numbers, sums, ranks and signatures,
// rows of sums and signatures. Known by their words alone. Not here: which columns a table is asked for.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "document/grid.hpp"
#include "document/table_problems.hpp"

namespace pingxing::document {

/// Whether a header is one of a column that no scheme asks for: 序号, 总分, 备注, 电话, 签字 …
bool is_furniture_header(std::string_view header);

/// A quick look at the id or the name of a row: false where the row is certainly one of a subject.
bool may_be_left_out(std::string_view text);

/// Where the cells stand that say what a row is; -1: nowhere.
struct RowLabels {
  int id = -1, name = -1;
  std::string_view id_header;  ///< folded; a row that repeats it is a header once more
};
/// What a row that is no subject calls itself: 合计, 平均, 填表人:…, a note below the table; nothing for a subject.
std::optional<std::string> why_left_out(const std::vector<Cell>& row, const RowLabels& labels);

/// Rows that were left out, for one remark.
class LeftOutRows {
 public:
  void add(const Place& place, int row, std::string label);
  void tell(TableProblems& problems) const;
  [[nodiscard]] bool empty() const { return count_ == 0; }

 private:
  Place first_;
  int first_row_ = 0;
  std::vector<std::pair<int, std::string>> shown_;
  std::size_t count_ = 0;
};

}  // namespace pingxing::document
