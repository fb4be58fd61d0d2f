#include "office/evidence.hpp"

#include <algorithm>
#include <map>

#include "base/hash.hpp"
#include "office/evidence_type.hpp"
#include "office/figure_gate.hpp"
#include "office/messages.hpp"
#include "office/rounds.hpp"
#include "store/named_rows.hpp"

namespace pingxing::office {

namespace {

using round::Command;

constexpr Text round_word{"考评", "round"}, subject_word{"考核对象", "subject"}, indicator_word{"要求", "requirement"},
    evidence_word{"佐证", "evidence"};

const store::Subject* subject_in(const OpenedRound& opened, Id subject_id) {
  const auto found =
      std::find_if(opened.subjects.begin(), opened.subjects.end(), [&](const auto& s) { return s.id == subject_id; });
  return found == opened.subjects.end() ? nullptr : &*found;
}

/// What the actor has to do with the evidence of a round.
class EvidenceReach {
 public:
  EvidenceReach(const OpenedRound& opened, const Actor& actor)
      : opened_(opened),
        actor_(actor),
        self_(opened, actor, Source::Self),
        assessed_(opened, actor, Source::Assessed),
        is_office_(actor.has(round::Role::Office, opened.round.unit_id)),
        reads_all_(actor.may(Command::ReadAllFacts, opened.round.unit_id)) {}

  /// Why he may not hand in there now; nothing where he may.
  [[nodiscard]] std::optional<Refusal> why_not(const store::Subject& subject, const std::string& requirement) const {
    if (!opened_.is_running()) return refuse(round_not_running, {Phrase(opened_.round.name)});
    if (!subject.out_of_scope.empty())
      return refuse(subject_out_of_scope, {Phrase(subject.name), Phrase(subject.out_of_scope)});
    if (is_office_) return std::nullopt;
    const bool is_own = has(self_, subject, requirement), is_assigned = has(assessed_, subject, requirement);
    if ((is_own && self_.is_open()) || (is_assigned && assessed_.is_open())) return std::nullopt;
    if (is_own || is_assigned)
      return refuse(not_now, {round::row_of(is_own ? Command::SelfAssess : Command::Assess).name});
    if (assessed_.has_subject(subject))
      return refuse(input_not_assigned, {Phrase(shown_requirement(opened_.scheme(), requirement))});
    return refuse(subject_not_yours, {Phrase(subject.name)});
  }

  [[nodiscard]] bool may_see(const store::Evidence& evidence) const {
    const auto* subject = subject_in(opened_, evidence.subject_id);
    if (!subject) return false;
    return reads_all_ || actor_.may(Command::ReadAllFacts, subject->unit_id) ||
           has(self_, *subject, evidence.indicator) || has(assessed_, *subject, evidence.indicator);
  }

  [[nodiscard]] bool may_withdraw(const store::Evidence& evidence) const {
    if (is_office_) return opened_.is_running();
    const auto* subject = subject_in(opened_, evidence.subject_id);
    return subject && evidence.account_id == actor_.account_id && !why_not(*subject, evidence.indicator);
  }

 private:
  static bool has(const Reach& reach, const store::Subject& subject, const std::string& requirement) {
    return reach.has(subject, requirement);
  }

