// The tree of units, and people with their posts.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "store/accounts.hpp"
#include "store/database.hpp"

namespace pingxing::store {

struct Unit {
  Id id = 0;
  std::optional<Id> parent_id;
  std::string code, name, kind;
  std::optional<std::string> closed_on;
};

struct Person {
  Id id = 0;
  std::string code, name;
  Id unit_id = 0;
  std::string kind, phone, identity_number;  // the last two are personal: masked outside the office's pages
  std::optional<std::string> joined_on, left_on;
};

struct Post {
  Id id = 0, person_id = 0, unit_id = 0;
  std::string title;
  std::optional<std::string> from_on, until_on;
};

Id add_unit(Writing& db, const Unit& unit);  // UniqueViolation: the code is taken
void change_unit(Writing& db, const Unit& unit);
void add_unit_move(Writing& db, Id unit_id, std::optional<Id> from, std::optional<Id> to, std::int64_t at,
                   const std::string& reason);
struct UnitMove {
  std::optional<Id> from, to;
  std::int64_t at = 0;
  std::string reason;
};
std::vector<UnitMove> moves_of(Reading& db, Id unit_id);  // newest first
std::vector<Unit> all_units(Reading& db);                 // by code
std::optional<Unit> unit_of(Reading& db, Id id);

Id add_person(Writing& db, const Person& person);
void change_person(Writing& db, const Person& person);
std::vector<Person> all_people(Reading& db);  // by code
std::vector<Post> all_posts(Reading& db);
void set_post(Writing& db, Id person_id, Id unit_id, const std::string& title);  // the only one of today; empty: none

/// The unit and all below it.
std::vector<Id> below(const std::vector<Unit>& units, Id top);

struct Holiday {
  std::string day;
  bool is_working = false;
  std::string name;
};
std::vector<Holiday> all_holidays(Reading& db);
/// Instead of those of the same years, and of `years` ("2026").
void set_holidays(Writing& db, const std::vector<Holiday>& days, const std::vector<std::string>& years = {});

std::string setting(Reading& db, const std::string& name, const std::string& otherwise = "");
void set_setting(Writing& db, const std::string& name, const std::string& value);

}  // namespace pingxing::store
