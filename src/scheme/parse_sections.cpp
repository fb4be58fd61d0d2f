// Headings: which section begins, what kind it is by its words (一票否决, grading, else of indicators), and what stands
// in the brackets behind: points, a weight, a cap, or an effect that holds for the lines below. Below 定级 a heading is
// the level of a ladder.
#include <algorithm>

#include "scheme/parser.hpp"
#include "scheme/rule_words.hpp"

namespace pingxing::scheme {

namespace {

/// "一、基础工作" as "基础工作".
std::string_view without_number(std::string_view title) {
  if (const auto mark = title.find("、"); mark != title.npos && mark <= 9) {
    bool is_number = mark > 0;
    for (std::size_t i = 0; i + 3 <= mark; i += 3) is_number &= small_count(title.substr(i, 3)).has_value();
    if (is_number) return title.substr(mark + 3);
  }
  if (title.starts_with("第"))  // 第三章 定级
    for (const std::string_view word : {"章", "节", "部分", "条"})
      if (const auto at = title.find(word); at != title.npos && at <= 12 && small_count(title.substr(3, at - 3))) {
        auto rest = trimmed(title.substr(at + word.size()));
        while (rest.starts_with(':') || rest.starts_with(',')) rest = trimmed(rest.substr(1));
        return rest;
      }
  if (title.starts_with('('))  // (三)定级
    if (const auto close = title.find(')'); close != title.npos && small_count(title.substr(1, close - 1)))
      return title.substr(close + 1);
  std::size_t digits = 0;
  while (digits < title.size() && title[digits] >= '0' && title[digits] <= '9') ++digits;
  if (digits > 0 && digits <= 2 && digits < title.size() && title[digits] == '.')
    return trimmed(title.substr(digits + 1));
  return title;
}

/// Headings whose numbered lines are prose: 有关要求, 组织保障, 附则.
bool says_how_to_go_about(std::string_view title) {
  return holds_any(title, {"要求", "保障",     "附则",     "措施",     "组织领导", "指导思想", "原则",
                           "目的", "意义",     "说明",     "纪律",     "依据",     "适用范围", "总则",
                           "宣传", "工作步骤", "时间安排", "有关事项", "注意事项", "其他事项", "背景"}) ||
         holds_any(title, {"general", "requirements", "principles", "background", "purpose", "remarks", "notes",
                           "final provisions", "organisation", "organization", "scope"});
}

/// 记分: bad points that add up until something follows.
bool is_ledger(std::string_view title) {
  return starts_with_any(title, {"记分", "违规记分", "违章记分", "不良记分", "扣分记录", "累计记分", "积分管理"}) ||
         title == "bad points" || title == "ledger";
}

}  // namespace

/// 扣分(20分) above items with points of their own is a part as any other.
bool Parser::holds_pointed_items(const OutlineLine& heading) const {
  for (auto at = static_cast<std::size_t>(&heading - outline_.entries.data()) + 1; at < outline_.entries.size(); ++at) {
    const auto& one = outline_.entries[at];
    if (one.kind == OutlineLine::Kind::Heading && one.level <= heading.level) return false;
    if (one.kind != OutlineLine::Kind::Item && one.kind != OutlineLine::Kind::Marked) continue;
    const auto parts = split_points(one.body);
    if (parts.value && !parts.is_percent && parts.behind.empty()) return true;
  }
  return false;
}

void Parser::heading(const OutlineLine& entry, const Piece& body) {
  if (section_ < 0) say_outside();
  const int level = entry.level;
  Section made;
  made.level = level;
  made.place = at(body);
  made.parent = section_;
  while (made.parent >= 0 && s_.sections[static_cast<std::size_t>(made.parent)].level >= level)
    made.parent = s_.sections[static_cast<std::size_t>(made.parent)].parent;
  const Section* parent = made.parent < 0 ? nullptr : &s_.sections[static_cast<std::size_t>(made.parent)];
  const auto parts = split_points(body);
  const bool has_points = parts.value && (parts.behind.empty() || parts.behind.text == "制");
  const auto [title, bracket] = has_points ? std::pair(parts.title, parts.points) : split_bracket(body);
  made.title = title.text;
  made.kind = parent ? parent->kind : SectionKind::Ordinary;
  const std::string words = lower_ascii(without_number(made.title));
  for (const auto& name : section_names()) {
    for (const auto* known : {&name.zh, &name.en})
      if (std::find(known->begin(), known->end(), words) != known->end()) made.kind = name.kind;
  }
  // Points beat the word of a heading: 评议(30%) and 目标(30分) hold items.
  const bool holds_items = has_points && (made.kind == SectionKind::Review || made.kind == SectionKind::Evaluation ||
                                          made.kind == SectionKind::Targets || made.kind == SectionKind::Procedure ||
                                          made.kind == SectionKind::Consequences || made.kind == SectionKind::Scales ||
                                          made.kind == SectionKind::Ballots);
  const bool may_hold_items = made.kind == SectionKind::Deductions || made.kind == SectionKind::Ledger;
  if (holds_items || (may_hold_items && has_points && holds_pointed_items(entry))) made.kind = SectionKind::Ordinary;
  is_prose_section_ = made.kind == SectionKind::Ordinary && !has_points && says_how_to_go_about(words);
  if (parent && parent->kind == SectionKind::Grading) made.kind = SectionKind::Ladder;
  if (made.kind == SectionKind::Ladder) {
    if (parent && parent->kind == SectionKind::Grading) {
      made.title = body.text;
      note_grade(made.title, made.place);
      pending_.ladder_grades.emplace_back(static_cast<int>(s_.sections.size()), made.title);
      GradeRule rule;
      rule.ladder_section = static_cast<int>(s_.sections.size());
      rule.place = made.place;
      s_.grading.rules.push_back(rule);
    }
  } else if (has_points && made.kind == SectionKind::Ordinary) {
    (parts.is_percent ? made.weight : made.points) = parts.value;
  } else if (!bracket.empty() && made.kind != SectionKind::Ledger && !heading_bracket(made, bracket)) {
    made.title = body.text;  // an ordinary bracket of the title
  }
  is_unread_section_ = made.kind == SectionKind::Ordinary && !has_points && is_ledger(words);
  if (is_unread_section_) problem(messages::ledger_section, at(body), {made.title});
  s_.sections.push_back(std::move(made));
  section_ = static_cast<int>(s_.sections.size()) - 1;
  indicator_ = -1;
  owner_ = nullptr;
  block(Block::Kind::Section, written(entry, body), section_);
  if (kind() == SectionKind::Ledger && !bracket.empty()) ledger_bracket(bracket);
}

bool Parser::heading_bracket(Section& made, const Piece& bracket) {
  std::string_view text = bracket.text;
  const bool is_capped = made.kind == SectionKind::Bonus || made.kind == SectionKind::Deductions;
  for (const std::string_view prefix : {"累计", "合计", "共", "最多", "最高", "至多", "上限为", "上限", "不超过",
                                        "up to ", "at most ", "capped at ", "加", "扣", "减"})
    if (is_capped && starts_with_any_case(text, prefix)) text.remove_prefix(prefix.size());
  for (const std::string_view suffix : {"封顶", "为限"})
    if (is_capped && text.ends_with(suffix)) text.remove_suffix(suffix.size());
  auto rest = text;
  const auto quantity = take_quantity(rest);
  if (quantity && rest.empty() && (quantity->unit == "分" || quantity->unit.starts_with("point"))) {
    made.points = quantity->value;
    return true;
  }
  if (quantity && rest.empty() && quantity->is_percent && made.kind == SectionKind::Ordinary) {
    made.weight = quantity->value;
    return true;
  }
  if (made.kind == SectionKind::Veto || made.kind == SectionKind::Demotion || made.kind == SectionKind::Eligibility) {
    if (parse_measure_words(bracket)) {
      made.effect = bracket.text;
      return true;
    }
  }
  const bool looks_like_points = bracket.text.ends_with("分") || bracket.text.ends_with('%');
  if (looks_like_points && made.kind == SectionKind::Ordinary)
    problem(messages::points_unreadable, at(bracket), {bracket.str()});
  return false;
}

}  // namespace pingxing::scheme
