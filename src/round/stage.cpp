#include "round/stage.hpp"

#include <algorithm>
#include <array>

#include "round/messages.hpp"

namespace pingxing::round {

namespace {

using scheme::StageKind;

struct KindRow {
  StageKind kind;
  std::string_view word;
  Text name;
};
constexpr std::array kinds{
    KindRow{StageKind::Other, "other", {"其他", "other"}},
    KindRow{StageKind::Pledge, "pledge", {"承诺", "pledge"}},
    KindRow{StageKind::SelfAssess, "self_assess", {"自评", "self-assessment"}},
    KindRow{StageKind::Poll, "poll", {"评议", "poll"}},
    KindRow{StageKind::Score, "score", {"评分", "scoring"}},
    KindRow{StageKind::Remark, "remark", {"点评", "remarks"}},
    KindRow{StageKind::SpotCheck, "spot_check", {"抽查", "spot check"}},
    KindRow{StageKind::Decide, "decide", {"研究决定", "decision"}},
    KindRow{StageKind::Verify, "verify", {"复核", "verification"}},
    KindRow{StageKind::Notice, "notice", {"公示", "public notice"}},
    KindRow{StageKind::Publish, "publish", {"发布", "publication"}},
    KindRow{StageKind::Rectify, "rectify", {"整改", "rectification"}},
};
constexpr std::array<std::string_view, 3> states{"waiting", "open", "closed"};

constexpr Moment day_ms = 86'400'000, china_ms = 8 * 3'600'000;
constexpr int usual_days = 7;

Stage stage_named(Text title, StageKind kind, Language language) {
  Stage stage;
  stage.title = std::string(title.in(language));
  stage.kind = kind;
  return stage;
}

}  // namespace

std::string_view word_of(StageState state) { return states[static_cast<std::size_t>(state)]; }
std::optional<StageState> stage_state_of(std::string_view word) {
  const auto found = std::find(states.begin(), states.end(), word);
  return found == states.end() ? std::nullopt : std::optional(static_cast<StageState>(found - states.begin()));
}
std::string_view word_of(StageKind kind) { return kinds[static_cast<std::size_t>(kind)].word; }
std::optional<StageKind> stage_kind_of(std::string_view word) {
  const auto found = std::find_if(kinds.begin(), kinds.end(), [&](const KindRow& row) { return row.word == word; });
  return found == kinds.end() ? std::nullopt : std::optional(found->kind);
}
Text name_of(StageKind kind) { return kinds[static_cast<std::size_t>(kind)].name; }

Moment begin_of(const Day& day) { return Moment(day.number()) * day_ms - china_ms; }
Moment end_of(const Day& day) { return begin_of(day) + day_ms - 1; }
Day day_of(Moment moment) {
  const Moment local = moment + china_ms;
  return Day::of_number(long(local >= 0 ? local / day_ms : -((-local + day_ms - 1) / day_ms)));
}

std::vector<Stage> plan_stages(const scheme::Scheme& s, const Day& start, const Calendar& calendar) {
  std::vector<Stage> planned;
  Day first = start;
  const auto place = [&](Stage stage, int days, bool are_working_days) {
    const Day last = are_working_days ? calendar.after_working_days(Calendar::after_days(first, -1), days)
                                      : Calendar::after_days(first, days - 1);
    stage.opens_at = begin_of(first);
    stage.closes_at = end_of(last);
    first = Calendar::after_days(last, 1);
    planned.push_back(std::move(stage));
  };
  for (const auto& written : s.stages) {
    Stage stage;
    stage.title = written.title;
    stage.kind = written.kind;
    stage.actors = written.actors;
    if (!written.dates.empty() && written.dates.front().day && written.dates.front().day->year != 0 &&
        written.dates.back().day) {
      const Day from = *written.dates.front().day, until = *written.dates.back().day;
      if (from.exists() && until.exists() && from <= until) {  // the notice says the days itself
        stage.opens_at = begin_of(from);
        stage.closes_at = end_of(until);
        first = Calendar::after_days(until, 1);
        planned.push_back(std::move(stage));
        continue;
      }
    }
    place(std::move(stage), std::max(1, written.days.value_or(usual_days)), written.are_working_days);
  }
  if (planned.empty()) {
    place(stage_named({"自评", "Self-assessment"}, StageKind::SelfAssess, s.language), usual_days, false);
    place(stage_named({"评分", "Scoring"}, StageKind::Score, s.language), usual_days, false);
    place(stage_named({"公示", "Public notice"}, StageKind::Notice, s.language), usual_days, false);
    place(stage_named({"发布", "Publication"}, StageKind::Publish, s.language), 1, false);
  }
  return planned;
}

Result<std::vector<Stage>> change_stage(std::vector<Stage> stages, std::size_t which, StageCommand command,
                                        std::string_view reason, Moment now) {
  if (which >= stages.size()) return refuse(stage_not_there, {std::to_string(which + 1)});
  auto& stage = stages[which];
  switch (command) {
    case StageCommand::Open:
      if (stage.state == StageState::Open) return refuse(stage_already_open, {stage.title});
      if (stage.state == StageState::Closed) return refuse(stage_closed, {stage.title});
      for (std::size_t before = 0; before < which; ++before)
        if (stages[before].state == StageState::Waiting)
          return refuse(stage_out_of_order, {stage.title, stages[before].title});
      stage.state = StageState::Open;
      if (!stage.opens_at || *stage.opens_at > now) stage.opens_at = now;
      break;
    case StageCommand::Close:
      if (stage.state != StageState::Open) return refuse(stage_not_open, {stage.title});
      if (stage.kind == StageKind::Notice && stage.closes_at && now < *stage.closes_at)
        return refuse(stage_notice_too_short, {day_of(*stage.closes_at).text()});
      stage.state = StageState::Closed;
      if (!stage.closes_at || *stage.closes_at > now) stage.closes_at = now;
      break;
    case StageCommand::Reopen:
      if (stage.state != StageState::Closed) return refuse(stage_already_open, {stage.title});
      if (reason.empty()) return refuse(stage_needs_reason, {stage.title});
      stage.state = StageState::Open;
      stage.closes_at.reset();  // closed by hand, or after a new date was set
      for (std::size_t behind = which + 1; behind < stages.size(); ++behind) {
        stages[behind].state = StageState::Waiting;
        stages[behind].opens_at.reset();
      }
      break;
  }
  return stages;
}

std::optional<std::vector<Stage>> let_time_pass(std::vector<Stage> stages, Moment now) {
  bool is_changed = false;
  for (std::size_t i = 0; i < stages.size(); ++i) {
    auto& stage = stages[i];
    const bool may_open = i == 0 || stages[i - 1].state != StageState::Waiting;
    if (stage.state == StageState::Waiting && may_open && stage.opens_at && *stage.opens_at <= now) {
      stage.state = StageState::Open;
      is_changed = true;
    }
    if (stage.state == StageState::Open && stage.closes_at && *stage.closes_at < now) {
      stage.state = StageState::Closed;
      is_changed = true;
    }
  }
  return is_changed ? std::optional(std::move(stages)) : std::nullopt;
}

std::vector<StageKind> open_kinds(const std::vector<Stage>& stages) {
  std::vector<StageKind> open;
  for (const auto& stage : stages)
    if (stage.state == StageState::Open) open.push_back(stage.kind);
  return open;
}

}  // namespace pingxing::round
