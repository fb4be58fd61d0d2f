#include "round/gate.hpp"

#include <gtest/gtest.h>

#include "round/messages.hpp"
#include "round/state.hpp"
#include "round/test_support.hpp"

namespace pingxing::round {
namespace {

using scheme::StageKind;

std::vector<Stage> stages(std::vector<std::pair<StageKind, StageState>> wanted) {
  std::vector<Stage> made;
  for (const auto& [kind, state] : wanted) {
    Stage stage;
    stage.title = std::string(word_of(kind));
    stage.kind = kind;
    stage.state = state;
    made.push_back(stage);
  }
  return made;
}
const MessageRow* shut(const Gate& gate, bool is_waived = false) {
  const auto refusal = gate.refusal(is_waived);
  return refusal ? row_told(*refusal) : nullptr;
}

TEST(Gate, OfScoringWaitsForSelfAssessmentAndForFigures) {
  const auto open = StageState::Open, waiting = StageState::Waiting, closed = StageState::Closed;
  EXPECT_EQ(shut(gate_to_open(stages({{StageKind::SelfAssess, open}, {StageKind::Score, waiting}}), 1, {})),
            &gate_stage_before);
  EXPECT_EQ(shut(gate_to_open(stages({{StageKind::SelfAssess, closed}, {StageKind::Score, waiting}}), 1, {})), nullptr);
  Standing standing;
  standing.figures = {{"组织科", 3}, {"", 2}};
  const auto gate = gate_to_close(stages({{StageKind::Score, open}}), 0, standing);
  EXPECT_EQ(shut(gate), &gate_figures_missing);
  EXPECT_EQ(shut(gate, true), nullptr) << "answered for";
  EXPECT_EQ(gate.waivable[0].says(Language::Chinese), "“score”还缺5个数据:组织科3个、无人负责2个");
  EXPECT_EQ(gate.waivable[0].says(Language::English), "“score” still lacks 5 figures: 组织科 3, nobody assigned 2");
}

TEST(Gate, OfANoticeWaitsForWhatMakesFigures) {
  const auto closed = StageState::Closed, waiting = StageState::Waiting;
  for (const auto kind : {StageKind::SelfAssess, StageKind::Score, StageKind::Poll, StageKind::SpotCheck,
                          StageKind::Decide, StageKind::Verify}) {
    EXPECT_EQ(shut(gate_to_open(stages({{kind, StageState::Open}, {StageKind::Notice, waiting}}), 1, {})),
              &gate_stage_before)
        << word_of(kind);
    EXPECT_EQ(shut(gate_to_open(stages({{kind, closed}, {StageKind::Notice, waiting}}), 1, {})), nullptr)
        << word_of(kind);
  }
  Standing standing;
  standing.pending = {"甲", "乙", "丙", "丁", "戊", "己"};
  const auto both = stages({{StageKind::Notice, waiting}, {StageKind::Publish, waiting}});
  const auto gate = gate_to_open(both, 0, standing);
  EXPECT_EQ(shut(gate, true), &gate_pending) << "nobody can answer for it";
  EXPECT_NE(gate.missing[0].says(Language::Chinese).find("6个对象缺数据,不能评定:甲、乙、丙、丁、戊等"),
            std::string::npos);
  EXPECT_EQ(shut(gate_to_open(both, 1, {})), &gate_stage_before) << "the notice is not over";
  standing = {};
  standing.ties = 2;
  EXPECT_EQ(shut(gate_to_open(both, 0, standing)), nullptr);
  EXPECT_EQ(row_told(gate_to_open(both, 0, standing).warnings[0]), &gate_ties);
  standing.unreadable = Phrase("x");
  EXPECT_EQ(shut(gate_to_open(both, 0, standing)), &gate_unreadable);
}

TEST(Gate, OfPollsVerificationAndTheEnd) {
  const auto open = StageState::Open, waiting = StageState::Waiting;
  Standing standing;
  standing.polls_open = {"党员票"};
  standing.polls_wanted = {"党员票"};
  standing.unconfirmed = {"甲"};
  const auto poll = stages({{StageKind::Poll, open}});
  EXPECT_EQ(shut(gate_to_close(poll, 0, standing), true), &gate_poll_open);
  EXPECT_EQ(
      shut(gate_to_reopen(stages({{StageKind::Score, StageState::Closed}, {StageKind::Poll, open}}), 0, standing)),
      &gate_poll_open);
  EXPECT_EQ(shut(gate_to_end(poll, standing, 1)), &gate_poll_open);
  standing.polls_open.clear();
  EXPECT_EQ(shut(gate_to_close(poll, 0, standing)), &gate_poll_missing);
  EXPECT_EQ(shut(gate_to_close(poll, 0, standing), true), nullptr);
  EXPECT_EQ(shut(gate_to_close(stages({{StageKind::Verify, open}}), 0, standing)), &gate_unconfirmed);
  auto notice = stages({{StageKind::Notice, open}, {StageKind::Publish, waiting}});
  notice[0].closes_at = 10;
  EXPECT_EQ(shut(gate_to_end(notice, {}, 10)), &stage_notice_too_short);
  EXPECT_EQ(shut(gate_to_end(notice, {}, 11)), nullptr);
  EXPECT_EQ(row_told(gate_to_end(notice, {}, 11).warnings[0]), &gate_stage_waiting);
  EXPECT_EQ(shut(gate_to_open(stages({{StageKind::Publish, open}, {StageKind::Rectify, waiting}}), 1, {})),
            &gate_stage_before);
}

TEST(Gate, OfTheEndTellsWhoIsNotRated) {
  Standing standing;
  standing.pending = {"甲", "乙"};
  const auto gate = gate_to_end(stages({{StageKind::Publish, StageState::Open}}), standing, 11);
  EXPECT_EQ(shut(gate), nullptr);
  ASSERT_EQ(gate.warnings.size(), 1U);
  EXPECT_EQ(row_told(gate.warnings[0]), &gate_pending_at_end);
  EXPECT_EQ(gate.warnings[0].says(Language::Chinese), "2个对象没有评定:甲、乙");
}

TEST(Gate, PollsBelongToTheirStage) {
  const auto waiting = StageState::Waiting;
  EXPECT_EQ(why_not(may_poll(stages({{StageKind::Poll, waiting}}), "党员票")), &poll_outside_stage);
  EXPECT_TRUE(may_poll(stages({{StageKind::Poll, StageState::Closed}, {StageKind::Poll, StageState::Open}}), "党员票"));
  EXPECT_TRUE(may_poll(stages({{StageKind::Score, StageState::Closed}, {StageKind::Notice, waiting}}), "党员票"));
  EXPECT_EQ(why_not(may_poll(stages({{StageKind::Notice, StageState::Open}}), "党员票")), &poll_after_figures);
}

TEST(State, OfARoundHasOneTrueSentenceACause) {
  using enum RoundState;
  using enum RoundCommand;
  EXPECT_EQ(why_not(change_round(Running, Start, "")), &round_running_already);
  EXPECT_EQ(why_not(change_round(Over, Start, "")), &round_is_over);
  EXPECT_EQ(why_not(change_round(Draft, End, "")), &round_not_started);
  EXPECT_EQ(why_not(change_round(Over, End, "")), &round_is_over);
  EXPECT_EQ(why_not(change_round(Over, Reopen, "")), &round_needs_reason);
  EXPECT_EQ(why_not(change_round(Running, Reopen, "x")), &round_not_over);
  EXPECT_EQ(*change_round(Draft, Start, ""), Running);
  EXPECT_EQ(*change_round(Running, End, ""), Over);
  EXPECT_EQ(*change_round(Over, Reopen, "a figure was wrong"), Running);
  EXPECT_EQ(command_to(Over, Running), Reopen);
  EXPECT_EQ(command_to(Running, Running), Start);
  for (const auto state : {Draft, Running, Over}) EXPECT_EQ(round_state_of(word_of(state)), state);
}

TEST(State, OfAPollGoesOneWay) {
  using enum PollState;
  const auto go = [](PollState state, PollCommand command) { return why_not(change_poll(state, command, "党员票")); };
  EXPECT_EQ(go(Open, PollCommand::Open), &poll_not_draft);
  EXPECT_EQ(go(Closed, PollCommand::Remove), &poll_closed);
  EXPECT_EQ(go(Draft, PollCommand::BeginClose), &poll_not_open);
  EXPECT_EQ(go(Closing, PollCommand::Enter), &poll_closed);
  EXPECT_EQ(go(Open, PollCommand::Close), &poll_closed);
  EXPECT_EQ(*change_poll(Draft, PollCommand::Open, ""), Open);
  EXPECT_EQ(*change_poll(Open, PollCommand::BeginClose, ""), Closing);
  EXPECT_EQ(*change_poll(Closing, PollCommand::BeginClose, ""), Closing) << "one that broke off is taken up again";
  EXPECT_EQ(*change_poll(Closing, PollCommand::Close, ""), Closed);
  EXPECT_EQ(*change_poll(Open, PollCommand::GiveUp, ""), GivenUp);
  EXPECT_EQ(*change_poll(Closing, PollCommand::GiveUp, ""), GivenUp) << "lost while it was counted";
  EXPECT_EQ(go(Draft, PollCommand::GiveUp), &poll_not_open);
  EXPECT_EQ(go(Closed, PollCommand::GiveUp), &poll_closed);
  for (const auto command : {PollCommand::Open, PollCommand::Enter, PollCommand::BeginClose, PollCommand::Close,
                             PollCommand::Remove, PollCommand::GiveUp})
    EXPECT_EQ(go(GivenUp, command), &poll_given_up);
  for (const auto state : {Draft, Open, Closing, Closed}) EXPECT_EQ(poll_state_of(word_of(state)), state);
}

}  // namespace
}  // namespace pingxing::round
