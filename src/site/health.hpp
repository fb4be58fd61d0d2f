// Whether this server can serve: what /readyz and the settings say.
#pragma once
#include <optional>

#include "base/result.hpp"
#include "site/site.hpp"

namespace pingxing::site {

/// What is to be said of the disk where it fills up: below `free_bytes_low` of the settings.
std::optional<Refusal> disk_remark(const Site& site);

}  // namespace pingxing::site
