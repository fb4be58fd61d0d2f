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
  problems.add(findings::period_missing, s.place(1),
               {Text{"评定", "the rating"}, Text{"加一行属性“周期:年”“半年”“季度”或“月”",
                                                 "add a property “period: year”, “half-year”, “quarter” or “month”"}});
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
  const auto year_in = [](std::string_view text) {
    return first_of(text, {"当年度", "本年度", "该年度", "当年", "全年", "一年内的", "for the year", "whole year"});
  };
  for (const auto& one : s.measures) {
    if (year_in(lower_ascii(one.effect.text)).empty()) continue;
    problems.add(findings::period_mismatch, one.place, {one.effect.text, period_name(*s.properties.period)});
    return;
  }
  for (const auto& line : r.prose) {
    const auto word = year_in(line.lower);
    if (word.empty() || !has_any(line.lower, {"取消", "不得", "暂停", "失去", "loses", "disqualified"}) ||
        !has_any(line.lower, {"资格", "参评", "评星", "评选", "eligib", "disqualified"}))
      continue;
    problems.add(findings::period_mismatch, line.place, {word, period_name(*s.properties.period)});
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
  for (std::string_view lead : {"满", "超过", "达"})
    if (rest.starts_with(lead)) rest.remove_prefix(lead.size());
  if (const auto months = rest.find("个月"); months != rest.npos && months > 0)  // 连续六个月
    if (const auto count = small_count(rest.substr(0, months)); count && *count > 1) return *count;
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
    if (months * 2 <= period) continue;  // less than half of it: seldom across its end
    problems.add(findings::window_crosses_period, one.place,
                 {one.name, std::to_string(months), std::to_string(period)});
  }
  for (const auto& line : r.prose) {
    if (!has_any(line.lower, {"资格", "不得", "取消"})) continue;
    const int months = months_running(line.lower, {});
    if (months * 2 <= period) continue;
    const auto from = line.text.find("连续");
    const auto clause = std::string_view(line.text).substr(from, line.text.find_first_of(",;", from) - from);
    problems.add(findings::window_crosses_period, line.place,
                 {shortened(clause), std::to_string(months), std::to_string(period)});
    return;
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
        first_of(line.lower, {"每年定一次星", "每年定星", "每年度进行一次定星", "年度定星", "每年定级",
                              "每年评定一次等次", "年度等次", "年度星级", "年度成绩", "年度定级", "年终评定",
                              "全年成绩", "全年等次", "年度总评", "yearly grade", "annual grade", "grade of the year"});
    if (word.empty()) continue;
    const Phrase period = period_name(*s.properties.period);
    problems.add(findings::aggregation_missing, line.place,
                 {word, Phrase("几个“" + period.zh + "”的结果", "several results of a “" + period.en + "”"),
                  Text{";每期各算各的", "; each round stands by itself"},
                  Text{"写明取平均、取最近一次或取最低", "say whether the mean, the latest or the lowest counts"}});
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
  check_aggregation(r, problems);
}

}  // namespace pingxing::scheme
