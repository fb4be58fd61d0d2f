#include "office/reminders.hpp"

#include "office/mail_test_support.hpp"
#include "office/test_support.hpp"
#include "store/facts.hpp"

namespace pingxing::office {
namespace {

class RemindersTest : public OfficeTest {
 protected:
  static void SetUpTestSuite() { ::setenv("no_proxy", "*", 1); }  // the listeners are on this machine

  Result<Reminded> remind_all(const std::vector<std::string>& logins, const std::string& text = "请于今天填完。",
                              const std::string& by = "office") {
    std::vector<Id> ids;
    for (const auto& login : logins) ids.push_back(account(login));
    return remind(office_, actor(by), round_, ids, text);
  }
  std::vector<store::Message> messages() const {
    auto all = look(office_, [](store::Reading& db) { return store::newest_messages(db, 100); });
    std::reverse(all.begin(), all.end());
    return all;
  }
  void set_email(const std::string& login, const std::string& email) {
    database_->write([&](store::Writing& db) {
      auto found = *store::account_of_login(db, login);
      found.email = email;
      store::change_account(db, found);
    });
  }
  static MailSettings settings_for(const std::string& smtp_url, const std::string& webhook_url = "") {
    return {smtp_url, "", "", false, "考评办公室 <office@example.org>", webhook_url, {2000, 5000}, {"127.0.0.1"}};
  }
  static MailSettings impatient(MailSettings settings) {
    settings.timeouts = {300, 300};
    return settings;
  }

