// Tables of the office on both databases: where a unit stood, holidays by year, messages of a round.
#include <gtest/gtest.h>

#include "store/facts.hpp"
#include "store/rounds.hpp"
#include "store/test_support.hpp"
#include "store/units.hpp"

namespace pingxing::store {
namespace {

class OfficeTables : public testing::TestWithParam<test::Kind> {
 protected:
  template <class Work>
  auto read(Work work) {
    std::optional<std::invoke_result_t<Work, Reading&>> answer;
    database_->read([&](Reading& db) { answer.emplace(work(db)); });
    return std::move(*answer);
  }
  test::Fresh fresh_{GetParam()};
  std::unique_ptr<Database> database_ = Database::open(fresh_.address());
};

TEST_P(OfficeTables, AUnitKeepsWhereItStood) {
  Id top = 0, below = 0;
  database_->write([&](Writing& db) {
    top = add_unit(db, {0, std::nullopt, "1", "局", "", std::nullopt});
    below = add_unit(db, {0, std::nullopt, "2", "组", "", std::nullopt});
    add_unit_move(db, below, std::nullopt, top, 5, "成立");
    add_unit_move(db, below, top, std::nullopt, 5, "独立");  // within one millisecond
  });
  const auto moves = read([&](Reading& db) { return moves_of(db, below); });
  ASSERT_EQ(moves.size(), 2U);
  EXPECT_EQ(moves[0].reason, "独立");
  EXPECT_EQ(moves[0].from, top);
  EXPECT_FALSE(moves[0].to);
  EXPECT_EQ(moves[1].to, top);
  EXPECT_TRUE(read([&](Reading& db) { return moves_of(db, top); }).empty());
}

TEST_P(OfficeTables, HolidaysReplaceTheirYears) {
  const auto days = [&] { return read([](Reading& db) { return all_holidays(db); }); };
  database_->write([](Writing& db) {
    set_holidays(db, {{"2026-01-01", false, "元旦"}, {"2026-12-31", true, ""}, {"2027-01-01", false, "元旦"}});
  });
  EXPECT_EQ(days().size(), 3U);
  database_->write([](Writing& db) { set_holidays(db, {{"2026-10-01", false, "国庆节"}}); });
  ASSERT_EQ(days().size(), 2U);
  EXPECT_EQ(days()[0].day, "2026-10-01");
  database_->write([](Writing& db) { set_holidays(db, {}, {"2026"}); });
  ASSERT_EQ(days().size(), 1U);
  EXPECT_EQ(days()[0].day, "2027-01-01");
}

TEST_P(OfficeTables, MessagesKnowTheirRound) {
  Id round = 0;
  database_->write([&](Writing& db) {
    const Id unit = add_unit(db, {0, std::nullopt, "1", "局", "", std::nullopt});
    SchemeVersion version;
    version.scheme_id = add_scheme(db, "方案", 1);
    const Id version_id = add_scheme_version(db, version);
    round = add_round(db, {0, "考评", version_id, unit, std::nullopt, "2026-01-01", "draft", 1});
    add_message(db, {0, "mail", "a@example.org", "t", "x", 1, {}, 0, "", round});
    add_message(db, {0, "mail", "b@example.org", "t", "x", 2, {}, 0, "", round});
    add_message(db, {0, "mail", "c@example.org", "t", "x", 3, {}, 0, "", std::nullopt});
  });
  const auto of_round = read([&](Reading& db) { return newest_messages_of(db, round, 10); });
  ASSERT_EQ(of_round.size(), 2U);
  EXPECT_EQ(of_round[0].address, "b@example.org");
  EXPECT_EQ(of_round[0].round_id, round);
  database_->write([&](Writing& db) { set_message_outcome(db, of_round[0].id, std::nullopt, "550 no"); });
  EXPECT_EQ(read([&](Reading& db) { return newest_messages_of(db, round, 1); })[0].failure, "550 no");
  EXPECT_EQ(read([](Reading& db) { return newest_messages(db, 10); }).size(), 3U);
}

INSTANTIATE_TEST_SUITE_P(On, OfficeTables, testing::Values(test::Kind::Sqlite, test::Kind::Postgres),
                         [](const auto& kind) { return test::name_of(kind.param); });

}  // namespace
}  // namespace pingxing::store
