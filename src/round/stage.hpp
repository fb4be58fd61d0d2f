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

/// How long a stage lasts.
struct Duration {
  int days = 7;
  bool are_working_days = false;
};

struct Stage {
  std::string title;
  scheme::StageKind kind = scheme::StageKind::Other;
  std::vector<std::string> actors;
  std::optional<Moment> opens_at, closes_at;
  StageState state = StageState::Waiting;
  Duration duration;  // of a public notice: the full time that it gets, whenever it opens
};

/// The stages of a scheme from `start` on, one behind the other: days as the procedure says them, else a week; the day
/// on which a public notice is posted does not count. A scheme without a procedure has self-assessment, scoring, notice
/// and publication.
std::vector<Stage> plan_stages(const scheme::Scheme& scheme, const Day& start, const Calendar& calendar);

/// What the procedure says of a stage, else a week.
Duration duration_of(const scheme::Stage& written);

enum class StageCommand { Open, Close, Reopen };
std::optional<StageCommand> stage_command_of(std::string_view word);  // open, close, reopen

/// The stages after the command, or why not; gates (gate.hpp) are asked besides. A notice that opens gets its full time
/// from now on. Reopening a stage needs a reason, and the stages behind it wait again, without dates: going on is said
/// by the office.
Result<std::vector<Stage>> change_stage(std::vector<Stage> stages, std::size_t which, StageCommand command,
                                        std::string_view reason, Moment now, const Calendar& calendar);

/// New days of a stage; nothing: by hand. What has happened stays: the first day of a stage that has opened, the dates
/// of one that is closed. No day lies in the past, and a notice is prolonged, never shortened.
struct StageDays {
  std::optional<Day> opens_on, closes_on;
};
Result<std::vector<Stage>> set_days(std::vector<Stage> stages, std::size_t which, const StageDays& days, Moment now);

/// Whether a round may start now: stages that have passed before it begins would be skipped.
Result<> may_start(const std::vector<Stage>& stages, Moment now);

/// One thing that time wants to do.
struct DueStage {
  std::size_t which = 0;
  StageCommand command = StageCommand::Open;
};
/// The next stage to close or to open by its moment, from the first on. One whose days have all passed before it could
/// open is left to the office (but for a notice, which gets its full time): a round does not run through its stages by
/// itself. `is_shut` says of which stages the gate was found shut: they are passed over.
std::optional<DueStage> next_due(const std::vector<Stage>& stages, Moment now, const std::vector<bool>& is_shut);

/// Whether a poll may be under way now: while a stage of polls is open; where the procedure has none, until the result
/// stands on notice.
Result<> may_poll(const std::vector<Stage>& stages, std::string_view electorate);

/// Whether figures are scored in that stage: in one of scoring; where the procedure has none, in every stage before the
/// first that decides, shows or looks over what they make.
bool is_scored_in(const std::vector<Stage>& stages, std::size_t which);
/// Of the open stages; of scoring too where one of them is scored in.
std::vector<scheme::StageKind> open_kinds(const std::vector<Stage>& stages);

/// The first and the last moment of a day in China (UTC+8), where all rounds are held.
Moment begin_of(const Day& day);
Moment end_of(const Day& day);
Day day_of(Moment moment);

}  // namespace pingxing::round
