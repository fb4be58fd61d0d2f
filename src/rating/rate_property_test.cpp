#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "rating/columns.hpp"
#include "rating/explain.hpp"
#include "rating/live.hpp"
#include "rating/not_applicable.hpp"
#include "rating/random_scheme_test.hpp"
#include "rating/rate.hpp"
#include "scheme/print.hpp"

namespace pingxing::rating {
namespace {

/// Every number and grade of two ratings of the same subjects is the same.
void expect_same(const RandomCase& c, const Rating& a, const Rating& b) {
  RC_LOG() << c.text;
  RC_ASSERT(a.count == b.count);
  for (std::size_t row = 0; row < a.count; ++row) {
    RC_LOG() << "row " << row << "\n";
    RC_ASSERT(int(a.status[row]) == int(b.status[row]));
    if (static_cast<Status>(a.status[row]) == Status::Pending) continue;
    for (std::size_t i = 0; i < a.items.size(); ++i) {
      RC_LOG() << "item " << c.scheme.indicators[i].id << " ";
      RC_ASSERT(a.items[i].at(row).exact() == b.items[i].at(row).exact());
    }
    for (std::size_t k = 0; k < a.sections.size(); ++k)
      if (a.sections[k].size()) RC_ASSERT(a.sections[k].at(row).exact() == b.sections[k].at(row).exact());
    RC_ASSERT(a.total.at(row).exact() == b.total.at(row).exact());
    RC_ASSERT(int(a.earned[row]) == int(b.earned[row]));
    RC_ASSERT(int(a.allowed[row]) == int(b.allowed[row]));
    RC_ASSERT(a.ranks[row] == b.ranks[row]);
    RC_ASSERT(int(a.grades[row]) == int(b.grades[row]));
  }
}

RC_GTEST_PROP(Rate, ColumnsGiveWhatTheStepsGive, ()) {
  const auto c = random_case(true, 40, true);
  std::string why;
  const bool fits = ColumnProgram::bind(c.scheme, c.facts, &why) != nullptr;
  RC_TAG(fits ? "columns" : why);
  RateOptions steps, columns;
  steps.may_use_columns = false;
  columns.threads = 2;
  expect_same(c, rate(c.scheme, c.facts, c.history, columns), rate(c.scheme, c.facts, c.history, steps));
}

RC_GTEST_PROP(Rate, TheOrderOfSubjectsDoesNotMatter, ()) {
  const auto c = random_case(coin(), 25, true);
  const auto order = *rc::gen::exec([&] {
    std::vector<std::size_t> rows(c.facts.count);
    for (std::size_t i = 0; i < rows.size(); ++i) rows[i] = i;
    for (std::size_t i = rows.size(); i > 1; --i)
      std::swap(rows[i - 1], rows[static_cast<std::size_t>(between(0, static_cast<int>(i) - 1))]);
    return rows;
  });
  Facts shuffled;
  shuffled.count = c.facts.count;
  shuffled.pool_names = c.facts.pool_names;
  for (auto row : order) {
    shuffled.ids.push(c.facts.ids[row]);
    shuffled.pools.push_back(c.facts.pools[row]);
    shuffled.kinds.push_back(c.facts.kinds[row]);
  }
  for (const auto& input : c.facts.inputs) {
    InputColumn column;
    for (auto row : order) {
      if (input.values.is_missing(row))
        column.values.push_missing();
      else
        column.values.push_number(input.values.number(row));
      if (input.counts.size()) column.counts.push(input.counts.raw(row));
      if (const auto listed = input.entries.find(row); listed != input.entries.end())
        column.entries.emplace(column.values.size() - 1, listed->second);
      if (input.is_not_applicable(row)) column.set_not_applicable(column.values.size() - 1, true);
    }
    shuffled.inputs.push_back(std::move(column));
  }
  const Rating a = rate(c.scheme, c.facts, c.history), b = rate(c.scheme, shuffled, c.history);
  RC_LOG() << c.text;
  for (std::size_t i = 0; i < order.size(); ++i) {
    RC_ASSERT(int(a.grades[order[i]]) == int(b.grades[i]));
    RC_ASSERT(a.ranks[order[i]] == b.ranks[i]);
    RC_ASSERT(int(a.status[order[i]]) == int(b.status[i]));
  }
}

RC_GTEST_PROP(Rate, PrintingAndParsingAgree, ()) {
  const std::string text = random_scheme(coin());
  const auto first = scheme::parse_scheme(text, "a.md");
  const std::string printed = scheme::print_markdown(first.scheme);
  const auto second = scheme::parse_scheme(printed, "a.md");
  RC_LOG() << text << "\n----\n" << printed;
  RC_ASSERT(second.problems.count() == first.problems.count());
  RC_ASSERT(scheme::fingerprint(second.scheme) == scheme::fingerprint(first.scheme));
  RC_ASSERT(scheme::print_markdown(second.scheme) == printed);
}

/// The points of a section, its items, its inner sections and its steps sum to its score.
bool working_of_shared(const scheme::Scheme& s, const Scores& scores, std::size_t k) {
  Number sum;
  bool has_items = false;
  for (std::size_t i = 0; i < scores.items.size(); ++i) {
    if (s.indicators[i].section != static_cast<int>(k) || scores.items[i].status != ItemScore::Status::Scored) continue;
    has_items = true;
    sum += scores.items[i].score;
  }
  if (has_items) sum += *s.sections[k].points;
  for (std::size_t inner = 0; inner < s.sections.size(); ++inner)
    if (s.sections[inner].parent == static_cast<int>(k)) sum += scores.sections[inner].contribution;
  for (const auto& step : scores.sections[k].steps) sum += step.points;
  return sum == scores.sections[k].score;
}

/// The working adds up: steps sum to the score, items to their sections, sections to the total.
RC_GTEST_PROP(Explain, TheWorkingAddsUp, ()) {
  const auto c = random_case(coin(), 12, true);
  const Rating rating = rate(c.scheme, c.facts, c.history);
  RC_LOG() << c.text;
  for (std::size_t row = 0; row < c.facts.count; ++row) {
    const Explanation e = explain(c.scheme, c.facts, c.history, rating, row);
    RC_ASSERT(e.grade == rating.grades[row]);
    RC_ASSERT(int(e.decision.status) == int(rating.status[row]));
    if (e.decision.status != Status::Rated) continue;
    RC_ASSERT(e.scores.total == rating.total.at(row));
    Number sum_of_sections = e.scores.bonus - e.scores.from_total, bonus;
    for (std::size_t k = 0; k < c.scheme.sections.size(); ++k) {
      const auto& section = c.scheme.sections[k];
      if (section.kind != scheme::SectionKind::Ordinary) continue;
      RC_ASSERT(e.scores.sections[k].score == rating.sections[k].at(row));
      if (section.parent < 0) sum_of_sections += e.scores.sections[k].contribution;
      if (section.is_pool && e.scores.sections[k].applies) RC_ASSERT(working_of_shared(c.scheme, e.scores, k));
    }
    for (const auto& step : e.scores.bonus_steps) bonus += step.points;
    RC_ASSERT(bonus == e.scores.bonus);
    for (const auto& step : e.scores.total_steps)
      if (step.kind == Step::Kind::Scaled || step.kind == Step::Kind::Rounded || step.kind == Step::Kind::Floor ||
          step.kind == Step::Kind::Void)
        sum_of_sections += step.points;
    RC_ASSERT(sum_of_sections == e.scores.total);
    RC_ASSERT(e.scores.total_range.low == e.scores.total);
    RC_ASSERT(e.scores.total_range.high == e.scores.total);
    for (std::size_t i = 0; i < e.scores.items.size(); ++i) {
      const auto& item = e.scores.items[i];
      if (item.status != ItemScore::Status::Scored) continue;
      bool is_void = false;
      Number sum;
      for (const auto& step : item.steps) {
        is_void |= step.kind == Step::Kind::Void;
        const auto& indicator = c.scheme.indicators[i];
        bool is_of_total = false;
        for (const auto& rule : indicator.rules)
          is_of_total |= rule.place.line == step.clause.line && rule.reach == scheme::Reach::Total;
        if (!is_of_total) sum += step.points;
      }
      if (!is_void) RC_ASSERT(sum == item.score);
    }
  }
}

/// Facts changed one by one leave the rating as if all had been rated at once.
RC_GTEST_PROP(Live, ChangedFactsAreRightEverywhere, ()) {
  const auto c = random_case(coin(), 30, true);
  LiveRating live(c.scheme, c.facts, c.history);
  for (int change = 0; change < 20; ++change) {
    const int input = between(0, static_cast<int>(c.scheme.inputs.size()) - 1);
    const auto row = static_cast<std::size_t>(between(0, static_cast<int>(c.facts.count) - 1));
    const Facts other = random_facts(c.scheme, 1, true);
    const auto& cell = other.inputs[static_cast<std::size_t>(input)];
    if (cell.is_not_applicable(0))
      live.set_not_applicable(row, input);
    else if (c.scheme.inputs[static_cast<std::size_t>(input)].entries != scheme::Entries::None)
      live.set_entries(row, input, entries_in(other, input, 0));
    else if (cell.counts.size())
      live.set_samples(row, input, cell.values.number(0), cell.counts.raw(0));
    else
      live.set_value(row, input, input_value(other, input, 0));
  }
  RandomCase changed = c;
  changed.facts = live.facts();
  expect_same(changed, live.rating(), rate(c.scheme, live.facts(), c.history));
}

/// Whatever the missing figures turn out to be, the total lies in the interval that was shown (S-4, S-5).
RC_GTEST_PROP(Explain, NoIntervalIsNarrowerThanTheTruth, ()) {
  const auto c = random_case(coin(), 6, true);
  RC_LOG() << c.text;
  Facts filled = c.facts;
  std::vector<bool> may_be_without(c.scheme.inputs.size());  // samples: none is a figure then
  for (const auto& item : c.scheme.indicators)
    for (const auto& rule : item.rules)
      if (rule.without_samples) may_be_without[static_cast<std::size_t>(rule.inputs.front())] = true;
  for (std::size_t row = 0; row < filled.count; ++row) {  // what is not answered yet may be left out
    const Scores now = score_subject(c.scheme, c.facts, row, Tracing::Off);
    for (std::size_t i = 0; i < now.items.size(); ++i) {
      const auto& item = c.scheme.indicators[i];
      if (now.items[i].status == ItemScore::Status::Missing && item.not_applicable != scheme::NotApplicable::Refused &&
          coin() && answer_of(c.scheme, item, filled, row) == Answer::Open)
        leave_out(item, row, filled);
    }
  }
  for (std::size_t i = 0; i < c.scheme.inputs.size(); ++i)
    for (std::size_t row = 0; row < filled.count && !may_be_without[i]; ++row) {
      if (input_value(filled, static_cast<int>(i), row) || filled.inputs[i].is_not_applicable(row)) continue;
      if (c.scheme.inputs[i].entries != scheme::Entries::None) {
        random_entries(c.scheme.inputs[i], row, filled.inputs[i]);
        continue;
      }
      filled.inputs[i].values.set_number(row, random_figure(c.scheme.inputs[i]));
      if (filled.inputs[i].counts.size()) filled.inputs[i].counts.set(row, 1);
    }
  const auto is_inside = [](const Range& range, const Number& value) {
    return (!range.low || *range.low <= value) && (!range.high || value <= *range.high);
  };
  for (std::size_t row = 0; row < filled.count; ++row) {
    const Scores before = score_subject(c.scheme, c.facts, row, Tracing::Off);
    const Scores after = score_subject(c.scheme, filled, row, Tracing::Off);
    RC_LOG() << "row " << row << ": " << after.total.exact() << "\n";
    RC_ASSERT(after.missing.empty());
    RC_ASSERT(is_inside(before.total_range, after.total));
    if (!before.is_pending()) RC_ASSERT(before.total == after.total);
    for (std::size_t i = 0; i < before.items.size(); ++i)
      if (before.items[i].status == ItemScore::Status::Missing)
        RC_ASSERT(is_inside(before.items[i].range, after.items[i].score));
  }
}

/// More of a bad thing never raises a score: what is deducted for, raised by one.
RC_GTEST_PROP(Rate, MoreOfABadThingNeverRaisesAScore, ()) {
  auto c = random_case(true, 8, false);
  const Rating before = rate(c.scheme, c.facts, c.history);
  std::vector<int> bad;
  for (const auto& item : c.scheme.indicators)
    for (const auto& rule : item.rules)
      if (rule.form == scheme::Form::DeductEach || rule.form == scheme::Form::Steps ||
          rule.form == scheme::Form::JudgedDeduction)
        bad.push_back(rule.inputs.front());
  RC_CLASSIFY(bad.empty(), "nothing bad");
  if (bad.empty()) return;
  const int chosen = bad[static_cast<std::size_t>(between(0, static_cast<int>(bad.size()) - 1))];
  auto& cells = c.facts.inputs[static_cast<std::size_t>(chosen)];
  const bool is_listed = c.scheme.inputs[static_cast<std::size_t>(chosen)].entries != scheme::Entries::None;
  for (std::size_t row = 0; row < c.facts.count; ++row) {
    if (is_listed) {
      cells.entries[row].push_back(Entry{{2026, 3, 5}, "甲", Number(1)});
      cells.values.set_number(row, cells.values.number(row) + Number(1));
    } else {
      cells.values.set(row, cells.values.raw(row) + 1);
    }
  }
  const Rating after = rate(c.scheme, c.facts, c.history);
  RC_LOG() << c.text;
  for (std::size_t row = 0; row < c.facts.count; ++row) RC_ASSERT(after.total.at(row) <= before.total.at(row));
}

}  // namespace
}  // namespace pingxing::rating
