// A result as JSON, for machines and for the history of later rounds. Numbers are exact decimal strings, fractions
// "a/b". The subjects stand in the order of the facts.
#pragma once
#include <cstddef>
#include <functional>
#include <string_view>

#include "service/rated.hpp"
#include "service/result_parts.hpp"

namespace pingxing::service {

/// Takes the text of a result, part by part.
using Sink = std::function<void(std::string_view)>;

void write_result_json(const Rated& rated, Language language, const Sink& sink);

/// One page of a long result: of the lists by subject (subjects, consequences, reviews) what concerns these rows of the
/// facts; all else whole.
struct ResultPage {
  std::size_t page = 1, pages = 1, begin = 0, end = 0;
};
void write_result_json(const Rated& rated, Language language, const ResultPage& page, const Sink& sink);

}  // namespace pingxing::service
