// Reads earlier results (the JSON that `rate` writes) for conditions on the past.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/problem.hpp"
#include "rating/facts.hpp"
#include "rating/rate.hpp"
#include "scheme/scheme.hpp"

namespace pingxing::service {

/// A subject of an earlier result, as it stands there.
struct EarlierSubject {
  std::string id;
  rating::Status status = rating::Status::Rated;
  std::optional<std::string> grade;  // its name
  std::string total;                 // exact; empty: not known
};
struct EarlierResult {
  std::string scheme;  // its title
  std::vector<EarlierSubject> subjects;
};
/// The text of a result, of whatever scheme. Nothing where it is none: `problems` then says why. `file` is only for
/// places.
std::optional<EarlierResult> read_result(const std::string& file, std::string_view text, Problems& problems);

/// What a grade of that name is in the scheme: its index, the number of grades for what the scheme calls unrated.
std::optional<int> grade_called(const scheme::Scheme& scheme, const std::string& name);
/// The names of the grades, and what unrated is called, for who names another.
Phrase grade_names(const scheme::Scheme& scheme);

/// Grades of each subject, in the order of the files (the earliest first). Nothing where a file is no result of this
/// scheme: `problems` then says what is wrong with each.
std::optional<rating::History> read_history(const scheme::Scheme& scheme, const std::vector<std::string>& paths,
                                            Problems& problems);

/// Remarks where an id of the facts is in no earlier result, while one is that has other zeros before it.
void tell_lost_zeros(const rating::Facts& facts, const rating::History& history, Problems& problems);

}  // namespace pingxing::service
