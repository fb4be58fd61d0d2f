// Two documents that differ in some lines, as a unified diff.
#pragma once
#include <string>
#include <string_view>

#include "cli/terminal.hpp"

namespace pingxing::cli {

/// Both have the same number of lines: one is the other with lines rewritten. Empty where they are the same.
std::string unified_diff(std::string_view before, std::string_view after, const std::string& name, const Look& look);

}  // namespace pingxing::cli
