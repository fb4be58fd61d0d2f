#include "office/jobs.hpp"

#include <algorithm>

#include "base/check.hpp"
#include "base/told.hpp"
#include "office/accounts.hpp"
#include "office/messages.hpp"
#include "office/poll_access.hpp"

namespace pingxing::office {

namespace {

constexpr Text job_word{"任务", "job"};
constexpr std::int64_t listed_max = 100;

/// As it is kept: in both languages, since who reads it chooses.
Json json_of(const Refusal& refusal) {
  told(*refusal.row);
  using L = Language;
  return {{"code", refusal.code()},
          {"zh", refusal.says(L::Chinese)},
          {"en", refusal.says(L::English)},
          {"mend_zh", refusal.mend(L::Chinese)},
          {"mend_en", refusal.mend(L::English)}};
}

std::optional<store::Job> own_job(store::Reading& db, const Actor& actor, Id job_id) {
  auto job = store::job_of(db, job_id);
  return job && job->account_id == actor.account_id ? std::move(job) : std::nullopt;
}

bool takes_file(const store::Job& job) {
  const auto kind = job_kind_of(job.kind);
  return kind && row_of(*kind).takes_file;
}

/// What a job was made from may be personal, and goes with its end.
void store_end(store::Writing& db, const store::Job& job) {
  store::change_job(db, job);
  if (takes_file(job)) store::remove_job_file(db, job.id);
}

/// The poll whose close has begun: nobody could vote any more, so that it has to come to its end.
std::optional<store::StoredPoll> poll_past_cancel(store::Reading& db, const store::Job& job) {
  if (job_kind_of(job.kind) != JobKind::ClosePoll) return std::nullopt;
  auto poll = store::poll_of(db, Json::parse(job.arguments).whole_at("poll").value_or(0));
  return poll && state_of(*poll) != round::PollState::Open ? std::move(poll) : std::nullopt;
}

JobView view_of(store::Reading& db, store::Job job) {
  const bool has_file = !takes_file(job) && store::has_job_file(db, job.id);
  const bool may_cancel = !is_over(job) && !poll_past_cancel(db, job);
  return {std::move(job), has_file, may_cancel};
}

/// The next that is to be done, now this server's. Those lost too often end here.
std::optional<store::Job> take_a_job(const Office& office, const std::string& server) {
  const auto now = office.clock.now_ms();
  const auto candidates = [](store::Reading& db) {
    auto all = store::jobs_in_state(db, std::string(word_of(JobState::Running)));
    for (auto& job : store::jobs_in_state(db, std::string(word_of(JobState::Waiting)))) all.push_back(std::move(job));
    return all;
  };
  const auto is_due = [&](const store::Job& job) { return is_to_take(job, now) || is_given_up(job, now); };
  const auto seen = look(office, candidates);
  if (std::none_of(seen.begin(), seen.end(), is_due)) return std::nullopt;
  std::optional<store::Job> mine;
  office.database.write([&](store::Writing& db) {  // looks again: one server writes at a time
    mine.reset();
    for (const auto& job : candidates(db)) {
      if (is_given_up(job, now)) {
        store_end(db, ended(job, JobState::Failed, json_of(refuse(job_lost)).dump(), now));
      } else if (!mine && is_to_take(job, now)) {
        mine = taken(job, server, now);
        store::change_job(db, *mine);
      }
    }
  });
  return mine;
}

void end_job(const Office& office, const store::Job& mine, const std::function<store::Job(store::Job)>& change) {
  office.database.write([&](store::Writing& db) {
    const auto job = store::job_of(db, mine.id);
    if (!job || !is_held(*job, mine.worker, mine.takes)) return;
    const auto changed = change(*job);
    is_over(changed) ? store_end(db, changed) : store::change_job(db, changed);
  });
}

}  // namespace

Result<Id> ask_for_job(const Office& office, const Actor& actor, JobKind kind, const Json& arguments,
                       const std::optional<store::JobFile>& file) {
  CHECK(file.has_value() == row_of(kind).takes_file);
  store::Job wanted;
  wanted.kind = row_of(kind).word;
  wanted.arguments = arguments.dump();
  wanted.account_id = actor.account_id;
  wanted.asked_at = office.clock.now_ms();
  wanted.state = word_of(JobState::Waiting);
  std::optional<Result<Id>> answer;
  office.database.write([&](store::Writing& db) {
    std::size_t count = 0;
    for (const auto state : {JobState::Waiting, JobState::Running})
      for (const auto& job : store::jobs_in_state(db, std::string(word_of(state)))) {
        if (job.account_id != actor.account_id) continue;
        if (job.kind == wanted.kind && job.arguments == wanted.arguments) {
          answer.emplace(job.id);
          return;
        }
        ++count;
      }
    if (count >= jobs_waiting_max)
      answer.emplace(refuse(jobs_too_many, {std::to_string(count)}));
    else
      answer.emplace(store::add_job(db, wanted));
    if (file && *answer) store::add_job_file(db, **answer, *file);
  });
  return *answer;
}

std::vector<JobView> list_jobs(const Office& office, const Actor& actor) {
  return look(office, [&](store::Reading& db) {
    std::vector<JobView> views;
    for (auto& job : store::jobs_of(db, actor.account_id, listed_max)) views.push_back(view_of(db, std::move(job)));
    return views;
  });
}

Result<JobView> open_job(const Office& office, const Actor& actor, Id job_id) {
  return look(office, [&](store::Reading& db) -> Result<JobView> {
    auto job = own_job(db, actor, job_id);
    if (!job) return refuse(not_found, {job_word});
    return view_of(db, std::move(*job));
  });
}

Result<store::JobFile> file_of_job(const Office& office, const Actor& actor, Id job_id) {
  return look(office, [&](store::Reading& db) -> Result<store::JobFile> {
    const auto job = own_job(db, actor, job_id);
    auto file = job && !takes_file(*job) ? store::job_file_of(db, job_id) : std::nullopt;
    if (!file) return refuse(not_found, {Phrase("文件", "file")});
    return std::move(*file);
  });
}

Result<> cancel_job(const Office& office, const Actor& actor, Id job_id) {
  std::optional<Refusal> refusal;
  office.database.write([&](store::Writing& db) {
    refusal.reset();
    const auto job = own_job(db, actor, job_id);
    if (!job)
      refusal = refuse(not_found, {job_word});
    else if (is_over(*job))
      return;
    else if (const auto poll = poll_past_cancel(db, *job))
      refusal = refuse(job_past_cancel, {Phrase(poll->electorate)});
    else
      store_end(db, ended(*job, JobState::Cancelled, "", office.clock.now_ms()));
  });
  if (refusal) return *refusal;
  return Done{};
}

void JobRun::step(std::size_t done, std::size_t total) {
  if (is_ending_ && is_ending_()) throw Stopped{};
  bool is_ours = false;
  office_.database.write([&](store::Writing& db) {
    const auto job = store::job_of(db, job_.id);
    is_ours = job && is_held(*job, job_.worker, job_.takes);
    if (is_ours)
      store::change_job(db, moved_on(*job, static_cast<std::int64_t>(done), static_cast<std::int64_t>(total),
                                     office_.clock.now_ms()));
  });
  if (!is_ours) throw Stopped{};
}

store::JobFile JobRun::file() const {
  auto file = look(office_, [&](store::Reading& db) { return store::job_file_of(db, job_.id); });
  if (!file) throw Stopped{};  // it is over
  return std::move(*file);
}

void JobRun::hold(store::Writing& db) const {
  const auto job = store::job_of(db, job_.id);
  if (!job || !is_held(*job, job_.worker, job_.takes)) throw Stopped{};
}

void JobRun::finish(store::Writing& db, const Json& outcome, const std::optional<store::JobFile>& file) {
  const auto job = store::job_of(db, job_.id);
  if (!job || !is_held(*job, job_.worker, job_.takes)) throw Stopped{};
  if (file) store::add_job_file(db, job_.id, *file);
  store_end(db, ended(*job, JobState::Done, outcome.dump(), office_.clock.now_ms()));
}
void JobRun::finish(const Json& outcome, const std::optional<store::JobFile>& file) {
  office_.database.write([&](store::Writing& db) { finish(db, outcome, file); });
}

bool work_on_a_job(const Office& office, const std::string& server, const JobWorks& works,
                   const std::function<bool()>& is_ending) {
  if (is_ending && is_ending()) return false;
  const auto job = take_a_job(office, server);
  if (!job) return false;
  const auto fail = [&](const Refusal& why, const Json& detail = {}) {
    auto outcome = json_of(why);
    if (!detail.is_null()) outcome["detail"] = detail;
    end_job(office, *job, [&](const store::Job& held) {
      return ended(held, JobState::Failed, outcome.dump(), office.clock.now_ms());
    });
  };
  const auto kind = job_kind_of(job->kind);
  const auto work = kind ? works.find(*kind) : works.end();
  const auto account = look(office, [&](store::Reading& db) {
    const auto found = store::account_of(db, job->account_id);
    return found && found->is_active ? std::optional(actor_of(db, *found)) : std::nullopt;
  });
  if (work == works.end() || !account) {
    fail(refuse(not_found, {work == works.end() ? Phrase(job_word) : Phrase("账号", "account")}));
    return true;
  }
  JobRun run(office, *job, is_ending);
  try {
    if (const auto done = work->second(run, *account, Json::parse(job->arguments)); !done)
      fail(done.refusal(), run.detail());
  } catch (const JobRun::Stopped&) {
    if (is_ending && is_ending()) end_job(office, *job, put_back);
  } catch (const store::DatabaseFailure&) {
    throw;  // its lease ends by itself, and it is taken again
  } catch (const std::exception& failure) {
    fail(refuse(job_broke, {Phrase(failure.what())}));
  }
  return true;
}

void forget_old_jobs(const Office& office) {
  const auto now = office.clock.now_ms();
  office.database.write([&](store::Writing& db) {
    store::remove_job_files(db, now - job_file_kept_ms);
    store::remove_jobs(db, now - job_kept_ms);
  });
}

}  // namespace pingxing::office
