#include "office/figures.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "office/figure_gate.hpp"
#include "office/messages.hpp"
#include "scheme/input_key.hpp"
#include "service/expected_cell.hpp"
#include "service/fact_limits.hpp"
#include "service/input_words.hpp"
#include "store/named_rows.hpp"

namespace pingxing::office {

namespace {

using round::Command;
constexpr std::array<std::string_view, 3> source_words{"self", "assessed", "checked"};
constexpr Text round_word{"考评", "round"};

CellNow cell_from(const store::Fact& fact, const std::map<Id, std::string>& names) {
  CellNow cell{fact.id, fact.value, fact.reason, "", fact.recorded_at};
  if (fact.account_id)
    if (const auto found = names.find(*fact.account_id); found != names.end()) cell.by = found->second;
  return cell;
}

/// Of the input that is called so; of none, what would be its key.
std::string key_called(const scheme::Scheme& s, const std::string& name) {
  const int input = scheme::input_called(s, name);
  return input < 0 ? scheme::key_of_header(name) : s.inputs[static_cast<std::size_t>(input)].key;
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
    field.key = input.key;
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
    field.requirement = field.indicator.empty() ? field.key : field.indicator;
    field.unit = input.unit;
    field.type = input.type;
    field.choices = input.choices;
    field.expected = service::expected_in_cell(s, field.input);
    field.may_be_not_applicable = service::may_be_not_applicable(s, field.input);
    field.is_list = input.is_list;
    fields.push_back(std::move(field));
  }
  return fields;
}

std::optional<std::string> requirement_called(const scheme::Scheme& s, const std::string& name) {
  for (const auto& indicator : s.indicators)
    if (indicator.id == name) return name;
  const int input = scheme::input_called(s, name);
  if (input < 0 || s.inputs[static_cast<std::size_t>(input)].indicator >= 0) return std::nullopt;
  return s.inputs[static_cast<std::size_t>(input)].key;
}

std::string shown_requirement(const scheme::Scheme& s, const std::string& requirement) {
  for (std::size_t i = 0; i < s.inputs.size(); ++i)
    if (s.inputs[i].indicator < 0 && s.inputs[i].key == requirement) return s.header(static_cast<int>(i));
  return requirement;
}

bool applies(const scheme::Scheme& s, const Field& field, const store::Subject& subject) {
  const auto& kinds = s.inputs[static_cast<std::size_t>(field.input)].kinds;
  return kinds.empty() || std::find(kinds.begin(), kinds.end(), subject.kind) != kinds.end();
}

namespace {

bool is_wanted(const store::Subject& subject, const RowsWanted& rows, const std::string& search) {
  if (!rows.pool.empty() && subject.pool != rows.pool) return false;
  if (rows.unit_id != 0 && subject.unit_id != rows.unit_id) return false;
  return search.empty() || service::folded(subject.code).find(search) != std::string::npos ||
         service::folded(subject.name).find(search) != std::string::npos;
}

/// What concerns an actor in a round, for a purpose.
struct Concern {
  const OpenedRound* opened = nullptr;
  std::vector<Field> fields;
  std::vector<const store::Subject*> subjects;       // in scope
  std::map<Id, std::set<std::string>> not_assigned;  // keys, by subject; empty where no assignment names one
  bool is_open = false;
};

Concern concern_of(store::Reading& db, const Actor& actor, const OpenedRound& opened, Source source) {
  Concern concern{&opened, {}, {}, {}, false};
  const FigureGate gate(db, opened, actor, source);
  concern.fields = gate.fields();
  concern.is_open = gate.reach().is_open();
  for (const auto& subject : opened.subjects)
    if (subject.out_of_scope.empty() && gate.reach().has_subject(subject)) concern.subjects.push_back(&subject);
  if (gate.reach().is_by_subject())
    for (const auto* subject : concern.subjects)
      for (const auto& field : concern.fields)
        if (!gate.reach().has(*subject, field.requirement)) concern.not_assigned[subject->id].insert(field.key);
  return concern;
}

/// Counted by the database: a round of many people has more figures than one wants to hold.
FigureCount count_alike(store::Reading& db, const Concern& concern, Source source,
                        const std::vector<const store::Subject*>& subjects, const std::set<std::string>& without,
                        FilledOnce& known) {
  std::map<std::string, std::size_t> of_kind;
  std::vector<Id> ids;
  for (const auto* subject : subjects) {
    ++of_kind[subject->kind];
    ids.push_back(subject->id);
  }
  FigureCount count;
  std::set<std::pair<std::string, std::string>> counted;  // input, kind
  for (const auto& [kind, size] : of_kind) {
    store::Subject one;
    one.kind = kind;
    for (const auto& field : concern.fields) {
      if (without.contains(field.key) || !applies(concern.opened->scheme(), field, one)) continue;
      count.wanted += size;
      counted.insert({field.key, kind});
    }
  }
  const auto [at, is_new] = known.cells.try_emplace({source, std::move(ids)});
  if (is_new)
    at->second = store::filled_cells(db, concern.opened->round.id, std::string(word_of(source)), at->first.second);
  for (const auto& filled : at->second)
    if (counted.contains({filled.input, filled.kind})) count.filled += static_cast<std::size_t>(filled.count);
  return count;
}

FigureCount count_of(store::Reading& db, const Concern& concern, Source source, FilledOnce& known) {
  std::map<std::set<std::string>, std::vector<const store::Subject*>> alike;  // by what is others' to fill in
  for (const auto* subject : concern.subjects) {
    const auto found = concern.not_assigned.find(subject->id);
    alike[found == concern.not_assigned.end() ? std::set<std::string>() : found->second].push_back(subject);
  }
  FigureCount count;
  for (const auto& [without, subjects] : alike) {
    const auto part = count_alike(db, concern, source, subjects, without, known);
    count.filled += part.filled;
    count.wanted += part.wanted;
  }
  return count;
}

void take_choices(store::Reading& db, const Concern& concern, FigureSheet& sheet) {
  std::set<std::string> pools;
  std::set<Id> units;
  for (const auto* subject : concern.subjects) {
    pools.insert(subject->pool);
    if (subject->person_id) units.insert(subject->unit_id);
  }
  sheet.pools.assign(pools.begin(), pools.end());
  if (units.size() > 1)
    for (const auto& unit : store::all_units(db))
      if (units.contains(unit.id)) sheet.units.emplace_back(unit.id, unit.name);
}

/// The rows of the wanted page.
void take_rows(const Concern& concern, const RowsWanted& rows, FigureSheet& sheet) {
  const auto search = service::folded(rows.search);
  std::vector<const store::Subject*> found;
  for (const auto* subject : concern.subjects)
    if (is_wanted(*subject, rows, search)) found.push_back(subject);
  sheet.page = page_of(found.size(), rows.page, rows.page_rows);
  for (std::size_t i = sheet.page.begin; i < sheet.page.end; ++i) sheet.subjects.push_back(*found[i]);
}

}  // namespace

Result<FigureSheet> open_sheet(const Office& office, const Actor& actor, Id round_id, Source source,
                               const RowsWanted& rows) {
  return look(office, [&](store::Reading& db) -> Result<FigureSheet> {
    const auto opened = load_round(db, round_id);
    if (!opened) return refuse(not_found, {round_word});
    const auto concern = concern_of(db, actor, *opened, source);
    if (concern.subjects.empty()) return refuse(not_allowed, {round::row_of(command_of(source)).name});
    FigureSheet sheet;
    sheet.source = source;
    sheet.is_open = concern.is_open;
    sheet.fields = concern.fields;
    take_choices(db, concern, sheet);
    take_rows(concern, rows, sheet);
    FilledOnce known;
    const auto count = count_of(db, concern, source, known);
    sheet.filled = count.filled;
    sheet.wanted = count.wanted;
    std::vector<Id> shown;
    for (const auto& subject : sheet.subjects) {
      shown.push_back(subject.id);
      if (const auto found = concern.not_assigned.find(subject.id); found != concern.not_assigned.end())
        for (const auto& key : found->second) sheet.not_assigned.insert({subject.id, key});
    }
    const auto facts = store::facts_of_subjects(db, round_id, shown);
    const auto names = store::names_of_accounts(db, store::ids_of(facts, &store::Fact::account_id));
    for (const auto& fact : facts) {
      if (sheet.not_assigned.contains({fact.subject_id, fact.input})) continue;
      if (fact.source == word_of(source))
        sheet.cells[{fact.subject_id, fact.input}] = cell_from(fact, names);
      else if (fact.source == word_of(source == Source::Checked ? Source::Assessed : Source::Self))
        sheet.beside[{fact.subject_id, fact.input}] = cell_from(fact, names);
    }
    for (const auto& one : store::evidence_counts(db, round_id, shown))
      sheet.evidence[{one.subject_id, one.indicator}] = one.count;
    return sheet;
  });
}

FigureCount count_figures(const Office& office, const Actor& actor, const OpenedRound& opened, Source source,
                          FilledOnce& known) {
  return look(office,
              [&](store::Reading& db) { return count_of(db, concern_of(db, actor, opened, source), source, known); });
}

std::map<Id, FigureCount> count_own_figures(const Office& office, const OpenedRound& opened) {
  const auto& s = opened.scheme();
  const auto filled = look(office, [&](store::Reading& db) {
    return store::filled_by_subject(db, opened.round.id, std::string(word_of(Source::Self)));
  });
  const auto fields = fields_of(s);
  std::map<Id, FigureCount> counts;
  for (const auto& subject : opened.subjects) {
    if (!subject.person_id || !subject.out_of_scope.empty()) continue;
    auto& count = counts[*subject.person_id];
    count.wanted += static_cast<std::size_t>(
        std::count_if(fields.begin(), fields.end(), [&](const auto& field) { return applies(s, field, subject); }));
    if (const auto found = filled.find(subject.id); found != filled.end())
      count.filled += static_cast<std::size_t>(found->second);
  }
  return counts;
}

Result<SavedCell> save_cell(const Office& office, const Actor& actor, Id round_id, Source source,
                            const CellEntry& entry) {
  const std::string word(word_of(source));
  try {
    return act(office, actor, "figure.save", [&](store::Writing& db, Json& body) -> Result<SavedCell> {
      // A sample is drawn from all subjects; anything else needs this one alone.
      const std::string likely_key = scheme::key_of_header(entry.input);
      auto stored = store::round_with_fact(db, round_id, entry.subject_id, likely_key, word,
                                           source == Source::Checked ? std::nullopt : std::optional(entry.subject_id));
      if (!stored) return refuse(not_found, {round_word});
      const auto opened = opened_from(db, std::move(stored->whole));
      auto& now = stored->now;
      const std::string key = key_called(opened.scheme(), entry.input);
      if (key != likely_key) now = store::fact_now(db, round_id, entry.subject_id, key, word);
      const auto cell = FigureGate(db, opened, actor, source).accept(entry, now);
      if (!cell) return cell.refusal();
      if (cell->stands) return SavedCell{now ? now->id : 0, cell->value};
      const Id id = store::add_fact(db, {0, round_id, entry.subject_id, key, word, cell->value, cell->reason,
                                         actor.account_id == 0 ? std::nullopt : std::optional(actor.account_id),
                                         office.clock.now_ms(), entry.replaces});
      body = {{"round", round_id},    {"subject", entry.subject_id}, {"input", key}, {"source", word},
              {"value", cell->value}, {"reason", cell->reason},      {"fact", id}};
      return SavedCell{id, cell->value};
    });
  } catch (const store::UniqueViolation&) {  // two servers at the same moment
    const auto now = cell_now(office, actor, round_id, source, entry.subject_id, entry.input);
    return refuse(changed_meanwhile, {Phrase(now ? now->by : "?"), Phrase(now ? now->value : ""), Phrase(entry.value)});
  }
}

std::optional<CellNow> cell_now(const Office& office, const Actor& actor, Id round_id, Source source, Id subject_id,
                                const std::string& input) {
  return look(office, [&](store::Reading& db) -> std::optional<CellNow> {
    const auto opened = load_round(db, round_id);
    if (!opened) return std::nullopt;
    const auto subject = std::find_if(opened->subjects.begin(), opened->subjects.end(),
                                      [&](const auto& s) { return s.id == subject_id; });
    FigureGate gate(db, *opened, actor, source);
    const auto& fields = gate.fields();
    const std::string key = key_called(opened->scheme(), input);
    if (subject == opened->subjects.end() || !gate.reach().has_subject(*subject) ||
        std::none_of(fields.begin(), fields.end(),
                     [&](const Field& f) { return f.key == key && gate.reach().has(*subject, f.requirement); }))
      return std::nullopt;
    const auto now = store::fact_now(db, round_id, subject_id, key, std::string(word_of(source)));
    if (!now) return std::nullopt;
    return CellNow{now->id, now->value, now->reason, gate.name_of(now->account_id), now->recorded_at};
  });
}

std::vector<store::Fact> history_of(const Office& office, const Actor& actor, Id round_id, Id subject_id,
                                    const std::string& input) {
  return look(office, [&](store::Reading& db) -> std::vector<store::Fact> {
    const auto opened = load_round(db, round_id);
    if (!opened || !actor.may(Command::ReadAllFacts, opened->round.unit_id)) return {};
    return store::fact_history(db, round_id, subject_id, key_called(opened->scheme(), input));
  });
}

}  // namespace pingxing::office
