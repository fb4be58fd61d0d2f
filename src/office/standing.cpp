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

/// Names of the departments that a requirement is assigned to, joined; of "*" where it has none of its own.
std::string owner_of(const OpenedRound& opened, const std::string& requirement,
                     const std::map<Id, std::string>& units) {
  for (const auto& wanted : {requirement, std::string("*")}) {
    std::string names;
    for (const auto& a : opened.assignments)
      if (a.task == "assess" && a.indicator == wanted)
        if (const auto found = units.find(a.unit_id); found != units.end())
          names += (names.empty() ? "" : "、") + found->second;
    if (!names.empty()) return names;
  }
  return "";
}

std::vector<round::Owed> owed_figures(const OpenedRound& opened, const std::vector<std::size_t>& missing,
                                      const std::map<Id, std::string>& units) {
  const auto fields = fields_of(opened.scheme());
  std::map<std::string, std::size_t> by_owner;
  for (std::size_t i = 0; i < missing.size(); ++i) {
    if (missing[i] == 0) continue;
    by_owner[owner_of(opened, fields[i].requirement, units)] += missing[i];
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
  auto missing = rated->missing;
  for (const int input : inputs_of_polls(r.scheme)) missing[static_cast<std::size_t>(input)] = 0;
  weighed.figures = owed_figures(opened, missing, units);
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
