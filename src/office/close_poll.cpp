// The close of a poll: what lies in the box is looked at row by row, counted, published, and becomes figures of the
// round.
#include <algorithm>
#include <set>

#include "base/check.hpp"
#include "base/hash.hpp"
#include "base/json.hpp"
#include "office/ballot_messages.hpp"
#include "office/look_into_box.hpp"
#include "office/poll_access.hpp"
#include "office/poll_box.hpp"
#include "office/poll_keys.hpp"
#include "office/poll_results.hpp"
#include "office/polls.hpp"
#include "store/facts.hpp"
#include "store/journal.hpp"
#include "store/named_rows.hpp"

namespace pingxing::office {

namespace {

/// A poll as it is being closed, read in one state.
struct Closing {
  store::StoredPoll poll;
  OpenedRound opened;
  SchemeElectorate electorate;
  PollRules rules;
  struct One {
    store::StoredPaper stored;
    ballot::Paper paper;
    std::int64_t issued = 0, returned = 0, entitled = 0;  // returned: as its box says
    std::vector<ballot::Tally> counts;                    // of tellers
  };
  std::vector<One> papers;
};

Closing read_closing(store::Reading& db, Id poll_id) {
  Closing closing;
  closing.poll = *store::poll_of(db, poll_id);
  closing.opened = *load_round(db, closing.poll.round_id);
  for (auto& one : electorates_of(closing.opened.scheme()))
    if (one.name == closing.poll.electorate) closing.electorate = std::move(one);
  closing.rules = poll_rules_from(closing.poll.rules);
  const auto issued_list = store::issued_counts(db, poll_id);
  const std::map<std::int64_t, std::int64_t> issued(issued_list.begin(), issued_list.end());
  std::map<std::int64_t, std::int64_t> returned;
  for (const auto& [position, count] : store::ballot_counts(db, poll_id)) returned[position] += count;
  const auto sheets = store::count_sheets_of(db, poll_id);
  const auto roll = store::roll_of(db, poll_id);
  const auto slips = store::slips_of(db, poll_id);
  std::set<Id> on_roll;
  for (const auto& voter : roll) on_roll.insert(voter.account_id);
  auto person_of_account = store::people_of_accounts(db, on_roll);
  std::map<Id, Id> person_of_subject;
  for (const auto& subject : closing.opened.subjects)
    if (subject.person_id) person_of_subject[subject.id] = *subject.person_id;
  for (auto& stored : store::papers_of(db, poll_id)) {
    Closing::One one;
    auto paper = ballot::paper_from(stored.text);
    CHECK(paper);
    one.paper = std::move(*paper);
    if (const auto found = returned.find(stored.key.position); found != returned.end()) one.returned = found->second;
    if (const auto found = issued.find(stored.key.position); found != issued.end()) one.issued = found->second;
    for (const auto& sheet : sheets)
      if (sheet.paper == stored.key)
        if (auto tally = tally_from(one.paper, sheet.tally)) one.counts.push_back(std::move(*tally));
    std::set<Id> voters;
    for (const auto& voter : roll) {
      const bool is_own = !closing.rules.is_self_allowed && !closing.rules.is_list() &&
                          person_of_account.contains(voter.account_id) &&
                          person_of_subject.contains(stored.subject_id) &&
                          person_of_account[voter.account_id] == person_of_subject[stored.subject_id];
      if (!is_own && (voter.pool == "*" || voter.pool == stored.pool)) voters.insert(voter.account_id);
    }
    one.entitled = std::int64_t(voters.size());
    for (const auto& slip : slips)
      if (slip.pool == "*" || slip.pool == stored.pool) one.entitled += slip.made;
    if (!one.counts.empty()) one.entitled += one.counts.front().issued;
    one.stored = std::move(stored);
    closing.papers.push_back(std::move(one));
  }
  return closing;
}

/// Why no figure comes of a paper; nothing where one does.
std::optional<Phrase> withheld(const Closing& closing, const Closing::One& one, const ballot::Tally& all) {
  const auto say = [&](Text text, std::vector<Phrase> words) {
    words.insert(words.begin(), Phrase(title_of(one.paper)));
    return Phrase(fill(text.zh, words, Language::Chinese), fill(text.en, words, Language::English));
  };
  if (all.valid < closing.rules.least)
    return say({"{0}:有效票{1}张,少于{2}张,不公布", "{0}: {1} valid ballots, fewer than {2}: withheld"},
               {std::to_string(all.valid), std::to_string(closing.rules.least)});
  if (closing.electorate.is_vote) return std::nullopt;  // the scheme has its own conditions
  switch (ballot::turnout_of(closing.rules.turnout, one.entitled, all)) {
    case ballot::Turnout::Enough:
      return std::nullopt;
    case ballot::Turnout::TooFewReturned:
      return say(
          {"{0}:应到{1}人,收回{2}张,不够有效条件", "{0}: {1} entitled, {2} returned: below the turnout asked for"},
          {std::to_string(one.entitled), std::to_string(all.returned)});
    case ballot::Turnout::TooFewValid:
      return say({"{0}:发出{1}张,有效{2}张,不够有效条件", "{0}: {1} issued, {2} valid: below the turnout asked for"},
                 {std::to_string(all.issued), std::to_string(all.valid)});
  }
  return std::nullopt;
}

void store_figure(store::Writing& db, const Office& office, const Actor& actor, const Closing& closing,
                  const PollFigure& figure, const std::string& reason) {
  const auto& subjects = closing.opened.subjects;
  const auto subject =
      std::find_if(subjects.begin(), subjects.end(), [&](const auto& one) { return one.code == figure.subject; });
  if (subject == subjects.end()) return;
  const auto before = store::fact_now(db, closing.poll.round_id, subject->id, figure.input, "checked");
  store::add_fact(db, {0, closing.poll.round_id, subject->id, figure.input, "checked", figure.value, reason,
                       actor.account_id, office.clock.now_ms(), before ? before->id : 0});
}

std::string today(const Office& office) {
  const Day day = round::day_of(office.clock.now_ms());
  char text[32];
  std::snprintf(text, sizeof text, "%04d-%02d-%02d", day.year, day.month, day.day);
  return text;
}

/// The tellers' count of a paper, or why it cannot be taken.
Result<std::optional<ballot::Tally>> count_of(const Closing::One& one) {
  if (one.counts.empty()) return std::optional<ballot::Tally>();
  const Phrase title(title_of(one.paper));
  if (one.counts.size() < 2) return refuse(counts_missing, {title, std::to_string(one.counts.size())});
  for (std::size_t i = 1; i < one.counts.size(); ++i)
    if (const auto difference = difference_of(one.paper, one.counts[0], one.counts[i]))
      return refuse(counts_differ, {title, *difference});
  return std::optional(one.counts[0]);
}

/// Refused where papers have fewer ballots than are shown: whoever closes now has to know it.
Result<> enough_returned(const Closing& closing) {
  std::size_t few = 0;
  std::string names;
  for (const auto& one : closing.papers) {
    const auto returned = one.returned + (one.counts.empty() ? 0 : one.counts.front().returned);
    if (returned >= closing.rules.least) continue;
    if (++few <= 5) names += (names.empty() ? "" : "、") + title_of(one.paper);
  }
  if (few == 0) return Done{};
  return refuse(poll_under_least, {Phrase(closing.poll.electorate), std::to_string(few),
                                   std::to_string(closing.rules.least), Phrase(names + (few > 5 ? "…" : ""))});
}

Result<std::string> reason_of(const std::string& typed) { return cleaned(typed, Phrase("理由", "reason"), 500, true); }

}  // namespace

/// Tellers who differ are told before anything is changed.
Result<std::size_t> ballots_to_count(const Office& office, const Actor& actor, Id poll_id, const std::string& typed,
                                     FewBallots few) {
  if (const auto reason = reason_of(typed); !reason) return reason.refusal();
  return look(office, [&](store::Reading& db) -> Result<std::size_t> {
    const auto poll = store::poll_of(db, poll_id);
    if (!poll) return refuse(not_found, {poll_word});
    if (!actor.may(round::Command::ManageRounds, store::round_of(db, poll->round_id)->unit_id))
      return no_right_to_polls();
    const auto state = state_of(*poll);
    if (state != round::PollState::Open && state != round::PollState::Closing)
      return std::size_t{0};  // refused by the close
    const auto closing = read_closing(db, poll_id);
    std::size_t ballots = 0;
    for (const auto& one : closing.papers) {
      if (const auto counted = count_of(one); !counted) return counted.refusal();
      ballots += static_cast<std::size_t>(one.returned);
    }
    if (state == round::PollState::Closing || few == FewBallots::Accepted) return ballots;
    const auto enough = enough_returned(closing);
    return enough ? Result<std::size_t>(ballots) : enough.refusal();
  });
}

Result<ClosedPoll> close_poll(const Office& office, PollSecrets& secrets, const Actor& actor, Id poll_id,
                              const std::string& typed, FewBallots few, const CloseSteps& steps) {
  const auto reason = reason_of(typed);
  if (!reason) return reason.refusal();
  const auto secret = secrets.find(poll_id);
  if (const auto count = ballots_to_count(office, actor, poll_id, typed, few); !count) return count.refusal();
  // Then nobody can vote any more; whoever was acknowledged before that is in the box.
  Generations generations;  // of spools' keys
  const auto begun = on_poll(office, actor, poll_id, "poll.begin_close", round::PollCommand::BeginClose,
                             [&](store::Writing& db, Json&, store::StoredPoll& poll) -> Result<> {
                               if (!secret || secret->tag("poll", std::to_string(poll_id)) != poll.secret_tag)
                                 return refuse(poll_secret_gone, {Phrase(poll.electorate)});
                               if (steps.first) steps.first(db);
                               store::change_poll(db, poll);
                               generations = mix_spools(db, secrets, *secret, poll_id, 0, office.random);
                               return Done{};
                             });
  if (!begun) return begun.refusal();
  secrets.destroy_older_spool_keys(poll_id, generations);
  const Closing closing = look(office, [&](store::Reading& db) { return read_closing(db, poll_id); });

  ballot::BulletinHead head{std::to_string(poll_id), closing.opened.round.name, closing.poll.electorate,
                            today(office),           closing.poll.ack_key,      closing.rules.least};
  ClosedPoll closed;
  std::vector<ballot::BulletinPaper> papers;
  std::vector<Refusal> faults;
  std::vector<std::pair<PollFigure, Phrase>> figures;
  std::vector<std::string> results;  // as papers
  bool has_closed_sheets = false;
  for (const auto& one : closing.papers) {
    if (steps.on_paper) steps.on_paper(papers.size(), closing.papers.size());
    auto found = look_into_box(office, secrets, *secret, one.stored, one.paper);
    faults.insert(faults.end(), found.faults.begin(), found.faults.end());
    const auto counted = count_of(one);
    if (!counted) return counted.refusal();
    ballot::BulletinPaper made{
        one.paper, one.stored.public_key,   one.issued, ballot::Tally::empty(one.paper), *counted,
        false,     std::move(found.ballots)};
    for (const auto& ballot : made.ballots) made.tally.add(*ballot::read_sheet(one.paper, ballot.sheet));
    closed.ballots += made.tally.returned;
    ballot::Tally all = made.tally;
    all.issued = one.issued;
    std::vector<ballot::Figure> parts = {{"", made.tally.valid}};
    if (made.counted) {
      all.add(*made.counted);
      parts.push_back({"", made.counted->valid});
    }
    // A few counted on paper would show as the difference of the whole and the published ballots, and the other way
    // round.
    const auto is_hidden = ballot::hidden(parts, closing.rules.least);
    made.is_hidden = std::find(is_hidden.begin(), is_hidden.end(), true) != is_hidden.end();
    has_closed_sheets |= !made.is_open();
    auto why = withheld(closing, one, all);
    results.push_back(json_of(result_of(one.paper, all, one.entitled, made.counted ? made.counted->returned : 0,
                                        closing.rules, made.is_hidden, why))
                          .dump());
    if (why) {
      closed.withheld.push_back(std::move(*why));
      // What an earlier poll of the electorate yielded counts no more.
      if (closing.poll.number > 1)
        for (auto& cell : cells_of(closing.opened.scheme(), closing.electorate, one.paper))
          figures.emplace_back(std::move(cell), Phrase("0"));
    } else {
      const std::string n =
          std::to_string(all.issued) + "/" + std::to_string(all.returned) + "/" + std::to_string(all.valid);
      for (auto& figure :
           figures_of(closing.opened.scheme(), closing.electorate, closing.rules, one.paper, all, one.entitled))
        figures.emplace_back(std::move(figure), Phrase(n));
    }
    papers.push_back(std::move(made));
  }
  if (!faults.empty() && reason->empty())
    return refuse(box_faulty, {std::to_string(faults.size()),
                               Phrase(faults[0].says(Language::Chinese), faults[0].says(Language::English))});
  store::StoredBulletin bulletin;
  bulletin.bytes = ballot::bulletin_text(head, papers, ballot::Readers::Public);
  bulletin.sha256 = closed.sha256 = sha256_hex(bulletin.bytes);
  if (has_closed_sheets) {
    bulletin.scrutiny_bytes = ballot::bulletin_text(head, papers, ballot::Readers::Scrutineers);
    bulletin.scrutiny_sha256 = sha256_hex(bulletin.scrutiny_bytes);
  }
  if (steps.on_paper) steps.on_paper(papers.size(), papers.size());
  closed.figures = static_cast<std::size_t>(
      std::count_if(figures.begin(), figures.end(), [](const auto& one) { return !one.first.value.empty(); }));
  const auto done = on_poll(office, actor, poll_id, "poll.close", round::PollCommand::Close,
                            [&](store::Writing& db, Json& body, store::StoredPoll& poll) -> Result<> {
                              store::add_bulletin(db, poll_id, bulletin);
                              for (std::size_t i = 0; i < results.size(); ++i)
                                store::set_paper_result(db, closing.papers[i].stored.key, results[i]);
                              for (const auto& [figure, n] : figures)
                                store_figure(db, office, actor, closing, figure,
                                             "公布表 / bulletin " + closed.sha256 + ",发出/收回/有效 " + n.zh);
                              store::forget_paper_keys(db, poll_id);
                              poll.closed_on = head.closed_on;
                              store::change_poll(db, poll);
                              body["bulletin_sha256"] = closed.sha256;
                              if (has_closed_sheets) body["scrutiny_sha256"] = bulletin.scrutiny_sha256;
                              body["ballots"] = closed.ballots;
                              body["figures"] = closed.figures;
                              if (!reason->empty()) body["reason"] = *reason;
                              if (!faults.empty()) {
                                for (const auto& fault : faults) body["faults"].push_back(fault.code());
                              }
                              if (steps.last) steps.last(db, closed);
                              return Done{};
                            });
  if (!done) return done.refusal();
  secrets.destroy(poll_id);
  return closed;
}

Result<std::vector<Refusal>> verify_poll(const Office& office, PollSecrets& secrets, const Actor& actor, Id poll_id) {
  std::vector<Refusal> faults;
  std::string electorate;
  bool is_begun = false;
  const auto seen = look(office, [&](store::Reading& db) -> Result<> {
    const auto poll = store::poll_of(db, poll_id);
    if (!poll) return refuse(not_found, {poll_word});
    if (!may_see_polls(actor, store::round_of(db, poll->round_id)->unit_id)) return no_right_to_polls();
    const auto state = state_of(*poll);
    electorate = poll->electorate;
    is_begun = state == round::PollState::Open || state == round::PollState::Closing;
    if (auto changed = keys_fault(db, *poll)) faults.push_back(std::move(*changed));
    if (state != round::PollState::Closed) return Done{};
    const auto bulletin = store::bulletin_of(db, poll_id);
    std::string told;
    for (std::int64_t seq = 0;;) {  // the journal is the one that says which was published
      const auto rows = store::journal_rows(db, seq, 1000);
      if (rows.empty()) break;
      seq = rows.back().seq;
      for (const auto& row : rows) {
        if (row.action != "poll.close") continue;
        const auto body = Json::read(row.body);  // somebody may have changed it
        const auto* sha256 = body && body->whole_at("poll") == poll_id ? body->text_at("bulletin_sha256") : nullptr;
        if (sha256) told = *sha256;
      }
    }
    if (!bulletin || sha256_hex(bulletin->bytes) != told)
      faults.push_back(refuse(bulletin_row_changed, {Phrase(poll->electorate)}));
    return Done{};
  });
  if (!seen) return seen.refusal();
  if (!is_begun) return faults;
  auto box = look_into_boxes(office, &secrets, poll_id);
  if (box.not_opened) return refuse(poll_secret_gone, {Phrase(electorate)});
  std::ranges::move(box.faults, std::back_inserter(faults));
  return faults;
}

}  // namespace pingxing::office
