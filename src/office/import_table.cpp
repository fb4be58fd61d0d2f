#include "office/import_table.hpp"

#include <algorithm>
#include <array>

#include "base/check.hpp"
#include "base/hash.hpp"
#include "base/text.hpp"
#include "document/furniture.hpp"
#include "document/place.hpp"
#include "document/table_read.hpp"
#include "office/messages.hpp"
#include "office/office.hpp"
#include "office/rounds.hpp"
#include "service/input_words.hpp"
#include "service/subject_ids.hpp"

namespace pingxing::office {

namespace {

using document::Cell;

constexpr std::size_t code_max = 40, number_max = 30;  // characters
constexpr std::size_t mobile_digits = 11, landline_digits_min = 7, landline_digits_max = 17, identity_size = 18;
constexpr std::size_t kept_digits = 15;  // of a number in a workbook

std::string one_line(std::string text) {
  for (char& c : text)
    if (c == '\n') c = ' ';
  return text;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }
std::size_t digits_in(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), is_digit));
}

}  // namespace

std::optional<std::string> phone_of_text(std::string text) {
  std::erase(text, ' ');
  for (const std::string_view country : {"+86", "0086"})
    if (text.starts_with(country))
      text.erase(0, country.size() + (text.substr(country.size()).starts_with("-") ? 1 : 0));
  if (!std::all_of(text.begin(), text.end(), [](char c) { return is_digit(c) || c == '-'; })) return std::nullopt;
  std::string digits = text;
  std::erase(digits, '-');
  if (digits.size() == mobile_digits && digits.front() == '1') return digits;
  const bool has_hyphens =
      digits.size() < text.size() && text.front() != '-' && text.back() != '-' && text.find("--") == text.npos;
  return has_hyphens && digits.size() >= landline_digits_min && digits.size() <= landline_digits_max
             ? std::optional(text)
             : std::nullopt;
}

std::optional<Day> day_of_text(const std::string& text) {
  std::string plain = Line(text, 0).text();
  std::erase(plain, ' ');
  if (plain.size() == 8 && digits_in(plain) == 8)
    return read_day(plain.substr(0, 4) + "-" + plain.substr(4, 2) + "-" + plain.substr(6));
  if (plain.ends_with("日")) plain.resize(plain.size() - std::string_view("日").size());
  for (const std::string_view between : {"年", "月", "/", "."})
    for (auto at = plain.find(between); at != plain.npos; at = plain.find(between))
      plain.replace(at, between.size(), "-");
  if (plain.empty() || !is_digit(plain.front()) || plain.find("--") != plain.npos || plain.find('+') != plain.npos)
    return std::nullopt;
  return read_day(plain);
}

std::optional<Text> fault_of_identity(const std::string& number) {
  constexpr std::array<int, 17> weights{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  constexpr std::string_view checks = "10X98765432";
  if (number.size() != identity_size) return Text{"应为18位", "it should have 18 characters"};
  if (digits_in(std::string_view(number).substr(0, weights.size())) != weights.size())
    return Text{"前17位应为数字", "its first 17 characters should be digits"};
  if (!read_day(number.substr(6, 4) + "-" + number.substr(10, 2) + "-" + number.substr(12, 2)))
    return Text{"第7至14位不是出生日期", "characters 7 to 14 are no day of birth"};
  int sum = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) sum += (number[i] - '0') * weights[i];
  if (number.back() != checks[static_cast<std::size_t>(sum % 11)])
    return Text{"最后一位校验码不对", "its last character, the check, is wrong"};
  return std::nullopt;
}

namespace {

/// What each header is to an import: how its table is found in the file.
document::HeaderRole role_in(const std::vector<ImportColumn>& columns, std::string_view text) {
  using document::HeaderRole;
  const auto* column = column_called(columns, text);
  if (!column) return document::is_furniture_header(text) ? HeaderRole::Furniture : HeaderRole::Unknown;
  const bool is_name = column->header.zh == "名称" || column->header.zh == "姓名";
  return column->header.zh == "编号" ? HeaderRole::Id : is_name ? HeaderRole::Name : HeaderRole::Known;
}

}  // namespace

const ImportColumn* column_called(const std::vector<ImportColumn>& columns, std::string_view text) {
  const std::string header = folded(text);
  if (header.empty()) return nullptr;
  const auto is_word = [&](std::string_view word) { return folded(word) == header; };
  const auto found = std::find_if(columns.begin(), columns.end(), [&](const ImportColumn& column) {
    return is_word(column.header.zh) || is_word(column.header.en) ||
           std::any_of(column.also.begin(), column.also.end(), is_word);
  });
  return found == columns.end() ? nullptr : &*found;
}

std::optional<ImportTable> ImportTable::read(const std::string& filename, const std::string& bytes,
                                             std::vector<ImportColumn> columns, document::TableProblems& problems) {
  auto grid = document::read_table(
      bytes, filename, [&](std::string_view text) { return role_in(columns, text); }, problems);
  if (!grid || grid->rows.empty()) {
    CHECK(problems.has_errors());
    return std::nullopt;
  }
  ImportTable table(std::move(*grid), std::move(columns));
  table.sha256_ = sha256_hex(bytes);
  if (!table.find_columns(problems)) return std::nullopt;
  if (table.row_count() == 0) problems.add(import_empty, document::in_file(filename));
  return table;
}

