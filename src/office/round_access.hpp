// For the files of rounds: the action on one round by its office, and stages to and from the store.
#pragma once
#include <set>
#include <string_view>
#include <vector>

#include "office/messages.hpp"
#include "office/office.hpp"
#include "office/rounds.hpp"
#include "round/messages.hpp"

namespace pingxing::office {

inline constexpr Text round_word{"考评", "round"};

inline Refusal no_right(round::Command command) { return refuse(not_allowed, {round::row_of(command).name}); }

/// Who has something to do with a round: a role at its unit or below, or at a unit that was assigned, or being a
/// subject.
bool has_part(const Actor& actor, const OpenedRound& opened);

/// Whom somebody who runs a round may give a part in it.
class RoundUnits {
 public:
  RoundUnits(store::Reading& db, const Actor& actor, const store::StoredRound& round);
  /// A role or the person stands at the round's unit or below it, or where the actor runs rounds anyway. Who has
  /// neither belongs to the top unit.
  [[nodiscard]] bool cover(const store::Account& account) const;
  /// The same, or a role at a unit above it.
  [[nodiscard]] bool or_above_have(const store::Account& account) const;

 private:
  store::Reading& db_;
  std::set<Id> covered_, above_;
  bool has_all_ = false;
};

/// The action on one round by its office, with the round loaded inside the transaction.
template <class Work>
Result<> on_round(const Office& office, const Actor& actor, Id round_id, std::string_view action, Work work) {
  return act(office, actor, action, [&](store::Writing& db, Json& body) -> Result<> {
    auto opened = load_round(db, round_id);
    if (!opened) return refuse(not_found, {round_word});
    if (!actor.may(round::Command::ManageRounds, opened->round.unit_id)) return no_right(round::Command::ManageRounds);
    body["round"] = round_id;
    return work(db, body, *opened);
  });
}

/// Of a scheme: what the store does not keep of a stage comes from there.
std::vector<round::Stage> stages_from(const std::vector<store::StoredStage>& stored, const scheme::Scheme& scheme);
void store_stages(store::Writing& db, Id round_id, const std::vector<round::Stage>& stages);

}  // namespace pingxing::office
