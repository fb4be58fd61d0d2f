// How electorates vote: lines that nobody needs, and what no poll can be held by.
#include <algorithm>
#include <map>
#include <set>

#include "scheme/check/families.hpp"
#include "scheme/check/words.hpp"
#include "scheme/check_messages.hpp"
#include "scheme/conditions.hpp"
#include "scheme/marks.hpp"
#include "scheme/names.hpp"

namespace pingxing::scheme {

namespace {

constexpr int trim_count_max = 1000, least_min = 3, least_max = 1000;
constexpr std::int64_t steps_max = 1000;
constexpr std::size_t listed_max = 12;

class Ballots {
 public:
  Ballots(const Scheme& s, Problems& problems) : s_(s), problems_(problems), is_of_votes_(s.inputs.size()) {
    for (const auto& one : s.indicators)
      for (const auto& rule : one.rules)
        for (const auto& electorate : rule.electorates) known_.insert(electorate.name);
    if (!s.grading.votes) return;
    votes_.insert(s.grading.votes->ballots.begin(), s.grading.votes->ballots.end());
    known_.insert(votes_.begin(), votes_.end());
    for (const auto& inputs : s.grading.votes->inputs)
      for (const int input : inputs) is_of_votes_[static_cast<std::size_t>(input)] = true;
  }

  void check(const BallotRules& rules) {
    const auto [before, is_new] = lines_.emplace(rules.electorate, rules.place.line);
    if (!is_new) return add(findings::ballot_twice, rules, {std::to_string(before->second)});
    const bool is_vote = votes_.contains(rules.electorate);
    const bool is_asked_wrongly = check_inputs(rules);
    if (rules.inputs.empty() && !is_vote && !is_asked_wrongly) {
      std::vector<std::string> some;
      for (const auto& name : known_)
        if (some.size() < listed_max) some.push_back(name);
      const auto known = listed(some);
      add(findings::ballot_unused, rules,
          {some.empty() ? Phrase() : Phrase(";已有的票组:" + known.zh, "; there are: " + known.en)});
    }
    if (rules.inputs.empty() && is_vote) check_classes(rules);
    check_numbers(rules);
    for (const int input : rules.inputs) check_scale(rules, input);
    check_marks(rules, is_vote);
  }

 private:
  void add(const MessageRow& row, const BallotRules& rules, std::vector<Phrase> words) {
    words.insert(words.begin(), Phrase(rules.electorate));
    problems_.add(row, rules.place, std::move(words));
  }
  static bool is_in(const std::vector<std::string>& names, const std::string& name) {
    return std::find(names.begin(), names.end(), name) != names.end();
  }
  [[nodiscard]] const Input& input_at(int input) const { return s_.inputs[static_cast<std::size_t>(input)]; }

  /// What is to be assessed by the electorate and cannot be voted on; true where there is any.
  bool check_inputs(const BallotRules& rules) {
    bool has_any = false;
    for (std::size_t i = 0; i < s_.inputs.size(); ++i) {
      const auto& one = s_.inputs[i];
      if (one.assessor != rules.electorate || is_of_votes_[i] || (one.indicator >= 0 && is_votable(one))) continue;
      problems_.add(findings::ballot_input, one.place,
                    {one.name, rules.electorate,
                     one.indicator >= 0 ? type_name(one.type) : Phrase(Text{"不在指标里的", "of no item"})});
      has_any = true;
    }
    return has_any;
  }

  void check_classes(const BallotRules& rules) {
    BallotRules senseless;  // what 票决 has no use for
    senseless.step = rules.step;
    senseless.marks = rules.marks;
    senseless.trim_share = rules.trim_share;
    senseless.trim_count = rules.trim_count;
    senseless.takes_median = rules.takes_median;
    senseless.returned = rules.returned;
    senseless.valid = rules.valid;
    for (const auto& part : say_ballot_parts(senseless)) add(findings::ballot_classes, rules, {part});
  }

  void check_numbers(const BallotRules& rules) {
    if (rules.trim_share && *rules.trim_share >= Number::fraction(1, 2))
      add(findings::ballot_trim, rules, {(*rules.trim_share * Number(100)).exact() + "%"});
    if (rules.trim_count && *rules.trim_count > trim_count_max)
      add(findings::ballot_trim, rules, {std::to_string(*rules.trim_count)});
    for (const auto* share : {&rules.returned, &rules.valid})
      if (*share && **share > Number(1)) add(findings::ballot_turnout, rules, {(*share)->exact()});
    if (rules.least && (*rules.least < least_min || *rules.least > least_max))
      add(findings::ballot_least, rules, {std::to_string(*rules.least)});
  }

