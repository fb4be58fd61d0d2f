#include "store/notices.hpp"

#include "store/seals.hpp"

namespace pingxing::store {

namespace {
constexpr std::string_view standing_of_stage = "round_id = $1 AND stage = $2 AND ending = ''";
}

std::int64_t open_notice(Writing& db, Id round_id, std::int64_t stage, std::int64_t opened_at, std::int64_t closes_at) {
  const auto row = db.one(
      "INSERT INTO notice_period (round_id, number, stage, opened_at, closes_at, ending) VALUES ($1, (SELECT "
      "COALESCE(MAX(number), 0) + 1 FROM notice_period WHERE round_id = $1), $2, $3, $4, '') RETURNING number, id",
      {round_id, stage, opened_at, closes_at});
  added(db, Covered::NoticePeriod, {row->at(1)});
  return row->at(0).number();
}
void prolong_notice(Writing& db, Id round_id, std::int64_t stage, std::int64_t closes_at) {
  changing(db, Covered::NoticePeriod, standing_of_stage, {round_id, stage});
  db.execute("UPDATE notice_period SET closes_at = $3 WHERE round_id = $1 AND stage = $2 AND ending = ''",
             {round_id, stage, closes_at});
}
void end_notice(Writing& db, Id round_id, std::int64_t stage, std::int64_t ended_at, const std::string& ending) {
  changing(db, Covered::NoticePeriod, standing_of_stage, {round_id, stage});
  db.execute("UPDATE notice_period SET ended_at = $3, ending = $4 WHERE round_id = $1 AND stage = $2 AND ending = ''",
             {round_id, stage, ended_at, ending});
}
std::vector<NoticePeriod> notices_of(Reading& db, Id round_id) {
  std::vector<NoticePeriod> all;
  for (const auto& row : db.query("SELECT id, round_id, number, stage, opened_at, closes_at, ended_at, ending FROM "
                                  "notice_period WHERE round_id = $1 ORDER BY number",
                                  {round_id}))
    all.push_back({row[0].number(), row[1].number(), row[2].number(), row[3].number(), row[4].number(), row[5].number(),
                   row[6].number_or_none(), row[7].text()});
  return all;
}

}  // namespace pingxing::store
