// The rating of a population: scores, grades, ranks, quotas, targets, consequences. Pure: scheme and facts in, result
// out. Complete rows of a scheme whose points have a common denominator run over columns; the others, and any scheme
// that needs fractions, run step by step (score.hpp, decide.hpp). Both give the same numbers.
#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "rating/aligned.hpp"
#include "rating/decide.hpp"
#include "rating/facts.hpp"
#include "rating/falling.hpp"
#include "rating/pools.hpp"
#include "scheme/properties.hpp"
#include "scheme/scheme.hpp"

namespace pingxing::rating {

/// Scores of all subjects for one item, section or the total: scaled integers, or fractions.
class ScoreColumn {
 public:
  [[nodiscard]] Number at(std::size_t row) const {
    if (!exact_.empty())
      if (auto found = exact_.find(row); found != exact_.end()) return found->second;
    return scale_ == 1 ? Number(raw(row)) : Number::fraction(raw(row), scale_);
  }
  [[nodiscard]] std::int64_t raw(std::size_t row) const { return is_wide_ ? wide_[row] : narrow_[row]; }
  [[nodiscard]] std::strong_ordering compare(std::size_t a, std::size_t b) const {
    return exact_.empty() ? raw(a) <=> raw(b) : at(a) <=> at(b);
  }
  [[nodiscard]] std::size_t size() const { return is_wide_ ? wide_.size() : narrow_.size(); }
  [[nodiscard]] std::int64_t scale() const { return scale_; }
  [[nodiscard]] bool is_wide() const { return is_wide_; }
  [[nodiscard]] std::int16_t* narrow() { return narrow_.data(); }
  [[nodiscard]] std::int32_t* wide() { return wide_.data(); }
  [[nodiscard]] const std::int16_t* narrow() const { return narrow_.data(); }
  [[nodiscard]] const std::int32_t* wide() const { return wide_.data(); }
  [[nodiscard]] bool are_all_integers() const { return exact_.empty(); }
  [[nodiscard]] std::size_t bytes() const { return narrow_.capacity() * 2 + wide_.capacity() * 4 + exact_.size() * 96; }
  void prepare(std::size_t rows, std::int64_t scale, bool is_wide);
  void set(std::size_t row, const Number& value);               // exactly, whatever the scale
  void forget_fraction(std::size_t row) { exact_.erase(row); }  // before the integer of the row is written anew

 private:
  std::int64_t scale_ = 1;
  bool is_wide_ = false;
  AlignedVector<std::int16_t> narrow_;
  std::vector<std::int32_t> wide_;
  std::map<std::size_t, Number> exact_;
};

/// A share or number of subjects against what was wanted.
struct TargetOutcome {
  const scheme::ShareTarget* target = nullptr;  // of the scheme that was rated
  std::uint32_t pool = 0;                       // where the target is of each pool
  std::uint32_t reached = 0, base = 0;
  bool is_met = false;
};

struct ConsequenceOutcome {
  std::uint32_t row = 0;
  int consequence = -1;
  std::optional<Number> amount;  // of 扣发…的n%
  bool is_amount_missing = false;
};

struct ReviewOutcome {
  std::uint32_t row = 0;
  bool is_evaluation = false;
  std::string by;
  bool is_self = false, is_missing = false;
};

/// Something that a person has to settle.
struct DecisionNeeded {
  std::string_view code;  // TIE_AT_CUT, INPUT_MISSING, TURNOUT …
  Phrase text;
  std::vector<std::uint32_t> rows;
  Place clause;
};

struct Rating {
  std::size_t count = 0;
  bool ran_in_columns = false;
  bool keys_are_packed = false;              // by the columns; else numbered
  std::vector<ScoreColumn> items, sections;  // as in the scheme; sections that are no parts of the total stay empty
  ScoreColumn total, graded_total;           // graded_total only where it differs (else empty)
  std::vector<std::uint8_t> status, earned, allowed, grades;  // grade indices; grades.size(): unrated
  std::vector<std::uint32_t> ranks, keys;
  Falls falls;                                  // of the scheme
  std::vector<std::vector<std::uint8_t>> open;  // by grade, not 0: the subject may fall to it; empty: everybody may
  std::vector<PoolOutcome> pools;               // only where detailed
  std::vector<TargetOutcome> targets;
  std::vector<ConsequenceOutcome> consequences;
  std::vector<ReviewOutcome> reviews;
  std::vector<DecisionNeeded> decisions;
  std::vector<scheme::Default> defaults;
  JoinedPools joined;   // pools too small for places of their own
  PoolScratch scratch;  // kept for the next rating of the same population
  [[nodiscard]] std::size_t bytes() const;
  void forget_details();  // all that is not one entry a subject
};

struct RateOptions {
  unsigned threads = 1;
  bool is_detailed = true;  // pools, targets, consequences, decisions; off for bare speed
  bool may_use_columns = true;
};

/// The scheme has no errors and the facts fit it (CHECKed where cheap).
Rating rate(const scheme::Scheme& scheme, const Facts& facts, const History& history, const RateOptions& options = {});

/// The same into a rating that may be there already: its memory is used again, which matters for millions.
void rate_into(const scheme::Scheme& scheme, const Facts& facts, const History& history, const RateOptions& options,
               std::optional<Rating>& rating);

/// Whether a full quota may let the subject fall to the grade (P-2); where not, it falls past it.
bool may_fall_to(const Rating& rating, int grade, std::size_t row);

/// The earlier rounds of one subject; the history has to outlive them.
Series series_of(const History& history, std::string_view id);

}  // namespace pingxing::rating
