#include "round/stage.hpp"

#include <algorithm>
#include <array>

#include "round/messages.hpp"
#include "round/words.hpp"

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

/// The last day of a stage that begins on `first`; the day on which a notice is posted does not count.
Day last_day(const Stage& stage, const Day& first, const Calendar& calendar) {
  const auto& [days, are_working_days] = stage.duration;
  const Day before = stage.kind == StageKind::Notice ? first : Calendar::after_days(first, -1);
  return are_working_days ? calendar.after_working_days(before, days) : Calendar::after_days(before, days);
}

Stage stage_named(Text title, StageKind kind, Language language) {
  Stage stage;
  stage.title = std::string(title.in(language));
  stage.kind = kind;
  return stage;
}

}  // namespace

std::string_view word_of(StageState state) { return word_in(states, state); }
std::optional<StageState> stage_state_of(std::string_view word) { return value_in<StageState>(states, word); }
std::optional<StageCommand> stage_command_of(std::string_view word) {
  static constexpr std::array<std::string_view, 3> words{"open", "close", "reopen"};
  return value_in<StageCommand>(words, word);
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

Duration duration_of(const scheme::Stage& written) {
  Duration duration;
  if (written.days) duration = {std::max(1, *written.days), written.are_working_days};
  if (written.dates.empty() || !written.dates.front().day || !written.dates.back().day) return duration;
  const Day from = *written.dates.front().day, until = *written.dates.back().day;
  if (!written.days && from.year != 0 && from.exists() && until.exists() && from <= until)
    duration.days = std::max(1, int(until.number() - from.number()) + (written.kind == StageKind::Notice ? 0 : 1));
  return duration;
}

std::vector<Stage> plan_stages(const scheme::Scheme& s, const Day& start, const Calendar& calendar) {
  std::vector<Stage> planned;
  Day first = start;
  const auto place = [&](Stage stage) {
    const Day last = last_day(stage, first, calendar);
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
    stage.duration = duration_of(written);
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
    place(std::move(stage));
  }
  if (planned.empty()) {
    place(stage_named({"自评", "Self-assessment"}, StageKind::SelfAssess, s.language));
    place(stage_named({"评分", "Scoring"}, StageKind::Score, s.language));
    place(stage_named({"公示", "Public notice"}, StageKind::Notice, s.language));
    auto publish = stage_named({"发布", "Publication"}, StageKind::Publish, s.language);
    publish.duration.days = 1;
    place(std::move(publish));
  }
  return planned;
}

Result<std::vector<Stage>> change_stage(std::vector<Stage> stages, std::size_t which, StageCommand command,
                                        std::string_view reason, Moment now, const Calendar& calendar) {
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
      stage.opens_at = now;
      if (stage.kind == StageKind::Notice)
        stage.closes_at = std::max(stage.closes_at.value_or(now), end_of(last_day(stage, day_of(now), calendar)));
      else if (stage.closes_at && *stage.closes_at < now)
        stage.closes_at.reset();  // its days have passed: closed by hand, or after a new date was set
      break;
    case StageCommand::Close:
      if (stage.state == StageState::Waiting) return refuse(stage_not_open, {stage.title});
      if (stage.state == StageState::Closed) return refuse(stage_closed, {stage.title});
      if (stage.kind == StageKind::Notice && stage.closes_at && now <= *stage.closes_at)
        return refuse(stage_notice_too_short, {day_of(*stage.closes_at).text()});
      stage.state = StageState::Closed;
      if (!stage.closes_at || *stage.closes_at > now) stage.closes_at = now;
      break;
    case StageCommand::Reopen:
      if (stage.state == StageState::Waiting) return refuse(stage_not_open, {stage.title});
      if (stage.state == StageState::Open) return refuse(stage_already_open, {stage.title});
      if (reason.empty()) return refuse(stage_needs_reason, {stage.title});
      stage.state = StageState::Open;
      stage.closes_at.reset();                // closed by hand, or after a new date was set
      if (stage.kind == StageKind::Notice) {  // comes again: a new notice with its full time
        stage.opens_at = now;
        stage.closes_at = end_of(last_day(stage, day_of(now), calendar));
      }
      for (std::size_t behind = which + 1; behind < stages.size(); ++behind) {
        stages[behind].state = StageState::Waiting;
        stages[behind].opens_at.reset();
        stages[behind].closes_at.reset();
      }
      break;
  }
  return stages;
}

