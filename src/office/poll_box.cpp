#include "office/poll_box.hpp"

#include <algorithm>

#include "base/check.hpp"
#include "office/ballot_messages.hpp"
#include "office/poll_access.hpp"

namespace pingxing::office {

namespace {

using store::PaperKey;

store::SealedBallot sealed_under(const ballot::PollSecret& key, const std::string& prepared,
                                 const std::string& packed) {
  const std::string tag = key.tag("token", prepared);
  return {tag, key.seal(tag, packed)};
}

void add_row(store::BoxSum& sum, const ballot::PollSecret& key, const store::SealedBallot& row) {
  ballot::RowSum marks(sum.row_sum);
  marks.add(row_mark(key, row));
  sum = {sum.ballots + 1, marks.bytes()};
}

/// Whether this is what lies there: the same vote again, whose answer was lost.
bool is_same(const ballot::PollSecret& key, const std::string& tag, const std::string& sealed,
             const ballot::Ballot& ballot) {
  const auto packed = key.open(tag, sealed);
  const auto before = packed ? ballot::unpacked(*packed) : std::nullopt;
  return before && before->sheet == ballot.sheet && before->salt == ballot.salt;
}

/// The mixing of one paper; nothing where its spool is not as it was written, which the verification names.
std::optional<store::BallotBox::Mix> mix_of(store::Writing& db, const PaperKey& paper, const ballot::PollSecret& secret,
                                            const ballot::PollSecret* key, const ballot::PollSecret& next_key,
                                            std::size_t kept, Random& random, store::StoredBox& box) {
  auto found = look_into_rows(key, store::waiting_ballots_of(db, paper), box.waiting);
  if (!found.odd_tags.empty() || !found.sum_holds) return std::nullopt;
  shuffle(found.ballots, random);
  store::BallotBox::Mix mix;
  box.waiting = {};
  ++box.generation;
  for (std::size_t i = 0; i < found.ballots.size(); ++i) {
    const auto& one = found.ballots[i];
    const bool stays = i < kept;
    const auto& under = stays ? next_key : secret;
    auto row = sealed_under(under, one.ballot.token.prepared(), one.packed);
    add_row(stays ? box.waiting : box.mixed, under, row);
    (stays ? mix.kept : mix.mixed).push_back(std::move(row));
  }
  return mix;
}

}  // namespace

std::string row_mark(const ballot::PollSecret& key, const store::SealedBallot& row) {
  return key.tag("row", row.tag + row.sealed);
}

RowsLook look_into_rows(const ballot::PollSecret* key, const std::vector<store::SealedBallot>& rows,
                        const store::BoxSum& sum) {
  RowsLook found;
  store::BoxSum again;
  for (const auto& row : rows) {
    const auto packed = key ? key->open(row.tag, row.sealed) : std::nullopt;
    auto ballot = packed ? ballot::unpacked(*packed) : std::nullopt;
    if (ballot && key->tag("token", ballot->token.prepared()) == row.tag)
      found.ballots.push_back({row.tag, *packed, std::move(*ballot)});
    else
      found.odd_tags.push_back(row.tag);
    if (key) add_row(again, *key, row);
  }
  found.sum_holds = again.ballots == sum.ballots && again.row_sum == sum.row_sum;
  return found;
}

PollBox::PollBox(const Office& office, PollSecrets& secrets, std::size_t least)
    : office_(office), secrets_(secrets), least_(std::max<std::size_t>(least, 1)) {}

void PollBox::put(const std::vector<Arrival*>& arrivals) {
  office_.database.write([&](store::Writing& db) {
    full_.clear();
    std::map<store::Id, bool> are_open;
    std::vector<Arrival*> taken;
    std::set<PaperKey> papers;
    for (auto* one : arrivals) {
      one->refusal.reset();  // of an earlier try
      const auto& poll = one->poll->poll;
      auto is_open = are_open.find(poll.id);
      if (is_open == are_open.end())
        is_open = are_open.emplace(poll.id, state_of(*store::poll_of(db, poll.id)) == round::PollState::Open).first;
      if (is_open->second) {
        taken.push_back(one);
        papers.insert(one->paper->key);
      } else {
        one->refusal = refuse(poll_closed, {Phrase(poll.electorate)});
      }
    }
    store::BallotBox box(db);
    auto boxes = box.of(papers);
    std::map<PaperKey, std::optional<ballot::PollSecret>> keys;
    for (const auto& [paper, stored] : boxes) {
      auto key = secrets_.spool_key(paper.poll_id, paper.position, stored.generation);
      if (!key && stored.waiting.ballots == 0) {  // the first ballot of all
        key = ballot::PollSecret::make(office_.random);
        secrets_.keep_spool_keys(paper.poll_id, {{paper.position, stored.generation, *key}});
      }
      keys.emplace(paper, std::move(key));
    }
    std::vector<std::string> tags;  // under which they would lie, had they been mixed
    for (const auto* one : taken) tags.push_back(one->poll->secret.tag("token", one->ballot->token.prepared()));
    const auto mixed = box.mixed_under(tags);
    std::vector<Arrival*> coming;
    std::vector<store::BallotBox::Put> rows;
    for (std::size_t i = 0; i < taken.size(); ++i) {
      auto& one = *taken[i];
      const auto& key = keys.at(one.paper->key);
      if (mixed[i]) {
        if (!is_same(one.poll->secret, tags[i], *mixed[i], *one.ballot)) one.refusal = refuse(token_used);
      } else if (!key) {
        one.refusal = refuse(poll_secret_gone, {Phrase(one.poll->poll.electorate)});
      } else {
        rows.push_back({one.paper->key, sealed_under(*key, one.ballot->token.prepared(),
                                                     ballot::packed(one.paper->paper, *one.ballot))});
        coming.push_back(&one);
      }
    }
    const auto are_new = box.put(rows);
    for (std::size_t i = 0; i < coming.size(); ++i) {
      const auto& [paper, row] = rows[i];
      const auto& key = *keys.at(paper);
      if (are_new[i])
        add_row(boxes.at(paper).waiting, key, row);
      else if (!is_same(key, row.tag, box.waiting_under(paper, row.tag), *coming[i]->ballot))
        coming[i]->refusal = refuse(token_used);
    }
    box.set(boxes);
    for (const auto& [paper, stored] : boxes)
      if (stored.waiting.ballots >= std::int64_t(2 * least_)) full_.insert(paper.poll_id);
  });
}

void PollBox::mix(const OpenPoll& poll) {
  Generations generations;
  office_.database.write([&](store::Writing& db) {
    generations.clear();
    if (state_of(*store::poll_of(db, poll.poll.id)) == round::PollState::Open)
      generations = mix_spools(db, secrets_, poll.secret, poll.poll.id, least_, office_.random);
  });
  full_.erase(poll.poll.id);
  secrets_.destroy_older_spool_keys(poll.poll.id, generations);  // once it is stored
}

void PollBox::tidy(const OpenPoll& poll) {
  Generations generations;
  office_.database.read([&](store::Reading& db) {
    for (const auto& paper : poll.papers)
      if (const auto box = store::box_of(db, paper.key)) generations.emplace(paper.key.position, box->generation);
  });
  secrets_.destroy_older_spool_keys(poll.poll.id, generations);
}

Generations mix_spools(store::Writing& db, PollSecrets& secrets, const ballot::PollSecret& secret, store::Id poll_id,
                       std::size_t kept, Random& random) {
  Generations generations;
  store::BallotBox box(db);
  const auto waiting = store::papers_waiting(db, poll_id);
  std::map<PaperKey, store::StoredBox> mixed;
  std::map<PaperKey, store::BallotBox::Mix> mixes;
  std::vector<PollSecrets::SpoolKey> next;
  for (auto& [paper, stored] : box.of({waiting.begin(), waiting.end()})) {
    if (stored.waiting.ballots < std::int64_t(2 * kept)) continue;
    const auto key = secrets.spool_key(poll_id, paper.position, stored.generation);
    auto next_key = ballot::PollSecret::make(random);
    auto mix = mix_of(db, paper, secret, key ? &*key : nullptr, next_key, kept, random, stored);
    if (!mix) continue;
    generations.emplace(paper.position, stored.generation);
    if (kept > 0) next.push_back({paper.position, stored.generation, std::move(next_key)});
    mixes.emplace(paper, std::move(*mix));
    mixed.emplace(paper, std::move(stored));
  }
  secrets.keep_spool_keys(poll_id, next);  // before the rows under them are stored
  box.mix(std::move(mixes));
  box.set(mixed);
  return generations;
}

}  // namespace pingxing::office
