// Checks a scheme file: everything that is wrong with it, found without any facts.
#pragma once
#include <string>

#include "base/problem.hpp"

namespace pingxing::service {

struct Checked {
  std::string title;  ///< of the scheme; empty where it has none
  Problems problems;
};

Checked check_file(const std::string& path);

/// Findings as JSON: {count, errors, problems: [{code, severity, file, line, column, sheet, cell, message, mend}]}.
std::string problems_json(const Problems& problems, Language language);

}  // namespace pingxing::service
