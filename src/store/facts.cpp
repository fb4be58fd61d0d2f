#include "store/facts.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "store/listed.hpp"
#include "store/seals.hpp"

namespace pingxing::store {

namespace {
constexpr std::string_view fact_columns =
    "SELECT f.id, f.round_id, f.subject_id, f.input, f.source, f.value, f.reason, f.account_id, f.recorded_at, "
    "f.replaces FROM fact f ";
// What holds: no other fact of the same place stands in its stead.
constexpr std::string_view holds =
    "NOT EXISTS (SELECT 1 FROM fact g WHERE g.round_id = f.round_id AND g.subject_id = f.subject_id AND g.input = "
    "f.input AND g.source = f.source AND g.replaces = f.id)";

Fact fact_from(const Row& row) {
  return {row[0].number(), row[1].number(), row[2].number(),         row[3].text(),   row[4].text(),
          row[5].text(),   row[6].text(),   row[7].number_or_none(), row[8].number(), row[9].number()};
}
std::vector<Fact> facts(Reading& db, const std::string& rest, const Values& values) {
  std::vector<Fact> all;
  db.each(std::string(fact_columns) + rest, values, [&](const Row& row) { all.push_back(fact_from(row)); });
  return all;
}

constexpr std::size_t ids_max = 1000;  // in one statement

/// The ids in portions of one size, so that few statements are prepared: the last is filled up with its last one.
template <class Work>
void for_portions(const std::vector<Id>& ids, Work work) {
  for (std::size_t begin = 0; begin < ids.size(); begin += ids_max) {
    std::vector<Id> portion(ids.begin() + static_cast<std::ptrdiff_t>(begin),
                            ids.begin() + static_cast<std::ptrdiff_t>(std::min(ids.size(), begin + ids_max)));
    std::size_t size = 1;
    while (size < portion.size()) size *= 2;
    portion.resize(size, portion.back());
    work(portion);
  }
}
}  // namespace

Id add_fact(Writing& db, const Fact& f) {
  return added_id(
      db, Covered::Fact,
      "INSERT INTO fact (round_id, subject_id, input, source, value, reason, account_id, recorded_at, replaces) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id",
      {f.round_id, f.subject_id, f.input, f.source, f.value, f.reason, f.account_id, f.recorded_at, f.replaces});
}
std::vector<Fact> facts_of(Reading& db, Id round_id) {
  return facts(db, "WHERE f.round_id = $1 AND " + std::string(holds), {round_id});
}
std::vector<Fact> facts_of_subject(Reading& db, Id subject_id) {
  return facts(
      db, "JOIN subject s ON s.id = f.subject_id WHERE s.id = $1 AND f.round_id = s.round_id AND " + std::string(holds),
      {subject_id});
}
std::vector<Fact> facts_of_subjects(Reading& db, Id round_id, const std::vector<Id>& subjects) {
  std::vector<Fact> all;
  for_portions(subjects, [&](const std::vector<Id>& ids) {
    Values values{round_id};
    const auto list = listed(ids, values);
    for (auto& fact :
         facts(db, "WHERE f.round_id = $1 AND f.subject_id IN " + list + " AND " + std::string(holds), values))
      all.push_back(std::move(fact));
  });
  return all;
}
std::map<Id, std::int64_t> filled_by_subject(Reading& db, Id round_id, const std::string& source) {
  std::map<Id, std::int64_t> all;
  db.each("SELECT f.subject_id, COUNT(*) FROM fact f WHERE f.round_id = $1 AND f.source = $2 AND f.value <> '' AND " +
              std::string(holds) + " GROUP BY f.subject_id",
          {round_id, source}, [&](const Row& row) { all[row[0].number()] = row[1].number(); });
  return all;
}
std::vector<FilledCells> filled_cells(Reading& db, Id round_id, const std::string& source,
                                      const std::vector<Id>& subjects) {
  const auto select = [](const std::string& columns, const std::string& where, const std::string& rest) {
    return "SELECT " + columns + " FROM fact f JOIN subject s ON s.id = f.subject_id WHERE f.round_id = $1 AND " +
           where + " AND f.value <> '' AND " + std::string(holds) + rest;
  };
  std::vector<FilledCells> all;
  if (subjects.size() <= ids_max) {  // "|| ''": by their subjects, not through all of the source
    for_portions(subjects, [&](const std::vector<Id>& ids) {
      Values values{round_id, source};
      const auto where = "f.source || '' = $2 AND f.subject_id IN " + listed(ids, values);
      db.each(select("f.input, s.kind, COUNT(*)", where, " GROUP BY f.input, s.kind"), values, [&](const Row& row) {
        all.push_back({row[0].text(), row[1].text(), row[2].number()});
      });
    });
    return all;
  }
  // So many in one walk through the round.
  const std::set<Id> wanted(subjects.begin(), subjects.end());
  std::map<std::pair<std::string, std::string>, std::int64_t> counts;
  db.each(select("f.subject_id, f.input, s.kind", "f.source = $2", ""), {round_id, source}, [&](const Row& row) {
    if (wanted.contains(row[0].number())) ++counts[{row[1].text(), row[2].text()}];
  });
  for (const auto& [cell, count] : counts) all.push_back({cell.first, cell.second, count});
  return all;
}

namespace {
// Each replaces the one before it, so what holds has the greatest number there: one look into fact_chain, where a
// server that knows nothing of the table yet would walk through all facts of the round to see that none replaces it.
Query now_query(Id round_id, Id subject_id, const std::string& input, const std::string& source) {
  return {std::string(fact_columns) +
              "WHERE f.round_id = $1 AND f.subject_id = $2 AND f.input = $3 AND f.source = $4 ORDER BY f.replaces DESC "
              "LIMIT 1",
          {round_id, subject_id, input, source}};
}
std::optional<Fact> first_of(const Rows& rows) {
  return rows.empty() ? std::nullopt : std::optional(fact_from(rows.front()));
}
}  // namespace
std::optional<Fact> fact_now(Reading& db, Id round_id, Id subject_id, const std::string& input,
                             const std::string& source) {
  const auto [sql, values] = now_query(round_id, subject_id, input, source);
  return first_of(db.query(sql, values));
}
std::optional<RoundWithFact> round_with_fact(Reading& db, Id round_id, Id subject_id, const std::string& input,
                                             const std::string& source, std::optional<Id> only) {
  auto queries = queries_of_whole_round(round_id, only);
  queries.push_back(now_query(round_id, subject_id, input, source));
  const auto rows = db.query_all(queries);
  auto whole = whole_round_from(db, rows, only);
  return whole ? std::optional(RoundWithFact{std::move(*whole), first_of(rows.back())}) : std::nullopt;
}
std::vector<Fact> fact_history(Reading& db, Id round_id, Id subject_id, const std::string& input) {
  return facts(db, "WHERE f.round_id = $1 AND f.subject_id = $2 AND f.input = $3 ORDER BY f.id DESC",
               {round_id, subject_id, input});
}
Id newest_fact(Reading& db, Id round_id) {
  return db.one("SELECT COALESCE(MAX(id), 0) FROM fact WHERE round_id = $1", {round_id})->at(0).number();
}

namespace {
constexpr std::string_view evidence_columns =
    "SELECT e.id, e.round_id, e.subject_id, e.indicator, e.file_hash, e.filename, e.account_id, e.added_at, "
    "e.withdrawn_at, f.type, f.size "
    "FROM evidence e JOIN evidence_file f ON f.hash = e.file_hash ";
Evidence evidence_from(const Row& row) {
  return {row[0].number(),         row[1].number(), row[2].number(),         row[3].text(),
          row[4].text(),           row[5].text(),   row[6].number_or_none(), row[7].number(),
          row[8].number_or_none(), row[9].text(),   row[10].number()};
}
}  // namespace

Id add_evidence(Writing& db, const Evidence& e, const Blob& bytes) {
  const auto files = db.execute(
      "INSERT INTO evidence_file (hash, bytes, type, size, added_at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (hash) DO "
      "NOTHING",
      {e.file_hash, bytes, e.type, std::int64_t(bytes.bytes.size()), e.added_at});
  if (files == 1) added(db, Covered::EvidenceFile, {e.file_hash});
  return added_id(
      db, Covered::Evidence,
      "INSERT INTO evidence (round_id, subject_id, indicator, file_hash, filename, account_id, added_at) VALUES "
      "($1, $2, $3, $4, $5, $6, $7) RETURNING id",
      {e.round_id, e.subject_id, e.indicator, e.file_hash, e.filename, e.account_id, e.added_at});
}
std::int64_t evidence_size(Reading& db, std::optional<Id> account_id) {
  const std::string sql =
      "SELECT CAST(COALESCE(SUM(f.size), 0) AS BIGINT) FROM evidence e JOIN evidence_file f ON f.hash = e.file_hash";
  return (account_id ? db.one(sql + " WHERE e.account_id = $1", {*account_id}) : db.one(sql))->at(0).number();
}
std::vector<Evidence> evidence_of(Reading& db, Id round_id) {
  std::vector<Evidence> all;
  for (const auto& row :
       db.query(std::string(evidence_columns) + "WHERE e.round_id = $1 AND e.withdrawn_at IS NULL ORDER BY e.id",
                {round_id}))
    all.push_back(evidence_from(row));
  return all;
}
std::vector<EvidenceCount> evidence_counts(Reading& db, Id round_id, const std::vector<Id>& subjects) {
  std::vector<EvidenceCount> all;
  for_portions(subjects, [&](const std::vector<Id>& ids) {
    Values values{round_id};
    const auto list = listed(ids, values);
    for (const auto& row : db.query("SELECT subject_id, indicator, COUNT(*) FROM evidence WHERE round_id = $1 AND "
                                    "withdrawn_at IS NULL AND subject_id IN " +
                                        list + " GROUP BY subject_id, indicator",
                                    values))
      all.push_back({row[0].number(), row[1].text(), row[2].number()});
  });
  return all;
}
std::optional<Evidence> evidence_with(Reading& db, Id id) {
  const auto row = db.one(std::string(evidence_columns) + "WHERE e.id = $1", {id});
  return row ? std::optional(evidence_from(*row)) : std::nullopt;
}
std::optional<Blob> evidence_bytes(Reading& db, const std::string& hash) {
  const auto row = db.one("SELECT bytes FROM evidence_file WHERE hash = $1", {hash});
  return row ? std::optional(Blob{row->at(0).bytes()}) : std::nullopt;
}
bool withdraw_evidence(Writing& db, Id id, std::int64_t now) {
  changing(db, Covered::Evidence, "id = $1 AND withdrawn_at IS NULL", {id});
  return db.execute("UPDATE evidence SET withdrawn_at = $2 WHERE id = $1 AND withdrawn_at IS NULL", {id, now}) == 1;
}

Id add_remark(Writing& db, const Remark& r) {
  return added_id(
      db, Covered::Remark,
      "INSERT INTO remark (round_id, subject_id, account_id, done_well, problems, requests, recorded_at, replaces) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id",
      {r.round_id, r.subject_id, r.account_id, r.done_well, r.problems, r.requests, r.recorded_at, r.replaces});
}
std::vector<Remark> remarks_of(Reading& db, Id round_id) {
  std::vector<Remark> all;
  for (const auto& row : db.query("SELECT r.id, r.round_id, r.subject_id, r.account_id, r.done_well, r.problems, "
                                  "r.requests, r.recorded_at, r.replaces FROM remark r WHERE r.round_id = $1 "
                                  "AND NOT EXISTS (SELECT 1 FROM remark n WHERE n.subject_id = r.subject_id AND "
                                  "n.account_id = r.account_id AND n.replaces = r.id) ORDER BY r.id",
                                  {round_id}))
    all.push_back({row[0].number(), row[1].number(), row[2].number(), row[3].number(), row[4].text(), row[5].text(),
                   row[6].text(), row[7].number(), row[8].number()});
  return all;
}

std::vector<ReviewAssignment> review_pairs_of(Reading& db, Id round_id) {
  std::vector<ReviewAssignment> all;
  for (const auto& row :
       db.query("SELECT account_id, subject_id FROM review_pair WHERE round_id = $1 ORDER BY account_id, subject_id",
                {round_id}))
    all.push_back({row[0].number(), row[1].number()});
  return all;
}
void set_review_pairs(Writing& db, Id round_id, const std::vector<ReviewAssignment>& pairs) {
  changing(db, Covered::ReviewPair, "round_id = $1", {round_id});
  db.execute("DELETE FROM review_pair WHERE round_id = $1", {round_id});
  for (const auto& pair : pairs) {
    added(db, Covered::ReviewPair, {round_id, pair.account_id, pair.subject_id});
    db.execute("INSERT INTO review_pair (round_id, account_id, subject_id) VALUES ($1, $2, $3)",
               {round_id, pair.account_id, pair.subject_id});
  }
}

Id add_spot_check(Writing& db, const StoredSpotCheck& c) {
  return added_id(
      db, Covered::SpotCheck,
      "INSERT INTO spot_check (round_id, seed, size, account_id, drawn_at) VALUES ($1, $2, $3, $4, $5) RETURNING "
      "id",
      {c.round_id, c.seed, c.size, c.account_id, c.drawn_at});
}
std::vector<StoredSpotCheck> spot_checks_of(Reading& db, Id round_id) {
  std::vector<StoredSpotCheck> all;
  for (const auto& row :
       db.query("SELECT id, round_id, seed, size, account_id, drawn_at FROM spot_check WHERE round_id = $1 ORDER BY id",
                {round_id}))
    all.push_back(
        {row[0].number(), row[1].number(), row[2].text(), row[3].number(), row[4].number_or_none(), row[5].number()});
  return all;
}

namespace {
constexpr std::string_view message_columns =
    "SELECT id, channel, address, title, text, created_at, sent_at, attempts, failure, round_id FROM message ";
std::vector<Message> messages(Reading& db, const std::string& rest, const Values& values) {
  std::vector<Message> all;
  for (const auto& row : db.query(std::string(message_columns) + rest, values))
    all.push_back({row[0].number(), row[1].text(), row[2].text(), row[3].text(), row[4].text(), row[5].number(),
                   row[6].number_or_none(), row[7].number(), row[8].text(), row[9].number_or_none()});
  return all;
}
}  // namespace

Id add_message(Writing& db, const Message& m) {
  return db
      .one(
          "INSERT INTO message (channel, address, title, text, created_at, attempts, failure, round_id) "
          "VALUES ($1, $2, $3, $4, $5, 0, '', $6) RETURNING id",
          {m.channel, m.address, m.title, m.text, m.created_at, m.round_id})
      ->at(0)
      .number();
}
std::vector<Message> messages_to_send(Reading& db, std::int64_t attempts_max, std::int64_t limit) {
  return messages(db, "WHERE sent_at IS NULL AND attempts < $1 ORDER BY id LIMIT $2", {attempts_max, limit});
}
std::vector<Message> newest_messages_of(Reading& db, Id round_id, std::int64_t limit) {
  return messages(db, "WHERE round_id = $1 ORDER BY id DESC LIMIT $2", {round_id, limit});
}
std::vector<Message> newest_messages(Reading& db, std::int64_t limit) {
  return messages(db, "ORDER BY id DESC LIMIT $1", {limit});
}
void set_message_outcome(Writing& db, Id id, std::optional<std::int64_t> sent_at, const std::string& failure) {
  db.execute("UPDATE message SET sent_at = $2, attempts = attempts + 1, failure = $3 WHERE id = $1",
             {id, sent_at, failure});
}

}  // namespace pingxing::store
