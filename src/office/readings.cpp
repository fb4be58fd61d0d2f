#include "office/readings.hpp"

#include <algorithm>
#include <map>
#include <mutex>
#include <sstream>

#include "base/check.hpp"
#include "base/hash.hpp"
#include "base/text.hpp"
#include "office/messages.hpp"
#include "office/round_access.hpp"
#include "scheme/kept_reading.hpp"
#include "store/kept_readings.hpp"

namespace pingxing::office {

namespace {

using round::Command;

constexpr Text reason_field{"理由", "reason"}, scheme_word{"方案", "scheme"};
constexpr std::size_t reason_max = 500;

/// The last kept readings that were opened, by fingerprint.
class KeptCache {
 public:
  std::shared_ptr<const SchemeReading> find(const std::string& sha256) {
    const std::lock_guard lock(mutex_);
    const auto found = by_hash_.find(sha256);
    return found == by_hash_.end() ? nullptr : found->second;
  }
  void keep(const std::string& sha256, std::shared_ptr<const SchemeReading> reading) {
    const std::lock_guard lock(mutex_);
    if (by_hash_.size() >= kept_max) by_hash_.erase(by_hash_.begin());
    by_hash_[sha256] = std::move(reading);
  }

 private:
  static constexpr std::size_t kept_max = 64;
  std::mutex mutex_;
  std::map<std::string, std::shared_ptr<const SchemeReading>> by_hash_;
};
KeptCache opened_readings;

std::shared_ptr<const SchemeReading> opened(const store::KeptReading& kept) {
  if (auto known = opened_readings.find(kept.sha256)) return known;
  auto reading = std::make_shared<SchemeReading>(SchemeReading{scheme::scheme_of_kept(kept.reading), {}, {}, {}, {}});
  opened_readings.keep(kept.sha256, reading);
  return reading;
}

/// Pages ask again and again; a program reads a text in one way as long as it runs.
class ComparedCache {
 public:
  std::vector<scheme::ReadingDifference> of(const store::KeptReading& kept, const store::SchemeVersion& version,
                                            const scheme::Scheme& now) {
    const auto key = std::pair(kept.sha256, version.sha256);
    {
      const std::lock_guard lock(mutex_);
      if (const auto found = known_.find(key); found != known_.end()) return found->second;
    }
    auto made = scheme::compare_readings(opened(kept)->scheme, now);
    const std::lock_guard lock(mutex_);
    if (known_.size() >= known_max) known_.clear();
    return known_[key] = std::move(made);
  }

 private:
  static constexpr std::size_t known_max = 1'000;
  std::mutex mutex_;
  std::map<std::pair<std::string, std::string>, std::vector<scheme::ReadingDifference>> known_;
};
ComparedCache compared_readings;

store::KeptReading present(const Office& office, const Actor& actor, const store::SchemeVersion& version) {
  store::KeptReading kept;
  kept.scheme_version_id = version.id;
  kept.reading = scheme::kept_reading(scheme_of_version(version)->scheme);
  kept.sha256 = sha256_hex(kept.reading);
  kept.account_id = actor.account_id == 0 ? std::nullopt : std::optional(actor.account_id);
  kept.kept_at = office.clock.now_ms();
  return kept;
}

/// The lines of a document by their numbers, from 1; empty for what is none.
std::vector<std::string> lines_at(const std::string& text, const std::vector<scheme::ReadingDifference>& differences) {
  std::vector<std::string> all(1), out;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) all.push_back(std::string(trimmed(line)));
  for (const auto& one : differences) {
    const auto line = static_cast<std::size_t>(std::max(one.line, 0));
    out.push_back(line < all.size() ? all[line] : "");
  }
  return out;
}

/// What is understood otherwise than the kept reading says; nothing where nothing is.
std::optional<ChangedReading> changed(const store::KeptReading& kept, const store::SchemeVersion& version) {
  const auto now = scheme_of_version(version);
  ChangedReading out;
  out.differences = compared_readings.of(kept, version, now->scheme);
  if (out.differences.empty()) return std::nullopt;
  out.texts = lines_at(version.text, out.differences);
  out.round_id = kept.round_id;
  out.scheme_id = version.scheme_id;
  out.version_id = version.id;
  out.kept_at = kept.kept_at;
  out.sha256 = sha256_hex(scheme::kept_reading(now->scheme));
  out.errors = now->problems.error_count();
  return out;
}

std::optional<ChangedReading> changed_of_round(store::Reading& db, const OpenedRound& opened_round) {
  const auto kept = store::reading_of_round(db, opened_round.round.id);
  if (!kept) return std::nullopt;
  auto out = changed(*kept, opened_round.version);
  if (!out) return out;
  out->name = opened_round.round.name;
  out->is_over = opened_round.state() == round::RoundState::Over;
  return out;
}

std::optional<ChangedReading> changed_of_scheme(store::Reading& db, const store::StoredScheme& stored) {
  const auto version = store::newest_version(db, stored.id);
  if (!version) return std::nullopt;
  const auto kept = store::reading_of_version(db, version->id);
  if (!kept) return std::nullopt;
  auto out = changed(*kept, *version);
  if (out) out->name = stored.name;
  return out;
}

}  // namespace

