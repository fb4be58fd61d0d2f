#include "office/figure_gate.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "office/messages.hpp"
#include "office/spot_checks.hpp"
#include "office/verifications.hpp"
#include "scheme/input_key.hpp"
#include "service/entry_list.hpp"
#include "service/fact_cell.hpp"
#include "service/input_words.hpp"

namespace pingxing::office {

namespace {

using round::Command;
using scheme::InputType;

constexpr Text subject_word{"考核对象", "subject"}, value_field{"数值", "figure"}, reason_field{"理由", "reason"};
constexpr std::size_t value_max = 2000, reason_max = 500;

/// What an entry says, and how it is kept.
struct ReadValue {
  std::string kept;
  bool is_zero = false;
};

/// Words of yes and no as the page offers them, a choice as the scheme writes it, everything else in half width.
std::string kept_text(const scheme::Scheme& s, const scheme::Input& input, const service::FactValue& value,
                      const std::string& typed) {
  if (value.is_not_applicable) return s.language == Language::Chinese ? "不适用" : "n/a";
  std::string plain(trimmed(Line(typed, 0).text()));
  if (input.entries != scheme::Entries::None)
    return service::kept_entries(value.entries, input.type == InputType::Points);
  if (input.is_list) return plain;
  if (input.type == InputType::YesNo && plain.find(';') == plain.npos)
    return s.language == Language::Chinese ? (value.value.is_zero() ? "否" : "是")
                                           : (value.value.is_zero() ? "no" : "yes");
  const bool is_number = input.type == InputType::Count || input.type == InputType::Amount ||
                         input.type == InputType::Points || input.type == InputType::Percent;
  // 3次 is 3, and 187/200 of full marks of 100 is 93.5: what is kept is read in one way only.
  const bool is_share = input.type == InputType::Percent && (plain.ends_with('%') || plain.find('/') != plain.npos);
  if (is_number && !is_share && plain.find(';') == plain.npos && parse_number(plain) != value.value)
    return value.value.exact();
  if (input.type == InputType::Choice)
    if (const auto which = value.value.whole(); which && static_cast<std::size_t>(*which) < input.choices.size())
      return input.choices[static_cast<std::size_t>(*which)];
  return plain;
}

/// The entry as the rating will read it, or what is wrong with it.
std::optional<Phrase> read_value(const scheme::Scheme& s, int which, const std::string& typed,
                                 document::Cell::Kind kind, ReadValue& read) {
  using Kind = document::Cell::Kind;
  const auto& input = s.inputs[static_cast<std::size_t>(which)];
  read = {typed, true};
  if (typed.empty()) return std::nullopt;
  if (input.type == InputType::Name && kind != Kind::Formula && kind != Kind::Error) {
    read.is_zero = false;
    return std::nullopt;
  }
  document::Grid grid;
  grid.rows.push_back({document::Cell{typed, kind, Kind::Empty, 0, 1, 1, 1}});
  document::TableProblems found;
  const auto value =
      service::read_fact(service::reading_of(s, which), grid.rows[0][0], service::CellProblems(grid, found));
  if (value && !found.has_errors()) {
    read = {kept_text(s, input, *value, typed), value->value.is_zero()};
    return std::nullopt;
  }
  Problems told;
  found.tell(told);
  CHECK(!told.empty());
  const auto& problem = told.kept().front();
  const auto with_mend = [&](Language language, const char* between) {
    const auto mend = problem.mend(language);
    return problem.says(language) + (mend.empty() ? "" : between + mend);
  };
  return Phrase(with_mend(Language::Chinese, ";"), with_mend(Language::English, "; "));
}

std::string one_line(std::string text, char instead) {
  std::replace(text.begin(), text.end(), '\n', instead);
  return text;
}

}  // namespace

Command command_of(Source source) {
  return source == Source::Self       ? Command::SelfAssess
         : source == Source::Assessed ? Command::Assess
                                      : Command::SpotCheck;
}

Reach::Reach(const OpenedRound& opened, const Actor& actor, Source source, std::set<std::string> sampled)
    : opened_(opened), actor_(actor), source_(source), sampled_(std::move(sampled)) {
  is_office_ = actor.has(round::Role::Office, opened.round.unit_id);
  const auto open = opened.open();
  const auto may_now = [&](Command what) {
    return opened.is_running() && std::any_of(actor.grants.begin(), actor.grants.end(), [&](const auto& grant) {
             return round::may_now(grant.role, what, open);
           });
  };
  is_open_ = may_now(command_of(source));
  is_verifying_ = source == Source::Checked && may_now(Command::Verify);
  if (source == Source::Assessed)
    for (const auto& a : opened.assignments)
      if (a.task == "assess" && actor.has(round::Role::Assessor, a.unit_id))
        assigned_[a.indicator].insert(a.subject_id.value_or(0));
}

bool Reach::is_sampled(const store::Subject& subject) const {
  return sampled_.contains(subject.code) && (is_office_ || actor_.may(Command::SpotCheck, opened_.round.unit_id));
}

bool Reach::is_open_for(const store::Subject& subject) const {
  if (source_ != Source::Checked) return is_open_;
  return (is_verifying_ && verifies(opened_, actor_, subject)) || (is_open_ && is_sampled(subject));
}

bool Reach::has_subject(const store::Subject& subject) const {
  if (is_verifying_ && verifies(opened_, actor_, subject)) return true;
  if (source_ == Source::Checked) return is_sampled(subject);
  if (is_office_) return true;
  if (source_ == Source::Assessed)
    return std::any_of(assigned_.begin(), assigned_.end(),
                       [&](const auto& one) { return one.second.contains(0) || one.second.contains(subject.id); });
  if (actor_.person_id && subject.person_id == actor_.person_id && actor_.has(round::Role::Member)) return true;
  return actor_.has(round::Role::Secretary, subject.unit_id);
}

bool Reach::has_requirement(const std::string& requirement) const {
  if (is_office_ || source_ != Source::Assessed) return true;
  return assigned_.contains("*") || assigned_.contains(requirement);
}

bool Reach::is_by_subject() const {
  return !is_office_ &&
         std::any_of(assigned_.begin(), assigned_.end(), [](const auto& one) { return !one.second.contains(0); });
}

bool Reach::has(const store::Subject& subject, const std::string& requirement) const {
  if (!has_subject(subject)) return false;
  if (is_office_ || source_ != Source::Assessed) return true;
  return std::any_of(assigned_.begin(), assigned_.end(), [&](const auto& one) {
    return (one.first == "*" || one.first == requirement) &&
           (one.second.contains(0) || one.second.contains(subject.id));
  });
}

bool Reach::needs_reason(const Field& field) const {
  return source_ != Source::Self && (field.needs_reason || is_verifying_);
}

FigureGate::FigureGate(store::Reading& db, const OpenedRound& opened, const Actor& actor, Source source)
    : db_(db),
      opened_(opened),
      source_(source),
      // A sample is drawn from all subjects of the round: nothing else needs them.
      reach_(opened, actor, source, source == Source::Checked ? sampled_codes(db, opened) : std::set<std::string>()) {
  for (auto& field : fields_of(opened.scheme())) {
    auto& list = reach_.has_requirement(field.requirement) ? fields_ : others_;
    field.needs_reason = reach_.needs_reason(field);
    field.always_reason = reach_.always_needs_reason();
    list.push_back(std::move(field));
  }
}

const store::Subject* FigureGate::subject_with(Id id) {
  if (subjects_.empty())  // when first needed: who only asks what is within reach needs none
    for (const auto& subject : opened_.subjects) subjects_[subject.id] = &subject;
  const auto found = subjects_.find(id);
  return found == subjects_.end() ? nullptr : found->second;
}

std::string FigureGate::name_of(const std::optional<Id>& account_id) {
  if (!account_id) return "?";
  const auto [at, is_new] = names_.try_emplace(*account_id, "?");
  if (is_new)
    if (const auto account = store::account_of(db_, *account_id)) at->second = account->name;
  return at->second;
}

Result<AcceptedCell> FigureGate::accept(const CellEntry& entry, const std::optional<store::Fact>& now) {
  const auto* found = subject_with(entry.subject_id);
  if (!found) return refuse(not_found, {subject_word});
  const auto& subject = *found;
  const int called = scheme::input_called(opened_.scheme(), entry.input);
  const auto is_called = [&](const Field& f) { return f.input == called; };
  const auto field = std::find_if(fields_.begin(), fields_.end(), is_called);
  if (!reach_.has_subject(subject)) return refuse(subject_not_yours, {Phrase(subject.name)});
  if (field == fields_.end())
    return refuse(std::any_of(others_.begin(), others_.end(), is_called) ? input_not_assigned : input_unknown,
                  {Phrase(service::shortened(entry.input))});
  if (!reach_.has(subject, field->requirement))
    return refuse(input_not_assigned, {Phrase(service::shortened(field->header))});
  if (!reach_.is_open_for(subject)) return refuse(not_now, {round::row_of(command_of(source_)).name});
  if (!subject.out_of_scope.empty())
    return refuse(subject_out_of_scope, {Phrase(subject.name), Phrase(subject.out_of_scope)});

  const bool lists_entries = opened_.scheme().inputs[static_cast<std::size_t>(called)].entries != scheme::Entries::None;
  const auto typed = cleaned(one_line(cell_text(entry.value), lists_entries ? ';' : ' '), value_field, value_max, true);
  if (!typed) return typed.refusal();
  const auto reason = cleaned(cell_text(entry.reason), reason_field, reason_max, true);
  if (!reason) return reason.refusal();
  if (!typed->empty() && !applies(opened_.scheme(), *field, subject))
    return refuse(figure_not_for_kind, {Phrase(field->header), Phrase(subject.name)});
  if (now && now->value == *typed && now->reason == *reason) return AcceptedCell{*typed, *reason, true};
  ReadValue read;
  if (const auto wrong = read_value(opened_.scheme(), field->input, *typed, entry.kind, read))
    return refuse(value_refused, {Phrase(subject.name + " " + field->header), *wrong});
  AcceptedCell accepted{read.kept, *reason, false};
  accepted.stands = now ? now->value == accepted.value && now->reason == accepted.reason
                        : accepted.value.empty() && accepted.reason.empty();
  if (accepted.stands) return accepted;
  const bool must_say_why = field->needs_reason && !read.kept.empty() && (!read.is_zero || field->always_reason);
  if (must_say_why && reason->empty()) return refuse(reason_needed, {Phrase(field->header)});
  if ((now ? now->id : 0) != entry.replaces)
    return refuse(changed_meanwhile,
                  {Phrase(name_of(now ? now->account_id : std::nullopt)), Phrase(now ? now->value : ""), *typed});
  return accepted;
}

}  // namespace pingxing::office
