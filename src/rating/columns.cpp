#include "rating/columns.hpp"

#include <algorithm>
#include <array>

#include "rating/column_program.hpp"
#include "rating/kernels.hpp"
#include "rating/plan.hpp"

namespace pingxing::rating {

namespace {

constexpr std::size_t block_rows = 1024;  // a dozen arrays of a block stay in the first-level cache

constexpr std::size_t cached_rows = 65'536;  // results of more subjects are written past the cache

using Array = std::array<std::int32_t, block_rows>;

Cells cells_at(const Column& column, std::size_t row) {
  return std::visit(
      [&](const auto& values) {
        using T = std::decay_t<decltype(values[0])>;
        return Cells{values.data() + row, static_cast<int>(sizeof(T) == 8 ? 4 : sizeof(T))};  // 8 bytes never get here
      },
      column.data());
}

/// One thread's arrays, and the walk over a block.
class BlockRun {
 public:
  explicit BlockRun(const Plan& plan)
      : plan_(plan),
        k_(kernels()),
        sections_(plan.sections.size()),
        shared_(plan.sections.size()),
        bonuses_(plan.bonuses.size()),
        kept_(plan.items.size()),
        grade_holds_(static_cast<std::size_t>(plan.unrated)) {
    for (std::size_t i = 0; i < plan.items.size(); ++i)
      if (plan.items[i].is_kept) kept_[i] = std::make_unique<Array>();
    for (std::size_t s = 0; s < plan.sections.size(); ++s)
      if (plan.sections[s].is_pool) shared_[s] = std::make_unique<Shared>();
  }

  void run(Rating& rating, std::size_t first, std::size_t last) {
    finish_ = rating.count > cached_rows ? k_.finish_past_cache : k_.finish;
    // From a multiple of the block on, so that results of a block lie aligned.
    for (std::size_t row = first; row < last;) {
      const std::size_t end = std::min(last, row / block_rows * block_rows + block_rows);
      block(rating, row, end - row);
      row = end;
    }
    k_.settle();
  }

 private:
  void block(Rating& rating, std::size_t row, std::size_t n) {
    row_ = row;
    n_ = n;
    for (auto& section : sections_) k_.fill(0, section.data(), n);
    for (auto& shared : shared_) {
      if (!shared) continue;
      k_.fill(0, shared->further.data(), n);
      k_.fill(-1, shared->keep.data(), n);
    }
    k_.fill(0, from_total_.data(), n);
    for (std::size_t i = 0; i < plan_.items.size(); ++i) {
      const auto& item = plan_.items[i];
      auto& column = rating.items[i];
      auto* section = sections_[static_cast<std::size_t>(item.section)].data();
      if (item.is_duty) {
        share(item, section);
        store(column, score_.data());
        if (item.is_kept) std::copy_n(score_.data(), n, kept_[i]->data());
        continue;
      }
      const bool has_limits_left = score(item);
      const std::int32_t least = has_limits_left && item.needs_floor ? 0 : INT32_MIN,
                         most = has_limits_left && item.needs_cap ? item.points : INT32_MAX;
      if (!column.is_wide() && !item.is_kept) {
        finish_(score_.data(), least, most, section, column.narrow() + row, n);
        continue;
      }
      if (has_limits_left) limit(item);
      store(column, score_.data());
      k_.add(score_.data(), section, n);
      if (item.is_kept) std::copy_n(score_.data(), n, kept_[i]->data());
    }
    totals(rating);
    decide(rating);
    if (plan_.has_keys) pack(rating);
  }

  void store(ScoreColumn& column, const std::int32_t* values) const {
    if (column.is_wide())
      std::copy_n(values, n_, column.wide() + row_);
    else
      k_.store16(values, column.narrow() + row_, n_);
  }

  // ---- scores -------------------------------------------------------------------------------------------------------

  void limit(const ItemPlan& item) {
    if (item.needs_cap) k_.cap(item.points, score_.data(), n_);
    if (item.needs_floor) k_.floor(0, score_.data(), n_);
  }

  /// Into score_; true where cap and floor are left to be kept, which costs nothing while the score is stored.
  bool score(const ItemPlan& item) {
    const bool has_further = apply_rules(item);
    if (item.kinds == 0 && !item.has_void && !has_further) return true;
    limit(item);
    if (item.has_void) k_.keep(keep_.data(), score_.data(), n_);
    if (has_further) k_.subtract(further_.data(), score_.data(), n_);
    if (item.kinds != 0) only_kinds(item.kinds, score_.data());
    return false;
  }

