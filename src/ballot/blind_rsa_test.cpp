#include "ballot/blind_rsa.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "ballot/bytes.hpp"
#include "ballot/test_support.hpp"
#include "base/hash.hpp"

namespace pingxing::ballot {
namespace {

std::string code_of(const Result<std::string>& result) { return result ? "" : std::string(result.refusal().code()); }

// RFC 9474, appendix A.1: RSABSSA-SHA384-PSS-Randomized.
struct Vector {
  nlohmann::json all;
  Vector() {
    std::ifstream file(PINGXING_ROOT "/tests/ballot/rfc9474_randomized.json");
    all = nlohmann::json::parse(file);
  }
  [[nodiscard]] std::string operator[](const char* name) const {
    std::string hex = all.at(name).get<std::string>();
    if (hex.starts_with("0x")) hex = hex.substr(2);
    const auto bytes = from_hex(hex);
    CHECK(bytes);
    return *bytes;
  }
  [[nodiscard]] PrivateKey key() const {
    return PrivateKey::from_parts((*this)["n"], (*this)["e"], (*this)["d"], (*this)["p"], (*this)["q"]);
  }
};

TEST(BlindRsa, DoesWhatTheRfcShows) {
  const Vector v;
  const PrivateKey key = v.key();
  const PublicKey public_key = key.public_key();
  EXPECT_EQ(v["msg_prefix"] + v["msg"], v["input_msg"]);
  const auto blinding = Blinding::with(public_key, v["input_msg"], v["salt"], v["inv"]);
  EXPECT_EQ(hex_of(blinding.blinded), hex_of(v["blinded_msg"]));
  const auto blind_signature = key.blind_sign(blinding.blinded);
  ASSERT_TRUE(blind_signature);
  EXPECT_EQ(hex_of(*blind_signature), hex_of(v["blind_sig"]));
  const auto signature = blinding.finalize(public_key, v["input_msg"], *blind_signature);
  ASSERT_TRUE(signature);
  EXPECT_EQ(hex_of(*signature), hex_of(v["sig"]));
  EXPECT_TRUE(public_key.verify(v["input_msg"], v["sig"]));
}

TEST(BlindRsa, PreparesWithThirtyTwoRandomBytes) {
  SeededRandom random(3);
  const std::string once = prepare("m", random), again = prepare("m", random);
  EXPECT_EQ(once.size(), prefix_size + 1);
  EXPECT_NE(once, again);
  EXPECT_EQ(once.back(), 'm');
}

TEST(BlindRsa, SignsAnythingInRangeAndNothingElse) {
  const PrivateKey& key = test::key();
  const std::size_t size = key.public_key().size();
  EXPECT_EQ(size, 256U);
  EXPECT_EQ(code_of(key.blind_sign(std::string(size, '\0'))), "BLINDED_RANGE");
  EXPECT_EQ(code_of(key.blind_sign(std::string(size, '\xff'))), "BLINDED_RANGE");
  EXPECT_EQ(code_of(key.blind_sign(std::string(size - 1, 'a'))), "BLINDED_SIZE");
  EXPECT_EQ(code_of(key.blind_sign(std::string(size + 1, 'a'))), "BLINDED_SIZE");
  EXPECT_EQ(code_of(key.blind_sign("")), "BLINDED_SIZE");
  std::string one(size, '\0');
  one.back() = 1;
  EXPECT_EQ(*key.blind_sign(one), one);  // 1^d
  const Vector v;
  EXPECT_EQ(code_of(v.key().blind_sign(v["n"])), "BLINDED_RANGE");  // the modulus itself
}

TEST(BlindRsa, SignsTheSameTheSame) {
  SeededRandom random(5);
  const std::string prepared = prepare("m", random);
  const auto blinding = Blinding::of(test::key().public_key(), prepared, random);
  EXPECT_EQ(*test::key().blind_sign(blinding.blinded), *test::key().blind_sign(blinding.blinded));
}

TEST(BlindRsa, ASignatureIsGoodForItsMessageAndItsKeyAlone) {
  SeededRandom random(7);
  const PublicKey key = test::key(0).public_key(), other = test::key(1).public_key();
  const auto voter = test::Voter::with_token(test::key(0), random);
  const std::string prepared = voter.token.prepared();
  EXPECT_TRUE(key.verify(prepared, voter.token.signature));
  EXPECT_FALSE(other.verify(prepared, voter.token.signature));
  EXPECT_FALSE(key.verify(prepared + "x", voter.token.signature));
  EXPECT_FALSE(key.verify(prepared, voter.token.signature.substr(1)));
  EXPECT_FALSE(key.verify(prepared, ""));
}

/// One in 256 begins with a zero, and OpenSSL takes it without.
TEST(BlindRsa, ASignatureHasOneFormAlone) {
  const PrivateKey key = Vector().key();
  SeededRandom random(123);
  const auto voter = test::Voter::with_token(key, random);
  const std::string& signature = voter.token.signature;
  ASSERT_EQ(signature[0], '\0');
  EXPECT_TRUE(key.public_key().verify(voter.token.prepared(), signature));
  EXPECT_FALSE(key.public_key().verify(voter.token.prepared(), signature.substr(1)));
  EXPECT_FALSE(key.public_key().verify(voter.token.prepared(), std::string(1, '\0') + signature));
}

RC_GTEST_PROP(BlindRsaProperty, AnyChangedBitSpoilsASignature, ()) {
  static SeededRandom random(9);
  static const auto voter = test::Voter::with_token(test::key(), random);
  static const PublicKey key = test::key().public_key();
  std::string prepared = voter.token.prepared(), signature = voter.token.signature;
  std::string& changed = *rc::gen::arbitrary<bool>() ? prepared : signature;
  const auto bit = *rc::gen::inRange<std::size_t>(0, changed.size() * 8);
  changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ (1 << (bit % 8)));
  RC_ASSERT(!key.verify(prepared, signature));
}

TEST(BlindRsa, AWrongAnswerIsNoSignature) {
  SeededRandom random(11);
  const PublicKey key = test::key().public_key();
  const std::string prepared = prepare("m", random);
  const auto blinding = Blinding::of(key, prepared, random);
  std::string answer = *test::key().blind_sign(blinding.blinded);
  EXPECT_TRUE(blinding.finalize(key, prepared, answer));
  answer[10] = static_cast<char>(answer[10] ^ 1);
  EXPECT_FALSE(blinding.finalize(key, prepared, answer));
  EXPECT_FALSE(blinding.finalize(key, prepared, "short"));
}

TEST(BlindRsa, BlindedMessagesShareNothing) {
  SeededRandom random(13);
  const PublicKey key = test::key().public_key();
  const std::string a = prepare("a", random), b = prepare("b", random);
  const auto for_a = Blinding::of(key, a, random), for_b = Blinding::of(key, b, random);
  EXPECT_NE(for_a.blinded, for_b.blinded);
  EXPECT_NE(Blinding::of(key, a, random).blinded, for_a.blinded);
  EXPECT_NE(Blinding::of(key, a, random).blinded.substr(0, 16), for_a.blinded.substr(0, 16));
}

TEST(BlindRsa, KeysAreWrittenAsBrowsersReadThem) {
  const PublicKey key = test::key().public_key();
  const std::string spki = key.spki();
  // rsaEncryption, 1.2.840.113549.1.1.1: WebCrypto refuses id-RSASSA-PSS.
  EXPECT_NE(spki.find(*from_hex("06092a864886f70d010101")), spki.npos);
  EXPECT_TRUE(key.pem().starts_with("-----BEGIN PUBLIC KEY-----\n"));
  const auto again = PublicKey::from_spki(spki);
  ASSERT_TRUE(again);
  EXPECT_EQ(again->spki(), spki);
  EXPECT_FALSE(PublicKey::from_spki(""));
  EXPECT_FALSE(PublicKey::from_spki(spki + "x"));
  EXPECT_FALSE(PublicKey::from_spki(spki.substr(1)));
  EXPECT_FALSE(PublicKey::from_spki(spki.substr(0, 40)));
  const auto secret = PrivateKey::from_secret_der(test::key().secret_der());
  ASSERT_TRUE(secret);
  EXPECT_EQ(secret->public_key().spki(), spki);
  EXPECT_FALSE(PrivateKey::from_secret_der("nothing"));
}

TEST(Bytes, AreWrittenOneWayOnly) {
  for (const std::string bytes : {"", "f", "fo", "foo", "foob", "fooba", "foobar"})
    EXPECT_EQ(from_base64url(to_base64url(bytes)), bytes);
  EXPECT_EQ(to_base64url("foob"), "Zm9vYg");
  EXPECT_EQ(to_base64url(std::string("\xfb\xff", 2)), "-_8");
  for (const char* text : {"Zg==", "Zh", "Z", "Zm9v Yg", "+_8", "Zm9vYh"}) EXPECT_FALSE(from_base64url(text)) << text;
  EXPECT_FALSE(from_hex("0"));
  EXPECT_FALSE(from_hex("0G"));
  EXPECT_FALSE(from_hex("0A"));
}

TEST(Bytes, HmacIsThatOfRfc4231) {
  EXPECT_EQ(hex_of(hmac_sha256("Jefe", "what do ya want for nothing?")),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
}

}  // namespace
}  // namespace pingxing::ballot
