// What the findings of a scheme offer to take over, line by line, and the file written with it. Only lines that can
// read in one way are rewritten; where there are several the office chooses.
#pragma once
#include <string>
#include <vector>

#include "base/problem.hpp"
#include "scheme/fix.hpp"

namespace pingxing::service {

struct FileFixes {
  Problems problems;                  ///< of reading the file; nothing else is told then
  std::string before, after;          ///< the document as it is, and with the lines rewritten
  std::string mark;                   ///< the byte order mark that the file began with
  std::vector<scheme::LineFix> open;  ///< lines that may read in several ways, as they are in `before`
  [[nodiscard]] bool has_any() const { return before != after; }
};

FileFixes fixes_of_file(const std::string& path);

/// Writes `after`, whole or not at all. False, with a problem, where the file is no longer as it was read.
bool write_fixes(const std::string& path, const FileFixes& fixes, Problems& problems);

}  // namespace pingxing::service
