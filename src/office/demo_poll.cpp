// The sample's poll: the members of one branch vote on six of them, on paper or on a phone.
#include <algorithm>

#include "base/check.hpp"
#include "office/accounts.hpp"
#include "office/demo.hpp"
#include "office/polls.hpp"
#include "office/ready_made.hpp"
#include "office/rounds.hpp"
#include "office/schemes.hpp"
#include "store/rounds.hpp"

namespace pingxing::office {

namespace {

constexpr std::string_view round_name = "青松支部民主评议党员";
constexpr std::size_t appraised = 6;

Id make_round(const Office& office, const Actor& actor, Id branch) {
  const auto& all = ready_made_texts();
  const auto text = std::find_if(all.begin(), all.end(), [](const auto& one) { return one.name == "two-ballots"; });
  CHECK(text != all.end());
  const auto scheme = add_scheme(office, actor, "", std::string(text->scheme));
  CHECK(scheme);
  const auto today = round::day_of(office.clock.now_ms()).text();
  const auto id = create_round(office, actor, {std::string(round_name), scheme->version_id, branch, {}, today, {}});
  CHECK(id);
  const auto opened = open_round(office, actor, *id);
  CHECK(opened);
  std::size_t kept = 0;
  for (const auto& subject : opened->subjects)
    if (subject.out_of_scope.empty() && ++kept > appraised)
      CHECK(change_subject(office, actor, subject.id, subject.pool, subject.kind, "演示只评六人"));
  CHECK(set_round_state(office, actor, *id, "running"));
  return *id;
}

}  // namespace

void load_demo_poll(const Office& office, PollSecrets& secrets) {
  std::optional<Actor> actor;
  Id branch = 0;
  const bool is_there = look(office, [&](store::Reading& db) {
    const auto account = store::account_of_login(db, "office");
    if (account) actor = actor_of(db, *account);
    for (const auto& unit : store::all_units(db))
      if (unit.code == "B01") branch = unit.id;
    const auto rounds = store::all_rounds(db);
    return std::any_of(rounds.begin(), rounds.end(), [](const auto& one) { return one.name == round_name; });
  });
  if (is_there || !actor || branch == 0) return;
  const Id round_id = make_round(office, *actor, branch);
  const auto poll = create_poll(office, *actor, round_id, "党员票", {}, FirstRoll::Empty);
  CHECK(poll);
  std::vector<RollLine> roll;
  for (const char* login : {"d0101", "qingsong", "zuzhi", "jijian", "bangong", "lingdao"}) roll.push_back({login, "*"});
  CHECK(set_roll(office, *actor, *poll, roll));
  // Up to the first stage of polls everything is over.
  const auto stages = open_round(office, *actor, round_id)->stages;
  for (std::size_t i = 0; i < stages.size(); ++i) {
    CHECK(change_stage(office, *actor, round_id, i, round::StageCommand::Open, ""));
    if (stages[i].kind == scheme::StageKind::Poll) break;
    CHECK(change_stage(office, *actor, round_id, i, round::StageCommand::Close, "演示"));
  }
  KeyStock keys;
  CHECK(open_poll(office, secrets, keys, *actor, *poll));
}

}  // namespace pingxing::office
