// Lines that say what becomes of an item which is not applicable, or is used up (item_lines.hpp). Below an item they
// are its own; below a heading they hold for the items there; before the first heading, and among closing words, for
// all.
#include "scheme/item_lines.hpp"
#include "scheme/parser.hpp"
#include "scheme/rule_words.hpp"

namespace pingxing::scheme {

bool Parser::is_item_line(const OutlineLine& entry, const Piece& body) {
  if (kind() != SectionKind::Ordinary) return false;
  const auto said = parse_item_line(body.text);
  if (!said) return false;
  keep_item_line(*said, body);
  block(Block::Kind::Attribute, written(entry, body), -1, -1, entry.level);
  return true;
}

void Parser::keep_item_line(const ItemLine& said, const Piece& body) {
  if (said.after_zero) {
    if (indicator_ < 0) return problem(messages::at_zero_place, at(body), {body.str()});
    auto& of = s_.indicators[static_cast<std::size_t>(indicator_)].after_zero;
    if (of) return problem(messages::item_line_twice, at(body), {body.str()});
    of = said.after_zero;
    of->place = at(body);
    s_.indicators[static_cast<std::size_t>(indicator_)].has_stated_floor = true;  // it ends at 0
    return;
  }
  const bool is_of_all = section_ < 0 || (is_prose_section_ && indicator_ < 0);
  auto& of = is_of_all         ? s_.properties.not_applicable
             : indicator_ >= 0 ? s_.indicators[static_cast<std::size_t>(indicator_)].attributes.not_applicable
                               : section()->attributes.not_applicable;
  if (of) return problem(messages::item_line_twice, at(body), {body.str()});
  of = said.not_applicable;
}

}  // namespace pingxing::scheme
