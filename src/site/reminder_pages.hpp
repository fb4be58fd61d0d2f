// Reminders on the page of a round's people.
#pragma once
#include <vector>

#include "site/json_views.hpp"
#include "site/site.hpp"

namespace pingxing::site {

/// Who has something to do, those who are late ticked; the newest messages with what became of them.
Json reminders_json(const Site& site, const web::Request& request, std::int64_t round_id);
/// Those that the form has ticked.
std::vector<store::Id> accounts_of(const web::Request& request);

}  // namespace pingxing::site
