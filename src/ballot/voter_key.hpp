// The key that a voter makes for one paper, ECDSA on P-256 as every browser has it. Its public half is what the paper's
// key signs blindly; its private half signs the ballot and is thrown away. So nobody but its voter can change a ballot
// unseen, not even who holds the database and the paper's key.
//
// A public half is 65 bytes: 4, x, y. A signature is 64 bytes: r, s (as WebCrypto gives it), over SHA-256.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/random.hpp"

struct evp_pkey_st;

namespace pingxing::ballot {

constexpr std::size_t voter_key_size = 65, voter_signature_size = 64;

bool is_signed_by(std::string_view voter_key, std::string_view message, std::string_view signature);

/// Both halves: for slips, tests and the load program; otherwise they are in the voter's browser alone.
class VoterKey {
 public:
  static VoterKey make(Random& random);
  /// The same key for the same 32 bytes.
  static VoterKey from_seed(std::string_view seed);
  [[nodiscard]] const std::string& public_half() const { return public_half_; }
  [[nodiscard]] std::string sign(std::string_view message) const;

 private:
  VoterKey(std::shared_ptr<evp_pkey_st> key, std::string public_half)
      : key_(std::move(key)), public_half_(std::move(public_half)) {}
  std::shared_ptr<evp_pkey_st> key_;
  std::string public_half_;
};

}  // namespace pingxing::ballot
