#include "ballot/bulletin.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <sstream>

#include "ballot/secret.hpp"
#include "ballot/test_support.hpp"
#include "base/hash.hpp"

namespace pingxing::ballot {
namespace {

using nlohmann::json;

/// A poll of two papers that are open and one of many marks, and its bulletin as lines to be tampered with.
class Bulletins : public testing::Test {
 protected:
  Bulletins() {
    head_ = {"3", "一季度评星", "党员票", "2026-03-20", AckKey(secret_).public_half(), 3};
    add(test::points_paper("p1"), 0, {"8", "9", "10", "", "7"});
    Paper second = test::points_paper("p2");
    second.questions[0].subject = "D2";
    add(second, 1, {"5", "5", "5"});
    add(test::list_paper("p3", 3), 2, {"优秀|合格|", "合格|优秀|不合格", "||"});
    for (const auto& paper : papers_) {
      for (const auto& ballot : paper.ballots) {
        Receipt receipt{paper.paper.id, ballot.token.prepared(), commitment_of(paper.paper, ballot.sheet, ballot.salt),
                        ""};
        receipt.ack = AckKey(secret_).sign(ack_message(receipt.paper, ballot.token, receipt.commitment));
        receipts_.push_back(receipt);
      }
    }
    lines_ = lines_of(bulletin_text(head_, papers_, Readers::Public));
  }

  void add(const Paper& paper, std::size_t key, const std::vector<std::string>& sheets) {
    BulletinPaper made;
    made.paper = paper;
    made.key = test::key(key).public_key().spki();
    made.tally = Tally::empty(paper);
    for (const auto& sheet : sheets) {
      made.ballots.push_back(test::ballot_of(paper, test::key(key), sheet, random_));
      made.tally.add(*read_sheet(paper, sheet));
    }
    made.issued = made.tally.returned + 1;
    papers_.push_back(std::move(made));
  }

  static std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);) lines.push_back(line);
    return lines;
  }
  /// The file again, its own fingerprint made right: only somebody who wants to deceive does that.
  [[nodiscard]] std::string text(bool is_digest_mended = true) const {
    std::string all;
    for (std::size_t i = 0; i + 2 < lines_.size(); ++i) {
      std::string line = lines_[i];
      if (line.ends_with(',')) line.pop_back();
      all += (i == 0 ? "" : i == 1 ? "\n" : ",\n") + line;
    }
    json end = json::parse(lines_[lines_.size() - 2]);
    if (is_digest_mended) end["end"]["sha256"] = sha256_hex(all);
    return all + ",\n" + end.dump() + "\n]\n";
  }
  std::vector<std::string> findings(const std::string& bytes, const std::string& expected = "") {
    Problems problems;
    last_ = recount(bytes, "bulletin.json", checked_receipts_, expected, problems);
    std::vector<std::string> codes;
    says_.clear();
    for (const auto& one : problems.kept()) {
      codes.emplace_back(one.code());
      says_ += one.line(Language::English) + "\n";
    }
    return codes;
  }
  std::vector<std::string> findings() { return findings(text()); }

  [[nodiscard]] json at(std::size_t line) const {
    std::string text = lines_.at(line);
    if (text.ends_with(',')) text.pop_back();
    return json::parse(text);
  }
  void put(std::size_t line, const json& value) { lines_.at(line) = value.dump() + ","; }
  /// The line of the first ballot of the paper with a sheet that is not blank.
  [[nodiscard]] std::size_t ballot_line(const std::string& paper) const {
    for (std::size_t i = 0; i + 1 < lines_.size(); ++i)
      if (lines_[i].starts_with("{\"ballot\"") && at(i)["paper"] == paper && at(i).value("sheet", "x") != "") return i;
    ADD_FAILURE();
    return 0;
  }
  [[nodiscard]] std::size_t paper_line(const std::string& paper) const {
    for (std::size_t i = 0; i + 1 < lines_.size(); ++i)
      if (at_or_null(i).contains("numbers") && at(i)["paper"]["id"] == paper) return i;
    ADD_FAILURE();
    return 0;
  }
  [[nodiscard]] json at_or_null(std::size_t line) const {
    std::string text = lines_.at(line);
    if (text.ends_with(',')) text.pop_back();
    auto parsed = json::parse(text, nullptr, false);
    return parsed.is_object() ? parsed : json::object();
  }

  SeededRandom random_{61};
  PollSecret secret_ = PollSecret::make(random_);
  BulletinHead head_;
  std::vector<BulletinPaper> papers_;
  std::vector<Receipt> receipts_, checked_receipts_;
  std::vector<std::string> lines_;
  Recount last_;
  std::string says_;
};

