// What the port promises of statements and values, on both backends.
#include <gtest/gtest.h>

#include <limits>

#include "store/errors.hpp"
#include "store/grouped_database.hpp"
#include "store/test_support.hpp"

namespace pingxing::store {
namespace {

using test::Kind;

const std::vector<Migration> schema = {{1, "contract", R"sql(
CREATE TABLE thing (
  id @NUMBER@ PRIMARY KEY,
  number @NUMBER@,
  text TEXT,
  bytes @BYTES@
);
CREATE TABLE unit (
  id @NUMBER@ PRIMARY KEY,
  code TEXT UNIQUE,
  name TEXT NOT NULL,
  place @NUMBER@ CHECK (place > 0)
);
CREATE UNIQUE INDEX unit_name_place ON unit (name, place);
CREATE TABLE post (
  id @ID@,
  unit_id @NUMBER@ NOT NULL REFERENCES unit (id)
);
CREATE TABLE pair (
  a @NUMBER@,
  b TEXT,
  PRIMARY KEY (a, b)
);
)sql"}};

class Contract : public testing::TestWithParam<Kind> {
 protected:
  std::int64_t execute(const std::string& sql, const Values& values = {}) {
    std::int64_t count = -1;
    database_->write([&](Writing& writing) { count = writing.execute(sql, values); });
    return count;
  }
  Rows query(const std::string& sql, const Values& values = {}) {
    Rows rows;
    database_->read([&](Reading& reading) { rows = reading.query(sql, values); });
    return rows;
  }
  template <class Failure>
  std::string failure_of(const std::string& sql, const Values& values = {}) {
    try {
      execute(sql, values);
    } catch (const Failure& failure) {
      return failure.what();
    } catch (const std::exception& other) {
      return std::string("ANOTHER: ") + other.what();
    }
    return "NONE";
  }
  std::string violated_by(const std::string& sql, const Values& values = {}) {
    try {
      execute(sql, values);
    } catch (const UniqueViolation& violation) {
      return violation.constraint;
    }
    return "NONE";
  }

  test::Fresh fresh_{GetParam()};
  std::unique_ptr<Database> database_ = open_grouped(fresh_.backend(), schema);
};

INSTANTIATE_TEST_SUITE_P(On, Contract, testing::Values(Kind::Sqlite, Kind::Postgres),
                         [](const auto& kind) { return test::name_of(kind.param); });

TEST_P(Contract, KeepsEveryValueAsItIs) {
  constexpr auto low = std::numeric_limits<std::int64_t>::min(), high = std::numeric_limits<std::int64_t>::max();
  std::string all_bytes;
  for (int i = 0; i < 256; ++i) all_bytes += static_cast<char>(i);
  const Rows rows = {
      {1, low, "", Blob{""}},
      {2, high, "党支部 “五星” \U0001F31F e\u0301", Blob{all_bytes}},
      {3, 0, "it's \\ \"quoted\" $1 ? :a", Blob{std::string(3, '\0')}},
      {4, -1, std::string(100'000, 'x'), Blob{std::string(1'000'000, '\xff')}},
      {5, nullptr, nullptr, nullptr},
  };
  for (const Row& row : rows)
    EXPECT_EQ(execute("INSERT INTO thing (id, number, text, bytes) VALUES ($1, $2, $3, $4)", row), 1);
  EXPECT_EQ(query("SELECT id, number, text, bytes FROM thing ORDER BY id"), rows);
  EXPECT_EQ(query("SELECT id FROM thing WHERE number = $1", {low}), (Rows{{1}}));
  EXPECT_EQ(query("SELECT id FROM thing WHERE text = $1", {rows[1][2]}), (Rows{{2}}));
  EXPECT_EQ(query("SELECT id FROM thing WHERE bytes = $1", {Blob{all_bytes}}), (Rows{{2}}));
  EXPECT_EQ(query("SELECT length(text), length(bytes) FROM thing WHERE id = 4"), (Rows{{100'000, 1'000'000}}));
}

TEST_P(Contract, GivesBackWhatItIsGiven) {
  EXPECT_EQ(query("SELECT $1, $2, $3, $4", {5, "5", Blob{"5"}, nullptr}), (Rows{{5, "5", Blob{"5"}, nullptr}}));
}

TEST_P(Contract, BindsByNumber) {
  EXPECT_EQ(query("SELECT $2, $1, $2", {1, "b"}), (Rows{{"b", 1, "b"}}));
  execute("INSERT INTO thing (id, number) VALUES ($1, $1)", {7});
  EXPECT_EQ(query("SELECT id, number FROM thing WHERE id = $1 AND number = $1", {7}), (Rows{{7, 7}}));
  EXPECT_EQ(query("SELECT '$1', id FROM thing WHERE id = $1 -- $2", {7}), (Rows{{"$1", 7}}));
}

TEST_P(Contract, TakesTheSameStatementWithAndWithoutNull) {
  for (const Value& value : {Value(1), Value(), Value(2), Value()})
    EXPECT_EQ(query("SELECT COALESCE(CAST($1 AS BIGINT), 0)", {value}), (Rows{{value.is_null() ? Value(0) : value}}));
  EXPECT_EQ(query("SELECT id FROM thing WHERE CAST($1 AS BIGINT) IS NULL OR id = $1", {nullptr}), Rows{});
}

TEST_P(Contract, CountsChangedRows) {
  for (int i = 1; i <= 5; ++i) execute("INSERT INTO thing (id, number) VALUES ($1, $2)", {i, i % 2});
  EXPECT_EQ(execute("UPDATE thing SET text = 'odd' WHERE number = 1"), 3);
  EXPECT_EQ(execute("UPDATE thing SET text = 'odd' WHERE number = 1"), 3);  // though nothing differs
  EXPECT_EQ(execute("UPDATE thing SET text = 'none' WHERE number = 9"), 0);
  EXPECT_EQ(execute("INSERT INTO thing (id) VALUES (1) ON CONFLICT (id) DO NOTHING"), 0);
  EXPECT_EQ(execute("DELETE FROM thing WHERE id <= 2"), 2);
  EXPECT_EQ(execute("CREATE INDEX thing_text ON thing (text)"), 0);
  EXPECT_EQ(execute("SELECT id FROM thing"), 0);
}

TEST_P(Contract, ReturnsWhatItInserts) {
  database_->write([](Writing& writing) {
    EXPECT_EQ(writing.query("INSERT INTO thing (id, text) VALUES ($1, $2), ($3, $2) RETURNING id, text", {1, "a", 2}),
              (Rows{{1, "a"}, {2, "a"}}));
    EXPECT_EQ(writing.one("UPDATE thing SET number = id * 10 WHERE id = 2 RETURNING number")->at(0).number(), 20);
    EXPECT_EQ(writing.one("INSERT INTO thing (id) VALUES (1) ON CONFLICT (id) DO NOTHING RETURNING id"), std::nullopt);
    EXPECT_EQ(writing.one("SELECT count(*) FROM thing"), (Row{2}));
  });
}

TEST_P(Contract, SumsAndComparesAsWholeNumbers) {
  for (int i = 1; i <= 4; ++i) execute("INSERT INTO thing (id, number) VALUES ($1, $2)", {i, 9'999 * i});
  EXPECT_EQ(query("SELECT sum(number), max(number), count(*), sum(-number) FROM thing"),
            (Rows{{99'990, 39'996, 4, -99'990}}));
  EXPECT_EQ(query("SELECT id = 2, id > 3 FROM thing WHERE id = 2"), (Rows{{1, 0}}));
  EXPECT_EQ(query("SELECT sum(number) FROM thing WHERE id > 9"), (Rows{{nullptr}}));
  EXPECT_EQ(query("SELECT sum(number) FROM thing WHERE id = $1", {1}), (Rows{{9'999}}));
  EXPECT_THROW(query("SELECT avg(number) FROM thing"), StatementFailure);
  execute("UPDATE thing SET number = 2305843009213693952 WHERE id <= 3");
  EXPECT_EQ(query("SELECT sum(number) FROM thing WHERE id <= 3"), (Rows{{6'917'529'027'641'081'856}}));
  EXPECT_THROW(query("SELECT sum(number) + sum(number) FROM thing"), StatementFailure);  // does not fit
  EXPECT_THROW(query("SELECT 1.5"), StatementFailure);
}

TEST_P(Contract, LikesTextByItsCase) {
  execute("INSERT INTO thing (id, text) VALUES (1, 'Abc'), (2, 'abc')");
  EXPECT_EQ(query("SELECT id FROM thing WHERE text LIKE 'a%'"), (Rows{{2}}));
}

TEST_P(Contract, NamesTheUniqueIndex) {
  execute("INSERT INTO unit (id, code, name, place) VALUES (1, 'a', 'x', 1)");
  execute("INSERT INTO pair (a, b) VALUES (1, 'x')");
  EXPECT_EQ(violated_by("INSERT INTO unit (id, name) VALUES (1, 'y')"), "unit_pkey");
  EXPECT_EQ(violated_by("INSERT INTO unit (id, code, name) VALUES (2, 'a', 'y')"), "unit_code_key");
  EXPECT_EQ(violated_by("INSERT INTO unit (id, code, name, place) VALUES (2, 'b', 'x', 1)"), "unit_name_place");
  EXPECT_EQ(violated_by("INSERT INTO pair (a, b) VALUES (1, 'x') RETURNING a"), "pair_pkey");
  EXPECT_EQ(violated_by("INSERT INTO unit (id, code, name) VALUES (3, NULL, 'y'), (4, NULL, 'y')"),
            "NONE");  // NULLs differ
}

TEST_P(Contract, KeepsReferences) {
  EXPECT_NE(failure_of<ReferenceViolation>("INSERT INTO post (id, unit_id) VALUES (1, 9)"), "NONE");
  execute("INSERT INTO unit (id, name) VALUES (9, 'x')");
  execute("INSERT INTO post (id, unit_id) VALUES (1, 9)");
  EXPECT_THROW(execute("DELETE FROM unit WHERE id = 9"), ReferenceViolation);
  EXPECT_THROW(execute("UPDATE post SET unit_id = 8"), ReferenceViolation);
  EXPECT_EQ(query("SELECT unit_id FROM post"), (Rows{{9}}));
}

TEST_P(Contract, TellsOurMistakesFromTheWorlds) {
  const auto ours = [&](const std::string& sql) {
    const std::string says = failure_of<StatementFailure>(sql);
    return !says.starts_with("ANOTHER") && says.find(sql) != says.npos;  // the statement is named
  };
  EXPECT_TRUE(ours("INSERT INTO unit (id, name) VALUES (1, NULL)"));
  EXPECT_TRUE(ours("INSERT INTO unit (id, name, place) VALUES (1, 'x', 0)"));
  EXPECT_TRUE(ours("SELEC 1"));
  EXPECT_TRUE(ours("SELECT * FROM nowhere"));
  EXPECT_TRUE(ours("SELECT nothing FROM unit"));
  EXPECT_TRUE(ours("SELECT \"nothing\" FROM unit"));  // a name, never a text
  EXPECT_TRUE(ours("INSERT INTO unit (id, name) VALUES ('x', 'y')"));
  EXPECT_TRUE(ours("DELETE FROM unit; DELETE FROM post"));
  EXPECT_THROW(execute("INSERT INTO thing (id, text) VALUES (1, $1)", {std::string("a\0b", 3)}), StatementFailure);
  EXPECT_THROW(execute("INSERT INTO thing (id, text) VALUES (1, $1)", {"\xff"}), StatementFailure);
  EXPECT_EQ(query("SELECT count(*) FROM thing"), (Rows{{0}}));
}

TEST_P(Contract, ReadsDoNotWrite) {
  EXPECT_THROW(query("INSERT INTO thing (id) VALUES (1) RETURNING id"), StatementFailure);
  EXPECT_THROW(query("DELETE FROM thing"), StatementFailure);
  EXPECT_EQ(query("SELECT count(*) FROM thing"), (Rows{{0}}));
}

TEST_P(Contract, DescribesItself) {
  EXPECT_TRUE(database_->description().starts_with(GetParam() == Kind::Sqlite ? "SQLite 3." : "PostgreSQL 1"));
}

TEST_P(Contract, WorksWithMoreTextsThanItPrepares) {
  for (int i = 0; i < 600; ++i) EXPECT_EQ(query("SELECT " + std::to_string(i % 300)), (Rows{{i % 300}}));
}

TEST_P(Contract, AnswersSeveralQueriesInTheirOrder) {
  for (int i = 1; i <= 3; ++i) execute("INSERT INTO thing (id, number) VALUES ($1, $2)", {i, 10 * i});
  const std::string number = "SELECT number FROM thing WHERE id = $1";
  database_->read([&](Reading& reading) {
    EXPECT_EQ(reading.query_all({}), std::vector<Rows>{});
    for (int times = 0; times < 2; ++times)  // first prepared on the way, then known
      EXPECT_EQ(reading.query_all({{number, {2}},
                                   {"SELECT id FROM thing ORDER BY id", {}},
                                   {number, {9}},
                                   {number, {nullptr}},
                                   {number, {1}}}),
                (std::vector<Rows>{Rows{{20}}, Rows{{1}, {2}, {3}}, Rows{}, Rows{}, Rows{{10}}}));
    std::vector<Query> many;
    std::vector<Rows> expected;
    for (int i = 0; i < 600; ++i) {  // more than are kept
      many.push_back({"SELECT " + std::to_string(i), {}});
      expected.push_back({{i}});
    }
    EXPECT_EQ(reading.query_all(many), expected);
    EXPECT_EQ(reading.query_all(many), expected);
  });
}

TEST_P(Contract, FailsWithOneOfSeveralQueries) {
  const std::string number = "SELECT number FROM thing WHERE id = $1";
  const std::vector<Query> queries = {{"SELECT 1", {}}, {"SELECT * FROM nowhere", {}}, {number, {1}}};
  for (int times = 0; times < 2; ++times) try {
      database_->read([&](Reading& reading) { reading.query_all(queries); });
      FAIL();
    } catch (const StatementFailure& failure) {
      EXPECT_NE(std::string(failure.what()).find("nowhere"), std::string::npos) << failure.what();
    }
  EXPECT_EQ(query(number, {1}), Rows{});  // what was behind it is asked anew
  EXPECT_THROW(database_->read([&](Reading& reading) {
    reading.query_all({{"SELECT 1", {}}, {"SELECT COALESCE($1, '')", {"\xff"}}});
  }),
               StatementFailure);
}

TEST_P(Contract, GivesRowsOneAfterTheOther) {
  const std::string numbers =
      "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < $1) SELECT i FROM n";
  std::vector<std::int64_t> seen;
  database_->read([&](Reading& reading) {
    reading.each(numbers, {1000}, [&](Row&& row) { seen.push_back(row.at(0).number()); });
    EXPECT_EQ(seen.size(), 1000U);
    for (std::size_t i = 0; i < seen.size(); ++i) ASSERT_EQ(seen[i], std::int64_t(i) + 1);
    reading.each(numbers + " WHERE i < 0", {1000}, [](Row&&) { ADD_FAILURE() << "no row"; });
  });
  struct Enough {};
  std::size_t taken = 0;
  EXPECT_THROW(database_->read([&](Reading& reading) {
    reading.each(numbers, {1000}, [&](Row&&) {
      if (++taken == 3) throw Enough{};
    });
  }),
               Enough);
  EXPECT_EQ(taken, 3U);
  EXPECT_EQ(query(numbers, {2}).size(), 2U);  // the same statement, from its first row
}

TEST_P(Contract, ExecutesAStatementForEachRow) {
  const std::string insert = "INSERT INTO thing (id, text) VALUES ($1, $2)";
  std::vector<Values> rows;
  for (int i = 1; i <= 3'000; ++i) rows.push_back({i, i % 2 ? Value(std::string(100, 'x')) : Value()});
  database_->write([&](Writing& writing) {
    writing.execute_each(insert, {});
    writing.execute_each(insert, rows);
    EXPECT_EQ(writing.one("SELECT count(*), count(text) FROM thing"), (Row{3'000, 1'500}));
  });
  EXPECT_THROW(database_->write([&](Writing& writing) {
    writing.execute(insert, {4'000, "a"});
    writing.execute_each(insert, {{4'001, "a"}, {1, "a"}, {4'002, "a"}});
  }),
               UniqueViolation);
  EXPECT_EQ(query("SELECT count(*) FROM thing"), (Rows{{3'000}}));
}

using ContractDeathTest = Contract;
INSTANTIATE_TEST_SUITE_P(On, ContractDeathTest, testing::Values(Kind::Sqlite, Kind::Postgres),
                         [](const auto& kind) { return test::name_of(kind.param); });

TEST_P(ContractDeathTest, OfAWrongNumberOfValues) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  EXPECT_DEATH(query("SELECT $1", {1, 2}), "CHECK failed");
  EXPECT_DEATH(query("SELECT $1, $2", {1}), "CHECK failed");
  EXPECT_DEATH(database_->read([](Reading& reading) {
    reading.query_all({{"SELECT 1", {}}, {"SELECT $1", {}}});
  }),
               "CHECK failed");
  EXPECT_DEATH(database_->read([](Reading& reading) { reading.one("SELECT 1 UNION ALL SELECT 2"); }), "CHECK failed");
}

}  // namespace
}  // namespace pingxing::store
