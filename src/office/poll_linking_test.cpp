// H5: who holds the secret of an open poll, the store, and all that the store ever wrote to its log. Voters fetch and
// cast in one go, one after the other, nobody beside them, so whoever can say when a row was written knows whose it is.
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <map>

#include "office/poll_test_support.hpp"

namespace pingxing::office {
namespace {

using store::test::Kind;

constexpr std::size_t least = 20;
constexpr int crowd = 70;

std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

class PollLinking : public PollTest, public testing::WithParamInterface<Kind> {
 protected:
  PollLinking()
      : PollTest(GetParam(), {512, std::chrono::milliseconds(1), least, std::chrono::milliseconds(0)}),
        log_end_(GetParam() == Kind::Postgres ? log_position() : 0) {
    // Other tests write to the same log, with the same secrets where they draw the same bytes.
    random_.bytes(static_cast<std::size_t>(::getpid()) * 8);
  }

  /// All that was written since the last call: on SQLite the database and its write-ahead file as they are, on
  /// PostgreSQL the new part of the write-ahead log.
  std::string written() {
    if (GetParam() == Kind::Sqlite) return bytes_of(fresh_.address()) + bytes_of(fresh_.address() + "-wal");
    constexpr std::uint64_t segment = 16U << 20, page = 8192;
    std::string all;
    for (const auto end = log_position(); log_end_ < end;) {
      const auto size = std::min({end - log_end_, page - log_end_ % page});
      char name[64];
      std::snprintf(name, sizeof name, "pg_wal/00000001%08llX%08llX", static_cast<unsigned long long>(log_end_ >> 32),
                    static_cast<unsigned long long>((log_end_ & 0xffffffff) / segment));
      const auto bytes = look(office_, [&](store::Reading& db) {
        return db
            .one("SELECT pg_read_binary_file($1, $2, $3)",
                 {std::string(name), std::int64_t(log_end_ % segment), std::int64_t(size)})
            ->at(0)
            .bytes();
      });
      const std::uint64_t head = log_end_ % segment == 0 ? 40 : log_end_ % page == 0 ? 24 : 0;
      all += bytes.substr(std::min<std::size_t>(head, bytes.size()));
      log_end_ += size;
    }
    return all;
  }
  std::uint64_t log_position() {
    const auto text = look(office_, [](store::Reading& db) {
      return db.one("SELECT (pg_current_wal_insert_lsn() - '0/0'::pg_lsn)::bigint")->at(0).number();
    });
    return static_cast<std::uint64_t>(text);
  }
  store::StoredBox box(Id poll_id) {
    return *look(office_, [&](store::Reading& db) { return store::box_of(db, {poll_id, 1}); });
  }
  /// Ballots are mixed after they were answered.
  void settle(Id poll_id) {
    while (box(poll_id).waiting.ballots >= std::int64_t(2 * least)) std::this_thread::yield();
  }

