#include "office/schemes.hpp"

#include <algorithm>
#include <list>
#include <map>
#include <mutex>

#include "base/hash.hpp"
#include "office/messages.hpp"
#include "office/readings.hpp"
#include "office/ready_made.hpp"
#include "service/load_scheme.hpp"

namespace pingxing::office {

namespace {

using round::Command;

constexpr Text scheme_word{"方案", "scheme"}, version_word{"版本", "version"},
    text_field{"方案全文", "text of the scheme"}, name_field{"方案名称", "name of the scheme"},
    note_field{"修改说明", "what was changed"};
constexpr std::size_t text_characters_max = 200'000, name_max = 100, note_max = 500;

Refusal no_right(Command command) { return refuse(not_allowed, {round::row_of(command).name}); }

/// The last texts that were read: boards and pages ask for the same ones again and again.
class ReadingCache {
 public:
  std::shared_ptr<const SchemeReading> of(const std::string& hash, const std::string& text) {
    {
      const std::lock_guard lock(mutex_);
      if (const auto found = by_hash_.find(hash); found != by_hash_.end()) return found->second;
    }
    auto loaded = service::read_scheme(text, "");
    auto reading = std::make_shared<SchemeReading>(SchemeReading{std::move(loaded.scheme), std::move(loaded.problems),
                                                                 std::move(loaded.lines), std::move(loaded.fixes),
                                                                 std::move(loaded.examples)});
    const std::lock_guard lock(mutex_);
    if (by_hash_.emplace(hash, reading).second) order_.push_back(hash);
    if (order_.size() > kept_max) {
      by_hash_.erase(order_.front());
      order_.pop_front();
    }
    return reading;
  }

