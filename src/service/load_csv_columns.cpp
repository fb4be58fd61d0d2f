#include "service/load_csv_columns.hpp"

#include <algorithm>
#include <cstring>
#include <functional>
#include <thread>
#include <unordered_map>

#include "document/csv.hpp"
#include "document/limits.hpp"
#include "document/text_file.hpp"
#include "document/utf8.hpp"
#include "service/csv_rows.hpp"
#include "service/fact_cell.hpp"
#include "service/fact_columns.hpp"
#include "service/load_facts.hpp"
#include "service/messages.hpp"

namespace pingxing::service {

using scheme::InputType;

namespace {

constexpr std::int64_t value_max = 2'000'000'000;  // of a scaled integer in a block
constexpr std::size_t careful_batch = 10'000;
constexpr std::size_t careful_max = 2'000'000;  // rows that are not plain: more is another kind of file
constexpr std::size_t sampled_bytes = std::size_t(256) << 10;

class ColumnsLoader {
 public:
  ColumnsLoader(const scheme::Scheme& s, std::string_view text, const std::string& file, unsigned threads,
                const scheme::Scheme* beside, Problems& problems)
      : s_(s), text_(text), file_(file), threads_(threads), beside_(beside), problems_(problems) {}

  std::optional<rating::Facts> load() {
    const auto end = text_.find('\n');
    header_ = text_.substr(0, end == text_.npos ? text_.size() : end);
    body_ = std::min(text_.size(), header_.size() + 1);
    if (header_.find('"') != header_.npos || !map()) return whole_grid();
    if (problems_.has_errors()) return std::nullopt;
    if (std::memchr(text_.data(), '"', text_.size())) threads_ = 1;  // a line end may stand inside quotes
    read_parts();
    if (!is_utf8_) {
      document::check_text(text_, file_, problems_);
      return std::nullopt;
    }
    join();
    if (facts_.count == 0) problems_.add(facts_no_rows, {file_, 1, 1, {}, {}});
    read_careful_rows();
    if (!problems_.has_errors()) refuse_twice();
    if (problems_.has_errors()) return std::nullopt;
    return std::move(facts_);
  }

 private:
  /// What plain columns cannot hold is read as a grid, which has limits of its own and says so.
  std::optional<rating::Facts> whole_grid() {
    const auto grid = document::read_csv(text_, file_, {}, problems_);
    return grid && !problems_.has_errors() ? facts_of(s_, *grid, problems_, beside_) : std::nullopt;
  }

  // ---- the header ---------------------------------------------------------------------------------------------------

  /// False where an input needs more than integers and yes or no.
  bool map() {
    const auto grid = document::read_csv(header_, file_, {}, problems_);
    if (!grid || grid->rows.empty()) return false;
    const FactColumns columns = map_columns(s_, *grid, problems_, beside_);
    if (problems_.has_errors()) return true;
    targets_.resize(grid->rows.front().size());
    const auto put = [&](int column, CsvTarget target) {
      if (column >= 0) targets_[static_cast<std::size_t>(column)] = target;
    };
    put(columns.id, {CsvTarget::Kind::Id});
    put(columns.name, {CsvTarget::Kind::Name});
    put(columns.pool, {CsvTarget::Kind::Pool});
    if (!s_.properties.kinds.empty()) put(columns.kind, {CsvTarget::Kind::SubjectKind});
    const auto places = places_seen();
    for (std::size_t i = 0; i < s_.inputs.size(); ++i) {
      const auto& input = s_.inputs[i];
      const auto& from = columns.inputs[i];
      const bool is_number = input.type == InputType::Count || input.type == InputType::Amount ||
                             input.type == InputType::Percent || input.type == InputType::Points;
      if (!is_number && input.type != InputType::YesNo) return false;
      if (input.is_list && from.values >= 0) return false;
      const auto number = [&](CsvTarget::Kind kind, int column, bool is_whole) {
        CsvTarget target{kind, static_cast<int>(i), input.type == InputType::YesNo, 0, 0, value_max};
        if (!is_whole) target.places = places[static_cast<std::size_t>(column)];
        std::int64_t unit = 1;
        for (int p = 0; p < target.places; ++p) unit *= 10;
        if (kind == CsvTarget::Kind::Value) {
          if (target.is_yes_no) target.high = 1;
          if (input.low) target.low = std::max<std::int64_t>(0, scaled_end(*input.low, unit, true));
          if (input.high) target.high = std::min(value_max, scaled_end(*input.high, unit, false));
        }
        put(column, target);
      };
      const bool is_whole = input.type == InputType::YesNo || input.type == InputType::Count;
      number(from.values >= 0 ? CsvTarget::Kind::Value : CsvTarget::Kind::Sum, from.first(),
             is_whole && from.values >= 0);
      if (from.counts >= 0) number(CsvTarget::Kind::Count, from.counts, true);
    }
    return true;
  }

