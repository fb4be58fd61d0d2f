// Evidence: files that show what a figure rests on. Handed in by who fills in the figures, while they may be filled in;
// seen by who checks. The bytes are stored once by their SHA-256, and never go: what is withdrawn is shown no more.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "office/office.hpp"
#include "store/facts.hpp"
#include "store/rounds.hpp"

namespace pingxing::office {

constexpr std::size_t evidence_bytes_max = std::size_t{20} << 20;

struct EvidenceEntry {
  Id round_id = 0, subject_id = 0;
  std::string indicator;  // the requirement: the number of an indicator, or the header or key of an input
                          // without one; empty: the subject as a whole
  std::string filename;   // as the browser says it
  std::string bytes;
};
/// A subject's own people in self-assessment, the departments assigned to the indicator in scoring, the office as long
/// as the round runs. The same file for the same place a second time is the first one.
Result<store::Evidence> hand_in_evidence(const Office& office, const Actor& actor, const EvidenceEntry& entry);

struct EvidenceView {
  store::Evidence evidence;
  std::string by;
  bool may_withdraw = false;
};
/// Of a round, or of one subject in it: what the actor may see, in the order in which it came.
Result<std::vector<EvidenceView>> list_evidence(const Office& office, const Actor& actor, Id round_id,
                                                std::optional<Id> subject_id = {});

/// What evidence can be handed in for: every indicator, and every input without one (grades of a ladder, bonus, veto,
/// grounds).
struct Requirement {
  std::string key, title;  // title: with its number
};
std::vector<Requirement> requirements_of(const scheme::Scheme& scheme);

/// Where the actor may hand in now.
struct EvidencePlaces {
  std::vector<store::Subject> subjects;
  std::vector<Requirement> requirements;
};
Result<EvidencePlaces> evidence_places(const Office& office, const Actor& actor, Id round_id);

struct OpenedEvidence {
  store::Evidence evidence;
  std::string bytes;
};
/// Who may not see it does not learn that it is there.
Result<OpenedEvidence> open_evidence(const Office& office, const Actor& actor, Id evidence_id);

/// By who handed it in, while it may be handed in; by the office as long as the round runs.
Result<> withdraw_evidence(const Office& office, const Actor& actor, Id evidence_id);

}  // namespace pingxing::office
