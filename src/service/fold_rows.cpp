#include "service/fold_rows.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "base/number.hpp"
#include "base/text.hpp"
#include "service/entry_list.hpp"
#include "service/fact_columns.hpp"
#include "service/input_words.hpp"
#include "service/messages.hpp"

namespace pingxing::service {

using document::Cell;
using document::Grid;

namespace {

using Row = std::vector<Cell>;

bool is_blank(const Cell& cell) { return cell_text(cell.text).empty(); }

class Folding {
 public:
  Folding(Grid& grid, const FoldColumns& columns, document::TableProblems& problems)
      : grid_(grid), columns_(columns), problems_(problems) {}

  void run() {
    if (!columns_.date || !has_several()) return;
    std::vector<Row> folded_rows;
    std::map<std::string, std::size_t> at;  // by folded id
    folded_rows.push_back(grid_.rows.front());
    std::size_t subjects = 0;
    for (std::size_t r = 1; r < grid_.rows.size(); ++r) {
      Row& row = grid_.rows[r];
      const std::string id = id_of(row);
      date_entries(row);
      const auto known = id.empty() ? at.end() : at.find(id);
      if (known != at.end()) {
        join(folded_rows[known->second], row);
        continue;
      }
      ++subjects;
      if (!id.empty()) at.emplace(id, folded_rows.size());
      folded_rows.push_back(row);
    }
    problems_.add(facts_rows_folded, grid_.place(0, *columns_.date),
                  {std::to_string(grid_.rows.size() - 1), std::to_string(subjects)},
                  {grid_.rows.front().front().row, 0});
    for (auto& row : folded_rows)
      if (*columns_.date < row.size()) {
        row[*columns_.date].text.clear();
        row[*columns_.date].kind = Cell::Kind::Empty;
      }
    grid_.rows = std::move(folded_rows);
  }

 private:
  [[nodiscard]] std::string id_of(const Row& row) const {
    return columns_.id < row.size() ? folded(row[columns_.id].text) : "";
  }

  [[nodiscard]] bool has_several() const {
    std::set<std::string> seen;
    for (std::size_t r = 1; r < grid_.rows.size(); ++r)
      if (const auto id = id_of(grid_.rows[r]); !id.empty() && !seen.insert(id).second) return true;
    return false;
  }

  [[nodiscard]] Phrase header(std::size_t column) const {
    return shortened(cell_text(grid_.rows.front()[column].text));
  }

  void tell(const MessageRow& message, const Cell& cell, std::vector<Phrase> words) {
    problems_.add_alike(message, grid_.place(cell), std::move(words), {cell.row, cell.column});
  }

  /// A number in a column of entries is so many at the row's date. What names days of its own is left as it is.
  void date_entries(Row& row) {
    const Cell none;
    const Cell& date = *columns_.date < row.size() ? row[*columns_.date] : none;
    const std::string day(cell_text(date.text).substr(
        0, date.kind == Cell::Kind::Date ? cell_text(date.text).find('T') : std::string::npos));
    for (const auto column : columns_.listed) {
      if (column >= row.size() || is_blank(row[column])) continue;
      Cell& cell = row[column];
      if (cell.kind == Cell::Kind::Formula || cell.kind == Cell::Kind::Error || cell.kind == Cell::Kind::Date) continue;
      const Line line(cell_text(cell.text), 0);
      std::string_view text = line.text();
      const auto number = parse_number(text);
      if ((number && number->is_zero()) || take_day(text)) continue;
      if (day.empty()) {
        tell(facts_row_date, cell, {header(column), shortened(cell_text(row[columns_.id].text))});
        continue;
      }
      cell.text = day + "×" + cell_text(cell.text);
      cell.kind = Cell::Kind::Text;
    }
  }

