// Earlier results that were imported as a round's past. Nothing is changed or deleted: of the imports of a round the
// newest holds.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "store/accounts.hpp"
#include "store/database.hpp"

namespace pingxing::store {

/// What a subject came to in a period.
struct PastResult {
  std::string code;
  std::string status;  // rated, disqualified, out of scope, pending
  std::string grade;   // its name; empty: none
  std::string total;   // exact; empty: not known
};
struct PastPeriod {
  std::string name, filename, sha256;  // sha256: of the file
  std::vector<PastResult> results;     // by code
};
struct PastImport {
  Id id = 0, round_id = 0, account_id = 0;
  std::int64_t imported_at = 0;
  std::string reason;  // empty: the first
  Id replaces = 0;     // 0: none
};

/// `periods`: the earliest first; none takes back what is there. UniqueViolation where another import was quicker.
Id add_past_import(Writing& db, const PastImport& import, const std::vector<PastPeriod>& periods);
std::vector<PastImport> past_imports_of(Reading& db, Id round_id);  // newest first
/// The earliest first.
std::vector<PastPeriod> periods_of_import(Reading& db, Id import_id);
/// Those of the import that holds.
std::vector<PastPeriod> past_of(Reading& db, Id round_id);

}  // namespace pingxing::store
