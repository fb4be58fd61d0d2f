#include "store/seal_rows.hpp"

#include "base/clock.hpp"
#include "base/json.hpp"
#include "base/random.hpp"
#include "store/journal.hpp"
#include "store/seals.hpp"
#include "store/statements.hpp"

namespace pingxing::store {

void seal_rows(Connection& connection) {
  Statements db(connection);
  SystemRandom random;
  const auto head = journal_head(db);
  SealsHash hash;
  Json counts = Json::object();
  for (const auto& table : covered_tables()) {
    if (db.one("SELECT 1 FROM row_seal WHERE covered = $1 LIMIT 1", {number_of(table)})) continue;
    std::int64_t count = 0;
    for (std::optional<std::string> key;;) {
      const auto query = rows_behind(table, key, table.rows_at_once);
      const Rows rows = db.query(query.sql, query.values);
      std::vector<Query> seals;
      for (const Row& row : rows) {
        key = key_of_row(table, row);
        const auto salt = random.bytes(salt_size);
        const auto digest = digest_of(table, salt, row);
        hash.add(number_of(table), *key, digest);
        seals.push_back(insert_seal(head.seq + 1, {table.covered, *key}, salt, digest));
      }
      db.query_all(seals);
      count += static_cast<std::int64_t>(rows.size());
      if (static_cast<int>(rows.size()) < table.rows_at_once) break;
    }
    if (count > 0) counts[std::string(table.name)] = count;
  }
  if (counts.empty()) return;
  const JournalEntry entry{SystemClock().now_ms(), std::nullopt, sealed_action, Json({{"rows", counts}}).dump()};
  db.query_all(inserts_of(next_row(head, entry, random.bytes(salt_size), hash.hex())));
}

}  // namespace pingxing::store
