// Who falls because a quota is full: to which lower grades it may come. Follows docs/rating.md, P-2.
#pragma once
#include <vector>

#include "rating/decide.hpp"
#include "scheme/scheme.hpp"

namespace pingxing::rating {

/// What is asked of who falls, by scheme: nothing where each better grade asks the same or more.
struct Falls {
  /// Who earned that grade by rules has this to meet instead: without the end that is on the better side.
  struct Instead {
    int by_rules = -1;
    scheme::Condition condition;
  };
  struct Asked {
    scheme::Condition condition;
    std::vector<Instead> instead;
  };
  struct Grade {
    int grade = -1;
    std::vector<Asked> asked;
  };
  std::vector<Grade> grades;  // only those that ask

  [[nodiscard]] const Grade* of(int grade) const;
};

Falls falls_of(const scheme::Scheme& scheme);

/// The conditions that keep a subject from falling to the grade; none: it is open. `by_rules` is Decision::by_rules.
std::vector<const scheme::Condition*> unmet_in_falling(const scheme::Scheme& scheme, const Falls::Grade& grade,
                                                       int by_rules, const Scores& scores, const Facts& facts,
                                                       std::size_t row, const Series& series);

/// "不符合“达标”的条件(总分60分以上:实际40分),再往下顺延".
Reason fell_past(const scheme::Scheme& scheme, const Falls::Grade& grade, int by_rules, const Scores& scores,
                 const Facts& facts, std::size_t row, const Series& series);

}  // namespace pingxing::rating
