#include "rating/plan.hpp"

#include <algorithm>
#include <numeric>

#include "rating/score.hpp"

namespace pingxing::rating {

using scheme::Band;
using scheme::Condition;
using scheme::Form;
using scheme::Reach;
using scheme::Rule;
using scheme::Scheme;
using scheme::SectionKind;

namespace {

/// Thrown inside this file only, where a part of the scheme does not fit integers; caught in bind_plan.
struct NotInColumns {
  const char* why;
};

constexpr std::int64_t scale_max = 1'000'000;
constexpr std::int64_t bound_max = 1'000'000'000;  // of any intermediate, well inside 32 bits

std::int64_t power(int places) {
  std::int64_t unit = 1;
  while (places-- > 0) unit *= 10;
  return unit;
}

bool gives_points(const Band& band) { return band.gives == Band::Gives::Points || band.gives == Band::Gives::Full; }
bool is_scoring(const Rule& rule) { return std::any_of(rule.bands.begin(), rule.bands.end(), gives_points); }

class Binder {
 public:
  Binder(const Scheme& s, const Facts& facts) : s_(s), facts_(facts) {}

  Plan run() {
    refuse_what_needs_fractions();
    // Two passes: the first finds the common denominator, the second makes the operations.
    plan_.scale = 1;
    for (const bool is_measuring : {true, false}) {
      measuring_ = is_measuring;
      plan_.items.clear();
      plan_.bonuses.clear();
      plan_.bonus_caps.clear();
      for (const auto& item : s_.indicators) plan_.items.push_back(bind_item(item));
      bind_bonuses();
    }
    bind_sections();
    bind_grading();
    bind_keys();
    plan_.kinds = &facts_.kinds;
    return std::move(plan_);
  }

 private:
  static void require(bool condition, const char* why) {
    if (!condition) throw NotInColumns{why};
  }

  void refuse_what_needs_fractions() {
    require(s_.properties.rounded_at == scheme::RoundedAt::Nowhere, "rounding");
    require(!s_.grading.votes, "ballots");
    require(s_.properties.kinds.size() < 64, "too many kinds");
    for (const auto& section : s_.sections) require(!section.weight, "weights");
  }

  // ---- numbers ------------------------------------------------------------------------------------------------------

  /// n × scale as an integer; in the measuring pass the scale grows until it is one.
  std::int32_t scaled(const Number& n) {
    if (measuring_) {
      const auto denominator = n.denominator();
      require(denominator.has_value(), "a constant without an end");
      plan_.scale = std::lcm(plan_.scale, *denominator);
      require(plan_.scale <= scale_max, "constants of too many places");
      return 0;
    }
    const auto whole = n.whole_times(plan_.scale);
    require(whole && *whole <= bound_max && *whole >= -bound_max, "numbers too large");
    return static_cast<std::int32_t>(*whole);
  }

  static std::int32_t whole(const Number& n) {
    const auto value = n.whole();
    require(value && *value <= bound_max && *value >= -bound_max, "a constant finer than its column");
    return static_cast<std::int32_t>(*value);
  }

  const Column& column(int input) const { return facts_.inputs[static_cast<std::size_t>(input)].values; }

  /// The plain values of an input: samples only where nobody has more than one.
  const Column* plain(int input) {
    const auto& in = facts_.inputs[static_cast<std::size_t>(input)];
    require(in.values.size() == facts_.count, "a column that is not there");
    if (in.counts.size()) require(in.counts.range().second <= 1, "means of several samples");
    const auto [low, high] = in.values.range();
    require(low >= -bound_max && high <= bound_max, "numbers too large");
    require(!std::holds_alternative<std::vector<std::int64_t>>(in.values.data()), "numbers too large");
    return &in.values;
  }

  static Bounds range_of(const Column& c) {
    const auto [low, high] = c.range();
    return {low, high};
  }

  std::uint64_t kind_set(const std::vector<std::string>& kinds) const {
    std::uint64_t set = 0;
    for (std::size_t k = 0; k < s_.properties.kinds.size(); ++k)
      if (applies_to(s_, kinds, static_cast<std::uint8_t>(k))) set |= std::uint64_t(1) << k;
    require(kinds.empty() || facts_.kinds.size() == facts_.count, "kinds");
    return kinds.empty() ? 0 : set;
  }

  // ---- operations ---------------------------------------------------------------------------------------------------

