// What each person has to do and by when; how far a round is, by stage, unit and person.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "office/figures.hpp"
#include "office/rounds.hpp"

namespace pingxing::office {

struct Task {
  Id round_id = 0;
  std::string round_name, stage;  // title of the stage
  round::Command command = round::Command::SelfAssess;
  std::size_t done = 0, wanted = 0;
  std::optional<round::Moment> due;
  bool is_late = false;
  [[nodiscard]] bool is_done() const { return done >= wanted; }
};
std::vector<Task> tasks_of(const Office& office, const Actor& actor);
/// Of one round.
std::vector<Task> tasks_in(const Office& office, const Actor& actor, const OpenedRound& opened);

/// Of one account in one round: for the office's table, and for reminders.
struct Progress {
  Id account_id = 0;
  std::string name, unit, email;
  Task task;
};
struct ProgressWanted {
  bool only_undone = false;
  std::size_t page = 1, page_rows = 0;  // 0: all
};
struct ProgressList {
  std::vector<Progress> rows;  // what is not done first
  RowsPage page;
  std::size_t late = 0;  // on all pages
};
Result<ProgressList> progress_of(const Office& office, const Actor& actor, Id round_id,
                                 const ProgressWanted& wanted = {});

}  // namespace pingxing::office
