#include "store/migrations.hpp"

#include <gtest/gtest.h>
#include <sys/wait.h>

#include <regex>
#include <thread>

#include "base/hash.hpp"
#include "store/errors.hpp"
#include "store/grouped_database.hpp"
#include "store/test_support.hpp"

namespace pingxing::store {
namespace {

using test::Kind;

const Migration first{1, "first", "CREATE TABLE one (\n  id @ID@,\n  word TEXT NOT NULL\n);\n"};
const Migration second{4, "second",
                       "CREATE TABLE two (\n  id @NUMBER@ PRIMARY KEY\n);\nINSERT INTO one (word) VALUES ('made');\n"};

class Migrations : public testing::TestWithParam<Kind> {
 protected:
  std::unique_ptr<Database> open(const std::vector<Migration>& schema) {
    return open_grouped(fresh_.backend(), schema);
  }
  static Rows query(Database& database, const std::string& sql) {
    Rows rows;
    database.read([&](Reading& reading) { rows = reading.query(sql); });
    return rows;
  }
  std::string refusal_of(const std::vector<Migration>& schema) {
    try {
      open(schema);
    } catch (const DatabaseFailure& failure) {
      return failure.what();
    }
    return "NONE";
  }
  test::Fresh fresh_{GetParam()};
};

INSTANTIATE_TEST_SUITE_P(On, Migrations, testing::Values(Kind::Sqlite, Kind::Postgres),
                         [](const auto& kind) { return test::name_of(kind.param); });

TEST_P(Migrations, AreAppliedOnceAndInOrder) {
  const auto versions = [&](Database& database) {
    return query(database, "SELECT version, name, sha256 FROM schema_version ORDER BY version");
  };
  const Row row_of_first = {1, "first", sha256_hex(first.text)}, row_of_second = {4, "second", sha256_hex(second.text)};
  EXPECT_EQ(versions(*open({first})), (Rows{row_of_first}));
  EXPECT_EQ(versions(*open({first})), (Rows{row_of_first}));
  EXPECT_EQ(versions(*open({first, second})), (Rows{row_of_first, row_of_second}));
  const auto database = open({first, second});
  EXPECT_EQ(query(*database, "SELECT id, word FROM one"), (Rows{{1, "made"}}));
  EXPECT_GT(query(*database, "SELECT applied_at FROM schema_version WHERE version = 4")[0][0].number(),
            1'600'000'000'000);
}

TEST_P(Migrations, OfANewerProgramAreRefused) {
  open({first, second});
  const std::string says = refusal_of({first});
  EXPECT_NE(says.find("4 (second)"), says.npos) << says;
  EXPECT_NE(says.find("newer"), says.npos) << says;
  EXPECT_NE(refusal_of({}), "NONE");
  EXPECT_EQ(refusal_of({first, second}), "NONE");  // and nothing was harmed
}

TEST_P(Migrations, ThatWereChangedAreRefused) {
  open({first, second});
  const auto changed = [](Migration migration, const std::string& text) {
    migration.text += text;
    return migration;
  };
  const std::string says = refusal_of({changed(first, "-- a word"), second});
  EXPECT_NE(says.find("1 (first)"), says.npos) << says;
  EXPECT_NE(refusal_of({first, {4, "other", second.text}}), "NONE");
  EXPECT_NE(refusal_of({first, {3, "between", ""}, second}), "NONE");  // comes too late
  EXPECT_NE(refusal_of({second}), "NONE");
}

TEST_P(Migrations, ThatFailLeaveNothing) {
  open({first});
  EXPECT_THROW(
      open({first, second, {5, "bad", "CREATE TABLE three (\n  id @ID@\n);\nINSERT INTO nowhere VALUES (1);"}}),
      StatementFailure);
  const auto database = open({first});
  EXPECT_EQ(query(*database, "SELECT version FROM schema_version"), (Rows{{1}}));
  EXPECT_THROW(query(*database, "SELECT * FROM three"), StatementFailure);
}

TEST_P(Migrations, OfManyServersAtOnceAreAppliedOnce) {
  std::vector<::pid_t> servers;
  for (int i = 0; i < 6; ++i) {
    const ::pid_t server = ::fork();
    ASSERT_GE(server, 0);
    if (server == 0) {
      try {
        open({first, second});
        ::_exit(0);
      } catch (const std::exception& failure) {
        std::fprintf(stderr, "%s\n", failure.what());
        ::_exit(1);
      }
    }
    servers.push_back(server);
  }
  for (const ::pid_t server : servers) {
    int status = -1;
    ::waitpid(server, &status, 0);
    EXPECT_EQ(status, 0);
  }
  EXPECT_EQ(query(*open({first, second}), "SELECT id, word FROM one"), (Rows{{1, "made"}}));
}

TEST_P(Migrations, MakeTheTypesAlike) {
  const auto database =
      open({{1, "types", "CREATE TABLE typed (\n  number @NUMBER@,\n  text TEXT,\n  bytes @BYTES@\n);\n"}});
  const auto refused = [&](const std::string& sql) {
    EXPECT_THROW(database->write([&](Writing& writing) { writing.execute(sql); }), StatementFailure) << sql;
  };
  refused("INSERT INTO typed (number) VALUES ('five')");
  refused("INSERT INTO typed (bytes) VALUES (5)");
  database->write([](Writing& writing) {
    for (const char* text : {"b", "B", "a", "é", "星", "Z", "_"})
      writing.execute("INSERT INTO typed (text) VALUES ($1)", {text});
  });
  EXPECT_EQ(query(*database, "SELECT text FROM typed ORDER BY text"),
            (Rows{{"B"}, {"Z"}, {"_"}, {"a"}, {"b"}, {"é"}, {"星"}}));
}

TEST_P(Migrations, MakeAppendOnlyTables) {
  const auto database =
      open({{1, "kept", "CREATE TABLE kept (\n  id @NUMBER@ PRIMARY KEY,\n  text TEXT\n);\n@APPEND_ONLY kept@\n"}});
  const auto run = [&](const std::string& sql) { database->write([&](Writing& writing) { writing.execute(sql); }); };
  run("INSERT INTO kept (id, text) VALUES (1, 'a')");
  EXPECT_THROW(run("UPDATE kept SET text = 'b'"), StatementFailure);
  EXPECT_THROW(run("DELETE FROM kept"), StatementFailure);
  EXPECT_THROW(run("INSERT INTO kept (id, text) VALUES (1, 'b') ON CONFLICT (id) DO UPDATE SET text = 'b'"),
               StatementFailure);
  EXPECT_THROW(
      run(GetParam() == Kind::Sqlite ? "INSERT OR REPLACE INTO kept (id, text) VALUES (1, 'b')" : "TRUNCATE kept"),
      StatementFailure);
  EXPECT_EQ(query(*database, "SELECT id, text FROM kept"), (Rows{{1, "a"}}));
}

TEST_P(Migrations, OfTheProgramAreAppliedTwice) {
  Database::open(fresh_.address());
  const auto database = Database::open(fresh_.address());
  EXPECT_EQ(query(*database, "SELECT count(*) FROM schema_version"), (Rows{{std::int64_t(migrations().size())}}));
}

TEST(MigrationTexts, KeepTheRules) {
  ASSERT_GE(migrations().size(), 2U);
  const std::regex forbidden(
      "\\b(DEFERRABLE|REAL|FLOAT|DOUBLE|NUMERIC|DECIMAL|BOOLEAN|INTEGER|BIGINT|SERIAL|BLOB|BYTEA|VARCHAR|AUTOINCREMENT|"
      "TIMESTAMP)\\b");
  int before = 0;
  for (const Migration& migration : migrations()) {
    EXPECT_GT(migration.version, before) << migration.name;
    before = migration.version;
    const std::string code = std::regex_replace(migration.text, std::regex("--[^\n]*"), "");
    std::smatch word;
    EXPECT_FALSE(std::regex_search(code, word, forbidden)) << migration.name << ": " << word.str();
    EXPECT_TRUE(std::regex_search(migration.text, std::regex("[Ee]nduring|[Rr]ebuildable")))
        << migration.name << " does not say what is enduring";
  }
}

TEST(MigrationTexts, AreSaidInTheWordsOfADatabase) {
  const std::string text = "CREATE TABLE a (\n  id @ID@,\n  t TEXT NOT NULL  -- a TEXT\n);\n@APPEND_ONLY a@\n";
  const std::string sqlite = in_words_of(Dialect::Sqlite, text), postgres = in_words_of(Dialect::Postgres, text);
  EXPECT_NE(sqlite.find("INTEGER PRIMARY KEY AUTOINCREMENT,\n  t TEXT NOT NULL"), sqlite.npos) << sqlite;
  EXPECT_NE(sqlite.find("\n) STRICT;\n"), sqlite.npos) << sqlite;
  EXPECT_NE(sqlite.find("BEFORE DELETE ON a BEGIN"), sqlite.npos) << sqlite;
  EXPECT_NE(postgres.find("t TEXT COLLATE \"C\" NOT NULL"), postgres.npos) << postgres;
  EXPECT_NE(postgres.find("BEFORE TRUNCATE ON a FOR"), postgres.npos) << postgres;
}

TEST(MigrationsOfSqlite, LeaveTheFilesOfOthersAlone) {
  const test::Fresh fresh(Kind::Sqlite);
  fresh.backend()->connect(Purpose::Writing)->execute("CREATE TABLE notes (id INTEGER)", {});
  try {
    Database::open(fresh.address());
    FAIL();
  } catch (const DatabaseFailure& failure) {
    EXPECT_NE(std::string(failure.what()).find("notes"), std::string::npos) << failure.what();
  }
}

TEST(MigrationsOfSqlite, LookAtReferencesAfterTablesWereRebuilt) {
  const test::Fresh fresh(Kind::Sqlite);
  const Migration tables{
      1, "tables",
      "CREATE TABLE a (\n  id @NUMBER@ PRIMARY KEY\n);\nCREATE TABLE b (\n  a_id @NUMBER@ REFERENCES a (id)\n);\n"
      "INSERT INTO a VALUES (1); INSERT INTO b VALUES (1);"};
  const Migration rebuilt{
      2, "rebuilt",
      "CREATE TABLE a_new (\n  id @NUMBER@ PRIMARY KEY,\n  name TEXT\n);\nINSERT INTO a_new (id) SELECT id FROM a;\n"
      "DROP TABLE a; ALTER TABLE a_new RENAME TO a;"};
  const Migration loses{3, "loses", "DELETE FROM a;"};
  open_grouped(fresh.backend(), {tables});
  EXPECT_THROW(open_grouped(fresh.backend(), {tables, rebuilt, loses}), DatabaseFailure);
  const auto database = open_grouped(fresh.backend(), {tables, rebuilt});
  EXPECT_THROW(database->write([](Writing& writing) { writing.execute("DELETE FROM a"); }), ReferenceViolation);
}

}  // namespace
}  // namespace pingxing::store
