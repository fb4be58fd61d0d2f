// Polls before they are counted: plans, drafts, rolls, slips, opening, counts of tellers.
#include "office/polls.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "ballot/bytes.hpp"
#include "base/check.hpp"
#include "base/hash.hpp"
#include "base/json.hpp"
#include "base/text.hpp"
#include "office/ballot_messages.hpp"
#include "office/messages.hpp"
#include "office/poll_access.hpp"
#include "office/poll_keys.hpp"
#include "office/record_messages.hpp"
#include "office/round_access.hpp"
#include "store/named_rows.hpp"

namespace pingxing::office {

namespace {

Refusal no_electorate(const std::string& name, const std::vector<SchemeElectorate>& all) {
  std::string names;
  for (const auto& one : all) names += (names.empty() ? "" : "、") + one.name;
  return refuse(electorate_unknown, {Phrase(name), Phrase(names)});
}

/// People with an account who belong to the unit of a subject vote in its pool.
std::vector<store::PollVoter> members(store::Reading& db, const std::vector<store::Subject>& subjects) {
  std::map<Id, std::set<std::string>> pools;  // by unit
  for (const auto& subject : subjects)
    if (subject.out_of_scope.empty()) pools[subject.unit_id].insert(subject.pool);
  std::vector<store::PollVoter> voters;
  for (const auto& one : store::accounts_of_people(db))
    if (const auto found = pools.find(one.unit_id); found != pools.end())
      for (const auto& pool : found->second) voters.push_back({one.account_id, pool});
  return voters;
}

std::string new_slip_code(Random& random) {
  // 12 letters without those that look alike: 60 bits.
  static constexpr std::string_view letters = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
  std::string code;
  for (const char byte : random.bytes(12)) code += letters[static_cast<unsigned char>(byte) % letters.size()];
  return code;
}

}  // namespace

Result<std::vector<PollPlan>> plan_polls(const Office& office, const Actor& actor, Id round_id) {
  return look(office, [&](store::Reading& db) -> Result<std::vector<PollPlan>> {
    const auto opened = load_round(db, round_id);
    if (!opened) return refuse(not_found, {Phrase("考评", "round")});
    if (!may_see_polls(actor, opened->round.unit_id)) return no_right_to_polls();
    std::vector<PollPlan> plans;
    for (auto& electorate : electorates_of(opened->scheme())) plans.push_back({std::move(electorate), {}, {}});
    for (const auto& poll : store::polls_of(db, round_id))
      for (auto& plan : plans)
        if (plan.electorate.name == poll.electorate) {
          if (plan.poll_id) plan.earlier.push_back(*plan.poll_id);
          plan.poll_id = poll.id;
        }
    return plans;
  });
}

Result<Id> create_poll(const Office& office, const Actor& actor, Id round_id, const std::string& electorate,
                       const PollRules& chosen, FirstRoll roll, const std::string& typed) {
  const auto reason = cleaned(typed, Phrase("理由", "reason"), 500, true);
  if (!reason) return reason.refusal();
  return act(office, actor, "poll.create", [&](store::Writing& db, Json& body) -> Result<Id> {
    const auto opened = load_round(db, round_id);
    if (!opened) return refuse(not_found, {Phrase("考评", "round")});
    if (!actor.may(round::Command::ManageRounds, opened->round.unit_id)) return no_right_to_polls();
    if (!opened->is_running()) return refuse(round_not_running, {Phrase(opened->round.name)});
    const auto all = electorates_of(opened->scheme());
    const auto wanted = std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.name == electorate; });
    if (wanted == all.end()) return no_electorate(electorate, all);
    std::int64_t number = 1;
    for (const auto& poll : store::polls_of(db, round_id)) {
      if (poll.electorate != electorate) continue;
      if (const auto state = state_of(poll); state != round::PollState::Closed && state != round::PollState::GivenUp)
        return refuse(poll_there, {Phrase(electorate)});
      if (reason->empty()) return refuse(poll_again_needs_reason, {Phrase(electorate)});
      number = poll.number + 1;
    }
    const auto rules = settled(*wanted, chosen);
    if (const auto checked = check_rules(rules); !checked) return checked.refusal();
    auto papers = make_papers(opened->scheme(), *wanted, rules, opened->subjects);
    if (!papers) return papers.refusal();
    const Id id =
        store::add_poll(db, {0, round_id, electorate, "draft", json_of(rules).dump(), "", "", "", number, *reason});
    std::int64_t position = 0;
    for (auto& made : *papers) {
      const store::PaperKey key{id, ++position};
      made.paper.id = paper_id(key);
      store::add_paper(db, {key, made.paper.pool, made.subject_id, made.paper.text(), "", "", ""});
    }
    if (roll == FirstRoll::Members) store::set_roll(db, id, members(db, opened->subjects));
    body = {{"round", round_id}, {"poll", id}, {"electorate", electorate}, {"papers", position}};
    body["rules"] = json_of(rules);
    if (number > 1) body.update({{"number", number}, {"reason", *reason}});
    return id;
  });
}