  void check_scale(const BallotRules& rules, int input) {
    const auto& one = input_at(input);
    const Number low = one.low.value_or(Number(0)), high = one.high.value_or(count_limit);
    for (const auto& mark : rules.marks) {
      if (mark.value >= low && mark.value <= high) continue;
      add(findings::ballot_value, rules,
          {mark.word, mark.value.exact(), s_.header(input), low.exact(), high.exact(), min(low, mark.value).exact(),
           max(high, mark.value).exact()});
      return;
    }
    if (!rules.marks.empty() || (!rules.step && high < count_limit)) return;  // the office settles the steps
    const Number step = rules.step.value_or(Number(1));
    const auto steps = step.is_zero() ? std::nullopt : ((high - low) / step).whole();
    if (!steps || *steps > steps_max)
      add(findings::ballot_scale, rules, {s_.header(input), low.exact(), high.exact(), step.exact()});
  }

  void check_marks(const BallotRules& rules, bool is_vote) {
    std::vector<std::string> words;
    for (const auto& mark : rules.marks) words.push_back(mark.word);
    if (rules.inputs.empty() && is_vote)
      for (const auto& grade : s_.grading.grades) words.push_back(grade.name);
    for (const auto& [mark, most] : rules.at_most) {
      if (!words.empty() && !is_in(words, mark)) add(findings::ballot_mark, rules, {mark, listed(words)});
      if (words.empty()) check_points(rules, mark);
    }
  }

  /// A mark of a scale of points has to be one for each input.
  void check_points(const BallotRules& rules, const std::string& mark) {
    const auto points = short_number(mark);
    for (const int input : rules.inputs) {
      const auto& one = input_at(input);
      const Number low = one.low.value_or(Number(0)), high = one.high.value_or(count_limit);
      const bool is_on_steps =
          points && (!rules.step || rules.step->is_zero() || ((*points - low) / *rules.step).is_whole());
      if (points && *points >= low && *points <= high && is_on_steps) continue;
      add(findings::ballot_mark, rules,
          {mark, Phrase(low.exact() + "至" + high.exact() + "的分", low.exact() + " to " + high.exact())});
      return;
    }
  }

  const Scheme& s_;
  Problems& problems_;
  std::set<std::string, std::less<>> known_, votes_;  // electorates that something is asked of
  std::vector<bool> is_of_votes_;                     // by input
  std::map<std::string, int> lines_;
};

/// 去掉一个最高分和一个最低分后取平均 alone: the marks are the item's points.
void check_marks(const Scheme& s, Problems& problems) {
  const auto is_alone = [](const Rule& rule) {
    return rule.form == Form::Judged && rule.samples == Samples::Mean && rule.is_to_full;
  };
  const auto said = [](const Rule& rule, Language language) { return say_averaging(rule.averaging, language); };
  for (const auto& one : s.indicators)
    for (const auto& rule : one.rules) {
      const auto& input = s.inputs[static_cast<std::size_t>(rule.inputs.empty() ? 0 : rule.inputs.front())];
      if (!is_alone(rule) || !input.high || (*input.high == rule.highest && *input.low == Number(0))) continue;
      problems.add(findings::marks_range, rule.place,
                   {input.name, input.low->exact(), input.high->exact(), rule.highest.exact(),
                    said(rule, Language::Chinese), said(rule, Language::English)});
    }
  for (const auto& bonus : s.bonuses)
    if (is_alone(bonus.rule))
      problems.add(findings::marks_open, bonus.rule.place,
                   {bonus.rule.name, said(bonus.rule, Language::Chinese), said(bonus.rule, Language::English)});
}

/// One poll makes its marks one in one way.
void check_averagings(const Scheme& s, Problems& problems) {
  std::map<std::string_view, std::pair<Averaging, Place>> said;
  for (int i = 0; i < static_cast<int>(s.inputs.size()); ++i) {
    if (!is_voted_on(s, i)) continue;
    const auto& input = s.inputs[static_cast<std::size_t>(i)];
    std::vector<std::pair<Averaging, Place>> own = {{averaging_by_rule(s, i), input.place}};
    for (const auto& rules : s.ballots)
      if (std::find(rules.inputs.begin(), rules.inputs.end(), i) != rules.inputs.end())
        if (const auto averaging = averaging_of(rules); averaging.leaves_out())
          own.emplace_back(averaging, rules.place);
    if (own.size() > 1 && !own.front().first.leaves_out()) own.erase(own.begin());
    for (const auto& [averaging, place] : own) {
      const auto& [known, before] = said.emplace(input.assessor, std::pair(averaging, place)).first->second;
      if (known == averaging) continue;
      problems.add(findings::ballot_averaging, place,
                   {input.assessor, std::to_string(before.line), std::to_string(place.line)});
      break;
    }
  }
}

}  // namespace

void check_ballots(const Reading& r, Problems& problems) {
  check_averagings(r.scheme, problems);
  check_marks(r.scheme, problems);
  if (r.scheme.ballots.empty()) return;
  Ballots ballots(r.scheme, problems);
  for (const auto& rules : r.scheme.ballots) ballots.check(rules);
}

}  // namespace pingxing::scheme
