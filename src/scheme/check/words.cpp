#include "scheme/check/words.hpp"

#include <set>

#include "base/text.hpp"
#include "scheme/properties.hpp"

namespace pingxing::scheme {

namespace {

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

bool stands_alone(std::string_view text, std::size_t at, std::string_view word) {
  const std::size_t end = at + word.size();
  if (is_letter(word.front()) && at > 0 && is_letter(text[at - 1])) return false;
  return !(is_letter(word.back()) && end < text.size() && is_letter(text[end]));
}

bool is_comment(std::string_view raw) { return trimmed(raw).starts_with("<!--"); }

}  // namespace

std::string_view first_of(std::string_view text, Words words) {
  for (auto word : words)
    for (std::size_t at = text.find(word); at != text.npos; at = text.find(word, at + 1))
      if (stands_alone(text, at, word)) return text.substr(at, word.size());
  return {};
}

std::vector<std::string> characters_of(std::string_view text) {
  std::vector<std::string> out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t from = at;
    next_character(text, at);
    out.emplace_back(text.substr(from, at - from));
  }
  return out;
}

std::string assessor_of(const Scheme& s, int section) {
  for (int up = section; up >= 0; up = s.sections[static_cast<std::size_t>(up)].parent) {
    const auto& assessor = s.sections[static_cast<std::size_t>(up)].attributes.assessor;
    if (!assessor.empty()) return assessor;
  }
  return {};
}

namespace {

/// 3、公示。在公示栏公示7天…: a numbered line that tells more than a name does.
bool is_told(const Block& block) {
  const bool is_numbered = block.kind == Block::Kind::Indicator || block.kind == Block::Kind::Stage;
  return is_numbered && (block.text.find("。") != block.text.npos || character_count(block.text) > 40);
}

std::vector<ProseLine> prose_of(const Scheme& s) {
  std::vector<ProseLine> lines;
  int section = -1;
  bool was_prose = false;
  for (const auto& block : s.blocks) {
    if (block.kind == Block::Kind::Section) section = block.index;
    const bool is_prose = block.kind == Block::Kind::Prose;
    if (is_prose && is_comment(block.text)) continue;
    if (was_prose) lines.back().is_last_of_paragraph = !is_prose || block.after_blank;
    if (is_prose) {
      const Line line(trimmed(block.text), block.place.line);
      lines.push_back(
          {block.text, line.text(), lower_ascii(line.text()), section, false, false, !is_prose, block.place});
    }
    was_prose = is_prose;
    if (is_told(block)) {
      const Line line(trimmed(block.text), block.place.line);
      lines.push_back(
          {block.text, line.text(), lower_ascii(line.text()), section, false, false, !is_prose, block.place});
    }
  }
  if (was_prose) lines.back().is_last_of_paragraph = lines.back().is_last_of_document = true;
  return lines;
}

std::string said_in(const Scheme& s) {
  std::string said;
  for (const auto& block : s.blocks) {
    const bool is_said = block.kind == Block::Kind::Prose || block.kind == Block::Kind::Property ||
                         block.kind == Block::Kind::Attribute || is_told(block);
    if (is_said && !is_comment(block.text)) said += lower_ascii(Line(block.text, 0).text()) + "\n";
  }
  return said;
}

std::vector<NamedLine> named_lines(const Scheme& s) {
  std::vector<NamedLine> lines;
  std::set<std::string> required;
  const auto add = [&](NamedLine::Where where, const std::string& name, const Rule* rule, int indicator,
                       bool has_assessor, const Place& place) {
    lines.push_back({where, name, lower_ascii(name), rule, indicator, has_assessor, place});
  };
  for (std::size_t i = 0; i < s.indicators.size(); ++i) {
    const auto& owner = s.indicators[i];
    if (!owner.has_written_rule) continue;
    const bool has_assessor = !owner.attributes.assessor.empty() || !assessor_of(s, owner.section).empty();
    for (const auto& rule : owner.rules)
      add(NamedLine::Where::Rule, rule.name, &rule, static_cast<int>(i), has_assessor, rule.place);
  }
  for (const auto& one : s.measures)
    add(NamedLine::Where::Measure, one.name, nullptr, -1,
        !one.attributes.assessor.empty() || !assessor_of(s, one.section).empty(), one.place);
  for (const auto& one : s.grading.rules) {
    if (one.ladder_section < 0) continue;
    const bool has_assessor = !assessor_of(s, one.ladder_section).empty();
    for (const auto& c : one.conditions)  // what several levels ask for counts once
      if (required.insert(c.text).second)
        add(NamedLine::Where::Requirement, c.text, nullptr, -1, has_assessor, c.place);
  }
  for (const auto& one : s.bonuses)
    add(NamedLine::Where::Bonus, one.rule.name, &one.rule, -1,
        !one.attributes.assessor.empty() || !assessor_of(s, one.section).empty(), one.rule.place);
  return lines;
}

}  // namespace

Reading::Reading(const Scheme& s) : scheme(s), prose(prose_of(s)), named(named_lines(s)), said(said_in(s)) {}

const PropertyLine* property_line(const Scheme& s, std::string_view key) {
  for (const auto& line : s.property_lines)
    if (find_property(line.key) == find_property(key)) return &line;
  return nullptr;
}

Place property_place(const Scheme& s, std::string_view key) {
  const auto* line = property_line(s, key);
  return line ? line->place : s.place(1);
}

std::string shortened(std::string_view text, std::size_t characters_max) {
  std::string out;
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size();) {
    if (++count > characters_max) return out + "…";
    const std::size_t from = at;
    next_character(text, at);
    out += text.substr(from, at - from);
  }
  return out;
}

Phrase period_name(Period period) {
  switch (period) {
    case Period::None:
      return Text{"无", "none"};
    case Period::Week:
      return Text{"周", "week"};
    case Period::HalfMonth:
      return Text{"半月", "half-month"};
    case Period::Month:
      return Text{"月", "month"};
    case Period::Quarter:
      return Text{"季度", "quarter"};
    case Period::HalfYear:
      return Text{"半年", "half-year"};
    case Period::Year:
      return Text{"年", "year"};
  }
  return "";
}

int months_of(Period period) {
  switch (period) {
    case Period::Month:
      return 1;
    case Period::Quarter:
      return 3;
    case Period::HalfYear:
      return 6;
    case Period::Year:
      return 12;
    default:
      return 0;
  }
}

}  // namespace pingxing::scheme
