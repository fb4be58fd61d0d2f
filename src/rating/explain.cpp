#include "rating/explain.hpp"

#include <algorithm>

namespace pingxing::rating {

using scheme::Condition;
using scheme::Effect;
using scheme::Scheme;

namespace {

Phrase words(Text pattern, const std::vector<Phrase>& fills) {
  return {fill(pattern.zh, fills, Language::Chinese), fill(pattern.en, fills, Language::English)};
}

Phrase said(const scheme::Interval& interval) {
  return {interval.say(Language::Chinese), interval.say(Language::English)};
}

/// "1 place", "2 places"; Chinese has one form.
Phrase number_of(std::size_t count, std::string_view one, std::string_view many) {
  const std::string number = std::to_string(count);
  return {number, number + " " + std::string(count == 1 ? one : many)};
}

/// As people read it: with a minus sign.
std::string shown(std::string number) {
  if (number.starts_with('-')) number.replace(0, 1, "−");
  return number;
}

/// How far a value is from an interval, where one end is missed.
std::optional<Number> distance(const scheme::Interval& interval, const Number& value) {
  if (interval.low && value < *interval.low) return *interval.low - value;
  if (interval.high && value > *interval.high) return value - *interval.high;
  return std::nullopt;
}

class Explaining {
 public:
  Explaining(const Scheme& s, const Facts& facts, const History& history, const Rating& rating, std::size_t row,
             std::span<const std::uint32_t> members)
      : s_(s), facts_(facts), rating_(rating), members_(members), series_(series_of(history, facts.ids[row])) {
    out_.row = row;
  }

  Explanation run() {
    out_.scores = score_subject(s_, facts_, out_.row, Tracing::On);
    out_.decision = decide_grade(s_, out_.scores, facts_, out_.row, series_, Tracing::On);
    if (out_.scores.is_pending() && out_.decision.status == Status::Rated) out_.decision.status = Status::Pending;
    out_.grade = rating_.grades[out_.row];
    out_.rank = rating_.ranks[out_.row];
    out_.pool_size = static_cast<std::uint32_t>(members_.size());
    out_.defaults = scheme::defaults_of(s_);
    if (out_.decision.status == Status::Pending) pending_reason();
    if (out_.decision.status == Status::Rated) {
      grade_pool_again();
      quota_reasons();
      next_grade();
    }
    for (const auto& c : rating_.consequences) {
      if (c.row != out_.row) continue;
      const auto& stated = s_.consequences[static_cast<std::size_t>(c.consequence)];
      if (c.amount)
        out_.consequences.push_back(words({"{0}:{1},计{2}", "{0}: {1}, which is {2}"},
                                          {stated.name, stated.text, c.amount->round_to(2, Rounding::HalfUp).shown()}));
      else if (c.is_amount_missing)
        out_.consequences.push_back(words({"{0}:{1}(缺“{2}”,金额未算)", "{0}: {1} (“{2}” is missing, no amount)"},
                                          {stated.name, stated.text, s_.header(stated.amount_of)}));
      else
        out_.consequences.push_back(words({"{0}:{1}", "{0}: {1}"}, {stated.name, stated.text}));
    }
    for (const auto& review : rating_.reviews) {
      if (review.row != out_.row) continue;
      const Phrase by = review.is_missing ? Phrase(Text{"(没有指定)", "(nobody named)"}) : Phrase(review.by);
      out_.reviews.push_back(words(
          review.is_evaluation ? Text{"评议:{0}", "evaluated by {0}"} : Text{"点评:{0}", "reviewed by {0}"}, {by}));
    }
    return std::move(out_);
  }

 private:
  void reason(std::string_view code, Text pattern, const std::vector<Phrase>& fills, const Place& clause) {
    out_.decision.reasons.push_back({code, words(pattern, fills), clause});
  }
  void need(std::string_view code, Text pattern, const std::vector<Phrase>& fills, const Place& clause) {
    out_.needs.push_back({code, words(pattern, fills), clause});
  }

