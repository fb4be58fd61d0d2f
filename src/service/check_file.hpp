// Checks a scheme file: everything that is wrong with it, found without any facts.
#pragma once
#include <string>
#include <vector>

#include "base/problem.hpp"
#include "service/run_examples.hpp"

namespace pingxing::service {

struct Checked {
  std::string title;  ///< of the scheme; empty where it has none
  Problems problems;
  std::vector<ExampleOutcome> examples;  ///< as in LoadedScheme
};

Checked check_file(const std::string& path);

/// Findings as JSON: {count, errors, problems: [{code, severity, file, line, column, sheet, cell, message, mend}]}.
std::string problems_json(const Problems& problems, Language language);

/// The same with the worked examples: {…, examples: [{name, line, holds, comes_to}]}.
std::string checked_json(const Checked& checked, Language language);

}  // namespace pingxing::service
