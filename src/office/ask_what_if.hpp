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

/// What stands in place of the round's scheme: a version, or a text that is not saved yet (a draft on the figures of
/// the last round); and clauses changed in it, as in `pingxing what-if --set`.
struct OtherScheme {
  std::vector<std::string> settings;
  std::optional<Id> version_id;
  std::optional<std::string> text;
};
/// `problems` says what is wrong with it.
Result<WouldBe> ask_what_if(const Office& office, const Actor& actor, Id round_id, const OtherScheme& wanted,
                            Problems& problems);

}  // namespace pingxing::office
