// The seals of rows: what a row was when an entry of the journal wrote it, as a salted fingerprint. Functions that
// write a row of a covered table say so (`added`, `changing`); the writer seals the rows of a group of works at its
// end, when they are what will be committed, and each entry vouches for its seals.
//
// A digest is the SHA-256 of "pingxing row 1", the salt, the name of the table, the key and, of each column that is not
// NULL, its name and its value, each written as in the journal (journal.hpp). The salt goes when a later seal stands in
// its stead: of what a row was before, nobody can try what it said.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/covered.hpp"
#include "store/database.hpp"

namespace pingxing::store {

constexpr std::size_t salt_size = 16;

/// Bytes in the order of the keys: of each column "n" and eight bytes, or "t", the text and a zero.
std::string key_of(const Values& key);
Values values_of_key(std::string_view key);

/// Columns of the key and those that are sealed, in this order, of one row ($1 … are its key).
const std::string& select_row(const CoveredTable& table);
/// Of at most `limit` rows behind a key, or of the first ones, by key.
Query rows_behind(const CoveredTable& table, const std::optional<std::string>& key, std::int64_t limit);
/// Of such a row: its key, and its digest under a salt.
std::string key_of_row(const CoveredTable& table, const Row& row);
std::string digest_of(const CoveredTable& table, std::string_view salt, const Row& row);

/// `digest`: nothing where the row is gone; then the salt is not kept either.
Query insert_seal(std::int64_t seq, const RowName& row, const std::string& salt,
                  const std::optional<std::string>& digest);

/// What an entry says of all its seals: each folded into the one before, in the order of (table, key). Empty: none.
class SealsHash {
 public:
  /// `digest`: nothing where the row is gone.
  void add(std::int64_t covered, std::string_view key, const std::optional<std::string>& digest);
  [[nodiscard]] const std::string& hex() const { return hex_; }

 private:
  std::string hex_;
};

// --- what the functions of this folder say --------------------------------------------------------------------------

/// A row that this work adds, before or behind the statement that does.
void added(Writing& db, Covered covered, const Values& key);
/// The id that an INSERT … RETURNING id gives, said to be added.
std::int64_t added_id(Writing& db, Covered covered, std::string_view sql, const Values& values);
/// To be said before rows that are there are changed or removed: those that `where` names. One that is not what its
/// last seal says was changed by somebody else: before it is sealed anew, the journal is told so, for good. Answers how
/// many there are.
std::size_t changing(Writing& db, Covered covered, std::string_view where, const Values& values);

}  // namespace pingxing::store
