#include "office/restore.hpp"

#include "base/json.hpp"
#include "office/messages.hpp"
#include "office/poll_access.hpp"
#include "office/record_messages.hpp"
#include "store/units.hpp"

namespace pingxing::office {

namespace {

constexpr const char* setting_name = "restore";

Json json_of(const store::JournalHead& head) { return {{"seq", head.seq}, {"hash", head.hash}}; }
store::JournalHead head_from(const Json* json) {
  if (!json) return {};
  const auto* hash = json->text_at("hash");
  return {json->whole_at("seq").value_or(0), hash ? *hash : ""};
}

/// Whether the journal still has it.
bool has_head(store::Reading& db, const store::JournalHead& kept) {
  if (kept.seq == 0) return true;
  const auto rows = store::journal_rows(db, kept.seq - 1, 1);
  return !rows.empty() && rows[0].seq == kept.seq && rows[0].hash == kept.hash;
}

}  // namespace

bool watch_record(const Office& office, const KeptHead& file) {
  const auto kept = file.find();
  bool is_older = false;
  store::JournalHead head;
  office.database.read([&](store::Reading& db) {
    head = store::journal_head(db);
    is_older = kept && !has_head(db, *kept);
  });
  if (is_older) {
    bool is_first = false;  // of the servers on it
    office.database.write([&](store::Writing& db) {
      is_first = !has_head(db, *kept);
      const auto told = restore_to_acknowledge(db);
      if (!is_first || (told && told->kept == *kept)) return;
      Json body = {{"kept", json_of(*kept)}, {"found", json_of(head)}};
      note_in_journal(db, office, 0, "record.restored", body);
      body["at"] = office.clock.now_ms();
      store::set_setting(db, setting_name, body.dump());
      store::end_all_sessions(db);
    });
    head = look(office, [](store::Reading& db) { return store::journal_head(db); });
  }
  if (is_older || !kept || kept->seq < head.seq) file.keep(head);
  return is_older;
}

std::optional<Restore> restore_to_acknowledge(store::Reading& db) {
  const auto json = Json::read(store::setting(db, setting_name));
  if (!json || !json->is_object()) return std::nullopt;
  return Restore{head_from(json->find("kept")), head_from(json->find("found")), json->whole_at("at").value_or(0)};
}

bool is_told_of_restores(const Actor& actor) {
  return actor.may_everywhere(round::Command::ReadJournal) || may_acknowledge_restores(actor);
}
bool may_acknowledge_restores(const Actor& actor) {
  return actor.may_everywhere(round::Command::ManageRounds) || actor.may(round::Command::ManageSettings);
}

Result<> acknowledge_restore(const Office& office, const Actor& actor, const std::string& typed) {
  if (!may_acknowledge_restores(actor))
    return refuse(not_allowed, {round::row_of(round::Command::ManageSettings).name});
  const auto note = cleaned(typed, Phrase("说明", "note"), 500, true);
  if (!note) return note.refusal();
  return act(office, actor, "record.acknowledge_restore", [&](store::Writing& db, Json& body) -> Result<> {
    const auto restore = restore_to_acknowledge(db);
    if (!restore) return refuse(no_restore);
    store::set_setting(db, setting_name, "");
    body = {{"kept", json_of(restore->kept)}, {"found", json_of(restore->found)}};
    if (!note->empty()) body["note"] = *note;
    return Done{};
  });
}

std::vector<store::StoredPoll> polls_without_secret(const Office& office, PollSecrets& secrets) {
  auto polls = look(office, [](store::Reading& db) {
    auto all = store::polls_in_state(db, std::string(round::word_of(round::PollState::Open)));
    for (auto& one : store::polls_in_state(db, std::string(round::word_of(round::PollState::Closing))))
      all.push_back(std::move(one));
    return all;
  });
  std::erase_if(polls, [&](const auto& poll) { return has_secret(secrets, poll); });
  return polls;
}

}  // namespace pingxing::office