  /// The greatest value that an operation can come to (its least is 0, but for judged scores).
  Bounds bounds_of(const Operation& op) const {
    const Bounds x = op.x ? range_of(*op.x) : Bounds{};
    std::int64_t low = 0, high = 0;
    switch (op.kind) {
      case Operation::Kind::Scale: low = x.low * op.a; high = x.high * op.a; break;
      case Operation::Kind::Unless: high = op.amount; break;
      case Operation::Kind::Shortfall: high = std::max<std::int64_t>(0, op.a - x.low) * op.b; break;
      case Operation::Kind::Steps: high = (std::max<std::int64_t>(0, x.high - op.a) + op.b) / op.b * op.amount; break;
      case Operation::Kind::Cuts: {
        std::int64_t now = low = high = op.base;
        for (const auto& cut : op.cuts) {
          now += cut.delta;
          low = std::min(low, now);
          high = std::max(high, now);
        }
        if (op.none_value) high = std::max<std::int64_t>(high, *op.none_value);
        break;
      }
      case Operation::Kind::Levels:
        for (auto points : op.points) high += 15 * std::int64_t(points);
        break;
      default: break;
    }
    if (op.cap) high = std::min<std::int64_t>(high, std::max<std::int64_t>(*op.cap, low));
    require(low >= -bound_max && high <= bound_max, "numbers too large");
    return {low, high};
  }

  void add(std::vector<Operation>& into, Operation op, const Rule& rule) {
    op.kinds = kind_set(rule.kinds);
    if (rule.at_most && op.kind != Operation::Kind::Void && op.kind != Operation::Kind::VoidCuts) op.cap = scaled(*rule.at_most);
    into.push_back(std::move(op));
  }

  static Operation::Sink deduction_sink(const Rule& rule) {
    return rule.reach == Reach::Total ? Operation::Sink::Total : rule.reach == Reach::Further ? Operation::Sink::Further : Operation::Sink::Deduction;
  }

  void flag_operation(std::vector<Operation>& into, const Rule& rule, Operation::Sink sink, int counts_when, const Number& amount) {
    Operation op;
    op.kind = Operation::Kind::Unless;
    op.sink = sink;
    op.x = plain(rule.inputs.front());
    op.a = 1 - counts_when;
    op.amount = scaled(amount);
    add(into, std::move(op), rule);
  }

  void void_operation(std::vector<Operation>& into, const Rule& rule, int when) {
    Operation op;
    op.kind = Operation::Kind::Void;
    op.sink = Operation::Sink::Void;
    op.x = plain(rule.inputs.front());
    op.a = when;
    add(into, std::move(op), rule);
  }

  void scale_operation(std::vector<Operation>& into, const Rule& rule, int input, Operation::Sink sink, const Number& factor) {
    Operation op;
    op.kind = Operation::Kind::Scale;
    op.sink = sink;
    op.x = plain(input);
    op.a = scaled(factor / Number(power(op.x->places())));
    add(into, std::move(op), rule);
  }

