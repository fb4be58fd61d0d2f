// What a round refuses, in words.
#pragma once
#include "base/problem.hpp"

// Tables read best with a row a line.
// clang-format off

namespace pingxing::round {

#define PINGXING_ROUND_MESSAGES(X) \
  X(stage_not_there, NotFound, "STAGE_NOT_THERE", "没有第{0}个环节", "there is no stage {0}", "刷新页面后重试", "reload the page") \
  X(stage_already_open, NotNow, "STAGE_ALREADY_OPEN", "环节“{0}”已经开始", "the stage “{0}” is open already", "", "") \
  X(stage_not_open, NotNow, "STAGE_NOT_OPEN", "环节“{0}”没有开始,不能结束", "the stage “{0}” is not open, so it cannot be closed", "", "") \
  X(stage_closed, NotNow, "STAGE_CLOSED", "环节“{0}”已经结束", "the stage “{0}” is closed", "如需返回,请用“退回到此环节”并写明理由", "to go back, use “go back to this stage” and say why") \
  X(stage_out_of_order, NotNow, "STAGE_OUT_OF_ORDER", "“{0}”之前的环节“{1}”还没有结束", "the stage “{1}” before “{0}” is not closed yet", "先结束“{1}”", "close “{1}” first") \
  X(stage_needs_reason, BadInput, "STAGE_NEEDS_REASON", "退回到“{0}”要写明理由", "going back to “{0}” needs a reason", "在“理由”中写一句话", "write a sentence as the reason") \
  X(stage_notice_too_short, NotNow, "STAGE_NOTICE_TOO_SHORT", "公示期到{0}才满,现在不能结束", "the notice period ends on {0}; it cannot be closed now", "", "")

PINGXING_ROUND_MESSAGES(PINGXING_MESSAGE_ROW)

inline constexpr const MessageRow* round_messages[] = {PINGXING_ROUND_MESSAGES(PINGXING_MESSAGE_IN_LIST)};

}  // namespace pingxing::round
