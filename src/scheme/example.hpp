// A worked example of a scheme: the figures of one invented subject, and what they come to. Plain values; the words are
// read in read_examples.hpp, and run where cells of facts can be read.
#pragma once
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/number.hpp"
#include "base/problem.hpp"

namespace pingxing::scheme {

struct Example {
  /// What a figure is, as a cell of facts would hold it.
  struct Figure {
    int input = -1;
    std::string text;
    Place place;
  };
  std::string name;
  std::string kind;                            // of the subject; empty: not said
  std::vector<std::pair<int, Place>> earlier;  // grades of the rounds before, oldest first; grades.size(): unrated
  std::vector<Figure> figures;                 // an input stands here once
  /// What holds of figures that are not written: nothing; 其余没有发生: nothing else happened; 其余都符合要求: what is
  /// asked for is there as well.
  enum class Others { Unsaid, None, Fine } others = Others::Unsaid;
  std::optional<Number> total;
  std::vector<std::pair<int, Number>> items;  // indicator, its points
  std::optional<int> grade;                   // grades.size(): unrated
  bool is_disqualified = false, is_out_of_scope = false;
  Place place;
};

}  // namespace pingxing::scheme