  /// S-2.1: an item of a section that shares its points. What it gives and takes goes into the section's sum, what is
  /// further, and what is void, beside it; the item's own score into score_.
  void share(const ItemPlan& item, std::int32_t* section) {
    auto& shared = *shared_[static_cast<std::size_t>(item.section)];
    const bool has_further = apply_rules(item);
    if (item.kinds != 0) only_kinds(item.kinds, score_.data());
    k_.add(score_.data(), section, n_);
    if (item.has_void) {
      k_.fill(-1, tmp_.data(), n_);
      k_.drop(keep_.data(), tmp_.data(), n_);
      if (item.kinds != 0) only_kinds(item.kinds, tmp_.data());
      k_.choose(tmp_.data(), -plan_.sections[static_cast<std::size_t>(item.section)].points, score_.data(), n_);
      k_.drop(tmp_.data(), shared.keep.data(), n_);
    }
    if (!has_further) return;
    if (item.kinds != 0) only_kinds(item.kinds, further_.data());
    k_.subtract(further_.data(), score_.data(), n_);
    k_.add(further_.data(), shared.further.data(), n_);
  }

  /// What the rules give less what they deduct, from the item's start, into score_; what is void into keep_; whether
  /// anything is further, which is then in further_.
  bool apply_rules(const ItemPlan& item) {
    bool is_started = false, has_further = false;
    const Operation* begun = nullptr;
    const std::int32_t start = item.points;  // 0 where the section's are shared
    if (!item.has_credit) {
      is_started = true;
      if (!item.operations.empty() && is_plain_deduction(item.operations.front())) {
        begun = &item.operations.front();
        value(*begun, score_.data(), start, -1);
      } else {
        k_.fill(start, score_.data(), n_);
      }
    }
    if (item.has_void) k_.fill(-1, keep_.data(), n_);
    // Credits first: the first of them is the start, so that nothing has to be cleared.
    for (const auto& op : item.operations) {
      if (op.sink != Operation::Sink::Credit) continue;
      if (!is_started) {
        value(op, score_.data());
        is_started = true;
      } else {
        value(op, tmp_.data());
        k_.add(tmp_.data(), score_.data(), n_);
      }
    }
    if (!is_started) k_.fill(0, score_.data(), n_);  // bands that give nothing at all
    for (const auto& op : item.operations) {
      if (&op == begun) continue;
      switch (op.sink) {
        case Operation::Sink::Credit:
          break;
        case Operation::Sink::Deduction:
          value(op, tmp_.data());
          k_.subtract(tmp_.data(), score_.data(), n_);
          break;
        case Operation::Sink::Further:
          value(op, tmp_.data());
          if (!has_further) k_.fill(0, further_.data(), n_);
          k_.add(tmp_.data(), further_.data(), n_);
          has_further = true;
          break;
        case Operation::Sink::Total:
          value(op, tmp_.data());
          if (item.kinds != 0) only_kinds(item.kinds, tmp_.data());
          k_.add(tmp_.data(), from_total_.data(), n_);
          break;
        case Operation::Sink::Void:
          void_where(op);
          break;
      }
    }
    return has_further;
  }

  static bool is_plain_deduction(const Operation& op) {
    return op.sink == Operation::Sink::Deduction && !op.cap && op.kinds == 0 && op.exempt.empty() && !op.count &&
           op.kind != Operation::Kind::Levels;
  }

  void only_kinds(std::uint64_t kinds, std::int32_t* values) {
    k_.mask_kind(plan_.kinds->data() + row_, kinds, mask_.data(), n_);
    k_.keep(mask_.data(), values, n_);
  }

