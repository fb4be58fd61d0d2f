// What polls refuse, in words. Nothing was changed where one of these is said.
#pragma once
#include "base/problem.hpp"
#include "round/messages.hpp"

// Tables read best with a row a line.
// clang-format off

namespace pingxing::office {

using round::poll_closed;
using round::poll_given_up;
using round::poll_not_draft;
using round::poll_not_open;

#define PINGXING_BALLOT_MESSAGES(X) \
  X(electorate_unknown, BadInput, "ELECTORATE_UNKNOWN", "方案里没有票组“{0}”,有:{1}", "the scheme has no electorate “{0}”; it has: {1}", "从列表中选择", "choose from the list") \
  X(poll_there, Clash, "POLL_THERE", "“{0}”的投票已经建好", "there is a poll of “{0}” already", "打开原来的投票", "open that one") \
  X(poll_again_needs_reason, BadInput, "POLL_AGAIN_NEEDS_REASON", "“{0}”已经投过票,再投一次要写明理由", "“{0}” has voted: a further poll needs a reason", "在“理由”中写一句话", "write a sentence as the reason") \
  X(poll_without_voters, NotNow, "POLL_WITHOUT_VOTERS", "“{0}”的名册是空的,也没有票条", "the roll of “{0}” is empty, and there are no slips", "先填名册、做票条,或录入纸票", "fill the roll, make slips, or enter paper ballots first") \
  X(poll_under_least, NotNow, "POLL_UNDER_LEAST", "“{0}”中有{1}张票样收到的票少于{2}张,截止后不公布、不计入:{3}", "of “{0}” {1} papers have fewer than {2} ballots: closed now, they would be withheld and not count: {3}", "继续等待;仍要截止的,勾选“少于下限的不公布,仍要截止”", "wait; or tick that they may be withheld, and close it") \
  X(poll_without_papers, BadInput, "POLL_WITHOUT_PAPERS", "“{0}”没有可投的对象", "“{0}” has nobody to vote on", "先确定考核对象", "settle the subjects first") \
  X(poll_too_large, TooLarge, "POLL_TOO_LARGE", "“{0}”要{1}张票样,最多{2}张", "“{0}” needs {1} papers, at most {2}", "分几次考评投票", "hold it in several rounds") \
  X(poll_rules_wrong, BadInput, "POLL_RULES_WRONG", "“{0}”不能是“{1}”", "“{0}” cannot be “{1}”", "{2}", "{2}") \
  X(poll_secret_gone, NotNow, "POLL_SECRET_GONE", "“{0}”的密钥不在这台服务器上,不能收票", "the secret of “{0}” is not on this server: it cannot take ballots", "检查启动参数里的密钥文件夹", "see to the folder of secrets that the server was started with") \
  X(not_on_roll, NotAllowed, "NOT_ON_ROLL", "您不在“{0}”的名册里", "you are not on the roll of “{0}”", "请考评办公室核对名册", "ask the office to look at the roll") \
  X(paper_unknown, NotFound, "PAPER_UNKNOWN", "没有这个票样", "there is no such paper", "刷新页面后重试", "reload the page") \
  X(paper_not_yours, NotAllowed, "PAPER_NOT_YOURS", "“{0}”的票不归您投", "you have no vote on “{0}”", "", "") \
  X(issued_already, Clash, "ISSUED_ALREADY", "您已在另一台设备或另一个浏览器上领过“{0}”的票", "you asked for the ballot on “{0}” with another device or browser already", "用那一台投票", "vote with that one") \
  X(token_used, Clash, "TOKEN_USED", "这张票已经投过,内容不同,以先投的为准", "this ballot was cast before and said something else; the first one stands", "", "") \
  X(slip_unknown, BadInput, "SLIP_UNKNOWN", "没有这个票条,请检查输入", "there is no such slip; look at what you typed", "扫描二维码,或照票条上的字母输入", "scan the code, or type the letters of the slip") \
  X(slip_used, Clash, "SLIP_USED", "这张票条已经用过", "this slip was used", "", "") \
  X(slip_count, BadInput, "SLIP_COUNT", "一次可做1至{0}张票条", "1 to {0} slips can be made at a time", "", "") \
  X(login_unknown, BadInput, "LOGIN_UNKNOWN", "考评范围内没有账号“{0}”", "there is no account “{0}” in the units of the round", "先建账号,或改用票条", "make the account first, or give slips") \
  X(counts_missing, NotNow, "COUNTS_MISSING", "“{0}”的纸票只有{1}人录入,需要两人", "the paper ballots on “{0}” were entered by {1} teller, two are needed", "请另一位计票人录入", "let the other teller enter them") \
  X(counts_differ, NotNow, "COUNTS_DIFFER", "“{0}”的纸票,两位计票人录入的不同:{1}", "the two tellers differ on “{0}”: {1}", "重新清点后改正", "count again and correct it") \
  X(box_faulty, NotNow, "BOX_FAULTY", "票箱有{0}处被动过,例如:{1}", "the ballot box was touched in {0} places, such as: {1}", "查明原因;若仍要截止,写明理由", "find out why; to close it all the same, give the reason") \
  /* What a look into the box finds. */ \
  X(row_missing, BadInput, "BALLOT_ROW_MISSING", "“{0}”的票箱少了{1}张票:收下{2}张,只有{3}张", "the box of “{0}” lacks {1} ballots: {2} were taken in, {3} are there", "", "") \
  X(row_added, BadInput, "BALLOT_ROW_ADDED", "“{0}”的票箱多了{1}张票:收下{2}张,却有{3}张", "the box of “{0}” has {1} ballots too many: {2} were taken in, {3} are there", "", "") \
  X(row_changed, BadInput, "BALLOT_ROW_CHANGED", "“{0}”的票箱里,行{1}不是这个程序写的", "in the box of “{0}” the row {1} is not as the program wrote it", "", "") \
  X(rows_swapped, BadInput, "BALLOT_ROWS_SWAPPED", "“{0}”的票箱里,有票被换成了别的票", "in the box of “{0}” ballots were put in the place of others", "", "") \
  X(poll_keys_changed, BadInput, "POLL_KEYS_CHANGED", "“{0}”的密钥清单,指纹是{1};日志里开始投票时的是{2}:有人换过密钥", "the list of keys of “{0}” has the fingerprint {1}; at its opening the journal says {2}: somebody changed a key", "", "") \
  X(bulletin_row_changed, BadInput, "BULLETIN_ROW_CHANGED", "“{0}”的公布表与日志里的指纹不同", "the bulletin of “{0}” is not the one whose fingerprint stands in the journal", "", "")

PINGXING_BALLOT_MESSAGES(PINGXING_MESSAGE_ROW)

inline constexpr const MessageRow* ballot_messages[] = {PINGXING_BALLOT_MESSAGES(PINGXING_MESSAGE_IN_LIST)};

}  // namespace pingxing::office