  const Id round_ = start_round();
};

TEST_F(RemindersTest, WritesALetterEachAndASummary) {
  set("webhook_url", "https://robot.example.org/send?key=secret");
  set_email("poplar", "");
  const auto reminded = remind_all({"pine", "org", "poplar", "pine"});
  ASSERT_TRUE(reminded);
  EXPECT_EQ(reminded->letters, 2U);
  EXPECT_TRUE(reminded->has_summary);
  EXPECT_EQ(reminded->without_address, std::vector<std::string>{"白杨联络员"});
  const auto written = messages();
  ASSERT_EQ(written.size(), 3U);
  EXPECT_EQ(written[0].channel, "mail");
  EXPECT_EQ(written[0].address, "pine@example.org");
  EXPECT_EQ(written[0].title, "催办:2026年一季度");
  EXPECT_EQ(written[0].text, "青松联络员:\n\n请于今天填完。\n\n— 考评办\n");
  EXPECT_EQ(written[2].channel, "webhook");
  EXPECT_EQ(written[2].address, "robot.example.org") << "the key stays in the settings";
  EXPECT_EQ(written[2].text, "【2026年一季度】催办3人:青松联络员、组织科经办、白杨联络员\n请于今天填完。");
  EXPECT_EQ(last_row().action, "round.remind");
  EXPECT_EQ(Json::parse(last_row().body),
            (Json{{"round", round_}, {"accounts", {account("pine"), account("org"), account("poplar")}}}));
}

TEST_F(RemindersTest, TheSummaryFitsARobot) {
  set("webhook_url", "https://robot.example.org/send");
  ASSERT_TRUE(remind_all({"pine"}, std::string(999, 'x') + "尾"));
  std::string long_text;
  for (int i = 0; i < 1000; ++i) long_text += "催";
  ASSERT_TRUE(remind_all({"pine"}, long_text));
  EXPECT_LE(messages().back().text.size(), 2000U);
  EXPECT_TRUE(messages().back().text.ends_with("催…"));
}

TEST_F(RemindersTest, RefusesWhatWouldReachNobody) {
  for (const char* login : {"admin", "pine", "org", "leader", "verifier", "auditor", "member"})
    EXPECT_EQ(code_of(remind_all({"pine"}, "x", login)), "NOT_ALLOWED") << login;
  EXPECT_EQ(code_of(remind_all({})), "NOBODY_TO_REMIND");
  EXPECT_EQ(code_of(remind_all({"pine"}, " ")), "TEXT_MISSING");
  EXPECT_EQ(code_of(remind_all({"pine"}, std::string(1001, 'x'))), "TEXT_TOO_LONG");
  EXPECT_EQ(code_of(remind(office_, actor("office"), round_, {9999}, "x")), "NOT_FOUND");
  EXPECT_EQ(code_of(remind(office_, actor("office"), round_ + 9, {account("pine")}, "x")), "NOT_FOUND");
  set_email("poplar", "");
  const auto without = remind_all({"pine", "poplar"});
  EXPECT_EQ(code_of(without), "ADDRESS_MISSING");
  EXPECT_NE(without.refusal().says(Language::Chinese).find("白杨联络员"), std::string::npos);
  ASSERT_TRUE(set_active(office_, actor("office"), account("org"), false));
  EXPECT_EQ(code_of(remind_all({"org"})), "NOT_FOUND");
  const Id general = account("general");
  database_->write([&](store::Writing& db) {  // somebody with no part in the round
    const Id far = store::add_unit(db, {0, std::nullopt, "X", "外单位", "", std::nullopt});
    store::set_grants(db, general, {{"secretary", far}});
  });
  EXPECT_EQ(code_of(remind_all({"general"})), "NOT_FOUND");
  EXPECT_TRUE(messages().empty());
}

TEST_F(RemindersTest, RefusesAddressesAndNamesThatWouldBecomeHeaders) {
  for (const char* bad :
       {"pine@example.org\r\nBcc: all@example.org", "pine@example.org, x@example.org", "pine", "<pine@example.org>"}) {
    set_email("pine", bad);
    EXPECT_EQ(code_of(remind_all({"org", "pine"})), "ADDRESS_UNFIT") << bad;
  }
  const Id round = start_round(people_scheme, "二季度\r\nBcc: all@example.org");
  EXPECT_EQ(code_of(remind(office_, actor("office"), round, {account("org")}, "x")), "TEXT_CONTROL");
  EXPECT_TRUE(messages().empty());
}

TEST_F(RemindersTest, SendsLettersOverOneConnection) {
  TestMailServer server;
  ASSERT_TRUE(remind_all({"pine", "org", "poplar"}, "第一行\n.\n<script>"));
  const auto delivery = deliver_messages(office_, settings_for(server.url()));
  EXPECT_EQ(delivery.sent, 3U);
  EXPECT_EQ(delivery.failed, 0U);
  EXPECT_EQ(server.misfits(), "");
  EXPECT_EQ(server.visits(), 1);
  const auto letters = server.letters();
  ASSERT_EQ(letters.size(), 3U);
  EXPECT_EQ(letters[1].from, "office@example.org");
  EXPECT_EQ(letters[1].to, "org@example.org");
  const ReadLetter read = read_letter(letters[1].text);
  EXPECT_EQ(read.header("From"), "考评办公室 <office@example.org>");
  EXPECT_EQ(read.header("To"), "org@example.org");
  EXPECT_EQ(read.header("Subject"), "催办:2026年一季度");
  EXPECT_EQ(read.header("Date"), "Mon, 02 Mar 2026 09:00:00 +0800");
  EXPECT_EQ(read.body, "组织科经办:\r\n\r\n第一行\r\n.\r\n<script>\r\n\r\n— 考评办\r\n");
  EXPECT_NE(read.header("Message-ID"), read_letter(letters[0].text).header("Message-ID"));
  for (const auto& message : messages()) EXPECT_EQ(message.sent_at, clock_.now_ms());
  EXPECT_EQ(deliver_messages(office_, settings_for(server.url())).sent, 0U);  // nothing is sent twice
  EXPECT_EQ(server.letters().size(), 3U);
}

TEST_F(RemindersTest, SignsInWhereItHasAUser) {
  TestMailServer server({{}, "", "", "", true});
  ASSERT_TRUE(remind_all({"pine"}));
  auto settings = settings_for(server.url());
  settings.smtp_user = "office";
  settings.smtp_password = "correct horse";
  EXPECT_EQ(deliver_messages(office_, settings).sent, 1U);
  ASSERT_EQ(server.letters().size(), 1U);
  EXPECT_EQ(server.letters()[0].user, "office");
  EXPECT_EQ(server.letters()[0].password, "correct horse");
}

TEST_F(RemindersTest, SaysNoPasswordWhereTlsIsRequiredAndMissing) {
  TestMailServer server({{}, "", "", "", true});
  ASSERT_TRUE(remind_all({"pine"}));
  auto settings = settings_for(server.url());
  settings.smtp_user = "office";
  settings.smtp_password = "secret";
  settings.needs_tls = true;
  EXPECT_EQ(deliver_messages(office_, settings).failed, 1U);
  for (const auto& command : server.commands())
    EXPECT_FALSE(command.starts_with("AUTH") || command.starts_with("MAIL")) << command;
  EXPECT_FALSE(messages()[0].failure.empty());
  EXPECT_EQ(messages()[0].failure.find("secret"), std::string::npos);
}

TEST_F(RemindersTest, KeepsWhyALetterWasRefusedAndSendsTheOthers) {
  TestMailServer server({{}, "org@example.org", "", "", false});
  ASSERT_TRUE(remind_all({"pine", "org", "poplar"}));
  const auto delivery = deliver_messages(office_, settings_for(server.url()));
  EXPECT_EQ(delivery.sent, 2U);
  EXPECT_EQ(delivery.failed, 1U);
  EXPECT_NE(messages()[1].failure.find("550 5.1.1 no such person here"), std::string::npos) << messages()[1].failure;
  EXPECT_FALSE(messages()[1].sent_at);
  server.set_habits({});
  EXPECT_EQ(deliver_messages(office_, settings_for(server.url())).sent, 0U);  // not at once again
  clock_.advance(5 * 60'000);
  EXPECT_EQ(deliver_messages(office_, settings_for(server.url())).sent, 1U);
  EXPECT_TRUE(messages()[1].sent_at);
  EXPECT_EQ(messages()[1].failure, "");
  EXPECT_EQ(messages()[1].attempts, 2);
}

TEST_F(RemindersTest, TriesFiveTimesWithinADay) {
  TestMailServer server({{}, "pine@example.org", "", "", false});
  ASSERT_TRUE(remind_all({"pine"}));
  std::size_t failed = 0;
  for (int minutes = 0; minutes < 3 * 24 * 60; minutes += 5) {
    failed += deliver_messages(office_, settings_for(server.url())).failed;
    clock_.advance(5 * 60'000);
  }
  EXPECT_EQ(failed, 5U);
  EXPECT_EQ(messages()[0].attempts, attempts_max);
  EXPECT_FALSE(messages()[0].sent_at);
}

TEST_F(RemindersTest, AsksAServerThatIsAwayOnceACall) {
  struct Away {
    std::string name;
    MailHabits habits;
  };
  const std::vector<Away> all{
      {"refuses", {{{"greeting", "554 go away"}}, "", "", "", false}},
      {"hangs at once", {{}, "", "greeting", "", false}},
      {"hangs behind EHLO", {{}, "", "EHLO", "", false}},
      {"hangs behind the letter", {{}, "", "end", "", false}},
      {"drops at once", {{}, "", "", "greeting", false}},
      {"drops at MAIL", {{}, "", "", "MAIL", false}},
      {"drops at DATA", {{}, "", "", "DATA", false}},
      {"wants sign-in", {{}, "", "", "EHLO", true}},
  };
  for (const auto& away : all) {
    TestMailServer server(away.habits);
    ASSERT_TRUE(remind_all({"pine", "org"})) << away.name;
    const auto delivery = deliver_messages(office_, impatient(settings_for(server.url())));
    EXPECT_EQ(delivery.sent, 0U) << away.name;
    EXPECT_EQ(delivery.failed, 1U) << away.name;
    const auto written = messages();
    EXPECT_FALSE(written[written.size() - 2].failure.empty()) << away.name;
    EXPECT_EQ(written.back().attempts, 0) << away.name;
    database_->write([&](store::Writing& db) {
      for (const auto& message : written) store::set_message_outcome(db, message.id, 1, "");  // out of the way
    });
  }
}

TEST_F(RemindersTest, AServerThatTakesNoLetterIsAskedForEach) {
  TestMailServer server({{{"end", "552 too large"}}, "", "", "", false});
  ASSERT_TRUE(remind_all({"pine", "org"}));
  EXPECT_EQ(deliver_messages(office_, settings_for(server.url())).failed, 2U);
  EXPECT_NE(messages()[0].failure.find("552 too large"), std::string::npos) << messages()[0].failure;
  server.set_habits({{{"DATA", "451 busy"}}, "", "", "", false});
  clock_.advance(3'600'000);
  EXPECT_EQ(deliver_messages(office_, settings_for(server.url())).failed, 2U);
  EXPECT_NE(messages()[0].failure.find("451 busy"), std::string::npos) << messages()[0].failure;
  EXPECT_EQ(server.misfits(), "");
}

TEST_F(RemindersTest, NobodyListensThere) {
  TestMailServer server;
  const auto url = server.url();
  server.stop();
  ASSERT_TRUE(remind_all({"pine", "org"}));
  EXPECT_EQ(deliver_messages(office_, settings_for(url)).failed, 1U);
  EXPECT_FALSE(messages()[0].failure.empty());
  for (const char* bad :
       {"file:///etc/passwd", "gopher://127.0.0.1/x", "smtp://", "not a url at all", "http://127.0.0.1/"}) {
    clock_.advance(24 * 3'600'000);
    EXPECT_EQ(deliver_messages(office_, settings_for(bad)).failed, 1U) << bad;
  }
}

TEST_F(RemindersTest, ALetterThatWouldMakeHeadersIsNeverSent) {
  TestMailServer server;
  database_->write([&](store::Writing& db) {
    store::add_message(db, {0, "mail", "a@b\r\nRCPT TO:<x@y>", "t", "x", clock_.now_ms(), {}, 0, "", {}});
    store::add_message(db, {0, "mail", "a@b", "t\r\nBcc: x@y", "x", clock_.now_ms(), {}, 0, "", {}});
    store::add_message(db, {0, "mail", "a@b", "t", "x", clock_.now_ms(), {}, 0, "", {}});
  });
  const auto delivery = deliver_messages(office_, settings_for(server.url()));
  EXPECT_EQ(delivery.sent, 1U);
  EXPECT_EQ(delivery.failed, 2U);
  EXPECT_EQ(server.letters().size(), 1U);
  auto settings = settings_for(server.url());
  settings.mail_from = "x\r\nBcc: y <office@example.org>";
  ASSERT_TRUE(remind_all({"pine"}));
  EXPECT_EQ(deliver_messages(office_, settings).failed, 1U);
  EXPECT_EQ(messages().back().failure, "mail_from: unfit");
}

TEST_F(RemindersTest, WaitsWhereNothingIsSet) {
  set("webhook_url", "https://robot.example.org/send");
  ASSERT_TRUE(remind_all({"pine"}));
  const auto delivery = deliver_messages(office_, {});
  EXPECT_EQ(delivery.sent + delivery.failed, 0U);
  for (const auto& message : messages()) EXPECT_EQ(message.attempts, 0);
}

TEST_F(RemindersTest, ReadsItsSettings) {
  for (const auto& [name, value] : {std::pair("smtp_url", "smtp://mail"),
                                    {"smtp_user", "u"},
                                    {"smtp_password", "p"},
                                    {"smtp_tls", "required"},
                                    {"mail_from", "a@b"},
                                    {"webhook_url", "https://r"}})
    set(name, value);
  const auto read = mail_settings(office_);
  EXPECT_EQ(read.smtp_url, "smtp://mail");
  EXPECT_EQ(read.smtp_user, "u");
  EXPECT_EQ(read.smtp_password, "p");
  EXPECT_TRUE(read.needs_tls);
  EXPECT_EQ(read.mail_from, "a@b");
  EXPECT_EQ(read.webhook_url, "https://r");
}

TEST_F(RemindersTest, PostsTheSummaryToARobot) {
  RobotServer robot(RobotServer::with_body("200 OK", R"({"errcode":0,"errmsg":"ok"})"));
  set("webhook_url", robot.url());
  ASSERT_TRUE(remind_all({"pine", "org"}, "请于“今天”填完。\n</script>"));
  const auto delivery = deliver_messages(office_, settings_for("", robot.url()));
  EXPECT_EQ(delivery.sent, 1U);
  ASSERT_EQ(robot.requests().size(), 1U);
  const auto request = robot.requests()[0];
  EXPECT_EQ(request.first_line, "POST /robot/send?key=secret HTTP/1.1");
  EXPECT_EQ(request.headers.at("content-type"), "application/json; charset=utf-8");
  EXPECT_EQ(
      Json::parse(request.body),
      (Json{{"msgtype", "text"},
            {"text", {{"content", "【2026年一季度】催办2人:青松联络员、组织科经办\n请于“今天”填完。\n</script>"}}}}));
  const auto written = messages();
  EXPECT_TRUE(written.back().sent_at);
  EXPECT_EQ(written.front().attempts, 0) << "no mail server is set: the letters wait";
}

TEST_F(RemindersTest, FeishuGetsItsOwnWords) {
  RobotServer robot(RobotServer::with_body("200 OK", R"({"code":0,"msg":"success"})"));
  const std::string url = "http://feishu.localhost:" + std::to_string(robot.port()) + "/hook";
  set("webhook_url", url);
  ASSERT_TRUE(remind_all({"pine"}));
  EXPECT_EQ(deliver_messages(office_, settings_for("", url)).sent, 1U) << messages().back().failure;
  ASSERT_EQ(robot.requests().size(), 1U);
  EXPECT_EQ(Json::parse(robot.requests()[0].body).at("msg_type"), "text");
}

TEST_F(RemindersTest, KeepsWhyARobotRefused) {
  struct Case {
    std::string answer, failure;
  };
  const std::string redirect = "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n";
  for (const auto& one :
       {Case{RobotServer::with_body("200 OK", R"({"errcode":93000,"errmsg":"invalid\nkey"})"), "93000 invalid key"},
        Case{RobotServer::with_body("200 OK", R"({"code":19024,"msg":"no keyword"})"), "19024 no keyword"},
        Case{RobotServer::with_body("500 Oops", ""), "HTTP 500"},
        Case{RobotServer::with_body("404 Not Found", "{}"), "HTTP 404"}, Case{redirect, "HTTP 302"},
        Case{"no http at all\r\n\r\n", ""}}) {
    RobotServer robot(one.answer);
    set("webhook_url", robot.url());
    ASSERT_TRUE(remind_all({"pine"}));
    EXPECT_EQ(deliver_messages(office_, settings_for("", robot.url())).failed, 1U) << one.answer;
    EXPECT_EQ(robot.requests().size(), 1U);
    const auto failure = messages().back().failure;
    EXPECT_FALSE(failure.empty());
    if (!one.failure.empty()) EXPECT_EQ(failure, one.failure);
    EXPECT_EQ(failure.find("secret"), std::string::npos);
  }
}

TEST_F(RemindersTest, ARobotThatHangsOrDropsIsTriedLater) {
  for (const auto habit : {RobotServer::Habit::Hang, RobotServer::Habit::Drop}) {
    RobotServer robot("", habit);
    set("webhook_url", robot.url());
    ASSERT_TRUE(remind_all({"pine"}));
    ASSERT_TRUE(remind_all({"org"}));
    EXPECT_EQ(deliver_messages(office_, impatient(settings_for("", robot.url()))).failed, 1U);
    EXPECT_FALSE(messages().back().sent_at);
  }
}

}  // namespace
}  // namespace pingxing::office
