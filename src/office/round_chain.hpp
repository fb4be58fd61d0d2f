// The rounds that a round follows and those that follow it, with the names that their periods have: what 上期 and
// 连续2期 look along. A name stands for one period in it.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "office/rounds.hpp"

namespace pingxing::office {

/// How many rounds conditions on the past can look back: imported ones and the site's own together.
inline constexpr std::size_t rounds_looked_back = 12;

/// The rounds before, the newest first, from the one with the id `previous_id` on.
std::vector<store::StoredRound> rounds_before(store::Reading& db, std::optional<Id> previous_id);
/// Rounds whose chain leads to this one.
std::vector<store::StoredRound> rounds_behind(store::Reading& db, Id round_id);
Phrase round_called(const store::StoredRound& round);
/// The names of these rounds and of the periods imported at them, folded; each with where it stands.
std::map<std::string, Phrase> names_of_periods(store::Reading& db, const std::vector<store::StoredRound>& rounds);

}  // namespace pingxing::office