  void pending_reason() {
    std::vector<int> missing = out_.scores.missing;
    missing.insert(missing.end(), out_.decision.missing.begin(), out_.decision.missing.end());
    std::sort(missing.begin(), missing.end());
    missing.erase(std::unique(missing.begin(), missing.end()), missing.end());
    if (missing.empty()) return;
    Phrase list;
    for (int input : missing) {
      list.zh += (list.zh.empty() ? "" : "、") + s_.header(input);
      list.en += (list.en.empty() ? "" : ", ") + s_.header(input);
    }
    reason("INPUT_MISSING", {"缺{0};总分{1},暂不定级", "lacks {0}; the total lies {1}; not graded yet"},
           {list, say_range(out_.scores.total_range, s_.properties.places.value_or(2))},
           s_.inputs[static_cast<std::size_t>(missing.front())].place);
  }

  /// The pool's quotas once more, in detail: ratings of millions do not keep them.
  void grade_pool_again() {
    std::vector<std::uint8_t> grades(members_.size()), status(members_.size()), allowed(members_.size());
    std::vector<std::uint32_t> ranks(members_.size()), keys(members_.size()), rows(members_.size());
    std::vector<std::vector<std::uint8_t>> open(rating_.open.size());
    for (std::size_t grade = 0; grade < open.size(); ++grade)
      if (!rating_.open[grade].empty())
        for (const auto row : members_) open[grade].push_back(rating_.open[grade][row]);
    for (std::size_t i = 0; i < members_.size(); ++i) {
      rows[i] = static_cast<std::uint32_t>(i);
      status[i] = rating_.status[members_[i]];
      allowed[i] = rating_.allowed[members_[i]];
      keys[i] = rating_.keys[members_[i]];
      if (members_[i] == out_.row) own_ = i;
    }
    pool_ = grade_pool(s_, rows, PoolTask{keys, status, allowed, open, grades, ranks}, true);
    keys_ = std::move(keys);
    grades_ = std::move(grades);
  }

  [[nodiscard]] Phrase who(std::size_t member) const { return facts_.name(members_[member]); }
  [[nodiscard]] const Number total_of(std::size_t member) const {
    const auto row = members_[member];
    return rating_.graded_total.size() ? rating_.graded_total.at(row) : rating_.total.at(row);
  }

  /// The last of those who kept the grade: the worst key among them.
  [[nodiscard]] std::optional<std::size_t> last_placed(int grade) const {
    std::optional<std::size_t> last;
    for (std::size_t i = 0; i < grades_.size(); ++i)
      if (grades_[i] == grade && (!last || keys_[i] < keys_[*last])) last = i;
    return last;
  }

  [[nodiscard]] bool is_tied(const QuotaOutcome& quota) const {
    return std::find(quota.tied.begin(), quota.tied.end(), own_) != quota.tied.end();
  }

  /// 24人 of people, 12个 of units.
  [[nodiscard]] Phrase counted(std::uint32_t n) const {
    return {std::to_string(n) + (s_.properties.subjects == scheme::Subjects::People ? "人" : "个"), std::to_string(n)};
  }

  void joined_reason() {
    const auto says = say_joined(s_, facts_, rating_.joined, facts_.pool(out_.row));
    if (!says.zh.empty()) out_.decision.reasons.push_back({"POOL_JOINED", says, s_.properties.small_pools->place});
  }

  void quota_reasons() {
    joined_reason();
    for (int grade = out_.decision.allowed; grade <= out_.grade; ++grade) {
      if (grade == out_.decision.allowed || may_fall_to(rating_, grade, out_.row))
        quota_reasons_of(grade);
      else
        out_.decision.reasons.push_back(
            fell_past(s_, *rating_.falls.of(grade), out_.decision.by_rules, out_.scores, facts_, out_.row, series_));
    }
  }

