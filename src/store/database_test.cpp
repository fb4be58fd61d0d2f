#include "store/database.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <thread>

namespace pingxing::store {
namespace {

TEST(Database, Smoke) {
  const std::string path = testing::TempDir() + "/smoke.db";
  for (const char* end : {"", "-wal", "-shm"}) std::filesystem::remove(path + end);
  const auto database = Database::open(path);
  database->write([](Writing& writing) {
    EXPECT_EQ(writing.execute("CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT UNIQUE) STRICT"), 0);
    EXPECT_EQ(writing.execute("INSERT INTO t VALUES ($1, $2)", {1, "x"}), 1);
  });
  try {
    database->write([](Writing& writing) { writing.execute("INSERT INTO t VALUES ($1, $2)", {2, "x"}); });
    FAIL();
  } catch (const UniqueViolation& violation) {
    EXPECT_EQ(violation.constraint, "t_b_key");
  }
  database->read([](Reading& reading) { EXPECT_EQ(reading.query("SELECT a, b FROM t"), (Rows{{1, "x"}})); });
  std::vector<std::thread> threads;
  for (int i = 0; i < 64; ++i)
    threads.emplace_back([&, i] {
      for (int k = 0; k < 20; ++k)
        database->write([&](Writing& writing) { writing.execute("INSERT INTO t (a) VALUES ($1)", {100 + 100 * i + k}); });
    });
  for (auto& thread : threads) thread.join();
  database->read([](Reading& reading) { EXPECT_EQ(reading.one("SELECT count(*) FROM t")->at(0).number(), 1281); });
  EXPECT_EQ(database->description().substr(0, 6), "SQLite");
}

}  // namespace
}  // namespace pingxing::store
