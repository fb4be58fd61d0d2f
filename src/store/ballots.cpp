#include "store/ballots.hpp"

#include "base/check.hpp"
#include "store/seals.hpp"

namespace pingxing::store {

namespace {

Value bytes_or_null(const std::string& bytes) { return bytes.empty() ? Value() : Value(Blob{bytes}); }
std::string bytes_or_empty(const Value& value) { return value.is_null() ? std::string() : value.bytes(); }

constexpr std::string_view poll_columns =
    "SELECT id, round_id, electorate, state, rules, ack_key, secret_tag, closed_on, number, reason FROM poll ";
std::vector<StoredPoll> polls(Reading& db, const std::string& rest, const Values& values) {
  std::vector<StoredPoll> all;
  for (const auto& row : db.query(std::string(poll_columns) + rest, values))
    all.push_back({row[0].number(), row[1].number(), row[2].text(), row[3].text(), row[4].text(),
                   bytes_or_empty(row[5]), bytes_or_empty(row[6]), row[7].text(), row[8].number(), row[9].text()});
  return all;
}

constexpr std::string_view paper_columns =
    "SELECT poll_id, position, pool, subject_id, text, public_key, sealed_key, result FROM paper ";
std::vector<StoredPaper> papers(Reading& db, const std::string& rest, const Values& values) {
  std::vector<StoredPaper> all;
  for (const auto& row : db.query(std::string(paper_columns) + rest, values))
    all.push_back({{row[0].number(), row[1].number()},
                   row[2].text(),
                   row[3].number(),
                   row[4].text(),
                   bytes_or_empty(row[5]),
                   bytes_or_empty(row[6]),
                   row[7].text_or_none().value_or("")});
  return all;
}

std::vector<std::pair<std::int64_t, std::int64_t>> pairs(Reading& db, std::string_view sql, const Values& values) {
  std::vector<std::pair<std::int64_t, std::int64_t>> all;
  for (const auto& row : db.query(sql, values)) all.emplace_back(row[0].number(), row[1].number());
  return all;
}

}  // namespace

Id add_poll(Writing& db, const StoredPoll& p) {
  return added_id(
      db, Covered::Poll,
      "INSERT INTO poll (round_id, electorate, state, rules, ack_key, secret_tag, closed_on, number, reason) "
      "VALUES "
      "($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id",
      {p.round_id, p.electorate, p.state, p.rules, bytes_or_null(p.ack_key), bytes_or_null(p.secret_tag), p.closed_on,
       p.number, p.reason});
}
void change_poll(Writing& db, const StoredPoll& p) {
  changing(db, Covered::Poll, "id = $1", {p.id});
  CHECK(db.execute("UPDATE poll SET electorate = $2, state = $3, rules = $4, ack_key = $5, secret_tag = "
                   "$6, closed_on = $7 WHERE id = $1",
                   {p.id, p.electorate, p.state, p.rules, bytes_or_null(p.ack_key), bytes_or_null(p.secret_tag),
                    p.closed_on}) == 1);
}
void remove_poll(Writing& db, Id poll_id) {
  for (const auto covered : {Covered::Slip, Covered::PollVoter, Covered::CountSheet, Covered::Paper})
    changing(db, covered, "poll_id = $1", {poll_id});
  changing(db, Covered::Poll, "id = $1", {poll_id});
  for (const char* sql : {"DELETE FROM slip WHERE poll_id = $1", "DELETE FROM poll_voter WHERE poll_id = $1",
                          "DELETE FROM count_sheet WHERE poll_id = $1", "DELETE FROM ballot_box WHERE poll_id = $1",
                          "DELETE FROM paper WHERE poll_id = $1", "DELETE FROM poll WHERE id = $1 AND state = 'draft'"})
    db.execute(sql, {poll_id});
}
std::optional<StoredPoll> poll_of(Reading& db, Id poll_id) {
  auto found = polls(db, "WHERE id = $1", {poll_id});
  return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}
std::vector<StoredPoll> polls_of(Reading& db, Id round_id) {
  return polls(db, "WHERE round_id = $1 ORDER BY id", {round_id});
}
std::vector<Id> all_polls(Reading& db) {
  std::vector<Id> all;
  for (const auto& row : db.query("SELECT id FROM poll ORDER BY id")) all.push_back(row[0].number());
  return all;
}
std::vector<StoredPoll> polls_in_state(Reading& db, const std::string& state) {
  return polls(db, "WHERE state = $1 ORDER BY id", {state});
}

void add_paper(Writing& db, const StoredPaper& p) {
  added(db, Covered::Paper, {p.key.poll_id, p.key.position});
  db.execute(
      "INSERT INTO paper (poll_id, position, pool, subject_id, text, public_key, sealed_key) VALUES ($1, $2, $3, $4, "
      "$5, $6, $7)",
      {p.key.poll_id, p.key.position, p.pool, p.subject_id, p.text, bytes_or_null(p.public_key),
       bytes_or_null(p.sealed_key)});
  db.execute("INSERT INTO ballot_box (poll_id, position, ballots, row_sum) VALUES ($1, $2, 0, $3)",
             {p.key.poll_id, p.key.position, Blob{std::string(32, '\0')}});
}
void set_paper_keys(Writing& db, const PaperKey& key, const std::string& public_key, const std::string& sealed_key) {
  changing(db, Covered::Paper, "poll_id = $1 AND position = $2", {key.poll_id, key.position});
  CHECK(db.execute("UPDATE paper SET public_key = $3, sealed_key = $4 WHERE poll_id = $1 AND position = $2",
                   {key.poll_id, key.position, Blob{public_key}, Blob{sealed_key}}) == 1);
}
void set_paper_result(Writing& db, const PaperKey& key, const std::string& result) {
  changing(db, Covered::Paper, "poll_id = $1 AND position = $2", {key.poll_id, key.position});
  CHECK(db.execute("UPDATE paper SET result = $3 WHERE poll_id = $1 AND position = $2",
                   {key.poll_id, key.position, result}) == 1);
}
void forget_paper_keys(Writing& db, Id poll_id) {
  db.execute("UPDATE paper SET sealed_key = NULL WHERE poll_id = $1", {poll_id});
}
std::vector<StoredPaper> papers_of(Reading& db, Id poll_id) {
  return papers(db, "WHERE poll_id = $1 ORDER BY position", {poll_id});
}
std::optional<StoredPaper> paper_with(Reading& db, const PaperKey& key) {
  auto found = papers(db, "WHERE poll_id = $1 AND position = $2", {key.poll_id, key.position});
  return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

void set_roll(Writing& db, Id poll_id, const std::vector<PollVoter>& voters) {
  changing(db, Covered::PollVoter, "poll_id = $1", {poll_id});
  db.execute("DELETE FROM poll_voter WHERE poll_id = $1", {poll_id});
  for (const auto& voter : voters) {
    added(db, Covered::PollVoter, {poll_id, voter.account_id, voter.pool});
    db.execute("INSERT INTO poll_voter (poll_id, account_id, pool) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
               {poll_id, voter.account_id, voter.pool});
  }
}
std::vector<PollVoter> roll_of(Reading& db, Id poll_id) {
  std::vector<PollVoter> all;
  for (const auto& row :
       db.query("SELECT account_id, pool FROM poll_voter WHERE poll_id = $1 ORDER BY account_id, pool", {poll_id}))
    all.push_back({row[0].number(), row[1].text()});
  return all;
}
std::vector<std::string> pools_of_voter(Reading& db, Id poll_id, Id account_id) {
  std::vector<std::string> all;
  for (const auto& row : db.query("SELECT pool FROM poll_voter WHERE poll_id = $1 AND account_id = $2 ORDER BY pool",
                                  {poll_id, account_id}))
    all.push_back(row[0].text());
  return all;
}
std::vector<Id> open_polls_of_voter(Reading& db, Id account_id) {
  std::vector<Id> all;
  for (const auto& row : db.query("SELECT DISTINCT p.id FROM poll p JOIN poll_voter v ON v.poll_id = p.id WHERE "
                                  "v.account_id = $1 AND p.state = 'open' ORDER BY p.id",
                                  {account_id}))
    all.push_back(row[0].number());
  return all;
}

void add_slip(Writing& db, const StoredSlip& s) {
  added(db, Covered::Slip, {s.code_hash});
  db.execute("INSERT INTO slip (code_hash, poll_id, pool, used_for) VALUES ($1, $2, $3, $4)",
             {s.code_hash, s.poll_id, s.pool, bytes_or_null(s.used_for)});
}
std::optional<StoredSlip> slip_with(Reading& db, const std::string& code_hash) {
  const auto row = db.one("SELECT code_hash, poll_id, pool, used_for FROM slip WHERE code_hash = $1", {code_hash});
  return row ? std::optional(
                   StoredSlip{row->at(0).text(), row->at(1).number(), row->at(2).text(), bytes_or_empty(row->at(3))})
             : std::nullopt;
}
void set_slip_used(Writing& db, const std::string& code_hash, const std::string& used_for) {
  CHECK(db.execute("UPDATE slip SET used_for = $2 WHERE code_hash = $1", {code_hash, Blob{used_for}}) == 1);
}
std::vector<SlipCount> slips_of(Reading& db, Id poll_id) {
  std::vector<SlipCount> all;
  for (const auto& row :
       db.query("SELECT pool, count(*), count(used_for) FROM slip WHERE poll_id = $1 GROUP BY pool ORDER BY pool",
                {poll_id}))
    all.push_back({row[0].text(), row[1].number(), row[2].number()});
  return all;
}

std::map<std::int64_t, std::string> Issuing::before(Id poll_id, const std::string& voter) {
  std::map<std::int64_t, std::string> hashes;
  for (const auto& row :
       db_.query("SELECT position, blinded_sha256 FROM issued WHERE poll_id = $1 AND voter = $2", {poll_id, voter}))
    hashes.emplace(row[0].number(), row[1].text());
  return hashes;
}
void Issuing::add(Id poll_id, const std::string& voter, const std::map<std::int64_t, std::string>& blinded_sha256) {
  std::vector<Values> rows;
  for (const auto& [position, hash] : blinded_sha256) rows.push_back({poll_id, voter, position, hash});
  db_.execute_each("INSERT INTO issued (poll_id, voter, position, blinded_sha256) VALUES ($1, $2, $3, $4)", rows);
}
std::vector<std::pair<std::int64_t, std::int64_t>> issued_counts(Reading& db, Id poll_id) {
  return pairs(db, "SELECT position, count(*) FROM issued WHERE poll_id = $1 GROUP BY position ORDER BY position",
               {poll_id});
}
std::vector<std::int64_t> issued_to(Reading& db, Id poll_id, const std::string& voter) {
  std::vector<std::int64_t> all;
  for (const auto& row :
       db.query("SELECT position FROM issued WHERE poll_id = $1 AND voter = $2 ORDER BY position", {poll_id, voter}))
    all.push_back(row[0].number());
  return all;
}

void set_count_sheet(Writing& db, const CountSheet& s) {
  changing(db, Covered::CountSheet, "poll_id = $1 AND position = $2 AND account_id = $3",
           {s.paper.poll_id, s.paper.position, s.account_id});
  added(db, Covered::CountSheet, {s.paper.poll_id, s.paper.position, s.account_id});
  db.execute("DELETE FROM count_sheet WHERE poll_id = $1 AND position = $2 AND account_id = $3",
             {s.paper.poll_id, s.paper.position, s.account_id});
  db.execute("INSERT INTO count_sheet (poll_id, position, account_id, tally) VALUES ($1, $2, $3, $4)",
             {s.paper.poll_id, s.paper.position, s.account_id, s.tally});
}
std::vector<CountSheet> count_sheets_of(Reading& db, Id poll_id) {
  std::vector<CountSheet> all;
  for (const auto& row : db.query("SELECT position, account_id, tally FROM count_sheet WHERE poll_id = $1 ORDER BY "
                                  "position, account_id",
                                  {poll_id}))
    all.push_back({{poll_id, row[0].number()}, row[1].number(), row[2].text()});
  return all;
}

void add_bulletin(Writing& db, Id poll_id, const StoredBulletin& b) {
  added(db, Covered::Bulletin, {poll_id});
  db.execute(
      "INSERT INTO bulletin (poll_id, bytes, sha256, scrutiny_bytes, scrutiny_sha256) VALUES ($1, $2, $3, $4, $5)",
      {poll_id, Blob{b.bytes}, b.sha256, bytes_or_null(b.scrutiny_bytes), b.scrutiny_sha256});
}
std::optional<StoredBulletin> bulletin_of(Reading& db, Id poll_id) {
  const auto row =
      db.one("SELECT bytes, sha256, scrutiny_bytes, scrutiny_sha256 FROM bulletin WHERE poll_id = $1", {poll_id});
  return row ? std::optional(
                   StoredBulletin{row->at(0).bytes(), row->at(1).text(), bytes_or_empty(row->at(2)), row->at(3).text()})
             : std::nullopt;
}
std::optional<std::string> bulletin_sha256(Reading& db, Id poll_id) {
  const auto row = db.one("SELECT sha256 FROM bulletin WHERE poll_id = $1", {poll_id});
  return row ? std::optional(row->at(0).text()) : std::nullopt;
}

}  // namespace pingxing::store