using Codes = std::vector<std::string>;

TEST_F(Bulletins, AreCountedAgain) {
  const std::string file = bulletin_text(head_, papers_, Readers::Public);
  EXPECT_EQ(text(false), file);
  EXPECT_EQ(findings(file, sha256_hex(file)), Codes{}) << says_;
  ASSERT_EQ(last_.papers.size(), 3U);
  EXPECT_EQ(last_.ballots, 11);
  EXPECT_EQ(last_.head.title, "一季度评星");
  EXPECT_EQ(last_.papers[0].tally->valid, 4);
  EXPECT_EQ(last_.papers[0].tally->abstained, 1);
  EXPECT_EQ(mean_of(last_.papers[0].paper.scale, last_.papers[0].tally->questions[0])->exact(), "8.5");
  EXPECT_TRUE(last_.papers[0].is_recounted);
  EXPECT_FALSE(last_.papers[2].is_recounted);
  EXPECT_EQ(last_.closed, 1U);
  EXPECT_EQ(last_.sha256, sha256_hex(file));
}

TEST_F(Bulletins, OfWordsAreCountedAgain) {
  papers_.clear();
  Paper paper = test::points_paper("p1");
  paper.scale = *scale_of_words({{"满意", Number(100)}, {"基本满意", Number(60)}, {"不满意", Number(0)}});
  add(paper, 0, {"满意", "", "不满意", "基本满意", "满意"});
  const std::string file = bulletin_text(head_, papers_, Readers::Public);
  EXPECT_EQ(findings(file, sha256_hex(file)), Codes{}) << says_;
  EXPECT_EQ(last_.papers.at(0).tally->questions[0].by_mark, (std::vector<std::int64_t>{2, 1, 1}));
  EXPECT_EQ(mean_of(last_.papers[0].paper.scale, last_.papers[0].tally->questions[0])->exact(), "65");
}

TEST_F(Bulletins, PublishNoRawSheetOfManyMarks) {
  const std::string file = bulletin_text(head_, papers_, Readers::Public);
  EXPECT_EQ(file.find("优秀|合格"), file.npos);
  EXPECT_NE(file.find("\"sheet\":\"8\""), file.npos);
  const std::string all = bulletin_text(head_, papers_, Readers::Scrutineers);
  EXPECT_NE(all.find("优秀|合格|"), all.npos);
  EXPECT_EQ(findings(all), Codes{}) << says_;
  EXPECT_TRUE(last_.papers[2].is_recounted);
  EXPECT_EQ(last_.papers[2].tally->abstained, 1);
}

TEST_F(Bulletins, WithholdSmallTallies) {
  papers_[1].is_hidden = true;
  const std::string file = bulletin_text(head_, papers_, Readers::Public);
  EXPECT_EQ(findings(file), Codes{}) << says_;
  EXPECT_FALSE(last_.papers[1].tally);
  EXPECT_EQ(last_.papers[1].returned, 3);
  EXPECT_EQ(file.find("\"sheet\":\"5\""), file.npos);
}

TEST_F(Bulletins, TellNothingOfTheOrder) {
  auto shuffled = papers_;
  for (auto& paper : shuffled) std::reverse(paper.ballots.begin(), paper.ballots.end());
  EXPECT_EQ(bulletin_text(head_, shuffled, Readers::Public), bulletin_text(head_, papers_, Readers::Public));
}

TEST_F(Bulletins, AChangedByteIsFound) {
  const std::string file = bulletin_text(head_, papers_, Readers::Public);
  for (std::size_t i = 0; i < file.size(); i += 97) {
    std::string changed = file;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    EXPECT_NE(findings(changed), Codes{}) << "byte " << i;
  }
  EXPECT_EQ(findings(file, std::string(64, '0')), Codes{"BULLETIN_OTHER"});
}

TEST_F(Bulletins, AChangedBallotIsNamed) {
  const auto line = ballot_line("p1");
  json ballot = at(line);
  ballot["sheet"] = ballot["sheet"] == "8" ? "0" : "8";
  put(line, ballot);
  const auto codes = findings();
  EXPECT_NE(std::find(codes.begin(), codes.end(), "BALLOT_CHANGED"), codes.end());
  EXPECT_NE(says_.find(ballot["ballot"].get<std::string>()), says_.npos);
}