  /// Bands as three piecewise constants: credit, deduction, and whether the item is void.
  void band_operations(std::vector<Operation>& into, const Rule& rule, const Number& points) {
    const int input = rule.inputs.front();
    const auto& in = facts_.inputs[static_cast<std::size_t>(input)];
    const bool is_mean = in.counts.size() && in.counts.range().second > 1;
    if (is_mean) require(rule.samples == scheme::Samples::Mean || rule.samples == scheme::Samples::One, "samples");
    const Column* x = is_mean ? &in.values : plain(input);
    require(!std::holds_alternative<std::vector<std::int64_t>>(x->data()), "numbers too large");
    if (is_mean) require(!std::holds_alternative<std::vector<std::int64_t>>(in.counts.data()), "numbers too large");
    const Number unit(power(x->places()));
    std::vector<Number> ends;
    for (const auto& band : rule.bands) {
      if (band.when.low) ends.push_back(*band.when.low);
      if (band.when.high) ends.push_back(*band.when.high);
    }
    std::sort(ends.begin(), ends.end());
    ends.erase(std::unique(ends.begin(), ends.end()), ends.end());
    struct Piece {
      Number from;
      bool is_from_in;
      Number sample;  // a value inside the piece
    };
    std::vector<Piece> pieces;
    for (std::size_t e = 0; e < ends.size(); ++e) {
      pieces.push_back({ends[e], true, ends[e]});
      pieces.push_back({ends[e], false, e + 1 < ends.size() ? (ends[e] + ends[e + 1]) / Number(2) : ends[e] + Number(1)});
    }
    const Number below = ends.empty() ? Number(0) : ends.front() - Number(1);
    const bool scores = is_scoring(rule);
    const auto value = [&](const Band& band, Operation::Sink sink) -> Number {
      if (sink == Operation::Sink::Credit) return band.gives == Band::Gives::Full ? points : band.gives == Band::Gives::Points ? band.points : Number(0);
      if (sink == Operation::Sink::Void) return Number(band.gives == Band::Gives::Nothing && !scores ? 1 : 0);
      return band.gives == Band::Gives::Deduction ? band.points : Number(0);
    };
    for (const auto sink : {Operation::Sink::Credit, deduction_sink(rule), Operation::Sink::Void}) {
      Operation op;
      op.kind = sink == Operation::Sink::Void ? Operation::Kind::VoidCuts : Operation::Kind::Cuts;
      op.sink = sink;
      op.x = x;
      if (is_mean) op.count = &in.counts;
      const auto constant = [&](const Number& n) { return sink == Operation::Sink::Void ? whole(n) : scaled(n); };
      Number now = value(band_of(rule, below), sink);
      op.base = constant(now);
      bool matters = !now.is_zero();
      for (const auto& piece : pieces) {
        const Number next = value(band_of(rule, piece.sample), sink);
        if (next == now) continue;
        const Number at = piece.from * unit;
        Cut cut;
        cut.delta = constant(next - now);
        if (is_mean) {
          cut.at = whole(at);
          cut.more = piece.is_from_in ? 0 : 1;
        } else {
          cut.at = whole(piece.is_from_in ? at.ceil() : at.floor() + Number(1));
        }
        op.cuts.push_back(cut);
        now = next;
        matters = true;
      }
      if (is_mean) {
        const auto [least, most] = in.counts.range();
        for (const auto& cut : op.cuts) require(std::abs(std::int64_t(cut.at)) * most + 1 <= bound_max, "numbers too large");
      }
      if (rule.without_samples && in.counts.size()) {
        op.count = &in.counts;
        op.none_value = sink == Operation::Sink::Credit ? scaled(*rule.without_samples) : 0;
        if (!is_mean) op.flag = true;  // the count only tells whether there is a sample
        matters |= *op.none_value != 0;
      }
      if (matters) add(into, std::move(op), rule);
    }
  }

  void operations_of(std::vector<Operation>& into, const Rule& rule, const Number& points) {
    const int input = rule.inputs.front();
    const auto sink = deduction_sink(rule);
    if (rule.without_samples) require(rule.form == Form::Bands, "points without samples");
    switch (rule.form) {
      case Form::MetOrNot:
        flag_operation(into, rule, Operation::Sink::Credit, 1, points);
        void_operation(into, rule, 0);
        break;
      case Form::DeductEach: scale_operation(into, rule, input, sink, rule.amount); break;
      case Form::DeductOnce: flag_operation(into, rule, sink, 1, rule.amount); break;
      case Form::DeductUnless: flag_operation(into, rule, sink, 0, rule.amount); break;
      case Form::Shortfall: {
        Operation op;
        op.kind = Operation::Kind::Shortfall;
        op.sink = sink;
        op.x = plain(input);
        const Number unit(power(op.x->places()));
        op.a = whole(rule.required * unit);
        op.b = scaled(rule.amount / unit);
        add(into, std::move(op), rule);
        break;
      }
      case Form::Steps: {
        Operation op;
        op.kind = Operation::Kind::Steps;
        op.sink = sink;
        op.x = plain(input);
        const Number unit(power(op.x->places()));
        op.a = whole(rule.over * unit);
        op.b = whole(rule.per * unit);
        op.flag = rule.counts_begun;
        op.amount = scaled(rule.amount);
        add(into, std::move(op), rule);
        break;
      }
      case Form::Void: void_operation(into, rule, 1); break;
      case Form::VoidUnless: void_operation(into, rule, 0); break;
      case Form::Bands: band_operations(into, rule, points); break;
      case Form::Proportion: scale_operation(into, rule, input, Operation::Sink::Credit, points / rule.amount); break;
      case Form::Levels: {
        require(rule.levels.size() <= 7, "many levels");
        Operation op;
        op.kind = Operation::Kind::Levels;
        op.sink = Operation::Sink::Credit;
        op.x = plain(input);
        op.flag = rule.is_highest_only;
        for (const auto& level : rule.levels) op.points.push_back(scaled(level.points));
        add(into, std::move(op), rule);
        break;
      }
      case Form::AddEach:
      case Form::GrantEach: scale_operation(into, rule, input, Operation::Sink::Credit, rule.amount); break;
      case Form::AddOnce:
      case Form::GrantOnce: flag_operation(into, rule, Operation::Sink::Credit, 1, rule.amount); break;
      case Form::Judged: scale_operation(into, rule, input, Operation::Sink::Credit, Number(1)); break;
      case Form::JudgedDeduction: scale_operation(into, rule, input, sink, Number(1)); break;
      case Form::Ballot:
        require(!rule.at_most, "a capped ballot");
        for (std::size_t e = 0; e < rule.electorates.size(); ++e) {
          const auto& limits = s_.inputs[static_cast<std::size_t>(rule.inputs[e])];
          const Number full = limits.high.value_or(points);
          const Number factor = full == points || full.is_zero() ? Number(1) : points / full;
          scale_operation(into, rule, rule.inputs[e], Operation::Sink::Credit, factor * rule.electorates[e].share / Number(100));
        }
        break;
      case Form::Exemption: break;
    }
  }

