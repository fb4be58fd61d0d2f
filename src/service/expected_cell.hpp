// What a cell of a table of figures expects, in words: its input as its rules have it collected. Not here: limits and
// choices of one value (input_words.hpp).
#pragma once
#include "base/problem.hpp"
#include "scheme/scheme.hpp"

namespace pingxing::service {

/// "0至40的数;多个用;隔开,如 40;39,至少5个" / "a number from 0 to 40; several separated by ;, such as 40;39"
Phrase expected_in_cell(const scheme::Scheme& scheme, int input);

}  // namespace pingxing::service
