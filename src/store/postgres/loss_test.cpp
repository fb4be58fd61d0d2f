// Connections that are lost, and a server that asks to begin anew.
#include <gtest/gtest.h>

#include <atomic>
#include <map>
#include <thread>

#include "store/errors.hpp"
#include "store/grouped_database.hpp"
#include "store/postgres/connection.hpp"
#include "store/test_support.hpp"

namespace pingxing::store {
namespace {

using test::Fresh;
using test::Kind;

const std::vector<Migration> schema = {{1, "losses", "CREATE TABLE work (\n  seq @ID@,\n  id @NUMBER@\n);\n"}};

class Losses : public testing::Test {
 protected:
  /// Ends all connections of this test at the server; how many there were.
  std::size_t end_connections() {
    return Fresh::on_server("SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE application_name = '" +
                            fresh_.name() + "'")
        .size();
  }
  void run(const std::string& sql) {
    database_->write([&](Writing& writing) { writing.execute(sql); });
  }
  void add(std::int64_t id) {
    database_->write([=](Writing& writing) { writing.execute("INSERT INTO work (id) VALUES ($1)", {id}); });
  }
  std::int64_t count() {
    std::int64_t rows = -1;
    database_->read([&](Reading& reading) { rows = reading.one("SELECT count(*) FROM work")->at(0).number(); });
    return rows;
  }
  /// A function of the server that fails with `state` the first `times` times.
  void make_failing(const std::string& state, int times) {
    run("CREATE SEQUENCE tries");  // counts on though transactions are undone
    run("CREATE FUNCTION fail_first() RETURNS void LANGUAGE plpgsql AS $f$ BEGIN IF nextval('tries') <= " +
        std::to_string(times) + " THEN RAISE EXCEPTION 'made to fail' USING ERRCODE = '" + state +
        "'; END IF; END $f$");
  }

