#include "store/rounds.hpp"

#include <type_traits>
#include <utility>

#include "store/seals.hpp"

namespace pingxing::store {

namespace {
constexpr std::string_view scheme_columns = "SELECT id, name, created_at, unit_id FROM scheme ";
StoredScheme scheme_from(const Row& row) {
  return {row[0].number(), row[1].text(), row[2].number(), row[3].number_or_none()};
}
}  // namespace

Id add_scheme(Writing& db, const std::string& name, std::int64_t now, std::optional<Id> unit_id) {
  return added_id(db, Covered::Scheme,
                  "INSERT INTO scheme (name, created_at, unit_id) VALUES ($1, $2, $3) RETURNING id",
                  {name, now, unit_id});
}
std::vector<StoredScheme> all_schemes(Reading& db) {
  std::vector<StoredScheme> all;
  for (const auto& row : db.query(std::string(scheme_columns) + "ORDER BY name")) all.push_back(scheme_from(row));
  return all;
}
std::optional<StoredScheme> scheme_of(Reading& db, Id id) {
  const auto row = db.one(std::string(scheme_columns) + "WHERE id = $1", {id});
  return row ? std::optional(scheme_from(*row)) : std::nullopt;
}

namespace {
constexpr std::string_view version_columns =
    "SELECT id, scheme_id, number, text, sha256, note, account_id, created_at FROM scheme_version ";
SchemeVersion version_from(const Row& row) {
  return {row[0].number(), row[1].number(), row[2].number(),         row[3].text(),
          row[4].text(),   row[5].text(),   row[6].number_or_none(), row[7].number()};
}
}  // namespace

Id add_scheme_version(Writing& db, const SchemeVersion& v) {
  return added_id(
      db, Covered::SchemeVersion,
      "INSERT INTO scheme_version (scheme_id, number, text, sha256, note, account_id, created_at) "
      "VALUES ($1, (SELECT COALESCE(MAX(number), 0) + 1 FROM scheme_version WHERE scheme_id = $1), $2, $3, $4, $5, "
      "$6) RETURNING id",
      {v.scheme_id, v.text, v.sha256, v.note, v.account_id, v.created_at});
}
std::optional<SchemeVersion> scheme_version_of(Reading& db, Id id) {
  const auto row = db.one(std::string(version_columns) + "WHERE id = $1", {id});
  return row ? std::optional(version_from(*row)) : std::nullopt;
}
std::vector<SchemeVersion> versions_of(Reading& db, Id scheme_id) {
  std::vector<SchemeVersion> all;
  for (const auto& row :
       db.query(std::string(version_columns) + "WHERE scheme_id = $1 ORDER BY number DESC", {scheme_id}))
    all.push_back(version_from(row));
  return all;
}
std::optional<SchemeVersion> newest_version(Reading& db, Id scheme_id) {
  const auto row =
      db.one(std::string(version_columns) + "WHERE scheme_id = $1 ORDER BY number DESC LIMIT 1", {scheme_id});
  return row ? std::optional(version_from(*row)) : std::nullopt;
}
std::int64_t rounds_on(Reading& db, Id version_id) {
  return db.one("SELECT COUNT(*) FROM round WHERE scheme_version_id = $1", {version_id})->at(0).number();
}

namespace {
constexpr std::string_view round_columns =
    "SELECT id, name, scheme_version_id, unit_id, previous_id, starts_on, state, created_at, revision FROM round ";
StoredRound round_from(const Row& row) {
  return {row[0].number(), row[1].text(), row[2].number(), row[3].number(), row[4].number_or_none(),
          row[5].text(),   row[6].text(), row[7].number(), row[8].number()};
}
constexpr std::string_view subject_columns =
    "SELECT id, round_id, code, name, unit_id, person_id, pool, kind, out_of_scope FROM subject ";
Subject subject_from(const Row& row) {
  return {row[0].number(),         row[1].number(), row[2].text(), row[3].text(), row[4].number(),
          row[5].number_or_none(), row[6].text(),   row[7].text(), row[8].text()};
}
}  // namespace

Id add_round(Writing& db, const StoredRound& r) {
  return added_id(
      db, Covered::Round,
      "INSERT INTO round (name, scheme_version_id, unit_id, previous_id, starts_on, state, created_at) VALUES ($1, "
      "$2, $3, $4, $5, $6, $7) RETURNING id",
      {r.name, r.scheme_version_id, r.unit_id, r.previous_id, r.starts_on, r.state, r.created_at});
}
void set_round_state(Writing& db, Id round_id, const std::string& state) {
  changing(db, Covered::Round, "id = $1", {round_id});
  db.execute("UPDATE round SET state = $2 WHERE id = $1", {round_id, state});
}
void set_first_day(Writing& db, Id round_id, const std::string& starts_on) {
  changing(db, Covered::Round, "id = $1", {round_id});
  db.execute("UPDATE round SET starts_on = $2 WHERE id = $1", {round_id, starts_on});
}
std::vector<StoredRound> all_rounds(Reading& db) {
  std::vector<StoredRound> all;
  for (const auto& row : db.query(std::string(round_columns) + "ORDER BY id DESC")) all.push_back(round_from(row));
  return all;
}
std::optional<StoredRound> round_of(Reading& db, Id id) {
  const auto row = db.one(std::string(round_columns) + "WHERE id = $1", {id});
  return row ? std::optional(round_from(*row)) : std::nullopt;
}

namespace {
constexpr std::string_view stage_columns =
    "SELECT id, round_id, position, title, kind, actors, opens_at, closes_at, state FROM round_stage ";
constexpr std::string_view of_round_by_position = "WHERE round_id = $1 ORDER BY position";
StoredStage stage_from(const Row& row) {
  return {row[0].number(), row[1].number(),         row[2].number(),         row[3].text(), row[4].text(),
          row[5].text(),   row[6].number_or_none(), row[7].number_or_none(), row[8].text()};
}
template <class One>
auto all_from(const Rows& rows, One one) {
  std::vector<std::invoke_result_t<One, const Row&>> all;
  for (const auto& row : rows) all.push_back(one(row));
  return all;
}
}  // namespace

std::vector<StoredStage> stages_of(Reading& db, Id round_id) {
  return all_from(db.query(std::string(stage_columns) + std::string(of_round_by_position), {round_id}), stage_from);
}
void set_stages(Writing& db, Id round_id, const std::vector<StoredStage>& stages) {
  changing(db, Covered::Stage, "round_id = $1", {round_id});
  db.execute("DELETE FROM round_stage WHERE round_id = $1", {round_id});
  std::int64_t position = 0;
  for (const auto& stage : stages)
    added_id(
        db, Covered::Stage,
        "INSERT INTO round_stage (round_id, position, title, kind, actors, opens_at, closes_at, state) VALUES ($1, $2, "
        "$3, $4, $5, $6, $7, $8) RETURNING id",
        {round_id, ++position, stage.title, stage.kind, stage.actors, stage.opens_at, stage.closes_at, stage.state});
}

namespace {
constexpr std::string_view of_round_by_pool = "WHERE round_id = $1 ORDER BY pool, code";
}
std::size_t count_subjects(Reading& db, Id round_id) {
  return static_cast<std::size_t>(
      db.one("SELECT COUNT(*) FROM subject WHERE round_id = $1", {round_id})->at(0).number());
}
std::vector<Subject> subjects_of(Reading& db, Id round_id) {
  std::vector<Subject> all;  // many: never as rows and as subjects
  db.each(std::string(subject_columns) + std::string(of_round_by_pool), {round_id},
          [&](const Row& row) { all.push_back(subject_from(row)); });
  return all;
}
std::optional<Subject> subject_of(Reading& db, Id id) {
  const auto row = db.one(std::string(subject_columns) + "WHERE id = $1", {id});
  return row ? std::optional(subject_from(*row)) : std::nullopt;
}
namespace {
void add_revision(Writing& db, Id round_id) {
  db.execute("UPDATE round SET revision = revision + 1 WHERE id = $1", {round_id});
}
}  // namespace
Id add_subject(Writing& db, const Subject& s) {
  add_revision(db, s.round_id);
  return added_id(
      db, Covered::Subject,
      "INSERT INTO subject (round_id, code, name, unit_id, person_id, pool, kind, out_of_scope) VALUES ($1, $2, "
      "$3, $4, $5, $6, $7, $8) RETURNING id",
      {s.round_id, s.code, s.name, s.unit_id, s.person_id, s.pool, s.kind, s.out_of_scope});
}
void change_subject(Writing& db, const Subject& s) {
  changing(db, Covered::Subject, "id = $1", {s.id});
  db.execute("UPDATE subject SET pool = $2, kind = $3, out_of_scope = $4 WHERE id = $1",
             {s.id, s.pool, s.kind, s.out_of_scope});
  add_revision(db, s.round_id);
}

namespace {
constexpr std::string_view assignments_of_round =
    "SELECT id, round_id, indicator, unit_id, task, subject_id FROM assignment WHERE round_id = $1 ORDER BY id";
Assignment assignment_from(const Row& row) {
  return {row[0].number(), row[1].number(), row[2].text(), row[3].number(), row[4].text(), row[5].number_or_none()};
}
}  // namespace
std::vector<Assignment> assignments_of(Reading& db, Id round_id) {
  return all_from(db.query(assignments_of_round, {round_id}), assignment_from);
}
void set_assignments(Writing& db, Id round_id, const std::vector<Assignment>& assignments) {
  changing(db, Covered::Assignment, "round_id = $1", {round_id});
  db.execute("DELETE FROM assignment WHERE round_id = $1", {round_id});
  for (const auto& a : assignments)
    added_id(db, Covered::Assignment,
             "INSERT INTO assignment (round_id, indicator, unit_id, task, subject_id) VALUES ($1, $2, $3, $4, $5) "
             "RETURNING id",
             {round_id, a.indicator, a.unit_id, a.task, a.subject_id});
}

std::optional<RoundStamp> stamp_of(Reading& db, Id round_id) {
  const auto row = db.one(
      "SELECT r.scheme_version_id, r.revision, (SELECT COALESCE(MAX(f.id), 0) FROM fact f WHERE f.round_id = r.id), "
      "(SELECT COALESCE(MAX(p.id), 0) FROM past_import p WHERE p.round_id = r.id), r.previous_id FROM round r WHERE "
      "r.id = $1",
      {round_id});
  return row ? std::optional(RoundStamp{row->at(0).number(), row->at(1).number(), row->at(2).number(),
                                        row->at(3).number(), row->at(4).number_or_none()})
             : std::nullopt;
}

std::vector<Query> queries_of_whole_round(Id id, std::optional<Id> only) {
  const auto query = [](std::string_view columns, std::string_view rest, Values values) {
    return Query{std::string(columns) + std::string(rest), std::move(values)};
  };
  std::vector<Query> queries = {
      query(round_columns, "WHERE id = $1", {id}),
      query(version_columns, "WHERE id = (SELECT scheme_version_id FROM round WHERE id = $1)", {id}),
      query(stage_columns, of_round_by_position, {id}), query(assignments_of_round, "", {id}),
      query("SELECT id, sha256 FROM kept_reading ", "WHERE round_id = $1 ORDER BY id DESC LIMIT 1", {id})};
  if (only) queries.push_back(query(subject_columns, "WHERE id = $1 AND round_id = $2", {*only, id}));
  return queries;
}
std::optional<WholeRound> whole_round_from(Reading& db, const std::vector<Rows>& rows, std::optional<Id> only) {
  if (rows[0].empty()) return std::nullopt;
  auto round = round_from(rows[0][0]);
  auto subjects = only ? all_from(rows[5], subject_from) : subjects_of(db, round.id);
  WholeRound whole{std::move(round),
                   version_from(rows[1][0]),
                   all_from(rows[2], stage_from),
                   std::move(subjects),
                   all_from(rows[3], assignment_from),
                   {},
                   {}};
  if (!rows[4].empty()) {
    whole.reading_id = rows[4][0][0].number();
    whole.reading_sha256 = rows[4][0][1].text();
  }
  return whole;
}
std::optional<WholeRound> whole_round_of(Reading& db, Id id, std::optional<Id> only) {
  return whole_round_from(db, db.query_all(queries_of_whole_round(id, only)), only);
}

}  // namespace pingxing::store
