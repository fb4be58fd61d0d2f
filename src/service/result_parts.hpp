// What every form of a result has to say about a subject: status, stars, the clause of a reason, why the grade is
// what it is, and totals as they are shown. Pure; used by the JSON, CSV, workbook and board of a result.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "service/rated.hpp"

namespace pingxing::service {

/// "rated", "pending", "disqualified", "out of scope": what result files say.
std::string_view status_word(rating::Status status);
/// 已定级, 待定, 取消资格, 不参评
Text status_name(rating::Status status);
rating::Status status_at(const Rated& rated, std::size_t row);

/// Stars of a grade; 0 below the lowest; nothing where the grades are not stars.
std::optional<int> stars_of(const scheme::Scheme& scheme, int grade);
/// The most stars that a grade has; 0 where the grades are not stars.
int stars_max_of(const scheme::Scheme& scheme);
bool has_grades(const scheme::Scheme& scheme);
/// Whether anything scores: without it a total or a rank says nothing.
bool has_scores(const scheme::Scheme& scheme);

/// Which clause of the document a place is: the number of its indicator, else the title of its section, else "L12".
std::string clause_at(const scheme::Scheme& scheme, const Place& place);

/// Whether an indicator or a section counts for the subject.
bool item_applies(const Rated& rated, std::size_t indicator, std::size_t row);
bool section_applies(const Rated& rated, std::size_t section, std::size_t row);
/// Whether anybody answered 不适用: then who has which items is no matter of kinds alone.
bool has_items_left_out(const Rated& rated);
/// Ordinary sections, in order, with a name for each that is unique among them.
std::vector<std::pair<std::size_t, std::string>> scored_sections(const scheme::Scheme& scheme);

struct Why {
  std::vector<rating::Reason> reasons;  ///< all that made the grade, in order: conditions, what lowered it, quotas
  std::vector<rating::Mark> marks;      ///< what is remarkable about the scores and the grade
};
Why why_of(const Rated& rated, std::size_t row, const rating::Scores& scores);

/// With the places of the scheme (else 2), or as many more as it takes to stand on the right side of every threshold.
std::string shown_total(const scheme::Scheme& scheme, const Number& total);
std::string shown_total(const scheme::Scheme& scheme, const Number& total, int places);
std::string shown_score(const scheme::Scheme& scheme, const Number& score);

/// Exactly where a decimal ends, else with `decimal_places`: what tables get, which would take 11/12 for a date.
inline constexpr int decimal_places = 6;
std::string decimal_of(const Number& number);

}  // namespace pingxing::service
