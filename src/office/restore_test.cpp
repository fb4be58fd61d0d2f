// M10: a back-up from before is put back. It is noticed by the head that was kept outside, everybody is signed out, the
// office is told until it acknowledges, and a poll whose secret is gone can be given up.
#include "office/restore.hpp"

#include <filesystem>

#include "office/poll_test_support.hpp"

namespace pingxing::office {
namespace {

class Restores : public PollTest {
 protected:
  /// The file of the database as it is now, and put back later.
  std::string back_up() {
    const auto to = folder_.path("back-up.db");
    std::filesystem::remove(to);
    store::sqlite::backend(fresh_.address())->connect(store::Purpose::Writing)->run_script("VACUUM INTO '" + to + "'");
    return to;
  }
  void put_back(const std::string& from) {
    const auto connection = fresh_.backend()->connect(store::Purpose::Migrating);
    connection->run_script("ATTACH '" + from + "' AS before");
    std::vector<std::string> tables;
    for (const auto& row :
         connection->query("SELECT name FROM main.sqlite_schema WHERE type = 'trigger' ORDER BY name", {}))
      connection->run_script("DROP TRIGGER " + row[0].text());
    for (const auto& row :
         connection->query("SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'", {}))
      connection->run_script("DELETE FROM main." + row[0].text() + "; INSERT INTO main." + row[0].text() +
                             " SELECT * FROM before." + row[0].text());
    connection->run_script("DETACH before");
  }
  std::optional<Restore> told_restore() {
    return look(office_, [](store::Reading& db) { return restore_to_acknowledge(db); });
  }
  std::size_t sessions() {
    return look(office_, [](store::Reading& db) { return db.query("SELECT 1 FROM session").size(); });
  }
  void sign_in() {
    const Id who = account("office");
    database_->write([&](store::Writing& db) {
      store::add_session(db, {"hash", who, clock_.now_ms(), clock_.now_ms(), clock_.now_ms() + 1000, ""});
    });
  }

  KeptHead kept_{folder_.path("secrets")};
};

TEST_F(Restores, AreNoticedByTheHeadThatWasKept) {
  EXPECT_FALSE(watch_record(office_, kept_));
  const auto before = back_up();
  start_round();
  sign_in();
  EXPECT_FALSE(watch_record(office_, kept_));
  const auto newest = look(office_, [](store::Reading& db) { return store::journal_head(db); });
  EXPECT_EQ(kept_.find(), newest);
  EXPECT_EQ(told_restore(), std::nullopt);
  EXPECT_EQ(sessions(), 1U);

  put_back(before);
  sign_in();
  EXPECT_TRUE(watch_record(office_, kept_));
  EXPECT_EQ(sessions(), 0U) << "everybody signs in again";
  EXPECT_EQ(last_row().action, "record.restored");
  ASSERT_TRUE(told_restore());
  EXPECT_EQ(told_restore()->kept, newest);
  EXPECT_LT(told_restore()->found.seq, newest.seq);
  EXPECT_FALSE(watch_record(office_, kept_)) << "once";

  EXPECT_TRUE(is_told_of_restores(actor("auditor")));
  EXPECT_FALSE(is_told_of_restores(actor("pine")));
  EXPECT_EQ(code_of(acknowledge_restore(office_, actor("auditor"), "")), "NOT_ALLOWED");
  ASSERT_TRUE(acknowledge_restore(office_, actor("office"), "磁盘坏了"));
  EXPECT_EQ(last_row().action, "record.acknowledge_restore");
  EXPECT_NE(last_row().body.find("磁盘坏了"), std::string::npos);
  EXPECT_EQ(told_restore(), std::nullopt);
  EXPECT_EQ(code_of(acknowledge_restore(office_, actor("office"), "")), "NO_RESTORE");
}

TEST_F(Restores, OfAnotherDatabaseAsLongAreNoticedToo) {
  const auto before = back_up();
  set("office_name", "甲");
  EXPECT_FALSE(watch_record(office_, kept_));
  put_back(before);
  set("office_name", "乙");
  set("office_name", "丙");
  EXPECT_TRUE(watch_record(office_, kept_));
}

TEST_F(Restores, ADamagedFileIsNoHeadAndIsWrittenAnew) {
  EXPECT_FALSE(watch_record(office_, kept_));
  std::filesystem::resize_file(folder_.path("secrets") + "/journal-head", 20);
  EXPECT_EQ(kept_.find(), std::nullopt);
  EXPECT_FALSE(watch_record(office_, kept_));
  EXPECT_TRUE(kept_.find());
}

TEST_F(Restores, M10_APollFromBeforeItsCloseIsGivenUpAndHeldAgain) {
  const Id round_id = start(), poll_id = open(round_id);
  for (int i = 1; i <= 3; ++i) vote(i, poll_id, "9");
  EXPECT_EQ(code_of(give_up_poll(office_, secrets_, actor("office"), poll_id, "无")), "POLL_SECRET_IS_HERE");
  EXPECT_FALSE(watch_record(office_, kept_));
  const auto before = back_up();
  ASSERT_TRUE(close(poll_id, "", FewBallots::Accepted));
  polling_.forget(poll_id);
  EXPECT_FALSE(watch_record(office_, kept_));
  put_back(before);
  EXPECT_TRUE(watch_record(office_, kept_));

  const auto lost = polls_without_secret(office_, secrets_);
  ASSERT_EQ(lost.size(), 1U);
  EXPECT_EQ(lost[0].id, poll_id);
  EXPECT_EQ(code_of(close(poll_id)), "POLL_SECRET_GONE");
  EXPECT_EQ(code_of(create_poll(office_, actor("office"), round_id, "党员票", {}, FirstRoll::Empty, "再投")),
            "POLL_THERE");
  EXPECT_EQ(code_of(give_up_poll(office_, secrets_, actor("office"), poll_id, " ")), "TEXT_MISSING");
  EXPECT_EQ(code_of(give_up_poll(office_, secrets_, actor("pine"), poll_id, "备份")), "NOT_ALLOWED");
  ASSERT_TRUE(give_up_poll(office_, secrets_, actor("office"), poll_id, "恢复了截止之前的备份"));
  EXPECT_EQ(last_row().action, "poll.give_up");
  EXPECT_EQ(code_of(give_up_poll(office_, secrets_, actor("office"), poll_id, "备份")), "POLL_GIVEN_UP");
  EXPECT_EQ(code_of(polling_.open_poll(poll_id)), "POLL_GIVEN_UP");
  EXPECT_TRUE(polls_without_secret(office_, secrets_).empty());
  EXPECT_TRUE(view_poll(office_, actor("office"), poll_id));
  EXPECT_TRUE(verify_poll(office_, secrets_, actor("office"), poll_id));
  tidy_secrets(office_, secrets_);

  EXPECT_EQ(code_of(create_poll(office_, actor("office"), round_id, "党员票", {}, FirstRoll::Empty)),
            "POLL_AGAIN_NEEDS_REASON");
  const auto further = create_poll(office_, actor("office"), round_id, "党员票", {}, FirstRoll::Empty, "密钥丢失");
  ASSERT_TRUE(further);
  EXPECT_EQ(view_poll(office_, actor("office"), *further)->poll.number, 2);
}

}  // namespace
}  // namespace pingxing::office
