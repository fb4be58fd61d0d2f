// The stages of a round moved on: by the office, and by time. Gates are asked by both.
#include <algorithm>

#include "office/rate_round.hpp"
#include "office/readings.hpp"
#include "office/round_access.hpp"
#include "office/rounds.hpp"
#include "office/standing.hpp"
#include "store/notices.hpp"

namespace pingxing::office {

namespace {

using round::Stage;
using round::StageCommand;
using round::StageState;

constexpr Text reason_field{"理由", "reason"};
constexpr std::size_t reason_max = 500;
constexpr int attempts_max = 3;  // figures come in while the gate is weighed; more than this is no coincidence

Json json_of(const std::vector<Stage>& stages) {
  auto list = Json::array();
  for (const auto& stage : stages) list.push_back({{"title", stage.title}, {"state", round::word_of(stage.state)}});
  return list;
}

/// Notices that begin, are prolonged, end, or are withdrawn by going back, written down as what they are.
void note_notices(store::Writing& db, Id round_id, const std::vector<Stage>& before, const std::vector<Stage>& after,
                  round::Moment now) {
  for (std::size_t i = 0; i < after.size(); ++i) {
    if (after[i].kind != scheme::StageKind::Notice) continue;
    const auto position = static_cast<std::int64_t>(i) + 1;
    const bool was_open = before[i].state == StageState::Open, is_open = after[i].state == StageState::Open;
    if (!was_open && is_open) store::open_notice(db, round_id, position, now, after[i].closes_at.value_or(now));
    if (was_open && is_open && after[i].closes_at != before[i].closes_at)
      store::prolong_notice(db, round_id, position, after[i].closes_at.value_or(now));
    if (was_open && !is_open)
      store::end_notice(db, round_id, position, now, after[i].state == StageState::Closed ? "over" : "withdrawn");
  }
}

void keep(store::Writing& db, Id round_id, const std::vector<Stage>& before, const std::vector<Stage>& after,
          round::Moment now) {
  store_stages(db, round_id, after);
  note_notices(db, round_id, before, after, now);
}

round::Gate gate_of(const std::vector<Stage>& stages, std::size_t which, StageCommand command,
                    const round::Standing& standing) {
  switch (command) {
    case StageCommand::Open:
      return round::gate_to_open(stages, which, standing);
    case StageCommand::Close:
      return round::gate_to_close(stages, which, standing);
    case StageCommand::Reopen:
      return round::gate_to_reopen(stages, which, standing);
  }
  return {};
}

/// Weighs the round outside the transaction and does `work(db, body, opened, weighed)` inside one, again where figures
/// came in between.
template <class Work>
Result<> on_weighed_round(const Office& office, const Actor& actor, Id round_id, std::string_view action, Work work) {
  for (int attempt = 0; attempt < attempts_max; ++attempt) {
    const auto opened = look(office, [&](store::Reading& db) { return load_round(db, round_id); });
    if (!opened) return refuse(not_found, {round_word});
    const auto weighed = weigh(office, *opened);
    bool has_moved = false;
    auto done = on_round(office, actor, round_id, action, [&](store::Writing& db, Json& body, OpenedRound& now) {
      has_moved = rating_fingerprint(db, round_id) != weighed.fingerprint;
      if (has_moved) return Result<>(refuse(figures_moved));
      return Result<>(work(db, body, now, weighed));
    });
    if (!has_moved) return done;
  }
  return refuse(figures_moved);
}

std::optional<Refusal> unreadable_day(const std::string& title, const StageDates& dates) {
  for (const auto* text : {&dates.opens_on, &dates.closes_on})
    if (*text && !(*text)->empty() && !read_day(**text)) return refuse(day_unreadable, {Phrase(title), Phrase(**text)});
  return std::nullopt;
}

std::optional<Day> day_in(const std::optional<std::string>& text) { return text ? read_day(*text) : std::nullopt; }

}  // namespace

std::vector<Stage> stages_from(const std::vector<store::StoredStage>& stored, const scheme::Scheme& scheme) {
  std::vector<Stage> stages;
  for (const auto& one : stored) {
    Stage stage;
    stage.title = one.title;
    stage.kind = round::stage_kind_of(one.kind).value_or(scheme::StageKind::Other);
    stage.actors = split(one.actors, "、,");
    stage.opens_at = one.opens_at;
    stage.closes_at = one.closes_at;
    stage.state = round::stage_state_of(one.state).value_or(StageState::Waiting);
    if (stages.size() < scheme.stages.size()) stage.duration = round::duration_of(scheme.stages[stages.size()]);
    stages.push_back(std::move(stage));
  }
  return stages;
}

void store_stages(store::Writing& db, Id round_id, const std::vector<Stage>& stages) {
  std::vector<store::StoredStage> stored;
  for (const auto& stage : stages)
    stored.push_back({0, 0, 0, stage.title, std::string(round::word_of(stage.kind)), joined(stage.actors, "、"),
                      stage.opens_at, stage.closes_at, std::string(round::word_of(stage.state))});
  store::set_stages(db, round_id, stored);
}

Result<> change_stage(const Office& office, const Actor& actor, Id round_id, std::size_t which, StageCommand command,
                      const std::string& typed) {
  auto reason = cleaned(typed, reason_field, reason_max, true);
  if (!reason) return reason.refusal();
  return on_weighed_round(
      office, actor, round_id, "round.change_stage",
      [&](store::Writing& db, Json& body, OpenedRound& opened, const Weighed& weighed) -> Result<> {
        if (!opened.is_running()) return refuse(round_not_running, {Phrase(opened.round.name)});
        const auto now = office.clock.now_ms();
        auto changed = round::change_stage(opened.stages, which, command, *reason, now, calendar_of(db));
        if (!changed) return changed.refusal();
        const auto gate = gate_of(opened.stages, which, command, standing_of(db, opened, weighed, which));
        if (const auto shut = gate.refusal(!reason->empty())) return *shut;
        keep(db, round_id, opened.stages, *changed, now);
        body["stages"] = json_of(*changed);
        body["reason"] = *reason;
        for (const auto& waived : gate.waivable) body["waived"].push_back(waived.code());  // its words may name people
        return Done{};
      });
}

Result<> set_stage_dates(const Office& office, const Actor& actor, Id round_id, std::size_t which,
                         const StageDates& dates, const std::string& typed) {
  auto reason = cleaned(typed, reason_field, reason_max, true);
  if (!reason) return reason.refusal();
  return on_round(
      office, actor, round_id, "round.set_dates", [&](store::Writing& db, Json& body, OpenedRound& opened) -> Result<> {
        if (opened.state() == round::RoundState::Over) return refuse(round::round_is_over);
        if (which >= opened.stages.size()) return refuse(round::stage_not_there, {std::to_string(which + 1)});
        const auto& title = opened.stages[which].title;
        if (const auto wrong = unreadable_day(title, dates)) return *wrong;
        if (opened.is_running() && reason->empty()) return refuse(round::stage_dates_need_reason, {Phrase(title)});
        const auto now = office.clock.now_ms();
        auto changed = round::set_days(opened.stages, which, {day_in(dates.opens_on), day_in(dates.closes_on)}, now);
        if (!changed) return changed.refusal();
        keep(db, round_id, opened.stages, *changed, now);
        body["stage"] = which + 1;
        body["opens_on"] = dates.opens_on.value_or("");
        body["closes_on"] = dates.closes_on.value_or("");
        body["reason"] = *reason;
        return Done{};
      });
}

Result<> lay_stages_anew(const Office& office, const Actor& actor, Id round_id, const std::string& first_day) {
  return on_round(office, actor, round_id, "round.lay_stages",
                  [&](store::Writing& db, Json& body, OpenedRound& opened) -> Result<> {
                    if (opened.state() == round::RoundState::Running) return refuse(round::round_running_already);
                    if (opened.state() == round::RoundState::Over) return refuse(round::round_is_over);
                    const auto day = read_day(first_day);
                    if (!day) return refuse(day_unreadable, {Phrase("开始日期", "first day"), Phrase(first_day)});
                    if (*day < round::day_of(office.clock.now_ms()))
                      return refuse(round::stage_day_past, {Phrase("开始日期", "first day"), Phrase(day->text())});
                    store_stages(db, round_id, round::plan_stages(opened.scheme(), *day, calendar_of(db)));
                    store::set_first_day(db, round_id, day->text());
                    body["starts_on"] = day->text();
                    return Done{};
                  });
}

Result<> set_round_state(const Office& office, const Actor& actor, Id round_id, const std::string& word,
                         const std::string& typed) {
  auto reason = cleaned(typed, reason_field, reason_max, true);
  if (!reason) return reason.refusal();
  const auto wanted = round::round_state_of(word);
  if (!wanted) return refuse(choice_unknown, {Phrase("状态", "state"), Phrase(word)});
  return on_weighed_round(office, actor, round_id, "round.set_state",
                          [&](store::Writing& db, Json& body, OpenedRound& opened, const Weighed& weighed) -> Result<> {
                            const auto now = office.clock.now_ms();
                            const auto command = round::command_to(opened.state(), *wanted);
                            const auto changed = round::change_round(opened.state(), command, *reason);
                            if (!changed) return changed.refusal();
                            if (command == round::RoundCommand::Start) {
                              if (const auto ready = round::may_start(opened.stages, now); !ready) return ready;
                              if (const auto ready = has_kinds(opened); !ready) return ready;
                              keep_reading(db, office, actor, round_id, opened.version);
                            }
                            if (command == round::RoundCommand::End) {
                              const auto gate =
                                  round::gate_to_end(opened.stages, standing_of(db, opened, weighed, 0), now);
                              if (const auto shut = gate.refusal(!reason->empty())) return *shut;
                              for (const auto& warning : gate.warnings) body["warned"].push_back(warning.code());
                            }
                            store::set_round_state(db, round_id, std::string(round::word_of(*changed)));
                            body["state"] = round::word_of(*changed);
                            if (!reason->empty()) body["reason"] = *reason;
                            return Done{};
                          });
}

namespace {

/// Does what is due in one round, one stage after the other; what a shut gate holds back is left. True where something
/// changed.
bool let_time_pass_in(const Office& office, Id round_id) {
  const auto now = office.clock.now_ms();
  bool is_changed = false;
  std::vector<bool> is_shut;
  for (;;) {
    const auto opened = look(office, [&](store::Reading& db) { return load_round(db, round_id); });
    if (!opened || !opened->is_running()) return is_changed;
    is_shut.resize(opened->stages.size(), false);
    const auto due = round::next_due(opened->stages, now, is_shut);
    if (!due) return is_changed;
    const auto weighed = weigh(office, *opened);
    bool has_moved = false;
    const auto done = act(office, {}, "round.time", [&](store::Writing& db, Json& body) -> Result<> {
      const auto current = load_round(db, round_id);
      has_moved = !current || rating_fingerprint(db, round_id) != weighed.fingerprint;
      if (has_moved) return refuse(figures_moved);
      if (!current->is_running()) return refuse(round_not_running, {Phrase(current->round.name)});
      const auto gate =
          gate_of(current->stages, due->which, due->command, standing_of(db, *current, weighed, due->which));
      if (const auto shut = gate.refusal(false)) return *shut;
      auto changed = round::change_stage(current->stages, due->which, due->command, "", now, calendar_of(db));
      if (!changed) return changed.refusal();  // another server was quicker
      keep(db, round_id, current->stages, *changed, now);
      body = {{"round", round_id}, {"stages", json_of(*changed)}};
      return Done{};
    });
    if (done)
      is_changed = true;
    else if (has_moved)
      return is_changed;  // the next turn weighs again
    else
      is_shut[due->which] = true;
  }
}

}  // namespace

bool let_time_pass(const Office& office) {
  const auto now = office.clock.now_ms();
  std::vector<Id> due;
  office.database.read([&](store::Reading& db) {
    for (const auto& stored : store::all_rounds(db)) {
      if (round::round_state_of(stored.state) != round::RoundState::Running) continue;
      const auto stages = stages_from(store::stages_of(db, stored.id), {});
      if (round::next_due(stages, now, std::vector<bool>(stages.size(), false))) due.push_back(stored.id);
    }
  });
  bool is_changed = false;
  for (const Id id : due) is_changed |= let_time_pass_in(office, id);
  return is_changed;
}

}  // namespace pingxing::office
