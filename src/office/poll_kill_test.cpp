// Whoever pulls the plug, a hundred times, anywhere between the issue of a token and the commit of its ballot: every
// acknowledged ballot is in the bulletin, once.
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "office/poll_test_support.hpp"

namespace pingxing::office {
namespace {

struct Pending {
  Browser browser;
  std::string slip, sheet;
  std::optional<ballot::Ballot> ballot;  // made once: a replay is the same bytes
  bool is_acknowledged = false;
};

/// In a process of its own: votes with four hands and tells of each acknowledged ballot through the pipe.
[[noreturn]] void vote_until_killed(const std::string& address, const std::string& secret_folder, Id poll_id,
                                    std::vector<Pending>& all, int pipe) {
  const auto database = store::Database::open(address);
  SystemClock clock;
  SystemRandom random;
  const Office office{*database, clock, random};
  SecretFolder secrets(secret_folder);
  Polling polling(office, secrets, {64, std::chrono::milliseconds(2)});
  const auto opened = polling.open_poll(poll_id);
  if (!opened) ::_exit(3);
  const OpenPaper& paper = *(*opened)->paper(1);
  std::atomic<std::size_t> next = 0;
  std::vector<std::thread> hands;
  for (int hand = 0; hand < 4; ++hand)
    hands.emplace_back([&] {
      for (std::size_t at = next++; at < all.size(); at = next++) {
        auto& one = all[at];
        if (one.is_acknowledged) continue;
        const auto issued = polling.issue_for_slip(one.slip, {one.browser.ask(1)});
        if (!issued) ::_exit(4);
        one.browser.take(paper, issued->at(0).signature);
        ballot::Ballot ballot = *one.ballot;
        ballot.token = one.browser.token;
        if (!polling.cast(poll_id, 1, ballot)) ::_exit(5);
        const auto number = static_cast<std::uint32_t>(at);
        if (::write(pipe, &number, sizeof number) != sizeof number) ::_exit(6);
      }
    });
  for (auto& hand : hands) hand.join();
  ::_exit(0);
}

class PollKills : public PollTest, public testing::WithParamInterface<store::test::Kind> {
 protected:
  // Its own server asks nothing of the database, which is away while others run.
  PollKills()
      : PollTest(GetParam(), {512, std::chrono::milliseconds(1), 20, std::chrono::seconds(1), std::chrono::hours(1)}) {}
};

TEST_P(PollKills, LoseNoAcknowledgedBallotAndDoubleNone) {
  constexpr int kills = 100, votes = 600;  // so many that a fast machine has not cast them before the kills are over
  const Id round_id = start(), poll_id = open(round_id);
  const auto slips = make_slips(office_, actor("office"), poll_id, "*", votes);
  std::vector<Pending> all;
  for (int i = 0; i < votes; ++i) {
    Pending one{
        Browser::on(paper(poll_id), random_), (*slips)[static_cast<std::size_t>(i)], std::to_string(i % 11), {}, false};
    ballot::Ballot ballot{{}, one.sheet, random_.bytes(ballot::salt_size), ""};
    ballot.proof = one.browser.own.sign(
        ballot::proof_message(ballot::commitment_of(paper(poll_id).paper, one.sheet, ballot.salt)));
    one.ballot = std::move(ballot);
    all.push_back(std::move(one));
  }
  const Actor by_office = actor("office");
  database_
      .reset();  // a process that was forked from one with it open would think it held its locks, or its connection
  int killed = 0, acknowledged = 0;
  for (int turn = 0; turn < kills || acknowledged < votes; ++turn) {
    ASSERT_LT(turn, kills + 50);
    int ends[2];
    ASSERT_EQ(::pipe(ends), 0);
    const ::pid_t voting = ::fork();
    ASSERT_GE(voting, 0);
    if (voting == 0) {
      vote_until_killed(fresh_.address(), folder_.path("secrets"), poll_id, all, ends[1]);
    }
    ::close(ends[1]);
    // Killed after a few acknowledgements, or at a moment of its own; the last ones may finish.
    const int patience = turn < kills ? turn % 4 : votes;
    const auto moment = std::chrono::microseconds(1000 + (turn * 7919) % 20'000);
    int seen = 0;
    std::uint32_t number = 0;
    if (turn < kills && turn % 2 == 0) std::this_thread::sleep_for(moment);
    while (seen < patience && ::read(ends[0], &number, sizeof number) == sizeof number) {
      acknowledged += !all[number].is_acknowledged;
      all[number].is_acknowledged = true;
      ++seen;
    }
    if (turn < kills) ::kill(voting, SIGKILL);
    int status = 0;
    ::waitpid(voting, &status, 0);
    killed += WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
    if (!WIFSIGNALED(status)) EXPECT_EQ(WEXITSTATUS(status), 0);
    while (::read(ends[0], &number, sizeof number) == sizeof number) {  // told before the kill
      acknowledged += !all[number].is_acknowledged;
      all[number].is_acknowledged = true;
    }
    ::close(ends[0]);
  }
  EXPECT_GE(killed, kills / 2);
  EXPECT_EQ(acknowledged, votes);
  database_ = store::Database::open(fresh_.address());
  const Office later{*database_, clock_, random_};
  EXPECT_TRUE(verify_poll(later, secrets_, by_office, poll_id)->empty());
  const auto closed = close_poll(later, secrets_, by_office, poll_id, "", FewBallots::Accepted);
  ASSERT_TRUE(closed) << closed.refusal().says(Language::English);
  EXPECT_EQ(closed->ballots, votes);
  const auto bulletin = *public_bulletin(later, poll_id);
  for (const auto& one : all) {
    const std::string number = sha256_hex(one.browser.prepared).substr(0, 16);
    const std::string line = "{\"ballot\":\"" + number;
    const auto at = bulletin.find(line);
    ASSERT_NE(at, bulletin.npos) << number;
    EXPECT_EQ(bulletin.find(line, at + 1), bulletin.npos) << number;
    const auto end = bulletin.find('\n', at);
    EXPECT_NE(bulletin.substr(at, end - at).find("\"sheet\":\"" + one.sheet + "\""), bulletin.npos);
  }
  Problems problems;
  EXPECT_EQ(ballot::recount(bulletin, "bulletin.json", {}, "", problems).ballots, votes);
  EXPECT_TRUE(problems.empty()) << says(problems);
  EXPECT_FALSE(look(later, [](store::Reading& db) { return store::verify(db); }));  // the journal
}

INSTANTIATE_TEST_SUITE_P(On, PollKills, testing::Values(store::test::Kind::Sqlite, store::test::Kind::Postgres),
                         [](const auto& kind) { return store::test::name_of(kind.param); });

}  // namespace
}  // namespace pingxing::office
