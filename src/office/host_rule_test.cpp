// Where letters and the robot's messages may go: by address, after the name was resolved, at the moment of connecting.
#include "office/host_rule.hpp"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>

#include <cstring>

#include "office/mail_test_support.hpp"
#include "office/outgoing.hpp"
#include "office/reminders.hpp"
#include "office/settings.hpp"
#include "office/test_support.hpp"

namespace pingxing::office {
namespace {

sockaddr_storage address_of(const std::string& text) {
  sockaddr_storage storage{};
  sockaddr_in v4{};
  sockaddr_in6 v6{};
  if (inet_pton(AF_INET, text.c_str(), &v4.sin_addr) == 1) {
    v4.sin_family = AF_INET;
    std::memcpy(&storage, &v4, sizeof v4);
  } else {
    CHECK(inet_pton(AF_INET6, text.c_str(), &v6.sin6_addr) == 1);
    v6.sin6_family = AF_INET6;
    std::memcpy(&storage, &v6, sizeof v6);
  }
  return storage;
}
bool is_public_text(const std::string& text) {
  const auto storage = address_of(text);
  return is_public(reinterpret_cast<const sockaddr&>(storage));
}

TEST(HostRule, KnowsWhatIsNotOfTheInternet) {
  for (const auto* inside : {"127.0.0.1",
                             "127.255.255.254",
                             "0.0.0.0",
                             "0.1.2.3",
                             "10.0.0.1",
                             "10.255.255.255",
                             "172.16.0.1",
                             "172.31.255.255",
                             "192.168.0.1",
                             "169.254.169.254",
                             "100.64.0.1",
                             "100.127.255.255",
                             "192.0.0.8",
                             "198.18.0.1",
                             "198.19.255.255",
                             "224.0.0.1",
                             "239.1.1.1",
                             "240.0.0.1",
                             "255.255.255.255",
                             "192.0.2.1",
                             "198.51.100.1",
                             "203.0.113.9",
                             "::",
                             "::1",
                             "fe80::1",
                             "febf::1",
                             "fc00::1",
                             "fd12:3456::1",
                             "fec0::1",
                             "ff02::1",
                             "::ffff:127.0.0.1",
                             "::ffff:10.1.2.3",
                             "::ffff:169.254.169.254",
                             "64:ff9b::7f00:1",
                             "64:ff9b::a00:1",
                             "2002:7f00:1::",
                             "2002:c0a8:1::",
                             "2001:db8::1",
                             "2001::1",
                             "::127.0.0.1",
                             "100::1"})
    EXPECT_FALSE(is_public_text(inside)) << inside;
  for (const auto* outside :
       {"1.1.1.1", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255", "128.0.0.1",
        "169.253.255.255", "172.15.255.255", "172.32.0.0", "192.167.255.255", "192.169.0.0", "198.17.255.255",
        "198.20.0.0", "223.255.255.255", "2400:3200::1", "2606:4700::1111", "::ffff:1.1.1.1", "64:ff9b::101:101"})
    EXPECT_TRUE(is_public_text(outside)) << outside;
}

TEST(HostRule, LetsGoWhereItIsListedByNameOrAddress) {
  const auto inside = address_of("10.0.0.5"), outside = address_of("1.1.1.1");
  const auto may = [](const char* host, const sockaddr_storage& to, const std::vector<std::string>& allowed) {
    return may_connect(host, reinterpret_cast<const sockaddr&>(to), allowed);
  };
  EXPECT_TRUE(may("mail.example.org", outside, {}));
  EXPECT_FALSE(may("mail.example.org", inside, {}));
  EXPECT_TRUE(may("mail.example.org", inside, {"mail.example.org"}));
  EXPECT_TRUE(may("MAIL.example.org.", inside, {" mail.Example.org "}));
  EXPECT_TRUE(may("mail.example.org", inside, {"10.0.0.5"}));
  EXPECT_FALSE(may("mail.example.org", inside, {"example.org", "10.0.0.0", "mail.example.org.evil.example"}));
  const auto own = address_of("::1");
  EXPECT_TRUE(may("[::1]", own, {"::1"}));
  EXPECT_FALSE(may("[::1]", own, {"127.0.0.1"}));
}

class Outward : public OfficeTest {
 protected:
  static void SetUpTestSuite() { ::setenv("no_proxy", "*", 1); }
  /// An office whose server was told no host at all.
  Office strict(std::vector<std::string> allowed = {}) {
    return {*database_, clock_, random_, new_rating_cache(), {office_.options.vault, std::move(allowed)}};
  }
  void set_out(const std::string& smtp, const std::string& robot) const {
    SettingsEntry entry{"考评办", smtp, "", "office@example.org", false, {}, {}};
    entry.webhook_url.typed = robot;
    CHECK(change_settings(office_, actor("admin"), entry));
  }
};

TEST_F(Outward, NothingGoesToThisMachineUnlessItIsListed) {
  TestMailServer server;
  RobotServer robot(RobotServer::with_body("200 OK", "{\"errcode\":0}"));
  const auto port = std::to_string(robot.port()), mail_port = server.url().substr(server.url().rfind(':') + 1);
  for (const auto* host : {"127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "0.0.0.0", "127.1", "0x7f000001",
                           "2130706433", "017700000001", "127.0.0.1."}) {
    set_out("smtp://" + std::string(host) + ":" + mail_port, "http://" + std::string(host) + ":" + port + "/send");
    const auto mail = send_test(strict(), actor("admin"), Channel::Mail, "a@example.org", {2000, 4000});
    const auto word = send_test(strict(), actor("admin"), Channel::Webhook, "", {2000, 4000});
    // What libcurl takes for no address at all is not reached either.
    EXPECT_TRUE(code_of(mail) == "HOST_NOT_ALLOWED" || code_of(mail) == "TEST_NOT_SENT") << host;
    EXPECT_TRUE(code_of(word) == "HOST_NOT_ALLOWED" || code_of(word) == "TEST_NOT_SENT") << host;
  }
  EXPECT_EQ(server.visits(), 0);
  EXPECT_TRUE(robot.requests().empty());
  set_out(server.url(), robot.url());
  const auto refused = send_test(strict(), actor("admin"), Channel::Mail, "a@example.org");
  ASSERT_EQ(code_of(refused), "HOST_NOT_ALLOWED");
  EXPECT_NE(refused.refusal().says(Language::English).find("127.0.0.1"), std::string::npos);
  EXPECT_NE(refused.refusal().mend(Language::English).find("allowed_hosts"), std::string::npos);
  ASSERT_TRUE(send_test(strict({"127.0.0.1"}), actor("admin"), Channel::Mail, "a@example.org"));
  ASSERT_TRUE(send_test(strict({"127.0.0.1"}), actor("admin"), Channel::Webhook, ""));
  EXPECT_EQ(server.letters().size(), 1U);
  EXPECT_EQ(robot.requests().size(), 1U);
}

TEST_F(Outward, WhatIsWaitingIsNotDeliveredThereEither) {
  TestMailServer server;
  set_out(server.url(), "");
  const Id round = start_round();
  ASSERT_TRUE(remind(office_, actor("office"), round, {account("pine")}, "请填完。"));
  EXPECT_EQ(deliver_in_turn(strict(), "this").sent, 0U);
  EXPECT_EQ(server.visits(), 0);
  const auto listed = list_messages(office_, actor("office"), round);
  ASSERT_TRUE(listed);
  EXPECT_NE(listed->front().failure.find("allowed_hosts"), std::string::npos) << listed->front().failure;
}

/// A robot that is let in sends the server to a place that is not: it does not go there.
TEST_F(Outward, NoRedirectionIsFollowed) {
  RobotServer inner(RobotServer::with_body("200 OK", "{\"errcode\":0}"));
  for (const auto* status : {"301 Moved", "302 Found", "307 Temporary Redirect", "308 Permanent Redirect"}) {
    RobotServer outer("HTTP/1.1 " + std::string(status) + "\r\nLocation: " + inner.url() +
                      "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    set_out("", outer.url());
    EXPECT_EQ(code_of(send_test(office_, actor("admin"), Channel::Webhook, "")), "TEST_NOT_SENT") << status;
    EXPECT_EQ(outer.requests().size(), 1U);
  }
  EXPECT_TRUE(inner.requests().empty());
}

}  // namespace
}  // namespace pingxing::office
