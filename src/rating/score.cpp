#include "rating/score.hpp"

#include <algorithm>

#include "base/check.hpp"
#include "base/text.hpp"
#include "rating/rule_outcome.hpp"
#include "scheme/sentences.hpp"

namespace pingxing::rating {

using scheme::Form;
using scheme::Indicator;
using scheme::Reach;
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

// ---- words ----------------------------------------------------------------------------------------------------------

/// 少一次, 缺1项: words of a unit that say what is lacking, and do not read well behind a number.
bool counts_lack(std::string_view unit) {
  for (const std::string_view word : {"少", "缺", "漏"})
    if (unit.find(word) != unit.npos) return true;
  return false;
}

Phrase value_text(const Scheme& s, const Facts& facts, int input, std::size_t row) {
  const auto& known = s.inputs[static_cast<std::size_t>(input)];
  const auto& column = facts.inputs[static_cast<std::size_t>(input)];
  const auto value = input_value(facts, input, row);
  if (!value) return Text{"未填", "missing"};
  switch (known.type) {
    case scheme::InputType::YesNo:
      return *value == Number(1) ? Text{"是", "yes"} : Text{"否", "no"};
    case scheme::InputType::Percent:
      return value->exact() + "%";
    case scheme::InputType::Choice: {
      const auto step = static_cast<std::size_t>(value->whole().value_or(0));
      return step < known.choices.size() ? known.choices[step] : value->exact();
    }
    case scheme::InputType::Choices: {
      Phrase list("", "");
      const auto packed = static_cast<std::uint64_t>(value->whole().value_or(0));
      for (std::size_t i = 0; i < known.choices.size(); ++i)
        for (std::uint64_t k = 0; k < (packed >> (4 * i) & 0xF); ++k) {
          list.zh += (list.zh.empty() ? "" : "、") + known.choices[i];
          list.en += (list.en.empty() ? "" : ", ") + known.choices[i];
        }
      return list.zh.empty() ? Phrase(Text{"无", "none"}) : list;
    }
    default:
      break;
  }
  const bool has_unit = known.type == scheme::InputType::Count && !known.unit.empty() && known.unit.size() <= 6 &&
                        scheme::language_of(known.unit) == Language::Chinese && s.language == Language::Chinese;
  std::string text = value->exact() + (has_unit && !counts_lack(known.unit) ? known.unit : "");
  if (column.counts.size() && column.counts.raw(row) != 1) {
    const std::string count = std::to_string(column.counts.raw(row)), sum = column.values.number(row).exact();
    return Phrase(text + "(" + sum + "÷" + count + ")", text + " (" + sum + " / " + count + ")");
  }
  return text;
}

Phrase signed_points(const Number& points) {
  const std::string text = (points < Number(0) ? "−" + (-points).exact() : "+" + points.exact());
  return Phrase(text + "分", text);
}

class ItemEvaluation {
 public:
  ItemEvaluation(const Scheme& s, const Facts& facts, std::size_t row, const Indicator& item, bool is_duty, bool traces)
      : s_(s),
        facts_(facts),
        row_(row),
        item_(item),
        is_duty_(is_duty),
        traces_(traces),
        points_(item.points.value_or(Number(0))) {}

