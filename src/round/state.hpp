// What a round, a poll and a verification can be, with one word each for the database and the API, and how one state
// leads to another. Pure. See docs/rounds.md, "Stages" and "Polls".
#pragma once
#include <optional>
#include <string_view>

#include "base/result.hpp"

namespace pingxing::round {

enum class RoundState { Draft, Running, Over };
std::string_view word_of(RoundState state);
std::optional<RoundState> round_state_of(std::string_view word);

enum class RoundCommand { Start, End, Reopen };
/// The command that leads from one state to the wanted one; where none does, the one whose refusal says why.
RoundCommand command_to(RoundState from, RoundState wanted);
/// The state after the command, or why not. Reopening what has ended needs a reason.
Result<RoundState> change_round(RoundState state, RoundCommand command, std::string_view reason);

/// Closing: takes no more ballots, is being counted. GivenUp: its secret is lost, so that nobody can count it.
enum class PollState { Draft, Open, Closing, Closed, GivenUp };
std::string_view word_of(PollState state);
std::optional<PollState> poll_state_of(std::string_view word);

enum class PollCommand {
  Change,
  Remove,
  Open,
  Enter,
  BeginClose,
  Close,
  GiveUp
};  // Enter: rolls, slips, tellers' counts
/// `electorate`: for the words of the refusal.
Result<PollState> change_poll(PollState state, PollCommand command, std::string_view electorate);

enum class Verdict { Confirmed, Returned };
std::string_view word_of(Verdict verdict);
std::optional<Verdict> verdict_of(std::string_view word);

}  // namespace pingxing::round
