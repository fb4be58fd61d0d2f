#include "rating/score.hpp"

#include <algorithm>

#include "rating/item_evaluation.hpp"
#include "rating/ledgers.hpp"
#include "rating/not_applicable.hpp"
#include "scheme/outcome.hpp"
#include "scheme/sentences.hpp"

namespace pingxing::rating {

using scheme::NotApplicable;
using scheme::Rule;
using scheme::Scheme;
using scheme::SectionKind;

bool applies_to(const Scheme& s, const std::vector<std::string>& kinds, std::uint8_t kind) {
  if (kinds.empty()) return true;
  if (kind == no_kind || kind >= s.properties.kinds.size()) return false;
  return std::find(kinds.begin(), kinds.end(), s.properties.kinds[kind]) != kinds.end();
}

std::optional<Number> input_value(const Facts& facts, int input, std::size_t row) {
  const auto& column = facts.inputs[static_cast<std::size_t>(input)];
  if (column.counts.size()) {
    const auto count = column.counts.raw(row);
    if (count == 0) return std::nullopt;
    return column.values.number(row) / Number(count);
  }
  if (column.values.size() == 0 || column.values.is_missing(row)) return std::nullopt;
  return column.values.number(row);
}

namespace {

Phrase words(Text pattern, const std::vector<Phrase>& fills) {
  return {fill(pattern.zh, fills, Language::Chinese), fill(pattern.en, fills, Language::English)};
}

/// Whether the scheme looks at an item by itself, and not only at what its section comes to (S-2.3).
bool is_looked_at(const Scheme& s, int item) {
  using Kind = scheme::Condition::Kind;
  const auto looks = [&](const std::vector<scheme::Condition>& conditions) {
    return std::any_of(conditions.begin(), conditions.end(), [&](const auto& c) {
      return c.kind == Kind::EveryIndicator || c.kind == Kind::IndicatorMean ||
             (c.kind == Kind::Indicator && c.target == item);
    });
  };
  const auto& g = s.grading;
  return g.star_for_each ||
         std::any_of(g.ties.begin(), g.ties.end(), [&](const auto& t) { return !t.is_section && t.target == item; }) ||
         std::any_of(g.rules.begin(), g.rules.end(), [&](const auto& rule) { return looks(rule.conditions); }) ||
         std::any_of(s.measures.begin(), s.measures.end(), [&](const auto& m) { return looks(m.conditions); }) ||
         std::any_of(s.consequences.begin(), s.consequences.end(), [&](const auto& c) { return looks(c.conditions); });
}

/// What something comes to, and while a figure is missing, what it still can.
struct Part {
  Number score;
  Range range;
  void add(const Number& more, const Range& open) {
    score += more;
    range += open;
  }
};

/// The subject's items, sections, bonus and total, in this order.
class Scoring {
 public:
  Scoring(const Scheme& s, const Facts& facts, std::size_t row, Tracing tracing)
      : s_(s),
        facts_(facts),
        row_(row),
        traces_(tracing == Tracing::On),
        shared_(s.sections.size()),
        departed_(s.sections.size()),
        may_depart_(s.sections.size()),
        may_be_scaled_(s.sections.size()) {
    out_.sections.resize(s.sections.size());
  }

  Scores run() {
    items();
    sections();
    bonus();
    add_ledgers(s_, facts_, row_, traces_ ? Tracing::On : Tracing::Off, out_);
    total();
    std::sort(out_.missing.begin(), out_.missing.end());
    out_.missing.erase(std::unique(out_.missing.begin(), out_.missing.end()), out_.missing.end());
    return std::move(out_);
  }

 private:
  /// A section that shares its points, while its items are gone through.
  struct Shared {
    Sums beyond;
    Part sum;      // of what its items give less what they deduct
    Number shown;  // the same as the items show it: a void takes all of the points
    bool is_settled = false, is_open = false;
    std::optional<int> departs;  // what becomes of the points where no item is left: they leave, or the widest scaling
  };

