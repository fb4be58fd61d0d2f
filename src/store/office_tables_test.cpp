// Tables of the office on both databases: where a unit stood, whom a grant reaches, a past, what holds, a whole round,
// holidays by year, messages of a round.
#include <gtest/gtest.h>

#include "store/accounts.hpp"
#include "store/facts.hpp"
#include "store/past.hpp"
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

TEST_P(OfficeTables, AGrantReachesTheUnitAndAllBelow) {
  Id account = 0, top = 0, left = 0, leaf = 0, right = 0;
  database_->write([&](Writing& db) {
    const auto add = [&](std::optional<Id> above, const std::string& code) {
      return add_unit(db, {0, above, code, code, "", std::nullopt});
    };
    top = add(std::nullopt, "1");
    left = add(top, "2");
    leaf = add(left, "3");
    right = add(top, "4");
    Account made;
    made.login = made.name = "a";
    account = add_account(db, made);
  });
  const auto reach = [&](const std::vector<RoleGrant>& grants) {
    database_->write([&](Writing& db) { set_grants(db, account, grants); });
    return read([&](Reading& db) { return reaching_grants_of(db, account); });
  };
  EXPECT_TRUE(reach({}).empty());
  const auto grants = reach({{"office", top}, {"assessor", left}, {"assessor", right}});
  ASSERT_EQ(grants.size(), 3U);
  EXPECT_EQ(grants[0].grant, (RoleGrant{"assessor", left}));
  EXPECT_EQ(grants[0].units, (std::vector<Id>{left, leaf}));
  EXPECT_EQ(grants[1].grant, (RoleGrant{"assessor", right}));
  EXPECT_EQ(grants[1].units, (std::vector<Id>{right}));
  EXPECT_EQ(grants[2].grant, (RoleGrant{"office", top}));
  EXPECT_EQ(grants[2].units, (std::vector<Id>{top, left, leaf, right}));
  // The tree cannot be a ring; should it be one, nobody is to wait for ever.
  database_->write([&](Writing& db) { change_unit(db, {top, leaf, "1", "1", "", std::nullopt}); });
  EXPECT_EQ(reach({{"assessor", left}})[0].units, (std::vector<Id>{top, left, leaf, right}));
}

TEST_P(OfficeTables, APastIsReplacedAndNeverChanged) {
  Id round = 0, account = 0;
  database_->write([&](Writing& db) {
    const Id unit = add_unit(db, {0, std::nullopt, "1", "局", "", std::nullopt});
    SchemeVersion version;
    version.scheme_id = add_scheme(db, "方案", 1);
    round = add_round(db, {0, "考评", add_scheme_version(db, version), unit, std::nullopt, "2026-01-01", "draft", 1});
    Account made;
    made.login = made.name = "a";
    account = add_account(db, made);
  });
  const auto import = [&](Id replaces, const std::vector<PastPeriod>& periods) {
    Id id = 0;
    database_->write([&](Writing& db) { id = add_past_import(db, {0, round, account, 1, "", replaces}, periods); });
    return id;
  };
  const auto stamp = [&] { return read([&](Reading& db) { return stamp_of(db, round)->past_import; }); };
  const auto now = [&] { return read([&](Reading& db) { return past_of(db, round); }); };
  EXPECT_TRUE(now().empty());
  EXPECT_EQ(stamp(), 0);
  const PastPeriod older{"2024年", "a.csv", "ff", {{"2", "rated", "乙", ""}, {"1", "disqualified", "", "61.5"}}};
  const Id first = import(0, {older, {"2025年", "b.csv", "fe", {}}});
  EXPECT_EQ(stamp(), first);
  ASSERT_EQ(now().size(), 2U);
  EXPECT_EQ(now()[0].name, "2024年");
  ASSERT_EQ(now()[0].results.size(), 2U);
  EXPECT_EQ(now()[0].results[0].code, "1") << "by code";
  EXPECT_EQ(now()[0].results[0].total, "61.5");
  EXPECT_EQ(now()[0].results[1].grade, "乙");
  EXPECT_THROW(import(0, {}), UniqueViolation) << "another was quicker";
  const Id second = import(first, {});
  EXPECT_TRUE(now().empty());
  EXPECT_EQ(stamp(), second);
  EXPECT_EQ(read([&](Reading& db) { return periods_of_import(db, first); }).size(), 2U) << "stays to be read";
  for (const auto* table : {"past_import", "past_period", "past_result"})
    EXPECT_ANY_THROW(database_->write([&](Writing& db) { db.execute(std::string("DELETE FROM ") + table); })) << table;
  const PastPeriod twice{"2023年", "c.csv", "fd", {{"1", "rated", "乙", ""}, {"1", "rated", "乙", ""}}};
  EXPECT_THROW(import(second, {twice}), UniqueViolation);
}

