#include <gtest/gtest.h>

#include <set>

#include "round/calendar.hpp"
#include "round/messages.hpp"
#include "round/review_matrix.hpp"
#include "round/role.hpp"
#include "round/sample.hpp"
#include "round/stage.hpp"
#include "round/test_support.hpp"

namespace pingxing::round {
namespace {

using scheme::StageKind;

TEST(Calendar, WeekendsAndHolidaysAreNotWorked) {
  Calendar calendar;
  EXPECT_TRUE(calendar.is_working({2026, 11, 20}));  // a Friday
  EXPECT_FALSE(calendar.is_working({2026, 11, 21}));
  EXPECT_FALSE(calendar.is_working({2026, 11, 22}));
  EXPECT_FALSE(calendar.is_working({1969, 12, 28}));  // a Sunday before the count begins
  EXPECT_EQ(calendar.after_working_days({2026, 11, 20}, 1), (Day{2026, 11, 23}));
  calendar.set({2026, 11, 23}, false);
  calendar.set({2026, 11, 22}, true);
  EXPECT_EQ(calendar.after_working_days({2026, 11, 20}, 1), (Day{2026, 11, 22}));
  EXPECT_EQ(calendar.after_working_days({2026, 11, 20}, 2), (Day{2026, 11, 24}));
  EXPECT_EQ(calendar.after_working_days({2026, 11, 20}, 0), (Day{2026, 11, 20}));
}

TEST(Role, EveryWordIsReadBack) {
  for (const auto& row : roles()) {
    EXPECT_EQ(role_of(row.word), row.role);
    EXPECT_EQ(&row_of(row.role), &row);
  }
  EXPECT_FALSE(role_of("root"));
  std::set<std::string_view> words;
  for (const auto& row : commands()) {
    EXPECT_TRUE(words.insert(row.word).second) << row.word;
    EXPECT_EQ(&row_of(row.command), &row);
  }
}

TEST(Role, TheAuditorChangesNothing) {
  for (const auto& row : commands()) {
    const bool reads = row.word.starts_with("read_") || row.command == Command::CompareWhatIf;
    EXPECT_EQ(may(Role::Auditor, row.command), reads) << row.word;
  }
}

TEST(Role, WhatBelongsToAStageWaitsForIt) {
  const StageKind scoring[] = {StageKind::Score};
  EXPECT_TRUE(may(Role::Secretary, Command::SelfAssess));
  EXPECT_FALSE(may_now(Role::Secretary, Command::SelfAssess, scoring));
  EXPECT_TRUE(may_now(Role::Assessor, Command::Assess, scoring));
  EXPECT_FALSE(may_now(Role::Member, Command::Assess, scoring));
  EXPECT_TRUE(may_now(Role::Auditor, Command::ReadBoard, {}));
}

Stage stage(StageKind kind, StageState state = StageState::Waiting) {
  Stage made;
  made.title = std::string(word_of(kind));
  made.kind = kind;
  made.state = state;
  return made;
}

TEST(Stages, OpenAndCloseInTheirOrder) {
  const std::vector stages{stage(StageKind::SelfAssess), stage(StageKind::Score)};
  EXPECT_EQ(why_not(change_stage(stages, 1, StageCommand::Open, "", 5, {})), &stage_out_of_order);
  EXPECT_EQ(why_not(change_stage(stages, 2, StageCommand::Open, "", 5, {})), &stage_not_there);
  EXPECT_EQ(why_not(change_stage(stages, 0, StageCommand::Close, "", 5, {})), &stage_not_open);
  auto opened = change_stage(stages, 0, StageCommand::Open, "", 5, {});
  ASSERT_TRUE(opened);
  EXPECT_EQ((*opened)[0].state, StageState::Open);
  EXPECT_EQ((*opened)[0].opens_at, 5);
  EXPECT_EQ(why_not(change_stage(*opened, 0, StageCommand::Open, "", 6, {})), &stage_already_open);
  // Two stages may be open at once: departments score while the last units still assess themselves.
  auto both = change_stage(*opened, 1, StageCommand::Open, "", 7, {});
  ASSERT_TRUE(both);
  EXPECT_EQ(open_kinds(*both), (std::vector{StageKind::SelfAssess, StageKind::Score}));
  auto closed = change_stage(*both, 0, StageCommand::Close, "", 9, {});
  ASSERT_TRUE(closed);
  EXPECT_EQ((*closed)[0].closes_at, 9);
  EXPECT_EQ(why_not(change_stage(*closed, 0, StageCommand::Open, "", 10, {})), &stage_closed);
  EXPECT_EQ(why_not(change_stage(*closed, 0, StageCommand::Reopen, "", 10, {})), &stage_needs_reason);
  auto back = change_stage(*closed, 0, StageCommand::Reopen, "figures were missing", 10, {});
  ASSERT_TRUE(back);
  EXPECT_EQ((*back)[0].state, StageState::Open);
  EXPECT_EQ((*back)[1].state, StageState::Waiting);
}

TEST(Stages, WithoutOneOfScoringFiguresComeBeforeTheFirstThatShowsThem) {
  const std::vector<Stage> polled{stage(StageKind::Poll, StageState::Open), stage(StageKind::Remark),
                                  stage(StageKind::Decide, StageState::Open), stage(StageKind::Poll)};
  EXPECT_TRUE(is_scored_in(polled, 0));
  EXPECT_TRUE(is_scored_in(polled, 1));
  EXPECT_FALSE(is_scored_in(polled, 2));
  EXPECT_FALSE(is_scored_in(polled, 3)) << "behind the decision";
  EXPECT_EQ(open_kinds(polled), (std::vector{StageKind::Poll, StageKind::Score, StageKind::Decide}));
  for (const auto first : {StageKind::Verify, StageKind::Notice, StageKind::Publish, StageKind::Rectify})
    EXPECT_FALSE(is_scored_in({stage(StageKind::Poll), stage(first)}, 1));
  const std::vector<Stage> scored{stage(StageKind::Poll, StageState::Open), stage(StageKind::Score)};
  EXPECT_FALSE(is_scored_in(scored, 0)) << "there is a stage for it";
  EXPECT_TRUE(is_scored_in(scored, 1));
  EXPECT_EQ(open_kinds(scored), std::vector{StageKind::Poll});
}

TEST(Stages, ANoticeLastsItsDays) {
  auto notice = stage(StageKind::Notice, StageState::Open);
  notice.closes_at = end_of({2026, 11, 30});
  EXPECT_EQ(why_not(change_stage({notice}, 0, StageCommand::Close, "", *notice.closes_at, {})),
            &stage_notice_too_short);
  EXPECT_TRUE(change_stage({notice}, 0, StageCommand::Close, "", *notice.closes_at + 1, {}));
}

TEST(Stages, ANoticeGetsItsFullTimeWheneverItOpens) {
  auto notice = stage(StageKind::Notice);
  notice.duration = {5, true};
  notice.opens_at = begin_of({2026, 3, 2});
  notice.closes_at = end_of({2026, 3, 9});
  Calendar calendar;
  calendar.set({2026, 3, 19}, false);
  // Posted on Monday the 16th, which does not count; the 19th is a holiday.
  const auto opened = change_stage({notice}, 0, StageCommand::Open, "", begin_of({2026, 3, 16}) + 1000, calendar);
  ASSERT_TRUE(opened);
  EXPECT_EQ(day_of(*(*opened)[0].closes_at).text(), "2026-03-24");
  // One that is planned for longer stays longer.
  notice.closes_at = end_of({2026, 4, 1});
  EXPECT_EQ(
      day_of(*(*change_stage({notice}, 0, StageCommand::Open, "", begin_of({2026, 3, 16}), calendar))[0].closes_at),
      (Day{2026, 4, 1}));
}

TEST(Stages, ANoticeThatComesAgainIsANewOne) {
  auto score = stage(StageKind::Score, StageState::Closed), notice = stage(StageKind::Notice, StageState::Open);
  notice.duration = {7, false};
  notice.opens_at = begin_of({2026, 3, 2});
  notice.closes_at = end_of({2026, 3, 9});
  const auto back =
      change_stage({score, notice}, 0, StageCommand::Reopen, "figures were wrong", begin_of({2026, 3, 6}), {});
  ASSERT_TRUE(back);
  EXPECT_EQ((*back)[1].state, StageState::Waiting);
  EXPECT_FALSE((*back)[1].closes_at);
  auto again = *back;
  again[0].state = StageState::Closed;
  const auto opened = change_stage(again, 1, StageCommand::Open, "", begin_of({2026, 3, 7}), {});
  ASSERT_TRUE(opened);
  EXPECT_EQ(day_of(*(*opened)[1].closes_at), (Day{2026, 3, 14}));
}

TEST(Stages, DatesDoNotMoveOverWhatHasHappened) {
  const Moment now = begin_of({2026, 3, 10}) + 1000;
  auto closed = stage(StageKind::SelfAssess, StageState::Closed), open = stage(StageKind::Score, StageState::Open),
       notice = stage(StageKind::Notice, StageState::Open), waiting = stage(StageKind::Publish);
  open.opens_at = begin_of({2026, 3, 8});
  notice.opens_at = begin_of({2026, 3, 9});
  notice.closes_at = end_of({2026, 3, 16});
  const std::vector stages{closed, open, notice, waiting};
  const auto refused = [&](std::size_t which, const StageDays& days) {
    return why_not(set_days(stages, which, days, now));
  };
  EXPECT_EQ(refused(0, {{}, Day{2026, 3, 20}}), &stage_dates_of_closed);
  EXPECT_EQ(refused(1, {Day{2026, 3, 1}, Day{2026, 3, 20}}), &stage_has_opened);
  EXPECT_EQ(refused(1, {Day{2026, 3, 8}, Day{2026, 3, 9}}), &stage_day_past);
  EXPECT_EQ(refused(1, {Day{2026, 3, 8}, Day{2026, 3, 10}}), nullptr);
  EXPECT_EQ(refused(2, {Day{2026, 3, 9}, Day{2026, 3, 15}}), &stage_notice_shortened);
  EXPECT_EQ(refused(2, {{}, {}}), &stage_notice_shortened);
  EXPECT_EQ(refused(2, {{}, Day{2026, 3, 18}}), nullptr);
  EXPECT_EQ(refused(3, {Day{2026, 3, 9}, {}}), &stage_day_past);
  EXPECT_EQ(refused(3, {Day{2026, 3, 20}, Day{2026, 3, 19}}), &stage_days_reversed);
  EXPECT_EQ(refused(4, {{}, {}}), &stage_not_there);
  EXPECT_EQ(day_of(*(*set_days(stages, 2, {{}, Day{2026, 3, 18}}, now))[2].closes_at), (Day{2026, 3, 18}));
}

TEST(Stages, TimeOpensAndClosesThem) {
  auto first = stage(StageKind::SelfAssess), second = stage(StageKind::Score), notice = stage(StageKind::Notice);
  first.opens_at = 10;
  first.closes_at = 20;
  second.opens_at = 21;
  notice.opens_at = 30;
  notice.closes_at = 40;
  const std::vector<bool> none(3, false);
  const auto due = [&](const std::vector<bool>& shut, Moment now) {
    const auto found = next_due({first, second, notice}, now, shut);
    return found ? std::optional(std::pair(found->which, found->command)) : std::nullopt;
  };
  EXPECT_EQ(due(none, 9), std::nullopt);
  EXPECT_EQ(due(none, 15), std::pair(std::size_t(0), StageCommand::Open));
  first.state = StageState::Open;
  EXPECT_EQ(due(none, 15), std::nullopt);
  EXPECT_EQ(due(none, 21), std::pair(std::size_t(0), StageCommand::Close));
  EXPECT_EQ(due({true, false, false}, 21), std::pair(std::size_t(1), StageCommand::Open));
  first.state = StageState::Waiting;
  EXPECT_EQ(due(none, 100), std::nullopt) << "its days have passed: a round does not run through its stages by itself";
  first.state = StageState::Closed;
  second.state = StageState::Open;
  EXPECT_EQ(due(none, 100), std::pair(std::size_t(2), StageCommand::Open)) << "a notice gets its full time";
}

TEST(Stages, ARoundDoesNotStartInThePast) {
  auto first = stage(StageKind::SelfAssess);
  first.opens_at = begin_of({2026, 3, 2});
  EXPECT_TRUE(may_start({first}, end_of({2026, 3, 2})));
  EXPECT_EQ(why_not(may_start({first}, begin_of({2026, 3, 3}))), &stages_begin_in_past);
  first.opens_at.reset();
  EXPECT_TRUE(may_start({first}, begin_of({2026, 3, 3}))) << "by hand";
}

TEST(Stages, AreMadeFromTheProcedure) {
  scheme::Scheme s;
  scheme::Stage poll, notice;
  poll.title = "评星";
  poll.kind = StageKind::Poll;
  poll.days = 1;
  notice.title = "公示";
  notice.kind = StageKind::Notice;
  notice.days = 5;
  notice.are_working_days = true;
  s.stages = {poll, notice};
  const auto planned = plan_stages(s, {2026, 11, 20}, {});
  ASSERT_EQ(planned.size(), 2U);
  EXPECT_EQ(planned[0].opens_at, begin_of({2026, 11, 20}));
  EXPECT_EQ(planned[0].closes_at, end_of({2026, 11, 20}));
  EXPECT_EQ(planned[1].opens_at, begin_of({2026, 11, 21}));  // a Saturday: the five days begin on Monday
  EXPECT_EQ(planned[1].closes_at, end_of({2026, 11, 27}));
  EXPECT_EQ(plan_stages({}, {2026, 1, 1}, {}).size(), 4U);
}

TEST(Stages, DaysAreThoseOfChina) {
  EXPECT_EQ(day_of(begin_of({2026, 1, 1})), (Day{2026, 1, 1}));
  EXPECT_EQ(day_of(end_of({2026, 1, 1})), (Day{2026, 1, 1}));
  EXPECT_EQ(day_of(begin_of({2026, 1, 1}) - 1), (Day{2025, 12, 31}));
  EXPECT_EQ(day_of(-1), (Day{1970, 1, 1}));
}

TEST(Sample, IsTheSameForEverybodyWhoKnowsTheSeed) {
  const std::vector<std::string> codes{"B1", "B2", "B3", "B4"};
  const auto drawn = draw_sample("2026-11-21 closing index 3021", codes, 2);
  EXPECT_EQ(drawn.size(), 2U);
  EXPECT_EQ(drawn, draw_sample("2026-11-21 closing index 3021", {"B4", "B3", "B2", "B1"}, 2));
  EXPECT_EQ(draw_sample("x", codes, 9).size(), 4U);
  EXPECT_TRUE(draw_sample("x", {}, 9).empty());
}

TEST(ReviewMatrix, NamesWhomNobodyReviews) {
  const auto found = look_over({{"L1", "B1"}, {"L1", "B1"}, {"B2", "B2"}, {"L2", "B9"}}, {"B1", "B2", "B3"});
  EXPECT_EQ(found.unreviewed, (std::vector<std::string>{"B2", "B3"}));
  EXPECT_EQ(found.self, (std::vector<ReviewPair>{{"B2", "B2"}}));
  EXPECT_EQ(found.doubled.size(), 1U);
  EXPECT_EQ(found.unknown, (std::vector<ReviewPair>{{"L2", "B9"}}));
  EXPECT_TRUE(look_over({{"L1", "B1"}}, {"B1"}).is_clean());
}

}  // namespace
}  // namespace pingxing::round