  void quota_reasons_of(int grade) {
    for (const auto& quota : pool_.quotas) {
      const auto& stated = s_.grading.quotas[quota.quota];
      if (stated.grade != grade) continue;
      const std::vector<Phrase> fills = {grade_name(s_, stated.grade), number_of(quota.places, "place", "places"),
                                         number_of(quota.candidates, "qualifies", "qualify"), std::to_string(out_.rank),
                                         counted(pool_.base)};
      if (out_.grade == stated.grade) {
        reason("QUOTA_KEPT",
               {"“{0}”在本组{4}中有{1}个名额,{2}个够格,本人名次{3},在名额内",
                "“{0}” has {1} in a pool of {4}, {2}; rank {3} is within"},
               fills, stated.place);
      } else if (is_tied(quota)) {
        reason("TIE_AT_CUT",
               {"“{0}”在本组{4}中有{1}个名额,在分界处与他人同分,都不进,待研究决定",
                "“{0}” has {1} in a pool of {4}; tied at the cut, all left out until decided"},
               fills, stated.place);
      } else {
        reason("QUOTA_FULL",
               {"“{0}”在本组{4}中有{1}个名额,{2}个够格,本人名次{3},名额已满,顺延到下一等次",
                "“{0}” has {1} in a pool of {4}, {2}; rank {3} lies beyond and falls to the next grade"},
               fills, stated.place);
      }
    }
  }

  void next_grade() {
    if (out_.grade == 0 || s_.grading.grades.empty()) return;
    const int next = out_.grade - 1;
    out_.next_grade = next;
    if (out_.decision.earned > next)
      unmet(next);
    else if (next > out_.decision.allowed && !may_fall_to(rating_, next, out_.row))
      for (const auto* condition : unmet_in_falling(s_, *rating_.falls.of(next), out_.decision.by_rules, out_.scores,
                                                    facts_, out_.row, series_))
        unmet_condition(*condition);
    if (out_.decision.allowed > next) barred(next);
    for (const auto& quota : pool_.quotas) {
      const auto& stated = s_.grading.quotas[quota.quota];
      if (stated.grade != next) continue;
      const auto last = last_placed(next);
      if (quota.places == 0) {
        need("NO_PLACE", {"本组{0},“{1}”没有名额", "a pool of {0} has no place for “{1}”"},
             {counted(pool_.base), grade_name(s_, next)}, stated.place);
      } else if (is_tied(quota)) {
        need("TIED", {"与同分者分出先后,或由研究决定", "to be parted from who is tied, or a decision"}, {},
             stated.place);
      } else if (last && quota.placed >= quota.places) {
        need("QUOTA_FULL",
             {"“{0}”的{1}个名额已满,最后一名是{2}({3}分);总分须高于它",
              "the {1} of “{0}” {4} taken, the last by {2} ({3}); the total must be above it"},
             {grade_name(s_, next), number_of(quota.places, "place", "places"), who(*last),
              shown(total_of(*last).shown_beside(out_.scores.graded_total)), quota.places == 1 ? "is" : "are"},
             stated.place);
      }
    }
  }

  /// The conditions of a grade that do not hold.
  void unmet(int grade) {
    std::vector<int> open = {grade}, seen;
    while (!open.empty()) {
      const int wanted = open.back();
      open.pop_back();
      if (std::find(seen.begin(), seen.end(), wanted) != seen.end()) continue;
      seen.push_back(wanted);
      for (const auto& rule : s_.grading.rules) {
        const bool is_below =
            s_.properties.ladder == scheme::LadderMode::Cumulative && rule.ladder_section >= 0 && rule.grade > wanted;
        if (rule.is_ceiling || (rule.grade != wanted && !is_below)) continue;
        for (const auto& c : rule.conditions) {
          if (holds(s_, c, out_.scores, facts_, out_.row, series_) == Truth::Yes) continue;
          if (c.kind == Condition::Kind::Grade) open.push_back(c.target);
          unmet_condition(c);
        }
      }
    }
    if (s_.grading.star_for_each) {
      const int stars = s_.grading.grades[static_cast<std::size_t>(grade)].stars;
      int count = 0;
      for (const auto& item : out_.scores.items)
        count += item.status == ItemScore::Status::Scored && s_.grading.star_for_each->contains(item.score);
      if (stars > count) {
        Condition every;
        every.kind = Condition::Kind::EveryIndicator;
        every.interval = *s_.grading.star_for_each;
        need("STARS_SHORT", {"再有{0}项{1};{2}", "{0} with {1}; {2}"},
             {number_of(static_cast<std::size_t>(stars - count), "more item", "more items"), said(every.interval),
              say_condition(s_, every, out_.scores, facts_, out_.row)},
             s_.grading.star_place);
      }
    }
    if (s_.grading.votes)
      need("BALLOTS_SHORT", {"各票累计到“{0}”的都要过半", "half of the votes of every ballot at “{0}” or better"},
           {grade_name(s_, grade)}, s_.grading.votes->place);
  }

