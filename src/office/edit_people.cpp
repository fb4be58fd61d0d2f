#include "office/edit_people.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "office/import_table.hpp"
#include "office/messages.hpp"
#include "store/named_rows.hpp"

namespace pingxing::office {

namespace {

using round::Command;

constexpr Text person_word{"人员", "person"}, unit_word{"单位", "unit"}, code_field{"编号", "id"},
    name_field{"姓名", "name"}, kind_field{"类别", "kind"}, title_field{"职务", "post"},
    identity_field{"身份证号", "identity number"};
constexpr std::size_t code_max = 40, name_max = 60, kind_max = 20, title_max = 60, number_max = 30;

struct Accepted {
  store::Person person;  // without id, code and unit
  std::string title;
  std::optional<Text> identity_fault;
};

/// Everything that needs no database.
Result<Accepted> accept(const PersonEntry& entry) {
  Accepted accepted;
  const auto line = [](std::string text) {
    for (char& c : text)
      if (c == '\n' || c == '\r' || c == '\t') c = ' ';
    return text;
  };
  const auto name = cleaned(line(entry.name), name_field, name_max, false);
  if (!name) return name.refusal();
  const auto kind = cleaned(line(entry.kind), kind_field, kind_max, true);
  if (!kind) return kind.refusal();
  const auto title = cleaned(line(entry.title), title_field, title_max, true);
  if (!title) return title.refusal();
  auto identity = cleaned(line(entry.identity_number), identity_field, number_max, true);
  if (!identity) return identity.refusal();
  std::erase(*identity, ' ');
  if (identity->ends_with('x')) identity->back() = 'X';
  if (!identity->empty()) accepted.identity_fault = fault_of_identity(*identity);
  const std::string phone(trimmed(entry.phone));
  if (!phone.empty()) {
    const auto fit = phone_of_text(phone);
    if (!fit)
      return refuse(
          import_phone,
          {std::to_string(std::count_if(phone.begin(), phone.end(), [](char c) { return c >= '0' && c <= '9'; }))});
    accepted.person.phone = *fit;
  }
  for (const auto& [typed, into] :
       {std::pair(&entry.joined_on, &accepted.person.joined_on), {&entry.left_on, &accepted.person.left_on}}) {
    if (trimmed(*typed).empty()) continue;
    const auto day = day_of_text(*typed);
    if (!day) return refuse(import_day, {Phrase(*typed)});
    *into = day->text();
  }
  const auto& [joined, left] = std::pair(accepted.person.joined_on, accepted.person.left_on);
  if (joined && left && *left < *joined) return refuse(import_days_order, {Phrase(*joined), Phrase(*left)});
  accepted.person.name = *name;
  accepted.person.kind = *kind;
  accepted.person.identity_number = *identity;
  accepted.title = *title;
  return accepted;
}

Result<> accept_unit(store::Reading& db, const Actor& actor, Id unit_id) {
  const auto unit = store::unit_of(db, unit_id);
  if (!unit || !actor.may(Command::ReadUnits, unit_id)) return refuse(not_found, {unit_word});
  if (!actor.may(Command::ManageUnits, unit_id)) return refuse(not_allowed, {round::row_of(Command::ManageUnits).name});
  if (unit->closed_on) return refuse(unit_is_closed, {Phrase(unit->name), Phrase(*unit->closed_on)});
  return Done{};
}

/// Where the actor manages the person's unit; nobody else learns that the person is there.
Result<store::Person> managed(store::Reading& db, const Actor& actor, Id person_id) {
  auto person = store::person_of(db, person_id);
  if (person && actor.may(Command::ManageUnits, person->unit_id)) return std::move(*person);
  return refuse(not_found, {person_word});
}

}  // namespace

Result<SavedPerson> create_person(const Office& office, const Actor& actor, const PersonEntry& entry) {
  const auto code = cleaned(entry.code, code_field, code_max, false);
  if (!code) return code.refusal();
  auto accepted = accept(entry);
  if (!accepted) return accepted.refusal();
  try {
    return act(office, actor, "person.add", [&](store::Writing& db, Json& body) -> Result<SavedPerson> {
      const auto unit = accept_unit(db, actor, entry.unit_id);
      if (!unit) return unit.refusal();
      if (store::person_with_code(db, *code)) return refuse(code_taken, {Phrase(*code)});
      store::Person person = accepted->person;
      person.code = *code;
      person.unit_id = entry.unit_id;
      const Id id = store::add_person(db, person);
      store::set_post(db, id, entry.unit_id, accepted->title);
      body = {{"person", id}, {"unit", entry.unit_id}};
      return SavedPerson{id, accepted->identity_fault};
    });
  } catch (const store::UniqueViolation&) {  // another server added it at the same moment
    return refuse(code_taken, {Phrase(*code)});
  }
}

Result<SavedPerson> change_person(const Office& office, const Actor& actor, Id person_id, const PersonEntry& entry) {
  auto accepted = accept(entry);
  if (!accepted) return accepted.refusal();
  return act(office, actor, "person.change", [&](store::Writing& db, Json& body) -> Result<SavedPerson> {
    const auto before = managed(db, actor, person_id);
    if (!before) return before.refusal();
    if (entry.unit_id != before->unit_id)
      if (const auto unit = accept_unit(db, actor, entry.unit_id); !unit) return unit.refusal();
    store::Person person = accepted->person;
    person.id = person_id;
    person.code = before->code;
    person.unit_id = entry.unit_id;
    const auto title = store::title_of_person(db, person_id);
    // Which fields, not what they say.
    auto fields = Json::array();
    const auto note = [&](const char* field, bool is_changed) {
      if (is_changed) fields.push_back(field);
    };
    note("name", person.name != before->name);
    note("unit", person.unit_id != before->unit_id);
    note("kind", person.kind != before->kind);
    note("post", accepted->title != title);
    note("phone", person.phone != before->phone);
    note("identity number", person.identity_number != before->identity_number);
    note("joined", person.joined_on != before->joined_on);
    note("left", person.left_on != before->left_on);
    store::change_person(db, person);
    if (accepted->title != title || person.unit_id != before->unit_id)
      store::set_post(db, person_id, person.unit_id, accepted->title);
    body = {{"person", person_id}, {"unit", person.unit_id}, {"fields", fields}};
    return SavedPerson{person_id, accepted->identity_fault};
  });
}

Result<OpenedPerson> open_person(const Office& office, const Actor& actor, Id person_id) {
  return look(office, [&](store::Reading& db) -> Result<OpenedPerson> {
    auto person = managed(db, actor, person_id);
    if (!person) return person.refusal();
    auto unit = store::unit_of(db, person->unit_id);
    CHECK(unit);
    return OpenedPerson{*person, *unit, store::title_of_person(db, person_id)};
  });
}

}  // namespace pingxing::office