  // S-1
  void items() {
    out_.items.resize(s_.indicators.size());
    std::vector<std::pair<std::size_t, ItemEvaluation>> sharing;
    for (std::size_t i = 0; i < s_.indicators.size(); ++i) {
      const auto& item = s_.indicators[i];
      if (!applies_to(s_, item.kinds, facts_.kind(row_))) {
        out_.items[i].status = ItemScore::Status::NotApplicable;
        continue;
      }
      const Answer answer =
          item.not_applicable == NotApplicable::Refused ? Answer::Figures : answer_of(s_, item, facts_, row_);
      if (answer == Answer::NotApplicable) {
        leave_out(i);
        continue;
      }
      ItemEvaluation evaluation(s_, facts_, row_, item, traces_ ? Tracing::On : Tracing::Off);
      evaluation.apply_rules(out_.marks);
      if (answer == Answer::Open && !evaluation.lacking.empty()) evaluation.may_be_left_out();
      if (answer == Answer::Mixed)
        out_.marks.push_back({"NOT_APPLICABLE_MIXED",
                              words({"{0} {1}:有的数据填了“不适用”,有的填了数,先要说定",
                                     "{0} {1}: some cells say “not applicable” and others have figures: settle which"},
                                    {item.id, item.title}),
                              item.place});
      out_.from_total += evaluation.from_total.known;
      from_total_ += evaluation.from_total.range();
      out_.total_steps.insert(out_.total_steps.end(), evaluation.total_steps.begin(), evaluation.total_steps.end());
      const auto section = static_cast<std::size_t>(item.section);
      if (s_.sections[section].is_pool) {
        shared_[section].is_settled |= evaluation.is_void;
        sharing.emplace_back(i, std::move(evaluation));
      } else {
        keep(i, evaluation, evaluation.settle_alone());
      }
    }
    for (auto& [i, evaluation] : sharing) share(i, evaluation);
  }

  // S-1.14
  void leave_out(std::size_t i) {
    const auto& item = s_.indicators[i];
    const auto section = static_cast<std::size_t>(item.section);
    const bool is_shared = s_.sections[section].is_pool;
    auto& out = out_.items[i];
    const auto& p = s_.properties;
    const bool is_rounded =
        p.places && (p.rounded_at == scheme::RoundedAt::Items || p.rounded_at == scheme::RoundedAt::Both);
    const Number points = item.points.value_or(Number(0));
    const auto note = [&](Text text) {
      if (traces_)
        out.steps.push_back(
            {Step::Kind::NotApplicable, words(text, {item.id, item.title, points.exact()}), out.score, item.place});
    };
    switch (item.not_applicable) {
      case NotApplicable::Full:
        out.score = is_rounded ? points.round_to(*p.places, p.rounding) : points;
        return note({"不适用,得满分{2}分", "not applicable: full points, {2}"});
      case NotApplicable::Nothing:
        if (is_shared) {
          out.score = -*s_.sections[section].points;
          shared_[section].is_settled = true;
          shared_[section].shown += out.score;
        }
        return note({"不适用,不得分", "not applicable: 0"});
      default:
        out.status = ItemScore::Status::NotApplicable;
        if (const int target = Departed::target_of(item); is_shared)
          shared_[section].departs = std::min(target, shared_[section].departs.value_or(target));
        else
          departed_[section].add(target, points);
        if (item.not_applicable == NotApplicable::Scaled)
          note({"第{0}项“{1}”不适用,{2}分折算到其余各项",
                "item {0} “{1}”: not applicable, the rest is scaled up for its {2}"});
        else
          note({"第{0}项“{1}”不适用,{2}分不计入满分", "item {0} “{1}”: not applicable, its {2} leave the full points"});
        if (traces_) out_.sections[section].steps.push_back(out.steps.back());
    }
  }

  void may_depart(const scheme::Indicator& item) {
    const bool is_scaled = item.not_applicable == NotApplicable::Scaled;
    if (!is_scaled && item.not_applicable != NotApplicable::Leaves) return;
    for (int up = item.section; up >= 0; up = s_.sections[static_cast<std::size_t>(up)].parent)
      may_depart_[static_cast<std::size_t>(up)] = true;
    if (is_scaled && item.scaled_in >= 0) may_be_scaled_[static_cast<std::size_t>(item.scaled_in)] = true;
    may_total_be_scaled_ |= is_scaled && item.scaled_in < 0;
  }

  /// What `part` is of the full points that are left, it is of those and the departed ones.
  void scale_up(Part& part, Number& full, const Number& departed, std::vector<Step>& steps, const Place& clause) {
    const Number factor = (full + departed) / full, before = part.score;
    part.score = part.score * factor;
    part.range = part.range.mapped([&](const Number& end) { return end * factor; });
    if (traces_)
      steps.push_back({Step::Kind::Scaled,
                       words({"按比例折算:{0} × {1} ÷ {2} = {3}", "scaled up: {0} × {1} / {2} = {3}"},
                             {before.exact(), (full + departed).exact(), full.exact(), part.score.exact()}),
                       part.score - before, clause});
    full += departed;
  }

