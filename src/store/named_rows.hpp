// Only those rows that are shown: names of accounts and codes of people by their ids, accounts a page at a time.
#pragma once
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "store/units.hpp"

namespace pingxing::store {

/// Those that stand in one column of rows.
template <class Row>
std::set<Id> ids_of(const std::vector<Row>& rows, std::optional<Id> Row::*column) {
  std::set<Id> ids;
  for (const auto& row : rows)
    if (const auto& id = row.*column) ids.insert(*id);
  return ids;
}
std::map<Id, std::string> names_of_accounts(Reading& db, const std::set<Id>& ids);
std::map<Id, std::string> logins_of_accounts(Reading& db, const std::set<Id>& ids);
/// Whose they are, of those that are somebody's.
std::map<Id, Id> people_of_accounts(Reading& db, const std::set<Id>& ids);
std::map<Id, std::string> names_of_people(Reading& db, const std::set<Id>& ids);
std::map<Id, std::string> names_of_subjects(Reading& db, const std::set<Id>& ids);
std::map<Id, std::string> codes_of_people(Reading& db, const std::set<Id>& ids);

/// At most `count` accounts by login, behind `after` ("": from the first).
std::vector<Account> accounts_behind(Reading& db, const std::string& after, std::int64_t count);
/// Active ones that have one of these roles anywhere, by login, with no more than who and whether they have no other
/// role than `only`.
struct AccountAtWork {
  Id id = 0;
  std::optional<Id> person_id;
  bool has_only_role = false;
};
std::vector<AccountAtWork> accounts_at_work(Reading& db, const std::vector<std::string>& roles,
                                            const std::string& only);
/// Active ones of people, by login, with the unit of the person.
struct AccountOfPerson {
  Id account_id = 0, unit_id = 0;
};
std::vector<AccountOfPerson> accounts_of_people(Reading& db);
bool has_accounts(Reading& db);
/// Active ones with that role anywhere, but for one.
std::int64_t count_accounts_beside(Reading& db, const std::string& role, Id account_id);

std::optional<Person> person_of(Reading& db, Id id);
std::optional<Id> person_with_code(Reading& db, const std::string& code);
/// The title of the post that somebody has today; empty: none.
std::string title_of_person(Reading& db, Id person_id);

}  // namespace pingxing::store
