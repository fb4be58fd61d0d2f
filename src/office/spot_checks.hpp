// Spot checks: a sample that anybody who knows the published seed can draw again, and whose figures overrule.
#pragma once
#include <set>
#include <string>
#include <vector>

#include "office/rounds.hpp"
#include "store/facts.hpp"

namespace pingxing::office {

struct SpotCheckView {
  store::StoredSpotCheck check;
  std::vector<store::Subject> drawn;
};
Result<SpotCheckView> draw_spot_check(const Office& office, const Actor& actor, Id round_id, const std::string& seed,
                                      std::int64_t size);
std::vector<SpotCheckView> list_spot_checks(const Office& office, Id round_id);

/// Codes of all subjects that were drawn in a round.
std::set<std::string> sampled_codes(store::Reading& db, const OpenedRound& opened);

}  // namespace pingxing::office
