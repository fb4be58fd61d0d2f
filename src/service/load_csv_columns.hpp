// Facts from a CSV file straight into columns, by several threads, without a grid of cells between. Reads what is plain
// (digits, one of the words for yes and no); a row with anything else in it is handed to the careful reader of
// load_facts.hpp, which accepts it or says what is wrong with it, at its place. What is said of a text is the same,
// word for word, as where all of it is read carefully; a text with errors is read to its end.
#pragma once
#include <optional>
#include <string>

#include "document/table_problems.hpp"
#include "rating/facts.hpp"
#include "scheme/scheme.hpp"

namespace pingxing::service {

/// The facts of a CSV text (UTF-8 not yet checked). Nothing where `problems` got an error. A text with quoted fields is
/// read by one thread.
std::optional<rating::Facts> load_csv_columns(const scheme::Scheme& scheme, std::string_view text,
                                              const std::string& file, unsigned threads, const scheme::Scheme* beside,
                                              document::TableProblems& problems);

}  // namespace pingxing::service
