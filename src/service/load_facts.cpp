#include "service/load_facts.hpp"

#include <algorithm>
#include <deque>
#include <thread>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "document/csv.hpp"
#include "document/file_bytes.hpp"
#include "document/limits.hpp"
#include "document/messages.hpp"
#include "document/table_find.hpp"
#include "document/text_file.hpp"
#include "document/xlsx_read.hpp"
#include "rating/not_applicable.hpp"
#include "rating/score.hpp"
#include "service/fact_cell.hpp"
#include "service/fold_rows.hpp"
#include "service/input_words.hpp"
#include "service/load_csv_columns.hpp"
#include "service/messages.hpp"
#include "service/people_text.hpp"
#include "service/subject_ids.hpp"

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
  /// `grid`: the header, and whatever rows are there already.
  FactsReader(const Scheme& s, const document::Grid& grid, document::TableProblems& problems, bool is_stored = false)
      : s_(s), grid_(grid), problems_(problems), cell_problems_(grid, problems), is_stored_(is_stored) {}

  std::optional<rating::Facts> read_table(const EachRow& each_row, const Scheme* beside) {
    is_whole_ = true;
    begin(map_columns(s_, grid_, problems_, beside));
    for (auto& input : inputs_)
      if (beside && input.reading.input->entries == scheme::Entries::None)
        input.reading.listed_beside = entries_beside(*beside, *input.reading.input);
    refuse_many_choices();
    const bool is_of_facts = columns_.is_of_facts();
    each_row([&](const std::vector<Cell>& cells) { is_of_facts ? read_row(cells) : void(++facts_.count); });
    if (facts_.count == 0) problems_.add(facts_no_rows, grid_.place(0, 0), {}, {grid_.rows.front().front().row, 0});
    if (!is_of_facts) return std::nullopt;
    warn();
    join_alike_pools(facts_, grid_, columns_.pool, problems_);
    if (problems_.has_errors() || has_skipped_) return std::nullopt;
    return std::move(facts_);
  }

  rating::Facts read_rows(const FactColumns& columns, const EachRow& each_row) {
    begin(columns);
    each_row([&](const std::vector<Cell>& cells) { read_row(cells); });
    return std::move(facts_);
  }

 private:
  /// How an input is read, and what makes its column suspicious as a whole.
  struct InputReader {
    int input = -1;
    FactColumns::Input columns;
    FactReading reading;
    std::size_t above_one = 0, ones = 0, shares = 0, not_applicable = 0;
    Cell first_not_applicable = {};
  };

  static scheme::Entries entries_beside(const Scheme& beside, const scheme::Input& input) {
    for (const auto& one : beside.inputs)
      if (one.key == input.key) return one.entries;
    return scheme::Entries::None;
  }

  void begin(FactColumns columns) {
    columns_ = std::move(columns);
    facts_.inputs.resize(s_.inputs.size());
    for (int i = 0; i < static_cast<int>(s_.inputs.size()); ++i) {
      const auto& where = columns_.inputs[static_cast<std::size_t>(i)];
      if (!where.is_usable() || has_many_choices(i)) continue;  // told with the header
      inputs_.push_back({i, where, reading_of(s_, i)});
      inputs_.back().reading.is_stored = is_stored_;
    }
  }

  void read_row(const std::vector<Cell>& cells) {
    cells_ = &cells;
    cleaned_.clear();
    ++facts_.count;
    is_read_ = is_in_columns(grid_, cells);
    has_skipped_ = has_skipped_ || !is_read_;
    read_subject();
    for (auto& input : inputs_) read_input(input);
    refuse_mixed();
  }

  /// An item is not applicable, or it has figures (S-1.14).
  void refuse_mixed() {
    const std::size_t row = facts_.count - 1;
    for (const auto& from : inputs_) {
      if (!is_read_ || !facts_.inputs[static_cast<std::size_t>(from.input)].is_not_applicable(row)) continue;
      const auto& item = s_.indicators[static_cast<std::size_t>(from.reading.input->indicator)];
      if (rating::answer_of(s_, item, facts_, row) == rating::Answer::Mixed)
        cell_problems_.add(facts_not_applicable_mixed, cell(from.columns.first()), {from.reading.header, item.id});
    }
  }

  /// The cell at a column, an empty one where the row ends before it.
  [[nodiscard]] const Cell& cell(int column) {
    const auto at = static_cast<std::size_t>(column);
    if (at < cells_->size()) return (*cells_)[at];
    empty_ = Cell();
    empty_.row = cells_->front().row;
    empty_.column = column + 1;
    empty_.character = cells_->back().character;
    return empty_;
  }

  [[nodiscard]] bool has_many_choices(int input) const {
    const auto& one = s_.inputs[static_cast<std::size_t>(input)];
    return one.type == InputType::Choices && one.choices.size() > std::size_t{rating::choices_max};
  }

  void refuse_many_choices() {
    for (int i = 0; i < static_cast<int>(s_.inputs.size()); ++i) {
      const auto& input = s_.inputs[static_cast<std::size_t>(i)];
      if (!has_many_choices(i)) continue;
      problems_.add(facts_choices_too_many, input.place,
                    {s_.header(i), std::to_string(input.choices.size()), std::to_string(rating::choices_max)});
    }
  }

  // ---- the first columns --------------------------------------------------------------------------------------------

  void read_subject() {
    std::string_view id = word(columns_.id, "编号", "id");
    if (columns_.id >= 0 && is_read_) {
      id = cleaned_.emplace_back(shown_id(cell(columns_.id), id, cell_problems_));
      check_id(id);
    }
    facts_.ids.push(id);
    if (columns_.name >= 0) {
      const std::string_view name = word(columns_.name, "名称", "name");
      facts_.names.push(name.empty() ? id : name);
    }
    if (columns_.pool >= 0) read_pool();
    if (columns_.kind >= 0 && !s_.properties.kinds.empty()) read_kind();
  }

  void check_id(std::string_view id) {
    const Cell& from = cell(columns_.id);
    if (id.empty()) {
      cell_problems_.add(facts_id_blank, from);
    } else if (is_whole_) {
      const Spot spot{from.row, from.column, from.character};
      const auto [known, is_new] = spots_of_.emplace(folded(id), std::pair(spot, std::string(id)));
      if (is_new) return;
      Cell first;
      std::tie(first.row, first.column, first.character) = known->second.first;
      tell_id_again(grid_, from, id, first, known->second.second, cell_problems_);
    }
  }

  /// As cell_text; lives as long as the row.
  std::string_view clean(std::string_view text) {
    std::string own = cell_text(text);
    if (own == trimmed(text)) return trimmed(text);
    return cleaned_.emplace_back(std::move(own));
  }

  /// The text of a cell; empty where there is no such column or the row has no columns.
  std::string_view word(int column, std::string_view zh, std::string_view en) {
    if (column < 0 || !is_read_) return "";
    const Cell& from = cell(column);
    const Phrase header = Text{zh, en};
    if (from.kind == Cell::Kind::Formula) cell_problems_.add(facts_formula, from, {header});
    if (from.kind == Cell::Kind::Error) cell_problems_.add(facts_cell_error, from, {header, shortened(from.text)});
    const std::string_view text = clean(from.text);
    if (has_control_character(text)) cell_problems_.add(facts_control_character, from, {header});
    return text;
  }

  void read_pool() {
    const std::string_view pool = word(columns_.pool, "分组", "pool");
    if (pool.empty() && is_read_) cell_problems_.add(facts_pool_blank, cell(columns_.pool), {Text{"分组", "pool"}});
    const auto [known, is_new] = pools_.emplace(pool, static_cast<std::uint32_t>(facts_.pool_names.size()));
    if (is_new) facts_.pool_names.emplace_back(pool);
    facts_.pools.push_back(known->second);
  }

  void read_kind() {
    const auto& kinds = s_.properties.kinds;
    const std::string_view kind = word(columns_.kind, "类别", "kind");
    const std::string wanted = folded(kind);
    const auto found = std::find_if(kinds.begin(), kinds.end(), [&](const auto& one) { return folded(one) == wanted; });
    if (kind.empty() && is_read_)
      cell_problems_.add(facts_kind_blank, cell(columns_.kind), {list_of(kinds)});
    else if (found == kinds.end() && is_read_)
      cell_problems_.add(facts_kind_unknown, cell(columns_.kind), {shortened(kind), list_of(kinds)});
    facts_.kinds.push_back(found == kinds.end() ? rating::no_kind : static_cast<std::uint8_t>(found - kinds.begin()));
  }

  // ---- inputs -------------------------------------------------------------------------------------------------------

  void read_input(InputReader& from) {
    const auto& columns = from.columns;
    const auto& reading = from.reading;
    auto& out = facts_.inputs[static_cast<std::size_t>(from.input)];
    if (reading.input->type == InputType::Name) {
      out.names.push(word(columns.values, reading.header, reading.header));
      return;
    }
    std::optional<FactValue> value;
    if (is_read_)
      value = columns.is_pair() ? read_pair(from) : read_fact(reading, cell(columns.values), cell_problems_);
    store(from, value.value_or(FactValue{}), out);
    if (value && !value->is_missing) note(from, *value);
  }

  std::optional<FactValue> read_pair(const InputReader& from) {
    const Cell sum = cell(from.columns.sums);
    return read_sum(from.reading, sum, cell(from.columns.counts), cell_problems_);
  }

  void store(const InputReader& from, const FactValue& value, rating::InputColumn& out) {
    if (value.is_missing)
      out.values.push_missing();
    else
      out.values.push_number(value.value);
    if (!value.entries.empty()) out.entries.emplace(facts_.count - 1, value.entries);
    if (value.is_not_applicable) out.set_not_applicable(facts_.count - 1, true);
    if (from.reading.samples == scheme::Samples::One) return;
    out.counts.push(value.is_missing ? 0 : value.count);
    if (facts_.count > shown_rows_max)
      out.shown.clear();
    else if (from.columns.values >= 0 && !value.is_missing)
      out.shown.emplace(facts_.count - 1, cell_text(cell(from.columns.values).text));
  }

  void note(InputReader& from, const FactValue& value) {
    const auto& input = *from.reading.input;
    if (input.type == InputType::Percent) {
      const Number one = value.value / Number(value.count);
      from.ones += one == Number(1);
      from.above_one += one > Number(1) || cell(from.columns.first()).text.find_first_of("%/") != std::string::npos;
      from.shares += one > Number(0) && one < Number(1);
    }
    if (facts_.kinds.empty() || facts_.kinds.back() == rating::no_kind) return;
    if (rating::applies_to(s_, input.kinds, facts_.kinds.back())) return;
    const bool says_nothing = value.value.is_zero();  // 否 and 0 fill up a sheet and claim nothing
    if (says_nothing) return;
    if (from.not_applicable++ == 0) from.first_not_applicable = cell(from.columns.first());
  }

  void warn() {
    cells_ = &grid_.rows.front();
    for (const auto& from : inputs_) {
      const bool is_asked = from.reading.by_rules.is_share_asked && !is_stored_;
      if (from.above_one == 0 && (from.shares > 0 || (is_asked && from.ones > 0)))
        cell_problems_.add(is_asked && from.shares == 0 ? facts_percent_ones : facts_percent_scale,
                           cell(from.columns.first()), {from.reading.header});
      if (from.not_applicable == 0) continue;
      cell_problems_.add(
          facts_not_applicable, from.first_not_applicable,
          {from.reading.header, counted(from.not_applicable, "cell", "cells"), list_of(from.reading.input->kinds)});
    }
  }

  using Spot = std::tuple<int, int, int>;  // of a cell: row, column, character

  const Scheme& s_;
  const document::Grid& grid_;
  document::TableProblems& problems_;
  const CellProblems cell_problems_;
  const bool is_stored_;   // figures that a gate has taken
  bool is_whole_ = false;  // else some rows of a table that is judged by others
  bool has_skipped_ = false;
  FactColumns columns_;
  std::vector<InputReader> inputs_;
  rating::Facts facts_;
  const std::vector<Cell>* cells_ = nullptr;  // of the row that is read
  bool is_read_ = false;                      // a row without columns says nothing: its reader told what is wrong
  Cell empty_;
  std::deque<std::string> cleaned_;  // texts of the row that are not as they were written
  std::unordered_map<std::string, std::pair<Spot, std::string>> spots_of_;  // by folded id; with the id
  std::unordered_map<std::string, std::uint32_t> pools_;                    // by name
};

