#include "ballot/key_list.hpp"

#include "ballot/bytes.hpp"
#include "base/hash.hpp"

namespace pingxing::ballot {

std::string paper_key_fingerprint(const Paper& paper, std::string_view spki) {
  return sha256_hex("pingxing paper key 1\n" + paper.fingerprint() + "\n" + sha256_hex(spki));
}

void KeyList::add(const Paper& paper, std::string_view spki) { papers.push_back(paper_key_fingerprint(paper, spki)); }

std::string KeyList::text() const {
  std::string all = "pingxing keys 1\npoll " + poll + "\nack " + to_base64url(ack_key) + "\n";
  for (const auto& paper : papers) all += "paper " + paper + "\n";
  return all;
}

std::string KeyList::fingerprint() const { return sha256_hex(text()); }

std::string in_groups(std::string_view fingerprint) {
  std::string groups;
  for (std::size_t at = 0; at < fingerprint.size(); at += 4)
    groups += (at ? " " : "") + std::string(fingerprint.substr(at, 4));
  return groups;
}

}  // namespace pingxing::ballot
