// People one by one: added and changed, with their post of today. By who manages their unit.
#pragma once
#include <optional>
#include <string>

#include "office/office.hpp"

namespace pingxing::office {

struct PersonEntry {
  std::string code;  // of a new person; it stays
  Id unit_id = 0;
  // Days as people write them.
  std::string name, kind = {}, title = {}, phone = {}, identity_number = {}, joined_on = {}, left_on = {};
};
struct SavedPerson {
  Id id = 0;
  std::optional<Text> identity_fault;  // it was saved, and may be wrong
};
Result<SavedPerson> create_person(const Office& office, const Actor& actor, const PersonEntry& entry);
Result<SavedPerson> change_person(const Office& office, const Actor& actor, Id person_id, const PersonEntry& entry);

struct OpenedPerson {
  store::Person person;
  store::Unit unit;
  std::string title;
};
/// With the whole numbers: by who manages the unit.
Result<OpenedPerson> open_person(const Office& office, const Actor& actor, Id person_id);

}  // namespace pingxing::office
