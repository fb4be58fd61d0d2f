#include "rating/decide.hpp"

#include <algorithm>

#include "rating/ledgers.hpp"
#include "scheme/sentences.hpp"

namespace pingxing::rating {

using scheme::Condition;
using scheme::Effect;
using scheme::GradeRule;
using scheme::Scheme;
using scheme::SectionKind;

namespace {

Truth truth(bool yes) { return yes ? Truth::Yes : Truth::No; }

Phrase words(Text pattern, const std::vector<Phrase>& fills) {
  return {fill(pattern.zh, fills, Language::Chinese), fill(pattern.en, fills, Language::English)};
}

int unrated(const Scheme& s) { return static_cast<int>(s.grading.grades.size()); }

bool grade_matches(int grade, const Condition& c) {
  if (grade < 0) return false;
  return grade == c.target || (c.or_better && grade < c.target) || (c.or_worse && grade > c.target);
}

/// The truth of "every one of these": one No decides.
struct Every {
  bool has_no = false, has_unknown = false;
  void add(Truth t) {
    has_no |= t == Truth::No;
    has_unknown |= t == Truth::Unknown;
  }
  [[nodiscard]] Truth result() const { return has_no ? Truth::No : has_unknown ? Truth::Unknown : Truth::Yes; }
};

Truth total_truth(const Condition& c, const Scores& scores) {
  const auto interval = interval_of(c, scores);
  return truth(interval && interval->contains(scores.graded_total));
}

Truth item_truth(const ItemScore& item, const scheme::Interval& interval) {
  return item.status == ItemScore::Status::Missing ? Truth::Unknown : truth(interval.contains(item.score));
}

}  // namespace

Phrase grade_name(const Scheme& s, int grade) {
  if (grade >= 0 && grade < unrated(s)) return s.grading.grades[static_cast<std::size_t>(grade)].name;
  if (!s.properties.unrated.empty()) return s.properties.unrated;
  return Text{"未定级", "unrated"};
}

std::optional<scheme::Interval> interval_of(const Condition& c, const Scores& scores) {
  if (!c.share_of || scores.left.is_zero()) return c.interval;
  const Number kept = (*c.share_of - scores.left) / *c.share_of;
  if (kept <= Number(0)) return std::nullopt;
  scheme::Interval interval = c.interval;
  for (auto* end : {&interval.low, &interval.high})
    if (*end) *end = **end * kept;
  return interval;
}

Truth grade_holds(const Scheme& s, int grade, const Scores& scores, const Facts& facts, std::size_t row,
                  const Series& series) {
  bool has_rule = false;
  Every all;
  for (const auto& rule : s.grading.rules) {
    if (rule.grade != grade || rule.is_ceiling) continue;
    has_rule = true;
    for (const auto& condition : rule.conditions) all.add(holds(s, condition, scores, facts, row, series));
    if (rule.ladder_section >= 0 && s.properties.ladder == scheme::LadderMode::Cumulative)
      for (const auto& below : s.grading.rules)
        if (below.ladder_section >= 0 && below.grade > grade)
          for (const auto& condition : below.conditions) all.add(holds(s, condition, scores, facts, row, series));
  }
  return has_rule ? all.result() : Truth::No;
}

Truth holds(const Scheme& s, const Condition& c, const Scores& scores, const Facts& facts, std::size_t row,
            const Series& series) {
  using Kind = Condition::Kind;
  switch (c.kind) {
    case Kind::Total:
      return scores.is_pending() ? Truth::Unknown : total_truth(c, scores);
    case Kind::EveryIndicator: {
      Every all;
      for (const auto& item : scores.items)
        if (item.status != ItemScore::Status::NotApplicable) all.add(item_truth(item, c.interval));
      return all.result();
    }
    case Kind::IndicatorMean: {
      Number sum;
      std::int64_t count = 0;
      for (const auto& item : scores.items) {
        if (item.status == ItemScore::Status::NotApplicable) continue;
        if (item.status == ItemScore::Status::Missing) return Truth::Unknown;
        sum += item.score;
        ++count;
      }
      return truth(count > 0 && c.interval.contains(sum / Number(count)));
    }
    case Kind::EverySection: {
      if (scores.is_pending()) return Truth::Unknown;
      for (std::size_t k = 0; k < s.sections.size(); ++k)
        if (scores.sections[k].applies && s.sections[k].parent < 0 && s.sections[k].kind == SectionKind::Ordinary &&
            !c.interval.contains(scores.sections[k].score))
          return Truth::No;
      return Truth::Yes;
    }
    case Kind::Indicator: {
      const auto& item = scores.items[static_cast<std::size_t>(c.target)];
      return item.status == ItemScore::Status::NotApplicable ? Truth::No : item_truth(item, c.interval);
    }
    case Kind::Section: {
      const auto& section = scores.sections[static_cast<std::size_t>(c.target)];
      if (!section.applies) return Truth::No;
      return scores.is_pending() ? Truth::Unknown : truth(c.interval.contains(section.score));
    }
    case Kind::Input: {
      const auto& input = s.inputs[static_cast<std::size_t>(c.target)];
      if (!applies_to(s, input.kinds, facts.kind(row))) return Truth::No;                             // N-6
      if (facts.inputs[static_cast<std::size_t>(c.target)].is_not_applicable(row)) return Truth::No;  // S-1.14
      const auto value = input_value(facts, c.target, row);
      return value ? truth(c.interval.contains(*value)) : Truth::Unknown;
    }
    case Kind::Grade:
      return grade_holds(s, c.target, scores, facts, row, series);
    case Kind::PreviousGrade:
      return truth(!series.before.empty() && grade_matches(series.before.back(), c));
    case Kind::GradeHeld: {
      const auto rounds = static_cast<std::size_t>(c.rounds);
      if (series.size() < rounds) return Truth::No;
      for (std::size_t i = 0; i < rounds; ++i)
        if (!grade_matches(series.from_end(i), c)) return Truth::No;
      return Truth::Yes;
    }
    case Kind::NoRise: {
      const auto rounds = static_cast<std::size_t>(c.rounds);
      if (series.size() < rounds + 1) return Truth::No;
      if (s.properties.is_top_exempt.value_or(true) && series.from_end(0) == 0) return Truth::No;
      for (std::size_t i = 0; i < rounds; ++i) {
        const int now = series.from_end(i), before = series.from_end(i + 1);
        if (now < 0 || before < 0 || now < before) return Truth::No;  // a rise, or nothing to compare
      }
      return Truth::Yes;
    }
    case Kind::Ledger: {  // L-1: it only grows
      const auto& ledger = scores.sections[static_cast<std::size_t>(c.target)];
      if (!is_ledger_open(ledger)) return truth(c.interval.contains(ledger.score));
      const bool has_passed =
          ledger.range.low && c.interval.low && !c.interval.high && c.interval.contains(*ledger.range.low);
      return has_passed ? Truth::Yes : Truth::Unknown;
    }
    case Kind::Unknown:
      return Truth::Unknown;
  }
  return Truth::Unknown;
}

std::optional<int> ballot_class(const Scheme& s, const std::vector<int>& inputs, const Facts& facts, std::size_t row,
                                std::vector<int>& missing, Phrase* why) {
  std::vector<Number> counts;
  for (int input : inputs) {
    const auto value = input_value(facts, input, row);
    if (!value) missing.push_back(input);
    counts.push_back(value.value_or(Number(0)));
  }
  if (!missing.empty()) return std::nullopt;
  Number valid;
  for (std::size_t i = 2; i < counts.size(); ++i) valid += counts[i];
  const auto& votes = *s.grading.votes;
  const bool has_turnout = counts[0] > Number(0) && counts[1] >= votes.returned * counts[0] &&
                           valid >= votes.valid * counts[1] && valid > Number(0);
  if (!has_turnout) {
    if (why)
      *why = words({"应到{0}、收回{1}、有效{2},不够有效票的条件",
                    "entitled {0}, returned {1}, valid {2}: below the turnout asked for"},
                   {counts[0].exact(), counts[1].exact(), valid.exact()});
    return std::nullopt;
  }
  Number reached;
  for (std::size_t i = 2; i < counts.size(); ++i) {
    reached += counts[i];
    if (reached * Number(2) >= valid) {
      if (why)
        *why = words({"有效{0}票,累计到“{1}”{2}票,过半", "of {0} valid votes {2} reach “{1}”, at least half"},
                     {valid.exact(), grade_name(s, static_cast<int>(i) - 2), reached.exact()});
      return static_cast<int>(i) - 2;
    }
  }
  return static_cast<int>(counts.size()) - 3;
}

namespace {

class Deciding {
 public:
  Deciding(const Scheme& s, const Scores& scores, const Facts& facts, std::size_t row, const Series& series,
           Tracing tracing)
      : s_(s), scores_(scores), facts_(facts), row_(row), series_(series), traces_(tracing == Tracing::On) {}

