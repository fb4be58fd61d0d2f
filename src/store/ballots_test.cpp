// Polls on both databases: what is kept, what is refused, and that no table of ballots knows a voter or a moment.
#include "store/ballot_box.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <regex>

#include "store/errors.hpp"
#include "store/migrations.hpp"
#include "store/rounds.hpp"
#include "store/test_support.hpp"
#include "store/units.hpp"

namespace pingxing::store {
namespace {

using test::Kind;

class Polls : public testing::TestWithParam<Kind> {
 protected:
  Polls() {
    write([&](Writing& db) {
      const Id unit = add_unit(db, {0, std::nullopt, "1", "江源市局", "机关", std::nullopt});
      const Id scheme = add_scheme(db, "方案", 1);
      SchemeVersion version;
      version.scheme_id = scheme;
      const Id version_id = add_scheme_version(db, version);
      round_ = add_round(db, {0, "一季度", version_id, unit, std::nullopt, "2026-03-02", "running", 1});
      subject_ = add_subject(db, {0, round_, "D1", "测试员1", unit, std::nullopt, "青松支部", "", ""});
      Account account;
      account.login = "one";
      account_ = add_account(db, account);
      poll_ = add_poll(db, {0, round_, "党员票", "draft", "{}", "", "", ""});
      for (std::int64_t position : {1, 2})
        add_paper(db,
                  {{poll_, position}, "青松支部", subject_, "{\"n\":" + std::to_string(position) + "}", "", "", ""});
    });
  }
  template <class Work>
  void write(Work work) {
    database_->write([&](Writing& db) { work(db); });
  }
  template <class Work>
  auto read(Work work) {
    std::optional<std::invoke_result_t<Work, Reading&>> answer;
    database_->read([&](Reading& db) { answer.emplace(work(db)); });
    return std::move(*answer);
  }

