// Words that are degrees of one scale: 优、良、中、差; 齐全、较齐全、不齐全. A line of levels whose most is not the
// item's points is one scale where its words are such degrees, and so many things that count together where they are
// not.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace pingxing::scheme {

bool are_degrees(const std::vector<std::string>& words);

/// The degrees that 良好以上 or 合格以下 reach, of the first scale that knows all the words of the line, best
/// first; none where no scale does. What another word of the line names by itself is left to it.
std::vector<std::string> degrees_reached(std::string_view word, const std::vector<std::string>& words);

/// 良好以上: ends as a bound, and is no figure.
bool is_degree_bound(std::string_view word);

}  // namespace pingxing::scheme
