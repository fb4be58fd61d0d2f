// The second pass: names become indices. What a line meant is settled only here, since a notice may speak of grades,
// inputs and indicators that it lists further down.
#pragma once
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/problem.hpp"
#include "scheme/lines.hpp"
#include "scheme/scheme.hpp"

namespace pingxing::scheme {

struct PendingMeasure {
  MeasureWords words;
  Piece name;
};
struct PendingGradeLine {
  GradingLine line;
  std::vector<Piece> atoms;
  Place place;
  bool is_rest = false;  // 不合格:其余
};
struct PendingRequirement {
  int section = -1;
  Piece text;
  std::string id;
  int depth = 0;
  bool is_heading = false;  // its bullets are the requirements
};
struct PendingConsequence {
  Piece when, text;
};
struct PendingTarget {
  Piece due;
  std::vector<std::string> kinds;  // instead of a day: whom it is for
  std::vector<std::pair<TargetWords, Piece>> parts;
};

/// What the first pass leaves open. measures[i] belongs to scheme.measures[i]; ladder rules are in scheme.grading.
struct Pending {
  std::vector<PendingMeasure> measures;
  std::vector<PendingGradeLine> grade_lines;
  std::vector<PendingRequirement> requirements;
  std::vector<std::pair<int, std::string>> ladder_grades;  // section, grade
  std::vector<PendingConsequence> consequences;
  std::vector<std::pair<std::size_t, std::string>> ledger_amounts;  // a consequence, and the input it is a share of
  std::vector<PendingTarget> targets;
  std::vector<std::pair<GradeWords, Quota>> quotas;
  std::vector<std::string> ties;
  std::vector<Piece> examples;  // lines of 示例, without their markers
  bool are_grades_cut = false;  // more grades than are kept: one that is not known may be among them
};

void resolve(Scheme& scheme, const Pending& pending, Problems& problems);

}  // namespace pingxing::scheme
