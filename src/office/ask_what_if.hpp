// What would change in a round if clauses of its scheme were others, or another version stood in its place. Nothing is
// stored.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "office/rate_round.hpp"

namespace pingxing::office {

struct WouldMove {
  std::string code, name, pool;
  Phrase from, to;
  std::optional<int> from_stars, to_stars;
  bool is_up = false, is_down = false;
  std::vector<std::string> trades_with;  // who has the place instead
};

struct WouldCount {
  Phrase grade;
  std::size_t before = 0, after = 0;
};

struct WouldBe {
  std::vector<WouldMove> moves;
  std::size_t up = 0, down = 0, kept = 0;
  std::vector<WouldCount> grades;
  Problems new_problems;  // what the checker says of the changed scheme
};

/// `settings` as in `pingxing what-if --set`; else `version_id`: another version of a scheme. `problems` says what is
/// wrong with them.
Result<WouldBe> ask_what_if(const Office& office, const Actor& actor, Id round_id,
                            const std::vector<std::string>& settings, std::optional<Id> version_id, Problems& problems);

}  // namespace pingxing::office
