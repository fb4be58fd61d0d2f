// Reads earlier results (the JSON that `rate` writes) for conditions on the past.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/problem.hpp"
#include "rating/facts.hpp"
#include "scheme/scheme.hpp"

namespace pingxing::service {

/// Grades of each subject, in the order of the files (the earliest first). Nothing where a file is no result of this
/// scheme: `problems` then says what is wrong with each.
std::optional<rating::History> read_history(const scheme::Scheme& scheme, const std::vector<std::string>& paths,
                                            Problems& problems);

}  // namespace pingxing::service
