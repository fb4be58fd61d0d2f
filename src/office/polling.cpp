#include "office/polling.hpp"

#include <algorithm>
#include <set>

#include "ballot/bytes.hpp"
#include "ballot/voter_key.hpp"
#include "base/check.hpp"
#include "base/hash.hpp"
#include "office/ballot_messages.hpp"
#include "office/poll_access.hpp"
#include "office/poll_keys.hpp"
#include "office/poll_papers.hpp"
#include "store/rounds.hpp"

namespace pingxing::office {

namespace {

Refusal not_open(const store::StoredPoll& poll) {
  const auto state = state_of(poll);
  const auto& why = state == round::PollState::Draft     ? poll_not_open
                    : state == round::PollState::GivenUp ? poll_given_up
                                                         : poll_closed;
  return refuse(why, {Phrase(poll.electorate)});
}

}  // namespace

struct Polling::Waiting {
  std::shared_ptr<const OpenPoll> poll;
  Arrival arrival;  // its ballot is of who waits
  std::exception_ptr failure;
  bool is_done = false;
  std::condition_variable told;
};

std::string voter_name(const Actor& voter) { return "account " + std::to_string(voter.account_id); }
std::string slip_code(std::string_view typed) {
  std::string code;
  for (const char c : typed) {
    if (c == ' ' || c == '-') continue;
    code += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  }
  return code;
}
std::string slip_hash(const std::string& code) { return sha256_hex("pingxing slip 1\n" + code); }
std::string paper_id(const store::PaperKey& key) {
  return std::to_string(key.poll_id) + "-" + std::to_string(key.position);
}
std::string paper_key_name(const store::PaperKey& paper) { return "paper key " + paper_id(paper); }
std::string title_of(const ballot::Paper& paper) {
  const auto& first = paper.questions.front();
  if (paper.questions.size() > 1) return paper.pool + (first.title.empty() ? "" : " " + first.title);
  return first.subject_name + (first.title.empty() ? "" : " " + first.title);
}

Polling::Polling(Office office, PollSecrets& secrets, PollingOptions options)
    : office_(office),
      secrets_(secrets),
      options_(options),
      box_(office_, secrets, options.mixed_least),
      thread_([this] { run(); }) {}

Polling::~Polling() {
  {
    const std::lock_guard lock(mutex_);
    is_ending_ = true;
  }
  arrived_.notify_all();
  thread_.join();
}

Result<std::shared_ptr<const OpenPoll>> Polling::open_poll(store::Id poll_id) {
  std::optional<store::StoredPoll> stored;
  std::vector<store::StoredPaper> papers;
  std::shared_ptr<const OpenPoll> known;
  {
    const std::lock_guard lock(polls_mutex_);
    if (const auto found = polls_.find(poll_id); found != polls_.end()) known = found->second;
  }
  look(office_, [&](store::Reading& db) {
    stored = store::poll_of(db, poll_id);
    if (stored && state_of(*stored) == round::PollState::Open && !known) papers = store::papers_of(db, poll_id);
    return 0;
  });
  if (!stored) return refuse(paper_unknown);
  if (state_of(*stored) != round::PollState::Open) {
    forget(poll_id);
    return not_open(*stored);
  }
  if (known) return known;
  auto secret = secrets_.find(poll_id);
  if (!secret || secret->tag("poll", std::to_string(poll_id)) != stored->secret_tag)
    return refuse(poll_secret_gone, {Phrase(stored->electorate)});
  auto opened = std::make_shared<OpenPoll>(OpenPoll{*stored, *secret, ballot::AckKey(*secret), {}});
  opened->keys = key_list_of(*stored, papers);
  for (const auto& one : papers) {
    auto paper = ballot::paper_from(one.text);
    auto key = ballot::PublicKey::from_spki(one.public_key);
    auto der = secret->open(paper_key_name(one.key), one.sealed_key);
    auto private_key = der ? ballot::PrivateKey::from_secret_der(*der) : std::nullopt;
    if (der) ballot::wipe(*der);
    // A row that somebody changed: better no poll than one with another's key.
    if (!paper || !key || !private_key || private_key->public_key().spki() != one.public_key)
      return refuse(poll_secret_gone, {Phrase(stored->electorate)});
    opened->papers.push_back(
        {one.key, one.subject_id, std::move(*paper), std::move(*key), one.public_key, std::move(private_key)});
  }
  PollBox(office_, secrets_, options_.mixed_least).tidy(*opened);
  const std::lock_guard lock(polls_mutex_);
  return polls_[poll_id] = std::move(opened);
}

void Polling::forget(store::Id poll_id) {
  const std::lock_guard lock(polls_mutex_);
  polls_.erase(poll_id);
}

Result<std::vector<std::int64_t>> Polling::ballot_of(const Actor& voter, store::Id poll_id) {
  auto poll = open_poll(poll_id);
  if (!poll) return poll.refusal();
  const auto rules = poll_rules_from((*poll)->poll.rules);
  return look(office_, [&](store::Reading& db) -> Result<std::vector<std::int64_t>> {
    const auto own_pools = store::pools_of_voter(db, poll_id, voter.account_id);
    const std::set<std::string> pools(own_pools.begin(), own_pools.end());
    if (pools.empty()) return refuse(not_on_roll, {Phrase((*poll)->poll.electorate)});
    std::set<store::Id> own;  // subjects that the voter is
    if (!rules.is_self_allowed && !rules.is_list() && voter.person_id)
      for (const auto& subject : store::subjects_of(db, (*poll)->poll.round_id))
        if (subject.person_id == voter.person_id) own.insert(subject.id);
    std::vector<std::int64_t> positions;
    for (const auto& paper : (*poll)->papers)
      if ((pools.contains("*") || pools.contains(paper.paper.pool)) && !own.contains(paper.subject_id))
        positions.push_back(paper.key.position);
    return positions;
  });
}

Result<std::vector<BlindSigned>> Polling::issue(const Actor& voter, store::Id poll_id,
                                                const std::vector<Blinded>& wanted) {
  const auto allowed = ballot_of(voter, poll_id);
  if (!allowed) return allowed.refusal();
  const auto poll = open_poll(poll_id);
  if (!poll) return poll.refusal();
  return issue_to(voter_name(voter), **poll, *allowed, wanted, "");
}

Result<std::vector<BlindSigned>> Polling::issue_to(const std::string& voter, const OpenPoll& poll,
                                                   const std::vector<std::int64_t>& allowed,
                                                   const std::vector<Blinded>& wanted, const std::string& slip) {
  auto signatures = sign(poll, allowed, wanted);  // before it is known who asked before: signing writes nothing
  if (!signatures) return signatures;
  std::optional<Refusal> refusal;
  struct Undo {};
  try {
    office_.database.write([&](store::Writing& db) {
      refusal.reset();
      const auto stored = store::poll_of(db, poll.poll.id);
      if (!stored || state_of(*stored) != round::PollState::Open) refusal = not_open(stored.value_or(poll.poll));
      store::Issuing issuing(db);
      auto hashes = issuing.before(poll.poll.id, voter);
      std::map<std::int64_t, std::string> added;
      for (const auto& one : wanted) {
        const std::string hash = sha256_hex(one.message);
        if (hashes.emplace(one.position, hash).second)
          added.emplace(one.position, hash);
        else if (hashes[one.position] != hash && !refusal)
          refusal = refuse(issued_already, {Phrase(title_of(poll.paper(one.position)->paper))});
      }
      if (refusal) throw Undo{};
      issuing.add(poll.poll.id, voter, added);
      if (!slip.empty()) store::set_slip_used(db, slip, poll.secret.tag("slip", "tokens"));
    });
  } catch (const Undo&) {
    return *refusal;
  }
  return signatures;
}

Result<std::vector<BlindSigned>> Polling::sign(const OpenPoll& poll, const std::vector<std::int64_t>& allowed,
                                               const std::vector<Blinded>& wanted) {
  const Turns::Turn turn(signing_);
  std::vector<BlindSigned> answers;
  for (const auto& one : wanted) {
    const auto* paper = poll.paper(one.position);
    if (!paper) return refuse(paper_unknown);
    if (std::find(allowed.begin(), allowed.end(), one.position) == allowed.end())
      return refuse(paper_not_yours, {Phrase(title_of(paper->paper))});
    auto signature = paper->private_key->blind_sign(one.message);
    if (!signature) return signature.refusal();
    answers.push_back({one.position, std::move(*signature)});
  }
  return answers;
}

Result<Polling::SlipBallot> Polling::ballot_of_slip(const std::string& typed) {
  const auto slip =
      look(office_, [&](store::Reading& db) { return store::slip_with(db, slip_hash(slip_code(typed))); });
  if (!slip) return refuse(slip_unknown);
  const auto poll = open_poll(slip->poll_id);
  if (!poll) return poll.refusal();
  SlipBallot ballot{slip->poll_id, {}};
  for (const auto& paper : (*poll)->papers)
    if (slip->pool == "*" || slip->pool == paper.paper.pool) ballot.positions.push_back(paper.key.position);
  return ballot;
}

Result<std::vector<BlindSigned>> Polling::issue_for_slip(const std::string& typed, const std::vector<Blinded>& wanted) {
  const auto ballot = ballot_of_slip(typed);
  if (!ballot) return ballot.refusal();
  const auto poll = open_poll(ballot->poll_id);
  if (!poll) return poll.refusal();
  const std::string hash = slip_hash(slip_code(typed));
  const auto slip = look(office_, [&](store::Reading& db) { return store::slip_with(db, hash); });
  if (!slip->used_for.empty() && slip->used_for != (*poll)->secret.tag("slip", "tokens")) return refuse(slip_used);
  return issue_to("slip " + hash, **poll, ballot->positions, wanted, hash);
}

Result<std::vector<ballot::Receipt>> Polling::cast_by_slip(const std::string& typed,
                                                           const std::vector<Marked>& sheets) {
  const auto allowed = ballot_of_slip(typed);
  if (!allowed) return allowed.refusal();
  const auto opened = open_poll(allowed->poll_id);
  if (!opened) return opened.refusal();
  const OpenPoll& poll = **opened;
  const std::string hash = slip_hash(slip_code(typed));
  std::string all;
  std::set<std::int64_t> seen;
  for (const auto& one : sheets) {
    const auto* paper = poll.paper(one.position);
    if (!paper || !seen.insert(one.position).second ||
        std::find(allowed->positions.begin(), allowed->positions.end(), one.position) == allowed->positions.end())
      return refuse(paper_unknown);
    if (const auto sheet = ballot::read_sheet(paper->paper, one.sheet); !sheet) return sheet.refusal();
    all += std::to_string(one.position) + ":" + one.sheet + "\n";
  }
  // The voter's part, from the secret and the slip: the same sheets make the same tokens when they come again.
  std::vector<ballot::Ballot> ballots;
  for (const auto& one : sheets) {
    const auto& paper = *poll.paper(one.position);
    const std::string name = hash + " " + std::to_string(one.position);
    const auto own = ballot::VoterKey::from_seed(poll.secret.tag("slip voter key", name));
    const std::string prefix = poll.secret.tag("slip prefix", name);
    const auto blinding = ballot::Blinding::of(paper.public_key, prefix + own.public_half(), office_.random);
    const auto blind = paper.private_key->blind_sign(blinding.blinded);
    CHECK(blind);
    const auto signature = blinding.finalize(paper.public_key, prefix + own.public_half(), *blind);
    CHECK(signature);
    ballot::Ballot ballot{{prefix, own.public_half(), *signature},
                          one.sheet,
                          poll.secret.tag("slip salt", name).substr(0, ballot::salt_size),
                          ""};
    ballot.proof = own.sign(ballot::proof_message(ballot::commitment_of(paper.paper, ballot.sheet, ballot.salt)));
    ballots.push_back(std::move(ballot));
  }
  // First the slip is spent for exactly these sheets, then they go into the box with those of others. Whoever sends
  // the same again, because the answer was lost, brings them in where the first time broke off between the two.
  const std::string used_for = poll.secret.tag("slip", all);
  std::optional<Refusal> refusal;
  office_.database.write([&](store::Writing& db) {
    refusal.reset();
    const auto stored = store::poll_of(db, poll.poll.id);
    const auto slip = store::slip_with(db, hash);
    if (!stored || state_of(*stored) != round::PollState::Open)
      refusal = not_open(stored.value_or(poll.poll));
    else if (!slip)
      refusal = refuse(slip_unknown);
    else if (!slip->used_for.empty() && slip->used_for != used_for)
      refusal = refuse(slip_used);
    if (refusal || !slip->used_for.empty()) return;
    std::map<std::int64_t, std::string> tokens;
    for (std::size_t i = 0; i < sheets.size(); ++i)
      // Not the hash of the token: that one is published beside the ballot.
      tokens.emplace(sheets[i].position, hex_of(poll.secret.tag("slip token", ballots[i].token.prepared())));
    store::Issuing(db).add(poll.poll.id, "slip " + hash, tokens);
    store::set_slip_used(db, hash, used_for);
  });
  if (refusal) return *refusal;
  std::vector<ballot::Receipt> receipts;
  for (std::size_t i = 0; i < sheets.size(); ++i) {
    auto receipt = cast(poll.poll.id, sheets[i].position, ballots[i]);
    if (!receipt) return receipt.refusal();
    receipts.push_back(std::move(*receipt));
  }
  return receipts;
}

ballot::Receipt Polling::receipt_of(const OpenPoll& poll, const OpenPaper& paper, const ballot::Ballot& ballot) const {
  ballot::Receipt receipt{paper.paper.id, ballot.token.prepared(),
                          ballot::commitment_of(paper.paper, ballot.sheet, ballot.salt), ""};
  receipt.ack = poll.ack_key.sign(ballot::ack_message(paper.paper.id, ballot.token, receipt.commitment));
  return receipt;
}

Result<ballot::Receipt> Polling::cast(store::Id poll_id, std::int64_t position, const ballot::Ballot& ballot) {
  // Whether it is still open is asked in the transaction that stores; here only its keys are needed.
  std::shared_ptr<const OpenPoll> known;
  {
    const std::lock_guard lock(polls_mutex_);
    if (const auto found = polls_.find(poll_id); found != polls_.end()) known = found->second;
  }
  auto poll = known ? Result<std::shared_ptr<const OpenPoll>>(known) : open_poll(poll_id);
  if (!poll) return poll.refusal();
  const auto* paper = (*poll)->paper(position);
  if (!paper) return refuse(paper_unknown);
  const auto sheet = ballot::check_ballot(paper->paper, paper->public_key, ballot);
  if (!sheet) return sheet.refusal();
  auto waiting = std::make_shared<Waiting>();
  waiting->poll = *poll;
  waiting->arrival = {poll->get(), paper, &ballot};
  {
    std::unique_lock lock(mutex_);
    CHECK(!is_ending_);
    queue_.push_back(waiting);
    if (queue_.size() == 1 || queue_.size() == wanted_) arrived_.notify_one();
    waiting->told.wait(lock, [&] { return waiting->is_done; });
  }
  if (waiting->failure) std::rethrow_exception(waiting->failure);
  if (const auto& refusal = waiting->arrival.refusal) {
    if (refusal->row == &poll_closed) forget(poll_id);
    return *refusal;
  }
  return receipt_of(**poll, *paper, ballot);
}

void Polling::run() {
  while (true) {
    Group group = next_group();
    if (!group.empty())
      take_in(std::move(group));
    else if (const std::lock_guard lock(mutex_); is_ending_)
      return;
    try {
      mix_full();
      forget_closed();
    } catch (const std::exception& error) {  // the ballots are stored; it is tried again
      options_.on_trouble(std::string("polls: ") + error.what());
    }
  }
}

Polling::Group Polling::next_group() {
  std::unique_lock lock(mutex_);
  arrived_.wait_for(lock, options_.watch, [&] { return !queue_.empty() || is_ending_; });
  if (!queue_.empty())
    arrived_.wait_for(lock, options_.patience, [&] { return queue_.size() >= wanted_ || is_ending_; });
  const auto count = static_cast<std::ptrdiff_t>(std::min(queue_.size(), options_.group_max));
  Group group(queue_.begin(), queue_.begin() + count);
  queue_.erase(queue_.begin(), queue_.begin() + count);
  return group;
}

/// Nothing of the group, and of its polls, stays behind.
void Polling::take_in(Group group) {
  shuffle(group, office_.random);
  store_group(group);
  const std::lock_guard lock(mutex_);
  wanted_ = std::max(group.size(), group_least);  // those who were answered often bring the next at once
  for (const auto& waiting : group) {
    waiting->is_done = true;
    waiting->told.notify_one();
  }
}

void Polling::store_group(const Group& group) {
  std::vector<Arrival*> arrivals;
  for (const auto& waiting : group) arrivals.push_back(&waiting->arrival);
  try {
    box_.put(arrivals);
  } catch (...) {
    for (const auto& waiting : group) waiting->failure = std::current_exception();
  }
}

void Polling::mix_full() {
  std::vector<std::shared_ptr<const OpenPoll>> full;
  {
    const std::lock_guard lock(polls_mutex_);
    for (const auto& [id, poll] : polls_)
      if (box_.is_full(id)) full.push_back(poll);
  }
  const auto now = std::chrono::steady_clock::now();
  for (const auto& poll : full) {
    auto& at = mixed_at_[poll->poll.id];
    if (now - at < options_.mixing_pause) continue;
    box_.mix(*poll);
    at = now;
  }
}

/// Where another server closed a poll, its keys go out of this one's memory too.
void Polling::forget_closed() {
  const auto now = std::chrono::steady_clock::now();
  if (now - watched_at_ < options_.watch) return;
  watched_at_ = now;
  std::vector<store::Id> known;
  {
    const std::lock_guard lock(polls_mutex_);
    for (const auto& [id, poll] : polls_) known.push_back(id);
  }
  for (const auto id : known) {
    const auto poll = look(office_, [&](store::Reading& db) { return store::poll_of(db, id); });
    if (!poll || state_of(*poll) != round::PollState::Open) forget(id);
  }
}

}  // namespace pingxing::office
