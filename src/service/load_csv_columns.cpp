#include "service/load_csv_columns.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <functional>
#include <set>
#include <thread>
#include <unordered_map>

#include "base/check.hpp"
#include "base/text.hpp"
#include "base/utf8.hpp"
#include "document/csv.hpp"
#include "document/csv_header.hpp"
#include "document/furniture.hpp"
#include "document/limits.hpp"
#include "document/place.hpp"
#include "document/text_file.hpp"
#include "scheme/blanks.hpp"
#include "service/csv_rows.hpp"
#include "service/fact_cell.hpp"
#include "service/fact_columns.hpp"
#include "service/input_words.hpp"
#include "service/load_facts.hpp"
#include "service/messages.hpp"
#include "service/subject_ids.hpp"
#include "service/suspicious_columns.hpp"

namespace pingxing::service {

using scheme::InputType;

namespace {

constexpr std::int64_t value_max = 2'000'000'000;  // of a scaled integer in a block
constexpr std::int64_t samples_max = 1'000'000'000;
constexpr std::size_t careful_batch = 10'000;
constexpr std::size_t careful_max = 2'000'000;  // rows that are not plain: more is another kind of file
constexpr std::size_t sampled_bytes = std::size_t(256) << 10;

class ColumnsLoader {
 public:
  ColumnsLoader(const scheme::Scheme& s, std::string_view text, const std::string& file, unsigned threads,
                const scheme::Scheme* beside, document::TableProblems& problems)
      : s_(s), text_(text), file_(file), threads_(threads), beside_(beside), problems_(problems) {}

  std::optional<rating::Facts> load() {
    take_header(0);
    Problems of_text;
    if (!document::check_text(header_, file_, of_text)) return refuse_text();
    start_ = document::find_csv_header(text_, header_roles(s_, beside_));
    const auto has_entries = [](const scheme::Scheme& s) {
      return std::any_of(s.inputs.begin(), s.inputs.end(),
                         [](const auto& one) { return one.entries != scheme::Entries::None; });
    };
    if (start_.is_double || has_entries(s_) || (beside_ && has_entries(*beside_))) return whole_grid();
    take_header(start_.at);
    if (start_.at > 0 && !document::check_text(header_, file_, of_text)) return refuse_text();
    layout_.separator = header_.find(',') == header_.npos && header_.find('\t') != header_.npos ? '\t' : ',';
    const char* const last = header_.data() + header_.size();
    const CsvRowEnd header = end_of_csv_row(header_.data(), last, layout_.separator);
    const bool is_plain_header = header.has_content && header.end == last && header_.find('"') == header_.npos;
    if (!is_plain_header || !map()) return whole_grid();
    if (std::memchr(text_.data(), '"', text_.size())) threads_ = 1;  // a line end may stand inside quotes
    read_parts();
    if (!is_utf8_) return refuse_text();
    join();
    if (careful_.size() > careful_max) return whole_grid();
    if (start_.at > 0) document::tell_title(document::at_line(file_, 1, 1), 1, start_.line, start_.title, problems_);
    left_out_.tell(problems_);
    if (facts_.count == 0) cell_problems_.add(facts_no_rows, grid_.place(0, 0), {}, {start_.line, 0});
    if (!read_careful_rows()) return std::nullopt;
    refuse_twice();
    warn();
    join_alike_pools(facts_, grid_, columns_.pool, cell_problems_);
    problems_.add(cell_problems_);
    if (problems_.has_errors()) return std::nullopt;
    return std::move(facts_);
  }

 private:
  std::optional<rating::Facts> refuse_text() {
    Problems of_text;
    document::check_text(text_, file_, of_text);
    problems_.add(of_text);
    return std::nullopt;
  }

  void take_header(std::size_t at) {
    const auto end = std::min(text_.find('\n', at), text_.size());
    header_ = text_.substr(at, end - at);
    body_ = std::min(text_.size(), end + 1);
    if (header_.ends_with('\r')) header_.remove_suffix(1);
  }