  Decision run() {
    collect_missing();
    if (eligibility()) return std::move(out_);
    if (scores_.is_pending() || !out_.missing.empty()) {
      out_.status = Status::Pending;
      out_.earned = out_.allowed = unrated(s_);
      return std::move(out_);
    }
    out_.earned = earned();
    if (out_.status == Status::Pending) return std::move(out_);
    out_.allowed = out_.earned;
    ceilings();
    demotions();
    vetoes();
    return std::move(out_);
  }

 private:
  void reason(std::string_view code, Text pattern, const std::vector<Phrase>& fills, const Place& clause) {
    if (traces_) out_.reasons.push_back({code, words(pattern, fills), clause});
  }
  [[nodiscard]] Truth all_hold(const std::vector<Condition>& conditions) const {
    Every all;
    for (const auto& c : conditions) all.add(holds(s_, c, scores_, facts_, row_, series_));
    return all.result();
  }

  [[nodiscard]] Truth holds_here(const scheme::Measure& measure) const {
    return ground_holds(s_, measure, scores_, facts_, row_, series_);
  }

  /// Inputs of conditions and measures that are not filled in: no decision without them.
  void collect_missing() {
    const auto look = [&](const std::vector<Condition>& conditions) {
      for (const auto& c : conditions) {
        if (c.kind != Condition::Kind::Input) continue;
        const auto& input = s_.inputs[static_cast<std::size_t>(c.target)];
        if (!applies_to(s_, input.kinds, facts_.kind(row_))) continue;
        if (facts_.inputs[static_cast<std::size_t>(c.target)].is_not_applicable(row_)) continue;
        if (!input_value(facts_, c.target, row_)) out_.missing.push_back(c.target);
      }
    };
    for (const auto& measure : s_.measures)
      if (applies_to(s_, measure.kinds, facts_.kind(row_))) look(measure.conditions);
    for (const auto& rule : s_.grading.rules) look(rule.conditions);
    out_.missing.insert(out_.missing.end(), scores_.missing_of_ledgers.begin(), scores_.missing_of_ledgers.end());
    std::sort(out_.missing.begin(), out_.missing.end());
    out_.missing.erase(std::unique(out_.missing.begin(), out_.missing.end()), out_.missing.end());
  }

