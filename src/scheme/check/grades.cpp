// Thresholds: grades out of reach, two that both hold, totals that are no grade. Exact intervals, for every kind.
#include <algorithm>
#include <map>
#include <set>

#include "scheme/check/families.hpp"
#include "scheme/check/maxima.hpp"
#include "scheme/check/span.hpp"
#include "scheme/check/words.hpp"
#include "scheme/check_messages.hpp"

namespace pingxing::scheme {

namespace {

using Kind = Condition::Kind;

constexpr std::size_t ranges_max = 100;  // compared in pairs; real schemes have a handful

Phrase said(const Interval& interval) { return {interval.say(Language::Chinese), interval.say(Language::English)}; }

class Thresholds {
 public:
  Thresholds(const Scheme& s, Problems& problems) : s_(s), g_(s.grading), maxima_(s), problems_(problems) {
    const bool bonus_counts = s.properties.bonus_counts.value_or(true);
    const auto bonus = bonus_counts ? bonus_maximum(s) : Number(0);
    for (std::size_t kind = 0; kind < kinds_of(s).size(); ++kind) {
      const Number base = maxima_.base(kind);
      bases_.push_back(base);
      highest_.push_back(bonus ? std::optional(base + *bonus) : std::nullopt);
    }
    for (const auto& one : s.indicators)
      if (one.points && (least_.empty() || *one.points < *least_.back()->points)) least_.push_back(&one);
  }

  void check() {
    for (const auto& rule : g_.rules)
      if (rule.grade >= 0 && !rule.is_ceiling) reach(rule);
    stars();
    collect_ranges();
    pairs();
    gaps();
  }

 private:
  struct Range {
    const GradeRule* rule;
    Span span;
    Interval interval;
  };

  [[nodiscard]] std::string name(int grade) const {
    return grade >= 0 && grade < static_cast<int>(g_.grades.size()) ? g_.grades[static_cast<std::size_t>(grade)].name
                                                                    : std::string();
  }

  void unreachable(const Place& place, int grade, const Interval& wanted, Phrase why) {
    problems_.add(findings::grade_unreachable, place, {name(grade), said(wanted), std::move(why)});
  }

  [[nodiscard]] static bool asks_more(const Interval& interval, const Number& most) {
    return interval.low && (*interval.low > most || (*interval.low == most && !interval.has_low));
  }

  void reach(const GradeRule& rule) {
    for (const auto& c : rule.conditions) {
      if (c.interval.is_empty()) {
        unreachable(c.place, rule.grade, c.interval, Text{"没有数满足它", "no value satisfies that"});
        continue;
      }
      if (c.kind == Kind::Total) total(rule, c);
      if (c.kind == Kind::EveryIndicator || c.kind == Kind::Indicator) indicators(rule, c);
      if (c.kind == Kind::Section && c.target >= 0) {
        const auto [known, is_new] = sections_.try_emplace(c.target);
        if (is_new) known->second = maxima_.of_section(c.target, 0);
        const Number& most = known->second;
        const auto& section = s_.sections[static_cast<std::size_t>(c.target)];
        if (section.kinds.empty() && asks_more(c.interval, most))
          unreachable(c.place, rule.grade, c.interval,
                      Phrase("“" + section.title + "”最多" + most.exact() + "分",
                             "“" + section.title + "” has " + most.exact() + " at most"));
      }
    }
  }

  void total(const GradeRule& rule, const Condition& c) {
    if (s_.indicators.empty()) return;
    std::vector<std::string> out;
    std::optional<Number> shown;
    for (std::size_t kind = 0; kind < bases_.size(); ++kind) {
      if (bases_[kind].is_zero()) continue;  // nothing applies to it: that is the finding
      const auto& most = highest_[kind];
      if (!most || !asks_more(c.interval, *most)) continue;
      out.push_back(kinds_of(s_)[kind]);
      shown = most;
    }
    if (!shown) return;
    const bool is_for_all = out.size() == kinds_of(s_).size();
    const Phrase who = listed(out);
    unreachable(c.place, rule.grade, c.interval,
                is_for_all
                    ? Phrase("总分最多" + shown->exact() + "分", "the total is " + shown->exact() + " at most")
                    : Phrase(who.zh + "最多得" + shown->exact() + "分", who.en + " can reach " + shown->exact()));
  }

