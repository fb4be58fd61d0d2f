// What is known of items only when all of them were read: which numbered lines are none, and their numbers. Offices
// count anew in each section: a number that stands there again has that of its section before it.
#include <algorithm>

#include "scheme/parser.hpp"
#include "scheme/rule_words.hpp"

namespace pingxing::scheme {

void Parser::finish_items() {
  drop_prose_items();
  for (auto& one : s_.indicators) {
    const auto first = numbers_.find(one.id);
    if (first != numbers_.end() && number_section_[one.id] != one.section)
      one.id = section_number(one.section) + "." + one.id;
    number_section_.emplace(one.id, one.section);
    if (const auto twice = numbers_.find(one.id); twice != numbers_.end())
      problem(messages::number_duplicate, one.place, {one.id, std::to_string(twice->second), free_number(one.id)});
    else
      numbers_[one.id] = one.place.line;
  }
}

/// Numbered lines of a section in which nothing says anything of points are prose: principles, conditions, honours. It
/// is said once, for points may have been forgotten.
void Parser::drop_prose_items() {
  const auto section_at = [&](int i) -> const Section& { return s_.sections[static_cast<std::size_t>(i)]; };
  std::vector<std::size_t> counts(s_.sections.size());
  std::vector<char> is_scored(s_.sections.size());
  for (const auto& one : s_.indicators) {
    const auto at = static_cast<std::size_t>(one.section);
    ++counts[at];
    is_scored[at] |= one.points.has_value() || !one.rules.empty() || one.may_go_below_zero || one.has_stated_floor ||
                     !one.attributes.assessor.empty() || says_points(one.title) || has_points(one.title);
    for (int up = one.section; up >= 0; up = section_at(up).parent)
      is_scored[at] |= section_at(up).points.has_value() || section_at(up).weight.has_value();
  }
  if (std::none_of(is_scored.begin(), is_scored.end(), [](char one) { return one; })) return;
  std::vector<int> moved(s_.indicators.size(), -1);
  std::vector<Indicator> kept;
  for (std::size_t i = 0; i < s_.indicators.size(); ++i) {
    if (!is_scored[static_cast<std::size_t>(s_.indicators[i].section)]) continue;
    moved[i] = static_cast<int>(kept.size());
    kept.push_back(std::move(s_.indicators[i]));
  }
  s_.indicators = std::move(kept);
  for (auto& one : s_.blocks) {
    const bool is_of_item =
        one.kind == Block::Kind::Indicator || one.kind == Block::Kind::Rule || one.kind == Block::Kind::Flag;
    if (!is_of_item || one.index < 0) continue;
    one.index = moved[static_cast<std::size_t>(one.index)];
    if (one.index >= 0) continue;
    one.kind = Block::Kind::Prose;
    lines_[static_cast<std::size_t>(one.place.line) - 1] = &account::numbered;
  }
  for (std::size_t i = 0; i < s_.sections.size(); ++i)
    if (counts[i] > 0 && !is_scored[i])
      problem(messages::section_as_prose, s_.sections[i].place, {s_.sections[i].title, std::to_string(counts[i])});
}

/// 二 of "二、评议", else its place among the headings: where numbers begin again in each section, 二.3 is an item's.
std::string Parser::section_number(int section) const {
  const std::string& title = s_.sections[static_cast<std::size_t>(section)].title;
  const auto mark = title.find("、");
  if (mark != title.npos && mark > 0 && mark <= 9 && small_count(std::string_view(title).substr(0, mark)))
    return title.substr(0, mark);
  return std::to_string(section + 1);
}

std::string Parser::free_number(const std::string& id) const {
  for (char letter = 'b'; letter <= 'z'; ++letter)
    if (!numbers_.contains(id + letter)) return id + letter;
  return id + "…";
}

}  // namespace pingxing::scheme
