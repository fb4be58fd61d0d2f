// A scheme bound to columns: constants scaled to one denominator, rules as operations on arrays. Made by bind.cpp, run
// by columns.cpp.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "rating/facts.hpp"
#include "rating/kernels.hpp"
#include "scheme/scheme.hpp"

namespace pingxing::rating {

struct Bounds {
  std::int64_t low = 0, high = 0;
};

struct Operation {
  enum class Kind { Scale, Unless, Shortfall, Steps, Cuts, Levels, Void, VoidCuts };
  enum class Sink { Credit, Deduction, Further, Total, Void };
  Kind kind = Kind::Scale;
  Sink sink = Sink::Credit;
  const Column* x = nullptr;
  const Column* count = nullptr;          // of a mean: x is the sum
  std::int32_t a = 0, b = 0, amount = 0;  // factor, required, over, per, wanted: see bind.cpp
  bool flag = false;                      // Steps: up; Levels: highest only
  std::int32_t base = 0;                  // Cuts: below all cuts
  std::vector<Cut> cuts;
  std::vector<std::int32_t> points;        // Levels
  std::optional<std::int32_t> none_value;  // of a mean without samples
  std::optional<std::int32_t> cap;
  std::uint64_t kinds = 0;            // set of kinds; 0: all
  std::vector<const Column*> exempt;  // flags that suspend it
};

struct ItemPlan {
  std::int32_t points = 0;
  int section = -1;
  bool has_credit = false, needs_cap = false, needs_floor = false, is_duty = false, has_void = false;
  std::uint64_t kinds = 0;
  bool is_kept = false;           // conditions or ties look at it: its scores stay in a buffer
  std::int64_t further_most = 0;  // that can be deducted beyond it
  Bounds bounds;
  std::vector<Operation> operations;
};

struct SectionPlan {
  bool counts = false;  // part of the total
  int parent = -1;      // section that it adds to; −1: the total
  bool is_pool = false;
  // Of a pool:
  std::int32_t points = 0;
  bool needs_cap = false, has_void = false, has_further = false;
  std::uint64_t kinds = 0;
  Bounds bounds;
};

struct BonusPlan {
  int parent = -1;  // index of the bonus that it adds to; −1: the total
  std::vector<Operation> operations;
  std::int32_t cap = INT32_MAX;
};

struct ConditionPlan {
  enum class Kind { Total, Item, EveryItem, ItemMean, Section, EverySection, Input, Grade };
  Kind kind = Kind::Total;
  int target = -1;
  const Column* x = nullptr;
  std::int32_t low = INT32_MIN, high = INT32_MAX;  // both included
};

struct GradePlan {
  int grade = -1;
  std::vector<ConditionPlan> conditions;
};

/// What is asked of who falls to a grade.
struct FallPlan {
  struct Instead {
    int by_rules = -1;
    ConditionPlan condition;
  };
  struct Asked {
    ConditionPlan condition;
    std::vector<Instead> instead;
  };
  int grade = -1;
  std::vector<Asked> asked;
};

struct MeasurePlan {
  scheme::Effect effect;
  std::vector<ConditionPlan> conditions;
};

struct Plan {
  std::int64_t scale = 1;  // points × scale are whole
  std::vector<ItemPlan> items;
  std::vector<SectionPlan> sections;
  std::vector<BonusPlan> bonuses;  // outer ones first
  Bounds total_bounds, graded_bounds;
  bool has_graded_total = false;
  std::vector<GradePlan> grades;  // rules that are no ceilings, joined by grade, worst grade first
  std::vector<GradePlan> ceilings;
  std::vector<FallPlan> falls;
  std::optional<ConditionPlan> star_for_each;
  std::vector<std::int32_t> grade_of_stars;  // by count
  std::vector<MeasurePlan> measures;
  bool demotes_each = false;
  int unrated = 0;
  std::vector<scheme::TieKey> ties;
  bool has_keys = false;
  const std::vector<std::uint8_t>* kinds = nullptr;
};

/// Nothing where the scheme needs fractions, rounding, weights, ballots of several votes or history.
std::optional<Plan> bind_plan(const scheme::Scheme& scheme, const Facts& facts, std::string* why);

}  // namespace pingxing::rating
