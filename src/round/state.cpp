#include "round/state.hpp"

#include "round/messages.hpp"
#include "round/words.hpp"

namespace pingxing::round {

namespace {
constexpr std::array<std::string_view, 3> round_words{"draft", "running", "over"};
constexpr std::array<std::string_view, 5> poll_words{"draft", "open", "closing", "closed", "given_up"};
constexpr std::array<std::string_view, 2> verdict_words{"confirmed", "returned"};
}  // namespace

std::string_view word_of(RoundState state) { return word_in(round_words, state); }
std::optional<RoundState> round_state_of(std::string_view word) { return value_in<RoundState>(round_words, word); }
std::string_view word_of(PollState state) { return word_in(poll_words, state); }
std::optional<PollState> poll_state_of(std::string_view word) { return value_in<PollState>(poll_words, word); }
std::string_view word_of(Verdict verdict) { return word_in(verdict_words, verdict); }
std::optional<Verdict> verdict_of(std::string_view word) { return value_in<Verdict>(verdict_words, word); }

RoundCommand command_to(RoundState from, RoundState wanted) {
  if (wanted == RoundState::Over) return RoundCommand::End;
  return from == RoundState::Over ? RoundCommand::Reopen : RoundCommand::Start;
}

Result<RoundState> change_round(RoundState state, RoundCommand command, std::string_view reason) {
  switch (command) {
    case RoundCommand::Start:
      if (state == RoundState::Running) return refuse(round_running_already);
      if (state == RoundState::Over) return refuse(round_is_over);
      return RoundState::Running;
    case RoundCommand::End:
      if (state == RoundState::Draft) return refuse(round_not_started);
      if (state == RoundState::Over) return refuse(round_is_over);
      return RoundState::Over;
    case RoundCommand::Reopen:
      if (state != RoundState::Over) return refuse(round_not_over);
      if (reason.empty()) return refuse(round_needs_reason);
      return RoundState::Running;
  }
  return state;
}

Result<PollState> change_poll(PollState state, PollCommand command, std::string_view electorate) {
  const Phrase name{std::string(electorate)};
  const bool is_begun = state == PollState::Open || state == PollState::Closing;
  if (state == PollState::GivenUp) return refuse(poll_given_up, {name});
  switch (command) {
    case PollCommand::Change:
    case PollCommand::Remove:
    case PollCommand::Open:
      if (is_begun) return refuse(poll_not_draft, {name});
      if (state == PollState::Closed) return refuse(poll_closed, {name});
      return command == PollCommand::Open ? PollState::Open : state;
    case PollCommand::Enter:
      if (state == PollState::Closing || state == PollState::Closed) return refuse(poll_closed, {name});
      return state;
    case PollCommand::BeginClose:
      if (state == PollState::Draft) return refuse(poll_not_open, {name});
      if (state == PollState::Closed) return refuse(poll_closed, {name});
      return PollState::Closing;  // one that broke off is taken up again
    case PollCommand::Close:
      if (state != PollState::Closing) return refuse(poll_closed, {name});
      return PollState::Closed;
    case PollCommand::GiveUp:
      if (state == PollState::Draft) return refuse(poll_not_open, {name});
      if (state == PollState::Closed) return refuse(poll_closed, {name});
      return PollState::GivenUp;
  }
  return state;
}

}  // namespace pingxing::round
