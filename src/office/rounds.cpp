#include "office/rounds.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "base/text.hpp"
#include "office/messages.hpp"

namespace pingxing::office {

namespace {

using round::Command;

constexpr Text round_word{"考评", "round"}, unit_word{"单位", "unit"}, version_word{"方案版本", "version of a scheme"},
    name_field{"考评名称", "name of the round"}, day_field{"开始日期", "first day"}, reason_field{"理由", "reason"};

Refusal no_right(Command command) { return refuse(not_allowed, {round::row_of(command).name}); }

round::Stage stage_from(const store::StoredStage& stored) {
  round::Stage stage;
  stage.title = stored.title;
  stage.kind = round::stage_kind_of(stored.kind).value_or(scheme::StageKind::Other);
  stage.actors = split(stored.actors, "、,");
  stage.opens_at = stored.opens_at;
  stage.closes_at = stored.closes_at;
  stage.state = round::stage_state_of(stored.state).value_or(round::StageState::Waiting);
  return stage;
}
store::StoredStage stored_from(const round::Stage& stage) {
  return {0,
          0,
          0,
          stage.title,
          std::string(round::word_of(stage.kind)),
          joined(stage.actors, "、"),
          stage.opens_at,
          stage.closes_at,
          std::string(round::word_of(stage.state))};
}
std::vector<round::Stage> stages_from(const std::vector<store::StoredStage>& stored) {
  std::vector<round::Stage> stages;
  for (const auto& stage : stored) stages.push_back(stage_from(stage));
  return stages;
}
void store_stages(store::Writing& db, Id round_id, const std::vector<round::Stage>& stages) {
  std::vector<store::StoredStage> stored;
  for (const auto& stage : stages) stored.push_back(stored_from(stage));
  store::set_stages(db, round_id, stored);
}

Json json_of(const std::vector<round::Stage>& stages) {
  auto list = Json::array();
  for (const auto& stage : stages) list.push_back({{"title", stage.title}, {"state", round::word_of(stage.state)}});
  return list;
}

/// Pools are named by the unit above a subject: of people their own unit, of units the one they belong to.
std::vector<store::Subject> subjects_from(const scheme::Scheme& s, const NewRound& wanted,
                                          const std::vector<store::Unit>& units,
                                          const std::vector<store::Person>& people) {
  std::map<Id, const store::Unit*> by_id;
  for (const auto& unit : units) by_id[unit.id] = &unit;
  const auto scope_list = store::below(units, wanted.unit_id);
  const std::set<Id> scope(scope_list.begin(), scope_list.end());
  const std::set<std::string> kinds(wanted.unit_kinds.begin(), wanted.unit_kinds.end());
  const bool has_pools = !s.properties.pool.empty() && s.properties.pool != "全局" && s.properties.pool != "all";
  const auto kind_of = [&](const std::string& kind) {
    const auto& known = s.properties.kinds;
    return std::find(known.begin(), known.end(), kind) != known.end() ? kind : std::string();
  };
  std::vector<store::Subject> subjects;
  const bool of_people = s.properties.subjects == scheme::Subjects::People;
  if (of_people) {
    for (const auto& person : people) {
      const auto* unit = by_id.at(person.unit_id);
      if (!scope.contains(person.unit_id) || (!kinds.empty() && !kinds.contains(unit->kind))) continue;
      store::Subject subject{
          0, 0, person.code, person.name, person.unit_id, person.id, has_pools ? unit->name : "", kind_of(person.kind),
          ""};
      if (person.left_on && *person.left_on <= wanted.starts_on)
        subject.out_of_scope = *person.left_on + "离开";
      else if (person.joined_on && *person.joined_on > wanted.starts_on)
        subject.out_of_scope = *person.joined_on + "才加入";
      subjects.push_back(std::move(subject));
    }
    return subjects;
  }
  for (const auto& unit : units) {
    if (!scope.contains(unit.id) || unit.id == wanted.unit_id || (!kinds.empty() && !kinds.contains(unit.kind)))
      continue;
    const auto* above = unit.parent_id ? by_id.at(*unit.parent_id) : nullptr;
    store::Subject subject{
        0, 0, unit.code, unit.name, unit.id, std::nullopt, has_pools && above ? above->name : "", kind_of(unit.kind),
        ""};
    if (unit.closed_on && *unit.closed_on <= wanted.starts_on) subject.out_of_scope = *unit.closed_on + "撤销";
    subjects.push_back(std::move(subject));
  }
  return subjects;
}

/// Departments that the scheme names, and that there are: by the words of 评分人.
std::vector<store::Assignment> assignments_from(const scheme::Scheme& s, const std::vector<store::Unit>& units) {
  std::vector<store::Assignment> assignments;
  for (const auto& indicator : s.indicators) {
    const auto& by = indicator.attributes.assessor.empty() && indicator.section >= 0
                         ? s.sections[static_cast<std::size_t>(indicator.section)].attributes.assessor
                         : indicator.attributes.assessor;
    for (const auto& name : split(by, "、,;")) {
      const auto found = std::find_if(units.begin(), units.end(), [&](const auto& unit) { return unit.name == name; });
      if (found != units.end()) assignments.push_back({0, 0, indicator.id, found->id, "assess"});
    }
  }
  return assignments;
}

Result<Proposal> propose(store::Reading& db, const Actor& actor, const NewRound& wanted) {
  if (!store::unit_of(db, wanted.unit_id)) return refuse(not_found, {unit_word});
  if (!actor.may(Command::ManageRounds, wanted.unit_id)) return no_right(Command::ManageRounds);
  const auto day = read_day(wanted.starts_on);
  if (!day) return refuse(day_unreadable, {day_field, Phrase(wanted.starts_on)});
  const auto version = store::scheme_version_of(db, wanted.scheme_version_id);
  if (!version) return refuse(not_found, {version_word});
  const auto reading = scheme_of_version(*version);
  if (reading->problems.has_errors())
    return refuse(scheme_has_errors, {std::to_string(reading->problems.error_count())});
  Proposal proposal{subjects_from(reading->scheme, wanted, store::all_units(db), store::all_people(db)),
                    round::plan_stages(reading->scheme, *day, calendar_of(db))};
  const bool has_any = std::any_of(proposal.subjects.begin(), proposal.subjects.end(),
                                   [](const auto& s) { return s.out_of_scope.empty(); });
  if (!has_any) return refuse(round_without_subjects);
  return proposal;
}

/// The action on one round by its office, with the round loaded inside the transaction.
template <class Work>
Result<> on_round(const Office& office, const Actor& actor, Id round_id, std::string_view action, Work work) {
  return act(office, actor, action, [&](store::Writing& db, Json& body) -> Result<> {
    auto opened = load_round(db, round_id);
    if (!opened) return refuse(not_found, {round_word});
    if (!actor.may(Command::ManageRounds, opened->round.unit_id)) return no_right(Command::ManageRounds);
    body["round"] = round_id;
    return work(db, body, *opened);
  });
}

}  // namespace

std::optional<Day> read_day(const std::string& text) {
  int year = 0, month = 0, day = 0, end = 0;
  if (std::sscanf(text.c_str(), "%4d-%2d-%2d%n", &year, &month, &day, &end) != 3 ||
      static_cast<std::size_t>(end) != text.size())
    return std::nullopt;
  const Day read{year, month, day};
  return read.exists() && year >= 1900 && year <= 2200 ? std::optional(read) : std::nullopt;
}

round::Calendar calendar_of(store::Reading& db) {
  round::Calendar calendar;
  for (const auto& holiday : store::all_holidays(db))
    if (const auto day = read_day(holiday.day)) calendar.set(*day, holiday.is_working);
  return calendar;
}

std::optional<OpenedRound> load_round(store::Reading& db, Id round_id, std::optional<Id> only) {
  auto stored = store::whole_round_of(db, round_id, only);
  return stored ? std::optional(opened_from(std::move(*stored))) : std::nullopt;
}

OpenedRound opened_from(store::WholeRound&& stored) {
  auto reading = scheme_of_version(stored.version);
  return {std::move(stored.round),    std::move(stored.version),  std::move(reading),
          stages_from(stored.stages), std::move(stored.subjects), std::move(stored.assignments)};
}

namespace {

/// Who has something to do with a round: a role at its unit or below, or at a unit that was assigned, or being a
/// subject.
bool has_part(const Actor& actor, const OpenedRound& opened) {
  if (actor.may(Command::ReadRound, opened.round.unit_id)) return true;
  const auto is_own = [&](const store::Subject& s) {
    return actor.may(Command::ReadRound, s.unit_id) || (actor.person_id && s.person_id == actor.person_id);
  };
  if (std::any_of(opened.subjects.begin(), opened.subjects.end(), is_own)) return true;
  return std::any_of(opened.assignments.begin(), opened.assignments.end(),
                     [&](const auto& a) { return actor.may(Command::ReadRound, a.unit_id); });
}

}  // namespace

Result<OpenedRound> open_round(const Office& office, const Actor& actor, Id round_id) {
  return look(office, [&](store::Reading& db) -> Result<OpenedRound> {
    auto opened = load_round(db, round_id);
    if (!opened || !has_part(actor, *opened))
      return refuse(not_found, {round_word});  // who has no part does not learn that it is there
    return std::move(*opened);
  });
}

Result<std::vector<RoundRow>> list_rounds(const Office& office, const Actor& actor) {
  return look(office, [&](store::Reading& db) -> Result<std::vector<RoundRow>> {
    std::vector<RoundRow> rows;
    for (const auto& stored : store::all_rounds(db)) {
      const auto opened = load_round(db, stored.id);
      if (!has_part(actor, *opened)) continue;
      RoundRow row{stored, opened->scheme().title, "", opened->subjects.size()};
      for (const auto& stage : opened->stages)
        if (stage.state == round::StageState::Open)
          row.open_stages += (row.open_stages.empty() ? "" : "、") + stage.title;
      rows.push_back(std::move(row));
    }
    return rows;
  });
}

Result<Proposal> propose_round(const Office& office, const Actor& actor, const NewRound& wanted) {
  return look(office, [&](store::Reading& db) { return propose(db, actor, wanted); });
}

Result<Id> create_round(const Office& office, const Actor& actor, const NewRound& wanted) {
  auto name = cleaned(wanted.name, name_field, 100, false);
  if (!name) return name.refusal();
  return act(office, actor, "round.create", [&](store::Writing& db, Json& body) -> Result<Id> {
    auto proposal = propose(db, actor, wanted);
    if (!proposal) return proposal.refusal();
    if (wanted.previous_id && !store::round_of(db, *wanted.previous_id)) return refuse(not_found, {round_word});
    const Id id = store::add_round(db, {0, *name, wanted.scheme_version_id, wanted.unit_id, wanted.previous_id,
                                        wanted.starts_on, "draft", office.clock.now_ms()});
    store_stages(db, id, proposal->stages);
    for (auto& subject : proposal->subjects) {
      subject.round_id = id;
      store::add_subject(db, subject);
    }
    const auto version = store::scheme_version_of(db, wanted.scheme_version_id);
    store::set_assignments(db, id, assignments_from(scheme_of_version(*version)->scheme, store::all_units(db)));
    body = {{"round", id},
            {"name", *name},
            {"scheme_version", wanted.scheme_version_id},
            {"scheme_sha256", version->sha256},
            {"subjects", proposal->subjects.size()}};
    return id;
  });
}

Result<> change_stage(const Office& office, const Actor& actor, Id round_id, std::size_t which,
                      round::StageCommand command, const std::string& typed) {
  auto reason = cleaned(typed, reason_field, 500, true);
  if (!reason) return reason.refusal();
  return on_round(office, actor, round_id, "round.change_stage",
                  [&](store::Writing& db, Json& body, OpenedRound& opened) -> Result<> {
                    if (!opened.is_running()) return refuse(round_not_running, {Phrase(opened.round.name)});
                    auto changed = round::change_stage(opened.stages, which, command, *reason, office.clock.now_ms());
                    if (!changed) return changed.refusal();
                    store_stages(db, round_id, *changed);
                    body["stages"] = json_of(*changed);
                    body["reason"] = *reason;
                    return Done{};
                  });
}

Result<> set_stage_dates(const Office& office, const Actor& actor, Id round_id, std::size_t which,
                         const StageDates& dates, const std::string& typed) {
  auto reason = cleaned(typed, reason_field, 500, true);
  if (!reason) return reason.refusal();
  return on_round(
      office, actor, round_id, "round.set_dates", [&](store::Writing& db, Json& body, OpenedRound& opened) -> Result<> {
        if (which >= opened.stages.size()) return refuse(not_found, {Phrase("环节", "stage")});
        auto& stage = opened.stages[which];
        for (const auto* text : {&dates.opens_on, &dates.closes_on})
          if (*text && !(*text)->empty() && !read_day(**text))
            return refuse(day_unreadable, {Phrase(stage.title), Phrase(**text)});
        const auto moment = [](const std::optional<std::string>& text, bool is_end) -> std::optional<round::Moment> {
          if (!text || text->empty()) return std::nullopt;
          return is_end ? round::end_of(*read_day(*text)) : round::begin_of(*read_day(*text));
        };
        stage.opens_at = moment(dates.opens_on, false);
        stage.closes_at = moment(dates.closes_on, true);
        if (stage.opens_at && stage.closes_at && *stage.opens_at > *stage.closes_at)
          return refuse(day_unreadable, {Phrase(stage.title), Phrase(*dates.closes_on)});
        store_stages(db, round_id, opened.stages);
        body["stage"] = which + 1;
        body["opens_on"] = dates.opens_on.value_or("");
        body["closes_on"] = dates.closes_on.value_or("");
        body["reason"] = *reason;
        return Done{};
      });
}

Result<> set_round_state(const Office& office, const Actor& actor, Id round_id, const std::string& state) {
  return on_round(office, actor, round_id, "round.set_state",
                  [&](store::Writing& db, Json& body, OpenedRound& opened) -> Result<> {
                    const bool fits = (opened.round.state == "draft" && state == "running") ||
                                      (opened.round.state == "running" && state == "over") ||
                                      (opened.round.state == "over" && state == "running");
                    if (!fits) return refuse(choice_unknown, {Phrase("状态", "state"), Phrase(state)});
                    store::set_round_state(db, round_id, state);
                    body["state"] = state;
                    return Done{};
                  });
}

Result<> assign(const Office& office, const Actor& actor, Id round_id,
                const std::vector<store::Assignment>& assignments) {
  return on_round(
      office, actor, round_id, "round.assign", [&](store::Writing& db, Json& body, OpenedRound& opened) -> Result<> {
        auto list = Json::array();
        for (const auto& a : assignments) {
          const bool is_known =
              a.indicator == "*" || std::any_of(opened.scheme().indicators.begin(), opened.scheme().indicators.end(),
                                                [&](const auto& i) { return i.id == a.indicator; });
          if (!is_known) return refuse(not_found, {Phrase("指标", "indicator")});
          if (a.task != "assess" && a.task != "verify")
            return refuse(choice_unknown, {Phrase("分工", "task"), Phrase(a.task)});
          if (!store::unit_of(db, a.unit_id)) return refuse(not_found, {unit_word});
          list.push_back({{"indicator", a.indicator}, {"unit", a.unit_id}, {"task", a.task}});
        }
        store::set_assignments(db, round_id, assignments);
        body["assignments"] = list;
        return Done{};
      });
}

Result<> change_subject(const Office& office, const Actor& actor, Id subject_id, const std::string& pool,
                        const std::string& kind, const std::string& out_of_scope) {
  auto reason = cleaned(out_of_scope, reason_field, 200, true);
  if (!reason) return reason.refusal();
  auto clean_pool = cleaned(pool, Phrase("分组", "pool"), 60, true);
  if (!clean_pool) return clean_pool.refusal();
  return act(office, actor, "round.change_subject", [&](store::Writing& db, Json& body) -> Result<> {
    auto subject = store::subject_of(db, subject_id);
    if (!subject) return refuse(not_found, {Phrase("考核对象", "subject")});
    const auto opened = load_round(db, subject->round_id);
    if (!actor.may(Command::ManageRounds, opened->round.unit_id)) return no_right(Command::ManageRounds);
    const auto& kinds = opened->scheme().properties.kinds;
    if (!kind.empty() && std::find(kinds.begin(), kinds.end(), kind) == kinds.end())
      return refuse(choice_unknown, {Phrase("类别", "kind"), Phrase(kind)});
    subject->pool = *clean_pool;
    subject->kind = kind;
    subject->out_of_scope = *reason;
    store::change_subject(db, *subject);
    body = {{"round", subject->round_id},
            {"subject", subject->code},
            {"pool", *clean_pool},
            {"kind", kind},
            {"out_of_scope", *reason}};
    return Done{};
  });
}

bool let_time_pass(const Office& office) {
  const auto now = office.clock.now_ms();
  std::vector<Id> due;
  office.database.read([&](store::Reading& db) {
    for (const auto& stored : store::all_rounds(db))
      if (stored.state == "running" && round::let_time_pass(stages_from(store::stages_of(db, stored.id)), now))
        due.push_back(stored.id);
  });
  for (const Id id : due) {
    (void)act(office, {}, "round.time", [&](store::Writing& db, Json& body) -> Result<> {
      const auto changed = round::let_time_pass(stages_from(store::stages_of(db, id)), now);
      if (!changed) return refuse(not_found, {round_word});  // another server was quicker
      store_stages(db, id, *changed);
      body = {{"round", id}, {"stages", json_of(*changed)}};
      return Done{};
    });
  }
  return !due.empty();
}

}  // namespace pingxing::office