  /// True where the subject is out of scope or disqualified. Out of scope comes first: it does not count at all.
  bool eligibility() {
    for (const auto kind : {Effect::Kind::OutOfScope, Effect::Kind::Disqualified}) {
      for (const auto& measure : s_.measures) {
        if (measure.effect.kind != kind || holds_here(measure) != Truth::Yes) continue;
        out_.status = kind == Effect::Kind::OutOfScope ? Status::OutOfScope : Status::Disqualified;
        out_.earned = out_.allowed = unrated(s_);
        if (kind == Effect::Kind::OutOfScope)
          reason("OUT_OF_SCOPE", {"不参评:{0}", "out of scope: {0}"}, {said(measure)}, measure.place);
        else
          reason("DISQUALIFIED", {"取消资格:{0}", "disqualified: {0}"}, {said(measure)}, measure.place);
      }
      if (out_.status != Status::Rated) return true;
    }
    return false;
  }

  [[nodiscard]] Phrase said(const scheme::Measure& measure) const {
    Phrase out;
    for (const auto& c : measure.conditions) {
      const Phrase one = say_condition(s_, c, scores_, facts_, row_);
      out.zh += (out.zh.empty() ? "" : ";") + one.zh;
      out.en += (out.en.empty() ? "" : "; ") + one.en;
    }
    return out;
  }