  static std::int64_t scaled_end(const Number& end, std::int64_t unit, bool is_low) {
    const Number scaled = end * Number(unit);
    return (is_low ? scaled.ceil() : scaled.floor()).whole().value_or(is_low ? 0 : value_max);
  }

  /// Digits behind the point in the first rows, by column: at least one, so that 93 and 93.5 share a column.
  [[nodiscard]] std::vector<int> places_seen() const {
    std::vector<int> places(targets_.size(), 1);
    std::size_t column = 0, after_point = 0;
    bool is_behind = false;
    for (const char c : text_.substr(body_, sampled_bytes)) {
      if (c == ',' || c == '\n') {
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
      is_valid[p] = document::valid_utf8_prefix(part) == part.size();
      if (is_valid[p]) parts_[p] = read_csv_part(s_, targets_, text_, starts[p], starts[p + 1]);
    };
    std::vector<std::thread> running;
    for (std::size_t p = 1; p < parts_.size(); ++p) running.emplace_back(read, p);
    read(0);
    for (auto& thread : running) thread.join();
    is_utf8_ = std::all_of(is_valid.begin(), is_valid.end(), [](char valid) { return valid != 0; });
  }

  void join() {
    std::uint64_t lines = 1;
    std::unordered_map<std::string, std::uint32_t> pools;
    facts_.inputs.resize(s_.inputs.size());
    for (auto& part : parts_) {
      for (auto row : part.careful) {
        row.line += lines;
        row.row += facts_.count;
        careful_.push_back(row);
      }
      for (std::size_t i = 0; i < s_.inputs.size(); ++i)
        for (const auto row : part.missing[i]) missing_.emplace_back(i, facts_.count + row);
      is_rising_ &= part.has_rising_ids && (facts_.count == 0 || part.rows == 0 || part.first_id > last_id_);
      if (part.rows) last_id_ = part.last_id;
      join_pools(part, pools);
      facts_.kinds.insert(facts_.kinds.end(), part.kinds.begin(), part.kinds.end());
      facts_.ids.append(std::move(part.ids));
      facts_.names.append(std::move(part.names));
      facts_.count += part.rows;
      lines += part.lines;
      part.kinds = {};
    }
    for (std::size_t i = 0; i < s_.inputs.size(); ++i) {  // column by column, so that little stands twice
      for (auto& part : parts_) {
        facts_.inputs[i].values.append(std::move(part.values[i]));
        facts_.inputs[i].counts.append(std::move(part.counts[i]));
      }
    }
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

  void read_careful_rows() {
    if (careful_.empty()) return;
    if (careful_.size() > careful_max) careful_.resize(careful_max);
    std::vector<std::pair<std::uint64_t, std::array<std::string, 2>>> texts;  // row; id and name
    std::unordered_map<std::string, std::uint32_t> pools;
    for (std::size_t p = 0; p < facts_.pool_names.size(); ++p)
      pools.emplace(facts_.pool_names[p], static_cast<std::uint32_t>(p));
    for (std::size_t first = 0; first < careful_.size(); first += careful_batch) {
      const std::size_t last = std::min(careful_.size(), first + careful_batch);
      Problems found;
      auto grid = document::read_csv(header_, file_, {}, found);
      for (std::size_t i = first; i < last; ++i) add_row(*grid, careful_[i], found);
      std::optional<rating::Facts> some;
      if (!found.has_errors()) some = facts_of(s_, *grid, found, beside_);
      keep_problems(found);
      if (!some) continue;
      for (std::size_t i = first; i < last; ++i) {
        const std::size_t from = i - first;
        const std::uint64_t row = careful_[i].row;
        texts.push_back({row, {std::string(some->ids[from]), std::string(some->name(from))}});
        if (!some->pools.empty()) {
          const auto& name = some->pool_names[some->pools[from]];
          const auto [known, is_new] = pools.emplace(name, static_cast<std::uint32_t>(facts_.pool_names.size()));
          if (is_new) facts_.pool_names.push_back(name);
          facts_.pools[row] = known->second;
        }
        if (!some->kinds.empty()) facts_.kinds[row] = some->kinds[from];
        for (std::size_t k = 0; k < s_.inputs.size(); ++k) take_cell(some->inputs[k], from, facts_.inputs[k], row);
      }
    }
    if (!problems_.has_errors()) put_texts(texts);
  }

  void add_row(document::Grid& grid, const CarefulRow& row, Problems& found) {
    Problems here;
    auto one = document::read_csv(
        std::string(header_) + "\n" + std::string(text_.substr(row.begin, row.end - row.begin)), file_, {}, here);
    for (const auto& problem : here.kept()) {  // its lines count from the header
      Place place = problem.place;
      place.line += static_cast<int>(row.line) - 2;
      found.add(*problem.row, place, problem.words);
    }
    if (!one || one->rows.size() < 2) return;
    for (auto& cell : one->rows[1]) cell.row += static_cast<int>(row.line) - 2;
    grid.rows.push_back(std::move(one->rows[1]));
  }

  /// What is said of the header was said before.
  void keep_problems(const Problems& found) {
    for (const auto& problem : found.kept())
      if (problem.place.line > 1) problems_.add(*problem.row, problem.place, problem.words);
  }

  static void take_cell(const rating::InputColumn& from, std::size_t at, rating::InputColumn& into, std::size_t row) {
    into.values.set_number(row, from.values.is_missing(at) ? std::nullopt : std::optional(from.values.number(at)));
    if (from.counts.size() && into.counts.size()) into.counts.set(row, from.counts.raw(at));
  }

  void put_texts(const std::vector<std::pair<std::uint64_t, std::array<std::string, 2>>>& texts) {
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

  void refuse_twice() {
    if (is_rising_) return;
    std::vector<std::pair<std::size_t, std::uint32_t>> hashes(facts_.count);
    for (std::size_t row = 0; row < facts_.count; ++row)
      hashes[row] = {std::hash<std::string_view>()(facts_.ids[row]), static_cast<std::uint32_t>(row)};
    std::sort(hashes.begin(), hashes.end());
    for (std::size_t i = 1; i < hashes.size() && problems_.error_count() < Problems::kept_max; ++i) {
      if (hashes[i].first != hashes[i - 1].first || facts_.ids[hashes[i].second] != facts_.ids[hashes[i - 1].second])
        continue;
      problems_.add(facts_id_twice, place_of(hashes[i].second),
                    {std::string(facts_.ids[hashes[i].second]), place_of(hashes[i - 1].second).text()});
    }
  }

  /// The line of a row: the text once more, since only errors ask.
  [[nodiscard]] Place place_of(std::size_t row) const {
    int line = 1;
    std::size_t seen = 0;
    bool is_quoted = false, has_text = false;
    int lines = 0;
    for (std::size_t at = body_; at <= text_.size(); ++at) {
      const char c = at < text_.size() ? text_[at] : '\n';
      if (c == '"') is_quoted = !is_quoted;
      if (c == '\n') ++lines;
      if (c == '\n' && (!is_quoted || at == text_.size())) {
        if (has_text && seen++ == row) break;
        line += lines;
        lines = 0;
        has_text = false;
      } else {
        has_text |= c != '\r' && c != ',' && c != ' ' && c != '\n';
      }
    }
    return {file_, line + 1, 1, {}, {}};
  }

  const scheme::Scheme& s_;
  std::string_view text_, header_;
  const std::string& file_;
  unsigned threads_;
  const scheme::Scheme* beside_;
  Problems& problems_;
  std::size_t body_ = 0;
  std::vector<CsvTarget> targets_;
  std::vector<CsvPart> parts_;
  std::vector<CarefulRow> careful_;
  std::vector<std::pair<std::size_t, std::size_t>> missing_;  // input, row
  bool is_utf8_ = true, is_rising_ = true;
  std::int64_t last_id_ = -1;
  rating::Facts facts_;
};

}  // namespace

std::optional<rating::Facts> load_csv_columns(const scheme::Scheme& scheme, std::string_view text,
                                              const std::string& file, unsigned threads, const scheme::Scheme* beside,
                                              Problems& problems) {
  return ColumnsLoader(scheme, text, file, threads, beside, problems).load();
}

}  // namespace pingxing::service
