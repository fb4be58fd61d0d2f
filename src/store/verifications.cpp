#include "store/verifications.hpp"

#include "store/seals.hpp"

namespace pingxing::store {

Id add_verification(Writing& db, const Verification& v) {
  return added_id(
      db, Covered::Verification,
      "INSERT INTO verification (round_id, subject_id, account_id, verdict, note, newest_fact, recorded_at, "
      "replaces, stage) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id",
      {v.round_id, v.subject_id, v.account_id, v.verdict, v.note, v.newest_fact, v.recorded_at, v.replaces, v.stage});
}

std::vector<Verification> verifications_of(Reading& db, Id round_id) {
  std::vector<Verification> all;
  db.each(
      "SELECT v.id, v.round_id, v.subject_id, v.account_id, v.verdict, v.note, v.newest_fact, v.recorded_at, "
      "v.replaces, v.stage FROM verification v WHERE v.round_id = $1 AND NOT EXISTS (SELECT 1 FROM verification n "
      "WHERE "
      "n.subject_id = v.subject_id AND n.replaces = v.id) ORDER BY v.id",
      {round_id}, [&](const Row& row) {
        all.push_back({row[0].number(), row[1].number(), row[2].number(), row[3].number(), row[4].text(), row[5].text(),
                       row[6].number(), row[7].number(), row[8].number(), row[9].number()});
      });
  return all;
}

std::vector<NewestFact> newest_facts_by_subject(Reading& db, Id round_id) {
  std::vector<NewestFact> all;
  db.each("SELECT subject_id, max(id) FROM fact WHERE round_id = $1 AND source <> 'self' GROUP BY subject_id",
          {round_id}, [&](const Row& row) {
            all.push_back({row[0].number(), row[1].number()});
          });
  return all;
}

}  // namespace pingxing::store
