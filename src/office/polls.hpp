// The office's side of polls: making one from the scheme, its roll and slips, opening it, the counts of tellers, and
// the close, which yields the bulletin and the figures of the round.
#pragma once
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "ballot/tally.hpp"
#include "office/key_stock.hpp"
#include "office/poll_papers.hpp"
#include "office/poll_results.hpp"
#include "office/polling.hpp"
#include "store/ballots.hpp"

namespace pingxing::office {

struct PollPlan {
  SchemeElectorate electorate;
  std::optional<Id> poll_id;  // where there is a poll of it: the latest
  std::vector<Id> earlier;    // closed ones before it
};
/// The electorates of a round's scheme.
Result<std::vector<PollPlan>> plan_polls(const Office& office, const Actor& actor, Id round_id);

/// A draft by what the scheme states and else by `chosen`, with its papers, and everybody on the roll who has an
/// account and belongs to a subject's unit where `roll` says so. An electorate whose poll is closed can have a further
/// one, with a reason: the latest closed one counts, those before it stay to be read.
enum class FirstRoll { Empty, Members };
Result<Id> create_poll(const Office& office, const Actor& actor, Id round_id, const std::string& electorate,
                       const PollRules& chosen, FirstRoll roll, const std::string& reason = "");
/// Whether the secret of a poll that was opened is not here.
bool is_secret_lost(PollSecrets& secrets, const store::StoredPoll& poll);
/// One that was opened and whose secret is lost, so that it can neither go on nor be counted: with the reason. Its
/// ballots stay, unread; a further poll can be held.
Result<> give_up_poll(const Office& office, PollSecrets& secrets, const Actor& actor, Id poll_id,
                      const std::string& reason);
Result<> remove_draft(const Office& office, const Actor& actor, Id poll_id);

/// The roll anew: logins, each with the pool whose papers are theirs ("*": all). Not of a closed poll; who got tokens
/// stays.
struct RollLine {
  std::string login, pool;
};
Result<> set_roll(const Office& office, const Actor& actor, Id poll_id, const std::vector<RollLine>& lines);

constexpr std::int64_t slips_max = 2000;
/// New slips for a pool; the codes are given once, in random order, and only their hashes are kept.
Result<std::vector<std::string>> make_slips(const Office& office, const Actor& actor, Id poll_id,
                                            const std::string& pool, std::int64_t count);

/// Opens it, with keys from the stock. Its secret is on disk before anything else is.
Result<> open_poll(const Office& office, PollSecrets& secrets, KeyStock& stock, const Actor& actor, Id poll_id);
/// The same with keys from wherever they come; `last` stands in the transaction that opens it.
using KeyMaker = std::function<std::vector<ballot::PrivateKey>(std::size_t count)>;
Result<> open_poll(const Office& office, PollSecrets& secrets, const KeyMaker& make_keys, const Actor& actor,
                   Id poll_id, const std::function<void(store::Writing&)>& last);
/// How many keys are to be made for it, for who may open it now.
Result<std::size_t> keys_to_make(const Office& office, const Actor& actor, Id poll_id);

/// Counts on paper by one teller; each teller enters his own.
Result<> enter_count(const Office& office, const Actor& teller, Id poll_id, std::int64_t position,
                     const ballot::Tally& tally);

/// What is wrong with the rows of an open poll or the bulletin of a closed one: one refusal a fault.
Result<std::vector<Refusal>> verify_poll(const Office& office, PollSecrets& secrets, const Actor& actor, Id poll_id);

struct ClosedPoll {
  std::string sha256;  // of the bulletin
  std::int64_t ballots = 0;
  std::size_t figures = 0;
  std::vector<Phrase> withheld;  // papers that yielded no figure, and why
};
/// Whether tallies that are withheld for want of ballots are accepted by whoever closes.
enum class FewBallots { Refused, Accepted };
/// For a close that takes long.
struct CloseSteps {
  std::function<void(store::Writing&)> first = {};  // in the transaction that ends the voting
  std::function<void(std::size_t done, std::size_t total)> on_paper = {};
  std::function<void(store::Writing&, const ClosedPoll&)> last = {};  // in the one that publishes
};
/// Takes no more ballots, counts, publishes, and destroys the keys. `reason`: why it is closed in spite of faults in
/// the box; else a faulty box refuses. Where papers have fewer ballots than are shown, whoever closes has to accept
/// that they are withheld. A close that broke off is taken up where it stood.
Result<ClosedPoll> close_poll(const Office& office, PollSecrets& secrets, const Actor& actor, Id poll_id,
                              const std::string& reason, FewBallots few = FewBallots::Refused,
                              const CloseSteps& steps = {});
/// How many ballots its close has to count, for who may close it so; else why not.
Result<std::size_t> ballots_to_count(const Office& office, const Actor& actor, Id poll_id, const std::string& reason,
                                     FewBallots few);

struct TellerCount {
  Id account_id = 0;
  std::string by;
  ballot::Tally tally;
};
struct PaperView {
  std::int64_t position = 0;
  ballot::Paper paper;
  std::int64_t issued = 0, returned = 0;  // of ballots on phones
  std::vector<TellerCount> counts;
  std::optional<Phrase> difference;   // of two tellers
  std::optional<PaperResult> result;  // once closed
};
struct PollView {
  store::StoredPoll poll;
  std::string round_name;
  PollRules rules;
  std::vector<PaperView> papers;
  std::vector<RollLine> roll;
  std::vector<store::SlipCount> slips;
  std::vector<std::string> pools;
  std::string keys_sha256;  // of the list of keys; empty in a draft
  std::string bulletin_sha256;
  bool has_scrutiny = false;
};
Result<PollView> view_poll(const Office& office, const Actor& actor, Id poll_id);

/// What a voter may vote on now.
struct OpenBallot {
  Id poll_id = 0;
  std::string electorate, round_name;
  bool is_fetched = false;  // signatures were given; whether they were used nobody knows
};
std::vector<OpenBallot> open_ballots(const Office& office, const Actor& voter);
bool is_fetched(const Office& office, const Actor& voter, Id poll_id);

bool is_published(const Office& office, Id poll_id);
/// Anybody may have the public one; the other is for the office, verifiers and auditors.
Result<std::string> public_bulletin(const Office& office, Id poll_id);
Result<std::string> scrutiny_bulletin(const Office& office, const Actor& actor, Id poll_id);

/// At the start of a server: secrets of polls that are closed go.
void tidy_secrets(const Office& office, PollSecrets& secrets);

}  // namespace pingxing::office
