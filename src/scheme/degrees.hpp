// Words that are degrees of one scale: 优、良、中、差; 齐全、较齐全、不齐全. A line of levels whose most is not the
// item's points is one scale where its words are such degrees, and so many things that count together where they are
// not.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace pingxing::scheme {

bool are_degrees(const std::vector<std::string>& words);

/// The first scale that knows all the words, best first; none where no scale does. 良好以上 is known by 良好.
std::vector<std::string> scale_of(const std::vector<std::string>& words);
/// Whether 良好以上 reaches 优秀.
bool reaches(std::string_view bound, std::string_view degree, const std::vector<std::string>& scale);
/// A级 and A.
bool is_same_degree(std::string_view a, std::string_view b);

/// 良好以上: ends as a bound, and is no figure.
bool is_degree_bound(std::string_view word);

}  // namespace pingxing::scheme
