// Rows of cells as aligned text; a table that is too wide gives up its last columns.
#pragma once
#include <string>
#include <vector>

#include "cli/terminal.hpp"

namespace pingxing::cli {

struct TextColumn {
  std::string header;
  bool is_right = false;
  std::size_t width_max = 40;   ///< of what stands below; longer texts are cut
  bool may_be_dropped = false;  ///< where the table does not fit
};

struct TextCell {
  std::string text;
  Colour colour = Colour::None;
};

struct TextTable {
  std::vector<TextColumn> columns;
  std::vector<std::vector<TextCell>> rows;
};

/// Widths fit all rows of all tables, so that tables one below the other stand in line.
class TableLayout {
 public:
  TableLayout(const std::vector<const TextTable*>& tables, std::size_t width);
  [[nodiscard]] std::string header(const TextTable& table, const Look& look) const;
  [[nodiscard]] std::string rows(const TextTable& table, const Look& look) const;
  [[nodiscard]] std::size_t dropped() const { return dropped_; }

 private:
  std::vector<std::size_t> widths_;
  std::size_t dropped_ = 0;
};

}  // namespace pingxing::cli
