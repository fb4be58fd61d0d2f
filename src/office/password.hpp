// Passwords: Argon2id (libsodium), a few at a time, for each takes memory.
#pragma once
#include <string>
#include <vector>

#include "base/result.hpp"

namespace pingxing::office {

constexpr std::size_t password_characters_min = 12, password_guesses_min = 8;

/// Why the password will not do; Done where it will. `names` are the person's and the office's (password_strength.hpp).
Result<> accept_password(const std::string& password, const std::string& login, const std::vector<std::string>& names);
std::string hash_password(const std::string& password);
/// Takes as long for an account that is not there: pass an empty hash.
bool is_password(const std::string& hash, const std::string& password);

}  // namespace pingxing::office
