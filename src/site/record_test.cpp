// The journal's page and calls: an entry that somebody changed breaks no page (M6), the whole verification with a kept
// head (M7), and what is said where an older database was put in place (M10).
#include "office/poll_test_support.hpp"
#include "office/polls.hpp"
#include "office/restore.hpp"
#include "office/verify_record.hpp"
#include "site/test_support.hpp"

namespace pingxing::site {
namespace {

class RecordPages : public SiteTest {
 protected:
  std::string head() {
    return store::text_of(office::look(office_, [](store::Reading& db) { return store::journal_head(db); }));
  }
};

TEST_F(RecordPages, M6_AnEditedAccountInTheJournalBreaksNoPage) {
  const Id round = start_round();
  expect_tampering();
  store::test::Tamper tamper(fresh_);
  const auto auditor = as("auditor");
  for (const char* change :
       {"UPDATE journal SET account_id = 4711", "UPDATE journal SET account_id = -1",
        "UPDATE journal SET account_id = 0", "UPDATE journal_text SET body = 'no JSON'",
        "UPDATE journal_text SET body = '[1]'",
        "UPDATE journal_text SET body = '{\"account\":4711,\"subject\":[{}],\"stages\":7,\"person\":\"x\"}'",
        "UPDATE journal SET at = -99999999999999", "UPDATE journal SET action = '<b>'", "UPDATE journal SET way = 7",
        "DELETE FROM journal_text"}) {
    tamper.execute(change, {});
    for (const std::string path : {"/journal", "/journal?verify=1", "/api/v1/journal", "/api/v1/journal?verify=1"})
      EXPECT_EQ(get(auditor, path).status, 200) << change << " " << path;
    EXPECT_EQ(get(as("office"), "/rounds/" + std::to_string(round) + "/polls").status, 200) << change;
  }
}

TEST_F(RecordPages, M7_ThePageAndTheCallNameWhatWasChanged) {
  start_round();
  auto auditor = as("auditor");
  const auto kept = head();
  for (const auto* language : {"zh", "en"}) {
    auditor.language = language;
    const auto page = get(auditor, "/journal?verify=1&head=" + kept);
    EXPECT_NE(page.body.find(language == std::string("zh") ? "记录完整" : "The record holds"), std::string::npos);
    EXPECT_NE(page.body.find(kept), std::string::npos) << "to be kept";
  }
  const auto whole = Json::parse(get(auditor, "/api/v1/journal?verify=1&head=" + kept).body);
  EXPECT_EQ(whole["verified"].boolean_at("holds"), true);
  EXPECT_TRUE(whole["problem"].is_null());

  expect_tampering();
  store::test::Tamper(fresh_).execute("UPDATE round SET state = 'over'", {});
  EXPECT_NE(get(auditor, "/journal?verify=1").body.find("2026年一季度"), std::string::npos);
  const auto broken = Json::parse(get(auditor, "/api/v1/journal?verify=1").body);
  EXPECT_EQ(broken["verified"].boolean_at("holds"), false);
  EXPECT_EQ(broken["verified"]["faults"][0]["code"].text(), "ROW_EDITED");
  const auto other = "1:" + std::string(64, 'a');
  EXPECT_NE(get(auditor, "/journal?verify=1&head=" + other).body.find("kept"), std::string::npos);
  EXPECT_EQ(get(auditor, "/journal?verify=1&head=57").status, 422);
  EXPECT_EQ(get(auditor, "/api/v1/journal?verify=1&head=57").status, 422);
}

TEST_F(RecordPages, WhatWasErasedIsSaid) {
  start_round();
  const Id who = account("office");
  database_->write([&](store::Writing& db) {
    store::erase_entry(db, store::journal_head(db).seq);
    note_in_journal(db, office_, who, "record.acknowledge_restore", Json::object());
  });
  auto auditor = as("auditor");
  auditor.language = "en";
  const auto page = get(auditor, "/journal?verify=1").body;
  EXPECT_NE(page.find("(erased)"), std::string::npos);
  EXPECT_NE(page.find("entries whose words were erased (no fault): 1"), std::string::npos);
}

TEST_F(RecordPages, M10_ARestoreIsSaidOnThePagesOfTheOfficeUntilItIsAcknowledged) {
  const office::KeptHead kept(folder_.path("secrets"));
  kept.keep({999, std::string(64, 'a')});  // as another, newer database had it
  EXPECT_TRUE(office::watch_record(office_, kept));
  auto office = as("office"), pine = as("pine"), auditor = as("auditor");
  for (const auto* path : {"/", "/rounds", "/journal"}) {
    EXPECT_NE(get(office, path).body.find("href=\"/restore\""), std::string::npos) << path;
    EXPECT_NE(get(auditor, path).body.find("href=\"/restore\""), std::string::npos) << path;
  }
  EXPECT_EQ(get(pine, "/").body.find("href=\"/restore\""), std::string::npos);
  EXPECT_EQ(get(pine, "/restore").status, 403);
  for (const auto* language : {"zh", "en"}) {
    office.language = language;
    const auto page = get(office, "/restore");
    EXPECT_EQ(page.status, 200);
    EXPECT_NE(page.body.find("999:aaaa"), std::string::npos);
    EXPECT_EQ(page.body.find("[["), std::string::npos);
  }
  EXPECT_EQ(Json::parse(get(office, "/api/v1/restore").body)["restore"]["kept"].whole_at("seq"), 999);
  EXPECT_EQ(send(auditor, "POST", "/restore", form_of({{"note", ""}})).status, 403);
  EXPECT_EQ(send(office, "POST", "/restore", form_of({{"note", "换了硬盘"}})).status, 303);
  EXPECT_EQ(get(office, "/").body.find("href=\"/restore\""), std::string::npos);
  EXPECT_EQ(send(office, "POST", "/api/v1/restore", {}, "{}").status, 409);
  EXPECT_EQ(get(office, "/restore").status, 200);
}

TEST_F(RecordPages, M10_APollThatLostItsSecretIsGivenUpByPageAndByCall) {
  const Id round = start_round(office::ballot_scheme);
  open_only(round, {scheme::StageKind::Poll});
  auto office = as("office");
  office.language = "en";
  for (const std::string electorate : {"党员票", "群众票"}) {
    const auto made = office::create_poll(office_, actor("office"), round, electorate, {}, office::FirstRoll::Members);
    ASSERT_TRUE(made);
    ASSERT_TRUE(office::open_poll(office_, secrets_, polling_.keys(), actor("office"), *made));
    const std::string path = "/polls/" + std::to_string(*made);
    EXPECT_EQ(get(office, path).body.find("give this poll up"), std::string::npos);
    EXPECT_EQ(send(office, "POST", path + "/give-up", form_of({{"reason", "无"}})).status, 409);
    secrets_.destroy(*made);
    EXPECT_NE(get(office, path).body.find("give this poll up"), std::string::npos);
    EXPECT_NE(get(office, "/restore").body.find(path), std::string::npos);
    if (electorate == "党员票")
      EXPECT_EQ(send(office, "POST", path + "/give-up", form_of({{"reason", "备份"}})).status, 303);
    else
      EXPECT_EQ(send(office, "POST", "/api/v1" + path + "/give-up", {}, R"({"reason":"备份"})").status, 200);
    const auto page = get(office, path);
    EXPECT_EQ(page.status, 200);
    EXPECT_NE(page.body.find("given up"), std::string::npos);
  }
  EXPECT_NE(get(office, "/rounds/" + std::to_string(round) + "/polls").body.find("given up"), std::string::npos);
}

}  // namespace
}  // namespace pingxing::site
