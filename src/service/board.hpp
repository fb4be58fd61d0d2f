// What people look at first: who stands where in each pool, then what somebody has to decide, targets, consequences
// and the defaults that it all rests on. Plain values, so that terminal and site show the same.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "base/problem.hpp"

namespace pingxing::service {

struct Rated;

struct BoardSubject {
  std::string id, name, kind;
  std::string total;       ///< "95.75", or "80.00–95.75" while figures are missing
  std::uint32_t rank = 0;  ///< 0: none
  Phrase grade;            ///< what is said instead where there is none: 取消资格 …
  std::optional<int> stars;
  bool is_rated = false;
  std::vector<std::string> parts;  ///< as Board::parts; empty where it does not apply
};

struct BoardPool {
  std::string name;  ///< empty where all are in one
  std::size_t size = 0;
  std::size_t pending = 0;             ///< while there are any, its ranks and places are provisional
  std::vector<std::size_t> by_grade;   ///< as Board::grades
  std::vector<BoardSubject> subjects;  ///< best first; in a summary empty
};

struct BoardLine {
  std::string_view code;
  Phrase text;
  std::string clause;
  bool is_met = false;  ///< of targets
};

struct Board {
  std::string title;
  std::size_t count = 0, pool_count = 0;
  std::size_t pending = 0;  ///< of all
  int stars_max = 0;        ///< 0: the grades are not stars
  bool has_grades = false;
  bool has_contest = false;        ///< ranks or quotas: what one subject gets depends on the others
  std::string mean;                ///< of the totals of who is rated, exact, then half up; empty without scores
  bool has_scores = false;         ///< else there are no totals and no ranks: ladders and ballots alone
  std::vector<std::string> parts;  ///< headers of the sections, or of the items where there is but one section
  std::vector<Phrase> grades;      ///< best first, then the unrated one, then those who are not rated
  std::vector<BoardPool> pools;    ///< in a summary the first `pools_max`
  bool is_summary = false;
  std::vector<BoardSubject> top;       ///< of a summary: the best of all
  std::vector<std::string> top_pools;  ///< as `top`: their pools
  std::vector<BoardLine> decisions, targets, consequences, reviews, marks, defaults;
  std::size_t decisions_left_out = 0, reviews_left_out = 0, marks_left_out = 0;
};

struct BoardLimits {
  std::size_t subjects_max = 200;  ///< more are summed up
  std::size_t pools_max = 60, top_max = 20, lines_max = 50, names_max = 40;
};

Board board_of(const Rated& rated, const BoardLimits& limits = {});

}  // namespace pingxing::service
