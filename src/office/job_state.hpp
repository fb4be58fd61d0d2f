// What a job is and may become, as pure functions over its row: every change of a job is one of these, made in a
// transaction. One table each of its states and of its kinds.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/problem.hpp"
#include "store/jobs.hpp"

namespace pingxing::office {

enum class JobState { Waiting, Running, Done, Failed, Cancelled };
struct JobStateRow {
  JobState state;
  std::string_view word;  // in the database and the API
};
std::span<const JobStateRow> job_states();
std::string_view word_of(JobState state);
JobState job_state_of(std::string_view word);  // CHECKs that it is one

enum class JobKind {
  VerifyJournal,
  FiguresWorkbook,
  BoardWorkbook,
  OpenPoll,
  ClosePoll,
  ImportUnits,
  ImportPeople,
  TakeSheet,
};
struct JobKindRow {
  JobKind kind;
  std::string_view word;  // in the database and the API
  Text name;
  Text step;                // what its progress counts
  bool takes_file = false;  // from who asks, until its end; the others may make one
};
std::span<const JobKindRow> job_kinds();
const JobKindRow& row_of(JobKind kind);
std::optional<JobKind> job_kind_of(std::string_view word);

/// A server that has not said anything of a job for so long has lost it. No step of a work takes as long.
constexpr std::int64_t job_lease_ms = 60'000;
/// A job that was lost so often takes its servers down with it: it fails.
constexpr std::int64_t job_takes_max = 3;

bool is_over(const store::Job& job);
/// Whether a server may take it now: it waits, or its server lost it.
bool is_to_take(const store::Job& job, std::int64_t now);
/// Whether it was lost for the last time.
bool is_given_up(const store::Job& job, std::int64_t now);
/// Whether it is still this server's, of this time that it was taken: the lease may be over, if nobody else took it.
bool is_held(const store::Job& job, std::string_view worker, std::int64_t take);

// Each CHECKs that it is such a job.
store::Job taken(store::Job job, const std::string& worker, std::int64_t now);                 // is_to_take
store::Job moved_on(store::Job job, std::int64_t done, std::int64_t total, std::int64_t now);  // of a running one
store::Job put_back(store::Job job);                                                           // of a running one
store::Job ended(store::Job job, JobState state, std::string outcome, std::int64_t now);  // of one that is not over

}  // namespace pingxing::office
