// A result as JSON, for machines and for the history of later rounds. Numbers are exact decimal strings, fractions
// "a/b". The subjects stand in the order of the facts.
#pragma once
#include <functional>
#include <string_view>

#include "service/rated.hpp"
#include "service/result_parts.hpp"

namespace pingxing::service {

/// Takes the text of a result, part by part.
using Sink = std::function<void(std::string_view)>;

void write_result_json(const Rated& rated, Language language, const Sink& sink);

}  // namespace pingxing::service
