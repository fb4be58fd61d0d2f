// What a round refuses, in words.
#pragma once
#include "base/problem.hpp"

// Tables read best with a row a line.
// clang-format off

namespace pingxing::round {

inline constexpr MessageRow stage_not_there{"STAGE_NOT_THERE", Severity::Error, {"没有第{0}个环节", "there is no stage {0}"}, {"刷新页面后重试", "reload the page"}};
inline constexpr MessageRow stage_already_open{"STAGE_ALREADY_OPEN", Severity::Error, {"环节“{0}”已经开始", "the stage “{0}” is open already"}, {"", ""}};
inline constexpr MessageRow stage_not_open{"STAGE_NOT_OPEN", Severity::Error, {"环节“{0}”没有开始,不能结束", "the stage “{0}” is not open, so it cannot be closed"}, {"", ""}};
inline constexpr MessageRow stage_closed{"STAGE_CLOSED", Severity::Error, {"环节“{0}”已经结束", "the stage “{0}” is closed"}, {"如需返回,请用“退回到此环节”并写明理由", "to go back, use “go back to this stage” and say why"}};
inline constexpr MessageRow stage_out_of_order{"STAGE_OUT_OF_ORDER", Severity::Error, {"“{0}”之前的环节“{1}”还没有结束", "the stage “{1}” before “{0}” is not closed yet"}, {"先结束“{1}”", "close “{1}” first"}};
inline constexpr MessageRow stage_needs_reason{"STAGE_NEEDS_REASON", Severity::Error, {"退回到“{0}”要写明理由", "going back to “{0}” needs a reason"}, {"在“理由”中写一句话", "write a sentence as the reason"}};
inline constexpr MessageRow stage_notice_too_short{"STAGE_NOTICE_TOO_SHORT", Severity::Error, {"公示期到{0}才满,现在不能结束", "the notice period ends on {0}; it cannot be closed now"}, {"", ""}};

inline constexpr const MessageRow* round_messages[] = {&stage_not_there, &stage_already_open, &stage_not_open, &stage_closed, &stage_out_of_order, &stage_needs_reason, &stage_notice_too_short};

}  // namespace pingxing::round
