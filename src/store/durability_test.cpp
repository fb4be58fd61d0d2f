// What was acknowledged is there, though the program was killed in the middle of its groups.
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>

#include <set>
#include <thread>

#include "store/grouped_database.hpp"
#include "store/journal_walk.hpp"
#include "store/test_support.hpp"

namespace pingxing::store {
namespace {

using test::Kind;

constexpr int threads_max = 8;

class Durability : public testing::TestWithParam<Kind> {
 protected:
  test::Fresh fresh_{GetParam()};
};

INSTANTIATE_TEST_SUITE_P(On, Durability, testing::Values(Kind::Sqlite, Kind::Postgres),
                         [](const auto& kind) { return test::name_of(kind.param); });

/// Writes for ever; says each number through the pipe once its write has returned.
[[noreturn]] void write_and_tell(const std::string& address, std::int64_t from, int pipe) {
  try {
    const auto database = Database::open(address);
    std::vector<std::thread> threads;
    for (int thread = 0; thread < threads_max; ++thread)
      threads.emplace_back([&, thread] {
        for (std::int64_t number = from + thread;; number += threads_max) {
          database->write([&](Writing& writing) { writing.note({number, thread, "number.written", "{}"}); });
          if (::write(pipe, &number, sizeof number) != sizeof number) return;  // less than a pipe writes at once
        }
      });
    for (auto& thread : threads) thread.join();
  } catch (const std::exception& failure) {
    std::fprintf(stderr, "%s\n", failure.what());
  }
  ::_exit(1);
}

TEST_P(Durability, OfWhatWasAcknowledgedBeforeAKill) {
  if (GetParam() == Kind::Postgres)
    ASSERT_EQ(test::Fresh::on_server("SELECT current_setting('fsync'), current_setting('synchronous_commit')"),
              (Rows{{"on", "on"}}));
  std::set<std::int64_t> acknowledged;
  for (int round = 0; round < 4; ++round) {
    int pipe[2];
    ASSERT_EQ(::pipe(pipe), 0);
    const ::pid_t child = ::fork();  // no thread of ours runs yet
    ASSERT_GE(child, 0);
    if (child == 0) {
      ::close(pipe[0]);
      write_and_tell(fresh_.address(), 1'000'000 * round, pipe[1]);
    }
    ::close(pipe[1]);
    const std::size_t enough = acknowledged.size() + 100 + static_cast<std::size_t>(37 * round);
    std::int64_t number = 0;
    while (::read(pipe[0], &number, sizeof number) == sizeof number) {
      EXPECT_TRUE(acknowledged.insert(number).second);
      if (acknowledged.size() == enough) ASSERT_EQ(::kill(child, SIGKILL), 0);  // and read what was said before it died
    }
    ::close(pipe[0]);
    int status = 0;
    ::waitpid(child, &status, 0);
    ASSERT_TRUE(WIFSIGNALED(status));
    EXPECT_GE(acknowledged.size(), enough);

    const auto database = Database::open(fresh_.address());
    database->read([&](Reading& reading) {
      std::set<std::int64_t> stored;
      for (const Row& row : reading.query("SELECT at FROM journal"))
        EXPECT_TRUE(stored.insert(row[0].number()).second) << "twice";
      for (const std::int64_t each : acknowledged) EXPECT_TRUE(stored.contains(each)) << each << " was acknowledged";
      EXPECT_LE(stored.size(),
                acknowledged.size() + static_cast<std::size_t>(threads_max * (round + 1)));  // those under way
      EXPECT_EQ(verify(reading), std::nullopt);
    });
  }
}

}  // namespace
}  // namespace pingxing::store
