// What may be seen of a poll: turnout and counts of tellers meanwhile, results and bulletins afterwards. Who could look
// into a box before its close would be here, and there is nobody.
#include <set>

#include "base/check.hpp"
#include "base/json.hpp"
#include "office/ballot_messages.hpp"
#include "office/poll_access.hpp"
#include "office/poll_keys.hpp"
#include "office/polls.hpp"
#include "store/named_rows.hpp"

namespace pingxing::office {

Result<PollView> view_poll(const Office& office, const Actor& actor, Id poll_id) {
  return look(office, [&](store::Reading& db) -> Result<PollView> {
    const auto poll = store::poll_of(db, poll_id);
    if (!poll) return refuse(not_found, {poll_word});
    const auto round = store::round_of(db, poll->round_id);
    if (!may_see_polls(actor, round->unit_id)) return no_right_to_polls();
    PollView view;
    view.poll = *poll;
    view.round_name = round->name;
    view.rules = poll_rules_from(poll->rules);
    const auto issued_list = store::issued_counts(db, poll_id), returned_list = store::ballot_counts(db, poll_id);
    std::map<std::int64_t, std::int64_t> issued(issued_list.begin(), issued_list.end()),
        returned(returned_list.begin(), returned_list.end());
    const auto sheets = store::count_sheets_of(db, poll_id);
    std::set<Id> counters, voters;
    for (const auto& sheet : sheets) counters.insert(sheet.account_id);
    const auto names = store::names_of_accounts(db, counters);
    std::set<std::string> pools;
    const auto papers = store::papers_of(db, poll_id);
    if (state_of(*poll) != round::PollState::Draft) view.keys_sha256 = key_list_of(*poll, papers).fingerprint();
    for (const auto& stored : papers) {
      auto paper = ballot::paper_from(stored.text);
      CHECK(paper);
      PaperView one{stored.key.position,
                    std::move(*paper),
                    issued[stored.key.position],
                    returned[stored.key.position],
                    {},
                    {},
                    {}};
      if (!stored.result.empty()) one.result = paper_result_from(one.paper, stored.result);
      for (const auto& sheet : sheets)
        if (sheet.paper == stored.key)
          if (auto tally = tally_from(one.paper, sheet.tally))
            one.counts.push_back({sheet.account_id, names.at(sheet.account_id), std::move(*tally)});
      if (one.counts.size() > 1) one.difference = difference_of(one.paper, one.counts[0].tally, one.counts[1].tally);
      pools.insert(stored.pool);
      view.papers.push_back(std::move(one));
    }
    const auto roll = store::roll_of(db, poll_id);
    for (const auto& voter : roll) voters.insert(voter.account_id);
    const auto logins = store::logins_of_accounts(db, voters);
    for (const auto& voter : roll) view.roll.push_back({logins.at(voter.account_id), voter.pool});
    view.slips = store::slips_of(db, poll_id);
    view.pools.assign(pools.begin(), pools.end());
    view.bulletin_sha256 = store::bulletin_sha256(db, poll_id).value_or("");
    view.has_scrutiny =
        state_of(*poll) == round::PollState::Closed && !store::bulletin_of(db, poll_id)->scrutiny_bytes.empty();
    return view;
  });
}

std::vector<OpenBallot> open_ballots(const Office& office, const Actor& voter) {
  return look(office, [&](store::Reading& db) {
    std::vector<OpenBallot> all;
    for (const auto id : store::open_polls_of_voter(db, voter.account_id)) {
      const auto poll = store::poll_of(db, id);
      all.push_back({id, poll->electorate, store::round_of(db, poll->round_id)->name,
                     !store::issued_to(db, id, voter_name(voter)).empty()});
    }
    return all;
  });
}

bool is_fetched(const Office& office, const Actor& voter, Id poll_id) {
  return look(office, [&](store::Reading& db) { return !store::issued_to(db, poll_id, voter_name(voter)).empty(); });
}

bool is_published(const Office& office, Id poll_id) {
  return look(office, [&](store::Reading& db) { return store::bulletin_sha256(db, poll_id).has_value(); });
}

Result<std::string> public_bulletin(const Office& office, Id poll_id) {
  auto bulletin = look(office, [&](store::Reading& db) { return store::bulletin_of(db, poll_id); });
  if (!bulletin) return refuse(not_found, {Phrase("公布表", "bulletin")});
  return std::move(bulletin->bytes);
}

Result<std::string> scrutiny_bulletin(const Office& office, const Actor& actor, Id poll_id) {
  const auto view = view_poll(office, actor, poll_id);
  if (!view) return view.refusal();
  auto bulletin = look(office, [&](store::Reading& db) { return store::bulletin_of(db, poll_id); });
  if (!bulletin || bulletin->scrutiny_bytes.empty()) return refuse(not_found, {Phrase("公布表", "bulletin")});
  return std::move(bulletin->scrutiny_bytes);
}

void tidy_secrets(const Office& office, PollSecrets& secrets) {
  for (const Id poll_id : secrets.kept()) {
    const auto poll = look(office, [&](store::Reading& db) { return store::poll_of(db, poll_id); });
    if (poll && state_of(*poll) == round::PollState::Closed) secrets.destroy(poll_id);
  }
}

}  // namespace pingxing::office