Result<> remove_draft(const Office& office, const Actor& actor, Id poll_id) {
  return on_poll(office, actor, poll_id, "poll.remove", round::PollCommand::Remove,
                 [&](store::Writing& db, Json&, store::StoredPoll&) -> Result<> {
                   store::remove_poll(db, poll_id);
                   return Done{};
                 });
}

bool is_secret_lost(PollSecrets& secrets, const store::StoredPoll& poll) { return !has_secret(secrets, poll); }

Result<> give_up_poll(const Office& office, PollSecrets& secrets, const Actor& actor, Id poll_id,
                      const std::string& typed) {
  const auto reason = cleaned(typed, Phrase("理由", "reason"), 500, false);
  if (!reason) return reason.refusal();
  return on_poll(office, actor, poll_id, "poll.give_up", round::PollCommand::GiveUp,
                 [&](store::Writing& db, Json& body, store::StoredPoll& poll) -> Result<> {
                   if (has_secret(secrets, poll)) return refuse(poll_secret_is_here, {Phrase(poll.electorate)});
                   store::change_poll(db, poll);
                   store::forget_paper_keys(db, poll_id);
                   body["reason"] = *reason;
                   return Done{};
                 });
}

Result<> set_roll(const Office& office, const Actor& actor, Id poll_id, const std::vector<RollLine>& lines) {
  return on_poll(office, actor, poll_id, "poll.set_roll", round::PollCommand::Enter,
                 [&](store::Writing& db, Json& body, store::StoredPoll& poll) -> Result<> {
                   const RoundUnits units(db, actor, *store::round_of(db, poll.round_id));
                   std::map<std::string, std::string> pools = {{"*", "*"}};  // by fold
                   for (const auto& paper : store::papers_of(db, poll_id)) pools[folded(paper.pool)] = paper.pool;
                   std::vector<store::PollVoter> voters;
                   for (const auto& line : lines) {
                     const auto account = store::account_of_login(db, line.login);
                     // Who is of other units is not there for this office.
                     if (!account || !units.cover(*account)) return refuse(login_unknown, {Phrase(line.login)});
                     const auto pool = pools.find(folded(line.pool));
                     if (pool == pools.end())
                       return refuse(choice_unknown, {Phrase("分组", "pool"), Phrase(line.pool)});
                     voters.push_back({account->id, pool->second});
                   }
                   store::set_roll(db, poll_id, voters);
                   body["voters"] = voters.size();
                   return Done{};
                 });
}

Result<std::vector<std::string>> make_slips(const Office& office, const Actor& actor, Id poll_id,
                                            const std::string& pool, std::int64_t count) {
  if (count < 1 || count > slips_max) return refuse(slip_count, {std::to_string(slips_max)});
  std::set<std::string> codes;  // in the order of their letters, which is random
  while (codes.size() < static_cast<std::size_t>(count)) codes.insert(new_slip_code(office.random));
  const auto made = on_poll(
      office, actor, poll_id, "poll.make_slips", round::PollCommand::Enter,
      [&](store::Writing& db, Json& body, store::StoredPoll&) -> Result<> {
        const auto papers = store::papers_of(db, poll_id);
        if (pool != "*" && std::none_of(papers.begin(), papers.end(), [&](const auto& p) { return p.pool == pool; }))
          return refuse(choice_unknown, {Phrase("分组", "pool"), Phrase(pool)});
        for (const auto& code : codes) store::add_slip(db, {slip_hash(code), poll_id, pool, ""});
        body["slips"] = count;
        body["pool"] = pool;
        return Done{};
      });
  if (!made) return made.refusal();
  return std::vector<std::string>(codes.begin(), codes.end());
}

