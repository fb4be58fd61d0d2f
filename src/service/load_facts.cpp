#include "service/load_facts.hpp"

#include <algorithm>
#include <deque>
#include <thread>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "document/csv.hpp"
#include "document/file_bytes.hpp"
#include "document/limits.hpp"
#include "document/text_file.hpp"
#include "document/xlsx_read.hpp"
#include "rating/score.hpp"
#include "service/fact_cell.hpp"
#include "service/input_words.hpp"
#include "service/load_csv_columns.hpp"
#include "service/messages.hpp"
#include "service/people_text.hpp"

namespace pingxing::service {

using document::Cell;
using scheme::InputType;
using scheme::Scheme;

namespace {

constexpr std::size_t threads_max = 8;                              // more wait for memory
constexpr std::size_t bytes_a_thread_min = std::size_t(256) << 10;  // less is read before another thread has begun
constexpr std::size_t shown_rows_max = 20'000;  // samples are kept as written for populations that people look at

class FactsReader {
 public:
  FactsReader(const Scheme& s, const document::Grid& grid, document::TableProblems& problems)
      : s_(s), grid_(grid), problems_(problems), cell_problems_(grid, problems) {}

  std::optional<rating::Facts> read_table(const Scheme* beside) {
    is_whole_ = true;
    columns_ = map_columns(s_, grid_, problems_, beside);
    if (grid_.rows.size() < 2) problems_.add(facts_no_rows, grid_.place(0, 0), {}, {grid_.rows.front().front().row, 0});
    refuse_many_choices();
    if (!columns_.is_of_facts()) return std::nullopt;
    read_cells();
    if (problems_.has_errors() || has_skipped_) return std::nullopt;
    return std::move(facts_);
  }

  rating::Facts read_rows(const FactColumns& columns) {
    columns_ = columns;
    read_cells();
    return std::move(facts_);
  }

 private:
  void read_cells() {
    facts_.inputs.resize(s_.inputs.size());
    facts_.count = grid_.rows.size() - 1;
    for (std::size_t row = 1; row < grid_.rows.size(); ++row) {
      in_columns_.push_back(is_in_columns(grid_, row));
      has_skipped_ = has_skipped_ || !in_columns_.back();
      read_subject(row);
    }
    for (int i = 0; i < static_cast<int>(s_.inputs.size()); ++i) read_input(i);
  }

  /// A row without columns says nothing: the reader of the table told what is wrong with it.
  [[nodiscard]] bool is_read(std::size_t row) const { return in_columns_[row - 1]; }

  /// The cell at a column, an empty one where the row ends before it.
  [[nodiscard]] const Cell& cell(std::size_t row, int column) {
    const auto& cells = grid_.rows[row];
    const auto at = static_cast<std::size_t>(column);
    if (at < cells.size()) return cells[at];
    empty_ = Cell();
    empty_.row = cells.front().row;
    empty_.column = column + 1;
    empty_.character = cells.back().character;
    return empty_;
  }

  void refuse_many_choices() {
    for (int i = 0; i < static_cast<int>(s_.inputs.size()); ++i) {
      const auto& input = s_.inputs[static_cast<std::size_t>(i)];
      if (input.type != InputType::Choices || input.choices.size() <= std::size_t{rating::choices_max}) continue;
      problems_.add(facts_choices_too_many, input.place,
                    {s_.header(i), std::to_string(input.choices.size()), std::to_string(rating::choices_max)});
    }
  }

  // ---- the first columns --------------------------------------------------------------------------------------------

  void read_subject(std::size_t row) {
    const std::string_view id = word(row, columns_.id, "编号", "id");
    if (columns_.id >= 0 && is_read(row)) check_id(row, id);
    facts_.ids.push(id);
    if (columns_.name >= 0) {
      const std::string_view name = word(row, columns_.name, "名称", "name");
      facts_.names.push(name.empty() ? id : name);
    }
    if (columns_.pool >= 0) read_pool(row);
    if (columns_.kind >= 0 && !s_.properties.kinds.empty()) read_kind(row);
  }