  ItemPlan bind_item(const scheme::Indicator& item) {
    ItemPlan out;
    const Number points = item.points.value_or(Number(0));
    const auto& section = s_.sections[static_cast<std::size_t>(item.section)];
    out.points = scaled(points);
    out.section = item.section;
    out.is_duty = section.is_pool;
    out.kinds = kind_set(item.kinds);
    for (std::size_t r = 0; r < item.rules.size(); ++r) {
      const Rule& rule = item.rules[r];
      if (rule.form == Form::Exemption) continue;
      const std::size_t before = out.operations.size();
      operations_of(out.operations, rule, points);
      for (std::size_t o = before; o < out.operations.size(); ++o) {
        auto& op = out.operations[o];
        if (op.sink == Operation::Sink::Credit && op.kinds != 0) throw NotInColumns{"points for some kinds only"};
        for (const auto& other : item.rules) {
          if (other.form != Form::Exemption || other.exempts != static_cast<int>(r)) continue;
          require(other.kinds.empty(), "an exemption for some kinds only");
          op.exempt.push_back(plain(other.inputs.front()));
        }
      }
      // A rule that gives points makes the item start from 0, also where all its bands give nothing.
      out.has_credit |= rule.form == Form::MetOrNot || rule.form == Form::Proportion || rule.form == Form::Levels || rule.form == Form::AddEach || rule.form == Form::AddOnce ||
                        rule.form == Form::GrantEach || rule.form == Form::GrantOnce || rule.form == Form::Ballot || rule.form == Form::Judged || (rule.form == Form::Bands && is_scoring(rule));
    }
    if (measuring_) return out;
    std::int64_t high = out.has_credit ? 0 : out.points, low = high, further = 0;
    for (const auto& op : out.operations) {
      const Bounds b = bounds_of(op);
      if (op.sink == Operation::Sink::Credit) { low += std::min<std::int64_t>(b.low, 0); high += b.high; }
      if (op.sink == Operation::Sink::Deduction) { low -= b.high; high -= std::min<std::int64_t>(b.low, 0); }
      if (op.sink == Operation::Sink::Further) further += b.high;
      out.has_void |= op.sink == Operation::Sink::Void;
    }
    if (out.is_duty) {
      const auto pool = scaled(section.points.value_or(Number(0)));
      out.bounds = {std::min<std::int64_t>(low - further, -pool), 0};
    } else {
      out.needs_cap = high > out.points;
      out.needs_floor = low < 0 && !item.may_go_below_zero;
      out.bounds = {std::min<std::int64_t>(0, out.needs_floor ? 0 : low) - further, std::max<std::int64_t>(0, std::min<std::int64_t>(high, out.points))};
    }
    require(out.bounds.low >= -bound_max && out.bounds.high <= bound_max, "numbers too large");
    return out;
  }

  void bind_bonuses() {
    for (std::size_t k = 0; k < s_.sections.size(); ++k) {
      if (s_.sections[k].kind != SectionKind::Bonus) continue;
      std::vector<Operation> operations;
      for (const auto& entry : s_.bonuses)
        if (entry.section == static_cast<int>(k)) operations_of(operations, entry.rule, entry.rule.highest);
      for (const auto& op : operations) require(op.sink == Operation::Sink::Credit, "a bonus that deducts");
      plan_.bonuses.emplace_back(static_cast<int>(k), std::move(operations));
      plan_.bonus_caps.push_back(s_.sections[k].points ? scaled(*s_.sections[k].points) : INT32_MAX);
    }
  }

