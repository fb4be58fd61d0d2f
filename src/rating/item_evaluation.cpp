#include "rating/item_evaluation.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "rating/inner_cap.hpp"
#include "rating/say_marks.hpp"
#include "scheme/inner_caps.hpp"
#include "scheme/outcome.hpp"
#include "scheme/sentences.hpp"

namespace pingxing::rating {

using scheme::Form;
using scheme::Indicator;
using scheme::Reach;
using scheme::Rule;
using scheme::Scheme;

namespace {

/// 少一次, 缺1项: words of a unit that say what is lacking, and do not read well behind a number.
bool counts_lack(std::string_view unit) {
  for (const std::string_view word : {"少", "缺", "漏"})
    if (unit.find(word) != unit.npos) return true;
  return false;
}

Phrase signed_points(const Number& points) {
  const std::string text = (points < Number(0) ? "−" + (-points).exact() : "+" + points.exact());
  return Phrase(text + "分", text);
}

Phrase words(Text pattern, const std::vector<Phrase>& fills) {
  return {fill(pattern.zh, fills, Language::Chinese), fill(pattern.en, fills, Language::English)};
}

}  // namespace

Phrase value_text(const Scheme& s, const Facts& facts, int input, std::size_t row) {
  const auto& known = s.inputs[static_cast<std::size_t>(input)];
  const auto& column = facts.inputs[static_cast<std::size_t>(input)];
  const auto value = input_value(facts, input, row);
  if (!value && column.is_not_applicable(row)) return Text{"不适用", "not applicable"};
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
  if (const auto marks = say_marks(s, facts, input, row)) return Phrase(text + marks->zh, text + " " + marks->en);
  if (column.counts.size() && column.counts.raw(row) != 1) {
    const std::string count = std::to_string(column.counts.raw(row)), sum = column.values.number(row).exact();
    return Phrase(text + "(" + sum + "÷" + count + ")", text + " (" + sum + " / " + count + ")");
  }
  return text;
}

ItemEvaluation::ItemEvaluation(const Scheme& s, const Facts& facts, std::size_t row, const Indicator& item,
                               Tracing tracing)
    : s_(s),
      facts_(facts),
      row_(row),
      item_(item),
      traces_(tracing == Tracing::On),
      points_(item.points.value_or(Number(0))) {}

void ItemEvaluation::apply_rules(std::vector<Mark>& marks) {
  for (std::size_t r = 0; r < item_.rules.size(); ++r) {
    const Rule& rule = item_.rules[r];
    if (rule.form == Form::Exemption || !applies_to(s_, rule.kinds, facts_.kind(row_))) continue;
    has_credit_ |= scheme::gives_points(rule);
    std::vector<int> lacking_here;
    const bool is_passed = is_exempt(static_cast<int>(r), lacking_here), may_be_exempt = !lacking_here.empty();
    note_times(rule, is_passed, may_be_exempt);
    if (is_passed) continue;
    std::vector<int> figures;
    const auto outcome = apply_rule(rule, facts_, row_, points_, s_, figures);
    lacking_here.insert(lacking_here.end(), figures.begin(), figures.end());
    for (int input : lacking_here) {
      lacking.push_back(input);
      if (traces_)
        steps_.push_back(
            {Step::Kind::Missing, words({"缺数据:{0}", "missing: {0}"}, {s_.header(input)}), Number(0), rule.place});
    }
    is_open_beside |= !lacking_here.empty() && rule.reach != Reach::Item;
    if (lacking_here.empty())
      add(rule, *outcome, marks);
    else
      leave_open(rule, outcome, may_be_exempt);
  }
  if (item_.inner) keep_to_inner();
  deduct_after_zero();
}

void ItemEvaluation::keep_to_inner() {
  std::vector<ListedEntries> listed;
  for (const Rule* rule : counted_)
    if (scheme::is_about(*item_.inner, *rule))
      listed.push_back({rule, &entries_of(facts_, rule->inputs.front(), row_)});
  if (listed.empty()) return;
  const auto shares = inner_shares(*item_.inner, listed);
  Number over(0);
  for (const auto& one : shares) over += one.points - one.kept;
  if (over.is_zero()) return;
  const bool gives = scheme::gives_points(*listed.front().rule);
  (gives ? given : taken).known -= over;
  if (!traces_) return;
  const Phrase said(scheme::say_inner(*item_.inner, Language::Chinese),
                    scheme::say_inner(*item_.inner, Language::English));
  steps_.push_back(
      {Step::Kind::Cap,
       words({"{0}最多{1}分({2})", "at most {1} {0} ({2})"}, {said, item_.inner->points.exact(), words_of(shares)}),
       gives ? -over : over, item_.inner->place});
}

Phrase inner_words(const Rule& rule, const Facts& facts, std::size_t row) {
  if (!rule.inner) return {"", ""};
  const auto shares = inner_shares(*rule.inner, {{&rule, &entries_of(facts, rule.inputs.front(), row)}});
  if (shares.empty()) return {"", ""};
  const Phrase said = words_of(shares);
  return {" [" + said.zh + "]", " [" + said.en + "]"};
}

void ItemEvaluation::may_be_left_out() {
  may_be_left_out_ = true;
  may_be_void |= item_.not_applicable == scheme::NotApplicable::Nothing;
  for (Sums* sums : {&given, &taken, &beyond, &from_total}) sums->open.take_in(Number(0));
}

ItemScore ItemEvaluation::settle_alone() {
  ItemScore out;
  if (is_void && !is_open_beside) {  // a fact that voids the item settles it, whatever else is missing
    out.score = rounded(-beyond.known);
  } else if (!lacking.empty()) {
    out.status = ItemScore::Status::Missing;
    out.range = alone();
  } else {
    out.score = rounded(score());
  }
  out.steps = std::move(steps_);
  out.steps.insert(out.steps.end(), last_steps_.begin(), last_steps_.end());
  return out;
}

ItemScore ItemEvaluation::settle_shared(const Number& section_points, bool is_settled) {
  ItemScore out;
  if (!lacking.empty() && (is_open_beside || !is_settled)) {
    out.status = ItemScore::Status::Missing;
    if (is_void)
      out.range = Range::of(-section_points);
    else
      out.range = given.range() - taken.range();
    if (may_be_void) out.range.take_in(-section_points);
    out.range -= beyond.range();
  } else {
    out.score = (is_void ? -section_points : given.known - taken.known) - beyond.known;
  }
  out.steps = std::move(steps_);
  return out;
}

void ItemEvaluation::add(const Rule& rule, const RuleOutcome& outcome, std::vector<Mark>& marks) {
  note(rule, outcome, marks);
  counted_.push_back(&rule);
  is_void |= outcome.is_void;
  given.known += outcome.credit;
  taken_by(rule).known += outcome.deduction;
  if (traces_ && rule.reach == Reach::Total && !outcome.deduction.is_zero()) total_steps.push_back(steps_.back());
}

/// S-5: its figure is missing, or it may yet be exempt.
void ItemEvaluation::leave_open(const Rule& rule, const std::optional<RuleOutcome>& outcome, bool may_be_exempt) {
  RuleRange open = range_of(rule, points_, s_);
  if (outcome) open = {Range::of(outcome->credit), Range::of(outcome->deduction), outcome->is_void};
  if (may_be_exempt) {
    open.credit.take_in(Number(0));
    open.deduction.take_in(Number(0));
  }
  may_be_void |= open.may_void;
  given.open += open.credit;
  taken_by(rule).open += open.deduction;
}

Sums& ItemEvaluation::taken_by(const Rule& rule) {
  return rule.reach == Reach::Total ? from_total : rule.reach == Reach::Further ? beyond : taken;
}

Number ItemEvaluation::score() {
  const Number start = has_credit_ ? given.known : points_;
  if (traces_ && !has_credit_)
    steps_.insert(steps_.begin(), {Step::Kind::Start, words({"从满分{0}分起减", "starts from {0}"}, {points_.exact()}),
                                   points_, item_.place});
  Number score = start - taken.known;
  if (score > points_) {
    if (traces_)
      steps_.push_back({Step::Kind::Cap, words({"不超过该项满分{0}分", "not above the item's {0}"}, {points_.exact()}),
                        points_ - score, item_.place});
    score = points_;
  }
  if (score < Number(0) && !item_.may_go_below_zero) {
    if (traces_) steps_.push_back({Step::Kind::Floor, Text{"减完为止", "not below 0"}, -score, item_.place});
    score = Number(0);
  }
  return score - beyond.known;
}

/// S-1.7
Range ItemEvaluation::alone() const {
  Range out;
  if (!is_void) {
    out.high = points_;
    if (item_.may_go_below_zero) {
      Range sum = has_credit_ ? given.range() : Range::of(points_);
      sum -= taken.range();
      sum.cap_at(points_);
      if (may_be_void) sum.take_in(Number(0));
      out.low = sum.low;
    }
  }
  out -= beyond.range();
  if (may_be_left_out_) {
    out.take_in(Number(0));
    out.take_in(points_);
  }
  if (!rounds()) return out;
  return out.mapped([&](const Number& end) { return end.round_to(*s_.properties.places, s_.properties.rounding); });
}

bool ItemEvaluation::rounds() const {
  const auto& p = s_.properties;
  return p.places && (p.rounded_at == scheme::RoundedAt::Items || p.rounded_at == scheme::RoundedAt::Both);
}

/// S-1.8
Number ItemEvaluation::rounded(const Number& score) {
  if (!rounds()) return score;
  const auto& p = s_.properties;
  const Number out = score.round_to(*p.places, p.rounding);
  if (traces_ && out != score)
    steps_.push_back({Step::Kind::Rounded,
                      words({"按方案保留{0}位小数", "rounded to {0} places as stated"}, {std::to_string(*p.places)}),
                      out - score, item_.place});
  return out;
}

/// One exemption that holds is enough; else what is missing of them goes into `lacking_here`.
bool ItemEvaluation::is_exempt(int rule, std::vector<int>& lacking_here) {
  for (const auto& other : item_.rules) {
    if (other.form != Form::Exemption || other.exempts != rule || !applies_to(s_, other.kinds, facts_.kind(row_)))
      continue;
    const auto value = input_value(facts_, other.inputs.front(), row_);
    if (!value) {
      lacking_here.push_back(other.inputs.front());
    } else if (*value == Number(1)) {
      lacking_here.clear();
      if (traces_)
        steps_.push_back(
            {Step::Kind::Exempt,
             words({"{0}:不减分,上一条规则不适用", "{0}: exempt, the rule above does not apply"}, {other.name}),
             Number(0), other.place});
      return true;
    }
  }
  return false;
}

void ItemEvaluation::note(const Rule& rule, const RuleOutcome& outcome, std::vector<Mark>& marks) {
  if (outcome.is_gap || outcome.is_overlap) {
    const Phrase value = value_text(s_, facts_, rule.inputs.front(), row_);
    if (outcome.is_gap)
      marks.push_back({"GAP",
                       words({"{0} {1}:{2}不在任何一档,按下限不超过它的最高一档计",
                              "{0} {1}: {2} falls in no band; the band with the greatest lower end counts"},
                             {item_.id, rule.name, value}),
                       rule.place});
    else
      marks.push_back({"OVERLAP",
                       words({"{0} {1}:{2}同时落在几档,按下限最高的一档计",
                              "{0} {1}: {2} falls in several bands; the one with the greatest lower end counts"},
                             {item_.id, rule.name, value}),
                       rule.place});
  }
  if (!traces_) return;
  Phrase sentence(scheme::say_rule(rule, Language::Chinese), scheme::say_rule(rule, Language::English));
  const Phrase inner = inner_words(rule, facts_, row_);
  if (rule.form == Form::Judged) {
    steps_.push_back(
        {Step::Kind::Credit,
         words({"评定{0}分{1}", "judged {0}{1}"}, {value_text(s_, facts_, rule.inputs.front(), row_), inner}),
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
  const auto kind = outcome.is_void                                             ? Step::Kind::Void
                    : rule.reach == Reach::Further                              ? Step::Kind::Further
                    : outcome.deduction.is_zero() && scheme::gives_points(rule) ? Step::Kind::Credit
                                                                                : Step::Kind::Deduction;
  const bool is_shared = s_.sections[static_cast<std::size_t>(item_.section)].is_pool;
  const Phrase effect = !outcome.is_void ? signed_points(points)
                        : is_shared      ? Phrase(Text{"该部分不得分", "the section is 0"})
                                         : Phrase(Text{"该项不得分", "the item is 0"});
  steps_.push_back({kind,
                    words({"{0}:{1}(规则:{2}){4}{3}", "{0}: {1} (rule: {2}){4} {3}"},
                          {rule.name, value, sentence, Phrase(" → " + effect.zh, " → " + effect.en), inner}),
                    points, rule.place});
}

}  // namespace pingxing::rating
