// 1. 科技创新(最多5分) in 加分 or 扣分, with its rules below it: a heading by another mark. It is printed as it was
// written (Block::depth of its section is 1), and ends with the next line that is marked as it is.
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

}  // namespace pingxing::scheme