  ItemScore run(std::vector<int>& missing, std::vector<Mark>& marks, Number& from_total,
                std::vector<Step>& total_steps) {
    ItemScore out;
    const auto kind = facts_.kind(row_);
    bool has_credit = false, is_void = false;
    Number credit, deduction, further;
    std::vector<int> lacking;
    bool is_open_beside = false;  // a deduction beside the item is not known: no void settles that
    Number open_beside;
    for (std::size_t r = 0; r < item_.rules.size(); ++r) {
      const Rule& rule = item_.rules[r];
      if (rule.form == Form::Exemption || !applies_to(s_, rule.kinds, kind)) continue;
      has_credit |= is_credit(rule);
      if (is_exempt(static_cast<int>(r), lacking, out.steps)) continue;
      std::vector<int> missing_here;
      const auto outcome = apply_rule(rule, facts_, row_, points_, s_, missing_here);
      if (!missing_here.empty() && rule.reach != Reach::Item) {
        is_open_beside = true;
        open_beside += most_deducted(rule);
      }
      for (int input : missing_here) {
        lacking.push_back(input);
        if (traces_)
          out.steps.push_back({Step::Kind::Missing, fill_words({"缺数据:{0}", "missing: {0}"}, {s_.header(input)}),
                               Number(0), rule.place});
      }
      if (!outcome) continue;
      note(rule, *outcome, out, marks);
      is_void |= outcome->is_void;
      if (rule.reach == Reach::Total) {
        from_total += outcome->deduction;
        if (traces_ && !outcome->deduction.is_zero()) total_steps.push_back(out.steps.back());
      } else if (rule.reach == Reach::Further) {
        further += outcome->deduction;
      } else {
        credit += outcome->credit;
        deduction += outcome->deduction;
      }
    }
    if (is_void && !is_duty_ && !is_open_beside) {  // a fact that voids the item settles it, whatever else is missing
      out.score = -further;
      return out;
    }
    if (!lacking.empty()) {
      out.status = ItemScore::Status::Missing;
      out.low = (item_.may_go_below_zero ? -points_ : Number(0)) - further - open_beside;
      out.high = is_void ? Number(0) : points_;
      missing.insert(missing.end(), lacking.begin(), lacking.end());
      return out;
    }
    if (is_duty_) {  // of a pool: its deductions, settled with the pool
      out.score = -(deduction + further);
      if (is_void) out.score = -section_points();
      return out;
    }
    const Number start = has_credit ? credit : points_;
    if (traces_ && !has_credit)
      out.steps.insert(out.steps.begin(),
                       {Step::Kind::Start, fill_words({"从满分{0}分起减", "starts from {0}"}, {points_.exact()}),
                        points_, item_.place});
    Number score = start - deduction;
    if (score > points_) {
      if (traces_)
        out.steps.push_back({Step::Kind::Cap,
                             fill_words({"不超过该项满分{0}分", "not above the item's {0}"}, {points_.exact()}),
                             points_ - score, item_.place});
      score = points_;
    }
    if (score < Number(0) && !item_.may_go_below_zero) {
      if (traces_) out.steps.push_back({Step::Kind::Floor, Text{"减完为止", "not below 0"}, -score, item_.place});
      score = Number(0);
    }
    score -= further;
    out.score = score;
    const auto& p = s_.properties;
    if (p.places && (p.rounded_at == scheme::RoundedAt::Items || p.rounded_at == scheme::RoundedAt::Both)) {
      const Number rounded = score.round_to(*p.places, p.rounding);
      if (traces_ && rounded != score)
        out.steps.push_back(
            {Step::Kind::Rounded,
             fill_words({"按方案保留{0}位小数", "rounded to {0} places as stated"}, {std::to_string(*p.places)}),
             rounded - score, item_.place});
      out.score = rounded;
    }
    return out;
  }

 private:
  static Phrase fill_words(Text pattern, const std::vector<Phrase>& words) {
    return {fill(pattern.zh, words, Language::Chinese), fill(pattern.en, words, Language::English)};
  }

  /// The most that a rule can deduct, as far as it says: a count without a limit counts as the item's points.
  [[nodiscard]] Number most_deducted(const Rule& rule) const {
    if (rule.at_most) return *rule.at_most;
    if (rule.form == Form::DeductOnce || rule.form == Form::DeductUnless) return rule.amount;
    if (rule.form == Form::JudgedDeduction) return rule.highest;
    if (rule.form == Form::Shortfall) return rule.amount * rule.required;
    return max(rule.amount, points_);
  }

  [[nodiscard]] Number section_points() const {
    return s_.sections[static_cast<std::size_t>(item_.section)].points.value_or(Number(0));
  }

  bool is_exempt(int rule, std::vector<int>& lacking, std::vector<Step>& steps) {
    for (const auto& other : item_.rules) {
      if (other.form != Form::Exemption || other.exempts != rule || !applies_to(s_, other.kinds, facts_.kind(row_)))
        continue;
      const auto value = input_value(facts_, other.inputs.front(), row_);
      if (!value)
        lacking.push_back(other.inputs.front());
      else if (*value == Number(1)) {
        if (traces_)
          steps.push_back(
              {Step::Kind::Exempt,
               fill_words({"{0}:不减分,上一条规则不适用", "{0}: exempt, the rule above does not apply"}, {other.name}),
               Number(0), other.place});
        return true;
      }
    }
    return false;
  }