  /// What plain columns cannot hold is read as a grid, which has limits of its own and says so.
  std::optional<rating::Facts> whole_grid() {
    Problems of_text;
    if (!document::check_text(text_, file_, of_text)) return refuse_text();
    auto grid = document::read_csv_from(start_, text_, file_, {}, problems_);
    return grid ? facts_of(s_, std::move(*grid), problems_, beside_) : std::nullopt;
  }

  // ---- the header ---------------------------------------------------------------------------------------------------

  /// False where an input needs more than integers and yes or no, or where this is no table of facts. With errors in
  /// the header the columns that were found are read, to say what is wrong in them as well.
  bool map() {
    document::TableProblems of_header;
    const document::CsvStart of_line{0, start_.line, false, {}};
    auto grid = document::read_csv_from(of_line, header_, file_, {}, of_header);
    if (!grid || of_header.has_errors()) return false;
    grid_ = std::move(*grid);
    columns_ = map_columns(s_, grid_, cell_problems_, beside_);
    if (!columns_.is_of_facts()) return false;
    targets_.resize(grid_.rows.front().size());
    for (std::size_t t = 0; t < targets_.size(); ++t)
      if (cell_text(grid_.rows.front()[t].text).empty()) targets_[t].kind = CsvTarget::Kind::Blank;
    layout_.labels.id = columns_.id;
    layout_.labels.name = columns_.name;
    if (columns_.id >= 0) id_header_ = folded(grid_.rows.front()[static_cast<std::size_t>(columns_.id)].text);
    layout_.labels.id_header = id_header_;
    put(columns_.id, {CsvTarget::Kind::Id});
    put(columns_.name, {CsvTarget::Kind::Name});
    put(columns_.pool, {CsvTarget::Kind::Pool});
    if (!s_.properties.kinds.empty()) put(columns_.kind, {CsvTarget::Kind::SubjectKind});
    const auto places = places_seen();
    for (std::size_t i = 0; i < s_.inputs.size(); ++i)
      if (columns_.inputs[i].is_usable() && !map_input(i, places)) return false;
    return true;
  }

  void put(int column, CsvTarget target) {
    if (column >= 0) targets_[static_cast<std::size_t>(column)] = target;
  }

  bool map_input(std::size_t i, const std::vector<int>& places) {
    const auto& input = s_.inputs[i];
    const auto& from = columns_.inputs[i];
    const bool is_number = input.type == InputType::Count || input.type == InputType::Amount ||
                           input.type == InputType::Percent || input.type == InputType::Points;
    const bool is_pair = from.is_pair(), is_yes_no = input.type == InputType::YesNo && !is_pair;
    if (!is_number && input.type != InputType::YesNo) return false;
    if ((input.is_list && !is_pair) || scheme::is_blank_zero(s_, static_cast<int>(i))) return false;
    CsvTarget target{CsvTarget::Kind::Value, static_cast<int>(i), is_yes_no, 0, 0, is_yes_no ? 1 : value_max, 0};
    if (is_pair) target.kind = CsvTarget::Kind::Sum;
    if (is_pair || (!is_yes_no && input.type != InputType::Count))
      target.places = places[static_cast<std::size_t>(from.first())];
    std::int64_t unit = 1;
    for (int p = 0; p < target.places; ++p) unit *= 10;
    for (const auto& end : {input.low, input.high})
      if (end && is_pair && !(*end * Number(unit)).is_whole()) return false;
    if (input.low) target.low = std::max<std::int64_t>(0, scaled_end(*input.low, unit, true));
    if (input.high) target.high = std::min(value_max, scaled_end(*input.high, unit, false));
    const auto by_rules = limits_by_rules(s_, static_cast<int>(i));
    if (const auto gap = by_rules.gap(); gap && !is_pair)
      target.gap = std::min(value_max, scaled_end(*gap, unit, true));
    if (by_rules.most && !is_pair) target.high = std::min(target.high, scaled_end(*by_rules.most, unit, false));
    put(from.first(), target);
    if (is_pair) put(from.counts, {CsvTarget::Kind::Count, static_cast<int>(i), false, 0, 0, samples_max, 0});
    return true;
  }

