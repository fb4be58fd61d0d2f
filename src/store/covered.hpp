// Which tables the journal vouches for: each row of them is sealed by the entry that wrote it (seals.hpp), and `verify`
// holds the rows of now against the seals (record.hpp). One table lists them.
//
// Not here, and why: ballot, ballot_spool and ballot_box are held by the sum over the box, which needs no order of
// rows; issued (who got a signature for which paper) is no action of anybody's, so that no entry tells when somebody
// voted; session, job, job_file, message, last_write come and go.
#pragma once
#include <compare>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/problem.hpp"

namespace pingxing::store {

/// The numbers stand in the database: none is given anew.
enum class Covered {
  Unit = 1,
  UnitMove,
  Person,
  Post,
  Account,
  AccountRole,
  Invitation,
  ApiToken,
  Setting,
  Holiday,
  Scheme,
  SchemeVersion,
  Round,
  Stage,
  Subject,
  Assignment,
  Fact,
  EvidenceFile,
  Evidence,
  ReviewPair,
  Remark,
  SpotCheck,
  Verification,
  NoticePeriod,
  PastImport,
  PastPeriod,
  PastResult,
  Poll,
  Paper,
  PollVoter,
  Slip,
  CountSheet,
  Bulletin,
  KeptReading,
};

struct CoveredTable {
  Covered covered;
  std::string_view name;
  std::vector<std::string_view> key;      // columns
  std::vector<std::string_view> columns;  // sealed beside the key. NULL counts as not there: so a later one, NULL in
                                          // the rows before it, leaves their seals as they are. Those left out change
                                          // without an action
  Text word;                              // what people call a row
  std::string_view shown = {};            // the column by which they know one, where its key says nothing
  int rows_at_once = 500;                 // that stand in memory together
};

/// In the order of their numbers.
std::span<const CoveredTable> covered_tables();
const CoveredTable& row_of(Covered covered);
/// Of a number in the database; null where this program knows none.
const CoveredTable* covered_with(std::int64_t number);
inline std::int64_t number_of(const CoveredTable& table) { return static_cast<std::int64_t>(table.covered); }

/// A row of a covered table by its name.
struct RowName {
  Covered covered;
  std::string key;  // key_of (seals.hpp)
  auto operator<=>(const RowName&) const = default;
};

/// What a work did to a row. Altered: it changed one that somebody else had changed before.
enum class Touch { Added, Changed, Altered };

}  // namespace pingxing::store
