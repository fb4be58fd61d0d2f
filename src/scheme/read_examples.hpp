// The section 示例 (examples): lines such as “甲路:迟到2次,出勤率95%,其余没有发生 → 84分,四星级”, or a table whose
// header names the figures. Read last, when all inputs and grades are known.
#pragma once
#include <vector>

#include "base/problem.hpp"
#include "base/text.hpp"
#include "scheme/scheme.hpp"

namespace pingxing::scheme {

/// A line as typed, without its marker; the rows of a table begin with |.
void read_examples(Scheme& scheme, const std::vector<Piece>& lines, Problems& problems);

/// Whether a line without a marker is one of an example: a row of a table, or words with what they come to.
bool reads_like_example(std::string_view line);

}  // namespace pingxing::scheme
