// Stages: their dates, their order, how long a notice stands and what follows an objection.
#include <algorithm>

#include "base/text.hpp"
#include "scheme/check/families.hpp"
#include "scheme/check/words.hpp"
#include "scheme/check_messages.hpp"

namespace pingxing::scheme {

namespace {

/// First and last day of a stage that has both; they may be one.
struct Days {
  Day from, to;
  bool operator==(const Days&) const = default;
};
std::optional<Days> days_of(const Stage& stage) {
  if (stage.dates.empty()) return std::nullopt;
  for (const auto& date : stage.dates)
    if (!date.day || !date.day->exists()) return std::nullopt;
  return Days{*stage.dates.front().day, *stage.dates.back().day};
}

Day last_of_month(Day day) {
  for (day.day = 31; day.day > 28 && !day.exists();) --day.day;
  return day;
}

void check_vague(const Scheme& s, Problems& problems) {
  const auto vague = [&](const DateWords& date) {
    if (!date.is_vague) return;
    int numbers[2] = {0, 0};
    int at = -1;
    bool was_digit = false;
    for (char c : date.text) {
      const bool is_digit = c >= '0' && c <= '9';
      if (is_digit && !was_digit) ++at;
      if (is_digit && at < 2) numbers[at] = numbers[at] * 10 + (c - '0');
      was_digit = is_digit;
    }
    Day day{numbers[0], numbers[1], 1};
    if (at == 0) day = {0, 0, 0};
    if (has_any(date.text, {"中旬"}))
      day.day = 15;
    else if (!has_any(date.text, {"初", "上旬"}))
      day = last_of_month(day);
    problems.add(findings::date_vague, date.place,
                 {date.text, day.month > 0 && day.exists() ? day.text() : std::string("2026-06-30")});
  };
  for (const auto& stage : s.stages)
    for (const auto& date : stage.dates) vague(date);
  std::string said;
  for (const auto& target : s.targets) {
    if (target.due_text.empty() || target.due_text == said) continue;
    said = target.due_text;  // several statements of one line
    const std::string lower = lower_ascii(target.due_text);
    const bool is_vague =
        !target.due && has_digit(lower) && has_any(lower, {"月底", "月末", "月初", "中旬", "上旬", "下旬", "月份"});
    const bool is_relative = !target.due && has_any(lower, {"内", "within", "in one year", "in two years"}) &&
                             !has_any(lower, {"起", "自", "从", "from", "after"});
    if (is_relative)
      problems.add(findings::date_relative, target.place, {target.due_text});
    else if (is_vague)
      problems.add(findings::date_vague, target.place, {target.due_text, "2026-06-30"});
  }
}

void check_order(const Scheme& s, Problems& problems) {
  const Stage* before = nullptr;
  std::optional<Days> last;
  for (const auto& stage : s.stages) {
    const auto here = days_of(stage);
    if (!here) continue;
    const auto dates = [](const Days& d) { return d.from.text() + (d.from == d.to ? "" : "–" + d.to.text()); };
    if (here->to < here->from) {
      problems.add(findings::stage_order, stage.place, {stage.id, stage.id, Phrase(dates(*here))});
      continue;
    }
    if (before && here->from < last->from) {
      problems.add(
          findings::stage_order, stage.place,
          {before->id, stage.id, Phrase(dates(*last) + ";" + dates(*here), dates(*last) + "; " + dates(*here))});
      continue;
    }
    if (before && here->from <= last->to && !(*last == *here)) {
      const long shared = std::min(last->to.number(), here->to.number()) - here->from.number() + 1;
      problems.add(findings::stage_overlap, stage.place,
                   {before->id, stage.id, last->to.text(), here->from.text(), std::to_string(shared),
                    Day::of_number(last->to.number() + 1).text()});
    }
    before = &stage;
    last = here;
  }
}

bool is_about_the_plan(const Stage& stage) {
  return has_any(lower_ascii(stage.title), {"方案", "办法", "通知", "标准", "plan", "scheme", "rules"});
}

void check_kinds_in_order(const Scheme& s, Problems& problems) {
  const Stage *published = nullptr, *noticed = nullptr;
  for (const auto& stage : s.stages) {
    if (is_about_the_plan(stage)) continue;
    const Phrase what(stage.title);
    const Stage* wrong = nullptr;
    if (stage.kind == StageKind::Notice && published) wrong = published;
    if ((stage.kind == StageKind::Poll || stage.kind == StageKind::Score || stage.kind == StageKind::Decide) && noticed)
      wrong = noticed;
    if (wrong)
      problems.add(findings::stage_order, stage.place,
                   {wrong->id, stage.id,
                    Phrase("“" + stage.title + "”应在“" + wrong->title + "”之前",
                           "“" + stage.title + "” comes before “" + wrong->title + "”")});
    if (stage.kind == StageKind::Publish) published = &stage;
    if (stage.kind == StageKind::Notice) noticed = &stage;
  }
}

/// The days that prose asks of a notice: 公示不少于7天; 0 where it asks for none.
int asked_days(const Reading& r) {
  for (const auto& line : r.prose) {
    if (!has_any(line.lower, {"公示", "notice"})) continue;
    for (std::string_view word : {"不少于", "不低于", "至少", "at least "}) {
      const auto at = line.lower.find(word);
      if (at == line.lower.npos) continue;
      std::string_view rest = std::string_view(line.lower).substr(at + word.size());
      const auto quantity = take_quantity(rest);
      if (!quantity || !quantity->value.whole() ||
          !(quantity->unit == "天" || quantity->unit == "个工作日" || quantity->unit == "days"))
        continue;
      return static_cast<int>(std::min<std::int64_t>(*quantity->value.whole(), 366));
    }
  }
  return 0;
}

int working_days(const Days& days) {
  const long from = days.from.number(), size = days.to.number() - from + 1;
  long count = size / 7 * 5;
  for (long n = from + size / 7 * 7; n < from + size; ++n) count += (n + 3) % 7 < 5 ? 1 : 0;  // day 0 was a Thursday
  return static_cast<int>(count);
}

void check_notices(const Reading& r, Problems& problems) {
  const Scheme& s = r.scheme;
  const int asked = asked_days(r);
  bool has_notice = false;
  for (const auto& stage : s.stages) {
    const bool is_appeal = has_any(lower_ascii(stage.title), {"申诉", "异议", "复核", "appeal", "objection"});
    const auto dates = days_of(stage);
    const bool has_range = stage.dates.size() > 1;
    if ((stage.kind == StageKind::Notice || is_appeal) && stage.days && !stage.is_day_kind_stated &&
        !stage.are_working_days && !has_range)
      problems.add(findings::days_unspecified, stage.place, {stage.title, std::to_string(*stage.days)});
    if (stage.kind != StageKind::Notice) continue;
    has_notice = true;
    if (!stage.days && !has_range) {
      problems.add(findings::duration_missing, stage.place, {stage.title});
    } else if (stage.days && *stage.days < asked) {
      problems.add(findings::notice_short, stage.place,
                   {stage.title, std::to_string(*stage.days), std::to_string(asked)});
    } else if (dates && has_range && dates->from <= dates->to) {
      const int lasts = stage.are_working_days ? working_days(*dates)
                                               : static_cast<int>(dates->to.number() - dates->from.number() + 1);
      const int wanted = std::max(stage.days.value_or(0), asked);
      if (lasts < wanted)
        problems.add(findings::notice_short, stage.place, {stage.title, std::to_string(lasts), std::to_string(wanted)});
    }
  }
  if (!has_notice || r.says_any({"异议", "申诉", "复核", "objection", "objections", "appeal", "appeals"})) return;
  const auto is_appeal = [](const Stage& stage) {
    return has_any(lower_ascii(stage.title), {"异议", "申诉", "复核", "objection", "objections", "appeal", "appeals"});
  };
  if (std::any_of(s.stages.begin(), s.stages.end(), is_appeal)) return;
  const auto notice = std::find_if(s.stages.begin(), s.stages.end(),
                                   [](const Stage& stage) { return stage.kind == StageKind::Notice; });
  problems.add(findings::branch_missing, notice->place, {notice->title});
}

}  // namespace

void check_stages(const Reading& r, Problems& problems) {
  const Scheme& s = r.scheme;
  check_vague(s, problems);
  check_order(s, problems);
  check_kinds_in_order(s, problems);
  check_notices(r, problems);
}

}  // namespace pingxing::scheme
