// A result as a workbook: the board, the items, what needs a decision.
#pragma once
#include <optional>
#include <string>

#include "base/problem.hpp"

namespace pingxing::service {

struct Rated;

/// The .xlsx file; `file` is only for places of problems. Nothing (and a problem) where a sheet cannot hold it.
/// `heading`: of what it is the result, above each sheet; empty: the scheme.
std::optional<std::string> result_xlsx(const Rated& rated, Language language, const std::string& file,
                                       Problems& problems, const std::string& heading = {});

}  // namespace pingxing::service
