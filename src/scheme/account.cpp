#include "scheme/account.hpp"

#include <algorithm>

#include "base/check.hpp"
#include "base/text.hpp"
#include "scheme/interval.hpp"
#include "scheme/rule_words.hpp"
#include "scheme/suggest/line_words.hpp"

namespace pingxing::scheme {

Text name_of(LineAccount::Kind kind) {
  switch (kind) {
    case LineAccount::Kind::Run:
      return {"运行", "run"};
    case LineAccount::Kind::Prose:
      return {"文字", "prose"};
    case LineAccount::Kind::Finding:
      return {"问题", "finding"};
  }
  return {};
}

std::string_view word_of(LineAccount::Kind kind) { return name_of(kind).en; }

char mark_of(LineAccount::Kind kind) {
  return kind == LineAccount::Kind::Run ? '=' : kind == LineAccount::Kind::Prose ? '.' : '!';
}

std::vector<LineAccount> account_of(const std::vector<const AccountRow*>& lines, const Problems& problems) {
  std::vector<LineAccount> all(lines.size());
  for (const auto& problem : problems.kept()) {
    const auto line = static_cast<std::size_t>(std::max(problem.place.line, 1));
    if (line <= all.size()) all[line - 1].problems.push_back(&problem);
  }
  for (std::size_t i = 0; i < lines.size(); ++i) {
    all[i].row = lines[i];
    const bool is_found = !all[i].problems.empty() || lines[i] == &account::unread;
    all[i].kind = is_found         ? LineAccount::Kind::Finding
                  : lines[i]->runs ? LineAccount::Kind::Run
                                   : LineAccount::Kind::Prose;
  }
  return all;
}

const AccountRow& row_of(Block::Kind kind) {
  switch (kind) {
    case Block::Kind::Title:
      return account::title;
    case Block::Kind::Property:
      return account::property;
    case Block::Kind::Section:
      return account::section;
    case Block::Kind::Indicator:
      return account::item;
    case Block::Kind::Attribute:
      return account::attribute;
    case Block::Kind::Rule:
      return account::rule;
    case Block::Kind::Flag:
      return account::floor;
    case Block::Kind::Measure:
      return account::measure;
    case Block::Kind::Ledger:
      return account::ledger;
    case Block::Kind::Bonus:
      return account::bonus;
    case Block::Kind::GradeLine:
      return account::grade_line;
    case Block::Kind::Requirement:
      return account::requirement;
    case Block::Kind::Stage:
      return account::stage;
    case Block::Kind::Review:
      return account::review;
    case Block::Kind::Consequence:
      return account::consequence;
    case Block::Kind::Target:
      return account::target;
    case Block::Kind::Scale:
      return account::scale;
    case Block::Kind::Row:
      return account::row;
    case Block::Kind::Example:
      return account::example;
    case Block::Kind::Ballot:
      return account::ballot;
    case Block::Kind::Prose:
      break;
  }
  return account::unread;
}

namespace {

constexpr std::size_t read_bytes_max = 4'000;  // of a line: what a rule says stands at its beginning

bool is_part_of_number(std::string_view text, std::size_t from) {
  const char c = text[from];
  if ((c >= '0' && c <= '9') || c == '.') return true;
  return (c & 0x80) && from + 3 <= text.size() && (small_count(text.substr(from, 3)) || text.substr(from, 3) == "半");
}

/// A figure that ends at `end`, and where it begins; `end` where there is none.
std::size_t figure_before(std::string_view text, std::size_t end) {
  std::size_t at = end;
  while (at > 0) {
    std::size_t from = at - 1;
    while (from > 0 && (static_cast<unsigned char>(text[from]) & 0xC0) == 0x80) --from;
    if (!is_part_of_number(text, from)) break;
    at = from;
  }
  return at;
}

}  // namespace

/// 3分钟, 二分之一, 三分局: no points.
static bool goes_on(std::string_view behind) {
  return starts_with_any(behind,
                         {"钟", "之", "组", "类", "部", "布", "别", "工", "管", "公司", "局", "会", "场", "块"});
}

bool has_points(std::string_view text) {
  text = text.substr(0, read_bytes_max);
  for (auto at = text.find("分"); at != text.npos; at = text.find("分", at + 3))
    if (!goes_on(text.substr(at + 3)) && figure_before(text, at) != at) return true;
  return false;
}

bool says_points(std::string_view text) {
  text = text.substr(0, read_bytes_max);
  if (holds_any(text, {"不得分", "不给分", "不计分", "酌情扣", "酌情减", "酌情加", "扣光"})) return true;
  for (auto at = text.find("分"); at != text.npos; at = text.find("分", at + 3)) {
    const auto behind = text.substr(at + 3);
    if (goes_on(behind)) continue;
    const auto begin = figure_before(text, at);
    if (begin == at) continue;
    const auto before = trimmed(text.substr(0, begin));
    if (ends_with_any(before, {"扣",   "减", "加", "奖", "罚", "扣除", "扣减", "减去", "扣掉", "奖励",
                               "扣罚", "得", "计", "记", "给", "酌扣", "倒扣", "再扣", "-",    "+"}) ||
        starts_with_any(behind, {"/", "每"}))
      return true;
  }
  if (LineWords words(text); words.language == Language::English && words.count(Figure::Kind::Points) > 0 &&
                             words.any({Speaks::Deducts, Speaks::Each}))
    return true;
  const std::string lower = " " + lower_ascii(text);
  return has_digit(lower) && holds_any(lower, {" deduct ", " deducts ", " deducted", " points off", " point off",
                                               " scores ", " loses ", " docked", " off each", "points each"});
}

}  // namespace pingxing::scheme