  // G-1 The grade by thresholds, ladders, stars or ballots; of several kinds the worst counts.
  int earned() {
    const auto& g = s_.grading;
    int worst = -1;
    const bool has_rules =
        std::any_of(g.rules.begin(), g.rules.end(), [](const GradeRule& r) { return !r.is_ceiling; });
    if (has_rules) worst = std::max(worst, out_.by_rules = by_rules());
    if (g.star_for_each) worst = std::max(worst, by_stars());
    if (g.votes) worst = std::max(worst, by_votes());
    return worst < 0 ? 0 : worst;  // rank and quota alone: everybody may have the best
  }

  int by_rules() {
    for (int grade = 0; grade < unrated(s_); ++grade) {
      const Truth t = grade_holds(s_, grade, scores_, facts_, row_, series_);
      if (t != Truth::Yes) continue;
      for (const auto& rule : s_.grading.rules) {
        if (rule.grade != grade || rule.is_ceiling) continue;
        Phrase list;
        if (rule.ladder_section >= 0) {
          list = words({"{0}条要求全部满足", "all {0} requirements are met"}, {std::to_string(rule.conditions.size())});
        } else {
          for (const auto& c : rule.conditions) {
            const Phrase one = say_condition(s_, c, scores_, facts_, row_);
            list.zh += (list.zh.empty() ? "" : ";") + one.zh;
            list.en += (list.en.empty() ? "" : "; ") + one.en;
          }
        }
        reason("GRADE_REACHED", {"达到“{0}”:{1}", "reaches “{0}”: {1}"}, {grade_name(s_, grade), list}, rule.place);
      }
      return grade;
    }
    reason("NO_GRADE", {"任何等次的条件都不满足", "the conditions of no grade hold"}, {},
           s_.grading.rules.front().place);
    return unrated(s_);
  }

  int by_stars() {
    int count = 0, applying = 0;
    for (const auto& item : scores_.items) {
      if (item.status == ItemScore::Status::NotApplicable) continue;
      ++applying;
      count += s_.grading.star_for_each->contains(item.score) ? 1 : 0;
    }
    int best = unrated(s_);
    for (int grade = unrated(s_); grade-- > 0;)
      if (s_.grading.grades[static_cast<std::size_t>(grade)].stars >= 0 &&
          s_.grading.grades[static_cast<std::size_t>(grade)].stars <= count)
        best = grade;
    reason("STAR_COUNT", {"{0}项中{1}项{2},得{1}星", "{1} of {0} items have {2}: {1} stars"},
           {std::to_string(applying), std::to_string(count),
            Phrase(s_.grading.star_for_each->say(Language::Chinese), s_.grading.star_for_each->say(Language::English))},
           s_.grading.star_place);
    return best;
  }

  int by_votes() {
    const auto& votes = *s_.grading.votes;
    int result = -1;
    for (std::size_t b = 0; b < votes.ballots.size(); ++b) {
      Phrase why;
      std::vector<int> missing;
      const auto cls = ballot_class(s_, votes.inputs[b], facts_, row_, missing, &why);
      if (!missing.empty()) {
        out_.missing.insert(out_.missing.end(), missing.begin(), missing.end());
        out_.status = Status::Pending;
        continue;
      }
      if (!cls) {
        out_.status = Status::Pending;
        out_.marks.push_back({"TURNOUT", words({"{0}:{1}", "{0}: {1}"}, {votes.ballots[b], why}), votes.place});
        reason("TURNOUT", {"{0}:{1}", "{0}: {1}"}, {votes.ballots[b], why}, votes.place);
        continue;
      }
      reason("BALLOT_CLASS", {"{0}:{1},为“{2}”", "{0}: {1}: “{2}”"}, {votes.ballots[b], why, grade_name(s_, *cls)},
             votes.place);
      result = result < 0 ? *cls : votes.is_lower_taken ? std::max(result, *cls) : std::min(result, *cls);
    }
    if (out_.status == Status::Pending) return unrated(s_);
    if (votes.ballots.size() > 1)
      reason("BALLOTS_JOINED",
             votes.is_lower_taken ? Text{"各票取低:“{0}”", "the lower of the ballots: “{0}”"}
                                  : Text{"各票取高:“{0}”", "the higher of the ballots: “{0}”"},
             {grade_name(s_, result)}, votes.place);
    return result;
  }

