// Earlier results that an office imports as the past of a round: what conditions such as 上期 and 连续2期 look at
// before the site has rounds of its own. They are older than the round's chain of rounds, and kept as they came: a
// later import stands in the stead of the one before, with a reason, and both stay to be read.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "office/round_chain.hpp"
#include "office/rounds.hpp"
#include "store/past.hpp"

namespace pingxing::office {

/// A file that somebody sends. `period`: what its period is called; empty: as the file, or as its column says.
struct PastFile {
  std::string period, filename, bytes;
};

struct PastCount {
  Phrase grade;
  std::size_t count = 0;
};
/// A period in numbers.
struct PastPeriodView {
  std::string name, filename, sha256;
  std::size_t subjects = 0, of_round = 0;  // of_round: those that are subjects of the round
  std::vector<PastCount> grades;           // the best first
};
/// A subject with what it came to in each period, the earliest first; empty: not there.
struct PastRow {
  std::string code, name;  // name: as in the round; empty: nobody of it
  std::vector<Phrase> grades;
};

struct PastPreview {
  std::vector<PastPeriodView> periods;  // the earliest first
  std::vector<PastRow> rows;            // by code
  std::vector<PastRow> absent;          // subjects of the round that some period does not have
  std::vector<PastRow> strangers;       // who is in the past and nobody of the round: kept, and without effect here
  bool replaces = false;                // what is there already: a reason is asked for
  std::string fingerprint;
};
/// The files from the earliest to the latest. Refused where anything is wrong: `problems` then says everything that
/// is, by cell; otherwise it holds warnings only.
Result<PastPreview> preview_past(const Office& office, const Actor& actor, Id round_id,
                                 const std::vector<PastFile>& files, Problems& problems);
/// Refused as the preview is, and where it would do anything else than the preview with that fingerprint said.
Result<> import_past(const Office& office, const Actor& actor, Id round_id, const std::vector<PastFile>& files,
                     const std::string& fingerprint, const std::string& reason, Problems& problems);
/// As an import of nothing.
Result<> take_back_past(const Office& office, const Actor& actor, Id round_id, const std::string& reason);

/// An import as it stands or stood.
struct PastImportView {
  store::PastImport import;
  std::string by;
  std::vector<PastPeriodView> periods;  // none: it took back the one before
};
/// A period that conditions on the past look at.
struct PastStep {
  std::string name;
  Id round_id = 0;  // the round that it was, or at which it was imported
  bool is_imported = false;
};
struct PastOfRound {
  OpenedRound opened;
  std::vector<PastStep> steps;          // the earliest first
  std::vector<PastImportView> imports;  // newest first: the first one holds
  std::optional<Refusal> fixed;         // why nothing can be imported now
  std::vector<PastPeriodView> periods;  // of the import that is asked for
  std::vector<PastRow> rows;
};
/// With the rows of that import, else of the one that holds.
Result<PastOfRound> past_of_round(const Office& office, const Actor& actor, Id round_id, std::optional<Id> import);

/// A workbook with the subjects of the round, to be filled in.
Result<std::string> past_template(const Office& office, const Actor& actor, Id round_id);

/// What was imported for these rounds (a round and those before it, the newest first), the earliest first: whatever was
/// imported is older than all that the site knew of the round before.
std::vector<store::PastPeriod> imported_past(store::Reading& db, const std::vector<Id>& chain);

}  // namespace pingxing::office
