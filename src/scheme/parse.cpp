// From a text to a Scheme: the walk over the lines, by their kind and the section they stand in, and the properties at
// the head. What a line says is read in the other files of the parser; here is what all of them need: its words as
// written, its block for printing, and the limits.
#include "scheme/parse.hpp"

#include <algorithm>

#include "scheme/blanks.hpp"
#include "scheme/parser.hpp"
#include "scheme/rule_words.hpp"
#include "scheme/sentences.hpp"
#include "scheme/small_pools.hpp"

namespace pingxing::scheme {

std::string Scheme::header(int input) const {
  const Input& wanted = inputs[static_cast<std::size_t>(input)];
  if (wanted.indicator < 0) return wanted.name;
  return indicators[static_cast<std::size_t>(wanted.indicator)].id + " " + wanted.name;
}

namespace {

/// 1O分, 2O%, 6 0%: mended where a digit stands beside the look-alike.
std::string mend_lookalikes(std::string_view text) {
  std::string out(text);
  const auto is_digit = [&](std::size_t i) { return i < out.size() && out[i] >= '0' && out[i] <= '9'; };
  const auto is_letter = [&](std::size_t i) {
    return i < out.size() && (((out[i] | 32) >= 'a' && (out[i] | 32) <= 'z'));
  };
  for (std::size_t i = 0; i < out.size(); ++i) {
    if ((out[i] == 'O' || out[i] == 'o') && i > 0 && is_digit(i - 1) && !is_letter(i + 1)) out[i] = '0';
    if ((out[i] == 'l' || out[i] == 'I') && (is_digit(i + 1) || (i > 0 && is_digit(i - 1))) && !is_letter(i + 1) &&
        !(i > 0 && is_letter(i - 1)))
      out[i] = '1';
  }
  const auto ends_number_of_item = [&](std::size_t i) {  // item 3 90 or more
    while (i > 0 && is_digit(i - 1)) --i;
    return lower_ascii(out.substr(0, i)).ends_with("item ");
  };
  const auto begins_time = [&](std::size_t i) {
    return i + 3 < out.size() && (out[i + 3] == ':' || out[i + 2] == ':');
  };
  std::string closed;
  for (std::size_t i = 0; i < out.size(); ++i)
    if (out[i] != ' ' || i == 0 || !is_digit(i - 1) || !is_digit(i + 1) || ends_number_of_item(i) || begins_time(i))
      closed += out[i];
  return closed;
}

Phrase count_of(std::size_t n, const char* zh, const char* en) {
  return Phrase(std::to_string(n) + zh, std::to_string(n) + " " + en);
}

std::string nearest_property(std::string_view key) {
  std::string best;
  std::size_t distance = 1000;
  for (const auto& row : property_rows()) {
    for (auto known : language_of(key) == Language::Chinese ? row.zh : row.en) {
      if (const auto d = edit_distance(key, known); d < distance) {
        distance = d;
        best = known;
      }
    }
  }
  return best;
}

}  // namespace

Parser::Parser(std::string_view text, const std::string& file) : outline_(read_outline(text)) {
  s_.file = file;
  s_.language = language_of(text);
}

Parsed Parser::run() {
  if (is_too_long()) {
    lines_.assign(outline_.entries.size(), &account::unread);
    return {std::move(s_), std::move(problems_), std::move(lines_), {}};
  }
  bool after_blank = false;
  for (const auto& entry : outline_.entries) {
    if (entry.kind == OutlineLine::Kind::Blank) {
      after_blank = true;
      lines_.push_back(&account::blank);
      continue;
    }
    const std::size_t before = s_.blocks.size(), said = problems_.count();
    line(entry);
    note_account(entry, before, said);
    if (s_.blocks.size() > before) {
      s_.blocks[before].after_blank = after_blank;
      s_.blocks[before].place = entry.body.place(s_.file);
      if (s_.language == Language::Chinese && !mended_text_ && entry.kind != OutlineLine::Kind::Marked)
        s_.blocks[before].raw = raw_words(entry);
    }
    after_blank = false;
  }
  say_outside();
  finish_items();
  say_empty_sections();
  if (s_.title.empty()) problem(messages::title_missing, s_.place(1));
  const bool is_empty = !has_said_outside_ && s_.indicators.empty() && s_.grading.rules.empty() &&
                        grade_names_.empty() && s_.reviews.empty() && s_.stages.empty() && !s_.grading.votes &&
                        !s_.grading.star_for_each;
  if (is_empty) problem(messages::scheme_empty, s_.place(1));
  finish_grades();
  resolve(s_, pending_, problems_);
  problems_.sort_by_place();
  return {std::move(s_), std::move(problems_), std::move(lines_), std::move(fixes_)};
}

bool Parser::is_too_long() {
  if (outline_.entries.size() > lines_max) {
    problem(messages::scheme_too_long, s_.place(static_cast<int>(lines_max)),
            {count_of(outline_.entries.size(), "行", "lines"), count_of(lines_max, "行", "lines")});
    return true;
  }
  for (const auto& entry : outline_.entries) {
    if (entry.raw.size() <= line_bytes_max) continue;
    const auto line_of = [](std::size_t bytes) {
      return Phrase("一行" + std::to_string(bytes) + "字节", "a line of " + std::to_string(bytes) + " bytes");
    };
    problem(messages::scheme_too_long, at(entry.body), {line_of(entry.raw.size()), line_of(line_bytes_max)});
    return true;
  }
  return false;
}

void Parser::too_many(std::size_t limit, const char* zh, const char* en, const Place& place) {
  if (said_too_many_.insert(en).second)
    problem(messages::scheme_too_long, place, {count_of(limit + 1, zh, en), count_of(limit, zh, en)});
}

/// A heading with points under which nothing can be scored: everybody would lose them.
void Parser::say_empty_sections() {
  const auto is_of = [&](const BonusEntry& line, int section) {  // also where several rules of a line share a limit
    return line.section == section || s_.sections[static_cast<std::size_t>(line.section)].parent == section;
  };
  for (const auto& one : s_.blocks)
    if (one.kind == Block::Kind::Section && one.depth > 0 &&
        std::none_of(s_.bonuses.begin(), s_.bonuses.end(), [&](const auto& line) { return is_of(line, one.index); }))
      problem(messages::section_without_item, s_.sections[static_cast<std::size_t>(one.index)].place,
              {s_.sections[static_cast<std::size_t>(one.index)].title});
  if (s_.indicators.empty()) return;  // said of the whole
  std::vector<char> holds(s_.sections.size());
  for (const auto& one : s_.indicators)
    for (int up = one.section; up >= 0; up = s_.sections[static_cast<std::size_t>(up)].parent)
      holds[static_cast<std::size_t>(up)] = 1;
  for (std::size_t i = 0; i < s_.sections.size(); ++i) {
    const auto& one = s_.sections[i];
    if (one.kind == SectionKind::Ordinary && (one.points || one.weight) && !holds[i])
      problem(messages::section_without_item, one.place, {one.title});
  }
}

Block& Parser::block(Block::Kind kind, std::string text, int index, int sub, int depth) {
  Block made;
  made.kind = kind;
  made.text = std::move(text);
  made.index = index;
  made.sub = sub;
  made.depth = depth;
  s_.blocks.push_back(std::move(made));
  return s_.blocks.back();
}

std::string Parser::written(const OutlineLine& entry, const Piece& body) const {
  if (s_.language == Language::Chinese || mended_text_ || entry.kind == OutlineLine::Kind::Marked) return body.str();
  std::string_view raw = trimmed(entry.raw);
  while (entry.kind == OutlineLine::Kind::Heading && raw.starts_with('#')) raw.remove_prefix(1);
  if (entry.kind == OutlineLine::Kind::Bullet) raw.remove_prefix(1);
  if (entry.kind == OutlineLine::Kind::Item) raw.remove_prefix(std::min(raw.size(), entry.id.size() + 1));
  return std::string(trimmed(raw));
}

std::string Parser::raw_words(const OutlineLine& entry) {
  std::string_view raw = trimmed(entry.raw);
  if (entry.kind == OutlineLine::Kind::Heading || entry.kind == OutlineLine::Kind::Title)
    while (raw.starts_with('#')) raw.remove_prefix(1);
  if (entry.kind == OutlineLine::Kind::Bullet) raw.remove_prefix(entry.marker_bytes);
  return std::string(trimmed(raw));
}

Piece Parser::mended(const Piece& body) {
  std::string text = mend_lookalikes(body.text);
  mended_text_ = text != body.text;
  if (!mended_text_) return body;
  problem(messages::lookalike, at(body), {body.str(), text});
  offer(body, messages::lookalike, {text});
  mended_.emplace_back(text, body.line ? body.line->number() : 0);
  return Piece(mended_.back());
}

std::string Parser::numbered(const OutlineLine& entry, const Piece& body) const {
  const bool is_hanzi_number = (entry.id[0] & 0x80) != 0;
  return entry.id + (is_hanzi_number ? "、" : ". ") + written(entry, body);
}

void Parser::line(const OutlineLine& entry) {
  if (!entry.body.text.starts_with('|')) {
    table_.clear();
    table_first_.reset();
  }
  if (is_unread_section_ && entry.kind != OutlineLine::Kind::Heading && entry.kind != OutlineLine::Kind::Title)
    return block(Block::Kind::Prose, entry.raw), void();
  switch (entry.kind) {
    case OutlineLine::Kind::Title:
      if (s_.title.empty() && section_ < 0) {
        s_.title = entry.body.text;
        block(Block::Kind::Title, s_.title);
      } else {
        block(Block::Kind::Prose, entry.raw);
      }
      break;
    case OutlineLine::Kind::Heading:
      heading(entry, mended(entry.body));
      break;
    case OutlineLine::Kind::Property:
      property(entry);
      break;
    case OutlineLine::Kind::Item:
      if (!is_of_whole(entry, entry.body)) item(entry, mended(entry.body));
      break;
    case OutlineLine::Kind::Bullet:
      if (!is_of_whole(entry, entry.body)) bullet(entry, mended(entry.body));
      break;
    case OutlineLine::Kind::Marked:
      if (!is_heading_unmarked(entry) && !is_attribute_unmarked(entry)) marked(entry, mended(entry.body));
      break;
    case OutlineLine::Kind::Prose:
      if (!is_of_whole(entry, entry.body) && !is_read_unmarked(entry)) prose(entry);
      break;
    case OutlineLine::Kind::Blank:
      break;
  }
}

void Parser::property(const OutlineLine& entry) {
  const auto [key, value] = split_colon(mended(entry.body));
  const PropertyRow* row = find_property(key.text);
  if (!row && is_said_to_people(key.text)) return block(Block::Kind::Prose, entry.raw), void();
  if ((!row || row == find_property("小单位合并")) && small_pools(entry, entry.body)) return;
  if (!row && is_item_line(entry, entry.body)) return;
  if (!row && starts_with_any(key.text, {"不适用", "不涉及"})) {
    problem(messages::not_applicable_unread, at(key), {entry.body.str()});
    return block(Block::Kind::Prose, entry.raw), void();
  }
  if (!row) {
    const std::string nearest = is_heard() ? nearest_property(key.text) : "";
    problem(messages::property_unknown, at(key), {key.str(), nearest});
    constexpr std::size_t slips_max = 1;  // more is another word
    if (!nearest.empty() && edit_distance(key.text, nearest) <= slips_max && character_count(nearest) > 1)
      offer(entry.body, messages::property_unknown,
            {nearest + (s_.language == Language::Chinese ? ":" : ": ") + value.str()});
    block(Block::Kind::Prose, entry.raw);
    return;
  }
  if (!stated_.insert(row).second) problem(messages::property_twice, at(key), {key.str()});
  if (!row->set(s_.properties, value.text))
    problem(messages::property_value, at(value), {key.str(), value.str(), Phrase(row->values)});
  keep_most(s_.properties.kinds, kinds_max, "个类别", "kinds", at(value));
  keep_most(s_.properties.grades, grades_max, "个等次", "grades", at(value));
  s_.property_lines.push_back({key.str(), value.str(), at(key)});
  block(Block::Kind::Property, written(entry, entry.body), static_cast<int>(s_.property_lines.size()) - 1);
}

/// 不足5人的单位并入综合组, wherever it stands: true where the line speaks of that.
bool Parser::small_pools(const OutlineLine& entry, const Piece& body) {
  if (!speaks_of_small_pools(body.text)) return false;
  const auto [key, rest] = split_colon(body);
  const bool has_label = !rest.empty() && (find_property(key.text) == find_property("小单位合并") ||
                                           holds_any(key.text, {"合并", "小单位", "名额", "分组"}));
  const Piece value = has_label ? rest : body;
  auto made = parse_small_pools(value.text);
  if (!made) {
    problem(messages::pool_merge_unread, at(body), {body.str()});
    return block(Block::Kind::Prose, entry.raw), true;
  }
  if (s_.properties.small_pools) problem(messages::property_twice, at(body), {Phrase("小单位合并", "small pools")});
  made->place = at(body);
  s_.properties.small_pools = std::move(made);
  s_.property_lines.push_back({has_label ? key.str() : "小单位合并", value.str(), at(body)});
  const bool is_property = entry.kind == OutlineLine::Kind::Property || section_ < 0;
  block(is_property ? Block::Kind::Property : Block::Kind::GradeLine, written(entry, body),
        is_property ? static_cast<int>(s_.property_lines.size()) - 1 : -1);
  return true;
}

/// What is said of the whole scheme wherever it stands; before the first heading of blanks too.
bool Parser::is_of_whole(const OutlineLine& entry, const Piece& body) {
  if (small_pools(entry, body)) return true;
  if (section_ >= 0 || !says_blank_is_zero(body.text)) return false;
  s_.properties.is_blank_zero = true;
  s_.property_lines.push_back({"空白", "0", at(body)});
  block(Block::Kind::Property, written(entry, body), static_cast<int>(s_.property_lines.size()) - 1);
  return true;
}

void Parser::keep_most(std::vector<std::string>& names, std::size_t most, const char* zh, const char* en,
                       const Place& place) {
  if (names.size() <= most) return;
  names.resize(most);
  too_many(most, zh, en, place);
}

void Parser::item(const OutlineLine& entry, const Piece& body) {
  owner_ = nullptr;
  if (is_group(entry, body)) return;
  switch (kind()) {
    case SectionKind::Ordinary:
      if (section_ >= 0 && is_prose_section_ && !split_points(body).value) break;
      if (section_ >= 0) return indicator(entry, body);
      outside(entry, body);
      break;
    case SectionKind::Ladder:
      if (body.text.ends_with(':')) break;
      return requirement(entry, body, 0);
    case SectionKind::Procedure:
      return stage(entry, body);
    case SectionKind::Grading:
      if (is_line_unmarked(entry, body)) return;
      break;
    default:
      special(numbered(entry, body), body, 0);
      return;
  }
  block(Block::Kind::Prose, entry.raw);
}

void Parser::bullet(const OutlineLine& entry, const Piece& body) {
  const auto [name, rest] = split_colon(body);
  if (attribute(name, rest, entry, body)) return;
  switch (kind()) {
    case SectionKind::Ordinary:
      if (is_item_line(entry, body)) return;
      if (!is_prose_section_ || indicator_ >= 0) return rule(rest, body, entry);
      block(Block::Kind::Prose, entry.raw);
      return;
    case SectionKind::Grading:
      return grading(entry, body);
    case SectionKind::Ladder:
      return requirement(entry, body, std::max(1, entry.level));
    case SectionKind::Procedure:
      is_line_unmarked(entry, body);
      block(Block::Kind::Prose, entry.raw);
      return;
    default:
      special(written(entry, body), body, entry.level);
      return;
  }
}

Parsed parse_scheme(std::string_view text, const std::string& file) { return Parser(text, file).run(); }

}  // namespace pingxing::scheme
