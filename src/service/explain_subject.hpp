// The explanation of one subject, as plain values: what a clerk reads out when somebody asks why.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/problem.hpp"
#include "rating/range.hpp"

namespace pingxing::service {

struct Rated;

struct ExplainedLine {
  std::string code;  ///< of reasons and needs; else empty
  Phrase text;
  std::string points;  ///< signed, exact; empty where the line has none
  std::string clause;
  int line = 0;               ///< of the scheme's document
  std::string rule;           ///< of steps: the name of the rule; empty where it was none
  bool took_nothing = false;  ///< of steps: a deduction that did not come about
};

struct ExplainedItem {
  std::string id, title, points_max;
  std::string score;  ///< shown; empty where it is missing or does not apply
  std::string exact;
  bool applies = true, is_missing = false;
  bool is_untouched = false;           ///< it kept what it started from: nothing was given, nothing taken
  std::optional<rating::Range> range;  ///< what it can still become, where it is missing
  std::vector<ExplainedLine> steps;
};

struct ExplainedSection {
  std::string title, points_max;
  std::string score, exact;  ///< empty while a figure is missing
  int level = 0;             ///< 0 for the outermost
  bool is_ledger = false;    ///< 记分: no part of the total, without full points
  std::vector<ExplainedItem> items;
  std::vector<ExplainedLine> steps;  ///< of shared points: what keeps them at 0 or at their most
};

struct SubjectExplanation {
  std::string scheme, id, name, pool, kind;
  std::string status;  ///< rated, pending …
  Phrase status_name, grade;
  std::optional<int> stars;
  int stars_max = 0;
  std::string total, exact_total;            ///< empty where figures are missing, or where nothing scores
  std::optional<rating::Range> total_range;  ///< where it lies while figures are missing
  Phrase total_lies;                         ///< the same in words: between 8 and 10
  int places = 2;                            ///< that numbers are shown with
  std::uint32_t rank = 0, pool_size = 0;
  std::vector<ExplainedSection> sections;
  std::vector<ExplainedLine> bonus, from_total;  ///< steps beyond the items
  std::vector<ExplainedLine> reasons;            ///< how the grade came about
  std::optional<Phrase> next_grade;
  std::vector<ExplainedLine> needs;  ///< what the next grade would have needed
  std::vector<ExplainedLine> marks;
  std::vector<Phrase> consequences, reviews;
  std::vector<ExplainedLine> defaults;
};

/// `wanted`: an id, or a name that only one subject has. Nothing (and a problem) where there is none.
std::optional<SubjectExplanation> explain_subject(const Rated& rated, std::string_view wanted, Problems& problems);

std::string explanation_json(const SubjectExplanation& explanation, Language language);

}  // namespace pingxing::service