  void indicators(const GradeRule& rule, const Condition& c) {
    const auto has_enough = [&](const Indicator* one) { return !one->points || !asks_more(c.interval, *one->points); };
    const Indicator* first = nullptr;
    if (c.kind == Kind::Indicator) {
      if (c.target >= 0) first = &s_.indicators[static_cast<std::size_t>(c.target)];
    } else if (const auto at = std::partition_point(least_.begin(), least_.end(), has_enough); at != least_.end()) {
      first = *at;
    }
    if (!first || has_enough(first)) return;
    unreachable(c.place, rule.grade, c.interval,
                Phrase("指标" + first->id + "只有" + first->points->exact() + "分",
                       "indicator " + first->id + " has only " + first->points->exact()));
  }

  /// As many stars as indicators: a grade of more stars than indicators that can earn one.
  void stars() {
    if (!g_.star_for_each) return;
    int able = 0;
    for (const auto& one : s_.indicators) able += one.points && !asks_more(*g_.star_for_each, *one.points) ? 1 : 0;
    for (const auto& grade : g_.grades) {
      if (grade.stars <= able) continue;
      const std::string count = std::to_string(able);
      problems_.add(findings::grade_unreachable, grade.place.line > 1 ? grade.place : g_.star_place,
                    {grade.name, Phrase(std::to_string(grade.stars) + "颗星", std::to_string(grade.stars) + " stars"),
                     Phrase("能得星的指标只有" + count + "个", "only " + count + " indicators can earn one")});
      return;  // the highest says it for all
    }
  }

  /// The grades that hang on the total alone; of those that ask for more, where they can be at all. One that builds on
  /// another grade is never where that one is not.
  void collect_ranges() {
    std::set<int> built;
    for (const auto& rule : g_.rules)
      for (const auto& c : rule.conditions)
        if (c.kind == Kind::Grade) built.insert(rule.grade);
    for (const auto& rule : g_.rules) {
      if (rule.is_ceiling || rule.grade < 0 || rule.ladder_section >= 0 || built.contains(rule.grade)) continue;
      const auto total = std::find_if(rule.conditions.begin(), rule.conditions.end(),
                                      [](const Condition& c) { return c.kind == Kind::Total; });
      has_other_ |= total == rule.conditions.end();
      if (total == rule.conditions.end() || total->interval.is_empty()) continue;
      if (rule.conditions.size() > 1)
        possible_.push_back(span_of(total->interval));
      else if (ranges_.size() < ranges_max)
        ranges_.push_back({&rule, span_of(total->interval), total->interval});
    }
  }

  /// Every range against the better ones; rules stand from the best grade down. One finding a range.
  void pairs() {
    for (std::size_t j = 1; j < ranges_.size(); ++j) {
      for (std::size_t i = 0; i < j; ++i) {
        if (!clash(ranges_[i], ranges_[j])) continue;
        has_clash_ = true;
        break;
      }
    }
  }

  bool clash(const Range& better, const Range& worse) {
    const Span both = common(better.span, worse.span);
    if (better.rule->grade == worse.rule->grade) return clash_in_one_grade(better, worse, both.is_empty());
    if (both.is_empty()) return false;
    if (covers(better.span, worse.span)) {
      problems_.add(findings::rule_shadowed, worse.rule->place, {line(worse), line(better)});
      return true;
    }
    if (!worse.interval.high) return false;  // open upward means “or more”: the better grade goes first
    const auto& row = both.is_point() ? findings::boundary_contradiction : findings::grades_both_hold;
    const Place place = worse.rule->place.line > better.rule->place.line ? worse.rule->place : better.rule->place;
    problems_.add(row, place, {name(better.rule->grade), name(worse.rule->grade), example_in(both, false)->exact()});
    return true;
  }

  /// Lines of one grade hold together: the wider has no effect, and two apart can never be met.
  bool clash_in_one_grade(const Range& a, const Range& b, bool is_apart) {
    has_other_ = true;
    if (is_apart) {
      const Phrase other = said(a.interval);
      unreachable(b.rule->place, b.rule->grade, b.interval,
                  Phrase("又要求" + other.zh, "for " + other.en + " as well"));
    } else if (covers(a.span, b.span)) {
      problems_.add(findings::rule_shadowed, a.rule->place, {line(a), line(b)});
    } else if (covers(b.span, a.span)) {
      problems_.add(findings::rule_shadowed, b.rule->place, {line(b), line(a)});
    } else {
      return false;
    }
    return true;
  }

