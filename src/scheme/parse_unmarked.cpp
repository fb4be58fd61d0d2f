// Lines without a mark, and lines with another mark than their section knows. A clerk reads "优秀:90分以上" below 定级
// like one with "- " before it, "定级" alone on a line as a heading, "第2条 卫生(20分)" as an item: they are read so,
// or told once where they stand. What is left is prose, by a rule that is noted for each line (account.hpp); prose that
// says points is never passed over.
#include <algorithm>

#include "scheme/account.hpp"
#include "scheme/grading_words.hpp"
#include "scheme/parser.hpp"
#include "scheme/read_examples.hpp"
#include "scheme/rule_words.hpp"
#include "scheme/suggest/line_words.hpp"

namespace pingxing::scheme {

namespace {

constexpr std::size_t title_characters_max = 40, key_characters_max = 40, stage_characters_max = 20;

bool is_aside(const OutlineLine& entry) {
  return entry.is_comment || entry.body.text.starts_with("<!--") || entry.body.text.starts_with('>');
}

/// 注:… 说明:… 附件:…
bool is_remark(std::string_view key) {
  return holds_any(key, {"注", "说明", "附件", "附表", "附", "例如", "解释", "依据", "目的", "要求", "联系"}) ||
         starts_with_any_case(key, "note") || starts_with_any_case(key, "remark") ||
         starts_with_any_case(key, "example") || starts_with_any_case(key, "annex");
}

bool is_sentence(std::string_view text) { return ends_with_any(text, {"。", ":", "!"}); }

/// "下列情形之一的,取消资格:" opens a list and is no line of it.
bool opens_list(std::string_view text) {
  return text.ends_with(':') || holds_any(text, {"下列", "以下情", "如下", "情形之一", "之一的", "following"});
}

/// 一、 二、 … of a heading or a line; 0 where there is none.
int hanzi_number(std::string_view text) {
  const auto mark = text.find("、");
  if (mark == text.npos || mark == 0 || mark > 9 || !(text[0] & 0x80)) return 0;
  return small_count(text.substr(0, mark)).value_or(0);
}

/// "x- 适用:社区": a mark with a slip before it. `raw` is the line as typed.
bool has_stray_letter(std::string_view raw) {
  raw = trimmed(raw);
  const auto dash = raw.find("- ");
  return dash > 0 && dash <= 2 && std::all_of(raw.begin(), raw.begin() + static_cast<std::ptrdiff_t>(dash), [](char c) {
           return (c | 32) >= 'a' && (c | 32) <= 'z';
         });
}

bool is_section_name(std::string_view text) {
  const std::string words = lower_ascii(text);
  return std::any_of(section_names().begin(), section_names().end(), [&](const SectionName& name) {
    return std::find(name.zh.begin(), name.zh.end(), words) != name.zh.end() ||
           std::find(name.en.begin(), name.en.end(), words) != name.en.end();
  });
}

/// "第2条 卫生", "2 卫生": the number, and the words behind it; both empty where it has none.
std::pair<std::string, std::string_view> numbered_title(std::string_view title) {
  std::size_t at = title.starts_with("第") ? std::string_view("第").size() : 0;
  const std::size_t from = at;
  while (at < title.size() && title[at] >= '0' && title[at] <= '9') ++at;
  if (at == from || at - from > 3) return {};
  const std::string id(title.substr(from, at - from));
  auto rest = title.substr(at);
  for (const std::string_view word : {"条", "项", "款"})
    if (from > 0 && rest.starts_with(word)) rest.remove_prefix(word.size());
  rest = trimmed(rest);
  while (starts_with_any(rest, {"、", "。"})) rest = trimmed(rest.substr(3));
  while (starts_with_any(rest, {",", ":", ";", ".", "-", "]", "}"})) rest = trimmed(rest.substr(1));
  return {id, rest};
}

}  // namespace

bool Parser::is_read_unmarked(const OutlineLine& entry) {
  const std::string_view text = entry.body.text;
  if (is_aside(entry)) return block(Block::Kind::Prose, entry.raw), true;
  if (section_ < 0) return false;
  if (kind() == SectionKind::Examples && !is_section_name(split_bracket(entry.body).first.text))
    return reads_like_example(text) && (special(entry.raw, entry.body, 0), true);
  if (has_stray_letter(entry.raw)) return slip(entry), true;
  const bool is_table = text.starts_with('|');
  if (is_table) return false;
  if (is_heading_unmarked(entry) || is_attribute_unmarked(entry)) return true;
  return kind() == SectionKind::Ordinary ? is_item_unmarked(entry) : is_line_unmarked(entry, entry.body);
}

/// 评分人:组织部 below a heading; 减完为止 below an item.
bool Parser::is_attribute_unmarked(const OutlineLine& entry) {
  if (section_ < 0) return false;
  const auto [name, value] = split_colon(entry.body);
  if (kind() != SectionKind::Ordinary || indicator_ < 0) return attribute(name, value, entry, entry.body);
  if (!parse_floor(entry.body)) return false;
  rule(value, entry.body, entry);
  return true;
}

/// 定级, or "二、工作(50分)" behind "## 一、考勤(50分)".
bool Parser::is_heading_unmarked(const OutlineLine& entry) {
  if (section_ < 0 || !entry.body.line) return false;
  const Piece whole = Piece(*entry.body.line).trimmed();
  const Piece name = split_bracket(entry.body).first;
  static constexpr std::string_view closing_names[] = {"有关要求", "工作要求", "其他要求", "附则",
                                                       "总则",     "组织保障", "保障措施", "组织领导"};
  const bool is_closing =
      std::find(std::begin(closing_names), std::end(closing_names), name.text) != std::end(closing_names);
  int level = is_section_name(name.text) || is_closing ? 2 : 0;
  const bool is_graded = kind() == SectionKind::Grading || kind() == SectionKind::Ladder;
  if (is_graded && level == 0 && (stars_in(whole.text) || is_grade(whole.text))) level = 3;
  if (const int number = hanzi_number(whole.text); number > 1 && level == 0) {
    const auto parts = split_points(entry.body);
    const auto before = std::find_if(s_.sections.rbegin(), s_.sections.rend(),
                                     [&](const Section& one) { return hanzi_number(one.title) == number - 1; });
    if (parts.value && parts.behind.empty() && before != s_.sections.rend()) level = before->level;
  }
  if (level == 0) return false;
  OutlineLine made = entry;
  made.kind = OutlineLine::Kind::Heading;
  made.level = level;
  made.body = whole;
  const std::string mended = std::string(static_cast<std::size_t>(level), '#') + " " + std::string(trimmed(entry.raw));
  problem(messages::heading_unmarked, at(whole), {whole.str(), mended});
  fixes_.push_back({whole.line->number(), messages::heading_unmarked.code, {mended}});
  heading(made, whole);
  return true;
}

bool Parser::is_grade(std::string_view name) const {
  const auto& stated = s_.properties.grades;
  return std::find(stated.begin(), stated.end(), name) != stated.end() ||
         std::any_of(grade_names_.begin(), grade_names_.end(), [&](const auto& one) { return one.name == name; });
}

int Parser::last_number() const {
  int last = 0;
  for (const auto& one : s_.indicators)
    if (const auto value = short_number(one.id); value && value->whole())
      last = std::max(last, static_cast<int>(*value->whole()));
  return last;
}

/// An item whose number cannot be read: told once, and its rules are its own.
bool Parser::is_item_unmarked(const OutlineLine& entry) {
  const Piece& body = entry.body;
  const auto parts = split_points(body);
  const bool has_points = parts.value && !parts.is_percent && parts.behind.empty() && !says_points(body.text);
  auto [id, title] = numbered_title(has_points ? parts.title.text : body.text);
  // Items that share the points of their section have none of their own; the next number tells.
  const bool is_next = !has_points && !id.empty() && indicator_ >= 0 && section()->points && !is_prose_section_ &&
                       id == std::to_string(last_number() + 1) &&
                       !s_.indicators[static_cast<std::size_t>(indicator_)].points;
  if (!has_points && !is_next) return false;
  if (id.empty()) title = parts.title.text;
  const bool is_title = !title.empty() && character_count(title) <= title_characters_max &&
                        title.find_first_of(",;:|") == title.npos && title.find("。") == title.npos &&
                        !holds_any(title, {"本部分", "合计", "总分", "小计", "总计", "基础分", "满分", "本项"});
  if (!is_title) return false;
  const bool is_taken =
      std::any_of(s_.indicators.begin(), s_.indicators.end(), [&](const auto& one) { return one.id == id; });
  if (id.empty() || is_taken) id = std::to_string(last_number() + 1);
  const bool is_zh = s_.language == Language::Chinese;
  const std::string words =
      std::string(title) + (has_points ? (is_zh ? "(" : " (") + parts.points.str() + ")" : std::string());
  problem(messages::number_unreadable, at(body), {body.str(), id + ". " + words});
  fixes_.push_back({body.line->number(), messages::number_unreadable.code, {id + ". " + words}});
  OutlineLine made = entry;
  made.kind = OutlineLine::Kind::Item;
  made.id = id;
  mended_.emplace_back(words, body.line->number());
  indicator(made, Piece(mended_.back()));
  return true;
}

void Parser::looks_like_a_line(const OutlineLine& entry) {
  Phrase mark("行首加“- ”", "begin the line with “- ”");
  if (kind() == SectionKind::Procedure) mark = Phrase("行首写上序号", "begin the line with its number");
  problem(messages::prose_like_rule, at(entry.body), {entry.body.str(), mark});
  const bool may_offer = is_heard() && entry.kind == OutlineLine::Kind::Prose && kind() != SectionKind::Ordinary;
  if (may_offer) offer(entry.body, messages::prose_like_rule, rewritings(suggest(entry.body.text, line_context())));
}

/// "x- 缺项:每项扣1分": told, with the line without its slip.
void Parser::slip(const OutlineLine& entry) {
  looks_like_a_line(entry);
  block(Block::Kind::Prose, entry.raw);
  const auto letter = entry.raw.find_first_not_of(" \t");
  const auto dash = entry.raw.find("- ", letter);
  fixes_.push_back({entry.body.line->number(),
                    messages::prose_like_rule.code,
                    {entry.raw.substr(0, letter) + entry.raw.substr(dash)}});
}

/// A sentence without a mark that speaks of a grade and of a figure, or of an effect.
bool Parser::speaks_of_its_section(const Piece& body) const {
  const LineWords words(body.text);
  const bool names_grade = std::any_of(grade_names_.begin(), grade_names_.end(),
                                       [&](const auto& one) { return body.text.find(one.name) != body.text.npos; });
  switch (kind()) {
    case SectionKind::Grading:
      return ((names_grade || words.speaks(Speaks::Share)) && !words.figures.empty()) || words.speaks(Speaks::Ties);
    case SectionKind::Consequences:
      return names_grade && words.speaks(Speaks::Follows) && !body.text.ends_with("。");
    default:
      // How the lines of the section are to be understood, as the checker asks for it, is no line.
      if (holds_any(lower_ascii(body.text),
                    {"算晋级", "算晋升", "视为晋级", "不再下降", "不再降", "不再往下", "保持不变",
                     "not demoted further", "counts as a rise", "stays where it is"}))
        return false;
      return words.any({Speaks::Disqualifies, Speaks::Demotes, Speaks::OutOfScope});
  }
}

/// Whether it is a line of grading, and not a sentence that was cut where it has a figure.
bool Parser::is_graded(const std::string& plain) {
  const auto line = parse_grading_line(Piece(plain, nullptr));
  return line && !is_no_grade(line->grade.name);
}

bool Parser::is_line_unmarked(const OutlineLine& entry, const Piece& body) {
  const auto [name, rest] = split_colon(body);
  if (!rest.empty() && is_remark(name.text)) return false;
  if (attribute(name, rest, entry, body)) return true;
  const std::string text = entry.id.empty() ? body.str() : numbered(entry, body);
  const bool has_name = !rest.empty() && character_count(name.text) <= key_characters_max &&
                        name.text.find(';') == name.text.npos && name.text.find("。") == name.text.npos;
  switch (kind()) {
    case SectionKind::Grading: {
      if (!gradings_of(body.text).empty()) return grading(entry, body), true;
      // 相关关键词:班组 评级: a name, and no word of a condition.
      const auto parts = rest.split(",;");
      const bool is_conditional = std::any_of(parts.begin(), parts.end(), [](const Piece& part) {
        return parse_interval(part.text) ||
               holds_any(lower_ascii(part.text),
                         {"不超过",  "最多",    "控制在", "名额",      "占",      "取",        "前",   "其余", "每项",
                          "各项",    "总分",    "比较",   "优先",      "以上",    "以下",      "不满", "连续", "上期",
                          "at most", "or more", "below",  "the first", "compare", "each item", "total"});
      });
      const bool is_one =
          (has_name && (is_conditional || is_grade(name.text))) || plain_grading(body.text) != body.text;
      if (is_one && is_graded(plain_grading(body.text))) return grading(entry, body), true;
      if (speaks_of_its_section(body) ||
          (has_digit(body.text) && holds_any(body.text, {"以上", "以下", "不足", "不满", "分至", "名次", "前", "%",
                                                         "or more", "at most", "below"})))
        looks_like_a_line(entry);
      return false;
    }
    case SectionKind::Eligibility:
    case SectionKind::Veto:
    case SectionKind::Demotion:
      return is_measure_unmarked(entry, body);
    case SectionKind::Bonus:
    case SectionKind::Deductions: {
      const auto line = read_rule_line(body.text, name.text, context_of({}));
      if (line.trouble != RuleLine::Trouble::None && !says_points(body.text)) return false;
      return bonus(text, name, rest, body, entry.level), true;
    }
    case SectionKind::Consequences:
      if (!has_name && speaks_of_its_section(body)) looks_like_a_line(entry);
      [[fallthrough]];
    case SectionKind::Ballots:
      if (!has_name) return false;
      return special(text, body, entry.level), true;
    case SectionKind::Examples:  // read above
      return false;
    case SectionKind::Scales:
      if (rest.text.find('<') == rest.text.npos) return false;
      return special(text, body, entry.level), true;
    case SectionKind::Targets: {
      const auto parts = (rest.empty() ? name : rest).split(",;");
      const bool is_one = !parts.empty() && std::all_of(parts.begin(), parts.end(), [](const Piece& part) {
        return parse_target_words(part).has_value();
      });
      if (!is_one) return false;
      return special(text, body, entry.level), true;
    }
    case SectionKind::Review:
    case SectionKind::Evaluation: {
      const auto kinds = name.split("、,");
      const bool is_one = has_name && std::all_of(kinds.begin(), kinds.end(), [&](const Piece& one) {
                            const auto& known = s_.properties.kinds;
                            return std::find(known.begin(), known.end(), one.text) != known.end();
                          });
      if (!is_one) return false;
      return special(text, body, entry.level), true;
    }
    case SectionKind::Procedure: {
      const auto stage = parse_stage(body, s_.file);
      const bool has_time = stage.days || !stage.dates.empty(), is_top = entry.level == 0;
      const bool is_known = stage.kind != StageKind::Other && (has_time || is_top);
      const bool is_short = !is_sentence(body.text) && character_count(stage.title) <= stage_characters_max;
      if (is_short && (is_known || has_time || (is_top && !rest.empty()))) looks_like_a_line(entry);
      return false;
    }
    case SectionKind::Ladder:
      if (!is_sentence(body.text)) looks_like_a_line(entry);
      return false;
    case SectionKind::Ledger:
      if (!has_name && !says_points(body.text) && !reads_like_ledger(body.text)) return false;
      return ledger(text, body, entry.level), true;
    case SectionKind::Ordinary:
      break;
  }
  return false;
}

/// 有下列情形之一的,不得评为优秀: what holds for the lines behind it, where the heading says nothing.
bool Parser::leads_in(const Piece& body) {
  if (!opens_list(body.text) || !(section()->effect.empty() || led_in_ == section_)) return false;
  std::string found;
  std::optional<Effect::Kind> kind;
  for (auto part : body.split(",;")) {
    while (ends_with_any(part.text, {":", "。"}))
      part = part.sub(0, part.text.size() - (part.text.ends_with("。") ? 3 : 1)).trimmed();
    for (const std::string_view word :
         {"年度考核", "考核结果", "考核等次", "年终考核", "当年考核", "实行", "一律", "则", "予以", "将"})
      if (part.text.starts_with(word)) part = part.sub(word.size()).trimmed();
    const auto words = parse_measure_words(part);
    if (!words || words->when || words->is_unless) continue;
    const bool is_other = kind && *kind != Effect::Kind::Disqualified;  // 一票否决,不得评为优秀: the latter says how
    if (is_other && !found.empty()) return false;
    found = part.str();
    kind = words->effect.kind;
  }
  if (found.empty()) return false;
  section()->effect = found;
  led_in_ = section_;
  return true;
}

bool Parser::is_measure_unmarked(const OutlineLine& entry, const Piece& body) {
  if (opens_list(body.text)) {
    leads_in(body);
    return false;
  }
  Piece words = body;
  while (ends_with_any(words.text, {";", ",", "。"}))
    words = words.sub(0, words.text.size() - (words.text.ends_with("。") ? 3 : 1)).trimmed();
  const auto [name, rest] = split_colon(words);
  const Piece effect = rest.empty() ? split_measure(words).second : rest;
  if (!effect.empty() && (parse_measure_words(effect) || (!rest.empty() && !section()->effect.empty()))) {
    measure(entry.id.empty() ? body.str() : numbered(entry, body), name, rest, body, entry.level);
    return true;
  }
  const bool is_ground = !section()->effect.empty() && !is_sentence(body.text);
  if (speaks_of_its_section(body) || is_ground) looks_like_a_line(entry);
  return false;
}

const AccountRow& Parser::prose_row(const OutlineLine& entry) const {
  const std::string_view text = entry.body.text;
  if (entry.is_comment || text.starts_with("<!--")) return account::comment;
  if (text.starts_with('>')) return account::quotation;
  if (text.starts_with('|')) return has_said_table_ && has_digit(text) ? account::unread : account::table;
  if (section_ < 0) {
    const bool is_outside = entry.kind == OutlineLine::Kind::Item || entry.kind == OutlineLine::Kind::Bullet;
    return is_outside && outside_ ? account::unread : account::head;
  }
  if (is_prose_section_) return account::closing;
  if (kind() == SectionKind::Procedure) return account::note;
  return kind() == SectionKind::Ordinary && indicator_ >= 0 ? account::under_item : account::under_heading;
}

void Parser::note_account(const OutlineLine& entry, std::size_t blocks_before, std::size_t problems_before) {
  const bool runs = s_.blocks.size() > blocks_before && s_.blocks[blocks_before].kind != Block::Kind::Prose;
  if (runs) return lines_.push_back(&row_of(s_.blocks[blocks_before].kind));
  const AccountRow* row = &prose_row(entry);
  const bool is_lost = s_.blocks.size() == blocks_before || problems_.count() > problems_before;
  if (is_lost) row = &account::unread;
  const bool may_say = row != &account::unread && row != &account::comment && row != &account::quotation &&
                       (row != &account::head || holds_any(entry.body.text, {"扣", "减", "deduct"}));
  if (may_say && says_points(entry.body.text)) looks_like_a_line(entry);
  lines_.push_back(row);
}

}  // namespace pingxing::scheme
