// Polls: papers, the roll, slips, what was issued, counts of tellers, bulletins; ballots are in ballot_box.hpp.
//
// What knows voters and what knows ballots are two classes, and no function takes both: `Issuing` writes who got a
// signature and cannot be given a ballot; `BallotBox` takes ballots and cannot be given a voter.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "store/accounts.hpp"
#include "store/database.hpp"

namespace pingxing::store {

struct StoredPoll {
  Id id = 0, round_id = 0;
  std::string electorate, state, rules;
  std::string ack_key, secret_tag;  // bytes; empty in a draft
  std::string closed_on;
  std::int64_t number = 1;  // 2, 3, …: a further poll of the same electorate
  std::string reason = {};  // why there is a further one
};

struct PaperKey {
  Id poll_id = 0;
  std::int64_t position = 0;
  auto operator<=>(const PaperKey&) const = default;
};
struct StoredPaper {
  PaperKey key;
  std::string pool;
  Id subject_id = 0;
  std::string text;
  std::string public_key, sealed_key;  // bytes; empty where there is none
  std::string result;                  // JSON; empty before the close
};

/// UniqueViolation: the round has a poll of that electorate and number.
Id add_poll(Writing& db, const StoredPoll& poll);
void change_poll(Writing& db, const StoredPoll& poll);  // all but its round
/// With its papers, roll and slips; only of a draft.
void remove_poll(Writing& db, Id poll_id);
std::optional<StoredPoll> poll_of(Reading& db, Id poll_id);
std::vector<StoredPoll> polls_of(Reading& db, Id round_id);
std::vector<Id> all_polls(Reading& db);
std::vector<StoredPoll> polls_in_state(Reading& db, const std::string& state);

void add_paper(Writing& db, const StoredPaper& paper);  // with an empty ballot box
void set_paper_keys(Writing& db, const PaperKey& key, const std::string& public_key, const std::string& sealed_key);
void set_paper_result(Writing& db, const PaperKey& key, const std::string& result);
/// The sealed keys go; the public ones stay.
void forget_paper_keys(Writing& db, Id poll_id);
std::vector<StoredPaper> papers_of(Reading& db, Id poll_id);
std::optional<StoredPaper> paper_with(Reading& db, const PaperKey& key);

struct PollVoter {
  Id account_id = 0;
  std::string pool;  // "*": all
};
void set_roll(Writing& db, Id poll_id, const std::vector<PollVoter>& voters);
std::vector<PollVoter> roll_of(Reading& db, Id poll_id);
/// Pools of one voter; empty: not on the roll.
std::vector<std::string> pools_of_voter(Reading& db, Id poll_id, Id account_id);
/// Polls that are open and on whose roll the account stands.
std::vector<Id> open_polls_of_voter(Reading& db, Id account_id);

struct StoredSlip {
  std::string code_hash;
  Id poll_id = 0;
  std::string pool, used_for;  // used_for: bytes; empty: not used
};
void add_slip(Writing& db, const StoredSlip& slip);
std::optional<StoredSlip> slip_with(Reading& db, const std::string& code_hash);
void set_slip_used(Writing& db, const std::string& code_hash, const std::string& used_for);
struct SlipCount {
  std::string pool;
  std::int64_t made = 0, used = 0;
};
std::vector<SlipCount> slips_of(Reading& db, Id poll_id);

/// Who was given a signature for which paper.
class Issuing {
 public:
  explicit Issuing(Writing& db) : db_(db) {}
  /// The hashes of the blinded messages that were signed for this voter before, by the paper's position.
  std::map<std::int64_t, std::string> before(Id poll_id, const std::string& voter);
  void add(Id poll_id, const std::string& voter, const std::map<std::int64_t, std::string>& blinded_sha256);

 private:
  Writing& db_;
};
std::vector<std::pair<std::int64_t, std::int64_t>> issued_counts(Reading& db, Id poll_id);  // position, how many
std::vector<std::int64_t> issued_to(Reading& db, Id poll_id, const std::string& voter);     // positions

struct CountSheet {
  PaperKey paper;
  Id account_id = 0;
  std::string tally;  // JSON
};
void set_count_sheet(Writing& db, const CountSheet& sheet);  // in place of the teller's own
std::vector<CountSheet> count_sheets_of(Reading& db, Id poll_id);

struct StoredBulletin {
  std::string bytes, sha256, scrutiny_bytes, scrutiny_sha256;
};
void add_bulletin(Writing& db, Id poll_id, const StoredBulletin& bulletin);
std::optional<StoredBulletin> bulletin_of(Reading& db, Id poll_id);
std::optional<std::string> bulletin_sha256(Reading& db, Id poll_id);

}  // namespace pingxing::store
