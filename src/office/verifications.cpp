#include "office/verifications.hpp"

#include <algorithm>
#include <map>

#include "base/check.hpp"
#include "office/accounts.hpp"
#include "office/messages.hpp"
#include "office/rate_round.hpp"
#include "office/standing.hpp"
#include "rating/decide.hpp"
#include "service/result_parts.hpp"

namespace pingxing::office {

namespace {

using round::Command;

constexpr Text round_word{"考评", "round"}, subject_word{"考核对象", "subject"}, note_field{"退回原因", "reason"};
constexpr std::size_t note_max = 500;

bool is_verifying(const OpenedRound& opened, const Actor& actor) {
  const auto open = opened.open();
  return opened.is_running() && std::any_of(actor.grants.begin(), actor.grants.end(), [&](const auto& grant) {
           return round::may_now(grant.role, Command::Verify, open);
         });
}

std::map<Id, Id> newest_facts(store::Reading& db, Id round_id) {
  std::map<Id, Id> newest;
  for (const auto& one : store::newest_facts_by_subject(db, round_id)) newest[one.subject_id] = one.fact_id;
  return newest;
}

Id fact_of(const std::map<Id, Id>& newest, Id subject_id) {
  const auto found = newest.find(subject_id);
  return found == newest.end() ? 0 : found->second;
}

/// The stage of verification that is open, else the last that has been, else the first.
std::optional<std::size_t> stage_of_verification(const OpenedRound& opened) {
  std::optional<std::size_t> found;
  for (std::size_t i = 0; i < opened.stages.size(); ++i) {
    if (opened.stages[i].kind != scheme::StageKind::Verify) continue;
    if (opened.stages[i].state == round::StageState::Open) return i;
    if (!found || opened.stages[i].state == round::StageState::Closed) found = i;
  }
  return found;
}

/// What the board says of each subject, by code, where the figures can be rated.
void add_ratings(const Office& office, Id round_id, std::vector<VerificationView>& rows) {
  const auto rated = rate_round(office, round_id);
  if (!rated || !rated->rated) return;
  const auto& r = *rated->rated;
  const bool has_points = service::has_scores(r.scheme);
  std::map<std::string_view, std::size_t> row_of;
  for (std::size_t row = 0; row < r.facts.count; ++row) row_of[r.facts.ids[row]] = row;
  for (auto& view : rows) {
    const auto found = row_of.find(view.subject.code);
    if (found == row_of.end() || static_cast<rating::Status>(r.rating.status[found->second]) != rating::Status::Rated)
      continue;
    if (has_points && r.rating.total.size()) view.total = r.rating.total.at(found->second).shown();
    if (!r.scheme.grading.grades.empty()) view.grade = rating::grade_name(r.scheme, r.rating.grades[found->second]);
  }
}

}  // namespace

bool verifies(const OpenedRound& opened, const Actor& actor, const store::Subject& subject) {
  if (!subject.out_of_scope.empty()) return false;
  if (actor.has(round::Role::Office, opened.round.unit_id)) return true;
  if (actor.person_id && actor.person_id == subject.person_id) return false;
  return std::any_of(actor.grants.begin(), actor.grants.end(), [&](const Actor::Grant& grant) {
    return grant.role == round::Role::Verifier &&
           std::find(grant.units.begin(), grant.units.end(), subject.unit_id) != grant.units.end() &&
           (subject.person_id || grant.unit_id != subject.unit_id);  // a unit does not verify itself
  });
}

Result<VerificationList> list_verifications(const Office& office, const Actor& actor, Id round_id) {
  auto list = look(office, [&](store::Reading& db) -> Result<VerificationList> {
    const auto opened = load_round(db, round_id);
    if (!opened) return refuse(not_found, {round_word});
    const bool sees_all = actor.may(Command::ReadAllFacts, opened->round.unit_id);
    std::map<Id, store::Verification> last;
    const auto stage = stage_of_verification(*opened);
    for (auto& one : store::verifications_of(db, round_id))
      if (stage && belongs_to_stage(*opened, one.stage, *stage)) last[one.subject_id] = std::move(one);
    std::map<Id, std::string> names;
    for (const auto& account : store::all_accounts(db)) names[account.id] = account.name;
    const auto newest = newest_facts(db, round_id);
    VerificationList made;
    if (stage) made.stage = opened->stages[*stage].title;
    made.is_open = is_verifying(*opened, actor);
    for (const auto& subject : opened->subjects) {
      if (!verifies(*opened, actor, subject) && !(sees_all && subject.out_of_scope.empty())) continue;
      VerificationView view{subject, {}, "", false, "", {}};
      if (const auto found = last.find(subject.id); found != last.end()) {
        view.last = found->second;
        view.by = names[view.last.account_id];
        view.is_stale = fact_of(newest, subject.id) != view.last.newest_fact;
      }
      made.done += view.is_done();
      made.rows.push_back(std::move(view));
    }
    if (made.rows.empty()) return refuse(not_allowed, {round::row_of(Command::Verify).name});
    return made;
  });
  if (list) add_ratings(office, round_id, list->rows);
  return list;
}

bool belongs_to_stage(const OpenedRound& opened, std::int64_t of, std::size_t stage) {
  if (of != 0) return of == static_cast<std::int64_t>(stage) + 1;
  for (std::size_t i = 0; i < stage && i < opened.stages.size(); ++i)  // of a time when stages had none of their own
    if (opened.stages[i].kind == scheme::StageKind::Verify) return false;
  return true;
}

Result<> verify_subject(const Office& office, const Actor& actor, Id round_id, const VerdictEntry& entry) {
  const auto note = cleaned(entry.note, note_field, note_max, entry.verdict == Verdict::Confirmed);
  if (!note) return note.refusal();
  try {
    return act(office, actor, "verification.save", [&](store::Writing& db, Json& body) -> Result<> {
      const auto opened = load_round(db, round_id);
      if (!opened) return refuse(not_found, {round_word});
      const auto subject = std::find_if(opened->subjects.begin(), opened->subjects.end(),
                                        [&](const auto& s) { return s.id == entry.subject_id; });
      if (subject == opened->subjects.end()) return refuse(not_found, {subject_word});
      if (!verifies(*opened, actor, *subject)) return refuse(subject_not_yours, {Phrase(subject->name)});
      if (!is_verifying(*opened, actor)) return refuse(not_now, {round::row_of(Command::Verify).name});
      const auto stage = stage_of_verification(*opened);
      CHECK(stage);  // one is open
      Id last = 0;
      for (const auto& one : store::verifications_of(db, round_id))
        if (one.subject_id == entry.subject_id && belongs_to_stage(*opened, one.stage, *stage)) last = one.id;
      if (last != entry.replaces) return refuse(verified_meanwhile, {Phrase(subject->name)});
      const std::string verdict(round::word_of(entry.verdict));
      store::add_verification(db, {0, round_id, entry.subject_id, actor.account_id, verdict, *note,
                                   fact_of(newest_facts(db, round_id), entry.subject_id), office.clock.now_ms(),
                                   entry.replaces, static_cast<std::int64_t>(*stage) + 1});
      body = {{"round", round_id},
              {"subject", subject->code},
              {"stage", opened->stages[*stage].title},
              {"verdict", verdict},
              {"note", *note}};
      return Done{};
    });
  } catch (const store::UniqueViolation&) {  // two servers at the same moment
    return refuse(verified_meanwhile, {Phrase("", "")});
  }
}

Result<Verifiers> verifiers_of(const Office& office, const Actor& actor, Id round_id) {
  return look(office, [&](store::Reading& db) -> Result<Verifiers> {
    const auto opened = load_round(db, round_id);
    if (!opened) return refuse(not_found, {round_word});
    if (!actor.may(Command::ReadAllFacts, opened->round.unit_id))
      return refuse(not_allowed, {round::row_of(Command::ReadAllFacts).name});
    std::vector<Actor> people;
    for (const auto& account : store::all_accounts(db))
      if (account.is_active)
        if (auto one = actor_of(db, account); one.has(round::Role::Verifier)) people.push_back(std::move(one));
    Verifiers made;
    for (const auto& subject : opened->subjects) {
      if (!subject.out_of_scope.empty()) continue;
      Verifiers::Row row{subject, {}};
      for (const auto& one : people)
        if (verifies(*opened, one, subject)) row.names.push_back(one.name);
      if (row.names.empty()) made.unverified.push_back(subject.code);
      made.rows.push_back(std::move(row));
    }
    return made;
  });
}

}  // namespace pingxing::office
