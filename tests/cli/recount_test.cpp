// pingxing recount: what it prints of a good bulletin, word for word, and what it finds in one that was tampered with.
#include <nlohmann/json.hpp>

#include "run_binary.hpp"

namespace pingxing {
namespace {

const std::string sample = PINGXING_ROOT "/tests/ballot/";

class Recount : public testing::Test {
 protected:
  TestFolder folder;
  std::string bulletin = content_of(sample + "bulletin.json");
  /// The file with one text in the place of another, once.
  std::string tampered(const std::string& what, const std::string& by) {
    std::string text = bulletin;
    const auto at = text.find(what);
    EXPECT_NE(at, text.npos) << what;
    return folder.put("tampered.json", text.replace(at, what.size(), by));
  }
};

TEST_F(Recount, PrintsWhatWasVoted) {
  for (const std::string language : {"zh", "en"}) {
    for (const std::string name : {"bulletin", "scrutineers"}) {
      const auto ended = run({"--lang", language, "recount", sample + name + ".json"});
      EXPECT_EQ(ended.status, 0) << ended.err;
      EXPECT_EQ(ended.err, "");
      EXPECT_EQ(ended.out, content_of(sample + name + "." + language + ".txt"));
    }
  }
}

TEST_F(Recount, FindsTheOwnBallot) {
  const auto ended = run({"--lang", "en", "recount", sample + "bulletin.json", "--receipt", sample + "receipt.json"});
  EXPECT_EQ(ended.status, 0) << ended.err;
  EXPECT_TRUE(contains(ended.out, "of 4 ballots of the receipt 4 are in the bulletin")) << ended.out;
  const auto broken = run({"recount", sample + "bulletin.json", "--receipt", sample + "bulletin.json"});
  EXPECT_EQ(broken.status, 1);
  EXPECT_TRUE(contains(broken.err, "RECEIPT_UNREADABLE")) << broken.err;
}

TEST_F(Recount, NamesAChangedBallot) {
  const auto ended = run({"--lang", "en", "recount", tampered("\"sheet\":\"6\"", "\"sheet\":\"9\"")});
  EXPECT_EQ(ended.status, 1);
  EXPECT_TRUE(contains(ended.err, "BALLOT_CHANGED")) << ended.err;
  EXPECT_TRUE(contains(ended.err, "BULLETIN_DIGEST")) << ended.err;
  EXPECT_TRUE(contains(ended.out, "findings")) << ended.out;
}

TEST_F(Recount, NamesADroppedBallot) {
  const auto at = bulletin.find("{\"ballot\"");
  std::string text = bulletin;
  const auto file = folder.put("dropped.json", text.erase(at, text.find('\n', at) + 1 - at));
  const auto number = bulletin.substr(at + 11, 16);
  const auto ended = run({"--lang", "en", "recount", file});
  EXPECT_EQ(ended.status, 1);
  EXPECT_TRUE(contains(ended.err, "BALLOT_DROPPED: the ballot " + number)) << ended.err;
}

TEST_F(Recount, H4HoldsTheKeysAgainstThoseOfTheOpeningAndOfTheReceipt) {
  const auto keys =
      nlohmann::json::parse(run({"recount", sample + "bulletin.json", "--format", "json"}).out)["keys_sha256"]
          .get<std::string>();
  const auto with = [&](const std::string& announced) {
    return run({"--lang", "en", "recount", sample + "bulletin.json", "--keys", announced});
  };
  EXPECT_EQ(with(keys).status, 0);
  EXPECT_TRUE(contains(with(keys).out, "fingerprint of the keys " + keys));
  EXPECT_EQ(with(keys.substr(0, 4) + " " + keys.substr(4)).status, 0);  // as it is read from a notice
  const auto other = with(std::string(64, '0'));
  EXPECT_EQ(other.status, 1);
  EXPECT_TRUE(contains(other.err, "BULLETIN_KEYS")) << other.err;
  auto receipt = nlohmann::json::parse(content_of(sample + "receipt.json"));
  const auto with_receipt = [&] {
    return run(
        {"--lang", "en", "recount", sample + "bulletin.json", "--receipt", folder.put("receipt.json", receipt.dump())});
  };
  receipt["keys"] = keys;
  EXPECT_EQ(with_receipt().status, 0);
  receipt["keys"] = std::string(64, '0');
  EXPECT_EQ(with_receipt().status, 1);
  EXPECT_TRUE(contains(with_receipt().err, "RECEIPT_KEYS"));
  receipt["keys"] = 7;
  EXPECT_TRUE(contains(with_receipt().err, "RECEIPT_UNREADABLE"));
}

TEST_F(Recount, HoldsTheFileAgainstTheAnnouncedFingerprint) {
  const auto json = nlohmann::json::parse(run({"recount", sample + "bulletin.json", "--format", "json"}).out);
  const auto sha256 = json["sha256"].get<std::string>();
  EXPECT_EQ(json["rows"][0]["mean"], "28/3");
  EXPECT_EQ(json["rows"][2]["withheld"], true);
  EXPECT_EQ(json["problems"]["count"], 0);
  EXPECT_EQ(run({"recount", sample + "bulletin.json", "--sha256", sha256}).status, 0);
  const auto other = run({"recount", sample + "bulletin.json", "--sha256", std::string(64, '0')});
  EXPECT_EQ(other.status, 1);
  EXPECT_TRUE(contains(other.err, "BULLETIN_OTHER")) << other.err;
}

TEST_F(Recount, RefusesWhatIsNoBulletin) {
  for (const std::string& file :
       {folder.put("empty.json", ""), folder.put("other.json", "{\"a\":1}"), folder.path("missing.json"),
        folder.put("deep.json", "[\n" + std::string(100'000, '[')), folder.put("cut.json", bulletin.substr(0, 900))}) {
    const auto ended = run({"recount", file});
    EXPECT_EQ(ended.status, 1) << file;
    EXPECT_NE(ended.err, "") << file;
  }
}

}  // namespace
}  // namespace pingxing
