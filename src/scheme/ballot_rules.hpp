// How an electorate votes, as a line of 投票 states it, and the table of what such a line may say: the parser reads by
// it, `say` writes by it, the manual shows it, and "did you mean" searches it. What a line leaves open is settled by
// whoever holds the poll.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base/number.hpp"
#include "base/problem.hpp"
#include "base/text.hpp"

namespace pingxing::scheme {

/// A word of a scale and what it counts: 基本满意60分.
struct BallotMark {
  std::string word;
  Number value;
  bool operator==(const BallotMark&) const = default;
};

struct BallotRules {
  std::string electorate;
  std::optional<Number> step;     // of a scale of points
  std::vector<BallotMark> marks;  // of a scale of words, as written; none: points, or the grades of 票决
  std::optional<Number> trim_share;
  std::optional<int> trim_count;                     // at each end
  bool takes_median = false;                         // of the marks, instead of their mean
  std::optional<Number> returned, valid;             // shares: of the entitled, of the issued
  std::vector<std::pair<std::string, int>> at_most;  // of a mark on a sheet
  bool refuses_all_alike = false;
  bool has_stated_blanks = false;  // that they abstain, which they do anyhow
  std::optional<int> least;        // tallies of fewer are withheld
  std::optional<bool> is_self_allowed;
  std::vector<int> inputs;  // found by resolve: those of indicators that it is asked for
  Place place;
};

struct BallotPartRow {
  enum class Kind {
    Step,
    Marks,
    TrimShare,
    TrimCount,
    Returned,
    Valid,
    AtMost,
    AllAlike,
    Blanks,
    Least,
    OwnVote,
    NoOwnVote,
    Median,
  };
  Kind kind;
  std::vector<std::string_view> zh, en;  // patterns as in pattern.hpp, the first being canonical
  Text meaning;
  Text example;
};
std::span<const BallotPartRow> ballot_part_rows();

/// Reads one part of a line into `rules`. Twice: the same was said before, and stands as it was.
enum class PartRead { Yes, Twice, Unknown };
PartRead read_ballot_part(Piece text, BallotRules& rules);

/// The parts of a line, canonically, in the order of the table.
std::vector<Phrase> say_ballot_parts(const BallotRules& rules);

/// The parts nearest to `text`, best first: their examples in the language of the text.
std::vector<std::string> nearest_ballot_parts(std::string_view text, Language language, std::size_t at_most = 3);

}  // namespace pingxing::scheme
