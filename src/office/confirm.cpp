// The password once more, before what cannot be undone.
#include "base/hash.hpp"
#include "office/accounts.hpp"
#include "office/messages.hpp"
#include "office/password.hpp"

namespace pingxing::office {

bool is_confirmed(const Office& office, const Actor& actor) {
  const auto age = office.clock.now_ms() - actor.confirmed_at;
  return age >= 0 && age < confirmed_ms;  // a clock that is set back asks again
}

Result<> confirm_password(const Office& office, const Actor& actor, const std::string& token,
                          const std::string& password) {
  const auto account = look(office, [&](store::Reading& db) { return store::account_of(db, actor.account_id); });
  if (!account || !is_password(account->password_hash, password)) return refuse(confirm_wrong);
  office.database.write(
      [&](store::Writing& db) { store::confirm_session(db, sha256_hex(token), office.clock.now_ms()); });
  return Done{};
}

}  // namespace pingxing::office
