// The list of a poll's keys and its fingerprint. Whoever knows the fingerprint can tell whether the keys that a voter
// is given are those that everybody is given: a server that gave one voter other keys would know that voter's ballots
// again. It is in the journal from the opening on, on the office's page, on slips and on the notice; browsers compute
// it from what they are given (site/src/ballot_keys.js), and a recount from the bulletin.
//
//   pingxing keys 1
//   poll 5
//   ack <key under receipts, base64url>
//   paper <fingerprint>          one line a paper, in the order of their numbers
//
// Each line ends in "\n". The fingerprint of a paper is SHA-256 of "pingxing paper key 1\n" + fingerprint of its text +
// "\n" + SHA-256 of its key (SPKI); that of the list is SHA-256 of the list; all as hexadecimal digits. 65 bytes a
// paper are little beside its key, so a voter of one pool is given the lines of all of them.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "ballot/paper.hpp"

namespace pingxing::ballot {

struct KeyList {
  std::string poll;                 // its number
  std::string ack_key;              // bytes
  std::vector<std::string> papers;  // fingerprints

  void add(const Paper& paper, std::string_view spki);
  [[nodiscard]] std::string text() const;
  [[nodiscard]] std::string fingerprint() const;
};

std::string paper_key_fingerprint(const Paper& paper, std::string_view spki);
/// In groups of four, as people compare it.
std::string in_groups(std::string_view fingerprint);

}  // namespace pingxing::ballot
