#include "scheme/outline.hpp"

namespace pingxing::scheme {

namespace {

/// Bytes of an item number with its mark ("12b." "3、" "2.4)") at the start of the text; 0 where there is none.
std::size_t item_marker(std::string_view text, std::string& id) {
  std::size_t at = 0;
  const auto digits = [&] {
    const std::size_t from = at;
    while (at < text.size() && text[at] >= '0' && text[at] <= '9') ++at;
    return at > from && at - from <= 6;
  };
  if (!digits()) return 0;
  if (at < text.size() && text[at] >= 'a' && text[at] <= 'z' && at + 1 < text.size() &&
      !((text[at + 1] | 32) >= 'a' && (text[at + 1] | 32) <= 'z'))
    ++at;
  while (at + 1 < text.size() && text[at] == '.' && text[at + 1] >= '0' && text[at + 1] <= '9') {
    ++at;
    if (!digits()) return 0;
  }
  id = text.substr(0, at);
  if (text.substr(at).starts_with("、")) return at + 3;
  if (at < text.size() && (text[at] == '.' || text[at] == ')')) return at + 1;
  return 0;
}

int indentation(std::string_view raw) {
  int columns = 0;
  for (std::size_t at = 0; at < raw.size();) {
    const char32_t c = next_character(raw, at);
    if (c == ' ')
      ++columns;
    else if (c == '\t')
      columns += 4;
    else if (c == 0x3000)
      columns += 2;
    else
      break;
  }
  return columns;
}

OutlineLine classify(const Line& line, std::string_view raw, bool is_before_headings) {
  OutlineLine entry;
  entry.raw = raw;
  Piece text = Piece(line).trimmed();
  entry.body = text;
  if (text.empty()) {
    entry.kind = OutlineLine::Kind::Blank;
    return entry;
  }
  std::size_t marks = 0;
  while (marks < text.text.size() && text.text[marks] == '#') ++marks;
  if (marks > 0 && marks <= 6 && marks < text.text.size()) {
    entry.kind = marks == 1 ? OutlineLine::Kind::Title : OutlineLine::Kind::Heading;
    entry.level = static_cast<int>(marks);
    entry.body = text.sub(marks).trimmed();
    return entry;
  }
  entry.level = indentation(raw) / 2;
  const bool is_dash = text.text[0] == '-' || text.text[0] == '*' || text.text[0] == '+';
  if (is_dash && text.text.size() > 1 && text.text[1] != text.text[0]) {
    entry.kind = OutlineLine::Kind::Bullet;
    entry.marker_bytes = 1;
    entry.body = text.sub(1).trimmed();
    return entry;
  }
  if (const std::size_t size = item_marker(text.text, entry.id); size > 0 && size < text.text.size()) {
    entry.kind = OutlineLine::Kind::Item;
    entry.body = text.sub(size).trimmed();
    return entry;
  }
  if (is_before_headings) {
    const auto [key, value] = split_colon(text);
    if (!value.empty() && character_count(key.text) <= 16 && key.text.find_first_of(",;()|>") == key.text.npos &&
        key.text.find("。") == key.text.npos)
      entry.kind = OutlineLine::Kind::Property;
  }
  return entry;
}

}  // namespace

Outline read_outline(std::string_view text) {
  Outline outline;
  bool is_before_headings = true;
  int number = 0;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    std::string_view raw = text.substr(0, end);
    text = end == text.npos ? std::string_view() : text.substr(end + 1);
    while (raw.ends_with('\r')) raw.remove_suffix(1);
    outline.lines.emplace_back(raw, ++number);
    outline.entries.push_back(classify(outline.lines.back(), raw, is_before_headings));
    if (outline.entries.back().kind == OutlineLine::Kind::Heading) is_before_headings = false;
  }
  return outline;
}

std::pair<Piece, Piece> split_bracket(Piece text) {
  if (!text.text.ends_with(')')) return {text, text.sub(text.text.size())};
  int depth = 0;
  for (std::size_t i = text.text.size(); i-- > 0;) {
    if (text.text[i] == ')') ++depth;
    if (text.text[i] == '(' && --depth == 0)
      return {text.sub(0, i).trimmed(), text.sub(i + 1, text.text.size() - i - 2).trimmed()};
  }
  return {text, text.sub(text.text.size())};
}

std::pair<Piece, Piece> split_colon(Piece text) {
  int depth = 0;
  for (std::size_t i = 0; i < text.text.size(); ++i) {
    if (text.text[i] == '(') ++depth;
    if (text.text[i] == ')') --depth;
    if (text.text[i] == ':' && depth <= 0) return {text.sub(0, i).trimmed(), text.sub(i + 1).trimmed()};
  }
  return {text, text.sub(text.text.size())};
}

}  // namespace pingxing::scheme
