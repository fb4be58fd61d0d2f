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

TEST_P(Readiness, OneRowAWriterIsKeptForADay) {
  const test::Fresh fresh(GetParam());
  for (int i = 0; i < 3; ++i) {
    const auto database = Database::open(fresh.address());
    database->write([](Writing& db) { db.execute("UPDATE last_write SET at = 1"); });
    database->write([](Writing& db) {
      db.execute("INSERT INTO last_write (writer, number, at) VALUES ('old', 1, 1) ON CONFLICT (writer) DO NOTHING");
    });
    database->read([](Reading& db) {
      // That of this process, where the backend needs one, and the old one; those of the openings before are gone.
      EXPECT_LE(db.query("SELECT writer FROM last_write").size(), 2U);
    });
  }
}

TEST(FreeBytes, AreToldOfAFolderThatIsThere) {
  EXPECT_GT(free_bytes("/tmp").value_or(0), 0U);
  EXPECT_EQ(free_bytes("/not/there"), std::nullopt);
  EXPECT_EQ(free_bytes(""), std::nullopt);
}

}  // namespace
}  // namespace pingxing::store
