// M7: what the whole verification names, in words, on both databases: figures, roles, passwords, states, ballots, a
// journal that somebody changed, heads that were kept. And people stand in entries by their ids.
#include "office/verify_record.hpp"

#include "office/figures.hpp"
#include "office/poll_test_support.hpp"
#include "store/group_record.hpp"

namespace pingxing::office {
namespace {

class VerifyRecord : public PollTest, public testing::WithParamInterface<store::test::Kind> {
 protected:
  VerifyRecord() : PollTest(GetParam()) { expect_tampering(); }

  RecordFindings verified(const std::optional<store::JournalHead>& kept = {}) {
    return verify_record(office_, &secrets_, kept, [](std::size_t done, std::size_t total) { EXPECT_LE(done, total); });
  }
  static Codes told_codes(const std::vector<Refusal>& all) {
    Codes found;
    for (const auto& one : all) {
      told(*one.row);
      found.emplace_back(one.code());
    }
    return found;
  }
  /// One fault of that code, whose words have these in both languages.
  void expect_fault(const std::string& code, const std::vector<std::string>& words) {
    const auto found = verified();
    EXPECT_EQ(told_codes(found.faults), Codes{code});
    if (found.faults.size() != 1) return;
    for (const auto language : {Language::Chinese, Language::English})
      for (const auto& word : words)
        EXPECT_NE(found.faults[0].says(language).find(word), std::string::npos) << found.faults[0].says(language);
  }
  void expect_holds() { EXPECT_EQ(told_codes(verified().faults), Codes{}); }
  store::JournalHead head() {
    return look(office_, [](store::Reading& db) { return store::journal_head(db); });
  }
};

INSTANTIATE_TEST_SUITE_P(On, VerifyRecord, testing::Values(store::test::Kind::Sqlite, store::test::Kind::Postgres),
                         [](const auto& kind) { return store::test::name_of(kind.param); });

TEST_P(VerifyRecord, M7_NamesFiguresRolesPasswordsAndStates) {
  const Id round_id = start_round();
  open_only(round_id, {scheme::StageKind::Score});
  const auto cell = save_cell(office_, actor("org"), round_id, Source::Assessed,
                              {subject(round_id, "0101"), "2 学习质量", "18", "好", 0});
  ASSERT_TRUE(cell);
  const auto entry = std::to_string(head().seq);
  expect_holds();
  store::test::Tamper tamper(fresh_);
  tamper.execute("UPDATE fact SET value = '20'", {});
  expect_fault("ROW_EDITED", {"2 学习质量", entry});
  tamper.execute("UPDATE fact SET value = '18'", {});
  expect_holds();
  tamper.execute("DELETE FROM fact", {});
  expect_fault("ROW_REMOVED", {std::to_string(cell->fact_id), entry});
  tamper.execute(
      "INSERT INTO fact (id, round_id, subject_id, input, source, value, reason, account_id, recorded_at, replaces) "
      "VALUES ($1, $2, $3, '2 学习质量', 'assessed', '18', '好', $4, $5, 0)",
      {cell->fact_id, round_id, subject(round_id, "0101"), account("org"), clock_.now_ms()});
  expect_holds();

  tamper.execute("INSERT INTO account_role (account_id, role, unit_id) VALUES ($1, 'administrator', $2)",
                 {account("pine"), unit("1")});
  expect_fault("ROW_INSERTED", {"administrator", std::to_string(account("pine"))});
  tamper.execute("DELETE FROM account_role WHERE account_id = $1 AND role = 'administrator'", {account("pine")});
  tamper.execute("UPDATE account SET password_hash = 'copied' WHERE login = 'admin'", {});
  expect_fault("ROW_EDITED", {"admin"});
  tamper.execute("UPDATE account SET password_hash = '' WHERE login = 'admin'", {});
  tamper.execute("UPDATE round SET state = 'over'", {});
  expect_fault("ROW_EDITED", {"2026年一季度"});
  tamper.execute("UPDATE round SET state = 'running'", {});
  tamper.execute("UPDATE round_stage SET state = 'closed' WHERE state = 'open'", {});
  expect_fault("ROW_EDITED", {});
}

TEST_P(VerifyRecord, M7_NamesWhatIsThereAgainAndWhatWasAlteredBeforeAnHonestChange) {
  ASSERT_TRUE(change_grants(office_, actor("admin"), account("pine"), {{"secretary", unit("0102")}}));
  store::test::Tamper tamper(fresh_);
  tamper.execute("INSERT INTO account_role (account_id, role, unit_id) VALUES ($1, 'secretary', $2)",
                 {account("pine"), unit("0101")});
  expect_fault("ROW_INSERTED_AGAIN", {std::to_string(head().seq)});
  tamper.execute("DELETE FROM account_role WHERE account_id = $1 AND unit_id = $2", {account("pine"), unit("0101")});
  expect_holds();
  tamper.execute("UPDATE account SET password_hash = 'copied' WHERE login = 'pine'", {});
  ASSERT_TRUE(change_details(office_, actor("admin"), account("pine"), {"青松", "", ""}));
  expect_fault("ROW_ALTERED_BEFORE", {std::to_string(account("pine"))});
}

TEST_P(VerifyRecord, M7_IsNotStoppedByAnEntryThatSomebodyWroteOn) {
  for (const char* key : {"zz", "6", "", "6e0000000000000001"})
    database_->write([&](store::Writing& db) {
      note_in_journal(db, office_, 0, store::altered_action,
                      {{"rows", Json::array({Json{{"table", "unit"}, {"key", key}}, Json("odd")})}});
    });
  expect_tampering();
  EXPECT_FALSE(verified().holds());
}

TEST_P(VerifyRecord, M7_NamesSealsAndEntriesThatWereTouchedAndNotWhatWasErased) {
  start_round();
  const auto seq = head().seq;
  const Id who = account("office");
  database_->write([&](store::Writing& db) {
    store::erase_entry(db, seq);
    note_in_journal(db, office_, who, "record.acknowledge_restore", Json::object());
  });
  expect_holds();
  EXPECT_EQ(verified().erased, 1);
  store::test::Tamper tamper(fresh_);
  tamper.execute("UPDATE row_seal SET digest = salt WHERE seq = $1", {seq});
  EXPECT_EQ(told_codes(verified().faults).front(), "SEALS_CHANGED");
  tamper.execute("UPDATE journal SET account_id = 4711 WHERE seq = $1", {seq});
  const auto found = verified();
  EXPECT_EQ(told_codes(found.faults).front(), "JOURNAL_BROKEN");
  EXPECT_EQ(found.broken->seq, seq);
  EXPECT_EQ(found.head.seq, seq - 1);
}

TEST_P(VerifyRecord, M7_ListsTheFirstAndCountsTheOthers) {
  database_->write([&](store::Writing& db) {
    for (int i = 0; i < 300; ++i) store::set_setting(db, "s" + std::to_string(i), "1");
  });
  store::test::Tamper(fresh_).execute("UPDATE setting SET value = '2'", {});
  const auto codes = told_codes(verified().faults);
  EXPECT_EQ(codes.size(), store::RecordWalk::told_max + 1);
  EXPECT_EQ(codes.back(), "ROWS_MORE");
}

TEST_P(VerifyRecord, M7_NamesARemovedBallotAndSaysWhereItCannotLook) {
  const Id poll_id = open(start());
  for (int i = 1; i <= 3; ++i) vote(i, poll_id, "9");
  expect_holds();
  EXPECT_EQ(told_codes(verified().remarks), Codes{});
  const auto without = verify_record(office_, nullptr, {}, [](auto, auto) {});
  EXPECT_TRUE(without.holds());
  EXPECT_EQ(told_codes(without.remarks), Codes{"BOX_NOT_OPENED"});
  store::test::Tamper tamper(fresh_);
  tamper.execute("DELETE FROM ballot_spool WHERE tag IN (SELECT tag FROM ballot_spool LIMIT 1)", {});
  EXPECT_EQ(told_codes(verified().faults), Codes{"BALLOT_ROW_MISSING"});
  EXPECT_EQ(told_codes(verify_record(office_, nullptr, {}, [](auto, auto) {}).faults), Codes{"BALLOT_ROW_MISSING"});
}

TEST_P(VerifyRecord, M7_ComparesAKeptHead) {
  const auto kept = head();
  start_round();
  EXPECT_TRUE(verified(kept).holds());
  EXPECT_TRUE(verified(head()).holds());
  for (const auto& wrong : {store::JournalHead{kept.seq, std::string(64, 'a')}, {head().seq + 1, std::string(64, 'a')}})
    EXPECT_EQ(told_codes(verified(wrong).faults), Codes{"JOURNAL_BROKEN"});
  EXPECT_EQ(code_of(kept_head_of("57")), "HEAD_UNREADABLE");
  EXPECT_EQ(*kept_head_of(" "), std::nullopt);
  EXPECT_EQ(*kept_head_of(store::text_of(kept)), kept);
}

TEST_P(VerifyRecord, PeopleStandInEntriesByTheirIds) {
  const Id round_id = start_round();
  open_only(round_id, {scheme::StageKind::Score, scheme::StageKind::SpotCheck});
  ASSERT_TRUE(create_account(office_, actor("admin"), {"zhangsan", "张三丰", "zsf@example.org", "P2", {}}));
  ASSERT_TRUE(change_details(office_, actor("admin"), account("zhangsan"), {"李四光", "lsg@example.org", "P2"}));
  look(office_, [](store::Reading& db) {
    for (const auto& row : store::journal_rows(db, 0, 1000))
      for (const char* word : {"张三丰", "李四光", "zhangsan", "example.org", "测试员"})
        EXPECT_EQ(row.body.find(word), std::string::npos) << row.action << " " << row.body;
    return 0;
  });
}

}  // namespace
}  // namespace pingxing::office
