// People a page at a time: a large unit does not fit into a page, nor all people of a county into memory.
#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "store/units.hpp"

namespace pingxing::store {

/// At most `count` people of a unit itself, by code, behind `after` ("": from the first).
std::vector<Person> people_of_unit(Reading& db, Id unit_id, const std::string& after, std::int64_t count);
/// The same of the unit and all below it.
std::vector<Person> people_below(Reading& db, Id unit_id, const std::string& after, std::int64_t count);
/// Of each unit itself, where there are any.
std::map<Id, std::int64_t> people_counts(Reading& db);
/// The posts that they have today.
std::vector<Post> posts_of(Reading& db, const std::vector<Person>& people);

}  // namespace pingxing::store
