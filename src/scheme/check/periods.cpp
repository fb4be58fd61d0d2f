// How often and over how long: the period against what the text, the measures and the dates say.
#include <algorithm>

#include "base/text.hpp"
#include "scheme/check/families.hpp"
#include "scheme/check/words.hpp"
#include "scheme/check_messages.hpp"

namespace pingxing::scheme {

namespace {

struct PeriodWords {
  Period period;
  Words words;
};

void check_stated(const Scheme& s, Problems& problems) {
  if (s.properties.period || (s.indicators.empty() && s.grading.grades.empty())) return;
  if (property_line(s, "period")) return;  // stated, and not understood
  for (const auto& stage : s.stages)
    if (!stage.dates.empty()) return;  // once, on these days
  problems.add(findings::period_missing, s.place(1));
}

/// 每半年评一次 beside 周期:季度.
void check_prose(const Reading& r, Problems& problems) {
  const Scheme& s = r.scheme;
  static const PeriodWords often[] = {
      {Period::HalfYear,
       {"每半年评", "每半年考核", "每半年考评", "每半年组织一次", "rated every half-year", "rated twice a year"}},
      {Period::Year, {"每年评", "每年考核", "每年考评", "每年组织一次", "rated every year", "rated once a year"}},
      {Period::Quarter, {"每季度评", "每季评", "每季度考核", "每季度考评", "每季度组织一次", "rated every quarter"}},
      {Period::Month, {"每月评", "每月考核", "每月考评", "每月组织一次", "rated every month"}},
      {Period::Week, {"每周评", "每周考核", "每周考评", "rated every week"}}};
  for (const auto& line : r.prose)
    for (const auto& row : often)
      if (const auto word = first_of(line.lower, row.words); !word.empty() && row.period != *s.properties.period)
        return problems.add(findings::period_mismatch, line.place, {word, period_name(*s.properties.period)});
}

void check_title(const Scheme& s, Problems& problems) {
  const std::string lower = lower_ascii(s.title);
  const Period period = *s.properties.period;
  std::string_view word;
  if (period != Period::HalfYear && has_any(lower, {"半年", "half-yearly"}))
    word = first_of(lower, {"半年", "half-yearly"});
  else if (period != Period::Quarter && has_any(lower, {"季度", "quarterly"}))
    word = first_of(lower, {"季度", "quarterly"});
  else if (period != Period::Month && has_any(lower, {"月度", "monthly"}))
    word = first_of(lower, {"月度", "monthly"});
  if (!word.empty())
    problems.add(findings::period_mismatch, s.blocks.empty() ? s.place(1) : s.blocks.front().place,
                 {word, period_name(period)});
}

/// Disqualified for the year in rounds that are shorter.
void check_effects(const Reading& r, Problems& problems) {
  const Scheme& s = r.scheme;
  if (*s.properties.period == Period::Year) return;
  if (r.says_any({"到年底", "至年底", "当年其余各期", "以后各期", "for the rest of the year"})) return;
  for (const auto& one : s.measures) {
    if (!has_any(one.effect.text, {"当年", "全年", "年度"})) continue;
    problems.add(findings::period_mismatch, one.place, {one.effect.text, period_name(*s.properties.period)});
    return;
  }
}

/// The months running that a name or its interval speaks of; 0 where it does not.
int months_running(const std::string& name, const Interval& interval) {
  const std::string lower = lower_ascii(name);
  const auto word = first_of(lower, {"连续", "consecutive", "in a row", "running"});
  if (word.empty()) return 0;
  const bool is_month = interval.unit == "个月" || interval.unit == "月" || interval.unit == "months" ||
                        interval.unit == "month" || has_any(lower, {"months"});
  if (is_month && interval.low && interval.low->whole() && *interval.low->whole() > 1)
    return static_cast<int>(std::min<std::int64_t>(*interval.low->whole(), 1200));
  const auto at = lower.find("连续");
  if (at == lower.npos) return 0;
  std::string_view rest = std::string_view(lower).substr(at + 6);
  const auto quantity = take_quantity(rest);
  if (!quantity || (quantity->unit != "个月" && quantity->unit != "月") || !quantity->value.whole()) return 0;
  return static_cast<int>(std::min<std::int64_t>(*quantity->value.whole(), 1200));
}

void check_windows(const Reading& r, Problems& problems) {
  const Scheme& s = r.scheme;
  const int period = months_of(*s.properties.period);
  if (period == 0 || r.says_any({"跨期", "按日历", "across periods", "on the calendar"})) return;
  for (const auto& one : s.measures) {
    if (one.conditions.empty()) continue;
    const int months = months_running(one.name, one.conditions.front().interval);
    if (months <= period) continue;
    problems.add(findings::window_crosses_period, one.place,
                 {one.name, std::to_string(months), std::to_string(period)});
  }
}

/// The first and the second time of one thing, nearer than half a period.
void check_rhythm(const Scheme& s, Problems& problems) {
  const int months = months_of(*s.properties.period);
  const Stage* before = nullptr;
  for (const auto& stage : s.stages) {
    const bool is_a_round = has_any(lower_ascii(stage.title), {"第一次", "第二次", "第三次", "第四次", "第一轮",
                                                               "第二轮", "第三轮", "first", "second", "third"});
    if (!is_a_round || stage.dates.empty() || !stage.dates.front().day || !stage.dates.front().day->exists()) continue;
    if (before && before->kind == stage.kind) {
      const long apart = stage.dates.front().day->number() - before->dates.front().day->number();
      if (months > 0 && apart >= 0 && apart < months * 15L)
        problems.add(findings::cycle_irregular, stage.place,
                     {before->title, stage.title, std::to_string(apart), period_name(*s.properties.period)});
    }
    before = &stage;
  }
}

/// A yearly grade from several shorter rounds.
void check_aggregation(const Reading& r, Problems& problems) {
  const Scheme& s = r.scheme;
  if (*s.properties.period == Period::Year) return;
  if (r.says_any({"平均", "最近一次", "最后一次", "最低一次", "最低的一次", "之和", "累计", "mean", "average", "latest",
                  "lowest", "sum"}))
    return;
  for (const auto& line : r.prose) {
    const auto word =
        first_of(line.lower, {"年度等次", "年度星级", "年度成绩", "年度定级", "年终评定", "全年成绩", "全年等次",
                              "年度总评", "yearly grade", "annual grade", "grade of the year"});
    if (word.empty()) continue;
    problems.add(findings::aggregation_missing, line.place, {word, period_name(*s.properties.period)});
    return;
  }
}

}  // namespace

void check_periods(const Reading& r, Problems& problems) {
  const Scheme& s = r.scheme;
  check_stated(s, problems);
  if (!s.properties.period || *s.properties.period == Period::None) return;
  check_prose(r, problems);
  check_title(s, problems);
  check_effects(r, problems);
  check_windows(r, problems);
  check_rhythm(s, problems);
  check_aggregation(r, problems);
}

}  // namespace pingxing::scheme
