#include "cli/text_table.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace pingxing::cli {

namespace {
constexpr std::size_t gap = 2, header_width_max = 12, header_width_min = 6;
}

TableLayout::TableLayout(const std::vector<const TextTable*>& tables, std::size_t width) {
  const auto& columns = tables.front()->columns;
  std::vector<std::size_t> content(columns.size(), 0);
  for (const auto* table : tables)
    for (const auto& row : table->rows)
      for (std::size_t c = 0; c < row.size(); ++c) content[c] = std::max(content[c], display_width(row[c].text));
  // Long headers give way first, all alike; then the last columns go.
  std::size_t total = 0;
  for (std::size_t header_max = header_width_max; header_max >= header_width_min; --header_max) {
    widths_.clear();
    total = 0;
    for (std::size_t c = 0; c < columns.size(); ++c) {
      const std::size_t most = columns[c].may_be_dropped ? header_max : header_width_max;
      const std::size_t header = std::min(display_width(columns[c].header), most);
      widths_.push_back(std::max(std::min(content[c], columns[c].width_max), header));
      total += widths_.back() + gap;
    }
    if (total <= width + gap) return;
  }
  while (total > width + gap && widths_.size() > 1 && columns[widths_.size() - 1].may_be_dropped) {
    total -= widths_.back() + gap;
    widths_.pop_back();
    ++dropped_;
  }
}

std::string TableLayout::header(const TextTable& table, const Look& look) const {
  std::string line;
  for (std::size_t c = 0; c < widths_.size(); ++c) {
    if (c > 0) line += std::string(gap, ' ');
    line += pad_to(fitted(table.columns[c].header, widths_[c]), widths_[c], table.columns[c].is_right);
  }
  while (line.ends_with(' ')) line.pop_back();
  return look.paint(Colour::Dim, line) + "\n";
}

std::string TableLayout::rows(const TextTable& table, const Look& look) const {
  std::string out;
  for (const auto& row : table.rows) {
    std::string line;
    for (std::size_t c = 0; c < std::min(widths_.size(), row.size()); ++c) {
      if (c > 0) line += std::string(gap, ' ');
      const std::string text = fitted(row[c].text, widths_[c]);
      const std::string blanks(widths_[c] - std::min(widths_[c], display_width(text)), ' ');
      if (table.columns[c].is_right) line += blanks;
      line += look.paint(row[c].colour, text);
      if (!table.columns[c].is_right) line += blanks;
    }
    while (line.ends_with(' ')) line.pop_back();
    out += line + "\n";
  }
  return out;
}

}  // namespace pingxing::cli
