// The one gate of figures. Whatever way an entry comes (typed into a cell, pasted, sent to the API, uploaded in a
// sheet, corrected by a verifier), here it is asked who may enter it, whether it is the time, what it says, whether it
// needs a reason, and whether somebody else was quicker. It is asked inside the transaction that stores the entry.
// Not here: storing it, and where a sheet has its cells.
#pragma once
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "office/figures.hpp"

namespace pingxing::office {

/// What filling in for that purpose is called.
round::Command command_of(Source source);

/// What an actor may fill in, in this round, for this purpose. The round outlives it.
class Reach {
 public:
  Reach(const OpenedRound& opened, const Actor& actor, Source source, std::set<std::string> sampled = {});

  /// It is the time for some of what the actor has to fill in.
  [[nodiscard]] bool is_open() const { return is_open_ || is_verifying_; }
  [[nodiscard]] bool is_open_for(const store::Subject& subject) const;
  [[nodiscard]] bool has_subject(const store::Subject& subject) const;
  /// Some assignment of the actor's names a subject.
  [[nodiscard]] bool is_by_subject() const;
  /// Of some subject at least.
  [[nodiscard]] bool has_requirement(const std::string& requirement) const;
  /// Of this subject: an assignment may name one.
  [[nodiscard]] bool has(const store::Subject& subject, const std::string& requirement) const;
  /// Of a judged deduction. A correction by the level above is never without its reason.
  [[nodiscard]] bool needs_reason(const Field& field) const;
  [[nodiscard]] bool always_needs_reason() const { return is_verifying_; }

 private:
  [[nodiscard]] bool is_sampled(const store::Subject& subject) const;

  const OpenedRound& opened_;
  const Actor& actor_;
  Source source_;
  std::set<std::string> sampled_;
  bool is_office_ = false, is_open_ = false, is_verifying_ = false;
  std::map<std::string, std::set<Id>> assigned_;  // requirement or *: of which subjects; 0: of every one
};

/// An entry as it is to be stored.
struct AcceptedCell {
  std::string value, reason;
  bool stands = false;  // already: there is nothing to store
};

class FigureGate {
 public:
  FigureGate(store::Reading& db, const OpenedRound& opened, const Actor& actor, Source source);

  [[nodiscard]] const Reach& reach() const { return reach_; }
  /// The inputs that concern the actor.
  [[nodiscard]] const std::vector<Field>& fields() const { return fields_; }

  /// `now`: what holds in that cell at this moment. Refused with `changed_meanwhile` where everything else is in
  /// order, but this is not what the person saw.
  Result<AcceptedCell> accept(const CellEntry& entry, const std::optional<store::Fact>& now);
  /// Who entered it.
  std::string name_of(const std::optional<Id>& account_id);

 private:
  const store::Subject* subject_with(Id id);

  store::Reading& db_;
  const OpenedRound& opened_;
  const Source source_;
  Reach reach_;
  std::vector<Field> fields_, others_;
  std::map<Id, const store::Subject*> subjects_;
  std::map<Id, std::string> names_;
};

}  // namespace pingxing::office
