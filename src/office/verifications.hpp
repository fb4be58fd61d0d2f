// Verification: the level above looks over what was scored and confirms each subject's figures, or gives them back with
// a reason. What it corrects is a figure of its own (Source::Checked in figures.hpp). A figure that changes afterwards
// makes the confirmation stale: it is then to be looked over again.
#pragma once
#include <set>
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
  std::vector<VerificationView> rows;  // of those that the actor looks over, for who reads all facts of every one
  RowsPage page;
  std::string stage;     // its title; empty: the procedure has none
  bool is_open = false;  // the stage is open and the actor has a part in it
  std::size_t done = 0;  // on all pages
};
/// Of the stage of verification that is open, else of the last that was. `page_rows` 0: all rows.
Result<VerificationList> list_verifications(const Office& office, const Actor& actor, Id round_id, std::size_t page = 1,
                                            std::size_t page_rows = 0);

/// The same, counted: `confirmed` is asked for once, however many count.
std::set<Id> confirmed_now(const Office& office, const OpenedRound& opened);
struct VerificationCount {
  std::size_t done = 0, wanted = 0;
};
VerificationCount count_verifications(const OpenedRound& opened, const Actor& actor, const std::set<Id>& confirmed);

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
  RowsPage page;
  std::vector<std::string> unverified;  // on all pages
};
/// `page_rows` 0: all rows.
Result<Verifiers> verifiers_of(const Office& office, const Actor& actor, Id round_id, std::size_t page = 1,
                               std::size_t page_rows = 0);

}  // namespace pingxing::office
