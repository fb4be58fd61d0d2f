// How often, in the words of the text: two rounds too near, checks now and then, several kinds of rounds that nothing
// puts together, a year that ends in June.
#include <algorithm>

#include "base/text.hpp"
#include "scheme/check/families.hpp"
#include "scheme/check/words.hpp"
#include "scheme/check_messages.hpp"

namespace pingxing::scheme {

namespace {

/// 第一次, the second: which turn of one thing; empty where none is named.
std::string_view turn_in(std::string_view text) {
  return first_of(text,
                  {"第一次", "第二次", "第三次", "第四次", "第一轮", "第二轮", "第三轮", "first", "second", "third"});
}

/// About which day: 6月下旬, 七月初, 3月12日; of the year that was named last.
std::optional<long> about_day(std::string_view text, int& year) {
  if (const auto at = text.find("年"); at != text.npos && at >= 4)
    if (const auto named = small_count(text.substr(at - 4, 4)); named && *named > 1900) year = *named;
  const auto month_at = text.find("月");
  if (month_at == text.npos) return std::nullopt;
  std::size_t from = month_at;
  while (from > 0 && text[from - 1] >= '0' && text[from - 1] <= '9') --from;
  if (from == month_at)
    while (from >= 3 && small_count(text.substr(from - 3, 3)) && from + 6 > month_at) from -= 3;
  const auto month = small_count(text.substr(from, month_at - from));
  if (!month || *month < 1 || *month > 12) return std::nullopt;
  auto behind = text.substr(month_at + 3);
  int day = 15;
  if (behind.starts_with("初") || behind.starts_with("上旬")) day = 5;
  if (behind.starts_with("下旬")) day = 25;
  if (behind.starts_with("底") || behind.starts_with("末")) day = 28;
  if (const auto quantity = take_quantity(behind); quantity && quantity->unit == "日" && quantity->value.whole())
    day = static_cast<int>(std::min<std::int64_t>(*quantity->value.whole(), 28));
  return Day{year, *month, day}.number();
}

struct Turn {
  std::string name;
  long day = 0;
  Place place;
};

/// The first and the second time of one thing, nearer than half a period.
void check_turns(const std::vector<Turn>& made, Period period, Problems& problems) {
  const int months = months_of(period);
  for (std::size_t i = 1; i < made.size(); ++i) {
    const long apart = made[i].day - made[i - 1].day;
    if (months == 0 || apart < 0 || apart >= months * 15L) continue;
    problems.add(findings::cycle_irregular, made[i].place,
                 {made[i - 1].name, made[i].name, std::to_string(apart), period_name(period)});
  }
}

void check_rhythm(const Reading& r, Problems& problems) {
  const Scheme& s = r.scheme;
  std::vector<Turn> made;
  StageKind kind = StageKind::Other;
  int year = 2000;
  for (const auto& stage : s.stages) {
    if (turn_in(lower_ascii(stage.title)).empty() || stage.dates.empty()) continue;
    const auto& date = stage.dates.front();
    const auto day = date.day && date.day->exists() ? std::optional(date.day->number()) : about_day(date.text, year);
    if (!day) continue;
    if (!made.empty() && kind != stage.kind) made.clear();
    kind = stage.kind;
    made.push_back({stage.title, *day, stage.place});
  }
  check_turns(made, *s.properties.period, problems);
  for (const auto& line : r.prose) {
    made.clear();
    std::size_t from = 0;
    for (auto word = turn_in(line.text); !word.empty() && made.size() < 4;) {
      const auto at = static_cast<std::size_t>(word.data() - line.text.data());
      const auto before = std::string_view(line.text).substr(from, at - from);
      const auto last = before.rfind("月");
      const auto begin = last == before.npos ? before.size() : last >= 16 ? last - 16 : 0;
      if (const auto day = about_day(before.substr(std::min(begin, before.size())), year))
        made.push_back({std::string(word), *day, line.place});
      from = at + word.size();
      word = turn_in(std::string_view(line.text).substr(from));
    }
    check_turns(made, *s.properties.period, problems);
  }
}

/// 定期开展自查: checks that come now and then.
void check_now_and_then(const Reading& r, Problems& problems) {
  const auto look = [&](std::string_view text, const Place& place) {
    const auto word =
        first_of(text, {"不定期", "定期", "经常性", "经常", "常态化", "适时", "from time to time", "regularly"});
    if (word.empty() || has_any(text, {"每", "季", "半年", "年度", "月度", "周", "一次", "两次", "次以上", "every",
                                       "each", "monthly", "quarterly", "yearly", "weekly"}))
      return false;
    const auto from = static_cast<std::size_t>(word.data() - text.data());
    auto clause = text.substr(from, text.find_first_of(",;.:", from) - from);
    clause = clause.substr(0, clause.find("。"));
    const auto check = first_of(clause, {"自查", "自评", "抽查", "检查", "考核", "测评", "督查", "复查", "checks",
                                         "checked", "inspected", "inspections"});
    if (check.empty()) return false;
    const auto end = static_cast<std::size_t>(check.data() - clause.data()) + check.size();
    const std::string what(clause.substr(0, end));
    problems.add(findings::period_missing, place,
                 {Phrase("“" + what + "”", "“" + what + "”"),
                  Text{"写明多久一次,如“每季度”", "say how often, such as “every quarter”"}});
    return true;
  };
  for (const auto& line : r.prose)
    if (look(line.lower, line.place)) return;
  for (const auto& stage : r.scheme.stages)
    if (look(lower_ascii(stage.title), stage.place)) return;
}

/// 每季度检查,每半年综合考核: two kinds of rounds in one sentence.
void check_cycles(const Reading& r, Problems& problems) {
  if (r.scheme.indicators.empty() && r.scheme.grading.grades.empty()) return;
  if (r.says_any({"平均", "最近一次", "最后一次", "最低一次", "最低的一次", "之和", "累计", "mean", "average", "latest",
                  "lowest", "sum"}))
    return;
  for (const auto& line : r.prose) {
    int cycles = 0;
    const bool is_quarter = has_any(line.lower, {"每季", "季度", "季考核", "季考评", "季检查", "季评"}),
               is_month = has_any(line.lower, {"每月", "月度", "按月", "月抽查", "月检查", "月考核", "月考评", "月评"});
    cycles += is_quarter ? 1 : 0;
    cycles += is_month ? 1 : 0;
    cycles += has_any(line.lower, {"半年"}) ? 1 : 0;
    cycles += has_any(line.lower, {"年终", "年度", "年底", "全年"}) ? 1 : 0;
    cycles += has_any(line.lower, {"平时"}) && !is_month && !is_quarter ? 1 : 0;
    int checks = 0;
    for (std::string_view word : {"检查", "考核", "考评", "抽查", "评审", "测评", "总评"})
      for (auto at = line.lower.find(word); at != line.lower.npos; at = line.lower.find(word, at + word.size()))
        ++checks;
    if (cycles < 2 || checks < 2 || line.lower.find('%') != line.lower.npos ||
        has_any(line.lower, {"只作参考", "供参考", "总结", "权重"}))
      continue;
    problems.add(
        findings::aggregation_missing, line.place,
        {shortened(line.text), Text{"几种考核", "several kinds of rounds"},
         Text{";每期各算各的", "; each stands by itself"},
         Text{"写明取平均、取最近一次,或各占百分之几", "say whether the mean or the latest counts, or their weights"}});
    return;
  }
}

/// 每年6月总结表彰 beside quarters of the calendar.
void check_june(const Reading& r, Problems& problems) {
  if (r.says_any({"考核年度", "评比年度", "上年7月", "上年七月", "跨年度", "assessment year"})) return;
  for (const auto& line : r.prose) {
    std::string_view rest = line.lower;
    while (!rest.empty()) {
      const auto end = std::min(rest.find("。"), rest.size());
      const auto sentence = rest.substr(0, end);
      rest.remove_prefix(std::min(end + 3, rest.size()));
      if (!has_any(sentence, {"总结", "表彰", "评选年度", "评选全年", "年度评选", "评出年度"}) ||
          !has_any(sentence, {"每年", "一年来", "年度", "全年"}) ||
          has_any(sentence,
                  {"上半年", "半年总结", "12月", "十二月", "次年", "下一年", "1月", "一月", "2月", "二月", "底前"}))
        continue;
      const auto word = first_of(sentence, {"六月份", "六月底", "六月", "6月份", "6月底", "6月", "七一", "7月", "七月",
                                            "5月", "五月", "8月", "八月", "9月", "九月", "4月", "四月"});
      if (word.empty()) continue;
      problems.add(findings::period_mismatch, line.place, {word, period_name(*r.scheme.properties.period)});
      return;
    }
  }
}

}  // namespace

void check_rounds(const Reading& r, Problems& problems) {
  check_now_and_then(r, problems);
  check_cycles(r, problems);
  const auto& period = r.scheme.properties.period;
  if (!period || *period == Period::None) return;
  check_rhythm(r, problems);
  check_june(r, problems);
}

}  // namespace pingxing::scheme
