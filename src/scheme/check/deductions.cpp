// Deductions against the points they come from: more than the item has, without an end, with two ends, used up at once.
#include <algorithm>
#include <map>
#include <set>

#include "scheme/check/families.hpp"
#include "scheme/check/maxima.hpp"
#include "scheme/check/words.hpp"
#include "scheme/check_messages.hpp"

namespace pingxing::scheme {

namespace {

/// What a rule can deduct from its item; `most` is nothing where it has no limit.
struct Reachable {
  bool deducts = false;
  std::optional<Number> most;
};

Reachable reachable(const Rule& rule) {
  Reachable out;
  if (rule.reach != Reach::Item) return out;
  switch (rule.form) {
    case Form::DeductOnce:
    case Form::DeductUnless:
      out = {true, rule.amount};
      break;
    case Form::JudgedDeduction:
      out = {true, rule.highest};
      break;
    case Form::Shortfall:
      out = {true, rule.required * rule.amount};
      break;
    case Form::StepsBelow:
      out = {true, rule.amount * (rule.over / rule.per).floor()};
      break;
    case Form::Levels:
      if (!rule.is_deducting) return out;
      out.most = Number(0);
      for (const auto& level : rule.levels) out = {true, max(*out.most, level.points)};
      if (!rule.is_highest_only) out.most.reset();
      break;
    case Form::DeductEach:
    case Form::Steps:
      out = {true, std::nullopt};
      break;
    case Form::Bands:
      out.most = Number(0);
      for (const auto& band : rule.bands)
        if (band.gives == Band::Gives::Deduction) out = {true, max(*out.most, band.points)};
      break;
    default:
      return out;
  }
  if (rule.form == Form::Steps && rule.is_percent) {  // at most 100% lies above the start
    const Number steps = max(Number(0), Number(100) - rule.over) / rule.per;
    out.most = rule.amount * (rule.counts_begun ? steps.ceil() : steps.floor());
  }
  if (rule.at_most && (!out.most || *rule.at_most < *out.most)) out.most = rule.at_most;
  if (rule.part && (!out.most || *rule.part < *out.most)) out.most = rule.part;
  return out;
}

/// The count at which a rule that goes on has used up all there is; nothing where that is as it should be.
std::optional<Number> used_up_at(const Rule& rule, const Number& points, bool has_floor) {
  if (rule.amount.is_zero() || rule.part) return std::nullopt;
  const bool adds = rule.form == Form::AddEach || rule.form == Form::AddSteps || rule.form == Form::GrantEach;
  const bool counts = adds || rule.form == Form::DeductEach || (rule.form == Form::Steps && rule.reach == Reach::Item);
  if (counts && rule.at_most && *rule.at_most <= rule.amount) return Number(1);
  if (has_floor || adds || points.is_zero() || rule.reach != Reach::Item) return std::nullopt;
  if (counts && !rule.at_most && rule.amount >= points) return Number(1);
  if (rule.form == Form::Shortfall && !rule.at_most && rule.required * rule.amount > points * Number(2))
    return (points / rule.amount).ceil();
  return std::nullopt;
}

class Floors {
 public:
  Floors(const Reading& r, Problems& problems)
      : s_(r.scheme),
        problems_(problems),
        is_said_(
            r.says_any({"减完为止", "扣完为止", "不得为负", "不计负分", "not below 0", "may go below 0", "可为负"})) {}

  void check() {
    for (const auto& one : s_.indicators)
      if (one.points) item(one);
    pools();
    if (!open_ended_.empty())
      problems_.add(
          findings::floor_missing, first_open_,
          {listed(open_ended_), Text{"按次数减分,没有写减到多少为止", "deduct for each, and do not say down to what"}});
  }

 private:
  [[nodiscard]] bool has_floor(const Indicator& one) const {
    return is_said_ || one.has_stated_floor || one.may_go_below_zero;
  }

  /// 每低1%扣1分,低于80%不得分: a second rule on the same figure says where the deductions end.
  static bool ends_in_void(const Indicator& one) {
    return std::any_of(one.rules.begin(), one.rules.end(), [&](const Rule& rule) {
      const auto is_void = [](const Band& band) { return band.gives == Band::Gives::Nothing; };
      const auto is_same = [&](const Rule& other) { return &other != &rule && other.name == rule.name; };
      return rule.form == Form::Bands && std::any_of(rule.bands.begin(), rule.bands.end(), is_void) &&
             std::any_of(one.rules.begin(), one.rules.end(), is_same);
    });
  }

