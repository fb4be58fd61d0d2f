// What a condition speaks of: 90分以上, 满意率90%以上, 第3项8分以上, 文明荣誉:市级以上, 五星级.
// Names become indices; where a ladder or a measure asks for a name that is not known, it becomes an input. Which
// lines have conditions, and how they are split, is none of its business.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/problem.hpp"
#include "scheme/lines.hpp"
#include "scheme/names.hpp"
#include "scheme/scheme.hpp"

namespace pingxing::scheme {

/// The interval of an answer: {1} or {0}.
Interval yes(bool expected);

/// The input that a name asks for: yes or no, or a figure by its interval.
Input declared(std::string_view name, const Interval* interval, const Place& place, const std::string& assessor);

class Conditions {
 public:
  struct Naming {
    bool may_declare = false;  // a name that is not known becomes an input
    std::string assessor;
  };

  Conditions(Scheme& scheme, Names& names, Problems& problems) : s_(scheme), names_(names), problems_(problems) {}

  /// Any condition; said where it is none.
  Condition read(const Piece& piece, const Naming& naming);
  /// Forms that name nothing of the scheme but grades and rounds; false where it is none of them.
  bool read_general(Condition& made, std::string_view text) const;
  /// A name of the scheme with an interval behind it: 满意率90%以上, 第3项8分以上, item 3 8 or more; else false.
  bool read_named(Condition& made, std::string_view text) const;

 private:
  /// A value for a known input: an interval, yes or no, a step of a scale.
  std::optional<Interval> value_for(int input, std::string_view text, const Place& place);
  void unknown(const Condition& made);
  void named_value(Condition& made, const Piece& name, const Piece& value, const Naming& naming);
  [[nodiscard]] std::optional<Number> as_points(Interval& interval) const;
  bool read_mean(Condition& made, std::string_view text) const;
  bool past_grade(Condition& made, Condition::Kind kind, const GradeWords& words, int rounds) const;
  [[nodiscard]] const Input& input(int index) const { return s_.inputs[static_cast<std::size_t>(index)]; }

  Scheme& s_;
  Names& names_;
  Problems& problems_;
};

}  // namespace pingxing::scheme