  void cannot_scale(const Place& clause, const Phrase& where) {
    out_.marks.push_back({"NOT_SCALED",
                          words({"{0}:各项都不适用,没有可折算的,不计入满分",
                                 "{0}: no item is applicable, there is nothing to scale: it leaves the full points"},
                                {where}),
                          clause});
  }

  /// The rest of the section is scaled up for what departed, or it leaves the full points too.
  void settle_departed(std::size_t k, Part& part) {
    auto& out = out_.sections[k];
    const auto& section = s_.sections[k];
    const Number departed = departed_[k].take(static_cast<int>(k));
    if (departed.is_zero()) return;
    if (out.applies && out.points_max > Number(0))
      return scale_up(part, out.points_max, departed, out.steps, section.place);
    departed_[k].add(Departed::leaves, departed);
    cannot_scale(section.place, section.title);
  }

  /// Of a section with a weight the rest has the whole weight; where nothing is left of it, that goes too.
  [[nodiscard]] Departed departed_above(std::size_t k, const Number& full) const {
    const auto& section = s_.sections[k];
    if (!section.weight) return departed_[k];
    return out_.sections[k].applies ? Departed() : departed_[k].as(*section.weight / Number(100) * full);
  }

  void keep(std::size_t i, const ItemEvaluation& evaluation, ItemScore&& score) {
    out_.items[i] = std::move(score);
    if (out_.items[i].status != ItemScore::Status::Missing) return;
    out_.missing.insert(out_.missing.end(), evaluation.lacking.begin(), evaluation.lacking.end());
    if (evaluation.is_all_open()) may_depart(s_.indicators[i]);
  }

  // S-2.1, S-2.3, S-2.4
  void share(std::size_t i, ItemEvaluation& item) {
    const auto section = static_cast<std::size_t>(s_.indicators[i].section);
    auto& shared = shared_[section];
    const bool is_needed = !item.lacking.empty() && !item.is_void && is_looked_at(s_, static_cast<int>(i));
    keep(i, item, item.settle_shared(*s_.sections[section].points, shared.is_settled && !is_needed));
    shared.beyond.known += item.beyond.known;
    shared.beyond.open += item.beyond.open;
    const bool is_missing = out_.items[i].status == ItemScore::Status::Missing;
    shared.is_open |= is_missing;
    const Number known = item.given.known - item.taken.known;
    shared.sum.add(known, is_missing ? item.given.range() : Range::of(known));
    if (!is_missing) shared.shown += out_.items[i].score + item.beyond.known;
  }

  // S-2.2, S-2.4
  Part shared_part(std::size_t k) {
    const auto& shared = shared_[k];
    const Number& points = *s_.sections[k].points;
    Part out;
    if (!shared.is_settled) {
      out.score = min(max(points + shared.sum.score, Number(0)), points);
      out.range = shared.sum.range;
      out.range += Range::of(points);
      out.range.floor_at(Number(0));
      out.range.cap_at(points);
      if (shared.is_open) out.range.low = Number(0);
    }
    note_bound(k, out.score - (points + shared.shown));
    out.add(-shared.beyond.known, -shared.beyond.range());
    return out;
  }

  /// What stands between a section's points with its items and its score.
  void note_bound(std::size_t k, const Number& difference) {
    if (!traces_ || shared_[k].is_open || difference.is_zero()) return;
    const auto& section = s_.sections[k];
    const std::vector<Phrase> points{section.points->exact()};
    const auto note = [&](Step::Kind kind, Text text) {
      out_.sections[k].steps.push_back({kind, words(text, points), difference, section.place});
    };
    if (shared_[k].is_settled)
      note(Step::Kind::Floor, {"该部分不得分", "the section is 0"});
    else if (difference > Number(0))
      note(Step::Kind::Floor, {"该部分{0}分减完为止", "not below 0: the section has {0} to lose"});
    else
      note(Step::Kind::Cap, {"不超过该部分满分{0}分", "not above the section's {0}"});
  }

