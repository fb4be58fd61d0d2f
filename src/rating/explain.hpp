// The explanation of one subject: every point with its clause, figure and rule; every step that made or changed the
// grade; the defaults it rests on; and what the next grade would have needed, quota included.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "rating/rate.hpp"

namespace pingxing::rating {

struct ItemExplanation {
  int indicator = -1;
  ItemScore score;  // with its steps
};

/// One thing that the next grade would have needed, and did not have.
struct Need {
  std::string_view code;  // TOTAL_SHORT, ITEM_SHORT, REQUIREMENT_UNMET, QUOTA_FULL, VETOED, DEMOTED, TIED …
  Phrase text;
  Place clause;
};

struct Explanation {
  std::size_t row = 0;
  Scores scores;      // with steps
  Decision decision;  // with reasons; what rank and quota then did is behind them
  int grade = 0;      // final; grades.size(): unrated
  std::uint32_t rank = 0, pool_size = 0;
  std::optional<int> next_grade;  // the one above; none at the top, and for who is not rated
  std::vector<Need> needs;
  std::vector<Phrase> consequences, reviews;
  std::vector<scheme::Default> defaults;
};

/// Where a total lies that is not known yet: "between 8 and 10", "at 8 or more", "anywhere".
Phrase say_range(const Range& range, int places);

/// `rating` is of the same scheme and facts. Reads one subject and its pool only.
Explanation explain(const scheme::Scheme& scheme, const Facts& facts, const History& history, const Rating& rating,
                    std::size_t row);

/// The same when the members of the subject's pool are known (rows in any order), so that no population is walked.
Explanation explain(const scheme::Scheme& scheme, const Facts& facts, const History& history, const Rating& rating,
                    std::size_t row, std::span<const std::uint32_t> pool_members);

}  // namespace pingxing::rating
