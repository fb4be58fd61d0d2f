#include "office/job_state.hpp"

#include <algorithm>
#include <array>

#include "base/check.hpp"

namespace pingxing::office {

namespace {

constexpr std::array state_rows{
    JobStateRow{JobState::Waiting, "waiting"},     JobStateRow{JobState::Running, "running"},
    JobStateRow{JobState::Done, "done"},           JobStateRow{JobState::Failed, "failed"},
    JobStateRow{JobState::Cancelled, "cancelled"},
};

constexpr std::array kind_rows{
    JobKindRow{JobKind::VerifyJournal, "verify_journal", {"验证日志", "verification of the journal"}, {"行", "rows"}},
    JobKindRow{JobKind::FiguresWorkbook, "figures_workbook", {"导出数据表", "workbook of figures"}, {"行", "rows"}},
    JobKindRow{JobKind::BoardWorkbook, "board_workbook", {"导出看板", "workbook of the board"}, {"步", "steps"}},
    JobKindRow{JobKind::OpenPoll, "open_poll", {"开始投票", "opening of a poll"}, {"个密钥", "keys"}},
    JobKindRow{JobKind::ClosePoll, "close_poll", {"投票截止", "close of a poll"}, {"张票样", "papers"}},
    JobKindRow{JobKind::ImportUnits, "import_units", {"导入单位", "import of units"}, {"步", "steps"}, true},
    JobKindRow{JobKind::ImportPeople, "import_people", {"导入人员", "import of people"}, {"步", "steps"}, true},
    JobKindRow{JobKind::TakeSheet, "take_sheet", {"上传数据表", "upload of figures"}, {"步", "steps"}, true},
};

}  // namespace

std::span<const JobStateRow> job_states() { return state_rows; }
std::string_view word_of(JobState state) { return state_rows[static_cast<std::size_t>(state)].word; }
JobState job_state_of(std::string_view word) {
  const auto found =
      std::find_if(state_rows.begin(), state_rows.end(), [&](const auto& row) { return row.word == word; });
  CHECK(found != state_rows.end());
  return found->state;
}

std::span<const JobKindRow> job_kinds() { return kind_rows; }
const JobKindRow& row_of(JobKind kind) { return kind_rows[static_cast<std::size_t>(kind)]; }
std::optional<JobKind> job_kind_of(std::string_view word) {
  const auto found =
      std::find_if(kind_rows.begin(), kind_rows.end(), [&](const auto& row) { return row.word == word; });
  return found == kind_rows.end() ? std::nullopt : std::optional(found->kind);
}

bool is_over(const store::Job& job) {
  const auto state = job_state_of(job.state);
  return state != JobState::Waiting && state != JobState::Running;
}
bool is_to_take(const store::Job& job, std::int64_t now) {
  const auto state = job_state_of(job.state);
  return state == JobState::Waiting ||
         (state == JobState::Running && job.lease_until < now && job.takes < job_takes_max);
}
bool is_given_up(const store::Job& job, std::int64_t now) {
  return job_state_of(job.state) == JobState::Running && job.lease_until < now && job.takes >= job_takes_max;
}
bool is_held(const store::Job& job, std::string_view worker, std::int64_t take) {
  return job_state_of(job.state) == JobState::Running && job.worker == worker && job.takes == take;
}

store::Job taken(store::Job job, const std::string& worker, std::int64_t now) {
  CHECK(is_to_take(job, now));
  job.state = word_of(JobState::Running);
  job.worker = worker;
  ++job.takes;
  job.done = job.total = 0;  // it begins anew
  job.lease_until = now + job_lease_ms;
  return job;
}
store::Job moved_on(store::Job job, std::int64_t done, std::int64_t total, std::int64_t now) {
  CHECK(job_state_of(job.state) == JobState::Running && done >= 0 && done <= total);
  job.done = done;
  job.total = total;
  job.lease_until = now + job_lease_ms;
  return job;
}
store::Job put_back(store::Job job) {
  CHECK(job_state_of(job.state) == JobState::Running);
  job.state = word_of(JobState::Waiting);
  --job.takes;  // the server ended in good order: that is no loss
  job.worker.clear();
  job.done = job.total = 0;
  return job;
}
store::Job ended(store::Job job, JobState state, std::string outcome, std::int64_t now) {
  CHECK(!is_over(job) && state != JobState::Waiting && state != JobState::Running);
  job.state = word_of(state);
  job.outcome = std::move(outcome);
  job.ended_at = now;
  return job;
}

}  // namespace pingxing::office