  // S-2, the inner sections first.
  void sections() {
    const std::size_t count = s_.sections.size();
    std::vector<Part> parts(count);
    for (std::size_t i = 0; i < s_.indicators.size(); ++i) {
      const auto& item = out_.items[i];
      if (item.status == ItemScore::Status::NotApplicable) continue;
      const auto k = static_cast<std::size_t>(s_.indicators[i].section);
      out_.sections[k].applies = true;
      if (s_.sections[k].is_pool) continue;
      out_.sections[k].points_max += s_.indicators[i].points.value_or(Number(0));
      if (item.status == ItemScore::Status::Missing)
        parts[k].range += item.range;
      else
        parts[k].add(item.score, Range::of(item.score));
    }
    const Number full = s_.properties.total.value_or(Number(100));
    std::vector<bool> has_inner(count, false);
    for (std::size_t k = count; k-- > 0;) {
      const auto& section = s_.sections[k];
      if (section.kind != SectionKind::Ordinary) continue;
      auto& out = out_.sections[k];
      if (section.is_pool && out.applies) {
        const Part own = shared_part(k);
        parts[k].add(own.score, own.range);
        out.points_max += *section.points;
      } else if (shared_[k].departs) {  // none of its items is left
        departed_[k].add(*shared_[k].departs, *section.points);
      }
      out.applies = out.applies || has_inner[k];
      settle_departed(k, parts[k]);
      out.score = parts[k].score;
      const bool is_top =
          section.parent < 0 || s_.sections[static_cast<std::size_t>(section.parent)].kind != SectionKind::Ordinary;
      (is_top ? departed_total_ : departed_[static_cast<std::size_t>(section.parent)]).add(departed_above(k, full));
      if (!out.applies) continue;
      const bool may_be_scaled = may_be_scaled_[k] || (section.weight && may_depart_[k]);
      if (may_be_scaled) open_below_0(parts[k].range);
      const auto contributed = [&](const Number& score) {
        if (!section.weight) return score;
        if (out.points_max.is_zero()) return Number(0);
        return *section.weight / Number(100) * full * score / out.points_max;
      };
      out.contribution = contributed(out.score);
      auto& up = is_top ? total_ : parts[static_cast<std::size_t>(section.parent)];
      up.add(out.contribution, parts[k].range.mapped(contributed));
      if (!is_top) has_inner[static_cast<std::size_t>(section.parent)] = true;
      (is_top ? full_ : out_.sections[static_cast<std::size_t>(section.parent)].points_max) +=
          section.weight ? *section.weight / Number(100) * full : out.points_max;
    }
    if (may_total_be_scaled_) open_below_0(total_.range);
    const Number departed = departed_total_.take(Departed::whole);
    if (!departed.is_zero() && full_ > Number(0))
      scale_up(total_, full_, departed, out_.total_steps, {});
    else if (!departed.is_zero())
      departed_total_.add(Departed::leaves, departed), cannot_scale({}, Text{"总分", "the total"});
    out_.left = departed_total_.sum();
  }

  /// An end below 0 that may yet be scaled up has no limit (S-5).
  static void open_below_0(Range& range) {
    if (range.low && *range.low < Number(0)) range.low.reset();
  }

  // S-3, S-3.1, the inner sections first: each has its cap. What 扣分 takes is docked from the total.
  void bonus() {
    std::vector<Part> parts(s_.sections.size());
    for (const auto& entry : s_.bonuses)
      if (!scheme::is_ledger(s_, entry)) bonus_line(entry, parts[static_cast<std::size_t>(entry.section)]);
    for (std::size_t k = s_.sections.size(); k-- > 0;) {
      const auto& section = s_.sections[k];
      const bool is_bonus = section.kind == SectionKind::Bonus;
      if (!is_bonus && section.kind != SectionKind::Deductions) continue;
      if (section.points) {
        if (traces_ && parts[k].score > *section.points) {
          const Number over = *section.points - parts[k].score;
          const Text said =
              is_bonus ? Text{"加分最多{0}分", "bonus at most {0}"} : Text{"扣分最多{0}分", "at most {0} deducted"};
          (is_bonus ? caps_ : out_.total_steps)
              .push_back(
                  {Step::Kind::Cap, words(said, {section.points->exact()}), is_bonus ? over : -over, section.place});
        }
        parts[k].score = min(parts[k].score, *section.points);
        parts[k].range.cap_at(*section.points);
      }
      const bool is_top =
          section.parent < 0 || s_.sections[static_cast<std::size_t>(section.parent)].kind != section.kind;
      auto& up = is_top ? (is_bonus ? bonus_ : docked_) : parts[static_cast<std::size_t>(section.parent)];
      up.add(parts[k].score, parts[k].range);
    }
    out_.bonus = bonus_.score;
    out_.from_total += docked_.score;
    from_total_ += docked_.range;
    out_.bonus_steps.insert(out_.bonus_steps.end(), caps_.begin(), caps_.end());
  }

