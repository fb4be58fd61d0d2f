// The special sections: bonus, eligibility, veto and demotion, review, consequences, targets, scales, ballots and
// stages. One line is one of them; what cannot be read is told with the forms of its section, and kept as prose.
// Conditions stay words: resolve.cpp finds what they speak of.
#include <algorithm>
#include <tuple>

#include "scheme/grading_words.hpp"
#include "scheme/inner_caps.hpp"
#include "scheme/numerals.hpp"
#include "scheme/parser.hpp"
#include "scheme/rule_line.hpp"
#include "scheme/rule_words.hpp"

namespace pingxing::scheme {

namespace {

bool adds(const Rule& rule) {
  switch (rule.form) {
    case Form::AddOnce:
    case Form::AddEach:
    case Form::AddSteps:
      return true;
    case Form::Levels:
      return !rule.is_deducting;
    case Form::Bands:
    case Form::Judged:
    case Form::GrantOnce:
    case Form::GrantEach:
      return true;
    default:
      return false;
  }
}

/// `is_capped`: the section says how much at most, which 酌情减分 needs.
bool takes_from_total(const Rule& rule, bool is_capped) {
  switch (rule.form) {
    case Form::DeductEach:
    case Form::DeductOnce:
    case Form::DeductUnless:
    case Form::Shortfall:
    case Form::Steps:
    case Form::StepsBelow:
      return true;
    case Form::JudgedDeduction:
      return is_capped || !rule.is_to_full;
    case Form::Levels:
      return rule.is_deducting;
    case Form::Bands:
      return std::all_of(rule.bands.begin(), rule.bands.end(), [](const Band& band) {
        return band.gives == Band::Gives::Deduction || band.gives == Band::Gives::NoDeduction;
      });
    default:
      return false;
  }
}

std::string nearest_day(Day day) {
  while (day.day > 1 && !day.exists()) --day.day;
  return day.exists() ? day.text() : "…";
}

}  // namespace

/// Without the full stop, semicolon or comma that ends a line.
static Piece without_end_mark(Piece words) {
  while (true) {
    const std::size_t size = words.text.ends_with("。")                               ? 3
                             : words.text.ends_with(';') || words.text.ends_with(',') ? 1
                                                                                      : 0;
    if (size == 0) return words;
    words = words.sub(0, words.text.size() - size).trimmed();
  }
}

void Parser::unknown_line(const Piece& body) {
  problem(messages::line_unknown, at(body), {section()->title, body.str(), suggested(messages::line_unknown, body)});
  block(Block::Kind::Prose, "- " + body.str());
}

void Parser::special(std::string text, const Piece& body, int depth) {
  const auto [name, rest] = split_colon(body);
  owner_ = nullptr;
  switch (kind()) {
    case SectionKind::Bonus:
    case SectionKind::Deductions:
      return bonus(std::move(text), name, rest, body, depth);
    case SectionKind::Eligibility:
    case SectionKind::Veto:
    case SectionKind::Demotion:
      return measure(std::move(text), name, rest, body, depth);
    case SectionKind::Review:
    case SectionKind::Evaluation:
      return review(std::move(text), name, rest, body);
    case SectionKind::Consequences:
      if (rest.empty()) return unknown_line(body);
      pending_.consequences.push_back({name, rest});
      block(Block::Kind::Consequence, std::move(text), static_cast<int>(pending_.consequences.size()) - 1);
      return;
    case SectionKind::Targets:
      return target(std::move(text), name, rest, body);
    case SectionKind::Scales:
      return scale(std::move(text), name, rest, body);
    case SectionKind::Examples:
      pending_.examples.push_back(body);
      block(Block::Kind::Example, std::move(text), static_cast<int>(pending_.examples.size()) - 1);
      return;
    case SectionKind::Ledger:
      return ledger(std::move(text), body, depth);
    case SectionKind::Ballots:
      return ballot(std::move(text), name, rest, body);
    default:
      unknown_line(body);
  }
}

bool Parser::take_bonus_cap(const Piece& body) {
  auto cap = parse_inner_cap(with_plain_numerals(plain_rule(body.text)), context_of({}));
  if (!cap || s_.bonuses.empty() || s_.bonuses.back().section != section_) return false;
  Rule& rule = s_.bonuses.back().rule;
  const auto of_line = std::count_if(s_.bonuses.begin(), s_.bonuses.end(),
                                     [&](const auto& one) { return one.rule.place.line == rule.place.line; });
  if (of_line > 1 || rule.inner || !counts_entries(rule) || !is_about(*cap, rule)) return false;
  cap->place = at(body);
  rule.inner = std::move(cap);
  return true;
}

void Parser::bonus(std::string text, const Piece& name, const Piece& rest, const Piece& body, int depth) {
  if (depth > 0 && take_bonus_cap(body)) return block(Block::Kind::Flag, std::move(text), -1, 1), void();
  const bool is_of_group = rest.empty() && section_ == group_;
  auto line = read_rule_line(body.text, is_of_group ? std::string_view(section()->title) : name.text, context_of({}));
  const auto cap = cap_of_all(body, line);
  const bool is_bonus = kind() == SectionKind::Bonus;
  const bool is_right_way = std::all_of(line.rules.begin(), line.rules.end(), [&](const Sentence& one) {
    return is_bonus ? adds(one.rule) : takes_from_total(one.rule, section()->points.has_value());
  });
  if (line.trouble == RuleLine::Trouble::None && !is_right_way) line.trouble = RuleLine::Trouble::Unknown;
  if (line.trouble != RuleLine::Trouble::None) {
    const Piece& words = rest.empty() ? body : rest;
    if (line.trouble == RuleLine::Trouble::Unknown && !line.gap)
      unknown_sentence(words, body);
    else
      rule_trouble(line, words, body);
    block(Block::Kind::Prose, "- " + body.str());
    return;
  }
  const int first = static_cast<int>(s_.bonuses.size());
  const int of = cap ? section_of_line(body, rest.empty() ? line.rules.front().rule.name : name.str(), *cap) : section_;
  for (auto& sentence : line.rules) {
    sentence.rule.place = at(body);
    if (sentence.rule.inner) sentence.rule.inner->place = at(body);
    if (!is_bonus) sentence.rule.reach = Reach::Item;  // all of the section is from the total
    if (sentence.rule.is_to_full) sentence.rule.highest = section()->points.value_or(Number(0));
    s_.bonuses.push_back({std::move(sentence.rule), {}, of, {}});
  }
  block(Block::Kind::Bonus, std::move(text), first, -1, depth);
  owner_ = &s_.bonuses.back().attributes;
}

void Parser::measure(std::string text, const Piece& written_name, const Piece& written_rest, const Piece& body,
                     int depth) {
  if (leads_in(body)) return block(Block::Kind::Prose, std::move(text)), void();
  Piece name = written_name, rest = written_rest;
  if (rest.empty() && section()->effect.empty()) std::tie(name, rest) = split_measure(without_end_mark(body));
  rest = without_end_mark(rest);
  name = without_end_mark(name);
  const std::string& inherited = section()->effect;
  std::optional<MeasureWords> words;
  if (!rest.empty()) words = parse_measure_words(rest);
  if (!words && !inherited.empty()) {  // the heading's effect; what stands behind the colon is the interval
    inherited_.emplace_back(inherited, body.line ? body.line->number() : 0);
    words = parse_measure_words(Piece(inherited_.back()));
    if (words && !rest.empty()) {
      if (auto interval = parse_interval(rest.text))
        words->when = interval;
      else if (rest.text == "不满足" || lower_ascii(rest.text) == "unless met")
        words->is_unless = true;
      else
        words.reset();
    }
  }
  if (words)  // 1起降一级,2起以上降两级: two of them on a line
    for (const auto& part : name.split(",;"))
      if (part.text.size() < name.text.size() && !split_measure(part).second.empty()) return unknown_line(body);
  if (!words) {
    if (rest.empty() || parse_interval(rest.text))
      effect_missing(name, body);
    else
      return unknown_line(body);
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

void Parser::review(std::string text, const Piece& name, const Piece& rest, const Piece& body) {
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
}

void Parser::target(std::string text, const Piece& name, const Piece& rest, const Piece& body) {
  const Piece statements = rest.empty() ? name : rest;
  PendingTarget made;
  if (!rest.empty()) {
    made.due = name;
    const auto named = name.split("、,");
    const auto& known = s_.properties.kinds;
    const bool are_kinds = std::all_of(named.begin(), named.end(), [&](const Piece& one) {
      return std::find(known.begin(), known.end(), one.text) != known.end();
    });
    const bool may_be_day = has_digit(name.text) ||
                            holds_any(name.text, {"年", "月", "日", "底", "前", "期", "季", "末"}) ||
                            language_of(name.text) == Language::English;
    if (are_kinds)
      for (const auto& one : named) made.kinds.push_back(one.str());
    else if (!may_be_day)
      problem(messages::target_for_whom, at(name), {name.str()});
    for (const auto& date : find_dates(name, s_.file))
      if (date.day && !date.day->exists())
        problem(messages::date_impossible, date.place, {date.text, nearest_day(*date.day)});
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

void Parser::scale(std::string text, const Piece& name, const Piece& rest, const Piece& body) {
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
}

static Phrase nearest_parts(std::string_view part, Language language) {
  const std::string parts = quoted(nearest_ballot_parts(part, language));
  return {"可写:" + parts, "it may read: " + parts};
}

void Parser::ballot(std::string text, const Piece& name, const Piece& rest, const Piece& body) {
  const auto electorates = name.split("、,"), parts = rest.split(",;");
  if (electorates.empty() || parts.empty()) return unknown_line(body);
  const bool is_too_long = parts.size() > ballots_max || s_.ballots.size() + electorates.size() > ballots_max;
  if (is_too_long) {
    block(Block::Kind::Prose, "- " + body.str());
    return too_many(ballots_max, "个票组或一行里的规则", "electorates, or rules of one", at(body));
  }
  BallotRules made;
  made.place = at(body);
  bool is_read = true;
  for (const auto& part : parts) {
    const auto read = read_ballot_part(part, made);
    is_read &= read != PartRead::Unknown;
    if (read == PartRead::Twice) problem(messages::ballot_part_twice, at(part), {name.str(), part.str()});
    if (read == PartRead::Unknown)
      problem(messages::line_unknown, at(part),
              {section()->title, part.str(), is_heard() ? nearest_parts(part.text, language_of(body.text)) : Phrase()});
  }
  if (!is_read) {
    block(Block::Kind::Prose, "- " + body.str());
    return;
  }
  for (const auto& one : electorates) {
    s_.ballots.push_back(made);
    s_.ballots.back().electorate = one.str();
  }
  block(Block::Kind::Ballot, std::move(text), static_cast<int>(s_.ballots.size()) - 1);
}

void Parser::stage(const OutlineLine& entry, const Piece& body) {
  Stage made = parse_stage(body, s_.file);
  made.id = entry.id;
  for (const auto& date : made.dates)
    if (date.day && !date.day->exists())
      problem(messages::date_impossible, date.place, {date.text, nearest_day(*date.day)});
  s_.stages.push_back(std::move(made));
  block(Block::Kind::Stage, numbered(entry, body), static_cast<int>(s_.stages.size()) - 1);
  owner_ = &s_.stages.back().attributes;
}

}  // namespace pingxing::scheme