  [[nodiscard]] Phrase line(const Range& range) const {
    const Phrase when = said(range.interval);
    return {name(range.rule->grade) + ":" + when.zh, name(range.rule->grade) + ": " + when.en};
  }

  /// Points come from elsewhere, and nothing says from where to where.
  void unknown_total() {
    if (ranges_.size() < 2 || !s_.indicators.empty() || s_.properties.total) return;
    const auto& lowest = *std::min_element(ranges_.begin(), ranges_.end(),
                                           [](const Range& a, const Range& b) { return a.span.from < b.span.from; });
    if (lowest.span.from.infinity == 0) return;
    problems_.add(findings::range_open, lowest.rule->place,
                  {Phrase("总分从几分到几分没有写(满分多少,加分算不算):“" + name(lowest.rule->grade) + "”没有下限",
                          "from where to where the total goes is not said (its maximum, whether a bonus counts): “" +
                              name(lowest.rule->grade) + "” has no lower end"),
                   Text{"写一行属性“总分:100”,加分另写", "write a property “total: 100”, and say of the bonus"}});
  }

  void gaps() {
    unknown_total();
    if (ranges_.empty() || has_other_ || has_clash_ || g_.star_for_each) return;
    std::optional<Number> most = Number(0);
    for (const auto& here : highest_) {
      if (!here) most.reset();
      if (most && here) most = max(*most, *here);
    }
    if (most && most->is_zero()) return;
    const Cut top = most ? Cut{0, *most, true} : Cut{1, {}, false};
    std::vector<Span> spans = possible_;
    for (const auto& range : ranges_) spans.push_back(range.span);
    for (const auto& gap : uncovered(spans, {{0, Number(0), false}, top})) {
      const Range *above = nullptr, *below = nullptr;
      for (const auto& range : ranges_) {
        if (!(range.span.from < gap.to) && (!above || range.span.from < above->span.from)) above = &range;
        if (!(gap.from < range.span.to) && (!below || below->span.to < range.span.to)) below = &range;
      }
      const std::string example = example_in(gap, false)->exact();
      if (above && below) {
        problems_.add(findings::grade_gap, above->rule->place,
                      {name(above->rule->grade), name(below->rule->grade), example});
      } else if (below) {
        problems_.add(findings::range_open, below->rule->place,
                      {Phrase("“" + name(below->rule->grade) + "”有上限,加分后会超过:" + example + "分不是任何等次",
                              "“" + name(below->rule->grade) +
                                  "” has an upper end that the total may pass: a total of " + example + " is no grade"),
                       Text{"去掉最高等次的上限", "drop the upper end of the highest grade"}});
      } else if (above && ranges_.size() > 1 && s_.properties.unrated.empty()) {
        problems_.add(
            findings::range_open, above->rule->place,
            {Phrase("最低的“" + name(above->rule->grade) + "”没有包括更低的分数:" + example + "分不是任何等次",
                    "“" + name(above->rule->grade) + "”, the lowest, leaves out what is below it: a total of " +
                        example + " is no grade"),
             Text{"加一行属性“未定级:…”,或给最低等次写“不满…分”",
                  "add a property “unrated: …”, or give the lowest grade “below …”"}});
      }
    }
  }

  const Scheme& s_;
  const Grading& g_;
  const Maxima maxima_;
  Problems& problems_;
  std::vector<Number> bases_;                   // of each kind
  std::vector<std::optional<Number>> highest_;  // total of each kind, the bonus included where it counts
  std::map<int, Number> sections_;              // what those that are asked for can come to
  std::vector<const Indicator*> least_;         // those with fewer points than all before them
  std::vector<Range> ranges_;
  std::vector<Span> possible_;  // of grades that ask for more than the total
  bool has_other_ = false, has_clash_ = false;
};

}  // namespace

void check_grades(const Reading& r, Problems& problems) { Thresholds(r.scheme, problems).check(); }

}  // namespace pingxing::scheme
