// The part of a poll that voters meet: getting tokens signed, casting ballots, slips. One object a server.
//
// Secrecy by construction: `issue` knows who asks and is never given a sheet; `cast` is given a ballot and cannot be
// told who sends it. No call writes a moment, an address or an order, and none is an action of the journal. Ballots
// that arrive together are shuffled and committed together; `cast` returns when its group is on disk. What becomes of
// them there: office/poll_box.hpp.
#pragma once
#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "ballot/ballot.hpp"
#include "ballot/bulletin.hpp"
#include "base/turns.hpp"
#include "office/key_stock.hpp"
#include "office/office.hpp"
#include "office/open_poll.hpp"
#include "office/poll_box.hpp"
#include "office/poll_secrets.hpp"

namespace pingxing::office {

struct PollingOptions {
  std::size_t group_max = 512;             // ballots committed together
  std::chrono::milliseconds patience{10};  // a group waits at most so long for others to be shuffled with
  std::size_t mixed_least = 20;            // ballots of a paper that are mixed together, and that wait on (PollBox)
  std::chrono::milliseconds mixing_pause{1000};  // between two mixings: many votes are mixed in larger groups
  std::chrono::milliseconds watch{2000};         // so often it is asked whether another server has closed a poll
  std::function<void(const std::string&)> on_trouble = [](const std::string&) {};  // that no voter is told
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
  void take_in(Group group);
  void store_group(const Group& group);
  void mix_full();
  void forget_closed();

  const Office office_;
  PollSecrets& secrets_;
  const PollingOptions options_;
  KeyStock keys_;
  PollBox box_;  // of the thread alone
  std::map<store::Id, std::chrono::steady_clock::time_point> mixed_at_;
  std::chrono::steady_clock::time_point watched_at_{};
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
std::string paper_id(const store::PaperKey& key);  // "3-17"
/// What people call a paper: its subject and what is asked.
std::string title_of(const ballot::Paper& paper);

}  // namespace pingxing::office
