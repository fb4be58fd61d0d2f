// What every use case of the site stands on: the database, the clock and chance, who acts, and the one way to change
// something: an action, which is all done or not at all and stands in the journal.
#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "base/clock.hpp"
#include "base/json.hpp"
#include "base/random.hpp"
#include "base/result.hpp"
#include "round/role.hpp"
#include "store/accounts.hpp"
#include "store/units.hpp"

namespace pingxing::office {

using store::Id;

class RatingCache;  // rate_round.hpp
std::shared_ptr<RatingCache> new_rating_cache();

class Vault;  // vault.hpp
std::shared_ptr<Vault> vault_without_folder();

/// What whoever runs the server decides.
struct OfficeOptions {
  std::shared_ptr<Vault> vault = vault_without_folder();
  std::vector<std::string> allowed_hosts =
      {};  // mail servers and robots in networks that are not public (host_rule.hpp)
  std::int64_t evidence_account_bytes = std::int64_t{2} << 30;  // that one account hands in; 0: no limit
  std::int64_t evidence_bytes = 0;                              // of all accounts together; 0: no limit
};

struct Office {
  store::Database& database;
  Clock& clock;
  Random& random;
  std::shared_ptr<RatingCache> ratings = new_rating_cache();  // shared by its copies
  OfficeOptions options = {};
};

/// Somebody who is signed in, with all that decides what he may do.
struct Actor {
  Id account_id = 0;
  std::string login, name;
  bool must_change_password = false;
  std::optional<Id> person_id;
  struct Grant {
    round::Role role;
    Id unit_id;
    std::vector<Id> units;  // the unit and all below
    bool is_top = false;    // it is the top unit
  };
  std::vector<Grant> grants;
  std::int64_t confirmed_at =
      0;  // when the password was last entered in this session; 0: none, as of a machine's token

  /// Somewhere; what is of the whole office, at the top unit.
  [[nodiscard]] bool may(round::Command command) const;
  /// For everything, whose unit it may be.
  [[nodiscard]] bool may_everywhere(round::Command command) const;
  /// For something that belongs to that unit.
  [[nodiscard]] bool may(round::Command command, Id unit_id) const;
  [[nodiscard]] bool has(round::Role role) const;
  [[nodiscard]] bool has(round::Role role, Id unit_id) const;
};

/// Writes an action's entry of the journal, in the action's transaction. `body` may hold no ballot, no password and no
/// personal data: people stand in it by the ids of their accounts, persons and subjects.
void note_in_journal(store::Writing& db, const Office& office, Id account_id, std::string_view action,
                     const Json& body);

/// One transaction that also writes its entry of the journal: `work(db, body)` answers a Result and fills in what the
/// entry tells. A refusal undoes all of it.
template <class Work>
auto act(const Office& office, const Actor& actor, std::string_view action, Work work) {
  using Answer = std::invoke_result_t<Work, store::Writing&, Json&>;
  struct Undo {
    Refusal refusal;
  };
  std::optional<Answer> answer;
  try {
    office.database.write([&](store::Writing& db) {
      Json body = Json::object();
      answer.emplace(work(db, body));
      if (answer->is_refused()) throw Undo{answer->refusal()};
      note_in_journal(db, office, actor.account_id, action, body);
    });
  } catch (const Undo& undo) {
    return Answer(undo.refusal);
  }
  return std::move(*answer);
}

/// Reads one consistent state; `work(db)` answers.
template <class Work>
auto look(const Office& office, Work work) {
  std::optional<std::invoke_result_t<Work, store::Reading&>> answer;
  office.database.read([&](store::Reading& db) { answer.emplace(work(db)); });
  return std::move(*answer);
}

/// Text of a person: without blanks around, no control characters; refused where it is empty or too long.
Result<std::string> cleaned(std::string_view text, const Phrase& field, std::size_t characters_max, bool may_be_empty);

/// 43 characters of a URL that nobody guesses.
std::string new_token(Random& random);

}  // namespace pingxing::office
