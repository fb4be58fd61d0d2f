// A recount as people read it.
#pragma once
#include <string>

#include "cli/terminal.hpp"
#include "service/recount_file.hpp"

namespace pingxing::cli {

std::string recount_text(const service::Recounted& recount, const Problems& problems, Language language,
                         const Look& look);

}  // namespace pingxing::cli
