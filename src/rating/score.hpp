// One subject's scores, step by step and in exact fractions: the reference that explanations are written from and
// that the columns are held to. Follows docs/rating.md, S-1 to S-5.
#pragma once
#include <optional>
#include <vector>

#include "base/number.hpp"
#include "base/problem.hpp"
#include "rating/facts.hpp"
#include "rating/range.hpp"
#include "scheme/scheme.hpp"

namespace pingxing::rating {

/// One step of the working, written when it is made.
struct Step {
  enum class Kind {
    Start,
    Credit,
    Deduction,
    Void,
    Exempt,
    Floor,
    Cap,
    Further,
    Missing,
    Mark,
    Rounded,
    NotApplicable,
    Scaled
  };
  Kind kind = Kind::Credit;
  Phrase text;
  Number points;  // signed
  Place clause;
};

struct Mark {
  std::string_view code;  // GAP, OVERLAP, AT_FLOOR …
  Phrase text;
  Place clause;
};

struct ItemScore {
  enum class Status { Scored, Missing, NotApplicable };
  Status status = Status::Scored;
  Number score;             // where Scored
  Range range;              // what it can still become, where Missing
  std::vector<Step> steps;  // only where tracing
};

struct SectionScore {
  bool applies = false;
  Number score, points_max;  // of the indicators that apply
  Number contribution;       // to what is above: score, or weight × score ÷ points_max × total
  std::vector<Step> steps;   // only where tracing: what keeps shared points from being used up twice
  Range range;               // of a ledger: what it can still become
};

struct Scores {
  std::vector<ItemScore> items;        // as scheme.indicators
  std::vector<SectionScore> sections;  // as scheme.sections
  Number bonus, from_total;
  std::vector<Step> bonus_steps, total_steps;
  Number total;              // all in
  Number graded_total;       // what thresholds look at: without the bonus where the scheme says so
  Number left;               // points that left the maximum with items answered 不适用 (S-1.14)
  Range total_range;         // where anything is missing
  std::vector<int> missing;  // inputs
  std::vector<int> missing_of_ledgers;
  std::vector<Mark> marks;
  [[nodiscard]] bool is_pending() const { return !missing.empty(); }
};

enum class Tracing { Off, On };

Scores score_subject(const scheme::Scheme& scheme, const Facts& facts, std::size_t row, Tracing tracing);

/// Whether an input, indicator or section for these kinds applies to the subject.
bool applies_to(const scheme::Scheme& scheme, const std::vector<std::string>& kinds, std::uint8_t kind);

/// The value of an input; nothing where it is missing. Samples come as their mean.
std::optional<Number> input_value(const Facts& facts, int input, std::size_t row);

}  // namespace pingxing::rating
