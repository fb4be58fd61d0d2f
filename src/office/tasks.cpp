#include "office/tasks.hpp"

#include <algorithm>

#include "office/accounts.hpp"
#include "office/messages.hpp"
#include "office/remarks.hpp"
#include "office/verifications.hpp"

namespace pingxing::office {

namespace {

using round::Command;
using scheme::StageKind;

/// What an actor has to do in a round: one task for each open stage that is his.
std::vector<Task> tasks_in(const Office& office, const Actor& actor, const OpenedRound& opened) {
  std::vector<Task> tasks;
  if (!opened.is_running()) return tasks;
  const auto now = office.clock.now_ms();
  for (std::size_t which = 0; which < opened.stages.size(); ++which) {
    const auto& stage = opened.stages[which];
    if (stage.state != round::StageState::Open) continue;
    Task task{opened.round.id, opened.round.name, stage.title, Command::SelfAssess, 0, 0, stage.closes_at, false};
    task.is_late = stage.closes_at && now > *stage.closes_at;
    const bool is_office = actor.has(round::Role::Office, opened.round.unit_id);
    if (stage.kind == StageKind::SelfAssess && !is_office &&
        (actor.has(round::Role::Secretary) || actor.has(round::Role::Member))) {
      task.command = Command::SelfAssess;
    } else if (round::is_scored_in(opened.stages, which) && actor.has(round::Role::Assessor)) {
      task.command = Command::Assess;
    } else if (stage.kind == StageKind::Remark && actor.has(round::Role::Leader)) {
      const auto list = remarks_to_write(office, actor, opened.round.id);
      task.command = Command::Remark;
      task.wanted = list.size();
      task.done = static_cast<std::size_t>(
          std::count_if(list.begin(), list.end(), [](const auto& r) { return r.remark.id != 0; }));
      if (task.wanted > 0) tasks.push_back(std::move(task));
      continue;
    } else if (stage.kind == StageKind::Verify && actor.has(round::Role::Verifier)) {
      const auto list = list_verifications(office, actor, opened.round.id);
      task.command = Command::Verify;
      task.wanted = list ? list->rows.size() : 0;
      task.done = list ? list->done : 0;
      if (task.wanted > 0) tasks.push_back(std::move(task));
      continue;
    } else {
      continue;
    }
    const auto count = count_figures(office, actor, opened.round.id,
                                     task.command == Command::Assess ? Source::Assessed : Source::Self);
    if (count.wanted == 0) continue;
    task.done = count.filled;
    task.wanted = count.wanted;
    tasks.push_back(std::move(task));
  }
  return tasks;
}

}  // namespace

std::vector<Task> tasks_of(const Office& office, const Actor& actor) {
  std::vector<OpenedRound> rounds;
  office.database.read([&](store::Reading& db) {
    for (const auto& stored : store::all_rounds(db))
      if (round::round_state_of(stored.state) == round::RoundState::Running)
        rounds.push_back(*load_round(db, stored.id));
  });
  std::vector<Task> tasks;
  for (const auto& opened : rounds)
    for (auto& task : tasks_in(office, actor, opened)) tasks.push_back(std::move(task));
  std::stable_sort(tasks.begin(), tasks.end(),
                   [](const Task& a, const Task& b) { return a.due.value_or(INT64_MAX) < b.due.value_or(INT64_MAX); });
  return tasks;
}

Result<std::vector<Progress>> progress_of(const Office& office, const Actor& actor, Id round_id) {
  struct Somebody {
    store::Account account;
    Actor actor;
    std::string unit;
  };
  std::optional<OpenedRound> opened;
  std::vector<Somebody> people;
  office.database.read([&](store::Reading& db) {
    opened = load_round(db, round_id);
    const auto units = store::all_units(db);
    for (const auto& account : store::all_accounts(db)) {
      if (!account.is_active) continue;
      Somebody one{account, actor_of(db, account), ""};
      if (!one.actor.grants.empty())
        for (const auto& unit : units)
          if (unit.id == one.actor.grants.front().unit_id) one.unit = unit.name;
      people.push_back(std::move(one));
    }
  });
  if (!opened) return refuse(not_found, {Phrase("考评", "round")});
  if (!actor.may(Command::ReadAllFacts, opened->round.unit_id))
    return refuse(not_allowed, {round::row_of(Command::ReadRound).name});
  std::vector<Progress> all;
  for (const auto& one : people)
    for (auto& task : tasks_in(office, one.actor, *opened))
      all.push_back({one.account.id, one.account.name, one.unit, one.account.email, std::move(task)});
  std::stable_sort(all.begin(), all.end(),
                   [](const Progress& a, const Progress& b) { return a.task.is_done() < b.task.is_done(); });
  return all;
}

}  // namespace pingxing::office
