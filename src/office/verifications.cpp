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
#include "store/named_rows.hpp"

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

namespace {

/// Whether it is in the actor's list: what is his to look over, or his to see.
bool is_listed(const OpenedRound& opened, const Actor& actor, bool sees_all, const store::Subject& subject) {
  return verifies(opened, actor, subject) || (sees_all && subject.out_of_scope.empty());
}

}  // namespace

Result<VerificationList> list_verifications(const Office& office, const Actor& actor, Id round_id, std::size_t page,
                                            std::size_t page_rows) {
  auto list = look(office, [&](store::Reading& db) -> Result<VerificationList> {
    const auto opened = load_round(db, round_id);
    if (!opened) return refuse(not_found, {round_word});
    const bool sees_all = actor.may(Command::ReadAllFacts, opened->round.unit_id);
    const auto stage = stage_of_verification(*opened);
    const auto confirmed = stage ? confirmed_subjects(db, *opened, *stage) : std::set<Id>();
    VerificationList made;
    std::vector<const store::Subject*> found;
    for (const auto& subject : opened->subjects) {
      if (!is_listed(*opened, actor, sees_all, subject)) continue;
      found.push_back(&subject);
      made.done += confirmed.contains(subject.id);
    }
    if (found.empty()) return refuse(not_allowed, {round::row_of(Command::Verify).name});
    made.page = page_of(found.size(), page, page_rows);
    if (stage) made.stage = opened->stages[*stage].title;
    made.is_open = is_verifying(*opened, actor);
    std::map<Id, VerificationView*> shown;
    made.rows.reserve(made.page.end - made.page.begin);
    for (std::size_t i = made.page.begin; i < made.page.end; ++i)
      shown[found[i]->id] = &made.rows.emplace_back(VerificationView{*found[i], {}, "", false, "", {}});
    for (auto& one : store::verifications_of(db, round_id))
      if (const auto at = shown.find(one.subject_id);
          at != shown.end() && stage && belongs_to_stage(*opened, one.stage, *stage))
        at->second->last = std::move(one);
    std::set<Id> accounts;
    for (const auto& view : made.rows)
      if (view.last.id != 0) accounts.insert(view.last.account_id);
    const auto names = store::names_of_accounts(db, accounts);
    const auto newest = newest_facts(db, round_id);
    for (auto& view : made.rows) {
      if (view.last.id == 0) continue;
      view.by = names.at(view.last.account_id);
      view.is_stale = fact_of(newest, view.subject.id) != view.last.newest_fact;
    }
    return made;
  });
  if (list) add_ratings(office, round_id, list->rows);
  return list;
}

std::set<Id> confirmed_now(const Office& office, const OpenedRound& opened) {
  const auto stage = stage_of_verification(opened);
  if (!stage) return {};
  return look(office, [&](store::Reading& db) { return confirmed_subjects(db, opened, *stage); });
}

VerificationCount count_verifications(const OpenedRound& opened, const Actor& actor, const std::set<Id>& confirmed) {
  const bool sees_all = actor.may(Command::ReadAllFacts, opened.round.unit_id);
  VerificationCount count;
  for (const auto& subject : opened.subjects) {
    if (!is_listed(opened, actor, sees_all, subject)) continue;
    ++count.wanted;
    count.done += confirmed.contains(subject.id);
  }
  return count;
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
              {"subject", subject->id},
              {"stage", opened->stages[*stage].title},
              {"verdict", verdict},
              {"note", *note}};
      return Done{};
    });
  } catch (const store::UniqueViolation&) {  // two servers at the same moment
    return refuse(verified_meanwhile, {Phrase("", "")});
  }
}

Result<Verifiers> verifiers_of(const Office& office, const Actor& actor, Id round_id, std::size_t page,
                               std::size_t page_rows) {
  return look(office, [&](store::Reading& db) -> Result<Verifiers> {
    const auto opened = load_round(db, round_id);
    if (!opened) return refuse(not_found, {round_word});
    if (!actor.may(Command::ReadAllFacts, opened->round.unit_id))
      return refuse(not_allowed, {round::row_of(Command::ReadAllFacts).name});
    std::vector<Actor> people;
    for (const auto& account : store::accounts_with_any(db, {std::string(round::row_of(round::Role::Verifier).word)}))
      people.push_back(actor_of(db, account));
    // Who looks over the people of a unit, or over the unit itself: asked once for all of them.
    std::map<std::pair<Id, bool>, std::vector<const Actor*>> of_unit;
    const auto candidates = [&](const store::Subject& subject) -> const std::vector<const Actor*>& {
      const auto [at, is_new] = of_unit.try_emplace({subject.unit_id, subject.person_id.has_value()});
      if (!is_new) return at->second;
      auto somebody = subject;
      if (somebody.person_id) somebody.person_id = 0;  // nobody's own
      for (const auto& one : people)
        if (verifies(*opened, one, somebody)) at->second.push_back(&one);
      return at->second;
    };
    Verifiers made;
    std::vector<const store::Subject*> found;
    for (const auto& subject : opened->subjects) {
      if (!subject.out_of_scope.empty()) continue;
      found.push_back(&subject);
      const auto& all = candidates(subject);
      if (std::none_of(all.begin(), all.end(), [&](const Actor* one) { return verifies(*opened, *one, subject); }))
        made.unverified.push_back(subject.code);
    }
    made.page = page_of(found.size(), page, page_rows);
    for (std::size_t i = made.page.begin; i < made.page.end; ++i) {
      Verifiers::Row row{*found[i], {}};
      for (const Actor* one : candidates(*found[i]))
        if (verifies(*opened, *one, *found[i])) row.names.push_back(one->name);
      made.rows.push_back(std::move(row));
    }
    return made;
  });
}

}  // namespace pingxing::office
