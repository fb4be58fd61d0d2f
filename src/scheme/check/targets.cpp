// Targets: shares that no outcome can reach, alone or beside the quotas, or that small numbers cannot make exactly.
#include <algorithm>
#include <map>

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

/// What the quotas allow each grade.
class Caps {
 public:
  explicit Caps(const Scheme& s) : alone_(s.grading.grades.size()), together_(alone_.size()) {
    const auto note = [](std::optional<Number>& cap, const Number& share) {
      if (!cap || share < *cap) cap = share;
    };
    for (const auto& quota : s.grading.quotas) {
      if (!quota.share || quota.grade < 0) continue;
      const auto grade = static_cast<std::size_t>(quota.grade);
      note((quota.or_better ? together_ : alone_)[grade], *quota.share);
    }
    for (std::size_t grade = alone_.size(); grade-- > 0;) {  // what is allowed with a worse grade bounds the better
      if (grade + 1 < alone_.size() && together_[grade + 1]) note(together_[grade], *together_[grade + 1]);
      if (together_[grade]) note(alone_[grade], *together_[grade]);
    }
    std::optional<Number> sum = Number(0);  // of the grade and all better ones
    for (std::size_t grade = 0; grade < alone_.size(); ++grade) {
      sum = sum && alone_[grade] ? std::optional(*sum + *alone_[grade]) : std::nullopt;
      if (!together_[grade]) together_[grade] = sum;
    }
  }

  /// The cap on a grade alone, or on it and all better ones; nothing where some of them have none.
  [[nodiscard]] const std::optional<Number>& of(int grade, bool or_better) const {
    return (or_better ? together_ : alone_)[static_cast<std::size_t>(grade)];
  }

 private:
  std::vector<std::optional<Number>> alone_, together_;
};

void check_one(const Reading& r, const Caps& caps, const ShareTarget& target, Problems& problems) {
  const Scheme& s = r.scheme;
  if (target.count || target.grade < 0) return;
  const Interval& share = target.share;
  const Phrase wanted(share.say(Language::Chinese), share.say(Language::English));
  if (share.low && (*share.low > Number(100) || share.is_empty())) {
    problems.add(findings::target_unreachable, target.place,
                 {grade_name(s, target.grade), wanted, Text{"超过了100%", "that is more than all"}});
    return;
  }
  if (target.among) {
    const auto higher = std::find_if(s.targets.begin(), s.targets.end(), [&](const ShareTarget& one) {
      return one.place.line == target.place.line && !one.among && one.grade == *target.among && one.share.low;
    });
    if (higher == s.targets.end() || !share.low ||
        r.says_any({"为基数", "的基数", "占全体的", "按全体", "is the base", "of all subjects"}))
      return;
    const std::string above = grade_name(s, *target.among), own = grade_name(s, target.grade);
    const std::string of_all = (*share.low * *higher->share.low / Number(100)).exact();
    const std::string zh = "“" + above + "”" + (higher->or_better ? "以上的" : "的"),
                      en = "“" + above + "”" + (higher->or_better ? " or better" : "");
    problems.add(findings::base_unclear, target.place,
                 {own, share.low->exact(), Phrase(zh, en), Text{"全体", "all"},
                  Phrase(zh + "(合全体的" + of_all + "%)", en + ", which is " + of_all + "% of all"),
                  Phrase("写一句““其中”以达到" + above + "的为基数”,或写成“" + own + "占" + of_all + "%以上”",
                         "write “share of " + own + " " + of_all + "% or more”, or say which “is the base”")});
    return;
  }
  const auto& cap = caps.of(target.grade, target.or_better);
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
  Number all(0);
  std::map<int, Number> of_grade;
  for (const auto& quota : g.quotas) {
    if (!quota.share || quota.or_better) continue;
    all += *quota.share;
    of_grade.try_emplace(quota.grade, Number(0)).first->second += *quota.share;
  }
  for (const auto& target : g.targets) {
    if (target.or_better || !target.share.low || *target.share.low > Number(100)) continue;
    const auto own = of_grade.find(target.grade);
    const Number sum = own == of_grade.end() ? all : all - own->second;
    if (sum > Number(100) || sum + *target.share.low <= Number(100)) continue;
    std::vector<std::string> names;
    for (const auto& quota : g.quotas)
      if (quota.share && !quota.or_better && quota.grade != target.grade) names.push_back(grade_name(s, quota.grade));
    problems.add(findings::quota_infeasible, target.place,
                 {listed(names), sum.exact(), grade_name(s, target.grade), target.share.low->exact()});
    return;
  }
}

}  // namespace

void check_targets(const Reading& r, Problems& problems) {
  const Scheme& s = r.scheme;
  const Caps caps(s);
  for (const auto& target : s.grading.targets) check_one(r, caps, target, problems);
  for (const auto& target : s.targets) check_one(r, caps, target, problems);
  check_together(s, problems);
}

}  // namespace pingxing::scheme
