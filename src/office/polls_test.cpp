// A poll from the scheme to the figures, and everything that it refuses.
#include "office/polls.hpp"

#include "base/json.hpp"
#include "office/poll_test_support.hpp"

namespace pingxing::office {
namespace {

class Polls : public PollTest {};

TEST_F(Polls, FeedTheRoundWhatWasVoted) {
  const Id round_id = start(), poll_id = open(round_id);
  std::vector<ballot::Receipt> receipts;
  const char* sheets[] = {"10", "9", "9", "", "8", "10"};
  for (int i = 0; i < 6; ++i) {
    receipts.push_back(vote(i + 1, poll_id, sheets[i], 1));
    receipts.push_back(vote(i + 1, poll_id, "7", 2));
  }
  const auto closed = close(poll_id);
  ASSERT_TRUE(closed) << closed.refusal().says(Language::English);
  EXPECT_EQ(closed->ballots, 12);
  EXPECT_EQ(closed->figures, 2U);
  EXPECT_TRUE(closed->withheld.empty());
  EXPECT_EQ(fact(round_id, "P3", "1 党员票"), "9.2");
  EXPECT_EQ(fact(round_id, "P1", "1 党员票"), "7");
  Problems problems;
  const auto counted = recount(poll_id, problems, receipts);
  EXPECT_TRUE(problems.empty()) << says(problems);
  EXPECT_EQ(counted.receipts_found, 12U);
  EXPECT_EQ(counted.papers[0].issued, 6);
  EXPECT_EQ(counted.papers[0].tally->abstained, 1);
  EXPECT_EQ(counted.head.closed_on, "2026-03-02");
  EXPECT_FALSE(secrets_.find(poll_id));  // destroyed
  EXPECT_TRUE(look(office_, [&](store::Reading& db) { return store::papers_of(db, poll_id); })[0].sealed_key.empty());
  const auto body = Json::parse(last_row().body);
  EXPECT_EQ(body["bulletin_sha256"], counted.sha256);
}

TEST_F(Polls, OfAllElectoratesRateTheSubject) {
  const Id round_id = start();
  for (const char* electorate : {"党员票", "群众票"}) {
    const Id poll_id = open(round_id, {}, electorate);
    for (int i = 1; i <= 5; ++i) vote(i, poll_id, std::string_view(electorate) == "党员票" ? "9" : "10");
    ASSERT_TRUE(close(poll_id));
  }
  const auto rated = rate_round(office_, round_id);
  ASSERT_TRUE(rated && rated->rated);
  EXPECT_EQ(rated->rated->rating.total.at(0).exact(), "9.4");  // 9 × 60% + 10 × 40%
  EXPECT_EQ(rated->rated->scheme.grading.grades[rated->rated->rating.grades[0]].name, "五星级");
}

TEST_F(Polls, ByClassesFeedTheTwoBallots) {
  const Id round_id = start(vote_scheme), poll_id = open(round_id);
  for (int i = 1; i <= 6; ++i) vote(i, poll_id, i <= 3 ? "优秀" : i == 4 ? "" : "合格");
  ASSERT_TRUE(close(poll_id));
  EXPECT_EQ(fact(round_id, "P3", "党员票应到"), "8");
  EXPECT_EQ(fact(round_id, "P3", "党员票收回"), "6");
  EXPECT_EQ(fact(round_id, "P3", "党员票优秀"), "3");
  EXPECT_EQ(fact(round_id, "P3", "党员票合格"), "2");
  EXPECT_EQ(fact(round_id, "P3", "党员票不合格"), "0");
  EXPECT_EQ(fact(round_id, "P1", "党员票应到"), "none");  // nobody voted: withheld
}

TEST_F(Polls, OnAListKeepTheirRulesAndPublishNoSheet) {
  PollRules rules;
  rules.at_most["优秀"] = 1;
  rules.refuses_all_alike = true;
  const Id round_id = start(vote_scheme);
  database_->write([&](store::Writing& db) {  // both in one pool
    for (auto subject : store::subjects_of(db, round_id)) {
      subject.pool = "青松支部";
      store::change_subject(db, subject);
    }
  });
  const Id poll_id = open(round_id, rules);
  EXPECT_EQ(opened(poll_id)->papers.size(), 1U);
  const Browser browser = with_token(1, poll_id);
  for (const auto& [sheet, code] : {std::pair("优秀|优秀", "SHEET_TOO_MANY"), {"合格|合格", "SHEET_ALIKE"}})
    EXPECT_EQ(code_of(polling_.cast(poll_id, 1, browser.vote(paper(poll_id), sheet, random_))), code);
  for (int i = 2; i <= 6; ++i) vote(i, poll_id, "优秀|合格");
  ASSERT_TRUE(close(poll_id));
  EXPECT_EQ(public_bulletin(office_, poll_id)->find("优秀|合格"), std::string::npos);
  const auto scrutiny = scrutiny_bulletin(office_, actor("auditor"), poll_id);
  ASSERT_TRUE(scrutiny);
  EXPECT_NE(scrutiny->find("优秀|合格"), std::string::npos);
  EXPECT_EQ(code_of(scrutiny_bulletin(office_, actor("pine"), poll_id)), "NOT_ALLOWED");
  EXPECT_EQ(fact(round_id, "P3", "党员票合格"), "5");
}

TEST_F(Polls, AreMadeByTheOfficeAlone) {
  const Id round_id = start();
  EXPECT_EQ(code_of(create_poll(office_, actor("pine"), round_id, "党员票", {}, FirstRoll::Empty)), "NOT_ALLOWED");
  EXPECT_EQ(code_of(create_poll(office_, actor("office"), round_id, "领导票", {}, FirstRoll::Empty)),
            "ELECTORATE_UNKNOWN");
  PollRules rules;
  rules.step = Number(3);
  EXPECT_EQ(code_of(create_poll(office_, actor("office"), round_id, "党员票", rules, FirstRoll::Empty)), "SCALE_WRONG");
  rules.step = Number(0);
  EXPECT_EQ(code_of(create_poll(office_, actor("office"), round_id, "党员票", rules, FirstRoll::Empty)),
            "POLL_RULES_WRONG");
  rules = {};
  rules.least = 1;
  EXPECT_EQ(code_of(create_poll(office_, actor("office"), round_id, "党员票", rules, FirstRoll::Empty)),
            "POLL_RULES_WRONG");
  const Id poll_id = make_poll(round_id);
  EXPECT_EQ(code_of(create_poll(office_, actor("office"), round_id, "党员票", {}, FirstRoll::Empty)), "POLL_THERE");
  for (const char* login : {"pine", "member", "leader", "auditor", "admin"}) {
    EXPECT_EQ(code_of(office::open_poll(office_, secrets_, keys_, actor(login), poll_id)), "NOT_ALLOWED") << login;
    EXPECT_EQ(code_of(close_poll(office_, secrets_, actor(login), poll_id, "")), "NOT_ALLOWED") << login;
    EXPECT_EQ(code_of(make_slips(office_, actor(login), poll_id, "*", 1)), "NOT_ALLOWED") << login;
    EXPECT_EQ(code_of(set_roll(office_, actor(login), poll_id, {})), "NOT_ALLOWED") << login;
  }
  EXPECT_EQ(code_of(set_roll(office_, actor("office"), poll_id, {{"nobody", "*"}})), "LOGIN_UNKNOWN");
  EXPECT_EQ(code_of(set_roll(office_, actor("office"), poll_id, {{"v1", "火星支部"}})), "NOT_ON_THE_LIST");
  EXPECT_TRUE(remove_draft(office_, actor("office"), poll_id));
  EXPECT_EQ(code_of(view_poll(office_, actor("office"), poll_id)), "NOT_FOUND");
}

TEST_F(Polls, BeginWithTheMembersOfTheSubjectsUnits) {
  const Id round_id = start();
  const auto made = create_poll(office_, actor("office"), round_id, "党员票", {}, FirstRoll::Members);
  ASSERT_TRUE(made);
  const auto view = view_poll(office_, actor("office"), *made);
  ASSERT_EQ(view->roll.size(), 1U);  // of the accounts only "member" is a person, P1 of 青松支部
  EXPECT_EQ(view->roll[0].login, "member");
  EXPECT_EQ(view->roll[0].pool, "青松支部");
  ASSERT_TRUE(office::open_poll(office_, secrets_, keys_, actor("office"), *made));
  EXPECT_TRUE(polling_.ballot_of(actor("member"), *made)->empty());  // not on oneself
  EXPECT_EQ(code_of(polling_.ballot_of(actor("pine"), *made)), "NOT_ON_ROLL");
}

TEST_F(Polls, AreNotVotedInBeforeOrAfter) {
  const Id round_id = start(), poll_id = make_poll(round_id);
  EXPECT_EQ(code_of(polling_.ballot_of(voter(1), poll_id)), "POLL_NOT_OPEN");
  EXPECT_EQ(code_of(polling_.issue(voter(1), poll_id, {{1, std::string(256, 'a')}})), "POLL_NOT_OPEN");
  EXPECT_EQ(code_of(close(poll_id)), "POLL_NOT_OPEN");
  ASSERT_TRUE(office::open_poll(office_, secrets_, keys_, actor("office"), poll_id));
  EXPECT_EQ(code_of(office::open_poll(office_, secrets_, keys_, actor("office"), poll_id)), "POLL_NOT_DRAFT");
  EXPECT_EQ(code_of(remove_draft(office_, actor("office"), poll_id)), "POLL_NOT_DRAFT");
  const Browser late = with_token(1, poll_id);
  const auto ballot = late.vote(paper(poll_id), "9", random_);
  const auto kept = opened(poll_id);
  ASSERT_TRUE(close(poll_id));
  EXPECT_EQ(code_of(polling_.cast(poll_id, 1, ballot)), "POLL_CLOSED");
  EXPECT_EQ(code_of(polling_.issue(voter(2), poll_id, {{1, std::string(256, 'a')}})), "POLL_CLOSED");
  EXPECT_EQ(code_of(close(poll_id)), "POLL_CLOSED");
  EXPECT_EQ(code_of(make_slips(office_, actor("office"), poll_id, "*", 1)), "POLL_CLOSED");
  EXPECT_EQ(code_of(polling_.cast(999, 1, ballot)), "PAPER_UNKNOWN");
}

TEST_F(Polls, TheLaggardOfAGroupThatCrossesTheCloseIsRefused) {
  // The state is looked at in the transaction that stores: another server may have closed the poll meanwhile.
  const Id round_id = start(), poll_id = open(round_id);
  const Browser browser = with_token(1, poll_id);
  const auto ballot = browser.vote(paper(poll_id), "9", random_);
  Polling slow(office_, secrets_, {512, std::chrono::milliseconds(400)});
  ASSERT_TRUE(slow.open_poll(poll_id));
  std::string code = "none";
  std::thread laggard([&] { code = code_of(slow.cast(poll_id, 1, ballot)); });
  std::this_thread::sleep_for(std::chrono::milliseconds(50));  // it waits in its group; the close needs no wait
  const auto closed = close(poll_id);
  laggard.join();
  ASSERT_TRUE(closed);
  // Either it was stored before the close began, or it was refused: never acknowledged and lost.
  EXPECT_EQ(closed->ballots, code.empty() ? 1 : 0);
  EXPECT_TRUE(code.empty() || code == "POLL_CLOSED") << code;
}

TEST_F(Polls, RefuseTokensThatAreForgedAlteredReusedOrForeign) {
  const Id round_id = start(), poll_id = open(round_id);
  const Browser browser = with_token(1, poll_id);
  const auto good = browser.vote(paper(poll_id), "9", random_);
  auto forged = good;
  forged.token.signature = random_.bytes(256);
  EXPECT_EQ(code_of(polling_.cast(poll_id, 1, forged)), "TOKEN_FORGED");
  auto altered = good;
  altered.token.prefix[0] = static_cast<char>(altered.token.prefix[0] ^ 1);
  EXPECT_EQ(code_of(polling_.cast(poll_id, 1, altered)), "TOKEN_FORGED");
  EXPECT_EQ(code_of(polling_.cast(poll_id, 2, good)), "TOKEN_FORGED");  // of the paper beside it
  EXPECT_EQ(code_of(polling_.cast(poll_id, 3, good)), "PAPER_UNKNOWN");
  const auto other = browser.vote(paper(poll_id), "1", random_);
  ASSERT_TRUE(polling_.cast(poll_id, 1, good));
  EXPECT_EQ(code_of(polling_.cast(poll_id, 1, other)), "TOKEN_USED");
  auto swapped = good;
  swapped.sheet = "1";
  EXPECT_EQ(code_of(polling_.cast(poll_id, 1, swapped)), "BALLOT_PROOF_WRONG");
  EXPECT_EQ(close(poll_id)->ballots, 1);
}

TEST_F(Polls, AnswerAReplayedCastTheSameAndCountItOnce) {
  const Id round_id = start(), poll_id = open(round_id);
  const Browser browser = with_token(1, poll_id);
  const auto ballot = browser.vote(paper(poll_id), "9", random_);
  const auto first = polling_.cast(poll_id, 1, ballot), again = polling_.cast(poll_id, 1, ballot);
  ASSERT_TRUE(first);
  ASSERT_TRUE(again);
  EXPECT_EQ(first->ack, again->ack);
  EXPECT_EQ(first->commitment, again->commitment);
  std::vector<std::thread> many;
  std::atomic<int> accepted = 0;
  for (int i = 0; i < 8; ++i) many.emplace_back([&] { accepted += polling_.cast(poll_id, 1, ballot) ? 1 : 0; });
  for (auto& one : many) one.join();
  EXPECT_EQ(accepted, 8);
  EXPECT_EQ(close(poll_id)->ballots, 1);
}

TEST_F(Polls, IssueOnceAVoterAndPaper) {
  const Id round_id = start(), poll_id = open(round_id);
  const Browser browser = Browser::on(paper(poll_id), random_), other = Browser::on(paper(poll_id), random_);
  const Browser second =
      Browser::on(paper(poll_id, 2), random_);  // what is blinded for one key may be too large for another
  const auto first = polling_.issue(voter(1), poll_id, {browser.ask(1)});
  const auto again = polling_.issue(voter(1), poll_id, {browser.ask(1)});  // the answer was lost
  ASSERT_TRUE(first && again);
  EXPECT_EQ(first->at(0).signature, again->at(0).signature);
  EXPECT_EQ(code_of(polling_.issue(voter(1), poll_id, {other.ask(1)})), "ISSUED_ALREADY");
  EXPECT_EQ(code_of(polling_.issue(voter(1), poll_id, {other.ask(1), second.ask(2)})), "ISSUED_ALREADY");
  // and nothing of a refused request stays
  EXPECT_TRUE(polling_.issue(voter(1), poll_id, {second.ask(2)}));
  EXPECT_EQ(code_of(polling_.issue(actor("pine"), poll_id, {browser.ask(1)})), "NOT_ON_ROLL");
}

TEST_F(Polls, IssueOnceToTwoBrowsersAtOnce) {
  const Id round_id = start(), poll_id = open(round_id);
  const Actor asking = voter(1);
  std::vector<Browser> browsers;
  for (int i = 0; i < 8; ++i) browsers.push_back(Browser::on(paper(poll_id), random_));
  std::vector<std::thread> threads;
  std::atomic<int> issued = 0, refused = 0;
  for (const auto& browser : browsers)
    threads.emplace_back([&] {
      const auto answer = polling_.issue(asking, poll_id, {browser.ask(1)});
      ++(answer ? issued : refused);
    });
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(issued, 1);
  EXPECT_EQ(refused, 7);
}

TEST_F(Polls, RefuseToSignWhatIsNoBlindedMessage) {
  const Id round_id = start(), poll_id = open(round_id);
  const auto code = [&](const std::string& message) {
    return code_of(polling_.issue(voter(1), poll_id, {{1, message}}));
  };
  EXPECT_EQ(code(std::string(256, '\0')), "BLINDED_RANGE");
  EXPECT_EQ(code(std::string(256, '\xff')), "BLINDED_RANGE");
  EXPECT_EQ(code(""), "BLINDED_SIZE");
  EXPECT_EQ(code(std::string(257, 'a')), "BLINDED_SIZE");
  EXPECT_EQ(code_of(polling_.issue(voter(1), poll_id, {{9, std::string(256, 'a')}})), "PAPER_UNKNOWN");
  EXPECT_TRUE(polling_.issue(voter(1), poll_id, {Browser::on(paper(poll_id), random_).ask(1)}));  // none was used up
}

TEST_F(Polls, RefuseMarksThatAreNotOfTheScale) {
  const Id round_id = start(), poll_id = open(round_id);
  const Browser browser = with_token(1, poll_id);
  for (const auto& [sheet, code] : {std::pair("11", "SHEET_MARK"),
                                    {"-1", "SHEET_MARK"},
                                    {"8.5", "SHEET_MARK"},
                                    {"8|8", "SHEET_COUNT"},
                                    {"8|", "SHEET_COUNT"}})
    EXPECT_EQ(code_of(polling_.cast(poll_id, 1, browser.vote(paper(poll_id), sheet, random_))), code) << sheet;
  EXPECT_TRUE(polling_.cast(poll_id, 1, browser.vote(paper(poll_id), "8", random_)));
}

TEST_F(Polls, WithholdWhatTooFewSaid) {
  const Id round_id = start(), poll_id = open(round_id);
  for (int i = 1; i <= 4; ++i) vote(i, poll_id, "9");
  for (int i = 1; i <= 5; ++i) vote(i, poll_id, "8", 2);
  const auto closed = close(poll_id);
  ASSERT_TRUE(closed);
  EXPECT_EQ(closed->withheld.size(), 1U);
  EXPECT_EQ(fact(round_id, "P3", "1 党员票"), "none");
  EXPECT_EQ(fact(round_id, "P1", "1 党员票"), "8");
  const auto bulletin = *public_bulletin(office_, poll_id);
  EXPECT_EQ(bulletin.find("\"sheet\":\"9\""), bulletin.npos);
  EXPECT_NE(bulletin.find("\"sheet\":\"8\""), bulletin.npos);
}

TEST_F(Polls, KeepToTheirTurnout) {
  PollRules rules;
  rules.turnout.returned_of_entitled = Number::fraction(2, 3);
  const Id round_id = start(), poll_id = open(round_id, rules);
  for (int i = 1; i <= 5; ++i) vote(i, poll_id, "9");     // of 8: too few
  for (int i = 1; i <= 6; ++i) vote(i, poll_id, "8", 2);  // of 8: enough
  const auto closed = close(poll_id);
  ASSERT_EQ(closed->withheld.size(), 1U);
  EXPECT_NE(closed->withheld[0].en.find("8 entitled, 5 returned"), std::string::npos) << closed->withheld[0].en;
  EXPECT_EQ(fact(round_id, "P3", "1 党员票"), "none");
  EXPECT_EQ(fact(round_id, "P1", "1 党员票"), "8");
}

ballot::Tally counted(const ballot::Paper& paper, const std::vector<std::string>& sheets) {
  ballot::Tally tally = ballot::Tally::empty(paper);
  for (const auto& sheet : sheets) tally.add(*ballot::read_sheet(paper, sheet));
  tally.issued = tally.returned;
  return tally;
}

TEST_F(Polls, CountOnPaperByTwoTellers) {
  const Id round_id = start(), poll_id = open(round_id);
  for (int i = 1; i <= 5; ++i) vote(i, poll_id, "9");
  const auto& asked = paper(poll_id).paper;
  const auto right = counted(asked, {"10", "10", "10", "10", "10", ""}),
             wrong = counted(asked, {"10", "10", "10", "10", "9", ""});
  EXPECT_EQ(code_of(enter_count(office_, actor("pine"), poll_id, 1, right)), "NOT_ALLOWED");
  EXPECT_EQ(code_of(enter_count(office_, actor("office"), poll_id, 7, right)), "PAPER_UNKNOWN");
  auto impossible = right;
  impossible.returned = 9;
  EXPECT_EQ(code_of(enter_count(office_, actor("office"), poll_id, 1, impossible)), "COUNT_OVER_ISSUED");
  ASSERT_TRUE(enter_count(office_, actor("office"), poll_id, 1, right));
  ASSERT_TRUE(enter_count(office_, actor("office"), poll_id, 1, right));  // again by the same: still one teller
  EXPECT_EQ(code_of(close(poll_id)), "COUNTS_MISSING");
  ASSERT_TRUE(enter_count(office_, actor("verifier"), poll_id, 1, wrong));
  const auto differs = close(poll_id);
  EXPECT_EQ(code_of(differs), "COUNTS_DIFFER");
  EXPECT_NE(differs.refusal().says(Language::English).find("9 0 / 1"), std::string::npos)
      << differs.refusal().says(Language::English);
  EXPECT_TRUE(view_poll(office_, actor("office"), poll_id)->papers[0].difference);
  vote(6, poll_id, "9");  // a close that was refused closes nothing
  ASSERT_TRUE(enter_count(office_, actor("verifier"), poll_id, 1, right));
  const auto closed = close(poll_id);
  ASSERT_TRUE(closed) << closed.refusal().says(Language::English);
  EXPECT_EQ(fact(round_id, "P3", "1 党员票"), "104/11");  // 6 × 9 and 5 × 10
  Problems problems;
  const auto again = recount(poll_id, problems);
  EXPECT_TRUE(problems.empty()) << says(problems);
  ASSERT_TRUE(again.papers[0].counted);
  EXPECT_EQ(again.papers[0].counted->abstained, 1);
}

TEST_F(Polls, HideAFewOnPaperThatADifferenceWouldReveal) {
  const Id round_id = start(), poll_id = open(round_id);
  for (int i = 1; i <= 6; ++i) vote(i, poll_id, "9");
  const auto two = counted(paper(poll_id).paper, {"1", "1"});
  for (const char* teller : {"office", "verifier"}) ASSERT_TRUE(enter_count(office_, actor(teller), poll_id, 1, two));
  ASSERT_TRUE(close(poll_id));
  EXPECT_EQ(fact(round_id, "P3", "1 党员票"), "7");  // the whole is of eight
  const auto bulletin = *public_bulletin(office_, poll_id);
  EXPECT_EQ(bulletin.find("\"sheet\""), bulletin.npos);  // or the two were the difference
  Problems problems;
  const auto again = recount(poll_id, problems);
  EXPECT_TRUE(problems.empty()) << says(problems);
  EXPECT_FALSE(again.papers[0].tally);
}

TEST_F(Polls, OpenOnlyWithTheirSecret) {
  const Id round_id = start(), poll_id = open(round_id);
  SecretFolder elsewhere(folder_.path("elsewhere"));
  Polling other(office_, elsewhere, {});
  EXPECT_EQ(code_of(other.open_poll(poll_id)), "POLL_SECRET_GONE");
  EXPECT_EQ(code_of(close_poll(office_, elsewhere, actor("office"), poll_id, "", FewBallots::Accepted)),
            "POLL_SECRET_GONE");
  elsewhere.keep(poll_id, ballot::PollSecret::make(random_));  // another's
  EXPECT_EQ(code_of(other.open_poll(poll_id)), "POLL_SECRET_GONE");
  EXPECT_EQ(elsewhere.kept(), std::vector<Id>{poll_id});
  EXPECT_TRUE(close(poll_id));
}

TEST_F(Polls, SecretsOfClosedPollsGoAtTheNextStart) {
  const Id round_id = start(), poll_id = open(round_id);
  const auto secret = secrets_.find(poll_id);
  ASSERT_TRUE(close(poll_id));
  secrets_.keep(poll_id, *secret);  // as if the power had failed between the commit and the removal
  tidy_secrets(office_, secrets_);
  EXPECT_FALSE(secrets_.find(poll_id));
  const auto mode = std::filesystem::status(folder_.path("secrets")).permissions();
  EXPECT_EQ(mode & std::filesystem::perms::others_all, std::filesystem::perms::none);
  EXPECT_EQ(mode & std::filesystem::perms::group_all, std::filesystem::perms::none);
}

}  // namespace
}  // namespace pingxing::office
