// What stands in a round, gathered for the gates of its stages (round/gate.hpp).
#pragma once
#include <set>
#include <string>

#include "office/rounds.hpp"
#include "round/gate.hpp"

namespace pingxing::office {

/// What figures and rating come to, with the fingerprint of what they were made from. Not inside a transaction: rating
/// takes its time.
struct Weighed {
  std::vector<round::Owed> figures;
  std::vector<std::string> pending;
  std::size_t ties = 0;
  std::optional<Phrase> unreadable;  // why nothing could be rated
  std::string fingerprint;
};
Weighed weigh(const Office& office, const OpenedRound& opened);

/// All that gates ask, with polls and verifications as `db` sees them. `stage`: of which verifications are looked at.
round::Standing standing_of(store::Reading& db, const OpenedRound& opened, const Weighed& weighed, std::size_t stage);

/// What keeps the stages of a running round from opening and closing, by stage: for its page.
std::vector<round::Gate> gates_of(const Office& office, const OpenedRound& opened);

/// The subjects that are confirmed in the stage at this place, and whose figures did not change since.
std::set<Id> confirmed_subjects(store::Reading& db, const OpenedRound& opened, std::size_t stage);
/// Names of the subjects in scope that are not confirmed in the stage at this place, or whose figures changed since.
std::vector<std::string> unconfirmed(store::Reading& db, const OpenedRound& opened, std::size_t stage);

/// Whether a verification of the stage at position `of` (from 1; 0: of a time when stages had none of their own)
/// belongs to the stage at this place.
bool belongs_to_stage(const OpenedRound& opened, std::int64_t of, std::size_t stage);

}  // namespace pingxing::office
