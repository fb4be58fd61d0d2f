#include "scheme/outline.hpp"

#include <algorithm>

#include "scheme/interval.hpp"
#include "scheme/rule_words.hpp"

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

/// Bytes of another clerk's mark: (1) ① 一、 (一) A1. and the like; its number goes into `id`.
std::size_t other_marker(std::string_view text, std::string& id) {
  std::size_t at = 0;
  const char32_t first = next_character(text, at);
  if (first >= 0x2460 && first <= 0x2473) {
    id = std::to_string(first - 0x2460 + 1);
    return text.substr(at).starts_with("、") ? at + 3 : at;
  }
  const bool is_in_bracket = text[0] == '(';
  at = is_in_bracket ? 1 : 0;
  std::size_t end = at;
  if (end < text.size() && text[end] >= 'A' && text[end] <= 'Z') ++end;
  while (end < text.size() && ((text[end] >= '0' && text[end] <= '9') || (text[end] == '.' && end > at)) &&
         end - at < 8)
    ++end;
  bool is_hanzi_number = false;
  if (end == at) {
    while (end + 3 <= text.size() && end - at < 9 && small_count(text.substr(at, end + 3 - at)) && (text[end] & 0x80))
      end += 3;
    is_hanzi_number = end > at;
  }
  if (end == at || (!is_hanzi_number && !has_digit(text.substr(at, end - at)))) return 0;
  id = text.substr(at, end - at);
  while (id.ends_with('.')) id.pop_back();
  const auto rest = text.substr(end);
  if (is_in_bracket) return rest.starts_with(')') ? end + 1 : 0;
  if (rest.starts_with("、")) return end + 3;
  const bool is_lettered = text[0] >= 'A' && text[0] <= 'Z';
  if (is_lettered && (rest.starts_with('.') || rest.starts_with(')'))) return end + 1;
  if (is_lettered && text[end - 1] == '.') return end;
  // 1.1 考勤, 1.1.考勤: a number of several parts needs no mark.
  const bool has_parts = !is_hanzi_number && id.find('.') != id.npos;
  if (has_parts && !rest.empty() && (rest[0] == ' ' || (rest[0] & 0x80))) return end;
  return 0;
}

constexpr std::string_view bullets[] = {"·", "•", "●", "○", "■", "□", "◆", "◇", "▪", "▶", "➢", "※", "★",
                                        "–", "—", "‣", "◦", "∙", "►", "✓", "√", "→", "☆", "▷", "❖"};

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
  for (const auto mark : bullets) {
    if (!text.text.starts_with(mark) || text.text.size() == mark.size()) continue;
    entry.kind = OutlineLine::Kind::Bullet;
    entry.marker_bytes = mark.size();
    entry.body = text.sub(mark.size()).trimmed();
    return entry;
  }
  if (const std::size_t size = item_marker(text.text, entry.id); size > 0 && size < text.text.size()) {
    entry.kind = OutlineLine::Kind::Item;
    entry.body = text.sub(size).trimmed();
    return entry;
  }
  if (const std::size_t size = is_before_headings ? 0 : other_marker(text.text, entry.id);
      size > 0 && size < text.text.size()) {
    entry.kind = OutlineLine::Kind::Marked;
    entry.body = text.sub(size).trimmed();
    return entry;
  }
  entry.id.clear();
  if (is_before_headings) {
    const auto [key, value] = split_colon(text);
    if (!value.empty() && character_count(key.text) <= 16 && key.text.find_first_of(",;()|>") == key.text.npos &&
        key.text.find("。") == key.text.npos)
      entry.kind = OutlineLine::Kind::Property;
  }
  return entry;
}

}  // namespace

namespace {

/// Whether a comment begins in the line and ends in a later one.
bool opens_comment(std::string_view raw, std::string_view behind) {
  const auto open = raw.rfind("<!--");
  return open != raw.npos && raw.find("-->", open) == raw.npos && behind.find("-->") != behind.npos;
}

OutlineLine comment_line(const Line& line, std::string_view raw) {
  OutlineLine entry;
  entry.raw = raw;
  entry.body = Piece(line).trimmed();
  entry.is_comment = true;
  return entry;
}

}  // namespace

