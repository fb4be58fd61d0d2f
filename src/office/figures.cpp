#include "office/figures.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "base/text.hpp"
#include "office/messages.hpp"
#include "office/spot_checks.hpp"
#include "office/verifications.hpp"
#include "service/fact_cell.hpp"
#include "service/input_words.hpp"

namespace pingxing::office {

namespace {

using round::Command;
using scheme::StageKind;

constexpr std::array<std::string_view, 3> source_words{"self", "assessed", "checked"};
constexpr Text round_word{"考评", "round"}, subject_word{"考核对象", "subject"}, value_field{"数值", "figure"},
    reason_field{"理由", "reason"};
constexpr std::size_t value_max = 2000, reason_max = 500;

Command command_of(Source source) {
  return source == Source::Self       ? Command::SelfAssess
         : source == Source::Assessed ? Command::Assess
                                      : Command::SpotCheck;
}

/// What an actor may fill in, in this round, for this purpose.
class Reach {
 public:
  Reach(const OpenedRound& opened, const Actor& actor, Source source, const std::set<std::string>& sampled)
      : opened_(opened), actor_(actor), source_(source), sampled_(sampled) {
    const Command command = command_of(source);
    is_office_ = actor.has(round::Role::Office, opened.round.unit_id);
    const auto open = opened.open();
    const auto may_now = [&](Command what) {
      return opened.is_running() && std::any_of(actor.grants.begin(), actor.grants.end(), [&](const auto& grant) {
               return round::may_now(grant.role, what, open);
             });
    };
    is_verifying_ = source == Source::Checked && may_now(Command::Verify);
    is_open_ = may_now(command) || is_verifying_;
    if (source == Source::Assessed)
      for (const auto& a : opened.assignments)
        if (a.task == "assess" && actor.has(round::Role::Assessor, a.unit_id)) assigned_.insert(a.indicator);
  }
  [[nodiscard]] bool is_open() const { return is_open_; }
  /// Of a figure that overrules another: a correction of the level above is never without its reason.
  [[nodiscard]] bool needs_reason(const Field& field) const {
    return source_ != Source::Self && (field.needs_reason || is_verifying_);
  }
  [[nodiscard]] bool has_input(const Field& field) const {
    if (is_office_ || source_ != Source::Assessed) return true;
    return assigned_.contains("*") || (!field.indicator.empty() && assigned_.contains(field.indicator));
  }
  [[nodiscard]] bool has_subject(const store::Subject& subject) const {
    if (is_verifying_ && verifies(opened_, actor_, subject)) return true;
    if (source_ == Source::Checked)
      return sampled_.contains(subject.code) && (is_office_ || actor_.may(Command::SpotCheck, opened_.round.unit_id));
    if (is_office_) return true;
    if (source_ == Source::Assessed) return !assigned_.empty();
    if (actor_.person_id && subject.person_id == actor_.person_id && actor_.has(round::Role::Member)) return true;
    return actor_.has(round::Role::Secretary, subject.unit_id);
  }

