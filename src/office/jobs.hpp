// Works that take longer than a second. Who asks for one gets its number at once; a server takes it, says how far it
// is, and stops at its next step where it was cancelled. What a job changes and its end are one transaction, so that a
// job that was cancelled, lost or taken twice leaves nothing half-done. Results that are files are kept for a day.
#pragma once
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "office/job_state.hpp"
#include "office/office.hpp"

namespace pingxing::office {

// What is done at once, and what becomes a job. A key takes a quarter of a second; the others are chosen so that a
// slow machine stays under a second. A table of so many bytes has about 2,000 people.
constexpr std::int64_t journal_rows_at_once = 20'000;
constexpr std::size_t subjects_at_once = 1'000, keys_at_once = 4, import_bytes_at_once = 100'000;
constexpr std::size_t ballots_at_once = 2'000;  // of a close; each takes a fifth of a millisecond

constexpr std::int64_t job_file_kept_ms = 86'400'000, job_kept_ms = 30 * job_file_kept_ms;
constexpr std::size_t jobs_waiting_max = 20;  // of one account

/// Who may have such a work done is for its work to say when it runs. The same work that waits or runs already for the
/// same account is that one. `file`: for a kind that takes one; its hash is among the arguments.
Result<Id> ask_for_job(const Office& office, const Actor& actor, JobKind kind, const Json& arguments,
                       const std::optional<store::JobFile>& file = {});

struct JobView {
  store::Job job;
  bool has_file = false, may_cancel = false;
};
/// One's own, the newest first.
std::vector<JobView> list_jobs(const Office& office, const Actor& actor);
Result<JobView> open_job(const Office& office, const Actor& actor, Id job_id);
Result<store::JobFile> file_of_job(const Office& office, const Actor& actor, Id job_id);
/// Where it is over already it stays as it is. Refused of the close of a poll that takes no more ballots.
Result<> cancel_job(const Office& office, const Actor& actor, Id job_id);

/// A job while a server does it.
class JobRun {
 public:
  struct Stopped {};  // thrown: cancelled, lost, or the server ends

  JobRun(const Office& office, store::Job job, std::function<bool()> is_ending)
      : office_(office), job_(std::move(job)), is_ending_(std::move(is_ending)) {}

  [[nodiscard]] const Office& office() const { return office_; }
  [[nodiscard]] const store::Job& job() const { return job_; }
  /// Of a kind that takes one.
  [[nodiscard]] store::JobFile file() const;
  /// Says how far it is and keeps the job for another minute; throws Stopped where there is nothing more to do.
  void step(std::size_t done, std::size_t total);
  /// Goes with the refusal that it ends with: what is wrong, cell by cell, say.
  void explain(Json detail) { detail_ = std::move(detail); }
  [[nodiscard]] const Json& detail() const { return detail_; }
  /// In a transaction of the work before its end: throws Stopped, which undoes it, where the job is no longer ours.
  void hold(store::Writing& db) const;
  /// The end, in the transaction of what it changes; throws Stopped, which undoes it, where the job is no longer ours.
  void finish(store::Writing& db, const Json& outcome, const std::optional<store::JobFile>& file = {});
  void finish(const Json& outcome, const std::optional<store::JobFile>& file = {});

 private:
  const Office& office_;
  store::Job job_;
  std::function<bool()> is_ending_;
  Json detail_;
};

/// Ends with run.finish, or with a refusal.
using JobWork = std::function<Result<>(JobRun& run, const Actor& actor, const Json& arguments)>;
using JobWorks = std::map<JobKind, JobWork>;

/// Takes a job that is to be done, if there is one, and does it: false where there was none. `server` is the name of
/// this one among those on the database.
bool work_on_a_job(const Office& office, const std::string& server, const JobWorks& works,
                   const std::function<bool()>& is_ending);

/// Removes files after a day and jobs after thirty.
void forget_old_jobs(const Office& office);

}  // namespace pingxing::office
