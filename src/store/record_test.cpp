// M7: an edited, removed or inserted row of every covered table is named, on both databases, with the entry that wrote
// it last. A table or a column that comes later is tried by itself, or has to be said not to be covered.
#include "store/record.hpp"
#include "store/kept_readings.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <thread>

#include "base/json.hpp"
#include "store/ballots.hpp"
#include "store/facts.hpp"
#include "store/group_record.hpp"
#include "store/grouped_database.hpp"
#include "store/notices.hpp"
#include "store/past.hpp"
#include "store/record_test_support.hpp"
#include "store/rounds.hpp"
#include "store/seal_rows.hpp"
#include "store/units.hpp"
#include "store/verifications.hpp"

namespace pingxing::store {
namespace {

using test::Kind;

class Record : public testing::TestWithParam<Kind> {
 protected:
  void write(const char* action, const std::function<void(Writing&)>& work) {
    database_->write([&](Writing& db) {
      work(db);
      db.note({1, std::nullopt, action, "{}"});
    });
  }
  RecordWalk verified(const std::optional<JournalHead>& kept = std::nullopt) {
    std::optional<RecordWalk> walk;
    database_->read([&](Reading& db) { walk = verify_record(db, kept); });
    return *walk;
  }
  JournalHead head() {
    JournalHead found;
    database_->read([&](Reading& db) { found = journal_head(db); });
    return found;
  }
  void expect_holds(const std::string& when) { EXPECT_TRUE(test::holds(*database_)) << when; }
  /// That row alone.
  void expect_row(Covered covered, RowFault fault, std::int64_t seq, const std::string& what) {
    const auto walk = verified();
    EXPECT_FALSE(walk.holds()) << what;
    ASSERT_EQ(walk.rows().size(), 1U) << what;
    EXPECT_EQ(walk.rows()[0].covered, covered) << what;
    EXPECT_EQ(walk.rows()[0].fault, fault) << what;
    EXPECT_EQ(walk.rows()[0].seq, seq) << what;
  }

  /// One row of every covered table, by the functions that write them; their entry is the first.
  void fill() {
    write("all", [&](Writing& db) {
      unit_ = add_unit(db, {0, std::nullopt, "1", "局", "", std::nullopt});
      add_unit_move(db, unit_, std::nullopt, unit_, 5, "成立");
      const Id person = add_person(db, {0, "P1", "测试员", unit_, "", "138", "", std::nullopt, std::nullopt});
      set_post(db, person, unit_, "科长");
      Account made;
      made.login = made.name = "a";
      made.password_hash = "hash";
      account_ = add_account(db, made);
      set_grants(db, account_, {{"office", unit_}});
      add_invitation(db, "invited", account_, 100, 1);
      add_api_token(db, account_, "机器", "hash of a token", 1, 100);
      set_setting(db, "office_name", "考评办");
      set_holidays(db, {{"2026-10-01", false, "国庆"}}, {});
      SchemeVersion version;
      version.scheme_id = add_scheme(db, "方案", 1);
      version.text = "# 方案";
      round_ =
          add_round(db, {0, "考评", add_scheme_version(db, version), unit_, std::nullopt, "2026-01-01", "draft", 1});
      set_stages(db, round_, {{0, round_, 1, "评分", "score", "科", std::nullopt, std::nullopt, "open"}});
      subject_ = add_subject(db, {0, round_, "P1", "测试员", unit_, person, "", "", ""});
      set_assignments(db, round_, {{0, round_, "1", unit_, "assess"}});
      fact_ = add_fact(db, {0, round_, subject_, "1 次数", "assessed", "12", "", account_, 1, 0});
      Evidence evidence{0, round_, subject_, "1", "ff", "a.pdf", account_, 1, std::nullopt, "application/pdf", 3};
      add_evidence(db, evidence, {"pdf"});
      set_review_pairs(db, round_, {{account_, subject_}});
      add_remark(db, {0, round_, subject_, account_, "好", "", "", 1, 0});
      add_spot_check(db, {0, round_, "种子", 1, account_, 1});
      add_verification(db, {0, round_, subject_, account_, "confirmed", "", fact_, 1, 0, 1});
      open_notice(db, round_, 1, 1, 2);
      add_past_import(db, {0, round_, account_, 1, "", 0}, {{"2025年", "b.csv", "fe", {{"P1", "rated", "乙", "9"}}}});
      poll_ = add_poll(db, {0, round_, "党员票", "draft", "{}", "", "", ""});
      add_paper(db, {{poll_, 1}, "", subject_, "{}", "", "", ""});
      set_roll(db, poll_, {{account_, "*"}});
      add_slip(db, {"slip", poll_, "*", ""});
      set_count_sheet(db, {{poll_, 1}, account_, "{}"});
      add_bulletin(db, poll_, {"{}", "fd", "", ""});
      add_reading(db, {0, round_of(db, round_)->scheme_version_id, round_, "{}", "fc", account_, "", 1});
    });
  }
  Row only_row(const CoveredTable& table) {
    Row found;
    database_->read([&](Reading& db) {
      const auto query = rows_behind(table, std::nullopt, 2);
      const Rows rows = db.query(query.sql, query.values);
      ASSERT_EQ(rows.size(), 1U) << table.name << ": fill() is to write one row of it";
      found = rows[0];
    });
    return found;
  }

