#include "store/journal.hpp"

#include <charconv>

#include "base/hash.hpp"
#include "base/text.hpp"
#include "store/parts.hpp"

namespace pingxing::store {
namespace {

const std::string first_previous(64, '0');

constexpr std::string_view columns =
    "SELECT j.seq, j.at, j.account_id, j.action, j.body, j.previous_hash, j.hash, j.way, j.said_hash, j.seals_hash, "
    "t.salt, t.body FROM journal j LEFT JOIN journal_text t ON t.seq = j.seq ";

JournalRow row_from(const Row& row) {
  JournalRow found{row[0].number(), row[1].number(), row[2].number_or_none(),
                   row[3].text(),   row[4].text(),   row[5].text(),
                   row[6].text(),   row[7].number(), {},
                   row[8].text(),   row[9].text(),   false};
  if (found.way == 1) return found;
  found.is_erased = row[10].is_null() && found.body.empty();
  if (!row[10].is_null()) {
    found.salt = row[10].bytes();
    found.body += row[11].text();  // the column of way 1 is empty, or somebody wrote in it
  }
  return found;
}

std::string part_of(std::int64_t number) { return part(std::to_string(number)); }

}  // namespace

std::string text_of(const JournalHead& head) { return std::to_string(head.seq) + ":" + head.hash; }

std::optional<JournalHead> head_in(std::string_view text) {
  std::string clean = lower_ascii(text);
  std::erase_if(clean, [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; });
  JournalHead head;
  const auto colon = clean.find(':');
  if (colon == clean.npos) return std::nullopt;
  const auto [end, wrong] = std::from_chars(clean.data(), clean.data() + colon, head.seq);
  head.hash = clean.substr(colon + 1);
  const bool is_one = wrong == std::errc() && end == clean.data() + colon && head.seq >= 0 && head.hash.size() == 64 &&
                      head.hash.find_first_not_of("0123456789abcdef") == head.hash.npos;
  return is_one ? std::optional(head) : std::nullopt;
}

std::string said_hash_of(const JournalRow& row) {
  return sha256_hex(part("pingxing entry 2") + part(row.salt) + part(row.body));
}

std::string hash_of(const JournalRow& row) {
  const bool is_first_way = row.way == 1;
  return sha256_hex(part("pingxing journal " + std::to_string(row.way)) + part_of(row.seq) + part_of(row.at) +
                    (row.account ? part_of(*row.account) : no_part) + part(row.action) +
                    (is_first_way ? part(row.body) : part(row.said_hash) + part(row.seals_hash)) +
                    part(row.previous_hash));
}

Query head_query() { return {"SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1", {}}; }
JournalHead head_from(const Rows& rows) {
  return rows.empty() ? JournalHead{0, first_previous} : JournalHead{rows[0][0].number(), rows[0][1].text()};
}
JournalHead journal_head(Reading& reading) {
  const auto query = head_query();
  return head_from(reading.query(query.sql, query.values));
}

std::vector<JournalRow> journal_rows(Reading& reading, std::int64_t after_seq, std::int64_t count) {
  std::vector<JournalRow> rows;
  reading.each(std::string(columns) + "WHERE j.seq > $1 ORDER BY j.seq LIMIT $2", {after_seq, count},
               [&](const Row& row) { rows.push_back(row_from(row)); });
  return rows;
}

JournalRow next_row(const JournalHead& head, const JournalEntry& entry, std::string salt, std::string seals_hash) {
  JournalRow row{head.seq + 1, entry.at, entry.account, entry.action, entry.body, head.hash, {}};
  row.salt = std::move(salt);
  row.seals_hash = std::move(seals_hash);
  row.said_hash = said_hash_of(row);
  row.hash = hash_of(row);
  return row;
}

std::vector<Query> inserts_of(const JournalRow& row) {
  return {{"INSERT INTO journal (seq, at, account_id, action, body, previous_hash, hash, way, said_hash, seals_hash) "
           "VALUES ($1, $2, $3, $4, '', $5, $6, 2, $7, $8)",
           {row.seq, row.at, row.account, row.action, row.previous_hash, row.hash, row.said_hash, row.seals_hash}},
          {"INSERT INTO journal_text (seq, salt, body) VALUES ($1, $2, $3)", {row.seq, Blob{row.salt}, row.body}}};
}

bool erase_entry(Writing& writing, std::int64_t seq) {
  return writing.execute("DELETE FROM journal_text WHERE seq = $1", {seq}) == 1;
}

}  // namespace pingxing::store
