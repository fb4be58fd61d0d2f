// A line as it should read: what a finding offers to take over. Where more than one reading is possible the office
// chooses; those are shown, never applied.
#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/problem.hpp"

namespace pingxing::scheme {

struct LineFix {
  int line = 0;           // from 1
  std::string_view code;  // of the finding that offers it
  std::vector<std::string> texts;
  [[nodiscard]] bool is_sure() const { return texts.size() == 1; }
};

/// What this finding offers; nothing where it offers none.
const LineFix* fix_of(std::span<const LineFix> fixes, const Problem& problem);

/// The document with the sure ones, one a line; ends of lines stay as they are.
std::string with_fixes(std::string_view text, std::span<const LineFix> fixes);

}  // namespace pingxing::scheme