  void join(Row& into, const Row& row) {
    for (std::size_t column = 0; column < row.size(); ++column) {
      if (is_blank(row[column]) || column == *columns_.date || column == columns_.id) continue;
      const bool is_listed = columns_.listed.contains(column);
      const bool is_kept = !is_listed && !columns_.single.contains(column) && !columns_.agreeing.contains(column);
      if (is_kept) continue;
      if (column >= into.size() || is_blank(into[column])) {
        while (into.size() <= column) {
          into.emplace_back();
          into.back().row = into.front().row;
          into.back().column = static_cast<int>(into.size());
          into.back().character = into.front().character;
        }
        into[column] = row[column];
        continue;
      }
      Cell& have = into[column];
      if (is_listed)
        add_entries(have, row[column]);
      else if (columns_.single.contains(column) || folded(have.text) != folded(row[column].text))
        tell(facts_rows_differ, row[column],
             {header(column), shortened(cell_text(row[columns_.id].text)), grid_.place(have).text()});
    }
  }

  /// Of two cells with a value; 0 is no entry. A cell that is no text stays, to be told of.
  static void add_entries(Cell& have, const Cell& more) {
    if (have.kind == Cell::Kind::Formula || have.kind == Cell::Kind::Error) return;
    if (more.kind == Cell::Kind::Formula || more.kind == Cell::Kind::Error) return void(have = more);
    const auto text_of = [](const Cell& cell) {
      const std::string text = cell_text(cell.text);
      return cell.kind == Cell::Kind::Date ? text.substr(0, text.find('T')) : text;
    };
    const auto is_none = [](const std::string& text) {
      const auto number = parse_number(text);
      return number && number->is_zero();
    };
    const std::string first = text_of(have), second = text_of(more);
    if (is_none(second)) return;
    have.text = is_none(first) ? second : first + ";" + second;
    have.kind = Cell::Kind::Text;
  }

  Grid& grid_;
  const FoldColumns& columns_;
  document::TableProblems& problems_;
};

}  // namespace

bool is_date_header(std::string_view text) {
  const std::string word = folded(text);
  const auto words = {"日期",     "发生日期", "时间", "发生时间", "检查日期",   "检查时间",
                      "记录日期", "记录时间", "date", "day",      "dateofevent"};
  return std::find(words.begin(), words.end(), word) != words.end();
}

void fold_dated_rows(Grid& grid, const FoldColumns& columns, document::TableProblems& problems) {
  Folding(grid, columns, problems).run();
}

void fold_dated_rows(const scheme::Scheme& s, const scheme::Scheme* beside, Grid& grid,
                     document::TableProblems& problems) {
  const auto lists_dates = [&](const scheme::Input& input) {
    const auto is = [&](const scheme::Input& one) {
      return one.key == input.key && one.entries == scheme::Entries::Dated;
    };
    return is(input) || (beside && std::any_of(beside->inputs.begin(), beside->inputs.end(), is));
  };
  if (grid.rows.size() < 3 || std::none_of(s.inputs.begin(), s.inputs.end(), lists_dates)) return;
  Grid head;
  head.file = grid.file;
  head.sheet = grid.sheet;
  head.rows.push_back(grid.rows.front());
  document::TableProblems unheard;  // the header is read again, and told of, when the rows are folded
  const auto known = map_columns(s, head, unheard);
  if (known.id < 0) return;
  FoldColumns columns;
  columns.id = static_cast<std::size_t>(known.id);
  std::set<std::size_t> taken;
  for (std::size_t i = 0; i < s.inputs.size(); ++i)
    for (const int column : {known.inputs[i].values, known.inputs[i].sums, known.inputs[i].counts})
      if (column >= 0) {
        taken.insert(static_cast<std::size_t>(column));
        (lists_dates(s.inputs[i]) ? columns.listed : columns.single).insert(static_cast<std::size_t>(column));
      }
  for (const int column : {known.name, known.pool, known.kind})
    if (column >= 0) columns.agreeing.insert(static_cast<std::size_t>(column));
  for (std::size_t c = 0; c < head.rows.front().size(); ++c)
    if (!taken.contains(c) && c != columns.id && !columns.agreeing.contains(c) &&
        is_date_header(head.rows.front()[c].text)) {
      if (columns.date) return;  // two of them: which one is not clear
      columns.date = c;
    }
  fold_dated_rows(grid, columns, problems);
}

}  // namespace pingxing::service
