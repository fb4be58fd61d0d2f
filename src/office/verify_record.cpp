#include "office/verify_record.hpp"

#include "ballot/bytes.hpp"
#include "office/jobs.hpp"
#include "office/look_into_box.hpp"
#include "office/record_messages.hpp"
#include "store/ballot_box.hpp"

namespace pingxing::office {

namespace {

constexpr std::int64_t steps_at_once = 10'000;

/// "账号 5(admin)", "account 5 (admin)".
Phrase name_of(const store::CoveredTable& table, const std::string& key, const std::string& shown) {
  std::string parts;
  for (const auto& value : store::values_of_key(key)) {
    const auto* number = std::get_if<std::int64_t>(&value.variant());
    parts += (parts.empty() ? "" : " · ") + (number ? std::to_string(*number) : value.text());
  }
  const bool says_more = !shown.empty() && shown != parts;
  return {std::string(table.word.zh) + " " + parts + (says_more ? "(" + shown + ")" : ""),
          std::string(table.word.en) + " " + parts + (says_more ? " (" + shown + ")" : "")};
}

Refusal refusal_of(const store::RowProblem& problem) {
  const auto name = name_of(store::row_of(problem.covered), problem.key, problem.shown);
  const Phrase entry(std::to_string(problem.seq));
  switch (problem.fault) {
    case store::RowFault::Edited:
      return refuse(row_edited, {name, entry});
    case store::RowFault::Removed:
      return refuse(row_removed, {name, entry});
    case store::RowFault::Added:
      break;
  }
  return problem.seq == 0 ? refuse(row_inserted, {name}) : refuse(row_inserted_again, {name, entry});
}

/// The rows that an entry says had been altered before. It is one of the chain, which anybody could have written on.
void tell_altered(const store::JournalRow& entry, std::vector<Refusal>& faults) {
  const auto body = Json::read(entry.body);
  const auto* rows = body ? body->find("rows") : nullptr;
  if (!rows || !rows->is_array()) return;
  for (const auto& row : *rows) {
    const auto *table = row.text_at("table"), *key = row.text_at("key");
    const auto bytes = key ? ballot::from_hex(*key) : std::nullopt;
    if (!table || !bytes) continue;
    for (const auto& one : store::covered_tables())
      if (one.name == *table)
        faults.push_back(refuse(row_altered_before, {name_of(one, *bytes, ""), Phrase(std::to_string(entry.seq))}));
  }
}

void tell(const store::RecordWalk& walk, RecordFindings& findings) {
  const auto& journal = walk.journal();
  findings.head = journal.before();
  findings.sealed_from = journal.sealed_from();
  findings.erased = journal.erased();
  findings.rows = walk.looked_at();
  findings.broken = journal.problem();
  if (journal.problem()) findings.faults.push_back(refuse(journal_broken, {journal.problem()->says}));
  for (const auto& one : journal.wrong_seals()) findings.faults.push_back(refuse(seals_changed, {one.says}));
  for (const auto& one : walk.rows()) findings.faults.push_back(refusal_of(one));
  for (const auto& one : journal.altered()) tell_altered(one, findings.faults);
  if (const auto more = walk.row_count() - static_cast<std::int64_t>(walk.rows().size()); more > 0)
    findings.faults.push_back(refuse(rows_more, {Phrase(std::to_string(more))}));
}

Json json_of(const std::vector<Refusal>& all) {
  Json list = Json::array();
  for (const auto& one : all)
    list.push_back({{"code", one.code()}, {"zh", one.says(Language::Chinese)}, {"en", one.says(Language::English)}});
  return list;
}

}  // namespace

RecordFindings verify_record(const Office& office, PollSecrets* secrets, const std::optional<store::JournalHead>& kept,
                             const std::function<void(std::size_t done, std::size_t total)>& step) {
  store::RecordWalk walk;
  if (kept) walk.expect(*kept);
  while (!walk.is_over()) {
    step(static_cast<std::size_t>(walk.done()), static_cast<std::size_t>(walk.total()));
    office.database.read([&](store::Reading& db) { walk.read(db, steps_at_once); });
  }
  RecordFindings findings;
  tell(walk, findings);
  const auto total = static_cast<std::size_t>(walk.total());
  for (const Id poll : look(office, [](store::Reading& db) { return store::all_polls(db); })) {
    step(total, total);
    auto box = look_into_boxes(office, secrets, poll);
    std::ranges::move(box.faults, std::back_inserter(findings.faults));
    if (box.not_opened) findings.remarks.push_back(refuse(box_not_opened, {Phrase(*box.not_opened)}));
  }
  return findings;
}

bool is_long_record(const Office& office) {
  return look(office, [](store::Reading& db) {
    return store::is_longer_than(db, journal_rows_at_once) ||
           store::count_ballots(db) > static_cast<std::int64_t>(ballots_at_once);
  });
}

Result<std::optional<store::JournalHead>> kept_head_of(const std::string& typed) {
  if (typed.find_first_not_of(" \t\r\n") == typed.npos) return std::optional<store::JournalHead>();
  const auto head = store::head_in(typed);
  if (!head) return refuse(head_unreadable, {Phrase(typed.substr(0, 100))});
  return head;
}

Json json_of(const RecordFindings& findings) {
  Json json = {{"seq", findings.head.seq},
               {"hash", findings.head.hash},
               {"holds", findings.holds()},
               {"sealed_from", findings.sealed_from},
               {"rows", findings.rows},
               {"erased", findings.erased},
               {"problem", Json()},
               {"faults", json_of(findings.faults)},
               {"remarks", json_of(findings.remarks)}};
  if (findings.broken) json["problem"] = {{"seq", findings.broken->seq}, {"says", findings.broken->says.en}};
  return json;
}

}  // namespace pingxing::office
