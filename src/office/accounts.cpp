#include "office/accounts.hpp"

#include <algorithm>
#include <map>

#include "base/hash.hpp"
#include "base/text.hpp"
#include "office/messages.hpp"
#include "office/password.hpp"
#include "store/named_rows.hpp"

namespace pingxing::office {

namespace {

using round::Command;
using round::Role;

constexpr Text login_field{"用户名", "user name"}, name_field{"姓名", "name"}, mail_field{"邮箱", "e-mail"},
    account_word{"账号", "account"}, token_name{"令牌名称", "name of the token"};
constexpr std::size_t name_max = 60;

Refusal no_right(Command command) { return refuse(not_allowed, {round::row_of(command).name}); }

Result<std::string> accept_login(const std::string& typed) {
  const auto login = lower_ascii(trimmed(typed));
  const bool fits = login.size() >= 2 && login.size() <= 32 && std::all_of(login.begin(), login.end(), [](char c) {
                      return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_';
                    });
  if (!fits) return refuse(login_letters, {Phrase(login)});
  return login;
}

Actor nobody() { return {}; }

std::string start_session(store::Writing& db, const Office& office, Id account_id, const std::string& browser) {
  const auto token = new_token(office.random);
  const auto now = office.clock.now_ms();
  store::forget_old_sessions(db, now);
  store::add_session(db, {sha256_hex(token), account_id, now, now, now + session_ms, browser, now});
  return token;
}

/// Every role must be known, every unit there.
Result<> accept_grants(store::Reading& db, const std::vector<store::RoleGrant>& grants) {
  for (const auto& grant : grants) {
    if (!round::role_of(grant.role)) return refuse(choice_unknown, {Phrase("角色", "role"), grant.role});
    if (!store::unit_of(db, grant.unit_id)) return refuse(not_found, {Phrase("单位", "unit")});
  }
  return Done{};
}

/// An office cannot make administrators, nor give rights outside its own units.
bool may_grant(const Actor& actor, const store::RoleGrant& grant) {
  if (!actor.may(Command::ManageAccounts, grant.unit_id)) return false;
  return grant.role != round::row_of(Role::Administrator).word || actor.has(Role::Administrator);
}

/// Nobody else learns that there is such a person.
bool may_link(store::Reading& db, const Actor& actor, Id person_id) {
  const auto person = store::person_of(db, person_id);
  return person && actor.may(Command::ManageAccounts, person->unit_id);
}

/// An account belongs to where its roles are and where its person stands; one that has neither, to the top.
bool may_manage(store::Reading& db, const Actor& actor, const store::Account& account) {
  const auto grants = store::grants_of(db, account.id);
  if (grants.empty() && !account.person_id) return actor.may_everywhere(Command::ManageAccounts);
  return std::all_of(grants.begin(), grants.end(), [&](const auto& grant) { return may_grant(actor, grant); }) &&
         (!account.person_id || may_link(db, actor, *account.person_id));
}

/// The account, where the actor may change it.
Result<store::Account> managed(store::Reading& db, const Actor& actor, Id account_id) {
  auto account = store::account_of(db, account_id);
  if (!account) return refuse(not_found, {account_word});
  if (!may_manage(db, actor, *account)) return no_right(Command::ManageAccounts);
  return std::move(*account);
}

bool has_administrator_beside(store::Reading& db, Id account_id) {
  return store::count_accounts_beside(db, std::string(round::row_of(Role::Administrator).word), account_id) > 0;
}

Json json_of(const std::vector<store::RoleGrant>& grants) {
  auto list = Json::array();
  for (const auto& grant : grants) list.push_back({{"role", grant.role}, {"unit", grant.unit_id}});
  return list;
}

std::string add_invitation(store::Writing& db, const Office& office, Id account_id) {
  auto token = new_token(office.random);
  const auto now = office.clock.now_ms();
  store::add_invitation(db, sha256_hex(token), account_id, now + invitation_ms, now);
  return token;
}

/// Whoever knows the password of old, or had it, has no token any more.
void end_what_passwords_opened(store::Writing& db, Id account_id, std::int64_t now, Json& body) {
  store::end_sessions_of(db, account_id);
  if (const auto ended = store::revoke_api_tokens_of(db, account_id, now); ended > 0) body["tokens_ended"] = ended;
}

Json person_json(const std::optional<Id>& person) { return person ? Json(*person) : Json(); }

/// Nobody for an empty code. Who is not of the actor's units is not there; one person has one account.
Result<std::optional<Id>> person_with(store::Reading& db, const Actor& actor, const std::string& typed, Id account_id) {
  const std::string code(trimmed(typed));
  if (code.empty()) return std::optional<Id>();
  const auto id = store::person_with_code(db, code);
  if (id && may_link(db, actor, *id)) {
    if (store::has_another_account(db, *id, account_id)) return refuse(person_has_account, {Phrase(code)});
    return std::optional<Id>(*id);
  }
  return refuse(not_found, {Phrase("编号为“" + code + "”的人", "person with the id “" + code + "”")});
}

}  // namespace

Actor actor_of(store::Reading& db, const store::Account& account) {
  Actor actor{account.id, account.login, account.name, account.must_change_password, account.person_id, {}};
  for (auto& [grant, units] : store::reaching_grants_of(db, account.id))
    if (const auto role = round::role_of(grant.role)) {
      const auto unit = store::unit_of(db, grant.unit_id);
      actor.grants.push_back({*role, grant.unit_id, std::move(units), unit && !unit->parent_id});
    }
  return actor;
}

std::optional<Id> account_with_login(const Office& office, const std::string& typed) {
  const auto account =
      look(office, [&](store::Reading& db) { return store::account_of_login(db, lower_ascii(trimmed(typed))); });
  return account ? std::optional(account->id) : std::nullopt;
}

Result<SignedIn> sign_in(const Office& office, const std::string& typed, const std::string& password,
                         const std::string& browser) {
  const auto login = lower_ascii(trimmed(typed));
  const auto account = look(office, [&](store::Reading& db) { return store::account_of_login(db, login); });
  const bool fits = is_password(account && account->is_active ? account->password_hash : "", password);
  if (!fits) return refuse(sign_in_refused);
  Actor actor = look(office, [&](store::Reading& db) { return actor_of(db, *account); });
  return act(office, actor, "account.sign_in", [&](store::Writing& db, Json&) -> Result<SignedIn> {
    return SignedIn{start_session(db, office, account->id, browser), actor};
  });
}

void sign_out(const Office& office, const std::string& token) {
  office.database.write([&](store::Writing& db) { store::end_session(db, sha256_hex(token)); });
}

std::optional<Actor> actor_of_session(const Office& office, const std::string& token) {
  if (token.empty()) return std::nullopt;
  const auto hash = sha256_hex(token);
  const auto now = office.clock.now_ms();
  bool is_seen_again = false;
  auto actor = look(office, [&](store::Reading& db) -> std::optional<Actor> {
    const auto live = store::live_session(db, hash, now, now - session_idle_ms);
    if (!live) return std::nullopt;
    is_seen_again = now - live->seen_at >= session_seen_ms;
    auto found = actor_of(db, live->account);
    found.confirmed_at = live->confirmed_at;
    return found;
  });
  if (!is_seen_again) return actor;
  try {
    office.database.write([&](store::Writing& db) { store::see_session(db, hash, now); });
  } catch (const store::DatabaseFailure&) {  // a standby reads only: there the session ends a little earlier
  }
  return actor;
}

std::vector<SessionView> list_sessions(const Office& office, const Actor& actor, const std::string& token) {
  const auto now = office.clock.now_ms();
  std::vector<SessionView> views;
  for (auto& one : look(office, [&](store::Reading& db) { return store::sessions_of(db, actor.account_id); }))
    if (one.expires_at > now && one.seen_at > now - session_idle_ms)
      views.push_back({one.token_hash.substr(0, session_key_size), one.browser, one.started_at, one.seen_at,
                       one.token_hash == sha256_hex(token)});
  return views;
}

Result<> end_sessions(const Office& office, const Actor& actor, const std::string& token, const std::string& key) {
  return act(office, actor, "account.end_sessions", [&](store::Writing& db, Json& body) -> Result<> {
    int ended = 0;
    for (const auto& one : store::sessions_of(db, actor.account_id)) {
      const bool is_meant =
          key.empty() ? one.token_hash != sha256_hex(token) : one.token_hash.substr(0, session_key_size) == key;
      if (!is_meant) continue;
      store::end_session(db, one.token_hash);
      ++ended;
    }
    if (!key.empty() && ended == 0) return refuse(not_found, {Phrase("这个登录", "session")});
    body = {{"account", actor.account_id}, {"ended", ended}};
    return Done{};
  });
}

std::optional<Actor> actor_of_api_token(const Office& office, const std::string& token) {
  return look(office, [&](store::Reading& db) -> std::optional<Actor> {
    const auto account = store::account_of_api_token(db, sha256_hex(token), office.clock.now_ms());
    return account ? std::optional(actor_of(db, *account)) : std::nullopt;
  });
}

namespace {

/// What others try first as this account's password.
std::vector<std::string> names_near(const Office& office, const store::Account& account) {
  return look(office, [&](store::Reading& db) {
    return std::vector<std::string>{account.name, store::setting(db, "office_name")};
  });
}

}  // namespace

Result<SignedIn> change_password(const Office& office, const Actor& actor, const std::string& old_password,
                                 const std::string& new_password, const std::string& browser) {
  auto account = look(office, [&](store::Reading& db) { return store::account_of(db, actor.account_id); });
  if (!account || !is_password(account->password_hash, old_password)) return refuse(password_wrong);
  if (auto accepted = accept_password(new_password, account->login, names_near(office, *account));
      accepted.is_refused())
    return accepted.refusal();
  account->password_hash = hash_password(new_password);
  account->must_change_password = false;
  return act(office, actor, "account.change_password", [&](store::Writing& db, Json& body) -> Result<SignedIn> {
    store::change_account(db, *account);
    end_what_passwords_opened(db, account->id, office.clock.now_ms(), body);
    return SignedIn{start_session(db, office, account->id, browser), actor_of(db, *account)};
  });
}

std::optional<store::Account> invited(const Office& office, const std::string& token) {
  return look(office, [&](store::Reading& db) {
    return store::account_of_invitation(db, sha256_hex(token), office.clock.now_ms());
  });
}

Result<SignedIn> accept_invitation(const Office& office, const std::string& token, const std::string& password,
                                   const std::string& browser) {
  auto account = invited(office, token);
  if (!account) return refuse(invitation_gone);
  if (auto accepted = accept_password(password, account->login, names_near(office, *account)); accepted.is_refused())
    return accepted.refusal();
  account->password_hash = hash_password(password);
  account->must_change_password = false;
  Actor actor{account->id, account->login, account->name, false, account->person_id, {}};
  return act(office, actor, "account.accept_invitation", [&](store::Writing& db, Json& body) -> Result<SignedIn> {
    if (!store::use_invitation(db, sha256_hex(token), office.clock.now_ms())) return refuse(invitation_gone);
    store::change_account(db, *account);
    end_what_passwords_opened(db, account->id, office.clock.now_ms(), body);
    return SignedIn{start_session(db, office, account->id, browser), actor_of(db, *account)};
  });
}

Result<Invited> create_account(const Office& office, const Actor& actor, const NewAccount& wanted) {
  if (!actor.may(Command::ManageAccounts)) return no_right(Command::ManageAccounts);
  auto login = accept_login(wanted.login);
  if (!login) return login.refusal();
  auto name = cleaned(wanted.name, name_field, name_max, false);
  if (!name) return name.refusal();
  auto email = cleaned(wanted.email, mail_field, 120, true);
  if (!email) return email.refusal();
  for (const auto& grant : wanted.grants)
    if (!may_grant(actor, grant)) return no_right(Command::ManageAccounts);
  return act(office, actor, "account.create", [&](store::Writing& db, Json& body) -> Result<Invited> {
    if (store::account_of_login(db, *login)) return refuse(login_taken, {Phrase(*login)});
    if (auto accepted = accept_grants(db, wanted.grants); accepted.is_refused()) return accepted.refusal();
    const auto person = person_with(db, actor, wanted.person_code, 0);
    if (!person) return person.refusal();
    if (wanted.grants.empty() && !*person && !actor.may_everywhere(Command::ManageAccounts))
      return refuse(account_without_place);
    store::Account account{0, *login, *name, *person, *email, "", true, true, office.clock.now_ms()};
    account.id = store::add_account(db, account);
    store::set_grants(db, account.id, wanted.grants);
    body = {{"account", account.id}, {"grants", json_of(wanted.grants)}, {"person", person_json(*person)}};
    return Invited{account.id, add_invitation(db, office, account.id)};
  });
}

Result<Invited> invite_again(const Office& office, const Actor& actor, Id account_id) {
  if (!actor.may(Command::ManageAccounts)) return no_right(Command::ManageAccounts);
  return act(office, actor, "account.invite", [&](store::Writing& db, Json& body) -> Result<Invited> {
    const auto account = managed(db, actor, account_id);  // nobody becomes an administrator by inviting one
    if (!account) return account.refusal();
    body = {{"account", account_id}, {"person", person_json(account->person_id)}};
    return Invited{account_id, add_invitation(db, office, account_id)};
  });
}

Result<Invited> invite_from_machine(const Office& office, const std::string& login) {
  return act(office, nobody(), "account.invite_from_machine", [&](store::Writing& db, Json& body) -> Result<Invited> {
    const auto account = store::account_of_login(db, lower_ascii(trimmed(login)));
    if (!account) return refuse(not_found, {Phrase("用户名“" + login + "”", "user name “" + login + "”")});
    if (!account->is_active) return refuse(account_disabled, {Phrase(account->login)});
    body = {{"account", account->id}, {"person", person_json(account->person_id)}};
    end_what_passwords_opened(db, account->id, office.clock.now_ms(), body);
    return Invited{account->id, add_invitation(db, office, account->id)};
  });
}

Result<> change_details(const Office& office, const Actor& actor, Id account_id, const AccountDetails& details) {
  if (!actor.may(Command::ManageAccounts)) return no_right(Command::ManageAccounts);
  const auto name = cleaned(details.name, name_field, name_max, false);
  if (!name) return name.refusal();
  const auto email = cleaned(details.email, mail_field, 120, true);
  if (!email) return email.refusal();
  return act(office, actor, "account.change", [&](store::Writing& db, Json& body) -> Result<> {
    auto account = managed(db, actor, account_id);
    if (!account) return account.refusal();
    const auto person = person_with(db, actor, details.person_code, account_id);
    if (!person) return person.refusal();
    if (account_id == actor.account_id && *person != account->person_id && !actor.has(Role::Administrator))
      return refuse(own_person);
    if (!*person && store::grants_of(db, account_id).empty() && !actor.may_everywhere(Command::ManageAccounts))
      return refuse(account_without_place);
    auto fields = Json::array();  // which, not what they say
    if (*name != account->name) fields.push_back("name");
    if (*email != account->email) fields.push_back("email");
    body = {{"account", account_id},
            {"fields", fields},
            {"person_before", person_json(account->person_id)},
            {"person", person_json(*person)}};
    account->name = *name;
    account->email = *email;
    account->person_id = *person;
    store::change_account(db, *account);
    return Done{};
  });
}

Result<> change_grants(const Office& office, const Actor& actor, Id account_id,
                       const std::vector<store::RoleGrant>& grants) {
  for (const auto& grant : grants)
    if (!may_grant(actor, grant)) return no_right(Command::ManageAccounts);
  return act(office, actor, "account.change_roles", [&](store::Writing& db, Json& body) -> Result<> {
    const auto account = managed(db, actor, account_id);
    if (!account) return account.refusal();
    if (auto accepted = accept_grants(db, grants); accepted.is_refused()) return accepted;
    if (grants.empty() && !account->person_id && !actor.may_everywhere(Command::ManageAccounts))
      return refuse(account_without_place);
    const auto before = store::grants_of(db, account_id);
    store::set_grants(db, account_id, grants);
    const auto is_administrator = [](const auto& g) { return g.role == round::row_of(Role::Administrator).word; };
    const bool was = std::any_of(before.begin(), before.end(), is_administrator),
               is = std::any_of(grants.begin(), grants.end(), is_administrator);
    if (was && !is && !has_administrator_beside(db, account_id)) return refuse(last_administrator);
    body = {{"account", account_id}, {"before", json_of(before)}, {"grants", json_of(grants)}};
    return Done{};
  });
}

Result<> set_active(const Office& office, const Actor& actor, Id account_id, bool is_active) {
  if (!actor.may(Command::ManageAccounts)) return no_right(Command::ManageAccounts);
  return act(office, actor, is_active ? "account.enable" : "account.disable",
             [&](store::Writing& db, Json& body) -> Result<> {
               auto account = managed(db, actor, account_id);
               if (!account) return account.refusal();
               body = {{"account", account_id}, {"person", person_json(account->person_id)}};
               if (is_active && account->person_id && store::has_another_account(db, *account->person_id, account_id))
                 return refuse(person_has_another);
               for (const auto& grant : store::grants_of(db, account_id)) {
                 if (!is_active && grant.role == round::row_of(Role::Administrator).word &&
                     !has_administrator_beside(db, account_id))
                   return refuse(last_administrator);
               }
               account->is_active = is_active;
               store::change_account(db, *account);
               if (!is_active) {
                 end_what_passwords_opened(db, account_id, office.clock.now_ms(), body);
                 store::end_invitations_of(db, account_id, office.clock.now_ms());
               }
               return Done{};
             });
}

namespace {

std::vector<AccountView> views_of(store::Reading& db, std::vector<store::Account> accounts) {
  auto codes = store::codes_of_people(db, store::ids_of(accounts, &store::Account::person_id));
  std::vector<AccountView> views;
  for (auto& account : accounts) {
    auto grants = store::grants_of(db, account.id);
    auto code = account.person_id ? codes[*account.person_id] : std::string();
    views.push_back({std::move(account), std::move(grants), std::move(code)});
  }
  return views;
}

}  // namespace

Result<AccountPage> list_accounts(const Office& office, const Actor& actor, const std::string& after,
                                  std::size_t count) {
  if (!actor.may(Command::ManageAccounts)) return no_right(Command::ManageAccounts);
  return look(office, [&](store::Reading& db) {
    std::vector<store::Account> accounts;
    const auto step = static_cast<std::int64_t>(count) + 1;
    for (auto from = after; accounts.size() <= count;) {
      auto next = store::accounts_behind(db, from, step);
      if (next.empty()) break;
      from = next.back().login;
      for (auto& account : next)
        if (accounts.size() <= count && may_manage(db, actor, account)) accounts.push_back(std::move(account));
    }
    const bool has_more = accounts.size() > count;
    if (has_more) accounts.pop_back();
    return AccountPage{views_of(db, std::move(accounts)), has_more};
  });
}

Result<AccountView> open_account(const Office& office, const Actor& actor, Id account_id) {
  if (!actor.may(Command::ManageAccounts)) return no_right(Command::ManageAccounts);
  return look(office, [&](store::Reading& db) -> Result<AccountView> {
    auto account = managed(db, actor, account_id);
    if (!account) return account.refusal();
    return std::move(views_of(db, {std::move(*account)}).front());
  });
}

Result<NewToken> create_api_token(const Office& office, const Actor& actor, const std::string& typed,
                                  std::int64_t days) {
  auto name = cleaned(typed, token_name, name_max, false);
  if (!name) return name.refusal();
  if (days < 1 || days > token_days_max) return refuse(token_days, {std::to_string(token_days_max)});
  return act(office, actor, "token.create", [&](store::Writing& db, Json& body) -> Result<NewToken> {
    const auto now = office.clock.now_ms();
    NewToken made{0, "px_" + new_token(office.random)};
    made.id = store::add_api_token(db, actor.account_id, *name, sha256_hex(made.token), now, now + days * day_ms);
    body = {{"token", made.id}, {"name", *name}, {"days", days}};
    return made;
  });
}

Result<> revoke_api_token(const Office& office, const Actor& actor, Id token_id) {
  return act(office, actor, "token.revoke", [&](store::Writing& db, Json& body) -> Result<> {
    if (!store::revoke_api_token(db, token_id, actor.account_id, office.clock.now_ms()))
      return refuse(not_found, {Phrase("令牌", "token")});
    body = {{"token", token_id}};
    return Done{};
  });
}

Result<> revoke_api_token_of(const Office& office, const Actor& actor, Id account_id, Id token_id) {
  if (!actor.may(Command::ManageAccounts)) return no_right(Command::ManageAccounts);
  return act(office, actor, "token.revoke", [&](store::Writing& db, Json& body) -> Result<> {
    const auto account = managed(db, actor, account_id);
    if (!account) return account.refusal();
    if (!store::revoke_api_token(db, token_id, account_id, office.clock.now_ms()))
      return refuse(not_found, {Phrase("令牌", "token")});
    body = {{"token", token_id}, {"account", account_id}};
    return Done{};
  });
}

Result<std::vector<store::ApiToken>> list_api_tokens_of(const Office& office, const Actor& actor, Id account_id) {
  if (!actor.may(Command::ManageAccounts)) return no_right(Command::ManageAccounts);
  return look(office, [&](store::Reading& db) -> Result<std::vector<store::ApiToken>> {
    const auto account = managed(db, actor, account_id);
    if (!account) return account.refusal();
    return store::api_tokens_of(db, account_id);
  });
}

std::vector<store::ApiToken> list_api_tokens(const Office& office, const Actor& actor) {
  return look(office, [&](store::Reading& db) { return store::api_tokens_of(db, actor.account_id); });
}

bool is_set_up(const Office& office) {
  return look(office, [&](store::Reading& db) { return store::has_accounts(db); });
}

Result<SignedIn> set_up(const Office& office, const FirstSetUp& wanted, const std::string& browser) {
  auto login = accept_login(wanted.login);
  if (!login) return login.refusal();
  auto name = cleaned(wanted.name, name_field, name_max, false);
  if (!name) return name.refusal();
  auto office_name = cleaned(wanted.office_name, Phrase("单位名称", "name of the organisation"), name_max, false);
  if (!office_name) return office_name.refusal();
  if (auto accepted = accept_password(wanted.password, *login, {*name, *office_name}); accepted.is_refused())
    return accepted.refusal();
  const auto hash = hash_password(wanted.password);
  return act(office, nobody(), "office.set_up", [&](store::Writing& db, Json& body) -> Result<SignedIn> {
    if (store::has_accounts(db)) return refuse(login_taken, {Phrase(*login)});
    const Id top = store::add_unit(db, {0, std::nullopt, "1", *office_name, "", std::nullopt});
    store::Account account{0, *login, *name, std::nullopt, "", hash, true, false, office.clock.now_ms()};
    account.id = store::add_account(db, account);
    std::vector<store::RoleGrant> grants{{"administrator", top}, {"office", top}};
    store::set_grants(db, account.id, grants);
    store::set_setting(db, "office_name", *office_name);
    body = {{"unit", top}, {"account", account.id}};
    return SignedIn{start_session(db, office, account.id, browser), actor_of(db, account)};
  });
}

}  // namespace pingxing::office
