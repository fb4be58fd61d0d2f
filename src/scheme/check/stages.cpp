// Stages: their dates and their order.
#include <algorithm>

#include "base/text.hpp"
#include "scheme/check/families.hpp"
#include "scheme/check/stage_days.hpp"
#include "scheme/check/words.hpp"
#include "scheme/check_messages.hpp"

namespace pingxing::scheme {

namespace {

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
    const bool is_relative = !target.due &&
                             has_any(lower, {"内", "年时间", "年左右", "within", "in one year", "in two years"}) &&
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

}  // namespace

void check_stages(const Reading& r, Problems& problems) {
  const Scheme& s = r.scheme;
  check_vague(s, problems);
  check_order(s, problems);
  check_kinds_in_order(s, problems);
}

}  // namespace pingxing::scheme