  void bind_sections() {
    plan_.sections.resize(s_.sections.size());
    for (std::size_t k = 0; k < s_.sections.size(); ++k) {
      auto& out = plan_.sections[k];
      const auto& section = s_.sections[k];
      out.counts = section.kind == SectionKind::Ordinary;
      if (!out.counts) continue;
      out.parent = section.parent >= 0 && s_.sections[static_cast<std::size_t>(section.parent)].kind == SectionKind::Ordinary ? section.parent : -1;
      out.is_pool = section.is_pool;
      if (section.is_pool) out.points = scaled(*section.points);
    }
    std::vector<std::uint64_t> pool_kinds(s_.sections.size(), 0);
    std::vector<bool> pool_is_for_all(s_.sections.size(), false);
    for (const auto& item : plan_.items) {
      auto& section = plan_.sections[static_cast<std::size_t>(item.section)];
      section.bounds.low += std::min<std::int64_t>(0, item.bounds.low);
      section.bounds.high += item.bounds.high;
      pool_kinds[static_cast<std::size_t>(item.section)] |= item.kinds;
      if (item.kinds == 0) pool_is_for_all[static_cast<std::size_t>(item.section)] = true;
    }
    Bounds total;
    for (std::size_t k = s_.sections.size(); k-- > 0;) {
      auto& out = plan_.sections[k];
      if (!out.counts) continue;
      if (out.is_pool) {
        for (std::size_t child = 0; child < s_.sections.size(); ++child) require(plan_.sections[child].parent != static_cast<int>(k), "a pool with parts");
        out.bounds = {0, out.points};
        out.kinds = pool_is_for_all[k] ? 0 : pool_kinds[k];
      }
      Bounds& up = out.parent >= 0 ? plan_.sections[static_cast<std::size_t>(out.parent)].bounds : total;
      up.low += out.bounds.low;
      up.high += out.bounds.high;
    }
    for (const auto& item : plan_.items)
      for (const auto& op : item.operations)
        if (op.sink == Operation::Sink::Total) total.low -= bounds_of(op).high;
    plan_.graded_bounds = total;
    for (std::size_t b = 0; b < plan_.bonuses.size(); ++b) {
      std::int64_t high = 0;
      for (const auto& op : plan_.bonuses[b].second) high += bounds_of(op).high;
      total.high += std::min<std::int64_t>(high, plan_.bonus_caps[b]);
    }
    plan_.total_bounds = total;
    plan_.has_graded_total = !s_.bonuses.empty() && !s_.properties.bonus_counts.value_or(true);
    if (!plan_.has_graded_total) plan_.graded_bounds = total;
    require(total.low >= -bound_max && total.high <= bound_max, "numbers too large");
  }

  // ---- conditions ---------------------------------------------------------------------------------------------------

  /// An interval as integers × unit, both ends included.
  static void set_ends(ConditionPlan& out, const scheme::Interval& interval, const Number& unit) {
    const auto clamp = [](const Number& n) -> std::int32_t {
      const auto value = n.whole();
      if (!value) throw NotInColumns{"numbers too large"};
      return static_cast<std::int32_t>(std::clamp<std::int64_t>(*value, INT32_MIN, INT32_MAX));
    };
    if (interval.low) out.low = clamp(interval.has_low ? (*interval.low * unit).ceil() : (*interval.low * unit).floor() + Number(1));
    if (interval.high) out.high = clamp(interval.has_high ? (*interval.high * unit).floor() : (*interval.high * unit).ceil() - Number(1));
  }

  ConditionPlan bind_condition(const Condition& c) {
    using Kind = ConditionPlan::Kind;
    ConditionPlan out;
    out.target = c.target;
    const Number unit(plan_.scale);
    switch (c.kind) {
      case Condition::Kind::Total: out.kind = Kind::Total; set_ends(out, c.interval, unit); break;
      case Condition::Kind::Indicator:
        out.kind = Kind::Item;
        set_ends(out, c.interval, unit);
        // An item that does not apply fails the condition; as a 0 it might pass.
        require(plan_.items[static_cast<std::size_t>(c.target)].kinds == 0, "a condition on an item for some kinds only");
        plan_.items[static_cast<std::size_t>(c.target)].is_kept = true;
        break;
      case Condition::Kind::EveryIndicator:
        out.kind = Kind::EveryItem;
        set_ends(out, c.interval, unit);
        keep_all_items();
        break;
      case Condition::Kind::IndicatorMean: {
        out.kind = Kind::ItemMean;  // the sum against n times the ends
        set_ends(out, c.interval, unit * Number(static_cast<std::int64_t>(plan_.items.size())));
        keep_all_items();
        break;
      }
      case Condition::Kind::Section: out.kind = Kind::Section; set_ends(out, c.interval, unit); break;
      case Condition::Kind::EverySection:
        for (const auto& item : plan_.items) require(item.kinds == 0, "a condition on sections for some kinds only");
        out.kind = Kind::EverySection;
        set_ends(out, c.interval, unit);
        break;
      case Condition::Kind::Input: {
        require(s_.inputs[static_cast<std::size_t>(c.target)].kinds.empty(), "a condition on an input for some kinds only");
        out.kind = Kind::Input;
        out.x = plain(c.target);
        set_ends(out, c.interval, Number(power(out.x->places())));
        break;
      }
      case Condition::Kind::Grade: out.kind = Kind::Grade; break;
      default: throw NotInColumns{"history"};
    }
    return out;
  }

