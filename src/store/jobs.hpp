// Jobs and the files that they made. Which change of state is right is for office/job_state.hpp to say.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "store/accounts.hpp"

namespace pingxing::store {

struct Job {
  Id id = 0;
  std::string kind, arguments;
  Id account_id = 0;
  std::int64_t asked_at = 0;
  std::string state;
  std::int64_t done = 0, total = 0;
  std::string worker;
  std::int64_t takes = 0, lease_until = 0;
  std::optional<std::int64_t> ended_at;
  std::string outcome;
};

Id add_job(Writing& db, const Job& job);
/// Everything but its kind, its arguments and who asked when.
void change_job(Writing& db, const Job& job);
std::optional<Job> job_of(Reading& db, Id id);
std::vector<Job> jobs_of(Reading& db, Id account_id, std::int64_t count);  // the newest first
std::vector<Job> jobs_in_state(Reading& db, const std::string& state);     // in the order in which they were asked for

/// What a job made; of some kinds, what it is made from, until its end.
struct JobFile {
  std::string name, type, bytes;
};
void add_job_file(Writing& db, Id job_id, const JobFile& file);
std::optional<JobFile> job_file_of(Reading& db, Id job_id);
bool has_job_file(Reading& db, Id job_id);
void remove_job_file(Writing& db, Id job_id);
/// Files of jobs that ended before the moment; whether there were any.
bool remove_job_files(Writing& db, std::int64_t ended_before);
/// Jobs without a file that ended before the moment.
bool remove_jobs(Writing& db, std::int64_t ended_before);

}  // namespace pingxing::store