  const OpenedRound& opened_;
  const Actor& actor_;
  const Reach self_, assessed_;
  const bool is_office_, reads_all_;
};

/// Nothing stands for the subject as a whole.
std::optional<std::string> place_called(const scheme::Scheme& s, const std::string& name) {
  return name.empty() ? std::optional(name) : requirement_called(s, name);
}

}  // namespace

std::vector<Requirement> requirements_of(const scheme::Scheme& s) {
  std::vector<Requirement> all;
  for (const auto& indicator : s.indicators) all.push_back({indicator.id, indicator.id + " " + indicator.title});
  for (const auto& field : fields_of(s))
    if (field.indicator.empty()) all.push_back({field.requirement, field.title});
  return all;
}

namespace {

/// What is withdrawn stays stored, and counts; the same file counts each time that it is handed in.
Result<> has_room(store::Reading& db, const Office& office, const store::Evidence& wanted) {
  constexpr std::int64_t mb = std::int64_t{1} << 20;
  const auto check = [&](std::int64_t most, std::optional<Id> account, const MessageRow& row) -> Result<> {
    if (most == 0) return Done{};
    const auto there = store::evidence_size(db, account);
    if (there + wanted.size <= most) return Done{};
    return refuse(row, {std::to_string(there / mb), std::to_string(most / mb)});
  };
  if (auto full = check(office.options.evidence_account_bytes, wanted.account_id, evidence_account_full);
      full.is_refused())
    return full;
  return check(office.options.evidence_bytes, std::nullopt, evidence_full);
}

}  // namespace

Result<store::Evidence> hand_in_evidence(const Office& office, const Actor& actor, const EvidenceEntry& entry) {
  if (entry.bytes.empty()) return refuse(file_empty);
  constexpr std::size_t mb = std::size_t{1} << 20;
  if (entry.bytes.size() > evidence_bytes_max)
    return refuse(file_too_large,
                  {std::to_string((entry.bytes.size() + mb - 1) / mb), std::to_string(evidence_bytes_max / mb)});
  const auto type = type_of_evidence(entry.bytes);
  if (!type) return refuse(file_type_unknown);
  store::Evidence evidence{0,
                           entry.round_id,
                           entry.subject_id,
                           entry.indicator,
                           sha256_hex(entry.bytes),
                           clean_filename(entry.filename, *type),
                           actor.account_id,
                           office.clock.now_ms(),
                           std::nullopt,
                           *type,
                           static_cast<std::int64_t>(entry.bytes.size())};
  return act(office, actor, "evidence.hand_in", [&](store::Writing& db, Json& body) -> Result<store::Evidence> {
    const auto opened = load_round(db, entry.round_id);
    if (!opened) return refuse(not_found, {round_word});
    const auto* subject = subject_in(*opened, entry.subject_id);
    if (!subject) return refuse(not_found, {subject_word});
    const auto requirement = place_called(opened->scheme(), entry.indicator);
    if (!requirement) return refuse(not_found, {indicator_word});
    evidence.indicator = *requirement;
    if (auto why = EvidenceReach(*opened, actor).why_not(*subject, evidence.indicator)) return *why;
    for (const auto& before : store::evidence_of(db, entry.round_id))
      if (before.subject_id == evidence.subject_id && before.indicator == evidence.indicator &&
          before.file_hash == evidence.file_hash)
        return before;
    if (auto full = has_room(db, office, evidence); full.is_refused()) return full.refusal();
    evidence.id = store::add_evidence(db, evidence, {entry.bytes});
    body = {{"round", entry.round_id},           {"subject", subject->id},
            {"indicator", evidence.indicator},   {"evidence", evidence.id},
            {"file_sha256", evidence.file_hash}, {"size", evidence.size}};
    return evidence;
  });
}

Result<std::vector<EvidenceView>> list_evidence(const Office& office, const Actor& actor, Id round_id,
                                                std::optional<Id> subject_id) {
  return look(office, [&](store::Reading& db) -> Result<std::vector<EvidenceView>> {
    const auto opened = load_round(db, round_id);
    if (!opened) return refuse(not_found, {round_word});
    const EvidenceReach reach(*opened, actor);
    auto all = store::evidence_of(db, round_id);
    auto names = store::names_of_accounts(db, store::ids_of(all, &store::Evidence::account_id));
    std::vector<EvidenceView> views;
    for (auto& evidence : all) {
      if ((subject_id && evidence.subject_id != *subject_id) || !reach.may_see(evidence)) continue;
      EvidenceView view{std::move(evidence), "", false};
      if (view.evidence.account_id) view.by = names[*view.evidence.account_id];
      view.may_withdraw = reach.may_withdraw(view.evidence);
      views.push_back(std::move(view));
    }
    return views;
  });
}

Result<EvidencePlaces> evidence_places(const Office& office, const Actor& actor, Id round_id) {
  const auto opened = open_round(office, actor, round_id);
  if (!opened) return opened.refusal();
  EvidencePlaces places;
  const EvidenceReach reach(*opened, actor);
  const auto requirements = requirements_of(opened->scheme());
  const auto fits = [&](const store::Subject& subject, const Requirement& one) {
    return !reach.why_not(subject, one.key);
  };
  for (const auto& subject : opened->subjects)
    if (std::any_of(requirements.begin(), requirements.end(), [&](const auto& one) { return fits(subject, one); }))
      places.subjects.push_back(subject);
  for (const auto& one : requirements)
    if (std::any_of(places.subjects.begin(), places.subjects.end(),
                    [&](const auto& subject) { return fits(subject, one); }))
      places.requirements.push_back(one);
  return places;
}

Result<OpenedEvidence> open_evidence(const Office& office, const Actor& actor, Id evidence_id) {
  return look(office, [&](store::Reading& db) -> Result<OpenedEvidence> {
    auto evidence = store::evidence_with(db, evidence_id);
    const auto opened = evidence ? load_round(db, evidence->round_id) : std::nullopt;
    if (!opened || evidence->withdrawn_at || !EvidenceReach(*opened, actor).may_see(*evidence))
      return refuse(not_found, {evidence_word});
    auto bytes = store::evidence_bytes(db, evidence->file_hash);
    CHECK(bytes);
    return OpenedEvidence{std::move(*evidence), std::move(bytes->bytes)};
  });
}

Result<> withdraw_evidence(const Office& office, const Actor& actor, Id evidence_id) {
  return act(office, actor, "evidence.withdraw", [&](store::Writing& db, Json& body) -> Result<> {
    const auto evidence = store::evidence_with(db, evidence_id);
    const auto opened = evidence ? load_round(db, evidence->round_id) : std::nullopt;
    if (!opened || evidence->withdrawn_at || !EvidenceReach(*opened, actor).may_see(*evidence))
      return refuse(not_found, {evidence_word});
    if (!EvidenceReach(*opened, actor).may_withdraw(*evidence))
      return refuse(not_allowed, {Phrase("撤回佐证", "withdraw evidence")});
    if (!store::withdraw_evidence(db, evidence_id, office.clock.now_ms())) return refuse(not_found, {evidence_word});
    body = {{"round", evidence->round_id}, {"evidence", evidence_id}, {"file_sha256", evidence->file_hash}};
    return Done{};
  });
}

}  // namespace pingxing::office