  void item(const Indicator& one) {
    bool is_used_up = false, is_open = false, deducts = false;
    Number most(0);
    for (const auto& rule : one.rules) {
      if (const auto at = used_up_at(rule, *one.points, has_floor(one))) {
        const Number limit = rule.at_most ? *rule.at_most : *one.points;
        problems_.add(findings::cap_reached_at, rule.place, {rule.name, at->exact(), limit.exact()});
        is_used_up = true;
      }
      const auto here = reachable(rule);
      deducts |= here.deducts;
      if (here.deducts && here.most)
        most += *here.most;
      else
        is_open |= here.deducts;
    }
    if (!deducts || has_floor(one) || is_used_up) return;
    if (most > *one.points && !ends_in_void(one))
      problems_.add(findings::deductions_exceed, one.place, {one.id, most.exact(), one.points->exact()});
    else if (is_open)
      note_open(one.id, one.place);
  }

  void note_open(const std::string& id, const Place& place) {
    if (open_ended_.empty()) first_open_ = place;
    open_ended_.push_back(id);
  }

  void pools() {
    for (std::size_t i = 0; i < s_.sections.size(); ++i) {
      const auto& pool = s_.sections[i];
      if (!pool.is_pool || !pool.points) continue;
      Number most(0);
      bool is_stated = is_said_, is_open = false;
      for (const auto& one : s_.indicators) {
        if (one.section != static_cast<int>(i)) continue;
        is_stated |= has_floor(one);
        for (const auto& rule : one.rules) {
          const auto here = reachable(rule);
          if (here.deducts && here.most)
            most += *here.most;
          else
            is_open |= here.deducts;
        }
      }
      if (is_stated) continue;
      if (most > *pool.points)
        problems_.add(findings::pool_exceeded, pool.place, {pool.title, most.exact(), pool.points->exact()});
      else if (is_open)
        note_open("“" + pool.title + "”", pool.place);
    }
  }

  const Scheme& s_;
  Problems& problems_;
  const bool is_said_;
  std::vector<std::string> open_ended_;
  Place first_open_;
};

/// “减完为止” behind several rules of one item and not behind all that deduct, or behind one and not behind the next
/// that goes on.
void check_scope(const Scheme& s, bool is_said, Problems& problems) {
  std::map<int, int> counts, deducting;  // rules that say it, and rules that deduct
  std::map<int, const Rule*> without;    // the first without, below one with
  for (const auto& block : s.blocks) {
    if (block.kind == Block::Kind::Flag && block.sub < 0)
      without[block.index] = nullptr;  // a line of its own is for all
    if (block.kind != Block::Kind::Rule) continue;
    const auto& rule = s.indicators[static_cast<std::size_t>(block.index)].rules[static_cast<std::size_t>(block.sub)];
    const auto here = reachable(rule);
    deducting[block.index] += here.deducts;
    if (block.depth == 1) {
      ++counts[block.index];
      without[block.index] = nullptr;  // at the end it is for all above
      continue;
    }
    if (counts.contains(block.index) && here.deducts && !here.most && !without[block.index])
      without[block.index] = &rule;
  }
  std::set<int> sections;  // one finding each
  for (const auto& [index, rule] : without) {
    const auto& one = s.indicators[static_cast<std::size_t>(index)];
    if (!rule || is_said || one.may_go_below_zero || !sections.insert(one.section).second) continue;
    problems.add(findings::floor_missing, rule->place,
                 {one.id, Phrase("有的规则写了“减完为止”,后面的“" + rule->name + "”没有写减到多少为止",
                                 "say “not below 0” of some rules, and not of “" + rule->name + "” below them")});
  }
  for (const auto& [index, count] : counts) {
    const auto& one = s.indicators[static_cast<std::size_t>(index)];
    if (count > 1 && count < deducting[index])
      problems.add(findings::floor_scope, one.place, {one.id, std::to_string(count)});
  }
}

}  // namespace

void check_deductions(const Reading& r, Problems& problems) {
  const Scheme& s = r.scheme;
  Floors(r, problems).check();
  const bool is_said =
      r.says_any({"减完为止", "扣完为止", "不得为负", "不计负分", "not below 0", "may go below 0", "可为负"});
  check_scope(s, is_said, problems);
  for (const auto& bonus : s.bonuses)
    if (const auto at = used_up_at(bonus.rule, Number(0), false))
      problems.add(findings::cap_reached_at, bonus.rule.place,
                   {bonus.rule.name, at->exact(), bonus.rule.at_most->exact()});
}

}  // namespace pingxing::scheme
