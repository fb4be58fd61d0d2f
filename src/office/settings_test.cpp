#include "office/settings.hpp"

#include "office/holidays.hpp"
#include "office/mail_test_support.hpp"
#include "office/reminders.hpp"
#include "office/secret_settings.hpp"
#include "office/test_support.hpp"

namespace pingxing::office {
namespace {

class SettingsTest : public OfficeTest {
 protected:
  static void SetUpTestSuite() { ::setenv("no_proxy", "*", 1); }
  static SettingsEntry mail_by(const std::string& url) {
    return {"考评办", url, "", "office@example.org", false, {}, {}};
  }
  std::string stored(const std::string& name) const {
    for (const auto& secret : secret_settings)
      if (secret.key == name)
        return look(office_, [&](store::Reading& db) { return secret_setting(db, office_, secret); });
    return look(office_, [&](store::Reading& db) { return store::setting(db, name); });
  }
  Problems problems_;
};

TEST_F(SettingsTest, SecretsGoInAndNeverComeOut) {
  SettingsEntry entry = mail_by("smtps://mail.example.org:465");
  entry.smtp_user = "office";
  entry.smtp_password.typed = "a secret word";
  entry.webhook_url.typed = "https://robot.example.org/send?key=hidden";
  entry.needs_tls = true;
  ASSERT_TRUE(change_settings(office_, actor("admin"), entry));
  EXPECT_EQ(last_row().body.find("secret"), std::string::npos);
  EXPECT_EQ(last_row().body.find("hidden"), std::string::npos);
  const auto seen = read_settings(office_, actor("admin"));
  ASSERT_TRUE(seen);
  EXPECT_TRUE(seen->has_smtp_password);
  EXPECT_EQ(seen->webhook_host, "robot.example.org");
  // Nothing typed keeps them.
  entry.smtp_password.typed = entry.webhook_url.typed = "";
  ASSERT_TRUE(change_settings(office_, actor("admin"), entry));
  EXPECT_EQ(stored("smtp_password"), "a secret word");
  EXPECT_EQ(stored("webhook_url"), "https://robot.example.org/send?key=hidden");
  // Another server does not get the password of this one.
  entry.smtp_url = "smtp://elsewhere.example.org";
  ASSERT_TRUE(change_settings(office_, actor("admin"), entry));
  EXPECT_EQ(stored("smtp_password"), "");
  entry.webhook_url.is_forgotten = true;
  ASSERT_TRUE(change_settings(office_, actor("admin"), entry));
  EXPECT_EQ(stored("webhook_url"), "");
}

TEST_F(SettingsTest, OnlyAdministratorsAndOnlyWhatFits) {
  for (const char* login : {"office", "pine", "auditor"}) {
    EXPECT_EQ(code_of(read_settings(office_, actor(login))), "NOT_ALLOWED") << login;
    EXPECT_EQ(code_of(change_settings(office_, actor(login), {})), "NOT_ALLOWED") << login;
    EXPECT_EQ(code_of(send_test(office_, actor(login), Channel::Mail, "a@example.org")), "NOT_ALLOWED") << login;
    EXPECT_EQ(code_of(save_holidays(office_, actor(login), "2026", "", problems_)), "NOT_ALLOWED") << login;
  }
  const Actor admin = actor("admin");
  for (const char* url : {"mail.example.org", "http://mail.example.org", "smtp://", "smtp://user:word@mail.example.org",
                          "smtp://mail.example.org/x", "smtp://a b", "file:///etc/passwd"})
    EXPECT_EQ(code_of(change_settings(office_, admin, mail_by(url))), "SMTP_UNFIT") << url;
  SettingsEntry entry = mail_by("smtp://mail.example.org");
  entry.mail_from = "nobody";
  EXPECT_EQ(code_of(change_settings(office_, admin, entry)), "SENDER_UNFIT");
  entry.mail_from = "";
  EXPECT_EQ(code_of(change_settings(office_, admin, entry)), "TEXT_MISSING");
  entry = mail_by("smtp://mail.example.org");
  entry.webhook_url.typed = "file:///etc/passwd";
  EXPECT_EQ(code_of(change_settings(office_, admin, entry)), "WEBHOOK_UNFIT");
  EXPECT_EQ(code_of(send_test(office_, admin, Channel::Mail, "a@example.org")), "OUTGOING_NOT_SET");
  EXPECT_EQ(code_of(send_test(office_, admin, Channel::Webhook, "")), "OUTGOING_NOT_SET");
}

TEST_F(SettingsTest, ATestIsReallySent) {
  TestMailServer server;
  const Actor admin = actor("admin");
  ASSERT_TRUE(change_settings(office_, admin, mail_by(server.url())));
  const auto sent = send_test(office_, admin, Channel::Mail, " me@example.org ");
  ASSERT_TRUE(sent) << sent.refusal().says(Language::English);
  ASSERT_EQ(server.letters().size(), 1U);
  EXPECT_EQ(server.letters()[0].to, "me@example.org");
  EXPECT_EQ(code_of(send_test(office_, admin, Channel::Mail, "no address")), "ADDRESS_UNFIT");
  server.stop();
  const auto away = send_test(office_, admin, Channel::Mail, "me@example.org", {300, 300});
  EXPECT_EQ(code_of(away), "TEST_NOT_SENT");
  RobotServer robot(RobotServer::with_body("200 OK", "{\"errcode\":93000,\"errmsg\":\"no such robot\"}"));
  SettingsEntry entry = mail_by("");
  entry.webhook_url.typed = robot.url();
  ASSERT_TRUE(change_settings(office_, admin, entry));
  const auto refused = send_test(office_, admin, Channel::Webhook, "");
  ASSERT_TRUE(refused.is_refused());
  EXPECT_NE(refused.refusal().says(Language::English).find("93000"), std::string::npos);
}

TEST_F(SettingsTest, OneServerAtATimeDelivers) {
  TestMailServer server;
  ASSERT_TRUE(change_settings(office_, actor("admin"), mail_by(server.url())));
  const Id round = start_round();
  ASSERT_TRUE(remind(office_, actor("office"), round, {account("pine")}, "请填完。"));
  set("delivering_turn", std::to_string(clock_.now_ms() + 1000) + " other");
  EXPECT_EQ(deliver_in_turn(office_, "this").sent, 0U);
  clock_.set(clock_.now_ms() + 1000);  // the other one died in its turn
  EXPECT_EQ(deliver_in_turn(office_, "this", [] { return true; }).sent, 0U) << "the server ends";
  EXPECT_EQ(deliver_in_turn(office_, "this").sent, 1U);
  EXPECT_EQ(deliver_in_turn(office_, "this").sent, 0U);
  EXPECT_EQ(server.letters().size(), 1U);
  const auto listed = list_messages(office_, actor("office"), round);
  ASSERT_TRUE(listed);
  ASSERT_EQ(listed->size(), 1U);
  EXPECT_TRUE(listed->front().sent_at);
  EXPECT_EQ(code_of(list_messages(office_, actor("pine"), round)), "NOT_ALLOWED");
}

TEST_F(SettingsTest, HolidaysAreSavedByTheYear) {
  const Actor admin = actor("admin");
  const auto saved =
      save_holidays(office_, admin, "2026",
                    "2026-10-01 休 国庆节\n\n2026年10月10日,班,国庆节 调休\r\n2026/1/1 rest New Year\n", problems_);
  ASSERT_TRUE(saved) << problems_.count();
  EXPECT_EQ(*saved, 3U);
  auto days = list_holidays(office_, admin);
  ASSERT_TRUE(days);
  EXPECT_EQ(text_of_holidays(*days, Language::Chinese),
            "2026-01-01 休 New Year\n2026-10-01 休 国庆节\n2026-10-10 班 国庆节 调休\n");
  ASSERT_TRUE(save_holidays(office_, admin, "2027", "2027-01-01 休 元旦", problems_));
  ASSERT_TRUE(save_holidays(office_, admin, "2026", "", problems_));
  days = list_holidays(office_, admin);
  ASSERT_EQ(days->size(), 1U);
  EXPECT_EQ(days->front().day, "2027-01-01");
}

TEST_F(SettingsTest, WrongHolidaysAreAllToldAndNothingIsSaved) {
  const Actor admin = actor("admin");
  const auto wrong = save_holidays(
      office_, admin, "2026", "2026-02-30 休 x\n2026-05-01 也许 x\n2026-05-02 休\n2026-05-02 班\n明天 休\n", problems_);
  EXPECT_EQ(code_of(wrong), "TABLE_HAS_ERRORS");
  EXPECT_EQ(codes(problems_), (Codes{"IMPORT_DAY", "HOLIDAY_KIND", "HOLIDAY_TWICE", "IMPORT_DAY"}));
  EXPECT_EQ(problems_.kept()[1].place.line, 2);
  EXPECT_TRUE(list_holidays(office_, admin)->empty());
  EXPECT_EQ(code_of(save_holidays(office_, admin, "26", "", problems_)), "NOT_ON_THE_LIST");
}

TEST_F(SettingsTest, HolidaysComeFromATable) {
  const Actor admin = actor("admin");
  ASSERT_TRUE(
      import_holidays(office_, admin, "h.csv", "日期,类型,名称\n2026-10-01,休,国庆节\n2026-10-10,班,\n", problems_));
  EXPECT_EQ(list_holidays(office_, admin)->size(), 2U);
  EXPECT_EQ(code_of(import_holidays(office_, admin, "h.csv", "日期,类型\n2026-10-01,?\n昨天,休\n", problems_)),
            "TABLE_HAS_ERRORS");
  EXPECT_EQ(codes(problems_), (Codes{"HOLIDAY_KIND", "IMPORT_DAY"}));
  EXPECT_EQ(list_holidays(office_, admin)->size(), 2U);
}

}  // namespace
}  // namespace pingxing::office
