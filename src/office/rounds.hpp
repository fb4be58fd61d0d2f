// Rounds of assessment: made from a version of a scheme, with subjects from the tree, stages from the procedure, and
// departments assigned to indicators.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "office/office.hpp"
#include "office/schemes.hpp"
#include "round/stage.hpp"
#include "round/state.hpp"
#include "store/rounds.hpp"

namespace pingxing::office {

/// A round with all that its pages ask again and again.
struct OpenedRound {
  store::StoredRound round;
  store::SchemeVersion version;
  std::shared_ptr<const SchemeReading> reading;
  std::vector<round::Stage> stages;
  std::vector<store::Subject> subjects;  // by pool, code
  std::vector<store::Assignment> assignments;

  [[nodiscard]] const scheme::Scheme& scheme() const { return reading->scheme; }
  [[nodiscard]] round::RoundState state() const;
  [[nodiscard]] bool is_running() const { return state() == round::RoundState::Running; }
  /// The result stands on public notice, is published, or the round is over: its subjects may see it.
  [[nodiscard]] bool is_public() const;
  [[nodiscard]] std::vector<scheme::StageKind> open() const { return round::open_kinds(stages); }
};
/// `only`: with that subject alone, where a single cell is asked for.
std::optional<OpenedRound> load_round(store::Reading& db, Id round_id, std::optional<Id> only = {});
OpenedRound opened_from(store::Reading& db, store::WholeRound&& stored);
/// Refused where it is not there, or where the actor has no part in its unit.
Result<OpenedRound> open_round(const Office& office, const Actor& actor, Id round_id);

struct RoundRow {
  store::StoredRound round;
  std::string scheme_title, open_stages;
  std::size_t subjects = 0;
};
Result<std::vector<RoundRow>> list_rounds(const Office& office, const Actor& actor);

struct NewRound {
  std::string name;
  Id scheme_version_id = 0, unit_id = 0;
  std::optional<Id> previous_id;
  std::string starts_on;                // 2026-11-21
  std::vector<std::string> unit_kinds;  // of subjects, or of units whose people are; empty: every kind
};
struct Proposal {
  std::vector<store::Subject> subjects;  // with reasons for those out of scope
  std::vector<round::Stage> stages;
};
/// What would be created; nothing is stored.
Result<Proposal> propose_round(const Office& office, const Actor& actor, const NewRound& wanted);
Result<Id> create_round(const Office& office, const Actor& actor, const NewRound& wanted);

/// Asks the gates. `reason`: of going back; also, what is missing at the close of a stage is answered for with it.
Result<> change_stage(const Office& office, const Actor& actor, Id round_id, std::size_t which,
                      round::StageCommand command, const std::string& reason);
struct StageDates {
  std::optional<std::string> opens_on, closes_on;
};
Result<> set_stage_dates(const Office& office, const Actor& actor, Id round_id, std::size_t which,
                         const StageDates& dates, const std::string& reason);
/// All stages of a draft one behind the other from that day on.
Result<> lay_stages_anew(const Office& office, const Actor& actor, Id round_id, const std::string& first_day);
/// Draft to running to over, and back to running with a reason. `state`: a word of round/state.hpp.
Result<> set_round_state(const Office& office, const Actor& actor, Id round_id, const std::string& state,
                         const std::string& reason = "");
/// Refused where the scheme tells kinds apart and a subject in scope has none.
Result<> has_kinds(const OpenedRound& opened);
Result<> assign(const Office& office, const Actor& actor, Id round_id,
                const std::vector<store::Assignment>& assignments);
Result<> change_subject(const Office& office, const Actor& actor, Id subject_id, const std::string& pool,
                        const std::string& kind, const std::string& out_of_scope);

/// Stages whose moment has come and whose gate is open, in all running rounds; by whichever server comes first. True
/// where something changed.
bool let_time_pass(const Office& office);

round::Calendar calendar_of(store::Reading& db);
std::optional<Day> read_day(const std::string& text);
/// What a scheme's 分组 calls everybody where it puts them into one pool: 全局, 全县, whole county; empty where it
/// gives that pool no name (不分组, one). Nothing where it names a kind of unit.
std::optional<std::string> name_of_one_pool(const std::string& words);

}  // namespace pingxing::office
