#include "store/journal_walk.hpp"

#include <gtest/gtest.h>

#include <thread>

#include "base/hash.hpp"
#include "store/errors.hpp"
#include "store/test_support.hpp"

namespace pingxing::store {
namespace {

using test::Kind;

class Journal : public testing::TestWithParam<Kind> {
 protected:
  JournalHead add(const std::string& body) {
    database_->write([&](Writing& writing) { writing.note({1'764'000'000'000, 7, "fact.recorded", body}); });
    JournalHead head;
    database_->read([&](Reading& reading) { head = journal_head(reading); });
    return head;
  }
  void add_rows(int count) {
    for (int i = 1; i <= count; ++i) add("{\"n\":" + std::to_string(i) + "}");
  }
  std::optional<JournalProblem> problem(const std::optional<JournalHead>& kept = std::nullopt) {
    std::optional<JournalProblem> found;
    database_->read([&](Reading& reading) { found = verify(reading, kept); });
    return found;
  }
  std::vector<JournalRow> rows() {
    std::vector<JournalRow> all;
    database_->read([&](Reading& reading) { all = journal_rows(reading, -10, 10'000); });
    return all;
  }
  /// As somebody with the rights of the database could.
  void tamper(const std::vector<std::pair<std::string, Values>>& statements) {
    database_->write([&](Writing& writing) {
      const std::string on = GetParam() == Kind::Sqlite ? "" : " ON journal";
      for (const char* trigger : {"journal_not_changed", "journal_not_deleted"})
        writing.execute("DROP TRIGGER IF EXISTS " + (trigger + on));
      for (const auto& [sql, values] : statements) writing.execute(sql, values);
    });
  }
  void insert(const JournalRow& row) {
    std::vector<std::pair<std::string, Values>> statements;
    for (auto& [sql, values] : inserts_of(row)) statements.emplace_back(std::move(sql), std::move(values));
    tamper(statements);
  }
  void expect_problem(std::int64_t seq, JournalFault fault, const std::optional<JournalHead>& kept = std::nullopt) {
    const auto found = problem(kept);
    ASSERT_TRUE(found.has_value());
    EXPECT_EQ(found->seq, seq) << found->says.en;
    EXPECT_EQ(found->fault, fault) << found->says.en;
    EXPECT_NE(found->says.en.find("row " + std::to_string(seq)), std::string::npos) << found->says.en;
    EXPECT_NE(found->says.zh.find(std::to_string(seq)), std::string::npos) << found->says.zh;
  }

  test::Fresh fresh_{GetParam()};
  std::unique_ptr<Database> database_ = Database::open(fresh_.address());
};

INSTANTIATE_TEST_SUITE_P(On, Journal, testing::Values(Kind::Sqlite, Kind::Postgres),
                         [](const auto& kind) { return test::name_of(kind.param); });

TEST_P(Journal, IsAChain) {
  EXPECT_EQ(problem(), std::nullopt);
  database_->read([](Reading& reading) { EXPECT_EQ(journal_head(reading), (JournalHead{0, std::string(64, '0')})); });
  const JournalHead first = add("{}"), second = add("{\"星\":\"级\"}");
  EXPECT_EQ(first.seq, 1);
  EXPECT_EQ(second.seq, 2);
  const auto all = rows();
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].previous_hash, std::string(64, '0'));
  EXPECT_EQ(all[1].previous_hash, first.hash);
  EXPECT_EQ(all[1].hash, second.hash);
  EXPECT_EQ(all[1].account, 7);
  EXPECT_EQ(all[1].body, "{\"星\":\"级\"}");
  database_->read([&](Reading& reading) { EXPECT_EQ(journal_head(reading), second); });
  EXPECT_EQ(problem(), std::nullopt);
  EXPECT_EQ(problem(first), std::nullopt);
  EXPECT_EQ(problem(second), std::nullopt);
}

TEST_P(Journal, OfMoreRowsThanAreReadAtOnce) {
  database_->write([](Writing& writing) {
    for (int i = 0; i < 2'500; ++i) writing.note({i, std::nullopt, "a", "{}"});
  });
  EXPECT_EQ(problem(), std::nullopt);
  for (const int seq : {1000, 1001, 1002, 2000, 2500}) {
    tamper({{"UPDATE journal SET at = at + 1 WHERE seq = $1", {seq}}});
    expect_problem(seq, JournalFault::Changed);
    tamper({{"UPDATE journal SET at = at - 1 WHERE seq = $1", {seq}}});
  }
  EXPECT_EQ(problem(), std::nullopt);
}

TEST_P(Journal, StaysAChainWhenManyWriteFromTwoServers) {
  const auto other = Database::open(fresh_.address());
  std::vector<std::thread> threads;
  for (Database* database : {database_.get(), other.get()})
    for (int thread = 0; thread < 8; ++thread)
      threads.emplace_back([=] {
        for (int i = 0; i < 10; ++i) try {
            database->write([&](Writing& writing) {
              writing.note({i, thread, "a", "{}"});
              if (i % 5 == 4) throw std::domain_error("no");  // leaves no gap
            });
          } catch (const std::domain_error&) {
          }
      });
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(rows().size(), 2U * 8 * 8);
  EXPECT_EQ(problem(), std::nullopt);
}

TEST_P(Journal, HoldsWhatWorksNotedThatWereStored) {
  const auto other = Database::open(fresh_.address());
  std::vector<std::thread> threads;
  for (Database* database : {database_.get(), other.get()})
    for (int thread = 0; thread < 8; ++thread)
      threads.emplace_back([=] {
        for (int i = 0; i < 10; ++i) try {
            database->write([&](Writing& writing) {
              writing.note({2 * i, thread, "first", "{}"});
              writing.one("SELECT count(*) FROM journal");
              writing.note({2 * i + 1, thread, "second", "{}"});
              if (i % 5 == 4) throw std::domain_error("no");  // leaves no gap
            });
          } catch (const std::domain_error&) {
          }
      });
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(problem(), std::nullopt);
  const auto all = rows();
  ASSERT_EQ(all.size(), 2U * 2 * 8 * 8);
  for (std::size_t i = 0; i < all.size(); i += 2) {  // those of one work stand together
    EXPECT_EQ(all[i].action, "first");
    EXPECT_EQ(all[i + 1].action, "second");
    EXPECT_EQ(all[i + 1].account, all[i].account);
    EXPECT_EQ(all[i + 1].at, all[i].at + 1);
  }
}

TEST_P(Journal, RefusesWhatCannotBeStoredToTheWorkThatNotesIt) {
  EXPECT_THROW(database_->write([](Writing& writing) {
    writing.note({1, 7, "a", "{}"});
    writing.note({2, 7, "a", "\xff"});
  }),
               StatementFailure);
  EXPECT_TRUE(rows().empty());
  database_->write([](Writing& writing) { writing.note({3, 7, "a", "{}"}); });
  EXPECT_EQ(rows().size(), 1U);
  EXPECT_EQ(problem(), std::nullopt);
}

TEST_P(Journal, FailsAllWorksOfAGroupTogether) {
  add_rows(1);
  tamper({{"CREATE TABLE thing (id BIGINT)", {}}, {"DROP TABLE journal", {}}});
  EXPECT_THROW(database_->write([](Writing& writing) {
    writing.execute("INSERT INTO thing (id) VALUES (1)");
    writing.note({1, 7, "a", "{}"});
  }),
               StatementFailure);
  database_->read([](Reading& reading) { EXPECT_EQ(reading.query("SELECT id FROM thing"), Rows{}); });
}

TEST_P(Journal, RefusesChangesEvenOfRawSql) {
  add_rows(2);
  for (const char* sql : {"UPDATE journal SET body = '{}'", "DELETE FROM journal WHERE seq = 2", "DELETE FROM journal"})
    EXPECT_THROW(database_->write([&](Writing& writing) { writing.execute(sql); }), StatementFailure) << sql;
  EXPECT_EQ(rows().size(), 2U);
}

TEST_P(Journal, NamesAChangedRow) {
  add_rows(6);
  const std::vector<std::pair<std::string, std::string>> changes = {
      {"at = at + 1", "at = at - 1"},
      {"account_id = 8", "account_id = 7"},
      {"account_id = NULL", "account_id = 7"},
      {"action = 'fact.taken'", "action = 'fact.recorded'"},
      {"body = '{\"n\":33}'", "body = ''"},
      {"way = 1", "way = 2"},
      {"way = 3", "way = 2"}};
  for (const auto& [change, back] : changes) {
    tamper({{"UPDATE journal SET " + change + " WHERE seq = 3", {}}});
    expect_problem(3, JournalFault::Changed);
    tamper({{"UPDATE journal SET " + back + " WHERE seq = 3", {}}});
    EXPECT_EQ(problem(), std::nullopt) << back;
  }
  for (const std::string column : {"said_hash", "seals_hash"}) {
    const auto all = rows();
    tamper({{"UPDATE journal SET " + column + " = $1 WHERE seq = 3", {sha256_hex("x")}}});
    expect_problem(3, JournalFault::Changed);
    const auto& was = column == "said_hash" ? all[2].said_hash : all[2].seals_hash;
    tamper({{"UPDATE journal SET " + column + " = $1 WHERE seq = 3", {was}}});
    EXPECT_EQ(problem(), std::nullopt) << column;
  }
  tamper({{"UPDATE journal SET hash = $1 WHERE seq = 5", {sha256_hex("x")}}});
  expect_problem(5, JournalFault::Changed);
}

TEST_P(Journal, NamesARowThatSaysSomethingElse) {
  add_rows(4);
  tamper({{"UPDATE journal_text SET body = '{\"n\":33}' WHERE seq = 3", {}}});
  expect_problem(3, JournalFault::Changed);
  tamper({{"UPDATE journal_text SET body = '{\"n\":3}' WHERE seq = 3", {}}});
  EXPECT_EQ(problem(), std::nullopt);
  tamper({{"UPDATE journal_text SET salt = $1 WHERE seq = 2", {Blob{"x"}}}});
  expect_problem(2, JournalFault::Changed);
}

TEST_P(Journal, HoldsWithoutWhatWasErased) {
  add_rows(4);
  database_->write([](Writing& writing) {
    EXPECT_TRUE(erase_entry(writing, 2));
    EXPECT_FALSE(erase_entry(writing, 2));
    EXPECT_FALSE(erase_entry(writing, 77));
    writing.note({1, 7, "entry.erased", "{\"seq\":2}"});
  });
  EXPECT_EQ(problem(), std::nullopt);
  database_->read([](Reading& reading) {
    JournalWalk walk;
    while (!walk.is_over()) walk.read(reading, 100);
    EXPECT_EQ(walk.erased(), 1);
  });
  const auto all = rows();
  EXPECT_TRUE(all[1].is_erased);
  EXPECT_EQ(all[1].body, "");
  EXPECT_FALSE(all[2].is_erased);
  tamper({{"UPDATE journal SET action = 'x' WHERE seq = 2", {}}});  // what is left of it is held
  expect_problem(2, JournalFault::Changed);
}

TEST_P(Journal, HoldsEntriesOfWay1BeforeThoseOfToday) {
  JournalRow row{1, 5, 7, "a", "{}", std::string(64, '0'), {}};
  row.way = 1;
  row.hash = hash_of(row);
  tamper(
      {{"INSERT INTO journal (seq, at, account_id, action, body, previous_hash, hash) VALUES ($1, $2, $3, $4, $5, "
        "$6, $7)",
        {row.seq, row.at, row.account, row.action, row.body, row.previous_hash, row.hash}}});
  add_rows(2);
  EXPECT_EQ(problem(), std::nullopt);
  EXPECT_EQ(rows()[0], row);
  database_->write([](Writing& writing) { EXPECT_FALSE(erase_entry(writing, 1)); });
  tamper({{"UPDATE journal SET body = '{\"n\":1}' WHERE seq = 1", {}}});
  expect_problem(1, JournalFault::Changed);
}

TEST_P(Journal, NamesAMissingRow) {
  add_rows(6);
  tamper({{"DELETE FROM journal WHERE seq = 4", {}}});
  expect_problem(4, JournalFault::Missing);
  // Closing the gap does not help.
  tamper({{"UPDATE journal SET seq = 4 WHERE seq = 5", {}}, {"UPDATE journal SET seq = 5 WHERE seq = 6", {}}});
  expect_problem(4, JournalFault::Missing);
}

TEST_P(Journal, NamesAMissingBeginningAndEnd) {
  add_rows(4);
  const JournalHead kept = add("{}");
  tamper({{"DELETE FROM journal WHERE seq = 5", {}}});
  EXPECT_EQ(problem(), std::nullopt);  // the chain alone cannot know
  expect_problem(5, JournalFault::Missing, kept);
  tamper({{"DELETE FROM journal WHERE seq = 1", {}}});
  expect_problem(1, JournalFault::Missing);
  tamper({{"DELETE FROM journal", {}}});
  EXPECT_EQ(problem(), std::nullopt);
  expect_problem(1, JournalFault::Missing, kept);
}

TEST_P(Journal, NamesAnAddedRow) {
  add_rows(4);
  JournalRow row{0, 5, 7, "a", "{}", std::string(64, '0'), {}};
  row.said_hash = said_hash_of(row);
  row.hash = hash_of(row);
  insert(row);
  expect_problem(0, JournalFault::Added);
  tamper({{"DELETE FROM journal WHERE seq = 0", {}}});

  // Squeezed in between 2 and 3, with a right fingerprint, the others moved up.
  for (const std::string table : {"journal", "journal_text"})
    tamper({{"UPDATE " + table + " SET seq = 5 WHERE seq = 4", {}},
            {"UPDATE " + table + " SET seq = 4 WHERE seq = 3", {}}});
  row.seq = 3;
  row.previous_hash = rows()[1].hash;
  row.hash = hash_of(row);
  insert(row);
  expect_problem(3, JournalFault::Added);
}

TEST_P(Journal, NamesAWrongLink) {
  add_rows(3);
  JournalRow row{4, 5, 7, "a", "{}", sha256_hex("elsewhere"), {}};
  row.hash = hash_of(row);
  insert(row);
  expect_problem(4, JournalFault::WrongLink);
}

TEST_P(Journal, WrittenAnewDiffersFromAKeptHead) {
  add_rows(3);
  const JournalHead kept = add("{}");
  auto all = rows();
  all[1].body = "{\"n\":99}";
  all[1].said_hash = said_hash_of(all[1]);
  tamper({{"DELETE FROM journal", {}}, {"DELETE FROM journal_text", {}}});
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (i > 0) all[i].previous_hash = all[i - 1].hash;
    all[i].hash = hash_of(all[i]);
    insert(all[i]);
  }
  EXPECT_EQ(problem(), std::nullopt);  // that is why heads are printed
  expect_problem(4, JournalFault::Changed, kept);
}

TEST(JournalHash, IsWhatItIsSaidToBe) {  // computed again by hand, as an auditor would
  JournalRow row{1, -5, std::nullopt, "a:b", "{}", std::string(64, '0'), {}};
  row.way = 1;
  EXPECT_EQ(hash_of(row), sha256_hex("18:pingxing journal 11:12:-5-3:a:b2:{}64:" + std::string(64, '0')));
  JournalRow other = row;
  other.account = 0;
  EXPECT_NE(hash_of(other), hash_of(row));
  other = row;
  other.action = "a:b2:{}", other.body = "";  // bytes do not move from one part to the next
  EXPECT_NE(hash_of(other), hash_of(row));

  row.way = 2;
  row.salt = "salt";
  row.said_hash = said_hash_of(row);
  EXPECT_EQ(row.said_hash, sha256_hex("16:pingxing entry 24:salt2:{}"));
  EXPECT_EQ(hash_of(row),
            sha256_hex("18:pingxing journal 21:12:-5-3:a:b64:" + row.said_hash + "0:64:" + std::string(64, '0')));
}

TEST(JournalHead, IsReadAsPeopleKeepIt) {
  const std::string hash(64, 'a');
  EXPECT_EQ(head_in(text_of({57, hash})), (JournalHead{57, hash}));
  EXPECT_EQ(head_in(" 57 : " + hash.substr(0, 32) + "\n" + std::string(32, 'A')), (JournalHead{57, hash}));
  for (const auto& wrong :
       std::vector<std::string>{"", "57", "57:", ":" + hash, "57:" + hash + "a", "-1:" + hash, "5x:" + hash,
                                "57:" + std::string(64, 'g'), "99999999999999999999:" + hash})
    EXPECT_EQ(head_in(wrong), std::nullopt) << wrong;
}

}  // namespace
}  // namespace pingxing::store
