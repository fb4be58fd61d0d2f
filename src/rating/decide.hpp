// The grade that a subject earns by itself, before rank and quota: thresholds, stars, ladders, ballots, ceilings,
// demotions, vetoes. Follows docs/rating.md, G-1 to G-6.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "rating/score.hpp"

namespace pingxing::rating {

/// Why a grade is what it is: one sentence, written when it is decided.
struct Reason {
  std::string_view code;
  Phrase text;
  Place clause;
};

enum class Status : std::uint8_t { Rated, Pending, Disqualified, OutOfScope };

struct Decision {
  Status status = Status::Rated;
  int earned = 0;               // grade by the rules alone; grades.size(): unrated
  int by_rules = 0;             // grade by conditions and ladders alone, without stars and ballots
  int allowed = 0;              // after ceilings, demotions and vetoes: what rank and quota start from
  std::vector<Reason> reasons;  // only where tracing
  std::vector<Mark> marks;
  std::vector<int> missing;  // inputs that conditions need and nobody supplied
};

enum class Truth : std::uint8_t { No, Yes, Unknown };

/// A subject's grades, one a round; -1 where it had no part in the round.
struct Series {
  std::span<const int> before = {};  // of earlier rounds, oldest first; its last is 上期 (H-2)
  std::optional<int> now = {};       // of this round, after quotas: there for consequences only
  /// H-3: the row of rounds that conditions on several of them look at.
  [[nodiscard]] std::size_t size() const { return before.size() + (now ? 1 : 0); }
  /// Counted from the end of that row, which is 0.
  [[nodiscard]] int from_end(std::size_t i) const {
    if (now && i == 0) return *now;
    return before[before.size() - 1 - (now ? i - 1 : i)];
  }
};

/// The interval of a condition on the total: per cents are of the full points that are left (G-6). Nothing where none
/// is left: the condition does not hold.
std::optional<scheme::Interval> interval_of(const scheme::Condition& condition, const Scores& scores);

/// Whether a condition holds.
Truth holds(const scheme::Scheme& scheme, const scheme::Condition& condition, const Scores& scores, const Facts& facts,
            std::size_t row, const Series& series);

/// Whether all rules of a grade hold, the grades it is built on included.
Truth grade_holds(const scheme::Scheme& scheme, int grade, const Scores& scores, const Facts& facts, std::size_t row,
                  const Series& series);

/// Whether a ground of eligibility, veto or demotion holds; of other kinds of subjects it never does.
Truth ground_holds(const scheme::Scheme& scheme, const scheme::Measure& measure, const Scores& scores,
                   const Facts& facts, std::size_t row, const Series& series);

Decision decide_grade(const scheme::Scheme& scheme, const Scores& scores, const Facts& facts, std::size_t row,
                      const Series& series, Tracing tracing);

/// The class of one ballot (index of a grade); nothing where its turnout does not suffice, with `why` then filled.
std::optional<int> ballot_class(const scheme::Scheme& scheme, const std::vector<int>& inputs, const Facts& facts,
                                std::size_t row, std::vector<int>& missing, Phrase* why);

/// The name of a grade, the unrated one included.
Phrase grade_name(const scheme::Scheme& scheme, int grade);

/// A condition said with the subject's figure: "满意率90%以上:实际86.5%".
Phrase say_condition(const scheme::Scheme& scheme, const scheme::Condition& condition, const Scores& scores,
                     const Facts& facts, std::size_t row);

}  // namespace pingxing::rating
