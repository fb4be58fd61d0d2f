// 扣完时追加: what is deducted once the deductions of an item have reached its points. Follows docs/rating.md, S-1.15.
#include "rating/item_evaluation.hpp"
#include "scheme/sentences.hpp"

namespace pingxing::rating {

using scheme::AfterZero;
using scheme::Form;
using scheme::Rule;

namespace {

Phrase words(Text pattern, const std::vector<Phrase>& fills) {
  return {fill(pattern.zh, fills, Language::Chinese), fill(pattern.en, fills, Language::English)};
}

/// What follows where so much is deducted from such a start; nothing: without limit.
std::optional<Number> follows(const AfterZero& said, const std::optional<Number>& taken,
                              const std::optional<Number>& start) {
  const bool is_once = said.how == AfterZero::How::Once;
  if (!start) return Number(0);  // a start without limit is never used up
  if (!taken) return is_once ? std::optional(said.amount) : std::nullopt;
  if (*taken <= Number(0) || *taken < *start) return Number(0);
  return is_once ? said.amount : *taken - *start;
}

}  // namespace

/// How often the rule was broken, where each time beyond what the item holds is deducted for.
void ItemEvaluation::note_times(const Rule& rule, bool is_passed, bool may_be_exempt) {
  const bool is_counted = item_.after_zero && item_.after_zero->how == AfterZero::How::EachMore;
  if (!is_counted || rule.form != Form::DeductEach) return;
  if (is_passed) return;
  const auto& input = s_.inputs[static_cast<std::size_t>(rule.inputs.front())];
  const auto value = input_value(facts_, rule.inputs.front(), row_);
  const auto high = input.high && *input.high < scheme::count_limit ? input.high : std::nullopt;
  times_ = value ? Range::of(*value) : Range{input.low.value_or(Number(0)), high};
  if (may_be_exempt) times_.take_in(Number(0));
}

void ItemEvaluation::deduct_after_zero() {
  if (!item_.after_zero || is_void) return;  // what is void has not been used up by deductions
  const auto& said = *item_.after_zero;
  Range comes;
  if (said.how == AfterZero::How::EachMore) {
    Number each(0);
    for (const auto& rule : item_.rules)
      if (rule.form == Form::DeductEach && applies_to(s_, rule.kinds, facts_.kind(row_))) each = rule.amount;
    if (each.is_zero()) return;
    const Number held = (points_ / each).ceil();
    comes = times_.mapped([&](const Number& times) { return said.amount * max(Number(0), times - held); });
  } else {
    const Range deducted = taken.range(), start = has_credit_ ? given.range() : Range::of(points_);
    comes.low = follows(said, deducted.low, start.high);
    comes.high = follows(said, deducted.high, start.low);
  }
  if (may_be_void) comes.take_in(Number(0));
  Sums& into = said.reach == scheme::Reach::Total ? from_total : beyond;
  if (!lacking.empty()) {
    into.open += comes;
    return;
  }
  into.known += *comes.low;
  if (!traces_ || comes.low->is_zero()) return;
  const bool is_of_total = said.reach == scheme::Reach::Total;
  Step step{Step::Kind::Further,
            words(is_of_total ? Text{"该项已扣完:另从总分减{0}分", "the item is used up: {0} from the total"}
                              : Text{"该项已扣完:追加减{0}分", "the item is used up: {0} further"},
                  {comes.low->exact()}),
            -*comes.low, said.place};
  if (is_of_total) {
    total_steps.push_back(step);
    total_steps.back().text = words({"第{0}项{1}", "item {0}: {1}"}, {item_.id, step.text});
    step.points = Number(0);
  }
  last_steps_.push_back(std::move(step));
}

}  // namespace pingxing::rating
