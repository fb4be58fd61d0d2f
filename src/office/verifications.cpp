#include "office/verifications.hpp"

#include <algorithm>
#include <map>

#include "office/accounts.hpp"
#include "office/messages.hpp"
#include "office/rate_round.hpp"

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

/// Totals by code, where the figures can be rated.
std::map<std::string, std::string> totals_of(const Office& office, Id round_id) {
  std::map<std::string, std::string> totals;
  const auto rated = rate_round(office, round_id);
  if (!rated || !rated->rated) return totals;
  const auto& r = *rated->rated;
  for (std::size_t row = 0; row < r.facts.count && r.rating.total.size(); ++row)
    if (static_cast<rating::Status>(r.rating.status[row]) == rating::Status::Rated)
      totals[std::string(r.facts.ids[row])] = r.rating.total.at(row).shown();
  return totals;
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
    for (auto& one : store::verifications_of(db, round_id)) last[one.subject_id] = std::move(one);
    std::map<Id, std::string> names;
    for (const auto& account : store::all_accounts(db)) names[account.id] = account.name;
    const auto newest = newest_facts(db, round_id);
    VerificationList made;
    made.is_open = is_verifying(*opened, actor);
    for (const auto& subject : opened->subjects) {
      if (!verifies(*opened, actor, subject) && !(sees_all && subject.out_of_scope.empty())) continue;
      VerificationView view{subject, {}, "", false, ""};
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
  if (list) {
    const auto totals = totals_of(office, round_id);
    for (auto& row : list->rows)
      if (const auto found = totals.find(row.subject.code); found != totals.end()) row.total = found->second;
  }
  return list;
}

std::optional<Verdict> verdict_of(std::string_view word) {
  if (word == "confirmed") return Verdict::Confirmed;
  if (word == "returned") return Verdict::Returned;
  return std::nullopt;
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
      Id last = 0;
      for (const auto& one : store::verifications_of(db, round_id))
        if (one.subject_id == entry.subject_id) last = one.id;
      if (last != entry.replaces) return refuse(verified_meanwhile, {Phrase(subject->name)});
      const std::string verdict = entry.verdict == Verdict::Confirmed ? "confirmed" : "returned";
      store::add_verification(
          db, {0, round_id, entry.subject_id, actor.account_id, verdict, *note,
               fact_of(newest_facts(db, round_id), entry.subject_id), office.clock.now_ms(), entry.replaces});
      body = {{"round", round_id}, {"subject", subject->code}, {"verdict", verdict}, {"note", *note}};
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
