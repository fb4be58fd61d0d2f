// check --fix: shows what would be rewritten, asks, and writes.
#pragma once
#include <string>

#include "base/problem.hpp"

namespace pingxing::cli {

enum class Asking { Ask, Yes };

/// True where the file stands as the findings offer it (also where they offer nothing); else the reason was printed.
bool fix_scheme(const std::string& path, Asking asking, Language language);

}  // namespace pingxing::cli
