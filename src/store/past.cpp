#include "store/past.hpp"

#include "store/seals.hpp"

namespace pingxing::store {

Id add_past_import(Writing& db, const PastImport& import, const std::vector<PastPeriod>& periods) {
  const Id id = added_id(
      db, Covered::PastImport,
      "INSERT INTO past_import (round_id, account_id, imported_at, reason, replaces) VALUES ($1, $2, $3, $4, $5) "
      "RETURNING id",
      {import.round_id, import.account_id, import.imported_at, import.reason, import.replaces});
  std::int64_t position = 0;
  for (const auto& period : periods) {
    const Id period_id = added_id(db, Covered::PastPeriod,
                                  "INSERT INTO past_period (import_id, position, name, filename, sha256) VALUES ($1, "
                                  "$2, $3, $4, $5) RETURNING id",
                                  {id, ++position, period.name, period.filename, period.sha256});
    std::vector<Query> rows;
    rows.reserve(period.results.size());
    for (const auto& one : period.results)
      rows.push_back(
          {"INSERT INTO past_result (period_id, code, status, grade, total) VALUES ($1, $2, $3, $4, $5) "
           "RETURNING id",
           {period_id, one.code, one.status, one.grade, one.total}});
    for (const auto& made : db.query_all(rows)) added(db, Covered::PastResult, {made[0][0]});
  }
  return id;
}

std::vector<PastImport> past_imports_of(Reading& db, Id round_id) {
  std::vector<PastImport> all;
  for (const auto& row : db.query("SELECT id, round_id, account_id, imported_at, reason, replaces FROM past_import "
                                  "WHERE round_id = $1 ORDER BY id DESC",
                                  {round_id}))
    all.push_back({row[0].number(), row[1].number(), row[2].number(), row[3].number(), row[4].text(), row[5].number()});
  return all;
}

std::vector<PastPeriod> periods_of_import(Reading& db, Id import_id) {
  std::vector<PastPeriod> all;
  for (const auto& period : db.query(
           "SELECT id, name, filename, sha256 FROM past_period WHERE import_id = $1 ORDER BY position", {import_id})) {
    all.push_back({period[1].text(), period[2].text(), period[3].text(), {}});
    for (const auto& row :
         db.query("SELECT code, status, grade, total FROM past_result WHERE period_id = $1 ORDER BY code",
                  {period[0].number()}))
      all.back().results.push_back({row[0].text(), row[1].text(), row[2].text(), row[3].text()});
  }
  return all;
}

std::vector<PastPeriod> past_of(Reading& db, Id round_id) {
  const auto newest = db.one("SELECT MAX(id) FROM past_import WHERE round_id = $1", {round_id});
  return newest->at(0).is_null() ? std::vector<PastPeriod>() : periods_of_import(db, newest->at(0).number());
}

}  // namespace pingxing::store
