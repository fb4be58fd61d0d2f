// What a scheme is understood as, kept: a round goes on with the reading that it began with, whatever a later version
// of the program makes of the same document, until somebody who runs it takes the new one.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "office/office.hpp"
#include "office/schemes.hpp"
#include "scheme/compare_readings.hpp"
#include "store/rounds.hpp"

namespace pingxing::office {

/// The reading that a round is rated by: its kept one, and what this program understands where it has none.
std::shared_ptr<const SchemeReading> reading_of(store::Reading& db, const store::WholeRound& stored);

/// Keeps the present reading for a round that begins.
void keep_reading(store::Writing& db, const Office& office, const Actor& actor, Id round_id,
                  const store::SchemeVersion& version);
/// The same of a version that is saved.
void keep_reading(store::Writing& db, const Office& office, const Actor& actor, const store::SchemeVersion& version);
/// At the start of a server: rounds that began before readings were kept get what is understood now.
void keep_missing_readings(const Office& office);

/// A round, or a version by itself, that this program reads otherwise than when it was kept.
struct ChangedReading {
  std::optional<Id> round_id;
  Id scheme_id = 0, version_id = 0;
  std::string name;  // of the round, or of the scheme
  std::int64_t kept_at = 0;
  std::string sha256;      // of the present reading: what somebody who takes it has seen
  bool is_over = false;    // of a round: nothing of it changes any more
  std::size_t errors = 0;  // that the checker finds now: such a reading cannot be taken
  std::vector<scheme::ReadingDifference> differences;
  std::vector<std::string> texts;  // of their lines in the document
};
/// Those that the actor may see; of schemes the newest versions.
Result<std::vector<ChangedReading>> changed_readings(const Office& office, const Actor& actor);
/// Nothing where the round is read as it was.
Result<std::optional<ChangedReading>> changed_reading(const Office& office, const Actor& actor, Id round_id);

/// From here on the round is rated by the present reading. `seen`: its fingerprint, as it was shown.
Result<> take_reading(const Office& office, const Actor& actor, Id round_id, const std::string& seen,
                      const std::string& reason);
/// The same of the newest version of a scheme: it is no longer listed.
Result<> take_reading_of_scheme(const Office& office, const Actor& actor, Id scheme_id, const std::string& seen);

}  // namespace pingxing::office
