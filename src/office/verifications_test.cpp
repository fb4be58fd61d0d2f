// Verification: who looks over whom, confirming and giving back, corrections, and confirmations that went stale.
#include "office/verifications.hpp"

#include "office/messages.hpp"
#include "office/tasks.hpp"
#include "office/test_support.hpp"

namespace pingxing::office {
namespace {

using scheme::StageKind;

class Verifications : public OfficeTest {
 protected:
  Id round_ = start_round();
  const std::string input_ = "2 学习质量";

  VerificationList list(const char* who) const {
    const auto found = list_verifications(office_, actor(who), round_);
    EXPECT_TRUE(found);
    return found ? *found : VerificationList{};
  }
  Result<> say(const char* who, const char* code, Verdict verdict, const std::string& note = "", Id replaces = 0) {
    return verify_subject(office_, actor(who), round_, {subject(round_, code), verdict, note, replaces});
  }
  Result<SavedCell> correct(const char* who, const std::string& value, const std::string& reason) {
    return save_cell(office_, actor(who), round_, Source::Checked, {subject(round_, "0101"), input_, value, reason, 0});
  }
};

TEST_F(Verifications, BelongToTheLevelAbove) {
  open_only(round_, {StageKind::Verify});
  EXPECT_EQ(list("verifier").rows.size(), 3U);
  EXPECT_EQ(code_of(list_verifications(office_, actor("pine"), round_)), "NOT_ALLOWED");
  // A verifier of one branch only: the branch does not look over itself.
  const Id branch = unit("0101");
  database_->write([&](store::Writing& db) {
    store::set_grants(db, store::account_of_login(db, "verifier")->id, {{"verifier", branch}});
  });
  EXPECT_EQ(code_of(say("verifier", "0101", Verdict::Confirmed)), "SUBJECT_NOT_YOURS");
  const auto who = verifiers_of(office_, actor("office"), round_);
  ASSERT_TRUE(who);
  EXPECT_EQ(who->unverified, (std::vector<std::string>{"0101", "0102", "0103"}));
}

TEST_F(Verifications, AreSaidOnceAndInTheirTime) {
  open_only(round_, {StageKind::Score});
  EXPECT_EQ(code_of(say("verifier", "0101", Verdict::Confirmed)), "NOT_NOW");
  open_only(round_, {StageKind::Verify});
  EXPECT_EQ(code_of(say("verifier", "0101", Verdict::Returned, " ")), "TEXT_MISSING");
  ASSERT_TRUE(say("verifier", "0101", Verdict::Returned, "少一次会议记录"));
  EXPECT_EQ(last_row().action, "verification.save");
  EXPECT_EQ(code_of(say("office", "0101", Verdict::Confirmed)), "VERIFIED_MEANWHILE");
  auto now = list("verifier");
  EXPECT_EQ(now.done, 0U);
  EXPECT_EQ(now.rows[0].last.note, "少一次会议记录");
  ASSERT_TRUE(say("verifier", "0101", Verdict::Confirmed, "", now.rows[0].last.id));
  EXPECT_EQ(list("verifier").done, 1U);
}

TEST_F(Verifications, GoStaleWhenAFigureChanges) {
  open_only(round_, {StageKind::Score, StageKind::Verify});
  ASSERT_TRUE(say("verifier", "0101", Verdict::Confirmed));
  ASSERT_TRUE(
      save_cell(office_, actor("org"), round_, Source::Assessed, {subject(round_, "0101"), input_, "18", "", 0}));
  EXPECT_TRUE(list("verifier").rows[0].is_stale);
  EXPECT_EQ(list("verifier").done, 0U);
}

TEST_F(Verifications, CorrectFiguresWithAReason) {
  open_only(round_, {StageKind::Verify});
  EXPECT_EQ(code_of(correct("verifier", "12", "")), "REASON_NEEDED");
  ASSERT_TRUE(correct("verifier", "12", "材料不全"));
  EXPECT_EQ(code_of(correct("pine", "20", "想多要几分")), "SUBJECT_NOT_YOURS");
  EXPECT_EQ(code_of(correct("org", "20", "原来的分")), "SUBJECT_NOT_YOURS");
}

TEST_F(Verifications, AreTasks) {
  open_only(round_, {StageKind::Verify});
  const auto tasks = tasks_of(office_, actor("verifier"));
  ASSERT_EQ(tasks.size(), 1U);
  EXPECT_EQ(tasks[0].command, round::Command::Verify);
  EXPECT_EQ(tasks[0].wanted, 3U);
  EXPECT_TRUE(tasks_of(office_, actor("pine")).empty());
}

TEST_F(Verifications, AndFiguresAreNeverChangedInTheDatabase) {
  open_only(round_, {StageKind::Score});
  ASSERT_TRUE(
      save_cell(office_, actor("org"), round_, Source::Assessed, {subject(round_, "0101"), input_, "18", "", 0}));
  for (const char* sql : {"UPDATE fact SET value = '20'", "DELETE FROM fact"})
    EXPECT_ANY_THROW(database_->write([&](store::Writing& db) { db.execute(sql, {}); })) << sql;
}

}  // namespace
}  // namespace pingxing::office
