#include "store/accounts.hpp"

#include "store/listed.hpp"
#include "store/seals.hpp"

namespace pingxing::store {

namespace {

constexpr std::string_view account_columns =
    "a.id, a.login, a.name, a.person_id, a.email, a.password_hash, a.is_active, a.must_change_password, a.created_at";

Account account_from(const Row& row) {
  return {row[0].number(), row[1].text(),  row[2].text(),  row[3].number_or_none(), row[4].text(),
          row[5].text(),   row[6].truth(), row[7].truth(), row[8].number()};
}
std::optional<Account> one_account(Reading& db, std::string_view rest, const Values& values) {
  const auto row = db.one("SELECT " + std::string(account_columns) + " FROM " + std::string(rest), values);
  return row ? std::optional(account_from(*row)) : std::nullopt;
}
std::vector<Account> accounts(Reading& db, std::string_view rest, const Values& values = {}) {
  std::vector<Account> all;
  db.each("SELECT " + std::string(account_columns) + " FROM " + std::string(rest), values,
          [&](const Row& row) { all.push_back(account_from(row)); });
  return all;
}

}  // namespace

Id add_account(Writing& db, const Account& a) {
  return added_id(
      db, Covered::Account,
      "INSERT INTO account (login, name, person_id, email, password_hash, is_active, must_change_password, "
      "created_at) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id",
      {a.login, a.name, a.person_id, a.email, a.password_hash, a.is_active, a.must_change_password, a.created_at});
}
void change_account(Writing& db, const Account& a) {
  changing(db, Covered::Account, "id = $1", {a.id});
  db.execute(
      "UPDATE account SET login = $2, name = $3, person_id = $4, email = $5, password_hash = $6, is_active = $7, "
      "must_change_password = $8 WHERE id = $1",
      {a.id, a.login, a.name, a.person_id, a.email, a.password_hash, a.is_active, a.must_change_password});
}
std::optional<Account> account_of(Reading& db, Id id) { return one_account(db, "account a WHERE a.id = $1", {id}); }
bool has_another_account(Reading& db, Id person_id, Id account_id) {
  return db
      .one("SELECT 1 FROM account WHERE person_id = $1 AND id <> $2 AND is_active = 1 LIMIT 1", {person_id, account_id})
      .has_value();
}
std::optional<Account> account_of_login(Reading& db, const std::string& login) {
  return one_account(db, "account a WHERE a.login = $1", {login});
}
std::vector<Account> all_accounts(Reading& db) { return accounts(db, "account a ORDER BY a.login"); }

std::vector<RoleGrant> grants_of(Reading& db, Id account_id) {
  std::vector<RoleGrant> grants;
  for (const auto& row :
       db.query("SELECT role, unit_id FROM account_role WHERE account_id = $1 ORDER BY role, unit_id", {account_id}))
    grants.push_back({row[0].text(), row[1].number()});
  return grants;
}
std::vector<ReachingGrant> reaching_grants_of(Reading& db, Id account_id) {
  std::vector<ReachingGrant> grants;
  for (const auto& row : db.query("WITH RECURSIVE reach (role, unit_id, reached) AS ("
                                  "SELECT role, unit_id, unit_id FROM account_role WHERE account_id = $1 UNION "
                                  "SELECT r.role, r.unit_id, u.id FROM reach r JOIN unit u ON u.parent_id = r.reached) "
                                  "SELECT role, unit_id, reached FROM reach ORDER BY role, unit_id, reached",
                                  {account_id})) {
    const RoleGrant grant{row[0].text(), row[1].number()};
    if (grants.empty() || grants.back().grant != grant) grants.push_back({grant, {}});
    grants.back().units.push_back(row[2].number());
  }
  return grants;
}
void set_grants(Writing& db, Id account_id, const std::vector<RoleGrant>& grants) {
  changing(db, Covered::AccountRole, "account_id = $1", {account_id});
  db.execute("DELETE FROM account_role WHERE account_id = $1", {account_id});
  for (const auto& grant : grants) {
    added(db, Covered::AccountRole, {account_id, grant.role, grant.unit_id});
    db.execute("INSERT INTO account_role (account_id, role, unit_id) VALUES ($1, $2, $3)",
               {account_id, grant.role, grant.unit_id});
  }
}
std::vector<Account> accounts_with_any(Reading& db, const std::vector<std::string>& roles) {
  if (roles.empty()) return {};
  Values values;
  const auto list = listed(roles, values);
  return accounts(db,
                  "account a WHERE a.is_active = 1 AND a.id IN (SELECT account_id FROM account_role WHERE role IN " +
                      list + ") ORDER BY a.login",
                  values);
}

void add_session(Writing& db, const Session& s) {
  db.execute(
      "INSERT INTO session (token_hash, account_id, started_at, seen_at, expires_at, browser, confirmed_at) VALUES "
      "($1, $2, $3, $4, $5, $6, $7)",
      {s.token_hash, s.account_id, s.started_at, s.seen_at, s.expires_at, s.browser, s.confirmed_at});
}
std::optional<LiveSession> live_session(Reading& db, const std::string& token_hash, std::int64_t now,
                                        std::int64_t seen_after) {
  auto account = one_account(db,
                             "session s JOIN account a ON a.id = s.account_id WHERE s.token_hash = $1 AND "
                             "s.expires_at > $2 AND s.seen_at > $3 AND a.is_active = 1",
                             {token_hash, now, seen_after});
  if (!account) return std::nullopt;
  const auto seen = db.one("SELECT seen_at, confirmed_at FROM session WHERE token_hash = $1", {token_hash});
  return LiveSession{std::move(*account), seen->at(0).number(), seen->at(1).number()};
}
void see_session(Writing& db, const std::string& token_hash, std::int64_t now) {
  db.execute("UPDATE session SET seen_at = $2 WHERE token_hash = $1", {token_hash, now});
}
void confirm_session(Writing& db, const std::string& token_hash, std::int64_t now) {
  db.execute("UPDATE session SET confirmed_at = $2 WHERE token_hash = $1", {token_hash, now});
}
std::vector<Session> sessions_of(Reading& db, Id account_id) {
  std::vector<Session> all;
  for (const auto& row :
       db.query("SELECT token_hash, account_id, started_at, seen_at, expires_at, browser FROM session "
                "WHERE account_id = $1 ORDER BY seen_at DESC, token_hash",
                {account_id}))
    all.push_back({row[0].text(), row[1].number(), row[2].number(), row[3].number(), row[4].number(), row[5].text()});
  return all;
}
void end_session(Writing& db, const std::string& token_hash) {
  db.execute("DELETE FROM session WHERE token_hash = $1", {token_hash});
}
void end_all_sessions(Writing& db) { db.execute("DELETE FROM session"); }
void end_sessions_of(Writing& db, Id account_id) {
  db.execute("DELETE FROM session WHERE account_id = $1", {account_id});
}
void forget_old_sessions(Writing& db, std::int64_t now) {
  db.execute("DELETE FROM session WHERE expires_at <= $1", {now});
}

void end_invitations_of(Writing& db, Id account_id, std::int64_t now) {
  changing(db, Covered::Invitation, "account_id = $1 AND used_at IS NULL", {account_id});
  db.execute("UPDATE invitation SET used_at = $2 WHERE account_id = $1 AND used_at IS NULL", {account_id, now});
}
void add_invitation(Writing& db, const std::string& token_hash, Id account_id, std::int64_t expires_at,
                    std::int64_t now) {
  end_invitations_of(db, account_id, now);
  added(db, Covered::Invitation, {token_hash});
  db.execute("INSERT INTO invitation (token_hash, account_id, expires_at) VALUES ($1, $2, $3)",
             {token_hash, account_id, expires_at});
}
std::optional<Account> account_of_invitation(Reading& db, const std::string& token_hash, std::int64_t now) {
  return one_account(db,
                     "invitation i JOIN account a ON a.id = i.account_id WHERE i.token_hash = $1 AND i.used_at IS NULL "
                     "AND i.expires_at > $2 AND a.is_active = 1",
                     {token_hash, now});
}
bool use_invitation(Writing& db, const std::string& token_hash, std::int64_t now) {
  changing(db, Covered::Invitation, "token_hash = $1 AND used_at IS NULL", {token_hash});
  return db.execute("UPDATE invitation SET used_at = $2 WHERE token_hash = $1 AND used_at IS NULL",
                    {token_hash, now}) == 1;
}

Id add_api_token(Writing& db, Id account_id, const std::string& name, const std::string& token_hash, std::int64_t now,
                 std::int64_t expires_at) {
  return added_id(
      db, Covered::ApiToken,
      "INSERT INTO api_token (account_id, name, token_hash, created_at, expires_at) VALUES ($1, $2, $3, $4, $5) "
      "RETURNING id",
      {account_id, name, token_hash, now, expires_at});
}
std::optional<Account> account_of_api_token(Reading& db, const std::string& token_hash, std::int64_t now) {
  return one_account(db,
                     "api_token t JOIN account a ON a.id = t.account_id WHERE t.token_hash = $1 AND t.revoked_at IS "
                     "NULL AND t.expires_at > $2 AND a.is_active = 1",
                     {token_hash, now});
}
std::vector<ApiToken> api_tokens_of(Reading& db, Id account_id) {
  std::vector<ApiToken> all;
  for (const auto& row :
       db.query("SELECT id, account_id, name, created_at, revoked_at, expires_at FROM api_token WHERE account_id = $1 "
                "ORDER BY id",
                {account_id}))
    all.push_back(
        {row[0].number(), row[1].number(), row[2].text(), row[3].number(), row[4].number_or_none(), row[5].number()});
  return all;
}
bool revoke_api_token(Writing& db, Id token_id, Id account_id, std::int64_t now) {
  changing(db, Covered::ApiToken, "id = $1 AND account_id = $2 AND revoked_at IS NULL", {token_id, account_id});
  return db.execute("UPDATE api_token SET revoked_at = $3 WHERE id = $1 AND account_id = $2 AND revoked_at IS NULL",
                    {token_id, account_id, now}) == 1;
}
std::int64_t revoke_api_tokens_of(Writing& db, Id account_id, std::int64_t now) {
  changing(db, Covered::ApiToken, "account_id = $1 AND revoked_at IS NULL AND expires_at > $2", {account_id, now});
  return db.execute(
      "UPDATE api_token SET revoked_at = $2 WHERE account_id = $1 AND revoked_at IS NULL AND expires_at > $2",
      {account_id, now});
}

}  // namespace pingxing::store
