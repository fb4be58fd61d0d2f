// The walk over the outline. Each kind of line has one function; names of grades, inputs and indicators are resolved
// afterwards (resolve.cpp), since a notice may speak of what it lists further down.
#include "scheme/parse.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "scheme/lines.hpp"
#include "scheme/messages.hpp"
#include "scheme/outline.hpp"
#include "scheme/properties.hpp"
#include "scheme/resolve.hpp"
#include "scheme/sentences.hpp"

namespace pingxing::scheme {

std::string Scheme::header(int input) const {
  const Input& wanted = inputs[static_cast<std::size_t>(input)];
  if (wanted.indicator < 0) return wanted.name;
  return indicators[static_cast<std::size_t>(wanted.indicator)].id + " " + wanted.name;
}

namespace {

// A notice has dozens of each; more is an accident, and work that grows with their product stays bounded.
constexpr std::size_t lines_max = 20'000, line_bytes_max = 65'536, indicators_max = 2'000, kinds_max = 200,
                      grades_max = 200, scale_steps_max = 2'000;

/// 1O分, 2O%, 6 0%: mended where a digit stands beside the look-alike.
std::string mend_lookalikes(std::string_view text) {
  std::string out(text);
  const auto is_digit = [&](std::size_t i) { return i < out.size() && out[i] >= '0' && out[i] <= '9'; };
  const auto is_letter = [&](std::size_t i) { return i < out.size() && (((out[i] | 32) >= 'a' && (out[i] | 32) <= 'z')); };
  for (std::size_t i = 0; i < out.size(); ++i) {
    if ((out[i] == 'O' || out[i] == 'o') && i > 0 && is_digit(i - 1) && !is_letter(i + 1)) out[i] = '0';
    if ((out[i] == 'l' || out[i] == 'I') && (is_digit(i + 1) || (i > 0 && is_digit(i - 1))) && !is_letter(i + 1) && !(i > 0 && is_letter(i - 1))) out[i] = '1';
  }
  for (std::size_t i = 1; i + 1 < out.size(); ++i)
    if (out[i] == ' ' && is_digit(i - 1) && is_digit(i + 1)) out.erase(i, 1);
  return out;
}

class Parser {
 public:
  Parser(std::string_view text, const std::string& file) : outline_(read_outline(text)) {
    s_.file = file;
    s_.language = language_of(text);
  }

  Parsed run() {
    if (is_too_long()) return {std::move(s_), std::move(problems_)};
    bool after_blank = false;
    for (const auto& entry : outline_.entries) {
      if (entry.kind == OutlineLine::Kind::Blank) {
        after_blank = true;
        continue;
      }
      const std::size_t before = s_.blocks.size();
      line(entry);
      if (s_.blocks.size() > before) {
        s_.blocks[before].after_blank = after_blank;
        s_.blocks[before].place = entry.body.place(s_.file);
      }
      after_blank = false;
    }
    say_outside();
    if (s_.title.empty()) problem(messages::title_missing, s_.place(1));
    const bool is_empty = !has_said_outside_ && s_.indicators.empty() && s_.grading.rules.empty() && grade_names_.empty() && s_.reviews.empty() && s_.stages.empty() && !s_.grading.votes && !s_.grading.star_for_each;
    if (is_empty) problem(messages::scheme_empty, s_.place(1));
    finish_grades();
    resolve(s_, pending_, problems_);
    problems_.sort_by_place();
    return {std::move(s_), std::move(problems_)};
  }

 private:
  /// More than anybody reads on: nothing of it is looked at.
  bool is_too_long() {
    if (outline_.entries.size() > lines_max) {
      problem(messages::scheme_too_long, s_.place(static_cast<int>(lines_max)),
              {count_of(outline_.entries.size(), "行", "lines"), count_of(lines_max, "行", "lines")});
      return true;
    }
    for (const auto& entry : outline_.entries) {
      if (entry.raw.size() <= line_bytes_max) continue;
      const auto line_of = [](std::size_t bytes) { return Phrase("一行" + std::to_string(bytes) + "字节", "a line of " + std::to_string(bytes) + " bytes"); };
      problem(messages::scheme_too_long, at(entry.body), {line_of(entry.raw.size()), line_of(line_bytes_max)});
      return true;
    }
    return false;
  }