 private:
  const OpenedRound& opened_;
  const Actor& actor_;
  Source source_;
  const std::set<std::string>& sampled_;
  bool is_office_ = false, is_open_ = false, is_verifying_ = false;
  std::set<std::string> assigned_;
};

bool applies(const scheme::Scheme& s, const Field& field, const store::Subject& subject) {
  const auto& kinds = s.inputs[static_cast<std::size_t>(field.input)].kinds;
  return kinds.empty() || std::find(kinds.begin(), kinds.end(), subject.kind) != kinds.end();
}

std::map<Id, std::string> names_of_accounts(store::Reading& db) {
  std::map<Id, std::string> names;
  for (const auto& account : store::all_accounts(db)) names[account.id] = account.name;
  return names;
}

CellNow cell_from(const store::Fact& fact, const std::map<Id, std::string>& names) {
  CellNow cell{fact.id, fact.value, fact.reason, "", fact.recorded_at};
  if (fact.account_id)
    if (const auto found = names.find(*fact.account_id); found != names.end()) cell.by = found->second;
  return cell;
}

}  // namespace

std::string_view word_of(Source source) { return source_words[static_cast<std::size_t>(source)]; }
std::optional<Source> source_of(std::string_view word) {
  const auto found = std::find(source_words.begin(), source_words.end(), word);
  return found == source_words.end() ? std::nullopt : std::optional(static_cast<Source>(found - source_words.begin()));
}

std::vector<Field> fields_of(const scheme::Scheme& s) {
  std::vector<Field> fields;
  for (std::size_t i = 0; i < s.inputs.size(); ++i) {
    const auto& input = s.inputs[i];
    Field field;
    field.input = static_cast<int>(i);
    field.header = s.header(static_cast<int>(i));
    if (input.indicator >= 0) {
      const auto& indicator = s.indicators[static_cast<std::size_t>(input.indicator)];
      field.indicator = indicator.id;
      field.title = indicator.title;
      for (const auto& rule : indicator.rules)
        if (rule.form == scheme::Form::JudgedDeduction &&
            std::find(rule.inputs.begin(), rule.inputs.end(), field.input) != rule.inputs.end())
          field.needs_reason = true;
    } else {
      field.title = input.name;
    }
    field.unit = input.unit;
    field.type = input.type;
    field.choices = input.choices;
    field.expected = service::expected_of(input);
    field.is_list = input.is_list;
    fields.push_back(std::move(field));
  }
  return fields;
}

PartInFigures part_in_figures(const OpenedRound& opened, const Actor& actor, Source source,
                              const store::Subject& subject, const std::string& indicator) {
  const std::set<std::string> sampled;
  const Reach reach(opened, actor, source, sampled);
  Field field;
  field.indicator = indicator;
  return {reach.has_subject(subject), reach.has_input(field), reach.is_open()};
}

std::optional<Phrase> what_is_wrong(const scheme::Scheme& s, int input, const std::string& value) {
  if (value.empty() || s.inputs[static_cast<std::size_t>(input)].type == scheme::InputType::Name) return std::nullopt;
  document::Grid grid;
  grid.rows.push_back({document::Cell{value, document::Cell::Kind::Text, document::Cell::Kind::Empty, 1, 1, 1}});
  document::TableProblems found;
  const auto read =
      service::read_fact(service::reading_of(s, input), grid.rows[0][0], service::CellProblems(grid, found));
  if (read && !found.has_errors()) return std::nullopt;
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

Result<FigureSheet> open_sheet(const Office& office, const Actor& actor, Id round_id, Source source,
                               std::optional<Id> subject_id) {
  return look(office, [&](store::Reading& db) -> Result<FigureSheet> {
    const auto opened = load_round(db, round_id);
    if (!opened) return refuse(not_found, {round_word});
    const auto sampled = sampled_codes(db, *opened);
    const Reach reach(*opened, actor, source, sampled);
    FigureSheet sheet;
    sheet.source = source;
    sheet.is_open = reach.is_open();
    for (auto& field : fields_of(opened->scheme()))
      if (reach.has_input(field)) {
        field.needs_reason = reach.needs_reason(field);
        sheet.fields.push_back(std::move(field));
      }
    for (const auto& subject : opened->subjects)
      if (subject.out_of_scope.empty() && reach.has_subject(subject) && (!subject_id || subject.id == *subject_id))
        sheet.subjects.push_back(subject);
    if (sheet.subjects.empty()) return refuse(not_allowed, {round::row_of(command_of(source)).name});
    const auto names = names_of_accounts(db);
    std::set<Id> wanted;
    for (const auto& subject : sheet.subjects) wanted.insert(subject.id);
    for (const auto& fact : store::facts_of(db, round_id)) {
      if (!wanted.contains(fact.subject_id)) continue;
      if (fact.source == word_of(source))
        sheet.cells[{fact.subject_id, fact.input}] = cell_from(fact, names);
      else if (fact.source == word_of(source == Source::Checked ? Source::Assessed : Source::Self))
        sheet.beside[{fact.subject_id, fact.input}] = cell_from(fact, names);
    }
    for (const auto& subject : sheet.subjects) {
      for (const auto& field : sheet.fields) {
        if (!applies(opened->scheme(), field, subject)) continue;
        ++sheet.wanted;
        const auto found = sheet.cells.find({subject.id, field.header});
        sheet.filled += found != sheet.cells.end() && !found->second.value.empty();
      }
    }
    return sheet;
  });
}

namespace {

/// Everything that decides whether a cell may be saved, but for who was quicker.
Result<Field> accept_cell(const OpenedRound& opened, const Actor& actor, Source source,
                          const std::set<std::string>& sampled, const CellEntry& entry, const std::string& value,
                          const std::string& reason) {
  const auto subject = std::find_if(opened.subjects.begin(), opened.subjects.end(),
                                    [&](const auto& s) { return s.id == entry.subject_id; });
  if (subject == opened.subjects.end()) return refuse(not_found, {subject_word});
  const Reach reach(opened, actor, source, sampled);
  const auto fields = fields_of(opened.scheme());
  const auto field =
      std::find_if(fields.begin(), fields.end(), [&](const Field& f) { return f.header == entry.input; });
  if (!reach.has_subject(*subject)) return refuse(subject_not_yours, {Phrase(subject->name)});
  if (field == fields.end()) return refuse(input_unknown, {Phrase(entry.input)});
  if (!reach.has_input(*field)) return refuse(input_not_assigned, {Phrase(entry.input)});
  if (!reach.is_open()) return refuse(not_now, {round::row_of(command_of(source)).name});
  if (!subject->out_of_scope.empty())
    return refuse(subject_out_of_scope, {Phrase(subject->name), Phrase(subject->out_of_scope)});
  if (const auto wrong = what_is_wrong(opened.scheme(), field->input, value))
    return refuse(value_refused, {Phrase(subject->name + " " + entry.input), *wrong});
  if (reach.needs_reason(*field) && !value.empty() && value != "0" && reason.empty())
    return refuse(reason_needed, {Phrase(entry.input)});
  return *field;
}

}  // namespace

Result<SavedCell> save_cell(const Office& office, const Actor& actor, Id round_id, Source source,
                            const CellEntry& entry) {
  auto value = cleaned(entry.value, value_field, value_max, true);
  if (!value) return value.refusal();
  auto reason = cleaned(entry.reason, reason_field, reason_max, true);
  if (!reason) return reason.refusal();
  const auto clash = [&](store::Reading& db) -> Refusal {
    const auto now = store::fact_now(db, round_id, entry.subject_id, entry.input, std::string(word_of(source)));
    const auto account = now && now->account_id ? store::account_of(db, *now->account_id) : std::nullopt;
    return refuse(changed_meanwhile,
                  {Phrase(account ? account->name : "?"), Phrase(now ? now->value : ""), Phrase(*value)});
  };
  try {
    return act(office, actor, "figure.save", [&](store::Writing& db, Json& body) -> Result<SavedCell> {
      // A sample is drawn from all subjects; anything else needs this one alone.
      const bool is_checked = source == Source::Checked;
      auto stored = store::round_with_fact(db, round_id, entry.subject_id, entry.input, std::string(word_of(source)),
                                           is_checked ? std::nullopt : std::optional(entry.subject_id));
      if (!stored) return refuse(not_found, {round_word});
      const auto opened = opened_from(std::move(stored->whole));
      const auto sampled = is_checked ? sampled_codes(db, opened) : std::set<std::string>();
      const auto accepted = accept_cell(opened, actor, source, sampled, entry, *value, *reason);
      if (!accepted) return accepted.refusal();
      const auto& now = stored->now;
      if ((now ? now->id : 0) != entry.replaces) {
        if (now && now->value == *value && now->reason == *reason && now->account_id == actor.account_id)
          return SavedCell{now->id, now->value};  // sent twice
        return clash(db);
      }
      if (now && now->value == *value && now->reason == *reason) return SavedCell{now->id, now->value};
      const Id id =
          store::add_fact(db, {0, round_id, entry.subject_id, entry.input, std::string(word_of(source)), *value,
                               *reason, actor.account_id == 0 ? std::nullopt : std::optional(actor.account_id),
                               office.clock.now_ms(), entry.replaces});
      body = {{"round", round_id},
              {"subject", entry.subject_id},
              {"input", entry.input},
              {"source", word_of(source)},
              {"value", *value},
              {"reason", *reason},
              {"fact", id}};
      return SavedCell{id, *value};
    });
  } catch (const store::UniqueViolation&) {  // two servers at the same moment
    return look(office, [&](store::Reading& db) { return Result<SavedCell>(clash(db)); });
  }
}

std::vector<store::Fact> history_of(const Office& office, const Actor& actor, Id round_id, Id subject_id,
                                    const std::string& input) {
  return look(office, [&](store::Reading& db) -> std::vector<store::Fact> {
    const auto opened = load_round(db, round_id);
    if (!opened || !actor.may(Command::ReadAllFacts, opened->round.unit_id)) return {};
    return store::fact_history(db, round_id, subject_id, input);
  });
}

document::Grid grid_of(const OpenedRound& opened, const std::vector<store::Fact>& facts, Source source) {
  const auto& s = opened.scheme();
  const bool is_english = s.language == Language::English;
  std::map<std::pair<Id, std::string>, const store::Fact*> standing;
  for (const auto& fact : facts) {
    if (fact.value.empty() || (fact.source == word_of(Source::Self)) != (source == Source::Self)) continue;
    auto& at = standing[{fact.subject_id, fact.input}];
    if (!at || fact.source == word_of(Source::Checked)) at = &fact;
  }
  document::Grid grid;
  grid.file = opened.round.name;
  const auto add_row = [&](const std::vector<std::string>& texts) {
    std::vector<document::Cell> row;
    const int number = static_cast<int>(grid.rows.size()) + 1;
    for (const auto& text : texts)
      row.push_back({text, text.empty() ? document::Cell::Kind::Empty : document::Cell::Kind::Text,
                     document::Cell::Kind::Empty, number, static_cast<int>(row.size()) + 1, 1});
    grid.rows.push_back(std::move(row));
  };
  std::vector<std::string> header =
      is_english ? std::vector<std::string>{"id", "name", "pool"} : std::vector<std::string>{"编号", "名称", "分组"};
  const bool has_kinds = !s.properties.kinds.empty();
  if (has_kinds) header.push_back(is_english ? "kind" : "类别");
  for (std::size_t i = 0; i < s.inputs.size(); ++i) header.push_back(s.header(static_cast<int>(i)));
  add_row(header);
  const std::string everybody = is_english ? "all" : "全局";  // one pool for those without
  for (const auto& subject : opened.subjects) {
    if (!subject.out_of_scope.empty()) continue;
    std::vector<std::string> row{subject.code, subject.name, subject.pool.empty() ? everybody : subject.pool};
    if (has_kinds) row.push_back(subject.kind);
    for (std::size_t i = 0; i < s.inputs.size(); ++i) {
      const auto found = standing.find({subject.id, header[i + 3 + has_kinds]});
      row.push_back(found == standing.end() ? "" : found->second->value);
    }
    add_row(row);
  }
  return grid;
}

}  // namespace pingxing::office
