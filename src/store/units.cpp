#include "store/units.hpp"

#include <map>
#include <set>

#include "store/seals.hpp"

namespace pingxing::store {

Id add_unit(Writing& db, const Unit& u) {
  return added_id(db, Covered::Unit,
                  "INSERT INTO unit (parent_id, code, name, kind, closed_on) VALUES ($1, $2, $3, $4, $5) RETURNING id",
                  {u.parent_id, u.code, u.name, u.kind, u.closed_on});
}
void change_unit(Writing& db, const Unit& u) {
  changing(db, Covered::Unit, "id = $1", {u.id});
  db.execute("UPDATE unit SET parent_id = $2, code = $3, name = $4, kind = $5, closed_on = $6 WHERE id = $1",
             {u.id, u.parent_id, u.code, u.name, u.kind, u.closed_on});
}
void add_unit_move(Writing& db, Id unit_id, std::optional<Id> from, std::optional<Id> to, std::int64_t at,
                   const std::string& reason) {
  added_id(
      db, Covered::UnitMove,
      "INSERT INTO unit_move (unit_id, from_parent_id, to_parent_id, moved_at, reason) VALUES ($1, $2, $3, $4, $5) "
      "RETURNING id",
      {unit_id, from, to, at, reason});
}
std::vector<UnitMove> moves_of(Reading& db, Id unit_id) {
  std::vector<UnitMove> moves;
  for (const auto& row : db.query("SELECT from_parent_id, to_parent_id, moved_at, reason FROM unit_move "
                                  "WHERE unit_id = $1 ORDER BY id DESC",
                                  {unit_id}))
    moves.push_back({row[0].number_or_none(), row[1].number_or_none(), row[2].number(), row[3].text()});
  return moves;
}
namespace {
Unit unit_from(const Row& row) {
  return {row[0].number(), row[1].number_or_none(), row[2].text(), row[3].text(), row[4].text(), row[5].text_or_none()};
}
}  // namespace
std::vector<Unit> all_units(Reading& db) {
  std::vector<Unit> all;
  for (const auto& row : db.query("SELECT id, parent_id, code, name, kind, closed_on FROM unit ORDER BY code"))
    all.push_back(unit_from(row));
  return all;
}
std::optional<Unit> unit_of(Reading& db, Id id) {
  const auto row = db.one("SELECT id, parent_id, code, name, kind, closed_on FROM unit WHERE id = $1", {id});
  return row ? std::optional(unit_from(*row)) : std::nullopt;
}

Id add_person(Writing& db, const Person& p) {
  return added_id(
      db, Covered::Person,
      "INSERT INTO person (code, name, unit_id, kind, phone, identity_number, joined_on, left_on) VALUES ($1, $2, "
      "$3, $4, $5, $6, $7, $8) RETURNING id",
      {p.code, p.name, p.unit_id, p.kind, p.phone, p.identity_number, p.joined_on, p.left_on});
}
void change_person(Writing& db, const Person& p) {
  changing(db, Covered::Person, "id = $1", {p.id});
  db.execute(
      "UPDATE person SET code = $2, name = $3, unit_id = $4, kind = $5, phone = $6, identity_number = $7, joined_on = "
      "$8, left_on = $9 WHERE id = $1",
      {p.id, p.code, p.name, p.unit_id, p.kind, p.phone, p.identity_number, p.joined_on, p.left_on});
}
std::vector<Person> all_people(Reading& db) {
  std::vector<Person> all;
  db.each("SELECT id, code, name, unit_id, kind, phone, identity_number, joined_on, left_on FROM person ORDER BY code",
          {}, [&](const Row& row) {
            all.push_back({row[0].number(), row[1].text(), row[2].text(), row[3].number(), row[4].text(), row[5].text(),
                           row[6].text(), row[7].text_or_none(), row[8].text_or_none()});
          });
  return all;
}
std::vector<Post> all_posts(Reading& db) {
  std::vector<Post> all;
  db.each("SELECT id, person_id, unit_id, title, from_on, until_on FROM post ORDER BY id", {}, [&](const Row& row) {
    all.push_back({row[0].number(), row[1].number(), row[2].number(), row[3].text(), row[4].text_or_none(),
                   row[5].text_or_none()});
  });
  return all;
}
void set_post(Writing& db, Id person_id, Id unit_id, const std::string& title) {
  if (changing(db, Covered::Post, "person_id = $1 AND until_on IS NULL", {person_id}) > 0)
    db.execute("DELETE FROM post WHERE person_id = $1 AND until_on IS NULL", {person_id});
  if (!title.empty())
    added_id(db, Covered::Post, "INSERT INTO post (person_id, unit_id, title) VALUES ($1, $2, $3) RETURNING id",
             {person_id, unit_id, title});
}

std::vector<Id> below(const std::vector<Unit>& units, Id top) {
  std::multimap<Id, Id> children;
  for (const auto& unit : units)
    if (unit.parent_id) children.emplace(*unit.parent_id, unit.id);
  std::vector<Id> found{top};
  std::set<Id> seen{top};
  for (std::size_t i = 0; i < found.size(); ++i)
    for (auto [at, end] = children.equal_range(found[i]); at != end; ++at)
      if (seen.insert(at->second).second) found.push_back(at->second);
  return found;
}

std::vector<Holiday> all_holidays(Reading& db) {
  std::vector<Holiday> all;
  for (const auto& row : db.query("SELECT day, is_working, name FROM holiday ORDER BY day"))
    all.push_back({row[0].text(), row[1].truth(), row[2].text()});
  return all;
}
void set_holidays(Writing& db, const std::vector<Holiday>& days, const std::vector<std::string>& also) {
  std::set<std::string> years(also.begin(), also.end());
  for (const auto& day : days) years.insert(day.day.substr(0, 4));
  for (const auto& year : years) {
    changing(db, Covered::Holiday, "day >= $1 AND day <= $2", {year + "-01-01", year + "-12-31"});
    db.execute("DELETE FROM holiday WHERE day >= $1 AND day <= $2", {year + "-01-01", year + "-12-31"});
  }
  for (const auto& day : days) {
    added(db, Covered::Holiday, {day.day});
    db.execute("INSERT INTO holiday (day, is_working, name) VALUES ($1, $2, $3)", {day.day, day.is_working, day.name});
  }
}

std::string setting(Reading& db, const std::string& name, const std::string& otherwise) {
  const auto row = db.one("SELECT value FROM setting WHERE name = $1", {name});
  return row ? row->at(0).text() : otherwise;
}
void set_setting(Writing& db, const std::string& name, const std::string& value) {
  changing(db, Covered::Setting, "name = $1", {name});
  added(db, Covered::Setting, {name});
  db.execute("INSERT INTO setting (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = $2",
             {name, value});
}

}  // namespace pingxing::store
