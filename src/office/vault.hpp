// Seals what has to be stored and must not lie in a copy of the database: the password of the mail server, the address
// of the robot, the key of the forms. The key of the seals is a file beside the secrets of polls, which servers on one
// database share.
#pragma once
#include <filesystem>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "ballot/secret.hpp"
#include "base/random.hpp"

namespace pingxing::office {

class Vault {
 public:
  /// Of the key in that folder, made when something is first sealed. Without a folder the key ends with the process.
  explicit Vault(std::filesystem::path folder = {});
  /// ChaCha20-Poly1305 under a key of its own for each text; as text, begins with `sealed_mark`. Throws where the key
  /// can be neither read nor made.
  std::string seal(std::string_view name, std::string_view text, Random& random);
  /// Nothing where the key is not there or another one, or where the text was changed or sealed under another name.
  std::optional<std::string> open(std::string_view name, std::string_view sealed);
  [[nodiscard]] static bool is_sealed(std::string_view text) { return text.starts_with(sealed_mark); }
  /// Where the key lies; empty: in memory.
  [[nodiscard]] const std::filesystem::path& file() const { return file_; }

  static constexpr std::string_view sealed_mark = "sealed:1:";

 private:
  const ballot::PollSecret* key();
  const ballot::PollSecret& made_key(Random& random);

  std::filesystem::path file_;
  std::mutex mutex_;  // guards the key
  std::optional<ballot::PollSecret> key_;
};

}  // namespace pingxing::office