  void unmet_condition(const Condition& c) {
    const Phrase condition = say_condition(s_, c, out_.scores, facts_, out_.row);
    std::optional<Number> short_by;
    if (const auto interval = interval_of(c, out_.scores); interval && c.kind == Condition::Kind::Total)
      short_by = distance(*interval, out_.scores.graded_total);
    if (c.kind == Condition::Kind::Indicator)
      short_by = distance(c.interval, out_.scores.items[static_cast<std::size_t>(c.target)].score);
    if (c.kind == Condition::Kind::Section)
      short_by = distance(c.interval, out_.scores.sections[static_cast<std::size_t>(c.target)].score);
    if (c.kind == Condition::Kind::Total && short_by)
      need("TOTAL_SHORT", {"{0},差{1}分", "{0}, {1} short"}, {condition, short_by->exact()}, c.place);
    else if (short_by)
      need("ITEM_SHORT", {"{0},差{1}分", "{0}, {1} short"}, {condition, short_by->exact()}, c.place);
    else
      need("REQUIREMENT_UNMET", {"{0},未满足", "{0}: not met"}, {condition}, c.place);
  }

  /// What holds the subject below a grade that it earned, or would hold it.
  void barred(int grade) {
    for (const auto& rule : s_.grading.rules) {
      if (!rule.is_ceiling || rule.grade <= grade) continue;
      bool all = true;
      for (const auto& c : rule.conditions) all &= holds(s_, c, out_.scores, facts_, out_.row, series_) == Truth::Yes;
      if (all && !rule.conditions.empty())
        need("CEILING", {"不在“最高{0}”之列({1})", "not to be held at “{0}” ({1})"},
             {grade_name(s_, rule.grade), say_condition(s_, rule.conditions.front(), out_.scores, facts_, out_.row)},
             rule.place);
    }
    for (const auto& measure : s_.measures) {
      const bool bites = measure.effect.kind == Effect::Kind::Demoted ||
                         (measure.effect.kind == Effect::Kind::AtMost && measure.effect.grade > grade);
      if (!bites) continue;
      if (ground_holds(s_, measure, out_.scores, facts_, out_.row, series_) != Truth::Yes) continue;
      if (measure.effect.kind == Effect::Kind::Demoted)
        need("DEMOTED", {"没有降级情形“{0}”", "no ground of demotion “{0}”"}, {measure.name}, measure.place);
      else
        need("VETOED", {"没有否决情形“{0}”", "no ground of veto “{0}”"}, {measure.name}, measure.place);
    }
  }

  const Scheme& s_;
  const Facts& facts_;
  const Rating& rating_;
  std::span<const std::uint32_t> members_;
  Series series_;
  Explanation out_;
  PoolOutcome pool_;
  std::vector<std::uint32_t> keys_;
  std::vector<std::uint8_t> grades_;
  std::size_t own_ = 0;
};

}  // namespace

Phrase say_range(const Range& range, int places) {
  const Phrase low = range.low ? shown(range.low->shown(places)) : "",
               high = range.high ? shown(range.high->shown(places)) : "";
  if (range.low && range.high) return words({"在{0}至{1}之间", "between {0} and {1}"}, {low, high});
  if (range.low) return words({"在{0}以上", "at {0} or more"}, {low});
  if (range.high) return words({"在{0}以下", "at {0} or less"}, {high});
  return Text{"没有上下限", "anywhere"};
}

Explanation explain(const Scheme& s, const Facts& facts, const History& history, const Rating& rating, std::size_t row,
                    std::span<const std::uint32_t> pool_members) {
  return Explaining(s, facts, history, rating, row, pool_members).run();
}

Explanation explain(const Scheme& s, const Facts& facts, const History& history, const Rating& rating,
                    std::size_t row) {
  std::vector<std::uint32_t> members;
  for (std::size_t other = 0; other < facts.count; ++other)
    if (ranked_in(facts, rating.joined, other) == ranked_in(facts, rating.joined, row))
      members.push_back(static_cast<std::uint32_t>(other));
  return explain(s, facts, history, rating, row, members);
}

}  // namespace pingxing::rating
