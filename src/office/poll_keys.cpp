#include "office/poll_keys.hpp"

#include "base/check.hpp"
#include "base/json.hpp"
#include "office/ballot_messages.hpp"
#include "office/poll_access.hpp"
#include "office/polling.hpp"
#include "store/journal.hpp"

namespace pingxing::office {

namespace {

/// As the journal says it; empty where it does not.
std::string told_at_opening(store::Reading& db, Id poll_id) {
  constexpr std::int64_t at_once = 1000;
  for (std::int64_t seq = 0;;) {
    const auto rows = store::journal_rows(db, seq, at_once);
    if (rows.empty()) return "";
    seq = rows.back().seq;
    for (const auto& row : rows) {
      if (row.action != "poll.open") continue;
      const auto body = Json::read(row.body);  // somebody may have changed it
      if (!body || body->whole_at("poll") != poll_id) continue;
      const auto* told = body->text_at(key_list_entry);
      return told ? *told : "";
    }
  }
}

}  // namespace

ballot::KeyList key_list_of(const store::StoredPoll& poll, const std::vector<store::StoredPaper>& papers) {
  ballot::KeyList list{std::to_string(poll.id), poll.ack_key, {}};
  for (const auto& stored : papers) {
    const auto paper = ballot::paper_from(stored.text);
    CHECK(paper);
    list.add(*paper, stored.public_key);
  }
  return list;
}

Result<ballot::KeyList> key_list(const Office& office, const Actor& actor, Id poll_id) {
  return look(office, [&](store::Reading& db) -> Result<ballot::KeyList> {
    const auto poll = store::poll_of(db, poll_id);
    if (!poll) return refuse(not_found, {poll_word});
    if (!may_see_polls(actor, store::round_of(db, poll->round_id)->unit_id)) return no_right_to_polls();
    if (state_of(*poll) == round::PollState::Draft) return refuse(poll_not_open, {Phrase(poll->electorate)});
    return key_list_of(*poll, store::papers_of(db, poll_id));
  });
}

std::optional<Refusal> keys_fault(store::Reading& db, const store::StoredPoll& poll) {
  if (state_of(poll) == round::PollState::Draft) return std::nullopt;
  const auto told = told_at_opening(db, poll.id);
  const auto now = key_list_of(poll, store::papers_of(db, poll.id)).fingerprint();
  if (told.empty() || told == now) return std::nullopt;
  return refuse(poll_keys_changed, {Phrase(poll.electorate), Phrase(now), Phrase(told)});
}

std::string browser_seal(const OpenPoll& poll, const Actor& voter) {
  return poll.secret.tag("browser seal", voter_name(voter));
}

}  // namespace pingxing::office