  static std::int64_t scaled_end(const Number& end, std::int64_t unit, bool is_low) {
    const Number scaled = end * Number(unit);
    if (scaled > Number(value_max)) return is_low ? value_max + 1 : value_max;
    if (scaled < Number(0)) return is_low ? 0 : -1;
    return (is_low ? scaled.ceil() : scaled.floor()).whole().value_or(0);
  }

  /// Digits behind the point in the first rows, by column: at least one, so that 93 and 93.5 share a column.
  [[nodiscard]] std::vector<int> places_seen() const {
    std::vector<int> places(targets_.size(), 1);
    std::size_t column = 0, after_point = 0;
    bool is_behind = false;
    for (const char c : text_.substr(body_, sampled_bytes)) {
      if (c == layout_.separator || c == '\n') {
        if (column < places.size() && after_point > 0 && after_point <= 6)
          places[column] = std::max(places[column], static_cast<int>(after_point));
        column = c == '\n' ? 0 : column + 1;
        after_point = 0;
        is_behind = false;
      } else if (c == '.') {
        is_behind = true;
      } else if (is_behind) {
        ++after_point;
      }
    }
    return places;
  }

  // ---- the rows -----------------------------------------------------------------------------------------------------

  void read_parts() {
    std::vector<std::uint64_t> starts = {body_};
    for (unsigned t = 1; t < threads_; ++t) {
      const std::uint64_t at = body_ + (text_.size() - body_) * t / threads_;
      const auto newline = text_.find('\n', at);
      if (newline != text_.npos && newline + 1 > starts.back() && newline + 1 < text_.size())
        starts.push_back(newline + 1);
    }
    starts.push_back(text_.size());
    parts_.resize(starts.size() - 1);
    std::vector<char> is_valid(parts_.size(), 1);
    const auto read = [&](std::size_t p) {
      const auto part = text_.substr(starts[p], starts[p + 1] - starts[p]);
      is_valid[p] = valid_utf8_prefix(part) == part.size();
      if (is_valid[p]) parts_[p] = read_csv_part(s_, layout_, text_, starts[p], starts[p + 1]);
    };
    std::vector<std::thread> running;
    for (std::size_t p = 1; p < parts_.size(); ++p) running.emplace_back(read, p);
    read(0);
    for (auto& thread : running) thread.join();
    is_utf8_ = std::all_of(is_valid.begin(), is_valid.end(), [](char valid) { return valid != 0; });
  }

  void join() {
    auto lines = static_cast<std::uint64_t>(start_.line);
    std::unordered_map<std::string, std::uint32_t> pools;
    facts_.inputs.resize(s_.inputs.size());
    for (auto& part : parts_) {
      for (auto row : part.careful) {
        row.line += lines;
        row.row += facts_.count;
        careful_.push_back(row);
      }
      for (auto& row : part.left_out) {
        const int line = static_cast<int>(row.line + lines);
        left_out_lines_.push_back(row.line + lines);
        left_out_.add(document::at_line(file_, line, 1), line, std::move(row.label));
      }
      for (std::size_t i = 0; i < s_.inputs.size(); ++i)
        for (const auto row : part.missing[i]) missing_.emplace_back(i, facts_.count + row);
      is_rising_ &= part.has_rising_ids && (facts_.count == 0 || part.rows == 0 || part.first_id > last_id_);
      if (part.rows) last_id_ = part.last_id;
      facts_.count += part.rows;
      lines += part.lines;
    }
    // Columns on one thread, texts on another: what is copied is most of the work.
    std::thread columns([this] {
      for (std::size_t i = 0; i < s_.inputs.size(); ++i) {  // column by column, so that little stands twice
        for (auto& part : parts_) {
          facts_.inputs[i].values.append(std::move(part.values[i]));
          facts_.inputs[i].counts.append(std::move(part.counts[i]));
        }
      }
    });
    for (auto& part : parts_) {
      join_pools(part, pools);
      facts_.kinds.insert(facts_.kinds.end(), part.kinds.begin(), part.kinds.end());
      facts_.ids.append(std::move(part.ids));
      facts_.names.append(std::move(part.names));
      part.kinds = {};
    }
    columns.join();
    for (const auto& [input, row] : missing_) facts_.inputs[input].values.set_missing(row);
    parts_.clear();
  }

