// Readings of schemes that a later version of the program changed, as pages and the API tell them.
#pragma once
#include "office/readings.hpp"
#include "site/json_views.hpp"

namespace pingxing::site {

Json json_of(const office::ChangedReading& changed, Language language);

}  // namespace pingxing::site
