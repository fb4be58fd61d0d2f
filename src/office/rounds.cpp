#include "office/rounds.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "base/text.hpp"
#include "office/figures.hpp"
#include "office/readings.hpp"
#include "office/round_access.hpp"
#include "office/round_chain.hpp"
#include "service/input_words.hpp"
#include "store/named_rows.hpp"
#include "store/people_list.hpp"

namespace pingxing::office {

namespace {

using round::Command;

constexpr Text unit_word{"单位", "unit"}, version_word{"方案版本", "version of a scheme"},
    name_field{"考评名称", "name of the round"}, day_field{"开始日期", "first day"}, reason_field{"理由", "reason"};

/// Pools are named by the unit above a subject: of people their own unit, of units the one they belong to.
std::vector<store::Subject> subjects_from(const scheme::Scheme& s, const NewRound& wanted,
                                          const std::vector<store::Unit>& units,
                                          const std::vector<store::Person>& people) {
  std::map<Id, const store::Unit*> by_id;
  for (const auto& unit : units) by_id[unit.id] = &unit;
  const auto scope_list = store::below(units, wanted.unit_id);
  const std::set<Id> scope(scope_list.begin(), scope_list.end());
  const std::set<std::string> kinds(wanted.unit_kinds.begin(), wanted.unit_kinds.end());
  const bool has_pools = !name_of_one_pool(s.properties.pool);
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

/// Departments that the scheme names, and that there are: by the words of 评分人, of the requirement itself or else of
/// its section. A requirement is an indicator, or an input that stands by itself: a bonus, a ground, a line of a
/// ladder.
std::vector<store::Assignment> assignments_from(const scheme::Scheme& s, const std::vector<store::Unit>& units) {
  std::vector<store::Assignment> assignments;
  std::set<std::pair<std::string, Id>> made;
  const auto add = [&](const std::string& requirement, const std::string& own, int section) {
    const auto& by =
        own.empty() && section >= 0 ? s.sections[static_cast<std::size_t>(section)].attributes.assessor : own;
    for (const auto& name : split(by, "、,;")) {
      const auto found = std::find_if(units.begin(), units.end(), [&](const auto& unit) { return unit.name == name; });
      if (found != units.end() && made.emplace(requirement, found->id).second)
        assignments.push_back({0, 0, requirement, found->id, "assess"});
    }
  };
  const auto add_inputs = [&](const std::vector<int>& inputs, const std::string& own, int section) {
    for (const int input : inputs)
      if (s.inputs[static_cast<std::size_t>(input)].indicator < 0)
        add(s.inputs[static_cast<std::size_t>(input)].key, own, section);
  };
  const auto inputs_of = [](const std::vector<scheme::Condition>& conditions) {
    std::vector<int> inputs;
    for (const auto& condition : conditions)
      if (condition.kind == scheme::Condition::Kind::Input) inputs.push_back(condition.target);
    return inputs;
  };
  for (const auto& indicator : s.indicators) add(indicator.id, indicator.attributes.assessor, indicator.section);
  for (const auto& bonus : s.bonuses) add_inputs(bonus.rule.inputs, bonus.attributes.assessor, bonus.section);
  for (const auto& measure : s.measures)
    add_inputs(inputs_of(measure.conditions), measure.attributes.assessor, measure.section);
  for (const auto& rule : s.grading.rules) add_inputs(inputs_of(rule.conditions), "", rule.ladder_section);
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
  const bool of_people = reading->scheme.properties.subjects == scheme::Subjects::People;
  const auto people = of_people ? store::people_below(db, wanted.unit_id, "", INT64_MAX) : std::vector<store::Person>();
  Proposal proposal{subjects_from(reading->scheme, wanted, store::all_units(db), people),
                    round::plan_stages(reading->scheme, *day, calendar_of(db))};
  const bool has_any = std::any_of(proposal.subjects.begin(), proposal.subjects.end(),
                                   [](const auto& s) { return s.out_of_scope.empty(); });
  if (!has_any) return refuse(round_without_subjects);
  return proposal;
}

}  // namespace

std::optional<std::string> name_of_one_pool(const std::string& words) {
  const auto lower = lower_ascii(words);
  if (words.starts_with("全") || lower.starts_with("all") || lower.starts_with("whole")) return words;
  if (words.empty() || words.starts_with("不分") || words.starts_with("统一") || lower == "none" || lower == "one")
    return "";
  return std::nullopt;
}

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
  return stored ? std::optional(opened_from(db, std::move(*stored))) : std::nullopt;
}

OpenedRound opened_from(store::Reading& db, store::WholeRound&& stored) {
  auto reading = reading_of(db, stored);
  auto stages = stages_from(stored.stages, reading->scheme);
  return {std::move(stored.round), std::move(stored.version),  std::move(reading),
          std::move(stages),       std::move(stored.subjects), std::move(stored.assignments)};
}

round::RoundState OpenedRound::state() const {
  const auto known = round::round_state_of(round.state);
  CHECK(known);
  return *known;
}

bool OpenedRound::is_public() const {
  using scheme::StageKind;
  return state() == round::RoundState::Over || std::any_of(stages.begin(), stages.end(), [](const auto& stage) {
           return (stage.kind == StageKind::Notice || stage.kind == StageKind::Publish) &&
                  stage.state != round::StageState::Waiting;
         });
}

Result<> has_kinds(const OpenedRound& opened) {
  if (opened.scheme().properties.kinds.empty()) return Done{};
  std::size_t count = 0;
  std::string names;
  for (const auto& subject : opened.subjects)
    if (subject.out_of_scope.empty() && subject.kind.empty() && ++count <= 5)
      names += (names.empty() ? "" : "、") + subject.name;
  if (count == 0) return Done{};
  return refuse(kinds_missing, {std::to_string(count), Phrase(names + (count > 5 ? "…" : "")),
                                Phrase(joined(opened.scheme().properties.kinds, "、"))});
}

RoundUnits::RoundUnits(store::Reading& db, const Actor& actor, const store::StoredRound& round) : db_(db) {
  const auto units = store::all_units(db);
  const auto below = store::below(units, round.unit_id);
  covered_.insert(below.begin(), below.end());
  has_all_ = covered_.size() == units.size() || actor.may_everywhere(Command::ManageRounds);
  for (const auto& grant : actor.grants)
    if (round::may(grant.role, Command::ManageRounds)) covered_.insert(grant.units.begin(), grant.units.end());
  auto parent = std::optional(round.unit_id);
  while (parent) {
    above_.insert(*parent);
    const auto unit = std::find_if(units.begin(), units.end(), [&](const auto& one) { return one.id == *parent; });
    parent = unit == units.end() ? std::nullopt : unit->parent_id;
  }
}
bool RoundUnits::cover(const store::Account& account) const {
  if (has_all_) return true;
  if (account.person_id)
    if (const auto person = store::person_of(db_, *account.person_id); person && covered_.contains(person->unit_id))
      return true;
  const auto grants = store::grants_of(db_, account.id);
  return std::any_of(grants.begin(), grants.end(), [&](const auto& grant) { return covered_.contains(grant.unit_id); });
}
bool RoundUnits::or_above_have(const store::Account& account) const {
  const auto grants = store::grants_of(db_, account.id);
  return cover(account) ||
         std::any_of(grants.begin(), grants.end(), [&](const auto& grant) { return above_.contains(grant.unit_id); });
}

bool has_part(const Actor& actor, const OpenedRound& opened) {
  if (actor.may(Command::ReadRound, opened.round.unit_id)) return true;
  const auto is_own = [&](const store::Subject& s) {
    return actor.may(Command::ReadRound, s.unit_id) || (actor.person_id && s.person_id == actor.person_id);
  };
  if (std::any_of(opened.subjects.begin(), opened.subjects.end(), is_own)) return true;
  return std::any_of(opened.assignments.begin(), opened.assignments.end(),
                     [&](const auto& a) { return actor.may(Command::ReadRound, a.unit_id); });
}

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
      // Who may read it by its unit need not be looked for among its subjects.
      const bool is_own = actor.may(Command::ReadRound, stored.unit_id);
      const auto opened = load_round(db, stored.id, is_own ? std::optional<Id>(0) : std::nullopt);
      if (!is_own && !has_part(actor, *opened)) continue;
      RoundRow row{stored, opened->scheme().title, "", store::count_subjects(db, stored.id)};
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
    if (wanted.previous_id)
      if (const auto previous = load_round(db, *wanted.previous_id); !previous || !has_part(actor, *previous))
        return refuse(not_found, {round_word});
    const auto known = names_of_periods(db, rounds_before(db, wanted.previous_id));
    if (const auto found = known.find(service::folded(*name)); found != known.end())
      return refuse(round_name_taken, {Phrase(*name), found->second});
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

Result<> assign(const Office& office, const Actor& actor, Id round_id,
                const std::vector<store::Assignment>& assignments) {
  return on_round(
      office, actor, round_id, "round.assign", [&](store::Writing& db, Json& body, OpenedRound& opened) -> Result<> {
        if (opened.state() == round::RoundState::Over) return refuse(round::round_is_over);
        auto known = assignments;
        auto list = Json::array();
        for (auto& a : known) {
          const auto requirement =
              a.indicator == "*" ? std::optional(a.indicator) : requirement_called(opened.scheme(), a.indicator);
          if (!requirement) return refuse(not_found, {Phrase("指标", "indicator")});
          a.indicator = *requirement;
          if (a.task != "assess" && a.task != "verify")
            return refuse(choice_unknown, {Phrase("分工", "task"), Phrase(a.task)});
          if (!store::unit_of(db, a.unit_id)) return refuse(not_found, {unit_word});
          Json one = {{"indicator", a.indicator}, {"unit", a.unit_id}, {"task", a.task}};
          if (a.subject_id) {
            const auto is_it = [&](const store::Subject& s) { return s.id == *a.subject_id; };
            if (std::none_of(opened.subjects.begin(), opened.subjects.end(), is_it))
              return refuse(not_found, {Phrase("考核对象", "subject")});
            one["subject"] = *a.subject_id;
          }
          list.push_back(std::move(one));
        }
        store::set_assignments(db, round_id, known);
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
    if (opened->state() == round::RoundState::Over) return refuse(round::round_is_over);
    const auto& kinds = opened->scheme().properties.kinds;
    if (!kind.empty() && std::find(kinds.begin(), kinds.end(), kind) == kinds.end())
      return refuse(choice_unknown, {Phrase("类别", "kind"), Phrase(kind)});
    subject->pool = *clean_pool;
    subject->kind = kind;
    subject->out_of_scope = *reason;
    store::change_subject(db, *subject);
    body = {{"round", subject->round_id},
            {"subject", subject->id},
            {"pool", *clean_pool},
            {"kind", kind},
            {"out_of_scope", *reason}};
    return Done{};
  });
}

}  // namespace pingxing::office
