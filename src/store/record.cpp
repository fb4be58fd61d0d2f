#include "store/record.hpp"

#include <algorithm>
#include <limits>

namespace pingxing::store {
namespace {

constexpr std::int64_t seals_at_once = 2000;

/// As people know a row: a number or a text of one column.
std::string shown_of(const CoveredTable& table, const Row* row) {
  if (!row || table.shown.empty()) return {};
  const auto at = std::ranges::find(table.columns, table.shown);
  if (at == table.columns.end()) return {};
  const Value& value = (*row)[table.key.size() + static_cast<std::size_t>(at - table.columns.begin())];
  return std::holds_alternative<std::string>(value.variant()) ? value.text() : std::string();
}

}  // namespace

bool RecordWalk::holds() const {
  return !journal_.problem() && journal_.wrong_seals().empty() && journal_.altered().empty() && row_count_ == 0;
}

void RecordWalk::read(Reading& reading, std::int64_t steps) {
  if (stage_ == Stage::Begin) {
    total_ = journal_head(reading).seq + 2 * reading.one("SELECT count(*) FROM row_seal")->at(0).number();
    stage_ = Stage::Journal;
  }
  for (std::int64_t seen = 0; seen < steps && !is_over();) {
    std::int64_t read = 1;
    if (stage_ == Stage::CoveredRows) {
      read = piece_of_rows(reading);
    } else {
      const auto before = journal_.before().seq + journal_.seals();
      journal_.read(reading, steps - seen);
      read = journal_.before().seq + journal_.seals() - before;
      if (journal_.is_over()) stage_ = stage_ == Stage::Journal ? Stage::CoveredRows : Stage::Over;
    }
    seen += std::max<std::int64_t>(read, 1);
    done_ += read;
    total_ = std::max(total_, done_);
    if (stage_ == Stage::CoveredRows && table_ == covered_tables().size()) {
      journal_.go_on();
      stage_ = Stage::NewEntries;
    }
  }
}

std::int64_t RecordWalk::piece_of_rows(Reading& reading) {
  const auto& table = covered_tables()[table_];
  const auto query = rows_behind(table, key_, table.rows_at_once);
  Rows rows = reading.query(query.sql, query.values);
  std::optional<std::string> until;  // nothing: to the end of the table
  if (static_cast<int>(rows.size()) == table.rows_at_once) until = key_of_row(table, rows.back());
  auto row = rows.begin();
  const auto next_key = [&] { return row == rows.end() ? std::string() : key_of_row(table, *row); };
  std::string key = next_key();
  const auto take_row = [&] {
    ++row;
    key = next_key();
  };
  const auto seals = each_last_seal(reading, number_of(table), key_.value_or(""), until, [&](const LastSeal& seal) {
    for (; row != rows.end() && key < seal.key; take_row()) tell(table, key, RowFault::Added, 0, &*row);
    const bool is_there = row != rows.end() && key == seal.key;
    compare(table, seal, is_there ? &*row : nullptr);
    if (is_there) take_row();
  });
  for (; row != rows.end(); take_row()) tell(table, key, RowFault::Added, 0, &*row);
  looked_at_ += static_cast<std::int64_t>(rows.size());
  key_ = until;
  if (!until) ++table_;
  return seals;
}

template <class Take>
std::int64_t RecordWalk::each_last_seal(Reading& reading, std::int64_t covered, const std::string& behind,
                                        const std::optional<std::string>& until, Take take) {
  std::optional<LastSeal> last;
  std::string key = behind;
  std::int64_t seq = std::numeric_limits<std::int64_t>::max(), read = 0;  // all of `behind` was looked at
  for (bool is_end = false; !is_end;) {
    std::int64_t in_page = 0;
    Values values{covered, Blob{key}, seq, seals_at_once};
    if (until) values.emplace_back(Blob{*until});
    reading.each("SELECT row_key, seq, salt, digest FROM row_seal WHERE covered = $1 AND (row_key, seq) > ($2, $3)" +
                     std::string(until ? " AND row_key <= $5" : "") + " ORDER BY row_key, seq LIMIT $4",
                 values, [&](Row&& seal) {
                   ++in_page;
                   key = seal[0].bytes();
                   seq = seal[1].number();
                   if (last && last->key != key) take(*last);
                   last = LastSeal{key, seq, std::move(seal[2]), std::move(seal[3])};
                 });
    is_end = in_page < seals_at_once;
    read += in_page;
  }
  if (last) take(*last);
  return read;
}

void RecordWalk::compare(const CoveredTable& table, const LastSeal& seal, const Row* row) {
  if (!row) {
    if (!seal.digest.is_null()) tell(table, seal.key, RowFault::Removed, seal.seq, row);
  } else if (seal.digest.is_null()) {
    tell(table, seal.key, RowFault::Added, seal.seq, row);
  } else if (seal.salt.is_null() || digest_of(table, seal.salt.bytes(), *row) != seal.digest.bytes()) {
    tell(table, seal.key, RowFault::Edited, seal.seq, row);
  }
}

void RecordWalk::tell(const CoveredTable& table, std::string key, RowFault fault, std::int64_t seq, const Row* row) {
  if (++row_count_ <= static_cast<std::int64_t>(told_max))
    rows_.push_back({table.covered, std::move(key), fault, seq, shown_of(table, row)});
}

bool is_longer_than(Reading& reading, std::int64_t count) {
  return journal_head(reading).seq > count ||
         reading.one("SELECT count(*) FROM (SELECT 1 FROM row_seal LIMIT $1) AS counted", {count + 1})->at(0).number() >
             count;
}

RecordWalk verify_record(Reading& reading, const std::optional<JournalHead>& kept) {
  RecordWalk walk;
  if (kept) walk.expect(*kept);
  while (!walk.is_over()) walk.read(reading, 10'000);
  return walk;
}

}  // namespace pingxing::store