  void join_pools(CsvPart& part, std::unordered_map<std::string, std::uint32_t>& pools) {
    std::vector<std::uint32_t> number(part.pool_names.size());
    for (std::size_t p = 0; p < part.pool_names.size(); ++p) {
      const auto [known, is_new] =
          pools.emplace(part.pool_names[p], static_cast<std::uint32_t>(facts_.pool_names.size()));
      if (is_new) facts_.pool_names.push_back(part.pool_names[p]);
      number[p] = known->second;
    }
    facts_.pools.reserve(facts_.pools.size() + part.pools.size());
    for (const auto pool : part.pools) facts_.pools.push_back(pool < number.size() ? number[pool] : 0);
    part.pools = {};
  }

  // ---- rows that are not plain --------------------------------------------------------------------------------------

  /// False where something is no row, so that nothing behind it has a meaning.
  bool read_careful_rows() {
    Texts texts;
    for (std::size_t p = 0; p < facts_.pool_names.size(); ++p)
      pools_.emplace(facts_.pool_names[p], static_cast<std::uint32_t>(p));
    std::set<std::size_t> blank_told;
    for (std::size_t first = 0; first < careful_.size(); first += careful_batch) {
      const std::size_t last = std::min(careful_.size(), first + careful_batch);
      document::Grid grid = grid_;
      for (std::size_t i = first; i < last; ++i) {
        auto cells = cells_of(careful_[i].begin, careful_[i].end, careful_[i].line, problems_);
        if (!cells) return false;
        document::check_width(grid, *cells, problems_);
        grid.rows.push_back(std::move(*cells));
      }
      const auto some = facts_of_rows(s_, grid, columns_, cell_problems_);
      refuse_blank_headers(grid, blank_told, cell_problems_);
      for (std::size_t i = first; i < last; ++i) {
        const std::size_t row = i - first + 1;
        texts.push_back({careful_[i].row, {std::string(some.ids[row - 1]), std::string(some.name(row - 1))}});
        take_row(some, row - 1, careful_[i].row);
        if (is_in_columns(grid, grid.rows[row])) note_marks(grid.rows[row]);
      }
    }
    put_texts(texts);
    if (!careful_.empty()) number_pools();
    return true;
  }

  [[nodiscard]] std::optional<std::vector<document::Cell>> cells_of(std::uint64_t begin, std::uint64_t end,
                                                                    std::uint64_t line,
                                                                    document::TableProblems& problems) const {
    const document::CsvRowShape shape{layout_.separator, targets_.size(), static_cast<int>(line)};
    return document::read_csv_row(text_.substr(begin, end - begin), file_, shape, {}, problems);
  }

  using Texts = std::vector<std::pair<std::uint64_t, std::array<std::string, 2>>>;  // row; id and name

