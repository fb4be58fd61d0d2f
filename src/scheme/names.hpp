// What the words of a scheme stand for: grades, inputs, indicators and sections by their names, found without walking
// the scheme. Inputs are added here, so that one name asked for twice stays one input; where two lines ask for one
// name in two ways, that is said. Knows no sentences.
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "base/problem.hpp"
#include "scheme/scheme.hpp"

namespace pingxing::scheme {

class Names {
 public:
  /// Indicators, sections and grades of `scheme` stay as they are from here on; inputs come through `add_input`.
  Names(Scheme& scheme, Problems& problems);

  /// -1 where there is none.
  [[nodiscard]] int grade(std::string_view name) const;
  /// By its header, or by its name where one indicator alone has it. -1: none, -2: several.
  [[nodiscard]] int input(std::string_view name) const;
  /// By number or title; -1 where there is none.
  [[nodiscard]] int indicator(std::string_view name) const;
  /// By title, with or without what stands before a 、 (服务 for 二、服务); -1 where there is none.
  [[nodiscard]] int section(std::string_view name) const;

  /// The grades, for a message.
  [[nodiscard]] Phrase grade_list() const;

  /// The index of the input, which may have been there; said where the two cannot be one.
  int add_input(Input made);
  /// A line for these kinds (none: all) uses an input too. That of an indicator is asked of the indicator's kinds
  /// alone.
  void ask_of(int input, const std::vector<std::string>& kinds);

 private:
  using Index = std::map<std::string, int, std::less<>>;
  static int found(const Index& index, std::string_view name);
  void give_key(int input);

  Scheme& s_;
  Problems& problems_;
  std::map<std::pair<int, std::string>, int> inputs_;  // by indicator and name
  Index by_header_, by_name_;                          // of inputs; the second only of those of an indicator
  Index by_key_;                                       // the first input of a key
  Index indicators_, sections_;
};

Phrase type_name(InputType type);

}  // namespace pingxing::scheme
