// What the level above said of a subject's figures. Entries only grow, as facts do (facts.hpp).
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "store/accounts.hpp"
#include "store/database.hpp"

namespace pingxing::store {

struct Verification {
  Id id = 0, round_id = 0, subject_id = 0, account_id = 0;
  std::string verdict, note;  // verdict: confirmed, returned
  Id newest_fact = 0;         // of the subject when it was looked over; 0: it had none
  std::int64_t recorded_at = 0;
  Id replaces = 0;         // 0: the first
  std::int64_t stage = 0;  // position of its stage; 0: of a time when stages had none of their own
};

/// UniqueViolation: somebody else replaced the same one meanwhile.
Id add_verification(Writing& db, const Verification& verification);
/// Those that hold: at most one a subject and stage.
std::vector<Verification> verifications_of(Reading& db, Id round_id);

/// Of the newest fact of each subject that has one.
struct NewestFact {
  Id subject_id = 0, fact_id = 0;
};
std::vector<NewestFact> newest_facts_by_subject(Reading& db, Id round_id);

}  // namespace pingxing::store