  void note(const Rule& rule, const RuleOutcome& outcome, ItemScore& out, std::vector<Mark>& marks) {
    if (outcome.is_gap || outcome.is_overlap) {
      const Phrase value = value_text(s_, facts_, rule.inputs.front(), row_);
      if (outcome.is_gap)
        marks.push_back({"GAP",
                         fill_words({"{0} {1}:{2}不在任何一档,按下限不超过它的最高一档计",
                                     "{0} {1}: {2} falls in no band; the band with the greatest lower end counts"},
                                    {item_.id, rule.name, value}),
                         rule.place});
      else
        marks.push_back({"OVERLAP",
                         fill_words({"{0} {1}:{2}同时落在几档,按下限最高的一档计",
                                     "{0} {1}: {2} falls in several bands; the one with the greatest lower end counts"},
                                    {item_.id, rule.name, value}),
                         rule.place});
    }
    if (!traces_) return;
    Phrase sentence(scheme::say_rule(rule, Language::Chinese), scheme::say_rule(rule, Language::English));
    if (rule.form == Form::Judged) {
      out.steps.push_back({Step::Kind::Credit,
                           fill_words({"评定{0}分", "judged {0}"}, {value_text(s_, facts_, rule.inputs.front(), row_)}),
                           outcome.credit, rule.place});
      return;
    }
    Phrase value;
    for (std::size_t i = 0; i < rule.inputs.size(); ++i) {
      const Phrase one = value_text(s_, facts_, rule.inputs[i], row_);
      if (rule.form == Form::Ballot) {
        value.zh += (i ? "、" : "") + rule.electorates[i].name + one.zh;
        value.en += (i ? ", " : "") + rule.electorates[i].name + " " + one.en;
      } else {
        value = one;
      }
    }
    const Number points = outcome.credit - outcome.deduction;
    const auto kind = outcome.is_void                                  ? Step::Kind::Void
                      : rule.reach == Reach::Further                   ? Step::Kind::Further
                      : outcome.deduction.is_zero() && is_credit(rule) ? Step::Kind::Credit
                                                                       : Step::Kind::Deduction;
    const Phrase effect = outcome.is_void ? Phrase(Text{"该项不得分", "the item is 0"}) : signed_points(points);
    out.steps.push_back({kind,
                         fill_words({"{0}:{1}(规则:{2}){3}", "{0}: {1} (rule: {2}) {3}"},
                                    {rule.name, value, sentence, Phrase(" → " + effect.zh, " → " + effect.en)}),
                         points, rule.place});
  }

  const Scheme& s_;
  const Facts& facts_;
  std::size_t row_;
  const Indicator& item_;
  bool is_duty_, traces_;
  Number points_;
};

}  // namespace