  /// start + sign × what an operation gives or takes, into `out`; other than 0 + 1 × for plain deductions only.
  void value(const Operation& op, std::int32_t* out, std::int32_t start = 0, std::int32_t sign = 1) {
    const Cells x = cells_at(*op.x, row_);
    switch (op.kind) {
      case Operation::Kind::Scale:
        k_.scale(x, start, sign * op.a, out, n_);
        break;
      case Operation::Kind::Unless:
        k_.unless(x, start, op.a, sign * op.amount, out, n_);
        break;
      case Operation::Kind::Shortfall:
        k_.shortfall(x, start, op.a, sign * op.b, out, n_);
        break;
      case Operation::Kind::Steps:
        k_.steps(x, start, op.a, op.b, op.flag, sign * op.amount, out, n_);
        break;
      case Operation::Kind::Levels:
        k_.levels(x, op.points.data(), op.points.size(), op.flag, out, n_);
        break;
      case Operation::Kind::Cuts:
      case Operation::Kind::VoidCuts:
        cuts(op, x, out, start, sign);
        break;
      case Operation::Kind::Void:
        break;
    }
    if (op.cap) k_.cap(*op.cap, out, n_);
    suspend(op, out);
  }

  void cuts(const Operation& op, const Cells& x, std::int32_t* out, std::int32_t start = 0, std::int32_t sign = 1) {
    if (op.count && !op.flag) {  // of a mean
      k_.fill(op.base, out, n_);
      for (const auto& cut : op.cuts) k_.cut_mean(x, cells_at(*op.count, row_), cut.at, cut.more, cut.delta, out, n_);
    } else {
      k_.cuts(x, start + sign * op.base, sign, op.cuts.data(), op.cuts.size(), out, n_);
    }
    if (op.none_value) k_.where_none(cells_at(*op.count, row_), *op.none_value, out, n_);
  }

  /// Takes back what does not concern a row: other kinds, and what is exempt.
  void suspend(const Operation& op, std::int32_t* values) {
    if (op.kinds != 0) only_kinds(op.kinds, values);
    for (const auto* flag : op.exempt) {
      k_.mask_equal(cells_at(*flag, row_), 1, mask_.data(), n_);
      k_.drop(mask_.data(), values, n_);
    }
  }

  void void_where(const Operation& op) {
    if (op.kind == Operation::Kind::VoidCuts) {
      cuts(op, cells_at(*op.x, row_), tmp_.data());
    } else {
      k_.mask_equal(cells_at(*op.x, row_), op.a, tmp_.data(), n_);
    }
    suspend(op, tmp_.data());
    k_.zero_mask(tmp_.data(), keep_.data(), n_);
  }

  void totals(Rating& rating) {
    k_.fill(0, graded_.data(), n_);
    for (std::size_t s = sections_.size(); s-- > 0;) {
      const auto& section = plan_.sections[s];
      if (!section.counts) continue;
      auto* sum = sections_[s].data();
      if (section.is_pool) {  // S-2.2
        k_.fill(section.points, tmp_.data(), n_);
        k_.add(tmp_.data(), sum, n_);
        k_.floor(0, sum, n_);
        if (section.needs_cap) k_.cap(section.points, sum, n_);
        if (section.has_void) k_.keep(shared_[s]->keep.data(), sum, n_);
        if (section.has_further) k_.subtract(shared_[s]->further.data(), sum, n_);
        if (section.kinds != 0) only_kinds(section.kinds, sum);
      }
      store(rating.sections[s], sum);
      k_.add(sum, section.parent >= 0 ? sections_[static_cast<std::size_t>(section.parent)].data() : graded_.data(),
             n_);
    }
    k_.subtract(from_total_.data(), graded_.data(), n_);
    std::copy_n(graded_.data(), n_, total_.data());
    for (auto& bonus : bonuses_) k_.fill(0, bonus.data(), n_);
    for (std::size_t b = bonuses_.size(); b-- > 0;) {  // S-3: the inner ones first
      const auto& bonus = plan_.bonuses[b];
      auto* sum = bonuses_[b].data();
      for (const auto& op : bonus.operations) {
        value(op, tmp_.data());
        k_.add(tmp_.data(), sum, n_);
      }
      if (bonus.cap != INT32_MAX) k_.cap(bonus.cap, sum, n_);
      k_.add(sum, bonus.parent >= 0 ? bonuses_[static_cast<std::size_t>(bonus.parent)].data() : total_.data(), n_);
    }
    if (!plan_.has_graded_total) std::copy_n(total_.data(), n_, graded_.data());
    store(rating.total, total_.data());
    if (plan_.has_graded_total) store(rating.graded_total, graded_.data());
  }

  // ---- grades -------------------------------------------------------------------------------------------------------

  static Cells own(const Array& array) { return {array.data(), 4}; }

