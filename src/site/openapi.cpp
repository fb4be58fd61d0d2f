#include "site/openapi.hpp"

#include <cctype>
#include <string>

// Tables read best with a row a line.
// clang-format off

namespace pingxing::site {

namespace {


constexpr Text head_says{"留存的日志指纹,行号:指纹", "a head of the journal that was kept, SEQ:HASH"};
constexpr Text text_says{"方案全文", "the whole text of the scheme"}, reason_says{"理由", "why"}, source_says{"self、assessed 或 checked", "self, assessed or checked"};

constexpr Text code_says{"编号", "its id"}, name_says{"名称", "its name"};
const ApiField page_field{"page", "integer", {"第几页", "which page"}, false};
constexpr std::string_view xlsx_answer = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

std::vector<ApiField> person_fields(bool is_new) {
  std::vector<ApiField> fields;
  if (is_new) fields.push_back({"code", "string", code_says});
  fields.push_back({"unit", "integer", {"单位", "the unit"}, is_new});
  fields.push_back({"name", "string", {"姓名", "the name"}, is_new});
  fields.push_back({"kind", "string", {"类别", "the kind"}, false});
  fields.push_back({"post", "string", {"职务", "the post"}, false});
  fields.push_back({"phone", "string", {"电话", "the phone"}, false});
  fields.push_back({"identity_number", "string", {"身份证号", "the identity number"}, false});
  fields.push_back({"joined_on", "string", {"加入日期", "joined on"}, false});
  fields.push_back({"left_on", "string", {"离开日期", "left on"}, false});
  return fields;
}

ApiField grants_field(bool is_required) {
  return {"grants", "objects", {"角色和单位:{role, unit}", "roles with units: {role, unit}"}, is_required, {{"role", "string", {"角色", "the role"}}, {"unit", "integer", {"单位", "the unit"}}}};
}

std::vector<ApiField> past_fields() {
  return {{"file", "file", {"最早一期的结果(xlsx、CSV或评定结果JSON),或有“期”列的一张表;以后各期为 file2、file3……file12", "the earliest result (xlsx, CSV or the JSON of a result), or one table with a column of periods; later ones are file2, file3, … file12"}},
          {"period", "string", {"这一期的名称,未写时同文件名;以后各期为 period2……", "what the period is called, else as the file; those of later ones are period2, …"}, false}};
}

Json schema_of(std::string_view type, const std::vector<ApiField>& members = {}) {
  if (type == "strings") return {{"type", "array"}, {"items", {{"type", "string"}}}};
  if (type == "integers") return {{"type", "array"}, {"items", {{"type", "integer"}}}};
  if (type == "file") return {{"type", "string"}, {"format", "binary"}};
  if (type == "objects") {
    Json properties = Json::object(), required = Json::array();
    for (const auto& member : members) {
      properties[std::string(member.name)] = schema_of(member.type, member.members);
      if (member.is_required) required.push_back(member.name);
    }
    Json items = {{"type", "object"}, {"properties", properties}, {"additionalProperties", false}};
    if (!required.empty()) items["required"] = required;
    return {{"type", "array"}, {"items", items}};
  }
  return {{"type", std::string(type)}};
}

std::string both(Text text) { return std::string(text.zh) + " / " + std::string(text.en); }

Json parameters_of(const ApiRow& row) {
  Json parameters = Json::array();
  const std::string path(row.path);
  for (auto open = path.find('{'); open != path.npos; open = path.find('{', open + 1)) {
    const auto name = path.substr(open + 1, path.find('}', open) - open - 1);
    parameters.push_back({{"name", name}, {"in", "path"}, {"required", true}, {"schema", {{"type", name == "subject" || name == "table" || name == "year" ? "string" : "integer"}}}});
  }
  for (const auto& field : row.query) parameters.push_back({{"name", field.name}, {"in", "query"}, {"required", field.is_required}, {"description", both(field.says)}, {"schema", schema_of(field.type)}});
  return parameters;
}

}  // namespace

const std::vector<ApiRow>& api_rows() {
  static const std::vector<ApiRow> rows{
      {"GET", "/me", {"本人、角色和待办", "oneself, with roles and tasks"}, {}, {}},
      {"POST", "/me/confirm", {"再次输入密码:此后五分钟内,这次登录可做不能撤销的事(否则答403,PASSWORD_AGAIN);令牌不需要", "enters the password again: for five minutes this session may do what cannot be undone (else 403, PASSWORD_AGAIN); tokens need not"}, {}, {{"password", "string", {"密码", "the password"}}}},
      {"GET", "/units", {"单位树中自己能看的单位", "the units that one may see"}, {}, {}},
      {"POST", "/units", {"建立单位", "makes a unit"}, {}, {{"parent", "integer", {"上级单位", "the unit above it"}}, {"code", "string", code_says}, {"name", "string", name_says}, {"kind", "string", {"类型", "its kind"}, false}}, 201},
      {"GET", "/units/{unit}", {"一个单位,含隶属变更记录", "a unit, with where it stood before"}, {}, {}},
      {"PATCH", "/units/{unit}", {"改名称或类型", "changes name or kind"}, {}, {{"name", "string", name_says, false}, {"kind", "string", {"类型", "its kind"}, false}}},
      {"POST", "/units/{unit}/move", {"移到另一单位下", "moves it below another unit"}, {}, {{"to", "integer", {"新的上级单位", "the new unit above it"}}, {"reason", "string", reason_says}}},
      {"POST", "/units/{unit}/close", {"撤销单位,或恢复", "closes it, or opens it again"}, {}, {{"day", "string", {"从哪一天起;空为恢复", "from which day; empty opens it again"}}}},
      {"GET", "/units/{unit}/people", {"单位和下级单位的人员;无权管理的,号码不全显示;每次1,000人,next之后还有", "the people of a unit and of those below; numbers are masked for whom they do not concern; a page of 1,000, the next one behind next"}, {{"after", "string", {"这个编号之后", "behind this id"}, false}}, {}},
      {"POST", "/people", {"加入人员", "adds a person"}, {}, person_fields(true), 201},
      {"GET", "/people/{person}", {"一名人员", "a person"}, {}, {}},
      {"PATCH", "/people/{person}", {"修改人员;没写的不变", "changes a person; what is not said stays"}, {}, person_fields(false)},
      {"GET", "/imports/{table}/template", {"导入模板;table 为 units 或 people", "the template; table is units or people"}, {}, {}, 200, false, xlsx_answer},
      {"POST", "/imports/{table}/preview", {"预览导入,不改数据;错误按单元格列出;每页1,000行", "what an import would do; nothing is changed; problems come by cell; by pages of 1,000 rows"}, {page_field}, {{"file", "file", {"xlsx 或 CSV", "xlsx or CSV"}}}, 200, true},
      {"POST", "/imports/{table}", {"导入预览过的文件;很大的成为任务(202,job)", "imports what was previewed; a large table as a job (202, job)"}, {}, {{"file", "file", {"同一个文件", "the same file"}}, {"fingerprint", "string", {"预览给出的 fingerprint", "that of the preview"}}}, 200, true},
      {"GET", "/accounts", {"全部账号;每次1,000个,next之后还有", "all accounts, 1,000 a page; the next one is behind next"}, {{"after", "string", {"这个用户名之后", "behind this user name"}, false}}, {}},
      {"POST", "/accounts", {"建立账号;邀请令牌只在此给出一次", "makes an account; the invitation is told only here"}, {},
       {{"login", "string", {"用户名", "user name"}}, {"name", "string", {"姓名", "name"}}, {"email", "string", {"邮箱", "e-mail"}, false}, {"person", "string", {"人员编号", "the person’s id"}, false}, grants_field(false)}, 201},
      {"PUT", "/accounts/{account}", {"修改姓名、邮箱、人员编号", "changes name, address and person"}, {}, {{"name", "string", {"姓名", "name"}}, {"email", "string", {"邮箱", "e-mail"}, false}, {"person", "string", {"人员编号", "the person’s id"}, false}}},
      {"PUT", "/accounts/{account}/roles", {"换成这些角色", "gives these roles instead"}, {}, {grants_field(true)}},
      {"PUT", "/accounts/{account}/active", {"停用或启用", "lets it sign in, or not"}, {}, {{"is_active", "boolean", {"能否登录", "whether it may sign in"}}}},
      {"POST", "/accounts/{account}/invitations", {"再发一次邀请;令牌只在此给出", "invites again; the token is told only here"}, {}, {}, 201},
      {"GET", "/accounts/{account}/tokens", {"账号的接口令牌", "the tokens of an account"}, {}, {}},
      {"POST", "/accounts/{account}/tokens/{token}/revoke", {"作废一个令牌", "revokes a token"}, {}, {}},
      {"GET", "/schemes/{scheme}/compare", {"两个版本的差别,用文字", "how two versions differ, in words"}, {{"from", "integer", {"第几版", "a version"}, false}, {"to", "integer", {"第几版", "a version"}, false}}, {}},
      {"GET", "/schemes", {"方案库", "the library of schemes"}, {}, {}},
      {"POST", "/schemes", {"加入新方案", "adds a scheme"}, {}, {{"name", "string", {"名称;未写时用标题", "its name; else its title"}, false}, {"text", "string", text_says}}, 201},
      {"POST", "/schemes/check", {"检查一段方案,不保存:problems是发现的问题,能改写的带fix{line,text},不止一种改法的带choices;lines逐行说明account(run运行、prose文字、finding有问题)、as和says", "checks a text; nothing is stored. problems has the findings, with fix {line, text} where a line can be rewritten, with choices where it may be one of several; lines has of each line account (run, prose or finding), as and says"}, {}, {{"text", "string", text_says}}},
      {"GET", "/schemes/{scheme}", {"一个方案的全文", "a scheme with its text"}, {{"version", "integer", {"第几版;未写时最新", "its version; else the newest"}, false}}, {}},
      {"POST", "/schemes/{scheme}/versions", {"保存新版本", "saves a new version"}, {}, {{"text", "string", text_says}, {"note", "string", {"修改说明", "what was changed"}, false}}, 201},
      {"GET", "/readings", {"程序升级后读法有变的考评和方案", "rounds and schemes that this version reads otherwise"}, {}, {}},
      {"POST", "/schemes/{scheme}/reading", {"看过方案的新读法", "takes the new reading of a scheme"}, {}, {{"sha256", "string", {"看到的读法的指纹", "hash of the reading that was shown"}}}},
      {"POST", "/rounds/{round}/reading", {"考评从此按新的读法算分", "the round is rated by the new reading from now on"}, {}, {{"sha256", "string", {"看到的读法的指纹", "hash of the reading that was shown"}}, {"reason", "string", reason_says}}},
      {"GET", "/rounds", {"与自己有关的考评", "the rounds that one has a part in"}, {}, {}},
      {"POST", "/rounds", {"建立考评", "makes a round"}, {},
       {{"name", "string", {"名称", "its name"}}, {"scheme_version", "integer", {"方案版本", "the version of the scheme"}}, {"unit", "integer", {"考评范围", "whose units or people"}}, {"starts_on", "string", {"开始日期,2026-11-21", "its first day, 2026-11-21"}},
        {"previous", "integer", {"上一期", "the round before"}, false}, {"unit_kinds", "strings", {"哪些类型的单位", "kinds of units"}, false}}, 201},
      {"GET", "/rounds/{round}", {"考评的环节、对象和分工;对象每页1,000个", "a round with stages, subjects and assignments; subjects by pages of 1,000"}, {page_field}, {}},
      {"POST", "/rounds/{round}/state", {"开始或结束考评", "starts or ends a round"}, {}, {{"state", "string", {"running 或 over", "running or over"}}, {"reason", "string", {"重新打开已结束的考评时写明理由", "why one that is over is opened again"}, false}}},
      {"PUT", "/rounds/{round}/assignments", {"谁评哪一项", "who assesses what"}, {}, {{"assignments", "objects", {"{indicator, unit, task, subject},indicator与佐证相同,为*即全部;subject可不写,即全部对象", "{indicator, unit, task, subject}; an indicator as for evidence, * is every one, no subject is every subject"}, true, {{"indicator", "string", {"指标", "the indicator"}}, {"unit", "integer", {"单位", "the unit"}}, {"task", "string", {"assess 或 verify", "assess or verify"}, false}, {"subject", "integer", {"考核对象", "the subject"}, false}}}}},
      {"POST", "/rounds/{round}/stages/{stage}", {"开始、结束、退回环节或改日期", "opens, closes or reopens a stage, or sets its dates"}, {},
       {{"command", "string", {"open、close、reopen 或 dates", "open, close, reopen or dates"}}, {"reason", "string", reason_says, false}, {"opens", "string", {"开始日期", "first day"}, false}, {"closes", "string", {"结束日期", "last day"}, false}}},
      {"GET", "/rounds/{round}/past", {"以往结果:算作历史的各期,和导入的内容", "the past of a round: the periods that count, and what was imported"}, {{"import", "integer", {"哪一次导入;未写时为现在有效的", "which import; else the one that holds"}, false}}, {}},
      {"GET", "/rounds/{round}/past/template", {"以往结果的模板,列出考核对象", "a table of earlier results to be filled in, with the subjects"}, {}, {}, 200, false, xlsx_answer},
      {"POST", "/rounds/{round}/past/preview", {"预览导入以往结果,不改数据;错误按单元格列出", "what an import of earlier results would do; nothing is changed; problems come by cell"}, {}, past_fields(), 200, true},
      {"POST", "/rounds/{round}/past", {"导入预览过的以往结果;替换现有的要写理由", "imports the earlier results that were previewed; replacing others needs a reason"}, {},
       [] { auto fields = past_fields(); fields.push_back({"fingerprint", "string", {"预览给出的 fingerprint", "that of the preview"}}); fields.push_back({"reason", "string", {"替换时写明理由", "why others are replaced"}, false}); return fields; }(), 200, true},
      {"POST", "/rounds/{round}/past/take-back", {"取消导入的以往结果", "takes the imported results back"}, {}, {{"reason", "string", reason_says}}},
      {"GET", "/rounds/{round}/figures", {"自己能看的数据表,每页200个对象", "the sheet of figures that one may see, by pages of 200 subjects"},
       {{"source", "string", source_says, false}, page_field, {"search", "string", {"编号或名称的一部分", "part of the id or the name"}, false},
        {"pool", "string", {"分组", "the pool"}, false}, {"unit", "integer", {"人员所在单位", "the unit of people"}, false}}, {}},
      {"POST", "/rounds/{round}/figures", {"填一格;别人已改时答409,now为现在的数据", "saves a cell; 409 where somebody else changed it, with what stands in now"}, {},
       {{"source", "string", source_says}, {"subject", "integer", {"考核对象", "the subject"}}, {"input", "string", {"数据项的列名,不计大小写、空格和括号里的单位", "header of the input; case, blanks and a unit in brackets do not count"}}, {"value", "string", {"填的内容,空为撤回", "what is entered; empty takes it back"}}, {"reason", "string", reason_says, false},
        {"replaces", "integer", {"所替换的那条数据,0为空格", "the fact that it replaces; 0 for an empty cell"}}}},
      {"GET", "/rounds/{round}/evidence", {"自己能看的佐证", "the evidence that one may see"}, {{"subject", "integer", {"考核对象", "the subject"}, false}}, {}},
      {"POST", "/rounds/{round}/evidence", {"上传佐证,最多20 MB", "hands in evidence of at most 20 MB"}, {},
       {{"subject", "integer", {"考核对象", "the subject"}}, {"indicator", "string", {"指标编号;没有编号的数据项写列名", "number of the indicator; of an input without one, its header, as for figures"}}, {"file", "file", {"文件", "the file"}}}, 201, true},
      {"GET", "/evidence/{evidence}", {"下载佐证", "the file"}, {}, {}, 200, false, "application/octet-stream"},
      {"DELETE", "/evidence/{evidence}", {"撤回佐证", "withdraws it"}, {}, {}},
      {"GET", "/rounds/{round}/progress", {"谁做到哪里,没有做完的在前,每页1,000项", "how far everybody is, what is not done first, by pages of 1,000"}, {page_field}, {}},
      {"GET", "/rounds/{round}/reminders", {"最近的催办消息和状态", "the newest reminders with their state"}, {}, {}},
      {"POST", "/rounds/{round}/reminders", {"催办", "reminds people"}, {}, {{"accounts", "integers", {"账号", "accounts"}}, {"text", "string", {"催办内容", "the words"}}}, 201},
      {"GET", "/settings", {"系统设置,不含密码", "the settings, without secrets"}, {}, {}},
      {"PATCH", "/settings", {"修改设置;没写的不变", "changes settings; what is not said stays"}, {},
       {{"office_name", "string", {"办公室名称", "name of the office"}, false}, {"smtp_url", "string", {"邮件服务器", "mail server"}, false}, {"smtp_user", "string", {"用户名", "its user"}, false}, {"smtp_password", "string", {"密码,空为忘掉", "its password; empty forgets it"}, false},
        {"mail_from", "string", {"发件人", "the sender"}, false}, {"needs_tls", "boolean", {"必须加密", "must be encrypted"}, false}, {"webhook_url", "string", {"群机器人地址,空为忘掉", "address of the group robot; empty forgets it"}, false}}},
      {"POST", "/settings/test", {"试发一条", "sends a test"}, {}, {{"channel", "string", {"mail 或 webhook", "mail or webhook"}}, {"address", "string", {"收件人", "the recipient"}, false}}},
      {"GET", "/holidays", {"节假日和调休", "holidays, and weekends worked instead"}, {}, {}},
      {"PUT", "/holidays/{year}", {"替换一年的节假日", "replaces those of a year"}, {}, {{"days", "objects", {"{day, kind, name},kind 为 rest 或 work", "{day, kind, name}; kind is rest or work"}, true, {{"day", "string", {"日期", "the day"}}, {"kind", "string", {"rest 或 work", "rest or work"}}, {"name", "string", {"名称", "its name"}, false}}}}},
      {"GET", "/rounds/{round}/board", {"评定结果,与 pingxing rate 的 JSON 相同;对象每页1,000个,后果和点评是这一页对象的,共count个对象", "the result, as the JSON of pingxing rate; by pages of 1,000 subjects out of count, with the consequences and reviews of those"}, {page_field}, {}},
      {"GET", "/rounds/{round}/subjects/{subject}", {"一个对象的解释,与 pingxing explain 相同", "the explanation of one subject, as pingxing explain"}, {}, {}},
      {"GET", "/rounds/{round}/remarks", {"点评,每页1,000条", "remarks, by pages of 1,000"}, {{"subject", "string", {"对象编号", "number of a subject"}, false}, page_field}, {}},
      {"POST", "/rounds/{round}/remarks", {"写点评", "writes a remark"}, {},
       {{"subject", "integer", {"考核对象", "the subject"}}, {"done_well", "string", {"好的方面", "done well"}, false}, {"problems", "string", {"存在问题", "problems"}, false}, {"requests", "string", {"要求", "requests"}, false}, {"replaces", "integer", {"所替换的点评", "the remark that it replaces"}}}, 201},
      {"POST", "/rounds/{round}/spot-checks", {"抽取样本", "draws a sample"}, {}, {{"seed", "string", {"公开的种子", "a public seed"}}, {"size", "integer", {"抽几个", "how many"}}}, 201},
      {"GET", "/rounds/{round}/matrix", {"谁点评谁", "who remarks on whom"}, {}, {}},
      {"PUT", "/rounds/{round}/matrix", {"设定谁点评谁", "sets who remarks on whom"}, {}, {{"pairs", "objects", {"{account, subject}", "{account, subject}"}, true, {{"account", "integer", {"账号", "the account"}}, {"subject", "integer", {"考核对象", "the subject"}}}}}},
      {"GET", "/jobs", {"自己的任务:要做得久一些的事", "one’s jobs: what takes longer than a second"}, {}, {}},
      {"POST", "/jobs", {"提出任务;结果到任务中看", "asks for a job; what it comes to stands there"}, {},
       {{"kind", "string", {"verify_journal、figures_workbook 或 board_workbook", "verify_journal, figures_workbook or board_workbook"}}, {"round", "integer", {"考评", "the round"}, false}, {"source", "string", source_says, false}, {"head", "string", head_says, false}}, 202},
      {"GET", "/jobs/{job}", {"状态、进度(done/total)和结果,或没有做完的原因", "its state, progress (done of total) and outcome, or why it failed"}, {}, {}},
      {"POST", "/jobs/{job}/cancel", {"取消;已结束的不变", "cancels it; what is over stays"}, {}, {}},
      {"GET", "/jobs/{job}/file", {"任务做好的文件,保留一天", "the file that it made, kept for a day"}, {}, {}, 200, false, "application/octet-stream"},
      {"GET", "/journal", {"自己能看的日志行和最后的指纹,每次1,000行,next之后还有;verify=1时验证日志和它写入的全部数据(verified),很长的用任务verify_journal(否则409)", "the rows of the journal that one may see, 1,000 at a time, the next ones behind next, and its head; verify=1 checks the chain and every row that it vouches for (verified); for a long one ask for the job verify_journal (else 409)"}, {{"after", "integer", {"这一行之后", "behind this row"}, false}, {"verify", "integer", {"1:验证", "1: verify"}, false}, {"head", "string", head_says, false}}, {}},
      {"GET", "/restore", {"数据库被换成较早的备份时:原来的和现在的日志指纹,以及密钥已经不在的投票", "where an older database was put in place: the head that was kept and the one that was found, and the polls whose secrets are gone"}, {}, {}},
      {"POST", "/restore", {"确认知道恢复了备份", "acknowledges that a back-up was put back"}, {}, {{"note", "string", {"说明", "a note"}, false}}},
      {"GET", "/rounds/{round}/spot-checks", {"抽查的种子和抽到的对象", "seeds, and who was drawn"}, {}, {}},
      {"GET", "/rounds/{round}/figures.xlsx", {"数据表,作为Excel文件;对象很多的用任务figures_workbook(否则409)", "the sheet of figures as a workbook; with many subjects ask for the job figures_workbook (else 409)"}, {{"source", "string", source_says, false}}, {}, 200, false, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
      {"POST", "/rounds/{round}/figures.xlsx", {"收回填好的表:全部收下,或一格都不收;他人已改的格逐一列出(409);很大的成为任务(202,job),结果在任务里", "takes a filled-in sheet: all of it or nothing; cells that others changed are listed (409); a large one as a job (202, job), which keeps the answer"}, {{"source", "string", source_says, false}},
       {{"file", "file", {"Excel或CSV", "a workbook or CSV"}}, {"clashes", "string", {"看过列出的格后:keep或overwrite,空格,所列的fingerprint", "once the listed cells were seen: keep or overwrite, a blank, their fingerprint"}, false}}, 200, true},
      {"GET", "/rounds/{round}/verifications", {"自己复核的对象和结论,每页1,000个", "the subjects that one verifies, with verdicts, by pages of 1,000"}, {page_field}, {}},
      {"POST", "/rounds/{round}/verifications", {"确认或退回一个对象", "confirms a subject or gives it back"}, {},
       {{"subject", "integer", {"考核对象", "the subject"}}, {"verdict", "string", {"confirmed 或 returned", "confirmed or returned"}}, {"note", "string", {"退回原因", "why it is given back"}, false}, {"replaces", "integer", {"所见结论的编号;没有时为0", "the verdict that one saw; 0: none"}}}, 201},
      {"GET", "/rounds/{round}/polls", {"方案中的票组和各自的投票", "the electorates of the scheme, with their polls"}, {}, {}},
      {"POST", "/rounds/{round}/polls", {"建立投票(草稿)", "makes a poll, as a draft"}, {},
       {{"electorate", "string", {"票组", "the electorate"}}, {"step", "string", {"每档分值", "steps of a scale of points"}, false}, {"least", "string", {"少于几票不公布", "smallest tally that is shown"}, false}, {"trim", "string", {"两端各去掉,1 或 10%", "left out at each end, 1 or 10%"}, false},
        {"returned", "string", {"收回占应到,2/3", "returned of entitled, 2/3"}, false}, {"valid", "string", {"有效占发出,1/2", "valid of issued, 1/2"}, false}, {"most_mark", "string", {"哪一档有限额", "a mark with a limit"}, false}, {"most", "string", {"一张票上最多几个", "at most so many on a sheet"}, false},
        {"alike", "string", {"1:全部相同无效", "1: sheets all alike are invalid"}, false}, {"self", "string", {"1:可投本人", "1: one may vote on oneself"}, false}, {"members", "string", {"1:名册先填各单位人员", "1: the roll begins with the people of the units"}, false},
        {"reason", "string", {"已截止后再投一次的理由", "why there is a further poll after one that is closed"}, false}}, 201},
      {"GET", "/polls/{poll}", {"投票的名册、票样、收回情况;截止后有结果", "a poll with roll, papers and turnout; results once it is closed"}, {}, {}},
      {"DELETE", "/polls/{poll}", {"删除草稿", "removes a draft"}, {}, {}},
      {"PUT", "/polls/{poll}/roll", {"换成这份名册", "sets the roll"}, {}, {{"roll", "objects", {"{login, pool},pool 不写为全部分组", "{login, pool}; every pool where none is said"}, true, {{"login", "string", {"用户名", "user name"}}, {"pool", "string", {"分组", "the pool"}, false}}}}},
      {"POST", "/polls/{poll}/slips", {"制作票条;号码只在此给出一次", "makes slips; their codes are told only here"}, {}, {{"count", "integer", {"张数", "how many"}}, {"pool", "string", {"分组;不写为全部", "a pool; else all"}, false}}, 201},
      {"POST", "/polls/{poll}/open", {"开始投票;要做很多密钥的成为任务(202,job)", "opens it; where many keys are to be made, a job (202, job)"}, {}, {}},
      {"PUT", "/polls/{poll}/papers/{paper}/count", {"录入纸票,两位计票人各录一次", "a teller’s count of paper ballots; each of two enters his own"}, {},
       {{"issued", "integer", {"发出", "issued"}}, {"spoiled", "integer", {"废票", "spoiled"}, false}, {"abstained", "integer", {"整张空白(只有多题的票样要填)", "sheets left blank altogether, where a paper asks several things"}, false}, {"questions", "objects", {"每题 {marks: {档: 票数}, blank}", "of each question {marks: {mark: how often}, blank}"}, true, {{"marks", "object", {"{档: 票数}", "{mark: how often}"}}, {"blank", "integer", {"空白", "blank"}, false}}}}},
      {"POST", "/polls/{poll}/close", {"截止、计票、公布;票很多的成为任务(202,job)", "closes it, counts, publishes; with very many ballots as a job (202, job)"}, {}, {{"reason", "string", {"票箱被动过时写明理由", "why, where the box was touched"}, false}, {"accept_few", "boolean", {"少于下限的不公布,仍要截止", "close it though tallies under the smallest are withheld"}, false}}},
      {"POST", "/polls/{poll}/give-up", {"放弃密钥已经丢失、无法计票的投票", "gives up a poll whose secret is lost, so that nobody can count it"}, {}, {{"reason", "string", {"理由", "why"}}}},
      {"GET", "/polls/{poll}/keys", {"开始以后的密钥清单和它的指纹,与公示、日志、票条上的核对", "the list of keys of a poll that was opened and its fingerprint, to be compared with the notice, the journal and the slips"}, {}, {}},
      {"GET", "/polls/{poll}/verification", {"票箱或公布表有没有被动过", "whether the box or the bulletin was touched"}, {}, {}},
      {"POST", "/rounds/{round}/what-if", {"试算,不保存", "what would change; nothing is stored"}, {}, {{"settings", "strings", {"如 五星级=85分以上", "such as 五星级=85分以上"}, false}, {"scheme_version", "integer", {"另一版本", "another version"}, false}, {"text", "string", {"还没保存的方案全文", "the text of a scheme that is not saved yet"}, false}}},
  };
  return rows;
}

Json openapi_document() {
  Json paths = Json::object();
  for (const auto& row : api_rows()) {
    std::string method(row.method);
    for (auto& letter : method) letter = static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
    Json operation = {{"summary", both(row.says)}, {"parameters", parameters_of(row)}};
    operation["responses"] = {{std::to_string(row.answers), {{"description", "OK"}, {"content", {{std::string(row.answer_type), {{"schema", row.answer_type == "application/json" ? Json{{"type", "object"}} : schema_of("file")}}}}}}},
                              {"4XX", {{"description", "为什么没有做 / why it was not done"}, {"content", {{"application/json", {{"schema", {{"$ref", "#/components/schemas/Refusal"}}}}}}}}}};
    if (!row.body.empty()) {
      Json properties = Json::object(), required = Json::array();
      for (const auto& field : row.body) {
        properties[std::string(field.name)] = schema_of(field.type, field.members);
        properties[std::string(field.name)]["description"] = both(field.says);
        if (field.is_required) required.push_back(field.name);
      }
      Json schema = {{"type", "object"}, {"properties", properties}};
      if (!required.empty()) schema["required"] = required;
      operation["requestBody"] = {{"required", true}, {"content", {{row.is_multipart ? "multipart/form-data" : "application/json", {{"schema", schema}}}}}};
    }
    paths[std::string(row.path)][method] = operation;
  }
  return {{"openapi", "3.0.3"},
          {"info", {{"title", "评星 Pingxing"}, {"version", "1"}, {"description", "页面能做的,接口也能做 / what the pages can do"}}},
          {"servers", {{{"url", "/api/v1"}}}},
          {"security", {{{"token", Json::array()}}}},
          {"paths", paths},
          {"components",
           {{"securitySchemes", {{"token", {{"type", "http"}, {"scheme", "bearer"}}}}},
            {"schemas", {{"Refusal", {{"type", "object"}, {"properties", {{"code", {{"type", "string"}}}, {"message", {{"type", "string"}}}, {"mend", {{"type", "string"}}}}}}}}}}}};
}

}  // namespace pingxing::site