bool ImportTable::find_columns(document::TableProblems& problems) {
  std::vector<std::size_t> left_out;
  for (std::size_t c = 0; c < grid_.rows[0].size(); ++c) {
    const auto& cell = grid_.rows[0][c];
    if (folded(cell.text).empty()) continue;
    const auto* found = column_called(columns_, cell.text);
    if (!found && document::is_furniture_header(cell.text)) {
      left_out.push_back(c);
    } else if (!found) {
      problems.add(import_column_unknown, grid_.place(0, c), {Phrase(service::shortened(cell.text))},
                   {cell.row, cell.column});
    } else if (!at_.emplace(static_cast<std::size_t>(found - columns_.data()), c).second) {
      problems.add(import_column_twice, grid_.place(0, c), {Phrase(found->header)}, {cell.row, cell.column});
    }
  }
  document::tell_columns_left_out(grid_, left_out, problems);
  bool has_all = true;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    if (!columns_[i].is_required || at_.contains(i)) continue;
    problems.add(import_column_missing, grid_.place(0, 0), {Phrase(columns_[i].header)});
    has_all = false;
  }
  return has_all;
}

Place ImportTable::place(std::size_t row, std::size_t column) const {
  const auto at = at_.find(column);
  return grid_.place(row + 1, at == at_.end() ? 0 : at->second);
}

const Cell* ImportTable::cell(std::size_t row, std::size_t column) const {
  const auto at = at_.find(column);
  const auto& cells = grid_.rows[row + 1];
  return at == at_.end() || at->second >= cells.size() ? nullptr : &cells[at->second];
}

void ImportTable::tell(const MessageRow& message, std::size_t row, std::size_t column, std::vector<Phrase> words,
                       document::TableProblems& problems) const {
  const auto at = at_.find(column);
  const document::TableSpot spot{number(row), at == at_.end() ? 1 : static_cast<int>(at->second) + 1};
  if (message.severity == Severity::Error)
    problems.add_alike(message, place(row, column), std::move(words), spot);
  else
    problems.add(message, place(row, column), std::move(words), spot);
}

Typed ImportTable::text(std::size_t row, std::size_t column, std::size_t characters_max,
                        document::TableProblems& problems) const {
  const Cell* found = cell(row, column);
  if (!found || found->kind == Cell::Kind::Empty) return {};
  const auto wrong = [&](const MessageRow& message, std::vector<Phrase> words) {
    tell(message, row, column, std::move(words), problems);
    return Typed{true, true, "", found->kind};
  };
  if (found->kind == Cell::Kind::Formula) return wrong(import_formula, {});
  if (found->kind == Cell::Kind::Error) return wrong(import_cell_error, {Phrase(found->text)});
  auto clean = cleaned(one_line(cell_text(found->text)), columns_[column].header, characters_max, true);
  if (!clean) return wrong(*clean.refusal().row, clean.refusal().words);
  if (clean->empty()) return {};
  return {true, false, *clean == "-" ? "" : *clean, found->kind};
}

Typed ImportTable::code(std::size_t row, std::size_t column, document::TableProblems& problems) const {
  Typed typed = text(row, column, code_max, problems);
  if (typed.kind == Cell::Kind::Date && !typed.is_wrong) {
    tell(import_code_is_day, row, column, {Phrase(typed.text)}, problems);
    typed.is_wrong = true;
  }
  const Cell* found = cell(row, column);
  if (found && found->kind == Cell::Kind::Number && !typed.is_wrong) typed = shown_code(row, column, *found, problems);
  typed.text = Line(typed.text, 0).text();
  return typed;
}

/// A number is the id that it shows: 007 where its cell is formatted so.
Typed ImportTable::shown_code(std::size_t row, std::size_t column, const Cell& cell,
                              document::TableProblems& problems) const {
  document::TableProblems found;
  const std::string text = service::shown_id(cell, cell_text(cell.text), service::CellProblems(grid_, found));
  if (found.has_errors()) tell(import_code_is_number, row, column, {Phrase(service::shortened(cell.text))}, problems);
  return {true, found.has_errors(), text, cell.kind};
}

Typed ImportTable::day(std::size_t row, std::size_t column, document::TableProblems& problems) const {
  Typed typed = text(row, column, number_max, problems);
  if (typed.is_wrong || typed.text.empty()) return typed;
  const auto day =
      day_of_text(typed.kind == Cell::Kind::Date ? typed.text.substr(0, typed.text.find('T')) : typed.text);
  if (day) {
    typed.text = day->text();
  } else {
    tell(import_day, row, column, {Phrase(service::shortened(typed.text, 20))}, problems);
    typed.is_wrong = true;
  }
  return typed;
}

Typed ImportTable::phone(std::size_t row, std::size_t column, document::TableProblems& problems) const {
  Typed typed = text(row, column, number_max, problems);
  if (typed.is_wrong || typed.text.empty()) return typed;
  const auto phone = phone_of_text(Line(typed.text, 0).text());
  if (phone) {
    typed.text = *phone;
  } else {
    tell(import_phone, row, column, {std::to_string(digits_in(Line(typed.text, 0).text()))}, problems);
    typed.is_wrong = true;
  }
  return typed;
}

Typed ImportTable::identity(std::size_t row, std::size_t column, document::TableProblems& problems) const {
  Typed typed = text(row, column, number_max, problems);
  if (typed.is_wrong || typed.text.empty()) return typed;
  typed.text = Line(typed.text, 0).text();
  std::erase(typed.text, ' ');
  if (typed.text.ends_with('x')) typed.text.back() = 'X';
  if (typed.kind == Cell::Kind::Number && typed.text.size() > kept_digits) {
    tell(import_identity_cut, row, column, {std::to_string(kept_digits)}, problems);
    typed.is_wrong = true;
  } else if (const auto fault = fault_of_identity(typed.text)) {
    tell(import_identity, row, column, {Phrase(*fault)}, problems);
  }
  return typed;
}

}  // namespace pingxing::office