  /// mask_ &= the condition.
  void and_condition(const ConditionPlan& c, std::int32_t* mask) {
    using Kind = ConditionPlan::Kind;
    switch (c.kind) {
      case Kind::Total:
        k_.and_between(own(graded_), c.low, c.high, mask, n_);
        break;
      case Kind::Item:
        k_.and_between(own(*kept_[static_cast<std::size_t>(c.target)]), c.low, c.high, mask, n_);
        break;
      case Kind::EveryItem:
        for (const auto& item : kept_) k_.and_between(own(*item), c.low, c.high, mask, n_);
        break;
      case Kind::ItemMean:
        k_.fill(0, tmp_.data(), n_);
        for (const auto& item : kept_) k_.add(item->data(), tmp_.data(), n_);
        k_.and_between(own(tmp_), c.low, c.high, mask, n_);
        break;
      case Kind::Section:
        k_.and_between(own(sections_[static_cast<std::size_t>(c.target)]), c.low, c.high, mask, n_);
        break;
      case Kind::EverySection:
        for (std::size_t s = 0; s < sections_.size(); ++s)
          if (plan_.sections[s].counts && plan_.sections[s].parent < 0)
            k_.and_between(own(sections_[s]), c.low, c.high, mask, n_);
        break;
      case Kind::Input:
        k_.and_between(cells_at(*c.x, row_), c.low, c.high, mask, n_);
        break;
      case Kind::Grade:
        k_.keep(grade_holds_[static_cast<std::size_t>(c.target)].data(), mask, n_);
        break;
    }
  }

  void all_of(const std::vector<ConditionPlan>& conditions, std::int32_t* mask) {
    std::size_t first = 0;
    if (!conditions.empty() && conditions[0].kind == ConditionPlan::Kind::Input) {
      k_.between(cells_at(*conditions[0].x, row_), conditions[0].low, conditions[0].high, mask, n_);
      first = 1;
    } else if (!conditions.empty() && conditions[0].kind == ConditionPlan::Kind::Total) {
      k_.between(own(graded_), conditions[0].low, conditions[0].high, mask, n_);
      first = 1;
    } else {
      k_.fill(-1, mask, n_);
    }
    for (std::size_t c = first; c < conditions.size(); ++c) and_condition(conditions[c], mask);
  }

  void decide(Rating& rating) {
    auto* earned = earned_.data();
    const bool has_rules = !plan_.grades.empty();
    k_.fill(has_rules ? plan_.unrated : 0, earned, n_);
    for (const auto& grade : plan_.grades) {  // worst first, so that the best that holds stays
      auto* mask = grade_holds_[static_cast<std::size_t>(grade.grade)].data();
      all_of(grade.conditions, mask);
      k_.choose(mask, grade.grade, earned, n_);
    }
    for (const auto& grade : plan_.falls) may_fall(grade, rating.open[static_cast<std::size_t>(grade.grade)]);
    if (plan_.star_for_each) {
      k_.fill(0, score_.data(), n_);
      for (const auto& item : kept_) {
        k_.between(own(*item), plan_.star_for_each->low, plan_.star_for_each->high, mask_.data(), n_);
        k_.subtract(mask_.data(), score_.data(), n_);
      }
      for (std::size_t count = 0; count < plan_.grade_of_stars.size(); ++count) {
        k_.mask_equal(own(score_), static_cast<std::int32_t>(count), mask_.data(), n_);
        k_.choose(mask_.data(), plan_.grade_of_stars[count], tmp_.data(), n_);
      }
      k_.maximum(tmp_.data(), earned, n_);
    }
    auto* allowed = allowed_.data();
    std::copy_n(earned, n_, allowed);
    for (const auto& ceiling : plan_.ceilings) {
      if (ceiling.conditions.empty()) continue;
      all_of(ceiling.conditions, hold_.data());
      k_.choose_max(hold_.data(), ceiling.grade, allowed, n_);
    }
    measures(allowed);
    k_.store8(earned, rating.earned.data() + row_, n_);
    k_.store8(allowed, rating.allowed.data() + row_, n_);
    k_.store8(status_.data(), rating.status.data() + row_, n_);
  }

