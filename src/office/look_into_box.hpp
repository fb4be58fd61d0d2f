// What lies in the boxes and spools of a poll: opened row by row, with the sum held against them.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "ballot/ballot.hpp"
#include "base/result.hpp"
#include "office/office.hpp"
#include "office/poll_secrets.hpp"
#include "store/ballots.hpp"

namespace pingxing::office {

struct BoxLook {
  std::vector<ballot::Ballot> ballots;  // that are whole
  std::vector<Refusal> faults;
};
/// The ballots of one paper: those of all of them are never in memory as they lie in the store.
BoxLook look_into_box(const Office& office, PollSecrets& secrets, const ballot::PollSecret& secret,
                      const store::StoredPaper& stored, const ballot::Paper& paper);

struct BoxFindings {
  std::vector<Refusal> faults;
  std::optional<std::string> not_opened;  // the electorate, where only numbers could be compared
};
/// All papers of a poll. Where it is closed, or its secret is not in `secrets`, or there are none, the rows are
/// counted.
BoxFindings look_into_boxes(const Office& office, PollSecrets* secrets, Id poll_id);

}  // namespace pingxing::office
