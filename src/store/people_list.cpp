#include "store/people_list.hpp"

namespace pingxing::store {
namespace {

const std::string columns =
    "SELECT id, code, name, unit_id, kind, phone, identity_number, joined_on, left_on FROM person ";

std::vector<Person> people_in(const Rows& rows) {
  std::vector<Person> all;
  for (const auto& row : rows)
    all.push_back({row[0].number(), row[1].text(), row[2].text(), row[3].number(), row[4].text(), row[5].text(),
                   row[6].text(), row[7].text_or_none(), row[8].text_or_none()});
  return all;
}

}  // namespace

std::vector<Person> people_of_unit(Reading& db, Id unit_id, const std::string& after, std::int64_t count) {
  return people_in(
      db.query(columns + "WHERE unit_id = $1 AND code > $2 ORDER BY code LIMIT $3", {unit_id, after, count}));
}

std::vector<Person> people_below(Reading& db, Id unit_id, const std::string& after, std::int64_t count) {
  return people_in(
      db.query("WITH RECURSIVE below (id) AS (SELECT id FROM unit WHERE id = $1 UNION SELECT u.id FROM "
               "unit u JOIN below b ON u.parent_id = b.id) " +
                   columns + "WHERE unit_id IN (SELECT id FROM below) AND code > $2 ORDER BY code LIMIT $3",
               {unit_id, after, count}));
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