  /// Who may fall to a grade: each condition holds, or what the grade by rules has to meet instead.
  void may_fall(const FallPlan& grade, std::vector<std::uint8_t>& open) {
    k_.fill(-1, hold_.data(), n_);
    for (const auto& one : grade.asked) {
      k_.fill(-1, mask_.data(), n_);
      and_condition(one.condition, mask_.data());
      for (const auto& other : one.instead) {
        k_.mask_equal(own(earned_), other.by_rules, tmp2_.data(), n_);
        and_condition(other.condition, tmp2_.data());
        k_.choose(tmp2_.data(), -1, mask_.data(), n_);
      }
      k_.keep(mask_.data(), hold_.data(), n_);
    }
    k_.store8(hold_.data(), open.data() + row_, n_);
  }

  void measures(std::int32_t* allowed) {
    using Kind = scheme::Effect::Kind;
    k_.fill(0, status_.data(), n_);
    bool has_demotion = false;
    for (const auto& measure : plan_.measures) {
      if (measure.effect.kind != Kind::Demoted) continue;
      if (!has_demotion) k_.fill(0, score_.data(), n_);
      has_demotion = true;
      all_of(measure.conditions, hold_.data());
      if (plan_.demotes_each) {
        k_.fill(measure.effect.steps, tmp2_.data(), n_);
        k_.keep(hold_.data(), tmp2_.data(), n_);
        k_.add(tmp2_.data(), score_.data(), n_);
      } else {
        k_.choose_max(hold_.data(), measure.effect.steps, score_.data(), n_);
      }
    }
    if (has_demotion) k_.demote(score_.data(), plan_.unrated, allowed, n_);
    for (const auto& measure : plan_.measures) {
      if (measure.effect.kind != Kind::AtMost) continue;
      all_of(measure.conditions, hold_.data());
      k_.choose_max(hold_.data(), measure.effect.grade, allowed, n_);
    }
    for (const auto kind : {Kind::Disqualified, Kind::OutOfScope}) {
      for (const auto& measure : plan_.measures) {
        if (measure.effect.kind != kind) continue;
        all_of(measure.conditions, hold_.data());
        k_.choose(hold_.data(),
                  static_cast<std::int32_t>(kind == Kind::Disqualified ? Status::Disqualified : Status::OutOfScope),
                  status_.data(), n_);
        k_.choose(hold_.data(), plan_.unrated, earned_.data(), n_);
        k_.choose(hold_.data(), plan_.unrated, allowed, n_);
      }
    }
  }

  void pack(Rating& rating) {
    auto* keys = rating.keys.data() + row_;
    std::fill_n(keys, n_, 0u);
    k_.pack(graded_.data(), static_cast<std::int32_t>(plan_.graded_bounds.low) - 1, 1, keys,
            n_);  // so that no rated key is 0
    for (const auto& tie : plan_.ties) {
      const auto t = static_cast<std::size_t>(tie.target);
      const Bounds& b = tie.is_section ? plan_.sections[t].bounds : plan_.items[t].bounds;
      k_.pack(tie.is_section ? sections_[t].data() : kept_[t]->data(), static_cast<std::int32_t>(b.low),
              static_cast<std::uint32_t>(b.high - b.low + 1), keys, n_);
    }
  }

  const Plan& plan_;
  const Kernels& k_;
  decltype(Kernels::finish) finish_ = nullptr;
  std::size_t row_ = 0, n_ = 0;
  Array score_, tmp_, tmp2_, further_, keep_, mask_, hold_, from_total_, total_, graded_, earned_, allowed_, status_;
  struct Shared {
    Array further, keep;  // keep: 0 where an item is void
  };
  std::vector<Array> sections_;
  std::vector<std::unique_ptr<Shared>> shared_;  // of the sections that share their points
  std::vector<Array> bonuses_;
  std::vector<std::unique_ptr<Array>> kept_;  // of the items that conditions or ties look at
  std::vector<Array> grade_holds_;
};

}  // namespace

ColumnProgram::ColumnProgram() = default;
ColumnProgram::~ColumnProgram() = default;

std::unique_ptr<ColumnProgram> ColumnProgram::bind(const scheme::Scheme& scheme, const Facts& facts, std::string* why) {
  auto plan = bind_plan(scheme, facts, why);
  if (!plan) return nullptr;
  std::unique_ptr<ColumnProgram> program(new ColumnProgram);
  program->impl_ = std::make_unique<Impl>(Impl{std::move(*plan), facts.count});
  return program;
}

void ColumnProgram::run(Rating& rating, std::size_t first, std::size_t last) const {
  BlockRun(impl_->plan).run(rating, first, last);
}

}  // namespace pingxing::rating
