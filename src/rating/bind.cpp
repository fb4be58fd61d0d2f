// A scheme as a plan over columns: items, bonuses, sections and how far their scores can go.
#include <algorithm>

#include "rating/binding.hpp"
#include "rating/rule_outcome.hpp"
#include "scheme/outcome.hpp"

namespace pingxing::rating {

using scheme::Form;
using scheme::Rule;
using scheme::Scheme;
using scheme::SectionKind;

namespace {

class Binder {
 public:
  Binder(const Scheme& scheme, const Facts& facts) : b_{scheme, facts, {}} {}

  Plan run() {
    refuse_what_needs_fractions();
    // Two passes: the first finds the common denominator, the second makes the operations.
    b_.plan.scale = 1;
    for (const bool is_measuring : {true, false}) {
      b_.is_measuring = is_measuring;
      b_.plan.items.clear();
      b_.plan.bonuses.clear();
      for (const auto& item : b_.scheme.indicators) b_.plan.items.push_back(bind_item(item));
      bind_bonuses();
    }
    bind_sections();
    bind_grading(b_);
    b_.plan.kinds = &b_.facts.kinds;
    return std::move(b_.plan);
  }

 private:
  void refuse_what_needs_fractions() {
    require(b_.scheme.properties.rounded_at == scheme::RoundedAt::Nowhere, "rounding");
    require(!b_.scheme.grading.votes, "ballots");
    require(b_.scheme.properties.kinds.size() < 64, "too many kinds");
    for (const auto& section : b_.scheme.sections) {
      require(!section.weight, "weights");
      require(section.kind != SectionKind::Deductions, "a section of deductions");
      require(section.kind != SectionKind::Ledger, "a ledger");
    }
    require(b_.scheme.properties.may_total_go_below_zero.value_or(true), "a total with a floor");
  }

  ItemPlan bind_item(const scheme::Indicator& item) {
    require(!item.inner, "a cap of each period or person over several rules");
    ItemPlan out;
    const Number points = item.points.value_or(Number(0));
    const auto& section = b_.scheme.sections[static_cast<std::size_t>(item.section)];
    require(!item.after_zero, "a deduction once an item is used up");
    out.points = b_.scaled(points);
    out.section = item.section;
    out.is_duty = section.is_pool;
    out.kinds = b_.kind_set(item.kinds);
    for (std::size_t r = 0; r < item.rules.size(); ++r) {
      const Rule& rule = item.rules[r];
      if (rule.form == Form::Exemption) continue;
      const std::size_t before = out.operations.size();
      bind_rule(b_, out.operations, rule, points);
      for (std::size_t o = before; o < out.operations.size(); ++o) {
        auto& op = out.operations[o];
        if (op.sink == Operation::Sink::Credit && op.kinds != 0) throw NotInColumns{"points for some kinds only"};
        for (const auto& other : item.rules) {
          if (other.form != Form::Exemption || other.exempts != static_cast<int>(r)) continue;
          require(other.kinds.empty(), "an exemption for some kinds only");
          op.exempt.push_back(b_.plain(other.inputs.front()));
        }
      }
      // A rule that gives points makes the item start from 0, also where all its bands give nothing.
      out.has_credit |= scheme::gives_points(rule);
    }
    if (b_.is_measuring) return out;
    std::int64_t high = out.has_credit ? 0 : out.points, low = high, further = 0;
    for (const auto& op : out.operations) {
      const Bounds b = bounds_of(op);
      if (op.sink == Operation::Sink::Credit) {
        low += std::min<std::int64_t>(b.low, 0);
        high += b.high;
      }
      if (op.sink == Operation::Sink::Deduction) {
        low -= b.high;
        high -= std::min<std::int64_t>(b.low, 0);
      }
      if (op.sink == Operation::Sink::Further) further += b.high;
      out.has_void |= op.sink == Operation::Sink::Void;
    }
    out.further_most = further;
    if (out.is_duty) {
      const auto pool = b_.scaled(section.points.value_or(Number(0)));
      out.bounds = {std::min<std::int64_t>(low, -pool) - further, std::max<std::int64_t>(high, 0)};
    } else {
      out.needs_cap = high > out.points;
      out.needs_floor = low < 0 && !item.may_go_below_zero;
      out.bounds = {std::min<std::int64_t>(0, out.needs_floor ? 0 : low) - further,
                    std::max<std::int64_t>(0, std::min<std::int64_t>(high, out.points))};
    }
    require(out.bounds.low >= -bound_max && out.bounds.high <= bound_max, "numbers too large");
    return out;
  }

  void bind_bonuses() {
    std::vector<int> bonus_of(b_.scheme.sections.size(), -1);
    for (std::size_t k = 0; k < b_.scheme.sections.size(); ++k) {
      const auto& section = b_.scheme.sections[k];
      if (section.kind != SectionKind::Bonus) continue;
      BonusPlan bonus;
      if (section.parent >= 0) bonus.parent = bonus_of[static_cast<std::size_t>(section.parent)];
      for (const auto& entry : b_.scheme.bonuses)
        if (entry.section == static_cast<int>(k)) bind_bonus(entry, bonus.operations);
      std::erase_if(bonus.operations, [](const Operation& op) { return op.sink != Operation::Sink::Credit; });
      if (section.points) bonus.cap = b_.scaled(*section.points);
      bonus_of[k] = static_cast<int>(b_.plan.bonuses.size());
      b_.plan.bonuses.push_back(std::move(bonus));
    }
  }

