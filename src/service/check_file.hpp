// Checks a scheme file: everything that is wrong with it, found without any facts, and what became of each line.
#pragma once
#include <string>
#include <vector>

#include "base/problem.hpp"
#include "scheme/fix.hpp"
#include "service/run_examples.hpp"

namespace pingxing::service {

/// What became of a line: run, prose or finding.
struct CheckedLine {
  int number = 0;
  char mark = '.';           ///< "=" run, "." prose, "!" finding
  std::string_view account;  ///< run, prose, finding
  Text name;                 ///< the same, for people
  std::string_view as;       ///< rule, blank …: what it is, or would be
  Text says;
  std::vector<std::string_view> codes;  ///< of the findings on it
  bool has_error = false;
  std::string text;
};

struct Checked {
  std::string title;  ///< of the scheme; empty where it has none
  Problems problems;
  std::vector<CheckedLine> lines;
  std::vector<scheme::LineFix> fixes;
  std::vector<ExampleOutcome> examples;  ///< as in LoadedScheme
};

Checked check_file(const std::string& path);

/// Findings as JSON: {count, errors, problems: [{code, severity, file, line, column, sheet, cell, message, mend}]}.
std::string problems_json(const Problems& problems, Language language);

/// The same of a checked scheme. Each finding also has `fix`: {line, text} or null, and `choices` where it may be one
/// of several lines; examples: [{name, line, holds, comes_to}]; with `has_lines` lines: [{line, account, as, says,
/// codes, text}].
std::string checked_json(const Checked& checked, Language language, bool has_lines = false);

}  // namespace pingxing::service
