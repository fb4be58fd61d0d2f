#include "document/xlsx_entry.hpp"

#include <xlsxwriter.h>

#include <algorithm>
#include <utility>

#include "base/check.hpp"
#include "base/utf8.hpp"
#include "document/decimal_text.hpp"
#include "document/grid.hpp"
#include "document/sheet_text.hpp"

namespace pingxing::document {
namespace {

constexpr std::size_t title_units_max = 32, message_units_max = 255, list_units_max = 255;

/// What libxlsxwriter borrows while it takes a check over.
struct Borrowed {
  std::string title, message, low, high, range;
  std::vector<std::string> choices;
  std::vector<char*> pointers;
};

std::vector<std::string> cleaned(const std::vector<std::string>& choices) {
  std::vector<std::string> out;
  for (const auto& choice : choices)
    if (std::string text = clean_text(choice); !text.empty()) out.push_back(std::move(text));
  return out;
}

bool fits_inside(const std::vector<std::string>& choices) {
  std::size_t units = choices.size();
  for (const auto& choice : choices) {
    units += utf16_units(choice);
    if (choice.find_first_of(",\"\n") != choice.npos || choice.starts_with(' ') || choice.ends_with(' ')) return false;
  }
  return units <= list_units_max;
}

std::string decimal_bound(const std::string& text) {
  const auto decimal = parse_decimal(text);
  CHECK(decimal.has_value());
  return decimal->plain();
}

}  // namespace

std::string EntryChecks::range_of(std::vector<std::string> choices) {
  const auto column = static_cast<int>(long_lists_.size()) + 1;
  const std::string letters = cell_name(0, column).substr(0, cell_name(0, column).size() - 1);
  std::string range = "='" + choices_name_ + "'!$" + letters + "$1:$" + letters + "$" + std::to_string(choices.size());
  long_lists_.push_back(std::move(choices));
  return range;
}

void EntryChecks::add(lxw_worksheet* sheet, std::uint16_t column, std::uint32_t last_row, const EntryCheck& check) {
  Borrowed words;
  words.title = cut_to_units(clean_text(check.title), title_units_max);
  words.message = cut_to_units(clean_text(check.message), message_units_max);

  lxw_data_validation validation{};
  validation.show_error = LXW_VALIDATION_ON;
  validation.error_type = LXW_VALIDATION_ERROR_TYPE_STOP;
  validation.error_title = words.title.data();
  validation.error_message = words.message.data();
  if (const auto* list = std::get_if<OneOf>(&check.rule)) {
    words.choices = cleaned(list->choices);
    if (words.choices.empty()) return;
    if (fits_inside(words.choices)) {
      for (auto& choice : words.choices) words.pointers.push_back(choice.data());
      words.pointers.push_back(nullptr);
      validation.validate = LXW_VALIDATION_TYPE_LIST;
      validation.value_list = words.pointers.data();
    } else {
      words.range = range_of(words.choices);  // libxlsxwriter 1.1.4 never frees its first copy of this one
      validation.validate = LXW_VALIDATION_TYPE_LIST_FORMULA;
      validation.value_formula = words.range.data();
    }
  } else if (const auto* between = std::get_if<DecimalBetween>(&check.rule)) {
    words.low = decimal_bound(between->low);
    words.high = decimal_bound(between->high);
    validation.validate = LXW_VALIDATION_TYPE_DECIMAL_FORMULA;  // as text: exact
    validation.criteria = LXW_VALIDATION_CRITERIA_BETWEEN;
    validation.minimum_formula = words.low.data();
    validation.maximum_formula = words.high.data();
  } else {
    words.low = std::to_string(std::get<WholeAtLeast>(check.rule).low);
    validation.validate = LXW_VALIDATION_TYPE_INTEGER_FORMULA;
    validation.criteria = LXW_VALIDATION_CRITERIA_GREATER_THAN_OR_EQUAL_TO;
    validation.value_formula = words.low.data();
  }
  CHECK(worksheet_data_validation_range(sheet, 1, column, last_row, column, &validation) == LXW_NO_ERROR);
}

void EntryChecks::finish() {
  if (long_lists_.empty()) return;
  lxw_worksheet* sheet = workbook_add_worksheet(workbook_, choices_name_.c_str());
  CHECK(sheet != nullptr);
  worksheet_hide(sheet);
  std::size_t rows = 0;
  for (const auto& list : long_lists_) rows = std::max(rows, list.size());
  for (std::size_t row = 0; row < rows; ++row)  // by rows: what is behind the writer is written
    for (std::size_t column = 0; column < long_lists_.size(); ++column)
      if (row < long_lists_[column].size())
        worksheet_write_string(sheet, static_cast<lxw_row_t>(row), static_cast<lxw_col_t>(column),
                               with_escapes(cut_to_units(long_lists_[column][row], cell_units_max)).c_str(), nullptr);
}

}  // namespace pingxing::document
