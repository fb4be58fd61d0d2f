#include "ballot/ballot.hpp"

#include "ballot/bytes.hpp"
#include "ballot/messages.hpp"
#include "ballot/voter_key.hpp"
#include "base/check.hpp"
#include "base/hash.hpp"

namespace pingxing::ballot {

std::string Token::number() const { return sha256_hex(prepared()).substr(0, 16); }

std::string commitment_of(const Paper& paper, std::string_view sheet, std::string_view salt) {
  return sha256_hex("pingxing sheet 1\n" + paper.fingerprint() + "\n" + std::string(sheet) + "\n" + to_base64url(salt));
}
std::string proof_message(std::string_view commitment) { return "pingxing ballot 1\n" + std::string(commitment); }
std::string ack_message(std::string_view paper_id, const Token& token, std::string_view commitment) {
  return "pingxing receipt 1\n" + std::string(paper_id) + "\n" + sha256_hex(token.prepared()) + "\n" +
         std::string(commitment);
}

Result<Sheet> check_ballot(const Paper& paper, const PublicKey& key, const Ballot& ballot) {
  const bool has_sizes = ballot.token.prefix.size() == prefix_size && ballot.token.key.size() == voter_key_size;
  if (!has_sizes || !key.verify(ballot.token.prepared(), ballot.token.signature))
    return refuse(token_forged, {Phrase(paper.id)});
  if (ballot.salt.size() != salt_size)
    return refuse(salt_size_wrong, {std::to_string(ballot.salt.size()), std::to_string(salt_size)});
  auto sheet = read_sheet(paper, ballot.sheet);
  if (!sheet) return sheet;
  if (!is_signed_by(ballot.token.key, proof_message(commitment_of(paper, ballot.sheet, ballot.salt)), ballot.proof))
    return refuse(proof_wrong);
  return sheet;
}

std::string packed(const Paper& paper, const Ballot& ballot) {
  std::string bytes;
  const auto add = [&](std::string_view part) {
    CHECK(part.size() < 65536);
    bytes += static_cast<char>(part.size() >> 8 & 0xff);
    bytes += static_cast<char>(part.size() & 0xff);
    bytes += part;
  };
  for (const auto* part :
       {&ballot.token.prefix, &ballot.token.key, &ballot.token.signature, &ballot.salt, &ballot.proof, &ballot.sheet})
    add(*part);
  CHECK(ballot.sheet.size() <= paper.sheet_size_max());
  bytes.append(paper.sheet_size_max() - ballot.sheet.size(), '\0');
  return bytes;
}

std::optional<Ballot> unpacked(std::string_view bytes) {
  Ballot ballot;
  for (auto* part :
       {&ballot.token.prefix, &ballot.token.key, &ballot.token.signature, &ballot.salt, &ballot.proof, &ballot.sheet}) {
    if (bytes.size() < 2) return std::nullopt;
    const std::size_t size =
        static_cast<std::size_t>(static_cast<unsigned char>(bytes[0])) << 8 | static_cast<unsigned char>(bytes[1]);
    bytes.remove_prefix(2);
    if (bytes.size() < size) return std::nullopt;
    *part = bytes.substr(0, size);
    bytes.remove_prefix(size);
  }
  return ballot;
}

}  // namespace pingxing::ballot
