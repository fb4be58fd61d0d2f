// The secret of one poll: 32 bytes that lie outside the database while the poll is open and are destroyed at its close.
// Everything that the database holds of an open poll, the papers' keys and the ballots, is sealed under it. So a copy
// of the database, whenever it was taken, shows after the close neither what a ballot said nor, since tokens are stored
// as tags, which row of which moment it was. docs/ballots.md says what this does and does not promise.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/random.hpp"

struct evp_pkey_st;

namespace pingxing::ballot {

class PollSecret {
 public:
  static constexpr std::size_t size = 32;
  static PollSecret make(Random& random) { return PollSecret(random.bytes(size)); }
  explicit PollSecret(std::string bytes);
  PollSecret(const PollSecret&) = default;
  PollSecret& operator=(const PollSecret&) = default;
  ~PollSecret();  // wipes its bytes
  [[nodiscard]] const std::string& bytes() const { return bytes_; }

  /// 32 bytes that stand for `text` in the database; without the secret nobody can make or check them.
  [[nodiscard]] std::string tag(std::string_view purpose, std::string_view text) const;
  /// The text, unreadable and unchangeable without the secret. A name may be used for one text only (CHECKed nowhere:
  /// names are tags of tokens, and numbers of papers).
  [[nodiscard]] std::string seal(std::string_view name, std::string_view text) const;
  /// Nothing where it was changed, or sealed under another name.
  [[nodiscard]] std::optional<std::string> open(std::string_view name, std::string_view sealed) const;

 private:
  std::string bytes_;
};

/// The sum of all rows of a box, as a number modulo 2^256 that is the same in whatever order they come. Rows' marks are
/// made with the secret, so that who takes a row away cannot mend the sum.
class RowSum {
 public:
  RowSum() : bytes_(32, '\0') {}
  explicit RowSum(std::string bytes);  // 32
  void add(std::string_view mark);     // 32 bytes
  [[nodiscard]] const std::string& bytes() const { return bytes_; }
  bool operator==(const RowSum&) const = default;

 private:
  std::string bytes_;
};

/// The server's own signature under a receipt, Ed25519: who holds one can show that a ballot was taken in.
class AckKey {
 public:
  explicit AckKey(const PollSecret& secret);
  [[nodiscard]] std::string public_half() const;  // 32 bytes
  [[nodiscard]] std::string sign(std::string_view message) const;

 private:
  std::shared_ptr<evp_pkey_st> key_;
};
bool is_acknowledged(std::string_view public_half, std::string_view message, std::string_view signature);

}  // namespace pingxing::ballot
