#include "office/tasks.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "office/accounts.hpp"
#include "office/messages.hpp"
#include "office/remarks.hpp"
#include "office/verifications.hpp"
#include "store/named_rows.hpp"

namespace pingxing::office {

namespace {

using round::Command;
using scheme::StageKind;

/// A task without its words: of a round of many people there are many.
struct Owed {
  Id account_id = 0;
  std::size_t stage = 0;  // place
  Command command = Command::SelfAssess;
  std::size_t done = 0, wanted = 0;
  [[nodiscard]] bool is_done() const { return done >= wanted; }
};

bool is_late(const Office& office, const round::Stage& stage) {
  return stage.closes_at && office.clock.now_ms() > *stage.closes_at;
}

Task task_of(const Office& office, const OpenedRound& opened, const Owed& owed) {
  const auto& stage = opened.stages[owed.stage];
  return {opened.round.id, opened.round.name, stage.title,     owed.command,
          owed.done,       owed.wanted,       stage.closes_at, is_late(office, stage)};
}

/// What is the same for everybody in a round, asked for once.
struct Shared {
  FilledOnce figures;
  std::optional<std::set<Id>> confirmed;
};

/// What an actor has to do in a round: one task for each open stage that is his.
std::vector<Owed> owed_in(const Office& office, const Actor& actor, const OpenedRound& opened, Shared& shared) {
  std::vector<Owed> all;
  const auto add = [&](std::size_t stage, Command command, std::size_t done, std::size_t wanted) {
    if (wanted > 0) all.push_back(Owed{actor.account_id, stage, command, done, wanted});
  };
  const auto add_figures = [&](std::size_t stage, Command command, Source source) {
    const auto count = count_figures(office, actor, opened, source, shared.figures);
    add(stage, command, count.filled, count.wanted);
  };
  for (std::size_t which = 0; opened.is_running() && which < opened.stages.size(); ++which) {
    const auto& stage = opened.stages[which];
    if (stage.state != round::StageState::Open) continue;
    const bool is_office = actor.has(round::Role::Office, opened.round.unit_id);
    if (stage.kind == StageKind::SelfAssess && !is_office &&
        (actor.has(round::Role::Secretary) || actor.has(round::Role::Member))) {
      add_figures(which, Command::SelfAssess, Source::Self);
    } else if (round::is_scored_in(opened.stages, which) && actor.has(round::Role::Assessor)) {
      add_figures(which, Command::Assess, Source::Assessed);
    } else if (stage.kind == StageKind::Remark && actor.has(round::Role::Leader)) {
      const auto list = remarks_to_write(office, actor, opened.round.id);
      const auto written = std::count_if(list.begin(), list.end(), [](const auto& r) { return r.remark.id != 0; });
      add(which, Command::Remark, static_cast<std::size_t>(written), list.size());
    } else if (stage.kind == StageKind::Verify && actor.has(round::Role::Verifier)) {
      if (!shared.confirmed) shared.confirmed = confirmed_now(office, opened);
      const auto count = count_verifications(opened, actor, *shared.confirmed);
      add(which, Command::Verify, count.done, count.wanted);
    }
  }
  return all;
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

/// What everybody owes in a round. Members are counted together: each is a row of it, and there may be many thousand.
std::vector<Owed> owed_by_all(const Office& office, const OpenedRound& opened) {
  const auto accounts = look(office, [&](store::Reading& db) {
    return store::accounts_at_work(db, roles_at_work(opened), std::string(round::row_of(round::Role::Member).word));
  });
  const bool has_members =
      std::any_of(accounts.begin(), accounts.end(), [](const auto& one) { return one.has_only_role; });
  const auto own = has_members ? count_own_figures(office, opened) : std::map<Id, FigureCount>();
  Shared shared;
  std::vector<Owed> all;
  for (const auto& one : accounts) {
    if (!one.has_only_role) {
      const auto actor = look(office, [&](store::Reading& db) { return actor_of(db, *store::account_of(db, one.id)); });
      for (const auto& owed : owed_in(office, actor, opened, shared)) all.push_back(owed);
      continue;
    }
    const auto found = one.person_id ? own.find(*one.person_id) : own.end();
    if (found == own.end() || found->second.wanted == 0) continue;
    for (std::size_t which = 0; which < opened.stages.size(); ++which)
      if (opened.stages[which].state == round::StageState::Open && opened.stages[which].kind == StageKind::SelfAssess)
        all.push_back(Owed{one.id, which, Command::SelfAssess, found->second.filled, found->second.wanted});
  }
  std::stable_sort(all.begin(), all.end(), [](const Owed& a, const Owed& b) { return a.is_done() < b.is_done(); });
  return all;
}

}  // namespace

std::vector<Task> tasks_in(const Office& office, const Actor& actor, const OpenedRound& opened) {
  Shared shared;
  std::vector<Task> tasks;
  for (const auto& owed : owed_in(office, actor, opened, shared)) tasks.push_back(task_of(office, opened, owed));
  return tasks;
}

std::vector<Task> tasks_of(const Office& office, const Actor& actor) {
  std::vector<Id> running;
  office.database.read([&](store::Reading& db) {
    for (const auto& stored : store::all_rounds(db))
      if (round::round_state_of(stored.state) == round::RoundState::Running) running.push_back(stored.id);
  });
  std::vector<Task> tasks;
  for (const Id id : running)  // one after the other: each may be large
    if (const auto opened = look(office, [&](store::Reading& db) { return load_round(db, id); }))
      for (auto& task : tasks_in(office, actor, *opened)) tasks.push_back(std::move(task));
  std::stable_sort(tasks.begin(), tasks.end(),
                   [](const Task& a, const Task& b) { return a.due.value_or(INT64_MAX) < b.due.value_or(INT64_MAX); });
  return tasks;
}

Result<ProgressList> progress_of(const Office& office, const Actor& actor, Id round_id, const ProgressWanted& wanted) {
  const auto opened = look(office, [&](store::Reading& db) { return load_round(db, round_id); });
  if (!opened) return refuse(not_found, {Phrase("考评", "round")});
  if (!actor.may(Command::ReadAllFacts, opened->round.unit_id))
    return refuse(not_allowed, {round::row_of(Command::ReadRound).name});
  auto all = owed_by_all(office, *opened);
  if (wanted.only_undone) std::erase_if(all, [](const Owed& one) { return one.is_done(); });
  ProgressList list;
  for (const auto& one : all) list.late += !one.is_done() && is_late(office, opened->stages[one.stage]);
  list.page = page_of(all.size(), wanted.page, wanted.page_rows);
  office.database.read([&](store::Reading& db) {
    list.rows.clear();
    std::map<Id, std::string> units;
    for (const auto& unit : store::all_units(db)) units[unit.id] = unit.name;
    for (std::size_t i = list.page.begin; i < list.page.end; ++i) {
      const auto account = store::account_of(db, all[i].account_id);
      const auto grants = store::grants_of(db, all[i].account_id);
      list.rows.push_back({account->id, account->name, grants.empty() ? "" : units[grants.front().unit_id],
                           account->email, task_of(office, *opened, all[i])});
    }
  });
  return list;
}

}  // namespace pingxing::office
