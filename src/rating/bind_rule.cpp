// Rules as operations on columns: one scaled multiple, one piecewise constant, one flag, and so on.
#include <algorithm>

#include "rating/binding.hpp"
#include "rating/rule_outcome.hpp"
#include "scheme/outcome.hpp"

namespace pingxing::rating {

using scheme::Band;
using scheme::Form;
using scheme::Reach;
using scheme::Rule;

namespace {

class RuleBinder {
 public:
  RuleBinder(Binding& binding, std::vector<Operation>& into) : b_(binding), into_(into) {}

  void bind(const Rule& rule, const Number& points) {
    const int input = rule.inputs.front();
    const auto sink = deduction_sink(rule);
    require(!rule.part, "parts of an item");
    require(!rule.inner, "caps of each period or person");
    if (rule.without_samples) require(rule.form == Form::Bands, "points without samples");
    switch (rule.form) {
      case Form::MetOrNot:
        flag_operation(rule, Operation::Sink::Credit, 1, points);
        void_operation(rule, 0);
        break;
      case Form::DeductEach:
        scale_operation(rule, input, sink, rule.amount);
        break;
      case Form::DeductOnce:
        flag_operation(rule, sink, 1, rule.amount);
        break;
      case Form::DeductUnless:
        flag_operation(rule, sink, 0, rule.amount);
        break;
      case Form::Shortfall: {
        Operation op;
        op.kind = Operation::Kind::Shortfall;
        op.sink = sink;
        op.x = b_.plain(input);
        const Number unit(power(op.x->places()));
        op.a = whole(rule.required * unit);
        op.b = b_.scaled(rule.amount / unit);
        add(std::move(op), rule);
        break;
      }
      case Form::StepsBelow:
        require(false, "steps below a line");
        break;
      case Form::Steps:
      case Form::AddSteps: {
        Operation op;
        op.kind = Operation::Kind::Steps;
        op.sink = rule.form == Form::Steps ? sink : Operation::Sink::Credit;
        op.x = b_.plain(input);
        const Number unit(power(op.x->places()));
        op.a = whole(rule.over * unit);
        op.b = whole(rule.per * unit);
        op.flag = rule.counts_begun;
        op.amount = b_.scaled(rule.amount);
        add(std::move(op), rule);
        break;
      }
      case Form::Void:
        void_operation(rule, 1);
        break;
      case Form::VoidUnless:
        void_operation(rule, 0);
        break;
      case Form::Bands:
        band_operations(rule, points);
        break;
      case Form::Proportion:
        scale_operation(rule, input, Operation::Sink::Credit, rule.at_full.value_or(points) / rule.amount);
        break;
      case Form::Levels: {
        require(rule.levels.size() <= 7, "many levels");
        Operation op;
        op.kind = Operation::Kind::Levels;
        op.sink = rule.is_deducting ? sink : Operation::Sink::Credit;
        op.x = b_.plain(input);
        op.flag = rule.is_highest_only;
        for (const auto& level : rule.levels) op.points.push_back(b_.scaled(level.points));
        add(std::move(op), rule);
        break;
      }
      case Form::AddEach:
      case Form::GrantEach:
        scale_operation(rule, input, Operation::Sink::Credit, rule.amount);
        break;
      case Form::AddOnce:
      case Form::GrantOnce:
        flag_operation(rule, Operation::Sink::Credit, 1, rule.amount);
        break;
      case Form::Judged:
        scale_operation(rule, input, Operation::Sink::Credit, Number(1));
        break;
      case Form::JudgedDeduction:
        scale_operation(rule, input, sink, Number(1));
        break;
      case Form::Ballot:
        require(!rule.at_most, "a capped ballot");
        for (std::size_t e = 0; e < rule.electorates.size(); ++e) {
          const auto& limits = b_.scheme.inputs[static_cast<std::size_t>(rule.inputs[e])];
          const Number full = limits.high.value_or(points);
          const Number factor = full == points || full.is_zero() ? Number(1) : points / full;
          scale_operation(rule, rule.inputs[e], Operation::Sink::Credit,
                          factor * rule.electorates[e].share / Number(100));
        }
        break;
      case Form::Exemption:
        break;
    }
  }

 private:
  void add(Operation op, const Rule& rule) {
    op.kinds = b_.kind_set(rule.kinds);
    if (rule.at_most && op.kind != Operation::Kind::Void && op.kind != Operation::Kind::VoidCuts)
      op.cap = b_.scaled(*rule.at_most);
    into_.push_back(std::move(op));
  }

  static Operation::Sink deduction_sink(const Rule& rule) {
    return rule.reach == Reach::Total     ? Operation::Sink::Total
           : rule.reach == Reach::Further ? Operation::Sink::Further
                                          : Operation::Sink::Deduction;
  }

