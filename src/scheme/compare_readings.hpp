// Two readings of one document, line by line: what a later version of the parser understands otherwise.
#pragma once
#include <vector>

#include "base/problem.hpp"
#include "scheme/scheme.hpp"

namespace pingxing::scheme {

struct ReadingDifference {
  int line = 0;          // of the document; 0: no line by itself (properties, what follows from several lines)
  Phrase before, after;  // the sentences that the line was and is understood as; both empty where it holds none
};

/// By line. Empty where both rate alike; what only printing needs is not looked at.
std::vector<ReadingDifference> compare_readings(const Scheme& before, const Scheme& after);

}  // namespace pingxing::scheme
