// The journal: what was done, by whom, when, as a chain. Each row carries a fingerprint over itself and over the
// fingerprint of the row before, so that nobody can change, remove or insert a row unseen, not even with the rights of
// the database. Who could rewrite the whole chain from some row on is caught by a head that was kept elsewhere: printed
// on a notice, in an auditor's browser, or in an archive.
//
// A fingerprint is the SHA-256 of its parts (parts.hpp); numbers are decimal digits.
//   way 1, before the record proved itself: "pingxing journal 1", seq, at, account_id, action, body, previous_hash
//   way 2: "pingxing journal 2", seq, at, account_id, action, said_hash, seals_hash, previous_hash
// said_hash is the SHA-256 of "pingxing entry 2", salt and body, as hexadecimal digits. Salt and body stand in a table
// of their own and can be taken away (erase_entry): the chain holds without them. seals_hash is that of the rows that
// the entry wrote (SealsHash in seals.hpp), empty where it wrote none. The first row has 64 zeros as previous_hash.
#pragma once
#include <cstdint>
#include <optional>
#include <string>

#include "store/database.hpp"

namespace pingxing::store {

struct JournalRow {
  std::int64_t seq = 0, at = 0;  // at: milliseconds since 1970, UTC
  std::optional<std::int64_t> account;
  std::string action, body, previous_hash, hash;
  std::int64_t way = 2;
  std::string salt = {}, said_hash = {}, seals_hash = {};  // of way 2; salt: bytes
  bool is_erased = false;                                  // what it said was taken away
  bool operator==(const JournalRow&) const = default;
};

/// The last row, as it is printed and archived.
struct JournalHead {
  std::int64_t seq = 0;
  std::string hash;
  bool operator==(const JournalHead&) const = default;
};
/// "57:3f2a…", as people keep it; nothing where it is no such thing. Blanks between are fine.
std::string text_of(const JournalHead& head);
std::optional<JournalHead> head_in(std::string_view text);

/// The fingerprints that the row must carry.
std::string hash_of(const JournalRow& row);
std::string said_hash_of(const JournalRow& row);

/// Seq 0 and 64 zeros where the journal is empty.
JournalHead journal_head(Reading& reading);
Query head_query();
JournalHead head_from(const Rows& rows);

/// At most `count` rows behind `after_seq`, in order.
std::vector<JournalRow> journal_rows(Reading& reading, std::int64_t after_seq, std::int64_t count);

/// The row that follows, and what stores it. Who wants to tell something notes it (Writing::note).
JournalRow next_row(const JournalHead& head, const JournalEntry& entry, std::string salt, std::string seals_hash);
std::vector<Query> inserts_of(const JournalRow& row);

/// Takes away what an entry said, for good; who does it says so in an entry of his own. False where nothing was there,
/// or where the entry is of way 1, whose fingerprint needs its words.
bool erase_entry(Writing& writing, std::int64_t seq);

}  // namespace pingxing::store