  void bonus_line(const scheme::BonusEntry& entry, Part& part) {
    const Rule& rule = entry.rule;
    const auto kind = facts_.kind(row_);
    if (!applies_to(s_, entry.kinds, kind) || !applies_to(s_, rule.kinds, kind)) return;
    std::vector<int> lacking;
    const auto outcome = apply_rule(rule, facts_, row_, rule.highest, s_, lacking);
    out_.missing.insert(out_.missing.end(), lacking.begin(), lacking.end());
    const bool is_bonus = scheme::is_bonus(s_, entry);
    if (!outcome) {
      const RuleRange open = range_of(rule, rule.highest, s_);
      part.range += is_bonus ? open.credit : open.deduction;
      return;
    }
    const Number& points = is_bonus ? outcome->credit : outcome->deduction;
    part.add(points, Range::of(points));
    if (!traces_ || points.is_zero()) return;
    const Phrase value = value_text(s_, facts_, rule.inputs.front(), row_);
    const Phrase sentence(scheme::say_rule(rule, Language::Chinese), scheme::say_rule(rule, Language::English));
    const Text said = is_bonus ? Text{"{0}:{1}({2}){4} → +{3}分", "{0}: {1} ({2}){4} → +{3}"}
                               : Text{"{0}:{1}({2}){4} → −{3}分", "{0}: {1} ({2}){4} → −{3}"};
    (is_bonus ? out_.bonus_steps : out_.total_steps)
        .push_back({is_bonus ? Step::Kind::Credit : Step::Kind::Deduction,
                    words(said, {rule.name, value, sentence, points.exact(), inner_words(rule, facts_, row_)}),
                    is_bonus ? points : -points, rule.place});
  }

  // S-4
  void total() {
    const auto& p = s_.properties;
    const bool is_rounded =
        p.places && (p.rounded_at == scheme::RoundedAt::Total || p.rounded_at == scheme::RoundedAt::Both);
    const auto rounded = [&](const Number& n) { return is_rounded ? n.round_to(*p.places, p.rounding) : n; };
    const bool has_floor = !p.may_total_go_below_zero.value_or(true);
    const auto floored = [&](const Number& n) { return has_floor ? max(n, Number(0)) : n; };
    const Number base = total_.score - out_.from_total, sum = base + out_.bonus, all = floored(sum);
    out_.total = rounded(all);
    out_.graded_total = p.bonus_counts.value_or(true) ? out_.total : rounded(floored(base));
    if (traces_ && all != sum)
      out_.total_steps.push_back({Step::Kind::Floor, Text{"总分不低于0", "the total is not below 0"}, all - sum, {}});
    if (traces_ && out_.total != all)
      out_.total_steps.push_back({Step::Kind::Rounded,
                                  words({"总分按方案保留{0}位小数", "the total is rounded to {0} places as stated"},
                                        {std::to_string(*p.places)}),
                                  out_.total - all,
                                  {}});
    Range range = total_.range - from_total_ + bonus_.range;
    if (has_floor) range.floor_at(Number(0));
    out_.total_range = range.mapped(rounded);
    for (const auto& measure : s_.measures)
      if (measure.effect.kind == scheme::Effect::Kind::TotalZero) zero_total(measure);
  }

  // S-6: a fact by which the total is 0; while it is not known, it may be.
  void zero_total(const scheme::Measure& measure) {
    const auto& ground = measure.conditions.front();
    const auto& asked = s_.inputs[static_cast<std::size_t>(ground.target)];
    if (!applies_to(s_, measure.kinds, facts_.kind(row_)) || !applies_to(s_, asked.kinds, facts_.kind(row_))) return;
    const auto value = input_value(facts_, ground.target, row_);
    if (!value) {
      out_.missing.push_back(ground.target);
      out_.total_range.take_in(Number(0));
    } else if (ground.interval.contains(*value)) {
      if (traces_)
        out_.total_steps.push_back({Step::Kind::Void, words({"{0}:总分记0分", "{0}: the total is 0"}, {measure.name}),
                                    -out_.total, measure.place});
      out_.total = out_.graded_total = Number(0);
      out_.total_range = Range::of(Number(0));
    }
  }

  const Scheme& s_;
  const Facts& facts_;
  std::size_t row_;
  bool traces_;
  std::vector<Shared> shared_;                    // as scheme.sections
  std::vector<Departed> departed_;                // as scheme.sections, and what has come up from inside
  std::vector<bool> may_depart_, may_be_scaled_;  // an item that may still be answered 不适用
  bool may_total_be_scaled_ = false;
  Departed departed_total_;
  Number full_;  // the full points of the top sections that count
  Part total_, bonus_, docked_;
  Range from_total_;
  std::vector<Step> caps_;
  Scores out_;
};

}  // namespace

Scores score_subject(const Scheme& s, const Facts& facts, std::size_t row, Tracing tracing) {
  return Scoring(s, facts, row, tracing).run();
}

}  // namespace pingxing::rating
