// Accounts, their roles, sessions, invitations and tokens of machines. Passwords and tokens are here as hashes only.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "store/database.hpp"

namespace pingxing::store {

using Id = std::int64_t;

struct Account {
  Id id = 0;
  std::string login, name;
  std::optional<Id> person_id;
  std::string email, password_hash;
  bool is_active = true, must_change_password = false;
  std::int64_t created_at = 0;
};

struct RoleGrant {
  std::string role;  // word of round/role.hpp
  Id unit_id = 0;    // counts for this unit and all below
  bool operator==(const RoleGrant&) const = default;
};

struct ApiToken {
  Id id = 0, account_id = 0;
  std::string name;
  std::int64_t created_at = 0;
  std::optional<std::int64_t> revoked_at;
  std::int64_t expires_at = 0;
};

Id add_account(Writing& db, const Account& account);  // UniqueViolation: the login is taken
void change_account(Writing& db, const Account& account);
std::optional<Account> account_of(Reading& db, Id id);
/// Whether an active account, other than that one, belongs to the person.
bool has_another_account(Reading& db, Id person_id, Id account_id);
std::optional<Account> account_of_login(Reading& db, const std::string& login);
std::vector<Account> all_accounts(Reading& db);
std::vector<RoleGrant> grants_of(Reading& db, Id account_id);
/// The grants of an account, each with the unit and all below.
struct ReachingGrant {
  RoleGrant grant;
  std::vector<Id> units;
};
std::vector<ReachingGrant> reaching_grants_of(Reading& db, Id account_id);
void set_grants(Writing& db, Id account_id, const std::vector<RoleGrant>& grants);
/// Accounts that have the role in exactly that unit.
/// Active ones that have one of these roles anywhere, by login.
std::vector<Account> accounts_with_any(Reading& db, const std::vector<std::string>& roles);

struct Session {
  std::string token_hash;
  Id account_id = 0;
  std::int64_t started_at = 0, seen_at = 0, expires_at = 0;
  std::string browser = {};       // in a few words; may be empty
  std::int64_t confirmed_at = 0;  // when the password was last entered in it
};
void add_session(Writing& db, const Session& session);
/// Nothing where it is over, or was last seen before `seen_after`, or its account is not active.
struct LiveSession {
  Account account;
  std::int64_t seen_at = 0, confirmed_at = 0;
};
std::optional<LiveSession> live_session(Reading& db, const std::string& token_hash, std::int64_t now,
                                        std::int64_t seen_after);
void see_session(Writing& db, const std::string& token_hash, std::int64_t now);
/// The password was entered anew.
void confirm_session(Writing& db, const std::string& token_hash, std::int64_t now);
std::vector<Session> sessions_of(Reading& db, Id account_id);  // the last seen first
void end_session(Writing& db, const std::string& token_hash);
void end_all_sessions(Writing& db);
void end_sessions_of(Writing& db, Id account_id);
void forget_old_sessions(Writing& db, std::int64_t now);

/// The account's earlier ones die with it.
void add_invitation(Writing& db, const std::string& token_hash, Id account_id, std::int64_t expires_at,
                    std::int64_t now);
void end_invitations_of(Writing& db, Id account_id, std::int64_t now);
std::optional<Account> account_of_invitation(Reading& db, const std::string& token_hash, std::int64_t now);
/// False where it was used meanwhile.
bool use_invitation(Writing& db, const std::string& token_hash, std::int64_t now);

Id add_api_token(Writing& db, Id account_id, const std::string& name, const std::string& token_hash, std::int64_t now,
                 std::int64_t expires_at);
std::optional<Account> account_of_api_token(Reading& db, const std::string& token_hash, std::int64_t now);
std::vector<ApiToken> api_tokens_of(Reading& db, Id account_id);
bool revoke_api_token(Writing& db, Id token_id, Id account_id, std::int64_t now);
/// How many there were that still held.
std::int64_t revoke_api_tokens_of(Writing& db, Id account_id, std::int64_t now);

}  // namespace pingxing::store
