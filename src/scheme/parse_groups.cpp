// 1. 科技创新(最多5分) in 加分 or 扣分, with its rules below it: a heading by another mark. It is printed as it was
// written (Block::depth of its section is 1), and ends with the next line that is marked as it is. So are the rules of
// one line with a limit for all of them.
#include <algorithm>

#include "scheme/parser.hpp"
#include "scheme/rule_words.hpp"

namespace pingxing::scheme {

void Parser::leave_group(const OutlineLine& entry) {
  if (group_ < 0 || section_ != group_ || entry.kind != group_kind_) return;
  section_ = s_.sections[static_cast<std::size_t>(group_)].parent;
  group_ = -1;
}

bool Parser::is_group(const OutlineLine& entry, const Piece& whole) {
  leave_group(entry);
  const Piece body = whole.text.ends_with(':') ? whole.sub(0, whole.text.size() - 1).trimmed() : whole;
  const bool is_of_lines = kind() == SectionKind::Bonus || kind() == SectionKind::Deductions;
  if (!is_of_lines || (group_ >= 0 && section_ == group_)) return false;
  Section made;
  made.kind = kind();
  const auto parts = split_points(body);
  Piece title = parts.title;
  made.points = parts.value;
  if (!parts.value)  // 最多5分
    if (const auto [before, bracket] = split_bracket(body); !bracket.empty() && heading_bracket(made, bracket))
      title = before;
  if (!parts.behind.empty() || parts.is_percent || !may_be_name(title.text) ||
      read_rule_line(body.text, title.text, context_of({})).trouble == RuleLine::Trouble::None)
    return false;
  auto below = static_cast<std::size_t>(&entry - outline_.entries.data()) + 1;
  while (below < outline_.entries.size() && outline_.entries[below].kind == OutlineLine::Kind::Blank) ++below;
  if (below == outline_.entries.size()) return false;
  const auto next = outline_.entries[below].kind;
  const bool is_marked = next == OutlineLine::Kind::Marked && entry.kind == OutlineLine::Kind::Item;
  if (next != OutlineLine::Kind::Bullet && !is_marked) return false;
  made.title = title.text;
  made.level = section()->level + 1;
  made.parent = section_;
  made.place = at(body);
  s_.sections.push_back(std::move(made));
  section_ = group_ = static_cast<int>(s_.sections.size()) - 1;
  group_kind_ = entry.kind;
  owner_ = nullptr;
  block(Block::Kind::Section, numbered(entry, whole), section_, -1, 1);
  return true;
}

std::optional<Number> Parser::cap_of_all(const Piece& body, RuleLine& line) const {
  if (line.trouble != RuleLine::Trouble::Unknown || line.gap) return std::nullopt;
  const auto mark = body.text.find_last_of(",;");
  if (mark == body.text.npos) return std::nullopt;
  const auto context = context_of({});
  Sentence all;
  if (!is_only_modifiers(body.text.substr(mark + 1), context, all) || !all.rule.at_most || all.has_floor ||
      all.may_go_below_zero)
    return std::nullopt;
  const Piece rules = body.sub(0, mark);
  auto read = read_rule_line(rules.text, split_colon(rules).first.text, context);
  const auto is_capped = [](const Sentence& one) { return one.rule.at_most || one.rule.inner; };
  if (read.trouble != RuleLine::Trouble::None || read.rules.size() < 2 ||
      std::any_of(read.rules.begin(), read.rules.end(), is_capped))
    return std::nullopt;
  line = std::move(read);
  return all.rule.at_most;
}

int Parser::section_of_line(const Piece& body, std::string title, const Number& cap) {
  Section made;
  made.title = std::move(title);
  made.level = section()->level + 1;
  made.parent = section_;
  made.kind = kind();
  made.points = cap;
  made.place = at(body);
  s_.sections.push_back(std::move(made));
  return static_cast<int>(s_.sections.size()) - 1;
}

}  // namespace pingxing::scheme
