// What can be wrong with a change asked for.
#pragma once
#include "base/problem.hpp"

// Tables read best with a row a line.
// clang-format off

namespace pingxing::rating::messages {

inline constexpr MessageRow setting_unreadable{"SETTING_UNREADABLE", Severity::Error,
    {"看不懂改动“{0}”", "the change “{0}” is not understood"}, {"写成“五星级=85分以上”“3=4分”“34 满意度=…”或“名额取整=至少一个”", "write “gold=85 or more”, “3=4 points”, “34 satisfaction=…” or “quota rounding=at least one”"}};
inline constexpr MessageRow setting_unknown{"SETTING_UNKNOWN", Severity::Error,
    {"方案里没有“{0}”可改", "the scheme has no “{0}” to change"}, {"可改的有:{1};名额写成“五星级=不超过15%”", "what may be changed: {1}; a quota reads “gold=at most 15%”"}};

inline constexpr const MessageRow* all[] = {&setting_unreadable, &setting_unknown};

}  // namespace pingxing::rating::messages
