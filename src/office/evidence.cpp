#include "office/evidence.hpp"

#include <algorithm>
#include <map>

#include "base/hash.hpp"
#include "office/evidence_type.hpp"
#include "office/figures.hpp"
#include "office/messages.hpp"
#include "office/rounds.hpp"

namespace pingxing::office {

namespace {

using round::Command;

constexpr Text round_word{"考评", "round"}, subject_word{"考核对象", "subject"}, indicator_word{"指标", "indicator"},
    evidence_word{"佐证", "evidence"};

const store::Subject* subject_in(const OpenedRound& opened, Id subject_id) {
  const auto found =
      std::find_if(opened.subjects.begin(), opened.subjects.end(), [&](const auto& s) { return s.id == subject_id; });
  return found == opened.subjects.end() ? nullptr : &*found;
}

bool is_office_of(const Actor& actor, const OpenedRound& opened) {
  return actor.has(round::Role::Office, opened.round.unit_id);
}

/// Why the actor may not hand in there now; nothing where he may.
std::optional<Refusal> why_not(const OpenedRound& opened, const Actor& actor, const store::Subject& subject,
                               const std::string& indicator) {
  if (!opened.is_running()) return refuse(round_not_running, {Phrase(opened.round.name)});
  if (!subject.out_of_scope.empty())
    return refuse(subject_out_of_scope, {Phrase(subject.name), Phrase(subject.out_of_scope)});
  if (is_office_of(actor, opened)) return std::nullopt;
  const auto self = part_in_figures(opened, actor, Source::Self, subject, indicator),
             assessed = part_in_figures(opened, actor, Source::Assessed, subject, indicator);
  const bool is_own = self.has_subject && self.has_indicator,
             is_assigned = assessed.has_subject && assessed.has_indicator;
  if ((is_own && self.is_open) || (is_assigned && assessed.is_open)) return std::nullopt;
  if (is_own || is_assigned)
    return refuse(not_now, {round::row_of(is_own ? Command::SelfAssess : Command::Assess).name});
  if (assessed.has_subject) return refuse(input_not_assigned, {Phrase(indicator)});
  return refuse(subject_not_yours, {Phrase(subject.name)});
}

bool may_see(const OpenedRound& opened, const Actor& actor, const store::Evidence& evidence) {
  const auto* subject = subject_in(opened, evidence.subject_id);
  if (!subject) return false;
  if (actor.may(Command::ReadAllFacts, opened.round.unit_id) || actor.may(Command::ReadAllFacts, subject->unit_id))
    return true;
  const auto is_part = [&](Source source) {
    const auto part = part_in_figures(opened, actor, source, *subject, evidence.indicator);
    return part.has_subject && part.has_indicator;
  };
  return is_part(Source::Self) || is_part(Source::Assessed);
}

bool may_withdraw(const OpenedRound& opened, const Actor& actor, const store::Evidence& evidence) {
  if (is_office_of(actor, opened)) return opened.is_running();
  const auto* subject = subject_in(opened, evidence.subject_id);
  return subject && evidence.account_id == actor.account_id && !why_not(opened, actor, *subject, evidence.indicator);
}

bool is_known_indicator(const scheme::Scheme& s, const std::string& id) {
  return id.empty() || std::any_of(s.indicators.begin(), s.indicators.end(),
                                   [&](const auto& indicator) { return indicator.id == id; });
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
    if (!is_known_indicator(opened->scheme(), entry.indicator)) return refuse(not_found, {indicator_word});
    if (auto why = why_not(*opened, actor, *subject, entry.indicator)) return *why;
    for (const auto& before : store::evidence_of(db, entry.round_id))
      if (before.subject_id == evidence.subject_id && before.indicator == evidence.indicator &&
          before.file_hash == evidence.file_hash)
        return before;
    evidence.id = store::add_evidence(db, evidence, {entry.bytes});
    body = {{"round", entry.round_id}, {"subject", subject->code},          {"indicator", entry.indicator},
            {"evidence", evidence.id}, {"file_sha256", evidence.file_hash}, {"size", evidence.size}};
    return evidence;
  });
}

Result<std::vector<EvidenceView>> list_evidence(const Office& office, const Actor& actor, Id round_id,
                                                std::optional<Id> subject_id) {
  return look(office, [&](store::Reading& db) -> Result<std::vector<EvidenceView>> {
    const auto opened = load_round(db, round_id);
    if (!opened) return refuse(not_found, {round_word});
    std::map<Id, std::string> names;
    for (const auto& account : store::all_accounts(db)) names[account.id] = account.name;
    std::vector<EvidenceView> views;
    for (auto& evidence : store::evidence_of(db, round_id)) {
      if ((subject_id && evidence.subject_id != *subject_id) || !may_see(*opened, actor, evidence)) continue;
      EvidenceView view{std::move(evidence), "", false};
      if (view.evidence.account_id) view.by = names[*view.evidence.account_id];
      view.may_withdraw = may_withdraw(*opened, actor, view.evidence);
      views.push_back(std::move(view));
    }
    return views;
  });
}

Result<EvidencePlaces> evidence_places(const Office& office, const Actor& actor, Id round_id) {
  const auto opened = open_round(office, actor, round_id);
  if (!opened) return opened.refusal();
  EvidencePlaces places;
  const auto& indicators = opened->scheme().indicators;
  const auto fits = [&](const store::Subject& subject, const std::string& indicator) {
    return !why_not(*opened, actor, subject, indicator);
  };
  for (const auto& subject : opened->subjects)
    if (std::any_of(indicators.begin(), indicators.end(), [&](const auto& one) { return fits(subject, one.id); }))
      places.subjects.push_back(subject);
  for (const auto& indicator : indicators)
    if (std::any_of(places.subjects.begin(), places.subjects.end(),
                    [&](const auto& subject) { return fits(subject, indicator.id); }))
      places.indicators.emplace_back(indicator.id, indicator.title);
  return places;
}

Result<OpenedEvidence> open_evidence(const Office& office, const Actor& actor, Id evidence_id) {
  return look(office, [&](store::Reading& db) -> Result<OpenedEvidence> {
    auto evidence = store::evidence_with(db, evidence_id);
    const auto opened = evidence ? load_round(db, evidence->round_id) : std::nullopt;
    if (!opened || evidence->withdrawn_at || !may_see(*opened, actor, *evidence))
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
    if (!opened || evidence->withdrawn_at || !may_see(*opened, actor, *evidence))
      return refuse(not_found, {evidence_word});
    if (!may_withdraw(*opened, actor, *evidence)) return refuse(not_allowed, {Phrase("撤回佐证", "withdraw evidence")});
    if (!store::withdraw_evidence(db, evidence_id, office.clock.now_ms())) return refuse(not_found, {evidence_word});
    body = {{"round", evidence->round_id}, {"evidence", evidence_id}, {"file_sha256", evidence->file_hash}};
    return Done{};
  });
}

}  // namespace pingxing::office
