#include "service/subject_ids.hpp"

#include <algorithm>
#include <cstdint>
#include <unordered_map>
#include <vector>

#include "base/text.hpp"
#include "service/input_words.hpp"
#include "service/messages.hpp"

namespace pingxing::service {

using document::Cell;

namespace {

constexpr std::size_t kept_digits = 15;  // of a number in a workbook

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// 1.10101E+17: what is left of a long number in a CSV file.
bool is_scientific(std::string_view text) {
  const std::size_t e = text.find_first_of("Ee");
  if (e == text.npos || e == 0 || e + 2 >= text.size() || (text[e + 1] != '+' && text[e + 1] != '-')) return false;
  const auto is_number = [](std::string_view part) {
    return !part.empty() && is_digit(part[0]) &&
           std::all_of(part.begin(), part.end(), [](char c) { return is_digit(c) || c == '.'; });
  };
  return is_number(text.substr(0, e)) && is_number(text.substr(e + 2));
}

/// 1月2日, 2-Jan: what spreadsheet programs make of 1-2.
bool is_short_date(std::string_view text) {
  constexpr std::string_view months[] = {"jan", "feb", "mar", "apr", "may", "jun",
                                         "jul", "aug", "sep", "oct", "nov", "dec"};
  const std::string word = folded(text);
  std::size_t at = 0;
  while (at < word.size() && is_digit(word[at])) ++at;
  if (at == 0 || at > 2) return false;
  const std::string_view rest = std::string_view(word).substr(at);
  if (rest.starts_with("月") && rest.ends_with("日")) {
    const std::string_view day = rest.substr(3, rest.size() - 6);
    return !day.empty() && day.size() <= 2 && std::all_of(day.begin(), day.end(), is_digit);
  }
  return rest.size() == 4 && rest[0] == '-' &&
         std::find(std::begin(months), std::end(months), rest.substr(1)) != std::end(months);
}

}  // namespace

bool may_be_spoilt_id(std::string_view text) {
  if (text.size() < 4 || !is_digit(text.front())) return false;
  if (text.ends_with("日")) return true;
  const char c = text[text.size() - 3], before = text[text.size() - 4];
  const bool is_exponent = (c == '+' || c == '-') && (before == 'E' || before == 'e');
  const bool is_long_exponent = text.size() > 4 && (before == '+' || before == '-') &&
                                (text[text.size() - 5] == 'E' || text[text.size() - 5] == 'e');
  return is_exponent || is_long_exponent || before == '-';  // 2-Jan
}

std::string shown_id(const Cell& cell, std::string_view text, const CellProblems& problems) {
  std::string id(text);
  if (cell.kind == Cell::Kind::Date || (cell.kind == Cell::Kind::Text && is_short_date(text))) {
    problems.add(facts_id_date, cell, {shortened(text)});
    return id;
  }
  if (cell.kind == Cell::Kind::Text && is_scientific(text)) problems.add(facts_id_cut, cell, {shortened(text)});
  if (cell.kind != Cell::Kind::Number) return id;
  if (std::count_if(id.begin(), id.end(), is_digit) > static_cast<std::ptrdiff_t>(kept_digits))
    problems.add(facts_id_cut, cell, {shortened(text)});
  else if (cell.digits == document::shown_otherwise)
    problems.add(facts_id_shown, cell, {shortened(text)});
  else if (std::all_of(id.begin(), id.end(), is_digit) && id.size() < cell.digits)
    id.insert(0, cell.digits - id.size(), '0');
  return id;
}

void join_alike_pools(rating::Facts& facts, const document::Grid& grid, int header, document::TableProblems& problems) {
  std::unordered_map<std::string, std::uint32_t> by_fold;
  std::vector<std::uint32_t> number;
  std::vector<std::string> names;
  for (auto& name : facts.pool_names) {
    const auto [known, is_new] = by_fold.emplace(folded(name), static_cast<std::uint32_t>(names.size()));
    number.push_back(known->second);
    if (is_new) {
      names.push_back(name);
      continue;
    }
    const auto column = static_cast<std::size_t>(std::max(header, 0));
    problems.add(facts_pools_alike, grid.place(0, column), {shortened(name), shortened(names[known->second])},
                 {grid.rows.front().front().row, header + 1});
  }
  if (names.size() == facts.pool_names.size()) return;
  for (auto& pool : facts.pools) pool = number[pool];
  facts.pool_names = std::move(names);
}

void tell_id_again(const document::Grid& grid, const Cell& again, std::string_view id, const Cell& first,
                   std::string_view first_id, const CellProblems& problems) {
  const std::string where = grid.place(first).text();
  if (id == first_id)
    problems.add(facts_id_twice, again, {shortened(id), where});
  else
    problems.add(facts_ids_alike, again, {shortened(id), shortened(first_id), where});
}

}  // namespace pingxing::service
