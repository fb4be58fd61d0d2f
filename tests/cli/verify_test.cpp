// pingxing verify: what it says of a database that holds, of one that somebody changed, and of a head that was kept.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "run_binary.hpp"
#include "store/database.hpp"
#include "store/record.hpp"
#include "store/units.hpp"

namespace pingxing {
namespace {

class Verify : public testing::Test {
 protected:
  Verify() {
    const auto database = store::Database::open(path_);
    database->write([](store::Writing& db) {
      store::set_setting(db, "office_name", "考评办");
      db.note({1, std::nullopt, "settings.change", "{}"});
    });
    database->read([&](store::Reading& db) { head_ = store::text_of(store::journal_head(db)); });
  }
  nlohmann::json json(const std::vector<std::string>& more = {}) {
    std::vector<std::string> arguments{"verify", path_, "--format", "json"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return nlohmann::json::parse(run(arguments).out);
  }
  void tamper() {
    store::Database::open(path_)->write(
        [](store::Writing& db) { db.execute("UPDATE setting SET value = '别人' WHERE name = 'office_name'"); });
  }

  TestFolder folder_;
  std::string path_ = folder_.path("site.db"), head_;
};

TEST_F(Verify, SaysThatTheRecordHolds) {
  for (const char* language : {"zh", "en"}) {
    const auto ended = run({"--lang", language, "verify", path_});
    EXPECT_EQ(ended.status, 0) << ended.err;
    EXPECT_TRUE(contains(ended.out, language == std::string("zh") ? "记录完整" : "The record holds")) << ended.out;
    EXPECT_TRUE(contains(ended.out, head_)) << ended.out;
  }
  EXPECT_EQ(run({"verify", path_, "--head", head_}).status, 0);
  EXPECT_TRUE(json()["holds"].get<bool>());
  EXPECT_EQ(json()["rows"], 1);
}

TEST_F(Verify, M7_NamesARowThatWasChanged) {
  tamper();
  const auto ended = run({"--lang", "en", "verify", path_});
  EXPECT_EQ(ended.status, 1);
  EXPECT_TRUE(contains(ended.out, "ROW_EDITED setting office_name was edited")) << ended.out;
  EXPECT_EQ(json()["faults"][0]["code"], "ROW_EDITED");
}

TEST_F(Verify, M7_ComparesAKeptHead) {
  const auto other = run({"--lang", "en", "verify", path_, "--head", "1:" + std::string(64, 'a')});
  EXPECT_EQ(other.status, 1);
  EXPECT_TRUE(contains(other.out, "JOURNAL_BROKEN")) << other.out;
  const auto later = run({"--lang", "en", "verify", path_, "--head", "9:" + std::string(64, 'a')});
  EXPECT_EQ(later.status, 1) << "an older database";
  const auto wrong = run({"--lang", "en", "verify", path_, "--head", "57"});
  EXPECT_EQ(wrong.status, 2);
  EXPECT_TRUE(contains(wrong.err, "HEAD_UNREADABLE")) << wrong.err;
}

TEST_F(Verify, ChangesNothingAndMakesNothing) {
  const auto none = folder_.path("none.db");
  EXPECT_EQ(run({"verify", none}).status, 1);
  EXPECT_FALSE(std::filesystem::exists(none));
  std::ofstream(none).close();  // an empty file is an empty database
  const auto empty = run({"verify", none});
  EXPECT_EQ(empty.status, 1);
  EXPECT_TRUE(contains(empty.err, "older")) << empty.err;
  EXPECT_EQ(std::filesystem::file_size(none), 0U);
}

}  // namespace
}  // namespace pingxing
