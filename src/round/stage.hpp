// The stages of a round: made from the scheme's procedure, opened and closed by the office or by time. Pure: the moment
// comes in as an argument. See docs/rounds.md, "Stages".
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "round/calendar.hpp"
#include "scheme/scheme.hpp"

namespace pingxing::round {

using Moment = std::int64_t;  // milliseconds since 1970, UTC

enum class StageState { Waiting, Open, Closed };
std::string_view word_of(StageState state);
std::optional<StageState> stage_state_of(std::string_view word);

std::string_view word_of(scheme::StageKind kind);  // self_assess, score …
std::optional<scheme::StageKind> stage_kind_of(std::string_view word);
Text name_of(scheme::StageKind kind);

struct Stage {
  std::string title;
  scheme::StageKind kind = scheme::StageKind::Other;
  std::vector<std::string> actors;
  std::optional<Moment> opens_at, closes_at;
  StageState state = StageState::Waiting;
};

/// The stages of a scheme from `start` on, one behind the other: days as the procedure says them, else a week. A scheme
/// without a procedure has self-assessment, scoring, notice and publication.
std::vector<Stage> plan_stages(const scheme::Scheme& scheme, const Day& start, const Calendar& calendar);

enum class StageCommand { Open, Close, Reopen };

/// The stages after the command, or why not. Reopening a stage needs a reason, and the stages behind it wait again.
Result<std::vector<Stage>> change_stage(std::vector<Stage> stages, std::size_t which, StageCommand command,
                                        std::string_view reason, Moment now);

/// What time does by itself: stages whose moment has come open and close. Nothing where nothing changes.
std::optional<std::vector<Stage>> let_time_pass(std::vector<Stage> stages, Moment now);

std::vector<scheme::StageKind> open_kinds(const std::vector<Stage>& stages);

/// The first and the last moment of a day in China (UTC+8), where all rounds are held.
Moment begin_of(const Day& day);
Moment end_of(const Day& day);
Day day_of(Moment moment);

}  // namespace pingxing::round
