// Whoever holds the database: what he changes is named, and what he copies tells him nothing.
#include <cstring>
#include <filesystem>
#include <fstream>

#include "office/poll_keys.hpp"
#include "office/poll_test_support.hpp"
#include "store/journal.hpp"

namespace pingxing::office {
namespace {

/// Two places where a ballot lies: the spool of its paper, and the box once it was mixed.
struct Place {
  const char *name, *table, *count;
  std::size_t mixed_least;
};
constexpr Place spool{"Spool", "ballot_spool", "waiting", 20}, mixed{"Box", "ballot", "ballots", 1};

constexpr std::chrono::milliseconds no_pause(0);

class PollAttacks : public PollTest {
 protected:
  explicit PollAttacks(PollingOptions options = {512, std::chrono::milliseconds(1)})
      : PollTest(store::test::Kind::Sqlite, options) {}
  void as_administrator(const std::vector<std::string>& statements) {
    expect_tampering();
    database_->write([&](store::Writing& db) {
      for (const char* trigger : {"ballot_not_changed", "ballot_not_deleted", "bulletin_not_changed"})
        db.execute(std::string("DROP TRIGGER IF EXISTS ") + trigger);
      for (const auto& sql : statements) db.execute(sql);
    });
  }
  std::vector<std::string> faults(Id poll_id) {
    const auto found = verify_poll(office_, secrets_, actor("auditor"), poll_id);
    CHECK(found);
    std::vector<std::string> codes;
    for (const auto& fault : *found) {
      told(*fault.row);
      codes.emplace_back(fault.code());
    }
    return codes;
  }
  Id voted(int count = 6) {
    round_ = start();
    const Id poll_id = open(round_);
    for (int i = 1; i <= count; ++i) vote(i, poll_id, std::to_string(5 + i % 3));
    for (int i = 1; i <= count; ++i) vote(i, poll_id, "9", 2);
    return poll_id;
  }
  Id round_ = 0;
};

class PollAttacksOn : public PollAttacks, public testing::WithParamInterface<Place> {
 protected:
  PollAttacksOn() : PollAttacks({512, std::chrono::milliseconds(1), GetParam().mixed_least, no_pause}) {}
  /// With the table and the column of the place in it.
  static std::string sql(std::string text) {
    for (const auto& [mark, word] : {std::pair("@rows", GetParam().table), std::pair("@count", GetParam().count)})
      for (auto at = text.find(mark); at != text.npos; at = text.find(mark))
        text.replace(at, std::string_view(mark).size(), word);
    return text;
  }
};

TEST_P(PollAttacksOn, AnUntouchedBoxIsFine) {
  const Id poll_id = voted();
  EXPECT_EQ(faults(poll_id), Codes{});
  ASSERT_TRUE(close(poll_id));
  EXPECT_EQ(faults(poll_id), Codes{});
  EXPECT_EQ(code_of(verify_poll(office_, secrets_, actor("pine"), poll_id)), "NOT_ALLOWED");
}

TEST_P(PollAttacksOn, ARemovedBallotIsNamed) {
  const Id poll_id = voted();
  as_administrator({sql("DELETE FROM @rows WHERE tag = (SELECT min(tag) FROM @rows WHERE position = 1)")});
  EXPECT_EQ(faults(poll_id), Codes{"BALLOT_ROW_MISSING"});
  const auto closed = close(poll_id);
  EXPECT_EQ(code_of(closed), "BOX_FAULTY");
  EXPECT_NE(closed.refusal().says(Language::English).find("测试员3 爱岗敬业"), std::string::npos)
      << closed.refusal().says(Language::English);
  const auto anyway = close(poll_id, "已报告,按剩余选票计");
  ASSERT_TRUE(anyway);
  EXPECT_EQ(anyway->ballots, 11);
  EXPECT_NE(last_row().body.find("BALLOT_ROW_MISSING"), std::string::npos);
}

TEST_P(PollAttacksOn, ARemovedBallotIsNamedEvenWhereItsCountWasMended) {
  const Id poll_id = voted();
  as_administrator({sql("DELETE FROM @rows WHERE tag = (SELECT min(tag) FROM @rows WHERE position = 1)"),
                    sql("UPDATE ballot_box SET @count = @count - 1 WHERE position = 1")});
  EXPECT_EQ(faults(poll_id), Codes{"BALLOT_ROWS_SWAPPED"});
}

TEST_P(PollAttacksOn, AChangedBallotIsNamed) {
  const Id poll_id = voted();
  as_administrator(
      {sql("UPDATE @rows SET sealed = (SELECT sealed FROM @rows b WHERE b.position = 2 LIMIT 1) WHERE position = 1 AND "
           "tag = (SELECT min(tag) FROM @rows WHERE position = 1)")});
  EXPECT_EQ(faults(poll_id), (Codes{"BALLOT_ROW_CHANGED", "BALLOT_ROWS_SWAPPED"}));
}

TEST_P(PollAttacksOn, AnAddedBallotIsNamed) {
  const Id poll_id = voted();
  as_administrator({sql("INSERT INTO @rows (tag, poll_id, position, sealed) VALUES (randomblob(32), " +
                        std::to_string(poll_id) + ", 1, randomblob(500))")});
  EXPECT_EQ(faults(poll_id), (Codes{"BALLOT_ROW_CHANGED", "BALLOT_ROW_ADDED"}));
  as_administrator({sql("UPDATE ballot_box SET @count = @count + 1 WHERE position = 1")});
  EXPECT_EQ(faults(poll_id), (Codes{"BALLOT_ROW_CHANGED", "BALLOT_ROWS_SWAPPED"}));
  // It hinders nobody from voting, and is named at the close as well.
  vote(7, poll_id, "8");
  EXPECT_EQ(code_of(close(poll_id)), "BOX_FAULTY");
  EXPECT_EQ(close(poll_id, "已报告")->ballots, 13);
}

TEST_P(PollAttacksOn, ABallotMovedToAnotherPaperIsNamed) {
  const Id poll_id = voted();
  as_administrator({sql(
      "UPDATE @rows SET position = 2 WHERE position = 1 AND tag = (SELECT min(tag) FROM @rows WHERE position = 1)")});
  EXPECT_EQ(faults(poll_id), (Codes{"BALLOT_ROW_MISSING", "BALLOT_ROW_CHANGED", "BALLOT_ROW_ADDED"}));
}

INSTANTIATE_TEST_SUITE_P(InThe, PollAttacksOn, testing::Values(spool, mixed),
                         [](const auto& place) { return std::string(place.param.name); });

TEST_F(PollAttacks, ASpoolWithoutItsKeyIsSaid) {
  const Id poll_id = voted();
  std::filesystem::remove(folder_.path("secrets") + "/poll-" + std::to_string(poll_id) + ".spool");
  const Browser browser = with_token(7, poll_id);
  EXPECT_EQ(code_of(polling_.cast(poll_id, 1, browser.vote(paper(poll_id), "8", random_))), "POLL_SECRET_GONE");
  EXPECT_EQ(faults(poll_id).size(), 12U + 2U) << "every ballot, and the sums of both papers";
}

TEST_F(PollAttacks, AKeyThatWasSwappedOpensNoPoll) {
  const Id poll_id = voted();
  as_administrator(
      {"UPDATE paper SET public_key = (SELECT public_key FROM paper p WHERE p.position = 2) WHERE "
       "position = 1"});
  Polling fresh(office_, secrets_, {});
  EXPECT_EQ(code_of(fresh.open_poll(poll_id)), "POLL_SECRET_GONE");
}

TEST_F(PollAttacks, H4KeysThatAreNotThoseOfTheOpeningAreNamed) {
  const Id poll_id = voted();
  const auto told = Json::parse(look(office_, [&](store::Reading& db) {
                      std::string body;
                      for (const auto& row : store::journal_rows(db, 0, 1000))
                        if (row.action == "poll.open") body = row.body;
                      return body;
                    })).at("key_list_sha256");
  EXPECT_EQ(told, opened(poll_id)->keys.fingerprint());
  EXPECT_EQ(told, view_poll(office_, actor("auditor"), poll_id)->keys_sha256);
  EXPECT_EQ(told, key_list(office_, actor("auditor"), poll_id)->fingerprint());
  EXPECT_EQ(code_of(key_list(office_, actor("pine"), poll_id)), "NOT_ALLOWED");
  EXPECT_EQ(code_of(key_list(office_, actor("office"), make_poll(round_, {}, "群众票"))), "POLL_NOT_OPEN");
  EXPECT_EQ(code_of(key_list(office_, actor("office"), 999)), "NOT_FOUND");
  as_administrator(
      {"UPDATE paper SET public_key = (SELECT public_key FROM paper p WHERE p.position = 2) WHERE "
       "position = 1 AND public_key IS NOT NULL"});
  EXPECT_EQ(faults(poll_id).front(), "POLL_KEYS_CHANGED");
}

TEST_F(PollAttacks, H4AnotherKeyUnderReceiptsIsNamedAfterTheCloseToo) {
  const Id poll_id = voted();
  ASSERT_TRUE(close(poll_id));
  Problems problems;
  EXPECT_EQ(recount(poll_id, problems).keys_sha256, view_poll(office_, actor("office"), poll_id)->keys_sha256);
  as_administrator({"UPDATE poll SET ack_key = zeroblob(32)"});
  EXPECT_EQ(faults(poll_id), Codes{"POLL_KEYS_CHANGED"});
}

TEST_F(PollAttacks, ABulletinThatWasChangedIsNamed) {
  const Id poll_id = voted();
  ASSERT_TRUE(close(poll_id));
  as_administrator(
      {"UPDATE bulletin SET bytes = CAST(replace(CAST(bytes AS TEXT), '\"sheet\":\"7\"', '\"sheet\":\"9\"') "
       "AS BLOB)"});
  EXPECT_EQ(faults(poll_id), Codes{"BULLETIN_ROW_CHANGED"});
  Problems problems;
  recount(poll_id, problems);
  EXPECT_NE(says(problems).find("BALLOT_CHANGED"), std::string::npos);
}

std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// The attacker has a copy of everything on disk after every single step, and knows who did the step. Voters come one
// after the other, nobody else beside them: the worst there is.
class PollCopies : public PollAttacks {
 protected:
  static constexpr int crowd = 40;
  PollCopies() : PollAttacks({512, std::chrono::milliseconds(1), crowd, no_pause}) {}  // nothing is mixed meanwhile
};

TEST_F(PollCopies, LinkNobody) {
  const Id round_id = start(), poll_id = open(round_id);
  const auto slips = make_slips(office_, actor("office"), poll_id, "*", crowd);
  struct Step {
    std::string tag, sealed;  // the row that came with this voter
    std::string number;       // what the voter voted: the truth
  };
  std::vector<Step> steps;
  std::map<std::string, std::string> before;
  std::string disk;
  for (int i = 0; i < crowd; ++i) {
    Browser browser = Browser::on(paper(poll_id), random_);
    const auto issued = polling_.issue_for_slip((*slips)[static_cast<std::size_t>(i)], {browser.ask(1)});
    ASSERT_TRUE(issued);
    browser.take(paper(poll_id), issued->at(0).signature);
    const auto ballot = browser.vote(paper(poll_id), std::to_string(i % 11), random_);
    ASSERT_TRUE(polling_.cast(poll_id, 1, ballot));
    Step step;
    step.number = ballot.token.number();
    for (const auto& row : look(office_, [&](store::Reading& db) {
           return store::waiting_ballots_of(db, {poll_id, 1});
         }))
      if (before.emplace(row.tag, row.sealed).second) {
        step.tag = row.tag;
        step.sealed = row.sealed;
      }
    ASSERT_FALSE(step.tag.empty());
    steps.push_back(step);
    disk.clear();
    for (const char* end : {"", "-wal"}) disk += bytes_of(fresh_.address() + end);
    // No part of a ballot is on disk as it will be published.
    EXPECT_EQ(disk.find(ballot.token.key), std::string::npos);
    EXPECT_EQ(disk.find(ballot.token.prefix), std::string::npos);
    EXPECT_EQ(disk.find(ballot.proof), std::string::npos);
    EXPECT_EQ(disk.find(ballot.token.signature.substr(0, 32)), std::string::npos);
  }
  std::set<std::size_t> sizes;
  for (const auto& step : steps) sizes.insert(step.sealed.size());
  EXPECT_EQ(sizes.size(), 1U);  // "10" is not told from "0" by its size
  ASSERT_TRUE(close(poll_id));
  Problems problems;
  const auto bulletin = *public_bulletin(office_, poll_id);
  std::vector<std::string> published;  // numbers, in the order of the file
  for (std::size_t at = bulletin.find("{\"ballot\":\""); at != bulletin.npos;
       at = bulletin.find("{\"ballot\":\"", at + 1))
    published.push_back(bulletin.substr(at + 11, 16));
  ASSERT_EQ(published.size(), std::size_t(crowd));

  // His ways of guessing, each a ballot a voter. By chance one of forty is right each time, one in all on average.
  std::vector<std::string> by_tag;
  for (const auto& step : steps) by_tag.push_back(step.tag);
  std::sort(by_tag.begin(), by_tag.end());
  const auto rank_of = [&](const Step& step) {
    return static_cast<std::size_t>(std::find(by_tag.begin(), by_tag.end(), step.tag) - by_tag.begin());
  };
  const auto right = [&](const auto& guess) {
    int count = 0;
    for (std::size_t i = 0; i < steps.size(); ++i) count += published[guess(i) % published.size()] == steps[i].number;
    return count;
  };
  const auto nearest = [&](const std::string& bytes) {  // the number that shares most with some bytes of the row
    std::size_t best = 0, best_common = 0;
    const std::string hex = hex_of(bytes);
    for (std::size_t p = 0; p < published.size(); ++p) {
      std::size_t common = 0;
      for (std::size_t size = 1; size <= 16; ++size)
        for (std::size_t from = 0; from + size <= 16 && common < size; ++from)
          if (hex.find(published[p].substr(from, size)) != hex.npos) common = size;
      if (common > best_common) {
        best_common = common;
        best = p;
      }
    }
    return best;
  };
  constexpr int chance_max = 7;  // of forty: more than this happens once in a hundred thousand times
  EXPECT_LE(right([](std::size_t i) { return i; }), chance_max);                       // as they came
  EXPECT_LE(right([&](std::size_t i) { return crowd - 1 - i; }), chance_max);          // the other way round
  EXPECT_LE(right([&](std::size_t i) { return rank_of(steps[i]); }), chance_max);      // as the rows lie
  EXPECT_LE(right([&](std::size_t i) { return nearest(steps[i].tag); }), chance_max);  // what they look like
  EXPECT_LE(right([&](std::size_t i) { return nearest(sha256(steps[i].tag)); }), chance_max);
  EXPECT_LE(right([&](std::size_t i) { return nearest(steps[i].sealed.substr(0, 64)); }), chance_max);
  // The secret is gone from the disk, and the old one opens every row: it is the secret that hides them, so the test
  // would see it if it were still there.
  EXPECT_TRUE(secrets_.kept().empty());
}

}  // namespace
}  // namespace pingxing::office
