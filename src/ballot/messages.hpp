// What is wrong with a blinded message, a ballot, a count, or a bulletin, in words.
#pragma once
#include "base/problem.hpp"

// Tables read best with a row a line.
// clang-format off

namespace pingxing::ballot {

inline constexpr MessageRow blinded_size{"BLINDED_SIZE", Severity::Error, {"盲化的凭证有{0}字节,应为{1}字节", "the blinded token has {0} bytes, expected {1}"}, {"刷新页面后重新领取", "reload the page and ask again"}};
inline constexpr MessageRow blinded_range{"BLINDED_RANGE", Severity::Error, {"盲化的凭证不在1至模数之间", "the blinded token is not between 1 and the modulus"}, {"刷新页面后重新领取", "reload the page and ask again"}};
inline constexpr MessageRow token_forged{"TOKEN_FORGED", Severity::Error, {"投票凭证不是为“{0}”签发的,或已被改动", "the token was not signed for “{0}”, or was altered"}, {"用领取凭证的那台设备投票,或向工作人员领一张票条", "vote with the device that asked for the token, or take a slip"}};
inline constexpr MessageRow proof_wrong{"BALLOT_PROOF_WRONG", Severity::Error, {"选票与投票凭证的签名不符:选票在路上被改动", "the ballot does not carry its voter's signature: it was altered on its way"}, {"重新提交", "send it again"}};
inline constexpr MessageRow salt_size_wrong{"BALLOT_SALT_SIZE", Severity::Error, {"选票的随机数有{0}字节,应为{1}字节", "the ballot's salt has {0} bytes, expected {1}"}, {"刷新页面后重新提交", "reload the page and send it again"}};
inline constexpr MessageRow sheet_count{"SHEET_COUNT", Severity::Error, {"选票上有{0}项,票样有{1}项", "the ballot has {0} marks, the paper asks {1}"}, {"刷新页面后重新填写", "reload the page and fill it in again"}};
inline constexpr MessageRow sheet_mark{"SHEET_MARK", Severity::Error, {"第{0}项“{1}”填的是“{2}”,应为:{3}", "mark {0}, “{1}”, is “{2}”, expected: {3}"}, {"改为其中之一,或留空表示弃权", "choose one of them, or leave it blank to abstain"}};
inline constexpr MessageRow sheet_too_many{"SHEET_TOO_MANY", Severity::Error, {"“{0}”有{1}个,最多{2}个,整张票无效", "“{0}” is marked {1} times, at most {2}: the whole ballot is invalid"}, {"减少“{0}”", "mark fewer as “{0}”"}};
inline constexpr MessageRow sheet_alike{"SHEET_ALIKE", Severity::Error, {"全部{0}项都填了“{1}”,这样的票无效", "all {0} marks are “{1}”: such a ballot is invalid"}, {"分出不同的等次,或留空表示弃权", "tell them apart, or leave blanks to abstain"}};
inline constexpr MessageRow scale_wrong{"SCALE_WRONG", Severity::Error, {"不能从{0}到{1}每步{2}", "there is no scale from {0} to {1} in steps of {2}"}, {"步长要大于0,能整除,最多1001档", "a step is above 0 and divides the range into at most 1001 marks"}};
inline constexpr MessageRow scale_words{"SCALE_WORDS", Severity::Error, {"“{0}”不能是票上的一档:重复、为空、是数字或含有“|”", "“{0}” cannot be a mark: it is doubled, empty, a number or holds “|”"}, {"换一个名称", "choose another name"}};
inline constexpr MessageRow count_negative{"COUNT_NEGATIVE", Severity::Error, {"“{0}”是{1},不能小于0", "“{0}” is {1}, it cannot be below 0"}, {"", ""}};
inline constexpr MessageRow count_over_issued{"COUNT_OVER_ISSUED", Severity::Error, {"收回{0}张,比发出的{1}张多", "{0} returned, more than the {1} issued"}, {"重新清点", "count again"}};
inline constexpr MessageRow count_sum{"COUNT_SUM", Severity::Error, {"有效{0}、弃权{1}、废票{2},合计{3},收回的是{4}", "valid {0}, abstained {1} and spoiled {2} make {3}, returned are {4}"}, {"重新清点", "count again"}};
inline constexpr MessageRow count_question_sum{"COUNT_QUESTION_SUM", Severity::Error, {"“{0}”各档加空白共{1}票,应为有效与弃权之和{2}", "the marks of “{0}” and its blanks make {1}, expected {2}: valid and abstained"}, {"重新清点", "count again"}};

// ---- Of a recount ---------------------------------------------------------------------------------------------------

inline constexpr MessageRow bulletin_unreadable{"BULLETIN_UNREADABLE", Severity::Error, {"第{0}行不是公布表的内容:{1}", "line {0} is no part of a bulletin: {1}"}, {"重新下载公布表", "download the bulletin again"}};
inline constexpr MessageRow bulletin_cut{"BULLETIN_CUT", Severity::Error, {"公布表没有结尾:下载中断,或末尾被删", "the bulletin has no end: the download broke off, or its end was removed"}, {"重新下载公布表", "download the bulletin again"}};
inline constexpr MessageRow bulletin_digest{"BULLETIN_DIGEST", Severity::Error, {"公布表的指纹是{0},结尾写的是{1}:文件被改动", "the fingerprint of the bulletin is {0}, its end says {1}: the file was altered"}, {"与公布的指纹核对", "compare it with the fingerprint on the notice"}};
inline constexpr MessageRow bulletin_other{"BULLETIN_OTHER", Severity::Error, {"文件的指纹是{0},不是要求的{1}", "the fingerprint of the file is {0}, not {1} as asked"}, {"这不是公布的那一份", "this is not the one that was published"}};
inline constexpr MessageRow bulletin_keys{"BULLETIN_KEYS", Severity::Error, {"公布表中密钥清单的指纹是{0},不是要求的{1}:密钥与开始投票时公布的不同", "the fingerprint of the list of keys in the bulletin is {0}, not {1} as asked: the keys are not those that were announced when the poll was opened"}, {"带上公布的指纹向监督员反映", "take the announced fingerprint to the auditor"}};
inline constexpr MessageRow paper_doubled{"PAPER_DOUBLED", Severity::Error, {"票样{0}出现两次", "the paper {0} stands there twice"}, {"", ""}};
inline constexpr MessageRow paper_key{"PAPER_KEY", Severity::Error, {"票样{0}的公钥读不出来,或与另一票样的相同", "the key of the paper {0} cannot be read, or is that of another paper"}, {"", ""}};
inline constexpr MessageRow ballot_without_paper{"BALLOT_WITHOUT_PAPER", Severity::Error, {"选票{0}属于票样{1},公布表里没有这个票样", "the ballot {0} is of the paper {1}, which the bulletin does not have"}, {"", ""}};
inline constexpr MessageRow ballot_forged{"BALLOT_FORGED", Severity::Error, {"票样{1}的选票{0}没有有效的凭证签名:不是发出的票", "the ballot {0} of the paper {1} has no valid token: it was never issued"}, {"", ""}};
inline constexpr MessageRow ballot_changed{"BALLOT_CHANGED", Severity::Error, {"票样{1}的选票{0}被改动:内容与投票人的签名不符", "the ballot {0} of the paper {1} was changed: it is not what its voter signed"}, {"", ""}};
inline constexpr MessageRow ballot_added{"BALLOT_ADDED", Severity::Error, {"票样{1}的选票{0}不在票号清单里:是后加的", "the ballot {0} of the paper {1} is not in the list of its ballots: it was added"}, {"", ""}};
inline constexpr MessageRow ballot_dropped{"BALLOT_DROPPED", Severity::Error, {"票样{1}的选票{0}在票号清单里,选票却没有了", "the ballot {0} of the paper {1} is in the list of its ballots, but was dropped"}, {"", ""}};
inline constexpr MessageRow ballot_doubled{"BALLOT_DOUBLED", Severity::Error, {"票样{1}的选票{0}出现{2}次", "the ballot {0} of the paper {1} stands there {2} times"}, {"", ""}};
inline constexpr MessageRow ballot_spoiled{"BALLOT_SPOILED", Severity::Error, {"票样{1}的选票{0}不合规则:{2}", "the ballot {0} of the paper {1} breaks the rules: {2}"}, {"", ""}};
inline constexpr MessageRow ballot_order{"BALLOT_ORDER", Severity::Error, {"选票{0}不在它票号的位置:次序可能泄露先后", "the ballot {0} does not stand where its number belongs: the order may tell who came first"}, {"", ""}};
inline constexpr MessageRow returned_over_issued{"RETURNED_OVER_ISSUED", Severity::Error, {"票样{0}有{1}张选票,只发出{2}张", "the paper {0} has {1} ballots, only {2} were issued"}, {"", ""}};
inline constexpr MessageRow tally_differs{"TALLY_DIFFERS", Severity::Error, {"票样{0}的“{1}”重新计得{2},公布的是{3}", "the paper {0}: “{1}” recounted is {2}, published is {3}"}, {"", ""}};
inline constexpr MessageRow receipt_unreadable{"RECEIPT_UNREADABLE", Severity::Error, {"回执读不出来:{0}", "the receipt cannot be read: {0}"}, {"用投票时保存的文件", "use the file that was saved when voting"}};
inline constexpr MessageRow receipt_missing{"RECEIPT_MISSING", Severity::Error, {"回执上的选票{0}(票样{1})不在公布表里;回执有服务器的签名,可以作证", "the ballot {0} (paper {1}) of the receipt is not in the bulletin; the receipt carries the server's signature and proves it"}, {"带回执向监督员反映", "take the receipt to the auditor"}};
inline constexpr MessageRow receipt_differs{"RECEIPT_DIFFERS", Severity::Error, {"回执上的选票{0}(票样{1})与公布表里的不同", "the ballot {0} (paper {1}) of the receipt differs from that of the bulletin"}, {"带回执向监督员反映", "take the receipt to the auditor"}};
inline constexpr MessageRow receipt_unsigned{"RECEIPT_UNSIGNED", Severity::Error, {"回执上的选票{0}(票样{1})没有服务器的有效签名,不能作证", "the receipt of the ballot {0} (paper {1}) lacks the server's valid signature and proves nothing"}, {"", ""}};
inline constexpr MessageRow receipt_keys{"RECEIPT_KEYS", Severity::Error, {"公布表中密钥清单的指纹是{0},投票时给投票人的是{1}:服务器给过不同的密钥,可能认得出票", "the fingerprint of the list of keys in the bulletin is {0}, the voter was given {1}: the server gave other keys and may know the ballots again"}, {"带回执向监督员反映", "take the receipt to the auditor"}};

inline constexpr const MessageRow* messages[] = {
    &blinded_size, &blinded_range, &token_forged, &proof_wrong, &salt_size_wrong, &sheet_count, &sheet_mark, &sheet_too_many, &sheet_alike,
    &scale_wrong, &scale_words, &count_negative, &count_over_issued, &count_sum, &count_question_sum, &bulletin_unreadable, &bulletin_cut,
    &bulletin_digest, &bulletin_other, &bulletin_keys, &paper_doubled, &paper_key, &ballot_without_paper, &ballot_forged, &ballot_changed, &ballot_added,
    &ballot_dropped, &ballot_doubled, &ballot_spoiled, &ballot_order, &returned_over_issued, &tally_differs, &receipt_unreadable,
    &receipt_missing, &receipt_differs, &receipt_unsigned, &receipt_keys};

}  // namespace pingxing::ballot
