// Jobs: what a row may become; two servers on one database, SQLite and PostgreSQL alike; lost, cancelled, refused.
#include "office/jobs.hpp"

#include <gtest/gtest.h>

#include <thread>

#include "office/import_people.hpp"
#include "office/job_works.hpp"
#include "office/messages.hpp"
#include "office/poll_test_support.hpp"

namespace pingxing::office {
namespace {

store::Job job_in(JobState state, std::int64_t takes = 0, std::int64_t lease_until = 0) {
  store::Job job;
  job.state = word_of(state);
  job.takes = takes;
  job.lease_until = lease_until;
  return job;
}

TEST(JobState, WordsAreOneToOne) {
  EXPECT_EQ(job_states().size(), 5U);
  for (const auto& row : job_states()) EXPECT_EQ(job_state_of(row.word), row.state);
  for (const auto& row : job_kinds()) EXPECT_EQ(job_kind_of(row.word), row.kind);
  EXPECT_FALSE(job_kind_of("tea"));
}

TEST(JobState, IsTakenWhenItWaitsOrWasLost) {
  constexpr std::int64_t now = 1'000'000;
  for (const auto& row : job_states()) {
    EXPECT_EQ(is_to_take(job_in(row.state, 0, now - 1), now),
              row.state == JobState::Waiting || row.state == JobState::Running);
    EXPECT_EQ(is_to_take(job_in(row.state, 0, now), now), row.state == JobState::Waiting);
    EXPECT_EQ(is_over(job_in(row.state)), row.state != JobState::Waiting && row.state != JobState::Running);
  }
  const auto lost = job_in(JobState::Running, job_takes_max, now - 1);
  EXPECT_FALSE(is_to_take(lost, now));
  EXPECT_TRUE(is_given_up(lost, now));
  EXPECT_FALSE(is_given_up(job_in(JobState::Running, job_takes_max, now), now));
  EXPECT_FALSE(is_given_up(job_in(JobState::Running, job_takes_max - 1, now - 1), now));
}

TEST(JobState, EachTakeIsAnotherOne) {
  const auto first = taken(job_in(JobState::Waiting), "a", 100);
  EXPECT_EQ(first.lease_until, 100 + job_lease_ms);
  EXPECT_TRUE(is_held(first, "a", 1));
  const auto further = moved_on(first, 3, 9, 200);
  EXPECT_EQ(further.lease_until, 200 + job_lease_ms);
  EXPECT_EQ(further.done, 3);
  const auto again = taken(further, "a", 200 + job_lease_ms + 1);
  EXPECT_EQ(again.done, 0);
  EXPECT_FALSE(is_held(again, "a", 1));
  EXPECT_TRUE(is_held(again, "a", 2));
  EXPECT_FALSE(is_held(again, "b", 2));
  EXPECT_EQ(put_back(again).takes, 1);
  EXPECT_EQ(put_back(again).state, "waiting");
  EXPECT_FALSE(is_held(ended(again, JobState::Cancelled, "", 300), "a", 2));
}

class JobsTest : public PollTest, public testing::WithParamInterface<store::test::Kind> {
 protected:
  JobsTest() : PollTest(GetParam()) {}

  Id ask(const Json& arguments = Json::object(), const char* login = "office") {
    const auto job = ask_for_job(office_, actor(login), JobKind::VerifyJournal, arguments);
    EXPECT_TRUE(job);
    return job ? *job : 0;
  }
  store::Job job(Id id) const {
    return *look(office_, [&](store::Reading& db) { return store::job_of(db, id); });
  }
  bool work(const JobWork& how, const std::string& server = "a", const std::function<bool()>& is_ending = {}) {
    return work_on_a_job(office_, server, {{JobKind::VerifyJournal, how}}, is_ending);
  }
  static Result<> finish(JobRun& run, const Actor&, const Json&) {
    run.finish({{"by", run.job().worker}});
    return Done{};
  }
  std::string note() const {
    return look(office_, [](store::Reading& db) { return store::setting(db, "job_note"); });
  }

