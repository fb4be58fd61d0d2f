#include "office/round_chain.hpp"

#include <algorithm>
#include <set>

#include "base/check.hpp"
#include "office/round_access.hpp"
#include "service/input_words.hpp"
#include "store/past.hpp"

namespace pingxing::office {

using service::folded;

std::vector<store::StoredRound> rounds_before(store::Reading& db, std::optional<Id> previous_id) {
  std::vector<store::StoredRound> before;
  for (auto at = previous_id; at && before.size() < rounds_looked_back;) {
    auto one = store::round_of(db, *at);
    CHECK(one);
    at = one->previous_id;
    before.push_back(std::move(*one));
  }
  return before;
}

std::vector<store::StoredRound> rounds_behind(store::Reading& db, Id round_id) {
  auto all = store::all_rounds(db);
  std::reverse(all.begin(), all.end());  // a round is made behind the one before it
  std::set<Id> chain{round_id};
  std::vector<store::StoredRound> behind;
  for (auto& one : all)
    if (one.previous_id && chain.contains(*one.previous_id)) {
      chain.insert(one.id);
      behind.push_back(std::move(one));
    }
  return behind;
}

Phrase round_called(const store::StoredRound& round) {
  return {"考评“" + round.name + "”", "the round “" + round.name + "”"};
}

std::map<std::string, Phrase> names_of_periods(store::Reading& db, const std::vector<store::StoredRound>& rounds) {
  std::map<std::string, Phrase> known;
  for (const auto& one : rounds)
    for (const auto& period : store::past_of(db, one.id))
      known.emplace(folded(period.name), Phrase("在“" + one.name + "”导入", "imported at “" + one.name + "”"));
  for (const auto& one : rounds) known.emplace(folded(one.name), round_called(one));
  return known;
}

}  // namespace pingxing::office