  test::Fresh fresh_{GetParam()};
  std::unique_ptr<Database> database_ = Database::open(fresh_.address());
  Id round_ = 0, subject_ = 0, account_ = 0, poll_ = 0;
};

INSTANTIATE_TEST_SUITE_P(On, Polls, testing::Values(Kind::Sqlite, Kind::Postgres),
                         [](const auto& kind) { return test::name_of(kind.param); });

TEST_P(Polls, AreKeptWithTheirPapers) {
  auto poll = *read([&](Reading& db) { return poll_of(db, poll_); });
  EXPECT_EQ(poll.electorate, "党员票");
  EXPECT_EQ(poll.ack_key, "");
  poll.state = "open";
  poll.ack_key = std::string("a\0b", 3);
  poll.secret_tag = "t";
  write([&](Writing& db) {
    change_poll(db, poll);
    set_paper_keys(db, {poll_, 2}, "public", std::string("\0sealed", 7));
  });
  EXPECT_EQ(read([&](Reading& db) { return poll_of(db, poll_); })->ack_key, poll.ack_key);
  EXPECT_EQ(read([&](Reading& db) { return polls_in_state(db, "open").size(); }), 1U);
  const auto papers = read([&](Reading& db) { return papers_of(db, poll_); });
  ASSERT_EQ(papers.size(), 2U);
  EXPECT_EQ(papers[0].public_key, "");
  EXPECT_EQ(papers[1].sealed_key, std::string("\0sealed", 7));
  write([&](Writing& db) { forget_paper_keys(db, poll_); });
  const auto paper = read([&](Reading& db) { return paper_with(db, {poll_, 2}); });
  EXPECT_EQ(paper->sealed_key, "");
  EXPECT_EQ(paper->public_key, "public");
  EXPECT_THROW(write([&](Writing& db) {
                 add_poll(db, {0, round_, "党员票", "draft", "{}", "", "", ""});
               }),
               UniqueViolation);
}

TEST_P(Polls, HaveARoll) {
  write([&](Writing& db) { set_roll(db, poll_, {{account_, "青松支部"}, {account_, "青松支部"}, {account_, "*"}}); });
  EXPECT_EQ(read([&](Reading& db) { return roll_of(db, poll_).size(); }), 2U);
  EXPECT_EQ(read([&](Reading& db) { return pools_of_voter(db, poll_, account_); }),
            (std::vector<std::string>{"*", "青松支部"}));
  EXPECT_TRUE(read([&](Reading& db) { return pools_of_voter(db, poll_, account_ + 1); }).empty());
  EXPECT_TRUE(read([&](Reading& db) { return open_polls_of_voter(db, account_); }).empty());
  write([&](Writing& db) {
    auto poll = *poll_of(db, poll_);
    poll.state = "open";
    change_poll(db, poll);
  });
  EXPECT_EQ(read([&](Reading& db) { return open_polls_of_voter(db, account_); }), std::vector<Id>{poll_});
}

TEST_P(Polls, IssueOnceAVoterAndPaper) {
  using Hashes = std::map<std::int64_t, std::string>;
  write([&](Writing& db) {
    Issuing issuing(db);
    EXPECT_EQ(issuing.before(poll_, "account 1"), Hashes{});
    issuing.add(poll_, "account 1", {{1, "hash"}});
    EXPECT_EQ(issuing.before(poll_, "account 1"), (Hashes{{1, "hash"}}));
    EXPECT_EQ(issuing.before(poll_, "account 2"), Hashes{});
  });
  EXPECT_THROW(write([&](Writing& db) { Issuing(db).add(poll_, "account 1", {{1, "other"}}); }), UniqueViolation);
  EXPECT_THROW(write([&](Writing& db) { Issuing(db).add(poll_, "account 1", {{9, "other"}}); }), ReferenceViolation);
  using Pairs = std::vector<std::pair<std::int64_t, std::int64_t>>;
  EXPECT_EQ(read([&](Reading& db) { return issued_counts(db, poll_); }), (Pairs{{1, 1}}));
  EXPECT_EQ(read([&](Reading& db) { return issued_to(db, poll_, "account 1"); }), (std::vector<std::int64_t>{1}));
}

TEST_P(Polls, KeepABallotOnce) {
  const PaperKey paper{poll_, 1};
  const PaperKey other{poll_, 2};
  write([&](Writing& db) {
    BallotBox box(db);
    EXPECT_EQ(box.put({{paper, {"tag b", "first"}}}), (std::vector{true}));
    EXPECT_EQ(box.put({{paper, {"tag b", "second"}}, {paper, {"tag a", "third"}}, {other, {"tag a", "fourth"}}}),
              (std::vector{false, true, true}));
    EXPECT_EQ(box.waiting_under(paper, "tag b"), "first");
    EXPECT_EQ(box.waiting_under(paper, "tag a"), "third");
    EXPECT_EQ(box.waiting_under(other, "tag a"), "fourth");
    EXPECT_EQ(box.mixed_under({"tag a", "tag b"}), (std::vector<std::optional<std::string>>(2)));
  });
  const auto tags = [](const std::vector<SealedBallot>& rows) {
    std::vector<std::string> all;
    for (const auto& row : rows) all.push_back(row.tag);
    return all;
  };
  using Tags = std::vector<std::string>;
  EXPECT_EQ(tags(read([&](Reading& db) { return waiting_ballots_of(db, paper); })), (Tags{"tag a", "tag b"}))
      << "by tag, not as they came";
  write([&](Writing& db) {
    BallotBox box(db);
    EXPECT_EQ(box.of({paper, other}).at(paper).waiting.ballots, 0);
    box.set({{paper, {{}, {2, std::string(32, 'x')}, 0}}});
    EXPECT_EQ(box.of({paper, other}).at(paper).waiting.ballots, 2);
    EXPECT_EQ(box.of({paper, other}).at(other).waiting.ballots, 0);
  });
  using Pairs = std::vector<std::pair<std::int64_t, std::int64_t>>;
  EXPECT_EQ(read([&](Reading& db) { return ballot_counts(db, poll_); }).front(), (Pairs::value_type{1, 2}));
  EXPECT_EQ(read([&](Reading& db) { return papers_waiting(db, poll_); }), std::vector<PaperKey>{paper});
  write([&](Writing& db) {
    BallotBox box(db);
    box.mix({{paper, {{{"z", "1"}, {"y", "2"}}, {{"w", "3"}}}}});
    box.set({{paper, {{2, std::string(32, 'm')}, {1, std::string(32, 'w')}, 1}}});
    EXPECT_EQ(box.mixed_under({"y", "w"}), (std::vector<std::optional<std::string>>{"2", std::nullopt}));
  });
  EXPECT_EQ(tags(read([&](Reading& db) { return ballots_of(db, paper); })), (Tags{"y", "z"}));
  EXPECT_EQ(tags(read([&](Reading& db) { return waiting_ballots_of(db, paper); })), Tags{"w"});
  EXPECT_EQ(tags(read([&](Reading& db) { return waiting_ballots_of(db, other); })), Tags{"tag a"}) << "is not mixed";
  EXPECT_EQ(read([&](Reading& db) { return ballot_counts(db, poll_); }).front(), (Pairs::value_type{1, 3}));
  const auto box = read([&](Reading& db) { return box_of(db, paper); });
  EXPECT_EQ(box->mixed.row_sum, std::string(32, 'm'));
  EXPECT_EQ(box->waiting.row_sum, std::string(32, 'w'));
  EXPECT_EQ(box->generation, 1);
  EXPECT_THROW(write([&](Writing& db) { db.execute("DELETE FROM ballot"); }), StatementFailure);
  EXPECT_THROW(write([&](Writing& db) { db.execute("UPDATE ballot SET sealed = tag"); }), StatementFailure);
}

TEST_P(Polls, KeepSlipsByTheirHashAlone) {
  write([&](Writing& db) {
    for (const char* hash : {"h1", "h2", "h3"}) add_slip(db, {hash, poll_, "*", ""});
    set_slip_used(db, "h2", "tag");
  });
  EXPECT_EQ(read([&](Reading& db) { return slip_with(db, "h2"); })->used_for, "tag");
  EXPECT_FALSE(read([&](Reading& db) { return slip_with(db, "h9"); }));
  const auto counts = read([&](Reading& db) { return slips_of(db, poll_); });
  ASSERT_EQ(counts.size(), 1U);
  EXPECT_EQ(counts[0].made, 3);
  EXPECT_EQ(counts[0].used, 1);
}

TEST_P(Polls, KeepCountsATellerAndBulletinsForEver) {
  write([&](Writing& db) {
    set_count_sheet(db, {{poll_, 1}, account_, "{}"});
    set_count_sheet(db, {{poll_, 1}, account_, "{\"issued\":1}"});
    add_bulletin(db, poll_, {"[]", "hash", "", ""});
  });
  const auto sheets = read([&](Reading& db) { return count_sheets_of(db, poll_); });
  ASSERT_EQ(sheets.size(), 1U);
  EXPECT_EQ(sheets[0].tally, "{\"issued\":1}");
  EXPECT_EQ(read([&](Reading& db) { return bulletin_of(db, poll_); })->scrutiny_bytes, "");
  EXPECT_EQ(read([&](Reading& db) { return bulletin_sha256(db, poll_); }), "hash");
  EXPECT_THROW(write([&](Writing& db) { db.execute("UPDATE bulletin SET sha256 = 'x'"); }), StatementFailure);
}

TEST_P(Polls, OfADraftAreRemovedWhole) {
  write([&](Writing& db) {
    set_roll(db, poll_, {{account_, "*"}});
    add_slip(db, {"h", poll_, "*", ""});
    remove_poll(db, poll_);
  });
  EXPECT_FALSE(read([&](Reading& db) { return poll_of(db, poll_); }));
  EXPECT_TRUE(read([&](Reading& db) { return papers_of(db, poll_); }).empty());
}

// What cannot be stored cannot leak: the tables themselves have no place for it.
TEST(PollTables, HaveNoMomentAndNeverBothAVoterAndABallot) {
  const auto found = std::find_if(migrations().begin(), migrations().end(),
                                  [](const Migration& m) { return m.name.find("ballots") != m.name.npos; });
  ASSERT_NE(found, migrations().end());
  const std::string code = std::regex_replace(found->text, std::regex("--[^\n]*"), "");
  EXPECT_FALSE(std::regex_search(code, std::regex("_at\\b|\\btime|\\bmoment|address|session"))) << code;
  const auto table = [&](const std::string& name) {
    const auto begin = code.find("CREATE TABLE " + name + " (");
    return code.substr(begin, code.find("\n);", begin) - begin);
  };
  for (const char* name : {"ballot", "ballot_box"}) {
    const std::string text = table(name);
    ASSERT_FALSE(text.empty());
    for (const char* word : {"account", "voter", "slip", "@ID@"}) EXPECT_EQ(text.find(word), text.npos) << name;
  }
  for (const char* name : {"issued", "poll_voter", "slip"})
    for (const char* word : {"sealed", "sheet", "token", "@ID@"})
      EXPECT_EQ(table(name).find(word), std::string::npos) << name << " " << word;
  EXPECT_NE(in_words_of(Dialect::Sqlite, found->text).find("STRICT, WITHOUT ROWID"), std::string::npos);
}

}  // namespace
}  // namespace pingxing::store
