// Entry checks of a column as libxlsxwriter wants them: drop-down lists, bounds, and the words of a refusal.
#pragma once
#include <string>
#include <vector>

#include "document/xlsx_write.hpp"

struct lxw_workbook;
struct lxw_worksheet;

namespace pingxing::document {

/// Adds checks to the sheets of one workbook. Lists that do not fit into a check itself (255 characters, no commas) go
/// to a hidden sheet, which `finish` makes.
class EntryChecks {
 public:
  /// `choices_name`: the hidden sheet, if one is needed; fit and unlike the others.
  EntryChecks(lxw_workbook* workbook, std::string choices_name)
      : workbook_(workbook), choices_name_(std::move(choices_name)) {}
  void add(lxw_worksheet* sheet, std::uint16_t column, std::uint32_t last_row, const EntryCheck& check);
  void finish();

 private:
  std::string range_of(std::vector<std::string> choices);

  lxw_workbook* workbook_;
  std::string choices_name_;
  std::vector<std::vector<std::string>> long_lists_;  // one column each
};

}  // namespace pingxing::document
