// Indicators and what stands below them: rules, attributes, 减完为止. A rule is a name and a sentence of the table;
// what is no sentence is told with the nearest ones and kept as prose. Indicators above the first heading have no
// section: that is said once, with the heading to write.
#include <algorithm>
#include <limits>

#include "scheme/blanks.hpp"
#include "scheme/inner_caps.hpp"
#include "scheme/item_words.hpp"
#include "scheme/numerals.hpp"
#include "scheme/parser.hpp"
#include "scheme/rule_line.hpp"
#include "scheme/rule_words.hpp"
#include "scheme/sentences.hpp"

namespace pingxing::scheme {

namespace {

/// The points of "标题(5分)"; nothing where there are none.
std::optional<Number> points_in(const Piece& body) {
  const auto split = split_points(body);
  return split.is_percent ? std::nullopt : split.value;
}

}  // namespace

void Parser::indicator(const OutlineLine& entry, const Piece& body) {
  if (s_.indicators.size() >= indicators_max) return too_many(indicators_max, "条指标", "indicators", at(body));
  Indicator made;
  made.id = entry.id;
  made.section = section_;
  made.place = at(body);
  const auto words = read_item_words(body);
  made.title = words.title.text;
  made.points = words.points;
  if (!words.points) {
    const auto bracket = split_bracket(body).second;
    if (bracket.text.ends_with("分") || lower_ascii(bracket.text).ends_with("points"))
      problem(messages::points_unreadable, at(bracket), {bracket.str()});
  }
  s_.indicators.push_back(std::move(made));
  indicator_ = static_cast<int>(s_.indicators.size()) - 1;
  block(Block::Kind::Indicator, numbered(entry, body), indicator_);
  rule_level_ = std::numeric_limits<int>::max();  // nothing is nested below a rule of the title
  for (const auto& sentence : words.sentences)
    if (!take_item_cap(sentence, 0)) read_rules(sentence, sentence);
}

void Parser::outside(const OutlineLine& entry, const Piece& body) {
  const auto points = points_in(body);
  last_outside_ = Outside{at(body), numbered(entry, body), points.value_or(Number(0))};
  if (!points) return;
  if (!outside_)
    outside_ = last_outside_;
  else
    outside_->points += *points;
}

bool Parser::belongs_outside(const Piece& sentence) {
  if (section_ >= 0 || !last_outside_) return false;
  if (!outside_ && parse_sentence(sentence.text, {}, true)) outside_ = last_outside_;
  return outside_.has_value();
}

void Parser::say_outside() {
  if (!outside_) return;
  has_said_outside_ = true;
  const std::string points = outside_->points.exact();
  const bool has_points = !outside_->points.is_zero();
  problem(
      messages::item_outside, outside_->place,
      {outside_->line, Phrase("名称" + (has_points ? "(" + points + "分)" : ""),
                              "Name" + (has_points ? " (" + points + (points == "1" ? " point)" : " points)") : ""))});
  outside_.reset();
}

Attributes* Parser::attributes_here() {
  if (owner_) return owner_;
  if (kind() == SectionKind::Ordinary && indicator_ >= 0)
    return &s_.indicators[static_cast<std::size_t>(indicator_)].attributes;
  return section() ? &section()->attributes : nullptr;
}

bool Parser::attribute(const Piece& name, const Piece& value, const OutlineLine& entry, const Piece& body) {
  if (Attributes* here = says_blank_is_zero(body.text) ? attributes_here() : nullptr) {
    here->is_blank_zero = true;
    block(Block::Kind::Attribute, written(entry, body), -1, -1, entry.level);
    return true;
  }
  if (value.empty()) return false;
  const std::string key = lower_ascii(name.text);
  Attributes* into = attributes_here();
  if (!into || (kind() == SectionKind::Ledger && entry.level > 0 && !owner_)) return false;  // of no line by itself
  const auto is_one_of = [&](std::initializer_list<std::string_view> names) {
    return std::find(names.begin(), names.end(), key) != names.end();
  };
  if (is_one_of({"评分人", "评分部门", "提供部门", "考核人",   "考核部门", "考核单位",    "考核主体",
                 "考评人", "考评部门", "考评单位", "考评主体", "评价人",   "评价主体",    "评价部门",
                 "打分人", "打分部门", "评分单位", "评分主体", "assessor", "assessed by", "scored by"}))
    into->assessor = value.text;
  else if (is_one_of({"方法", "考核方法", "考核方式", "考评方法", "考评方式", "评价方法", "评价方式", "检查方法",
                      "检查方式", "method", "how it is assessed"}) &&
           !speaks_of_points(value.text))  // 考核方法:缺1份扣1分 is a rule
    into->method = value.text;
  else if (is_one_of({"材料", "佐证", "佐证材料", "证明材料", "支撑材料", "evidence"}))
    into->evidence = value.text;
  else if (is_one_of({"责任部门", "责任单位", "责任人", "责任领导", "责任科室", "牵头部门", "牵头单位", "配合单位",
                      "数据来源", "备注", "完成时限", "source of data", "responsible", "remarks"}) &&
           !speaks_of_points(value.text))
    return block(Block::Kind::Prose, entry.raw), true;  // for people: who does the work is not who scores it
  else if (key == "适用" || key == "applies to")
    kinds(into->kinds, value);
  else if (key == "范围" || key == "range") {
    into->range = parse_interval(value.text);
    if (!into->range || !into->range->low || !into->range->high)
      problem(messages::range_unreadable, at(value), {value.str()});
  } else
    return false;
  block(Block::Kind::Attribute, written(entry, body), -1, -1, entry.level);
  return true;
}

void Parser::kinds(std::vector<std::string>& into, const Piece& list) {
  for (const auto& part : list.split("、,")) {
    const std::string kind = part.str();
    known_kind(kind, at(part));
    if (into.size() < kinds_max) into.push_back(kind);
  }
}

void Parser::known_kind(const std::string& kind, const Place& place) {
  if (known_kinds_.empty()) known_kinds_.insert(s_.properties.kinds.begin(), s_.properties.kinds.end());
  if (known_kinds_.contains(kind)) return;
  problem(messages::kind_unknown, place, {kind, is_heard() ? listed(s_.properties.kinds) : Phrase()});
}

void Parser::rule(const Piece& rest, const Piece& body, const OutlineLine& entry) {
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
  if (take_item_cap(body, entry.level))
    return block(Block::Kind::Flag, written(entry, body), indicator_, 1, is_below_rule(entry.level) ? 1 : 0), void();
  const int first = static_cast<int>(owner.rules.size());
  if (!read_rules(body, rest.empty() ? body : rest)) return block(Block::Kind::Prose, entry.raw), void();
  const bool has_rule = owner.rules.size() > static_cast<std::size_t>(first);
  if (!has_rule) return block(Block::Kind::Attribute, written(entry, body), -1, -1, entry.level), void();
  block(Block::Kind::Rule, written(entry, body), indicator_, first, says_floor_);
  rule_level_ = entry.level;
  rule_first_ = static_cast<std::size_t>(first);
}

bool Parser::is_below_rule(int level) const {
  return level > rule_level_ && rule_first_ < s_.indicators[static_cast<std::size_t>(indicator_)].rules.size();
}

bool Parser::take_item_cap(const Piece& body, int level) {
  Indicator& owner = s_.indicators[static_cast<std::size_t>(indicator_)];
  auto cap = parse_inner_cap(with_plain_numerals(plain_rule(body.text)), context_of(owner.points));
  if (!cap) return false;
  cap->place = at(body);
  if (!is_below_rule(level)) {
    if (owner.inner) problem(messages::limits_two, at(body), {body.str()});
    owner.inner = std::move(cap);
    return true;
  }
  Rule& rule = owner.rules[rule_first_];
  const bool is_one = rule_first_ + 1 == owner.rules.size();
  if (!is_one || rule.inner || !counts_entries(rule) || !is_about(*cap, rule))
    problem(messages::inner_limit_rules, at(body), {body.str(), rule.name});
  else
    rule.inner = std::move(cap);
  return true;
}

bool Parser::read_rules(const Piece& body, const Piece& words) {
  Indicator& owner = s_.indicators[static_cast<std::size_t>(indicator_)];
  std::string_view text = body.text;
  const auto beside = take_item_lines(text);
  if (!beside.empty() && text.empty()) {
    for (const auto& one : beside) keep_item_line(one, body);
    return true;
  }
  const auto line = read_rule_line(text, owner.title, context_of(owner.points));
  if (line.trouble != RuleLine::Trouble::None) {
    rule_trouble(line, words, body);
    return false;
  }
  for (const auto& one : beside) keep_item_line(one, body);
  says_floor_ = line.rules.front().has_floor ? 1 : line.rules.front().may_go_below_zero ? 2 : 0;
  for (auto sentence : line.rules) {
    sentence.rule.place = at(body);
    if (sentence.rule.inner) sentence.rule.inner->place = at(body);
    owner.has_stated_floor |= sentence.has_floor;
    owner.may_go_below_zero |= sentence.may_go_below_zero;
    for (const auto& kind : sentence.rule.kinds) known_kind(kind, at(words));
    owner.rules.push_back(std::move(sentence.rule));
  }
  return true;
}

/// A line without a marker below an item: a clerk reads a rule or an attribute there as one with it.
void Parser::prose(const OutlineLine& entry) {
  const Piece& body = entry.body;
  if (body.text.starts_with('|') && section_ >= 0 && kind() != SectionKind::Ordinary) return table_of_lines(entry);
  if (is_item_line(entry, body)) return;
  if (kind() == SectionKind::Ordinary && section_ >= 0) {
    if (body.text.starts_with('|')) return table(entry);
    const auto [name, value] = split_colon(body);
    if (indicator_ >= 0 && !body.text.starts_with('<') && !body.text.starts_with('>')) {
      if (attribute(name, value, entry, body)) return;
      Indicator& owner = s_.indicators[static_cast<std::size_t>(indicator_)];
      const auto line = read_rule_line(body.text, owner.title, context_of(owner.points));
      if (line.trouble == RuleLine::Trouble::None || speaks_of_points(body.text)) return rule(value, body, entry);
    } else if (indicator_ < 0 && !is_prose_section_ && speaks_of_points(body.text) &&
               read_rule_line(body.text, "", {}).trouble == RuleLine::Trouble::None) {
      problem(messages::bullet_lost, at(body), {body.str()});
    }
  }
  block(Block::Kind::Prose, entry.raw);
}

/// (1) ① 一、: an item where it has points of its own, else a rule of the item above it.
void Parser::marked(const OutlineLine& entry, const Piece& body) {
  if (is_group(entry, body)) return;
  if (kind() != SectionKind::Ordinary || section_ < 0) return bullet_or_prose(entry, body);
  const auto parts = split_points(body);
  const auto words = read_item_words(body);
  const bool is_item = words.points && !is_part_of_open_item(parts);
  if (is_item) return item(entry, body);
  if (indicator_ < 0) return prose(entry);
  if (is_item_line(entry, body)) return;
  const auto [name, rest] = split_colon(body);
  if (attribute(name, rest, entry, body)) return;
  Indicator& owner = s_.indicators[static_cast<std::size_t>(indicator_)];
  const auto line = read_rule_line(body.text, owner.title, context_of(owner.points));
  if (line.trouble == RuleLine::Trouble::None || speaks_of_points(body.text)) return rule(rest, body, entry);
  block(Block::Kind::Prose, entry.raw);
}

/// (1)会议(3分):每少1次扣1分 below an item of 10 points is a part of it.
bool Parser::is_part_of_open_item(const TitlePoints& parts) {
  if (indicator_ < 0 || parts.behind.empty()) return false;
  const auto& owner = s_.indicators[static_cast<std::size_t>(indicator_)];
  return owner.points && *parts.value < *owner.points;
}

void Parser::bullet_or_prose(const OutlineLine& entry, const Piece& body) {
  const bool is_line_of_section = section_ >= 0 && kind() != SectionKind::Procedure && kind() != SectionKind::Ladder;
  if (!is_line_of_section) return block(Block::Kind::Prose, entry.raw), void();
  bullet(entry, body);
}

SentenceContext Parser::context_of(const std::optional<Number>& points) const {
  SentenceContext context;
  context.period = s_.properties.period;
  context.points = points;
  if (kind() == SectionKind::Bonus) context.verb = "加";
  if (kind() == SectionKind::Deductions) context.verb = "扣";
  context.is_of_people = s_.properties.subjects == Subjects::People;
  context.has_subjects = s_.properties.subjects.has_value();
  for (const auto& line : s_.property_lines)
    if (find_property(line.key) == find_property("subjects")) context.subjects = line.value;
  return context;
}

void Parser::rule_trouble(const RuleLine& line, const Piece& words, const Piece& body) {
  switch (line.trouble) {
    case RuleLine::Trouble::Doubtful:
      return problem(messages::rule_doubtful, at(words), {words.str(), line.words});
    case RuleLine::Trouble::TwoLimits:
      return problem(messages::limits_two, at(words), {words.str()});
    case RuleLine::Trouble::LineMissing:
      return problem(messages::rate_line_missing, at(words), {words.str()});
    case RuleLine::Trouble::StartUnclear:
      return problem(messages::start_unclear, at(words), {words.str()});
    default:
      break;
  }
  if (line.gap) return problem(*line.gap, at(words), {words.str()});
  unknown_sentence(words, body);
}

}  // namespace pingxing::scheme