  static Phrase count_of(std::size_t n, const char* zh, const char* en) { return Phrase(std::to_string(n) + zh, std::to_string(n) + " " + en); }
  void problem(const MessageRow& row, const Place& place, std::vector<Phrase> words = {}) { problems_.add(row, place, std::move(words)); }
  /// Whether the words of another problem will be read: those that are dear to make are left out else.
  [[nodiscard]] bool is_heard() const { return problems_.kept().size() < Problems::kept_max; }
  /// Once a document for each sort of thing.
  void too_many(std::size_t limit, const char* zh, const char* en, const Place& place) {
    if (said_too_many_.insert(en).second) problem(messages::scheme_too_long, place, {count_of(limit + 1, zh, en), count_of(limit, zh, en)});
  }
  [[nodiscard]] Place at(const Piece& piece) const { return piece.place(s_.file); }
  Section* section() { return section_ < 0 ? nullptr : &s_.sections[static_cast<std::size_t>(section_)]; }
  [[nodiscard]] SectionKind kind() const { return section_ < 0 ? SectionKind::Ordinary : s_.sections[static_cast<std::size_t>(section_)].kind; }
  Block& block(Block::Kind kind, std::string text, int index = -1, int sub = -1, int depth = 0) {
    Block made;
    made.kind = kind;
    made.text = std::move(text);
    made.index = index;
    made.sub = sub;
    made.depth = depth;
    s_.blocks.push_back(std::move(made));
    return s_.blocks.back();
  }

  /// The words of a line without its marker. English keeps the blanks that it was written with; Chinese needs none.
  [[nodiscard]] std::string written(const OutlineLine& entry, const Piece& body) const {
    if (s_.language == Language::Chinese || mended_text_) return body.str();
    std::string_view raw = trimmed(entry.raw);
    while (entry.kind == OutlineLine::Kind::Heading && raw.starts_with('#')) raw.remove_prefix(1);
    if (entry.kind == OutlineLine::Kind::Bullet) raw.remove_prefix(1);
    if (entry.kind == OutlineLine::Kind::Item) raw.remove_prefix(std::min(raw.size(), entry.id.size() + 1));
    return std::string(trimmed(raw));
  }

  /// The line with look-alikes mended (and said), where it is one that runs.
  Piece mended(const Piece& body) {
    std::string text = mend_lookalikes(body.text);
    mended_text_ = text != body.text;
    if (!mended_text_) return body;
    problem(messages::lookalike, at(body), {body.str(), text});
    mended_.emplace_back(text, body.line ? body.line->number() : 0);
    return Piece(mended_.back());
  }

  void line(const OutlineLine& entry) {
    switch (entry.kind) {
      case OutlineLine::Kind::Title:
        if (s_.title.empty() && section_ < 0) {
          s_.title = entry.body.text;
          block(Block::Kind::Title, s_.title);
        } else {
          block(Block::Kind::Prose, entry.raw);
        }
        break;
      case OutlineLine::Kind::Heading: heading(entry, mended(entry.body)); break;
      case OutlineLine::Kind::Property: property(entry); break;
      case OutlineLine::Kind::Item: item(entry, mended(entry.body)); break;
      case OutlineLine::Kind::Bullet: bullet(entry, mended(entry.body)); break;
      case OutlineLine::Kind::Prose: block(Block::Kind::Prose, entry.raw); break;
      case OutlineLine::Kind::Blank: break;
    }
  }

  // ---- properties ---------------------------------------------------------------------------------------------------

  void property(const OutlineLine& entry) {
    const auto [key, value] = split_colon(mended(entry.body));
    const PropertyRow* row = find_property(key.text);
    if (!row) {
      problem(messages::property_unknown, at(key), {key.str(), is_heard() ? nearest_property(key.text) : ""});
      block(Block::Kind::Prose, entry.raw);
      return;
    }
    if (!stated_.insert(row).second) problem(messages::property_twice, at(key), {key.str()});
    if (!row->set(s_.properties, value.text)) problem(messages::property_value, at(value), {key.str(), value.str(), Phrase(row->values)});
    keep_most(s_.properties.kinds, kinds_max, "个类别", "kinds", at(value));
    keep_most(s_.properties.grades, grades_max, "个等次", "grades", at(value));
    s_.property_lines.push_back({key.str(), value.str(), at(key)});
    block(Block::Kind::Property, written(entry, entry.body), static_cast<int>(s_.property_lines.size()) - 1);
  }

