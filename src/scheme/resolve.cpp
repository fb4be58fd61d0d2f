// The order in which names are settled, and what is neither an input of a rule nor a grade: kinds and pools of
// sections, grounds of measures, consequences, targets, reviewers. The order matters: a condition may name the inputs
// of rules, and what it asks for anew stands behind them.
#include "scheme/resolve.hpp"

#include <algorithm>
#include <utility>

#include "scheme/messages.hpp"
#include "scheme/read_examples.hpp"
#include "scheme/resolver.hpp"
#include "scheme/sentences.hpp"

namespace pingxing::scheme {

std::vector<std::string> shared_kinds(const std::vector<std::string>& outer, const std::vector<std::string>& own) {
  std::vector<std::string> shared;
  for (const auto& kind : own)
    if (std::find(outer.begin(), outer.end(), kind) != outer.end()) shared.push_back(kind);
  return shared;
}

Resolver::Resolver(Scheme& scheme, const Pending& pending, Problems& problems)
    : s_(scheme),
      pending_(pending),
      problems_(problems),
      names_(scheme, problems),
      conditions_(scheme, names_, problems) {}

void Resolver::run() {
  inherit_kinds();
  inherit_not_applicable();
  find_pools();
  indicator_inputs();
  after_zeros();
  bonus_inputs();
  scales();
  ballots();
  ladders();
  measures();  // before the lines of grading, which may name what a ground asks for
  grade_lines();
  votes();
  quotas_and_ties();
  consequences();
  targets();
  reviews();
  refuse_cycles();
  read_examples(s_, pending_.examples, problems_);
}

/// N-7: what is for some kinds inside a part for others is for those that both name.
void Resolver::inherit_kinds() {
  const auto narrowed = [&](const std::vector<std::string>& outer, const Attributes& own, const Place& place) {
    if (own.kinds.empty() || outer.empty()) return own.kinds.empty() ? outer : own.kinds;
    const auto shared = shared_kinds(outer, own.kinds);
    if (!shared.empty()) return shared;
    const auto& declared = s_.properties.kinds;
    if (shared_kinds(declared, own.kinds) == own.kinds)  // a kind that nobody declared is told of by itself
      problem(messages::kinds_nobody, place, {listed(own.kinds), listed(outer)});
    return outer;
  };
  for (auto& one : s_.sections)
    one.kinds =
        narrowed(one.parent < 0 ? std::vector<std::string>() : section(one.parent).kinds, one.attributes, one.place);
  for (auto& one : s_.indicators) one.kinds = narrowed(section(one.section).kinds, one.attributes, one.place);
  for (auto& one : s_.bonuses) one.kinds = narrowed(section(one.section).kinds, one.attributes, one.rule.place);
  for (auto& one : s_.measures) one.kinds = narrowed(section(one.section).kinds, one.attributes, one.place);
}

void Resolver::find_pools() {
  std::vector<char> has_any(s_.sections.size()), has_points(s_.sections.size());
  for (const auto& one : s_.indicators) {
    const auto owner = static_cast<std::size_t>(one.section);
    has_any[owner] = 1;
    if (one.points) has_points[owner] = 1;
  }
  for (std::size_t i = 0; i < s_.sections.size(); ++i) {
    auto& one = s_.sections[i];
    one.is_pool = one.kind == SectionKind::Ordinary && one.points && has_any[i] && !has_points[i];
  }
  std::vector<std::size_t> lacking(s_.sections.size());
  for (const auto& one : s_.indicators)
    if (!one.points && !section(one.section).is_pool) ++lacking[static_cast<std::size_t>(one.section)];
  for (const auto& one : s_.indicators) {  // said once a section
    const std::size_t count = one.points ? 0 : std::exchange(lacking[static_cast<std::size_t>(one.section)], 0);
    if (count == 0) continue;
    problem(messages::points_missing, one.place,
            {count == 1 ? Phrase(one.id)
                        : Phrase(one.id + "等" + std::to_string(count) + "条",
                                 one.id + " and " + std::to_string(count - 1) + " more of its section")});
  }
  // The heading of a pool is its one indicator's figure; its duties only deduct. Where no rule is given: judged by
  // hand.
  for (auto& one : s_.indicators) {
    one.has_written_rule = !one.rules.empty();
    if (one.has_written_rule) continue;
    Rule rule;
    rule.name = one.title;
    rule.form = Form::Judged;
    rule.highest = one.points.value_or(Number(0));
    rule.place = one.place;
    one.rules.push_back(rule);
  }
}

void Resolver::measures() {
  for (std::size_t i = 0; i < pending_.measures.size(); ++i) {
    auto& made = s_.measures[i];
    const auto& words = pending_.measures[i].words;
    if (words.effect.kind == Effect::Kind::AtMost) {
      made.effect.grade = known_grade(best_of_words(words.grade_name), made.place);
      if (made.effect.grade >= 0 && words.is_below_grade) ++made.effect.grade;
    }
    if (made.conditions.empty()) made.conditions.push_back(ground_of(made, pending_.measures[i]));
    if (words.effect.kind == Effect::Kind::TotalZero && made.conditions.back().kind != Condition::Kind::Input)
      problem(messages::zero_ground, made.place, {made.name});
  }
}

/// 评优资格 is about the grade that has 优 in its name, where there is just one.
std::string Resolver::best_of_words(const std::string& name) const {
  if (name != "评优" && name != "评先" && name != "评先评优" && name != "评优评先" && name != "评优创先") return name;
  std::string found;
  for (const auto& grade : s_.grading.grades)
    if (grade.name.find("优") != grade.name.npos) {
      if (!found.empty()) return name;
      found = grade.name;
    }
  return found.empty() ? name : found;
}

Condition Resolver::ground_of(const Measure& made, const PendingMeasure& pending) {
  const auto& [words, name] = pending;
  std::string assessor = made.attributes.assessor;
  for (int up = made.section; up >= 0 && assessor.empty(); up = section(up).parent)
    assessor = section(up).attributes.assessor;
  Condition one;
  one.text = name.text;
  one.place = made.place;
  int input = names_.input(name.text);
  if (input >= 0) names_.ask_of(input, made.kinds);
  const auto add = [&](const Interval* interval) {
    Input declaration = declared(name.text, interval, made.place, assessor);
    declaration.kinds = made.kinds;
    return names_.add_input(std::move(declaration));
  };
  if (words.when) {
    // 总分:不满85分最高… speaks of the total, a name of an indicator of its score.
    const std::string together = name.str() + " " + words.when->say(s_.language);
    if (input < 0 && (conditions_.read_named(one, together) || conditions_.read_general(one, together))) return one;
    if (input < 0) input = add(&*words.when);
    one.interval = *words.when;
  } else {
    if (conditions_.read_general(one, name.text)) return one;
    if (input < 0) input = add(nullptr);
    const auto& known = s_.inputs[static_cast<std::size_t>(input)];
    if (known.type != InputType::YesNo)
      problem(messages::input_conflict, made.place,
              {name.str(), type_name(InputType::YesNo), type_name(known.type), std::to_string(known.place.line)});
    one.interval = yes(!words.is_unless);
  }
  one.kind = Condition::Kind::Input;
  one.target = input;
  return one;
}

int Resolver::amount_input(const std::string& name, const Place& place) {
  if (const int known = names_.input(name); known >= 0) return known;
  Input input;
  input.name = name;
  input.type = InputType::Amount;
  input.low = Number(0);
  input.high = count_limit;
  input.place = place;
  return names_.add_input(std::move(input));
}

void Resolver::consequences() {
  for (const auto& [which, name] : pending_.ledger_amounts)
    s_.consequences[which].amount_of = amount_input(name, s_.consequences[which].place);
  for (const auto& pending : pending_.consequences) {
    Consequence made;
    made.name = pending.when.text;
    made.text = pending.text.text;
    made.place = pending.when.place(s_.file);
    for (const auto& atom : pending.when.split(",、")) {
      const auto words = grade_words(atom.text);
      Condition one;
      one.text = atom.text;
      one.place = atom.place(s_.file);
      const int unrated = static_cast<int>(s_.grading.grades.size());
      const int grade = words.name == s_.properties.unrated && !words.name.empty() ? unrated : names_.grade(words.name);
      if (grade >= 0) {
        one.kind = Condition::Kind::Grade;
        one.target = grade;
        one.or_better = words.or_better;
        one.or_worse = words.or_worse;
      } else if (!conditions_.read_general(one, atom.text)) {
        one = conditions_.read(atom, {});
      }
      made.conditions.push_back(std::move(one));
    }
    if (auto amount = parse_amount_words(made.text)) {
      made.share = amount->share;
      made.amount_of = amount_input(amount->name, made.place);
    }
    s_.consequences.push_back(std::move(made));
  }
}

void Resolver::targets() {
  for (const auto& pending : pending_.targets) {
    std::optional<int> among;
    const auto dates = find_dates(pending.due, s_.file);
    for (const auto& [words, piece] : pending.parts) {
      ShareTarget made;
      made.place = piece.place(s_.file);
      made.is_of_pool = false;
      made.grade = known_grade(words.grade.name, made.place);
      if (made.grade < 0) continue;
      made.or_better = words.grade.or_better;
      if (words.is_none) {
        made.count.emplace();
        made.count->low = made.count->high = Number(0);
      } else {
        made.share = words.interval;
      }
      if (words.is_of_these && among) made.among = among;
      made.due_text = pending.due.text;
      made.kinds = pending.kinds;
      if (!dates.empty()) made.due = dates.front().day;
      among = made.grade;
      s_.targets.push_back(std::move(made));
    }
  }
}

void Resolver::reviews() {
  for (auto& line : s_.reviews) {
    if (!line.by_table) continue;
    Input made;
    made.name = line.by;
    made.type = InputType::Name;
    made.kinds = line.kinds;
    made.place = line.place;
    const int known = names_.input(line.by);
    if (known >= 0) {
      auto& kinds = s_.inputs[static_cast<std::size_t>(known)].kinds;
      kinds.insert(kinds.end(), line.kinds.begin(), line.kinds.end());
      line.input = known;
    } else {
      line.input = names_.add_input(std::move(made));
    }
  }
}

void resolve(Scheme& scheme, const Pending& pending, Problems& problems) { Resolver(scheme, pending, problems).run(); }

}  // namespace pingxing::scheme
