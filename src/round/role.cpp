#include "round/role.hpp"

#include <algorithm>
#include <array>

#include "base/check.hpp"

// Tables read best with a row a line.
// clang-format off

namespace pingxing::round {

namespace {

using scheme::StageKind;

constexpr std::array role_rows{
    RoleRow{Role::Administrator, "administrator", {"系统管理员", "system administrator"}},
    RoleRow{Role::Office, "office", {"考评办公室", "assessment office"}},
    RoleRow{Role::Secretary, "secretary", {"单位联络员", "unit secretary"}},
    RoleRow{Role::Assessor, "assessor", {"评分部门", "assessor"}},
    RoleRow{Role::Leader, "leader", {"领导", "leader"}},
    RoleRow{Role::Verifier, "verifier", {"复核人", "verifier"}},
    RoleRow{Role::Member, "member", {"成员", "member"}},
    RoleRow{Role::Auditor, "auditor", {"监督员", "auditor"}},
};

constexpr std::array command_rows{
    CommandRow{Command::ManageAccounts, "manage_accounts", {"管理账号", "manage accounts"}, {}},
    CommandRow{Command::ManageSettings, "manage_settings", {"系统设置", "change settings"}, {}},
    CommandRow{Command::ReadUnits, "read_units", {"查看单位和人员", "see units and people"}, {}},
    CommandRow{Command::ManageUnits, "manage_units", {"管理单位和人员", "manage units and people"}, {}},
    CommandRow{Command::ReadSchemes, "read_schemes", {"查看方案", "read schemes"}, {}},
    CommandRow{Command::ManageSchemes, "manage_schemes", {"编写方案", "write schemes"}, {}},
    CommandRow{Command::ManageRounds, "manage_rounds", {"组织考评", "run rounds"}, {}},
    CommandRow{Command::ReadRound, "read_round", {"查看考评进度", "see the progress of a round"}, {}},
    CommandRow{Command::ReadBoard, "read_board", {"查看星级看板", "see the board"}, {}},
    CommandRow{Command::ReadAllFacts, "read_all_facts", {"查看全部数据", "read all facts"}, {}},
    CommandRow{Command::SelfAssess, "self_assess", {"自评", "assess oneself"}, StageKind::SelfAssess},
    CommandRow{Command::Assess, "assess", {"评分", "score"}, StageKind::Score},
    CommandRow{Command::SpotCheck, "spot_check", {"抽查", "spot-check"}, StageKind::SpotCheck},
    CommandRow{Command::Remark, "remark", {"点评", "remark"}, StageKind::Remark},
    CommandRow{Command::Verify, "verify", {"复核", "verify"}, StageKind::Verify},
    CommandRow{Command::CompareWhatIf, "what_if", {"试算", "ask what if"}, {}},
    CommandRow{Command::Remind, "remind", {"催办", "remind"}, {}},
    CommandRow{Command::ReadJournal, "read_journal", {"查看日志", "read the journal"}, {}},
};

struct Permission {
  Command command;
  std::array<bool, 8> roles;  // as Role
};

// The table. A secretary, an assessor, a leader and a member act only where they are assigned: the use case asks that.
constexpr std::array permissions{
    //                                     admin office secretary assessor leader verifier member auditor
    Permission{Command::ManageAccounts,   {true, true, false, false, false, false, false, false}},
    Permission{Command::ManageSettings,   {true, false, false, false, false, false, false, false}},
    Permission{Command::ReadUnits,        {true, true, true, false, false, false, false, true}},
    Permission{Command::ManageUnits,      {true, true, false, false, false, false, false, false}},
    Permission{Command::ReadSchemes,      {true, true, true, true, true, true, true, true}},
    Permission{Command::ManageSchemes,    {false, true, false, false, false, false, false, false}},
    Permission{Command::ManageRounds,     {false, true, false, false, false, false, false, false}},
    Permission{Command::ReadRound,        {true, true, true, true, true, true, true, true}},
    Permission{Command::ReadBoard,        {false, true, true, true, true, true, false, true}},
    Permission{Command::ReadAllFacts,     {false, true, false, false, true, true, false, true}},
    Permission{Command::SelfAssess,       {false, true, true, false, false, false, true, false}},
    Permission{Command::Assess,           {false, true, false, true, false, false, false, false}},
    Permission{Command::SpotCheck,        {false, true, false, false, false, true, false, false}},
    Permission{Command::Remark,           {false, false, false, false, true, false, false, false}},
    Permission{Command::Verify,           {false, true, false, false, false, true, false, false}},
    Permission{Command::CompareWhatIf,    {false, true, false, false, true, false, false, true}},
    Permission{Command::Remind,           {false, true, false, false, false, false, false, false}},
    Permission{Command::ReadJournal,      {true, true, false, false, false, false, false, true}},
};

static_assert(permissions.size() == command_rows.size());

}  // namespace

std::span<const RoleRow> roles() { return role_rows; }
const RoleRow& row_of(Role role) { return role_rows[static_cast<std::size_t>(role)]; }
std::optional<Role> role_of(std::string_view word) {
  const auto found = std::find_if(role_rows.begin(), role_rows.end(), [&](const RoleRow& row) { return row.word == word; });
  return found == role_rows.end() ? std::nullopt : std::optional(found->role);
}

std::span<const CommandRow> commands() { return command_rows; }
const CommandRow& row_of(Command command) { return command_rows[static_cast<std::size_t>(command)]; }

bool is_of_all(Command command) { return command == Command::ManageSettings; }

bool may(Role role, Command command) {
  const auto& row = permissions[static_cast<std::size_t>(command)];
  CHECK(row.command == command);
  return row.roles[static_cast<std::size_t>(role)];
}

bool may_now(Role role, Command command, std::span<const scheme::StageKind> open) {
  const auto& stage = row_of(command).stage;
  return may(role, command) && (!stage || std::find(open.begin(), open.end(), *stage) != open.end());
}

}  // namespace pingxing::round
