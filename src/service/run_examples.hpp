// The worked examples of a scheme, worked out: each by itself, so that quotas and ranks, which depend on others, are
// left aside. Their figures are read as cells of facts are.
#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/problem.hpp"
#include "scheme/scheme.hpp"
#include "service/rated.hpp"

namespace pingxing::service {

struct ExampleOutcome {
  std::string name;
  int line = 0;           ///< of the scheme's document
  bool is_right = false;  ///< comes to what the scheme says
  Phrase comes_to;        ///< "84分,四星级"; empty where it could not be worked out
};

/// Adds an error where an example lacks a figure, holds one that cannot be read, or comes to something else. `scheme`
/// has no errors.
std::vector<ExampleOutcome> run_examples(const scheme::Scheme& scheme, Problems& problems);

/// The examples as subjects, their names as ids, for explanations. Nothing where there are none, or one is wrong.
std::unique_ptr<const Rated> rate_examples(scheme::Scheme scheme, std::string text, Problems& problems);

/// 示例 or examples in place of a file of facts.
bool are_examples_meant(std::string_view facts_path);

}  // namespace pingxing::service
