// Checks a scheme file: everything that is wrong with it, found without any facts, and what became of each line.
#pragma once
#include <span>
#include <string>
#include <vector>

#include "base/problem.hpp"
#include "scheme/fix.hpp"

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
};

Checked check_file(const std::string& path);

/// Findings as JSON: {count, errors, problems: [{code, severity, file, line, column, sheet, cell, message, mend}]}.
/// With `fixes` each also has `fix`: {line, text} or null, and `choices` where it may be one of several lines.
std::string problems_json(const Problems& problems, Language language,
                          const std::vector<scheme::LineFix>* fixes = nullptr, std::span<const CheckedLine> lines = {});

}  // namespace pingxing::service
