#include "rating/rate.hpp"

#include <algorithm>
#include <numeric>

#include "base/check.hpp"
#include "rating/aftermath.hpp"
#include "rating/columns.hpp"
#include "rating/parallel.hpp"
#include "rating/rows.hpp"

namespace pingxing::rating {

void ScoreColumn::prepare(std::size_t rows, std::int64_t scale, bool is_wide) {
  scale_ = scale;
  is_wide_ = is_wide;
  if (is_wide)
    wide_.resize(rows);
  else
    narrow_.resize(rows);
  exact_.clear();
}

void ScoreColumn::set(std::size_t row, const Number& value) {
  exact_.erase(row);
  const auto scaled = value.whole_times(scale_);
  const bool fits = scaled && (is_wide_ ? *scaled >= INT32_MIN && *scaled <= INT32_MAX
                                        : *scaled >= INT16_MIN && *scaled <= INT16_MAX);
  if (!fits) exact_.emplace(row, value);
  if (is_wide_)
    wide_[row] = fits ? static_cast<std::int32_t>(*scaled) : 0;
  else
    narrow_[row] = static_cast<std::int16_t>(fits ? *scaled : 0);
}

void Rating::forget_details() {
  pools.clear();
  targets.clear();
  consequences.clear();
  reviews.clear();
  decisions.clear();
  defaults.clear();
  ran_in_columns = false;
}

std::size_t Rating::bytes() const {
  std::size_t sum = total.bytes() + graded_total.bytes() + status.capacity() + earned.capacity() + allowed.capacity() +
                    grades.capacity() + ranks.capacity() * 4 + keys.capacity() * 4;
  for (const auto& column : open) sum += column.capacity();
  for (const auto& column : items) sum += column.bytes();
  for (const auto& column : sections) sum += column.bytes();
  return sum;
}

bool may_fall_to(const Rating& rating, int grade, std::size_t row) {
  const auto at = static_cast<std::size_t>(grade);
  return at >= rating.open.size() || rating.open[at].empty() || rating.open[at][row] != 0;
}

Series series_of(const History& history, std::string_view id) {
  if (history.grades.empty()) return {};
  auto found = history.grades.find(id);
  if (found == history.grades.end()) found = history.grades.find(folded(id));
  return found == history.grades.end() ? Series{} : Series{found->second};
}

namespace {

void prepare_rows(const scheme::Scheme& s, std::size_t count, Rating& rating) {
  constexpr std::int64_t scale = 100;  // two places in the integers; anything finer is kept as a fraction
  rating.items.resize(s.indicators.size());
  for (auto& column : rating.items) column.prepare(count, scale, true);
  rating.sections.resize(s.sections.size());
  for (std::size_t k = 0; k < s.sections.size(); ++k)
    if (s.sections[k].kind == scheme::SectionKind::Ordinary || s.sections[k].kind == scheme::SectionKind::Ledger)
      rating.sections[k].prepare(count, scale, true);
  rating.total.prepare(count, scale, true);
  if (!s.bonuses.empty() && !s.properties.bonus_counts.value_or(true)) rating.graded_total.prepare(count, scale, true);
}

/// The rows that the columns cannot tell, 64 a word: something that the subject needs is missing or a fraction.
std::vector<std::uint64_t> irregular_rows(const scheme::Scheme& s, const Facts& facts) {
  std::vector<bool> may_be_without(s.inputs.size(), false);
  for (const auto& item : s.indicators)
    for (const auto& rule : item.rules)
      for (int input : rule.inputs)
        if (rule.without_samples) may_be_without[static_cast<std::size_t>(input)] = true;
  std::vector<std::uint64_t> all;
  const auto mark = [&](std::size_t row) {
    all.resize(facts.count / 64 + 1, 0);
    all[row / 64] |= std::uint64_t(1) << (row % 64);
  };
  for (std::size_t i = 0; i < s.inputs.size(); ++i) {
    const auto& input = s.inputs[i];
    const auto& column = facts.inputs[i];
    const auto concerns = [&](std::size_t row) { return applies_to(s, input.kinds, facts.kind(row)); };
    const bool has_samples = column.counts.size() > 0;
    if (has_samples && !may_be_without[i]) {
      for (std::size_t row = 0; row < facts.count; ++row)
        if (column.counts.raw(row) == 0 && concerns(row)) mark(row);
    }
    for (std::size_t w = 0; w < column.not_applicable.size(); ++w)
      for (std::uint64_t bits = column.not_applicable[w]; bits != 0; bits &= bits - 1)
        mark(w * 64 + static_cast<std::size_t>(__builtin_ctzll(bits)));
    const auto rows = column.values.irregular_rows();
    for (std::size_t w = 0; w < rows.size(); ++w) {
      for (std::uint64_t bits = rows[w]; bits != 0; bits &= bits - 1) {
        const std::size_t row = w * 64 + static_cast<std::size_t>(__builtin_ctzll(bits));
        // No sample at all is told: the rule says what then counts.
        const bool is_told = has_samples && may_be_without[i] && row < facts.count && column.counts.raw(row) == 0;
        if (row < facts.count && !is_told && concerns(row)) mark(row);
      }
    }
  }
  return all;
}

}  // namespace

Rating rate(const scheme::Scheme& s, const Facts& facts, const History& history, const RateOptions& options) {
  std::optional<Rating> rating;
  rate_into(s, facts, history, options, rating);
  return std::move(*rating);
}

void rate_into(const scheme::Scheme& s, const Facts& facts, const History& history, const RateOptions& options,
               std::optional<Rating>& into) {
  CHECK(facts.inputs.size() == s.inputs.size());
  CHECK(s.grading.grades.size() < 250);
  if (!into) into.emplace();
  Rating& rating = *into;
  rating.forget_details();
  rating.count = facts.count;
  for (auto* bytes : {&rating.status, &rating.earned, &rating.allowed, &rating.grades}) bytes->resize(facts.count);
  rating.ranks.resize(facts.count);
  rating.keys.resize(facts.count);
  rating.falls = falls_of(s);
  rating.open.resize(rating.falls.grades.empty() ? 0 : s.grading.grades.size());
  for (std::size_t grade = 0; grade < rating.open.size(); ++grade)
    rating.open[grade].resize(rating.falls.of(static_cast<int>(grade)) ? facts.count : 0);

  auto program = options.may_use_columns ? ColumnProgram::bind(s, facts) : nullptr;
  bool needs_keys = true;
  if (program) {
    rating.ran_in_columns = true;
    program->prepare(rating);
    in_parallel(facts.count, options.threads, 4096,
                [&](std::size_t first, std::size_t last) { program->run(rating, first, last); });
    const auto irregular = irregular_rows(s, facts);
    bool has_irregular = false;
    for (std::size_t w = 0; w < irregular.size(); ++w) {
      for (std::uint64_t bits = irregular[w]; bits != 0; bits &= bits - 1) {
        rate_row(s, facts, history, w * 64 + static_cast<std::size_t>(__builtin_ctzll(bits)), rating);
        has_irregular = true;
      }
    }
    needs_keys = has_irregular || !program->has_keys();
  } else {
    prepare_rows(s, facts.count, rating);
    // Fractions are kept in maps, which do not take two writers.
    for (std::size_t row = 0; row < facts.count; ++row) rate_row(s, facts, history, row, rating);
  }
  rating.keys_are_packed = !needs_keys;
  if (needs_keys) {
    std::vector<std::uint32_t> everybody(facts.count);
    std::iota(everybody.begin(), everybody.end(), 0u);
    number_keys(s, rating, everybody);
  }

  rating.joined = join_small_pools(s, facts, rating.status);
  const PoolTask task{rating.keys, rating.status, rating.allowed, rating.open, rating.grades, rating.ranks};
  if (options.is_detailed) {
    const Pools pools = Pools::of(facts, rating.joined);
    rating.pools = grade_pools_in_detail(s, pools, task);
    rating.defaults = scheme::defaults_of(s);
    settle_aftermath(s, facts, history, pools, rating);
  } else {
    grade_all_pools(s, facts, rating.joined, options.threads, task, rating.scratch);
  }
}

}  // namespace pingxing::rating
