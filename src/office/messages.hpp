// What the site refuses, in words. Nothing was changed where one of these is said.
#pragma once
#include "base/problem.hpp"

// Tables read best with a row a line.
// clang-format off

namespace pingxing::office {

#define PINGXING_OFFICE_MESSAGES(X) \
  X(not_allowed, NotAllowed, "NOT_ALLOWED", "您没有“{0}”的权限", "you may not {0}", "请考评办公室为您的账号授权", "ask the assessment office for the role") \
  X(not_now, NotNow, "NOT_NOW", "现在不是“{0}”的时间:没有相应的环节在进行", "this is not the time to {0}: no such stage is open", "请看考评的环节安排", "see the stages of the round") \
  X(not_found, NotFound, "NOT_FOUND", "没有这个{0}", "there is no such {0}", "可能已被删除,返回列表再试", "go back to the list") \
  X(text_missing, BadInput, "TEXT_MISSING", "“{0}”没有填", "“{0}” is empty", "请填写", "fill it in") \
  X(text_too_long, BadInput, "TEXT_TOO_LONG", "“{0}”有{1}个字,最多{2}个", "“{0}” has {1} characters, at most {2}", "请缩短", "shorten it") \
  X(text_control, BadInput, "TEXT_CONTROL", "“{0}”中有不可见的控制字符", "“{0}” holds invisible control characters", "删去后重新输入", "type it again") \
  X(choice_unknown, BadInput, "NOT_ON_THE_LIST", "“{0}”不能是“{1}”", "“{0}” cannot be “{1}”", "请从列表中选择", "choose from the list") \
  X(day_unreadable, BadInput, "DAY_UNREADABLE", "“{0}”的“{1}”不是日期", "“{1}” of “{0}” is not a day", "写成2026-11-21的样子", "write it like 2026-11-21") \
  X(sign_in_refused, NotSignedIn, "SIGN_IN_REFUSED", "用户名或密码不对", "the user name or the password is wrong", "检查大小写;忘记密码请联系考评办公室", "check upper and lower case; the office can invite you again") \
  X(sign_in_too_often, TooOften, "SIGN_IN_TOO_OFTEN", "尝试次数太多,请{0}秒后再试", "too many attempts; try again in {0} seconds", "", "") \
  X(password_too_short, BadInput, "PASSWORD_TOO_SHORT", "密码至少{0}个字符", "a password has at least {0} characters", "用几个词连起来,好记又安全", "use a few words together") \
  X(account_disabled, NotNow, "ACCOUNT_DISABLED", "账号“{0}”已停用", "the account “{0}” is disabled", "由管理员先启用", "let an administrator enable it first") \
  X(password_known, BadInput, "PASSWORD_KNOWN", "这个密码很容易猜到:常用的词、姓名、单位名称、日期、键盘上或数字的顺序都只算一个字符", "this password is easily guessed: a well-known word, a name, a date, a row of keys or a run of digits counts as one character only", "用几个不相干的词连起来", "use a few words that have nothing to do with each other") \
  X(password_wrong, BadInput, "PASSWORD_WRONG", "原密码不对", "the old password is wrong", "", "") \
  X(password_again, NotAllowed, "PASSWORD_AGAIN", "这一步不能撤销,要再输入一次密码", "this cannot be undone: enter your password once more", "接口:先用POST /api/v1/me/confirm发送密码,五分钟内再调用一次", "in the API: send the password to POST /api/v1/me/confirm, then call again within five minutes") \
  X(confirm_wrong, NotAllowed, "CONFIRM_WRONG", "密码不对,没有执行", "the password is wrong; nothing was done", "再输入一次", "enter it again") \
  X(calls_too_many, TooOften, "CALLS_TOO_MANY", "一分钟内的请求超过{0}次,请{1}秒后再试", "more than {0} requests within a minute; try again in {1} seconds", "程序调用的,放慢一些;上限由管理员在配置文件中设定", "a program should call less often; the limit stands in the server’s configuration") \
  X(invitation_gone, BadInput, "INVITATION_GONE", "这个邀请链接已经用过或过期", "this invitation was used or is too old", "请考评办公室重新发一个", "ask the office for a new one") \
  X(person_has_account, Clash, "PERSON_HAS_ACCOUNT", "编号为“{0}”的人已经有账号", "the person with the id “{0}” has an account already", "一人一个账号:用原来的,或先停用它", "one person, one account: use that one, or disable it first") \
  X(person_has_another, Clash, "PERSON_HAS_ANOTHER", "这个账号所属的人已经有另一个账号", "the person of this account has another one by now", "先停用另一个账号", "disable the other one first") \
  X(account_without_place, BadInput, "ACCOUNT_WITHOUT_PLACE", "账号没有角色,也没有对应的人员", "the account has neither a role nor a person", "给它本单位的一个角色,或填写本单位人员的编号", "give it a role in your unit, or the id of a person there") \
  X(own_person, NotAllowed, "OWN_PERSON", "不能改自己账号对应的人员", "you cannot change whose account yours is", "请另一位管理账号的人来改", "ask somebody else who manages accounts") \
  X(token_days, BadInput, "TOKEN_DAYS", "令牌的有效期应为1至{0}天", "a token holds for 1 to {0} days", "", "") \
  X(login_taken, Clash, "LOGIN_TAKEN", "用户名“{0}”已有人使用", "the user name “{0}” is taken", "换一个", "choose another") \
  X(login_letters, BadInput, "LOGIN_LETTERS", "用户名“{0}”只能用小写字母、数字、点和横线,2至32个", "the user name “{0}” takes 2 to 32 lower-case letters, digits, dots and hyphens", "", "") \
  X(last_administrator, Clash, "LAST_ADMINISTRATOR", "这是最后一个系统管理员,不能停用或去掉角色", "this is the last system administrator", "先给另一个账号系统管理员角色", "give another account the role first") \
  X(scheme_has_errors, BadInput, "SCHEME_HAS_ERRORS", "方案有{0}处错误,不能使用", "the scheme has {0} errors and cannot be used", "按检查结果修改后再试", "mend what the checker found") \
  X(scheme_name_taken, Clash, "SCHEME_NAME_TAKEN", "已有名为“{0}”的方案", "there is a scheme “{0}” already", "换一个名称,或打开原方案保存新版本", "choose another name, or save a new version there") \
  X(scheme_unchanged, Clash, "SCHEME_UNCHANGED", "与第{0}版完全相同,没有保存", "the same as version {0}; nothing was saved", "", "") \
  X(scheme_of_others, NotAllowed, "SCHEME_OF_OTHERS", "方案“{0}”由另一单位的考评办公室编写", "the scheme “{0}” is written by the office of another unit", "复制全文,作为本单位的新方案保存", "save its text as a scheme of your own") \
  X(reading_as_it_was, Clash, "READING_AS_IT_WAS", "方案的读法没有变化,不用接受", "the scheme is read as it was; there is nothing to accept", "", "") \
  X(reading_not_seen, Clash, "READING_NOT_SEEN", "读法又变了,与刚才看到的不同", "the reading is no longer the one that was shown", "重新打开页面,看过再接受", "open the page anew and look before you accept it") \
  X(round_without_subjects, BadInput, "ROUND_WITHOUT_SUBJECTS", "没有考核对象", "there are no subjects", "先导入单位和人员,或改选范围", "import units and people first, or choose another scope") \
  X(kinds_missing, NotNow, "KINDS_MISSING", "{0}个对象没有类别:{1};方案按类别考核", "{0} subjects have no kind: {1}; the scheme tells kinds apart", "在“对象与分工”中为每个对象选一类:{2}", "choose a kind for each under subjects: {2}") \
  X(figures_moved, Clash, "FIGURES_MOVED", "数据在此期间一直有变化,没有执行", "figures kept changing meanwhile; nothing was done", "稍后再试", "try again in a moment") \
  X(not_rateable, NotNow, "NOT_RATEABLE", "“{0}”还不能评定:{1}处数据有错,例如:{2}", "“{0}” cannot be rated yet: {1} figures have an error, such as: {2}", "改正后再看", "correct them first") \
  X(not_yet_published, NotNow, "NOT_YET_PUBLISHED", "“{0}”的结果还没有公示或发布", "the result of “{0}” is not published yet", "公示后再看", "come back when it is") \
  X(round_not_running, NotNow, "ROUND_NOT_RUNNING", "考评“{0}”没有在进行", "the round “{0}” is not running", "", "") \
  X(input_unknown, BadInput, "INPUT_UNKNOWN", "方案中没有数据项“{0}”", "the scheme has no input “{0}”", "刷新页面后重试", "reload the page") \
  X(input_not_assigned, NotAllowed, "INPUT_NOT_ASSIGNED", "“{0}”不由您填写", "“{0}” is not yours to fill in", "见分工表", "see who assesses what") \
  X(subject_not_yours, NotAllowed, "SUBJECT_NOT_YOURS", "“{0}”不在您的范围内", "“{0}” is not yours", "", "") \
  X(subject_out_of_scope, NotNow, "SUBJECT_OUT_OF_SCOPE", "“{0}”不参评:{1}", "“{0}” is not assessed: {1}", "", "") \
  X(value_refused, BadInput, "VALUE_REFUSED", "“{0}”:{1}", "“{0}”: {1}", "", "") \
  X(reason_needed, BadInput, "REASON_NEEDED", "“{0}”要写明理由", "“{0}” needs a reason", "写一句话说明依据", "say in a sentence what it rests on") \
  X(changed_meanwhile, Clash, "CHANGED_MEANWHILE", "{0}已在此期间填了“{1}”,您的“{2}”没有保存", "{0} has entered “{1}” meanwhile; your “{2}” was not saved", "核对后重新填写", "look at it and enter yours again if it should stand") \
  X(table_has_errors, BadInput, "TABLE_HAS_ERRORS", "表中有{0}处错误,没有导入", "the table has {0} errors; nothing was imported", "按下面的说明修改后重新上传", "mend what is listed and upload again") \
  X(file_too_large, TooLarge, "UPLOAD_TOO_LARGE", "文件有{0}MB,最多{1}MB", "the file has {0} MB, at most {1} MB", "", "") \
  X(evidence_account_full, TooLarge, "EVIDENCE_ACCOUNT_FULL", "您的佐证已有{0} MB,加上这一份超过{1} MB", "your evidence has {0} MB already; with this file it would be more than {1} MB", "缩小文件,或请管理员提高配置文件中的evidence_account_mb", "make the file smaller, or let the administrator raise evidence_account_mb in the configuration") \
  X(evidence_full, TooLarge, "EVIDENCE_FULL", "全部佐证已有{0} MB,加上这一份超过{1} MB", "all evidence has {0} MB already; with this file it would be more than {1} MB", "请管理员提高配置文件中的evidence_total_mb", "let the administrator raise evidence_total_mb in the configuration") \
  X(file_type_unknown, BadInput, "FILE_TYPE_UNKNOWN", "不接受这种文件", "this kind of file is not accepted", "接受PDF、图片(JPEG、PNG)、Word、Excel、WPS导出的docx/xlsx和纯文本", "PDF, JPEG, PNG, docx, xlsx and plain text are accepted") \
  X(matrix_self, BadInput, "MATRIX_SELF", "{0}不能点评自己", "{0} cannot remark on oneself", "", "") \
  X(sample_size, BadInput, "SAMPLE_SIZE", "抽查数量要在1至{0}之间", "the sample takes 1 to {0}", "", "") \
  X(address_missing, BadInput, "ADDRESS_MISSING", "{0}没有电子邮箱,也没有设置群机器人", "{0} has no e-mail address, and there is no webhook", "在账号中填写邮箱,或在系统设置中填写机器人地址", "enter an address, or a webhook in the settings") \
  X(verified_meanwhile, Clash, "VERIFIED_MEANWHILE", "“{0}”刚刚已由他人复核", "“{0}” was looked over by somebody else meanwhile", "刷新页面,看过再定", "reload the page and look again") \
  X(address_unfit, BadInput, "ADDRESS_UNFIT", "{0}的电子邮箱“{1}”不是邮箱地址", "“{1}” of {0} is no e-mail address", "写成name@example.org的样子", "write it like name@example.org") \
  X(nobody_to_remind, BadInput, "NOBODY_TO_REMIND", "没有选择要催办的人", "nobody was chosen to be reminded", "至少选一人", "choose somebody") \
  X(file_empty, BadInput, "FILE_WITHOUT_BYTES", "文件是空的", "the file is empty", "检查是否选对了文件", "check that it is the right one") \
  X(round_name_taken, Clash, "ROUND_NAME_TAKEN", "在它之前已经有名为“{0}”的一期:{1}", "a period before it has the name “{0}” already: {1}", "换一个名称,例如写上年度或期次", "choose another, with its year or number for instance") \
  X(code_taken, Clash, "CODE_TAKEN", "编号“{0}”已经用了", "the id “{0}” is taken", "换一个编号", "choose another") \
  X(unit_is_closed, NotNow, "UNIT_IS_CLOSED", "单位“{0}”已于{1}撤销", "the unit “{0}” was closed on {1}", "先恢复这个单位,或选另一个", "open it again, or choose another") \
  X(unit_not_empty, Clash, "UNIT_NOT_EMPTY", "“{0}”还有{1}个下级单位和{2}名人员", "“{0}” still has {1} units below it and {2} people", "先把它们移走或撤销", "move or close them first") \
  X(unit_stands_there, Clash, "UNIT_STANDS_THERE", "“{0}”已经在“{1}”下面", "“{0}” stands below “{1}” already", "选另一个上级单位", "choose another unit above it") \
  X(smtp_unfit, BadInput, "SMTP_UNFIT", "“{0}”不是邮件服务器的地址", "“{0}” is no address of a mail server", "写成smtp://mail.example.org:25或smtps://mail.example.org:465", "write smtp://mail.example.org:25 or smtps://mail.example.org:465") \
  X(sender_unfit, BadInput, "SENDER_UNFIT", "“{0}”不是发件人", "“{0}” is no sender", "写成“考评办公室 <office@example.org>”的样子", "write it like “Office <office@example.org>”") \
  X(webhook_unfit, BadInput, "WEBHOOK_UNFIT", "群机器人的地址应以https://开头", "the address of the group robot begins with https://", "从群机器人的设置中复制", "copy it from the settings of the robot") \
  X(outgoing_not_set, BadInput, "OUTGOING_NOT_SET", "还没有设置{0}", "{0} is not set", "先填写并保存", "fill it in and save") \
  X(host_not_allowed, NotAllowed, "HOST_NOT_ALLOWED", "“{0}”的地址{1}不在公网上,没有连接", "“{0}” has the address {1}, which is not public: not connected", "确实是本单位的服务器时,请管理员把“{0}”写进配置文件的allowed_hosts", "where it is a server of yours, the administrator writes “{0}” into allowed_hosts of the configuration") \
  X(secret_lost, NotNow, "SECRET_LOST", "{0}打不开:密封它的密钥文件“{1}”不在,或不是原来的", "the {0} cannot be opened: the key file “{1}” is missing, or another one", "在“系统设置”中重新填写,或把密钥文件放回原处", "type it in again under settings, or put the key file back") \
  X(test_not_sent, BadInput, "TEST_NOT_SENT", "没有发出:{0}", "it was not sent: {0}", "检查设置后再试", "check the settings and try again") \
  X(jobs_too_many, TooOften, "JOBS_TOO_MANY", "您已有{0}个任务在等", "{0} of your jobs are waiting already", "等它们做完,或取消几个", "wait for them, or cancel some") \
  X(job_needed, NotNow, "JOB_NEEDED", "{0}要做得久一些,须作为任务提出", "{0}: this takes longer and has to be asked for as a job", "在页面上按它的按钮;接口用 POST /api/v1/jobs", "press its button on the page; in the API, POST /api/v1/jobs") \
  X(job_past_cancel, NotNow, "JOB_PAST_CANCEL", "{0}已截止投票,要做到底,不能取消", "{0}: the voting has ended; this goes on to its end and cannot be cancelled", "", "") \
  X(job_lost, Unavailable, "JOB_LOST", "做这个任务的服务器几次中断,已放弃", "the servers that did this job broke off several times; it was given up", "再试一次;仍不行请看服务器的日志", "ask for it once more; if that does not help, see the log of the server") \
  X(job_broke, Unavailable, "JOB_BROKE", "任务没有做完:{0}", "the job broke off: {0}", "再试一次;仍不行请看服务器的日志", "ask for it once more; if that does not help, see the log of the server") \
  X(holiday_kind, BadInput, "HOLIDAY_KIND", "“{0}”既不是“休”也不是“班”", "“{0}” is neither “rest” nor “work”", "放假写“休”,调休上班写“班”", "write rest for a day off, work for a day worked instead") \
  X(holiday_twice, BadInput, "HOLIDAY_TWICE", "{0}在第{1}行已经有了", "{0} stands in line {1} already", "删去一行", "take one of them out") \
  /* Of a table of units or people, by cell. */ \
  X(import_empty, BadInput, "IMPORT_EMPTY", "表头下面没有数据", "there is nothing below the header", "每行填一个单位或一个人", "fill in a row for each unit or person") \
  X(import_column_missing, BadInput, "IMPORT_COLUMN_MISSING", "第一行没有“{0}”列", "the first row has no column “{0}”", "用“下载模板”得到的文件填写", "use the file from “download the template”") \
  X(import_column_twice, BadInput, "IMPORT_COLUMN_TWICE", "“{0}”列出现了两次", "the column “{0}” stands twice", "删去一列", "take one of them out") \
  X(import_formula, BadInput, "IMPORT_FORMULA", "单元格是公式", "the cell is a formula", "复制后选择性粘贴为数值", "paste it as a value") \
  X(import_cell_error, BadInput, "IMPORT_CELL_ERROR", "单元格的值是错误“{0}”", "the cell holds the error “{0}”", "改正后重新上传", "mend it and upload again") \
  X(import_code_is_day, BadInput, "IMPORT_CODE_IS_DAY", "编号被表格软件当成了日期“{0}”", "the spreadsheet program took the id for the day “{0}”", "把这一列设为文本格式,重新输入", "format the column as text and type it again") \
  X(import_code_is_number, BadInput, "IMPORT_CODE_IS_NUMBER", "编号存成了数值“{0}”,不是显示的样子", "the id is kept as the number “{0}” and shows as something else", "把这一列设为文本格式,重新输入", "format the column as text and type it again") \
  X(import_code_twice, BadInput, "IMPORT_CODE_TWICE", "编号“{0}”在第{1}行已经有了", "the id “{0}” stands in row {1} already", "合并为一行,或改正编号", "make it one row, or correct the id") \
  X(import_unit_unknown, BadInput, "IMPORT_UNIT_UNKNOWN", "没有编号为“{0}”的单位{1}", "there is no unit with the id “{0}”{1}", "填单位的编号,不是名称;新单位先导入单位表", "write the id of the unit, not its name; import new units first") \
  X(import_parent_missing, BadInput, "IMPORT_PARENT_MISSING", "单位“{0}”没有上级", "the unit “{0}” has no parent", "填上级单位的编号", "write the id of the unit above it") \
  X(import_parent_cycle, BadInput, "IMPORT_PARENT_CYCLE", "单位成了自己的上级:{0}", "the unit comes out above itself: {0}", "改正其中一行的上级编号", "correct the parent in one of these rows") \
  X(import_not_yours, NotAllowed, "IMPORT_NOT_YOURS", "单位“{0}”不在您管理的范围内", "the unit “{0}” is not yours to manage", "", "") \
  X(import_person_not_yours, NotAllowed, "IMPORT_PERSON_NOT_YOURS", "编号“{0}”的人不在您管理的范围内", "the person “{0}” is not yours to manage", "", "") \
  X(import_day, BadInput, "IMPORT_DAY", "“{0}”不是日期", "“{0}” is not a day", "写成2026-11-21的样子", "write it like 2026-11-21") \
  X(import_days_order, BadInput, "IMPORT_DAYS_ORDER", "离开日期{1}早于加入日期{0}", "left on {1}, before joining on {0}", "改正其中一个日期", "correct one of the days") \
  X(import_phone, BadInput, "IMPORT_PHONE", "这不是电话号码:有{0}位数字,应为11位手机号,或带横线的座机号", "no phone number: it has {0} digits; expected 11 of a mobile phone, or hyphens", "座机写成010-62345678的样子", "write others like 010-62345678") \
  X(import_identity_cut, BadInput, "IMPORT_IDENTITY_CUT", "身份证号存成了数值,第{0}位以后的数字已经丢失", "the identity number was stored as a number: the digits after the {0}th are lost", "把这一列设为文本格式,重新输入", "format the column as text and type it again") \
  X(import_changed, Clash, "IMPORT_CHANGED", "预览之后数据有了变化,没有导入", "the data changed since the preview; nothing was imported", "重新预览,核对后再导入", "preview it again, then import") \
  X(import_column_unknown, Remark, "IMPORT_COLUMN_UNKNOWN", "列“{0}”没有导入", "the column “{0}” is not imported", "如果需要,改成模板中的列名", "if it should be, call it as the template does") \
  X(import_zeros, Remark, "IMPORT_ZEROS", "编号“{0}”是新的,而“{1}”已经有了:可能丢了前面的零", "the id “{0}” is new, while there is “{1}”: leading zeros may be lost", "如果是同一个,把这一列设为文本格式,写全编号", "if it is the same, format the column as text and write the whole id") \
  X(import_unit_closed, Remark, "IMPORT_UNIT_CLOSED", "单位“{0}”已于{1}撤销", "the unit “{0}” was closed on {1}", "", "") \
  X(import_identity, Remark, "IMPORT_IDENTITY", "身份证号可能不对:{0}", "the identity number may be wrong: {0}", "请核对", "please check it") \
  /* Of earlier results. */ \
  X(past_period_twice, BadInput, "PAST_PERIOD_TWICE", "“{0}”这一期出现了两次", "the period “{0}” stands twice", "每期一个名称、一份结果", "give each period a name of its own, and one result") \
  X(past_period_known, Clash, "PAST_PERIOD_KNOWN", "“{0}”这一期本站已经有了:{1}", "the site has the period “{0}” already: {1}", "只导入本站没有的各期;名称相同而不是同一期的,换一个名称", "import only periods that the site does not have; if it is another one, call it otherwise") \
  X(past_period_two_names, BadInput, "PAST_PERIOD_TWO_NAMES", "表中有“期”列,又另写了期名“{0}”", "the table has a column of periods, and the period is called “{0}” besides", "去掉另写的期名,或删去这一列", "leave the name empty, or take the column out") \
  X(past_periods_many, BadInput, "PAST_PERIODS_MANY", "有{0}期,最多{1}期:更早的不会用到", "{0} periods, at most {1}: earlier ones are never looked at", "只留最近的各期", "keep the latest ones") \
  X(past_grades_differ, BadInput, "PAST_GRADES_DIFFER", "“{0}”的等次写了“{1}”,又写了“{2}”", "“{0}” has the grade “{1}” and “{2}” as well", "只留正确的一个", "keep the one that is right") \
  X(past_total, BadInput, "PAST_TOTAL", "总分“{0}”不是数", "the total “{0}” is no number", "写成86.5的样子,没有就空着", "write it like 86.5, or leave it empty") \
  X(past_name_unfit, BadInput, "PAST_NAME_UNFIT", "本考评中叫“{0}”的考核对象有{1}个,没有编号认不出是谁", "{1} subjects of the round are called “{0}”: without an id nobody knows who it is", "填上编号", "write the id") \
  X(past_nothing, NotNow, "PAST_NOTHING", "没有导入的以往结果", "no earlier results are imported", "", "") \
  X(past_fixed, NotNow, "PAST_FIXED", "“{0}”的结果已经公示、发布或结束,它依据的以往结果不再改变", "the result of “{0}” is on notice, published or over: the past that it rests on changes no more", "确需更改时,先退回它的公示,或重新打开它,并写明理由", "where it must be, go back before its notice, or reopen it, with a reason") \
  X(past_name_differs, Remark, "PAST_NAME_DIFFERS", "编号“{0}”在本考评中是“{1}”,表中是“{2}”", "the id “{0}” is “{1}” in this round, “{2}” in the table", "请核对编号", "check the id") \
  /* Of a sheet of figures, by cell. */ \
  X(sheet_header_missing, BadInput, "SHEET_HEADER", "第一行应有“编号”列", "the first row must have a column “id”", "用“下载表格”得到的文件填写", "use the file from “download the sheet”") \
  X(sheet_column_unknown, BadInput, "SHEET_COLUMN", "列“{0}”不由您填写,或方案中没有", "the column “{0}” is not yours, or not of the scheme", "删去这一列", "take the column out") \
  X(sheet_subject_unknown, BadInput, "SHEET_SUBJECT", "没有编号为“{0}”的考核对象", "there is no subject “{0}” of yours", "检查编号", "check the number") \
  X(sheet_subject_twice, BadInput, "SHEET_SUBJECT_TWICE", "编号“{0}”出现了两次", "“{0}” stands twice", "合并为一行", "make it one row") \
  X(sheet_cell_wrong, BadInput, "SHEET_CELL", "{0}", "{0}", "", "") \
  X(sheet_cell_formula, BadInput, "SHEET_FORMULA", "单元格是公式", "the cell is a formula", "复制后选择性粘贴为数值", "paste it as a value") \
  X(sheet_cell_error, BadInput, "SHEET_CELL_ERROR", "单元格的值是错误“{0}”", "the cell holds the error “{0}”", "改正后重新上传", "mend it and upload again") \
  X(sheet_column_twice, BadInput, "SHEET_COLUMN_TWICE", "列“{0}”出现了两次,第一次在第{1}列", "the column “{0}” stands twice, first as column {1}", "删去一列", "take one of them out") \
  X(sheet_empty, BadInput, "SHEET_EMPTY", "表中没有填任何数据", "there is nothing filled in", "在编号后面的各列中填写;空单元格不改动原有数据", "fill in the columns behind the id; an empty cell leaves what stands") \
  X(sheet_reason_needed, BadInput, "SHEET_REASON", "“{0}”要写明理由", "“{0}” needs a reason", "写在“{1}”列", "write it in the column “{1}”") \
  X(sheet_reason_alone, BadInput, "SHEET_REASON_ALONE", "有理由而没有数值:“{0}”是空的", "a reason without a figure: “{0}” is empty", "填上数值,或删去理由", "fill in the figure, or take the reason out") \
  X(sheet_versions_unfit, BadInput, "SHEET_VERSIONS", "版本列的内容不是本表这一行的", "the versions are not those of this row of this sheet", "版本列不要改动;整列删去也可以上传,那时每一处不同都要您确认", "leave the column of versions alone; without the whole column every difference will be yours to confirm") \
  X(sheet_clash, Clash, "SHEET_CLASH", "{0}已填“{1}”,您的表中是“{2}”", "{0} has entered “{1}”; your sheet says “{2}”", "", "") \
  X(sheet_clashes, Clash, "SHEET_CLASHES", "有{0}格的现有数值是您的表没有见过的,且与您的不同;没有导入", "{0} cells hold figures that your sheet has not seen and that differ from yours; nothing was imported", "逐格核对,再选择保留还是覆盖", "look at each, then keep or overwrite them") \
  /* Of an entry, at every door. */ \
  X(figure_not_for_kind, BadInput, "FIGURE_NOT_FOR_KIND", "“{0}”不适用于“{1}”这一类别", "“{0}” does not apply to the kind of “{1}”", "留空", "leave it empty")

PINGXING_OFFICE_MESSAGES(PINGXING_MESSAGE_ROW)

inline constexpr const MessageRow* office_messages[] = {PINGXING_OFFICE_MESSAGES(PINGXING_MESSAGE_IN_LIST)};

}  // namespace pingxing::office
