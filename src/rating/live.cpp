#include "rating/live.hpp"

#include "rating/rows.hpp"

namespace pingxing::rating {

LiveRating::LiveRating(const scheme::Scheme& scheme, Facts facts, const History& history, unsigned threads)
    : scheme_(scheme), history_(history), facts_(std::move(facts)), threads_(threads) {
  rate_all();
}

void LiveRating::rate_all() {
  RateOptions options;
  options.threads = threads_;
  options.is_detailed = false;
  rating_ = rate(scheme_, facts_, history_, options);
  pools_ = Pools::of(facts_, rating_.joined);
  is_numbered_.assign(pools_.count(), !rating_.keys_are_packed);
  program_ = rating_.ran_in_columns ? ColumnProgram::bind(scheme_, facts_) : nullptr;
}

void LiveRating::bind() {
  if (!program_) return;
  auto rebound = ColumnProgram::bind(scheme_, facts_);
  const bool is_alike = rebound && rebound->fits(rating_) && rebound->packs_like(*program_);
  program_ = std::move(rebound);
  if (!is_alike) rate_all();  // the cell needs other widths: rare, and everything is written anew
}

void LiveRating::set_value(std::size_t row, int input, const std::optional<Number>& value) {
  auto& column = facts_.inputs[static_cast<std::size_t>(input)].values;
  const int places = column.places();
  const auto range = column.range();
  column.set_number(row, value);
  facts_.inputs[static_cast<std::size_t>(input)].set_not_applicable(row, false);
  if (column.places() != places || column.range() != range) bind();
  settle(row);
}

void LiveRating::set_samples(std::size_t row, int input, const Number& sum, std::int64_t count) {
  auto& cells = facts_.inputs[static_cast<std::size_t>(input)];
  const int places = cells.values.places();
  const auto range = cells.values.range(), counts = cells.counts.range();
  cells.values.set_number(row, sum);
  cells.counts.set(row, count);
  cells.set_not_applicable(row, false);
  if (cells.values.places() != places || cells.values.range() != range || cells.counts.range() != counts) bind();
  settle(row);
}

void LiveRating::set_entries(std::size_t row, int input, const std::optional<std::vector<Entry>>& entries) {
  auto& listed = facts_.inputs[static_cast<std::size_t>(input)].entries;
  listed.erase(row);
  Number sum(0);
  if (entries)
    for (const auto& one : *entries) sum += one.amount;
  if (entries && !entries->empty()) listed.emplace(row, *entries);
  set_samples(row, input, sum, entries ? 1 : 0);
}

void LiveRating::set_not_applicable(std::size_t row, int input) {
  auto& cells = facts_.inputs[static_cast<std::size_t>(input)];
  cells.values.set_missing(row);
  if (cells.counts.size()) cells.counts.set(row, 0);
  cells.set_not_applicable(row, true);
  settle(row);
}

void LiveRating::settle(std::size_t row) {
  if (scheme_.properties.small_pools) return rate_all();  // who is in scope tells which pools are joined
  const std::size_t pool = facts_.pool(row);
  const auto members = pools_.members(pool);
  const bool in_columns = program_ && !is_irregular(scheme_, facts_, row);
  if (in_columns) {
    for (auto* columns : {&rating_.items, &rating_.sections})
      for (auto& column : *columns) column.forget_fraction(row);
    for (auto* column : {&rating_.total, &rating_.graded_total}) column->forget_fraction(row);
    program_->run(rating_, row, row + 1);
  } else {
    rate_row(scheme_, facts_, history_, row, rating_);
  }
  if (!in_columns || !program_->has_keys()) is_numbered_[pool] = true;
  if (is_numbered_[pool]) number_keys(scheme_, rating_, members);
  const PoolTask task{rating_.keys, rating_.status, rating_.allowed, rating_.open, rating_.grades, rating_.ranks};
  grade_pool(scheme_, members, task, false);
}

}  // namespace pingxing::rating
