#include "store/readiness.hpp"

#include <gtest/gtest.h>

#include "store/test_support.hpp"

namespace pingxing::store {
namespace {

class Readiness : public testing::TestWithParam<test::Kind> {};
INSTANTIATE_TEST_SUITE_P(Both, Readiness, testing::Values(test::Kind::Sqlite, test::Kind::Postgres),
                         [](const auto& one) { return test::name_of(one.param); });

TEST_P(Readiness, AProbeWritesOneRowHoweverOften) {
  const test::Fresh fresh(GetParam());
  const auto database = Database::open(fresh.address());
  for (int i = 1; i <= 3; ++i) {
    probe_writing(*database);
    database->read(
        [&](Reading& db) { EXPECT_EQ(db.query("SELECT number FROM last_write WHERE writer = 'probe'"), (Rows{{i}})); });
  }
}

TEST_P(Readiness, WritersOfThePastAreForgotten) {
  const test::Fresh fresh(GetParam());
  {
    const auto database = Database::open(fresh.address());
    probe_writing(*database);
    database->write(
        [](Writing& db) { db.execute("INSERT INTO last_write (writer, number, at) VALUES ('old', 1, 1)"); });
  }
  const auto database = Database::open(fresh.address());
  database->read(
      [](Reading& db) { EXPECT_EQ(db.query("SELECT writer FROM last_write WHERE at < 2"), (Rows{{"probe"}})); });
}

TEST(FreeBytes, AreToldOfAFolderThatIsThere) {
  EXPECT_GT(free_bytes("/tmp").value_or(0), 0U);
  EXPECT_EQ(free_bytes("/not/there"), std::nullopt);
  EXPECT_EQ(free_bytes(""), std::nullopt);
}

}  // namespace
}  // namespace pingxing::store
