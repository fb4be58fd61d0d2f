#include "store/named_rows.hpp"

#include "store/accounts.hpp"
#include "store/listed.hpp"

namespace pingxing::store {

namespace {

constexpr std::size_t ids_at_once = 500;

/// `column` of the rows of `table` that have these ids.
std::map<Id, Value> values_of(Reading& db, const std::string& table, const std::string& column,
                              const std::set<Id>& ids) {
  std::vector<Query> queries;
  for (auto at = ids.begin(); at != ids.end();) {
    std::vector<Id> some;
    for (; at != ids.end() && some.size() < ids_at_once; ++at) some.push_back(*at);
    Query query{"SELECT id, " + column + " FROM " + table + " WHERE id IN ", {}};
    query.sql += listed(some, query.values);
    queries.push_back(std::move(query));
  }
  std::map<Id, Value> found;
  for (auto& rows : db.query_all(queries))
    for (auto& row : rows) found[row[0].number()] = std::move(row[1]);
  return found;
}
std::map<Id, std::string> texts_of(Reading& db, const std::string& table, const std::string& column,
                                   const std::set<Id>& ids) {
  std::map<Id, std::string> texts;
  for (const auto& [id, value] : values_of(db, table, column, ids)) texts[id] = value.text();
  return texts;
}

}  // namespace

std::map<Id, std::string> names_of_accounts(Reading& db, const std::set<Id>& ids) {
  return texts_of(db, "account", "name", ids);
}
std::map<Id, std::string> logins_of_accounts(Reading& db, const std::set<Id>& ids) {
  return texts_of(db, "account", "login", ids);
}
std::map<Id, Id> people_of_accounts(Reading& db, const std::set<Id>& ids) {
  std::map<Id, Id> people;
  for (const auto& [id, value] : values_of(db, "account", "person_id", ids))
    if (!value.is_null()) people[id] = value.number();
  return people;
}
std::map<Id, std::string> names_of_people(Reading& db, const std::set<Id>& ids) {
  return texts_of(db, "person", "name", ids);
}
std::map<Id, std::string> names_of_subjects(Reading& db, const std::set<Id>& ids) {
  return texts_of(db, "subject", "name", ids);
}
std::map<Id, std::string> codes_of_people(Reading& db, const std::set<Id>& ids) {
  return texts_of(db, "person", "code", ids);
}

std::vector<Account> accounts_behind(Reading& db, const std::string& after, std::int64_t count) {
  std::vector<Account> all;
  for (const auto& row : db.query("SELECT id FROM account WHERE login > $1 ORDER BY login LIMIT $2", {after, count}))
    all.push_back(*account_of(db, row[0].number()));
  return all;
}
std::vector<AccountAtWork> accounts_at_work(Reading& db, const std::vector<std::string>& roles,
                                            const std::string& only) {
  std::vector<AccountAtWork> all;
  if (roles.empty()) return all;
  Values values{only};
  const auto list = listed(roles, values);
  db.each(
      "SELECT a.id, a.person_id, SUM(CASE WHEN r.role = $1 THEN 0 ELSE 1 END) FROM account a JOIN account_role r ON "
      "r.account_id = a.id WHERE a.is_active = 1 AND a.id IN (SELECT account_id FROM account_role WHERE role IN " +
          list + ") GROUP BY a.id, a.person_id, a.login ORDER BY a.login",
      values, [&](const Row& row) {
        all.push_back({row[0].number(), row[1].number_or_none(), row[2].number() == 0});
      });
  return all;
}
std::vector<AccountOfPerson> accounts_of_people(Reading& db) {
  std::vector<AccountOfPerson> all;
  db.each(
      "SELECT a.id, p.unit_id FROM account a JOIN person p ON p.id = a.person_id WHERE a.is_active = 1 ORDER BY "
      "a.login",
      {}, [&](const Row& row) {
        all.push_back({row[0].number(), row[1].number()});
      });
  return all;
}
bool has_accounts(Reading& db) { return db.one("SELECT 1 FROM account LIMIT 1").has_value(); }
std::int64_t count_accounts_beside(Reading& db, const std::string& role, Id account_id) {
  return db
      .one(
          "SELECT COUNT(*) FROM account WHERE is_active = 1 AND id <> $2 AND id IN (SELECT account_id FROM "
          "account_role WHERE role = $1)",
          {role, account_id})
      ->at(0)
      .number();
}

std::optional<Person> person_of(Reading& db, Id id) {
  const auto row = db.one(
      "SELECT id, code, name, unit_id, kind, phone, identity_number, joined_on, left_on FROM person WHERE id = $1",
      {id});
  if (!row) return std::nullopt;
  const auto& r = *row;
  return Person{r[0].number(), r[1].text(), r[2].text(),         r[3].number(),      r[4].text(),
                r[5].text(),   r[6].text(), r[7].text_or_none(), r[8].text_or_none()};
}
std::optional<Id> person_with_code(Reading& db, const std::string& code) {
  const auto row = db.one("SELECT id FROM person WHERE code = $1", {code});
  return row ? std::optional(row->at(0).number()) : std::nullopt;
}
std::string title_of_person(Reading& db, Id person_id) {
  const auto rows =
      db.query("SELECT title FROM post WHERE person_id = $1 AND until_on IS NULL ORDER BY id LIMIT 1", {person_id});
  return rows.empty() ? "" : rows[0][0].text();
}

}  // namespace pingxing::store