  void keep_all_items() {
    for (auto& item : plan_.items) {
      require(item.kinds == 0, "a condition on items for some kinds only");
      item.is_kept = true;
    }
  }

  void bind_grading() {
    const auto& g = s_.grading;
    plan_.unrated = static_cast<int>(g.grades.size());
    for (int grade = plan_.unrated; grade-- > 0;) {
      GradePlan out{grade, {}};
      bool has_rule = false;
      for (const auto& rule : g.rules) {
        if (rule.is_ceiling || rule.grade != grade) continue;
        has_rule = true;
        for (const auto& c : rule.conditions) out.conditions.push_back(bind_condition(c));
        if (rule.ladder_section >= 0 && s_.properties.ladder == scheme::LadderMode::Cumulative)
          for (const auto& below : g.rules)
            if (below.ladder_section >= 0 && below.grade > grade)
              for (const auto& c : below.conditions) out.conditions.push_back(bind_condition(c));
      }
      if (has_rule) plan_.grades.push_back(std::move(out));
    }
    // A grade that another is built on has to be settled first: worst first is only right where it stands below.
    for (const auto& grade : plan_.grades)
      for (const auto& c : grade.conditions)
        if (c.kind == ConditionPlan::Kind::Grade) {
          require(c.target > grade.grade, "a grade built on a better one");
          require(std::any_of(plan_.grades.begin(), plan_.grades.end(), [&](const GradePlan& other) { return other.grade == c.target; }), "a grade without rules");
        }
    for (const auto& rule : g.rules) {
      if (!rule.is_ceiling) continue;
      GradePlan out{rule.grade, {}};
      for (const auto& c : rule.conditions) out.conditions.push_back(bind_condition(c));
      plan_.ceilings.push_back(std::move(out));
    }
    if (g.star_for_each) {
      keep_all_items();
      ConditionPlan each;
      set_ends(each, *g.star_for_each, Number(plan_.scale));
      plan_.star_for_each = each;
      for (int count = 0; count <= static_cast<int>(plan_.items.size()); ++count) {
        int best = plan_.unrated;
        for (int grade = plan_.unrated; grade-- > 0;)
          if (g.grades[static_cast<std::size_t>(grade)].stars >= 0 && g.grades[static_cast<std::size_t>(grade)].stars <= count) best = grade;
        plan_.grade_of_stars.push_back(best);
      }
    }
    for (const auto& measure : s_.measures) {
      MeasurePlan out{measure.effect, {}};
      for (const auto& c : measure.conditions) out.conditions.push_back(bind_condition(c));
      plan_.measures.push_back(std::move(out));
    }
    plan_.demotes_each = s_.properties.demotions == scheme::DemotionMode::Each;
    plan_.ties = g.ties;
    for (const auto& tie : g.ties)
      if (!tie.is_section) plan_.items[static_cast<std::size_t>(tie.target)].is_kept = true;
  }

  void bind_keys() {
    __extension__ unsigned __int128 product = static_cast<std::uint64_t>(plan_.graded_bounds.high - plan_.graded_bounds.low + 2);
    for (const auto& tie : plan_.ties) {
      const auto& b = tie.is_section ? plan_.sections[static_cast<std::size_t>(tie.target)].bounds : plan_.items[static_cast<std::size_t>(tie.target)].bounds;
      product *= static_cast<std::uint64_t>(b.high - b.low + 1);
      if (product > INT32_MAX) return;
    }
    plan_.has_keys = product <= INT32_MAX;
  }

  const Scheme& s_;
  const Facts& facts_;
  Plan plan_;
  bool measuring_ = true;
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
