// The schema as numbered steps, the files of migrations/. One text serves both databases; where their words differ it
// says
//
//   @ID@       a number that the database gives, primary key
//   @NUMBER@   a whole number of 64 bits        @BYTES@    bytes
//   @UNORDERED@ in the comment behind CREATE TABLE x (: its rows lie in the order of their primary key (SQLite alone)
//   @APPEND_ONLY table@   rows of the table are neither changed nor deleted
//   @CHANGEABLE table@    they are, until it is append-only again: within one migration
//   @STEP name@           here the program does what SQL cannot (migrations.cpp lists the steps)
//   @FINALLY name@        likewise, but when all migrations are applied
//
// A table ends with a line of its own, `);`; its columns are strict, and its TEXT stands in the order of its bytes, on
// both. A unique index that the program asks for has a name (CREATE UNIQUE INDEX). No floating point, no DEFERRABLE.
// Comments say of tables or columns whether they are enduring (facts, ballots, journal) or rebuildable (can be deleted
// and computed again). A step that was applied is never edited, and none comes before it; a new one follows.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "store/connection.hpp"

namespace pingxing::store {

struct Migration {
  int version;  // ascending; numbers may be left out
  std::string name, text;
};

/// Those of this program, in order.
const std::vector<Migration>& migrations();

/// The text of a migration, without steps, in the words of a database.
std::string in_words_of(Dialect dialect, std::string_view text);

/// Brings the schema to the newest version, all steps in one transaction; another server that starts at the same time
/// waits. Refuses with DatabaseFailure a database that is newer than the program, one whose steps were others, and one
/// that belongs to another program. `place` names the database in messages.
void migrate(Connection& connection, Dialect dialect, const std::vector<Migration>& all, std::int64_t now_ms,
             const std::string& place);
/// Changes nothing: refuses what `migrate` refuses, and a schema that it would bring up to date.
void require_newest(Connection& connection, Dialect dialect, const std::vector<Migration>& all,
                    const std::string& place);

}  // namespace pingxing::store
