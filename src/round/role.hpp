// Who may do what, when. One table, `role × command × stage`, decides; where (in which unit, for which subject) is for
// the use case to ask. Pure. See docs/rounds.md, "Roles".
#pragma once
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "base/problem.hpp"
#include "scheme/scheme.hpp"

namespace pingxing::round {

enum class Role { Administrator, Office, Secretary, Assessor, Leader, Verifier, Member, Auditor };

/// What people do. Names are stable: they stand in the journal and in the API.
enum class Command {
  ManageAccounts,
  ManageSettings,
  ReadUnits,
  ManageUnits,
  ReadSchemes,
  ManageSchemes,
  ManageRounds,
  ReadRound,
  ReadBoard,
  ReadAllFacts,
  SelfAssess,
  Assess,
  SpotCheck,
  Remark,
  Verify,
  CompareWhatIf,
  Remind,
  ReadJournal,
};

struct RoleRow {
  Role role;
  std::string_view word;  // in the database and the API
  Text name;
};
std::span<const RoleRow> roles();
const RoleRow& row_of(Role role);
std::optional<Role> role_of(std::string_view word);

struct CommandRow {
  Command command;
  std::string_view word;
  Text name;
  /// The stage that has to be open; none: at any time.
  std::optional<scheme::StageKind> stage;
};
std::span<const CommandRow> commands();
const CommandRow& row_of(Command command);

/// Whether it touches every unit: only a role at the top unit gives it.
bool is_of_all(Command command);
/// Whether the role ever may.
bool may(Role role, Command command);
/// Whether it may while these kinds of stages are open.
bool may_now(Role role, Command command, std::span<const scheme::StageKind> open);

}  // namespace pingxing::round
