// Conditions as intervals of integers, grades and their order, and whether one key ranks all.
#include <algorithm>

#include "rating/binding.hpp"
#include "rating/falling.hpp"

namespace pingxing::rating {

using scheme::Condition;

namespace {

class GradingBinder {
 public:
  explicit GradingBinder(Binding& binding) : b_(binding) {}

  void bind() {
    const auto& g = b_.scheme.grading;
    b_.plan.unrated = static_cast<int>(g.grades.size());
    for (int grade = b_.plan.unrated; grade-- > 0;) {
      GradePlan out{grade, {}};
      bool has_rule = false;
      for (const auto& rule : g.rules) {
        if (rule.is_ceiling || rule.grade != grade) continue;
        has_rule = true;
        for (const auto& c : rule.conditions) out.conditions.push_back(bind_condition(c));
        if (rule.ladder_section >= 0 && b_.scheme.properties.ladder == scheme::LadderMode::Cumulative)
          for (const auto& below : g.rules)
            if (below.ladder_section >= 0 && below.grade > grade)
              for (const auto& c : below.conditions) out.conditions.push_back(bind_condition(c));
      }
      if (has_rule) b_.plan.grades.push_back(std::move(out));
    }
    // A grade that another is built on has to be settled first: worst first is only right where it stands below.
    for (const auto& grade : b_.plan.grades)
      for (const auto& c : grade.conditions)
        if (c.kind == ConditionPlan::Kind::Grade) {
          require(c.target > grade.grade, "a grade built on a better one");
          require(std::any_of(b_.plan.grades.begin(), b_.plan.grades.end(),
                              [&](const GradePlan& other) { return other.grade == c.target; }),
                  "a grade without rules");
        }
    for (const auto& rule : g.rules) {
      if (!rule.is_ceiling) continue;
      GradePlan out{rule.grade, {}};
      for (const auto& c : rule.conditions) out.conditions.push_back(bind_condition(c));
      b_.plan.ceilings.push_back(std::move(out));
    }
    for (const auto& grade : falls_of(b_.scheme).grades) {
      FallPlan out{grade.grade, {}};
      for (const auto& one : grade.asked) {
        out.asked.push_back({bind_condition(one.condition), {}});
        for (const auto& other : one.instead)
          out.asked.back().instead.push_back({other.by_rules, bind_condition(other.condition)});
      }
      b_.plan.falls.push_back(std::move(out));
    }
    if (g.star_for_each) {
      keep_all_items();
      ConditionPlan each;
      set_ends(each, *g.star_for_each, Number(b_.plan.scale));
      b_.plan.star_for_each = each;
      for (int count = 0; count <= static_cast<int>(b_.plan.items.size()); ++count) {
        int best = b_.plan.unrated;
        for (int grade = b_.plan.unrated; grade-- > 0;)
          if (g.grades[static_cast<std::size_t>(grade)].stars >= 0 &&
              g.grades[static_cast<std::size_t>(grade)].stars <= count)
            best = grade;
        b_.plan.grade_of_stars.push_back(best);
      }
    }
    for (const auto& measure : b_.scheme.measures) {
      require(measure.kinds.empty(), "a ground for some kinds only");
      require(measure.effect.kind != scheme::Effect::Kind::TotalZero, "a total of 0");
      MeasurePlan out{measure.effect, {}};
      for (const auto& c : measure.conditions) out.conditions.push_back(bind_condition(c));
      b_.plan.measures.push_back(std::move(out));
    }
    b_.plan.demotes_each = b_.scheme.properties.demotions == scheme::DemotionMode::Each;
    b_.plan.ties = g.ties;
    for (const auto& tie : g.ties)
      if (!tie.is_section) b_.plan.items[static_cast<std::size_t>(tie.target)].is_kept = true;
    bind_keys();
  }

