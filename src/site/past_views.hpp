// A round's imported past as JSON, for its page and the API alike; and the files that come in.
#pragma once
#include <vector>

#include "office/past_results.hpp"
#include "site/json_views.hpp"
#include "web/http.hpp"

namespace pingxing::site {

/// Of rows at most `rows_max`.
Json json_of(const office::PastOfRound& past, std::size_t rows_max, Language language);
Json json_of(const office::PastPreview& preview, std::size_t rows_max, Language language);

/// The fields file, file2, … file12 of a form, each with its period, period2, ….
std::vector<office::PastFile> past_files_of(const web::Request& request);

}  // namespace pingxing::site
