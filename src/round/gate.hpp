// The gates of stages: what has to be there before one opens, and what it has to have yielded before it closes. Pure:
// the office gathers what stands, the gate says what is missing. By page, API and clock alike. See docs/rounds.md,
// "Gates".
#pragma once
#include <cstddef>
#include <string>
#include <vector>

#include "round/stage.hpp"

namespace pingxing::round {

/// Somebody who still owes something, and how many of it.
struct Owed {
  std::string by;  // a department, an electorate; empty: nobody is assigned
  std::size_t count = 0;
};

/// What stands in a round, as far as gates ask for it.
struct Standing {
  std::vector<Owed> figures;  // of subjects in scope, by who is assigned to them; ballots' figures are not among them
  std::vector<std::string> pending;       // names of subjects that cannot be rated yet
  std::size_t ties = 0;                   // equal ones at a cut, and whatever else asks for a decision
  std::optional<Phrase> unreadable;       // why nothing can be rated: a figure, a kind that lacks
  std::vector<std::string> polls_open;    // electorates whose poll takes ballots or is being counted
  std::vector<std::string> polls_wanted;  // electorates without a closed poll
  std::vector<std::string> unconfirmed;   // names of subjects whose verification in this stage is not there
};

/// What is missing (each with its mend), and what only warns.
struct Gate {
  std::vector<Refusal> missing;
  std::vector<Refusal> waivable;  // missing too, but somebody may answer for it by name and with a reason
  std::vector<Refusal> warnings;
  [[nodiscard]] bool is_shut() const { return !missing.empty() || !waivable.empty(); }
  /// The first thing that keeps it shut; nothing where it opens. `is_waived`: a reason was given.
  [[nodiscard]] std::optional<Refusal> refusal(bool is_waived) const;
};

Gate gate_to_open(const std::vector<Stage>& stages, std::size_t which, const Standing& standing);
Gate gate_to_close(const std::vector<Stage>& stages, std::size_t which, const Standing& standing);
/// Going back: nothing may be under way in the stages behind.
Gate gate_to_reopen(const std::vector<Stage>& stages, std::size_t which, const Standing& standing);
/// The end of a round.
Gate gate_to_end(const std::vector<Stage>& stages, const Standing& standing, Moment now);

}  // namespace pingxing::round