 private:
  /// An interval as integers × unit, both ends included.
  static void set_ends(ConditionPlan& out, const scheme::Interval& interval, const Number& unit) {
    const auto clamp = [](const Number& n) -> std::int32_t {
      const auto value = n.whole();
      if (!value) throw NotInColumns{"numbers too large"};
      return static_cast<std::int32_t>(std::clamp<std::int64_t>(*value, INT32_MIN, INT32_MAX));
    };
    if (interval.low)
      out.low = clamp(interval.has_low ? (*interval.low * unit).ceil() : (*interval.low * unit).floor() + Number(1));
    if (interval.high)
      out.high =
          clamp(interval.has_high ? (*interval.high * unit).floor() : (*interval.high * unit).ceil() - Number(1));
  }

  ConditionPlan bind_condition(const Condition& c) {
    using Kind = ConditionPlan::Kind;
    ConditionPlan out;
    out.target = c.target;
    const Number unit(b_.plan.scale);
    switch (c.kind) {
      case Condition::Kind::Total:
        out.kind = Kind::Total;
        set_ends(out, c.interval, unit);
        break;
      case Condition::Kind::Indicator:
        out.kind = Kind::Item;
        set_ends(out, c.interval, unit);
        // An item that does not apply fails the condition; as a 0 it might pass.
        require(b_.plan.items[static_cast<std::size_t>(c.target)].kinds == 0,
                "a condition on an item for some kinds only");
        b_.plan.items[static_cast<std::size_t>(c.target)].is_kept = true;
        break;
      case Condition::Kind::EveryIndicator:
        out.kind = Kind::EveryItem;
        set_ends(out, c.interval, unit);
        keep_all_items();
        break;
      case Condition::Kind::IndicatorMean: {
        out.kind = Kind::ItemMean;  // the sum against n times the ends
        set_ends(out, c.interval, unit * Number(static_cast<std::int64_t>(b_.plan.items.size())));
        keep_all_items();
        break;
      }
      case Condition::Kind::Section:
        require(applies_to_all(c.target), "a condition on a section for some kinds only");  // as of an item
        out.kind = Kind::Section;
        set_ends(out, c.interval, unit);
        break;
      case Condition::Kind::EverySection:
        for (const auto& item : b_.plan.items) require(item.kinds == 0, "a condition on sections for some kinds only");
        out.kind = Kind::EverySection;
        set_ends(out, c.interval, unit);
        break;
      case Condition::Kind::Input: {
        require(b_.scheme.inputs[static_cast<std::size_t>(c.target)].kinds.empty(),
                "a condition on an input for some kinds only");
        out.kind = Kind::Input;
        out.x = b_.plain(c.target);
        set_ends(out, c.interval, Number(power(out.x->places())));
        break;
      }
      case Condition::Kind::Grade:
        out.kind = Kind::Grade;
        break;
      default:
        throw NotInColumns{"history"};
    }
    return out;
  }

  /// Whether the section counts for every subject: something in it, at any depth, is for all kinds.
  [[nodiscard]] bool applies_to_all(int section) const {
    return std::any_of(b_.plan.items.begin(), b_.plan.items.end(), [&](const ItemPlan& item) {
      int up = item.kinds == 0 ? item.section : -1;
      while (up >= 0 && up != section) up = b_.scheme.sections[static_cast<std::size_t>(up)].parent;
      return up == section;
    });
  }

  void keep_all_items() {
    for (auto& item : b_.plan.items) {
      require(item.kinds == 0, "a condition on items for some kinds only");
      item.is_kept = true;
    }
  }

  void bind_keys() {
    __extension__ unsigned __int128 product =
        static_cast<std::uint64_t>(b_.plan.graded_bounds.high - b_.plan.graded_bounds.low + 2);
    for (const auto& tie : b_.plan.ties) {
      const auto& b = tie.is_section ? b_.plan.sections[static_cast<std::size_t>(tie.target)].bounds
                                     : b_.plan.items[static_cast<std::size_t>(tie.target)].bounds;
      product *= static_cast<std::uint64_t>(b.high - b.low + 1);
      if (product > INT32_MAX) return;
    }
    b_.plan.has_keys = product <= INT32_MAX;
  }

  Binding& b_;
};

}  // namespace

void bind_grading(Binding& binding) { GradingBinder(binding).bind(); }

}  // namespace pingxing::rating
