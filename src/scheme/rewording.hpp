// One meaning in the words that the sentences have: what offices leave out because the rest of the line says it, and
// orders of words that come to the same. Only rewordings that mean the same wherever they are made.
#pragma once
#include <string>

namespace pingxing::scheme {

/// `is_bonus`: what gives, adds. The line is kept and printed as it was written; this is what is read.
std::string reworded(std::string text, bool is_bonus);

}  // namespace pingxing::scheme
