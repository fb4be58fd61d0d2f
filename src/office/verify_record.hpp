// Whether the whole record holds, for the page, the API, the job and the command: the journal, the rows that it vouches
// for, and the boxes of polls.
#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "base/result.hpp"
#include "office/office.hpp"
#include "office/poll_secrets.hpp"
#include "store/record.hpp"

namespace pingxing::office {

struct RecordFindings {
  store::JournalHead head;       // the last row that was found whole
  std::int64_t sealed_from = 0;  // rows are vouched for since this entry; 0: none are yet
  std::int64_t rows = 0;         // that were looked at
  std::int64_t erased = 0;       // entries whose words were taken away: no fault
  std::optional<store::JournalProblem> broken;
  std::vector<Refusal> faults;   // each by its name; the last may tell how many more there are
  std::vector<Refusal> remarks;  // what could not be looked at
  [[nodiscard]] bool holds() const { return faults.empty(); }
};

/// `secrets`: where boxes are to be opened; null: only their numbers are compared. `step` may throw, to stop.
RecordFindings verify_record(const Office& office, PollSecrets* secrets, const std::optional<store::JournalHead>& kept,
                             const std::function<void(std::size_t done, std::size_t total)>& step);
/// Whether that takes so long that it is a job.
bool is_long_record(const Office& office);

/// A kept head as typed; nothing for nothing.
Result<std::optional<store::JournalHead>> kept_head_of(const std::string& typed);

/// {"seq", "hash", "holds", "sealed_from", "rows", "erased", "problem", "faults": [{"code", "zh", "en"}], "remarks"}
Json json_of(const RecordFindings& findings);

}  // namespace pingxing::office
