#include "store/group_record.hpp"

#include <algorithm>

#include "base/hash.hpp"
#include "base/json.hpp"
#include "store/journal.hpp"
#include "store/seals.hpp"

namespace pingxing::store {
namespace {

constexpr std::size_t rows_at_once = 1000;  // read back, and written, together
constexpr std::string_view forget_salts =
    "UPDATE row_seal SET salt = NULL WHERE covered = $1 AND row_key = $2 AND seq < $3 AND salt IS NOT NULL";

/// Nothing where no row of the work was altered.
std::optional<JournalEntry> entry_of_altered(const WorkRecord& work, std::int64_t now_ms) {
  Json rows = Json::array();
  for (const auto& [row, how] : work.touched)
    if (how == Touch::Altered)
      rows.push_back({{"table", std::string(row_of(row.covered).name)}, {"key", hex_of(row.key)}});
  if (rows.empty()) return std::nullopt;
  return JournalEntry{now_ms, std::nullopt, altered_action, Json({{"rows", std::move(rows)}}).dump()};
}

}  // namespace

void GroupRecord::take(WorkRecord&& work, std::int64_t now_ms) {
  if (auto altered = entry_of_altered(work, now_ms)) entries_.push_back(std::move(*altered));
  if (work.entries.empty() && !work.touched.empty())
    work.entries.push_back({now_ms, std::nullopt, unnoted_action, "{}"});
  std::ranges::move(work.entries, std::back_inserter(entries_));
  for (auto& [row, how] : work.touched) {
    const auto [at, is_new] = touched_.try_emplace(row, Touched{how != Touch::Added, 0});
    at->second.entry = entries_.size() - 1;
  }
}

void GroupRecord::write(Writing& db, Random& random) const {
  struct Sealed {
    std::size_t entry;
    const RowName* row;
    bool was_there;
  };
  std::vector<Sealed> rows;
  rows.reserve(touched_.size());
  for (const auto& [row, touched] : touched_) rows.push_back({touched.entry, &row, touched.was_there});
  std::ranges::stable_sort(rows, {}, &Sealed::entry);  // and by their names, as the map has them

  JournalHead head{-1, {}};  // not known yet
  std::vector<SealsHash> hashes(entries_.size());
  std::vector<Query> writes;
  for (std::size_t begin = 0; begin < rows.size() || head.seq < 0; begin += rows_at_once) {
    const auto end = std::min(rows.size(), begin + rows_at_once);
    if (!writes.empty()) db.query_all(std::exchange(writes, {}));
    std::vector<Query> reads;
    for (auto i = begin; i < end; ++i)
      reads.push_back({select_row(row_of(rows[i].row->covered)), values_of_key(rows[i].row->key)});
    if (head.seq < 0) reads.push_back(head_query());
    auto found = db.query_all(reads);
    if (head.seq < 0) head = head_from(found.back());  // the writer is alone: nobody else appends meanwhile
    const std::string salts = random.bytes(salt_size * (end - begin));
    for (auto i = begin; i < end; ++i) {
      const auto& [entry, row, was_there] = rows[i];
      const auto& table = row_of(row->covered);
      const auto seq = head.seq + 1 + static_cast<std::int64_t>(entry);
      const auto salt = salts.substr(salt_size * (i - begin), salt_size);
      std::optional<std::string> digest;
      if (!found[i - begin].empty()) digest = digest_of(table, salt, found[i - begin][0]);
      hashes[entry].add(number_of(table), row->key, digest);
      writes.push_back(insert_seal(seq, *row, salt, digest));
      if (was_there) writes.push_back({std::string(forget_salts), {number_of(table), Blob{row->key}, seq}});
    }
  }
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    const auto row = next_row(head, entries_[i], random.bytes(salt_size), hashes[i].hex());
    head = {row.seq, row.hash};
    for (auto& query : inserts_of(row)) writes.push_back(std::move(query));
  }
  db.query_all(writes);
}

}  // namespace pingxing::store