  void check_id(std::size_t row, std::string_view id) {
    if (id.empty()) {
      cell_problems_.add(facts_id_blank, cell(row, columns_.id));
    } else if (is_whole_) {
      const auto [known, is_new] = rows_of_.emplace(id, row);
      if (is_new) return;
      const Place first = grid_.place(cell(known->second, columns_.id));
      cell_problems_.add(facts_id_twice, cell(row, columns_.id), {shortened(id), first.text()});
    }
  }

  /// As cell_text; lives as long as the reader and the grid.
  std::string_view clean(std::string_view text) {
    std::string own = cell_text(text);
    if (own == trimmed(text)) return trimmed(text);
    return cleaned_.emplace_back(std::move(own));
  }

  /// The text of a cell; empty where there is no such column or the row has no columns.
  std::string_view word(std::size_t row, int column, std::string_view zh, std::string_view en) {
    if (column < 0 || !is_read(row)) return "";
    const Cell& from = cell(row, column);
    const Phrase header = Text{zh, en};
    if (from.kind == Cell::Kind::Formula) cell_problems_.add(facts_formula, from, {header});
    if (from.kind == Cell::Kind::Error) cell_problems_.add(facts_cell_error, from, {header, shortened(from.text)});
    const std::string_view text = clean(from.text);
    if (has_control_character(text)) cell_problems_.add(facts_control_character, from, {header});
    return text;
  }

  void read_pool(std::size_t row) {
    const std::string_view pool = word(row, columns_.pool, "分组", "pool");
    if (pool.empty() && is_read(row))
      cell_problems_.add(facts_pool_blank, cell(row, columns_.pool), {Text{"分组", "pool"}});
    const auto [known, is_new] = pools_.emplace(pool, static_cast<std::uint32_t>(facts_.pool_names.size()));
    if (is_new) facts_.pool_names.emplace_back(pool);
    facts_.pools.push_back(known->second);
  }

  void read_kind(std::size_t row) {
    const auto& kinds = s_.properties.kinds;
    const std::string_view kind = word(row, columns_.kind, "类别", "kind");
    const std::string wanted = folded(kind);
    const auto found = std::find_if(kinds.begin(), kinds.end(), [&](const auto& one) { return folded(one) == wanted; });
    if (kind.empty() && is_read(row))
      cell_problems_.add(facts_kind_blank, cell(row, columns_.kind), {list_of(kinds)});
    else if (found == kinds.end() && is_read(row))
      cell_problems_.add(facts_kind_unknown, cell(row, columns_.kind), {shortened(kind), list_of(kinds)});
    facts_.kinds.push_back(found == kinds.end() ? rating::no_kind : static_cast<std::uint8_t>(found - kinds.begin()));
  }

  // ---- inputs -------------------------------------------------------------------------------------------------------

  void read_input(int input) {
    const auto& columns = columns_.inputs[static_cast<std::size_t>(input)];
    if (!columns.is_usable()) return;  // told with the header
    const FactReading reading = reading_of(s_, input);
    if (reading.input->type == InputType::Choices && reading.input->choices.size() > std::size_t{rating::choices_max})
      return;
    auto& out = facts_.inputs[static_cast<std::size_t>(input)];
    Seen seen;
    for (std::size_t row = 1; row < grid_.rows.size(); ++row) {
      if (reading.input->type == InputType::Name) {
        out.names.push(word(row, columns.values, reading.header, reading.header));
        continue;
      }
      std::optional<FactValue> value;
      if (is_read(row))
        value = columns.is_pair() ? read_sum_at(reading, row, columns.sums, columns.counts)
                                  : read_fact(reading, cell(row, columns.values), cell_problems_);
      store(reading, value.value_or(FactValue{}), row, columns.values, out);
      if (value && !value->is_missing) note(reading, *value, row, columns.first(), seen);
    }
    if (is_whole_) warn(reading, columns.first(), seen);
  }

  std::optional<FactValue> read_sum_at(const FactReading& reading, std::size_t row, int sums, int counts) {
    const Cell sum = cell(row, sums);
    return read_sum(reading, sum, cell(row, counts), cell_problems_);
  }

  void store(const FactReading& reading, const FactValue& value, std::size_t row, int column,
             rating::InputColumn& out) {
    if (value.is_missing)
      out.values.push_missing();
    else
      out.values.push_number(value.value);
    if (reading.samples == scheme::Samples::One) return;
    out.counts.push(value.is_missing ? 0 : value.count);
    if (column >= 0 && !value.is_missing && facts_.count <= shown_rows_max)
      out.shown.emplace(row - 1, cell_text(cell(row, column).text));
  }

