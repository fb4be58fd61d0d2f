// Migration 24 on both databases: what was recorded under old headers is found under keys, nothing is lost or merged,
// and what is append-only is so again.
#include "store/input_keys.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "store/errors.hpp"
#include "store/grouped_database.hpp"
#include "store/migrations.hpp"
#include "store/test_support.hpp"

namespace pingxing::store {
namespace {

using test::Kind;

constexpr const char* scheme = R"(# 考核

对象:组织

## 工作(100分)

3. 纪律(60分)
   - 违规 次数(次):每次减2分
   - 参与率:90%以上不减分;不满90%减10分
4. 服务(40分)
   - 服务(次):每次减1分
   - 服务(小时):每小时减1分

## 加分(5分)

- 获奖(项):每项加1分
)";

class InputKeys : public testing::TestWithParam<Kind> {
 protected:
  static std::vector<Migration> up_to(int version) {
    std::vector<Migration> some;
    std::ranges::copy_if(migrations(), std::back_inserter(some), [&](const auto& m) { return m.version <= version; });
    return some;
  }
  InputKeys() {
    run(23,
        {"INSERT INTO unit (code, name, kind) VALUES ('1', '局', '')",
         std::string("INSERT INTO scheme (name, created_at) VALUES ('s', 0)"),
         std::string("INSERT INTO scheme_version (scheme_id, number, text, sha256, note, created_at) VALUES (1, 1, '") +
             scheme + "', '', '', 0)"});
    for (const char* round : {"1", "2"})
      run(23, {"INSERT INTO round (name, scheme_version_id, unit_id, starts_on, state, created_at) VALUES ('r', 1, 1, "
               "'2026-01-01', 'running', 0)",
               std::string("INSERT INTO subject (round_id, code, name, unit_id, pool, kind, out_of_scope) VALUES (") +
                   round + ", 'A', 'A', 1, '', '', '')"});
  }

  void run(int version, const std::vector<std::string>& statements) {
    open_grouped(fresh_.backend(), up_to(version))->write([&](Writing& writing) {
      for (const auto& one : statements) writing.execute(one);
    });
  }
  void record(int round, const std::string& input, const std::string& value, int replaces = 0) {
    const std::string id = std::to_string(round);
    run(23,
        {"INSERT INTO fact (round_id, subject_id, input, source, value, reason, recorded_at, replaces) VALUES (" + id +
         ", " + id + ", '" + input + "', 'assessed', '" + value + "', '', 0, " + std::to_string(replaces) + ")"});
  }
  Rows after(const std::string& sql, int version = 24) {
    Rows rows;
    open_grouped(fresh_.backend(), up_to(version))->read([&](Reading& reading) { rows = reading.query(sql); });
    return rows;
  }
  Rows facts(int version = 24) { return after("SELECT round_id, input, value FROM fact ORDER BY id", version); }

