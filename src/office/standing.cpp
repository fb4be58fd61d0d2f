#include "office/standing.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "office/poll_access.hpp"
#include "office/poll_papers.hpp"
#include "office/rate_round.hpp"
#include "store/verifications.hpp"

namespace pingxing::office {

namespace {

/// Inputs that ballots fill in, by their index.
std::set<int> inputs_of_polls(const scheme::Scheme& s) {
  std::set<int> inputs;
  for (const auto& electorate : electorates_of(s)) {
    for (const auto& asked : electorate.asks)
      if (asked.input >= 0) inputs.insert(asked.input);
    if (electorate.is_vote)
      for (const int input : s.grading.votes->inputs[electorate.vote]) inputs.insert(input);
  }
  return inputs;
}

/// Who enters a figure, by name: the departments that its requirement is assigned to, for this subject or for all; of
/// "*" where it has none of its own.
class Owners {
 public:
  Owners(const OpenedRound& opened, const std::map<Id, std::string>& units) {
    for (const auto& a : opened.assignments) {
      if (a.task != "assess") continue;
      const auto unit = units.find(a.unit_id);
      if (unit != units.end()) names_[a.indicator][a.subject_id.value_or(everybody)].push_back(unit->second);
    }
    for (const auto& subject : opened.subjects) subjects_[subject.code] = subject.id;
  }
  [[nodiscard]] bool depends_on_subject(const std::string& requirement) const {
    return std::any_of(names_.begin(), names_.end(), [&](const auto& one) {
      return (one.first == requirement || one.first == "*") && one.second.size() > one.second.count(everybody);
    });
  }
  [[nodiscard]] std::string of(const std::string& requirement, std::string_view code = {}) const {
    const auto subject = subjects_.find(code);
    for (const auto& wanted : {requirement, std::string("*")}) {
      const auto found = names_.find(wanted);
      if (found == names_.end()) continue;
      std::string all;
      for (const auto& [whom, names] : found->second)
        if (whom == everybody || (subject != subjects_.end() && whom == subject->second))
          for (const auto& name : names) all += (all.empty() ? "" : "、") + name;
      if (!all.empty()) return all;
    }
    return "";
  }

 private:
  static constexpr Id everybody = 0;
  std::map<std::string, std::map<Id, std::vector<std::string>>> names_;
  std::map<std::string, Id, std::less<>> subjects_;
};

/// Figures that are not there, of subjects in scope whose kind is asked for them, by who enters them.
std::vector<round::Owed> owed_figures(const service::Rated& rated, const Owners& owners) {
  const auto& s = rated.scheme;
  const auto& facts = rated.facts;
  const auto fields = fields_of(s);
  const auto of_polls = inputs_of_polls(s);
  std::map<std::string, std::size_t> by_owner;
  for (std::size_t i = 0; i < s.inputs.size(); ++i) {
    const int input = static_cast<int>(i);
    if (s.inputs[i].type == scheme::InputType::Name || of_polls.contains(input)) continue;
    const auto& requirement = fields[i].requirement;
    const bool by_subject = owners.depends_on_subject(requirement);
    std::size_t everywhere = 0;
    for (std::size_t row = 0; row < facts.count; ++row) {
      if (!rating::applies_to(s, s.inputs[i].kinds, facts.kind(row)) || rating::input_value(facts, input, row))
        continue;
      if (by_subject)
        ++by_owner[owners.of(requirement, facts.ids[row])];
      else
        ++everywhere;
    }
    if (everywhere > 0) by_owner[owners.of(requirement)] += everywhere;
  }
  std::vector<round::Owed> owed;
  for (const auto& [by, count] : by_owner) owed.push_back({by, count});
  return owed;
}

}  // namespace

Weighed weigh(const Office& office, const OpenedRound& opened) {
  Weighed weighed;
  const auto rated = rate_round(office, opened.round.id);
  if (!rated) return weighed;
  weighed.fingerprint = rated->version;
  if (!rated->rated) {
    if (!rated->problems.empty()) {
      const auto& problem = rated->problems.kept().front();
      weighed.unreadable = Phrase(problem.says(Language::Chinese), problem.says(Language::English));
    }
    return weighed;
  }
  const auto& r = *rated->rated;
  for (std::size_t row = 0; row < r.facts.count; ++row)
    if (static_cast<rating::Status>(r.rating.status[row]) == rating::Status::Pending)
      weighed.pending.emplace_back(r.facts.name(row));
  for (const auto& decision : r.rating.decisions) weighed.ties += decision.code != "INPUT_MISSING";
  std::map<Id, std::string> units;
  for (const auto& unit : look(office, [](store::Reading& db) { return store::all_units(db); }))
    units[unit.id] = unit.name;
  weighed.figures = owed_figures(r, Owners(opened, units));
  return weighed;
}

std::set<Id> confirmed_subjects(store::Reading& db, const OpenedRound& opened, std::size_t stage) {
  std::map<Id, Id> newest;
  for (const auto& one : store::newest_facts_by_subject(db, opened.round.id)) newest[one.subject_id] = one.fact_id;
  std::set<Id> confirmed;
  for (const auto& one : store::verifications_of(db, opened.round.id)) {
    const auto found = newest.find(one.subject_id);
    if (belongs_to_stage(opened, one.stage, stage) && round::verdict_of(one.verdict) == round::Verdict::Confirmed &&
        one.newest_fact == (found == newest.end() ? 0 : found->second))
      confirmed.insert(one.subject_id);
  }
  return confirmed;
}

std::vector<std::string> unconfirmed(store::Reading& db, const OpenedRound& opened, std::size_t stage) {
  const auto confirmed = confirmed_subjects(db, opened, stage);
  std::vector<std::string> names;
  for (const auto& subject : opened.subjects)
    if (subject.out_of_scope.empty() && !confirmed.contains(subject.id)) names.push_back(subject.name);
  return names;
}

round::Standing standing_of(store::Reading& db, const OpenedRound& opened, const Weighed& weighed, std::size_t stage) {
  round::Standing standing{weighed.figures, weighed.pending, weighed.ties, weighed.unreadable, {}, {}, {}};
  std::set<std::string> closed;
  for (const auto& poll : store::polls_of(db, opened.round.id)) {
    const auto state = state_of(poll);
    if (state == round::PollState::Open || state == round::PollState::Closing)
      standing.polls_open.push_back(poll.electorate);
    if (state == round::PollState::Closed) closed.insert(poll.electorate);
  }
  for (const auto& electorate : electorates_of(opened.scheme()))
    if (!closed.contains(electorate.name)) standing.polls_wanted.push_back(electorate.name);
  if (stage < opened.stages.size() && opened.stages[stage].kind == scheme::StageKind::Verify)
    standing.unconfirmed = unconfirmed(db, opened, stage);
  return standing;
}

std::vector<round::Gate> gates_of(const Office& office, const OpenedRound& opened) {
  std::vector<round::Gate> gates(opened.stages.size());
  if (!opened.is_running()) return gates;
  const auto weighed = weigh(office, opened);
  office.database.read([&](store::Reading& db) {
    for (std::size_t i = 0; i < gates.size(); ++i) {
      const auto state = opened.stages[i].state;
      if (state == round::StageState::Closed) continue;
      const auto standing = standing_of(db, opened, weighed, i);
      gates[i] = state == round::StageState::Waiting ? round::gate_to_open(opened.stages, i, standing)
                                                     : round::gate_to_close(opened.stages, i, standing);
    }
  });
  return gates;
}

}  // namespace pingxing::office