TEST_F(Bulletins, AChangedBallotWithANewCommitmentIsNamed) {  // whoever changes it cannot sign it
  const auto line = ballot_line("p1");
  json ballot = at(line);
  ballot["sheet"] = "0";
  ballot["salt"] = std::string(22, 'A');
  ballot["commitment"] = commitment_of(papers_[0].paper, "0", std::string(16, '\0'));
  put(line, ballot);
  const auto codes = findings();
  EXPECT_NE(std::find(codes.begin(), codes.end(), "BALLOT_CHANGED"), codes.end()) << says_;
}

TEST_F(Bulletins, AnAddedBallotIsNamed) {
  // signed by another key, as somebody would who has no key of the paper any more
  const Ballot ballot = test::ballot_of(papers_[0].paper, test::key(3), "0", random_);
  const auto line = ballot_line("p1");
  json added = at(line);
  added["ballot"] = ballot.token.number();
  lines_.insert(lines_.begin() + static_cast<std::ptrdiff_t>(line), added.dump() + ",");
  const auto codes = findings();
  for (const char* code : {"BALLOT_ADDED", "BALLOT_FORGED"})
    EXPECT_NE(std::find(codes.begin(), codes.end(), code), codes.end()) << code << "\n" << says_;
  EXPECT_NE(says_.find(ballot.token.number()), says_.npos);
}

TEST_F(Bulletins, ADroppedBallotIsNamed) {
  const auto line = ballot_line("p2");
  const auto number = at(line)["ballot"].get<std::string>();
  lines_.erase(lines_.begin() + static_cast<std::ptrdiff_t>(line));
  EXPECT_EQ(findings(), (Codes{"BALLOT_DROPPED", "TALLY_DIFFERS", "TALLY_DIFFERS", "TALLY_DIFFERS"})) << says_;
  EXPECT_NE(says_.find(number), says_.npos);
}

TEST_F(Bulletins, ADoubledBallotIsNamedAndCountedOnce) {
  const auto line = ballot_line("p2");
  lines_.insert(lines_.begin() + static_cast<std::ptrdiff_t>(line), lines_[line]);
  EXPECT_EQ(findings(), (Codes{"BALLOT_DOUBLED", "TALLY_DIFFERS"})) << says_;
  EXPECT_EQ(last_.papers[1].tally->valid, 3);
}

TEST_F(Bulletins, ABallotOfAnotherPaperIsNamed) {
  const auto line = ballot_line("p2");
  json ballot = at(line);
  ballot["paper"] = "p1";
  put(line, ballot);
  const auto codes = findings();
  for (const char* code : {"BALLOT_ADDED", "BALLOT_FORGED", "BALLOT_DROPPED"})
    EXPECT_NE(std::find(codes.begin(), codes.end(), code), codes.end()) << code;
  ballot["paper"] = "p9";
  put(line, ballot);
  const auto again = findings();
  EXPECT_NE(std::find(again.begin(), again.end(), "BALLOT_WITHOUT_PAPER"), again.end());
}

TEST_F(Bulletins, ATallyThatWasMadeUpIsNamed) {
  const auto line = paper_line("p1");
  json paper = at(line);
  paper["tally"]["questions"][0]["marks"][10] = 99;
  put(line, paper);
  EXPECT_EQ(findings(), Codes{"TALLY_DIFFERS"}) << says_;
  EXPECT_NE(says_.find("recounted is 1, published is 99"), says_.npos) << says_;
}

TEST_F(Bulletins, MoreBallotsThanWereIssuedAreNamed) {
  const auto line = paper_line("p1");
  json paper = at(line);
  paper["issued"] = 4;
  put(line, paper);
  EXPECT_EQ(findings(), Codes{"RETURNED_OVER_ISSUED"}) << says_;
}

TEST_F(Bulletins, AKeyThatWasSwappedIsNamed) {
  const auto line = paper_line("p2");
  json paper = at(line);
  paper["key"] = at(paper_line("p1"))["key"];
  put(line, paper);
  const auto codes = findings();
  EXPECT_EQ(codes.front(), "PAPER_KEY");
  EXPECT_EQ(std::count(codes.begin(), codes.end(), "BALLOT_FORGED"), 3);
}

TEST_F(Bulletins, AnOrderThatTellsIsNamed) {
  const auto line = ballot_line("p1");
  std::swap(lines_[line], lines_[line + 1]);
  EXPECT_EQ(findings(), Codes{"BALLOT_ORDER"}) << says_;
}