  test::Fresh fresh_{GetParam()};
};

INSTANTIATE_TEST_SUITE_P(On, InputKeys, testing::Values(Kind::Sqlite, Kind::Postgres),
                         [](const auto& kind) { return test::name_of(kind.param); });

TEST_P(InputKeys, TakeTheFiguresOfOldHeaders) {
  record(1, "3 违规次数(次)", "1");
  record(1, "3 违规次数(次)", "2", 1);
  record(1, "3 参与率", "95%");
  record(2, "3 违规次数(次)", "7");
  record(1, "获奖(项)", "1");
  const Rows wanted = {
      {1, "3 违规次数", "1"}, {1, "3 违规次数", "2"}, {1, "3 参与率", "95%"}, {2, "3 违规次数", "7"}, {1, "获奖", "1"}};
  EXPECT_EQ(facts(), wanted);
  EXPECT_EQ(facts(), wanted) << "once";
  EXPECT_EQ(after("SELECT id FROM fact WHERE input = '3 违规次数' AND replaces = 1"), (Rows{{2}})) << "its chain";
}

TEST_P(InputKeys, AreOfHeadersThatTheSchemeIsNotReadWithAnyMore) {
  record(1, "3 违规 次数(起)", "1");  // once, in another spelling
  record(2, "3 参与率(%)", "95%");
  record(2, "9 Old Name (times)", "5");
  EXPECT_EQ(facts(), (Rows{{1, "3 违规次数", "1"}, {2, "3 参与率", "95%"}, {2, "9 old name", "5"}}));
}

TEST_P(InputKeys, KeepApartWhatWouldBecomeOne) {
  record(1, "4 服务(次)", "1");  // in a round that has figures of one of the two alone
  record(2, "4 服务(次)", "2");
  record(2, "4 服务(小时)", "3");
  record(2, "3 违规次数(次)", "4");
  record(2, "3 违规次数", "5");  // of no input
  record(2, "3 违规次数(起)", "6");
  record(2, "8 去年(次)", "7");  // two of no input
  record(2, "8 去年(项)", "8");
  EXPECT_EQ(facts(), (Rows{{1, "4 服务(次)", "1"},
                           {2, "4 服务(次)", "2"},
                           {2, "4 服务(小时)", "3"},
                           {2, "3 违规次数", "4"},
                           {2, "3 违规次数 ?", "5"},
                           {2, "3 违规次数(起)", "6"},
                           {2, "8 去年(次)", "7"},
                           {2, "8 去年(项)", "8"}}));
}

TEST_P(InputKeys, AreTheRequirementsOfEvidenceAndAssignments) {
  open_grouped(fresh_.backend(), up_to(23))->write([](Writing& writing) {
    writing.execute(
        "INSERT INTO evidence_file (hash, bytes, type, size, added_at) VALUES ('h', $1, 'text/plain', 1, 0)",
        {Blob{"f"}});
  });
  for (const char* indicator : {"", "3", "获奖(项)"})
    run(23, {std::string("INSERT INTO evidence (round_id, subject_id, indicator, file_hash, filename, added_at) VALUES "
                         "(1, 1, '") +
             indicator + "', 'h', 'f', 0)"});
  for (const char* indicator : {"*", "4", "获奖(项)"})
    run(23, {std::string("INSERT INTO assignment (round_id, indicator, unit_id, task) VALUES (1, '") + indicator +
             "', 1, 'assess')"});
  EXPECT_EQ(after("SELECT indicator FROM evidence ORDER BY id"), (Rows{{""}, {"3"}, {"获奖"}}));
  EXPECT_EQ(after("SELECT indicator FROM assignment ORDER BY id"), (Rows{{"*"}, {"4"}, {"获奖"}}));
}

TEST_P(InputKeys, LeaveFiguresThatAreNeverChanged) {
  record(1, "3 违规次数(次)", "1");
  ASSERT_EQ(facts(), (Rows{{1, "3 违规次数", "1"}}));
  EXPECT_THROW(run(24, {"UPDATE fact SET value = '2'"}), StatementFailure);
  EXPECT_THROW(run(24, {"DELETE FROM fact"}), StatementFailure);
  if (GetParam() == Kind::Postgres) EXPECT_THROW(run(24, {"TRUNCATE fact CASCADE"}), StatementFailure);
}

TEST_P(InputKeys, OfAMigrationThatFailsAreNone) {
  record(1, "3 违规次数(次)", "1");
  auto schema = up_to(24);
  schema.push_back({99, "bad", "INSERT INTO nowhere VALUES (1);"});
  EXPECT_THROW(open_grouped(fresh_.backend(), schema), StatementFailure);
  EXPECT_EQ(facts(23), (Rows{{1, "3 违规次数(次)", "1"}}));
  EXPECT_THROW(run(23, {"UPDATE fact SET value = '2'"}), StatementFailure);
  EXPECT_EQ(facts(), (Rows{{1, "3 违规次数", "1"}}));
}

}  // namespace
}  // namespace pingxing::store
