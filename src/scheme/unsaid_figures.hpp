// What a worked example does not write, and what it says of that.
#pragma once
#include <string>

#include "scheme/scheme.hpp"

namespace pingxing::scheme {

/// The cell of an input that an example does not write, by what it says of the others; empty where that settles
/// nothing. 其余没有发生 is about what takes or adds points only where it happened; 其余都符合要求 also about what has
/// to be so. Neither is about a number that somebody measures or judges.
std::string cell_unless_said(const Scheme& scheme, int input, Example::Others others);

}  // namespace pingxing::scheme