  void flag_operation(const Rule& rule, Operation::Sink sink, int counts_when, const Number& amount) {
    Operation op;
    op.kind = Operation::Kind::Unless;
    op.sink = sink;
    op.x = b_.plain(rule.inputs.front());
    op.a = 1 - counts_when;
    op.amount = b_.scaled(amount);
    add(std::move(op), rule);
  }

  void void_operation(const Rule& rule, int when) {
    Operation op;
    op.kind = Operation::Kind::Void;
    op.sink = Operation::Sink::Void;
    op.x = b_.plain(rule.inputs.front());
    op.a = when;
    add(std::move(op), rule);
  }

  void scale_operation(const Rule& rule, int input, Operation::Sink sink, const Number& factor) {
    Operation op;
    op.kind = Operation::Kind::Scale;
    op.sink = sink;
    op.x = b_.plain(input);
    op.a = b_.scaled(factor / Number(power(op.x->places())));
    add(std::move(op), rule);
  }

  /// Bands as three piecewise constants: credit, deduction, and whether the item is void.
  void band_operations(const Rule& rule, const Number& points) {
    const int input = rule.inputs.front();
    const auto& in = b_.facts.inputs[static_cast<std::size_t>(input)];
    const bool is_mean = in.counts.size() && in.counts.range().second > 1;
    if (is_mean) require(rule.samples == scheme::Samples::Mean || rule.samples == scheme::Samples::One, "samples");
    const Column* x = is_mean ? &in.values : b_.plain(input);
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
      pieces.push_back(
          {ends[e], false, e + 1 < ends.size() ? (ends[e] + ends[e + 1]) / Number(2) : ends[e] + Number(1)});
    }
    const Number below = ends.empty() ? Number(0) : ends.front() - Number(1);
    const bool scores = scheme::is_scoring(rule.bands);
    const auto value = [&](const Band& band, Operation::Sink sink) -> Number {
      if (sink == Operation::Sink::Credit)
        return band.gives == Band::Gives::Full     ? points
               : band.gives == Band::Gives::Share  ? points * band.points
               : band.gives == Band::Gives::Points ? band.points
                                                   : Number(0);
      if (sink == Operation::Sink::Void) return Number(band.gives == Band::Gives::Nothing && !scores ? 1 : 0);
      return band.gives == Band::Gives::Deduction ? band.points : Number(0);
    };
    for (const auto sink : {Operation::Sink::Credit, deduction_sink(rule), Operation::Sink::Void}) {
      Operation op;
      op.kind = sink == Operation::Sink::Void ? Operation::Kind::VoidCuts : Operation::Kind::Cuts;
      op.sink = sink;
      op.x = x;
      if (is_mean) op.count = &in.counts;
      const auto constant = [&](const Number& n) { return sink == Operation::Sink::Void ? whole(n) : b_.scaled(n); };
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
        for (const auto& cut : op.cuts)
          require(std::abs(std::int64_t(cut.at)) * most + 1 <= bound_max, "numbers too large");
      }
      if (rule.without_samples && in.counts.size()) {
        op.count = &in.counts;
        op.none_value = sink == Operation::Sink::Credit ? b_.scaled(*rule.without_samples) : 0;
        if (!is_mean) op.flag = true;  // the count only tells whether there is a sample
        matters |= *op.none_value != 0;
      }
      if (matters) add(std::move(op), rule);
    }
  }

  Binding& b_;
  std::vector<Operation>& into_;
};

}  // namespace

Bounds bounds_of(const Operation& op) {
  const Bounds x = op.x ? range_of(*op.x) : Bounds{};
  std::int64_t low = 0, high = 0;
  switch (op.kind) {
    case Operation::Kind::Scale:
      low = x.low * op.a;
      high = x.high * op.a;
      break;
    case Operation::Kind::Unless:
      high = op.amount;
      break;
    case Operation::Kind::Shortfall:
      high = std::max<std::int64_t>(0, op.a - x.low) * op.b;
      break;
    case Operation::Kind::Steps:
      high = (std::max<std::int64_t>(0, x.high - op.a) + op.b) / op.b * op.amount;
      break;
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
    default:
      break;
  }
  if (op.cap) high = std::min<std::int64_t>(high, std::max<std::int64_t>(*op.cap, low));
  require(low >= -bound_max && high <= bound_max, "numbers too large");
  return {low, high};
}

void bind_rule(Binding& binding, std::vector<Operation>& into, const Rule& rule, const Number& points) {
  RuleBinder(binding, into).bind(rule, points);
}

}  // namespace pingxing::rating
