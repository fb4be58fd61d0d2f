#include "store/journal_walk.hpp"

#include <algorithm>

#include "store/group_record.hpp"

namespace pingxing::store {
namespace {

constexpr std::int64_t rows_at_once = 1000, seals_at_once = 5000;

Phrase filled(Text text, const std::vector<std::int64_t>& numbers) {
  std::vector<Phrase> words;
  for (const auto number : numbers) words.emplace_back(std::to_string(number));
  return {fill(text.zh, words, Language::Chinese), fill(text.en, words, Language::English)};
}

JournalProblem wrong(std::int64_t seq, JournalFault fault, Text text, const std::vector<std::int64_t>& numbers) {
  return {seq, fault, filled(text, numbers)};
}

/// Whether the row would be whole under another number: those behind it were renumbered.
bool is_whole_as(JournalRow row, std::int64_t seq) {
  row.seq = seq;
  return hash_of(row) == row.hash;
}

/// What is wrong with `row`, which follows `before`; `next` is the row behind it, where there is one.
std::optional<JournalProblem> problem_of(const JournalRow& row, const JournalHead& before, const JournalRow* next) {
  const std::int64_t expected = before.seq + 1;
  if (row.seq < expected)
    return wrong(row.seq, JournalFault::Added,
                 {"第{0}行是添加的:行号从1开始", "row {0} was added: the numbers begin with 1"}, {row.seq});
  if (row.seq > expected)
    return wrong(expected, JournalFault::Missing,
                 {"缺少第{0}行:第{2}行后面是第{1}行", "row {0} is missing: row {1} stands behind row {2}"},
                 {expected, row.seq, before.seq});
  if (!is_whole_as(row, row.seq)) {
    if (is_whole_as(row, row.seq + 1))
      return wrong(
          row.seq, JournalFault::Missing,
          {"缺少第{0}行:占用其行号的原为第{1}行", "row {0} is missing: what bears its number was made as row {1}"},
          {row.seq, row.seq + 1});
    return wrong(
        row.seq, JournalFault::Changed,
        {"第{0}行被改动:与当时的指纹不符", "row {0} was changed: it does not have the fingerprint that it was given"},
        {row.seq});
  }
  if (row.previous_hash != before.hash)
    return wrong(row.seq, JournalFault::WrongLink,
                 {"第{0}行接不上第{1}行:它写的前一行指纹不同",
                  "row {0} does not follow row {1}: it names another fingerprint as the one before"},
                 {row.seq, before.seq});
  if (next && next->seq == row.seq + 1 && next->previous_hash == before.hash && is_whole_as(*next, row.seq))
    return wrong(row.seq, JournalFault::Added,
                 {"第{0}行是添加的:后一行原来用的是这个行号,接在第{1}行后面",
                  "row {0} was added: the row behind it was made with its number, to follow row {1}"},
                 {row.seq, before.seq});
  if (row.way != 1 && !row.is_erased && said_hash_of(row) != row.said_hash)
    return wrong(row.seq, JournalFault::Changed,
                 {"第{0}行被改动:内容与当时写下的不同", "row {0} was changed: it does not say what it said"},
                 {row.seq});
  return std::nullopt;
}

std::optional<JournalProblem> problem_of_kept(const std::string& hash, const JournalHead& kept) {
  if (hash == kept.hash) return std::nullopt;
  return wrong(
      kept.seq, JournalFault::Changed,
      {"第{0}行的指纹与留存的不同:日志被重写过,或留存的指纹属于另一个数据库",
       "row {0} is not the one whose fingerprint was kept: the chain was written anew, or it was kept of another "
       "database"},
      {kept.seq});
}

}  // namespace

JournalWalk::JournalWalk() : before_{head_from({})} {}

void JournalWalk::read(Reading& reading, std::int64_t rows) {
  for (std::int64_t seen = 0; seen < rows && !is_over_;) {
    seen += std::max<std::int64_t>(piece(reading), 1);
    is_over_ = is_over_ || problem_;
  }
}

std::int64_t JournalWalk::piece(Reading& reading) {
  if (before_.seq == 0 && reading.one("SELECT 1 FROM journal WHERE seq < 1 LIMIT 1")) {
    const auto first = reading.one("SELECT min(seq) FROM journal")->at(0).number();
    problem_ = problem_of(journal_rows(reading, first - 1, 1).front(), before_, nullptr);
    return 1;
  }
  auto rows = journal_rows(reading, before_.seq, rows_at_once + 1);  // the last one only to look ahead
  is_over_ = rows.size() <= rows_at_once;
  std::vector<JournalRow> whole;
  for (std::size_t i = 0; i < rows.size() && (is_over_ || i < rows_at_once); ++i) {
    auto& row = rows[i];
    problem_ = problem_of(row, before_, i + 1 < rows.size() ? &rows[i + 1] : nullptr);
    if (problem_) break;
    before_ = {row.seq, row.hash};
    if (kept_ && kept_->seq == row.seq) problem_ = problem_of_kept(row.hash, *kept_);
    if (problem_) break;
    erased_ += row.is_erased;
    if (sealed_from_ == 0 && !row.seals_hash.empty()) sealed_from_ = row.seq;
    if (row.action == altered_action && altered_.size() < told_max) altered_.push_back(row);
    whole.push_back(std::move(row));
  }
  const auto seals = look_at_seals(reading, whole);
  if (is_over_ && !problem_) look_behind(reading);
  return static_cast<std::int64_t>(whole.size()) + seals;
}

std::int64_t JournalWalk::look_at_seals(Reading& reading, const std::vector<JournalRow>& rows) {
  if (rows.empty()) return 0;
  auto row = rows.begin();
  SealsHash hash;
  const auto end_row = [&] {
    if (hash.hex() != row->seals_hash)
      tell_wrong_seals(row->seq, filled({"第{0}行封存的数据指纹被改动、删除或添加",
                                         "the seals that row {0} vouches for were changed, removed or added to"},
                                        {row->seq}));
    hash = SealsHash();
    ++row;
  };
  std::int64_t seq = rows.front().seq, covered = 0, read = 0;
  std::string key;
  for (bool is_last = false; !is_last;) {
    std::int64_t in_page = 0;
    reading.each(
        "SELECT seq, covered, row_key, digest FROM row_seal WHERE (seq, covered, row_key) > ($1, $2, $3) AND seq <= $4 "
        "ORDER BY seq, covered, row_key LIMIT $5",
        {seq, covered, Blob{key}, rows.back().seq, seals_at_once}, [&](const Row& seal) {
          ++in_page;
          seq = seal[0].number();
          covered = seal[1].number();
          key = seal[2].bytes();
          while (row->seq < seq) end_row();
          hash.add(covered, key, seal[3].is_null() ? std::nullopt : std::optional(seal[3].bytes()));
        });
    is_last = in_page < seals_at_once;
    read += in_page;
  }
  while (row != rows.end()) end_row();
  seals_ += read;
  return read;
}

void JournalWalk::look_behind(Reading& reading) {
  const auto stray =
      reading.query("SELECT seq FROM row_seal WHERE seq > $1 OR seq < 1 ORDER BY seq LIMIT 1", {before_.seq});
  if (!stray.empty())
    tell_wrong_seals(stray[0][0].number(), filled({"封存的数据指纹写着第{0}行,日志里没有这一行",
                                                   "there are seals of row {0}, which the journal has not"},
                                                  {stray[0][0].number()}));
  if (kept_ && kept_->seq > before_.seq)
    problem_ = wrong(before_.seq + 1, JournalFault::Missing,
                     {"缺少第{0}行:日志到第{1}行为止,留存的指纹是第{2}行的",
                      "row {0} is missing: the journal ends with row {1}, and row {2} was kept"},
                     {before_.seq + 1, before_.seq, kept_->seq});
}

void JournalWalk::tell_wrong_seals(std::int64_t seq, Phrase says) {
  const auto is_told = [&](const auto& one) { return one.seq == seq; };
  if (wrong_seals_.size() < told_max && std::ranges::none_of(wrong_seals_, is_told))
    wrong_seals_.push_back({seq, JournalFault::Seals, std::move(says)});
}

std::optional<JournalProblem> verify(Reading& reading, const std::optional<JournalHead>& kept) {
  JournalWalk walk;
  if (kept) walk.expect(*kept);
  while (!walk.is_over()) walk.read(reading, rows_at_once);
  if (walk.problem()) return walk.problem();
  return walk.wrong_seals().empty() ? std::nullopt : std::optional(walk.wrong_seals().front());
}

}  // namespace pingxing::store
