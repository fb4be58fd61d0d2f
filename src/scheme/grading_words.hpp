// How offices write the lines of grading, before any form is tried: 得分90分以上的为优秀 becomes 优秀:90分以上, and
// parts that say how many may have a grade are told from conditions.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.hpp"
#include "scheme/scheme.hpp"

namespace pingxing::scheme {

/// The line with its grade in front of a colon and its conditions behind it, separated by commas.
std::string plain_grading(std::string_view line);

/// 90分以上为优秀,80分以上为良好: each by itself, where a sentence says several and nothing else; else none.
std::vector<std::string> gradings_of(std::string_view text);

/// 不超过40%, 前3名, 占10%, 3人: how many may have the grade; nothing where it is a condition.
std::optional<Quota> parse_quota_words(std::string_view text);

/// What subjects of equal total are compared by: 同分:第1项高者优先; nothing where the line is not about ties.
std::optional<std::vector<std::string>> parse_tie_names(std::string_view line);

/// "发生火灾的,降为不合格" as "发生火灾" and "降为不合格", where the line has no colon.
std::pair<Piece, Piece> split_measure(const Piece& line);

}  // namespace pingxing::scheme