/// The rows of a grid below its header.
EachRow rows_of(const document::Grid& grid) {
  return [&grid](const TakeCells& take) {
    for (std::size_t row = 1; row < grid.rows.size(); ++row) take(grid.rows[row]);
  };
}

}  // namespace

std::optional<rating::Facts> facts_of(const Scheme& s, document::Grid grid, document::TableProblems& problems,
                                      const Scheme* beside) {
  auto table = document::find_table(std::move(grid), header_roles(s, beside), problems);
  if (table) fold_dated_rows(s, beside, *table, problems);
  return table ? FactsReader(s, *table, problems).read_table(rows_of(*table), beside) : std::nullopt;
}

std::optional<rating::Facts> facts_of(const Scheme& s, std::vector<document::Sheet> sheets,
                                      document::TableProblems& problems, const Scheme* beside) {
  auto table = document::find_table(std::move(sheets), header_roles(s, beside), problems);
  if (table) fold_dated_rows(s, beside, *table, problems);
  return table ? FactsReader(s, *table, problems).read_table(rows_of(*table), beside) : std::nullopt;
}

std::optional<rating::Facts> facts_of(const Scheme& s, const document::Grid& head, const EachRow& each_row,
                                      document::TableProblems& problems, const Scheme* beside) {
  return FactsReader(s, head, problems, true).read_table(each_row, beside);
}

