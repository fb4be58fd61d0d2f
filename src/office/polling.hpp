// The part of a poll that voters meet: getting tokens signed, casting ballots, slips. One object a server.
//
// Secrecy by construction: `issue` knows who asks and is never given a sheet; `cast` is given a ballot and cannot be
// told who sends it. No call writes a moment, an address or an order, and none is an action of the journal. Ballots
// that arrive together are shuffled and committed together; `cast` returns when its group is on disk.
#pragma once
#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "ballot/ballot.hpp"
#include "ballot/bulletin.hpp"
#include "ballot/key_list.hpp"
#include "base/turns.hpp"
#include "office/key_stock.hpp"
#include "office/office.hpp"
#include "office/poll_secrets.hpp"
#include "store/ballots.hpp"

namespace pingxing::office {

struct PollingOptions {
  std::size_t group_max = 512;             // ballots committed together
  std::chrono::milliseconds patience{10};  // a group waits at most so long for others to be shuffled with
};

/// A paper that is open, with its keys.
struct OpenPaper {
  store::PaperKey key;
  store::Id subject_id = 0;
  ballot::Paper paper;
  ballot::PublicKey public_key;
  std::string spki;
  std::optional<ballot::PrivateKey> private_key;
};
struct OpenPoll {
  store::StoredPoll poll;
  ballot::PollSecret secret;
  ballot::AckKey ack_key;
  std::vector<OpenPaper> papers;  // by position, from 1
  ballot::KeyList keys = {};      // of all of them
  [[nodiscard]] const OpenPaper* paper(std::int64_t position) const {
    return position >= 1 && position <= std::int64_t(papers.size()) ? &papers[static_cast<std::size_t>(position - 1)]
                                                                    : nullptr;
  }
};

struct Blinded {
  std::int64_t position = 0;
  std::string message;  // bytes
};
struct BlindSigned {
  std::int64_t position = 0;
  std::string signature;  // bytes
};
struct Marked {
  std::int64_t position = 0;
  std::string sheet;
};

class Polling {
 public:
  Polling(Office office, PollSecrets& secrets, PollingOptions options = {});
  ~Polling();
  Polling(const Polling&) = delete;
  Polling& operator=(const Polling&) = delete;

  /// Nothing where the poll is not open; a refusal where its secret is not here.
  Result<std::shared_ptr<const OpenPoll>> open_poll(store::Id poll_id);
  [[nodiscard]] PollSecrets& secrets() const { return secrets_; }
  /// For polls that are not open yet.
  [[nodiscard]] KeyStock& keys() { return keys_; }
  /// Its keys go out of memory: called when it is closed.
  void forget(store::Id poll_id);

  /// Positions of the papers that this voter has a vote on.
  Result<std::vector<std::int64_t>> ballot_of(const Actor& voter, store::Id poll_id);
  /// Signs each once a voter and paper. The same blinded message is answered again; another one is refused.
  Result<std::vector<BlindSigned>> issue(const Actor& voter, store::Id poll_id, const std::vector<Blinded>& wanted);

  struct SlipBallot {
    store::Id poll_id = 0;
    std::vector<std::int64_t> positions;
  };
  Result<SlipBallot> ballot_of_slip(const std::string& code);
  Result<std::vector<BlindSigned>> issue_for_slip(const std::string& code, const std::vector<Blinded>& wanted);
  /// For phones that cannot blind: the server takes the voter's part. The same sheets are answered again.
  Result<std::vector<ballot::Receipt>> cast_by_slip(const std::string& code, const std::vector<Marked>& sheets);

  /// Takes in a ballot. The same ballot again is answered again; the same token with another sheet is refused.
  Result<ballot::Receipt> cast(store::Id poll_id, std::int64_t position, const ballot::Ballot& ballot);

 private:
  static constexpr std::size_t group_least = 4;  // with fewer there is little to shuffle
  struct Waiting;
  using Group = std::vector<std::shared_ptr<Waiting>>;

  Result<std::vector<BlindSigned>> issue_to(const std::string& voter, const OpenPoll& poll,
                                            const std::vector<std::int64_t>& allowed,
                                            const std::vector<Blinded>& wanted, const std::string& slip_hash);
  Result<std::vector<BlindSigned>> sign(const OpenPoll& poll, const std::vector<std::int64_t>& allowed,
                                        const std::vector<Blinded>& wanted);
  ballot::Receipt receipt_of(const OpenPoll& poll, const OpenPaper& paper, const ballot::Ballot& ballot) const;
  void run();
  Group next_group();
  void store_group(Group& group);
  void put_group(store::Writing& db, const Group& group) const;

  const Office office_;
  PollSecrets& secrets_;
  const PollingOptions options_;
  KeyStock keys_;
  // A turn a processor: signing does nothing else, so more at once would only make each voter wait for all others.
  Turns signing_{std::max(1U, std::thread::hardware_concurrency())};
  std::mutex polls_mutex_;
  std::map<store::Id, std::shared_ptr<const OpenPoll>> polls_;

  std::mutex mutex_;  // guards the rest
  std::condition_variable arrived_;
  std::deque<std::shared_ptr<Waiting>> queue_;
  std::size_t wanted_ = group_least;  // ballots that the next group waits for
  bool is_ending_ = false;
  std::thread thread_;  // the last: it uses the others
};

/// As who got a signature is written down.
std::string voter_name(const Actor& voter);
/// The part of a code that counts, as typed by people: without blanks and hyphens, in capitals.
std::string slip_code(std::string_view typed);
std::string slip_hash(const std::string& code);
/// Sealed under this name in the database.
std::string paper_key_name(const store::PaperKey& paper);
/// The mark of a row in a box's sum.
std::string row_mark(const ballot::PollSecret& secret, const store::SealedBallot& row);
std::string paper_id(const store::PaperKey& key);  // "3-17"
/// What people call a paper: its subject and what is asked.
std::string title_of(const ballot::Paper& paper);

}  // namespace pingxing::office
