// How long a notice stands, in which days, and what follows an objection.
#include <algorithm>

#include "base/text.hpp"
#include "scheme/check/families.hpp"
#include "scheme/check/stage_days.hpp"
#include "scheme/check/words.hpp"
#include "scheme/check_messages.hpp"

namespace pingxing::scheme {

namespace {

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

bool has_figure_of_days(std::string_view lower) {
  for (std::size_t at = lower.find("日"); at != lower.npos; at = lower.find("日", at + 3))
    if (at > 0 && lower[at - 1] >= '0' && lower[at - 1] <= '9') return true;
  return false;
}

int working_days(const Days& days) {
  const long from = days.from.number(), size = days.to.number() - from + 1;
  long count = size / 7 * 5;
  for (long n = from + size / 7 * 7; n < from + size; ++n) count += (n + 3) % 7 < 5 ? 1 : 0;  // day 0 was a Thursday
  return static_cast<int>(count);
}

void say_days(std::string_view what, int days, const Place& place, Problems& problems) {
  problems.add(findings::days_unspecified, place, {what, std::to_string(days)});
}

/// 异议 or 申诉 in prose; 公示无异议的 says nothing of those that object.
bool answers_objections(const Reading& r) {
  if (r.says_any({"申诉", "复核", "objection", "objections", "appeal", "appeals"})) return true;
  for (std::size_t at = r.said.find("异议"); at != r.said.npos; at = r.said.find("异议", at + 6)) {
    const auto before = std::string_view(r.said).substr(0, at);
    if (!ends_with_any(before, {"无", "没有", "未提出", "无任何", "不存在"})) return true;
  }
  return false;
}

/// 公示5日, 两天内答复, 公布后5日内申诉: days in prose, without their kind.
void check_days_in_prose(const Reading& r, Problems& problems) {
  const auto& stages = r.scheme.stages;
  const bool has_stage =
      std::any_of(stages.begin(), stages.end(), [](const Stage& one) { return one.kind == StageKind::Notice; });
  for (const auto& line : r.prose) {
    if (!has_any(line.lower, {"公示", "答复", "申诉", "异议", "复核", "反馈"}) ||
        has_any(line.lower, {"工作日", "自然日", "日历日"}))
      continue;
    for (std::string_view unit : {"天", "日"}) {
      for (auto at = line.text.find(unit); at != line.text.npos; at = line.text.find(unit, at + unit.size())) {
        std::size_t from = at;
        while (from > 0 && line.text[from - 1] >= '0' && line.text[from - 1] <= '9') --from;
        if (from == at && at >= 3 && small_count(line.text.substr(at - 3, 3))) from = at - 3;
        const auto days = from < at ? small_count(line.text.substr(from, at - from)) : std::nullopt;
        if (!days || *days < 1 || line.text.substr(0, from).ends_with("月")) continue;  // 6月5日
        const auto begin = line.text.find_last_of(",;.:", from);
        auto clause = std::string_view(line.text).substr(begin == line.text.npos ? 0 : begin + 1);
        clause = clause.substr(0, clause.find_first_of(",;"));
        clause = clause.substr(0, clause.find("。"));
        if (!has_any(clause, {"答复", "申诉", "异议", "复核", "反馈"}) && (has_stage || !has_any(clause, {"公示"})))
          continue;
        return say_days(clause, *days, line.place, problems);
      }
    }
  }
}

/// 以适当形式公示 in prose, and no stage that says how long.
void check_length_in_prose(const Reading& r, Problems& problems) {
  const auto& stages = r.scheme.stages;
  if (std::any_of(stages.begin(), stages.end(), [](const Stage& one) { return one.kind == StageKind::Notice; })) return;
  for (const auto& line : r.prose) {
    std::size_t at = line.text.find("公示");  // 公示栏, 公示期, 公示无异议的 are no act
    while (at != line.text.npos && starts_with_any(std::string_view(line.text).substr(at + 6),
                                                   {"栏", "期", "无异议", "牌", "板", "结果", "制度"}))
      at = line.text.find("公示", at + 6);
    if (at == line.text.npos) continue;
    if (has_any(line.lower, {"天", "工作日", "自然日", "一周", "两周"}) || has_figure_of_days(line.lower)) continue;
    const auto begin = line.text.find_last_of(",;:", at);
    auto clause = std::string_view(line.text).substr(begin == line.text.npos ? 0 : begin + 1);
    clause = clause.substr(0, clause.find_first_of(",;"));
    clause = clause.substr(0, clause.find("。"));
    if (!has_any(clause, {"结果", "名单", "社会", "拟", "对象", "方式", "形式", "等次", "星级"}))
      continue;  // 制度并公示
    problems.add(findings::duration_missing, line.place, {clause});
    return;
  }
}

void check_notices_of_stages(const Reading& r, Problems& problems) {
  const Scheme& s = r.scheme;
  const int asked = asked_days(r);
  bool has_notice = false;
  for (const auto& stage : s.stages) {
    const bool is_appeal = has_any(lower_ascii(stage.title), {"申诉", "异议", "复核", "appeal", "objection"});
    const auto dates = days_of(stage);
    const bool has_range = stage.dates.size() > 1;
    if ((stage.kind == StageKind::Notice || is_appeal) && stage.days && !stage.is_day_kind_stated &&
        !stage.are_working_days && !has_range)
      say_days(stage.title, *stage.days, stage.place, problems);
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
  if (!has_notice || answers_objections(r)) return;
  const auto is_appeal = [](const Stage& stage) {
    return has_any(lower_ascii(stage.title), {"异议", "申诉", "复核", "objection", "objections", "appeal", "appeals"});
  };
  if (std::any_of(s.stages.begin(), s.stages.end(), is_appeal)) return;
  const auto notice = std::find_if(s.stages.begin(), s.stages.end(),
                                   [](const Stage& stage) { return stage.kind == StageKind::Notice; });
  problems.add(findings::branch_missing, notice->place, {notice->title});
}

}  // namespace

void check_notices(const Reading& r, Problems& problems) {
  check_notices_of_stages(r, problems);
  check_length_in_prose(r, problems);
  check_days_in_prose(r, problems);
}

}  // namespace pingxing::scheme
