// Targets: shares that no outcome can reach, alone or beside the quotas, or that small numbers cannot make exactly.
#include <algorithm>

#include "scheme/check/families.hpp"
#include "scheme/check/words.hpp"
#include "scheme/check_messages.hpp"

namespace pingxing::scheme {

namespace {

std::string grade_name(const Scheme& s, int grade) {
  return grade >= 0 && grade < static_cast<int>(s.grading.grades.size())
             ? s.grading.grades[static_cast<std::size_t>(grade)].name
             : std::string();
}

/// The cap on a grade alone, or on it and all better ones; nothing where some of them have none.
std::optional<Number> cap_of(const Scheme& s, int grade, bool or_better) {
  std::optional<Number> cap;
  const auto note = [&](const Number& share) {
    if (!cap || share < *cap) cap = share;
  };
  for (const auto& quota : s.grading.quotas)
    if (quota.share &&
        ((quota.grade == grade && (!or_better || quota.or_better)) || (quota.or_better && quota.grade > grade)))
      note(*quota.share);
  if (!or_better || cap) return cap;
  Number sum(0);
  for (int better = 0; better <= grade; ++better) {
    const auto one = cap_of(s, better, false);
    if (!one) return std::nullopt;
    sum += *one;
  }
  return sum;
}

void check_one(const Scheme& s, const ShareTarget& target, Problems& problems) {
  if (target.count || target.grade < 0) return;
  const Interval& share = target.share;
  const Phrase wanted(share.say(Language::Chinese), share.say(Language::English));
  if (share.low && (*share.low > Number(100) || share.is_empty())) {
    problems.add(findings::target_unreachable, target.place,
                 {grade_name(s, target.grade), wanted, Text{"超过了100%", "that is more than all"}});
    return;
  }
  if (target.among) return;
  const auto cap = cap_of(s, target.grade, target.or_better);
  if (share.low && cap && *cap < *share.low)
    problems.add(findings::target_unreachable, target.place,
                 {grade_name(s, target.grade), wanted,
                  Phrase("名额最多" + cap->exact() + "%", "the quota allows " + cap->exact() + "% at most")});
  if (!share.is_point() || share.low->is_zero() || *share.low == Number(100)) return;
  const int size = s.properties.pool_size.value_or(7);
  const Number part = *share.low * Number(size) / Number(100);
  if (part.is_whole()) return;
  const std::string below = part.floor().exact(), total = std::to_string(size);
  const std::string has = (part.floor() * Number(100) / Number(size)).shown(1),
                    next = (part.ceil() * Number(100) / Number(size)).shown(1);
  problems.add(findings::share_rounding, target.place,
               {grade_name(s, target.grade), share.low->exact(),
                Phrase(total + "个里" + below + "个是" + has + "%,再多一个是" + next + "%",
                       below + " of " + total + " is " + has + "%, one more is " + next + "%")});
}

/// Quotas used to the full leave less than a target asks for.
void check_together(const Scheme& s, Problems& problems) {
  const auto& g = s.grading;
  for (const auto& target : g.targets) {
    if (target.or_better || !target.share.low || *target.share.low > Number(100)) continue;
    Number sum(0);
    std::vector<std::string> names;
    for (const auto& quota : g.quotas) {
      if (!quota.share || quota.or_better || quota.grade == target.grade) continue;
      sum += *quota.share;
      names.push_back(grade_name(s, quota.grade));
    }
    if (sum > Number(100) || sum + *target.share.low <= Number(100)) continue;
    problems.add(findings::quota_infeasible, target.place,
                 {listed(names), sum.exact(), grade_name(s, target.grade), target.share.low->exact()});
    return;
  }
}

}  // namespace

void check_targets(const Scheme& s, Problems& problems) {
  for (const auto& target : s.grading.targets) check_one(s, target, problems);
  for (const auto& target : s.targets) check_one(s, target, problems);
  check_together(s, problems);
}

}  // namespace pingxing::scheme