  test::Fresh fresh_{GetParam()};
  std::unique_ptr<Database> database_ = Database::open(fresh_.address());
  Id unit_ = 0, account_ = 0, round_ = 0, subject_ = 0, fact_ = 0, poll_ = 0;
};

INSTANTIATE_TEST_SUITE_P(On, Record, testing::Values(Kind::Sqlite, Kind::Postgres),
                         [](const auto& kind) { return test::name_of(kind.param); });

/// Another value of the same type.
Value other_than(const Value& value, const Value& instead_of_null) {
  if (const auto* number = std::get_if<std::int64_t>(&value.variant())) return *number + 1;
  if (const auto* text = std::get_if<std::string>(&value.variant())) return *text + "x";
  if (const auto* blob = std::get_if<Blob>(&value.variant())) return Blob{blob->bytes + "x"};
  return instead_of_null;
}

TEST_P(Record, M7_NamesAnEditedRowOfEveryTable) {
  fill();
  expect_holds("as it was written");
  test::Tamper tamper(fresh_);
  for (const auto& table : covered_tables()) {
    const Row row = only_row(table);
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      const std::string column(table.columns[i]), what = std::string(table.name) + "." + column;
      const Value& was = row[table.key.size() + i];
      const Value other = other_than(was, tamper.value_for(table.name, column));
      tamper.execute("UPDATE " + std::string(table.name) + " SET " + column + " = $1", {other});
      expect_row(table.covered, RowFault::Edited, 1, what);
      tamper.execute("UPDATE " + std::string(table.name) + " SET " + column + " = $1", {was});
      expect_holds(what + " as before");
    }
  }
}

TEST_P(Record, M7_NamesARemovedAndAnInsertedRowOfEveryTable) {
  fill();
  write("nothing", [](Writing&) {});
  test::Tamper tamper(fresh_);
  for (const auto& table : covered_tables()) {
    const std::string name(table.name), columns = tamper.columns_of(name);
    tamper.execute("CREATE TABLE kept_row AS SELECT * FROM " + name, {});
    tamper.execute("DELETE FROM " + name, {});
    expect_row(table.covered, RowFault::Removed, 1, name);
    const std::string back = "INSERT INTO " + name + " (" + columns + ") SELECT " + columns + " FROM kept_row";
    tamper.execute(back, {});
    expect_holds(name + " as before");
    // The same row under another key.
    const Value last = only_row(table)[table.key.size() - 1];
    const std::string key(table.key.back());
    tamper.execute("UPDATE kept_row SET " + key + " = $1", {other_than(last, {})});
    tamper.execute(back, {});
    expect_row(table.covered, RowFault::Added, 0, name);
    tamper.execute("DELETE FROM " + name + " WHERE " + key + " = $1", {other_than(last, {})});
    expect_holds(name + " without it");
    tamper.execute("DROP TABLE kept_row", {});
  }
}

TEST_P(Record, M7_EveryTableAndColumnIsCoveredOrSaidNotToBe) {
  const std::set<std::string> not_covered = {"ballot",  "ballot_spool", "ballot_box", "issued",     "session",
                                             "job",     "job_file",     "message",    "last_write", "schema_version",
                                             "journal", "journal_text", "row_seal"};
  const std::set<std::string> change_alone = {"round.revision", "paper.sealed_key", "slip.used_for"};
  test::Tamper tamper(fresh_);
  std::set<std::string> covered;
  for (const auto& table : covered_tables()) {
    covered.emplace(table.name);
    std::set<std::string> known;
    for (const auto* list : {&table.key, &table.columns})
      for (const auto column : *list) known.emplace(column);
    for (const auto& column : tamper.column_names(std::string(table.name)))
      EXPECT_TRUE(known.contains(column) != change_alone.contains(std::string(table.name) + "." + column))
          << table.name << "." << column;
  }
  for (const auto& name : tamper.table_names())
    EXPECT_TRUE(covered.contains(name) != not_covered.contains(name)) << name;
}

TEST_P(Record, M7_NamesTheEntryThatWroteARowLast) {
  fill();
  write("state", [&](Writing& db) { set_round_state(db, round_, "running"); });
  write("grants", [&](Writing& db) { set_grants(db, account_, {{"office", unit_}, {"auditor", unit_}}); });
  expect_holds("after changes");
  test::Tamper tamper(fresh_);
  tamper.execute("UPDATE round SET state = 'over'", {});
  expect_row(Covered::Round, RowFault::Edited, 2, "state");
  EXPECT_EQ(verified().rows()[0].shown, "考评");
  tamper.execute("UPDATE round SET state = 'draft'", {});
  expect_row(Covered::Round, RowFault::Edited, 2, "put back to what it was before");
  tamper.execute("UPDATE round SET state = 'running'", {});
  expect_holds("mended");
  tamper.execute("INSERT INTO account_role (account_id, role, unit_id) VALUES ($1, 'administrator', $2)",
                 {account_, unit_});
  expect_row(Covered::AccountRole, RowFault::Added, 0, "administrator");
  EXPECT_EQ(values_of_key(verified().rows()[0].key), (Values{account_, "administrator", unit_}));
  tamper.execute("DELETE FROM account_role WHERE role = 'auditor' OR role = 'administrator'", {});
  expect_row(Covered::AccountRole, RowFault::Removed, 3, "auditor");
}

TEST_P(Record, M7_NamesARowThatIsThereAgainThoughItWasRemoved) {
  fill();
  write("none", [&](Writing& db) { set_grants(db, account_, {}); });
  expect_holds("removed by the program");
  test::Tamper tamper(fresh_);
  tamper.execute("INSERT INTO account_role (account_id, role, unit_id) VALUES ($1, 'office', $2)", {account_, unit_});
  expect_row(Covered::AccountRole, RowFault::Added, 2, "office again");
}

TEST_P(Record, M7_AnHonestChangeDoesNotHideWhatWasDoneBefore) {
  fill();
  test::Tamper tamper(fresh_);
  tamper.execute("UPDATE account SET password_hash = 'copied'", {});
  Account account;
  database_->read([&](Reading& db) { account = *account_of(db, account_); });
  account.email = "a@example.org";
  write("mail", [&](Writing& db) { change_account(db, account); });
  const auto walk = verified();
  EXPECT_EQ(walk.row_count(), 0) << "as the last entry left it";
  EXPECT_FALSE(walk.holds());
  ASSERT_EQ(walk.journal().altered().size(), 1U);
  const auto body = Json::parse(walk.journal().altered()[0].body);
  EXPECT_EQ(body["rows"][0]["table"].text(), "account");
  // Twice in one work, or in one group, is no change by somebody else.
  write("twice", [&](Writing& db) {
    change_account(db, account);
    account.email = "";
    change_account(db, account);
  });
  EXPECT_EQ(verified().journal().altered().size(), 1U);
}

TEST_P(Record, M7_NamesEntriesWhoseSealsWereTouched) {
  fill();
  write("person", [&](Writing& db) { add_unit(db, {0, unit_, "2", "科", "", std::nullopt}); });
  test::Tamper tamper(fresh_);
  const auto expect_seals = [&](std::int64_t seq, const std::string& what) {
    const auto walk = verified();
    EXPECT_FALSE(walk.holds()) << what;
    ASSERT_EQ(walk.journal().wrong_seals().size(), 1U) << what;
    EXPECT_EQ(walk.journal().wrong_seals()[0].seq, seq) << what;
    EXPECT_EQ(walk.journal().wrong_seals()[0].fault, JournalFault::Seals);
  };
  tamper.execute("CREATE TABLE kept_seal AS SELECT * FROM row_seal WHERE seq = 2", {});
  tamper.execute("DELETE FROM row_seal WHERE seq = 2", {});
  tamper.execute("DELETE FROM unit WHERE code = '2'", {});
  expect_seals(2, "row and seal removed together");
  tamper.execute("INSERT INTO row_seal SELECT * FROM kept_seal", {});
  tamper.execute("UPDATE row_seal SET digest = NULL, salt = NULL WHERE seq = 2", {});
  expect_seals(2, "a seal that says that the row was removed");
  tamper.execute("DELETE FROM row_seal WHERE seq = 2", {});
  tamper.execute("INSERT INTO row_seal SELECT 7, covered, row_key, salt, digest FROM kept_seal", {});
  const auto walk = verified();
  ASSERT_EQ(walk.journal().wrong_seals().size(), 2U) << "seals of an entry that there is not";
  EXPECT_EQ(walk.journal().wrong_seals()[1].seq, 7);
}

TEST_P(Record, ASealWithoutItsSaltSealsNothing) {
  fill();
  test::Tamper tamper(fresh_);
  tamper.execute("UPDATE row_seal SET salt = NULL WHERE covered = $1", {static_cast<std::int64_t>(Covered::Fact)});
  expect_row(Covered::Fact, RowFault::Edited, 1, "no salt");
}

TEST_P(Record, OfWhatARowWasBeforeNoSaltIsKept) {
  fill();
  write("state", [&](Writing& db) { set_round_state(db, round_, "running"); });
  database_->read([&](Reading& db) {
    const auto salts = db.query("SELECT salt FROM row_seal WHERE covered = $1 ORDER BY seq",
                                {static_cast<std::int64_t>(Covered::Round)});
    ASSERT_EQ(salts.size(), 2U);
    EXPECT_TRUE(salts[0][0].is_null());
    EXPECT_FALSE(salts[1][0].is_null());
  });
}

TEST_P(Record, AWorkThatSaysNothingIsInTheJournalAllTheSame) {
  database_->write([](Writing& db) { add_unit(db, {0, std::nullopt, "1", "局", "", std::nullopt}); });
  database_->read([](Reading& db) {
    const auto rows = journal_rows(db, 0, 10);
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(rows[0].action, unnoted_action);
  });
  expect_holds("sealed by that entry");
}

TEST_P(Record, OfAWorkThatFailedNothingIsSealed) {
  fill();
  EXPECT_THROW(write("fails",
                     [&](Writing& db) {
                       set_round_state(db, round_, "over");
                       throw std::domain_error("no");
                     }),
               std::domain_error);
  EXPECT_EQ(head().seq, 1);
  expect_holds("undone");
}

TEST_P(Record, OfMoreRowsThanAreReadAtOnce) {
  fill();
  constexpr int count = 2'345;
  write("many", [&](Writing& db) {
    for (int i = 0; i < count; ++i)
      add_fact(db, {0, round_, subject_, "n" + std::to_string(i), "assessed", "1", "", account_, 1, 0});
  });
  write("few", [&](Writing& db) {
    for (int i = 0; i < 10; ++i) add_unit(db, {0, unit_, "u" + std::to_string(i), "科", "", std::nullopt});
  });
  expect_holds("all");
  EXPECT_EQ(verified().looked_at(), count + 10 + static_cast<std::int64_t>(covered_tables().size()));
  test::Tamper tamper(fresh_);
  for (const int which : {0, 498, 499, 500, 999, 1000, 2'344}) {
    const Values input{"n" + std::to_string(which)};
    tamper.execute("UPDATE fact SET value = '2' WHERE input = $1", input);
    expect_row(Covered::Fact, RowFault::Edited, 2, std::to_string(which));
    tamper.execute("UPDATE fact SET value = '1' WHERE input = $1", input);
  }
  tamper.execute("DELETE FROM fact WHERE input <> 'n7'", {});
  const auto walk = verified();
  EXPECT_EQ(walk.row_count(), count);  // with the one of fill()
  EXPECT_EQ(walk.rows().size(), RecordWalk::told_max);
}

TEST_P(Record, IsReadInPiecesWhileItIsWrittenOn) {
  fill();
  RecordWalk walk;
  for (int i = 0; !walk.is_over(); ++i) {
    ASSERT_LT(i, 1000);
    if (i < 20)
      write("on", [&](Writing& db) {
        add_fact(db, {0, round_, subject_, "p" + std::to_string(i), "assessed", "1", "", account_, 1, 0});
        set_round_state(db, round_, i % 2 == 0 ? "running" : "over");
      });
    database_->read([&](Reading& db) { walk.read(db, 1); });
    EXPECT_LE(walk.done(), walk.total());
  }
  EXPECT_TRUE(walk.holds());
  EXPECT_EQ(walk.journal().before(), head());
}

TEST_P(Record, AKeptHeadIsCompared) {
  fill();
  const auto kept = head();
  write("more", [](Writing&) {});
  EXPECT_TRUE(verified(kept).holds());
  EXPECT_TRUE(verified(head()).holds());
  EXPECT_FALSE(verified(JournalHead{kept.seq, std::string(64, 'a')}).holds());
  EXPECT_FALSE(verified(JournalHead{9, std::string(64, 'a')}).holds()) << "an older database";
}

TEST_P(Record, KnowsHowLongItIs) {
  fill();
  database_->read([](Reading& db) {
    EXPECT_TRUE(is_longer_than(db, 0));
    EXPECT_FALSE(is_longer_than(db, 1'000'000));
  });
}

TEST_P(Record, TwoServersSealWithoutHarm) {
  fill();
  const auto other = Database::open(fresh_.address());
  std::vector<std::thread> threads;
  for (Database* database : {database_.get(), other.get()})
    for (int thread = 0; thread < 4; ++thread)
      threads.emplace_back([=, this] {
        for (int i = 0; i < 10; ++i)
          database->write([&](Writing& db) {
            set_round_state(db, round_, std::to_string(thread));
            set_grants(db, account_, {{"role" + std::to_string(i), unit_}});
            db.note({1, std::nullopt, "x", "{}"});
          });
      });
  for (auto& thread : threads) thread.join();
  expect_holds("both");
}

TEST_P(Record, ADatabaseFromBeforeIsSealedWhenItComes) {
  const test::Fresh before(GetParam());
  auto old = migrations();
  std::erase_if(old, [](const auto& migration) { return migration.version >= 29; });
  {
    const auto database = open_grouped(before.backend(), old);
    database->write([](Writing& db) {
      db.execute("INSERT INTO setting (name, value) VALUES ('office_name', '考评办'), ('smtp_tls', 'required')");
      for (int i = 0; i < 1'234; ++i)
        db.execute("INSERT INTO unit (code, name, kind) VALUES ($1, '局', '')", {std::to_string(i)});
    });
  }
  {
    const auto database = Database::open(before.address());
    EXPECT_TRUE(test::holds(*database));
    database->read([](Reading& db) {
      const auto rows = journal_rows(db, 0, 10);
      ASSERT_EQ(rows.size(), 1U);
      EXPECT_EQ(rows[0].action, sealed_action);
      EXPECT_EQ(rows[0].body, "{\"rows\":{\"setting\":2,\"unit\":1234}}");
      EXPECT_EQ(verify_record(db).journal().sealed_from(), 1);
    });
  }
  test::Tamper(before).execute("UPDATE unit SET name = '处' WHERE code = '1000'", {});
  const auto database = Database::open(before.address());  // and not sealed once more
  database->read([](Reading& db) {
    const auto walk = verify_record(db);
    ASSERT_EQ(walk.rows().size(), 1U);
    EXPECT_EQ(walk.rows()[0].shown, "处");
    EXPECT_EQ(walk.rows()[0].seq, 1);
  });
}

TEST_P(Record, IsLookedAtWithoutChangingIt) {
  fill();
  const auto reading = Database::open_to_read(fresh_.address());
  EXPECT_TRUE(test::holds(*reading));
  EXPECT_THROW(reading->write([](Writing&) {}), DatabaseFailure);
  const test::Fresh empty(GetParam());
  EXPECT_THROW(Database::open_to_read(empty.address()), DatabaseFailure);
}

TEST(RowKey, IsReadBackAndOrdered) {
  const std::vector<Values> ordered = {{-5}, {0}, {1}, {255}, {256}, {1'000'000'000'000}};
  for (std::size_t i = 0; i + 1 < ordered.size(); ++i) EXPECT_LT(key_of(ordered[i]), key_of(ordered[i + 1]));
  const std::vector<Values> texts = {{1, ""}, {1, "a"}, {1, "a b"}, {1, "ab"}, {1, "星"}, {2, "a"}};
  for (std::size_t i = 0; i + 1 < texts.size(); ++i) EXPECT_LT(key_of(texts[i]), key_of(texts[i + 1]));
  for (const auto* list : {&ordered, &texts})
    for (const auto& key : *list) EXPECT_EQ(values_of_key(key_of(key)), key);
}

}  // namespace
}  // namespace pingxing::store
