// What a version of a scheme was understood as when it was saved, and for each round when it began. The newest of a
// round, or of a version by itself, is the one that holds.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "store/database.hpp"
#include "store/rounds.hpp"

namespace pingxing::store {

struct KeptReading {
  Id id = 0, scheme_version_id = 0;
  std::optional<Id> round_id;  // none: of the version by itself
  std::string reading, sha256;
  std::optional<Id> account_id;
  std::string reason;
  std::int64_t kept_at = 0;
};

/// Of a round: a revision of it, as its rating may change.
Id add_reading(Writing& db, const KeptReading& reading);
std::optional<KeptReading> reading_of_round(Reading& db, Id round_id);
std::optional<KeptReading> reading_of_version(Reading& db, Id version_id);
/// Rounds that have begun and have none: they began under a program that kept none.
std::vector<Id> rounds_without_reading(Reading& db);

}  // namespace pingxing::store