TEST_P(OfficeTables, WhatHoldsIsTheNewestOfItsPlace) {
  Id round = 0, subject = 0, other = 0;
  database_->write([&](Writing& db) {
    const Id unit = add_unit(db, {0, std::nullopt, "1", "局", "", std::nullopt});
    SchemeVersion version;
    version.scheme_id = add_scheme(db, "方案", 1);
    const Id version_id = add_scheme_version(db, version);
    round = add_round(db, {0, "考评", version_id, unit, std::nullopt, "2026-01-01", "draft", 1});
    subject = add_subject(db, {0, round, "1", "甲", unit, std::nullopt, "", "", ""});
    other = add_subject(db, {0, round, "2", "乙", unit, std::nullopt, "", "", ""});
  });
  const auto add = [&](Id of, const std::string& source, const std::string& value, Id replaces) {
    Id id = 0;
    database_->write([&](Writing& db) {
      id = add_fact(db, {0, round, of, "1 工作", source, value, "", std::nullopt, 1, replaces});
    });
    return id;
  };
  const auto now = [&](Id of, const std::string& source) {
    const auto fact = read([&](Reading& db) { return fact_now(db, round, of, "1 工作", source); });
    return fact ? fact->value : "none";
  };
  EXPECT_EQ(now(subject, "self"), "none");
  const Id first = add(subject, "self", "1", 0);
  EXPECT_EQ(now(subject, "self"), "1");
  add(other, "self", "5", 0);
  const Id second = add(subject, "self", "2", first);
  add(subject, "assessed", "6", 0);
  EXPECT_EQ(now(subject, "self"), "2");
  EXPECT_THROW(add(subject, "self", "3", first), UniqueViolation);
  add(subject, "self", "4", second);
  EXPECT_EQ(now(subject, "self"), "4");
  EXPECT_EQ(now(subject, "assessed"), "6");
  EXPECT_EQ(now(other, "self"), "5");
  EXPECT_EQ(now(other, "assessed"), "none");
  const auto with_fact = [&](Id of, const std::string& source, std::optional<Id> only) {
    return read([&](Reading& db) { return round_with_fact(db, round, of, "1 工作", source, only); });
  };
  EXPECT_EQ(with_fact(subject, "self", subject)->now->value, "4");
  EXPECT_EQ(with_fact(subject, "self", subject)->whole.subjects.size(), 1U);
  EXPECT_FALSE(with_fact(other, "assessed", {})->now);
  EXPECT_EQ(with_fact(other, "assessed", {})->whole.subjects.size(), 2U);
  EXPECT_FALSE(read([&](Reading& db) { return round_with_fact(db, 99, other, "1 工作", "self", {}); }));
  EXPECT_EQ(read([&](Reading& db) { return facts_of(db, round); }).size(), 3U);
}

TEST_P(OfficeTables, ARoundIsReadWithAllThatBelongsToIt) {
  Id round = 0, empty = 0, subject = 0, stranger = 0, unit = 0;
  database_->write([&](Writing& db) {
    unit = add_unit(db, {0, std::nullopt, "1", "局", "", std::nullopt});
    SchemeVersion version;
    version.scheme_id = add_scheme(db, "方案", 1);
    version.text = "# 方案";
    const Id version_id = add_scheme_version(db, version);
    round = add_round(db, {0, "考评", version_id, unit, std::nullopt, "2026-01-01", "draft", 1});
    empty = add_round(db, {0, "空", version_id, unit, std::nullopt, "2026-01-01", "draft", 1});
    add_subject(db, {0, round, "2", "乙", unit, std::nullopt, "b", "", ""});
    subject = add_subject(db, {0, round, "3", "甲", unit, std::nullopt, "a", "", ""});
    stranger = add_subject(db, {0, empty, "9", "丙", unit, std::nullopt, "", "", ""});
    set_stages(db, round,
               {{0, 0, 0, "自评", "self", "", std::nullopt, 5, "open"},
                {0, 0, 0, "评分", "assess", "", 5, std::nullopt, "waiting"}});
    set_assignments(db, round, {{0, 0, "*", unit, "assess"}});
  });
  const auto whole = [&](Id id, std::optional<Id> only = {}) {
    return read([&](Reading& db) { return whole_round_of(db, id, only); });
  };
  const auto all = whole(round);
  ASSERT_TRUE(all);
  EXPECT_EQ(all->round.name, "考评");
  EXPECT_EQ(all->version.text, "# 方案");
  ASSERT_EQ(all->stages.size(), 2U);
  EXPECT_EQ(all->stages[0].title, "自评");
  EXPECT_EQ(all->stages[1].opens_at, 5);
  ASSERT_EQ(all->subjects.size(), 2U);
  EXPECT_EQ(all->subjects[0].code, "3");  // by pool
  ASSERT_EQ(all->assignments.size(), 1U);
  EXPECT_EQ(all->assignments[0].unit_id, unit);
  EXPECT_TRUE(whole(empty)->stages.empty());
  ASSERT_EQ(whole(round, subject)->subjects.size(), 1U);
  EXPECT_EQ(whole(round, subject)->subjects[0].code, "3");
  EXPECT_TRUE(whole(round, stranger)->subjects.empty());
  EXPECT_FALSE(whole(99));
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