  const std::unique_ptr<store::Database> other_database_ = store::Database::open(fresh_.address());
  const Office other_{*other_database_, clock_, random_};
};

INSTANTIATE_TEST_SUITE_P(On, JobsTest, testing::Values(store::test::Kind::Sqlite, store::test::Kind::Postgres),
                         [](const auto& kind) { return store::test::name_of(kind.param); });

TEST_P(JobsTest, TwoServersDoEachJobOnce) {
  constexpr int jobs = 20;
  for (int i = 0; i < jobs; ++i) ask({{"n", i}});
  std::atomic<int> running = 0;
  std::mutex mutex;
  std::map<std::int64_t, int> times;
  const JobWork count = [&](JobRun& run, const Actor&, const Json& arguments) -> Result<> {
    {
      const std::lock_guard lock(mutex);
      ++times[*arguments.whole_at("n")];
    }
    ++running;
    run.step(1, 2);
    run.finish(Json::object());
    return Done{};
  };
  const auto serve = [&](const Office& office, const char* name) {
    while (work_on_a_job(office, name, {{JobKind::VerifyJournal, count}}, {})) {
    }
  };
  std::thread a([&] { serve(office_, "a"); }), b([&] { serve(other_, "b"); });
  a.join();
  b.join();
  EXPECT_EQ(times.size(), std::size_t(jobs));
  for (const auto& [n, often] : times) EXPECT_EQ(often, 1) << n;
  for (const auto& view : list_jobs(office_, actor("office"))) EXPECT_EQ(view.job.state, "done");
}

TEST_P(JobsTest, WhatIsAskedTwiceIsOneJobAndOthersDoNotSeeIt) {
  const Id id = ask({{"n", 1}});
  EXPECT_EQ(ask({{"n", 1}}), id);
  EXPECT_NE(ask({{"n", 2}}), id);
  EXPECT_NE(ask({{"n", 1}}, "admin"), id);
  EXPECT_EQ(code_of(open_job(office_, actor("admin"), id)), "NOT_FOUND");
  EXPECT_EQ(code_of(cancel_job(office_, actor("admin"), id)), "NOT_FOUND");
  for (std::size_t i = 2; i < jobs_waiting_max; ++i) ask({{"n", 100 + i}});
  EXPECT_EQ(code_of(ask_for_job(office_, actor("office"), JobKind::VerifyJournal, {{"n", 99}})), "JOBS_TOO_MANY");
}

TEST_P(JobsTest, AJobOfALostServerIsTakenAgainAndTheLostOneChangesNothing) {
  const Id id = ask();
  const JobWork slow = [&](JobRun& run, const Actor&, const Json&) -> Result<> {
    run.step(1, 2);
    clock_.advance(job_lease_ms);
    EXPECT_FALSE(work_on_a_job(other_, "b", {{JobKind::VerifyJournal, finish}}, {}));  // not yet
    run.step(1, 2);                                                                    // renewed
    clock_.advance(job_lease_ms + 1);
    EXPECT_TRUE(work_on_a_job(other_, "b", {{JobKind::VerifyJournal, finish}}, {}));
    office_.database.write([&](store::Writing& db) {
      store::set_setting(db, "job_note", "twice");
      run.finish(db, {{"by", "a"}});
    });
    ADD_FAILURE() << "the lost server ended it";
    return Done{};
  };
  EXPECT_TRUE(work(slow));
  EXPECT_EQ(job(id).state, "done");
  EXPECT_EQ(job(id).outcome, R"({"by":"b"})");
  EXPECT_EQ(note(), "");
}

TEST_P(JobsTest, WhatTakesItsServerDownIsGivenUp) {
  const Id id = ask();
  for (int i = 0; i < job_takes_max; ++i) {
    EXPECT_THROW(work([](JobRun&, const Actor&, const Json&) -> Result<> { throw store::DatabaseFailure("away"); }),
                 store::DatabaseFailure);
    EXPECT_FALSE(work(finish));  // held by the one that is gone
    clock_.advance(job_lease_ms + 1);
  }
  EXPECT_FALSE(work(finish));
  EXPECT_EQ(job(id).state, "failed");
  EXPECT_EQ(*Json::parse(job(id).outcome).text_at("code"), "JOB_LOST");
}

TEST_P(JobsTest, ACancelledJobStopsAtItsNextStepAndChangesNothing) {
  const Id waiting = ask({{"n", 1}});
  ASSERT_TRUE(cancel_job(office_, actor("office"), waiting));
  EXPECT_FALSE(work(finish));
  const Id id = ask({{"n", 2}});
  int steps = 0;
  EXPECT_TRUE(work([&](JobRun& run, const Actor&, const Json&) -> Result<> {
    run.step(++steps, 3);
    EXPECT_TRUE(cancel_job(other_, actor("office"), id));
    run.step(++steps, 3);
    ADD_FAILURE() << "it went on";
    return Done{};
  }));
  EXPECT_EQ(steps, 2);
  EXPECT_EQ(job(id).state, "cancelled");
  const Id last = ask({{"n", 3}});
  EXPECT_TRUE(work([&](JobRun& run, const Actor&, const Json&) -> Result<> {
    EXPECT_TRUE(cancel_job(other_, actor("office"), last));
    office_.database.write([&](store::Writing& db) {
      store::set_setting(db, "job_note", "half");
      run.finish(db, Json::object());
    });
    return Done{};
  }));
  EXPECT_EQ(job(last).state, "cancelled");
  EXPECT_EQ(note(), "");
  ASSERT_TRUE(cancel_job(office_, actor("office"), last));  // over: it stays
}

TEST_P(JobsTest, AServerThatEndsPutsItBack) {
  const Id id = ask();
  bool is_ending = false;
  EXPECT_TRUE(work(
      [&](JobRun& run, const Actor&, const Json&) -> Result<> {
        is_ending = true;
        run.step(1, 2);
        return Done{};
      },
      "a", [&] { return is_ending; }));
  EXPECT_EQ(job(id).state, "waiting");
  EXPECT_EQ(job(id).takes, 0);
  EXPECT_TRUE(work(finish, "after the restart"));
  EXPECT_EQ(job(id).state, "done");
}

TEST_P(JobsTest, RefusalsAndFaultsAreKept) {
  const Id refused = ask({{"n", 1}}, "member"), broken = ask({{"n", 2}});
  const auto works = job_works(secrets_, keys_);
  EXPECT_TRUE(work_on_a_job(office_, "a", works, {}));
  EXPECT_EQ(job(refused).state, "failed");
  EXPECT_EQ(*Json::parse(job(refused).outcome).text_at("code"), "NOT_ALLOWED");
  EXPECT_TRUE(work([](JobRun&, const Actor&, const Json&) -> Result<> { throw std::runtime_error("broken"); }));
  EXPECT_EQ(*Json::parse(job(broken).outcome).text_at("code"), "JOB_BROKE");
  EXPECT_NE(Json::parse(job(broken).outcome).text_at("en")->find("broken"), std::string::npos);
}

TEST_P(JobsTest, TheWorksComeToWhatTheDoorsDo) {
  const auto works = job_works(secrets_, keys_);
  const Id round = start(ballot_scheme);
  const Id journal = ask();
  const auto sheet =
      ask_for_job(office_, actor("office"), JobKind::FiguresWorkbook, {{"round", round}, {"source", "assessed"}});
  const Id poll = make_poll(round);
  const auto opening = ask_for_job(office_, actor("office"), JobKind::OpenPoll, {{"poll", poll}});
  ASSERT_TRUE(sheet && opening);
  while (work_on_a_job(office_, "a", works, {})) {
  }
  EXPECT_EQ(Json::parse(job(journal).outcome).boolean_at("holds"), true);
  EXPECT_EQ(job(*sheet).state, "done") << job(*sheet).outcome;
  const auto file = file_of_job(office_, actor("office"), *sheet);
  ASSERT_TRUE(file);
  EXPECT_TRUE(file->bytes.starts_with("PK"));
  EXPECT_EQ(code_of(file_of_job(office_, actor("admin"), *sheet)), "NOT_FOUND");
  EXPECT_EQ(job(*opening).state, "done") << job(*opening).outcome;
  EXPECT_EQ(look(office_, [&](store::Reading& db) { return store::poll_of(db, poll)->state; }), "open");
  EXPECT_EQ(last_row().action, "poll.open");
  clock_.advance(job_file_kept_ms);
  forget_old_jobs(office_);
  EXPECT_TRUE(file_of_job(office_, actor("office"), *sheet));
  clock_.advance(1);
  forget_old_jobs(office_);
  EXPECT_EQ(code_of(file_of_job(office_, actor("office"), *sheet)), "NOT_FOUND");
  EXPECT_EQ(job(*sheet).state, "done");
  clock_.advance(job_kept_ms);
  forget_old_jobs(office_);
  EXPECT_TRUE(list_jobs(office_, actor("office")).empty());
}

TEST_P(JobsTest, ACancelledOpeningLeavesADraft) {
  const Id poll = make_poll(start(ballot_scheme));
  const auto id = ask_for_job(office_, actor("office"), JobKind::OpenPoll, {{"poll", poll}});
  ASSERT_TRUE(id);
  auto works = job_works(secrets_, keys_);
  const auto opening = works[JobKind::OpenPoll];
  const auto before = journal_length();
  works[JobKind::OpenPoll] = [&](JobRun& run, const Actor& who, const Json& arguments) {
    EXPECT_TRUE(cancel_job(other_, actor("office"), *id));
    return opening(run, who, arguments);
  };
  EXPECT_TRUE(work_on_a_job(office_, "a", works, {}));
  EXPECT_EQ(job(*id).state, "cancelled");
  EXPECT_EQ(look(office_, [&](store::Reading& db) { return store::poll_of(db, poll)->state; }), "draft");
  EXPECT_EQ(journal_length(), before);
}

class CloseJobs : public JobsTest {
 protected:
  /// An open poll with ballots, and the job that closes it.
  void ask_to_close() {
    poll_ = open(start(ballot_scheme));
    for (int i = 1; i <= 6; ++i)
      for (const int position : {1, 2}) vote(i, poll_, "9", position);
    const auto asked =
        ask_for_job(office_, actor("office"), JobKind::ClosePoll, {{"poll", poll_}, {"accept_few", false}});
    ASSERT_TRUE(asked);
    job_ = *asked;
  }
  std::string state() const {
    return look(office_, [&](store::Reading& db) { return store::poll_of(db, poll_)->state; });
  }
  /// The work, with something that happens when so many papers were counted.
  JobWork with(std::size_t papers, std::function<void()> happens) {
    return [this, papers, happens](JobRun& run, const Actor& who, const Json&) -> Result<> {
      const CloseSteps steps{[&](store::Writing& db) { run.hold(db); },
                             [&](std::size_t done, std::size_t total) {
                               run.step(done, total);
                               if (done == papers) happens();
                             },
                             [&](store::Writing& db, const ClosedPoll&) { run.finish(db, Json::object()); }};
      const auto done = close_poll(run.office(), secrets_, who, poll_, "", FewBallots::Refused, steps);
      return done ? Result<>(Done{}) : done.refusal();
    };
  }
  std::size_t closes() const {
    std::size_t count = 0;
    for (const auto& row : look(office_, [](store::Reading& db) { return store::journal_rows(db, 0, 1'000); }))
      count += row.action == "poll.close";
    return count;
  }
  const JobWorks works_ = job_works(secrets_, keys_);
  Id poll_ = 0, job_ = 0;
};

INSTANTIATE_TEST_SUITE_P(On, CloseJobs, testing::Values(store::test::Kind::Sqlite, store::test::Kind::Postgres),
                         [](const auto& kind) { return store::test::name_of(kind.param); });

TEST_P(CloseJobs, ComesToWhatTheDoorDoes) {
  ask_to_close();
  EXPECT_EQ(*ballots_to_count(office_, actor("office"), poll_, "", FewBallots::Refused), 12U);
  EXPECT_TRUE(work_on_a_job(office_, "a", works_, {}));
  EXPECT_EQ(job(job_).state, "done") << job(job_).outcome;
  EXPECT_EQ(state(), "closed");
  const auto outcome = Json::parse(job(job_).outcome);
  EXPECT_EQ(outcome.whole_at("ballots"), 12);
  EXPECT_EQ(outcome.whole_at("figures"), 2);
  const auto bulletin = look(office_, [&](store::Reading& db) { return store::bulletin_of(db, poll_); });
  ASSERT_TRUE(bulletin);
  EXPECT_EQ(*outcome.text_at("bulletin_sha256"), bulletin->sha256);
  EXPECT_EQ(job(job_).total, 2);
  EXPECT_EQ(*ballots_to_count(office_, actor("office"), poll_, "", FewBallots::Refused), 0U);
}

TEST_P(CloseJobs, IsCancelledBeforeTheVotingEndsAndNotAfter) {
  ask_to_close();
  const auto close = works_.at(JobKind::ClosePoll);
  const auto before = journal_length();
  EXPECT_TRUE(open_job(office_, actor("office"), job_)->may_cancel);
  const JobWork cancelled_first = [&](JobRun& run, const Actor& who, const Json& arguments) {
    EXPECT_TRUE(cancel_job(other_, actor("office"), job_));
    return close(run, who, arguments);
  };
  EXPECT_TRUE(work_on_a_job(office_, "a", {{JobKind::ClosePoll, cancelled_first}}, {}));
  // Cancelled in the last moment, when the transaction begins that ends the voting.
  const auto again = ask_for_job(office_, actor("office"), JobKind::ClosePoll, {{"poll", poll_}});
  ASSERT_TRUE(again);
  const JobWork cancelled_late = [&](JobRun& run, const Actor& who, const Json&) -> Result<> {
    EXPECT_TRUE(cancel_job(other_, actor("office"), *again));
    const CloseSteps steps{[&](store::Writing& db) { run.hold(db); }, {}, {}};
    EXPECT_TRUE(close_poll(run.office(), secrets_, who, poll_, "", FewBallots::Refused, steps));
    ADD_FAILURE() << "it went on";
    return Done{};
  };
  EXPECT_TRUE(work_on_a_job(office_, "a", {{JobKind::ClosePoll, cancelled_late}}, {}));
  for (const Id id : {job_, *again}) EXPECT_EQ(job(id).state, "cancelled");
  EXPECT_EQ(state(), "open");
  EXPECT_EQ(journal_length(), before);
  vote(7, poll_, "9");
  const auto last = ask_for_job(office_, actor("office"), JobKind::ClosePoll, {{"poll", poll_}, {"reason", ""}});
  ASSERT_TRUE(last);
  const auto told = with(1, [&] {
    EXPECT_FALSE(open_job(other_, actor("office"), *last)->may_cancel);
    EXPECT_EQ(code_of(cancel_job(other_, actor("office"), *last)), "JOB_PAST_CANCEL");
  });
  EXPECT_TRUE(work_on_a_job(office_, "a", {{JobKind::ClosePoll, told}}, {}));
  EXPECT_EQ(job(*last).state, "done") << job(*last).outcome;
  EXPECT_EQ(state(), "closed");
  EXPECT_TRUE(cancel_job(office_, actor("office"), *last));  // over: it stays
}

TEST_P(CloseJobs, OfAServerThatDiedIsTakenUpByAnother) {
  ask_to_close();
  for (const std::size_t papers : {0U, 2U}) {
    const auto dies = with(papers, [] { throw store::DatabaseFailure("killed"); });
    EXPECT_THROW(work_on_a_job(office_, "a", {{JobKind::ClosePoll, dies}}, {}), store::DatabaseFailure);
    EXPECT_EQ(state(), "closing");
    EXPECT_EQ(code_of(cancel_job(office_, actor("office"), job_)), "JOB_PAST_CANCEL");
    EXPECT_EQ(closes(), 0U);
    clock_.advance(job_lease_ms + 1);
  }
  EXPECT_TRUE(work_on_a_job(other_, "b", works_, {}));
  EXPECT_EQ(job(job_).state, "done") << job(job_).outcome;
  EXPECT_EQ(state(), "closed");
  EXPECT_EQ(closes(), 1U);
  EXPECT_FALSE(work_on_a_job(office_, "a", works_, {}));
}

class ImportJobs : public JobsTest {
 protected:
  static std::string table(int count) {
    std::string text = "编号,姓名,单位编号\n";
    for (int i = 0; i < count; ++i) text += "Y" + std::to_string(1000 + i) + ",测试员乙,0101\n";
    return text;
  }
  Id ask_to_import(const std::string& bytes, const std::string& fingerprint) {
    const auto job = ask_for_job(office_, actor("office"), JobKind::ImportPeople, {{"fingerprint", fingerprint}},
                                 store::JobFile{"people.csv", "text/csv", bytes});
    EXPECT_TRUE(job);
    return job ? *job : 0;
  }
  std::string fingerprint_of(const std::string& bytes) const {
    Problems problems;
    const auto seen = preview_people(office_, actor("office"), "people.csv", bytes, problems);
    EXPECT_TRUE(seen);
    return seen ? seen->fingerprint : "";
  }
  std::size_t people() const {
    return look(office_, [](store::Reading& db) { return store::all_people(db).size(); });
  }
  bool keeps_file(Id id) const {
    return look(office_, [&](store::Reading& db) { return store::has_job_file(db, id); });
  }
  const JobWorks works_ = job_works(secrets_, keys_);
  const std::string bytes_ = table(300);
};

INSTANTIATE_TEST_SUITE_P(On, ImportJobs, testing::Values(store::test::Kind::Sqlite, store::test::Kind::Postgres),
                         [](const auto& kind) { return store::test::name_of(kind.param); });

TEST_P(ImportJobs, ATableIsImportedAsItWasPreviewedAndItsFileGoes) {
  const auto before = people();
  const Id id = ask_to_import(bytes_, fingerprint_of(bytes_));
  EXPECT_TRUE(keeps_file(id));
  EXPECT_FALSE(open_job(office_, actor("office"), id)->has_file) << "what was sent is not given out again";
  EXPECT_EQ(code_of(file_of_job(office_, actor("office"), id)), "NOT_FOUND");
  EXPECT_EQ(people(), before);
  const auto length = journal_length();
  EXPECT_TRUE(work_on_a_job(office_, "a", works_, {}));
  EXPECT_EQ(job(id).state, "done") << job(id).outcome;
  EXPECT_EQ(Json::parse(job(id).outcome), (Json{{"added", 300}, {"changed", 0}, {"unchanged", 0}}));
  EXPECT_EQ(people(), before + 300);
  EXPECT_EQ(journal_length(), length + 1);
  EXPECT_EQ(last_row().action, "person.import");
  EXPECT_FALSE(keeps_file(id));
}

TEST_P(ImportJobs, WhatIsNoLongerAsPreviewedFailsAndChangesNothing) {
  const auto before = people();
  const Id stale = ask_to_import(bytes_, "another"), wrong = ask_to_import("编号,姓名,单位编号\nZ1,,9999\n", "x");
  while (work_on_a_job(office_, "a", works_, {})) {
  }
  EXPECT_EQ(*Json::parse(job(stale).outcome).text_at("code"), "IMPORT_CHANGED");
  EXPECT_EQ(*Json::parse(job(wrong).outcome).text_at("code"), "TABLE_HAS_ERRORS");
  for (const Id id : {stale, wrong}) {
    EXPECT_EQ(job(id).state, "failed");
    EXPECT_FALSE(keeps_file(id));
  }
  EXPECT_EQ(people(), before);
}

TEST_P(ImportJobs, CancelledAtEveryStepItLeavesNothing) {
  const auto before = people();
  const auto length = journal_length();
  const Id waiting = ask_to_import(bytes_, fingerprint_of(bytes_));
  ASSERT_TRUE(cancel_job(office_, actor("office"), waiting));
  EXPECT_FALSE(keeps_file(waiting));
  const auto import = works_.at(JobKind::ImportPeople);
  const Id begun = ask_to_import(bytes_, fingerprint_of(bytes_));
  const JobWork cancelled_first = [&](JobRun& run, const Actor& who, const Json& arguments) {
    run.step(0, 1);
    EXPECT_TRUE(cancel_job(other_, actor("office"), begun));
    return import(run, who, arguments);
  };
  EXPECT_TRUE(work_on_a_job(office_, "a", {{JobKind::ImportPeople, cancelled_first}}, {}));
  EXPECT_EQ(job(begun).state, "cancelled");
  // Cancelled once everything is stored but the end: all of it is undone.
  const Id late = ask_to_import(bytes_, fingerprint_of(bytes_));
  const JobWork cancelled_last = [&](JobRun& run, const Actor& who, const Json& arguments) -> Result<> {
    Problems problems;
    const auto file = run.file();
    const auto done =
        import_people(run.office(), who, file.name, file.bytes, *arguments.text_at("fingerprint"), problems,
                      {[&] { EXPECT_TRUE(cancel_job(other_, actor("office"), late)); },
                       [&](store::Writing& db, const ImportedRows&) { run.finish(db, Json::object()); }});
    EXPECT_FALSE(done);
    return Done{};
  };
  EXPECT_TRUE(work_on_a_job(office_, "a", {{JobKind::ImportPeople, cancelled_last}}, {}));
  EXPECT_EQ(job(late).state, "cancelled");
  EXPECT_EQ(people(), before);
  EXPECT_EQ(journal_length(), length);
}

TEST_P(ImportJobs, OfAServerThatDiedIsTakenUpByAnotherOnce) {
  const auto before = people();
  const Id id = ask_to_import(bytes_, fingerprint_of(bytes_));
  const JobWork dies = [](JobRun& run, const Actor&, const Json&) -> Result<> {
    run.step(1, 2);
    throw store::DatabaseFailure("killed");
  };
  EXPECT_THROW(work_on_a_job(office_, "a", {{JobKind::ImportPeople, dies}}, {}), store::DatabaseFailure);
  EXPECT_EQ(people(), before);
  EXPECT_TRUE(keeps_file(id));
  clock_.advance(job_lease_ms + 1);
  EXPECT_TRUE(work_on_a_job(other_, "b", works_, {}));
  EXPECT_EQ(job(id).state, "done") << job(id).outcome;
  EXPECT_EQ(people(), before + 300);
  EXPECT_FALSE(work_on_a_job(office_, "a", works_, {}));
}

}  // namespace
}  // namespace pingxing::office