  void keep_most(std::vector<std::string>& names, std::size_t most, const char* zh, const char* en, const Place& place) {
    if (names.size() <= most) return;
    names.resize(most);
    too_many(most, zh, en, place);
  }

  static std::string nearest_property(std::string_view key) {
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

  // ---- headings -----------------------------------------------------------------------------------------------------

  void heading(const OutlineLine& entry, const Piece& body) {
    if (section_ < 0) say_outside();
    const int level = entry.level;
    Section made;
    made.level = level;
    made.place = at(body);
    made.parent = section_;
    while (made.parent >= 0 && s_.sections[static_cast<std::size_t>(made.parent)].level >= level)
      made.parent = s_.sections[static_cast<std::size_t>(made.parent)].parent;
    const Section* parent = made.parent < 0 ? nullptr : &s_.sections[static_cast<std::size_t>(made.parent)];
    const auto [title, bracket] = split_bracket(body);
    made.title = title.text;
    made.kind = parent ? parent->kind : SectionKind::Ordinary;
    const std::string words = lower_ascii(without_number(made.title));
    for (const auto& name : section_names()) {
      for (const auto* known : {&name.zh, &name.en})
        if (std::find(known->begin(), known->end(), words) != known->end()) made.kind = name.kind;
    }
    if (parent && parent->kind == SectionKind::Grading) made.kind = SectionKind::Ladder;
    if (made.kind == SectionKind::Ladder) {
      if (parent && parent->kind == SectionKind::Grading) {
        made.title = body.text;
        note_grade(made.title, made.place);
        pending_.ladder_grades.emplace_back(static_cast<int>(s_.sections.size()), made.title);
        GradeRule rule;
        rule.ladder_section = static_cast<int>(s_.sections.size());
        rule.place = made.place;
        s_.grading.rules.push_back(rule);
      }
    } else if (!bracket.empty() && !heading_bracket(made, bracket)) {
      made.title = body.text;  // an ordinary bracket of the title
    }
    s_.sections.push_back(std::move(made));
    section_ = static_cast<int>(s_.sections.size()) - 1;
    indicator_ = -1;
    owner_ = nullptr;
    block(Block::Kind::Section, written(entry, body), section_);
  }

  /// "一、基础工作" as "基础工作".
  static std::string_view without_number(std::string_view title) {
    if (const auto mark = title.find("、"); mark != title.npos && mark <= 9) {
      bool is_number = mark > 0;
      for (std::size_t i = 0; i + 3 <= mark; i += 3) is_number &= small_count(title.substr(i, 3)).has_value();
      if (is_number) return title.substr(mark + 3);
    }
    return title;
  }

  /// True where the bracket was points, a weight, a cap or an effect.
  bool heading_bracket(Section& made, const Piece& bracket) {
    std::string_view text = bracket.text;
    for (auto prefix : {"最多", "up to ", "at most "})
      if (starts_with_any_case(text, prefix) && made.kind == SectionKind::Bonus) text.remove_prefix(std::string_view(prefix).size());
    auto rest = text;
    const auto quantity = take_quantity(rest);
    if (quantity && rest.empty() && (quantity->unit == "分" || quantity->unit.starts_with("point"))) {
      made.points = quantity->value;
      return true;
    }
    if (quantity && rest.empty() && quantity->is_percent && made.kind == SectionKind::Ordinary) {
      made.weight = quantity->value;
      return true;
    }
    if (made.kind == SectionKind::Veto || made.kind == SectionKind::Demotion || made.kind == SectionKind::Eligibility) {
      if (parse_measure_words(bracket)) {
        made.effect = bracket.text;
        return true;
      }
    }
    const bool looks_like_points = bracket.text.ends_with("分") || bracket.text.ends_with('%');
    if (looks_like_points && made.kind == SectionKind::Ordinary) problem(messages::points_unreadable, at(bracket), {bracket.str()});
    return false;
  }

  // ---- items --------------------------------------------------------------------------------------------------------

  void item(const OutlineLine& entry, const Piece& body) {
    owner_ = nullptr;
    switch (kind()) {
      case SectionKind::Ordinary:
        if (section_ >= 0) return indicator(entry, body);
        outside(entry, body);
        break;
      case SectionKind::Ladder:
        if (body.text.ends_with(':')) break;
        return requirement(entry, body, 0);
      case SectionKind::Procedure: {
        Stage stage = parse_stage(body, s_.file);
        stage.id = entry.id;
        for (const auto& date : stage.dates)
          if (date.day && !date.day->exists()) problem(messages::date_impossible, date.place, {date.text, nearest_day(*date.day)});
        s_.stages.push_back(std::move(stage));
        block(Block::Kind::Stage, numbered(entry, body), static_cast<int>(s_.stages.size()) - 1);
        owner_ = &s_.stages.back().attributes;
        return;
      }
      case SectionKind::Grading: break;
      default:
        special(numbered(entry, body), body, 0);
        return;
    }
    block(Block::Kind::Prose, entry.raw);
  }

  // ---- indicators above the first heading ---------------------------------------------------------------------------

  /// The points of "标题(5分)"; nothing where the bracket is none or says something else.
  static std::optional<Number> points_in(const Piece& bracket) {
    auto rest = bracket.text;
    const auto quantity = take_quantity(rest);
    const bool are_points = quantity && rest.empty() && !quantity->is_percent && (quantity->unit == "分" || quantity->unit.starts_with("point"));
    return are_points ? std::optional(quantity->value) : std::nullopt;
  }

  /// Numbered prose is prose; with points, or with rules below it, it is an indicator that lacks its section.
  void outside(const OutlineLine& entry, const Piece& body) {
    const auto points = points_in(split_bracket(body).second);
    last_outside_ = Outside{at(body), numbered(entry, body), points.value_or(Number(0))};
    if (!points) return;
    if (!outside_) outside_ = last_outside_;
    else outside_->points += *points;
  }

  /// True where the bullet belongs to such an indicator: one problem says it all.
  bool belongs_outside(const Piece& sentence) {
    if (section_ >= 0 || !last_outside_) return false;
    if (!outside_ && parse_sentence(sentence)) outside_ = last_outside_;
    return outside_.has_value();
  }

  void say_outside() {
    if (!outside_) return;
    has_said_outside_ = true;
    const std::string points = outside_->points.exact();
    const bool has_points = !outside_->points.is_zero();
    problem(messages::item_outside, outside_->place,
            {outside_->line, Phrase("名称" + (has_points ? "(" + points + "分)" : ""), "Name" + (has_points ? " (" + points + (points == "1" ? " point)" : " points)") : ""))});
    outside_.reset();
  }

  [[nodiscard]] std::string numbered(const OutlineLine& entry, const Piece& body) const { return entry.id + ". " + written(entry, body); }

  static std::string nearest_day(Day day) {
    while (day.day > 1 && !day.exists()) --day.day;
    return day.exists() ? day.text() : "…";
  }

  void indicator(const OutlineLine& entry, const Piece& body) {
    if (s_.indicators.size() >= indicators_max) return too_many(indicators_max, "条指标", "indicators", at(body));
    Indicator made;
    made.id = entry.id;
    made.section = section_;
    made.place = at(body);
    const auto [title, bracket] = split_bracket(body);
    made.title = title.text;
    if (!bracket.empty()) {
      made.points = points_in(bracket);
      if (!made.points) {
        made.title = body.text;
        if (bracket.text.ends_with("分") || lower_ascii(bracket.text).ends_with("points")) problem(messages::points_unreadable, at(bracket), {bracket.str()});
      }
    }
    if (auto twice = numbers_.find(made.id); twice != numbers_.end()) {
      problem(messages::number_duplicate, made.place, {made.id, std::to_string(twice->second), free_number(made.id)});
    } else {
      numbers_[made.id] = made.place.line;
    }
    s_.indicators.push_back(std::move(made));
    indicator_ = static_cast<int>(s_.indicators.size()) - 1;
    block(Block::Kind::Indicator, numbered(entry, body), indicator_);
  }

  std::string free_number(const std::string& id) {
    for (char letter = 'b'; letter <= 'z'; ++letter)
      if (!numbers_.contains(id + letter)) return id + letter;
    return id + "…";
  }

  void requirement(const OutlineLine& entry, const Piece& body, int depth) {
    const std::string& id = entry.id;
    block(Block::Kind::Requirement, id.empty() ? written(entry, body) : numbered(entry, body), -1, -1, depth);
    if (id.empty() && !pending_.requirements.empty() && depth > 0 && pending_.requirements.back().section == section_)
      pending_.requirements.back().is_heading |= pending_.requirements.back().depth < depth;
    pending_.requirements.push_back({section_, body, id, depth, false});
  }

  // ---- bullets ------------------------------------------------------------------------------------------------------

  void bullet(const OutlineLine& entry, const Piece& body) {
    const auto [name, rest] = split_colon(body);
    if (attribute(name, rest, entry, body)) return;
    switch (kind()) {
      case SectionKind::Ordinary: return rule(name, rest, body, entry);
      case SectionKind::Grading: return grading(entry, body);
      case SectionKind::Ladder: return requirement(entry, body, std::max(1, entry.level));
      case SectionKind::Procedure:
        block(Block::Kind::Prose, entry.raw);
        return;
      default: special(written(entry, body), body, entry.level); return;
    }
  }

  Attributes* attributes_here() {
    if (owner_) return owner_;
    if (kind() == SectionKind::Ordinary && indicator_ >= 0) return &s_.indicators[static_cast<std::size_t>(indicator_)].attributes;
    return section() ? &section()->attributes : nullptr;
  }

  bool attribute(const Piece& name, const Piece& value, const OutlineLine& entry, const Piece& body) {
    if (value.empty()) return false;
    const std::string key = lower_ascii(name.text);
    Attributes* into = attributes_here();
    if (!into) return false;
    if (key == "评分人" || key == "评分部门" || key == "提供部门" || key == "assessor") into->assessor = value.text;
    else if (key == "方法" || key == "method") into->method = value.text;
    else if (key == "材料" || key == "佐证" || key == "evidence") into->evidence = value.text;
    else if (key == "适用" || key == "applies to") kinds(into->kinds, value);
    else if (key == "范围" || key == "range") {
      into->range = parse_interval(value.text);
      if (!into->range || !into->range->low || !into->range->high) problem(messages::range_unreadable, at(value), {value.str()});
    } else return false;
    block(Block::Kind::Attribute, written(entry, body), -1, -1, entry.level);
    return true;
  }

  void kinds(std::vector<std::string>& into, const Piece& list) {
    for (const auto& part : list.split("、,")) {
      const std::string kind = part.str();
      known_kind(kind, at(part));
      if (into.size() < kinds_max) into.push_back(kind);
    }
  }

  void known_kind(const std::string& kind, const Place& place) {
    if (known_kinds_.empty()) known_kinds_.insert(s_.properties.kinds.begin(), s_.properties.kinds.end());
    if (known_kinds_.contains(kind)) return;
    problem(messages::kind_unknown, place, {kind, is_heard() ? listed(s_.properties.kinds) : Phrase()});
  }

  void rule(const Piece& name, const Piece& rest, const Piece& body, const OutlineLine& entry) {
    if (indicator_ < 0) {
      if (!belongs_outside(rest.empty() ? body : rest)) problem(messages::bullet_lost, at(body), {body.str()});
      block(Block::Kind::Prose, entry.raw);
      return;
    }
    Indicator& owner = s_.indicators[static_cast<std::size_t>(indicator_)];
    if (auto below_zero = parse_floor(body)) {
      owner.has_stated_floor = !*below_zero;
      owner.may_go_below_zero = *below_zero;
      block(Block::Kind::Flag, written(entry, body), indicator_);
      return;
    }
    const bool is_named = !rest.empty();
    auto sentence = parse_sentence(is_named ? rest : body);
    if (!sentence) {
      const Piece& words = is_named ? rest : body;
      problem(messages::sentence_unknown, at(words),
              {words.str(), is_heard() ? quoted(nearest_sentences(words.text, language_of(body.text))) : ""});
      block(Block::Kind::Prose, entry.raw);
      return;
    }
    sentence->rule.name = is_named ? name.text : std::string_view(owner.title);
    sentence->rule.place = at(body);
    owner.has_stated_floor |= sentence->has_floor;
    owner.may_go_below_zero |= sentence->may_go_below_zero;
    for (const auto& kind : sentence->rule.kinds) known_kind(kind, at(rest));
    owner.rules.push_back(std::move(sentence->rule));
    block(Block::Kind::Rule, "", indicator_, static_cast<int>(owner.rules.size()) - 1);
    s_.blocks.back().depth = sentence->has_floor ? 1 : sentence->may_go_below_zero ? 2 : 0;
  }

  static std::string quoted(const std::vector<std::string>& sentences) {
    std::string out;
    for (const auto& sentence : sentences) out += (out.empty() ? "“" : " · “") + sentence + "”";
    return out;
  }

  // ---- special sections ---------------------------------------------------------------------------------------------

  void unknown_line(const Piece& body) {
    problem(messages::line_unknown, at(body), {section()->title, body.str(), is_heard() ? forms_of(kind()) : Phrase()});
    block(Block::Kind::Prose, "- " + body.str());
  }

  void special(std::string text, const Piece& body, int depth) {
    const auto [name, rest] = split_colon(body);
    owner_ = nullptr;
    switch (kind()) {
      case SectionKind::Bonus: {
        auto sentence = parse_sentence(rest);
        const bool adds = sentence && (sentence->rule.form == Form::AddOnce || sentence->rule.form == Form::AddEach || sentence->rule.form == Form::Levels ||
                                       sentence->rule.form == Form::Bands || sentence->rule.form == Form::Judged || sentence->rule.form == Form::GrantOnce || sentence->rule.form == Form::GrantEach);
        if (!adds) {
          problem(messages::sentence_unknown, at(rest.empty() ? body : rest), {rest.empty() ? body.str() : rest.str(), Phrase(Text{"“加5分” · “每次加2分,最多4分”", "“adds 5” · “each adds 2, at most 4”"})});
          block(Block::Kind::Prose, "- " + body.str());
          return;
        }
        sentence->rule.name = name.text;
        sentence->rule.place = at(body);
        s_.bonuses.push_back({std::move(sentence->rule), {}, section_});
        block(Block::Kind::Bonus, std::move(text), static_cast<int>(s_.bonuses.size()) - 1, -1, depth);
        owner_ = &s_.bonuses.back().attributes;
        return;
      }
      case SectionKind::Eligibility:
      case SectionKind::Veto:
      case SectionKind::Demotion: return measure(std::move(text), name, rest, body, depth);
      case SectionKind::Review:
      case SectionKind::Evaluation: {
        if (rest.empty()) return unknown_line(body);
        ReviewLine made;
        made.is_evaluation = kind() == SectionKind::Evaluation;
        kinds(made.kinds, name);
        const auto [by, bracket] = split_bracket(rest);
        made.by_table = bracket.text == "按表" || lower_ascii(bracket.text) == "by table";
        made.by = made.by_table ? by.text : rest.text;
        made.place = at(body);
        s_.reviews.push_back(std::move(made));
        block(Block::Kind::Review, std::move(text), static_cast<int>(s_.reviews.size()) - 1);
        return;
      }
      case SectionKind::Consequences:
        if (rest.empty()) return unknown_line(body);
        pending_.consequences.push_back({name, rest});
        block(Block::Kind::Consequence, std::move(text), static_cast<int>(pending_.consequences.size()) - 1);
        return;
      case SectionKind::Targets: return target(std::move(text), name, rest, body);
      case SectionKind::Scales: {
        std::vector<std::string> steps;
        for (const auto& part : rest.split("<")) steps.push_back(part.str());
        if (steps.size() < 2) return unknown_line(body);
        const auto scales = name.split("、,");
        if (scale_steps_ += scales.size() * steps.size(); scale_steps_ > scale_steps_max) {
          block(Block::Kind::Prose, "- " + body.str());
          return too_many(scale_steps_max, "级尺度", "steps of scales", at(body));
        }
        for (const auto& one : scales) s_.scales.emplace_back(one.str(), steps);
        block(Block::Kind::Scale, std::move(text), static_cast<int>(s_.scales.size()) - 1);
        return;
      }
      default: unknown_line(body);
    }
  }

  void measure(std::string text, const Piece& name, const Piece& rest, const Piece& body, int depth) {
    const std::string& inherited = section()->effect;
    std::optional<MeasureWords> words;
    if (!rest.empty()) words = parse_measure_words(rest);
    if (!words && !inherited.empty()) {  // the heading's effect; what stands behind the colon is the interval
      inherited_.emplace_back(inherited, body.line ? body.line->number() : 0);
      words = parse_measure_words(Piece(inherited_.back()));
      if (words && !rest.empty()) {
        if (auto interval = parse_interval(rest.text)) words->when = interval;
        else if (rest.text == "不满足" || lower_ascii(rest.text) == "unless met") words->is_unless = true;
        else words.reset();
      }
    }
    if (!words) {
      if (rest.empty() || parse_interval(rest.text)) problem(messages::effect_missing, at(body), {name.str()});
      else return unknown_line(body);
      block(Block::Kind::Prose, "- " + body.str());
      return;
    }
    Measure made;
    made.kind = kind();
    made.name = name.text;
    made.section = section_;
    made.place = at(body);
    made.effect = words->effect;
    s_.measures.push_back(std::move(made));
    pending_.measures.push_back({*words, name});
    block(Block::Kind::Measure, std::move(text), static_cast<int>(s_.measures.size()) - 1, -1, depth);
    owner_ = &s_.measures.back().attributes;
  }

  void target(std::string text, const Piece& name, const Piece& rest, const Piece& body) {
    const Piece statements = rest.empty() ? name : rest;
    PendingTarget made;
    if (!rest.empty()) {
      made.due = name;
      for (const auto& date : find_dates(name, s_.file))
        if (date.day && !date.day->exists()) problem(messages::date_impossible, date.place, {date.text, nearest_day(*date.day)});
    }
    for (const auto& part : statements.split(",;")) {
      auto words = parse_target_words(part);
      if (!words) return unknown_line(body);
      made.parts.emplace_back(*words, part);
    }
    if (made.parts.empty()) return unknown_line(body);
    pending_.targets.push_back(std::move(made));
    block(Block::Kind::Target, std::move(text));
  }

  // ---- grading ------------------------------------------------------------------------------------------------------

  void note_grade(const std::string& name, const Place& place) {
    const auto stars = stars_in(name);
    for (const auto& known : grade_names_)
      if (known.name == name || (stars && known.stars == stars)) return;
    if (grade_names_.size() < grades_max) return grade_names_.push_back({name, stars, place});
    pending_.are_grades_cut = true;
    too_many(grades_max, "个等次", "grades", place);
  }

  void grading(const OutlineLine& entry, const Piece& body) {
    auto line = parse_grading_line(body);
    if (!line) return unknown_line(body);
    using Kind = GradingLine::Kind;
    auto& g = s_.grading;
    block(Block::Kind::GradeLine, written(entry, body));
    switch (line->kind) {
      case Kind::StarCount:
        g.star_for_each = line->interval;
        g.star_place = at(body);
        return;
      case Kind::Ties:
        pending_.ties = line->names;
        g.ties_place = at(body);
        return;
      case Kind::Votes:
        if (!g.votes) g.votes.emplace();
        g.votes->ballots = line->names;
        g.votes->is_lower_taken = !line->is_flag;
        g.votes->place = at(body);
        return;
      case Kind::Turnout:
        if (!g.votes) g.votes.emplace();
        g.votes->returned = line->number;
        g.votes->valid = line->second;
        g.votes->has_stated_turnout = true;
        return;
      default: break;
    }
    // A grade named together (五星级、四星级) is not a grade; resolve says so.
    note_grade(line->grade.name, at(body));
    PendingGradeLine made{*line, {}, at(body)};
    for (const auto& atom : line->conditions.split(",;")) {
      if (auto places = parse_first_places(atom.text)) {
        Quota quota;
        quota.count = Number(*places);
        quota.place = at(body);
        pending_.quotas.emplace_back(line->grade, quota);
      } else {
        made.atoms.push_back(atom);
      }
    }
    pending_.grade_lines.push_back(std::move(made));
  }

  /// The list of grades, highest first.
  void finish_grades() {
    auto& g = s_.grading;
    std::vector<std::pair<std::string, Place>> names;
    const auto& stated = s_.properties.grades;
    Place listed_at = s_.place(1);
    for (const auto& line : s_.property_lines)
      if (!stated.empty() && find_property(line.key) == find_property("grades")) listed_at = line.place;
    for (const auto& name : stated) {  // its place is where it is defined, else where it is listed
      Place place = listed_at;
      for (const auto& known : grade_names_)
        if (known.name == name) place = known.place;
      names.emplace_back(name, place);
    }
    const bool are_all_stars = std::all_of(grade_names_.begin(), grade_names_.end(), [](const auto& n) { return n.stars.has_value(); });
    if (stated.empty()) {
      for (const auto& known : grade_names_) names.emplace_back(known.name, known.place);
      if (are_all_stars && !names.empty()) {
        if (g.star_for_each) {  // every count of stars is a grade
          const auto top = static_cast<int>(s_.indicators.size());
          for (int stars = 1; stars <= std::min(top, 10); ++stars)
            if (std::none_of(names.begin(), names.end(), [&](const auto& n) { return stars_in(n.first) == stars; }))
              names.emplace_back(star_name(stars), s_.place(1));
        }
        std::stable_sort(names.begin(), names.end(), [](const auto& a, const auto& b) { return *stars_in(a.first) > *stars_in(b.first); });
      } else if (is_ascending()) {
        std::reverse(names.begin(), names.end());
      }
    } else {
      for (const auto& known : grade_names_)
        if (std::find(stated.begin(), stated.end(), known.name) == stated.end()) problem(messages::grade_unknown, known.place, {known.name, listed(stated)});
    }
    for (const auto& [name, where] : names) g.grades.push_back({name, stars_in(name).value_or(-1), where});
    if (s_.grading.star_for_each && g.grades.empty())
      for (int stars = static_cast<int>(std::min<std::size_t>(s_.indicators.size(), 10)); stars >= 1; --stars) g.grades.push_back({star_name(stars), stars, g.star_place});
  }

  [[nodiscard]] std::string star_name(int stars) const {
    static const char* const numerals[] = {"零", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十"};
    if (s_.language == Language::Chinese) return std::string(numerals[stars]) + "星级";
    return std::to_string(stars) + (stars == 1 ? " star" : " stars");
  }

  /// Grades written lowest first: one that is built on another stands below it in the text.
  [[nodiscard]] bool is_ascending() const {
    std::set<std::string, std::less<>> seen;
    for (const auto& line : pending_.grade_lines) {
      for (const auto& atom : line.atoms)
        if (seen.contains(atom.text)) return true;
      seen.insert(line.line.grade.name);
    }
    auto requirement = pending_.requirements.begin();  // both stand in the order of the sections
    for (const auto& [section, grade] : pending_.ladder_grades) {
      for (; requirement != pending_.requirements.end() && requirement->section <= section; ++requirement)
        if (requirement->section == section && seen.contains(requirement->text.text)) return true;
      seen.insert(grade);
    }
    return false;
  }

  Outline outline_;
  std::deque<Line> mended_, inherited_;
  Scheme s_;
  Problems problems_;
  Pending pending_;
  int section_ = -1, indicator_ = -1;
  bool mended_text_ = false;  // of the line at hand
  Attributes* owner_ = nullptr;  // of the special line that nested bullets belong to; only until the next line
  std::map<std::string, int> numbers_;
  struct GradeName {
    std::string name;
    std::optional<int> stars;
    Place place;
  };
  std::vector<GradeName> grade_names_;
  std::set<const PropertyRow*> stated_;
  std::set<std::string, std::less<>> known_kinds_, said_too_many_;
  std::size_t scale_steps_ = 0;
  struct Outside {
    Place place;
    std::string line;
    Number points;
  };
  std::optional<Outside> last_outside_, outside_;  // an item above the first heading; the first that is an indicator
  bool has_said_outside_ = false;
};

}  // namespace

Parsed parse_scheme(std::string_view text, const std::string& file) { return Parser(text, file).run(); }

}  // namespace pingxing::scheme