namespace {

Result<std::vector<store::StoredPaper>> papers_to_open(const Office& office, const Actor& actor, Id poll_id) {
  return look(office, [&](store::Reading& db) -> Result<std::vector<store::StoredPaper>> {
    const auto poll = store::poll_of(db, poll_id);
    if (!poll) return refuse(not_found, {poll_word});
    const auto round = store::round_of(db, poll->round_id);
    if (!actor.may(round::Command::ManageRounds, round->unit_id)) return no_right_to_polls();
    if (const auto fits = round::change_poll(state_of(*poll), round::PollCommand::Open, poll->electorate); !fits)
      return fits.refusal();
    return store::papers_of(db, poll_id);
  });
}

}  // namespace

Result<std::size_t> keys_to_make(const Office& office, const Actor& actor, Id poll_id) {
  const auto papers = papers_to_open(office, actor, poll_id);
  return papers ? Result<std::size_t>(papers->size()) : papers.refusal();
}

Result<> open_poll(const Office& office, PollSecrets& secrets, KeyStock& stock, const Actor& actor, Id poll_id) {
  return open_poll(
      office, secrets, [&](std::size_t count) { return stock.take(count); }, actor, poll_id, [](store::Writing&) {});
}

Result<> open_poll(const Office& office, PollSecrets& secrets, const KeyMaker& make_keys, const Actor& actor,
                   Id poll_id, const std::function<void(store::Writing&)>& last) {
  // Keys take a quarter of a second each: they are taken before the transaction, which then only looks whether the
  // draft is still the one they are for.
  const auto before = papers_to_open(office, actor, poll_id);
  if (!before) return before.refusal();
  const auto keys = make_keys(before->size());
  const auto secret = ballot::PollSecret::make(office.random);
  // Two who open at once: the first wins in the transaction, so each brings a secret of its own and only the winner's
  // is kept, by the transaction itself, before it commits.
  return on_poll(office, actor, poll_id, "poll.open", round::PollCommand::Open,
                 [&](store::Writing& db, Json& body, store::StoredPoll& poll) -> Result<> {
                   const auto opened = load_round(db, poll.round_id);
                   if (!opened->is_running()) return refuse(round_not_running, {Phrase(opened->round.name)});
                   if (const auto fits = round::may_poll(opened->stages, poll.electorate); !fits) return fits;
                   if (store::roll_of(db, poll_id).empty() && store::slips_of(db, poll_id).empty() &&
                       store::count_sheets_of(db, poll_id).empty())
                     return refuse(poll_without_voters, {Phrase(poll.electorate)});
                   last(db);
                   secrets.keep(poll_id, secret);
                   for (std::size_t i = 0; i < keys.size(); ++i) {
                     const std::string spki = keys[i].public_key().spki();
                     auto der = keys[i].secret_der();
                     store::set_paper_keys(db, (*before)[i].key, spki,
                                           secret.seal(paper_key_name((*before)[i].key), der));
                     ballot::wipe(der);
                   }
                   poll.secret_tag = secret.tag("poll", std::to_string(poll_id));
                   poll.ack_key = ballot::AckKey(secret).public_half();
                   store::change_poll(db, poll);
                   // Whoever swaps a key later is found out, and voters compare it.
                   body[std::string(key_list_entry)] = key_list_of(poll, store::papers_of(db, poll_id)).fingerprint();
                   body["papers"] = keys.size();
                   return Done{};
                 });
}

Result<> enter_count(const Office& office, const Actor& teller, Id poll_id, std::int64_t position,
                     const ballot::Tally& tally) {
  return act(office, teller, "poll.enter_count", [&](store::Writing& db, Json& body) -> Result<> {
    const auto poll = store::poll_of(db, poll_id);
    if (!poll) return refuse(not_found, {poll_word});
    const auto round = store::round_of(db, poll->round_id);
    if (!may_count(teller, round->unit_id)) return no_right_to_polls();
    if (round::round_state_of(round->state) == round::RoundState::Over) return refuse(round::round_is_over);
    if (const auto fits = round::change_poll(state_of(*poll), round::PollCommand::Enter, poll->electorate); !fits)
      return fits.refusal();
    const auto stored = store::paper_with(db, {poll_id, position});
    if (!stored) return refuse(paper_unknown);
    const auto paper = ballot::paper_from(stored->text);
    CHECK(paper);
    if (tally.questions.size() != paper->questions.size()) return refuse(paper_unknown);
    if (auto checked = ballot::check_count(*paper, tally); !checked) return checked;
    store::set_count_sheet(db, {{poll_id, position}, teller.account_id, json_of(tally).dump()});
    body = {{"poll", poll_id}, {"paper", position}, {"tally", json_of(tally)}};
    return Done{};
  });
}

}  // namespace pingxing::office
