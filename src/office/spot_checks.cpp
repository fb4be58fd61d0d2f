#include "office/spot_checks.hpp"

#include <algorithm>

#include "office/messages.hpp"
#include "round/messages.hpp"
#include "round/sample.hpp"

namespace pingxing::office {

namespace {

std::vector<std::string> codes_in_scope(const OpenedRound& opened) {
  std::vector<std::string> codes;
  for (const auto& subject : opened.subjects)
    if (subject.out_of_scope.empty()) codes.push_back(subject.code);
  return codes;
}

SpotCheckView view_of(const OpenedRound& opened, const store::StoredSpotCheck& check) {
  SpotCheckView view{check, {}};
  for (const auto& code : round::draw_sample(check.seed, codes_in_scope(opened), static_cast<std::size_t>(check.size)))
    view.drawn.push_back(
        *std::find_if(opened.subjects.begin(), opened.subjects.end(), [&](const auto& s) { return s.code == code; }));
  return view;
}

}  // namespace

Result<SpotCheckView> draw_spot_check(const Office& office, const Actor& actor, Id round_id, const std::string& typed,
                                      std::int64_t size) {
  auto seed = cleaned(typed, Phrase("种子", "seed"), 200, false);
  if (!seed) return seed.refusal();
  return act(office, actor, "spot_check.draw", [&](store::Writing& db, Json& body) -> Result<SpotCheckView> {
    const auto opened = load_round(db, round_id);
    if (!opened) return refuse(not_found, {Phrase("考评", "round")});
    if (!actor.may(round::Command::ManageRounds, opened->round.unit_id))
      return refuse(not_allowed, {round::row_of(round::Command::SpotCheck).name});
    if (opened->state() == round::RoundState::Over) return refuse(round::round_is_over);
    const auto all = static_cast<std::int64_t>(codes_in_scope(*opened).size());
    if (size < 1 || size > all) return refuse(sample_size, {std::to_string(all)});
    store::StoredSpotCheck check{0, round_id, *seed, size, actor.account_id, office.clock.now_ms()};
    check.id = store::add_spot_check(db, check);
    auto view = view_of(*opened, check);
    auto drawn = Json::array();
    for (const auto& subject : view.drawn) drawn.push_back(subject.id);
    body = {{"round", round_id}, {"seed", *seed}, {"size", size}, {"drawn", drawn}};
    return view;
  });
}

std::vector<SpotCheckView> list_spot_checks(const Office& office, Id round_id) {
  return look(office, [&](store::Reading& db) {
    std::vector<SpotCheckView> views;
    const auto opened = load_round(db, round_id);
    if (opened)
      for (const auto& check : store::spot_checks_of(db, round_id)) views.push_back(view_of(*opened, check));
    return views;
  });
}

std::set<std::string> sampled_codes(store::Reading& db, const OpenedRound& opened) {
  std::set<std::string> codes;
  for (const auto& check : store::spot_checks_of(db, opened.round.id))
    for (const auto& code :
         round::draw_sample(check.seed, codes_in_scope(opened), static_cast<std::size_t>(check.size)))
      codes.insert(code);
  return codes;
}

}  // namespace pingxing::office
