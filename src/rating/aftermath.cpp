#include "rating/aftermath.hpp"

#include <algorithm>
#include <iterator>

namespace pingxing::rating {

using scheme::Condition;
using scheme::Scheme;
using scheme::ShareTarget;

namespace {

Phrase words(Text pattern, const std::vector<Phrase>& fills) {
  return {fill(pattern.zh, fills, Language::Chinese), fill(pattern.en, fills, Language::English)};
}

Status status_of(const Rating& rating, std::size_t row) { return static_cast<Status>(rating.status[row]); }

bool counts_for(const Rating& rating, std::size_t row, int grade, bool or_better) {
  if (status_of(rating, row) != Status::Rated) return false;
  return rating.grades[row] == grade || (or_better && rating.grades[row] < grade);
}

TargetOutcome reach(const ShareTarget& target, const Rating& rating, std::span<const std::uint32_t> rows,
                    std::uint32_t pool) {
  TargetOutcome out;
  out.target = &target;
  out.pool = pool;
  for (const auto row : rows) {
    if (status_of(rating, row) == Status::OutOfScope) continue;
    if (target.among && !counts_for(rating, row, *target.among, true)) continue;
    ++out.base;
    out.reached += counts_for(rating, row, target.grade, target.or_better);
  }
  if (target.count)
    out.is_met = target.count->contains(Number(out.reached));
  else
    out.is_met = out.base > 0 && target.share.contains(Number::fraction(std::int64_t(out.reached) * 100, out.base));
  return out;
}

class Aftermath {
 public:
  Aftermath(const Scheme& s, const Facts& facts, const History& history, const Pools& pools, Rating& rating)
      : s_(s), facts_(facts), history_(history), pools_(pools), rating_(rating) {}

  void run() {
    for (const auto& target : s_.grading.targets)
      for (std::size_t p = 0; p < pools_.count(); ++p)
        if (!rating_.joined.is_joined_away(static_cast<std::uint32_t>(p)))
          rating_.targets.push_back(reach(target, rating_, pools_.members(p), static_cast<std::uint32_t>(p)));
    std::vector<std::uint32_t> everybody(facts_.count);
    for (std::size_t row = 0; row < facts_.count; ++row) everybody[row] = static_cast<std::uint32_t>(row);
    for (const auto& target : s_.targets) {
      std::vector<std::uint32_t> those;  // T-1: of the kinds that it names
      std::copy_if(everybody.begin(), everybody.end(), std::back_inserter(those),
                   [&](std::uint32_t row) { return applies_to(s_, target.kinds, facts_.kind(row)); });
      rating_.targets.push_back(reach(target, rating_, those, 0));
    }
    consequences();
    reviews();
    decisions();
  }

 private:
  [[nodiscard]] std::string pool_name(std::size_t pool) const {
    return pool < facts_.pool_names.size()
               ? name_of_joined(s_, facts_, rating_.joined, static_cast<std::uint32_t>(pool))
               : std::string();
  }

  void consequences() {
    if (s_.consequences.empty()) return;
    for (std::size_t row = 0; row < facts_.count; ++row) {
      if (status_of(rating_, row) != Status::Rated) continue;
      Series series = series_of(history_, facts_.ids[row]);
      series.now = rating_.grades[row];
      std::optional<Scores> scores;
      for (std::size_t c = 0; c < s_.consequences.size(); ++c) {
        const auto& consequence = s_.consequences[c];
        bool fires = true;
        for (const auto& condition : consequence.conditions) {
          if (condition.kind == Condition::Kind::Grade) {
            const int grade = rating_.grades[row];
            fires &= grade == condition.target || (condition.or_better && grade < condition.target) ||
                     (condition.or_worse && grade > condition.target);
          } else {
            if (!scores) scores = score_subject(s_, facts_, row, Tracing::Off);
            fires &= holds(s_, condition, *scores, facts_, row, series) == Truth::Yes;
          }
        }
        if (!fires) continue;
        ConsequenceOutcome out{static_cast<std::uint32_t>(row), static_cast<int>(c), {}, false};
        Number times(1);
        if (consequence.each_of >= 0)  // for every full so many points of a ledger
          times = (scores->sections[static_cast<std::size_t>(consequence.each_of)].score / consequence.each).floor();
        if (consequence.amount_of >= 0) {
          if (const auto base = input_value(facts_, consequence.amount_of, row))
            out.amount = *base * consequence.share / Number(100) * times;
          else
            out.is_amount_missing = true;
        } else if (consequence.each_of >= 0) {
          out.amount = consequence.share * times;
        }
        rating_.consequences.push_back(std::move(out));
      }
    }
  }

