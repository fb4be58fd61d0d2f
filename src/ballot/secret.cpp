#include "ballot/secret.hpp"

#include <openssl/crypto.h>

#include "ballot/bytes.hpp"
#include "ballot/openssl.hpp"
#include "base/check.hpp"

namespace pingxing::ballot {

namespace {

constexpr std::size_t mac_size = 16;
const std::string nonce(12, '\0');  // each name has a key of its own, which seals one text

}  // namespace

PollSecret::PollSecret(std::string bytes) : bytes_(std::move(bytes)) { CHECK(bytes_.size() == size); }
PollSecret::~PollSecret() { OPENSSL_cleanse(bytes_.data(), bytes_.size()); }

std::string PollSecret::tag(std::string_view purpose, std::string_view text) const {
  return hmac_sha256(bytes_, std::to_string(purpose.size()) + ":" + std::string(purpose) + std::string(text));
}

std::string PollSecret::seal(std::string_view name, std::string_view text) const {
  const std::string key = tag("seal", name);
  const OwnedCipher cipher(EVP_CIPHER_CTX_new());
  std::string sealed(text.size(), '\0'), mac(mac_size, '\0');
  int written = 0;
  require(cipher && EVP_EncryptInit_ex(cipher.get(), EVP_chacha20_poly1305(), nullptr, in(key), in(nonce)) == 1 &&
              EVP_EncryptUpdate(cipher.get(), out(sealed), &written, in(text), static_cast<int>(text.size())) == 1 &&
              EVP_EncryptFinal_ex(cipher.get(), nullptr, &written) == 1 &&
              EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_AEAD_GET_TAG, mac_size, mac.data()) == 1,
          "seal");
  return sealed + mac;
}

std::optional<std::string> PollSecret::open(std::string_view name, std::string_view sealed) const {
  if (sealed.size() < mac_size) return std::nullopt;
  const std::string key = tag("seal", name);
  const auto body = sealed.substr(0, sealed.size() - mac_size);
  std::string mac(sealed.substr(body.size())), text(body.size(), '\0');
  const OwnedCipher cipher(EVP_CIPHER_CTX_new());
  int written = 0;
  require(cipher && EVP_DecryptInit_ex(cipher.get(), EVP_chacha20_poly1305(), nullptr, in(key), in(nonce)) == 1 &&
              EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_AEAD_SET_TAG, mac_size, mac.data()) == 1 &&
              EVP_DecryptUpdate(cipher.get(), out(text), &written, in(body), static_cast<int>(body.size())) == 1,
          "open");
  const bool is_whole = EVP_DecryptFinal_ex(cipher.get(), nullptr, &written) == 1;
  ERR_clear_error();
  return is_whole ? std::optional(std::move(text)) : std::nullopt;
}

RowSum::RowSum(std::string bytes) : bytes_(std::move(bytes)) { CHECK(bytes_.size() == 32); }

void RowSum::add(std::string_view mark) {
  CHECK(mark.size() == bytes_.size());
  unsigned carry = 0;
  for (std::size_t i = bytes_.size(); i-- > 0;) {
    carry += static_cast<unsigned char>(bytes_[i]);
    carry += static_cast<unsigned char>(mark[i]);
    bytes_[i] = static_cast<char>(carry & 0xff);
    carry >>= 8;
  }
}

AckKey::AckKey(const PollSecret& secret) {
  const std::string seed = secret.tag("acknowledgement key", "");
  key_ = {EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, in(seed), seed.size()), EVP_PKEY_free};
  require(key_ != nullptr, "acknowledgement key");
}

std::string AckKey::public_half() const {
  std::string bytes(32, '\0');
  std::size_t size = bytes.size();
  require(EVP_PKEY_get_raw_public_key(key_.get(), out(bytes), &size) == 1, "acknowledgement key");
  return bytes;
}

std::string AckKey::sign(std::string_view message) const {
  const OwnedDigest digest(EVP_MD_CTX_new());
  std::string signature(64, '\0');
  std::size_t size = signature.size();
  require(digest && EVP_DigestSignInit(digest.get(), nullptr, nullptr, nullptr, key_.get()) == 1 &&
              EVP_DigestSign(digest.get(), out(signature), &size, in(message), message.size()) == 1,
          "acknowledge");
  return signature;
}

bool is_acknowledged(std::string_view public_half, std::string_view message, std::string_view signature) {
  if (public_half.size() != 32) return false;
  const OwnedKey key(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, in(public_half), public_half.size()));
  const OwnedDigest digest(EVP_MD_CTX_new());
  require(digest != nullptr, "verify");
  const bool holds = key && EVP_DigestVerifyInit(digest.get(), nullptr, nullptr, nullptr, key.get()) == 1 &&
                     EVP_DigestVerify(digest.get(), in(signature), signature.size(), in(message), message.size()) == 1;
  ERR_clear_error();
  return holds;
}

}  // namespace pingxing::ballot
