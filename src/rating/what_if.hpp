// What would change: two ratings of the same subjects compared, and a scheme with single clauses replaced.
#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "rating/rate.hpp"
#include "scheme/parse.hpp"

namespace pingxing::rating {

struct Move {
  /// Turned: there is no grade on one side, or on either, to compare with; the subject became pending or out of scope,
  /// or is so no longer.
  enum class Way : std::uint8_t { Up, Down, Turned };
  std::uint32_t row = 0;
  int from = 0, to = 0;  // grades, by index into each scheme's own list; what they say is for the status to tell
  Way way = Way::Up;     // by place in the list, with who is disqualified below all grades
  /// Who has the place now that this subject lost (or had it, where it moved up): rows of the same pool that moved the
  /// other way across the same grade while that grade's quota was full; empty where no quota decided.
  std::vector<std::uint32_t> trades_with;
};

struct Comparison {
  std::vector<Move> moves;  // ups, downs, then who turned; best new grade first
  std::size_t up = 0, down = 0, turned = 0;
  std::size_t kept = 0;      // with the same grade before and after
  std::size_t ungraded = 0;  // pending or out of scope before and after
  std::size_t scores_changed = 0;
  std::vector<std::size_t> before, after;  // rated subjects by grade of the first and second scheme; last: unrated
  std::array<std::size_t, 4> status_before{}, status_after{};  // subjects by Status
};

Comparison compare(const scheme::Scheme& first, const Rating& before, const scheme::Scheme& second, const Rating& after,
                   const Facts& facts);

/// The document with one clause replaced, parsed again. `setting` is "key=value":
///   五星级=85分以上    a grading line of that grade (a quota setting such as 五星级=不超过15% replaces the quota line)
///   3=4分             the points of indicator 3
///   34 满意度=…       the sentence of a rule (indicator number and rule name, or the name alone where unique)
///   名额取整=至少一个  a property
/// Problems name what was not found, with what there is, and the setting as their place. `text` is the document as
/// read.
scheme::Parsed with_setting(const scheme::Scheme& scheme, const std::string& text, std::string_view setting,
                            std::string* changed_text);

/// What a changed scheme has and the one before it had not, laid to the setting: its place is the setting's words. A
/// finding has no line there, for a changed document has other lines.
Problems blamed_on(std::string_view setting, const Problems& problems, const Problems& before);

}  // namespace pingxing::rating
