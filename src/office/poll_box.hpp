// Ballots into the store. One that arrives waits in the spool of its paper, sealed under a key of the spool's own. When
// enough wait they are mixed: all are opened, some, chosen by lot, go into the box, the rest stay and are sealed anew,
// and the key that they came under is destroyed. So whoever reads the store and its logs later, with the secret of the
// poll beside them, cannot tell ballots apart that were mixed together. docs/ballots.md says what that holds against.
#pragma once
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "office/office.hpp"
#include "office/open_poll.hpp"
#include "office/poll_secrets.hpp"
#include "store/ballot_box.hpp"

namespace pingxing::office {

/// A ballot that was checked, on its way in.
struct Arrival {
  const OpenPoll* poll = nullptr;
  const OpenPaper* paper = nullptr;
  const ballot::Ballot* ballot = nullptr;
  std::optional<Refusal> refusal = {};  // what it met
};

class PollBox {
 public:
  /// `least`: so many ballots of a paper wait on after a mixing, and at least so many go into the box; from 1.
  PollBox(const Office& office, PollSecrets& secrets, std::size_t least);

  /// In the order given, as one transaction. The same ballot again is fine; another one with its token is refused.
  void put(const std::vector<Arrival*>& arrivals);
  /// Mixes the papers of the poll in which enough wait.
  void mix(const OpenPoll& poll);
  /// Whether some are: as the last ballots that were put in found it.
  [[nodiscard]] bool is_full(store::Id poll_id) const { return full_.contains(poll_id); }
  /// Keys of spools that a server which broke off in a mixing has left behind are destroyed.
  void tidy(const OpenPoll& poll);

 private:
  const Office& office_;
  PollSecrets& secrets_;
  const std::size_t least_;
  std::set<store::Id> full_;
};

/// What the rows of a box or a spool hold.
struct RowsLook {
  struct Row {
    std::string tag, packed;
    ballot::Ballot ballot;
  };
  std::vector<Row> ballots;           // of rows that are as the server wrote them
  std::vector<std::string> odd_tags;  // of the others
  bool sum_holds = false;             // it is that of the rows
};
RowsLook look_into_rows(const ballot::PollSecret* key, const std::vector<store::SealedBallot>& rows,
                        const store::BoxSum& sum);
/// Mixes the papers of a poll in which at least twice `kept` wait, all but spools that somebody has changed; `kept`
/// stay, nothing (0) at the close. Told are the papers that were mixed, with the generations of their keys that now
/// count: older ones can be destroyed once the transaction is stored.
using Generations = std::map<std::int64_t, std::int64_t>;  // by position
Generations mix_spools(store::Writing& db, PollSecrets& secrets, const ballot::PollSecret& secret, store::Id poll_id,
                       std::size_t kept, Random& random);
/// The mark of a row in the sum of a box or a spool.
std::string row_mark(const ballot::PollSecret& key, const store::SealedBallot& row);

}  // namespace pingxing::office