  void reviews() {
    bool is_asked[2] = {false, false};  // for a reviewer, for evaluators: where there are lines of 点评, of 评议
    for (const auto& line : s_.reviews) is_asked[line.is_evaluation] = true;
    for (std::size_t row = 0; row < facts_.count; ++row) {
      for (const bool is_evaluation : {false, true}) {
        if (!is_asked[is_evaluation]) continue;
        ReviewOutcome out;
        out.row = static_cast<std::uint32_t>(row);
        out.is_evaluation = is_evaluation;
        out.is_missing = true;
        for (const auto& line :
             s_.reviews) {  // the first line that names the kind: the special stands before the general
          if (line.is_evaluation != is_evaluation || line.kinds.empty() ||
              !applies_to(s_, line.kinds, facts_.kind(row)))
            continue;
          out.by = line.by_table ? std::string(name_in(line.input, row)) : line.by;
          out.is_missing = out.by.empty();
          out.is_self = out.by == facts_.name(row);
          break;
        }
        rating_.reviews.push_back(out);
        const std::string name(facts_.name(row));
        const auto add = [&](std::string_view code, Text pattern) {
          rating_.decisions.push_back({code, words(pattern, {name}), {static_cast<std::uint32_t>(row)}, {}});
        };
        if (out.is_missing && !is_evaluation)
          add("REVIEWER_MISSING", {"“{0}”没有点评人,请指定", "nobody reviews “{0}”: name a reviewer"});
        if (out.is_missing && is_evaluation)
          add("EVALUATOR_MISSING", {"“{0}”没有评议人,请指定", "nobody evaluates “{0}”: name the evaluators"});
        if (out.is_self)
          add("SELF_REVIEW",
              {"“{0}”的点评人就是本人,请改由上一级点评", "“{0}” would review themselves: let the level above do it"});
      }
    }
  }

  [[nodiscard]] std::string_view name_in(int input, std::size_t row) const {
    const auto& names = facts_.inputs[static_cast<std::size_t>(input)].names;
    return names.size() ? names[row] : std::string_view();
  }

  /// P-5: pools that stay too small, or should join one that nobody is in.
  void small_pools() {
    if (rating_.joined.into.empty()) return;
    const auto& rule = *s_.properties.small_pools;
    for (std::uint32_t p = 0; p < pools_.count(); ++p) {
      const auto size = rating_.joined.size_of(p);
      if (rating_.joined.is_joined_away(p) || size == 0 || size >= static_cast<std::uint32_t>(rule.fewer_than))
        continue;
      const std::vector<Phrase> said = {pool_name(p), std::to_string(size), std::to_string(rule.fewer_than), rule.into};
      const bool has_no_taker = rating_.joined.is_name_missing;
      const auto members = pools_.members(p);
      rating_.decisions.push_back(
          {has_no_taker ? "POOL_INTO_MISSING" : "POOL_TOO_SMALL",
           has_no_taker
               ? words({"“{0}”{1}个,不足{2}个,应并入“{3}”,但数据里没有这一组:仍单独排,请研究决定",
                        "“{0}” has {1}, fewer than {2}, and should join “{3}”, which is no pool of the facts: it "
                        "is ranked by itself, please decide"},
                       said)
               : words({"“{0}”合并后也只有{1}个,仍不足{2}个,请研究决定",
                        "“{0}” has {1} also when joined, still fewer than {2}: please decide"},
                       said),
           {members.begin(), members.end()},
           rule.place});
    }
  }

  void decisions() {
    small_pools();
    for (std::size_t p = 0; p < rating_.pools.size(); ++p) {
      for (const auto& quota : rating_.pools[p].quotas) {
        if (quota.tied.empty()) continue;
        const auto& stated = s_.grading.quotas[quota.quota];
        rating_.decisions.push_back(
            {"TIE_AT_CUT",
             words({"{0}“{1}”有{2}个名额,已定{3}个;在分界处同分的{4}个分不开,都没有进,请研究决定",
                    "{0}: “{1}” has {2} places, {3} taken; {4} tied at the cut cannot be parted and are all left out: "
                    "please decide"},
                   {pool_name(p).empty() ? Phrase(Text{"全体", "all"}) : Phrase(pool_name(p)),
                    grade_name(s_, stated.grade), std::to_string(quota.places), std::to_string(quota.placed),
                    std::to_string(quota.tied.size())}),
             quota.tied, stated.place});
      }
    }
    for (std::size_t row = 0; row < facts_.count && rating_.decisions.size() < pending_listed_max; ++row) {
      if (status_of(rating_, row) != Status::Pending) continue;
      const Scores scores = score_subject(s_, facts_, row, Tracing::Off);
      const Decision decision =
          decide_grade(s_, scores, facts_, row, series_of(history_, facts_.ids[row]), Tracing::Off);
      std::vector<int> missing = scores.missing;
      missing.insert(missing.end(), decision.missing.begin(), decision.missing.end());
      std::sort(missing.begin(), missing.end());
      missing.erase(std::unique(missing.begin(), missing.end()), missing.end());
      Phrase list("", "");
      for (int input : missing) {
        list.zh += (list.zh.empty() ? "" : "、") + s_.header(input);
        list.en += (list.en.empty() ? "" : ", ") + s_.header(input);
      }
      const std::string name(facts_.name(row));
      if (!missing.empty())
        rating_.decisions.push_back(
            {"INPUT_MISSING",
             words({"“{0}”缺{1},暂不定级", "“{0}” lacks {1} and is not graded yet"}, {name, list}),
             {static_cast<std::uint32_t>(row)},
             s_.inputs[static_cast<std::size_t>(missing.front())].place});
      for (const auto& mark : decision.marks)
        if (mark.code == "TURNOUT")
          rating_.decisions.push_back({"TURNOUT",
                                       words({"“{0}”:{1}", "“{0}”: {1}"}, {name, mark.text}),
                                       {static_cast<std::uint32_t>(row)},
                                       mark.clause});
    }
  }

  static constexpr std::size_t pending_listed_max = 1000;  // of a nation half filled in nobody reads more
  const Scheme& s_;
  const Facts& facts_;
  const History& history_;
  const Pools& pools_;
  Rating& rating_;
};

}  // namespace

void settle_aftermath(const Scheme& s, const Facts& facts, const History& history, const Pools& pools, Rating& rating) {
  Aftermath(s, facts, history, pools, rating).run();
}

}  // namespace pingxing::rating
