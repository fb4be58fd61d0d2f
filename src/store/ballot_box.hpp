// Where ballots lie: first in the spool of their paper, then, mixed with others, in its box. Nothing here is given a
// voter, a moment or an order.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "store/ballots.hpp"

namespace pingxing::store {

struct SealedBallot {
  std::string tag, sealed;  // bytes
};
struct BoxSum {
  std::int64_t ballots = 0;
  std::string row_sum = std::string(32, '\0');  // bytes
};
struct StoredBox {
  BoxSum mixed, waiting;
  std::int64_t generation = 0;  // of the key that the waiting ones are sealed with
};

/// The ballots of papers. Many at once: to a server each call is one way there and back, whatever their number.
class BallotBox {
 public:
  explicit BallotBox(Writing& db) : db_(db) {}
  struct Put {
    PaperKey paper;
    SealedBallot ballot;
  };
  /// CHECKs that all papers have one.
  std::map<PaperKey, StoredBox> of(const std::set<PaperKey>& papers);
  void set(const std::map<PaperKey, StoredBox>& boxes);
  /// What lies in the box under each tag; nothing where no ballot does.
  std::vector<std::optional<std::string>> mixed_under(const std::vector<std::string>& tags);
  /// Into the spools. Which of them are new: a ballot whose tag lies there already, or came before in the same call, is
  /// not put in.
  std::vector<bool> put(const std::vector<Put>& ballots);
  /// What waits under a tag; CHECKs that something does.
  std::string waiting_under(const PaperKey& paper, const std::string& tag);

  struct Mix {
    std::vector<SealedBallot> mixed;  // go into the box
    std::vector<SealedBallot> kept;   // all that waits afterwards
  };
  /// In the order of their tags, which is nobody's.
  void mix(std::map<PaperKey, Mix> mixes);

 private:
  Writing& db_;
};

std::vector<SealedBallot> ballots_of(Reading& db, const PaperKey& paper);          // in the box, by tag
std::vector<SealedBallot> waiting_ballots_of(Reading& db, const PaperKey& paper);  // in the spool, by tag
std::optional<StoredBox> box_of(Reading& db, const PaperKey& paper);
/// Position, how many, mixed or waiting.
std::vector<std::pair<std::int64_t, std::int64_t>> ballot_counts(Reading& db, Id poll_id);
/// Rows of a paper, mixed or waiting, as they lie there.
std::int64_t count_ballot_rows(Reading& db, const PaperKey& paper);
/// Of all polls, as their boxes say.
std::int64_t count_ballots(Reading& db);
/// Papers with ballots that wait.
std::vector<PaperKey> papers_waiting(Reading& db, Id poll_id);

}  // namespace pingxing::store
