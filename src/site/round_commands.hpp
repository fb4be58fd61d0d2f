// Commands on the stages of a round, the same by page and by API.
#pragma once
#include <string>

#include "office/rounds.hpp"
#include "site/site.hpp"

namespace pingxing::site {

/// The stage of the path opened, closed, gone back to, or given other dates. `command`: open, close, reopen, dates.
Result<> move_stage(const Site& site, const web::Request& request, const std::string& command,
                    const office::StageDates& dates, const std::string& reason);

}  // namespace pingxing::site
