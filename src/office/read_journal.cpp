#include "office/read_journal.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <string_view>

#include "store/ballots.hpp"
#include "store/named_rows.hpp"
#include "store/rounds.hpp"
#include "store/units.hpp"

namespace pingxing::office {

namespace {

using round::Command;

constexpr std::int64_t rows_at_once = 1'000;

/// Whose row it is, asked once for each thing that rows speak of.
class Reach {
 public:
  Reach(store::Reading& db, const Actor& actor)
      : db_(db), actor_(actor), has_all_(actor.may_everywhere(Command::ReadJournal)) {}

  bool operator()(const store::JournalRow& row) {
    if (has_all_) return true;
    const auto body = Json::read(row.body);
    for (const auto& [key, reaches] : things_)
      if (const auto id = body && body->is_object() ? body->whole_at(key) : std::nullopt)
        return once(key, *id, reaches);
    return row.account && once("account", *row.account, &Reach::is_own_account);
  }

 private:
  using Asks = bool (Reach::*)(Id);

  bool once(std::string_view key, Id id, Asks reaches) {
    const auto [found, is_new] = known_.try_emplace({std::string(key), id}, false);
    if (is_new) found->second = (this->*reaches)(id);
    return found->second;
  }
  bool reads(Id unit_id) { return actor_.may(Command::ReadJournal, unit_id); }
  bool is_own_round(Id id) {
    const auto round = store::round_of(db_, id);
    return round && reads(round->unit_id);
  }
  bool is_own_poll(Id id) {
    const auto poll = store::poll_of(db_, id);
    return poll && is_own_round(poll->round_id);
  }
  bool is_own_person(Id id) {
    const auto person = store::person_of(db_, id);
    return person && reads(person->unit_id);
  }
  bool is_own_scheme(Id id) {
    const auto scheme = store::scheme_of(db_, id);
    return scheme && scheme->unit_id && reads(*scheme->unit_id);
  }
  bool is_own_account(Id id) {
    const auto account = store::account_of(db_, id);
    if (!account) return false;
    const auto grants = store::grants_of(db_, id);
    return (!grants.empty() || account->person_id) && (!account->person_id || is_own_person(*account->person_id)) &&
           std::all_of(grants.begin(), grants.end(), [&](const auto& grant) { return reads(grant.unit_id); });
  }

  store::Reading& db_;
  const Actor& actor_;
  const bool has_all_;
  std::map<std::pair<std::string, Id>, bool> known_;
  /// What a row may speak of under these keys; the first one decides.
  const std::vector<std::pair<std::string_view, Asks>> things_ = {
      {"round", &Reach::is_own_round}, {"poll", &Reach::is_own_poll},     {"account", &Reach::is_own_account},
      {"unit", &Reach::reads},         {"person", &Reach::is_own_person}, {"scheme", &Reach::is_own_scheme}};
};

}  // namespace

JournalPart journal_behind(store::Reading& db, const Actor& actor, std::int64_t after, std::int64_t count) {
  Reach is_seen(db, actor);
  JournalPart part{{}, after};
  for (std::int64_t looked = 0; looked < journal_rows_looked_at;) {
    const auto rows = store::journal_rows(db, part.end, rows_at_once);
    for (const auto& row : rows) {
      if (std::int64_t(part.rows.size()) == count) return part;
      part.end = row.seq;
      if (is_seen(row)) part.rows.push_back(row);
    }
    looked += rows_at_once;
    if (std::int64_t(rows.size()) < rows_at_once) break;
  }
  return part;
}

JournalPart journal_up_to(store::Reading& db, const Actor& actor, std::int64_t last, std::int64_t count) {
  Reach is_seen(db, actor);
  JournalPart part{{}, last + 1};
  for (std::int64_t looked = 0; looked < journal_rows_looked_at && part.end > 1; looked += rows_at_once) {
    const std::int64_t first = std::max<std::int64_t>(0, part.end - 1 - rows_at_once);
    auto rows = store::journal_rows(db, first, part.end - 1 - first);
    std::reverse(rows.begin(), rows.end());
    for (const auto& row : rows) {
      if (std::int64_t(part.rows.size()) == count) return part;
      part.end = row.seq;
      if (is_seen(row)) part.rows.push_back(row);
    }
    part.end = std::min(part.end, first + 1);
  }
  return part;
}

}  // namespace pingxing::office