 private:
  static constexpr std::size_t kept_max = 64;
  std::mutex mutex_;
  std::map<std::string, std::shared_ptr<const SchemeReading>> by_hash_;
  std::list<std::string> order_;
};
ReadingCache cache;

/// Where the scheme of somebody belongs: the highest unit in whose office he is; nothing: the top unit.
std::optional<Id> unit_of_author(const Actor& actor) {
  std::optional<Id> unit;
  std::size_t most = 0;
  for (const auto& grant : actor.grants)
    if (round::may(grant.role, Command::ManageSchemes) && !grant.is_top && grant.units.size() > most) {
      unit = grant.unit_id;
      most = grant.units.size();
    }
  return actor.may_everywhere(Command::ManageSchemes) ? std::nullopt : unit;
}

SavedScheme add_version(store::Writing& db, const Office& office, const Actor& actor, Id scheme_id,
                        const std::string& text, const std::string& note) {
  store::SchemeVersion version;
  version.scheme_id = scheme_id;
  version.text = text;
  version.sha256 = sha256_hex(text);
  version.note = note;
  version.account_id = actor.account_id == 0 ? std::nullopt : std::optional(actor.account_id);
  version.created_at = office.clock.now_ms();
  const Id id = version.id = store::add_scheme_version(db, version);
  keep_reading(db, office, actor, version);
  return {scheme_id, id, store::scheme_version_of(db, id)->number};
}

}  // namespace

std::shared_ptr<const SchemeReading> read_scheme_text(const std::string& text) {
  return cache.of(sha256_hex(text), text);
}
std::shared_ptr<const SchemeReading> scheme_of_version(const store::SchemeVersion& version) {
  return cache.of(version.sha256, version.text);
}

const std::vector<ReadyMade>& ready_made_schemes() {
  static const std::vector<ReadyMade> all = [] {
    std::vector<ReadyMade> made;
    for (const auto& text : ready_made_texts())
      made.push_back({std::string(text.name), read_scheme_text(std::string(text.scheme))->scheme.title, text.scheme});
    return made;
  }();
  return all;
}

bool may_save(const Actor& actor, const store::StoredScheme& scheme) {
  return scheme.unit_id ? actor.may(Command::ManageSchemes, *scheme.unit_id)
                        : actor.may_everywhere(Command::ManageSchemes);
}

Result<std::vector<SchemeRow>> list_schemes(const Office& office, const Actor& actor) {
  if (!actor.may(Command::ReadSchemes)) return no_right(Command::ReadSchemes);
  return look(office, [&](store::Reading& db) {
    std::vector<SchemeRow> rows;
    for (auto& stored : store::all_schemes(db)) {
      const auto version = store::newest_version(db, stored.id);
      if (!version) continue;
      const auto reading = scheme_of_version(*version);
      rows.push_back({std::move(stored), version->number, version->created_at, version->id, reading->scheme.title,
                      reading->problems.error_count(), reading->problems.count() - reading->problems.error_count(),
                      reading->scheme.indicators.size()});
    }
    return rows;
  });
}

Result<OpenedScheme> open_scheme(const Office& office, const Actor& actor, Id scheme_id, std::int64_t number) {
  if (!actor.may(Command::ReadSchemes)) return no_right(Command::ReadSchemes);
  return look(office, [&](store::Reading& db) -> Result<OpenedScheme> {
    const auto stored = store::scheme_of(db, scheme_id);
    if (!stored) return refuse(not_found, {scheme_word});
    OpenedScheme opened{*stored, {}, store::versions_of(db, scheme_id), 0};
    const auto found = std::find_if(opened.versions.begin(), opened.versions.end(),
                                    [&](const auto& v) { return number == 0 || v.number == number; });
    if (found == opened.versions.end()) return refuse(not_found, {version_word});
    opened.version = *found;
    opened.rounds = store::rounds_on(db, found->id);
    for (auto& version : opened.versions) version.text.clear();
    return opened;
  });
}

Result<SavedScheme> add_scheme(const Office& office, const Actor& actor, const std::string& typed,
                               const std::string& text) {
  if (!actor.may(Command::ManageSchemes)) return no_right(Command::ManageSchemes);
  auto clean = cleaned(text, text_field, text_characters_max, false);
  if (!clean) return clean.refusal();
  auto name = cleaned(typed.empty() ? read_scheme_text(*clean)->scheme.title : typed, name_field, name_max, false);
  if (!name) return name.refusal();
  return act(office, actor, "scheme.add", [&](store::Writing& db, Json& body) -> Result<SavedScheme> {
    for (const auto& other : store::all_schemes(db))
      if (other.name == *name) return refuse(scheme_name_taken, {Phrase(*name)});
    const Id id = store::add_scheme(db, *name, office.clock.now_ms(), unit_of_author(actor));
    const auto saved = add_version(db, office, actor, id, *clean + "\n", "");
    body = {{"scheme", id}, {"version", saved.version_id}, {"name", *name}, {"sha256", sha256_hex(*clean + "\n")}};
    return saved;
  });
}

Result<SavedScheme> save_scheme(const Office& office, const Actor& actor, Id scheme_id, const std::string& text,
                                const std::string& typed_note) {
  if (!actor.may(Command::ManageSchemes)) return no_right(Command::ManageSchemes);
  auto clean = cleaned(text, text_field, text_characters_max, false);
  if (!clean) return clean.refusal();
  auto note = cleaned(typed_note, note_field, note_max, true);
  if (!note) return note.refusal();
  return act(office, actor, "scheme.save", [&](store::Writing& db, Json& body) -> Result<SavedScheme> {
    const auto stored = store::scheme_of(db, scheme_id);
    const auto newest = store::newest_version(db, scheme_id);
    if (!stored || !newest) return refuse(not_found, {scheme_word});
    if (!may_save(actor, *stored)) return refuse(scheme_of_others, {Phrase(stored->name)});
    if (newest->text == *clean + "\n") return refuse(scheme_unchanged, {std::to_string(newest->number)});
    const auto saved = add_version(db, office, actor, scheme_id, *clean + "\n", *note);
    body = {{"scheme", scheme_id},
            {"version", saved.version_id},
            {"number", saved.number},
            {"sha256", sha256_hex(*clean + "\n")}};
    return saved;
  });
}

}  // namespace pingxing::office
