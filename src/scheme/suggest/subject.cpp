#include "scheme/suggest/subject.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "scheme/rule_words.hpp"

namespace pingxing::scheme {

namespace {

// clang-format off
constexpr std::string_view fillers_zh[] = {"凡是", "凡", "如果", "如", "若", "对于", "对", "每发现", "每有", "每", "其中", "因为", "由于", "因", "一旦", "经", "被", "当"};
constexpr std::string_view triggers_zh[] = {"每", "酌", "视情", "视其", "视表现", "视质量", "视程度", "根据", "按照", "按实际", "按其", "由考核", "由评", "由检查", "由领导", "从本项", "从该项", "在本项", "至少", "不少于", "必须", "达到", "达不到", "低于", "高于", "超过", "不足", "给满分", "得满分", "拿满分", "满分", "归零", "清零", "不得分", "不给分", "不计分", "全扣", "不予", "不扣", "可不", "免予", "免于", "免扣", "不罚", "不追究", "本项", "该项", "此项", "扣光", "扣尽", "全部扣", "应当", "应达", "不得少于", "不低于", "要求", "排名", "名次", "位次", "名列", "取消", "不得", "不能", "否决", "降低", "降为", "降至", "下调", "往下", "调低", "不参", "不纳入", "不列入", "不在", "暂不", "一律", "一票", "丧失", "失去", "剥夺", "撤销", "分数", "逐次", "逐项", "逐份", "按次", "按项", "按件", "按份", "按天", "按人次", "免评", "不评", "不授予", "不再评", "给予", "予以", "打", "不作处理", "除外", "不算", "掉", "退", "摘"};
constexpr std::string_view endings_zh[] = {"的单位", "的部门", "的个人", "的同志", "的人员", "的", "者", "时", "后", "则", "每", "扣罚", "扣除", "扣减", "罚没", "扣", "罚", "减", "加", "奖励", "奖", "另外", "另", "给予", "给", "得", "计", "记", "打", "予以", "酌情", "酌", "应", "须", "需", "一次性", "拿掉", "去掉", "抹去", "划掉", "倒", "再", "为", "达", "在", "满", "缺", "少", "漏", "欠", "差", "等次", "当年", "本年度", "直接", "将", "就", "即", "都", "均", "要", "并", "且", "、", "把", "超", "晚", "升", "降", "多", "低", "高", "第", "前", "视", "可", "会", "能"};
constexpr std::string_view verbs_alone_zh[] = {"发现", "出现", "发生", "有", "查出", "查实", "缺", "少", "漏", "存在", "被查出", "获", "获得"};

constexpr std::string_view begins_en[] = {"for every ", "for each ", "for any ", "for a ", "for ", "every time ", "each time ", "every ", "each ", "whenever ", "any ", "if ", "when ", "where ", "in case of ", "per ", "a ", "an ", "the "};
constexpr std::string_view marks_en[] = {" for every ", " for each ", " for any ", " for a ", " whenever ", " every time ", " each time ", " if ", " when ", " where ", " in case of ", " per ", " every ", " each ", " for "};
constexpr std::string_view triggers_en[] = {" deduct", " lose", " cost", " is docked", " are docked", " dock", " takes", " means", " is taken", " are taken", " is lost", " forfeit", " earn", " get", " gain", " receiv", " score", " add", " award", " is worth", " is excus", " are excus", " is waiv", " is exempt", " are exempt", " is not ", " are not ", " do not ", " does not ", " is disqualif", " are disqualif", " is barred", " are barred", " cannot", " can not", " disqualif", " rules out", " drop", " is lower", " is moved", " falls", " goes", " void", " wipe", " zero", " each", " every", " per ", ",", " must", " should", " at least", " below ", " under ", " above ", " over ", " may not", " stays out", " stay out", " brings", " results in", " gives", " carries", " off", " will", " counts", " is penal", " are penal", " is ignored", " are ignored", " has ", " at the discretion", " is judged", " as judged", " is struck", " is withdrawn", " excludes", " leads to", " minus", " is down"};
constexpr std::string_view endings_en[] = {" is", " are", " it", " the", " a", " an", " who", " which", " that", " filed", " and", " by", " of", " to", " with", " in", " for"};
// clang-format on

std::string_view without_fillers(std::string_view text) {
  for (bool has_changed = true; has_changed;) {
    has_changed = false;
    text = trimmed(text);
    while (starts_with_any(text, {",", ";", ":"})) text = trimmed(text.substr(1));
    for (const auto word : fillers_zh)
      if (text.starts_with(word) && text.size() > word.size()) {
        text.remove_prefix(word.size());
        has_changed = true;
        break;
      }
  }
  return text;
}

std::string_view cut_at(std::string_view text, std::span<const std::string_view> triggers) {
  std::size_t end = text.find_first_of(",;:");
  for (const auto word : triggers)
    if (const auto at = text.find(word); at != text.npos && at > 0) end = std::min(end, at);
  return trimmed(text.substr(0, end));
}

std::string_view without_endings(std::string_view text) {
  for (bool has_changed = true; has_changed;) {
    has_changed = false;
    text = trimmed(text);
    for (const auto word : endings_zh)
      if (text.ends_with(word) && text.size() > word.size() &&
          !ends_with_any(text, {"参加", "增加", "获得", "取得", "统计", "审计", "会计", "设计", "及时", "目的",
                                "排名前", "记录", "时间", "记者", "登记", "书记", "减少", "提高", "降低"})) {
        text.remove_suffix(word.size());
        has_changed = true;
        break;
      }
  }
  return text;
}

std::string subject_zh(const LineWords& w) {
  const std::string_view text = w.text;
  const std::size_t end = w.figures.empty() ? text.size() : w.figures.front().begin;
  std::string_view first = without_endings(cut_at(without_fillers(text.substr(0, end)), triggers_zh));
  const bool is_verb =
      std::find(std::begin(verbs_alone_zh), std::end(verbs_alone_zh), first) != std::end(verbs_alone_zh);
  if (!first.empty() && !is_verb) return std::string(first);
  // 发现1次隐患未整改: what stands behind the count.
  if (w.figures.empty() || w.figures.front().kind != Figure::Kind::Count) return {};
  const auto from = w.figures.front().end;
  const auto to = w.figures.size() > 1 ? w.figures[1].begin : text.size();
  const auto behind = without_endings(cut_at(without_fillers(text.substr(from, to - from)), triggers_zh));
  return behind.empty() ? std::string() : std::string(first) + std::string(behind);
}

std::string_view bare_en(std::string_view text) {
  for (bool has_changed = true; has_changed;) {
    has_changed = false;
    text = trimmed(text);
    for (const auto word : begins_en)
      if (starts_with_any_case(text, word)) {
        text = trimmed(text.substr(word.size()));
        has_changed = true;
        break;
      }
    for (const auto word : endings_en)
      if (text.ends_with(word)) {
        text = trimmed(text.substr(0, text.size() - word.size()));
        has_changed = true;
        break;
      }
  }
  return text;
}

std::string subject_en(const LineWords& w) {
  const std::string_view text = w.text;
  const std::string lower = " " + lower_ascii(text) + " ";
  const std::size_t end = w.figures.empty() ? text.size() : w.figures.front().begin;
  const auto head = bare_en(cut_at(text.substr(0, end), triggers_en));
  const std::string lower_head = " " + lower_ascii(head);
  const bool is_verb =
      holds_any(lower_head, {" deduct",   " lose",    " loses", " dock", " take",         " minus",     " award",
                             " add",      " score",   " earn",  " get",  " the assessor", " assessor",  " up to",
                             " at least", " nothing", " zero",  " full", " top score",    " no points", " void"});
  if (head.size() > 2 && !is_verb && may_be_name(head)) return std::string(head);
  for (const auto mark : marks_en) {
    const auto at = lower.find(mark);
    if (at == lower.npos || at + mark.size() > text.size() + 1) continue;
    const auto behind = bare_en(cut_at(text.substr(at + mark.size() - 1), triggers_en));
    if (behind.size() > 2 && may_be_name(behind)) return std::string(behind);
  }
  return {};
}

}  // namespace

std::string subject_of(const LineWords& words) {
  return words.language == Language::Chinese ? subject_zh(words) : subject_en(words);
}

std::string unit_of(const LineWords& words) {
  for (const auto& one : words.figures)
    if (one.kind == Figure::Kind::Count && one.value == Number(1) && !one.unit.empty()) return one.unit;
  if (words.language == Language::English) return {};
  for (const std::string_view mark : {"每", "/", "逐", "按"})
    for (auto at = words.text.find(mark); at != words.text.npos; at = words.text.find(mark, at + 1)) {
      const auto unit = unit_at(std::string_view(words.text).substr(at + mark.size()));
      if (!unit.empty()) return std::string(unit);
    }
  for (const auto& one : words.figures)
    if (one.kind == Figure::Kind::Count && !one.unit.empty()) return one.unit;
  return {};
}

}  // namespace pingxing::scheme
