#include "store/kept_readings.hpp"

#include "store/seals.hpp"

namespace pingxing::store {

namespace {

constexpr std::string_view columns =
    "SELECT id, scheme_version_id, round_id, reading, sha256, account_id, reason, kept_at FROM kept_reading ";

std::optional<KeptReading> found(Reading& db, std::string_view where, Id id) {
  const auto row = db.one(std::string(columns) + std::string(where) + " ORDER BY id DESC LIMIT 1", {id});
  if (!row) return std::nullopt;
  const Row& r = *row;
  return KeptReading{r[0].number(), r[1].number(),         r[2].number_or_none(), r[3].text(),
                     r[4].text(),   r[5].number_or_none(), r[6].text(),           r[7].number()};
}

}  // namespace

Id add_reading(Writing& db, const KeptReading& r) {
  if (r.round_id) db.execute("UPDATE round SET revision = revision + 1 WHERE id = $1", {*r.round_id});
  return added_id(
      db, Covered::KeptReading,
      "INSERT INTO kept_reading (scheme_version_id, round_id, reading, sha256, account_id, reason, kept_at) VALUES "
      "($1, $2, $3, $4, $5, $6, $7) RETURNING id",
      {r.scheme_version_id, r.round_id, r.reading, r.sha256, r.account_id, r.reason, r.kept_at});
}

std::optional<KeptReading> reading_of_round(Reading& db, Id round_id) {
  return found(db, "WHERE round_id = $1", round_id);
}

std::optional<KeptReading> reading_of_version(Reading& db, Id version_id) {
  return found(db, "WHERE scheme_version_id = $1 AND round_id IS NULL", version_id);
}

std::vector<Id> rounds_without_reading(Reading& db) {
  std::vector<Id> all;
  for (const auto& row : db.query("SELECT id FROM round WHERE state <> 'draft' AND NOT EXISTS (SELECT 1 FROM "
                                  "kept_reading k WHERE k.round_id = round.id) ORDER BY id"))
    all.push_back(row[0].number());
  return all;
}

}  // namespace pingxing::store
