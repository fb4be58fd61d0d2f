// Facts from a large CSV file straight into columns, by several threads, without a grid of cells between. Reads what is
// plain (digits, one of the words for yes and no); a row with anything else in it is handed to the careful reader of
// load_facts.hpp, which accepts it or says what is wrong with it, at its place.
#pragma once
#include <optional>
#include <string>

#include "base/problem.hpp"
#include "rating/facts.hpp"
#include "scheme/scheme.hpp"

namespace pingxing::service {

/// Files from this size on are read so; below it a grid costs nothing.
constexpr std::size_t columns_bytes_min = std::size_t(8) << 20;

/// The facts of a CSV text (UTF-8 not yet checked). Nothing where `problems` got an error. A text with quoted fields is
/// read by one thread.
std::optional<rating::Facts> load_csv_columns(const scheme::Scheme& scheme, std::string_view text,
                                              const std::string& file, unsigned threads, const scheme::Scheme* beside,
                                              Problems& problems);

}  // namespace pingxing::service
