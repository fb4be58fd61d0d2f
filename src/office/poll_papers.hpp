// What an electorate is asked, made from the scheme: its electorates, their scales, and the papers of a round. Pure.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "ballot/paper.hpp"
#include "ballot/tally.hpp"
#include "base/json.hpp"
#include "base/result.hpp"
#include "office/rounds.hpp"

namespace pingxing::office {

/// What is settled before a poll is opened: by the scheme, and where it says nothing, by the office.
struct PollRules {
  Number step = Number(1);             // of a scale of points
  std::map<std::string, int> at_most;  // of a mark on a sheet
  bool refuses_all_alike = false;      // a sheet whose marks are all the same
  ballot::Trim trim;
  ballot::TurnoutRules turnout;  // of papers whose marks become a mean; classes by vote have the scheme's own
  std::int64_t least = 5;        // tallies of fewer are withheld
  bool is_self_allowed = false;  // members may vote on themselves

  /// One sheet for a whole pool: where a rule reaches over several subjects.
  [[nodiscard]] bool is_list() const { return !at_most.empty() || refuses_all_alike; }
};
Json json_of(const PollRules& rules);
PollRules poll_rules_from(const std::string& json);  // as json_of wrote it
/// Refused: what no poll can be held by.
Result<> check_rules(const PollRules& rules);

/// One thing that an electorate is asked about each subject.
struct Asked {
  std::string indicator, title;  // empty: of the subject as a whole
  int input = -1;                // of the scheme: where a mean goes; -1: classes by vote
  Number low, high;              // of points
};
struct SchemeElectorate {
  std::string name;
  bool is_vote = false;  // classes by vote (票决): one mark a subject, a grade
  std::size_t vote = 0;  // index of its ballot
  std::vector<Asked> asks;
  std::optional<scheme::BallotRules> stated;  // what the scheme says of how it votes
  scheme::Averaging averaging = {};           // what its rules say of its marks
};
std::vector<SchemeElectorate> electorates_of(const scheme::Scheme& scheme);

/// What the office chose, but for all that the scheme states.
PollRules settled(const SchemeElectorate& electorate, PollRules chosen);

constexpr std::size_t papers_max = 5'000;  // a key takes a quarter of a second to make

struct MadePaper {
  ballot::Paper paper;  // without an id
  store::Id subject_id = 0;
};
/// One paper a subject and question, or a list a pool where the rules ask for it. Subjects out of scope have none, and
/// nobody is asked about an item that is not for the subject's kind.
Result<std::vector<MadePaper>> make_papers(const scheme::Scheme& scheme, const SchemeElectorate& electorate,
                                           const PollRules& rules, const std::vector<store::Subject>& subjects);

/// A figure that a poll yields: the key of its input and the value as a cell.
struct PollFigure {
  std::string subject, input, value;
};
/// All that a paper may yield, without values.
std::vector<PollFigure> cells_of(const scheme::Scheme& scheme, const SchemeElectorate& electorate,
                                 const ballot::Paper& paper);
/// Of one paper, ballots and counts together.
std::vector<PollFigure> figures_of(const scheme::Scheme& scheme, const SchemeElectorate& electorate,
                                   const PollRules& rules, const ballot::Paper& paper, const ballot::Tally& all,
                                   std::int64_t entitled);

}  // namespace pingxing::office
