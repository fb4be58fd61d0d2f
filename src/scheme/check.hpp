// The checker: reads a scheme as a compiler reads a program. All findings at once, each with its code, its place, what
// is wrong, a value that shows it, and a mend. Silent on a scheme that is right.
#pragma once
#include "base/problem.hpp"
#include "scheme/scheme.hpp"

namespace pingxing::scheme {

/// Findings beyond those of parsing; sorted by place. `scheme` may have parse errors; indices are then still valid or
/// -1.
Problems check_scheme(const Scheme& scheme);

}  // namespace pingxing::scheme
