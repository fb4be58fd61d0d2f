#include "ballot/blind_rsa.hpp"

#include <openssl/core_names.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

#include "ballot/messages.hpp"
#include "ballot/openssl.hpp"

namespace pingxing::ballot {

namespace {

constexpr std::size_t hash_size = 48, salt_size = 48;
constexpr int bits_min = 2048, bits_max = 4096;

std::shared_ptr<evp_pkey_st> shared(OwnedKey key) { return {key.release(), EVP_PKEY_free}; }

OwnedNumber part_of(EVP_PKEY* key, const char* name) {
  BIGNUM* number = nullptr;
  require(EVP_PKEY_get_bn_param(key, name, &number) == 1, "part of a key");
  return OwnedNumber(number);
}

std::string sha384(std::string_view bytes) {
  std::string digest(hash_size, '\0');
  unsigned size = 0;
  require(EVP_Digest(bytes.data(), bytes.size(), out(digest), &size, EVP_sha384(), nullptr) == 1, "SHA-384");
  return digest;
}

std::string mask(std::string_view seed, std::size_t size) {  // MGF1
  std::string bytes;
  for (unsigned counter = 0; bytes.size() < size; ++counter) {
    std::string block(seed);
    for (int shift = 24; shift >= 0; shift -= 8) block += static_cast<char>(counter >> shift & 0xff);
    bytes += sha384(block);
  }
  bytes.resize(size);
  return bytes;
}

/// EMSA-PSS-ENCODE of RFC 8017, 9.1.1, for a modulus whose bits are a multiple of 8.
std::string encoded(std::string_view message, std::string_view salt, std::size_t size) {
  const std::string hash = sha384(std::string(8, '\0') + sha384(message) + std::string(salt));
  std::string block(size - hash.size() - salt.size() - 2, '\0');
  block += '\x01';
  block += salt;
  const std::string masking = mask(hash, block.size());
  for (std::size_t i = 0; i < block.size(); ++i) block[i] = static_cast<char>(block[i] ^ masking[i]);
  block[0] = static_cast<char>(block[0] & 0x7f);
  return block + hash + '\xbc';
}

/// Raw RSA, with the library's blinding against timing where the key is private.
std::optional<std::string> raw(EVP_PKEY* key, std::string_view bytes, bool is_private) {
  const OwnedKeyContext context(EVP_PKEY_CTX_new(key, nullptr));
  std::string answer(bytes.size(), '\0');
  std::size_t size = answer.size();
  const bool is_ready =
      context && (is_private ? EVP_PKEY_decrypt_init(context.get()) : EVP_PKEY_encrypt_init(context.get())) == 1 &&
      EVP_PKEY_CTX_set_rsa_padding(context.get(), RSA_NO_PADDING) == 1;
  require(is_ready, "raw RSA");
  const auto run = is_private ? EVP_PKEY_decrypt : EVP_PKEY_encrypt;
  if (run(context.get(), out(answer), &size, in(bytes), bytes.size()) != 1 || size != answer.size()) {
    ERR_clear_error();
    return std::nullopt;
  }
  return answer;
}

}  // namespace

std::optional<PublicKey> PublicKey::from_spki(std::string_view der) {
  const unsigned char* at = in(der);
  OwnedKey key(d2i_PUBKEY(nullptr, &at, static_cast<long>(der.size())));
  ERR_clear_error();
  if (!key || at != in(der) + der.size() || EVP_PKEY_get_base_id(key.get()) != EVP_PKEY_RSA) return std::nullopt;
  const int bits = EVP_PKEY_get_bits(key.get());
  if (bits < bits_min || bits > bits_max || bits % 8) return std::nullopt;
  if (BN_is_word(part_of(key.get(), OSSL_PKEY_PARAM_RSA_E).get(), RSA_F4) != 1) return std::nullopt;
  return PublicKey(shared(std::move(key)));
}

std::string PublicKey::spki() const {
  unsigned char* bytes = nullptr;
  const int size = i2d_PUBKEY(key_.get(), &bytes);
  require(size > 0, "public key");
  std::string der(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
  OPENSSL_free(bytes);
  return der;
}

std::string PublicKey::pem() const {
  const std::unique_ptr<BIO, Freed<BIO, BIO_free_all>> memory(BIO_new(BIO_s_mem()));
  require(memory && PEM_write_bio_PUBKEY(memory.get(), key_.get()) == 1, "public key as PEM");
  const char* bytes = nullptr;
  const long size = BIO_get_mem_data(memory.get(), &bytes);
  return {bytes, static_cast<std::size_t>(size)};
}

std::size_t PublicKey::size() const { return static_cast<std::size_t>(EVP_PKEY_get_size(key_.get())); }

bool PublicKey::verify(std::string_view prepared, std::string_view signature) const {
  if (signature.size() != size()) return false;  // OpenSSL takes one without its leading zeros too (RFC 8017, 8.1.2)
  const OwnedDigest digest(EVP_MD_CTX_new());
  EVP_PKEY_CTX* context = nullptr;  // of the digest
  const bool is_ready = digest &&
                        EVP_DigestVerifyInit(digest.get(), &context, EVP_sha384(), nullptr, key_.get()) == 1 &&
                        EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PSS_PADDING) == 1 &&
                        EVP_PKEY_CTX_set_rsa_pss_saltlen(context, salt_size) == 1 &&
                        EVP_PKEY_CTX_set_rsa_mgf1_md(context, EVP_sha384()) == 1;
  require(is_ready, "verify");
  const int answer = EVP_DigestVerify(digest.get(), in(signature), signature.size(), in(prepared), prepared.size());
  ERR_clear_error();
  return answer == 1;
}

PrivateKey PrivateKey::make(unsigned bits) {
  OwnedKey key(EVP_RSA_gen(bits));
  require(key != nullptr, "new key");
  return PrivateKey(shared(std::move(key)));
}

PrivateKey PrivateKey::from_parts(std::string_view n, std::string_view e, std::string_view d, std::string_view p,
                                  std::string_view q) {
  const OwnedBuilder builder(OSSL_PARAM_BLD_new());
  const std::pair<const char*, OwnedNumber> parts[] = {{OSSL_PKEY_PARAM_RSA_N, number_of(n)},
                                                       {OSSL_PKEY_PARAM_RSA_E, number_of(e)},
                                                       {OSSL_PKEY_PARAM_RSA_D, number_of(d)},
                                                       {OSSL_PKEY_PARAM_RSA_FACTOR1, number_of(p)},
                                                       {OSSL_PKEY_PARAM_RSA_FACTOR2, number_of(q)}};
  for (const auto& [name, number] : parts)
    require(OSSL_PARAM_BLD_push_BN(builder.get(), name, number.get()) == 1, "parts of a key");
  OwnedKey key = key_of("RSA", EVP_PKEY_KEYPAIR, builder.get());
  require(key != nullptr, "key from its parts");
  return PrivateKey(shared(std::move(key)));
}

std::optional<PrivateKey> PrivateKey::from_secret_der(std::string_view der) {
  const unsigned char* at = in(der);
  OwnedKey key(d2i_PrivateKey(EVP_PKEY_RSA, nullptr, &at, static_cast<long>(der.size())));
  ERR_clear_error();
  return key ? std::optional(PrivateKey(shared(std::move(key)))) : std::nullopt;
}

std::string PrivateKey::secret_der() const {
  unsigned char* bytes = nullptr;
  const int size = i2d_PrivateKey(key_.get(), &bytes);
  require(size > 0, "private key");
  std::string der(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
  OPENSSL_clear_free(bytes, static_cast<std::size_t>(size));
  return der;
}

PublicKey PrivateKey::public_key() const { return *PublicKey::from_spki(PublicKey(key_).spki()); }

Result<std::string> PrivateKey::blind_sign(std::string_view blinded) const {
  const auto size = static_cast<std::size_t>(EVP_PKEY_get_size(key_.get()));
  if (blinded.size() != size) return refuse(blinded_size, {std::to_string(blinded.size()), std::to_string(size)});
  const OwnedNumber m = number_of(blinded), n = part_of(key_.get(), OSSL_PKEY_PARAM_RSA_N);
  if (BN_is_zero(m.get()) || BN_cmp(m.get(), n.get()) >= 0) return refuse(blinded_range);
  auto signature = raw(key_.get(), blinded, true);
  // RFC 9474, 4.3, step 3: a fault of the machine must not give away the key.
  const auto back = signature ? raw(key_.get(), *signature, false) : std::nullopt;
  require(back == blinded, "blind signature");
  return *signature;
}

std::string prepare(std::string_view message, Random& random) {
  return random.bytes(prefix_size) + std::string(message);
}

namespace {

struct Modulus {
  OwnedNumber n, e;
  OwnedNumberContext context{BN_CTX_new()};
  explicit Modulus(EVP_PKEY* key) : n(part_of(key, OSSL_PKEY_PARAM_RSA_N)), e(part_of(key, OSSL_PKEY_PARAM_RSA_E)) {
    require(context != nullptr, "numbers");
  }
  [[nodiscard]] OwnedNumber inverse(const BIGNUM* of) const {
    OwnedNumber made(BN_mod_inverse(nullptr, of, n.get(), context.get()));
    ERR_clear_error();
    return made;
  }
  [[nodiscard]] OwnedNumber product(const BIGNUM* a, const BIGNUM* b) const {
    OwnedNumber made(BN_new());
    require(made && BN_mod_mul(made.get(), a, b, n.get(), context.get()) == 1, "product");
    return made;
  }
  /// of ^ e.
  [[nodiscard]] OwnedNumber power(const BIGNUM* of) const {
    OwnedNumber made(BN_new());
    require(made && BN_mod_exp(made.get(), of, e.get(), n.get(), context.get()) == 1, "power");
    return made;
  }
};

}  // namespace

Blinding Blinding::of(const PublicKey& key, std::string_view prepared, Random& random) {
  const Modulus modulus(key.key_.get());
  const std::string salt = random.bytes(salt_size);
  for (;;) {  // a number not below n comes in at most half of the tries
    const OwnedNumber r = number_of(random.bytes(key.size()));
    if (BN_is_zero(r.get()) || BN_cmp(r.get(), modulus.n.get()) >= 0) continue;
    if (const OwnedNumber inverse = modulus.inverse(r.get()))
      return with(key, prepared, salt, bytes_of(inverse.get(), key.size()));
  }
}

Blinding Blinding::with(const PublicKey& key, std::string_view prepared, std::string_view salt,
                        std::string_view inverse) {
  const Modulus modulus(key.key_.get());
  const OwnedNumber r = modulus.inverse(number_of(inverse).get());
  require(r != nullptr, "blind");
  const OwnedNumber m = number_of(encoded(prepared, salt, key.size()));
  const OwnedNumber z = modulus.product(m.get(), modulus.power(r.get()).get());
  return {bytes_of(z.get(), key.size()), std::string(inverse)};
}

std::optional<std::string> Blinding::finalize(const PublicKey& key, std::string_view prepared,
                                              std::string_view blind_signature) const {
  if (blind_signature.size() != key.size()) return std::nullopt;
  const Modulus modulus(key.key_.get());
  const OwnedNumber s = modulus.product(number_of(blind_signature).get(), number_of(inverse).get());
  std::string signature = bytes_of(s.get(), key.size());
  return key.verify(prepared, signature) ? std::optional(std::move(signature)) : std::nullopt;
}

}  // namespace pingxing::ballot