TEST_F(Bulletins, AFileThatBreaksOffIsRefused) {
  const std::string file = bulletin_text(head_, papers_, Readers::Public);
  for (const std::size_t kept : {std::size_t{0}, std::size_t{1}, std::size_t{2}, file.size() / 2, file.size() - 2})
    EXPECT_NE(findings(file.substr(0, kept)), Codes{}) << kept;
  for (const char* other :
       {"{}", "null", "[]", "[\n1\n]\n", "[\n{}\n]\n", "pingxing", "[\n{\"pingxing\":\"bulletin 1\"}\n]\n"})
    EXPECT_NE(findings(other), Codes{}) << other;
  EXPECT_NE(findings(file + "\n{}"), Codes{});
}

TEST_F(Bulletins, LinesThatAreNoneAreToldAndHideNothing) {
  const auto line = ballot_line("p1");
  lines_[line] = "{\"ballot\":7},";
  lines_.insert(lines_.begin() + static_cast<std::ptrdiff_t>(line), std::string(5000, '[') + ",");
  const auto codes = findings();
  EXPECT_EQ(std::count(codes.begin(), codes.end(), "BULLETIN_UNREADABLE"), 2) << says_;
  EXPECT_EQ(std::count(codes.begin(), codes.end(), "BALLOT_DROPPED"), 1);
}

TEST_F(Bulletins, AVoterFindsTheOwnBallot) {
  checked_receipts_ = receipts_;
  EXPECT_EQ(findings(), Codes{}) << says_;
  EXPECT_EQ(last_.receipts_found, 11U);
}

TEST_F(Bulletins, AReceiptProvesADroppedBallotEvenWhereTheListWasMended) {
  const auto line = ballot_line("p1");
  const auto number = at(line)["ballot"].get<std::string>();
  lines_.erase(lines_.begin() + static_cast<std::ptrdiff_t>(line));
  const auto owner = paper_line("p1");
  json paper = at(owner);
  auto& numbers = paper["numbers"];
  numbers.erase(std::find(numbers.begin(), numbers.end(), number));
  paper["tally"]["returned"] = 4;
  put(owner, paper);
  checked_receipts_ = receipts_;
  const auto codes = findings();
  EXPECT_NE(std::find(codes.begin(), codes.end(), "RECEIPT_MISSING"), codes.end());
  EXPECT_NE(says_.find(number), says_.npos);
}

TEST_F(Bulletins, AReceiptThatWasMadeUpProvesNothing) {
  checked_receipts_ = {receipts_[0]};
  checked_receipts_[0].ack[5] = static_cast<char>(checked_receipts_[0].ack[5] ^ 1);
  EXPECT_EQ(findings(), Codes{"RECEIPT_UNSIGNED"});
  checked_receipts_ = {receipts_[0]};
  checked_receipts_[0].commitment = std::string(64, '0');
  EXPECT_EQ(findings(), (Codes{"RECEIPT_UNSIGNED", "RECEIPT_DIFFERS"}));
}

TEST_F(Bulletins, ReceiptsAreWrittenAndRead) {
  Problems problems;
  const auto again = receipts_from(receipts_text("3", receipts_), "r.json", problems);
  EXPECT_TRUE(problems.empty());
  ASSERT_EQ(again.size(), receipts_.size());
  EXPECT_EQ(again[0].token, receipts_[0].token);
  EXPECT_EQ(again[0].ack, receipts_[0].ack);
  for (const char* bad : {"", "{}", "[]", "{\"pingxing\":\"receipt 1\",\"ballots\":[{}]}",
                          "{\"pingxing\":\"receipt 1\",\"ballots\":[{\"token\":\"=\",\"ack\":\"\"}]}"}) {
    Problems found;
    EXPECT_TRUE(receipts_from(bad, "r.json", found).empty());
    EXPECT_EQ(found.count(), std::string_view(bad) == "{\"pingxing\":\"receipt 1\",\"ballots\":[]}" ? 0U : 1U) << bad;
  }
}

TEST_F(Bulletins, CountsOfTellersStandBesideTheBallots) {
  Tally counted = Tally::empty(papers_[0].paper);
  for (const char* sheet : {"10", "10"}) counted.add(*read_sheet(papers_[0].paper, sheet));
  counted.issued = 4;
  papers_[0].counted = counted;
  const std::string file = bulletin_text(head_, papers_, Readers::Public);
  EXPECT_EQ(findings(file), Codes{}) << says_;
  ASSERT_TRUE(last_.papers[0].counted);
  EXPECT_EQ(last_.papers[0].counted->valid, 2);
  EXPECT_EQ(last_.papers[0].counted->issued, 4);
}

}  // namespace
}  // namespace pingxing::ballot
