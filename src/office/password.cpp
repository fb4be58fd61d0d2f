#include "office/password.hpp"

#include <sodium.h>

#include <stdexcept>

#include "base/text.hpp"
#include "base/turns.hpp"
#include "office/messages.hpp"
#include "office/password_strength.hpp"

namespace pingxing::office {

namespace {

constexpr unsigned long long passes = 3;
constexpr std::size_t memory_bytes = 32 << 20;
constexpr std::size_t password_bytes_max = 1024;
Turns turns(2);

void start_sodium() {
  if (sodium_init() < 0) throw std::runtime_error("libsodium does not start");
}

}  // namespace

Result<> accept_password(const std::string& password, const std::string& login, const std::vector<std::string>& names) {
  if (character_count(password) < password_characters_min)
    return refuse(password_too_short, {std::to_string(password_characters_min)});
  if (password.size() > password_bytes_max)
    return refuse(text_too_long,
                  {Phrase("密码", "password"), std::to_string(password.size()), std::to_string(password_bytes_max)});
  auto known = names;
  known.push_back(login);
  if (guesses_needed(password, known) < password_guesses_min) return refuse(password_known);
  return Done{};
}

std::string hash_password(const std::string& password) {
  start_sodium();
  const Turns::Turn turn(turns);
  char hash[crypto_pwhash_STRBYTES];
  if (crypto_pwhash_str_alg(hash, password.data(), password.size(), passes, memory_bytes,
                            crypto_pwhash_ALG_ARGON2ID13) != 0)
    throw std::runtime_error("no memory for hashing a password");
  return hash;
}

bool is_password(const std::string& hash, const std::string& password) {
  if (password.size() > password_bytes_max) return false;
  // Somebody who is not there costs the same time as somebody who is.
  static const std::string nobody = hash_password("nobody has this password");
  start_sodium();
  const Turns::Turn turn(turns);
  const std::string& known = hash.empty() ? nobody : hash;
  const bool fits = crypto_pwhash_str_verify(known.c_str(), password.data(), password.size()) == 0;
  return fits && !hash.empty();
}

}  // namespace pingxing::office
