// A ballot: a token that the paper's key signed blindly, a sheet, and the voter's signature that binds the one to the
// other. No type of this folder has both a voter and a sheet, and no function takes both.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "ballot/blind_rsa.hpp"
#include "ballot/paper.hpp"
#include "base/result.hpp"

namespace pingxing::ballot {

constexpr std::size_t salt_size = 16;

/// All three as bytes. The message that is signed is prefix + key.
struct Token {
  std::string prefix, key, signature;
  [[nodiscard]] std::string prepared() const { return prefix + key; }
  /// 16 hexadecimal digits by which people speak of a ballot.
  [[nodiscard]] std::string number() const;
  bool operator==(const Token&) const = default;
};

struct Ballot {
  Token token;
  std::string sheet;  // text
  std::string salt;   // bytes: makes the commitment hide the sheet
  std::string proof;  // bytes: the voter's signature under the commitment
  bool operator==(const Ballot&) const = default;
};

/// SHA-256, hexadecimal, of "pingxing sheet 1\n" fingerprint of the paper "\n" sheet "\n" salt in base64url. Who knows
/// it learns nothing of the sheet; who has sheet and salt can show that they are what was voted.
std::string commitment_of(const Paper& paper, std::string_view sheet, std::string_view salt);
/// What the voter's key signs.
std::string proof_message(std::string_view commitment);
/// What the server signs under a receipt.
std::string ack_message(std::string_view paper_id, const Token& token, std::string_view commitment);

/// The sheet of a ballot that is good for this paper. Refused: a token that is forged, altered or of another paper; a
/// sheet that is not what its voter signed; a sheet that read_sheet refuses.
Result<Sheet> check_ballot(const Paper& paper, const PublicKey& key, const Ballot& ballot);

/// As it is sealed: of the same size for every sheet of the paper.
std::string packed(const Paper& paper, const Ballot& ballot);
std::optional<Ballot> unpacked(std::string_view bytes);

}  // namespace pingxing::ballot
