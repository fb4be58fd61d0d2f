// Secrets at rest: what is in the files of a database, what a copy of it shows, and what is said where the key is gone.
#include "office/secret_settings.hpp"

#include <sys/stat.h>

#include <array>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <thread>

#include "office/reminders.hpp"
#include "office/settings.hpp"
#include "office/test_support.hpp"
#include "office/vault.hpp"
#include "store/traces.hpp"

namespace pingxing::office {
namespace {

const std::string planted_password = "planted-password-7f3a",
                  planted_robot = "https://robot.example.org/send?key=planted-9c1d",
                  planted_key = "planted00form00key00";

std::string bytes_of(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

class SecretSettings : public OfficeTest, public testing::WithParamInterface<store::test::Kind> {
 protected:
  SecretSettings() : OfficeTest(GetParam()) {}
  /// As programs before this one did.
  void plant() const {
    set("smtp_password", planted_password);
    set("webhook_url", planted_robot);
    set("form_key", planted_key);
  }
  /// All that somebody has who takes the database away: its file with the log, or a dump.
  [[nodiscard]] std::string taken_away() const {
    if (GetParam() == store::test::Kind::Sqlite)
      return bytes_of(fresh_.address()) + bytes_of(fresh_.address() + "-wal");
    const std::string command = "pg_dump --schema=" + fresh_.name() + " '" + store::test::postgres_address() + "'";
    FILE* dump = ::popen(command.c_str(), "r");
    CHECK(dump);
    std::string all;
    std::array<char, 65'536> piece{};
    while (const auto got = std::fread(piece.data(), 1, piece.size(), dump)) all.append(piece.data(), got);
    CHECK(::pclose(dump) == 0);
    return all;
  }
  void expect_nothing_open() const {
    const auto bytes = taken_away();
    EXPECT_NE(bytes.find("smtp_password"), std::string::npos) << "these are not the settings";
    for (const auto& secret : {planted_password, std::string("planted-9c1d"), planted_key})
      EXPECT_EQ(bytes.find(secret), std::string::npos) << secret;
  }
  [[nodiscard]] std::string opened(const Office& office, const SecretSetting& setting) const {
    return look(office, [&](store::Reading& db) { return secret_setting(db, office, setting); });
  }
  /// The same database where the key is not.
  Office elsewhere() {
    return {*database_,
            clock_,
            random_,
            new_rating_cache(),
            {std::make_shared<Vault>(folder_.path("elsewhere")), {"127.0.0.1"}}};
  }
  SettingsEntry entry_ = {"考评办", "smtp://mail.example.org", "user", "office@example.org", false, {}, {}};
};

INSTANTIATE_TEST_SUITE_P(Both, SecretSettings, testing::Values(store::test::Kind::Sqlite, store::test::Kind::Postgres),
                         [](const auto& one) { return store::test::name_of(one.param); });

TEST_P(SecretSettings, WhatIsTypedNeverLiesOpen) {
  entry_.smtp_password.typed = planted_password;
  entry_.webhook_url.typed = planted_robot;
  ASSERT_TRUE(change_settings(office_, actor("admin"), entry_));
  database_->write([&](store::Writing& db) { set_secret_setting(db, office_, form_key_setting, planted_key); });
  expect_nothing_open();
  EXPECT_EQ(mail_settings(office_).smtp_password, planted_password);
  EXPECT_EQ(mail_settings(office_).webhook_url, planted_robot);
}

TEST_P(SecretSettings, WhatLayOpenIsSealedAtTheStartAndItsTracesGo) {
  plant();
  EXPECT_NE(taken_away().find(planted_password), std::string::npos) << "else this test shows nothing";
  const auto found = seal_settings(office_);
  EXPECT_TRUE(found.has_sealed);
  EXPECT_TRUE(found.are_lost.empty());
  EXPECT_TRUE(store::wipe_old_settings(fresh_.address()));
  expect_nothing_open();
  EXPECT_EQ(mail_settings(office_).smtp_password, planted_password);
  EXPECT_EQ(opened(office_, form_key_setting), planted_key);
  EXPECT_FALSE(seal_settings(office_).has_sealed) << "a second time there is nothing to do";
}

TEST_P(SecretSettings, WithoutTheKeyNothingIsReadAndItIsSaidWhatToTypeAgain) {
  entry_.smtp_password.typed = planted_password;
  entry_.webhook_url.typed = planted_robot;
  ASSERT_TRUE(change_settings(office_, actor("admin"), entry_));
  const Office copy = elsewhere();
  EXPECT_EQ(opened(copy, smtp_password_setting), "");
  EXPECT_EQ(opened(copy, webhook_url_setting), "");
  const auto found = seal_settings(copy);
  ASSERT_EQ(found.are_lost.size(), 2U);
  EXPECT_EQ(found.are_lost[0].key, "smtp_password");
  EXPECT_FALSE(std::filesystem::exists(folder_.path("elsewhere/settings.key"))) << "looking makes no key";
  EXPECT_EQ(mail_settings(copy).smtp_url, "") << "letters wait";
  const auto seen = read_settings(copy, actor("admin"));
  ASSERT_TRUE(seen);
  EXPECT_EQ(seen->lost.size(), 2U);
  for (const auto channel : {Channel::Mail, Channel::Webhook}) {
    const auto refused = send_test(copy, actor("admin"), channel, "a@example.org");
    ASSERT_EQ(code_of(refused), "SECRET_LOST");
    EXPECT_NE(refused.refusal().says(Language::English).find("elsewhere/settings.key"), std::string::npos);
  }
  // Typed in again, all is well; and where the key of old is, that is another one's seal now.
  ASSERT_TRUE(change_settings(copy, actor("admin"), entry_));
  EXPECT_EQ(mail_settings(copy).smtp_password, planted_password);
  EXPECT_TRUE(read_settings(copy, actor("admin"))->lost.empty());
  EXPECT_EQ(opened(office_, smtp_password_setting), "");
}

TEST(Vault, OpensWhatItSealedUnderThatNameOnly) {
  SeededRandom random(1);
  Vault vault;
  const auto sealed = vault.seal("smtp_password", "a secret", random);
  EXPECT_TRUE(Vault::is_sealed(sealed));
  EXPECT_EQ(vault.open("smtp_password", sealed), "a secret");
  EXPECT_NE(vault.seal("smtp_password", "a secret", random), sealed) << "nobody sees that it is the same again";
  EXPECT_FALSE(vault.open("webhook_url", sealed));
  EXPECT_FALSE(vault.open("smtp_password", "a secret"));
  EXPECT_FALSE(Vault().open("smtp_password", sealed));
  constexpr std::size_t padding = 4;  // of base64, whose last letters stand for fewer bits than they have
  for (std::size_t i = 0; i + padding < sealed.size(); ++i) {
    auto changed = sealed;
    changed[i] = changed[i] == 'A' ? 'B' : 'A';
    EXPECT_FALSE(vault.open("smtp_password", changed)) << i;
  }
}

TEST(Vault, ServersThatStartAtOnceHaveOneKeyThatNobodyElseReads) {
  const TestFolder folder;
  constexpr int servers = 8;
  std::vector<std::string> sealed(servers);
  std::vector<std::thread> all;
  for (int i = 0; i < servers; ++i)
    all.emplace_back([&, i] {
      SeededRandom random(static_cast<std::uint64_t>(i));
      sealed[static_cast<std::size_t>(i)] = Vault(folder.path("keys")).seal("x", "word", random);
    });
  for (auto& one : all) one.join();
  Vault later(folder.path("keys"));
  for (const auto& one : sealed) EXPECT_EQ(later.open("x", one), "word");
  struct stat about {};
  ASSERT_EQ(::stat(folder.path("keys/settings.key").c_str(), &about), 0);
  EXPECT_EQ(about.st_mode & 0777U, 0600U);
  ASSERT_EQ(::stat(folder.path("keys").c_str(), &about), 0);
  EXPECT_EQ(about.st_mode & 0777U, 0700U);
  std::size_t files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder.path("keys"))) files += entry.exists();
  EXPECT_EQ(files, 1U) << "nothing is left beside it";
  std::ofstream(folder.path("keys/settings.key"), std::ios::trunc) << "short";
  EXPECT_THROW((void)Vault(folder.path("keys")).open("x", sealed[0]), std::runtime_error) << "half a key is none";
}

}  // namespace
}  // namespace pingxing::office
