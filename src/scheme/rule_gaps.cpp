#include "scheme/rule_gaps.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "scheme/bands.hpp"
#include "scheme/inner_caps.hpp"
#include "scheme/messages.hpp"
#include "scheme/outline.hpp"
#include "scheme/pattern.hpp"
#include "scheme/rule_words.hpp"

namespace pingxing::scheme {

namespace {

using Words = std::initializer_list<std::string_view>;

bool is_number(std::string_view, std::string_view words) { return points_number(words).has_value(); }

/// One of `first` with one of `second` behind it, so many bytes apart at most.
bool holds_both(std::string_view text, Words first, Words second, std::size_t apart) {
  for (const auto word : first)
    for (auto at = text.find(word); at != text.npos; at = text.find(word, at + 1)) {
      const auto behind = text.substr(at + word.size());
      if (holds_any(behind.substr(0, std::min(behind.size(), apart + 15)), second)) return true;
    }
  return false;
}

/// 每月最多加1分, 每人累计不超过3分.
bool limits_each(std::string_view text, Words each) {
  for (const auto word : each)
    for (auto at = text.find(word); at != text.npos; at = text.find(word, at + 1)) {
      auto behind = text.substr(at + word.size());
      for (const std::string_view between : {"的", "累计", "合计", "加分", "扣分", "得分", "只"})
        if (behind.starts_with(between)) behind.remove_prefix(between.size());
      if (starts_with_any(behind, {"最多", "最高", "至多", "不超过", "不得超过", "上限", "封顶", "限扣", "限加"}))
        return true;
    }
  return false;
}

bool limits_inner_period(std::string_view text) {
  if (holds_both(lower_ascii(text),
                 {"at most", "up to", "max", "no more than", "not more than", "limited to", "capped at"},
                 {" a month", " per month", " each month", " a quarter", " per quarter", " each quarter", " a week",
                  " per week", " a day", " per day", " monthly", " weekly", " daily", " quarterly", " per person",
                  " each person", " per time", " each time"},
                 12))
    return true;
  if (holds_both(text, {"每月", "每季", "每周", "每半年", "每半月", "每旬", "每人", "每户"},
                 {"最多", "至多", "封顶", "上限"}, 24))
    return true;
  return limits_each(text,
                     {"每月", "每个月", "每季", "每季度", "每周",   "每星期", "每半年",   "每天",    "每日", "当月",
                      "当季", "单月",   "单季", "单周",   "单次",   "每次",   "每起",     "每例",    "每项", "每人",
                      "每名", "单人",   "每户", "每家",   "每半月", "每旬",   "每人每年", "每户每年"});
}

/// 违规一次记3分, 每次记12分: bad points, from 0.
bool is_of_ledger(std::string_view text) {
  static const Patterns each = {"{name}每{unit}记{points}分", "每{unit}记{points}分", "{name}(一|1){unit}记{points}分",
                                "{name}记{points}分/{unit}", "每{unit}{name}记{points}分"};
  static const auto accepts = [](std::string_view slot, std::string_view words) {
    return slot == "points" ? is_number(slot, words) : words.size() <= 90 && words.find("记") == words.npos;
  };
  const auto rest = split_colon(Piece(text, nullptr)).second.text;
  for (const auto& clause : split(rest.empty() ? text : rest, ",;"))
    if (each.match(Piece(clause, nullptr), accepts)) return true;
  return holds_both(text, {"记满", "累计记", "满12分", "扣满"}, {"取消", "降", "最高", "不得", "停", "待岗", "约谈"},
                    60);
}

}  // namespace

const MessageRow* gap_before_reading(std::string_view text, const SentenceContext& context) {
  if (starts_with_any(text, {"不适用时", "不适用的", "不适用,", "不适用则", "不适用者", "不涉及的", "不涉及时"}))
    return &messages::not_applicable_unread;
  if (!context.has_subjects && limits_each(text, {"每人", "每名", "单人"})) return &messages::inner_limit_of_whom;
  if (holds_both(text,
                 {"扣完时", "扣完后", "扣完的", "扣完仍", "扣完本项", "扣完该项", "扣完此项", "扣完为止,", "减完时",
                  "减完后", "减完的", "扣光后", "扣至0分", "不够扣", "超过该项分值", "超出该项分值"},
                 {"追加", "另扣", "另减", "再扣", "再减", "从总分", "另从", "扣总分", "总分中", "总分扣", "从本部分"},
                 30))
    return &messages::at_zero_unread;
  return is_of_ledger(text) ? &messages::ledger_unread : nullptr;
}

const MessageRow* gap_of_unread(std::string_view text, const SentenceContext& context) {
  if (is_of_longer_period(text, context)) return &messages::inner_limit_longer;
  if (limits_inner_period(text)) return &messages::inner_limit_unread;
  if (holds_any(text, {"无此项", "没有此项", "无该项", "没有该项", "不涉及", "不适用", "未涉及", "不承担", "未承担",
                       "没有相关工作", "无相关工作", "not applicable", "N/A", "n/a"}))
    return &messages::not_applicable_unread;
  if (holds_any(text, {"中位数", "最高分和", "去掉最高", "去掉一个最高", "去掉1个最高", "去除最高", "median",
                       "trimmed mean"}) ||
      (holds_any(lower_ascii(text), {"highest"}) && holds_any(lower_ascii(text), {"lowest"})))
    return &messages::trim_unread;
  const auto rest = split_colon(Piece(text, nullptr)).second.text;
  return names_open_degrees(text) || names_open_degrees(rest) ? &messages::degrees_open : nullptr;
}

}  // namespace pingxing::scheme
