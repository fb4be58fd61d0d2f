#include "store/jobs.hpp"

namespace pingxing::store {

namespace {

constexpr std::string_view columns =
    "SELECT id, kind, arguments, account_id, asked_at, state, done, total, worker, takes, lease_until, ended_at, "
    "outcome "
    "FROM job ";

std::vector<Job> jobs(Reading& db, const std::string& which, const Values& values) {
  std::vector<Job> all;
  for (const auto& row : db.query(std::string(columns) + which, values))
    all.push_back({row[0].number(), row[1].text(), row[2].text(), row[3].number(), row[4].number(), row[5].text(),
                   row[6].number(), row[7].number(), row[8].text(), row[9].number(), row[10].number(),
                   row[11].number_or_none(), row[12].text()});
  return all;
}

}  // namespace

Id add_job(Writing& db, const Job& job) {
  return db
      .one(
          "INSERT INTO job (kind, arguments, account_id, asked_at, state, done, total, worker, takes, lease_until, "
          "ended_at, outcome) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) RETURNING id",
          {job.kind, job.arguments, job.account_id, job.asked_at, job.state, job.done, job.total, job.worker, job.takes,
           job.lease_until, job.ended_at, job.outcome})
      ->at(0)
      .number();
}

void change_job(Writing& db, const Job& job) {
  db.execute(
      "UPDATE job SET state = $2, done = $3, total = $4, worker = $5, takes = $6, lease_until = $7, ended_at = $8, "
      "outcome = $9 WHERE id = $1",
      {job.id, job.state, job.done, job.total, job.worker, job.takes, job.lease_until, job.ended_at, job.outcome});
}

std::optional<Job> job_of(Reading& db, Id id) {
  auto found = jobs(db, "WHERE id = $1", {id});
  return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}
std::vector<Job> jobs_of(Reading& db, Id account_id, std::int64_t count) {
  return jobs(db, "WHERE account_id = $1 ORDER BY id DESC LIMIT $2", {account_id, count});
}
std::vector<Job> jobs_in_state(Reading& db, const std::string& state) {
  return jobs(db, "WHERE state = $1 ORDER BY id", {state});
}

void add_job_file(Writing& db, Id job_id, const JobFile& file) {
  db.execute("INSERT INTO job_file (job_id, name, type, bytes) VALUES ($1, $2, $3, $4)",
             {job_id, file.name, file.type, Blob{file.bytes}});
}
std::optional<JobFile> job_file_of(Reading& db, Id job_id) {
  const auto row = db.one("SELECT name, type, bytes FROM job_file WHERE job_id = $1", {job_id});
  return row ? std::optional(JobFile{row->at(0).text(), row->at(1).text(), row->at(2).bytes()}) : std::nullopt;
}
bool has_job_file(Reading& db, Id job_id) {
  return db.one("SELECT 1 FROM job_file WHERE job_id = $1", {job_id}).has_value();
}
void remove_job_file(Writing& db, Id job_id) { db.execute("DELETE FROM job_file WHERE job_id = $1", {job_id}); }
bool remove_job_files(Writing& db, std::int64_t ended_before) {
  return db.execute("DELETE FROM job_file WHERE job_id IN (SELECT id FROM job WHERE ended_at < $1)", {ended_before}) >
         0;
}
bool remove_jobs(Writing& db, std::int64_t ended_before) {
  return db.execute("DELETE FROM job WHERE ended_at < $1 AND id NOT IN (SELECT job_id FROM job_file)", {ended_before}) >
         0;
}

}  // namespace pingxing::store
