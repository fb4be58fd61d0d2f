// What an item says without asking for a figure: what becomes of it where it is not applicable (不适用时:不计入满分),
// and what follows once it is used up (扣完时追加减10分). One table for the parser, the manual and the printer.
#pragma once
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "base/text.hpp"
#include "scheme/scheme.hpp"

namespace pingxing::scheme {

struct ItemLineRow {
  std::string_view name;
  std::optional<NotApplicable> not_applicable;  // else:
  AfterZero::How how = AfterZero::How::Once;
  Reach reach = Reach::Further;
  std::vector<std::string_view> zh, en;  // patterns; the first is canonical
  Text meaning, example;
};
std::span<const ItemLineRow> item_line_rows();

/// One of the two.
struct ItemLine {
  std::optional<NotApplicable> not_applicable;
  std::optional<AfterZero> after_zero;
};
std::optional<ItemLine> parse_item_line(std::string_view normalised);

/// Takes such clauses from the end of a rule line; what is left of it is `line`.
std::vector<ItemLine> take_item_lines(std::string_view& line);

}  // namespace pingxing::scheme
