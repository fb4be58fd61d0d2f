// Verification: the level above looks over what was scored and confirms each subject's figures, or gives them back with
// a reason. What it corrects is a figure of its own (Source::Checked in figures.hpp). A figure that changes afterwards
// makes the confirmation stale: it is then to be looked over again.
#pragma once
#include <string>
#include <vector>

#include "office/figures.hpp"
#include "office/rounds.hpp"
#include "store/verifications.hpp"

namespace pingxing::office {

/// Whether the actor looks over this subject: a verifier of its unit or above, but never a unit its own; the office,
/// everything.
bool verifies(const OpenedRound& opened, const Actor& actor, const store::Subject& subject);

using round::Verdict;
using round::verdict_of;

struct VerificationView {
  store::Subject subject;
  store::Verification last;  // id 0: not looked over yet
  std::string by;
  bool is_stale = false;  // figures changed since
  std::string total;      // of the board; empty: none yet, or the scheme has no points
  Phrase grade;           // of the board; empty: none yet
  [[nodiscard]] bool is_done() const { return verdict_of(last.verdict) == Verdict::Confirmed && !is_stale; }
};
struct VerificationList {
  std::vector<VerificationView> rows;  // those that the actor looks over; for who reads all facts: every one
  std::string stage;                   // its title; empty: the procedure has none
  bool is_open = false;                // the stage is open and the actor has a part in it
  std::size_t done = 0;
};
/// Of the stage of verification that is open, else of the last that was.
Result<VerificationList> list_verifications(const Office& office, const Actor& actor, Id round_id);

struct VerdictEntry {
  Id subject_id = 0;
  Verdict verdict = Verdict::Confirmed;
  std::string note;  // needed where it is given back
  Id replaces = 0;   // the entry that the person saw; 0: none
};
Result<> verify_subject(const Office& office, const Actor& actor, Id round_id, const VerdictEntry& entry);

/// Who looks over which subject, by the roles of today; and the codes of those that nobody does.
struct Verifiers {
  struct Row {
    store::Subject subject;
    std::vector<std::string> names;
  };
  std::vector<Row> rows;
  std::vector<std::string> unverified;  // codes
};
Result<Verifiers> verifiers_of(const Office& office, const Actor& actor, Id round_id);

}  // namespace pingxing::office
