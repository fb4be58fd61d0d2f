// The grade that a subject earns by itself, before rank and quota: thresholds, stars, ladders, ballots, ceilings,
// demotions, vetoes. Follows docs/rating.md, G-1 to G-6.
#pragma once
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
  int allowed = 0;              // after ceilings, demotions and vetoes: what rank and quota start from
  std::vector<Reason> reasons;  // only where tracing
  std::vector<Mark> marks;
  std::vector<int> missing;  // inputs that conditions need and nobody supplied
};

enum class Truth : std::uint8_t { No, Yes, Unknown };

/// Whether a condition holds. `series`: the subject's grades of earlier rounds, oldest first, for conditions on the
/// past; -1 where it was not rated.
Truth holds(const scheme::Scheme& scheme, const scheme::Condition& condition, const Scores& scores, const Facts& facts,
            std::size_t row, const std::vector<int>& series);

/// Whether all rules of a grade hold, the grades it is built on included.
Truth grade_holds(const scheme::Scheme& scheme, int grade, const Scores& scores, const Facts& facts, std::size_t row,
                  const std::vector<int>& series);

Decision decide_grade(const scheme::Scheme& scheme, const Scores& scores, const Facts& facts, std::size_t row,
                      const std::vector<int>& series, Tracing tracing);

/// The class of one ballot (index of a grade); nothing where its turnout does not suffice, with `why` then filled.
std::optional<int> ballot_class(const scheme::Scheme& scheme, const std::vector<int>& inputs, const Facts& facts,
                                std::size_t row, std::vector<int>& missing, Phrase* why);

/// The name of a grade, the unrated one included.
Phrase grade_name(const scheme::Scheme& scheme, int grade);

/// A condition said with the subject's figure: "满意率90%以上:实际86.5%".
Phrase say_condition(const scheme::Scheme& scheme, const scheme::Condition& condition, const Scores& scores,
                     const Facts& facts, std::size_t row);

}  // namespace pingxing::rating
