// What the site refuses, in words. Nothing was changed where one of these is said.
#pragma once
#include "base/problem.hpp"

// Tables read best with a row a line.
// clang-format off

namespace pingxing::office {

#define PINGXING_REFUSAL(name, code, zh, en, mend_zh, mend_en) \
  inline constexpr MessageRow name{code, Severity::Error, {zh, en}, {mend_zh, mend_en}}

PINGXING_REFUSAL(not_allowed, "NOT_ALLOWED", "您没有“{0}”的权限", "you may not {0}", "请考评办公室为您的账号授权", "ask the assessment office for the role");
PINGXING_REFUSAL(not_now, "NOT_NOW", "现在不是“{0}”的时间:没有相应的环节在进行", "this is not the time to {0}: no such stage is open", "请看考评的环节安排", "see the stages of the round");
PINGXING_REFUSAL(not_found, "NOT_FOUND", "没有这个{0}", "there is no such {0}", "可能已被删除,返回列表再试", "go back to the list");
PINGXING_REFUSAL(text_missing, "TEXT_MISSING", "“{0}”没有填", "“{0}” is empty", "请填写", "fill it in");
PINGXING_REFUSAL(text_too_long, "TEXT_TOO_LONG", "“{0}”有{1}个字,最多{2}个", "“{0}” has {1} characters, at most {2}", "请缩短", "shorten it");
PINGXING_REFUSAL(text_control, "TEXT_CONTROL", "“{0}”中有不可见的控制字符", "“{0}” holds invisible control characters", "删去后重新输入", "type it again");
PINGXING_REFUSAL(choice_unknown, "CHOICE_UNKNOWN", "“{0}”不能是“{1}”", "“{0}” cannot be “{1}”", "请从列表中选择", "choose from the list");
PINGXING_REFUSAL(day_unreadable, "DAY_UNREADABLE", "“{0}”的“{1}”不是日期", "“{1}” of “{0}” is not a day", "写成2026-11-21的样子", "write it like 2026-11-21");
PINGXING_REFUSAL(sign_in_refused, "SIGN_IN_REFUSED", "用户名或密码不对", "the user name or the password is wrong", "检查大小写;忘记密码请联系考评办公室", "check upper and lower case; the office can invite you again");
PINGXING_REFUSAL(sign_in_too_often, "SIGN_IN_TOO_OFTEN", "尝试次数太多,请{0}秒后再试", "too many attempts; try again in {0} seconds", "", "");
PINGXING_REFUSAL(password_too_short, "PASSWORD_TOO_SHORT", "密码至少{0}个字符", "a password has at least {0} characters", "用几个词连起来,好记又安全", "use a few words together");
PINGXING_REFUSAL(password_is_login, "PASSWORD_IS_LOGIN", "密码不能与用户名相同", "the password may not be the user name", "", "");
PINGXING_REFUSAL(password_wrong, "PASSWORD_WRONG", "原密码不对", "the old password is wrong", "", "");
PINGXING_REFUSAL(invitation_gone, "INVITATION_GONE", "这个邀请链接已经用过或过期", "this invitation was used or is too old", "请考评办公室重新发一个", "ask the office for a new one");
PINGXING_REFUSAL(login_taken, "LOGIN_TAKEN", "用户名“{0}”已有人使用", "the user name “{0}” is taken", "换一个", "choose another");
PINGXING_REFUSAL(login_letters, "LOGIN_LETTERS", "用户名“{0}”只能用小写字母、数字、点和横线,2至32个", "the user name “{0}” takes 2 to 32 lower-case letters, digits, dots and hyphens", "", "");
PINGXING_REFUSAL(last_administrator, "LAST_ADMINISTRATOR", "这是最后一个系统管理员,不能停用或去掉角色", "this is the last system administrator", "先给另一个账号系统管理员角色", "give another account the role first");
PINGXING_REFUSAL(scheme_has_errors, "SCHEME_HAS_ERRORS", "方案有{0}处错误,不能使用", "the scheme has {0} errors and cannot be used", "按检查结果修改后再试", "mend what the checker found");
PINGXING_REFUSAL(scheme_name_taken, "SCHEME_NAME_TAKEN", "已有名为“{0}”的方案", "there is a scheme “{0}” already", "换一个名称,或打开原方案保存新版本", "choose another name, or save a new version there");
PINGXING_REFUSAL(scheme_unchanged, "SCHEME_UNCHANGED", "与第{0}版完全相同,没有保存", "the same as version {0}; nothing was saved", "", "");
PINGXING_REFUSAL(round_without_subjects, "ROUND_WITHOUT_SUBJECTS", "没有考核对象", "there are no subjects", "先导入单位和人员,或改选范围", "import units and people first, or choose another scope");
PINGXING_REFUSAL(round_not_running, "ROUND_NOT_RUNNING", "考评“{0}”没有在进行", "the round “{0}” is not running", "", "");
PINGXING_REFUSAL(input_unknown, "INPUT_UNKNOWN", "方案中没有数据项“{0}”", "the scheme has no input “{0}”", "刷新页面后重试", "reload the page");
PINGXING_REFUSAL(input_not_assigned, "INPUT_NOT_ASSIGNED", "“{0}”不由您填写", "“{0}” is not yours to fill in", "见分工表", "see who assesses what");
PINGXING_REFUSAL(subject_not_yours, "SUBJECT_NOT_YOURS", "“{0}”不在您的范围内", "“{0}” is not yours", "", "");
PINGXING_REFUSAL(subject_out_of_scope, "SUBJECT_OUT_OF_SCOPE", "“{0}”不参评:{1}", "“{0}” is not assessed: {1}", "", "");
PINGXING_REFUSAL(value_refused, "VALUE_REFUSED", "“{0}”:{1}", "“{0}”: {1}", "", "");
PINGXING_REFUSAL(reason_needed, "REASON_NEEDED", "“{0}”要写明理由", "“{0}” needs a reason", "写一句话说明依据", "say in a sentence what it rests on");
PINGXING_REFUSAL(changed_meanwhile, "CHANGED_MEANWHILE", "{0}已在此期间填了“{1}”,您的“{2}”没有保存", "{0} has entered “{1}” meanwhile; your “{2}” was not saved", "核对后重新填写", "look at it and enter yours again if it should stand");
PINGXING_REFUSAL(table_has_errors, "TABLE_HAS_ERRORS", "表中有{0}处错误,没有导入", "the table has {0} errors; nothing was imported", "按下面的说明修改后重新上传", "mend what is listed and upload again");
PINGXING_REFUSAL(file_too_large, "FILE_TOO_LARGE", "文件有{0}MB,最多{1}MB", "the file has {0} MB, at most {1} MB", "", "");
PINGXING_REFUSAL(file_type_unknown, "FILE_TYPE_UNKNOWN", "不接受这种文件", "this kind of file is not accepted", "接受PDF、图片(JPEG、PNG)、Word、Excel、WPS导出的docx/xlsx和纯文本", "PDF, JPEG, PNG, docx, xlsx and plain text are accepted");
PINGXING_REFUSAL(matrix_self, "MATRIX_SELF", "{0}不能点评自己", "{0} cannot remark on oneself", "", "");
PINGXING_REFUSAL(sample_size, "SAMPLE_SIZE", "抽查数量要在1至{0}之间", "the sample takes 1 to {0}", "", "");
PINGXING_REFUSAL(address_missing, "ADDRESS_MISSING", "{0}没有电子邮箱,也没有设置群机器人", "{0} has no e-mail address, and there is no webhook", "在账号中填写邮箱,或在系统设置中填写机器人地址", "enter an address, or a webhook in the settings");
PINGXING_REFUSAL(verified_meanwhile, "VERIFIED_MEANWHILE", "“{0}”刚刚已由他人复核", "“{0}” was looked over by somebody else meanwhile", "刷新页面,看过再定", "reload the page and look again");

#undef PINGXING_REFUSAL

inline constexpr const MessageRow* office_messages[] = {
    &not_allowed, &not_now, &not_found, &text_missing, &text_too_long, &text_control, &choice_unknown, &day_unreadable, &sign_in_refused, &sign_in_too_often,
    &password_too_short, &password_is_login, &password_wrong, &invitation_gone, &login_taken, &login_letters, &last_administrator, &scheme_has_errors,
    &scheme_name_taken, &scheme_unchanged, &round_without_subjects, &round_not_running, &input_unknown, &input_not_assigned, &subject_not_yours,
    &subject_out_of_scope, &value_refused, &reason_needed, &changed_meanwhile, &table_has_errors, &file_too_large, &file_type_unknown, &matrix_self,
    &sample_size, &address_missing, &verified_meanwhile};

}  // namespace pingxing::office
