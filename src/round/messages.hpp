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
  X(stage_notice_too_short, NotNow, "STAGE_NOTICE_TOO_SHORT", "公示期到{0}才满,现在不能结束", "the notice period ends on {0}; it cannot be closed now", "", "") \
  X(stage_dates_of_closed, NotNow, "STAGE_DATES_OF_CLOSED", "环节“{0}”已经结束,日期不能再改", "the stage “{0}” is closed; its dates stand", "如需继续,请用“退回到此环节”", "to go on with it, go back to this stage") \
  X(stage_has_opened, NotNow, "STAGE_HAS_OPENED", "环节“{0}”已于{1}开始,开始日期不能再改", "the stage “{0}” opened on {1}; its first day stands", "只改结束日期", "change the last day only") \
  X(stage_day_past, BadInput, "STAGE_DAY_PAST", "“{0}”的{1}已经过去", "{1} of “{0}” has passed", "填今天或以后的日期", "enter today or a later day") \
  X(stage_days_reversed, BadInput, "STAGE_DAYS_REVERSED", "“{0}”的结束日期{2}早于开始日期{1}", "“{0}” would end on {2}, before it begins on {1}", "对调或改正其中一个", "swap them or correct one") \
  X(stage_notice_shortened, NotNow, "STAGE_NOTICE_SHORTENED", "“{0}”已经公示,截止日{1}只能推后,不能提前到{2}", "“{0}” runs until {1}: it can be prolonged, not cut to {2}", "需要重新公示时,退回到前一环节", "to begin anew, go back to the stage before") \
  X(stage_dates_need_reason, BadInput, "STAGE_DATES_NEED_REASON", "考评已经开始,改“{0}”的日期要写明理由", "the round has begun: a change of dates of “{0}” needs a reason", "在“理由”中写一句话", "write a sentence as the reason") \
  X(stages_begin_in_past, NotNow, "STAGES_BEGIN_IN_PAST", "第一个环节“{0}”的开始日期{1}已经过去,一开始就会跳过环节", "the first stage “{0}” begins on {1}, which has passed: stages would be skipped", "先把环节日期重排到今天或以后", "lay the dates of the stages anew, from today on") \
  X(round_running_already, NotNow, "ROUND_RUNNING_ALREADY", "考评已经开始", "the round is running already", "", "") \
  X(round_is_over, NotNow, "ROUND_IS_OVER", "考评已经结束,不能再改", "the round is over and changes no more", "确需更改时,由考评办公室重新打开并写明理由", "where it must be, the office reopens it with a reason") \
  X(round_not_started, NotNow, "ROUND_NOT_STARTED", "考评还没有开始", "the round has not begun", "先开始考评", "start it first") \
  X(round_not_over, NotNow, "ROUND_NOT_OVER", "考评没有结束,不用重新打开", "the round is not over, so there is nothing to reopen", "", "") \
  X(round_needs_reason, BadInput, "ROUND_NEEDS_REASON", "重新打开已结束的考评要写明理由", "reopening a round that is over needs a reason", "在“理由”中写一句话", "write a sentence as the reason") \
  X(gate_stage_before, NotNow, "GATE_STAGE_BEFORE", "“{0}”还不能开始:“{1}”没有结束", "“{0}” cannot open yet: “{1}” is not closed", "先结束“{1}”", "close “{1}” first") \
  X(gate_pending, NotNow, "GATE_PENDING", "“{0}”还不能开始:{1}个对象缺数据,不能评定:{2}", "“{0}” cannot open yet: {1} subjects cannot be rated for want of figures: {2}", "补齐数据,或在“对象与分工”中注明不参评", "fill in the figures, or say why they are not assessed") \
  X(gate_figures_missing, NotNow, "GATE_FIGURES_MISSING", "“{0}”还缺{1}个数据:{2}", "“{0}” still lacks {1} figures: {2}", "补齐后再结束;确实没有的,写明理由后结束(记入日志)", "fill them in; or close it with a reason, which stands in the journal") \
  X(gate_poll_open, NotNow, "GATE_POLL_OPEN", "“{0}”的投票还没有截止", "the poll of “{0}” is not closed", "先截止投票", "close the poll first") \
  X(gate_poll_missing, NotNow, "GATE_POLL_MISSING", "“{0}”还没有“{1}”的投票结果", "“{0}” has no poll of “{1}” yet", "先投票;不投的,写明理由后结束(记入日志)", "hold the poll; or close the stage with a reason, which stands in the journal") \
  X(gate_unconfirmed, NotNow, "GATE_UNCONFIRMED", "“{0}”还有{1}个对象没有确认:{2}", "“{0}”: {1} subjects are not confirmed yet: {2}", "逐个确认;不确认的,写明理由后结束(记入日志)", "confirm them; or close the stage with a reason, which stands in the journal") \
  X(gate_ties, Remark, "GATE_TIES", "有{0}处同分或待决事项,要由人研究决定", "{0} ties or other matters are to be decided by people", "见看板下方的“待决事项”", "see what is to be decided, below the board") \
  X(gate_stage_waiting, Remark, "GATE_STAGE_WAITING", "环节“{0}”没有进行", "the stage “{0}” was not held", "", "") \
  X(gate_pending_at_end, Remark, "GATE_PENDING_AT_END", "{0}个对象没有评定:{1}", "{0} subjects are not rated: {1}", "", "") \
  X(poll_not_draft, NotNow, "POLL_NOT_DRAFT", "“{0}”的投票已经开始,不能再改", "the poll of “{0}” has begun and cannot be changed", "", "") \
  X(poll_not_open, NotNow, "POLL_NOT_OPEN", "“{0}”的投票还没有开始", "the poll of “{0}” is not open yet", "开始后再投", "come back when it is") \
  X(poll_closed, NotNow, "POLL_CLOSED", "“{0}”的投票已经截止", "the poll of “{0}” is closed", "", "") \
  X(gate_unreadable, NotNow, "GATE_UNREADABLE", "“{0}”还不能开始:数据有错:{1}", "“{0}” cannot open yet: the figures have an error: {1}", "先改正数据", "correct it first") \
  X(poll_given_up, NotNow, "POLL_GIVEN_UP", "“{0}”的这次投票已经放弃:密钥丢失,无法计票", "this poll of “{0}” was given up: its secret is lost and nobody can count it", "另建一次投票", "make a further poll") \
  X(poll_outside_stage, NotNow, "POLL_OUTSIDE_STAGE", "“{0}”的投票要在“{1}”环节进行,这个环节没有在进行", "the poll of “{0}” belongs to the stage “{1}”, which is not open", "到了这个环节再开始投票", "open it while that stage is") \
  X(poll_after_figures, NotNow, "POLL_AFTER_FIGURES", "已经公示或发布,“{0}”不能再投票", "the result stands on notice or is published: no more polls of “{0}”", "确需重投的,先退回", "to vote again, go back first")

PINGXING_ROUND_MESSAGES(PINGXING_MESSAGE_ROW)

inline constexpr const MessageRow* round_messages[] = {PINGXING_ROUND_MESSAGES(PINGXING_MESSAGE_IN_LIST)};

}  // namespace pingxing::round