  std::uint64_t log_end_;
};

TEST_P(PollLinking, H5TheSecretAndEveryLogNameNoVoterAmongThoseMixedWithHim) {
  const Id round_id = start(), poll_id = open(round_id);
  const auto slips = *make_slips(office_, actor("office"), poll_id, "*", crowd);
  const auto secret = *secrets_.find(poll_id);
  std::vector<std::string> tags;        // voter by voter, under the poll's secret: the attacker's own work
  std::vector<std::string> fresh_tags;  // and under the spool's keys, which he does not have
  std::vector<std::string> logs;        // what was written while a voter voted
  written();
  for (int i = 0; i < crowd; ++i) {
    Browser browser = Browser::on(paper(poll_id), random_);
    const auto issued = polling_.issue_for_slip(slips[static_cast<std::size_t>(i)], {browser.ask(1)});
    ASSERT_TRUE(issued);
    browser.take(paper(poll_id), issued->at(0).signature);
    auto key = secrets_.spool_key(poll_id, 1, box(poll_id).generation);
    ASSERT_TRUE(polling_.cast(poll_id, 1, browser.vote(paper(poll_id), std::to_string(i % 11), random_)));
    if (!key) key = secrets_.spool_key(poll_id, 1, 0);
    settle(poll_id);
    tags.push_back(secret.tag("token", browser.prepared));
    fresh_tags.push_back(key->tag("token", browser.prepared));
    logs.push_back(written());
  }
  ASSERT_TRUE(close(poll_id));
  logs.push_back(written());
  const auto first_seen = [&](const std::string& tag) {
    std::size_t at = 0;
    while (at < logs.size() && logs[at].find(tag) == std::string::npos) ++at;
    return at;
  };

  std::map<std::size_t, std::vector<std::size_t>> together;  // voters by the moment at which their rows were written
  for (std::size_t voter = 0; voter < tags.size(); ++voter) together[first_seen(tags[voter])].push_back(voter);
  EXPECT_FALSE(together.contains(logs.size())) << "the attacker finds every row somewhere";
  EXPECT_GE(together.size(), 3U) << "several mixings";
  std::size_t before = 0, guessed = 0, last_guessed = 0;
  for (const auto& [moment, mixed] : together) {
    EXPECT_GE(mixed.size(), least) << "at " << moment;
    // Nor does their order there say anything: rows lie by tag. He guesses that they came as they lie; or that all are
    // of the last voter.
    std::map<std::string, std::size_t> by_tag;
    for (const auto voter : mixed) by_tag.emplace(tags[voter], voter);
    std::vector<std::size_t> in_order = mixed;
    std::sort(in_order.begin(), in_order.end());
    std::size_t i = 0;
    for (const auto& [tag, voter] : by_tag) guessed += in_order[i++] == voter;
    last_guessed += std::find(mixed.begin(), mixed.end(), moment) != mixed.end();
    before += mixed.size();
  }
  EXPECT_EQ(before, std::size_t(crowd));
  EXPECT_LE(last_guessed, together.size());
  EXPECT_LE(guessed, 12U) << "one a mixing by chance; more than twelve once in ten thousand times";
  // The attack is a real one: with the keys that were destroyed it names everybody.
  for (std::size_t voter = 0; voter < fresh_tags.size(); ++voter) EXPECT_EQ(first_seen(fresh_tags[voter]), voter);
  if (GetParam() == Kind::Postgres) {
    const auto transactions = look(office_, [&](store::Reading& db) {
      return db.query("SELECT count(*) FROM ballot WHERE poll_id = $1 GROUP BY xmin::text", {poll_id});
    });
    EXPECT_EQ(transactions.size(), together.size());
    for (const auto& row : transactions) EXPECT_GE(row[0].number(), std::int64_t(least));
  }
}

TEST_P(PollLinking, H5OneWhoComesAgainAfterAMixingIsKnown) {
  const Id round_id = start(), poll_id = open(round_id);
  const auto slips = *make_slips(office_, actor("office"), poll_id, "*", 2 * least);
  std::vector<std::pair<ballot::Ballot, Browser>> cast;
  for (const auto& slip : slips) {
    Browser browser = Browser::on(paper(poll_id), random_);
    browser.take(paper(poll_id), polling_.issue_for_slip(slip, {browser.ask(1)})->at(0).signature);
    const auto ballot = browser.vote(paper(poll_id), "7", random_);
    ASSERT_TRUE(polling_.cast(poll_id, 1, ballot));
    cast.emplace_back(ballot, std::move(browser));
  }
  settle(poll_id);
  EXPECT_EQ(box(poll_id).mixed.ballots, std::int64_t(least));
  for (const auto& [ballot, browser] : cast) {
    EXPECT_TRUE(polling_.cast(poll_id, 1, ballot)) << "the same again is answered again";
    EXPECT_EQ(code_of(polling_.cast(poll_id, 1, browser.vote(paper(poll_id), "8", random_))), "TOKEN_USED");
  }
  EXPECT_EQ(box(poll_id).mixed.ballots + box(poll_id).waiting.ballots, std::int64_t(2 * least));
  EXPECT_TRUE(verify_poll(office_, secrets_, actor("auditor"), poll_id)->empty());
  EXPECT_EQ(close(poll_id)->ballots, 2 * least);
}

TEST_P(PollLinking, AServerThatIsLateDestroysNoKeyOfAnother) {
  constexpr Id poll_id = 77;
  const auto keep = [&](std::int64_t generation) {
    secrets_.keep_spool_keys(poll_id, {{1, generation, ballot::PollSecret::make(random_)}});
  };
  const auto is_kept = [&](std::int64_t generation) { return secrets_.spool_key(poll_id, 1, generation).has_value(); };
  keep(0);
  keep(1);
  EXPECT_TRUE(is_kept(0) && is_kept(1)) << "both, until the mixing is stored";
  secrets_.destroy_older_spool_keys(poll_id, {{1, 1}});
  EXPECT_TRUE(!is_kept(0) && is_kept(1));
  keep(2);  // another server mixes on, at the place of the first
  secrets_.destroy_older_spool_keys(poll_id, {{1, 1}});
  EXPECT_TRUE(is_kept(1) && is_kept(2));
  secrets_.destroy_older_spool_keys(poll_id, {{1, 2}});
  EXPECT_TRUE(!is_kept(1) && is_kept(2));
}

TEST_P(PollLinking, AMixingThatBrokeOffHindersNobody) {
  const Id round_id = start(), poll_id = open(round_id);
  vote(1, poll_id, "7");
  // A server that wrote the key of the next generation and died before its transaction was stored.
  secrets_.keep_spool_keys(poll_id, {{1, 1, ballot::PollSecret::make(random_)}});
  vote(2, poll_id, "8");
  EXPECT_TRUE(verify_poll(office_, secrets_, actor("auditor"), poll_id)->empty());
  EXPECT_EQ(close(poll_id)->ballots, 2U);
}

INSTANTIATE_TEST_SUITE_P(On, PollLinking, testing::Values(Kind::Sqlite, Kind::Postgres),
                         [](const auto& kind) { return store::test::name_of(kind.param); });

}  // namespace
}  // namespace pingxing::office
