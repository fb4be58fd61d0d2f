// People a page at a time: a large unit does not fit into a page, nor all people of a county into memory.
#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "store/units.hpp"

namespace pingxing::store {

/// At most `count` people of a unit itself, by code, behind `after` ("": from the first).
std::vector<Person> people_of_unit(Reading& db, Id unit_id, const std::string& after, std::int64_t count);
/// The same of the unit and all below it.
std::vector<Person> people_below(Reading& db, Id unit_id, const std::string& after, std::int64_t count);
std::vector<Person> people_with_codes(Reading& db, const std::set<std::string>& codes);
/// The codes of all, one after the other. `take` asks nothing of the database.
void each_person_code(Reading& db, const std::function<void(const std::string&)>& take);
/// Of each unit itself, where there are any.
std::map<Id, std::int64_t> people_counts(Reading& db);
/// Those who have not left, in the unit itself.
std::int64_t count_people_in(Reading& db, Id unit_id);
/// Each kind of people that there is, with each unit that has such people.
std::set<std::pair<Id, std::string>> kinds_of_people(Reading& db);
/// The title of the post that each of them has today, where there is one.
std::map<Id, std::string> titles_of(Reading& db, const std::set<Id>& people);
/// The posts that they have today.
std::vector<Post> posts_of(Reading& db, const std::vector<Person>& people);

}  // namespace pingxing::store
