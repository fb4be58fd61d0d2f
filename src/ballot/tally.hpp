// Counting: what was issued, came back, is valid, abstained or is spoiled, apart; marks by question; means, shares and
// turnout in exact numbers.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "ballot/paper.hpp"
#include "base/number.hpp"
#include "base/result.hpp"

namespace pingxing::ballot {

struct QuestionTally {
  std::vector<std::int64_t> by_mark;  // as the scale's marks
  std::int64_t blank = 0;             // on sheets that are valid, or abstain as a whole
  [[nodiscard]] std::int64_t valid() const;
  bool operator==(const QuestionTally&) const = default;
};

/// returned = valid + abstained + spoiled, each a number of sheets. A sheet abstains where all its marks are blank.
struct Tally {
  std::int64_t issued = 0, returned = 0, valid = 0, abstained = 0, spoiled = 0;
  std::vector<QuestionTally> questions;

  static Tally empty(const Paper& paper);
  void add(const Sheet& sheet);
  void add_spoiled();
  /// Ballots that were counted elsewhere, of the same paper.
  void add(const Tally& other);
  bool operator==(const Tally&) const = default;
};

/// Whether numbers that people counted on paper hold together; the first thing that is wrong.
Result<> check_count(const Paper& paper, const Tally& tally);

/// How many of the highest and of the lowest marks a mean leaves out: of n marks ⌊n × share⌋ at each end, and at least
/// `count` where more than twice as many are there.
struct Trim {
  Number share;  // 0 to below 1/2
  std::int64_t count = 0;
  bool is_median = false;  // all but the middle one or two
  bool operator==(const Trim&) const = default;
};
/// How many of n marks are left out at each end: fewer than half.
std::int64_t cut_of(const Trim& trim, std::int64_t n);
/// Nothing where there is no valid mark, or the scale has no values.
std::optional<Number> mean_of(const Scale& scale, const QuestionTally& question, const Trim& trim = {});
/// Marks `from` to `to` (indices, both included) of the valid ones.
std::optional<Number> share_of(const QuestionTally& question, std::size_t from, std::size_t to);

/// Means of electorates by their shares. Nothing where one with a share has no mean.
struct Weighted {
  Number share;
  std::optional<Number> mean;
};
std::optional<Number> weighted_mean(const std::vector<Weighted>& electorates);

/// What makes a poll count. A condition that is not set holds.
struct TurnoutRules {
  std::optional<Number> returned_of_entitled;  // two thirds present
  std::optional<Number> valid_of_issued;       // half of the issued valid
  bool operator==(const TurnoutRules&) const = default;
};
enum class Turnout { Enough, TooFewReturned, TooFewValid };
/// `entitled`: how many could have voted. Valid is what the paper's sheets are.
Turnout turnout_of(const TurnoutRules& rules, std::int64_t entitled, const Tally& tally);

/// Which figures may be shown, where figures of fewer than `least` ballots may not. Figures of one group were published
/// with their sum (or anything that gives it away): so where exactly one is hidden, or all hidden ones together have
/// fewer than `least`, the next smallest is hidden with them.
struct Figure {
  std::string group;
  std::int64_t ballots = 0;
};
std::vector<bool> hidden(const std::vector<Figure>& figures, std::int64_t least);

}  // namespace pingxing::ballot
