#include "store/people_list.hpp"

#include "store/listed.hpp"

namespace pingxing::store {
namespace {

const std::string columns =
    "SELECT id, code, name, unit_id, kind, phone, identity_number, joined_on, left_on FROM person ";

std::vector<Person> people(Reading& db, const std::string& sql, const Values& values) {
  std::vector<Person> all;
  db.each(sql, values, [&](const Row& row) {
    all.push_back({row[0].number(), row[1].text(), row[2].text(), row[3].number(), row[4].text(), row[5].text(),
                   row[6].text(), row[7].text_or_none(), row[8].text_or_none()});
  });
  return all;
}

}  // namespace

std::vector<Person> people_of_unit(Reading& db, Id unit_id, const std::string& after, std::int64_t count) {
  return people(db, columns + "WHERE unit_id = $1 AND code > $2 ORDER BY code LIMIT $3", {unit_id, after, count});
}

std::vector<Person> people_below(Reading& db, Id unit_id, const std::string& after, std::int64_t count) {
  return people(db,
                "WITH RECURSIVE below (id) AS (SELECT id FROM unit WHERE id = $1 UNION SELECT u.id FROM unit u JOIN "
                "below b ON u.parent_id = b.id) " +
                    columns + "WHERE unit_id IN (SELECT id FROM below) AND code > $2 ORDER BY code LIMIT $3",
                {unit_id, after, count});
}

std::vector<Person> people_with_codes(Reading& db, const std::set<std::string>& codes) {
  constexpr std::size_t codes_at_once = 500;
  std::vector<Person> all;
  for (auto at = codes.begin(); at != codes.end();) {
    std::vector<std::string> some;
    for (; at != codes.end() && some.size() < codes_at_once; ++at) some.push_back(*at);
    Values values;
    const auto list = listed(some, values);
    for (auto& person : people(db, columns + "WHERE code IN " + list, values)) all.push_back(std::move(person));
  }
  return all;
}

void each_person_code(Reading& db, const std::function<void(const std::string&)>& take) {
  db.each("SELECT code FROM person ORDER BY code", {}, [&](const Row& row) { take(row[0].text()); });
}

std::map<Id, std::string> titles_of(Reading& db, const std::set<Id>& people) {
  std::map<Id, std::string> titles;
  db.each("SELECT person_id, title FROM post WHERE until_on IS NULL ORDER BY id", {}, [&](const Row& row) {
    if (people.contains(row[0].number())) titles.try_emplace(row[0].number(), row[1].text());
  });
  return titles;
}

std::set<std::pair<Id, std::string>> kinds_of_people(Reading& db) {
  std::set<std::pair<Id, std::string>> kinds;
  db.each("SELECT DISTINCT unit_id, kind FROM person WHERE kind <> ''", {},
          [&](const Row& row) { kinds.emplace(row[0].number(), row[1].text()); });
  return kinds;
}

std::int64_t count_people_in(Reading& db, Id unit_id) {
  return db.one("SELECT COUNT(*) FROM person WHERE unit_id = $1 AND left_on IS NULL", {unit_id})->at(0).number();
}

std::map<Id, std::int64_t> people_counts(Reading& db) {
  std::map<Id, std::int64_t> counts;
  for (const auto& row : db.query("SELECT unit_id, count(*) FROM person GROUP BY unit_id"))
    counts[row[0].number()] = row[1].number();
  return counts;
}

std::vector<Post> posts_of(Reading& db, const std::vector<Person>& people) {
  std::vector<Query> queries;
  for (const auto& person : people)
    queries.push_back(
        {"SELECT id, person_id, unit_id, title, from_on, until_on FROM post WHERE person_id = $1 AND "
         "until_on IS NULL ORDER BY id",
         {person.id}});
  std::vector<Post> all;
  for (const auto& rows : db.query_all(queries))
    for (const auto& row : rows)
      all.push_back({row[0].number(), row[1].number(), row[2].number(), row[3].text(), row[4].text_or_none(),
                     row[5].text_or_none()});
  return all;
}

}  // namespace pingxing::store
