// What a look over the whole record finds, in words, and what is refused about it.
#pragma once
#include "base/problem.hpp"

// Tables read best with a row a line.
// clang-format off

namespace pingxing::office {

#define PINGXING_RECORD_MESSAGES(X) \
  X(head_unreadable, BadInput, "HEAD_UNREADABLE", "“{0}”不是留存的日志指纹", "“{0}” is no fingerprint of the journal that was kept", "写成“行号:64个十六进制数字”,如日志页所示", "write it as the journal shows it: number of the row, “:”, 64 hexadecimal digits") \
  X(poll_secret_is_here, NotNow, "POLL_SECRET_IS_HERE", "“{0}”的密钥还在,可以照常截止", "the secret of “{0}” is here: it can be closed", "照常截止", "close it") \
  X(no_restore, NotNow, "NO_RESTORE", "没有需要确认的恢复", "there is no restore to be acknowledged", "", "") \
  /* What does not hold. */ \
  X(journal_broken, BadInput, "JOURNAL_BROKEN", "日志不完整:{0}", "the journal does not hold: {0}", "保留现在的数据库,与备份和留存的指纹核对", "keep the database as it is, and compare it with back-ups and kept fingerprints") \
  X(seals_changed, BadInput, "SEALS_CHANGED", "{0}", "{0}", "与备份核对这一行写入的数据", "compare what that row wrote with a back-up") \
  X(row_edited, BadInput, "ROW_EDITED", "{0}被改动:与日志第{1}行写下时不同", "{0} was edited: it is not what row {1} of the journal left", "与备份核对;确认后由程序改正", "compare it with a back-up, then correct it in the program") \
  X(row_removed, BadInput, "ROW_REMOVED", "{0}被删除:日志第{1}行写下之后,没有删除它的记录", "{0} was removed: row {1} of the journal wrote it, and none removed it", "与备份核对", "compare it with a back-up") \
  X(row_inserted, BadInput, "ROW_INSERTED", "{0}是添加的:日志里没有写入它的记录", "{0} was inserted: no row of the journal wrote it", "查明是谁添加的;确认后由程序去掉", "find out who did; then take it away in the program") \
  X(row_inserted_again, BadInput, "ROW_INSERTED_AGAIN", "{0}又出现了:日志第{1}行已经删除它", "{0} is there again, though row {1} of the journal removed it", "查明是谁添加的;确认后由程序去掉", "find out who did; then take it away in the program") \
  X(row_altered_before, BadInput, "ROW_ALTERED_BEFORE", "{0}在日志第{1}行之前被改动过,之后程序又写过它", "{0} had been altered before row {1} of the journal, when the program wrote it again", "与更早的备份核对", "compare it with a back-up from before") \
  X(rows_more, BadInput, "ROWS_MORE", "另有{0}处没有列出", "{0} more are not listed", "", "") \
  X(box_not_opened, Remark, "BOX_NOT_OPENED", "“{0}”的密钥不在这里,只核对了票数", "the secret of “{0}” is not here: of its ballots only the number was compared", "在投票所用的服务器上验证", "verify on the server that takes its ballots")

PINGXING_RECORD_MESSAGES(PINGXING_MESSAGE_ROW)

inline constexpr const MessageRow* record_messages[] = {PINGXING_RECORD_MESSAGES(PINGXING_MESSAGE_IN_LIST)};

}  // namespace pingxing::office
