// Rounds that go on: gates, dates, notices, what an ended round refuses, and ratings that are never stale. The numbers
// are those of the faults that they keep from coming back.
#include <gtest/gtest.h>

#include "office/figures.hpp"
#include "office/poll_test_support.hpp"
#include "office/rate_round.hpp"
#include "office/remarks.hpp"
#include "office/spot_checks.hpp"
#include "office/standing.hpp"
#include "office/verifications.hpp"
#include "store/notices.hpp"

namespace pingxing::office {
namespace {

using round::StageCommand;
using scheme::StageKind;

constexpr std::int64_t day_ms = 86'400'000;

class Stages : public OfficeTest {
 protected:
  std::size_t place_of(Id round_id, StageKind kind) {
    const auto opened = look(office_, [&](store::Reading& db) { return *load_round(db, round_id); });
    for (std::size_t i = 0; i < opened.stages.size(); ++i)
      if (opened.stages[i].kind == kind) return i;
    return opened.stages.size();
  }
  round::Stage stage(Id round_id, StageKind kind) {
    return look(office_, [&](store::Reading& db) { return *load_round(db, round_id); })
        .stages[place_of(round_id, kind)];
  }
  Result<> go(Id round_id, StageKind kind, StageCommand command, const std::string& reason = "") {
    return change_stage(office_, actor("office"), round_id, place_of(round_id, kind), command, reason);
  }
  /// A figure by the office, whatever stage is open.
  void fact(Id round_id, std::string_view code, const std::string& input, const std::string& value) {
    const Id subject_id = subject(round_id, code), account_id = account("office");
    database_->write([&](store::Writing& db) {
      const auto before = store::fact_now(db, round_id, subject_id, input, "assessed");
      store::add_fact(db, {0, round_id, subject_id, input, "assessed", value, "", account_id, clock_.now_ms(),
                           before ? before->id : 0});
    });
  }
  void fill(Id round_id, const std::vector<std::string>& without = {}) {
    const auto opened = look(office_, [&](store::Reading& db) { return *load_round(db, round_id); });
    for (const char* code : {"0101", "0102", "0103"})
      for (const auto& field : fields_of(opened.scheme())) {
        if (std::find(without.begin(), without.end(), field.title) != without.end()) continue;
        const bool is_yes = field.type == scheme::InputType::YesNo;
        fact(round_id, code, field.header,
             is_yes                                 ? "是"
             : field.header.ends_with("学习质量")   ? "20"
             : field.header.ends_with("参与率")     ? "95%"
             : field.header.ends_with("支委会次数") ? "3"
             : field.header.ends_with("获奖")       ? "市"
                                                    : "0");
      }
  }
  Result<> dates(Id round_id, StageKind kind, const char* opens, const char* closes, const char* reason = "改期") {
    return set_stage_dates(office_, actor("office"), round_id, place_of(round_id, kind), {opens, closes}, reason);
  }
};

TEST_F(Stages, S10_WhatIsMissingIsAskedOfWhomEachSubjectIsAssignedTo) {
  const Id round_id = start_round();
  ASSERT_TRUE(assign(office_, actor("office"), round_id,
                     {{0, 0, "2", unit("D1"), "assess", subject(round_id, "0101")},
                      {0, 0, "2", unit("D2"), "assess", subject(round_id, "0102")},
                      {0, 0, "3", unit("D1"), "assess", std::nullopt},
                      {0, 0, "*", unit("D3"), "assess", subject(round_id, "0102")}}));
  const auto owed = [&] {
    std::map<std::string, std::size_t> by;
    for (const auto& one : weigh(office_, *open_round(office_, actor("office"), round_id)).figures)
      by[one.by] = one.count;
    return by;
  };
  fill(round_id, {"队伍建设"});
  EXPECT_EQ(owed(), (std::map<std::string, std::size_t>{{"", 1}, {"组织科", 1}, {"纪检科", 1}}));
  fact(round_id, "0101", "2 学习质量", "20");
  EXPECT_EQ(owed(), (std::map<std::string, std::size_t>{{"", 1}, {"纪检科", 1}}));
}

TEST_F(Stages, S1AnEndedRoundKeepsItsRating) {
  const Id id = start_round();
  fill(id);
  const auto before = rate_round(office_, id);
  ASSERT_TRUE(before->rated);
  ASSERT_EQ(static_cast<rating::Status>(before->rated->rating.status[0]), rating::Status::Rated);
  ASSERT_TRUE(set_round_state(office_, actor("office"), id, "over"));
  const auto after = rate_round(office_, id);
  ASSERT_TRUE(after->rated);
  EXPECT_EQ(after->rated->rating.total.at(0), before->rated->rating.total.at(0));
  EXPECT_EQ(static_cast<rating::Status>(after->rated->rating.status[0]), rating::Status::Rated);
  EXPECT_EQ(after->opened.round.state, "over");
}

TEST_F(Stages, S2AFigureOfTheRoundBeforeIsSeenAtOnce) {
  const Id first = start_round();
  fill(first);
  const auto scheme = look(office_, [&](store::Reading& db) { return store::round_of(db, first)->scheme_version_id; });
  const auto made =
      create_round(office_, actor("office"), {"二季度", scheme, unit("1"), first, "2026-03-02", {"党支部"}});
  ASSERT_TRUE(made);
  fill(*made);
  const auto version = rate_round(office_, *made)->version;
  const auto grade = [&] { return rate_round(office_, *made)->rated->history.grades.at("0101").back(); };
  const int was = grade();
  fact(first, "0101", "2 学习质量", "0");
  EXPECT_NE(rate_round(office_, *made)->version, version);
  EXPECT_NE(grade(), was);
  // So is a subject that changed there.
  const auto again = rate_round(office_, *made)->version;
  ASSERT_TRUE(change_subject(office_, actor("office"), subject(first, "0102"), "", "", "撤销"));
  EXPECT_NE(rate_round(office_, *made)->version, again);
}

TEST_F(Stages, RatingsAreOfTheirOwnOffice) {
  const Id id = start_round();
  fill(id);
  const auto mine = rate_round(office_, id);
  const Office other{*database_, clock_, random_};
  EXPECT_NE(rate_round(other, id)->rated, mine->rated);
  EXPECT_EQ(rate_round(office_, id)->rated, mine->rated);
}

TEST_F(Stages, S5ANoticeCannotBeMadeToEndInSeconds) {
  const Id id = start_round();
  fill(id);
  for (const auto kind : {StageKind::SelfAssess, StageKind::Score, StageKind::SpotCheck, StageKind::Remark}) {
    ASSERT_TRUE(go(id, kind, StageCommand::Open)) << std::string(round::word_of(kind));
    ASSERT_TRUE(go(id, kind, StageCommand::Close)) << std::string(round::word_of(kind));
  }
  ASSERT_TRUE(go(id, StageKind::Verify, StageCommand::Open));
  EXPECT_EQ(code_of(go(id, StageKind::Notice, StageCommand::Open)), "GATE_STAGE_BEFORE");
  EXPECT_EQ(code_of(go(id, StageKind::Verify, StageCommand::Close)), "GATE_UNCONFIRMED");
  ASSERT_TRUE(go(id, StageKind::Verify, StageCommand::Close, "本次不复核"));
  EXPECT_NE(last_row().body.find("waived"), std::string::npos);
  ASSERT_TRUE(go(id, StageKind::Notice, StageCommand::Open));
  EXPECT_EQ(round::day_of(*stage(id, StageKind::Notice).closes_at).text(), "2026-03-27")
      << "as planned, later than a week";
  EXPECT_EQ(code_of(dates(id, StageKind::Notice, "2026-03-02", "2026-03-02")), "STAGE_NOTICE_SHORTENED");
  EXPECT_EQ(code_of(dates(id, StageKind::Notice, "2026-02-01", "2026-04-20")), "STAGE_HAS_OPENED");
  EXPECT_EQ(code_of(dates(id, StageKind::Notice, "", "")), "STAGE_NOTICE_SHORTENED");
  EXPECT_EQ(code_of(go(id, StageKind::Notice, StageCommand::Close)), "STAGE_NOTICE_TOO_SHORT");
  EXPECT_EQ(code_of(go(id, StageKind::Publish, StageCommand::Open)), "GATE_STAGE_BEFORE");
  EXPECT_EQ(code_of(set_round_state(office_, actor("office"), id, "over")), "STAGE_NOTICE_TOO_SHORT");
  ASSERT_TRUE(dates(id, StageKind::Notice, "2026-03-02", "2026-04-06"));  // prolonged
  // Gone back and come again: a new notice with its full time, and the one before stays to be read.
  clock_.advance(3 * day_ms);
  ASSERT_TRUE(go(id, StageKind::Verify, StageCommand::Reopen, "有异议"));
  ASSERT_TRUE(go(id, StageKind::Verify, StageCommand::Close, "已复核"));
  ASSERT_TRUE(go(id, StageKind::Notice, StageCommand::Open));
  EXPECT_EQ(round::day_of(*stage(id, StageKind::Notice).closes_at).text(), "2026-03-12");
  const auto notices = look(office_, [&](store::Reading& db) { return store::notices_of(db, id); });
  ASSERT_EQ(notices.size(), 2U);
  EXPECT_EQ(notices[0].ending, "withdrawn");
  EXPECT_EQ(round::day_of(notices[0].closes_at).text(), "2026-04-06");
  EXPECT_EQ(notices[1].number, 2);
  EXPECT_EQ(notices[1].ending, "");
  clock_.advance(8 * day_ms);
  EXPECT_TRUE(let_time_pass(office_));
  EXPECT_EQ(stage(id, StageKind::Notice).state, round::StageState::Closed);
  EXPECT_EQ(look(office_, [&](store::Reading& db) { return store::notices_of(db, id); })[1].ending, "over");
  EXPECT_TRUE(go(id, StageKind::Publish, StageCommand::Open));
}

TEST_F(Stages, S5DatesNeedAReasonOnceTheRoundRuns) {
  const Id id = start_round();
  EXPECT_EQ(code_of(dates(id, StageKind::SelfAssess, "2026-03-02", "2026-03-20", "")), "STAGE_DATES_NEED_REASON");
  EXPECT_EQ(code_of(dates(id, StageKind::SelfAssess, "2026-02-28", "2026-03-20")), "STAGE_DAY_PAST");
  EXPECT_EQ(code_of(dates(id, StageKind::SelfAssess, "2026-03-20", "2026-03-10")), "STAGE_DAYS_REVERSED");
  EXPECT_EQ(code_of(dates(id, StageKind::SelfAssess, "2026-02-30", "")), "DAY_UNREADABLE");
  EXPECT_TRUE(dates(id, StageKind::SelfAssess, "2026-03-02", "2026-03-20"));
  EXPECT_EQ(code_of(change_stage(office_, actor("office"), id, 99, StageCommand::Open, "")), "STAGE_NOT_THERE");
}

TEST_F(Stages, S5ARoundWhoseFirstDayHasPassedIsLaidAnew) {
  const auto saved = add_scheme(office_, actor("office"), "方案", std::string(unit_scheme));
  const auto made =
      create_round(office_, actor("office"), {"旧", saved->version_id, unit("1"), {}, "2026-01-31", {"党支部"}});
  ASSERT_TRUE(made);
  EXPECT_EQ(code_of(set_round_state(office_, actor("office"), *made, "running")), "STAGES_BEGIN_IN_PAST");
  EXPECT_EQ(code_of(lay_stages_anew(office_, actor("office"), *made, "2026-03-01")), "STAGE_DAY_PAST");
  ASSERT_TRUE(lay_stages_anew(office_, actor("office"), *made, "2026-03-02"));
  ASSERT_TRUE(set_round_state(office_, actor("office"), *made, "running"));
  EXPECT_EQ(code_of(lay_stages_anew(office_, actor("office"), *made, "2026-03-02")), "ROUND_RUNNING_ALREADY");
}

TEST_F(Stages, TheClockOpensNothingWhoseGateIsShut) {
  const Id id = start_round();
  EXPECT_TRUE(let_time_pass(office_));
  clock_.advance(10 * day_ms);  // scoring is over, but nothing was entered
  EXPECT_TRUE(let_time_pass(office_));
  EXPECT_EQ(stage(id, StageKind::SelfAssess).state, round::StageState::Closed);
  EXPECT_EQ(stage(id, StageKind::Score).state, round::StageState::Waiting)
      << "its days passed while the server was off";
  ASSERT_TRUE(go(id, StageKind::Score, StageCommand::Open));
  ASSERT_TRUE(dates(id, StageKind::Score, "2026-03-12", "2026-03-13"));
  clock_.advance(30 * day_ms);
  let_time_pass(office_);
  EXPECT_EQ(stage(id, StageKind::Score).state, round::StageState::Open) << "figures are missing";
  EXPECT_EQ(stage(id, StageKind::Notice).state, round::StageState::Waiting);
  const auto opened = look(office_, [&](store::Reading& db) { return *load_round(db, id); });
  const auto gates = gates_of(office_, opened);
  ASSERT_EQ(gates[1].waivable.size(), 1U);
  EXPECT_NE(gates[1].waivable[0].says(Language::Chinese).find("组织科"), std::string::npos) << "and from whom";
  fill(id);
  EXPECT_TRUE(let_time_pass(office_));
  EXPECT_EQ(stage(id, StageKind::Score).state, round::StageState::Closed);
}

TEST_F(Stages, PendingSubjectsHoldTheNotice) {
  const Id id = start_round();
  fill(id, {"获奖"});
  open_only(id, {StageKind::Verify});
  ASSERT_TRUE(go(id, StageKind::Verify, StageCommand::Close, "不复核"));
  EXPECT_EQ(code_of(go(id, StageKind::Notice, StageCommand::Open, "照常公示")), "GATE_PENDING");
  fill(id);
  EXPECT_TRUE(go(id, StageKind::Notice, StageCommand::Open));
}

TEST_F(Stages, S6AnEndedRoundChangesNowhere) {
  const Id id = start_round();
  fill(id);
  const Actor office = actor("office");
  ASSERT_TRUE(set_round_state(office_, office, id, "over"));
  const Id one = subject(id, "0101");
  EXPECT_EQ(code_of(change_subject(office_, office, one, "x", "", "")), "ROUND_IS_OVER");
  EXPECT_EQ(code_of(assign(office_, office, id, {})), "ROUND_IS_OVER");
  EXPECT_EQ(code_of(dates(id, StageKind::Score, "2026-03-02", "2026-03-20")), "ROUND_IS_OVER");
  EXPECT_EQ(code_of(go(id, StageKind::Score, StageCommand::Open)), "ROUND_NOT_RUNNING");
  EXPECT_EQ(code_of(set_review_matrix(office_, office, id, {})), "ROUND_IS_OVER");
  EXPECT_EQ(code_of(draw_spot_check(office_, office, id, "种子", 1)), "ROUND_IS_OVER");
  EXPECT_EQ(code_of(save_cell(office_, office, id, Source::Assessed, {one, "2 学习质量", "1", "", 0})), "NOT_NOW");
  EXPECT_EQ(code_of(set_round_state(office_, office, id, "running")), "ROUND_NEEDS_REASON");
  ASSERT_TRUE(set_round_state(office_, office, id, "running", "漏录一项"));
  EXPECT_NE(last_row().body.find("漏录一项"), std::string::npos);
  EXPECT_TRUE(change_subject(office_, office, one, "x", "", ""));
}

TEST_F(Stages, S20RefusalsSayWhatIsTheMatter) {
  const Id id = start_round();
  EXPECT_EQ(code_of(set_round_state(office_, actor("office"), id, "running")), "ROUND_RUNNING_ALREADY");
  EXPECT_EQ(code_of(set_round_state(office_, actor("office"), id, "gone")), "NOT_ON_THE_LIST");
  EXPECT_EQ(code_of(set_round_state(office_, actor("office"), 999, "over")), "NOT_FOUND");
  EXPECT_EQ(code_of(go(id, StageKind::Score, StageCommand::Close)), "STAGE_NOT_OPEN");
}

TEST_F(Stages, S12KindsAreAskedForBeforeARoundStarts) {
  std::string text(unit_scheme);
  text.replace(text.find("分组:全局"), std::string("分组:全局").size(), "分组:全县\n类别:机关、企业");
  const auto saved = add_scheme(office_, actor("office"), "有类别", text);
  ASSERT_TRUE(saved);
  const auto made =
      create_round(office_, actor("office"), {"类别", saved->version_id, unit("1"), {}, "2026-03-02", {"党支部"}});
  ASSERT_TRUE(made) << made.refusal().says(Language::Chinese);
  const auto refused = set_round_state(office_, actor("office"), *made, "running");
  EXPECT_EQ(code_of(refused), "KINDS_MISSING");
  EXPECT_NE(refused.refusal().says(Language::Chinese).find("3个对象没有类别:青松支部"), std::string::npos);
  // S18: whoever looks at such a round is told the same, not of a table that nobody uploaded.
  EXPECT_EQ(code_of(explain_in_round(office_, actor("office"), *made, "0101")), "KINDS_MISSING");
  for (const char* code : {"0101", "0102", "0103"})
    ASSERT_TRUE(change_subject(office_, actor("office"), subject(*made, code), "", "机关", ""));
  EXPECT_TRUE(set_round_state(office_, actor("office"), *made, "running"));
  // S9: 全县 is one pool, as 全局 is.
  const auto opened = look(office_, [&](store::Reading& db) { return *load_round(db, *made); });
  for (const auto& one : opened.subjects) EXPECT_EQ(one.pool, "");
}

TEST_F(Stages, S9WordsForOnePool) {
  for (const char* word : {"全县", "全公司", "全体", "全校", "不分组", "统一"}) {
    std::string text(unit_scheme);
    text.replace(text.find("分组:全局"), std::string("分组:全局").size(), "分组:" + std::string(word));
    const auto saved = add_scheme(office_, actor("office"), word, text);
    ASSERT_TRUE(saved);
    const auto proposal = propose_round(office_, actor("office"),
                                        {word, saved->version_id, unit("1"), {}, "2026-03-02", {"党支部", "党委"}});
    ASSERT_TRUE(proposal) << word;
    for (const auto& one : proposal->subjects) EXPECT_EQ(one.pool, "") << word;
  }
}

TEST_F(Stages, S17NothingIsSeenBeforePublication) {
  const Id id = start_round();
  fill(id);
  EXPECT_EQ(code_of(board_of_round(office_, actor("pine"), id)), "NOT_YET_PUBLISHED");
  EXPECT_EQ(code_of(list_remarks(office_, actor("pine"), id, "0101")), "NOT_YET_PUBLISHED");
  EXPECT_TRUE(board_of_round(office_, actor("leader"), id));
  EXPECT_TRUE(list_remarks(office_, actor("leader"), id, "0101"));
  ASSERT_TRUE(set_round_state(office_, actor("office"), id, "over"));
  EXPECT_TRUE(board_of_round(office_, actor("pine"), id));
  EXPECT_TRUE(list_remarks(office_, actor("pine"), id, "0101"));
  EXPECT_EQ(code_of(list_remarks(office_, actor("pine"), id, "0102")), "SUBJECT_NOT_YOURS");
}

TEST_F(Stages, S11EachStageOfVerificationHasItsVerdicts) {
  std::string text(unit_scheme);
  text.replace(text.find("6. 公示"), std::string("6. 公示").size(), "6. 审定(2天):办公室\n7. 公示");
  const Id id = start_round(text);
  fill(id);
  const auto opened = look(office_, [&](store::Reading& db) { return *load_round(db, id); });
  ASSERT_EQ(opened.stages[4].kind, StageKind::Verify);
  ASSERT_EQ(opened.stages[5].kind, StageKind::Verify);
  const auto only = [&](std::size_t which) {
    database_->write([&](store::Writing& db) {
      auto stages = store::stages_of(db, id);
      for (std::size_t i = 0; i < stages.size(); ++i)
        stages[i].state = round::word_of(i < which    ? round::StageState::Closed
                                         : i == which ? round::StageState::Open
                                                      : round::StageState::Waiting);
      store::set_stages(db, id, stages);
    });
  };
  only(4);
  ASSERT_TRUE(verify_subject(office_, actor("verifier"), id, {subject(id, "0101"), Verdict::Confirmed, "", 0}));
  auto list = list_verifications(office_, actor("verifier"), id);
  ASSERT_TRUE(list);
  EXPECT_EQ(list->done, 1U);
  EXPECT_EQ(list->rows[0].grade.zh, "五星级");
  only(5);
  list = list_verifications(office_, actor("verifier"), id);
  EXPECT_EQ(list->done, 0U) << "a verdict belongs to its stage";
  EXPECT_EQ(list->rows[0].last.id, 0);
  EXPECT_TRUE(verify_subject(office_, actor("verifier"), id, {subject(id, "0101"), Verdict::Confirmed, "", 0}));
}

TEST_F(Stages, S10EveryInputCanBeAssigned) {
  std::string text(unit_scheme);
  text.replace(text.find("## 加分(5分)\n\n"), std::string("## 加分(5分)\n\n").size(),
               "## 一票否决\n\n- 评分人:纪检科\n- 安全事故:最高三星级\n\n## 加分(5分)\n\n");
  const Id id = start_round(text);
  open_only(id, {StageKind::Score});
  const Id one = subject(id, "0101");
  const auto save = [&](const char* who, const std::string& input, const char* value) {
    return code_of(save_cell(office_, actor(who), id, Source::Assessed, {one, input, value, "", 0}));
  };
  EXPECT_EQ(save("discipline", "安全事故", "否"), "") << "by the words of the scheme";
  EXPECT_EQ(save("org", "获奖", "市"), "INPUT_NOT_ASSIGNED");
  auto assignments = look(office_, [&](store::Reading& db) { return store::assignments_of(db, id); });
  assignments.push_back({0, 0, "获奖", unit("D1"), "assess"});
  ASSERT_TRUE(assign(office_, actor("office"), id, assignments));
  EXPECT_EQ(save("org", "获奖", "市"), "");
  assignments.push_back({0, 0, "没有的", unit("D1"), "assess"});
  EXPECT_EQ(code_of(assign(office_, actor("office"), id, assignments)), "NOT_FOUND");
}

class PollStages : public PollTest {};

TEST_F(PollStages, S7BelongToTheirStage) {
  const Id round_id = start(), poll_id = make_poll(round_id);
  open_only(round_id, {StageKind::Publish});
  EXPECT_EQ(code_of(office::open_poll(office_, secrets_, keys_, actor("office"), poll_id)), "POLL_OUTSIDE_STAGE");
  open_only(round_id, {StageKind::Poll});
  ASSERT_TRUE(set_roll(office_, actor("office"), poll_id, {}));
  EXPECT_EQ(code_of(office::open_poll(office_, secrets_, keys_, actor("office"), poll_id)), "POLL_WITHOUT_VOTERS");
  ASSERT_TRUE(set_roll(office_, actor("office"), poll_id, {{"v1", "*"}}));
  ASSERT_TRUE(office::open_poll(office_, secrets_, keys_, actor("office"), poll_id));
  EXPECT_EQ(code_of(change_stage(office_, actor("office"), round_id, 0, StageCommand::Close, "不等了")),
            "GATE_POLL_OPEN");
  EXPECT_EQ(code_of(set_round_state(office_, actor("office"), round_id, "over")), "GATE_POLL_OPEN");
}

TEST_F(PollStages, S7AFurtherPollCountsInPlaceOfTheFirst) {
  const Id round_id = start(), first = open(round_id);
  for (int i = 1; i <= 6; ++i) vote(i, first, "9");
  vote(1, first, "7", 2);
  EXPECT_EQ(code_of(close(first, "不等了", FewBallots::Refused)), "POLL_UNDER_LEAST")
      << "whoever closes now has to know";
  for (int i = 2; i <= 6; ++i) vote(i, first, "7", 2);
  ASSERT_TRUE(close(first, "", FewBallots::Refused));
  EXPECT_EQ(fact(round_id, "P1", "1 党员票"), "7");
  const auto again = [&](const char* reason) {
    return create_poll(office_, actor("office"), round_id, "党员票", {}, FirstRoll::Empty, reason);
  };
  EXPECT_EQ(code_of(again("")), "POLL_AGAIN_NEEDS_REASON");
  const auto second = again("名册漏人");
  ASSERT_TRUE(second);
  EXPECT_EQ(code_of(again("又一次")), "POLL_THERE");
  std::vector<RollLine> roll;
  for (int i = 1; i <= voters; ++i) roll.push_back({"v" + std::to_string(i), "*"});
  ASSERT_TRUE(set_roll(office_, actor("office"), *second, roll));
  ASSERT_TRUE(office::open_poll(office_, secrets_, keys_, actor("office"), *second));
  for (int i = 1; i <= 5; ++i) vote(i, *second, "10");
  ASSERT_TRUE(close(*second));
  EXPECT_EQ(fact(round_id, "P3", "1 党员票"), "10");
  EXPECT_EQ(fact(round_id, "P1", "1 党员票"), "") << "the later poll withholds it: the earlier figure counts no more";
  EXPECT_TRUE(public_bulletin(office_, first)) << "the earlier one stays to be read";
  const auto plans = plan_polls(office_, actor("office"), round_id);
  ASSERT_TRUE(plans);
  EXPECT_EQ(plans->at(0).poll_id, *second);
  EXPECT_EQ(plans->at(0).earlier, std::vector<Id>{first});
}

TEST_F(PollStages, S6NoPollOfAnEndedRoundIsClosed) {
  const Id round_id = start(), poll_id = open(round_id);
  database_->write([&](store::Writing& db) { store::set_round_state(db, round_id, "over"); });
  EXPECT_EQ(code_of(close(poll_id, "x")), "ROUND_IS_OVER");
  EXPECT_EQ(code_of(set_roll(office_, actor("office"), poll_id, {})), "ROUND_IS_OVER");
}

}  // namespace
}  // namespace pingxing::office