  void bind_bonus(const scheme::BonusEntry& entry, std::vector<Operation>& into) {
    require(entry.kinds.empty() || entry.rule.kinds.empty(), "a bonus with kinds twice");
    const std::size_t before = into.size();
    bind_rule(b_, into, entry.rule, entry.rule.highest);
    if (entry.kinds.empty()) return;
    for (std::size_t o = before; o < into.size(); ++o) into[o].kinds = b_.kind_set(entry.kinds);
  }

  void bind_sections() {
    b_.plan.sections.resize(b_.scheme.sections.size());
    for (std::size_t k = 0; k < b_.scheme.sections.size(); ++k) {
      auto& out = b_.plan.sections[k];
      const auto& section = b_.scheme.sections[k];
      out.counts = section.kind == SectionKind::Ordinary;
      if (!out.counts) continue;
      out.parent = section.parent >= 0 &&
                           b_.scheme.sections[static_cast<std::size_t>(section.parent)].kind == SectionKind::Ordinary
                       ? section.parent
                       : -1;
      out.is_pool = section.is_pool;
      if (section.is_pool) out.points = b_.scaled(*section.points);
    }
    std::vector<std::uint64_t> pool_kinds(b_.scheme.sections.size(), 0);
    std::vector<bool> pool_is_for_all(b_.scheme.sections.size(), false);
    std::vector<std::int64_t> further(b_.scheme.sections.size(), 0);
    for (const auto& item : b_.plan.items) {
      auto& section = b_.plan.sections[static_cast<std::size_t>(item.section)];
      section.bounds.low += std::min<std::int64_t>(0, item.bounds.low);
      section.bounds.high += item.bounds.high;
      section.has_void |= item.has_void;
      section.has_further |= item.further_most > 0;
      further[static_cast<std::size_t>(item.section)] += item.further_most;
      pool_kinds[static_cast<std::size_t>(item.section)] |= item.kinds;
      if (item.kinds == 0) pool_is_for_all[static_cast<std::size_t>(item.section)] = true;
    }
    Bounds total;
    for (std::size_t k = b_.scheme.sections.size(); k-- > 0;) {
      auto& out = b_.plan.sections[k];
      if (!out.counts) continue;
      if (out.is_pool) {
        for (std::size_t child = 0; child < b_.scheme.sections.size(); ++child)
          require(b_.plan.sections[child].parent != static_cast<int>(k), "a pool with parts");
        require(out.bounds.low >= -bound_max && out.bounds.high + out.points <= bound_max, "numbers too large");
        out.needs_cap = out.bounds.high > 0;
        out.bounds = {-further[k], out.points};
        out.kinds = pool_is_for_all[k] ? 0 : pool_kinds[k];
      }
      Bounds& up = out.parent >= 0 ? b_.plan.sections[static_cast<std::size_t>(out.parent)].bounds : total;
      up.low += out.bounds.low;
      up.high += out.bounds.high;
    }
    for (const auto& item : b_.plan.items)
      for (const auto& op : item.operations)
        if (op.sink == Operation::Sink::Total) total.low -= bounds_of(op).high;
    b_.plan.graded_bounds = total;
    std::vector<Bounds> bonuses(b_.plan.bonuses.size());
    for (std::size_t b = bonuses.size(); b-- > 0;) {
      const auto& bonus = b_.plan.bonuses[b];
      for (const auto& op : bonus.operations) {
        bonuses[b].low += std::min<std::int64_t>(bounds_of(op).low, 0);
        bonuses[b].high += bounds_of(op).high;
      }
      require(bonuses[b].low >= -bound_max && bonuses[b].high <= bound_max, "numbers too large");
      Bounds& up = bonus.parent >= 0 ? bonuses[static_cast<std::size_t>(bonus.parent)] : total;
      up.low += bonuses[b].low;
      up.high += std::min<std::int64_t>(bonuses[b].high, bonus.cap);
    }
    b_.plan.total_bounds = total;
    b_.plan.has_graded_total = !b_.scheme.bonuses.empty() && !b_.scheme.properties.bonus_counts.value_or(true);
    if (!b_.plan.has_graded_total) b_.plan.graded_bounds = total;
    require(total.low >= -bound_max && total.high <= bound_max, "numbers too large");
  }

  Binding b_;
};

}  // namespace

std::optional<Plan> bind_plan(const Scheme& scheme, const Facts& facts, std::string* why) {
  try {
    return Binder(scheme, facts).run();
  } catch (const NotInColumns& refused) {
    if (why) *why = refused.why;
    return std::nullopt;
  }
}

}  // namespace pingxing::rating
