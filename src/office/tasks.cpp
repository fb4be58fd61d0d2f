#include "office/tasks.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "office/accounts.hpp"
#include "office/messages.hpp"
#include "office/remarks.hpp"
#include "office/verifications.hpp"

namespace pingxing::office {

namespace {

using round::Command;
using scheme::StageKind;

/// Of that stage, with nothing counted yet.
Task task_of(const Office& office, const OpenedRound& opened, const round::Stage& stage, Command command) {
  const bool is_late = stage.closes_at && office.clock.now_ms() > *stage.closes_at;
  return {opened.round.id, opened.round.name, stage.title, command, 0, 0, stage.closes_at, is_late};
}

/// What an actor has to do in a round: one task for each open stage that is his.
std::vector<Task> tasks_in(const Office& office, const Actor& actor, const OpenedRound& opened) {
  std::vector<Task> tasks;
  if (!opened.is_running()) return tasks;
  for (std::size_t which = 0; which < opened.stages.size(); ++which) {
    const auto& stage = opened.stages[which];
    if (stage.state != round::StageState::Open) continue;
    Task task = task_of(office, opened, stage, Command::SelfAssess);
    const bool is_office = actor.has(round::Role::Office, opened.round.unit_id);
    const bool is_own = stage.kind == StageKind::SelfAssess && !is_office &&
                        (actor.has(round::Role::Secretary) || actor.has(round::Role::Member));
    if (is_own) {
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
    const auto count =
        count_figures(office, actor, opened, task.command == Command::Assess ? Source::Assessed : Source::Self);
    if (count.wanted == 0) continue;
    task.done = count.filled;
    task.wanted = count.wanted;
    tasks.push_back(std::move(task));
  }
  return tasks;
}

/// Roles that may have something to do in the open stages; whoever has none of them is not asked.
std::vector<std::string> roles_at_work(const OpenedRound& opened) {
  std::set<round::Role> roles;
  for (std::size_t which = 0; opened.is_running() && which < opened.stages.size(); ++which) {
    const auto& stage = opened.stages[which];
    if (stage.state != round::StageState::Open) continue;
    if (stage.kind == StageKind::SelfAssess) roles.insert({round::Role::Secretary, round::Role::Member});
    if (round::is_scored_in(opened.stages, which)) roles.insert(round::Role::Assessor);
    if (stage.kind == StageKind::Remark) roles.insert(round::Role::Leader);
    if (stage.kind == StageKind::Verify) roles.insert(round::Role::Verifier);
  }
  std::vector<std::string> words;
  for (const auto role : roles) words.emplace_back(round::row_of(role).word);
  return words;
}

bool is_only_member(const Actor& actor) {
  return std::all_of(actor.grants.begin(), actor.grants.end(),
                     [](const auto& grant) { return grant.role == round::Role::Member; });
}

/// Members are counted together: each is a row of the round, and there may be many thousand.
std::vector<Task> own_tasks(const Office& office, const OpenedRound& opened, const FigureCount& count) {
  std::vector<Task> tasks;
  for (const auto& stage : opened.stages) {
    if (stage.state != round::StageState::Open || stage.kind != StageKind::SelfAssess || count.wanted == 0) continue;
    tasks.push_back(task_of(office, opened, stage, Command::SelfAssess));
    tasks.back().done = count.filled;
    tasks.back().wanted = count.wanted;
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
    if (!opened) return;
    std::map<Id, std::string> units;
    for (const auto& unit : store::all_units(db)) units[unit.id] = unit.name;
    for (auto& account : store::accounts_with_any(db, roles_at_work(*opened))) {
      Somebody one{std::move(account), {}, ""};
      one.actor = actor_of(db, one.account);
      if (!one.actor.grants.empty()) one.unit = units[one.actor.grants.front().unit_id];
      people.push_back(std::move(one));
    }
  });
  if (!opened) return refuse(not_found, {Phrase("考评", "round")});
  if (!actor.may(Command::ReadAllFacts, opened->round.unit_id))
    return refuse(not_allowed, {round::row_of(Command::ReadRound).name});
  const bool has_members =
      std::any_of(people.begin(), people.end(), [](const auto& one) { return is_only_member(one.actor); });
  const auto own = has_members ? count_own_figures(office, *opened) : std::map<Id, FigureCount>();
  const auto tasks_for = [&](const Actor& who) {
    if (!is_only_member(who)) return tasks_in(office, who, *opened);
    const auto found = who.person_id ? own.find(*who.person_id) : own.end();
    return found == own.end() ? std::vector<Task>() : own_tasks(office, *opened, found->second);
  };
  std::vector<Progress> all;
  for (const auto& one : people)
    for (auto& task : tasks_for(one.actor))
      all.push_back({one.account.id, one.account.name, one.unit, one.account.email, std::move(task)});
  std::stable_sort(all.begin(), all.end(),
                   [](const Progress& a, const Progress& b) { return a.task.is_done() < b.task.is_done(); });
  return all;
}

}  // namespace pingxing::office
