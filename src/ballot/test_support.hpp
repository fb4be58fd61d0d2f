// For tests of this folder and of others: papers, keys that are made once, and the voter's side of a ballot.
#pragma once
#include <string>
#include <vector>

#include "ballot/ballot.hpp"
#include "ballot/voter_key.hpp"
#include "base/check.hpp"

namespace pingxing::ballot::test {

/// The same few keys for all tests of a program: making one takes a quarter of a second.
inline const PrivateKey& key(std::size_t which = 0) {
  static std::vector<PrivateKey> keys;
  while (keys.size() <= which) keys.push_back(PrivateKey::make());
  return keys[which];
}

inline Paper points_paper(const std::string& id = "7") {
  Paper paper;
  paper.id = id;
  paper.electorate = "党员票";
  paper.pool = "青松支部";
  paper.scale = *scale_of_points(Number(0), Number(10), Number(1));
  paper.questions = {{"D1", "测试员1", "1", "爱岗敬业"}};
  return paper;
}
inline Paper list_paper(const std::string& id = "8", std::size_t subjects = 4) {
  Paper paper = points_paper(id);
  paper.scale = *scale_of_grades({"优秀", "合格", "基本合格", "不合格"});
  paper.questions.clear();
  for (std::size_t i = 1; i <= subjects; ++i)
    paper.questions.push_back({"D" + std::to_string(i), "测试员" + std::to_string(i), "", ""});
  paper.rules.at_most["优秀"] = 2;
  paper.rules.refuses_all_alike = true;
  return paper;
}

/// What a browser does: a key of one's own, blinded, signed, unblinded.
struct Voter {
  VoterKey own;
  Token token;
  static Voter with_token(const PrivateKey& key, Random& random) {
    Voter voter{VoterKey::make(random), {}};
    const std::string prepared = prepare(voter.own.public_half(), random);
    const PublicKey public_key = key.public_key();
    const auto blinding = Blinding::of(public_key, prepared, random);
    const auto blind_signature = key.blind_sign(blinding.blinded);
    CHECK(blind_signature);
    const auto signature = blinding.finalize(public_key, prepared, *blind_signature);
    CHECK(signature);
    voter.token = {prepared.substr(0, prefix_size), voter.own.public_half(), *signature};
    return voter;
  }
  [[nodiscard]] Ballot vote(const Paper& paper, const std::string& sheet, Random& random) const {
    Ballot ballot{token, sheet, random.bytes(salt_size), ""};
    ballot.proof = own.sign(proof_message(commitment_of(paper, sheet, ballot.salt)));
    return ballot;
  }
};
inline Ballot ballot_of(const Paper& paper, const PrivateKey& key, const std::string& sheet, Random& random) {
  return Voter::with_token(key, random).vote(paper, sheet, random);
}

}  // namespace pingxing::ballot::test
