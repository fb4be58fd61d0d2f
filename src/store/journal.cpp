#include "store/journal.hpp"

#include <string_view>

#include "base/hash.hpp"

namespace pingxing::store {
namespace {

constexpr std::string_view way = "pingxing journal 1";
constexpr std::int64_t rows_at_once = 1000;
const std::string first_previous(64, '0');

constexpr std::string_view columns = "SELECT seq, at, account_id, action, body, previous_hash, hash FROM journal ";

JournalRow row_from(const Row& row) {
  return {row[0].number(), row[1].number(), row[2].number_or_none(), row[3].text(), row[4].text(),
          row[5].text(),   row[6].text()};
}

std::string part(std::string_view bytes) { return std::to_string(bytes.size()) + ":" + std::string(bytes); }

/// Whether the row would be whole under another number: those behind it were renumbered.
bool is_whole_as(JournalRow row, std::int64_t seq) {
  row.seq = seq;
  return hash_of(row) == row.hash;
}

/// What is wrong with `row`, which follows `before`; `next` is the row behind it, where there is one.
std::optional<JournalProblem> problem_of(const JournalRow& row, const JournalHead& before,
                                         const std::optional<JournalRow>& next) {
  const std::int64_t expected = before.seq + 1;
  const std::string name = "row " + std::to_string(row.seq);
  const auto found = [](std::int64_t seq, JournalFault fault, std::string says) {
    return JournalProblem{seq, fault, std::move(says)};
  };
  if (row.seq < expected) return found(row.seq, JournalFault::Added, name + " was added: the numbers begin with 1");
  if (row.seq > expected)
    return found(expected, JournalFault::Missing,
                 "row " + std::to_string(expected) + " is missing: " + name + " stands behind row " +
                     std::to_string(before.seq));
  if (!is_whole_as(row, row.seq)) {
    if (is_whole_as(row, row.seq + 1))
      return found(row.seq, JournalFault::Missing,
                   name + " is missing: what bears its number was made as row " + std::to_string(row.seq + 1));
    return found(row.seq, JournalFault::Changed,
                 name + " was changed: it does not have the fingerprint that it was given");
  }
  if (row.previous_hash == before.hash) {
    if (next && next->seq == row.seq + 1 && next->previous_hash == before.hash && is_whole_as(*next, row.seq))
      return found(
          row.seq, JournalFault::Added,
          name + " was added: the row behind it was made with its number, to follow row " + std::to_string(before.seq));
    return std::nullopt;
  }
  return found(
      row.seq, JournalFault::WrongLink,
      name + " does not follow row " + std::to_string(before.seq) + ": it names another fingerprint as the one before");
}

std::optional<JournalProblem> problem_of_kept(const std::string& hash, const JournalHead& kept) {
  if (hash == kept.hash) return std::nullopt;
  return JournalProblem{
      kept.seq, JournalFault::Changed,
      "row " + std::to_string(kept.seq) + " is not the one whose fingerprint was kept: the chain was written anew"};
}

}  // namespace

std::string hash_of(const JournalRow& row) {
  return sha256_hex(part(way) + part(std::to_string(row.seq)) + part(std::to_string(row.at)) +
                    (row.account ? part(std::to_string(*row.account)) : "-") + part(row.action) + part(row.body) +
                    part(row.previous_hash));
}

JournalHead journal_head(Reading& reading) {
  const auto last = reading.one("SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1");
  return last ? JournalHead{last->at(0).number(), last->at(1).text()} : JournalHead{0, first_previous};
}

JournalHead append(Writing& writing, const std::vector<JournalEntry>& entries) {
  JournalHead head = journal_head(writing);  // the writer is alone: nobody else appends meanwhile
  std::vector<Values> rows;
  for (const JournalEntry& entry : entries) {
    JournalRow row{head.seq + 1, entry.at, entry.account, entry.action, entry.body, head.hash, {}};
    row.hash = hash_of(row);
    head = {row.seq, row.hash};
    rows.push_back({row.seq, row.at, row.account, row.action, row.body, row.previous_hash, row.hash});
  }
  writing.execute_each(
      "INSERT INTO journal (seq, at, account_id, action, body, previous_hash, hash) VALUES ($1, $2, $3, $4, $5, $6, "
      "$7)",
      rows);
  return head;
}

JournalHead append(Writing& writing, std::int64_t at, std::optional<std::int64_t> account, const std::string& action,
                   const std::string& body) {
  return append(writing, {{at, account, action, body}});
}

std::vector<JournalRow> journal_rows(Reading& reading, std::int64_t after_seq, std::int64_t count) {
  std::vector<JournalRow> rows;
  for (const Row& row :
       reading.query(std::string(columns) + "WHERE seq > $1 ORDER BY seq LIMIT $2", {after_seq, count}))
    rows.push_back(row_from(row));
  return rows;
}

JournalWalk::JournalWalk() : before_{0, first_previous} {}

void JournalWalk::read(Reading& reading, std::int64_t rows) {
  for (std::int64_t seen = 0; seen < rows && !is_over_; seen += rows_at_once) {
    piece(reading);
    is_over_ = is_over_ || problem_;
  }
}

void JournalWalk::piece(Reading& reading) {
  if (before_.seq == 0)
    if (const auto first = reading.one(std::string(columns) + "WHERE seq < 1 ORDER BY seq LIMIT 1")) {
      problem_ = problem_of(row_from(*first), before_, std::nullopt);
      return;
    }
  const auto rows = journal_rows(reading, before_.seq, rows_at_once + 1);  // the last one only to look ahead
  is_over_ = rows.size() <= rows_at_once;
  for (std::size_t i = 0; i < rows.size() && (is_over_ || i < rows_at_once); ++i) {
    problem_ = problem_of(rows[i], before_, i + 1 < rows.size() ? std::optional(rows[i + 1]) : std::nullopt);
    if (problem_) return;
    before_ = {rows[i].seq, rows[i].hash};
    if (kept_ && kept_->seq == before_.seq) problem_ = problem_of_kept(before_.hash, *kept_);
    if (problem_) return;
  }
  if (is_over_ && kept_ && kept_->seq > before_.seq)
    problem_ =
        JournalProblem{before_.seq + 1, JournalFault::Missing,
                       "row " + std::to_string(before_.seq + 1) + " is missing: the journal ends with row " +
                           std::to_string(before_.seq) + ", and row " + std::to_string(kept_->seq) + " was kept"};
}

std::optional<JournalProblem> verify(Reading& reading, const std::optional<JournalHead>& kept) {
  JournalWalk walk;
  if (kept) walk.expect(*kept);
  while (!walk.is_over()) walk.read(reading, rows_at_once);
  return walk.problem();
}

}  // namespace pingxing::store