  void take_row(const rating::Facts& some, std::size_t from, std::uint64_t row) {
    if (!some.pools.empty()) {
      const auto& name = some.pool_names[some.pools[from]];
      const auto [known, is_new] = pools_.emplace(name, static_cast<std::uint32_t>(facts_.pool_names.size()));
      if (is_new) facts_.pool_names.push_back(name);
      facts_.pools[row] = known->second;
    }
    if (!some.kinds.empty()) facts_.kinds[row] = some.kinds[from];
    for (std::size_t k = 0; k < s_.inputs.size(); ++k)
      if (columns_.inputs[k].is_usable()) take_cell(some.inputs[k], from, facts_.inputs[k], row);
  }

  /// Pools in the order in which rows name them: those of careful rows came last.
  void number_pools() {
    constexpr std::uint32_t unknown = UINT32_MAX;
    std::vector<std::uint32_t> number(facts_.pool_names.size(), unknown);
    std::vector<std::string> names;
    for (auto& pool : facts_.pools) {
      if (number[pool] == unknown) {
        number[pool] = static_cast<std::uint32_t>(names.size());
        names.push_back(std::move(facts_.pool_names[pool]));
      }
      pool = number[pool];
    }
    facts_.pool_names = std::move(names);
  }

  static void take_cell(const rating::InputColumn& from, std::size_t at, rating::InputColumn& into, std::size_t row) {
    into.values.set_number(row, from.values.is_missing(at) ? std::nullopt : std::optional(from.values.number(at)));
    if (from.counts.size()) into.counts.set(row, from.counts.raw(at));
    if (from.is_not_applicable(at)) into.set_not_applicable(row, true);
  }

  void note_marks(const std::vector<document::Cell>& cells) {
    for (std::size_t i = 0; i < s_.inputs.size(); ++i) {
      if (!columns_.inputs[i].is_usable()) continue;
      const auto column = static_cast<std::size_t>(columns_.inputs[i].first());
      if (cells[column].text.find_first_of("%/") != std::string::npos) has_marks_[i] = true;
    }
  }

  void warn() {
    const auto column = [this](std::size_t input) { return static_cast<std::size_t>(columns_.inputs[input].first()); };
    const ColumnCells cells{[&](std::size_t input) { return grid_.rows.front()[column(input)]; },
                            [&](std::size_t row, std::size_t input) { return rows_at({row}).front()[column(input)]; }};
    warn_of_columns(s_, facts_, has_marks_, cells, CellProblems(grid_, cell_problems_));
  }

  void put_texts(const Texts& texts) {
    if (texts.empty()) return;
    rating::TextColumn ids, names;
    std::size_t next = 0;
    for (std::size_t row = 0; row < facts_.count; ++row) {
      const bool is_careful = next < texts.size() && texts[next].first == row;
      ids.push(is_careful ? std::string_view(texts[next].second[0]) : facts_.ids[row]);
      if (facts_.names.size()) names.push(is_careful ? std::string_view(texts[next].second[1]) : facts_.names[row]);
      next += is_careful;
    }
    facts_.ids = std::move(ids);
    facts_.names = std::move(names);
  }

  // ---- ids ----------------------------------------------------------------------------------------------------------

  /// Every row whose id stood before, with the row that had it first.
  [[nodiscard]] std::vector<std::pair<std::size_t, std::size_t>> rows_twice() const {
    std::vector<std::pair<std::size_t, std::uint32_t>> hashes(facts_.count);
    for (std::size_t row = 0; row < facts_.count; ++row)
      hashes[row] = {std::hash<std::string>()(folded(facts_.ids[row])), static_cast<std::uint32_t>(row)};
    std::sort(hashes.begin(), hashes.end());
    std::vector<std::pair<std::size_t, std::size_t>> twice;
    for (std::size_t i = 0, begin = 0; i < hashes.size(); ++i) {
      if (hashes[i].first != hashes[begin].first) begin = i;
      const auto id = folded(facts_.ids[hashes[i].second]);
      for (std::size_t before = begin; before < i && !id.empty(); ++before) {  // ids of one hash: mostly one id
        if (folded(facts_.ids[hashes[before].second]) != id) continue;
        twice.emplace_back(hashes[i].second, hashes[before].second);
        break;
      }
    }
    std::sort(twice.begin(), twice.end());
    return twice;
  }

