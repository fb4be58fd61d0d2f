#include "ballot/voter_key.hpp"

#include <openssl/core_names.h>
#include <openssl/ecdsa.h>

#include "ballot/openssl.hpp"
#include "base/check.hpp"
#include "base/hash.hpp"

namespace pingxing::ballot {

namespace {

constexpr const char* curve = "P-256";
constexpr std::size_t half = voter_signature_size / 2;
using OwnedSignature = std::unique_ptr<ECDSA_SIG, Freed<ECDSA_SIG, ECDSA_SIG_free>>;

OwnedBuilder builder_with(std::string_view public_half) {
  OwnedBuilder builder(OSSL_PARAM_BLD_new());
  require(builder && OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, curve, 0) == 1 &&
              OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, public_half.data(),
                                               public_half.size()) == 1,
          "voter's key");
  return builder;
}

}  // namespace

bool is_signed_by(std::string_view voter_key, std::string_view message, std::string_view signature) {
  if (voter_key.size() != voter_key_size || voter_key[0] != 4 || signature.size() != voter_signature_size) return false;
  const OwnedKey key = key_of("EC", EVP_PKEY_PUBLIC_KEY, builder_with(voter_key).get());
  if (!key) return false;
  const OwnedSignature parts(ECDSA_SIG_new());
  require(parts != nullptr, "signature");
  require(ECDSA_SIG_set0(parts.get(), number_of(signature.substr(0, half)).release(),
                         number_of(signature.substr(half)).release()) == 1,
          "signature");
  unsigned char* der = nullptr;
  const int size = i2d_ECDSA_SIG(parts.get(), &der);
  require(size > 0, "signature");
  const OwnedDigest digest(EVP_MD_CTX_new());
  const bool is_ready = digest && EVP_DigestVerifyInit(digest.get(), nullptr, EVP_sha256(), nullptr, key.get()) == 1;
  const bool holds =
      is_ready && EVP_DigestVerify(digest.get(), der, static_cast<std::size_t>(size), in(message), message.size()) == 1;
  OPENSSL_free(der);
  require(is_ready, "verify");
  ERR_clear_error();
  return holds;
}

VoterKey VoterKey::make(Random& random) { return from_seed(random.bytes(32)); }

VoterKey VoterKey::from_seed(std::string_view seed) {
  const OwnedGroup group(EC_GROUP_new_by_curve_name(NID_X9_62_prime256v1));
  require(group != nullptr, "curve");
  // 64 bytes modulo the order: no number is favoured.
  OwnedNumber secret = number_of(sha256("a" + std::string(seed)) + sha256("b" + std::string(seed)));
  const OwnedNumberContext context(BN_CTX_new());
  require(context && BN_nnmod(secret.get(), secret.get(), EC_GROUP_get0_order(group.get()), context.get()) == 1, "key");
  CHECK(!BN_is_zero(secret.get()));  // once in 2^256
  const OwnedPoint point(EC_POINT_new(group.get()));
  std::string public_half(voter_key_size, '\0');
  require(point && EC_POINT_mul(group.get(), point.get(), secret.get(), nullptr, nullptr, context.get()) == 1 &&
              EC_POINT_point2oct(group.get(), point.get(), POINT_CONVERSION_UNCOMPRESSED, out(public_half),
                                 public_half.size(), context.get()) == public_half.size(),
          "voter's key");
  const OwnedBuilder builder = builder_with(public_half);
  require(OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_PRIV_KEY, secret.get()) == 1, "voter's key");
  OwnedKey key = key_of("EC", EVP_PKEY_KEYPAIR, builder.get());
  require(key != nullptr, "voter's key");
  return {std::shared_ptr<evp_pkey_st>(key.release(), EVP_PKEY_free), std::move(public_half)};
}

std::string VoterKey::sign(std::string_view message) const {
  const OwnedDigest digest(EVP_MD_CTX_new());
  std::size_t size = 0;
  require(digest && EVP_DigestSignInit(digest.get(), nullptr, EVP_sha256(), nullptr, key_.get()) == 1 &&
              EVP_DigestSign(digest.get(), nullptr, &size, in(message), message.size()) == 1,
          "sign");
  std::string der(size, '\0');
  require(EVP_DigestSign(digest.get(), out(der), &size, in(message), message.size()) == 1, "sign");
  const unsigned char* at = in(der);
  const OwnedSignature parts(d2i_ECDSA_SIG(nullptr, &at, static_cast<long>(size)));
  require(parts != nullptr, "signature");
  return bytes_of(ECDSA_SIG_get0_r(parts.get()), half) + bytes_of(ECDSA_SIG_get0_s(parts.get()), half);
}

}  // namespace pingxing::ballot
