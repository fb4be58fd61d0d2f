// What the parts of the binder share: the scheme, the facts, the plan that grows, and how numbers become integers.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "rating/plan.hpp"

namespace pingxing::rating {

/// Thrown inside the binder only, where a part of the scheme does not fit integers; caught in bind_plan.
struct NotInColumns {
  const char* why;
};

inline void require(bool condition, const char* why) {
  if (!condition) throw NotInColumns{why};
}

constexpr std::int64_t bound_max = 1'000'000'000;  // of any intermediate, well inside 32 bits

/// 10 to the power of `places`.
std::int64_t power(int places);
/// A constant of a column's own unit; refuses one that is finer.
std::int32_t whole(const Number& n);
Bounds range_of(const Column& c);

struct Binding {
  const scheme::Scheme& scheme;
  const Facts& facts;
  Plan plan;
  bool is_measuring = true;  // the first of two passes: finds the common denominator

  /// n × scale as an integer; in the measuring pass the scale grows until it is one.
  std::int32_t scaled(const Number& n);
  /// The plain values of an input: samples only where nobody has more than one.
  const Column* plain(int input) const;
  /// The kinds as a bit set; 0: all.
  std::uint64_t kind_set(const std::vector<std::string>& kinds) const;
};

/// The operations that a rule comes to. `points`: the most that its indicator (or the bonus) gives.
void bind_rule(Binding& binding, std::vector<Operation>& into, const scheme::Rule& rule, const Number& points);
/// The least and the greatest value that an operation can come to.
Bounds bounds_of(const Operation& op);

/// Grades, ceilings, measures, ties: after the items and the sections.
void bind_grading(Binding& binding);

}  // namespace pingxing::rating
