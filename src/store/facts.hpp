// What was recorded about subjects: figures, evidence, remarks, spot checks. They only grow: a new entry stands in
// place of an old one, which stays. What holds now is what no other entry replaces.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "store/accounts.hpp"
#include "store/database.hpp"
#include "store/rounds.hpp"

namespace pingxing::store {

struct Fact {
  Id id = 0, round_id = 0, subject_id = 0;
  std::string input, source;  // key of the input (scheme/input_key.hpp); self, assessed, checked
  std::string value, reason;  // an empty value: taken back
  std::optional<Id> account_id;
  std::int64_t recorded_at = 0;
  Id replaces = 0;  // 0: the first
};

/// UniqueViolation: somebody else replaced the same fact meanwhile.
Id add_fact(Writing& db, const Fact& fact);
/// Those that hold, in no order that means anything.
std::vector<Fact> facts_of(Reading& db, Id round_id);
std::vector<Fact> facts_of_subject(Reading& db, Id subject_id);
/// Of some subjects of a round, of all sources.
std::vector<Fact> facts_of_subjects(Reading& db, Id round_id, const std::vector<Id>& subjects);
/// How many of these subjects have a value, by input and kind of subject. One pair may come several times.
struct FilledCells {
  std::string input, kind;
  std::int64_t count = 0;
};
/// How many cells of each subject hold a value.
std::map<Id, std::int64_t> filled_by_subject(Reading& db, Id round_id, const std::string& source);
std::vector<FilledCells> filled_cells(Reading& db, Id round_id, const std::string& source,
                                      const std::vector<Id>& subjects);
std::optional<Fact> fact_now(Reading& db, Id round_id, Id subject_id, const std::string& input,
                             const std::string& source);
/// A round and what holds in one of its cells, asked for together. `only`: the round with that subject alone.
struct RoundWithFact {
  WholeRound whole;
  std::optional<Fact> now;
};
std::optional<RoundWithFact> round_with_fact(Reading& db, Id round_id, Id subject_id, const std::string& input,
                                             const std::string& source, std::optional<Id> only);
/// All that were ever entered there, the newest first.
std::vector<Fact> fact_history(Reading& db, Id round_id, Id subject_id, const std::string& input);
/// Of the newest fact of the round; 0: none. Tells whether anything changed.
Id newest_fact(Reading& db, Id round_id);

struct Evidence {
  Id id = 0, round_id = 0, subject_id = 0;
  std::string indicator, file_hash, filename;
  std::optional<Id> account_id;
  std::int64_t added_at = 0;
  std::optional<std::int64_t> withdrawn_at;
  std::string type;
  std::int64_t size = 0;
};
/// The bytes are stored once, whoever hands them in.
Id add_evidence(Writing& db, const Evidence& evidence, const Blob& bytes);
std::vector<Evidence> evidence_of(Reading& db, Id round_id);  // without the withdrawn
struct EvidenceCount {
  Id subject_id = 0;
  std::string indicator;
  std::int64_t count = 0;
};
std::vector<EvidenceCount> evidence_counts(Reading& db, Id round_id, const std::vector<Id>& subjects);
std::optional<Evidence> evidence_with(Reading& db, Id id);
/// Bytes of what an account, or everybody, has handed in.
std::int64_t evidence_size(Reading& db, std::optional<Id> account_id);
std::optional<Blob> evidence_bytes(Reading& db, const std::string& hash);
bool withdraw_evidence(Writing& db, Id id, std::int64_t now);

struct Remark {
  Id id = 0, round_id = 0, subject_id = 0, account_id = 0;
  std::string done_well, problems, requests;
  std::int64_t recorded_at = 0;
  Id replaces = 0;
};
Id add_remark(Writing& db, const Remark& remark);  // UniqueViolation as add_fact
std::vector<Remark> remarks_of(Reading& db, Id round_id);

struct ReviewAssignment {
  Id account_id = 0, subject_id = 0;
};
std::vector<ReviewAssignment> review_pairs_of(Reading& db, Id round_id);
void set_review_pairs(Writing& db, Id round_id, const std::vector<ReviewAssignment>& pairs);

struct StoredSpotCheck {
  Id id = 0, round_id = 0;
  std::string seed;
  std::int64_t size = 0;
  std::optional<Id> account_id;
  std::int64_t drawn_at = 0;
};
Id add_spot_check(Writing& db, const StoredSpotCheck& check);
std::vector<StoredSpotCheck> spot_checks_of(Reading& db, Id round_id);

struct Message {
  Id id = 0;
  std::string channel, address, title, text;
  std::int64_t created_at = 0;
  std::optional<std::int64_t> sent_at;
  std::int64_t attempts = 0;
  std::string failure;
  std::optional<Id> round_id = {};  // none: of no round
};
Id add_message(Writing& db, const Message& message);
std::vector<Message> messages_to_send(Reading& db, std::int64_t attempts_max, std::int64_t limit);
std::vector<Message> newest_messages(Reading& db, std::int64_t limit);
std::vector<Message> newest_messages_of(Reading& db, Id round_id, std::int64_t limit);
void set_message_outcome(Writing& db, Id id, std::optional<std::int64_t> sent_at, const std::string& failure);

}  // namespace pingxing::store
