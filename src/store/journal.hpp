// The journal: what was done, by whom, when, as a chain. Each row carries a fingerprint over itself and over the
// fingerprint of the row before, so that nobody can change, remove or insert a row unseen, not even with the rights of
// the database. Who could rewrite the whole chain from some row on is caught by a head that was kept elsewhere: printed
// on a notice, or in an archive.
//
// A fingerprint is the SHA-256 of these seven parts, each written as its length in bytes in decimal digits, ":", and
// its bytes; NULL is written as "-": "pingxing journal 1" (the way it is made), seq, at, account_id, action, body,
// previous_hash. Numbers are decimal digits. The first row has 64 zeros as previous_hash.
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
  bool operator==(const JournalRow&) const = default;
};

/// The last row, as it is printed and archived.
struct JournalHead {
  std::int64_t seq = 0;
  std::string hash;
  bool operator==(const JournalHead&) const = default;
};

/// Adds rows, at once and in this order; returns the new head. Who needs no head notes instead (Writing::note).
JournalHead append(Writing& writing, const std::vector<JournalEntry>& entries);
JournalHead append(Writing& writing, std::int64_t at, std::optional<std::int64_t> account, const std::string& action,
                   const std::string& body);

/// The fingerprint that the row must carry.
std::string hash_of(const JournalRow& row);

/// Seq 0 and 64 zeros where the journal is empty.
JournalHead journal_head(Reading& reading);

/// At most `count` rows behind `after_seq`, in order.
std::vector<JournalRow> journal_rows(Reading& reading, std::int64_t after_seq, std::int64_t count);

enum class JournalFault {
  Changed,    // the row is not what its fingerprint says
  Missing,    // a row is gone
  Added,      // a row that does not belong here
  WrongLink,  // the row is whole, but does not name the one before
};

/// The first row that is wrong, and why in plain words.
struct JournalProblem {
  std::int64_t seq = 0;
  JournalFault fault = JournalFault::Changed;
  std::string says;
};

/// Goes along the chain in pieces, so that who verifies a long one can say how far he is.
class JournalWalk {
 public:
  JournalWalk();
  /// At most about `rows` more rows. Nothing once it is over.
  void read(Reading& reading, std::int64_t rows);
  [[nodiscard]] bool is_over() const { return is_over_; }
  [[nodiscard]] const JournalHead& before() const { return before_; }  // the last row that was found whole
  [[nodiscard]] const std::optional<JournalProblem>& problem() const { return problem_; }
  /// A head that was kept elsewhere; to be said before the first row is read.
  void expect(const JournalHead& kept) { kept_ = kept; }

 private:
  void piece(Reading& reading);

  JournalHead before_;
  std::optional<JournalHead> kept_;
  std::optional<JournalProblem> problem_;
  bool is_over_ = false;
};

/// Walks the whole chain; nothing where it holds. `kept` is a head that was kept elsewhere: its row must still be
/// there.
std::optional<JournalProblem> verify(Reading& reading, const std::optional<JournalHead>& kept = std::nullopt);

}  // namespace pingxing::store
