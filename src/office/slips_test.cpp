// Slips: a right to vote that is nobody's by name.
#include "office/poll_test_support.hpp"

namespace pingxing::office {
namespace {

class Slips : public PollTest {
 protected:
  std::vector<std::string> slips(Id poll_id, std::int64_t count, const std::string& pool = "*") {
    const auto made = make_slips(office_, actor("office"), poll_id, pool, count);
    CHECK(made);
    return *made;
  }
};

TEST_F(Slips, AreRandomCodesKeptAsHashes) {
  const Id round_id = start(), poll_id = open(round_id);
  const auto codes = slips(poll_id, 50);
  EXPECT_EQ(std::set<std::string>(codes.begin(), codes.end()).size(), 50U);
  for (const auto& code : codes) EXPECT_EQ(code.size(), 12U);
  const auto stored = look(office_, [](store::Reading& db) { return db.query("SELECT code_hash FROM slip"); });
  ASSERT_EQ(stored.size(), 50U);
  for (const auto& row : stored)
    EXPECT_TRUE(std::none_of(codes.begin(), codes.end(),
                             [&](const auto& code) { return row[0].text().find(code) != std::string::npos; }));
  EXPECT_EQ(code_of(make_slips(office_, actor("office"), poll_id, "*", 0)), "SLIP_COUNT");
  EXPECT_EQ(code_of(make_slips(office_, actor("office"), poll_id, "*", slips_max + 1)), "SLIP_COUNT");
  EXPECT_EQ(code_of(make_slips(office_, actor("office"), poll_id, "火星支部", 1)), "NOT_ON_THE_LIST");
  EXPECT_EQ(last_row().body.find(codes[0]), std::string::npos);
}

TEST_F(Slips, AreTypedAsPeopleType) {
  EXPECT_EQ(slip_code("abcd-EFGH 2345"), "ABCDEFGH2345");
  const Id round_id = start(), poll_id = open(round_id);
  std::string code = slips(poll_id, 1)[0];
  std::transform(code.begin(), code.end(), code.begin(), [](unsigned char c) { return std::tolower(c); });
  code.insert(4, "-");
  EXPECT_EQ(polling_.ballot_of_slip(code)->positions, (std::vector<std::int64_t>{1, 2}));
  for (const char* wrong : {"", "AAAA", "' OR 1=1 --", "ABCDEFGHJKLM"})
    EXPECT_EQ(code_of(polling_.ballot_of_slip(wrong)), "SLIP_UNKNOWN") << wrong;
}

TEST_F(Slips, BringBallotsOnce) {
  const Id round_id = start(), poll_id = open(round_id);
  const auto codes = slips(poll_id, 5);
  std::vector<ballot::Receipt> receipts;
  for (const auto& code : codes) {
    const auto cast = polling_.cast_by_slip(code, {{1, "9"}, {2, ""}});
    ASSERT_TRUE(cast) << cast.refusal().says(Language::English);
    receipts.insert(receipts.end(), cast->begin(), cast->end());
  }
  const auto again = polling_.cast_by_slip(codes[0], {{1, "9"}, {2, ""}});  // the answer was lost
  ASSERT_TRUE(again);
  EXPECT_EQ(again->at(0).ack, receipts[0].ack);
  EXPECT_EQ(again->at(1).commitment, receipts[1].commitment);
  EXPECT_EQ(code_of(polling_.cast_by_slip(codes[0], {{1, "1"}, {2, ""}})), "SLIP_USED");
  EXPECT_EQ(code_of(polling_.cast_by_slip(codes[0], {{1, "9"}})), "SLIP_USED");
  const auto view = view_poll(office_, actor("office"), poll_id);
  EXPECT_EQ(view->slips[0].used, 5);
  const auto closed = close(poll_id);
  ASSERT_TRUE(closed);
  EXPECT_EQ(closed->ballots, 10);
  EXPECT_EQ(fact(round_id, "P3", "1 党员票"), "9");
  Problems problems;
  EXPECT_EQ(recount(poll_id, problems, receipts).receipts_found, 10U);
  EXPECT_TRUE(problems.empty()) << says(problems);
  EXPECT_EQ(code_of(polling_.cast_by_slip(codes[0], {{1, "9"}, {2, ""}})), "POLL_CLOSED");
}

TEST_F(Slips, AreWorthOneBallotEvenAtOnce) {
  const Id round_id = start(), poll_id = open(round_id);
  const std::string code = slips(poll_id, 1)[0];
  std::vector<std::thread> threads;
  std::atomic<int> accepted = 0;
  for (int i = 0; i < 6; ++i)
    threads.emplace_back([&, i] { accepted += polling_.cast_by_slip(code, {{1, std::to_string(i)}}) ? 1 : 0; });
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(accepted, 1);
  EXPECT_EQ(close(poll_id)->ballots, 1);
}

TEST_F(Slips, AreForTheirPoolAlone) {
  const Id round_id = start(), poll_id = open(round_id);
  const std::string code = slips(poll_id, 1, "青松支部")[0];
  EXPECT_EQ(polling_.ballot_of_slip(code)->positions, std::vector<std::int64_t>{2});
  EXPECT_EQ(code_of(polling_.cast_by_slip(code, {{1, "9"}})), "PAPER_UNKNOWN");
  EXPECT_EQ(code_of(polling_.cast_by_slip(code, {{2, "9"}, {2, "8"}})), "PAPER_UNKNOWN");
  EXPECT_EQ(code_of(polling_.cast_by_slip(code, {{2, "99"}})), "SHEET_MARK");
  EXPECT_TRUE(polling_.cast_by_slip(code, {{2, "9"}}));  // a refused one used nothing up
}

TEST_F(Slips, GetTokensAsVotersDo) {
  const Id round_id = start(), poll_id = open(round_id);
  const auto codes = slips(poll_id, 2);
  Browser browser = Browser::on(paper(poll_id), random_);
  const auto issued = polling_.issue_for_slip(codes[0], {browser.ask(1)});
  ASSERT_TRUE(issued);
  EXPECT_EQ(polling_.issue_for_slip(codes[0], {browser.ask(1)})->at(0).signature, issued->at(0).signature);
  browser.take(paper(poll_id), issued->at(0).signature);
  EXPECT_TRUE(polling_.cast(poll_id, 1, browser.vote(paper(poll_id), "9", random_)));
  // who has tokens votes with them, and not once more by the slip, nor the other way round
  EXPECT_EQ(code_of(polling_.cast_by_slip(codes[0], {{1, "9"}})), "SLIP_USED");
  EXPECT_TRUE(polling_.cast_by_slip(codes[1], {{1, "9"}}));
  EXPECT_EQ(code_of(polling_.issue_for_slip(codes[1], {Browser::on(paper(poll_id), random_).ask(1)})), "SLIP_USED");
  EXPECT_EQ(close(poll_id)->ballots, 2);
}

TEST_F(Slips, AskedForATokenByTwoBrowsersGiveOne) {
  const Id round_id = start(), poll_id = open(round_id);
  const std::string code = slips(poll_id, 1)[0];
  EXPECT_TRUE(polling_.issue_for_slip(code, {Browser::on(paper(poll_id), random_).ask(1)}));
  EXPECT_EQ(code_of(polling_.issue_for_slip(code, {Browser::on(paper(poll_id), random_).ask(1)})), "ISSUED_ALREADY");
}

}  // namespace
}  // namespace pingxing::office
