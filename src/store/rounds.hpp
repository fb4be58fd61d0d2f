// Schemes with their versions, rounds with their stages, subjects and assignments.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "store/accounts.hpp"
#include "store/database.hpp"

namespace pingxing::store {

struct StoredScheme {
  Id id = 0;
  std::string name;
  std::int64_t created_at = 0;
  std::optional<Id> unit_id = {};  // whose office wrote it; none: of the top unit
};

struct SchemeVersion {
  Id id = 0, scheme_id = 0;
  std::int64_t number = 0;
  std::string text, sha256, note;
  std::optional<Id> account_id;
  std::int64_t created_at = 0;
};

Id add_scheme(Writing& db, const std::string& name, std::int64_t now, std::optional<Id> unit_id = {});
std::vector<StoredScheme> all_schemes(Reading& db);
std::optional<StoredScheme> scheme_of(Reading& db, Id id);
Id add_scheme_version(Writing& db, const SchemeVersion& version);  // its number is the next one
std::optional<SchemeVersion> scheme_version_of(Reading& db, Id id);
std::vector<SchemeVersion> versions_of(Reading& db, Id scheme_id);  // newest first
std::optional<SchemeVersion> newest_version(Reading& db, Id scheme_id);
/// Rounds that stand on the version: it is frozen.
std::int64_t rounds_on(Reading& db, Id version_id);

struct StoredRound {
  Id id = 0;
  std::string name;
  Id scheme_version_id = 0, unit_id = 0;
  std::optional<Id> previous_id;
  std::string starts_on, state;  // draft, running, over
  std::int64_t created_at = 0;
  std::int64_t revision = 0;  // one more at each change of its subjects
};

struct StoredStage {
  Id id = 0, round_id = 0;
  std::int64_t position = 0;
  std::string title, kind, actors;
  std::optional<std::int64_t> opens_at, closes_at;
  std::string state;
};

struct Subject {
  Id id = 0, round_id = 0;
  std::string code, name;
  Id unit_id = 0;
  std::optional<Id> person_id;
  std::string pool, kind, out_of_scope;
};

struct Assignment {
  Id id = 0, round_id = 0;
  std::string indicator;  // its number, or the header of an input without one; "*": all
  Id unit_id = 0;
  std::string task;                   // assess, verify
  std::optional<Id> subject_id = {};  // of this subject alone; nothing: of every one
};

Id add_round(Writing& db, const StoredRound& round);
void set_round_state(Writing& db, Id round_id, const std::string& state);
void set_first_day(Writing& db, Id round_id, const std::string& starts_on);
std::vector<StoredRound> all_rounds(Reading& db);  // newest first
std::optional<StoredRound> round_of(Reading& db, Id id);
std::vector<StoredStage> stages_of(Reading& db, Id round_id);
void set_stages(Writing& db, Id round_id, const std::vector<StoredStage>& stages);
std::size_t count_subjects(Reading& db, Id round_id);
std::vector<Subject> subjects_of(Reading& db, Id round_id);  // by pool, code
std::optional<Subject> subject_of(Reading& db, Id id);
/// A revision of its round, as the next is.
Id add_subject(Writing& db, const Subject& subject);
void change_subject(Writing& db, const Subject& subject);
std::vector<Assignment> assignments_of(Reading& db, Id round_id);
void set_assignments(Writing& db, Id round_id, const std::vector<Assignment>& assignments);

/// All that the rating of a round hangs on besides its scheme: what is equal is rated equally.
struct RoundStamp {
  Id scheme_version_id = 0;
  std::int64_t revision = 0;
  Id newest_fact = 0;
  Id past_import = 0;  // that holds; 0: none
  std::optional<Id> previous_id;
};
std::optional<RoundStamp> stamp_of(Reading& db, Id round_id);

/// A round with all that belongs to it, asked for together.
struct WholeRound {
  StoredRound round;
  SchemeVersion version;
  std::vector<StoredStage> stages;
  std::vector<Subject> subjects;
  std::vector<Assignment> assignments;
  std::optional<Id> reading_id;  // that holds for it (kept_readings.hpp); none: it has not begun
  std::string reading_sha256;
};
/// `only`: with that subject alone, if it is one of the round.
std::optional<WholeRound> whole_round_of(Reading& db, Id id, std::optional<Id> only = {});
/// Its parts, for who asks for more together with it: `rows` are what the queries came to. All subjects are asked for
/// behind them, since there may be many.
std::vector<Query> queries_of_whole_round(Id id, std::optional<Id> only);
std::optional<WholeRound> whole_round_from(Reading& db, const std::vector<Rows>& rows, std::optional<Id> only);

}  // namespace pingxing::store