  /// What makes a column suspicious as a whole.
  struct Seen {
    std::size_t values = 0, above_one = 0, shares = 0, not_applicable = 0;
    std::size_t first_not_applicable = 0;
  };

  void note(const FactReading& reading, const FactValue& value, std::size_t row, int column, Seen& seen) {
    if (reading.input->type == InputType::Percent) {
      const Number one = value.value / Number(value.count);
      ++seen.values;
      seen.above_one += one > Number(1) || cell(row, column).text.find_first_of("%/") != std::string::npos;
      seen.shares += one > Number(0) && one < Number(1);
    }
    if (facts_.kinds.empty() || facts_.kinds[row - 1] == rating::no_kind) return;
    if (rating::applies_to(s_, reading.input->kinds, facts_.kinds[row - 1])) return;
    const bool says_nothing = value.value.is_zero();  // 否 and 0 fill up a sheet and claim nothing
    if (says_nothing) return;
    if (seen.not_applicable++ == 0) seen.first_not_applicable = row;
  }

  void warn(const FactReading& reading, int column, const Seen& seen) {
    if (seen.shares > 0 && seen.above_one == 0)
      cell_problems_.add(facts_percent_scale, cell(0, column), {reading.header});
    if (seen.not_applicable == 0) return;
    cell_problems_.add(facts_not_applicable, cell(seen.first_not_applicable, column),
                       {reading.header, counted(seen.not_applicable, "cell", "cells"), list_of(reading.input->kinds)});
  }

  const Scheme& s_;
  const document::Grid& grid_;
  document::TableProblems& problems_;
  const CellProblems cell_problems_;
  bool is_whole_ = false;  // else some rows of a table that is judged by others
  bool has_skipped_ = false;
  std::vector<bool> in_columns_;  // as rows below the header
  FactColumns columns_;
  rating::Facts facts_;
  Cell empty_;
  std::deque<std::string> cleaned_;                            // texts that are not as they were written
  std::unordered_map<std::string_view, std::size_t> rows_of_;  // by id
  std::unordered_map<std::string_view, std::uint32_t> pools_;  // by name
};

}  // namespace

std::optional<rating::Facts> facts_of(const Scheme& s, const document::Grid& grid, document::TableProblems& problems,
                                      const Scheme* beside) {
  return FactsReader(s, grid, problems).read_table(beside);
}

rating::Facts facts_of_rows(const Scheme& s, const document::Grid& grid, const FactColumns& columns,
                            document::TableProblems& problems) {
  return FactsReader(s, grid, problems).read_rows(columns);
}

namespace {

bool is_workbook(const std::string& path) {
  const std::string ending = lower_ascii(path);
  return ending.ends_with(".xlsx") || ending.ends_with(".xlsm") || ending.ends_with(".xls");
}

/// The table of a workbook. What is wrong with it does not stop its cells from being read, where there are any.
std::optional<document::Grid> read_workbook(const std::string& path, document::TableProblems& problems) {
  const document::Limits limits;
  Problems found;
  std::optional<document::Grid> grid;
  if (const auto bytes = document::read_bytes(path, limits.file_bytes, found))
    grid = document::read_xlsx(bytes->view(), path, limits, found);
  problems.add(found);
  return grid;
}

}  // namespace

std::optional<rating::Facts> load_facts(const Scheme& s, const std::string& path, Problems& problems,
                                        const Scheme* beside) {
  document::TableProblems found;
  std::optional<rating::Facts> facts;
  if (is_workbook(path)) {
    if (const auto grid = read_workbook(path, found)) facts = facts_of(s, *grid, found, beside);
  } else if (const auto text =
                 document::read_text(path, document::csv_bytes_max, problems, document::Utf8Check::ByCaller)) {
    const std::size_t parts = std::min(threads_max, text->text().size() / bytes_a_thread_min + 1);
    const auto threads = std::clamp(std::thread::hardware_concurrency(), 1U, static_cast<unsigned>(parts));
    facts = load_csv_columns(s, text->text(), path, threads, beside, found);
  }
  found.tell(problems);
  if (found.has_errors()) return std::nullopt;
  return facts;
}

}  // namespace pingxing::service
