// Owners of OpenSSL's objects, for the files of this folder that call it.
#pragma once
#include <openssl/bn.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>

#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>

namespace pingxing::ballot {

template <class T, void (*Free)(T*)>
struct Freed {
  void operator()(T* object) const { Free(object); }
};
using OwnedKey = std::unique_ptr<EVP_PKEY, Freed<EVP_PKEY, EVP_PKEY_free>>;
using OwnedKeyContext = std::unique_ptr<EVP_PKEY_CTX, Freed<EVP_PKEY_CTX, EVP_PKEY_CTX_free>>;
using OwnedDigest = std::unique_ptr<EVP_MD_CTX, Freed<EVP_MD_CTX, EVP_MD_CTX_free>>;
using OwnedCipher = std::unique_ptr<EVP_CIPHER_CTX, Freed<EVP_CIPHER_CTX, EVP_CIPHER_CTX_free>>;
using OwnedNumber = std::unique_ptr<BIGNUM, Freed<BIGNUM, BN_clear_free>>;
using OwnedNumberContext = std::unique_ptr<BN_CTX, Freed<BN_CTX, BN_CTX_free>>;
using OwnedPoint = std::unique_ptr<EC_POINT, Freed<EC_POINT, EC_POINT_free>>;
using OwnedGroup = std::unique_ptr<EC_GROUP, Freed<EC_GROUP, EC_GROUP_free>>;
using OwnedBuilder = std::unique_ptr<OSSL_PARAM_BLD, Freed<OSSL_PARAM_BLD, OSSL_PARAM_BLD_free>>;
using OwnedParameters = std::unique_ptr<OSSL_PARAM, Freed<OSSL_PARAM, OSSL_PARAM_free>>;

/// The library failed where it must not: no memory, or a broken installation.
inline void require(bool holds, const char* what) {
  if (holds) return;
  char text[256] = "";
  ERR_error_string_n(ERR_get_error(), text, sizeof text);
  ERR_clear_error();
  throw std::runtime_error(std::string("OpenSSL, ") + what + ": " + text);
}

inline const unsigned char* in(std::string_view bytes) { return reinterpret_cast<const unsigned char*>(bytes.data()); }
inline unsigned char* out(std::string& bytes) { return reinterpret_cast<unsigned char*>(bytes.data()); }

inline OwnedNumber number_of(std::string_view bytes) {
  OwnedNumber number(BN_bin2bn(in(bytes), static_cast<int>(bytes.size()), nullptr));
  require(number != nullptr, "number");
  return number;
}
inline std::string bytes_of(const BIGNUM* number, std::size_t size) {
  std::string bytes(size, '\0');
  require(BN_bn2binpad(number, out(bytes), static_cast<int>(size)) == static_cast<int>(size), "number as bytes");
  return bytes;
}

/// A key from its parts, of the type "RSA" or "EC".
inline OwnedKey key_of(const char* type, int selection, OSSL_PARAM_BLD* builder) {
  const OwnedParameters parameters(OSSL_PARAM_BLD_to_param(builder));
  const OwnedKeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, type, nullptr));
  require(parameters && context && EVP_PKEY_fromdata_init(context.get()) == 1, "key from its parts");
  EVP_PKEY* made = nullptr;
  if (EVP_PKEY_fromdata(context.get(), &made, selection, parameters.get()) != 1) ERR_clear_error();
  return OwnedKey(made);
}

}  // namespace pingxing::ballot
