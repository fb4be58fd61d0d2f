// Signing in and out, accounts, roles, invitations and tokens of machines.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "office/office.hpp"

namespace pingxing::office {

constexpr std::int64_t day_ms = 86'400'000, token_days_max = 366;
// A session ends half a day after it began, and two hours after it was last used; uses are noted to five minutes.
constexpr std::int64_t session_ms = 12LL * 3'600'000, session_idle_ms = 2LL * 3'600'000, session_seen_ms = 300'000,
                       invitation_ms = 7 * day_ms;
constexpr std::int64_t confirmed_ms = 300'000;  // so long after a password was entered it is not asked for again
constexpr std::size_t session_key_size = 16;

struct SignedIn {
  std::string token;  // for the cookie; stored as a hash only
  Actor actor;
};

/// Throttling by address and login is the web's matter; this only knows right from wrong.
Result<SignedIn> sign_in(const Office& office, const std::string& login, const std::string& password,
                         const std::string& browser = "");
void sign_out(const Office& office, const std::string& token);
std::optional<Actor> actor_of_session(const Office& office, const std::string& token);
std::optional<Actor> actor_of_api_token(const Office& office, const std::string& token);
Actor actor_of(store::Reading& db, const store::Account& account);

/// Whether the password was entered in this session a short while ago: for what cannot be undone.
bool is_confirmed(const Office& office, const Actor& actor);
/// Of the session with that token. Throttling is the web's matter.
Result<> confirm_password(const Office& office, const Actor& actor, const std::string& token,
                          const std::string& password);

/// Ends all other sessions and all tokens of the account.
Result<SignedIn> change_password(const Office& office, const Actor& actor, const std::string& old_password,
                                 const std::string& new_password, const std::string& browser = "");

/// One's own, those that hold, the last used first.
struct SessionView {
  std::string key;      // a beginning of the hash of its token: names it among one's own
  std::string browser;  // in a few words; may be empty
  std::int64_t started_at = 0, seen_at = 0;
  bool is_this = false;  // of `token`
};
std::vector<SessionView> list_sessions(const Office& office, const Actor& actor, const std::string& token);
/// The one with that key; for an empty key all but that of `token`.
Result<> end_sessions(const Office& office, const Actor& actor, const std::string& token, const std::string& key);

Result<SignedIn> accept_invitation(const Office& office, const std::string& token, const std::string& password,
                                   const std::string& browser = "");
/// Nothing where nobody has that name.
std::optional<Id> account_with_login(const Office& office, const std::string& typed);
/// Who the invitation is for; nothing where it is gone.
std::optional<store::Account> invited(const Office& office, const std::string& token);

struct NewAccount {
  std::string login, name, email;
  std::string person_code;  // whose account it is, of the list of people; empty: nobody's on it
  std::vector<store::RoleGrant> grants;
};
struct Invited {
  Id account_id = 0;
  std::string token;  // of the link; shown once
};
Result<Invited> create_account(const Office& office, const Actor& actor, const NewAccount& wanted);
Result<Invited> invite_again(const Office& office, const Actor& actor, Id account_id);
/// For whoever stands at the machine of the database, where nobody can sign in any more: sessions and tokens of the
/// account end, and a link sets a new password.
Result<Invited> invite_from_machine(const Office& office, const std::string& login);
Result<> change_grants(const Office& office, const Actor& actor, Id account_id,
                       const std::vector<store::RoleGrant>& grants);
struct AccountDetails {
  std::string name, email, person_code;
};
Result<> change_details(const Office& office, const Actor& actor, Id account_id, const AccountDetails& details);
Result<> set_active(const Office& office, const Actor& actor, Id account_id, bool is_active);

struct AccountView {
  store::Account account;
  std::vector<store::RoleGrant> grants;
  std::string person_code;
};
struct AccountPage {
  std::vector<AccountView> accounts;
  bool has_more = false;
};
/// Those that the actor manages: at most `count` by login, behind `after` ("": from the first).
Result<AccountPage> list_accounts(const Office& office, const Actor& actor, const std::string& after,
                                  std::size_t count);
Result<AccountView> open_account(const Office& office, const Actor& actor, Id account_id);

struct NewToken {
  Id id = 0;
  std::string token;  // shown once
};
/// Ends by itself after `days`, and with the next change of the password.
Result<NewToken> create_api_token(const Office& office, const Actor& actor, const std::string& name,
                                  std::int64_t days = 90);
Result<> revoke_api_token(const Office& office, const Actor& actor, Id token_id);
/// Of somebody whose account the actor manages.
Result<> revoke_api_token_of(const Office& office, const Actor& actor, Id account_id, Id token_id);
Result<std::vector<store::ApiToken>> list_api_tokens_of(const Office& office, const Actor& actor, Id account_id);
std::vector<store::ApiToken> list_api_tokens(const Office& office, const Actor& actor);

/// The first start of an empty database: the top unit and its administrator. Refused where there is an account already.
struct FirstSetUp {
  std::string office_name, login, name, password;
};
Result<SignedIn> set_up(const Office& office, const FirstSetUp& wanted, const std::string& browser = "");
bool is_set_up(const Office& office);

}  // namespace pingxing::office
