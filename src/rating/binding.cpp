#include "rating/binding.hpp"

#include <algorithm>
#include <numeric>

#include "rating/score.hpp"

namespace pingxing::rating {

namespace {

constexpr std::int64_t scale_max = 1'000'000;

}  // namespace

std::int64_t power(int places) {
  std::int64_t unit = 1;
  while (places-- > 0) unit *= 10;
  return unit;
}

std::int32_t whole(const Number& n) {
  const auto value = n.whole();
  require(value && *value <= bound_max && *value >= -bound_max, "a constant finer than its column");
  return static_cast<std::int32_t>(*value);
}

Bounds range_of(const Column& c) {
  const auto [low, high] = c.range();
  return {low, high};
}

std::int32_t Binding::scaled(const Number& n) {
  if (is_measuring) {
    const auto denominator = n.denominator();
    require(denominator.has_value(), "a constant without an end");
    plan.scale = std::lcm(plan.scale, *denominator);
    require(plan.scale <= scale_max, "constants of too many places");
    return 0;
  }
  const auto value = n.whole_times(plan.scale);
  require(value && *value <= bound_max && *value >= -bound_max, "numbers too large");
  return static_cast<std::int32_t>(*value);
}

const Column* Binding::plain(int input) const {
  const auto& in = facts.inputs[static_cast<std::size_t>(input)];
  require(in.values.size() == facts.count, "a column that is not there");
  if (in.counts.size()) require(in.counts.range().second <= 1, "means of several samples");
  const auto [low, high] = in.values.range();
  require(low >= -bound_max && high <= bound_max, "numbers too large");
  require(!std::holds_alternative<std::vector<std::int64_t>>(in.values.data()), "numbers too large");
  return &in.values;
}

std::uint64_t Binding::kind_set(const std::vector<std::string>& kinds) const {
  std::uint64_t set = 0;
  for (std::size_t k = 0; k < scheme.properties.kinds.size(); ++k)
    if (applies_to(scheme, kinds, static_cast<std::uint8_t>(k))) set |= std::uint64_t(1) << k;
  require(kinds.empty() || facts.kinds.size() == facts.count, "kinds");
  return kinds.empty() ? 0 : set;
}

}  // namespace pingxing::rating