Scores score_subject(const Scheme& s, const Facts& facts, std::size_t row, Tracing tracing) {
  const bool traces = tracing == Tracing::On;
  const auto kind = facts.kind(row);
  Scores out;
  out.items.resize(s.indicators.size());
  out.sections.resize(s.sections.size());
  // S-1 items.
  for (std::size_t i = 0; i < s.indicators.size(); ++i) {
    const auto& item = s.indicators[i];
    if (!applies_to(s, item.kinds, kind)) {
      out.items[i].status = ItemScore::Status::NotApplicable;
      continue;
    }
    const bool is_duty = s.sections[static_cast<std::size_t>(item.section)].is_pool;
    out.items[i] = ItemEvaluation(s, facts, row, item, is_duty, traces)
                       .run(out.missing, out.marks, out.from_total, out.total_steps);
  }
  // S-2 sections, the inner ones first; low and high are what missing items leave open.
  std::vector<Number> low(s.sections.size()), high(s.sections.size()), low_above(s.sections.size() + 1),
      high_above(s.sections.size() + 1);
  std::vector<Number> inner(s.sections.size()), inner_max(s.sections.size()), inner_low(s.sections.size()),
      inner_high(s.sections.size());
  std::vector<bool> has_inner(s.sections.size(), false);
  const Number full = s.properties.total.value_or(Number(100));
  Number total, total_low, total_high;
  std::vector<std::vector<std::size_t>> of_section(s.sections.size());
  for (std::size_t i = 0; i < s.indicators.size(); ++i)
    of_section[static_cast<std::size_t>(s.indicators[i].section)].push_back(i);
  for (std::size_t k = s.sections.size(); k-- > 0;) {
    const auto& section = s.sections[k];
    if (section.kind != SectionKind::Ordinary) continue;
    auto& sum = out.sections[k];
    sum.applies = has_inner[k];
    sum.score = inner[k];
    sum.points_max = inner_max[k];
    low[k] = inner_low[k];
    high[k] = inner_high[k];
    for (std::size_t i : of_section[k]) {
      const auto& item = out.items[i];
      if (item.status == ItemScore::Status::NotApplicable) continue;
      sum.applies = true;
      const bool is_missing = item.status == ItemScore::Status::Missing;
      if (!is_missing) sum.score += item.score;
      low[k] += is_missing ? item.low.value_or(Number(0)) : item.score;
      high[k] += is_missing ? item.high.value_or(Number(0)) : item.score;
      sum.points_max += s.indicators[i].points.value_or(Number(0));
    }
    if (section.is_pool && sum.applies) {
      sum.points_max += *section.points;
      sum.score = max(Number(0), *section.points + sum.score);
      const bool is_open = std::any_of(of_section[k].begin(), of_section[k].end(), [&](std::size_t i) {
        return out.items[i].status == ItemScore::Status::Missing;
      });
      high[k] = max(Number(0), *section.points + high[k]);
      low[k] = is_open ? Number(0) : sum.score;
    }
    if (!sum.applies) continue;
    const auto contributed = [&](const Number& score) {
      return section.weight ? (sum.points_max.is_zero() ? Number(0)
                                                        : *section.weight / Number(100) * full * score / sum.points_max)
                            : score;
    };
    sum.contribution = contributed(sum.score);
    const bool is_top =
        section.parent < 0 || s.sections[static_cast<std::size_t>(section.parent)].kind != SectionKind::Ordinary;
    if (is_top) {
      total += sum.contribution;
      total_low += contributed(low[k]);
      total_high += contributed(high[k]);
    } else {
      const auto up = static_cast<std::size_t>(section.parent);
      has_inner[up] = true;
      inner[up] += sum.contribution;
      inner_low[up] += contributed(low[k]);
      inner_high[up] += contributed(high[k]);
      inner_max[up] += section.weight ? *section.weight / Number(100) * full : sum.points_max;
    }
  }
  // S-3 bonus, capped by its section.
  std::vector<Number> bonus_of(s.sections.size());
  bool is_bonus_open = false;
  for (const auto& entry : s.bonuses) {
    if (!applies_to(s, entry.rule.kinds, kind)) continue;
    std::vector<int> lacking;
    const auto outcome = apply_rule(entry.rule, facts, row, entry.rule.highest, s, lacking);
    out.missing.insert(out.missing.end(), lacking.begin(), lacking.end());
    is_bonus_open |= !lacking.empty();
    if (!outcome) continue;
    bonus_of[static_cast<std::size_t>(entry.section)] += outcome->credit;
    if (traces && !outcome->credit.is_zero()) {
      const Phrase value = value_text(s, facts, entry.rule.inputs.front(), row);
      out.bonus_steps.push_back(
          {Step::Kind::Credit,
           Phrase(entry.rule.name + ":" + value.zh + "(" + scheme::say_rule(entry.rule, Language::Chinese) + ") → +" +
                      outcome->credit.exact() + "分",
                  entry.rule.name + ": " + value.en + " (" + scheme::say_rule(entry.rule, Language::English) + ") → +" +
                      outcome->credit.exact()),
           outcome->credit, entry.rule.place});
    }
  }
  Number bonus_high;
  for (std::size_t k = 0; k < s.sections.size(); ++k) {
    const auto& section = s.sections[k];
    if (section.kind != SectionKind::Bonus) continue;
    Number bonus = bonus_of[k];
    if (section.points && bonus > *section.points) {
      if (traces)
        out.bonus_steps.push_back(
            {Step::Kind::Cap,
             Phrase("加分最多" + section.points->exact() + "分", "bonus at most " + section.points->exact()),
             *section.points - bonus, section.place});
      bonus = *section.points;
    }
    out.bonus += bonus;
    if (is_bonus_open && section.points) bonus_high += *section.points - bonus;
  }
  // S-4 the total.
  const bool bonus_counts = s.properties.bonus_counts.value_or(true);
  const auto& p = s.properties;
  const auto rounded = [&](const Number& n) {
    return p.places && (p.rounded_at == scheme::RoundedAt::Total || p.rounded_at == scheme::RoundedAt::Both)
               ? n.round_to(*p.places, p.rounding)
               : n;
  };
  const Number base = total - out.from_total;
  out.total = rounded(base + out.bonus);
  out.graded_total = bonus_counts ? out.total : rounded(base);
  if (traces && out.total != base + out.bonus)
    out.total_steps.push_back({Step::Kind::Rounded,
                               Phrase("总分按方案保留" + std::to_string(*p.places) + "位小数",
                                      "the total is rounded to " + std::to_string(*p.places) + " places as stated"),
                               out.total - base - out.bonus,
                               {}});
  out.total_low = rounded(total_low - out.from_total + out.bonus);
  out.total_high = rounded(total_high - out.from_total + out.bonus + bonus_high);
  std::sort(out.missing.begin(), out.missing.end());
  out.missing.erase(std::unique(out.missing.begin(), out.missing.end()), out.missing.end());
  return out;
}

}  // namespace pingxing::rating
