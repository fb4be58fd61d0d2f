#include "office/look_into_box.hpp"

#include "base/check.hpp"
#include "base/hash.hpp"
#include "office/poll_access.hpp"
#include "office/poll_box.hpp"
#include "office/polling.hpp"

namespace pingxing::office {

namespace {

/// What lies at one place, in the box or in the spool of a paper.
struct Rows {
  std::vector<store::SealedBallot> rows;
  store::BoxSum sum;
};

/// Whether as many rows are there as the box was told.
bool are_as_told(std::int64_t count, std::int64_t told, const Phrase& title, std::vector<Refusal>& faults) {
  const auto differ = [&](const MessageRow& row, std::int64_t by) {
    faults.push_back(refuse(row, {title, std::to_string(by), std::to_string(told), std::to_string(count)}));
    return false;
  };
  if (count < told) return differ(row_missing, told - count);
  return count == told || differ(row_added, count - told);
}

/// Opens every row and holds the sum against them.
void look_into(const ballot::PollSecret* key, const ballot::Paper& paper, const std::string& spki, const Rows& there,
               BoxLook& look) {
  const Phrase title(title_of(paper));
  const auto public_key = ballot::PublicKey::from_spki(spki);
  auto found = look_into_rows(key, there.rows, there.sum);
  for (auto& one : found.ballots) {
    if (public_key && ballot::check_ballot(paper, *public_key, one.ballot))
      look.ballots.push_back(std::move(one.ballot));
    else
      found.odd_tags.push_back(one.tag);
  }
  for (const auto& tag : found.odd_tags)
    look.faults.push_back(refuse(row_changed, {title, Phrase(hex_of(tag).substr(0, 16))}));
  if (are_as_told(std::int64_t(there.rows.size()), there.sum.ballots, title, look.faults) && !found.sum_holds)
    look.faults.push_back(refuse(rows_swapped, {title}));
}

/// Without opening them: as many rows as the box says.
void count_rows(store::Reading& db, const store::StoredPaper& stored, const ballot::Paper& paper,
                std::vector<Refusal>& faults) {
  const auto box = store::box_of(db, stored.key).value_or(store::StoredBox());
  are_as_told(store::count_ballot_rows(db, stored.key), box.mixed.ballots + box.waiting.ballots,
              Phrase(title_of(paper)), faults);
}

}  // namespace

BoxLook look_into_box(const Office& office, PollSecrets& secrets, const ballot::PollSecret& secret,
                      const store::StoredPaper& stored, const ballot::Paper& asked) {
  const auto& paper = stored.key;
  Rows mixed, waiting;
  std::int64_t generation = -1;  // of the spool's key
  std::optional<ballot::PollSecret> key;
  // Where they are mixed between the look at the rows and that at the key, the key is gone: looked at again.
  for (bool is_mixed_meanwhile = true; is_mixed_meanwhile;) {
    const auto before = generation;
    office.database.read([&](store::Reading& db) {
      const auto box = store::box_of(db, paper).value_or(store::StoredBox());
      mixed = {store::ballots_of(db, paper), box.mixed};
      waiting = {store::waiting_ballots_of(db, paper), box.waiting};
      generation = box.generation;
    });
    key = secrets.spool_key(paper.poll_id, paper.position, generation);
    is_mixed_meanwhile = !key && generation != before;
  }
  BoxLook found;
  look_into(&secret, asked, stored.public_key, mixed, found);
  look_into(key ? &*key : nullptr, asked, stored.public_key, waiting, found);
  return found;
}

BoxFindings look_into_boxes(const Office& office, PollSecrets* secrets, Id poll_id) {
  BoxFindings findings;
  std::optional<ballot::PollSecret> secret;
  std::vector<std::pair<store::StoredPaper, ballot::Paper>> papers;
  office.database.read([&](store::Reading& db) {
    const auto poll = store::poll_of(db, poll_id);
    if (!poll) return;
    const auto state = round::poll_state_of(poll->state);  // somebody may have written another word
    const bool is_begun = state == round::PollState::Open || state == round::PollState::Closing;
    if (is_begun && secrets) secret = secrets->find(poll_id);
    if (secret && secret->tag("poll", std::to_string(poll_id)) != poll->secret_tag) secret.reset();
    if (is_begun && !secret) findings.not_opened = poll->electorate;
    for (auto& stored : store::papers_of(db, poll_id)) {
      auto paper = ballot::paper_from(stored.text);
      if (!paper) continue;  // its row is named as edited
      if (!secret) count_rows(db, stored, *paper, findings.faults);
      papers.emplace_back(std::move(stored), std::move(*paper));
    }
  });
  if (!secret) return findings;
  for (const auto& [stored, paper] : papers) {
    auto found = look_into_box(office, *secrets, *secret, stored, paper);
    std::ranges::move(found.faults, std::back_inserter(findings.faults));
  }
  return findings;
}

}  // namespace pingxing::office
