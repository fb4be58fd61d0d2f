// A poll that is open, with its keys.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "ballot/ballot.hpp"
#include "ballot/key_list.hpp"
#include "ballot/secret.hpp"
#include "store/ballots.hpp"

namespace pingxing::office {

struct OpenPaper {
  store::PaperKey key;
  store::Id subject_id = 0;
  ballot::Paper paper;
  ballot::PublicKey public_key;
  std::string spki;
  std::optional<ballot::PrivateKey> private_key;
};
struct OpenPoll {
  store::StoredPoll poll;
  ballot::PollSecret secret;
  ballot::AckKey ack_key;
  std::vector<OpenPaper> papers;  // by position, from 1
  ballot::KeyList keys = {};      // of all of them
  [[nodiscard]] const OpenPaper* paper(std::int64_t position) const {
    return position >= 1 && position <= std::int64_t(papers.size()) ? &papers[static_cast<std::size_t>(position - 1)]
                                                                    : nullptr;
  }
};

}  // namespace pingxing::office
