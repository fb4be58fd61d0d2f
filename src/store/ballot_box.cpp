#include "store/ballot_box.hpp"

#include <algorithm>

#include "base/check.hpp"

namespace pingxing::store {

namespace {

constexpr std::string_view insert_mixed = "INSERT INTO ballot (tag, poll_id, position, sealed) VALUES ($1, $2, $3, $4)";
constexpr std::string_view insert_waiting =
    "INSERT INTO ballot_spool (poll_id, position, tag, sealed) VALUES ($1, $2, $3, $4)";

Query query_of(const PaperKey& paper) {
  return {
      "SELECT ballots, row_sum, waiting, waiting_sum, generation FROM ballot_box WHERE poll_id = $1 AND position = $2",
      {paper.poll_id, paper.position}};
}
StoredBox box_in(const Row& row) {
  StoredBox box{{row[0].number(), row[1].bytes()}, {row[2].number()}, row[4].number()};
  if (!row[3].is_null()) box.waiting.row_sum = row[3].bytes();
  return box;
}

std::vector<SealedBallot> sealed_rows(Reading& db, std::string_view sql, const PaperKey& paper) {
  std::vector<SealedBallot> all;
  for (const auto& row : db.query(sql, {paper.poll_id, paper.position}))
    all.push_back({row[0].bytes(), row[1].bytes()});
  return all;
}

void sort_by_tag(std::vector<SealedBallot>& rows) {
  std::sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.tag < b.tag; });
}

}  // namespace

std::map<PaperKey, StoredBox> BallotBox::of(const std::set<PaperKey>& papers) {
  std::vector<Query> queries;
  for (const auto& paper : papers) queries.push_back(query_of(paper));
  const auto found = db_.query_all(queries);
  std::map<PaperKey, StoredBox> all;
  auto rows = found.begin();
  for (const auto& paper : papers) {
    CHECK(rows->size() == 1);
    all.emplace(paper, box_in(rows++->front()));
  }
  return all;
}

void BallotBox::set(const std::map<PaperKey, StoredBox>& boxes) {
  std::vector<Query> queries;
  for (const auto& [paper, box] : boxes)
    queries.push_back(
        {"UPDATE ballot_box SET ballots = $3, row_sum = $4, waiting = $5, waiting_sum = $6, generation = "
         "$7 WHERE poll_id = $1 AND position = $2 RETURNING 1",
         {paper.poll_id, paper.position, box.mixed.ballots, Blob{box.mixed.row_sum}, box.waiting.ballots,
          Blob{box.waiting.row_sum}, box.generation}});
  for (const auto& rows : db_.query_all(queries)) CHECK(rows.size() == 1);
}

std::vector<std::optional<std::string>> BallotBox::mixed_under(const std::vector<std::string>& tags) {
  std::vector<Query> queries;
  for (const auto& tag : tags) queries.push_back({"SELECT sealed FROM ballot WHERE tag = $1", {Blob{tag}}});
  std::vector<std::optional<std::string>> all;
  for (const auto& rows : db_.query_all(queries))
    all.push_back(rows.empty() ? std::nullopt : std::optional(rows[0][0].bytes()));
  return all;
}

std::vector<bool> BallotBox::put(const std::vector<Put>& ballots) {
  std::vector<Query> queries;
  for (const auto& [paper, ballot] : ballots)
    queries.push_back({std::string(insert_waiting) + " ON CONFLICT DO NOTHING RETURNING 1",
                       {paper.poll_id, paper.position, Blob{ballot.tag}, Blob{ballot.sealed}}});
  std::vector<bool> are_new;
  for (const auto& rows : db_.query_all(queries)) are_new.push_back(!rows.empty());
  return are_new;
}

std::string BallotBox::waiting_under(const PaperKey& paper, const std::string& tag) {
  const auto row = db_.one("SELECT sealed FROM ballot_spool WHERE poll_id = $1 AND position = $2 AND tag = $3",
                           {paper.poll_id, paper.position, Blob{tag}});
  CHECK(row);
  return row->at(0).bytes();
}

void BallotBox::mix(std::map<PaperKey, Mix> mixes) {
  std::vector<Values> emptied, mixed, kept;
  for (auto& [paper, mix] : mixes) {
    sort_by_tag(mix.mixed);
    sort_by_tag(mix.kept);
    emptied.push_back({paper.poll_id, paper.position});
    for (const auto& row : mix.mixed) mixed.push_back({Blob{row.tag}, paper.poll_id, paper.position, Blob{row.sealed}});
    for (const auto& row : mix.kept) kept.push_back({paper.poll_id, paper.position, Blob{row.tag}, Blob{row.sealed}});
  }
  db_.execute_each("DELETE FROM ballot_spool WHERE poll_id = $1 AND position = $2", emptied);
  db_.execute_each(std::string(insert_mixed), mixed);
  db_.execute_each(std::string(insert_waiting), kept);
}

std::vector<SealedBallot> ballots_of(Reading& db, const PaperKey& paper) {
  return sealed_rows(db, "SELECT tag, sealed FROM ballot WHERE poll_id = $1 AND position = $2 ORDER BY tag", paper);
}
std::vector<SealedBallot> waiting_ballots_of(Reading& db, const PaperKey& paper) {
  return sealed_rows(db, "SELECT tag, sealed FROM ballot_spool WHERE poll_id = $1 AND position = $2 ORDER BY tag",
                     paper);
}

std::optional<StoredBox> box_of(Reading& db, const PaperKey& paper) {
  const auto query = query_of(paper);
  const auto row = db.one(query.sql, query.values);
  return row ? std::optional(box_in(*row)) : std::nullopt;
}

std::vector<std::pair<std::int64_t, std::int64_t>> ballot_counts(Reading& db, Id poll_id) {
  std::vector<std::pair<std::int64_t, std::int64_t>> all;
  for (const auto& row :
       db.query("SELECT position, ballots + waiting FROM ballot_box WHERE poll_id = $1 ORDER BY position", {poll_id}))
    all.emplace_back(row[0].number(), row[1].number());
  return all;
}

std::int64_t count_ballot_rows(Reading& db, const PaperKey& paper) {
  return db
      .one(
          "SELECT (SELECT count(*) FROM ballot WHERE poll_id = $1 AND position = $2) + (SELECT count(*) FROM "
          "ballot_spool WHERE poll_id = $1 AND position = $2)",
          {paper.poll_id, paper.position})
      ->at(0)
      .number();
}
std::int64_t count_ballots(Reading& db) {
  return db.one("SELECT CAST(COALESCE(SUM(ballots + waiting), 0) AS BIGINT) FROM ballot_box")->at(0).number();
}

std::vector<PaperKey> papers_waiting(Reading& db, Id poll_id) {
  std::vector<PaperKey> all;
  for (const auto& row :
       db.query("SELECT position FROM ballot_box WHERE poll_id = $1 AND waiting > 0 ORDER BY position", {poll_id}))
    all.push_back({poll_id, row[0].number()});
  return all;
}

}  // namespace pingxing::store