  // G-2 Ceilings: at most this grade where the conditions hold.
  void ceilings() {
    for (const auto& rule : s_.grading.rules) {
      if (!rule.is_ceiling || out_.allowed >= rule.grade || all_hold(rule.conditions) != Truth::Yes) continue;
      Phrase list;
      for (const auto& c : rule.conditions) list = say_condition(s_, c, scores_, facts_, row_);
      reason("CEILING", {"{0},最高“{1}”(原为“{2}”)", "{0}: at most “{1}” (was “{2}”)"},
             {list, grade_name(s_, rule.grade), grade_name(s_, out_.allowed)}, rule.place);
      out_.allowed = rule.grade;
    }
  }

  // G-3 Demotions: once however many, or each, as stated; the lowest grade stays.
  void demotions() {
    const bool each = s_.properties.demotions == scheme::DemotionMode::Each;
    std::vector<const scheme::Measure*> grounds;
    for (const auto& measure : s_.measures)
      if (measure.effect.kind == Effect::Kind::Demoted && holds_here(measure) == Truth::Yes)
        grounds.push_back(&measure);
    std::stable_sort(grounds.begin(), grounds.end(),
                     [](const auto* a, const auto* b) { return a->effect.steps > b->effect.steps; });
    int steps = 0;
    for (const auto* ground : grounds) {
      const bool counts = each || steps == 0;  // of several that count once, the heaviest
      reason(counts ? "DEMOTED" : "DEMOTION_COUNTED",
             counts ? Text{"降{0}级:{1}", "drops {0}: {1}"}
                    : Text{"{1}:只降一次,不再降", "{1}: demotions count once, not again"},
             {std::to_string(ground->effect.steps), said(*ground)}, ground->place);
      steps = each ? steps + ground->effect.steps : std::max(steps, ground->effect.steps);
    }
    if (steps == 0 || out_.allowed >= unrated(s_)) return;
    const int lowest = unrated(s_) - 1, wanted = out_.allowed + steps;
    if (wanted > lowest) {
      out_.marks.push_back({"AT_FLOOR",
                            words({"应降{0}级,已是最低的“{1}”", "to drop {0}, but “{1}” is the lowest"},
                                  {std::to_string(steps), grade_name(s_, lowest)}),
                            {}});
      reason("AT_FLOOR", {"应降{0}级,已是最低的“{1}”", "to drop {0}, but “{1}” is the lowest"},
             {std::to_string(steps), grade_name(s_, lowest)}, {});
    }
    out_.allowed = std::min(wanted, lowest);
  }

  // G-4 Vetoes that cap the grade.
  void vetoes() {
    for (const auto& measure : s_.measures) {
      if (measure.effect.kind != Effect::Kind::AtMost || holds_here(measure) != Truth::Yes) continue;
      const bool bites = out_.allowed < measure.effect.grade;
      reason("VETO",
             bites ? Text{"否决:{0},最高“{1}”(原为“{2}”)", "veto: {0}: at most “{1}” (was “{2}”)"}
                   : Text{"否决:{0},最高“{1}”(本已不高于它)", "veto: {0}: at most “{1}” (already not above it)"},
             {said(measure), grade_name(s_, measure.effect.grade), grade_name(s_, out_.allowed)}, measure.place);
      if (bites) out_.allowed = measure.effect.grade;
    }
  }

  const Scheme& s_;
  const Scores& scores_;
  const Facts& facts_;
  std::size_t row_;
  Series series_;
  bool traces_;
  Decision out_;
};

}  // namespace

Truth ground_holds(const Scheme& s, const scheme::Measure& measure, const Scores& scores, const Facts& facts,
                   std::size_t row, const Series& series) {
  if (!applies_to(s, measure.kinds, facts.kind(row))) return Truth::No;  // N-7
  Every all;
  for (const auto& c : measure.conditions) all.add(holds(s, c, scores, facts, row, series));
  return all.result();
}

Decision decide_grade(const Scheme& s, const Scores& scores, const Facts& facts, std::size_t row, const Series& series,
                      Tracing tracing) {
  return Deciding(s, scores, facts, row, series, tracing).run();
}

}  // namespace pingxing::rating
