// Blind RSA signatures, RFC 9474, RSABSSA-SHA384-PSS-Randomized: who signs does not see what, and cannot tell later
// which of his signatures it was. The signer's half and the verifier's are what the server runs; the other half, blind
// and finalize, runs in the voter's browser (site/src/ballot), and here for slips, tests and the load program.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/random.hpp"
#include "base/result.hpp"

struct evp_pkey_st;

namespace pingxing::ballot {

constexpr unsigned key_bits = 2048;
constexpr std::size_t prefix_size = 32;  // of a prepared message

/// The verifying key of one paper. Any thread may use it.
class PublicKey {
 public:
  /// From SubjectPublicKeyInfo in DER. Nothing unless it is an RSA key (rsaEncryption) of 2048 to 4096 bits with the
  /// exponent 65537.
  static std::optional<PublicKey> from_spki(std::string_view der);
  [[nodiscard]] std::string spki() const;
  [[nodiscard]] std::string pem() const;
  [[nodiscard]] std::size_t size() const;  // bytes of the modulus and of a signature

  /// 4.5 Verify: of a prepared message.
  [[nodiscard]] bool verify(std::string_view prepared, std::string_view signature) const;

 private:
  friend class PrivateKey;
  friend struct Blinding;
  explicit PublicKey(std::shared_ptr<evp_pkey_st> key) : key_(std::move(key)) {}
  std::shared_ptr<evp_pkey_st> key_;
};

/// The signing key of one paper. Its memory is wiped when the last copy goes. Any thread may use it.
class PrivateKey {
 public:
  /// A new one. OpenSSL's own chance: no other door makes primes.
  static PrivateKey make(unsigned bits = key_bits);
  /// From the numbers of a test vector, big-endian.
  static PrivateKey from_parts(std::string_view n, std::string_view e, std::string_view d, std::string_view p,
                               std::string_view q);
  /// As `secret_der` gave it.
  static std::optional<PrivateKey> from_secret_der(std::string_view der);
  /// To be stored sealed, and nowhere else.
  [[nodiscard]] std::string secret_der() const;
  [[nodiscard]] PublicKey public_key() const;

  /// 4.3 BlindSign. Refused: another size than the modulus, 0, and anything not below the modulus. The same message
  /// gives the same signature.
  [[nodiscard]] Result<std::string> blind_sign(std::string_view blinded) const;

 private:
  explicit PrivateKey(std::shared_ptr<evp_pkey_st> key) : key_(std::move(key)) {}
  std::shared_ptr<evp_pkey_st> key_;
};

/// 4.1 Prepare: the message behind 32 random bytes.
std::string prepare(std::string_view message, Random& random);

/// What the voter sends, and what the voter keeps to make use of the answer.
struct Blinding {
  std::string blinded, inverse;
  /// 4.2 Blind, with a salt of 48 bytes and a blind from `random`.
  static Blinding of(const PublicKey& key, std::string_view prepared, Random& random);
  /// The same with given salt and inverse of the blind: for test vectors.
  static Blinding with(const PublicKey& key, std::string_view prepared, std::string_view salt,
                       std::string_view inverse);
  /// 4.4 Finalize. Nothing where the answer is no signature.
  [[nodiscard]] std::optional<std::string> finalize(const PublicKey& key, std::string_view prepared,
                                                    std::string_view blind_signature) const;
};

}  // namespace pingxing::ballot
