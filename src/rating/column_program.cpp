// The columns of results that a program writes: made, looked at, and compared with another program's.
#include "rating/column_program.hpp"

namespace pingxing::rating {

void ColumnProgram::prepare(Rating& rating) const {
  const Plan& plan = impl_->plan;
  const auto make = [&](ScoreColumn& column, const Bounds& b) {
    column.prepare(impl_->rows, plan.scale, b.low < INT16_MIN || b.high > INT16_MAX);
  };
  rating.items.resize(plan.items.size());
  for (std::size_t i = 0; i < plan.items.size(); ++i) make(rating.items[i], plan.items[i].bounds);
  rating.sections.resize(plan.sections.size());
  for (std::size_t s = 0; s < plan.sections.size(); ++s)
    if (plan.sections[s].counts) make(rating.sections[s], plan.sections[s].bounds);
  make(rating.total, plan.total_bounds);
  if (plan.has_graded_total) make(rating.graded_total, plan.graded_bounds);
}

bool ColumnProgram::fits(const Rating& rating) const {
  const Plan& plan = impl_->plan;
  const auto is_same = [&](const ScoreColumn& column, const Bounds& b) {
    return column.scale() == plan.scale && (column.is_wide() || !(b.low < INT16_MIN || b.high > INT16_MAX));
  };
  for (std::size_t i = 0; i < plan.items.size(); ++i)
    if (!is_same(rating.items[i], plan.items[i].bounds)) return false;
  for (std::size_t s = 0; s < plan.sections.size(); ++s)
    if (plan.sections[s].counts && !is_same(rating.sections[s], plan.sections[s].bounds)) return false;
  return is_same(rating.total, plan.total_bounds) &&
         (!plan.has_graded_total || is_same(rating.graded_total, plan.graded_bounds));
}

bool ColumnProgram::packs_like(const ColumnProgram& other) const {
  const Plan &a = impl_->plan, &b = other.impl_->plan;
  const auto same = [](const Bounds& x, const Bounds& y) { return x.low == y.low && x.high == y.high; };
  bool is_alike = a.has_keys == b.has_keys && same(a.graded_bounds, b.graded_bounds);
  for (std::size_t i = 0; i < a.items.size(); ++i) is_alike &= same(a.items[i].bounds, b.items[i].bounds);
  for (std::size_t s = 0; s < a.sections.size(); ++s) is_alike &= same(a.sections[s].bounds, b.sections[s].bounds);
  return is_alike;
}

bool ColumnProgram::has_keys() const { return impl_->plan.has_keys; }

std::size_t ColumnProgram::kernel_count() const {
  std::size_t count = 0;
  for (const auto& item : impl_->plan.items) count += item.operations.size();
  return count;
}

}  // namespace pingxing::rating