rating::Facts facts_of_rows(const Scheme& s, const document::Grid& grid, const FactColumns& columns,
                            document::TableProblems& problems) {
  return FactsReader(s, grid, problems).read_rows(columns, rows_of(grid));
}

namespace {

bool is_workbook(const std::string& path) {
  const std::string ending = lower_ascii(path);
  return ending.ends_with(".xlsx") || ending.ends_with(".xlsm") || ending.ends_with(".xls");
}

std::optional<rating::Facts> load_workbook(const Scheme& s, const std::string& path, document::TableProblems& problems,
                                           const Scheme* beside) {
  const document::Limits limits;
  Problems found;
  std::optional<std::vector<document::Sheet>> sheets;
  if (const auto bytes = document::read_bytes(path, limits.file_bytes, found))
    sheets = document::read_sheets(bytes->view(), path, limits, found);
  problems.add(found);
  return sheets ? facts_of(s, std::move(*sheets), problems, beside) : std::nullopt;
}

std::optional<rating::Facts> load_text(const Scheme& s, std::string_view text, const std::string& path,
                                       document::TableProblems& problems, const Scheme* beside) {
  const std::size_t parts = std::min(threads_max, text.size() / bytes_a_thread_min + 1);
  const auto threads = std::clamp(std::thread::hardware_concurrency(), 1U, static_cast<unsigned>(parts));
  return load_csv_columns(s, text, path, threads, beside, problems);
}

/// In another encoding than UTF-8, which the reader of columns found out; it is read where a sender's would be.
std::optional<rating::Facts> load_converted(const Scheme& s, std::string_view bytes, const std::string& path,
                                            document::TableProblems& problems, const Scheme* beside) {
  Problems found;
  std::string converted;
  const auto text = document::text_of_upload(bytes, path, converted, found);
  problems.add(found);
  return text ? load_text(s, *text, path, problems, beside) : std::nullopt;
}

}  // namespace

std::optional<rating::Facts> load_facts(const Scheme& s, const std::string& path, Problems& problems,
                                        const Scheme* beside) {
  document::TableProblems found;
  std::optional<rating::Facts> facts;
  if (is_workbook(path)) {
    facts = load_workbook(s, path, found, beside);
  } else if (const auto text =
                 document::read_text(path, document::csv_bytes_max, problems, document::Utf8Check::ByCaller)) {
    facts = load_text(s, text->text(), path, found, beside);
    if (found.has(document::gb18030_file) || found.has(document::utf16_file)) {
      found = {};
      facts = load_converted(s, text->text(), path, found, beside);
    }
  }
  found.tell(problems);
  if (found.has_errors()) return std::nullopt;
  return facts;
}

}  // namespace pingxing::service