std::shared_ptr<const SchemeReading> reading_of(store::Reading& db, const store::WholeRound& stored) {
  if (!stored.reading_id) return scheme_of_version(stored.version);
  if (auto known = opened_readings.find(stored.reading_sha256)) return known;
  const auto kept = store::reading_of_round(db, stored.round.id);
  CHECK(kept);
  return opened(*kept);
}

void keep_reading(store::Writing& db, const Office& office, const Actor& actor, Id round_id,
                  const store::SchemeVersion& version) {
  auto kept = present(office, actor, version);
  kept.round_id = round_id;
  store::add_reading(db, kept);
}

void keep_reading(store::Writing& db, const Office& office, const Actor& actor, const store::SchemeVersion& version) {
  store::add_reading(db, present(office, actor, version));
}

void keep_missing_readings(const Office& office) {
  const auto missing = look(office, [](store::Reading& db) { return store::rounds_without_reading(db); });
  if (missing.empty()) return;
  const auto done = act(office, {}, "reading.keep", [&](store::Writing& db, Json& body) -> Result<> {
    body["rounds"] = Json::array();
    for (const Id id : store::rounds_without_reading(db)) {  // another server may have been quicker
      const auto stored = store::round_of(db, id);
      keep_reading(db, office, {}, id, *store::scheme_version_of(db, stored->scheme_version_id));
      body["rounds"].push_back(id);
    }
    return Done{};
  });
  CHECK(done);
}

Result<std::vector<ChangedReading>> changed_readings(const Office& office, const Actor& actor) {
  if (!actor.may(Command::ReadSchemes)) return no_right(Command::ReadSchemes);
  return look(office, [&](store::Reading& db) {
    std::vector<ChangedReading> out;
    for (const auto& stored : store::all_rounds(db)) {
      if (!actor.may(Command::ManageRounds, stored.unit_id)) continue;
      const auto opened_round = load_round(db, stored.id, std::optional<Id>(0));
      if (auto one = changed_of_round(db, *opened_round)) out.push_back(std::move(*one));
    }
    for (const auto& stored : store::all_schemes(db))
      if (auto one = changed_of_scheme(db, stored)) out.push_back(std::move(*one));
    return out;
  });
}

Result<std::optional<ChangedReading>> changed_reading(const Office& office, const Actor& actor, Id round_id) {
  return look(office, [&](store::Reading& db) -> Result<std::optional<ChangedReading>> {
    const auto opened_round = load_round(db, round_id, std::optional<Id>(0));
    if (!opened_round || !actor.may(Command::ManageRounds, opened_round->round.unit_id))
      return refuse(not_found, {round_word});
    return changed_of_round(db, *opened_round);
  });
}

Result<> take_reading(const Office& office, const Actor& actor, Id round_id, const std::string& seen,
                      const std::string& typed) {
  auto reason = cleaned(typed, reason_field, reason_max, false);
  if (!reason) return reason.refusal();
  return on_round(office, actor, round_id, "round.take_reading",
                  [&](store::Writing& db, Json& body, OpenedRound& opened_round) -> Result<> {
                    if (opened_round.state() == round::RoundState::Over) return refuse(round::round_is_over);
                    const auto one = changed_of_round(db, opened_round);
                    if (!one) return refuse(reading_as_it_was);
                    if (one->sha256 != seen) return refuse(reading_not_seen);
                    if (one->errors > 0) return refuse(scheme_has_errors, {std::to_string(one->errors)});
                    auto kept = present(office, actor, opened_round.version);
                    kept.round_id = round_id;
                    kept.reason = *reason;
                    store::add_reading(db, kept);
                    body["reading_sha256"] = kept.sha256;
                    body["reason"] = *reason;
                    return Done{};
                  });
}

Result<> take_reading_of_scheme(const Office& office, const Actor& actor, Id scheme_id, const std::string& seen) {
  return act(office, actor, "scheme.take_reading", [&](store::Writing& db, Json& body) -> Result<> {
    const auto stored = store::scheme_of(db, scheme_id);
    if (!stored) return refuse(not_found, {scheme_word});
    if (!may_save(actor, *stored)) return no_right(Command::ManageSchemes);
    const auto one = changed_of_scheme(db, *stored);
    if (!one) return refuse(reading_as_it_was);
    if (one->sha256 != seen) return refuse(reading_not_seen);
    const auto kept = present(office, actor, *store::scheme_version_of(db, one->version_id));
    store::add_reading(db, kept);
    body = {{"scheme", scheme_id}, {"scheme_version", one->version_id}, {"reading_sha256", kept.sha256}};
    return Done{};
  });
}

}  // namespace pingxing::office
