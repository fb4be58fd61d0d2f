#include "office/edit_units.hpp"

#include <algorithm>
#include <map>

#include "base/text.hpp"
#include "office/import_table.hpp"
#include "office/messages.hpp"
#include "store/people_list.hpp"

namespace pingxing::office {

namespace {

using round::Command;

constexpr Text unit_word{"单位", "unit"}, code_field{"编号", "id"}, name_field{"名称", "name"},
    kind_field{"类型", "kind"}, reason_field{"理由", "reason"};
constexpr std::size_t code_max = 40, name_max = 60, kind_max = 20, reason_max = 200;

Refusal no_right() { return refuse(not_allowed, {round::row_of(Command::ManageUnits).name}); }

std::string on_one_line(std::string text) {
  for (char& c : text)
    if (c == '\n' || c == '\r' || c == '\t') c = ' ';
  return text;
}

/// The unit, where the actor manages it; who may not even see it does not learn that it is there.
Result<store::Unit> managed(store::Reading& db, const Actor& actor, Id unit_id) {
  auto unit = store::unit_of(db, unit_id);
  if (!unit || !actor.may(Command::ReadUnits, unit_id)) return refuse(not_found, {unit_word});
  if (!actor.may(Command::ManageUnits, unit_id)) return no_right();
  return std::move(*unit);
}

Result<store::Unit> managed_and_open(store::Reading& db, const Actor& actor, Id unit_id) {
  auto unit = managed(db, actor, unit_id);
  if (unit && unit->closed_on) return refuse(unit_is_closed, {Phrase(unit->name), Phrase(*unit->closed_on)});
  return unit;
}

/// Whether the actor may take it from where it stands.
bool may_take_out(const Actor& actor, const store::Unit& unit) {
  return unit.parent_id ? actor.may(Command::ManageUnits, *unit.parent_id) : actor.has(round::Role::Administrator);
}

bool holds(const std::vector<Id>& ids, Id id) { return std::find(ids.begin(), ids.end(), id) != ids.end(); }

}  // namespace

Result<Id> create_unit(const Office& office, const Actor& actor, const NewUnit& wanted) {
  auto code = cleaned(on_one_line(wanted.code), code_field, code_max, false);
  if (!code) return code.refusal();
  auto name = cleaned(on_one_line(wanted.name), name_field, name_max, false);
  if (!name) return name.refusal();
  auto kind = cleaned(on_one_line(wanted.kind), kind_field, kind_max, true);
  if (!kind) return kind.refusal();
  try {
    return act(office, actor, "unit.add", [&](store::Writing& db, Json& body) -> Result<Id> {
      const auto parent = managed_and_open(db, actor, wanted.parent_id);
      if (!parent) return parent.refusal();
      for (const auto& unit : store::all_units(db))
        if (unit.code == *code) return refuse(code_taken, {Phrase(*code)});
      const Id id = store::add_unit(db, {0, parent->id, *code, *name, *kind, std::nullopt});
      body = {{"unit", id}, {"code", *code}, {"name", *name}, {"kind", *kind}, {"parent", parent->id}};
      return id;
    });
  } catch (const store::UniqueViolation&) {  // another server added it at the same moment
    return refuse(code_taken, {Phrase(*code)});
  }
}

Result<> rename_unit(const Office& office, const Actor& actor, Id unit_id, const std::string& typed_name,
                     const std::string& typed_kind) {
  auto name = cleaned(on_one_line(typed_name), name_field, name_max, false);
  if (!name) return name.refusal();
  auto kind = cleaned(on_one_line(typed_kind), kind_field, kind_max, true);
  if (!kind) return kind.refusal();
  return act(office, actor, "unit.change", [&](store::Writing& db, Json& body) -> Result<> {
    auto unit = managed(db, actor, unit_id);
    if (!unit) return unit.refusal();
    body = {{"unit", unit_id}, {"name", {unit->name, *name}}, {"kind", {unit->kind, *kind}}};
    unit->name = *name;
    unit->kind = *kind;
    store::change_unit(db, *unit);
    return Done{};
  });
}

Result<> move_unit(const Office& office, const Actor& actor, Id unit_id, Id to_id, const std::string& typed) {
  auto reason = cleaned(typed, reason_field, reason_max, true);
  if (!reason) return reason.refusal();
  if (reason->empty()) return refuse(reason_needed);
  return act(office, actor, "unit.move", [&](store::Writing& db, Json& body) -> Result<> {
    auto unit = managed(db, actor, unit_id);
    if (!unit) return unit.refusal();
    const auto to = managed_and_open(db, actor, to_id);
    if (!to) return to.refusal();
    if (!may_take_out(actor, *unit)) return no_right();
    if (unit->parent_id == to_id) return refuse(unit_stands_there, {Phrase(unit->name), Phrase(to->name)});
    const auto units = store::all_units(db);
    if (holds(store::below(units, unit_id), to_id))
      return refuse(import_parent_cycle, {Phrase(unit->name + " → " + to->name)});
    const auto from = unit->parent_id;
    unit->parent_id = to_id;
    store::change_unit(db, *unit);
    store::add_unit_move(db, unit_id, from, to_id, office.clock.now_ms(), *reason);
    body = {{"unit", unit_id}, {"from", from ? Json(*from) : nullptr}, {"to", to_id}, {"reason", *reason}};
    return Done{};
  });
}

Result<> close_unit(const Office& office, const Actor& actor, Id unit_id, const std::string& typed) {
  const auto day = day_of_text(typed);
  if (!trimmed(typed).empty() && !day) return refuse(import_day, {Phrase(typed)});
  return act(office, actor, "unit.close", [&](store::Writing& db, Json& body) -> Result<> {
    auto unit = managed(db, actor, unit_id);
    if (!unit) return unit.refusal();
    if (day) {
      std::int64_t units = 0;
      for (const auto& one : store::all_units(db)) units += one.parent_id == unit_id && !one.closed_on;
      const auto people = store::count_people_in(db, unit_id);
      if (units + people > 0)
        return refuse(unit_not_empty, {Phrase(unit->name), std::to_string(units), std::to_string(people)});
    }
    unit->closed_on = day ? std::optional(day->text()) : std::nullopt;
    store::change_unit(db, *unit);
    body = {{"unit", unit_id}, {"closed_on", day ? Json(day->text()) : nullptr}};
    return Done{};
  });
}

Result<OpenedUnit> open_unit(const Office& office, const Actor& actor, Id unit_id) {
  return look(office, [&](store::Reading& db) -> Result<OpenedUnit> {
    const auto unit = managed(db, actor, unit_id);
    if (!unit) return unit.refusal();
    OpenedUnit opened{*unit, {}, {}, {}};
    const auto units = store::all_units(db);
    std::map<Id, const store::Unit*> by_id;
    for (const auto& one : units) by_id[one.id] = &one;
    const auto name_of = [&](const std::optional<Id>& id) { return id ? by_id.at(*id)->name : std::string(); };
    for (auto above = unit->parent_id; above; above = by_id.at(*above)->parent_id)
      if (actor.may(Command::ReadUnits, *above)) opened.path.insert(opened.path.begin(), *by_id.at(*above));
    const auto inside = store::below(units, unit_id);
    if (may_take_out(actor, *unit))
      for (const auto& one : units)
        if (one.id != unit->parent_id && !one.closed_on && actor.may(Command::ManageUnits, one.id) &&
            !holds(inside, one.id))
          opened.targets.push_back(one);
    for (const auto& move : store::moves_of(db, unit_id))
      opened.moves.push_back({name_of(move.from), name_of(move.to), move.reason, move.at});
    return opened;
  });
}

}  // namespace pingxing::office