  void refuse_twice() {
    if (is_rising_ || columns_.id < 0) return;
    const auto twice = rows_twice();
    if (twice.empty()) return;
    std::vector<std::size_t> rows;
    for (const auto& [row, first] : twice) rows.insert(rows.end(), {row, first});
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    std::vector<document::Cell> ids;
    for (auto& cells : rows_at(rows)) ids.push_back(std::move(cells[static_cast<std::size_t>(columns_.id)]));
    const auto id_of = [&](std::size_t row) -> const document::Cell& {
      return ids[static_cast<std::size_t>(std::lower_bound(rows.begin(), rows.end(), row) - rows.begin())];
    };
    const CellProblems problems(grid_, cell_problems_);
    for (const auto& [row, first] : twice)
      tell_id_again(grid_, id_of(row), facts_.ids[row], id_of(first), facts_.ids[first], problems);
  }

  [[nodiscard]] bool is_left_out(std::uint64_t line) const {
    return std::binary_search(left_out_lines_.begin(), left_out_lines_.end(), line);
  }

  /// The cells of rows, which are in order: the text once more, since only problems ask.
  [[nodiscard]] std::vector<std::vector<document::Cell>> rows_at(const std::vector<std::size_t>& rows) const {
    std::vector<std::vector<document::Cell>> out;
    document::TableProblems known;  // told when the rows were read
    auto line = static_cast<std::uint64_t>(start_.line) + 1;
    std::size_t seen = 0;
    const char* const last = text_.data() + text_.size();
    for (const char* at = text_.data() + body_; at < last && out.size() < rows.size();) {
      const CsvRowEnd one = end_of_csv_row(at, last, layout_.separator);
      const bool is_of_subject = one.has_content && !is_left_out(line);
      if (is_of_subject && seen++ == rows[out.size()]) {
        auto cells = cells_of(static_cast<std::uint64_t>(at - text_.data()),
                              static_cast<std::uint64_t>(one.end - text_.data()), line, known);
        CHECK(cells && cells->size() == targets_.size());
        out.push_back(std::move(*cells));
      }
      line += one.lines;
      at = one.next;
    }
    CHECK(out.size() == rows.size());
    return out;
  }

  const scheme::Scheme& s_;
  std::string_view text_, header_;
  const std::string& file_;
  unsigned threads_;
  const scheme::Scheme* beside_;
  document::TableProblems& problems_;      // of the text and its rows
  document::TableProblems cell_problems_;  // of header and cells: not told where rows are no rows
  document::CsvStart start_;               // of the header
  std::size_t body_ = 0;
  std::string id_header_;  // folded
  document::LeftOutRows left_out_;
  std::vector<std::uint64_t> left_out_lines_;  // rising
  document::Grid grid_;                        // the header alone
  FactColumns columns_;
  CsvLayout layout_;
  std::vector<CsvTarget>& targets_ = layout_.targets;
  std::vector<bool> has_marks_ = std::vector<bool>(s_.inputs.size());
  std::vector<CsvPart> parts_;
  std::vector<CarefulRow> careful_;
  std::vector<std::pair<std::size_t, std::size_t>> missing_;  // input, row
  bool is_utf8_ = true, is_rising_ = true;
  std::int64_t last_id_ = -1;
  rating::Facts facts_;
  std::unordered_map<std::string, std::uint32_t> pools_;
};

}  // namespace

std::optional<rating::Facts> load_csv_columns(const scheme::Scheme& scheme, std::string_view text,
                                              const std::string& file, unsigned threads, const scheme::Scheme* beside,
                                              document::TableProblems& problems) {
  return ColumnsLoader(scheme, text, file, threads, beside, problems).load();
}

}  // namespace pingxing::service