Outline read_outline(std::string_view text) {
  Outline outline;
  bool is_before_headings = true, is_in_comment = false, has_title = false;
  int number = 0;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    std::string_view raw = text.substr(0, end);
    text = end == text.npos ? std::string_view() : text.substr(end + 1);
    while (raw.ends_with('\r')) raw.remove_suffix(1);
    outline.lines.emplace_back(raw, ++number);
    if (is_in_comment) {
      outline.entries.push_back(comment_line(outline.lines.back(), raw));
      is_in_comment = raw.find("-->") == raw.npos;
      continue;
    }
    is_in_comment = opens_comment(raw, text);
    outline.entries.push_back(classify(outline.lines.back(), raw, is_before_headings));
    OutlineLine& entry = outline.entries.back();
    if (entry.kind == OutlineLine::Kind::Title && has_title) entry.kind = OutlineLine::Kind::Heading;
    has_title |= entry.kind == OutlineLine::Kind::Title;
    if (entry.kind == OutlineLine::Kind::Heading) is_before_headings = false;
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

namespace {

/// 满分50分, 共50分, 分值:50, 权重20%, 50 points: the number and whether it is a per cent.
bool read_points(std::string_view words, TitlePoints& into) {
  words = trimmed(words);
  for (bool has_changed = true; has_changed;) {
    has_changed = false;
    for (const std::string_view word : {"满分", "总分", "共计", "合计", "共", "计", "分值", "标准分", "权重", "占比",
                                        "占", "各", "本项", "为", ":", "worth ", "max ", "weight ", "out of "}) {
      if (!starts_with_any_case(words, word) || words.size() == word.size()) continue;
      words = trimmed(words.substr(word.size()));
      has_changed = true;
    }
  }
  auto rest = words;
  const auto quantity = take_quantity(rest);
  if (!quantity || quantity->value.is_zero() || !has_digit(words.substr(0, 1))) return false;
  rest = trimmed(rest);
  const bool is_points =
      quantity->unit == "分" || quantity->unit.starts_with("point") || rest == "pts" || rest == "marks";
  if (!rest.empty() && !(is_points && (rest == "pts" || rest == "marks"))) return false;
  if (!quantity->is_percent && !is_points) return false;
  into.value = quantity->value;
  into.is_percent = quantity->is_percent;
  return true;
}

constexpr std::pair<std::string_view, std::string_view> brackets[] = {{"(", ")"},   {"[", "]"},   {"【", "】"},
                                                                      {"〔", "〕"}, {"〈", "〉"}, {"《", "》"},
                                                                      {"{", "}"},   {"<", ">"},   {"〖", "〗"}};

}  // namespace

TitlePoints split_points(Piece text) {
  TitlePoints out;
  out.title = text;
  out.points = out.behind = text.sub(text.text.size());
  const auto behind = [&](std::size_t at) {
    Piece rest = text.sub(at).trimmed();
    while (starts_with_any(rest.text, {":", ",", ";", ".", "-"})) rest = rest.sub(1).trimmed();
    while (starts_with_any(rest.text, {"。", "、"})) rest = rest.sub(3).trimmed();
    return rest;
  };
  for (const auto& [open, close] : brackets) {
    for (std::size_t at = text.text.find(open); at != text.text.npos && at < 400; at = text.text.find(open, at + 1)) {
      const auto end = text.text.find(close, at + open.size());
      if (end == text.text.npos || end - at > 60) continue;
      TitlePoints found;
      const Piece inside = text.sub(at + open.size(), end - at - open.size());
      const Piece title = text.sub(0, at).trimmed();
      if (title.empty() || holds_any(title.text, {"。", ";"}) || !read_points(inside.text, found)) continue;
      if (const auto colon = split_colon(title); !colon.second.empty()) continue;  // 考勤:迟到(每次1分)
      found.title = title;
      found.points = inside;
      found.behind = behind(end + close.size());
      return found;
    }
  }
  // 考勤 50分, 考勤,共50分: at the end of the title, or before its colon or full stop.
  const auto end = std::min({text.text.find(':'), text.text.find("。"), text.text.find(';'), text.text.size()});
  const auto head = text.text.substr(0, end);
  const bool ends_with_points = ends_with_any(head, {"分", "points", "point", "%"});
  if (!ends_with_points) {
    // 考勤:50分
    const auto [title, value] = split_colon(text);
    TitlePoints found;
    if (!value.empty() && value.text.size() < 40 && read_points(value.text, found)) {
      found.title = title;
      found.points = value;
      found.behind = text.sub(text.text.size());
      return found;
    }
    return out;
  }
  for (std::size_t at = 1; at < head.size(); ++at) {
    if ((static_cast<unsigned char>(head[at]) & 0xC0) == 0x80) continue;
    TitlePoints found;
    auto title = trimmed(head.substr(0, at));
    const char before = title.empty() ? '0' : title.back();
    if ((before >= '0' && before <= '9') || before == '.' || !read_points(head.substr(at), found)) continue;
    while (ends_with_any(title, {",", "-", ":", " "})) title = trimmed(title.substr(0, title.size() - 1));
    while (title.ends_with("、")) title.remove_suffix(3);
    if (title.empty() ||
        ends_with_any(title, {"扣", "减", "加", "得",      "记",   "罚",     "增",    "降",   "给", "到", "至",
                              "过", "于", "满", "低",      "约",   "每",     "奖",    "评",   "按", "在", "次",
                              "项", "少", "多", "deducts", "adds", "scores", "least", "most", "~"}))
      return out;
    if (found.is_percent) return out;  // a rate in a title is no weight
    found.title = text.sub(0, static_cast<std::size_t>(title.data() + title.size() - text.text.data())).trimmed();
    found.points = text.sub(at, end - at);
    found.behind = behind(end);
    return found;
  }
  return out;
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