  Fresh fresh_{Kind::Postgres};
  std::unique_ptr<Database> database_ = open_grouped(fresh_.backend(), schema);
};

TEST_F(Losses, OfIdleConnectionsAreNotNoticed) {
  add(1);
  EXPECT_EQ(count(), 1);
  EXPECT_GE(end_connections(), 2U);
  add(2);
  EXPECT_EQ(count(), 2);
  end_connections();
  EXPECT_EQ(count(), 2);
  add(3);
  EXPECT_EQ(count(), 3);
  end_connections();
  EXPECT_TRUE(database_->description().starts_with("PostgreSQL"));
}

TEST_F(Losses, InTheMiddleOfAReadBeginItOnceMore) {
  add(1);
  int times = 0;
  database_->read([&](Reading& reading) {
    EXPECT_EQ(reading.query("SELECT count(*) FROM work"), (Rows{{1}}));
    if (++times == 1) end_connections();
    EXPECT_EQ(reading.query("SELECT count(*) FROM work"), (Rows{{1}}));
  });
  EXPECT_EQ(times, 2);
  EXPECT_THROW(database_->read([&](Reading& reading) {
    reading.query("SELECT 1");
    end_connections();
    reading.query("SELECT 1");
  }),
               DatabaseFailure);
  EXPECT_EQ(count(), 1);
}

TEST_F(Losses, InTheMiddleOfAWorkBeginItsGroupOnceMore) {
  int times = 0;
  database_->write([&](Writing& writing) {
    writing.execute("INSERT INTO work (id) VALUES (1)");
    if (++times == 1) end_connections();
    writing.execute("INSERT INTO work (id) VALUES (2)");
  });
  EXPECT_EQ(times, 2);
  EXPECT_EQ(count(), 2);
  EXPECT_THROW(database_->write([&](Writing& writing) {
    writing.execute("INSERT INTO work (id) VALUES (3)");
    end_connections();
    writing.execute("INSERT INTO work (id) VALUES (4)");
  }),
               DatabaseFailure);
  EXPECT_EQ(count(), 2);
  add(5);
  EXPECT_EQ(count(), 3);
}

TEST_F(Losses, M1WhileCommittingAreLookedUpAndRepeatedOnce) {
  run("CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS $f$ BEGIN PERFORM "
      "pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $f$");
  run("CREATE CONSTRAINT TRIGGER dies AFTER INSERT ON work DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.id = "
      "13) EXECUTE FUNCTION die()");
  int times = 0;
  try {
    database_->write([&](Writing& writing) {
      ++times;
      writing.execute("INSERT INTO work (id) VALUES (13)");
    });
    FAIL();
  } catch (const ConnectionLost& failure) {
    EXPECT_NE(std::string(failure.what()).find("Nothing was stored"), std::string::npos) << failure.what();
  }
  EXPECT_EQ(times, 2);
  EXPECT_EQ(count(), 0);
  add(1);
  EXPECT_EQ(count(), 1);
}

TEST_F(Losses, AtACommitThatTheServerRefusesFailTheWholeGroup) {
  run("CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $f$ BEGIN RAISE EXCEPTION 'disk full' USING "
      "ERRCODE = '53100'; END $f$");
  run("CREATE CONSTRAINT TRIGGER refuses AFTER INSERT ON work DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE "
      "FUNCTION refuse()");
  std::atomic<int> failed = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i)
    threads.emplace_back([&, i] {
      try {
        add(i);
      } catch (const DatabaseFailure&) {
        ++failed;
      }
    });
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(failed, 8);
  EXPECT_EQ(count(), 0);
}

TEST_F(Losses, UnderLoadStoreNothingTwiceAndLoseNothingAcknowledged) {
  constexpr int threads_max = 8, works_each = 60;
  std::array<std::array<std::atomic<bool>, works_each>, threads_max> is_acknowledged{};
  std::atomic<int> failed = 0, running = threads_max;
  std::vector<std::thread> threads;
  for (int thread = 0; thread < threads_max; ++thread)
    threads.emplace_back([&, thread] {
      for (int i = 0; i < works_each; ++i) try {
          add(thread * works_each + i);
          is_acknowledged[std::size_t(thread)][std::size_t(i)] = true;
        } catch (const DatabaseFailure&) {
          ++failed;
        }
      --running;
    });
  int ended = 0;
  for (; running > 0; ++ended) end_connections();
  for (auto& thread : threads) thread.join();
  EXPECT_GT(ended, 0);

  std::map<std::int64_t, std::int64_t> stored;
  database_->read([&](Reading& reading) {
    for (const Row& row : reading.query("SELECT id, count(*) FROM work GROUP BY id"))
      stored[row[0].number()] = row[1].number();
  });
  for (int id = 0; id < threads_max * works_each; ++id) {
    // M1: what was answered with a failure is not there.
    EXPECT_EQ(stored[id], is_acknowledged[std::size_t(id / works_each)][std::size_t(id % works_each)] ? 1 : 0) << id;
  }
}

TEST_F(Losses, OfSerializationAndDeadlockBeginAnew) {
  make_failing("40001", 2);
  int times = 0;
  database_->write([&](Writing& writing) {
    ++times;
    writing.execute("INSERT INTO work (id) VALUES (1)");
    writing.query("SELECT fail_first()");
  });
  EXPECT_EQ(times, 3);
  EXPECT_EQ(count(), 1);
  run("DROP FUNCTION fail_first()");
  run("DROP SEQUENCE tries");
  make_failing("40P01", 1'000);
  times = 0;
  EXPECT_THROW(database_->write([&](Writing& writing) {
    ++times;
    writing.query("SELECT fail_first()");
  }),
               DatabaseFailure);
  EXPECT_EQ(times, 5);
  EXPECT_EQ(count(), 1);
}

TEST_F(Losses, OfATableThatWasChangedUnderneathPrepareAnew) {
  add(1);
  const auto first_row = [&] {
    Rows rows;
    database_->read([&](Reading& reading) { rows = reading.query("SELECT * FROM work"); });
    return rows;
  };
  EXPECT_EQ(first_row(), (Rows{{1, 1}}));
  Fresh::on_server("ALTER TABLE " + fresh_.name() + ".work ADD COLUMN word TEXT");
  EXPECT_EQ(first_row(), (Rows{{1, 1, nullptr}}));
}

TEST_F(Losses, OfTheWorldAreToldInWords) {
  const std::map<std::string, std::string> words = {{"53100", "full"},   {"25006", "standby"}, {"53200", "memory"},
                                                    {"55P03", "locked"}, {"42501", "right"},   {"58030", "log"}};
  for (const auto& [state, word] : words) try {
      run("DO $d$ BEGIN RAISE EXCEPTION 'so it says' USING ERRCODE = '" + state + "'; END $d$");
      FAIL() << state;
    } catch (const DatabaseFailure& failure) {
      const std::string says = failure.what();
      EXPECT_NE(says.find(word), says.npos) << says;
      EXPECT_EQ(dynamic_cast<const DiskFull*>(&failure) != nullptr, state == "53100");
      EXPECT_EQ(dynamic_cast<const ReadsOnly*>(&failure) != nullptr, state == "25006");
      EXPECT_NE(says.find("so it says"), says.npos) << says;
      EXPECT_NE(says.find(state), says.npos) << says;
    }
  add(1);
}

TEST_F(Losses, OfALockThatIsHeldTooLongFailTheGroup) {
  auto holder = fresh_.backend()->connect(Purpose::Writing);
  holder->begin_writing();
  holder->query("SELECT 1", {});
  const auto waiting = fresh_.backend()->connect(Purpose::Writing);
  waiting->execute("SET lock_timeout = '20ms'", {});
  waiting->begin_writing();
  waiting->begin_work();
  EXPECT_THROW(waiting->query("SELECT 1", {}), DatabaseFailure);
  EXPECT_FALSE(waiting->is_in_transaction());  // so the writer gives up the group
  waiting->rollback();
  holder->rollback();
  holder->query("SELECT 1", {});  // the answer to ROLLBACK has come
  waiting->begin_writing();
  EXPECT_EQ(waiting->query("SELECT 2", {}), (Rows{{2}}));
  waiting->commit();
}

std::string refusal_of(const std::string& address) {
  try {
    Database::open(address);
  } catch (const DatabaseFailure& failure) {
    return failure.what();
  }
  return "NONE";
}

TEST(PostgresAddress, ThatLeadsNowhereIsToldWithoutThePassword) {
  for (const std::string& address : {std::string("postgresql://me:topsecret@127.0.0.1:1/db"),
                                     std::string("postgresql://me:topsecret@/db?host=/nowhere"),
                                     std::string("postgresql://me:topsecret@127.0.0.1:1/db?nonsense=topsecret"),
                                     std::string("postgresql://me:topsecret@[")}) {
    const std::string says = refusal_of(address);
    EXPECT_NE(says, "NONE");
    EXPECT_EQ(says.find("topsecret"), says.npos) << says;
  }
  EXPECT_NE(refusal_of("postgresql://me:topsecret@127.0.0.1:1/db").find("postgresql://me@127.0.0.1:1/db"),
            std::string::npos);
}

TEST(PostgresAddress, OfADatabaseThatIsNotThereIsTold) {
  const std::string base = test::postgres_address();
  const std::string says = refusal_of(base.substr(0, base.rfind('/')) + "/not_there");
  EXPECT_NE(says.find("not_there"), says.npos) << says;
}

}  // namespace
}  // namespace pingxing::store
