// For the files of polls: who may do what with them, and the action on one poll by its office.
#pragma once
#include <string_view>

#include "base/check.hpp"
#include "office/ballot_messages.hpp"
#include "office/messages.hpp"
#include "office/office.hpp"
#include "office/poll_secrets.hpp"
#include "office/rounds.hpp"
#include "store/ballots.hpp"

namespace pingxing::office {

inline constexpr Text poll_word{"投票", "poll"};

inline bool may_count(const Actor& actor, Id unit_id) {
  return actor.may(round::Command::ManageRounds, unit_id) || actor.may(round::Command::Verify, unit_id);
}
/// Turnout, papers, counts of tellers; nobody sees a ballot before the close.
inline bool may_see_polls(const Actor& actor, Id unit_id) {
  return may_count(actor, unit_id) || actor.may(round::Command::ReadJournal, unit_id);
}
inline Refusal no_right_to_polls() { return refuse(not_allowed, {round::row_of(round::Command::ManageRounds).name}); }

inline round::PollState state_of(const store::StoredPoll& poll) {
  const auto known = round::poll_state_of(poll.state);
  CHECK(known);
  return *known;
}

/// Whether its own secret is here.
inline bool has_secret(PollSecrets& secrets, const store::StoredPoll& poll) {
  const auto secret = secrets.find(poll.id);
  return secret && secret->tag("poll", std::to_string(poll.id)) == poll.secret_tag;
}

/// The action on one poll of a running round by its office, and what the poll is after `command`.
template <class Work>
Result<> on_poll(const Office& office, const Actor& actor, Id poll_id, std::string_view action,
                 round::PollCommand command, Work work) {
  return act(office, actor, action, [&](store::Writing& db, Json& body) -> Result<> {
    auto poll = store::poll_of(db, poll_id);
    if (!poll) return refuse(not_found, {poll_word});
    const auto round = store::round_of(db, poll->round_id);
    if (!actor.may(round::Command::ManageRounds, round->unit_id)) return no_right_to_polls();
    if (round::round_state_of(round->state) == round::RoundState::Over) return refuse(round::round_is_over);
    const auto after = round::change_poll(state_of(*poll), command, poll->electorate);
    if (!after) return after.refusal();
    poll->state = round::word_of(*after);
    body["poll"] = poll_id;
    body["round"] = poll->round_id;
    return work(db, body, *poll);
  });
}

}  // namespace pingxing::office
