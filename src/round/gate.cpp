#include "round/gate.hpp"

#include <algorithm>

#include "round/messages.hpp"

namespace pingxing::round {

namespace {

using scheme::StageKind;

constexpr std::size_t named_max = 5;

Phrase names_of(const std::vector<std::string>& names) {
  Phrase list("", "");
  for (std::size_t i = 0; i < names.size() && i < named_max; ++i) {
    list.zh += (i ? "、" : "") + names[i];
    list.en += (i ? ", " : "") + names[i];
  }
  if (names.size() > named_max) {
    list.zh += "等";
    list.en += " …";
  }
  return list;
}

Phrase owed_by(const std::vector<Owed>& owed) {
  Phrase list("", "");
  for (const auto& one : owed) {
    const Phrase by = one.by.empty() ? Phrase(Text{"无人负责", "nobody assigned"}) : Phrase(one.by);
    list.zh += (list.zh.empty() ? "" : "、") + by.zh + std::to_string(one.count) + "个";
    list.en += (list.en.empty() ? "" : ", ") + by.en + " " + std::to_string(one.count);
  }
  return list;
}

std::size_t count_of(const std::vector<Owed>& owed) {
  std::size_t count = 0;
  for (const auto& one : owed) count += one.count;
  return count;
}

/// The stages in which figures still change.
bool makes_figures(StageKind kind) {
  return kind == StageKind::SelfAssess || kind == StageKind::Score || kind == StageKind::Poll ||
         kind == StageKind::SpotCheck || kind == StageKind::Verify || kind == StageKind::Decide;
}

void ask_before(const std::vector<Stage>& stages, std::size_t which, bool (*concerns)(StageKind), Gate& gate) {
  for (std::size_t before = 0; before < which; ++before)
    if (concerns(stages[before].kind) && stages[before].state != StageState::Closed)
      gate.missing.push_back(refuse(gate_stage_before, {stages[which].title, stages[before].title}));
}

void ask_nothing_pending(const Stage& stage, const Standing& standing, Gate& gate) {
  if (standing.unreadable) gate.missing.push_back(refuse(gate_unreadable, {stage.title, *standing.unreadable}));
  if (!standing.pending.empty())
    gate.missing.push_back(
        refuse(gate_pending, {stage.title, std::to_string(standing.pending.size()), names_of(standing.pending)}));
}

void warn_of_ties(const Standing& standing, Gate& gate) {
  if (standing.ties > 0) gate.warnings.push_back(refuse(gate_ties, {std::to_string(standing.ties)}));
}

}  // namespace

std::optional<Refusal> Gate::refusal(bool is_waived) const {
  if (!missing.empty()) return missing.front();
  if (!waivable.empty() && !is_waived) return waivable.front();
  return std::nullopt;
}

Gate gate_to_open(const std::vector<Stage>& stages, std::size_t which, const Standing& standing) {
  Gate gate;
  const auto& stage = stages[which];
  switch (stage.kind) {
    case StageKind::Score:
      ask_before(
          stages, which, [](StageKind kind) { return kind == StageKind::SelfAssess; }, gate);
      break;
    case StageKind::Decide:
      ask_nothing_pending(stage, standing, gate);
      break;
    case StageKind::Verify:
      ask_before(
          stages, which, [](StageKind kind) { return kind == StageKind::Score || kind == StageKind::Decide; }, gate);
      warn_of_ties(standing, gate);
      break;
    case StageKind::Notice:
      ask_before(stages, which, makes_figures, gate);
      ask_nothing_pending(stage, standing, gate);
      warn_of_ties(standing, gate);
      break;
    case StageKind::Publish:
      ask_before(
          stages, which, [](StageKind kind) { return makes_figures(kind) || kind == StageKind::Notice; }, gate);
      ask_nothing_pending(stage, standing, gate);
      warn_of_ties(standing, gate);
      break;
    case StageKind::Rectify:
      ask_before(
          stages, which, [](StageKind kind) { return kind == StageKind::Publish; }, gate);
      break;
    default:
      break;
  }
  return gate;
}

Gate gate_to_close(const std::vector<Stage>& stages, std::size_t which, const Standing& standing) {
  Gate gate;
  const auto& stage = stages[which];
  switch (stage.kind) {
    case StageKind::Score:
      if (!standing.figures.empty())
        gate.waivable.push_back(refuse(gate_figures_missing, {stage.title, std::to_string(count_of(standing.figures)),
                                                              owed_by(standing.figures)}));
      break;
    case StageKind::Poll:
      if (!standing.polls_open.empty())
        gate.missing.push_back(refuse(gate_poll_open, {names_of(standing.polls_open)}));
      else if (!standing.polls_wanted.empty())
        gate.waivable.push_back(refuse(gate_poll_missing, {stage.title, names_of(standing.polls_wanted)}));
      break;
    case StageKind::Decide:
      warn_of_ties(standing, gate);
      break;
    case StageKind::Verify:
      if (!standing.unconfirmed.empty())
        gate.waivable.push_back(refuse(gate_unconfirmed, {stage.title, std::to_string(standing.unconfirmed.size()),
                                                          names_of(standing.unconfirmed)}));
      break;
    default:
      break;
  }
  return gate;
}

Gate gate_to_reopen(const std::vector<Stage>& stages, std::size_t which, const Standing& standing) {
  Gate gate;
  const bool ends_a_poll = std::any_of(stages.begin() + static_cast<std::ptrdiff_t>(which) + 1, stages.end(),
                                       [](const Stage& stage) { return stage.kind == StageKind::Poll; });
  if (ends_a_poll && !standing.polls_open.empty())
    gate.missing.push_back(refuse(gate_poll_open, {names_of(standing.polls_open)}));
  return gate;
}

Gate gate_to_end(const std::vector<Stage>& stages, const Standing& standing, Moment now) {
  Gate gate;
  if (!standing.polls_open.empty()) gate.missing.push_back(refuse(gate_poll_open, {names_of(standing.polls_open)}));
  for (const auto& stage : stages) {
    if (stage.kind == StageKind::Notice && stage.state == StageState::Open && stage.closes_at &&
        now <= *stage.closes_at)
      gate.missing.push_back(refuse(stage_notice_too_short, {day_of(*stage.closes_at).text()}));
    if (stage.state == StageState::Waiting) gate.warnings.push_back(refuse(gate_stage_waiting, {stage.title}));
  }
  if (!standing.pending.empty())
    gate.warnings.push_back(
        refuse(gate_pending_at_end, {std::to_string(standing.pending.size()), names_of(standing.pending)}));
  warn_of_ties(standing, gate);
  return gate;
}

}  // namespace pingxing::round
