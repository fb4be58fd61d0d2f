// What leaves a trace and is no work: likes, check-ins, time online. National rules on formalism forbid counting them.
#include "base/text.hpp"
#include "scheme/check/families.hpp"
#include "scheme/check/words.hpp"
#include "scheme/check_messages.hpp"

namespace pingxing::scheme {

namespace {

/// The trace that a name counts; empty where it counts none.
Phrase trace_in(std::string_view name) {
  if (has_any(name, {"点赞", "转发", "转评赞", "集赞", "评论数", "留言数", "阅读数", "阅读量", "浏览量", "关注公众号",
                     "关注数", "粉丝", "朋友圈", "拉票", "likes", "shares", "reposts", "followers", "page views"}))
    return Text{"点赞转发", "likes and shares"};
  if (has_any(name, {"签到", "打卡", "签退", "留痕", "截图", "拍照上传", "check-in", "check-ins", "checkins",
                     "clock-ins", "screenshots"}))
    return Text{"签到打卡", "check-ins"};
  if (has_any(name, {"在线时长", "在线时间", "登录次数", "登录天数", "登录时长", "登陆次数", "学习时长", "活跃度",
                     "积分排名", "app积分", "下载量", "注册人数", "注册率", "time online", "hours online", "logins",
                     "minutes online", "app downloads"}))
    return Text{"在线时长", "time online"};
  return {};
}

bool is_counted(const Rule& rule) {
  switch (rule.form) {
    case Form::DeductOnce:
    case Form::DeductUnless:
    case Form::MetOrNot:
    case Form::Void:
    case Form::VoidUnless:
    case Form::GrantOnce:
    case Form::AddOnce:
    case Form::Exemption:
      return false;
    default:
      return true;
  }
}

}  // namespace

void check_traces(const Reading& r, Problems& problems) {
  for (const auto& line : r.named) {
    if (line.where != NamedLine::Where::Rule && line.where != NamedLine::Where::Bonus) continue;
    // 签到表缺失 is a paper of a meeting.
    if (has_any(line.lower, {"签到表", "签到册", "签到簿", "sign-in sheet", "attendance sheet"})) continue;
    const Phrase what = trace_in(line.lower);
    const bool is_answered = line.rule && !is_counted(*line.rule);
    if (what.zh.empty() || (is_answered && what.zh == "签到打卡")) continue;  // whether a meeting has its list
    problems.add(findings::traces_counted, line.place, {line.name, what});
  }
  for (const auto& one : r.scheme.indicators)
    if (const Phrase what = trace_in(lower_ascii(one.title)); !what.zh.empty() && !one.has_written_rule)
      problems.add(findings::traces_counted, one.place, {one.title, what});
}

}  // namespace pingxing::scheme
