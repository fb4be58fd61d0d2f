#include "scheme/print.hpp"

#include "base/text.hpp"
#include "scheme/inner_caps.hpp"
#include "scheme/sentences.hpp"

namespace pingxing::scheme {

namespace {

std::string spaced(const Scheme& s, const std::string& text) {
  return s.language == Language::Chinese ? text : spaced_english(text);
}

/// A section that is written as an item, over rules of 加分.
bool is_group(const Block& block) { return block.kind == Block::Kind::Section && block.depth > 0; }

bool is_top(const Block& block) {
  return (block.kind == Block::Kind::Section && !is_group(block)) || block.kind == Block::Kind::Prose ||
         block.kind == Block::Kind::Row;
}

/// Whether an empty line stands between the two.
bool is_parted(const Block& before, const Block& block) {
  using Kind = Block::Kind;
  const bool is_beside_part =
      is_top(block) || is_top(before) || before.kind == Kind::Title || before.kind == Kind::Property;
  const bool is_new_part = is_beside_part && (before.kind != block.kind || is_group(block) != is_group(before));
  return is_new_part || (block.kind == Kind::Section && !is_group(block)) ||
         (block.kind == Kind::Prose && block.after_blank);
}

}  // namespace

std::string print_markdown(const Scheme& s) {
  std::string out;
  const Block* previous = nullptr;
  bool is_in_group = false;
  for (const auto& block : s.blocks) {
    std::string line;
    const std::string text = block.raw.empty() ? spaced(s, block.text) : block.raw;
    const std::string indent(static_cast<std::size_t>(block.depth > 0 ? 3 : 0), ' ');
    switch (block.kind) {
      case Block::Kind::Title:
        line = "# " + text;
        break;
      case Block::Kind::Property:
        line = text;
        break;
      case Block::Kind::Prose:
      case Block::Kind::Row:
        line = block.text;
        break;
      case Block::Kind::Section:
        line =
            block.depth > 0  // written as an item
                ? text
                : std::string(static_cast<std::size_t>(s.sections[static_cast<std::size_t>(block.index)].level), '#') +
                      " " + text;
        break;
      case Block::Kind::Indicator:
      case Block::Kind::Stage:
        line = text;
        break;
      case Block::Kind::Rule:
      case Block::Kind::Flag:
        line = (block.kind == Block::Kind::Flag && block.depth > 0 ? "      - " : "   - ") + text;
        break;
      case Block::Kind::Attribute:
        line = indent + "- " + text;
        break;
      case Block::Kind::Requirement:
        line = block.depth > 0 ? "   - " + text : text;
        break;
      case Block::Kind::Measure:
      case Block::Kind::Bonus:
      case Block::Kind::Review:
      case Block::Kind::Consequence:
      case Block::Kind::Target:
      case Block::Kind::Scale:
      case Block::Kind::Ballot:
      case Block::Kind::Ledger:
      case Block::Kind::GradeLine:
      case Block::Kind::Example:
        if (text.starts_with('|')) {  // the row of a table
          line = text;
          break;
        }
        if (text.find(". ") < 8 && text[0] >= '0' && text[0] <= '9') {
          line = text;
          is_in_group = false;
        } else {
          line = (is_in_group ? "   - " : "- ") + text;
        }
        break;
    }
    if (block.kind == Block::Kind::Section) is_in_group = is_group(block);
    if (previous && is_parted(*previous, block)) out += "\n";
    out += line + "\n";
    previous = &block;
  }
  return out;
}

std::string fingerprint(const Scheme& s) {
  std::string out;
  const auto add = [&](std::string_view name, const std::string& value) {
    out += std::string(name) + "=" + value + "\n";
  };
  const auto number = [](const std::optional<Number>& n) { return n ? n->exact() : std::string("-"); };
  const auto condition = [&](const Condition& c) {
    return std::to_string(static_cast<int>(c.kind)) + " " + c.interval.say(Language::Chinese) + " " +
           std::to_string(c.target) + " " + std::to_string(c.rounds) + (c.or_better ? "+" : "") +
           (c.or_worse ? "-" : "");
  };
  add("title", s.title);
  for (const auto& line : s.property_lines) add("property " + line.key, line.value);
  for (const auto& one : s.sections)
    add("section", one.title + " " + std::to_string(one.level) + " " + std::to_string(one.parent) + " " +
                       std::to_string(static_cast<int>(one.kind)) + " " + number(one.points) + " " +
                       number(one.weight) + " " + one.effect + " " + std::to_string(one.grade) +
                       (one.is_pool ? " pool " : " ") + joined(one.kinds, ",") + one.attributes.assessor +
                       one.attributes.method + one.attributes.evidence);
  for (const auto& one : s.indicators) {
    add("indicator", one.id + " " + one.title + " " + number(one.points) + " " + std::to_string(one.section) +
                         (one.may_go_below_zero ? " below" : "") + (one.has_stated_floor ? " floor" : "") +
                         joined(one.kinds, ",") + one.attributes.assessor + one.attributes.method +
                         one.attributes.evidence +
                         (one.attributes.range ? one.attributes.range->say(Language::Chinese) : "") +
                         (one.attributes.is_blank_zero ? " blank is 0" : ""));
    if (one.inner) add("cap", say_inner(*one.inner, Language::Chinese) + " " + one.inner->points.exact());
    for (const auto& rule : one.rules) add("rule " + rule.name, say_rule(rule, Language::Chinese));
  }
  for (std::size_t i = 0; i < s.inputs.size(); ++i) {
    const auto& one = s.inputs[i];
    add("input", s.header(static_cast<int>(i)) + " " + std::to_string(static_cast<int>(one.type)) +
                     (one.is_list ? " list " : " ") +
                     (one.entries == Entries::None    ? ""
                      : one.entries == Entries::Dated ? "dated "
                                                      : "keyed ") +
                     number(one.low) + " " + number(one.high) + " " + joined(one.choices, "<") + " " +
                     joined(one.kinds, ",") + " " + one.assessor);
  }
  for (const auto& one : s.measures) {
    std::string line = one.name + " " + std::to_string(static_cast<int>(one.effect.kind)) + " " +
                       std::to_string(one.effect.grade) + " " + std::to_string(one.effect.steps);
    for (const auto& c : one.conditions) line += " | " + condition(c);
    add("measure", line + one.attributes.assessor);
  }
  for (const auto& one : s.bonuses)
    add("bonus " + one.rule.name, say_rule(one.rule, Language::Chinese) + one.attributes.assessor);
  for (const auto& one : s.grading.grades) add("grade", one.name);
  for (const auto& one : s.grading.rules) {
    std::string line =
        std::to_string(one.grade) + (one.is_ceiling ? " ceiling" : "") + " " + std::to_string(one.ladder_section);
    for (const auto& c : one.conditions) line += " | " + condition(c);
    add("grade rule", line);
  }
  if (s.grading.star_for_each) add("stars", s.grading.star_for_each->say(Language::Chinese));
  for (const auto& one : s.grading.quotas)
    add("quota", std::to_string(one.grade) + (one.or_better ? "+ " : " ") + number(one.share) + " " +
                     number(one.count) + (one.is_soft ? " soft" : ""));
  const auto target = [&](const ShareTarget& one) {
    add("target", std::to_string(one.grade) + (one.or_better ? "+ " : " ") + one.share.say(Language::Chinese) +
                      (one.count ? one.count->say(Language::Chinese) : "") + " " +
                      (one.among ? std::to_string(*one.among) : "") + " " + one.due_text + joined(one.kinds, ","));
  };
  for (const auto& one : s.grading.targets) target(one);
  for (const auto& one : s.targets) target(one);
  for (const auto& one : s.grading.ties) add("tie", (one.is_section ? "s" : "i") + std::to_string(one.target));
  if (s.grading.votes)
    add("votes", joined(s.grading.votes->ballots, ",") + (s.grading.votes->is_lower_taken ? " low " : " high ") +
                     s.grading.votes->returned.exact() + " " + s.grading.votes->valid.exact());
  for (const auto& one : s.stages) {
    std::string line = one.id + " " + one.title + " " + std::to_string(static_cast<int>(one.kind)) + " " +
                       (one.days ? std::to_string(*one.days) : "-") + (one.has_at_least_days ? "+" : "") +
                       (one.is_secret ? " secret " : " ") + joined(one.actors, ",");
    for (const auto& date : one.dates) line += " " + date.text;
    add("stage", line);
  }
  for (const auto& one : s.reviews)
    add(one.is_evaluation ? "evaluate" : "review",
        joined(one.kinds, ",") + ":" + one.by + (one.by_table ? "(table)" : ""));
  for (const auto& one : s.consequences) {
    std::string line = one.text + " " + std::to_string(one.amount_of) + " " + one.share.exact();
    for (const auto& c : one.conditions) line += " | " + condition(c);
    add("consequence", line);
  }
  for (const auto& [name, steps] : s.scales) add("scale " + name, joined(steps, "<"));
  for (const auto& one : s.examples) {
    std::string line =
        one.name + " " + one.kind + " others " + std::to_string(static_cast<int>(one.others)) + " " + number(one.total);
    for (const auto& [grade, place] : one.earlier) line += " earlier " + std::to_string(grade);
    for (const auto& figure : one.figures) line += " " + std::to_string(figure.input) + "=" + figure.text;
    for (const auto& [item, points] : one.items) line += " item " + std::to_string(item) + " " + points.exact();
    add("example", line + (one.grade ? " grade " + std::to_string(*one.grade) : "") +
                       (one.is_disqualified ? " disqualified" : "") + (one.is_out_of_scope ? " out" : ""));
  }
  for (const auto& one : s.ballots) {
    std::string line;
    for (const auto& part : say_ballot_parts(one)) line += part.zh + ",";
    for (const int input : one.inputs) line += " " + std::to_string(input);
    add("ballot " + one.electorate, line);
  }
  return out;
}

}  // namespace pingxing::scheme
