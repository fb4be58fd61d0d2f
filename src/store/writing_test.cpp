// What the port promises of works: all or nothing, many together, each for itself; and of reads of one state.
#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <thread>

#include "store/errors.hpp"
#include "store/grouped_database.hpp"
#include "store/test_support.hpp"

namespace pingxing::store {
namespace {

using test::Kind;

const std::vector<Migration> schema = {{1, "works", R"sql(
CREATE TABLE work (
  id @NUMBER@ PRIMARY KEY,
  thread @NUMBER@
);
)sql"}};

class Works : public testing::TestWithParam<Kind> {
 protected:
  void add(std::int64_t id, std::int64_t thread = 0) {
    database_->write([=](Writing& writing) {
      writing.execute("INSERT INTO work (id, thread) VALUES ($1, $2)", {id, thread});
    });
  }
  std::int64_t count() { return count_of(*database_); }
  static std::int64_t count_in(Reading& reading) { return reading.one("SELECT count(*) FROM work")->at(0).number(); }
  static std::int64_t count_of(Database& database) {
    std::int64_t rows = -1;
    database.read([&](Reading& reading) { rows = count_in(reading); });
    return rows;
  }

  test::Fresh fresh_{GetParam()};
  std::unique_ptr<Database> database_ = open_grouped(fresh_.backend(), schema);
};

INSTANTIATE_TEST_SUITE_P(On, Works, testing::Values(Kind::Sqlite, Kind::Postgres),
                         [](const auto& kind) { return test::name_of(kind.param); });

/// Holds the writer in a work until it is let go: what is written meanwhile becomes one group.
class Held {
 public:
  explicit Held(Database& database)
      : thread_([&database, this] {
          database.write([this](Writing&) {
            holds_.set_value();
            let_go_.get_future().wait();
          });
        }) {
    holds_.get_future().wait();
  }
  void let_go() {
    let_go_.set_value();
    thread_.join();
  }

 private:
  std::promise<void> holds_, let_go_;
  std::thread thread_;
};

TEST_P(Works, OfManyThreadsAreAllThereAndCountedOnce) {
  constexpr int threads_max = 64, works_each = 40;
  std::vector<std::thread> threads;
  for (int thread = 0; thread < threads_max; ++thread)
    threads.emplace_back([&, thread] {
      for (int i = 0; i < works_each; ++i) {
        add(thread * works_each + i, thread);
        if (i % 10 == 0)  // what was acknowledged is seen by whoever reads next
          database_->read([&](Reading& reading) {
            EXPECT_EQ(reading.query("SELECT thread FROM work WHERE id = $1", {thread * works_each + i}),
                      (Rows{{thread}}));
          });
      }
    });
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(count(), threads_max * works_each);
  database_->read([&](Reading& reading) {
    for (const Row& row : reading.query("SELECT thread, count(*) FROM work GROUP BY thread"))
      EXPECT_EQ(row[1], Value(works_each));
  });
}

TEST_P(Works, ThatFailLeaveTheOthersOfTheirGroup) {
  add(1);
  std::atomic<int> stored = 0, refused = 0, told = 0;
  Held held(*database_);
  std::vector<std::thread> threads;
  for (int i = 0; i < 30; ++i)
    threads.emplace_back([&, i] {
      try {
        database_->write([&](Writing& writing) {
          writing.execute("INSERT INTO work (id) VALUES ($1)", {100 + i});
          if (i % 3 == 1) writing.execute("INSERT INTO work (id) VALUES (1)");
          if (i % 3 == 2) throw std::domain_error("refused " + std::to_string(i));
        });
        ++stored;
      } catch (const UniqueViolation& violation) {
        EXPECT_EQ(violation.constraint, "work_pkey");
        ++refused;
      } catch (const std::domain_error& error) {
        EXPECT_EQ(error.what(), "refused " + std::to_string(i));
        ++told;
      }
    });
  held.let_go();
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(stored, 10);
  EXPECT_EQ(refused, 10);
  EXPECT_EQ(told, 10);
  database_->read([](Reading& reading) {
    const Rows rows = reading.query("SELECT id FROM work WHERE id >= 100 ORDER BY id");
    ASSERT_EQ(rows.size(), 10U);
    for (std::size_t i = 0; i < rows.size(); ++i) EXPECT_EQ(rows[i][0], Value(std::int64_t(100 + 3 * i)));
  });
}

TEST_P(Works, SeeWhatThoseBeforeThemInTheGroupStored) {
  Held held(*database_);
  std::atomic<int> first = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 20; ++i)
    threads.emplace_back([&] {
      database_->write([&](Writing& writing) {
        const std::int64_t next = writing.one("SELECT count(*) FROM work")->at(0).number();
        if (next == 0) ++first;
        writing.execute("INSERT INTO work (id) VALUES ($1)", {next});
      });
    });
  held.let_go();
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(first, 1);
  EXPECT_EQ(count(), 20);
}

TEST_P(Works, AreLostWithAStatementThatFailed) {
  add(1);
  // Swallowed: PostgreSQL could not go on either.
  EXPECT_THROW(database_->write([](Writing& writing) {
    writing.execute("INSERT INTO work (id) VALUES (2)");
    try {
      writing.execute("INSERT INTO work (id) VALUES (1)");
    } catch (const UniqueViolation&) {
    }
  }),
               UniqueViolation);
  bool is_second_refused = false;
  EXPECT_THROW(database_->write([&](Writing& writing) {
    try {
      writing.query("SELECT * FROM nowhere");
    } catch (const StatementFailure&) {
    }
    try {
      writing.query("SELECT 1");
    } catch (const StatementFailure&) {
      is_second_refused = true;
    }
    throw std::domain_error("in other words");
  }),
               std::domain_error);
  EXPECT_TRUE(is_second_refused);
  EXPECT_EQ(count(), 1);
}

TEST_P(Works, MayHaveNoStatementOrOnlyReads) {
  database_->write([](Writing&) {});
  database_->write([](Writing& writing) { EXPECT_EQ(writing.query("SELECT 1"), (Rows{{1}})); });
  EXPECT_THROW(database_->write([](Writing&) { throw std::domain_error("no"); }), std::domain_error);
  add(1);
  EXPECT_EQ(count(), 1);
}

TEST_P(Works, AreFinishedBeforeTheDatabaseCloses) {
  for (int i = 0; i < 50; ++i) add(i);
  database_.reset();
  database_ = open_grouped(fresh_.backend(), schema);
  EXPECT_EQ(count(), 50);
}

TEST_P(Works, OfTwoServersDoNotMix) {  // two programs on one database, as far as it can tell
  const auto other = open_grouped(fresh_.backend(), schema);
  std::vector<std::thread> threads;
  for (Database* database : {database_.get(), other.get()})
    for (int thread = 0; thread < 4; ++thread)
      threads.emplace_back([=] {
        for (int i = 0; i < 25; ++i)
          database->write([](Writing& writing) {  // breaks where two look at the same time
            const std::int64_t next = writing.one("SELECT COALESCE(max(id), 0) FROM work")->at(0).number() + 1;
            writing.execute("INSERT INTO work (id) VALUES ($1)", {next});
          });
      });
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(count(), 200);
  EXPECT_EQ(count_of(*other), 200);
}

TEST_P(Works, AreSmallerThanTheirGroupMay) {
  database_ = open_grouped(fresh_.backend(), schema, {.readers = 1, .group_max = 3});
  std::vector<std::thread> threads;
  for (int thread = 0; thread < 16; ++thread) threads.emplace_back([&, thread] { add(thread); });
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(count(), 16);
}

TEST_P(Works, AreNotSeenByAReadThatBegan) {
  add(1);
  database_->read([&](Reading& reading) {
    EXPECT_EQ(count_in(reading), 1);
    std::thread([&] { add(2); }).join();
    EXPECT_EQ(count_in(reading), 1);
    std::thread([&] { EXPECT_EQ(count(), 2); }).join();  // another read sees it
    EXPECT_EQ(count_in(reading), 1);
  });
  EXPECT_EQ(count(), 2);
}

TEST_P(Works, AreReadSideBySide) {  // all readers at once, none waits for another
  std::promise<void> all;
  const auto there = all.get_future().share();
  std::atomic<int> arrived = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i)
    threads.emplace_back([&] {
      database_->read([&](Reading& reading) {
        reading.query("SELECT 1");
        if (++arrived == 4) all.set_value();
        there.wait();
      });
    });
  add(1);  // and the writer does not wait for them
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(arrived, 4);
}

TEST_P(Works, OfReadingFailLikeThoseOfWriting) {
  EXPECT_THROW(database_->read([](Reading&) { throw std::domain_error("no"); }), std::domain_error);
  EXPECT_THROW(database_->read([](Reading& reading) {
    try {
      reading.query("SELECT * FROM nowhere");
    } catch (const StatementFailure&) {
    }
  }),
               StatementFailure);
  for (int i = 0; i < 20; ++i) EXPECT_EQ(count(), 0);  // the connections are whole
}

using WorksDeathTest = Works;
INSTANTIATE_TEST_SUITE_P(On, WorksDeathTest, testing::Values(Kind::Sqlite, Kind::Postgres),
                         [](const auto& kind) { return test::name_of(kind.param); });

TEST_P(WorksDeathTest, ThatWouldWaitForThemselves) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  EXPECT_DEATH(database_->write([&](Writing&) { add(1); }), "CHECK failed");
  EXPECT_DEATH(database_->write([&](Writing&) { count(); }), "CHECK failed");
  EXPECT_DEATH(database_->read([&](Reading&) { count(); }), "CHECK failed");
}

}  // namespace
}  // namespace pingxing::store
