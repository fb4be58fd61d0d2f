// What `pingxing serve` refuses before it opens anything.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "run_binary.hpp"

namespace pingxing {
namespace {

class Serve : public testing::Test {
 protected:
  Ended with_config(const std::string& text, const std::vector<std::string>& more = {}) {
    const auto path = folder_.path("site.toml");
    std::ofstream(path) << "database = \"" << folder_.path("never.db") << "\"\n" << text;
    std::vector<std::string> arguments{"serve", "--config", path};
    arguments.insert(arguments.end(), more.begin(), more.end());
    auto ended = run(arguments);
    EXPECT_FALSE(std::filesystem::exists(folder_.path("never.db"))) << "nothing was opened";
    return ended;
  }
  TestFolder folder_;
};

TEST_F(Serve, OnOtherAddressesThanThisMachinesWantsItsPublicAddress) {
  for (const char* listen : {"0.0.0.0:0", "[::]:0", "192.0.2.7:8080"}) {
    const auto ended = with_config("listen = \"" + std::string(listen) + "\"\n");
    EXPECT_EQ(ended.status, 2) << listen;
    EXPECT_TRUE(contains(ended.err, "public_address")) << ended.err;
    EXPECT_TRUE(contains(ended.err, listen)) << ended.err;
  }
}

TEST_F(Serve, ReadsWhoMaySeeItsNumbers) {
  const std::string elsewhere = "listen = \"0.0.0.0:0\"\n";  // refused behind the file, so nothing is served
  for (const char* list : {"[]", "[\"127.0.0.1\"]", "[\"10.0.0.1\", \"::1\"]"}) {
    const auto ended = with_config(elsewhere + "metrics_from = " + list + "\n");
    EXPECT_EQ(ended.status, 2) << list;
    EXPECT_FALSE(contains(ended.err, "metrics_from")) << ended.err;
    EXPECT_TRUE(contains(ended.err, "public_address")) << "the file was read";
  }
  for (const char* wrong : {"\"127.0.0.1\"", "[1]", "[\"::1\", true]", "7", "{a = \"::1\"}"}) {
    const auto ended = with_config(elsewhere + "metrics_from = " + wrong + "\n");
    EXPECT_EQ(ended.status, 2) << wrong;
    EXPECT_TRUE(contains(ended.err, "site.toml:3: metrics_from: ")) << ended.err;
  }
}

TEST_F(Serve, ReadsWhereItMayGoAndWhatOneClientMayTake) {
  const std::string elsewhere = "listen = \"0.0.0.0:0\"\n";  // refused behind the file, so nothing is served
  for (const char* right :
       {"allowed_hosts = []", "allowed_hosts = [\"mail.example.org\", \"10.0.0.5\"]", "calls_a_minute = 60",
        "token_calls_a_minute = 60000", "evidence_account_mb = 0", "evidence_total_mb = 100000000"}) {
    const auto ended = with_config(elsewhere + right + "\n");
    EXPECT_EQ(ended.status, 2) << right;
    EXPECT_TRUE(contains(ended.err, "public_address")) << right << " was not read: " << ended.err;
    EXPECT_FALSE(contains(ended.err, "site.toml")) << ended.err;
  }
  for (const char* wrong : {"allowed_hosts = \"mail.example.org\"", "allowed_hosts = [1]", "calls_a_minute = 59",
                            "calls_a_minute = \"many\"", "token_calls_a_minute = 0", "evidence_account_mb = -1",
                            "evidence_total_mb = 1.5"}) {
    const std::string key(wrong, std::string(wrong).find(' '));
    const auto ended = with_config(elsewhere + wrong + "\n");
    EXPECT_EQ(ended.status, 2) << wrong;
    EXPECT_TRUE(contains(ended.err, "site.toml:3: " + key + ": ")) << ended.err;
  }
}

TEST_F(Serve, TellsAnUnknownKeyWithItsLine) {
  const auto ended = with_config("metric_from = []\n");
  EXPECT_EQ(ended.status, 2);
  EXPECT_TRUE(contains(ended.err, "site.toml:2: metric_from: ")) << ended.err;
}

TEST_F(Serve, ResetsThePasswordOfAnAccountThatIsThere) {
  const auto path = folder_.path("site.db");
  const auto none = run({"reset-password", "admin", "--database", path});
  EXPECT_EQ(none.status, 2);
  EXPECT_TRUE(contains(none.err, path)) << none.err;
  EXPECT_FALSE(std::filesystem::exists(path)) << "none is made by the way";
  std::ofstream(path).close();  // an empty file is an empty database
  const auto nobody = run({"--lang", "en", "reset-password", "admin", "--database", path});
  EXPECT_EQ(nobody.status, 1);
  EXPECT_TRUE(contains(nobody.err, "NOT_FOUND")) << nobody.err;
  EXPECT_EQ(nobody.out, "");
}

}  // namespace
}  // namespace pingxing