Result<std::vector<Stage>> set_days(std::vector<Stage> stages, std::size_t which, const StageDays& days, Moment now) {
  if (which >= stages.size()) return refuse(stage_not_there, {std::to_string(which + 1)});
  auto& stage = stages[which];
  const Day today = day_of(now);
  if (stage.state == StageState::Closed) return refuse(stage_dates_of_closed, {stage.title});
  if (stage.state == StageState::Open) {
    const Day opened = day_of(stage.opens_at.value_or(now));
    if (days.opens_on && *days.opens_on != opened) return refuse(stage_has_opened, {stage.title, opened.text()});
  } else {
    if (days.opens_on && *days.opens_on < today)
      return refuse(stage_day_past, {stage.title, Phrase(days.opens_on->text())});
    stage.opens_at = days.opens_on ? std::optional(begin_of(*days.opens_on)) : std::nullopt;
  }
  if (stage.state == StageState::Open && stage.kind == StageKind::Notice && stage.closes_at) {
    const Day last = day_of(*stage.closes_at);
    if (!days.closes_on || *days.closes_on < last)
      return refuse(stage_notice_shortened,
                    {stage.title, last.text(), days.closes_on ? Phrase(days.closes_on->text()) : Phrase("—")});
  }
  if (days.closes_on && *days.closes_on < today)
    return refuse(stage_day_past, {stage.title, Phrase(days.closes_on->text())});
  if (days.opens_on && days.closes_on && *days.closes_on < *days.opens_on)
    return refuse(stage_days_reversed, {stage.title, days.opens_on->text(), days.closes_on->text()});
  stage.closes_at = days.closes_on ? std::optional(end_of(*days.closes_on)) : std::nullopt;
  return stages;
}

Result<> may_start(const std::vector<Stage>& stages, Moment now) {
  for (const auto& stage : stages)
    if (const auto first = stage.opens_at ? stage.opens_at : stage.closes_at; first && *first < begin_of(day_of(now)))
      return refuse(stages_begin_in_past, {stage.title, day_of(*first).text()});
  return Done{};
}

std::optional<DueStage> next_due(const std::vector<Stage>& stages, Moment now, const std::vector<bool>& is_shut) {
  for (std::size_t i = 0; i < stages.size(); ++i) {
    const auto& stage = stages[i];
    if (is_shut[i]) continue;
    if (stage.state == StageState::Open && stage.closes_at && *stage.closes_at < now)
      return DueStage{i, StageCommand::Close};
    const bool may_open = i == 0 || stages[i - 1].state != StageState::Waiting;
    const bool has_time = stage.kind == StageKind::Notice || !stage.closes_at || *stage.closes_at >= now;
    if (stage.state == StageState::Waiting && may_open && has_time && stage.opens_at && *stage.opens_at <= now)
      return DueStage{i, StageCommand::Open};
  }
  return std::nullopt;
}

Result<> may_poll(const std::vector<Stage>& stages, std::string_view electorate) {
  const Phrase name{std::string(electorate)};
  const Stage* of_polls = nullptr;
  for (const auto& stage : stages) {
    if (stage.kind == StageKind::Poll) {
      if (stage.state == StageState::Open) return Done{};
      if (!of_polls) of_polls = &stage;
    }
  }
  if (of_polls) return refuse(poll_outside_stage, {name, of_polls->title});
  for (const auto& stage : stages)
    if ((stage.kind == StageKind::Notice || stage.kind == StageKind::Publish) && stage.state != StageState::Waiting)
      return refuse(poll_after_figures, {name});
  return Done{};
}

bool is_scored_in(const std::vector<Stage>& stages, std::size_t which) {
  const auto is_scoring = [](const Stage& stage) { return stage.kind == StageKind::Score; };
  if (std::any_of(stages.begin(), stages.end(), is_scoring)) return is_scoring(stages[which]);
  const auto first = std::find_if(stages.begin(), stages.end(), [](const Stage& stage) {
    return stage.kind == StageKind::Decide || stage.kind == StageKind::Verify || stage.kind == StageKind::Notice ||
           stage.kind == StageKind::Publish || stage.kind == StageKind::Rectify;
  });
  return static_cast<std::ptrdiff_t>(which) < first - stages.begin();
}

std::vector<StageKind> open_kinds(const std::vector<Stage>& stages) {
  std::vector<StageKind> open;
  for (std::size_t i = 0; i < stages.size(); ++i) {
    if (stages[i].state != StageState::Open) continue;
    open.push_back(stages[i].kind);
    if (stages[i].kind != StageKind::Score && is_scored_in(stages, i)) open.push_back(StageKind::Score);
  }
  return open;
}

}  // namespace pingxing::round
